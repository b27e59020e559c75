// SPDX-License-Identifier: MIT
#include "store/sessionpayloads.h"

#include <QFile>

#include <algorithm>

namespace bothends {

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
    QObject::connect(m_writer.get(), &SessionWriter::moved, m_writer.get(),
                     [this](const QString &path, const QString &oldPath) {
                         auto reader = SessionFile::open(path);
                         if (!std::holds_alternative<SessionFile>(reader))
                             return; // the old file is still read, and stays
                         m_reader = std::get<SessionFile>(std::move(reader));
                         for (const char *ending : {"", "-wal", "-shm"})
                             QFile::remove(oldPath + QLatin1String(ending));
                     });
}

void SessionPayloads::takeIn(const QList<Event> &events)
{
    if (!m_writer)
        return; // they come from the file
    m_writer->append(events);
    PayloadStore::takeIn(events);
}

void SessionPayloads::put(quint64 seq, const QByteArray &payload)
{
    m_held += payload.size();
    m_recent.push_back({seq, payload});
    makeRoom();
}

void SessionPayloads::makeRoom()
{
    const quint64 written = m_writer ? m_writer->writtenSeq() : 0;
    while (m_held > kCacheBytes && !m_recent.empty() && m_recent.front().seq <= written) {
        m_held -= m_recent.front().payload.size();
        m_recent.pop_front();
    }
}

QByteArray SessionPayloads::payload(quint64 seq) const
{
    const auto place
        = std::lower_bound(m_recent.begin(), m_recent.end(), seq,
                           [](const Entry &entry, quint64 wanted) { return entry.seq < wanted; });
    if (place != m_recent.end() && place->seq == seq)
        return place->payload;
    return m_reader.payload(seq);
}

bool SessionPayloads::has(quint64 seq) const
{
    const auto place
        = std::lower_bound(m_recent.begin(), m_recent.end(), seq,
                           [](const Entry &entry, quint64 wanted) { return entry.seq < wanted; });
    return (place != m_recent.end() && place->seq == seq) || m_reader.hasPayload(seq);
}

} // namespace bothends
