// SPDX-License-Identifier: MIT
#pragma once

#include "gui/buffercells.h"

#include <QColor>
#include <QPainterPath>

class QPainter;

namespace bothends {

// The small signs of the timeline, the same in rows, on arrows and in the legend. By lines and areas only,
// which survive in every format of a picture.

/// The outline of a bubble. @param isTorn its right edge is where a datagram was cut off
QPainterPath bubbleOutline(const QRectF &place, qreal radius, bool isTorn, qreal zoom);

/// The flap of an envelope, with the pen that is set: from both upper corners down to the middle.
void paintFlap(QPainter &painter, const QRectF &mark, qreal depth);

/// A closed envelope.
void paintEnvelope(QPainter &painter, const QRectF &place, const QColor &colour, const QColor &ground);

/// A sheet of paper with a folded corner: bytes that are in a file.
void paintSheet(QPainter &painter, const QRectF &place, const QColor &colour);

/// Where something got lost.
void paintCross(QPainter &painter, const QPointF &centre, qreal size, const QColor &colour);

/// A piece of time in which a thread does nothing. The lines stay where they are in the contents, which
/// begin `offset` above the painter's origin.
void paintSleep(QPainter &painter, const QRectF &place, const QColor &colour, qreal offset, qreal zoom);

struct CellColours
{
    QColor line;
    QColor filled;
    QColor untouched;
};

/// A buffer at its origin; see BufferCells::rectOf().
void paintCells(QPainter &painter, const BufferCells &cells, const QRectF &place, const QSizeF &cell,
                const CellColours &colours);

} // namespace bothends
