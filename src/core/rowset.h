// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace bothends {

/// Rising rows of the journal that a view shows: a bit for each row of the journal and a sum for each 512, so
/// ten million rows take less than 2 MB, all of them or few. Appending is O(1) amortised, all else
/// O(log n). Any thread, one at a time.
class RowSet
{
public:
    void clear();
    /// A row larger than all that are there.
    void append(qsizetype row);
    qsizetype count() const { return m_count; }
    /// The row at a place, 0 <= place < count().
    qsizetype at(qsizetype place) const;
    /// How many rows are there before `row`: the place of the first that is not.
    qsizetype placeOf(qsizetype row) const;
    bool contains(qsizetype row) const;

private:
    std::vector<quint64> m_words;
    std::vector<quint32> m_before; ///< by block of words: how many rows stand before it
    qsizetype m_count = 0;
    qsizetype m_end = 0; ///< behind the last row
};

} // namespace bothends
