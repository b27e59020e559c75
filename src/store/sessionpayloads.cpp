// SPDX-License-Identifier: MIT
#include "store/sessionpayloads.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr qint64 kEntryBytes = 96; // what an entry takes beside its bytes, roughly
constexpr quint64 kNear = 64; // events further on, at most, is one after the other
constexpr int kAheadEvents = 1024;
constexpr qint64 kAheadBytes = qint64(1024) * 1024;

} // namespace

SessionPayloads::SessionPayloads(SessionFile reader)
    : m_reader(std::move(reader))
{
}

std::variant<std::unique_ptr<SessionPayloads>, Error> SessionPayloads::record(const QString &path)
{
    auto created = SessionFile::create(path);
    if (const Error *error = std::get_if<Error>(&created))
        return *error;
    auto reader = SessionFile::open(path);
    if (const Error *error = std::get_if<Error>(&reader))
        return *error;
    auto payloads = std::make_unique<SessionPayloads>(std::get<SessionFile>(std::move(reader)));
    payloads->m_writer = std::make_unique<SessionWriter>(std::get<SessionFile>(std::move(created)));
    payloads->followMoves();
    return payloads;
}

void SessionPayloads::followMoves()
{
    QObject::connect(m_writer.get(), &SessionWriter::moved, m_writer.get(), [this](const QString &path) {
        auto reader = SessionFile::open(path);
        if (auto *file = std::get_if<SessionFile>(&reader))
            m_reader = std::move(*file);
    });
}

void SessionPayloads::takeIn(const QList<Event> &events)
{
    if (!m_writer)
        return; // they come from the file
    m_writer->append(events);
    PayloadStore::takeIn(events);
}

qint64 SessionPayloads::weightOf(const Entry &entry)
{
    return entry.bytes.size() + kEntryBytes;
}

void SessionPayloads::put(quint64 seq, const QByteArray &payload)
{
    m_recent.push_back({seq, payload});
    m_held += weightOf(m_recent.back());
    makeRoom();
}

void SessionPayloads::makeRoom()
{
    const quint64 written = m_writer ? m_writer->writtenSeq() : 0;
    while (m_held > kCacheBytes && !m_recent.empty() && m_recent.front().seq <= written) {
        m_held -= weightOf(m_recent.front());
        m_recent.pop_front();
    }
}

std::deque<SessionPayloads::Entry>::const_iterator SessionPayloads::recentFrom(quint64 seq) const
{
    return std::lower_bound(m_recent.begin(), m_recent.end(), seq,
                            [](const Entry &entry, quint64 wanted) { return entry.seq < wanted; });
}

const SessionPayloads::Entry *SessionPayloads::recent(quint64 seq) const
{
    const auto place = recentFrom(seq);
    return place != m_recent.end() && place->seq == seq ? &*place : nullptr;
}

QByteArray SessionPayloads::fromFile(quint64 seq) const
{
    const bool isNext = seq > m_lastAsked && seq - m_lastAsked <= kNear;
    m_lastAsked = seq;
    if (seq < m_aheadFrom || seq > m_aheadTo) {
        if (!isNext)
            return m_reader.payload(seq);
        m_ahead = m_reader.payloads(seq, kAheadEvents, kAheadBytes);
        m_aheadFrom = seq;
        m_aheadTo = m_ahead.empty() ? 0 : m_ahead.back().seq; // more may be written later
    }
    const auto place
        = std::lower_bound(m_ahead.begin(), m_ahead.end(), seq,
                           [](const Entry &entry, quint64 wanted) { return entry.seq < wanted; });
    return place != m_ahead.end() && place->seq == seq ? place->bytes : QByteArray();
}

QByteArray SessionPayloads::payload(quint64 seq) const
{
    const Entry *entry = recent(seq);
    return entry ? entry->bytes : fromFile(seq);
}

bool SessionPayloads::has(quint64 seq) const
{
    return recent(seq) || m_reader.hasPayload(seq);
}

void SessionPayloads::visit(quint64 first, quint64 last, const Visitor &visitor) const
{
    // All that follow the first one in memory are in memory.
    const quint64 behindFile = m_recent.empty() ? last + 1 : m_recent.front().seq;
    if (first < behindFile && !m_reader.visit(first, qMin(last, behindFile - 1), visitor))
        return;
    for (auto it = recentFrom(first); it != m_recent.end() && it->seq <= last; ++it) {
        if (!visitor(it->seq, it->bytes))
            return;
    }
}

} // namespace bothends
