// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "store/sessionreader.h"

#include <QObject>
#include <QTimer>

namespace bothends {

/// Takes a stored session into a journal, a portion at each turn of the event loop, so that its beginning is
/// seen at once and the window stays alive. Lives in the journal's thread; a SessionReader reads ahead of it.
class SessionLoader : public QObject
{
    Q_OBJECT
public:
    SessionLoader(SessionFile file, Journal &journal, QObject *parent = nullptr);

    /// Once.
    void start() { m_reader.start(); }
    /// The notes beside the events; to be asked when they are all there.
    QList<RowNote> notes() { return m_reader.file().notes(); }
    /// What is wrong with the file, as far as it was found by then; the same.
    std::optional<Error> fault() { return m_reader.file().fault(); }
    bool isFinished() const { return m_isFinished; }

signals:
    void progressed(quint64 seq, quint64 lastSeq);
    /// All that can be read is there. @param fault what is wrong with the rest, or nothing
    void finished(const std::optional<bothends::Error> &fault);

private:
    void loadSome();

    Journal &m_journal;
    quint64 m_lastSeq;
    QTimer m_timer; // runs while the reader is ahead
    bool m_isFinished = false;
    SessionReader m_reader; // the last: its thread uses the others
};

} // namespace bothends
