// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

#include <QHash>

namespace bothends {

/// Events made by hand, in the order in which an I/O thread would have made them.
class Story
{
public:
    /// Of all events from now on.
    Transport transport = Transport::Tcp;
    Address server{QStringLiteral("127.0.0.1"), 30000};

    Event &add(double ms, Side side, EventKind kind, quint32 connection = 0, int number = -1)
    {
        Event event;
        event.transport = transport;
        event.seq = ++m_seq;
        event.monotonicNs = qint64(ms * 1e6);
        event.endpoint = side == Side::Server ? 1 : 2;
        event.socket = connection == 0 ? 1 : 10 + 2 * connection + (side == Side::Server ? 0 : 1);
        event.connection = connection;
        event.side = side;
        event.origin = kind == EventKind::Received ? Origin::Qt : Origin::Call;
        event.kind = kind;
        event.number = number;
        const Address client = server.isLocal() ? Address::unnamed(quint64(910000) + connection)
                                                : Address{server.host, quint16(51233 + connection)};
        event.local = side == Side::Server ? server : client;
        if (connection != 0)
            event.peer = side == Side::Server ? client : server;
        m_batch << event;
        return m_batch.last();
    }

    Event &write(double ms, Side side, quint32 connection, const QByteArray &bytes)
    {
        return addData(ms, side, EventKind::Sent, connection, bytes);
    }

    Event &read(double ms, Side side, quint32 connection, const QByteArray &bytes)
    {
        return addData(ms, side, EventKind::Received, connection, bytes);
    }

    /// A call that is told with its arguments.
    Event &call(double ms, Side side, EventKind kind, const CallDetail &detail, quint32 connection = 0,
                int number = -1)
    {
        Event &event = add(ms, side, kind, connection, number);
        event.detail = std::make_shared<CallDetail>(detail);
        return event;
    }
    Event &failure(double ms, Side side, CallName call, ErrorCode code, int systemCode,
                   quint32 connection = 0)
    {
        CallDetail detail;
        detail.call = call;
        Event &event = this->call(ms, side, EventKind::Error, detail, connection);
        event.error = Error{code, systemCode, {}, 0, {}};
        return event;
    }
    Event &option(double ms, Side side, SocketOption option, qint64 now, std::optional<qint64> asked = {},
                  quint32 connection = 0)
    {
        CallDetail detail;
        detail.call = asked ? CallName::SetSockOpt : CallName::GetSockOpt;
        detail.option = option;
        detail.optionNow = OptionValue{now, {}};
        if (asked)
            detail.optionAsked = OptionValue{*asked, {}};
        return call(ms, side, EventKind::Option, detail, connection);
    }
    /// A part of a file; its bytes are in the file only.
    Event &filePart(double ms, Side side, EventKind kind, quint32 connection, const QString &file,
                    qint64 offset, qint64 length)
    {
        Event &event = addData(ms, side, kind, connection, QByteArray(length, 'x'));
        event.payload.clear();
        CallDetail detail;
        detail.call = kind == EventKind::Sent ? CallName::SendFile : CallName::None;
        detail.file = file;
        detail.fileOffset = offset;
        event.detail = std::make_shared<CallDetail>(detail);
        return event;
    }
    /// Bytes that are told with the call that moved or showed them.
    Event &data(double ms, Side side, EventKind kind, quint32 connection, const QByteArray &bytes,
                const CallDetail &detail)
    {
        const bool moves = kind == EventKind::Sent || kind == EventKind::Received;
        Event &event = moves ? addData(ms, side, kind, connection, bytes) : add(ms, side, kind, connection);
        event.payload = bytes;
        event.bytes = bytes.size();
        event.detail = std::make_shared<CallDetail>(detail);
        return event;
    }

    /// What the kernel reports of an end; connection 0 = the listening socket.
    Event &kernel(double ms, Side side, quint32 connection, const KernelReading &reading,
                  EventKind kind = EventKind::State)
    {
        Event &event = add(ms, side, kind, connection);
        event.origin = Origin::Kernel;
        event.reading = std::make_shared<KernelReading>(reading);
        return event;
    }
    Event &state(double ms, Side side, quint32 connection, TcpState state, bool hasOwner = true)
    {
        KernelReading reading;
        reading.state = state;
        reading.hasOwner = hasOwner;
        return kernel(ms, side, connection, reading);
    }
    Event &queues(double ms, Side side, quint32 connection, qint64 unread, qint64 unacknowledged = 0,
                  qint64 unsent = 0)
    {
        KernelReading reading;
        reading.state = TcpState::Established;
        reading.hasOwner = true;
        reading.unread = unread;
        reading.unacknowledged = unacknowledged;
        reading.unsent = unsent;
        return kernel(ms, side, connection, reading, EventKind::Queues);
    }
    Event &acceptQueue(double ms, int length, EventKind kind = EventKind::Queues)
    {
        KernelReading reading;
        reading.state = TcpState::Listen;
        reading.hasOwner = true;
        reading.acceptQueue = length;
        reading.backlog = 3;
        return kernel(ms, Side::Server, 0, reading, kind);
    }

    void listen(double ms = 0)
    {
        add(ms, Side::Server, EventKind::Socket, 0, 14);
        add(ms + 0.1, Side::Server, EventKind::Bind);
        add(ms + 0.1, Side::Server, EventKind::Listen, 0, 128);
    }

    void connectBoth(double ms, quint32 connection)
    {
        add(ms, Side::Client, EventKind::Connect, connection);
        add(ms + 0.2, Side::Client, EventKind::Connected, connection);
        add(ms + 0.4, Side::Server, EventKind::Accept, connection, 15);
    }

    /// Writes and the read opposite to it.
    void say(double ms, Side from, quint32 connection, const QByteArray &bytes)
    {
        write(ms, from, connection, bytes);
        read(ms + 0.2, from == Side::Server ? Side::Client : Side::Server, connection, bytes);
    }

    /// The events since the last call.
    QList<Event> take() { return std::exchange(m_batch, {}); }

private:
    Event &addData(double ms, Side side, EventKind kind, quint32 connection, const QByteArray &bytes)
    {
        Event &event = add(ms, side, kind, connection);
        event.payload = bytes;
        event.bytes = bytes.size();
        const quint64 stream = (quint64(connection) << 2) | (side == Side::Server ? 2U : 0U)
            | (kind == EventKind::Sent ? 1U : 0U);
        event.streamOffset = m_offsets[stream];
        m_offsets[stream] += quint64(bytes.size());
        return event;
    }

    QList<Event> m_batch;
    QHash<quint64, quint64> m_offsets;
    quint64 m_seq = 0;
};

/// A journal with all its readings.
struct StoryReadings
{
    Journal journal;
    ConnectionIndex connections{journal};
    TextReading text{journal, connections};
    LifeLines lifeLines{journal};

    operator Readings() const { return {journal, connections, text, lifeLines}; }
};

} // namespace bothends
