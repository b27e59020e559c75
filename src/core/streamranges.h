// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "core/rowspan.h"

namespace bothends {

/// Bytes of one direction of a connection, as one row moved them.
struct StreamRange
{
    quint64 offset = 0;
    qint64 length = 0;
    qsizetype row = 0;

    quint64 end() const { return offset + quint64(length); }
};

/// What rows moved, in stream order: made from the journal when it is asked for, so that it takes no memory
/// of its own. Valid until the next batch.
class StreamRanges
{
public:
    StreamRanges() = default;
    StreamRanges(const PackedEvents &events, RowSpan rows)
        : m_events(&events)
        , m_rows(rows)
    {
    }

    /// Ranges that are parts of what their rows moved.
    explicit StreamRanges(std::span<const StreamRange> parts)
        : m_parts(parts)
    {
    }

    size_t size() const { return m_events ? m_rows.size() : m_parts.size(); }
    bool empty() const { return size() == 0; }
    /// 0 <= place < size()
    StreamRange at(size_t place) const
    {
        if (!m_events)
            return m_parts[place];
        const qsizetype row = m_rows[place];
        return {m_events->streamOffset(row), m_events->bytes(row), row};
    }
    StreamRange front() const { return at(0); }
    StreamRange back() const { return at(size() - 1); }
    /// Empty if they are parts.
    RowSpan rows() const { return m_rows; }
    /// The place of the first range that ends behind `offset`; size() if there is none. Of streams.
    size_t placeBehind(quint64 offset) const;

private:
    const PackedEvents *m_events = nullptr;
    RowSpan m_rows;
    std::span<const StreamRange> m_parts;
};

inline size_t StreamRanges::placeBehind(quint64 offset) const
{
    size_t first = 0;
    for (size_t end = size(); first < end;) {
        const size_t middle = first + (end - first) / 2;
        if (at(middle).end() <= offset)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

} // namespace bothends
