// SPDX-License-Identifier: MIT
#include "store/packetsynthesis.h"

#include "core/ipaddress.h"

#include <QtEndian>

namespace bothends {

namespace {

constexpr quint8 kTcp = 6; // https://www.iana.org/assignments/protocol-numbers
constexpr quint8 kUdp = 17;
constexpr quint8 kIcmp = 1;
constexpr quint8 kIcmpV6 = 58;
constexpr quint8 kHopLimit = 64;
constexpr quint16 kWindow = 65535;

template <typename Number> void put(QByteArray &bytes, Number number)
{
    char big[sizeof number];
    qToBigEndian(number, big);
    bytes.append(big, qsizetype(sizeof number));
}

// RFC 1071: the ones' complement of the ones' complement sum of 16-bit words.
quint16 checksum(const QByteArray &bytes)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i < bytes.size(); i += 2)
        sum += quint32(uchar(bytes[i])) << 8 | (i + 1 < bytes.size() ? uchar(bytes[i + 1]) : 0);
    while (sum >> 16)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return quint16(~sum);
}

void setNumber(QByteArray &bytes, qsizetype at, quint16 number)
{
    qToBigEndian(number, bytes.data() + at);
}

struct Ends
{
    QByteArray from; // 4 or 16 bytes
    QByteArray to;
    bool isIpv6() const { return from.size() == 16; }
};

// Both of one family: an address of the other is mapped.
Ends endsOf(const Address &from, const Address &to)
{
    Ends ends{ipAddressBytes(from.host), ipAddressBytes(to.host)};
    if (ends.from.size() != ends.to.size()) {
        const QByteArray prefix = QByteArray(10, '\0') + QByteArray("\xff\xff", 2);
        for (QByteArray *end : {&ends.from, &ends.to}) {
            if (end->size() == 4)
                end->prepend(prefix);
            else if (end->isEmpty())
                *end = QByteArray(16, '\0');
        }
    }
    return ends;
}

QByteArray ipPacket(const Ends &ends, quint8 protocol, const QByteArray &body, qsizetype missing = 0)
{
    constexpr qsizetype kMost = 0xFFFF;
    QByteArray packet;
    if (ends.isIpv6()) {
        put(packet, quint32(6) << 28);
        put(packet, quint16(qMin(kMost, body.size() + missing)));
        put(packet, protocol);
        put(packet, kHopLimit);
        return packet + ends.from + ends.to + body;
    }
    constexpr qsizetype kHeader = 20;
    put(packet, quint16(0x4500));
    put(packet, quint16(qMin(kMost, kHeader + body.size() + missing)));
    put(packet, quint32(0x4000)); // no identification, don't fragment
    put(packet, kHopLimit);
    put(packet, protocol);
    put(packet, quint16(0));
    packet += ends.from + ends.to;
    setNumber(packet, 10, checksum(packet));
    return packet + body;
}

quint16 transportChecksum(const Ends &ends, quint8 protocol, const QByteArray &body)
{
    QByteArray pseudo = ends.from + ends.to;
    if (ends.isIpv6()) {
        put(pseudo, quint32(body.size()));
        put(pseudo, quint32(protocol));
    } else {
        put(pseudo, quint16(protocol));
        put(pseudo, quint16(body.size()));
    }
    return checksum(pseudo + body);
}

QByteArray tcpPacket(const Address &from, const Address &to, const SegmentReading &header,
                     const QByteArray &options, const QByteArray &payload, qsizetype missing = 0)
{
    const Ends ends = endsOf(from, to);
    QByteArray body;
    put(body, from.port);
    put(body, to.port);
    put(body, header.sequence);
    put(body, header.acknowledgment);
    put(body, quint16(((5 + options.size() / 4) << 12) | header.flags.toInt()));
    put(body, header.window);
    put(body, quint32(0)); // checksum, urgent pointer
    body += options + payload;
    setNumber(body, 16, transportChecksum(ends, kTcp, body));
    return ipPacket(ends, kTcp, body, missing);
}

} // namespace

TcpConversation::TcpConversation(const Address &client, const Address &server)
    : m_client(client)
    , m_server(server)
{
}

QByteArray TcpConversation::segment(Sender from, TcpFlags flags, const QByteArray &payload,
                                    const QByteArray &options) const
{
    const Sender other = from == Sender::Client ? Sender::Server : Sender::Client;
    SegmentReading header;
    header.flags = flags;
    header.sequence = m_next[size_t(from)];
    header.acknowledgment = flags.testFlag(TcpFlag::Ack) ? m_next[size_t(other)] : 0;
    header.window = kWindow;
    return from == Sender::Client ? tcpPacket(m_client, m_server, header, options, payload)
                                  : tcpPacket(m_server, m_client, header, options, payload);
}

QList<QByteArray> TcpConversation::handshake()
{
    m_hasBegun = true;
    QByteArray options("\x02\x04\xff\xd7\x01\x03\x03\x0e", 8); // MSS 65495, NOP, window scale 14
    QList<QByteArray> packets;
    packets << segment(Sender::Client, TcpFlag::Syn, {}, options);
    m_next[size_t(Sender::Client)] += 1;
    packets << segment(Sender::Server, TcpFlag::Syn | TcpFlag::Ack, {}, options);
    m_next[size_t(Sender::Server)] += 1;
    packets << segment(Sender::Client, TcpFlag::Ack);
    return packets;
}

QList<QByteArray> TcpConversation::refusal()
{
    m_hasBegun = true;
    QList<QByteArray> packets;
    packets << segment(Sender::Client, TcpFlag::Syn, {}, QByteArray("\x02\x04\xff\xd7", 4));
    m_next[size_t(Sender::Client)] += 1;
    packets << reset(Sender::Server);
    return packets;
}

QList<QByteArray> TcpConversation::data(Sender from, const QByteArray &bytes)
{
    m_hasBegun = true;
    QList<QByteArray> packets;
    for (qsizetype at = 0; at < bytes.size(); at += kMaxPayload) {
        const QByteArray piece = bytes.mid(at, kMaxPayload);
        const bool isLast = at + piece.size() == bytes.size();
        packets << segment(from, isLast ? TcpFlag::Psh | TcpFlag::Ack : TcpFlags(TcpFlag::Ack), piece);
        m_next[size_t(from)] += quint32(piece.size());
    }
    return packets;
}

QList<QByteArray> TcpConversation::end(Sender from)
{
    QList<QByteArray> packets;
    packets << segment(from, TcpFlag::Fin | TcpFlag::Ack);
    m_next[size_t(from)] += 1;
    m_hasFin[size_t(from)] = true;
    packets << segment(from == Sender::Client ? Sender::Server : Sender::Client, TcpFlag::Ack);
    return packets;
}

QByteArray TcpConversation::reset(Sender from)
{
    m_isReset = true;
    return segment(from, TcpFlag::Rst | TcpFlag::Ack);
}

QByteArray capturedSegment(const Address &from, const Address &to, const SegmentReading &segment,
                           const QByteArray &payload, qsizetype missing)
{
    QByteArray options;
    if (segment.flags.testFlag(TcpFlag::Syn)) {
        if (segment.mss >= 0) {
            put(options, quint16(0x0204));
            put(options, quint16(segment.mss));
        }
        if (segment.isSackPermitted)
            options += QByteArray("\x01\x01\x04\x02", 4);
        if (segment.windowShift >= 0)
            options += QByteArray("\x01\x03\x03", 3) + char(segment.windowShift);
    }
    const QByteArray piece = payload.first(qMin(payload.size(), TcpConversation::kMaxPayload));
    return tcpPacket(from, to, segment, options, piece, missing);
}

QByteArray udpPacket(const Address &from, const Address &to, const QByteArray &bytes, qsizetype missing)
{
    const Ends ends = endsOf(from, to);
    QByteArray body;
    put(body, from.port);
    put(body, to.port);
    put(body, quint16(qMin<qsizetype>(0xFFFF, 8 + bytes.size() + missing)));
    put(body, quint16(0));
    body += bytes;
    const quint16 sum = transportChecksum(ends, kUdp, body);
    setNumber(body, 6, sum == 0 ? quint16(0xFFFF) : sum);
    return ipPacket(ends, kUdp, body, missing);
}

QByteArray icmpPacket(const Address &from, const Address &to, const QByteArray &message)
{
    const Ends ends = endsOf(from, to);
    return ipPacket(ends, ends.isIpv6() ? kIcmpV6 : kIcmp, message);
}

} // namespace bothends
