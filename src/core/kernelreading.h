// SPDX-License-Identifier: MIT
#pragma once

#include "core/tcpstate.h"

#include <QtGlobal>

#include <optional>

namespace bothends {

/// The values of TCP_INFO that teach (tcp(7), linux/tcp.h). Microseconds, bytes, segments.
struct TcpMetrics
{
    quint32 rttUs = 0; ///< smoothed round-trip time (RFC 6298)
    quint32 rttVarianceUs = 0;
    quint32 minRttUs = 0;
    quint32 rtoUs = 0; ///< retransmission timeout (RFC 6298)
    quint32 congestionWindow = 0; ///< segments (RFC 5681)
    quint32 slowStartThreshold = 0; ///< segments; 0x7fffffff = not yet known
    quint32 mss = 0; ///< largest payload of a segment that is sent, bytes
    quint32 pathMtu = 0; ///< bytes
    quint32 unackedSegments = 0; ///< on their way
    quint32 retransmits = 0; ///< of the segment that waits now
    quint32 totalRetransmits = 0; ///< since the connection began
    quint64 bytesAcknowledged = 0; ///< without the SYN
    quint64 bytesReceived = 0; ///< without the FIN
    quint32 segmentsOut = 0;
    quint32 segmentsIn = 0;

    friend bool operator==(const TcpMetrics &, const TcpMetrics &) = default;
};

/// What the kernel reported of one socket at one moment. Bytes without the FIN, which the kernel counts as
/// one. Of other sockets than TCP's it tells less: no timers, no metrics, and nothing of what was written
/// beyond the memory that it takes, which is not reported here.
struct KernelReading
{
    enum class Timer : quint8 { None, Retransmit, KeepAlive, TimeWait, ZeroWindow };

    TcpState state = TcpState::Closed; ///< Closed: the kernel has no such socket (any more)
    quint64 cookie = 0; ///< the kernel's own number of the socket, the same until TIME_WAIT ends
                        ///< (SO_COOKIE); 0 = not told
    /// A process holds it. If not: it waits in the accept queue, or is an orphan after close().
    bool hasOwner = false;
    /// Received, not yet read by the program. Of a UDP socket: the memory that it takes in the kernel, which
    /// is more than the bytes. Of a local datagram socket: of the datagram that comes next.
    qint64 unread = 0;
    qint64 unacknowledged = 0; ///< written by the program, not yet acknowledged by the peer
    qint64 unsent = 0; ///< of these: not even sent yet
    int acceptQueue = -1; ///< of a LISTEN: connections that wait for accept()
    int backlog = -1; ///< of a LISTEN: as given to listen(), after the system's limit; one more fits
    Timer timer = Timer::None;
    int timerMs = 0; ///< until it expires
    int timerRetries = 0; ///< retransmissions so far
    qint64 drops = 0; ///< of a UDP socket: datagrams that were dropped because its buffer was full
    qint64 receiveBuffer = -1; ///< of a UDP socket: how much memory `unread` may take (SO_RCVBUF)
    bool isReadShut = false; ///< of a local socket: this direction was shut down, here or by the peer
    bool isWriteShut = false;
    std::optional<TcpMetrics> metrics;

    /// Same state, owner and queues; timers and metrics change all the time and are not a change.
    bool isSameAs(const KernelReading &other) const
    {
        return state == other.state && hasOwner == other.hasOwner && unread == other.unread
            && unacknowledged == other.unacknowledged && unsent == other.unsent
            && acceptQueue == other.acceptQueue && backlog == other.backlog && drops == other.drops
            && isReadShut == other.isReadShut && isWriteShut == other.isWriteShut;
    }
};

} // namespace bothends
