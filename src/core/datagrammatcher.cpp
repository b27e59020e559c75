// SPDX-License-Identifier: MIT
#include "core/datagrammatcher.h"

#include "core/eventtext.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr size_t kMostEarly = 64;

// The seed is fixed so that a session reads the same each time.
std::pair<qint64, size_t> keyOf(const Journal &journal, qsizetype row)
{
    return {journal.at(row).bytes, qHash(journal.payload(row), size_t(0))};
}

/// Whether all that arrived is what was sent. Bytes that are no longer kept do not contradict.
bool isSameContent(const Journal &journal, qsizetype sent, qsizetype received)
{
    const QByteArray all = journal.payload(sent);
    const QByteArray part = journal.payload(received);
    return all.isEmpty() || part.isEmpty() || all.startsWith(part);
}

bool fits(const Journal &journal, qsizetype sent, qsizetype received)
{
    const Event &arrived = journal.at(received);
    const qint64 size = isCutDatagram(arrived) ? arrived.detail->datagramSize : arrived.bytes;
    return journal.at(sent).bytes == size && isSameContent(journal, sent, received);
}

} // namespace

void DatagramMatcher::addSent(const Journal &journal, qsizetype row)
{
    for (auto early = m_early.begin(); early != m_early.end(); ++early) {
        if (fits(journal, row, *early)) {
            join(row, *early);
            m_early.erase(early);
            return;
        }
    }
    const Key key = keyOf(journal, row);
    m_order.push_back({row, key});
    m_waiting[key] << row;
    while (!m_order.empty() && (m_order.size() > kMostWaiting || !isWaiting(m_order.front()))) {
        if (isWaiting(m_order.front()))
            take(m_order.front().key, m_order.front().row);
        m_order.pop_front();
    }
}

void DatagramMatcher::addReceived(const Journal &journal, qsizetype row)
{
    const std::optional<qsizetype> sent = isCutDatagram(journal.at(row))
        ? takeCut(journal, row)
        : takeWhole(journal, row, keyOf(journal, row));
    if (sent) {
        join(*sent, row);
        return;
    }
    m_early.push_back(row);
    if (m_early.size() > kMostEarly)
        m_early.pop_front();
}

std::optional<qsizetype> DatagramMatcher::partner(qsizetype row) const
{
    const auto it = m_partners.constFind(row);
    return it == m_partners.cend() ? std::nullopt : std::optional(*it);
}

bool DatagramMatcher::isWaiting(const Waiting &entry) const
{
    const auto it = m_waiting.constFind(entry.key);
    return it != m_waiting.cend() && std::binary_search(it->cbegin(), it->cend(), entry.row);
}

std::optional<qsizetype> DatagramMatcher::takeWhole(const Journal &journal, qsizetype received,
                                                    const Key &key)
{
    const auto it = m_waiting.constFind(key);
    if (it == m_waiting.cend() || !isSameContent(journal, it->constFirst(), received))
        return std::nullopt;
    const qsizetype sent = it->constFirst();
    take(key, sent);
    return sent;
}

std::optional<qsizetype> DatagramMatcher::takeCut(const Journal &journal, qsizetype received)
{
    int compared = 0;
    for (const Waiting &entry : m_order) {
        if (++compared > kMostCompared)
            break;
        if (!isWaiting(entry) || !fits(journal, entry.row, received))
            continue;
        const qsizetype sent = entry.row;
        take(entry.key, sent);
        return sent;
    }
    return std::nullopt;
}

void DatagramMatcher::take(const Key &key, qsizetype row)
{
    const auto it = m_waiting.find(key);
    if (it->constFirst() == row)
        it->removeFirst();
    else
        it->removeOne(row);
    if (it->isEmpty())
        m_waiting.remove(key);
}

void DatagramMatcher::join(qsizetype sent, qsizetype received)
{
    m_partners.insert(sent, received);
    m_partners.insert(received, sent);
}

} // namespace bothends
