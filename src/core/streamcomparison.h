// SPDX-License-Identifier: MIT
#pragma once

#include "core/streambytes.h"

namespace bothends {

/// Compares a stream that comes now with one that came then, as it comes and without keeping any of it. In
/// the journal's thread of the stream then.
class StreamComparison
{
public:
    /// @param then nothing = no byte came
    explicit StreamComparison(const std::optional<StreamBytes> &then)
        : m_then(then)
    {
    }

    /// The next bytes that came now; of datagrams, the next one.
    void take(QByteArrayView now);

    qint64 size() const { return m_size; } ///< bytes that came now
    qint64 thenSize() const { return m_then ? m_then->size() : 0; }
    /// The first byte that is another one, or that did not come then; nothing while there is none.
    std::optional<qint64> firstDifference() const { return m_difference; }
    /// Bytes that could not be compared, because those of then are no longer kept.
    qint64 unknown() const { return m_unknown; }

private:
    void takeBorder(qint64 begin, qint64 length);

    std::optional<StreamBytes> m_then;
    qint64 m_size = 0;
    qint64 m_unknown = 0;
    std::optional<qint64> m_difference;
};

} // namespace bothends
