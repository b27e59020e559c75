// SPDX-License-Identifier: MIT
#include "net/recorder.h"

#include "net/handover.h"

#include <QScopedValueRollback>

#include <utility>

namespace bothends {

Recorder::Recorder(std::chrono::milliseconds frame, QObject *parent)
    : QObject(parent)
    , m_flushTimer(this)
    , m_frame(frame)
{
    m_clock.start();
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_flushTimer, &QTimer::timeout, this, &Recorder::flush);
}

Stamp stampOf(const QElapsedTimer &clock)
{
    // The wall clock may be set while we run; it is read each time and never used for durations.
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    return {clock.nsecsElapsed(), std::chrono::duration_cast<std::chrono::microseconds>(wall).count()};
}

void Recorder::append(Event event)
{
    append(std::move(event), now());
}

void Recorder::bringInBefore(const Event &event)
{
    const bool isArrival = event.kind == EventKind::Received || event.kind == EventKind::Eof
        || (event.kind == EventKind::Reset && event.error);
    if (!isArrival || m_sources.isEmpty() || m_isBringingIn)
        return;
    const QScopedValueRollback guard(m_isBringingIn, true);
    const auto sources = m_sources;
    for (const auto &bringIn : sources)
        bringIn();
}

void Recorder::append(Event event, const Stamp &stamp)
{
    bringInBefore(event);
    event.seq = ++m_lastSeq;
    event.monotonicNs = stamp.monotonicNs;
    event.wallClockUs = stamp.wallClockUs;
    m_pendingBytes += event.payload.size();
    m_events.append(std::move(event));
    m_congested = m_pendingBytes >= kMaxPendingBytes || m_events.size() >= kMaxPendingEvents;
    schedule();
    if (m_observer) {
        const Event appended = m_events.constLast(); // the list may grow meanwhile
        m_observer(appended);
    }
}

void Recorder::update(const EndpointStatus &status)
{
    m_endpoints.insert(status.endpoint, status);
    schedule();
}

void Recorder::update(const ConnectionStatus &status)
{
    m_connections.insert((quint64(status.connection) << 1) | quint64(status.side), status);
    schedule();
}

void Recorder::update(const TransferStatus &status)
{
    m_transfers.insert(
        (quint64(status.connection) << 2) | (quint64(status.side) << 1) | quint64(status.direction), status);
    schedule();
}

void Recorder::schedule()
{
    if (m_inFlight)
        return;
    using std::chrono::milliseconds;
    if (m_congested) { // sockets wait: the frame may be shorter
        if (!m_flushTimer.isActive() || m_flushTimer.interval() > 0)
            m_flushTimer.start(milliseconds(0));
        return;
    }
    if (m_flushTimer.isActive())
        return;
    const milliseconds passed(m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : m_frame.count());
    m_flushTimer.start(qMax(milliseconds(0), m_frame - passed));
}

void Recorder::flush()
{
    Batch batch{std::exchange(m_events, {}), m_endpoints.values(), m_connections.values(),
                m_transfers.values()};
    m_transfers.clear();
    m_endpoints.clear();
    m_connections.clear();
    m_pendingBytes = 0;
    m_inFlight = true;
    m_events.reserve(batch.events.size()); // the next one will be much like it
    m_sinceFlush.start();
    handover::give();
    emit batchReady(batch);
    // One batch is on its way, so the next one may already fill: that is what keeps both threads busy.
    if (std::exchange(m_congested, false))
        emit relieved();
}

void Recorder::acknowledge()
{
    m_inFlight = false;
    if (hasPending())
        schedule();
    else
        emit drained();
}

bool Recorder::hasPending() const
{
    return !m_events.isEmpty() || !m_endpoints.isEmpty() || !m_connections.isEmpty()
        || !m_transfers.isEmpty();
}

} // namespace bothends
