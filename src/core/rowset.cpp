// SPDX-License-Identifier: MIT
#include "core/rowset.h"

#include <algorithm>
#include <bit>

namespace bothends {

namespace {

constexpr size_t kWordBits = 64;
constexpr size_t kBlockWords = 8;

} // namespace

void RowSet::clear()
{
    m_words.clear();
    m_before.clear();
    m_count = 0;
    m_end = 0;
}

void RowSet::append(qsizetype row)
{
    const size_t word = size_t(row) / kWordBits;
    Q_ASSERT(m_words.size() <= word + 1);
    if (word >= m_words.size()) {
        m_words.resize(word + 1, 0);
        m_before.resize(word / kBlockWords + 1, quint32(m_count));
    }
    m_words[word] |= quint64(1) << (size_t(row) % kWordBits);
    ++m_count;
    m_end = row + 1;
}

qsizetype RowSet::at(qsizetype place) const
{
    if (m_count == m_end) // no row is left out
        return place;
    const auto behind = std::upper_bound(m_before.begin(), m_before.end(), quint32(place));
    const size_t block = size_t(behind - m_before.begin()) - 1;
    auto left = int(place - m_before[block]);
    size_t word = block * kBlockWords;
    for (int here = std::popcount(m_words[word]); left >= here; here = std::popcount(m_words[word])) {
        left -= here;
        ++word;
    }
    quint64 bits = m_words[word];
    for (; left > 0; --left)
        bits &= bits - 1;
    return qsizetype(word * kWordBits) + std::countr_zero(bits);
}

qsizetype RowSet::placeOf(qsizetype row) const
{
    if (row <= 0)
        return 0;
    const size_t word = size_t(row) / kWordBits;
    if (word >= m_words.size())
        return m_count;
    const size_t block = word / kBlockWords;
    qsizetype place = m_before[block];
    for (size_t each = block * kBlockWords; each < word; ++each)
        place += std::popcount(m_words[each]);
    const quint64 below = (quint64(1) << (size_t(row) % kWordBits)) - 1;
    return place + std::popcount(m_words[word] & below);
}

bool RowSet::contains(qsizetype row) const
{
    const size_t word = size_t(row) / kWordBits;
    return row >= 0 && word < m_words.size() && ((m_words[word] >> (size_t(row) % kWordBits)) & 1U) != 0;
}

} // namespace bothends
