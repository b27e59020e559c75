// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/error.h"
#include "core/kernelreading.h"
#include "core/segmentreading.h"
#include "core/socketcall.h"
#include "core/transport.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

#include <memory>
#include <optional>

namespace bothends {

/// Which end of ours an event happened at.
enum class Side : quint8 { Server, Client };

constexpr Side oppositeOf(Side side)
{
    return side == Side::Server ? Side::Client : Side::Server;
}

/// Where the knowledge comes from; it is shown with each mark and never upgraded.
enum class Origin : quint8 {
    Call, ///< a socket call and its result
    Qt, ///< a signal that fired
    Kernel, ///< a state the kernel reported
    Wire, ///< a captured segment
    Inferred, ///< we conclude it; drawn dashed
};

enum class EventKind : quint8 {
    Socket, ///< socket(2): bytes = 0, number = descriptor
    Bind, ///< bind(2)
    Listen, ///< listen(2): number = backlog
    Accept, ///< accept(2): number = descriptor
    Connect, ///< connect(2)
    Connected, ///< the handshake is complete, seen from the client
    Sent, ///< one write: of a datagram socket, one datagram
    Received, ///< one read; of a datagram socket, one datagram or what fitted into the buffer of it
    Eof, ///< the peer closed its sending direction in order (FIN, RFC 9293 §3.6)
    Reset, ///< RST: received (with error) or sent by us (without)
    Shutdown, ///< shutdown(2) of our sending direction, or as detail says
    Closed, ///< close(2): this socket is gone
    Error,
    Pause, ///< accepting was paused
    Resume, ///< accepting goes on
    State, ///< the kernel reports another TCP state or owner of this end; with an error: it cannot be asked
    Queues, ///< the kernel reports other queue lengths; the state is the same
    Option, ///< setsockopt(2) or getsockopt(2): see detail
    Peeked, ///< recv(2) with MSG_PEEK: bytes = how many were seen; they stay, and are no part of the stream
    Line, ///< readline() of makefile() returned a line out of the program's own buffer: bytes and payload
    Enter, ///< a thread went into a blocking call, which has not returned: detail names it
    Thread, ///< the kernel reports where that thread is: detail has the reading
    Dropped, ///< the kernel dropped datagrams because this socket's buffer was full: number = how many
    TransferBegin, ///< a file begins to be sent, or what is received to be saved: detail names it
    TransferEnd, ///< it ended: bytes = how many went; with an error if not all did
    Segment, ///< a packet that was captured on its way, at the end that sent it: bytes = its payload, which
             ///< may have passed before; segment has the rest
};

/// Why a write was made; a word beside the row, not part of the bytes.
enum class WriteReason : quint8 { Message, Greeting, Echo };

/// What only some events have. The journal keeps it beside its table, only for those that have any of it: a
/// member that most events leave empty belongs here.
struct EventExtra
{
    std::optional<Error> error;
    std::shared_ptr<const KernelReading> reading; ///< of a State or Queues; never changed once it is here
    std::shared_ptr<const CallDetail>
        detail; ///< where there is more to say of a call; never changed once it is here
    std::shared_ptr<const SegmentReading> segment; ///< of a Segment; never changed once it is here

    friend bool operator==(const EventExtra &, const EventExtra &) = default;
};

/// One entry of the journal. A value; it crosses threads by copy.
struct Event : EventExtra
{
    quint64 seq = 0; ///< 1, 2, 3 … in the order of the I/O thread
    qint64 monotonicNs = 0; ///< steady clock, since the session began
    qint64 wallClockUs = 0; ///< microseconds since 1970-01-01 UTC
    quint32 endpoint = 0; ///< the server or client of ours
    quint32 socket = 0; ///< stable number of the socket; 0 = none
    quint32 connection = 0; ///< stable number of the connection; 0 = none
    Side side = Side::Server;
    Origin origin = Origin::Call;
    EventKind kind = EventKind::Socket;
    Transport transport = Transport::Tcp; ///< of the socket or the endpoint
    WriteReason reason = WriteReason::Message; ///< of a Sent
    bool isStep = false; ///< of an endpoint in which nothing happens unless it is asked for, call by call
    qint32 number = -1; ///< the argument that the kind names; -1 = none
    Address local;
    Address peer;
    qint64 bytes = 0; ///< of a Sent or Received
    quint64 streamOffset = 0; ///< where these bytes begin in their direction of the connection
    QByteArray payload; ///< the bytes; moved into the journal's payload store on append

    /// The call that this event tells of, or None.
    CallName call() const { return detail ? detail->call : CallName::None; }
};

/// The stable English names of `--json` and `docs/journal.md`.
QString sideName(Side side);
QString originName(Origin origin);
QString eventKindName(EventKind kind);
QList<EventKind> allEventKinds();

} // namespace bothends

Q_DECLARE_METATYPE(bothends::Event)
