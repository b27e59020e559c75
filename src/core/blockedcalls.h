// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"

#include <QHash>
#include <QObject>

#include <vector>

namespace bothends {

/// A call that a thread went into and that kept it, with what the kernel said of the thread meanwhile.
struct BlockedCall
{
    qsizetype enterRow = 0; ///< of the journal, as the others
    qsizetype threadRow = -1; ///< the first Thread row; -1 = the kernel was not asked, or was too late
    qsizetype returnRow = -1; ///< what the thread did next; -1 = it is still in the call
    CallName call = CallName::None;
};

/// A reading of the journal by the threads that wait in calls: one for each endpoint that has one. Lives in
/// the journal's thread; constant work per event.
class BlockedCalls : public QObject
{
    Q_OBJECT
public:
    explicit BlockedCalls(const Journal &journal, QObject *parent = nullptr);

    /// The endpoints that have such a thread, in the order in which they began to wait.
    const std::vector<quint32> &endpoints() const { return m_endpoints; }
    /// All calls of the thread of an endpoint, rising; they do not overlap.
    const std::vector<BlockedCall> &calls(quint32 endpoint) const;
    /// The call that a row began or tells of; null if it does neither.
    const BlockedCall *callOf(qsizetype row) const;

private:
    void takeIn(qsizetype first, qsizetype last);

    const Journal &m_journal;
    QHash<quint32, std::vector<BlockedCall>> m_calls; // by endpoint
    std::vector<quint32> m_endpoints;
};

} // namespace bothends
