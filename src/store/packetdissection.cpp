// SPDX-License-Identifier: MIT
#include "store/packetdissection.h"

#include <QByteArrayView>
#include <QtEndian>

namespace bothends {

namespace {

using Kind = DissectedPacket::Kind;

enum LinkType : quint32 {
    NullLoopback = 0,
    Ethernet = 1,
    OldRaw = 12, // what some systems write for Raw
    OtherOldRaw = 14,
    Raw = 101,
    OpenBsdLoopback = 108,
    LinuxCooked = 113,
    RawIpv4 = 228,
    RawIpv6 = 229,
    LinuxCooked2 = 276,
};

enum EtherType : quint16 {
    Ipv4 = 0x0800,
    Ipv6 = 0x86DD,
    Vlan = 0x8100,
    ServiceVlan = 0x88A8,
    OldVlan = 0x9100
};

enum Protocol : quint8 {
    HopByHop = 0,
    IcmpV4 = 1,
    Tcp = 6,
    Udp = 17,
    Routing = 43,
    FragmentHeader = 44,
    Authentication = 51,
    IcmpV6 = 58,
    Destination = 60,
    Mobility = 135,
};

constexpr int kMostHeaders = 16; // VLAN tags or extension headers, one behind the other

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]);
}

template <typename Number> Number bigAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<Number>(bytes.data() + at);
}

// Where the IP packet begins; -1 = there is none.
qsizetype networkStart(quint32 linkType, QByteArrayView bytes)
{
    const auto isIp = [](quint16 type) { return type == Ipv4 || type == Ipv6; };
    switch (linkType) {
    case OldRaw:
    case OtherOldRaw:
    case Raw:
    case RawIpv4:
    case RawIpv6:
        return 0;
    case NullLoopback: // an address family in the byte order of some machine: the version of IP tells more
    case OpenBsdLoopback:
        return 4;
    case LinuxCooked:
        return bytes.size() >= 16 && isIp(bigAt<quint16>(bytes, 14)) ? 16 : -1;
    case LinuxCooked2:
        return bytes.size() >= 20 && isIp(bigAt<quint16>(bytes, 0)) ? 20 : -1;
    case Ethernet: {
        qsizetype at = 12;
        for (int tags = 0; tags < kMostHeaders && at + 2 <= bytes.size(); ++tags, at += 4) {
            const auto type = bigAt<quint16>(bytes, at);
            if (type != Vlan && type != ServiceVlan && type != OldVlan)
                return isIp(type) ? at + 2 : -1;
        }
        return -1;
    }
    default:
        return -1;
    }
}

struct Network
{
    Kind kind = Kind::Damaged; // Other = go on
    qsizetype header = 0; // bytes
    qint64 length = 0; // of what follows, on the wire
    quint8 protocol = 0;
    bool isFragment = false;
};

// @param wireLength of the packet from its IP header on
Network readIpv4(QByteArrayView ip, qint64 wireLength, DissectedPacket &packet)
{
    Network network;
    if (ip.size() < 20)
        return network;
    network.header = qsizetype(byteAt(ip, 0) & 0x0F) * 4;
    qint64 total = bigAt<quint16>(ip, 2);
    if (total == 0) // left to the network card, which cuts it (TSO)
        total = wireLength;
    if (network.header < 20 || total < network.header || ip.size() < network.header)
        return network;
    packet.from = ip.sliced(12, 4).toByteArray();
    packet.to = ip.sliced(16, 4).toByteArray();
    const auto fragment = bigAt<quint16>(ip, 6);
    network.kind = (fragment & 0x1FFF) != 0 ? Kind::Fragment : Kind::Other;
    network.isFragment = (fragment & 0x2000) != 0;
    network.protocol = byteAt(ip, 9);
    network.length = total - network.header;
    return network;
}

Network readIpv6(QByteArrayView ip, qint64 wireLength, DissectedPacket &packet)
{
    Network network;
    constexpr qsizetype kHeader = 40;
    if (ip.size() < kHeader)
        return network;
    const qint64 told = bigAt<quint16>(ip, 4);
    const qint64 total = told == 0 ? wireLength : told + kHeader; // 0: a jumbogram, or left to the card
    packet.from = ip.sliced(8, 16).toByteArray();
    packet.to = ip.sliced(24, 16).toByteArray();
    network.protocol = byteAt(ip, 6);
    network.header = kHeader;
    network.kind = Kind::Other;
    for (int headers = 0; headers < kMostHeaders; ++headers) {
        const quint8 kind = network.protocol;
        const bool isExtension = kind == HopByHop || kind == Routing || kind == Destination
            || kind == Mobility || kind == FragmentHeader || kind == Authentication;
        if (!isExtension)
            break;
        if (ip.size() < network.header + 8)
            return {};
        const qsizetype units = byteAt(ip, network.header + 1);
        if (kind == FragmentHeader) {
            const auto fragment = bigAt<quint16>(ip, network.header + 2);
            if ((fragment & 0xFFF8) != 0)
                network.kind = Kind::Fragment;
            network.isFragment = (fragment & 1) != 0;
        }
        network.protocol = byteAt(ip, network.header);
        network.header += kind == FragmentHeader ? 8
            : kind == Authentication             ? (units + 2) * 4
                                                 : (units + 1) * 8;
        if (network.kind == Kind::Fragment)
            return network;
    }
    if (ip.size() < network.header || total < network.header)
        return {};
    network.length = total - network.header;
    return network;
}

void readOptions(QByteArrayView options, SegmentReading &segment)
{
    enum Option : quint8 { End = 0, NoOperation = 1, MaximumSize = 2, WindowScale = 3, SackPermitted = 4 };
    constexpr int kMostShift = 14; // RFC 7323 §2.3
    for (qsizetype at = 0; at < options.size();) {
        const quint8 kind = byteAt(options, at);
        if (kind == End)
            return;
        if (kind == NoOperation) {
            ++at;
            continue;
        }
        if (at + 2 > options.size())
            return;
        const qsizetype length = byteAt(options, at + 1);
        if (length < 2 || at + length > options.size())
            return;
        if (kind == MaximumSize && length == 4)
            segment.mss = bigAt<quint16>(options, at + 2);
        else if (kind == WindowScale && length == 3)
            segment.windowShift = qMin<int>(kMostShift, byteAt(options, at + 2));
        else if (kind == SackPermitted && length == 2)
            segment.isSackPermitted = true;
        at += length;
    }
}

// Returns how long the header is; 0 = it cannot be.
qsizetype readTcp(QByteArrayView tcp, DissectedPacket &packet)
{
    if (tcp.size() < 20)
        return 0;
    const qsizetype header = qsizetype(byteAt(tcp, 12) >> 4) * 4;
    if (header < 20)
        return 0;
    SegmentReading &segment = packet.segment;
    segment.sequence = bigAt<quint32>(tcp, 4);
    segment.acknowledgment = bigAt<quint32>(tcp, 8);
    segment.flags = TcpFlags::fromInt(byteAt(tcp, 13));
    segment.window = bigAt<quint16>(tcp, 14);
    if (segment.flags.testFlag(TcpFlag::Syn))
        readOptions(tcp.first(qMin(header, tcp.size())).sliced(20), segment);
    return header;
}

} // namespace

DissectedPacket dissect(quint32 linkType, const QByteArray &bytes, quint32 wireLength)
{
    DissectedPacket packet;
    const qsizetype start = networkStart(linkType, bytes);
    if (start < 0)
        return packet;
    packet.kind = Kind::Damaged;
    if (start >= bytes.size())
        return packet;
    QByteArrayView ip = QByteArrayView(bytes).sliced(start);
    const int version = byteAt(ip, 0) >> 4;
    if (version != 4 && version != 6) {
        packet.kind = Kind::Other;
        return packet;
    }
    const qint64 onWire = qint64(wireLength) - start;
    const Network network = version == 4 ? readIpv4(ip, onWire, packet) : readIpv6(ip, onWire, packet);
    if (network.kind != Kind::Other) {
        packet.kind = network.kind;
        return packet;
    }
    // Behind the packet, a link may have padding.
    QByteArrayView body = ip.sliced(network.header);
    body = body.first(qMin<qsizetype>(body.size(), network.length));
    packet.segment.isFragment = network.isFragment;
    qsizetype header = 0;
    Kind kind = Kind::Other;
    if (network.protocol == Tcp) {
        kind = Kind::Tcp;
        header = readTcp(body, packet);
    } else if (network.protocol == Udp) {
        kind = Kind::Udp;
        header = body.size() >= 8 ? 8 : 0;
    } else if (network.protocol == (version == 4 ? IcmpV4 : IcmpV6)) {
        kind = Kind::Icmp;
    } else {
        packet.kind = Kind::Other;
        return packet;
    }
    if ((kind != Kind::Icmp && header == 0) || network.length < header)
        return packet;
    if (kind != Kind::Icmp) {
        packet.fromPort = bigAt<quint16>(body, 0);
        packet.toPort = bigAt<quint16>(body, 2);
    }
    packet.kind = kind;
    packet.payloadLength = network.length - header;
    if (kind == Kind::Udp && !network.isFragment) {
        const qint64 told = bigAt<quint16>(body, 4);
        if (told != 0 && told < 8) {
            packet.kind = Kind::Damaged;
            return packet;
        }
        if (told != 0)
            packet.payloadLength = qMin(packet.payloadLength, told - header);
    }
    const qsizetype there = qMax<qsizetype>(0, body.size() - header);
    packet.payloadAt = start + network.header + body.size() - there;
    packet.payload
        = body.sliced(body.size() - there).first(qMin<qsizetype>(there, packet.payloadLength)).toByteArray();
    packet.segment.captured = packet.payload.size();
    return packet;
}

} // namespace bothends
