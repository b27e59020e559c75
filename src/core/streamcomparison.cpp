// SPDX-License-Identifier: MIT
#include "core/streamcomparison.h"

#include <algorithm>

namespace bothends {

void StreamComparison::take(QByteArrayView now)
{
    const qint64 begin = m_size;
    m_size += now.size();
    if (m_difference)
        return;
    takeBorder(begin, now.size());
    qint64 compared = 0;
    const std::vector<StreamPiece> pieces
        = m_then ? m_then->read(begin, now.size()) : std::vector<StreamPiece>();
    for (const StreamPiece &piece : pieces) {
        const QByteArrayView part = now.sliced(piece.offset - begin, piece.length);
        compared = piece.end() - begin;
        if (!piece.isKept) {
            m_unknown += piece.length;
            continue;
        }
        const auto [theirs, ours] = std::mismatch(piece.bytes.cbegin(), piece.bytes.cend(), part.begin());
        if (ours != part.end()) {
            const qint64 place = piece.offset + (ours - part.begin());
            m_difference = std::min(place, m_difference.value_or(place));
            return;
        }
    }
    if (compared < now.size() && !m_difference)
        m_difference = begin + compared; // more than came then
}

// Datagrams are the same only if they end at the same places.
void StreamComparison::takeBorder(qint64 begin, qint64 length)
{
    if (!m_then || !m_then->isDatagrams())
        return;
    const std::optional<StreamRange> row = m_then->rowAt(begin);
    if (row && row->length != length)
        m_difference = begin + std::min(row->length, length);
}

} // namespace bothends
