// SPDX-License-Identifier: MIT
#include "gui/buffercells.h"

#include <algorithm>
#include <cmath>

namespace bothends {

BufferCells::BufferCells(qint64 size, qint64 filled, int mostCells)
    : m_size(std::max<qint64>(0, size))
    , m_filled(std::clamp<qint64>(filled, 0, m_size))
    , m_count(int(std::min<qint64>(m_size, std::max(1, mostCells))))
{
}

qint64 BufferCells::firstByte(int cell) const
{
    if (m_count == 0)
        return 0;
    // In two parts, so that no product is larger than the buffer is.
    const qint64 whole = m_size / m_count;
    const qint64 rest = m_size % m_count;
    return whole * cell + rest * cell / m_count;
}

qreal BufferCells::fillOf(int cell) const
{
    const qint64 first = firstByte(cell);
    const qint64 next = firstByte(cell + 1);
    const qint64 inside = std::clamp<qint64>(m_filled - first, 0, next - first);
    return next > first ? qreal(inside) / qreal(next - first) : 0;
}

int BufferCells::cellsPerLine(qreal width, qreal cellWidth)
{
    return cellWidth > 0 ? std::max(1, int(std::floor(width / cellWidth))) : 1;
}

QSizeF BufferCells::sizeHint(qreal width, const QSizeF &cell) const
{
    const int perLine = cellsPerLine(width, cell.width());
    const int lines = (m_count + perLine - 1) / perLine;
    return {std::min(m_count, perLine) * cell.width(), lines * cell.height()};
}

QRectF BufferCells::rectOf(int cell, const QPointF &origin, qreal width, const QSizeF &cellSize) const
{
    const int perLine = cellsPerLine(width, cellSize.width());
    const QPointF place((cell % perLine) * cellSize.width(), (cell / perLine) * cellSize.height());
    return {origin + place, cellSize};
}

int BufferCells::cellAt(const QPointF &point, const QPointF &origin, qreal width,
                        const QSizeF &cellSize) const
{
    const QPointF inside = point - origin;
    const int perLine = cellsPerLine(width, cellSize.width());
    if (inside.x() < 0 || inside.y() < 0 || inside.x() >= perLine * cellSize.width())
        return -1;
    const qreal line = std::floor(inside.y() / cellSize.height());
    const qreal cell = line * perLine + std::floor(inside.x() / cellSize.width());
    return cell < m_count ? int(cell) : -1;
}

} // namespace bothends
