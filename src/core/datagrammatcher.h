// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"

#include <QHash>
#include <QList>

#include <deque>
#include <optional>
#include <utility>

namespace bothends {

/// Which datagram that arrived is which that was sent, in one direction of one conversation. Datagrams have
/// no place in a stream: some are lost, some may overtake. So the content tells, and among equal ones the
/// order. Of one that was cut by a small buffer, its size and its first bytes tell. In the journal's thread;
/// bounded work per row.
class DatagramMatcher
{
public:
    /// A row is looked for among so many that were sent and have not arrived; older ones count as lost.
    static constexpr size_t kMostWaiting = 65536;
    /// … and a cut one among so many, because it has to be compared.
    static constexpr int kMostCompared = 1024;

    void addSent(const Journal &journal, qsizetype row);
    void addReceived(const Journal &journal, qsizetype row);
    /// The row at the other end; nothing if it was lost, or is not known.
    std::optional<qsizetype> partner(qsizetype row) const;

private:
    using Key = std::pair<qint64, size_t>; // size and hash of the content
    struct Waiting
    {
        qsizetype row;
        Key key;
    };
    bool isWaiting(const Waiting &entry) const;
    std::optional<qsizetype> takeWhole(const Journal &journal, qsizetype received, const Key &key);
    std::optional<qsizetype> takeCut(const Journal &journal, qsizetype received);
    void take(const Key &key, qsizetype row);
    void join(qsizetype sent, qsizetype received);

    std::deque<Waiting> m_order; // sent, as they were; those that have arrived go when they come to the front
    QHash<Key, QList<qsizetype>> m_waiting; // of those: the ones that have not arrived, rising
    std::deque<qsizetype> m_early; // received by another thread before the row of the sender; very few
    QHash<qsizetype, qsizetype> m_partners; // both ways
};

} // namespace bothends
