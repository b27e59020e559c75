// SPDX-License-Identifier: MIT
#pragma once

#include "core/transport.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace bothends::icmp {

// Building and reading ICMP packets (RFC 791, RFC 792, RFC 4443). Values without a network; any bytes are
// safe.

/// The checksum of the internet (RFC 1071): 0 over a packet that carries its own, if nothing was changed.
quint16 checksum(const QByteArray &bytes);

/// A packet that asks for `data` back (RFC 792, RFC 4443 §4.1). With IPv6 the checksum is left 0: the kernel
/// fills it in, because it is made over the addresses, too (RFC 3542 §3.1).
QByteArray echoRequest(bool isIpv6, quint16 identifier, quint16 sequence, const QByteArray &data);

/// What a part of a packet is called in its RFC.
enum class FieldName : quint8 {
    Version,
    HeaderLength, ///< of IPv4: in bytes
    TypeOfService,
    TotalLength,
    Identification,
    Flags,
    FragmentOffset, ///< in bytes
    TimeToLive,
    Protocol,
    HeaderChecksum,
    SourceAddress,
    DestinationAddress,
    Options,
    Type,
    Code,
    Checksum,
    Identifier,
    SequenceNumber,
    RestOfHeader, ///< of a message that is no echo
    Data,
    QuotedPacket, ///< the beginning of the packet that an error message is about
    CutOff, ///< bytes that are too few for what should be here
    NotIcmp, ///< what an IPv4 packet of another protocol, or a later fragment of one, carries
};

/// In the language that is installed now.
QString fieldText(FieldName name);
QList<FieldName> allFieldNames();

/// A part of a packet. Two that share a byte have the same offset.
struct Field
{
    FieldName name = FieldName::Data;
    int offset = 0; ///< bytes from the beginning
    int length = 0; ///< bytes
    QString value; ///< technical, without language: `4`, `127.0.0.1`, `8 Echo`; empty for bytes without one
    std::optional<bool> isRight; ///< of a checksum: whether it fits the bytes; nothing = cannot be told

    friend bool operator==(const Field &, const Field &) = default;
};

/// The parts of a packet as a socket gave it, in their order, without a gap: together they cover every byte.
/// A raw IPv4 socket gives the IP header, too (raw(7)); every other gives ICMP only.
QList<Field> dissect(const QByteArray &bytes, Transport transport, bool isIpv6);

} // namespace bothends::icmp
