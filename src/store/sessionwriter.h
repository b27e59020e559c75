// SPDX-License-Identifier: MIT
#pragma once

#include "store/sessionfile.h"

#include <QMutex>
#include <QObject>
#include <QThread>
#include <QWaitCondition>

#include <atomic>

namespace bothends {

/// Writes a session to disk in a thread of its own, as it happens: what was appended is on disk 200 ms later
/// at the latest, and survives the end of the process. While the disk lags, isLagging() asks to let no more
/// in; when it is full, writing waits and tries again, and nothing is lost. Lives in the journal's thread.
class SessionWriter : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 kMaxPendingBytes = qint64(32) * 1024 * 1024;

    explicit SessionWriter(SessionFile file, QObject *parent = nullptr);
    /// Writes what is left, waiting for it, and finishes the file; gives up what a disk that is full cannot
    /// take.
    ~SessionWriter() override;

    /// Takes over events with their payloads, in order.
    void append(const QList<Event> &events);
    bool isLagging() const { return m_isLagging; }
    qint64 pendingBytes() const { return m_pendingBytes.load(std::memory_order_relaxed); }
    /// The last event that is on disk.
    quint64 writtenSeq() const { return m_writtenSeq.load(std::memory_order_acquire); }
    /// Tries again at once after a failure.
    void retry();

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

private:
    void run();
    bool writeAll(const QList<Event> &events);
    bool takeQueue(QList<Event> &events);
    bool pauseAfterFailure();

    SessionFile m_file; // used by the writing thread alone once it runs
    std::unique_ptr<QThread> m_thread;
    QMutex m_mutex;
    QWaitCondition m_wake;
    QList<Event> m_queue; // guarded by m_mutex
    bool m_isClosing = false; // guarded by m_mutex
    bool m_mustRetry = false; // guarded by m_mutex
    std::atomic<qint64> m_pendingBytes{0};
    std::atomic<quint64> m_writtenSeq{0};
    bool m_isLagging = false;
};

} // namespace bothends
