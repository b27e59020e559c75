// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"

#include <QHash>

#include <optional>
#include <vector>

namespace bothends {

/// Rows of the journal that are one story and stand in one row of the timeline: the parts of a file that
/// follow each other, the options of one socket that were read together. The journal keeps each of them. A
/// group ends where something else happens to the same socket, or time passes. Constant work per row.
class RowGroups
{
public:
    struct Group
    {
        qsizetype first = 0; ///< row of the journal that stands for all
        qsizetype last = 0;
        int count = 0;
        qint64 bytes = 0; ///< of all
    };

    void clear();
    /// The next row of the journal, which is shown. Returns the first row of the group that it goes into, or
    /// -1 if it stands alone or begins a group.
    qsizetype take(qsizetype row, const Journal &journal);

    /// The group that a row belongs to, if there is more than one row in it.
    std::optional<Group> groupOf(qsizetype row, const Event &event) const;

private:
    struct Run
    {
        Group group;
        qint64 lastNs = 0;
        qint64 fileEnd = 0; ///< where the next part of the file begins
    };
    static quint64 keyOf(const Event &event);
    static quint64 socketOf(const Event &event);
    static quint64 socketOf(quint32 endpoint, quint32 socket, quint32 connection);
    void interrupt(qsizetype row, const PackedEvents &events);
    bool goesOn(const Run &run, const Event &event) const;

    QHash<quint64, std::vector<Run>> m_runs; // by key, rising
    QHash<quint64, qsizetype> m_others; // by socket that has such rows: the last row of no group
};

} // namespace bothends
