// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "store/copyprogress.h"
#include "store/sessionwriter.h"

#include <QTimer>

#include <memory>

namespace bothends {

/// Writes a session or a capture, as it is when it starts, into a new session file, in a thread of its own.
/// Half a file is never left behind. Lives in the journal's thread.
class SaveJob : public QObject
{
    Q_OBJECT
public:
    /// @param file of the session, or a capture; empty = it is in memory only
    /// @param notes of its rows
    /// @param writer what still writes that file; null = nobody
    SaveJob(const Journal &journal, QString file, const SessionWriter *writer, QString target,
            QList<RowNote> notes, QObject *parent = nullptr);
    /// Cancels, and waits for the thread.
    ~SaveJob() override;

    void start();
    /// Answered by finished(), unless that was emitted already.
    void cancel();

signals:
    void progressed(int percent);
    /// FileExists, FileUnwritable, DiskFull, TransferCancelled, …
    void finished(const std::optional<bothends::Error> &error);

private:
    void waitOrCopy();
    void gather();
    void run(std::function<std::optional<Error>()> write);
    void end(const std::optional<Error> &error);

    const Journal &m_journal;
    const QString m_file;
    const QString m_target;
    const QList<RowNote> m_notes;
    const SessionWriter *m_writer;
    quint64 m_lastSeq = 0;
    qsizetype m_rows = 0; // more may come meanwhile
    QList<Event> m_events; // of a session in memory
    QTimer m_turn; // gathers them
    QTimer m_look; // at the thread's progress
    CopyProgress m_progress;
    std::unique_ptr<QThread> m_thread;
    std::optional<Error> m_result; // the thread's until it has ended
    bool m_isOver = false;
};

} // namespace bothends
