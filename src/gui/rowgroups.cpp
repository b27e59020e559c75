// SPDX-License-Identifier: MIT
#include "gui/rowgroups.h"

#include "gui/rowform.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr qint64 kPauseNs = 1'000'000'000; // a pause that the timeline labels ends a group

bool isAnswer(const Event &event)
{
    return event.kind == EventKind::Option && event.call() == CallName::GetSockOpt && !event.error;
}

bool canBeGrouped(const Event &event)
{
    return isFilePart(event) || isAnswer(event);
}

} // namespace

void RowGroups::clear()
{
    m_runs.clear();
    m_others.clear();
}

quint64 RowGroups::socketOf(quint32 endpoint, quint32 socket, quint32 connection)
{
    const quint64 which = connection != 0 ? quint64(connection) << 1 : (quint64(socket) << 1) | 1U;
    return (quint64(endpoint) << 34) ^ which;
}

quint64 RowGroups::socketOf(const Event &event)
{
    return socketOf(event.endpoint, event.socket, event.connection);
}

quint64 RowGroups::keyOf(const Event &event)
{
    return (socketOf(event) << 2)
        | (event.kind == EventKind::Sent         ? 1U
               : event.kind == EventKind::Option ? 2U
                                                 : 0U);
}

bool RowGroups::goesOn(const Run &run, const Event &event) const
{
    if (event.monotonicNs - run.lastNs > kPauseNs || m_others.value(socketOf(event), -1) > run.group.last)
        return false;
    return !isFilePart(event) || event.detail->fileOffset == run.fileEnd;
}

// What the kernel says by itself happens between the parts of anything.
void RowGroups::interrupt(qsizetype row, const PackedEvents &events)
{
    if (m_others.isEmpty() || events.origin(row) == Origin::Kernel)
        return;
    const auto known
        = m_others.find(socketOf(events.endpoint(row), events.socket(row), events.connection(row)));
    if (known != m_others.end())
        *known = row;
}

qsizetype RowGroups::take(qsizetype row, const Journal &journal)
{
    if (!journal.events().hasExtra(row)) { // most rows: neither a file nor an option
        interrupt(row, journal.events());
        return -1;
    }
    const Event event = journal.at(row);
    if (!canBeGrouped(event)) {
        interrupt(row, journal.events());
        return -1;
    }
    std::vector<Run> &runs = m_runs[keyOf(event)];
    const qint64 fileEnd = isFilePart(event) ? event.detail->fileOffset + event.bytes : 0;
    if (runs.empty() || !goesOn(runs.back(), event)) {
        runs.push_back({{row, row, 1, event.bytes}, event.monotonicNs, fileEnd});
        m_others.insert(socketOf(event), -1);
        return -1;
    }
    Run &run = runs.back();
    run.group.last = row;
    ++run.group.count;
    run.group.bytes += event.bytes;
    run.lastNs = event.monotonicNs;
    run.fileEnd = fileEnd;
    return run.group.first;
}

std::optional<RowGroups::Group> RowGroups::groupOf(qsizetype row, const Event &event) const
{
    if (!canBeGrouped(event))
        return std::nullopt;
    const auto found = m_runs.constFind(keyOf(event));
    if (found == m_runs.cend())
        return std::nullopt;
    auto it = std::upper_bound(found->begin(), found->end(), row,
                               [](qsizetype wanted, const Run &run) { return wanted < run.group.first; });
    if (it == found->begin())
        return std::nullopt;
    --it;
    if (it->group.count < 2 || row > it->group.last)
        return std::nullopt;
    return it->group;
}

} // namespace bothends
