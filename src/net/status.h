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
    Transport transport = Transport::Tcp;
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
    Transport transport = Transport::Tcp;
    Address local;
    Address peer;
    qint64 receivedBytes = 0;
    qint64 sentBytes = 0;
    qint64 queuedBytes = 0; ///< written by us, not yet taken by the kernel
};

/// How the sending of a file, or the saving of what is received, goes on.
struct TransferStatus
{
    enum class Direction : quint8 { Sending, Saving };
    quint32 connection = 0;
    quint32 endpoint = 0;
    Side side = Side::Server;
    Direction direction = Direction::Sending;
    QString file;
    qint64 doneBytes = 0;
    qint64 totalBytes = -1; ///< -1 = not known
    qint64 elapsedNs = 0; ///< since it began
    bool isPaused = false; ///< saving: the disk is full, reading waits
    bool isFinished = false; ///< the TransferEnd event says how
};

/// What the I/O thread delivers, at most once a frame.
struct Batch
{
    QList<Event> events;
    QList<EndpointStatus> endpoints; ///< only those that changed
    QList<ConnectionStatus> connections; ///< only those that changed
    QList<TransferStatus> transfers; ///< only those that changed
};

} // namespace bothends

Q_DECLARE_METATYPE(bothends::EndpointStatus)
Q_DECLARE_METATYPE(bothends::ConnectionStatus)
Q_DECLARE_METATYPE(bothends::TransferStatus)
Q_DECLARE_METATYPE(bothends::Batch)
