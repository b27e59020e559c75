// SPDX-License-Identifier: MIT
#pragma once

#include "store/checkpointer.h"
#include "store/sessionfile.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace bothends {

/// Writes a session to disk in a thread of its own, as it happens: what was appended is on disk 200 ms later
/// at the latest, and survives the end of the process. While the disk lags, isLagging() asks to let no more
/// in; when it is full, writing waits and tries again, or goes on at another place, and nothing is lost.
/// Lives in the journal's thread.
class SessionWriter : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 kMaxPendingBytes = qint64(32) * 1024 * 1024;
    static constexpr qint64 kCommitBytes = qint64(1) * 1024 * 1024; ///< more than that is written at once
    static constexpr int kCommitMs = 100; ///< between two commits, so that 200 ms are never exceeded by much
    /// Of the write-ahead log, in bytes.
    struct LogLimits
    {
        qint64 checkpoint = qint64(64) * 1024 * 1024; ///< what is in it is brought to its place meanwhile
        qint64 most = qint64(512) * 1024 * 1024; ///< nothing more is let in until it is
    };

    /// What became of a session at its end.
    struct Outcome
    {
        std::optional<Error> error; ///< why it is not whole, or not finished
        qint64 lostEvents = 0; ///< at its end, that could not be written
    };

    explicit SessionWriter(SessionFile file, QObject *parent = nullptr);
    SessionWriter(SessionFile file, const LogLimits &limits, QObject *parent = nullptr);
    /// Writes what is left, waiting for it, and finishes the file; gives up what a disk that is full cannot
    /// take.
    ~SessionWriter() override;

    /// Takes over events with their payloads, in order.
    void append(const QList<Event> &events);
    /// The user's note beside an event that was appended.
    void note(const RowNote &note);
    bool isLagging() const { return m_isLagging; }
    qint64 pendingBytes() const { return m_pendingBytes.load(std::memory_order_relaxed); }
    /// The last event that is on disk.
    quint64 writtenSeq() const { return m_writtenSeq.load(std::memory_order_acquire); }
    /// Tries again at once after a failure.
    void retry();
    /// Something happened to files beside the session's: looks whether it is still there; gone() answers.
    void look();
    /// Goes on in a new file at another place: what is written is copied there, then the old file is used no
    /// more. Answered by moved() or moveFailed().
    void moveTo(const QString &path);
    bool isFailing() const { return m_isFailing; }
    /// Filled when the writer is gone.
    std::shared_ptr<const Outcome> outcome() const { return m_outcome; }

signals:
    void lagging();
    /// Events may come again.
    void relieved();
    /// More of the session is on disk, up to this event.
    void written(quint64 seq);
    /// It cannot be written now, and is tried again every second.
    void failed(const bothends::Error &error);
    /// It can again.
    void recovered();
    /// Once: the file was removed or replaced by somebody else. Writing goes on, but what is written will be
    /// lost, unless the session is moved.
    void gone(const bothends::Error &error);
    /// All of the session is in this file now, and the old one may go. @param oldPath empty if it is gone
    void moved(const QString &path, const QString &oldPath);
    /// FileExists, FileUnwritable, DiskFull: it stays where it is.
    void moveFailed(const bothends::Error &error);

private:
    void run();
    struct Work
    {
        QList<Event> events;
        QList<RowNote> notes;
        bool isEmpty() const { return events.isEmpty() && notes.isEmpty(); }
    };
    bool writeAll(const Work &work);
    void watchFile();
    void keepLogShort();
    void takeCheckpoint(const std::optional<Error> &error);
    void tellLag();
    void tellFailure(const Error &error);
    std::optional<Error> attempt(const Work &work);
    void move(const QString &path);
    Error goneError() const;
    void lookWhetherItIsGone();
    std::optional<Error> copyTo(const QString &path);
    bool takeQueue(Work &work);
    void rest();
    bool pauseAfterFailure();
    void giveUp(const Work &work, const Error &error);

    SessionFile m_file; // used by the writing thread alone once it runs
    bool m_isGone = false; // as well
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Work m_queue; // guarded by m_mutex
    QString m_newPlace; // guarded by m_mutex; empty = stay
    bool m_isClosing = false; // guarded by m_mutex
    bool m_isResting = false; // guarded by m_mutex
    bool m_mustRetry = false; // guarded by m_mutex
    bool m_mustLook = false; // guarded by m_mutex
    bool m_isCheckpointOver = false; // guarded by m_mutex; until it is taken
    std::optional<Error> m_checkpointError; // guarded by m_mutex; of that one
    std::atomic<bool> m_isLogLong{false};
    std::atomic<qint64> m_pendingBytes{0};
    std::atomic<quint64> m_writtenSeq{0};
    std::shared_ptr<Outcome> m_outcome = std::make_shared<Outcome>(); // the thread's until it has ended
    bool m_isLagging = false;
    bool m_isFailing = false;
    // The writing thread's:
    Checkpointer m_checkpointer;
    bool m_isCheckpointing = false;
    bool m_hasCheckpointFailed = false;
    qint64 m_logBytes = 0; // at the last look
    qint64 m_checkpointedBytes = 0; // when the last checkpoint began
    const LogLimits m_limits;
    LogLimits m_next; // they grow with a log that cannot begin anew, because it is being read
    std::unique_ptr<QThread> m_thread; // uses all of them
};

} // namespace bothends
