// SPDX-License-Identifier: MIT
#pragma once

#include "core/segmentreading.h"

#include <QByteArray>

namespace bothends {

/// What a captured packet is made of, as far as its bytes reach. A value.
struct DissectedPacket
{
    enum class Kind : quint8 {
        Tcp,
        Udp,
        Icmp, ///< ICMP or ICMPv6
        Fragment, ///< of an IP packet, and not its first: it has no header of a transport
        Other, ///< another protocol, or a link type that is not known
        Damaged, ///< lengths that cannot be, or cut within its headers
    };

    Kind kind = Kind::Other;
    QByteArray from; ///< IP addresses, 4 or 16 bytes in network order
    QByteArray to;
    quint16 fromPort = 0;
    quint16 toPort = 0;
    /// Of TCP: what its header says; nothing that depends on other packets.
    SegmentReading segment;
    qsizetype payloadAt = 0; ///< where it begins in the packet
    QByteArray payload; ///< as far as it was captured; of ICMP with its header
    qint64 payloadLength = 0; ///< as it was on the wire
};

/// Takes off the headers of the link (Ethernet with VLAN tags, Linux cooked, BSD loopback, none), of IPv4 or
/// IPv6 with its extension headers, and of TCP or UDP. Bounded work, linear in the bytes. Any thread.
/// https://www.tcpdump.org/linktypes.html, RFC 791, RFC 8200, RFC 9293, RFC 768
/// @param wireLength of the whole packet, where it was cut
DissectedPacket dissect(quint32 linkType, const QByteArray &bytes, quint32 wireLength);

} // namespace bothends
