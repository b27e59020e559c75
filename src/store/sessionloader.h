// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "store/sessionfile.h"

#include <QObject>
#include <QTimer>

namespace bothends {

/// Takes a stored session into a journal, a portion at each turn of the event loop, so that its beginning is
/// seen at once and the window stays alive. Lives in the journal's thread.
class SessionLoader : public QObject
{
    Q_OBJECT
public:
    SessionLoader(SessionFile file, Journal &journal, QObject *parent = nullptr);

    void start() { m_timer.start(); }
    /// The notes beside the events; to be asked when they are all there.
    QList<RowNote> notes() { return m_file.notes(); }
    std::optional<Error> fault() const { return m_file.fault(); }
    bool isFinished() const { return m_isFinished; }

signals:
    void progressed(quint64 seq, quint64 lastSeq);
    /// All that can be read is there. @param fault what is wrong with the rest, or nothing
    void finished(const std::optional<bothends::Error> &fault);

private:
    void loadSome();

    SessionFile m_file;
    Journal &m_journal;
    QTimer m_timer;
    quint64 m_seq = 0;
    quint64 m_lastSeq;
    int m_portion;
    bool m_isFinished = false;
};

} // namespace bothends
