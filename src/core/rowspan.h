// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <span>
#include <vector>

namespace bothends {

/// Rows of the journal, rising, that a reading has collected; four bytes for each. Valid until the next
/// batch.
using RowSpan = std::span<const quint32>;
using RowList = std::vector<quint32>;

/// Appends without keeping much more room than is used: lists of rows are what long sessions are made of.
inline void appendRow(RowList &rows, qsizetype row)
{
    if (rows.size() == rows.capacity())
        rows.reserve(rows.size() + rows.size() / 4 + 2);
    rows.push_back(quint32(row));
}

} // namespace bothends
