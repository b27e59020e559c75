// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

#include <QByteArray>
#include <QList>

#include <deque>
#include <functional>

namespace bothends {

/// Keeps the bytes of sent and received events by the event's sequence number. The journal's only way
/// to its payloads, so that memory can be exchanged for disk. Lives in the journal's thread.
class PayloadStore
{
public:
    PayloadStore() = default;
    virtual ~PayloadStore() = default;
    PayloadStore(const PayloadStore &) = delete;
    PayloadStore &operator=(const PayloadStore &) = delete;

    /// Takes a batch of whole events; their sequence numbers must rise.
    virtual void takeIn(const QList<Event> &events);
    virtual void put(quint64 seq, const QByteArray &payload) = 0;
    /// The bytes, or nothing if they were dropped or never there.
    virtual QByteArray payload(quint64 seq) const = 0;
    virtual bool has(quint64 seq) const = 0;
    /// What visit() calls; the bytes are valid until it returns. False ends the visit.
    using Visitor = std::function<bool(quint64 seq, QByteArrayView bytes)>;
    /// Shows the payloads of the events `first` … `last` where they are, in that order: for many at once far
    /// cheaper than payload(). Leaves out what has none, and what cannot be read.
    /// The visitor must not ask the store for anything.
    virtual void visit(quint64 first, quint64 last, const Visitor &visitor) const;
    /// Bytes that were let go because of the limit, since the beginning.
    virtual qint64 droppedBytes() const = 0;
};

/// Payloads in memory up to a limit in bytes; then the oldest go first.
class MemoryPayloadStore : public PayloadStore
{
public:
    static constexpr qint64 kDefaultLimit = qint64(256) * 1024 * 1024;

    explicit MemoryPayloadStore(qint64 limit = kDefaultLimit)
        : m_limit(limit)
    {
    }

    void put(quint64 seq, const QByteArray &payload) override;
    QByteArray payload(quint64 seq) const override;
    bool has(quint64 seq) const override;
    void visit(quint64 first, quint64 last, const Visitor &visitor) const override;
    qint64 droppedBytes() const override { return m_dropped; }
    qint64 heldBytes() const { return m_held; }

private:
    struct Entry
    {
        quint64 seq;
        QByteArray payload;
    };
    std::deque<Entry>::const_iterator from(quint64 seq) const;
    std::deque<Entry>::const_iterator find(quint64 seq) const;

    std::deque<Entry> m_entries; // ordered by seq
    qint64 m_limit;
    qint64 m_held = 0;
    qint64 m_dropped = 0;
};

} // namespace bothends
