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
            m_difference = piece.offset + (ours - part.begin());
            return;
        }
    }
    if (compared < now.size())
        m_difference = begin + compared; // more than came then
}

} // namespace bothends
