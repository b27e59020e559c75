// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

#include <QList>
#include <QMetaType>

namespace bothends {

// The journal is the past tense: what happened. These values are the present tense: how things stand
// now and would be wasteful as events (a queue that drains changes a thousand times a second).

/// How a server or client of ours stands.
struct EndpointStatus
{
    enum class State : quint8 {
        Starting, ///< client: looking up the name or connecting
        Running, ///< server: listening; client: connected
        Stopping, ///< saying goodbye to its connections in order
        Stopped,
    };
    quint32 endpoint = 0;
    Side side = Side::Server;
    State state = State::Stopped;
    Address local; ///< server: where it listens, with the real port
    bool isAccepting = false; ///< server
    bool outOfDescriptors = false; ///< server: accepting waits for free file descriptors
    int connectionLimit = 0; ///< server: what was asked for, or what descriptors allow
};

/// How one connection stands at our end of one side.
struct ConnectionStatus
{
    enum class State : quint8 { Connecting, Open, Closing, Closed };
    quint32 connection = 0;
    quint32 endpoint = 0;
    Side side = Side::Server;
    State state = State::Connecting;
    Address local;
    Address peer;
    qint64 receivedBytes = 0;
    qint64 sentBytes = 0;
    qint64 queuedBytes = 0; ///< written by us, not yet taken by the kernel
};

/// What the I/O thread delivers, at most once a frame.
struct Batch
{
    QList<Event> events;
    QList<EndpointStatus> endpoints; ///< only those that changed
    QList<ConnectionStatus> connections; ///< only those that changed

    bool isEmpty() const { return events.isEmpty() && endpoints.isEmpty() && connections.isEmpty(); }
};

} // namespace bothends

Q_DECLARE_METATYPE(bothends::EndpointStatus)
Q_DECLARE_METATYPE(bothends::ConnectionStatus)
Q_DECLARE_METATYPE(bothends::Batch)
