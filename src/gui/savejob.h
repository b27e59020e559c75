// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "store/sessionwriter.h"

#include <memory>

namespace bothends {

/// Writes a session or a capture, as it is when it starts, into a new session file, in a thread of its own.
/// Lives in the journal's thread.
class SaveJob : public QObject
{
    Q_OBJECT
public:
    /// @param file of the session, or a capture; empty = it is in memory only
    /// @param notes of its rows
    /// @param writer what still writes that file; null = nobody
    SaveJob(const Journal &journal, QString file, const SessionWriter *writer, QString target,
            QList<RowNote> notes, QObject *parent = nullptr);
    /// Waits for the thread.
    ~SaveJob() override;

    void start();

signals:
    /// FileExists, FileUnwritable, DiskFull, …
    void finished(const std::optional<bothends::Error> &error);

private:
    void run();

    const Journal &m_journal;
    const QString m_file;
    const QString m_target;
    const QList<RowNote> m_notes;
    const SessionWriter *m_writer;
    quint64 m_lastSeq = 0;
    std::unique_ptr<QThread> m_thread;
    std::optional<Error> m_result; // the thread's until it has ended
};

} // namespace bothends
