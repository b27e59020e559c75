// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>

namespace bothends {

/// A buffer as cells, from left to right and line by line: those that a read filled, and those that it did
/// not touch. One cell is one byte as long as there are at most `mostCells`; beyond that each stands for as
/// many bytes as it takes. Arithmetic only.
class BufferCells
{
public:
    BufferCells() = default;
    /// @param size bytes of the buffer @param filled bytes from its beginning
    BufferCells(qint64 size, qint64 filled, int mostCells);

    qint64 size() const { return m_size; }
    qint64 filled() const { return m_filled; }
    int count() const { return m_count; }
    bool isOneByteEach() const { return m_count == m_size; }
    /// The byte with which a cell begins, 0 <= cell <= count().
    qint64 firstByte(int cell) const;
    /// How much of a cell is filled, 0 … 1.
    qreal fillOf(int cell) const;

    /// Cells in a line of this width, at least one.
    static int cellsPerLine(qreal width, qreal cellWidth);
    QSizeF sizeHint(qreal width, const QSizeF &cell) const;
    QRectF rectOf(int cell, const QPointF &origin, qreal width, const QSizeF &cellSize) const;
    /// The cell at a point, or -1.
    int cellAt(const QPointF &point, const QPointF &origin, qreal width, const QSizeF &cellSize) const;

private:
    qint64 m_size = 0;
    qint64 m_filled = 0;
    int m_count = 0;
};

} // namespace bothends
