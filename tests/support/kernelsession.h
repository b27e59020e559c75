// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"
#include "support/eventlist.h"

#include <functional>

namespace bothends::test {

/// A journal made by hand with its readings: calls, signals and what a kernel would have reported. Each
/// function appends one event and returns its row.
class KernelSession
{
public:
    static constexpr quint32 kServer = 1; // endpoints
    static constexpr quint32 kClient = 2;

    explicit KernelSession(Transport transport = Transport::Tcp)
        : m_transport(transport)
    {
    }

    qsizetype append(Event event)
    {
        event.transport = m_transport;
        event.endpoint = event.side == Side::Server ? kServer : kClient;
        event.wallClockUs = m_wallClockUs;
        if (event.connection == 0)
            event.peer = {};
        m_journal.append({event});
        return lastRow();
    }
    qsizetype add(EventKind kind, Side side, quint32 connection = 1)
    {
        return append(m_events.make(kind, side, connection));
    }
    qsizetype fail(EventKind kind, Side side, ErrorCode code)
    {
        Event event = m_events.make(kind, side);
        event.error.emplace().code = code;
        return append(event);
    }
    qsizetype reports(Side side, TcpState state, quint32 connection = 1,
                      const std::function<void(KernelReading &)> &fill = {})
    {
        Event event = m_events.make(EventKind::State, side, connection);
        event.origin = Origin::Kernel;
        auto reading = std::make_shared<KernelReading>();
        reading->state = state;
        reading->hasOwner = state != TcpState::Closed;
        if (fill)
            fill(*reading);
        event.reading = reading;
        return append(event);
    }
    qsizetype cannotAsk()
    {
        Event event = m_events.make(EventKind::State, Side::Server, 0);
        event.origin = Origin::Kernel;
        event.error.emplace();
        return append(event);
    }
    /// A server of ours and a client of ours, as on loopback: the kernel is faster than the calls.
    void handshake()
    {
        add(EventKind::Listen, Side::Server, 0);
        reports(Side::Server, TcpState::Listen, 0);
        add(EventKind::Connect, Side::Client);
        reports(Side::Client, TcpState::Established);
        reports(Side::Server, TcpState::Established);
        add(EventKind::Connected, Side::Client);
        add(EventKind::Accept, Side::Server);
    }

    qsizetype lastRow() const { return m_journal.size() - 1; }
    const Readings &readings() const { return m_readings; }
    Journal &journal() { return m_journal; }
    EventList &events() { return m_events; }
    /// Of the events that follow, microseconds since 1970.
    void setWallClock(qint64 microseconds) { m_wallClockUs = microseconds; }

private:
    Transport m_transport;
    Journal m_journal;
    ConnectionIndex m_connections{m_journal};
    TextReading m_texts{m_journal, m_connections};
    LifeLines m_lifeLines{m_journal};
    Readings m_readings{m_journal, m_connections, m_texts, m_lifeLines};
    EventList m_events;
    qint64 m_wallClockUs = 0;
};

} // namespace bothends::test
