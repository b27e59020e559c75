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

std::vector<qsizetype> overlapping(const std::vector<StreamRange> &ranges, quint64 offset, quint64 end)
{
    std::vector<qsizetype> rows;
    auto it = std::upper_bound(ranges.begin(), ranges.end(), offset,
                               [](quint64 wanted, const StreamRange &range) { return wanted < range.end(); });
    for (; it != ranges.end() && it->offset < end; ++it)
        rows.push_back(it->row);
    return rows;
}

const std::vector<StreamRange> &noRanges()
{
    static const std::vector<StreamRange> none;
    return none;
}

} // namespace

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
    const auto it = m_entries.constFind(connection);
    return it == m_entries.cend() ? ConnectionInfo() : it->info;
}

const std::vector<qsizetype> &ConnectionIndex::rows(quint32 connection) const
{
    static const std::vector<qsizetype> none;
    const auto it = m_entries.constFind(connection);
    return it == m_entries.cend() ? none : it->rows;
}

std::vector<qsizetype> ConnectionIndex::matches(qsizetype row) const
{
    const Event &event = m_journal.at(row);
    const auto it = m_entries.constFind(event.connection);
    if (it == m_entries.cend() || event.bytes == 0)
        return {};
    const quint64 end = event.streamOffset + quint64(event.bytes);
    if (event.kind == EventKind::Sent)
        return overlapping(it->received[indexOf(event.side)], event.streamOffset, end);
    if (event.kind == EventKind::Received)
        return overlapping(it->sent[other(indexOf(event.side))], event.streamOffset, end);
    return {};
}

std::optional<StreamRange> ConnectionIndex::lastWrite(quint32 connection, Side side) const
{
    const std::vector<StreamRange> &ranges = sentRanges(connection, side);
    return ranges.empty() ? std::nullopt : std::optional(ranges.back());
}

std::optional<StreamRange> ConnectionIndex::lastRead(quint32 connection, Side side) const
{
    const std::vector<StreamRange> &ranges = receivedRanges(connection, side);
    return ranges.empty() ? std::nullopt : std::optional(ranges.back());
}

const std::vector<StreamRange> &ConnectionIndex::sentRanges(quint32 connection, Side side) const
{
    const auto it = m_entries.constFind(connection);
    return it == m_entries.cend() ? noRanges() : it->sent[indexOf(side)];
}

const std::vector<StreamRange> &ConnectionIndex::receivedRanges(quint32 connection, Side side) const
{
    const auto it = m_entries.constFind(connection);
    return it == m_entries.cend() ? noRanges() : it->received[other(indexOf(side))];
}

void ConnectionIndex::takeIn(qsizetype first, qsizetype last)
{
    QSet<quint32> touched;
    QList<quint32> changedConnections;
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_journal.at(row);
        if (event.connection != 0 && !m_entries.contains(event.connection)) {
            const auto place = std::lower_bound(m_order.begin(), m_order.end(), event.connection);
            m_order.insert(place, event.connection);
            touched.insert(event.connection);
        }
        Entry &entry = m_entries[event.connection];
        entry.rows.push_back(row);
        if (event.connection == 0)
            continue;
        const StreamRange range{event.streamOffset, event.bytes, row};
        if (event.kind == EventKind::Sent)
            entry.sent[indexOf(event.side)].push_back(range);
        else if (event.kind == EventKind::Received)
            entry.received[other(indexOf(event.side))].push_back(range);
        if (learn(entry, event))
            touched.insert(event.connection);
    }
    if (!touched.isEmpty()) {
        changedConnections = touched.values();
        std::sort(changedConnections.begin(), changedConnections.end());
        emit changed(changedConnections);
    }
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
    switch (event.kind) {
    case EventKind::Accept:
        set(info.hasServerEnd, true);
        set(info.isServerOpen, true);
        break;
    case EventKind::Connect:
        set(info.hasClientEnd, true);
        break;
    case EventKind::Connected:
        set(info.isClientOpen, true);
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
