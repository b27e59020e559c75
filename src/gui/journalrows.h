// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

class QAbstractItemModel;

namespace bothends {

/// What the models of the timeline and of the log have in common: each row of theirs is a row of the journal,
/// rising. So one search and one way to copy serve both. In the journal's thread.
class JournalRows
{
public:
    virtual const Readings &readings() const = 0;
    /// The model itself, for its signals.
    virtual const QAbstractItemModel *model() const = 0;
    /// The row of the journal that a row shows, 0 <= row < rowCount().
    virtual qsizetype journalRow(int row) const = 0;

    const Journal &journal() const { return readings().journal; }
    Event eventAt(int row) const { return journal().at(journalRow(row)); }

protected:
    JournalRows() = default;
    ~JournalRows() = default;
    JournalRows(const JournalRows &) = default;
    JournalRows &operator=(const JournalRows &) = default;
};

} // namespace bothends
