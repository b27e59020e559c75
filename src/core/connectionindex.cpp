// SPDX-License-Identifier: MIT
#include "core/connectionindex.h"

#include <QSet>

#include <algorithm>

namespace bothends {

namespace {

int indexOf(Side side)
{
    return side == Side::Server ? 0 : 1;
}

int other(int side)
{
    return 1 - side;
}

std::vector<qsizetype> overlapping(const StreamRanges &ranges, quint64 offset, quint64 end)
{
    std::vector<qsizetype> rows;
    for (size_t place = ranges.placeBehind(offset); place < ranges.size(); ++place) {
        const StreamRange range = ranges.at(place);
        if (range.offset >= end)
            break;
        rows.push_back(range.row);
    }
    return rows;
}

constexpr qptrdiff kDeepest
    = 4096; // ranges behind which nothing is put in any more: disorder of another kind

// Of captured segments each byte counts once, in stream order, whatever passed again or overtook.
void addFresh(std::vector<StreamRange> &ranges, quint64 begin, quint64 end, qsizetype row)
{
    auto it = std::upper_bound(ranges.begin(), ranges.end(), begin,
                               [](quint64 wanted, const StreamRange &range) { return wanted < range.end(); });
    if (ranges.end() - it > kDeepest)
        return;
    while (begin < end) {
        const quint64 gapEnd = it == ranges.end() ? end : std::min(end, it->offset);
        if (gapEnd > begin) {
            it = ranges.insert(it, {begin, qint64(gapEnd - begin), row}) + 1;
            begin = gapEnd;
        }
        if (begin < end)
            begin = std::max(begin, (it++)->end());
    }
}

} // namespace

// Matched datagrams and captured ranges have no short form, and long lists of rows would take long.
bool ConnectionIndex::Entry::isPackable() const
{
    constexpr size_t kMostRows = 128;
    return rows.size() <= kMostRows && !datagrams[0] && !datagrams[1] && !captured;
}

void ConnectionIndex::Entry::pack(PackWriter &writer) const
{
    writer.number(info.number);
    writer.number(quint64(info.transport) << 4 | quint64(info.hasServerEnd) << 3
                  | quint64(info.hasClientEnd) << 2 | quint64(info.isServerOpen) << 1
                  | quint64(info.isClientOpen));
    writer.address(info.client);
    writer.address(info.server);
    writer.rows(rows);
    for (const int side : {0, 1}) {
        writer.rows(sent[side]);
        writer.rows(received[side]);
    }
}

void ConnectionIndex::Entry::unpack(PackReader &reader)
{
    info.number = quint32(reader.number());
    const quint64 what = reader.number();
    info.transport = Transport(what >> 4);
    info.hasServerEnd = (what & 8) != 0;
    info.hasClientEnd = (what & 4) != 0;
    info.isServerOpen = (what & 2) != 0;
    info.isClientOpen = (what & 1) != 0;
    info.client = reader.address();
    info.server = reader.address();
    rows = reader.rows();
    for (const int side : {0, 1}) {
        sent[side] = reader.rows();
        received[side] = reader.rows();
    }
}

ConnectionIndex::ConnectionIndex(const Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
{
    connect(&journal, &Journal::appended, this, &ConnectionIndex::takeIn);
    if (journal.size() > 0)
        takeIn(0, journal.size() - 1);
}

ConnectionInfo ConnectionIndex::info(quint32 connection) const
{
    const Entry *entry = m_entries.find(connection);
    return entry ? entry->info : ConnectionInfo();
}

RowSpan ConnectionIndex::rows(quint32 connection) const
{
    const Entry *entry = m_entries.find(connection);
    return entry ? RowSpan(entry->rows) : RowSpan();
}

std::vector<qsizetype> ConnectionIndex::matches(qsizetype row) const
{
    const Event &event = m_journal.at(row);
    const Entry *entry = m_entries.find(event.connection);
    if (!entry)
        return {};
    if (!isStream(event.transport)) {
        for (const auto &direction : entry->datagrams) {
            const auto partner = direction ? direction->partner(row) : std::nullopt;
            if (partner)
                return {*partner};
        }
        return {};
    }
    if (event.bytes == 0)
        return {};
    const quint64 end = event.streamOffset + quint64(event.bytes);
    if (event.kind == EventKind::Sent)
        return overlapping({m_journal.events(), entry->received[indexOf(event.side)]}, event.streamOffset,
                           end);
    if (event.kind == EventKind::Received)
        return overlapping({m_journal.events(), entry->sent[other(indexOf(event.side))]}, event.streamOffset,
                           end);
    return {};
}

std::optional<StreamRange> ConnectionIndex::lastWrite(quint32 connection, Side side) const
{
    const StreamRanges ranges = sentRanges(connection, side);
    return ranges.empty() ? std::nullopt : std::optional(ranges.back());
}

std::optional<StreamRange> ConnectionIndex::lastRead(quint32 connection, Side side) const
{
    const StreamRanges ranges = receivedRanges(connection, side);
    return ranges.empty() ? std::nullopt : std::optional(ranges.back());
}

StreamRanges ConnectionIndex::sentRanges(quint32 connection, Side side) const
{
    const Entry *entry = m_entries.find(connection);
    if (!entry)
        return {};
    if (entry->captured)
        return StreamRanges((*entry->captured)[size_t(indexOf(side))]);
    return {m_journal.events(), entry->sent[indexOf(side)]};
}

StreamRanges ConnectionIndex::receivedRanges(quint32 connection, Side side) const
{
    const Entry *entry = m_entries.find(connection);
    return entry ? StreamRanges(m_journal.events(), entry->received[other(indexOf(side))]) : StreamRanges();
}

void ConnectionIndex::takeIn(qsizetype first, qsizetype last)
{
    QSet<quint32> touched;
    QList<quint32> changedConnections;
    for (qsizetype row = first; row <= last; ++row) {
        const Event event = m_journal.at(row);
        if (event.connection != 0 && !m_entries.contains(event.connection)) {
            const auto place = std::lower_bound(m_order.begin(), m_order.end(), event.connection);
            m_order.insert(place, event.connection);
            touched.insert(event.connection);
        }
        for (const quint32 ended : conversationsEndedBy(event)) {
            ConnectionInfo &info = m_entries[ended].info;
            (event.side == Side::Server ? info.isServerOpen : info.isClientOpen) = false;
            touched.insert(ended);
        }
        Entry &entry = m_entries[event.connection];
        appendRow(entry.rows, row);
        if (event.connection == 0)
            continue;
        if (event.kind == EventKind::Sent || event.kind == EventKind::Received)
            moveBytes(entry, event, row);
        else if (event.kind == EventKind::Segment && event.segment)
            moveCaptured(entry, event, row);
        if (learn(entry, event))
            touched.insert(event.connection);
    }
    if (!touched.isEmpty()) {
        changedConnections = touched.values();
        std::sort(changedConnections.begin(), changedConnections.end());
        emit changed(changedConnections);
    }
}

void ConnectionIndex::moveBytes(Entry &entry, const Event &event, qsizetype row)
{
    const bool isSent = event.kind == EventKind::Sent;
    const int writer = isSent ? indexOf(event.side) : other(indexOf(event.side));
    appendRow((isSent ? entry.sent : entry.received)[writer], row);
    // What a raw ICMP socket reads has a header around it that nobody wrote.
    if (isStream(event.transport) || isIcmp(event.transport))
        return;
    std::shared_ptr<DatagramMatcher> &direction = entry.datagrams[writer];
    if (!direction)
        direction = std::make_shared<DatagramMatcher>();
    if (isSent)
        direction->addSent(m_journal, row);
    else
        direction->addReceived(m_journal, row);
}

void ConnectionIndex::moveCaptured(Entry &entry, const Event &event, qsizetype row)
{
    if (!isStream(event.transport)) {
        appendRow(entry.sent[indexOf(event.side)], row);
        return;
    }
    if (!event.segment->hasPlace())
        return;
    if (!entry.captured)
        entry.captured = std::make_shared<std::array<std::vector<StreamRange>, 2>>();
    addFresh((*entry.captured)[size_t(indexOf(event.side))], event.streamOffset,
             event.streamOffset + quint64(std::min(event.bytes, event.segment->captured)), row);
}

// One socket of datagrams has many conversations; they end with it.
QList<quint32> ConnectionIndex::conversationsEndedBy(const Event &event)
{
    if (event.socket == 0 || isStream(event.transport))
        return {};
    if (event.kind == EventKind::Closed)
        return m_conversations.take(event.socket);
    if (event.connection != 0 && event.origin != Origin::Kernel) {
        QList<quint32> &known = m_conversations[event.socket];
        const auto place = std::lower_bound(known.constBegin(), known.constEnd(), event.connection);
        if (place == known.constEnd() || *place != event.connection)
            known.insert(place, event.connection);
    }
    return {};
}

bool ConnectionIndex::learnDatagram(ConnectionInfo &info, const Event &event)
{
    const bool isEnd = event.socket != 0 && event.origin != Origin::Kernel && event.kind != EventKind::Closed
        && event.kind != EventKind::Error;
    bool &isThere = event.side == Side::Server ? info.hasServerEnd : info.hasClientEnd;
    bool &isOpen = event.side == Side::Server ? info.isServerOpen : info.isClientOpen;
    if (!isEnd || (isThere && isOpen))
        return false;
    isThere = true;
    isOpen = true;
    return true;
}

bool ConnectionIndex::learn(Entry &entry, const Event &event)
{
    ConnectionInfo &info = entry.info;
    info.number = event.connection;
    const bool isServer = event.side == Side::Server;
    bool isNews = false;
    const auto set = [&isNews](auto &known, const auto &now) {
        if (known != now) {
            known = now;
            isNews = true;
        }
    };
    const Address &server = isServer ? event.local : event.peer;
    const Address &client = isServer ? event.peer : event.local;
    if (!server.isNull())
        set(info.server, server);
    if (!client.isNull())
        set(info.client, client);
    set(info.transport, event.transport);
    if (!isStream(event.transport) && learnDatagram(info, event))
        isNews = true;
    switch (event.kind) {
    case EventKind::Accept:
        set(info.hasServerEnd, true);
        set(info.isServerOpen, true);
        break;
    case EventKind::Connect:
        set(info.hasClientEnd, true);
        break;
    case EventKind::Connected: // an adopted socket may be connected without a connect() of ours
        set(isServer ? info.hasServerEnd : info.hasClientEnd, true);
        set(isServer ? info.isServerOpen : info.isClientOpen, true);
        break;
    case EventKind::Closed:
        set(isServer ? info.isServerOpen : info.isClientOpen, false);
        break;
    default:
        break;
    }
    return isNews;
}

} // namespace bothends
