// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

#include <QList>

namespace bothends::test {

/// Makes events of one connection by hand, with stream offsets as the engine gives them.
class EventList
{
public:
    Event make(EventKind kind, Side side, quint32 connection = 1)
    {
        Event event;
        event.seq = ++m_seq;
        event.monotonicNs = qint64(m_seq) * 1'000'000;
        event.kind = kind;
        event.side = side;
        event.connection = connection;
        event.transport = transport;
        event.local = side == Side::Server ? server : client;
        event.peer = side == Side::Server ? client : server;
        return event;
    }
    Event data(EventKind kind, Side side, const QByteArray &payload, quint32 connection = 1)
    {
        Event event = make(kind, side, connection);
        quint64 &offset = m_offsets[int(side)][kind == EventKind::Sent ? 0 : 1];
        event.streamOffset = offset;
        offset += quint64(payload.size());
        event.bytes = payload.size();
        event.payload = payload;
        return event;
    }

    Transport transport = Transport::Tcp;
    Address server{QStringLiteral("127.0.0.1"), 30000};
    Address client{QStringLiteral("127.0.0.1"), 51234};

private:
    quint64 m_seq = 0;
    quint64 m_offsets[2][2] = {};
};

} // namespace bothends::test
