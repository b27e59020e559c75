// SPDX-License-Identifier: MIT
#include "core/blockedcalls.h"

#include <algorithm>

namespace bothends {

BlockedCalls::BlockedCalls(const Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
{
    connect(&journal, &Journal::appended, this, &BlockedCalls::takeIn);
    if (journal.size() > 0)
        takeIn(0, journal.size() - 1);
}

const std::vector<BlockedCall> &BlockedCalls::calls(quint32 endpoint) const
{
    static const std::vector<BlockedCall> none;
    const auto it = m_calls.constFind(endpoint);
    return it == m_calls.cend() ? none : *it;
}

const BlockedCall *BlockedCalls::callOf(qsizetype row) const
{
    const std::vector<BlockedCall> &all = calls(m_journal.at(row).endpoint);
    const auto next
        = std::upper_bound(all.begin(), all.end(), row,
                           [](qsizetype wanted, const BlockedCall &call) { return wanted < call.enterRow; });
    if (next == all.begin())
        return nullptr;
    const BlockedCall &call = *(next - 1);
    return row == call.enterRow || row == call.threadRow ? &call : nullptr;
}

void BlockedCalls::takeIn(qsizetype first, qsizetype last)
{
    for (qsizetype row = first; row <= last; ++row) {
        if (m_calls.isEmpty() && m_journal.events().kind(row) != EventKind::Enter)
            continue;
        const Event &event = m_journal.at(row);
        if (event.kind == EventKind::Enter) {
            std::vector<BlockedCall> &calls = m_calls[event.endpoint];
            if (calls.empty())
                m_endpoints.push_back(event.endpoint);
            else if (calls.back().returnRow < 0)
                calls.back().returnRow = row; // it must have
            calls.push_back({row, -1, -1, event.call()});
            continue;
        }
        const auto known = m_calls.find(event.endpoint);
        if (known == m_calls.end() || known->back().returnRow >= 0)
            continue;
        BlockedCall &call = known->back();
        if (event.kind == EventKind::Thread && call.threadRow < 0)
            call.threadRow = row;
        else if (event.origin != Origin::Kernel && event.kind != EventKind::Option) // asked by another thread
            call.returnRow = row;
    }
}

} // namespace bothends
