// SPDX-License-Identifier: MIT
#include "store/pcapngexport.h"

#include <QFile>

#include <algorithm>

namespace bothends {

namespace {

Sender senderAt(Side side)
{
    return side == Side::Server ? Sender::Server : Sender::Client;
}

Sender otherThan(Sender sender)
{
    return sender == Sender::Server ? Sender::Client : Sender::Server;
}

bool isData(const Event &event)
{
    return event.kind == EventKind::Sent || event.kind == EventKind::Received;
}

} // namespace

PcapngExport::PcapngExport(const Journal &journal, const ConnectionIndex &connections, QIODevice &device,
                           quint32 connection, const RowNotes *notes)
    : JournalExport(journal, device, connection, notes)
    , m_connections(connections)
    , m_writer(device)
{
}

bool PcapngExport::begin()
{
    QString about = tr("Packets made up from socket calls: how the real segments were cut is not known.");
    const QString comments = placeComments();
    if (!comments.isEmpty())
        about += u'\n' + comments;
    return m_writer.begin(QStringLiteral("BothEnds"), about);
}

// Rows that have one for certain.
bool PcapngExport::hasPacket(qsizetype row)
{
    const Event event = m_journal.at(row);
    if (event.kind == EventKind::Segment)
        return event.segment != nullptr;
    if (!isTold(event) || isLocal(event.transport))
        return false;
    if (event.transport != Transport::Tcp)
        return isData(event);
    return event.kind == EventKind::Accept || event.kind == EventKind::Connected
        || (isData(event) && !payloadOf(row, event).isEmpty());
}

// The nearest row whose packet can have its comment; -1 = there is none.
qsizetype PcapngExport::carrierOf(qsizetype row)
{
    const quint32 connection = m_journal.events().connection(row);
    if (hasPacket(row))
        return row;
    if (connection == 0)
        return -1;
    const RowSpan rows = m_connections.rows(connection);
    const auto place = std::lower_bound(rows.begin(), rows.end(), row);
    for (auto next = place; next != rows.end(); ++next) {
        if (hasPacket(*next))
            return *next;
    }
    for (auto next = place; next != rows.begin();) {
        if (hasPacket(*--next))
            return *next;
    }
    return -1;
}

// Beside a packet of another row, a comment says what it is about. Returns those that no packet has.
QString PcapngExport::placeComments()
{
    QStringList homeless;
    if (!m_notes)
        return {};
    for (const auto &[row, comment] : m_notes->comments()) {
        const Event event = m_journal.at(row);
        if (!isWanted(event))
            continue;
        const qsizetype carrier = carrierOf(row);
        const QString text = carrier == row
            ? comment
            : tr("Event %1 (%2): %3").arg(event.seq).arg(eventKindName(event.kind), comment);
        if (carrier < 0)
            homeless << text;
        else
            m_carried[carrier] << text;
    }
    return homeless.join(u'\n');
}

// One observation point for each connection.
bool PcapngExport::isTold(const Event &event)
{
    if (event.connection == 0 || event.origin == Origin::Kernel)
        return false;
    if (!m_tellers.contains(event.connection))
        m_tellers.insert(event.connection, tellerOf(event.connection));
    return event.side == m_tellers.value(event.connection);
}

Side PcapngExport::tellerOf(quint32 connection) const
{
    const RowSpan rows = m_connections.rows(connection);
    const bool hasServer = std::any_of(rows.begin(), rows.end(), [this](qsizetype row) {
        const Event &event = m_journal.at(row);
        return event.side == Side::Server && (event.kind == EventKind::Accept || isData(event));
    });
    return hasServer ? Side::Server : Side::Client;
}

bool PcapngExport::writeRow(qsizetype row)
{
    const Event &event = m_journal.at(row);
    if (m_wallNs == 0) // of a session that has only begun, its first row comes later
        m_wallNs = event.wallClockUs * 1000 - event.monotonicNs;
    if (event.kind == EventKind::Segment)
        return writeCaptured(row, event);
    if (!isTold(event))
        return true;
    if (isLocal(event.transport)) {
        m_leftOut += isData(event) ? 1 : 0;
        return true;
    }
    const QList<QByteArray> packets
        = event.transport == Transport::Tcp ? tcpPackets(row, event) : datagramPackets(row, event);
    QStringList comments = commentsOf(event) + m_carried.value(row);
    for (const QByteArray &packet : packets) {
        if (!m_writer.packet(m_wallNs + event.monotonicNs, packet, comments))
            return false;
        comments.clear();
        m_written += packet.size();
    }
    return true;
}

// What came from a capture goes into one again as it was, but for headers that nobody kept.
bool PcapngExport::writeCaptured(qsizetype row, const Event &event)
{
    if (!event.segment)
        return true;
    const QByteArray bytes = m_journal.payload(row);
    const auto missing = qsizetype(qBound(qint64(0), event.bytes - bytes.size(), qint64(0xFFFF)));
    const QByteArray packet = event.transport == Transport::Tcp
        ? capturedSegment(event.local, event.peer, *event.segment, bytes, missing)
        : event.transport == Transport::Udp ? udpPacket(event.local, event.peer, bytes, missing)
                                            : icmpPacket(event.local, event.peer, bytes);
    QStringList comments = m_carried.value(row);
    const QString &comment = event.segment->comment;
    if (!comment.isEmpty() && !m_notes) // with notes, it is one of them, or the user took it away
        comments << comment;
    m_written += packet.size();
    return m_writer.packet(m_wallNs + event.monotonicNs, packet, comments, missing);
}

TcpConversation &PcapngExport::conversationOf(const Event &event)
{
    auto it = m_conversations.find(event.connection);
    if (it == m_conversations.end()) {
        const bool isServer = event.side == Side::Server;
        it = m_conversations.insert(
            event.connection,
            TcpConversation(isServer ? event.peer : event.local, isServer ? event.local : event.peer));
    }
    return *it;
}

// Of a file that went through, the bytes are still where they came from or went to.
QByteArray PcapngExport::payloadOf(qsizetype row, const Event &event) const
{
    if (!event.detail || event.detail->file.isEmpty())
        return m_journal.payload(row);
    QFile file(event.detail->file);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(event.detail->fileOffset))
        return {};
    return file.read(event.bytes);
}

QList<QByteArray> PcapngExport::tcpPackets(qsizetype row, const Event &event)
{
    const Sender self = senderAt(event.side);
    const bool isRefusal = event.kind == EventKind::Error && event.error
        && event.error->code == ErrorCode::ConnectionRefused && event.side == Side::Client;
    if (event.kind == EventKind::Accept || event.kind == EventKind::Connected)
        m_conversations.remove(event.connection); // the attempt that counts
    TcpConversation &conversation = conversationOf(event);
    switch (event.kind) {
    case EventKind::Accept:
    case EventKind::Connected:
        return conversation.handshake();
    case EventKind::Sent:
    case EventKind::Received: {
        const Sender from = event.kind == EventKind::Sent ? self : otherThan(self);
        const QByteArray bytes = payloadOf(row, event);
        const QList<QByteArray> packets = conversation.data(from, bytes);
        conversation.skip(from, event.bytes - bytes.size());
        return packets;
    }
    case EventKind::Eof:
        return conversation.isClosedBy(otherThan(self)) ? QList<QByteArray>()
                                                        : conversation.end(otherThan(self));
    case EventKind::Shutdown: {
        const bool isSending = !event.detail || !event.detail->how || *event.detail->how != ShutdownHow::Read;
        return isSending && !conversation.isClosedBy(self) ? conversation.end(self) : QList<QByteArray>();
    }
    case EventKind::Reset:
        return {conversation.reset(event.error ? otherThan(self) : self)};
    case EventKind::Closed:
        return conversation.hasBegun() && !conversation.isClosedBy(self) ? conversation.end(self)
                                                                         : QList<QByteArray>();
    case EventKind::Error:
        return isRefusal ? conversation.refusal() : QList<QByteArray>();
    default:
        return {};
    }
}

QList<QByteArray> PcapngExport::datagramPackets(qsizetype row, const Event &event)
{
    if (!isData(event))
        return {};
    const bool isSent = event.kind == EventKind::Sent;
    const Address &from = isSent ? event.local : event.peer;
    const Address &to = isSent ? event.peer : event.local;
    const QByteArray bytes = payloadOf(row, event);
    if (event.transport == Transport::Udp)
        return {udpPacket(from, to, bytes)};
    // A raw IPv4 socket gives the whole packet (raw(7)).
    const bool isWhole = !isSent && event.transport == Transport::RawIcmp && !event.local.isIpv6();
    return {isWhole ? bytes : icmpPacket(from, to, bytes)};
}

QStringList PcapngExport::commentsOf(const Event &event) const
{
    const int bytes = int(qMin<qint64>(event.bytes, INT_MAX));
    if (event.kind == EventKind::Sent)
        return {tr("one write of %n byte(s)", nullptr, bytes)};
    if (event.kind == EventKind::Received)
        return {tr("one read of %n byte(s)", nullptr, bytes)};
    return {};
}

} // namespace bothends
