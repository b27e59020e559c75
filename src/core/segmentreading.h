// SPDX-License-Identifier: MIT
#pragma once

#include <QFlags>
#include <QString>

namespace bothends {

/// The flags of a TCP header (RFC 9293 §3.1), as they stand there.
enum class TcpFlag : quint8 {
    Fin = 0x01,
    Syn = 0x02,
    Rst = 0x04,
    Psh = 0x08,
    Ack = 0x10,
    Urg = 0x20,
    Ece = 0x40,
    Cwr = 0x80,
};
Q_DECLARE_FLAGS(TcpFlags, TcpFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(TcpFlags)

/// `SYN-ACK`, `PSH-ACK` …; `-` for none.
QString tcpFlagsText(TcpFlags flags);

/// What a segment is among those of its connection that were captured before it.
enum class SegmentRole : quint8 {
    Plain,
    Retransmission, ///< its bytes, its SYN or its FIN passed before
    OutOfOrder, ///< its bytes belong before others that have passed already
    AfterGap, ///< bytes before it were not captured, or come later
    DuplicateAck, ///< says once more what has been acknowledged, while bytes are on their way (RFC 5681 §2)
    KeepAlive, ///< begins one byte before what comes next, and has at most that one (RFC 9293 §3.8.4)
    ZeroWindow, ///< the sender has no room for more (RFC 9293 §3.8.6)
    WindowUpdate, ///< says nothing but that there is other room than before
};

/// The stable names of `--json`: `plain`, `retransmission` …
QString segmentRoleName(SegmentRole role);

/// What the headers of a captured packet say, and what follows from those before it. A value.
struct SegmentReading
{
    quint64 frame = 0; ///< its number in the capture, from 1
    TcpFlags flags; ///< of TCP, like all up to `role`
    quint32 sequence = 0; ///< as they stand in the header
    quint32 acknowledgment = 0;
    qint64 relativeSequence
        = -1; ///< counted from the SYN, which is 0, beyond 2^32; of a stream whose SYN was
              ///< not captured the first byte that was is 1, and what is before it below
    qint64 relativeAcknowledgment = -1; ///< -1 = none, or the other direction was not captured
    quint16 window = 0; ///< as it stands in the header
    int windowShift = -1; ///< of a SYN the one it announces, else the one that applies (RFC 7323 §2); -1 =
                          ///< not known
    int mss = -1; ///< of a SYN: bytes; -1 = not announced
    bool isSackPermitted = false; ///< of a SYN
    SegmentRole role = SegmentRole::Plain;
    bool isFragment = false; ///< the first fragment of an IP packet: the others have no header to tell more
    qint64 captured = 0; ///< bytes of the payload that are in the capture; fewer than its bytes = it was cut
    QString comment; ///< that stood beside the packet, bounded; line feeds are spaces

    /// Its payload has a place in the stream; else it is before the first byte that was captured.
    bool hasPlace() const { return flags.testFlag(TcpFlag::Syn) || relativeSequence >= 1; }
    /// In bytes, if the shift is known or there is none.
    qint64 windowBytes() const
    {
        return flags.testFlag(TcpFlag::Syn) || windowShift < 0 ? window : qint64(window) << windowShift;
    }

    friend bool operator==(const SegmentReading &, const SegmentReading &) = default;
};

} // namespace bothends
