// SPDX-License-Identifier: MIT
#include "store/captureimport.h"

#include "core/ipaddress.h"

#include <algorithm>

namespace bothends {

namespace {

using Kind = DissectedPacket::Kind;

constexpr size_t kMostGaps = 64;
constexpr quint16 kWellKnown = 1024;

QByteArray endOf(const QByteArray &address, quint16 port)
{
    return address + char(port >> 8) + char(port & 0xFF);
}

Transport transportOf(Kind kind)
{
    return kind == Kind::Tcp ? Transport::Tcp : kind == Kind::Udp ? Transport::Udp : Transport::RawIcmp;
}

} // namespace

QList<Event> CaptureImport::read(int limit, qint64 bytes)
{
    QList<Event> events;
    m_places.clear();
    while (events.size() < limit && bytes > 0) {
        const std::optional<CapturedPacket> captured = m_reader.next();
        if (!captured) {
            m_isAtEnd = true;
            break;
        }
        const DissectedPacket packet = dissect(captured->linkType, captured->bytes, captured->wireLength);
        bytes -= captured->bytes.size();
        switch (packet.kind) {
        case Kind::Tcp:
        case Kind::Udp:
        case Kind::Icmp:
            events << eventOf(*captured, packet);
            m_places << captured->place + packet.payloadAt;
            break;
        case Kind::Fragment:
            ++m_leftOut.fragments;
            break;
        case Kind::Damaged:
            ++m_leftOut.damaged;
            break;
        case Kind::Other:
            ++m_leftOut.other;
            break;
        }
    }
    return events;
}

Event CaptureImport::eventOf(const CapturedPacket &captured, const DissectedPacket &packet)
{
    const QByteArray fromEnd = endOf(packet.from, packet.fromPort);
    const QByteArray toEnd = endOf(packet.to, packet.toPort);
    const bool isFromFirst = fromEnd < toEnd;
    const QByteArray key = char('0' + int(packet.kind)) + (isFromFirst ? fromEnd + toEnd : toEnd + fromEnd);
    Conversation &conversation = conversationOf(packet, isFromFirst, key);
    const size_t from = isFromFirst ? 0 : 1;

    if (m_beginNs < 0)
        m_beginNs = captured.ns;
    m_lastNs = std::max(m_lastNs, captured.ns - m_beginNs); // several interfaces may be a little out of order
    Event event;
    event.seq = ++m_seq;
    event.monotonicNs = m_lastNs;
    event.wallClockUs = captured.ns / 1000;
    event.connection = conversation.number;
    event.side = isFromFirst == conversation.isFirstServer ? Side::Server : Side::Client;
    event.origin = Origin::Wire;
    event.kind = EventKind::Segment;
    event.transport = transportOf(packet.kind);
    event.local = conversation.addresses[from];
    event.peer = conversation.addresses[1 - from];
    event.bytes = packet.payloadLength;
    event.payload = packet.payload;
    SegmentReading segment = packet.segment;
    segment.frame = captured.frame;
    segment.comment = captured.comment;
    Direction &direction = conversation.directions[from];
    if (packet.kind == Kind::Tcp) {
        follow(conversation, from, event, segment);
    } else {
        event.streamOffset = quint64(direction.next);
        direction.next += event.bytes;
    }
    event.segment = std::make_shared<const SegmentReading>(std::move(segment));
    return event;
}

CaptureImport::Conversation &CaptureImport::conversationOf(const DissectedPacket &packet, bool isFromFirst,
                                                           const QByteArray &key)
{
    const size_t from = isFromFirst ? 0 : 1;
    const auto known = m_conversations.find(key);
    if (known != m_conversations.end() && !beginsAnew(*known, packet, from))
        return *known;
    Conversation made;
    made.number = ++m_lastNumber;
    made.isFirstServer = isFirstServer(packet, isFromFirst);
    made.addresses[from] = {ipAddressText(packet.from), packet.fromPort};
    made.addresses[1 - from] = {ipAddressText(packet.to), packet.toPort};
    return *m_conversations.insert(key, made);
}

// Of TCP, a SYN uses the same pair of addresses once more.
bool CaptureImport::beginsAnew(const Conversation &known, const DissectedPacket &packet, size_t from)
{
    if (packet.kind != Kind::Tcp || !packet.segment.flags.testFlag(TcpFlag::Syn)
        || packet.segment.flags.testFlag(TcpFlag::Ack))
        return false;
    const Direction &own = known.directions[from];
    const Direction &other = known.directions[1 - from];
    const bool isOver = known.isReset || own.hasSent || other.hasSent;
    const bool isRepeated = own.hasSyn && own.origin == packet.segment.sequence + 1;
    const bool isAtOnce = other.hasSyn && !own.hasSyn; // both ends began (RFC 9293 §3.5)
    return isOver || !(isRepeated || isAtOnce);
}

bool CaptureImport::isFirstServer(const DissectedPacket &packet, bool isFromFirst)
{
    const bool hasSyn = packet.kind == Kind::Tcp && packet.segment.flags.testFlag(TcpFlag::Syn);
    if (hasSyn)
        return packet.segment.flags.testFlag(TcpFlag::Ack) == isFromFirst;
    if ((packet.fromPort < kWellKnown) != (packet.toPort < kWellKnown))
        return (packet.fromPort < kWellKnown) == isFromFirst;
    if (packet.kind == Kind::Tcp && packet.fromPort != packet.toPort)
        return (packet.fromPort < packet.toPort) == isFromFirst;
    return !isFromFirst; // who sends first is the client
}

void CaptureImport::follow(Conversation &conversation, size_t from, Event &event, SegmentReading &segment)
{
    Direction &own = conversation.directions[from];
    Direction &other = conversation.directions[1 - from];
    const bool isSyn = segment.flags.testFlag(TcpFlag::Syn);
    const bool isFin = segment.flags.testFlag(TcpFlag::Fin);
    const bool isRst = segment.flags.testFlag(TcpFlag::Rst);
    const bool isAck = segment.flags.testFlag(TcpFlag::Ack);
    const bool isRepeatedSyn = isSyn && own.hasSyn;
    if (!own.isKnown && !(isRst && !isAck)) {
        own.isKnown = true;
        own.origin = segment.sequence + (isSyn ? 1 : 0);
    }
    if (isSyn && !own.hasSyn) {
        own.hasSyn = true;
        own.windowShift = segment.windowShift;
    }
    // The nearest place to what comes next, so that numbers go on behind 2^32.
    const quint32 expected = own.origin + quint32(quint64(own.next));
    const qint64 begin = own.next + qint32(segment.sequence + (isSyn ? 1 : 0) - expected);
    segment.relativeSequence = begin + (isSyn ? 0 : 1);
    if (isAck && other.isKnown) {
        const quint32 reached = other.origin + quint32(quint64(other.next));
        segment.relativeAcknowledgment
            = std::max<qint64>(0, other.next + qint32(segment.acknowledgment - reached) + 1);
    }
    if (!isSyn)
        segment.windowShift = own.hasSyn && other.hasSyn
            ? (own.windowShift >= 0 && other.windowShift >= 0 ? own.windowShift : 0)
            : -1;
    event.streamOffset = quint64(std::max<qint64>(0, begin));

    const bool isBare = event.bytes == 0 && !isSyn && !isFin && !isRst;
    if (isRepeatedSyn || (isFin && own.hasFin && begin + event.bytes <= own.next))
        segment.role = SegmentRole::Retransmission;
    else if (!isSyn && !isFin && !isRst && event.bytes <= 1 && own.hasSent && begin == own.next - 1
             && !(own.hasFin && event.bytes == 0))
        segment.role = SegmentRole::KeepAlive;
    else if (event.bytes > 0 && begin >= 0)
        segment.role = place(own, begin, begin + event.bytes);
    if (segment.role == SegmentRole::Plain && !isRst && segment.window == 0)
        segment.role = SegmentRole::ZeroWindow;
    else if (segment.role == SegmentRole::Plain && isBare && isAck && segment.relativeAcknowledgment >= 0
             && segment.relativeAcknowledgment == own.acknowledged) {
        if (segment.window != own.window)
            segment.role = SegmentRole::WindowUpdate;
        else if (other.next >= segment.relativeAcknowledgment)
            segment.role = SegmentRole::DuplicateAck;
    }
    own.hasSent = own.hasSent || !isSyn;
    own.hasFin = own.hasFin || isFin;
    conversation.isReset = conversation.isReset || isRst;
    if (isAck) {
        own.acknowledged = std::max(own.acknowledged, segment.relativeAcknowledgment);
        own.window = segment.window;
    }
}

// What has passed of a direction, and what these bytes are among it.
SegmentRole CaptureImport::place(Direction &direction, qint64 begin, qint64 end)
{
    auto &gaps = direction.gaps;
    if (begin >= direction.next) {
        const bool isGap = begin > direction.next;
        if (isGap && gaps.size() < kMostGaps)
            gaps.emplace_back(direction.next, begin);
        direction.next = end;
        return isGap ? SegmentRole::AfterGap : SegmentRole::Plain;
    }
    bool fills = false;
    std::vector<std::pair<qint64, qint64>> left;
    for (const auto &[from, to] : gaps) {
        if (end <= from || begin >= to) {
            left.emplace_back(from, to);
            continue;
        }
        fills = true;
        if (from < begin)
            left.emplace_back(from, begin);
        if (end < to)
            left.emplace_back(end, to);
    }
    if (fills) {
        left.resize(std::min(left.size(), kMostGaps));
        gaps = std::move(left);
    }
    const bool goesOn = end > direction.next;
    direction.next = std::max(direction.next, end);
    return fills ? SegmentRole::OutOfOrder : goesOn ? SegmentRole::Plain : SegmentRole::Retransmission;
}

} // namespace bothends
