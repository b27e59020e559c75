// SPDX-License-Identifier: MIT
#include "core/payloadstore.h"

#include <algorithm>

namespace bothends {

void PayloadStore::takeIn(const QList<Event> &events)
{
    for (const Event &event : events) {
        if (!event.payload.isEmpty())
            put(event.seq, event.payload);
    }
}

void PayloadStore::visit(quint64 first, quint64 last, const Visitor &visitor) const
{
    for (quint64 seq = first; seq <= last; ++seq) {
        if (has(seq) && !visitor(seq, payload(seq)))
            return;
    }
}

void MemoryPayloadStore::put(quint64 seq, const QByteArray &payload)
{
    if (payload.isEmpty())
        return;
    Q_ASSERT(m_entries.empty() || m_entries.back().seq < seq);
    // A read buffer may be larger than what was read into it; what is kept must not be.
    QByteArray kept = payload;
    if (kept.capacity() > 2 * kept.size() + 64)
        kept.squeeze();
    m_held += kept.size();
    m_entries.push_back({seq, std::move(kept)});
    while (m_held > m_limit && !m_entries.empty()) {
        const qint64 size = m_entries.front().payload.size();
        m_held -= size;
        m_dropped += size;
        m_entries.pop_front();
    }
}

std::deque<MemoryPayloadStore::Entry>::const_iterator MemoryPayloadStore::from(quint64 seq) const
{
    return std::lower_bound(m_entries.cbegin(), m_entries.cend(), seq,
                            [](const Entry &entry, quint64 wanted) { return entry.seq < wanted; });
}

std::deque<MemoryPayloadStore::Entry>::const_iterator MemoryPayloadStore::find(quint64 seq) const
{
    const auto it = from(seq);
    return it != m_entries.cend() && it->seq == seq ? it : m_entries.cend();
}

QByteArray MemoryPayloadStore::payload(quint64 seq) const
{
    const auto it = find(seq);
    return it == m_entries.cend() ? QByteArray() : it->payload;
}

bool MemoryPayloadStore::has(quint64 seq) const
{
    return find(seq) != m_entries.cend();
}

void MemoryPayloadStore::visit(quint64 first, quint64 last, const Visitor &visitor) const
{
    for (auto it = from(first); it != m_entries.cend() && it->seq <= last; ++it) {
        if (!visitor(it->seq, it->payload))
            return;
    }
}

} // namespace bothends
