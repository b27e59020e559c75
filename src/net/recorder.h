// SPDX-License-Identifier: MIT
#pragma once

#include "net/status.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace bothends {

/// A moment, taken when the call was made or the signal arrived.
struct Stamp
{
    qint64 monotonicNs = 0;
    qint64 wallClockUs = 0;
};

/// Of another thread that has a copy of the recorder's clock.
Stamp stampOf(const QElapsedTimer &clock);

/// Numbers, stamps and batches the events of the I/O thread on their way to the journal. At most one
/// batch is on its way at a time and at most one is sent per frame unless it is full; while the reader lags,
/// isCongested() tells the sockets to stop reading, and TCP's flow control slows the peer down. Nothing is
/// dropped. Lives in the I/O thread.
class Recorder : public QObject
{
    Q_OBJECT
public:
    /// @param frame shortest time between two batches; 0 = as soon as the event loop turns
    explicit Recorder(std::chrono::milliseconds frame, QObject *parent = nullptr);

    Stamp now() const { return stampOf(m_clock); }
    const QElapsedTimer &clock() const { return m_clock; }
    /// Gives the event its sequence number and, if it has no stamp of its own, the present moment.
    void append(Event event);
    void append(Event event, const Stamp &stamp);
    /// Called with every event right after it was appended; may append itself.
    void setObserver(std::function<void(const Event &)> observer) { m_observer = std::move(observer); }
    /// Something that brings in events from another thread: called before an event is appended that tells of
    /// an arrival, so that what the other thread sent stands before its arrival at an end of ours.
    void addSource(const QObject *owner, const std::function<void()> &bringIn)
    {
        m_sources.insert(owner, bringIn);
    }
    void removeSource(const QObject *owner) { m_sources.remove(owner); }
    void update(const EndpointStatus &status);
    void update(const ConnectionStatus &status);
    void update(const TransferStatus &status);

    bool isCongested() const { return m_congested; }
    /// Everything appended so far was taken in by the reader.
    bool isDrained() const { return !m_inFlight && !hasPending(); }

public slots:
    /// The reader has taken in the last batch.
    void acknowledge();

signals:
    void batchReady(const bothends::Batch &batch);
    /// Reading may go on.
    void relieved();
    /// isDrained() became true.
    void drained();

private:
    static constexpr qint64 kMaxPendingBytes = 4 * 1024 * 1024;
    static constexpr qsizetype kMaxPendingEvents = 8192;

    bool hasPending() const;
    void bringInBefore(const Event &event);
    void schedule();
    void flush();

    QElapsedTimer m_clock;
    QElapsedTimer m_sinceFlush;
    QTimer m_flushTimer;
    std::function<void(const Event &)> m_observer;
    QHash<const QObject *, std::function<void()>> m_sources;
    bool m_isBringingIn = false;
    std::chrono::milliseconds m_frame;
    QList<Event> m_events;
    QHash<quint32, EndpointStatus> m_endpoints;
    QHash<quint64, ConnectionStatus> m_connections; // key: connection and side
    QHash<quint64, TransferStatus> m_transfers; // key: connection, side and direction
    quint64 m_lastSeq = 0;
    qint64 m_pendingBytes = 0;
    bool m_inFlight = false;
    bool m_congested = false;
};

} // namespace bothends
