// SPDX-License-Identifier: MIT
#pragma once

#include "core/payloadstore.h"
#include "store/sessionwriter.h"

#include <memory>

namespace bothends {

/// The payloads of a session that is on disk, or on its way there: memory holds what is not written yet and a
/// part of what came last. Nothing is let go. Whoever asks for one after the other gets those that follow
/// read ahead. In the journal's thread.
class SessionPayloads : public PayloadStore
{
public:
    /// Together with what each entry takes beside its bytes.
    static constexpr qint64 kCacheBytes = qint64(64) * 1024 * 1024;

    /// A new session, which is written as it happens. FileExists, FileUnwritable, DiskFull.
    static std::variant<std::unique_ptr<SessionPayloads>, Error> record(const QString &path);
    /// One that is there: only to be read.
    explicit SessionPayloads(SessionFile reader);

    /// What writes it; null of one that is only read.
    SessionWriter *writer() const { return m_writer.get(); }

    void takeIn(const QList<Event> &events) override;
    void put(quint64 seq, const QByteArray &payload) override;
    QByteArray payload(quint64 seq) const override;
    bool has(quint64 seq) const override;
    void visit(quint64 first, quint64 last, const Visitor &visitor) const override;
    qint64 droppedBytes() const override { return 0; }
    qint64 heldBytes() const { return m_held; }

private:
    void followMoves();
    using Entry = SessionFile::Payload;
    static qint64 weightOf(const Entry &entry);
    void makeRoom();
    std::deque<Entry>::const_iterator recentFrom(quint64 seq) const;
    const Entry *recent(quint64 seq) const;
    QByteArray fromFile(quint64 seq) const;

    std::unique_ptr<SessionWriter> m_writer;
    SessionFile m_reader; // behind the writer, so that it is closed when that finishes the file
    std::deque<Entry> m_recent; // by seq; those that are on disk may go
    qint64 m_held = 0;
    mutable std::vector<Entry> m_ahead; // by seq: read from the file with the one that was asked for
    mutable quint64 m_aheadFrom = 0;
    mutable quint64 m_aheadTo = 0; // up to here the file was read
    mutable quint64 m_lastAsked = 0; // of the file
};

} // namespace bothends
