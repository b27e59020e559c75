// SPDX-License-Identifier: MIT
#include "gui/rowsigns.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace bothends {

namespace {

constexpr qreal kTooth = 5; // of a torn edge, before zooming
constexpr qreal kSleepStep = 4;
constexpr qreal kLeastFill = 2; // of a cell that stands for many bytes, so that a few can be seen
constexpr qreal kRoomForGap = 4; // cells that are wider have a line between them

// From the upper right corner down to the lower one.
void addTornEdge(QPainterPath &path, const QRectF &place, qreal zoom)
{
    const qreal tooth = kTooth * zoom;
    const int teeth = std::max(2, int(std::round(place.height() / (2 * tooth))));
    const qreal step = place.height() / (2 * teeth);
    for (int i = 0; i < teeth; ++i) {
        path.lineTo(place.right() - tooth, place.top() + (2 * i + 1) * step);
        path.lineTo(place.right(), place.top() + (2 * i + 2) * step);
    }
}

} // namespace

QPainterPath bubbleOutline(const QRectF &place, qreal radius, bool isTorn, qreal zoom)
{
    QPainterPath path;
    if (!isTorn) {
        path.addRoundedRect(place, radius, radius);
        return path;
    }
    const qreal across = 2 * radius;
    path.moveTo(place.left() + radius, place.top());
    path.lineTo(place.topRight());
    addTornEdge(path, place, zoom);
    path.lineTo(place.left() + radius, place.bottom());
    path.arcTo(QRectF(place.left(), place.bottom() - across, across, across), 270, -90);
    path.arcTo(QRectF(place.left(), place.top(), across, across), 180, -90);
    path.closeSubpath();
    return path;
}

void paintFlap(QPainter &painter, const QRectF &mark, qreal depth)
{
    const QPointF fold(mark.center().x(), mark.top() + depth);
    painter.drawPolyline(QPolygonF{mark.topLeft() + QPointF(1, 1), fold, mark.topRight() + QPointF(-1, 1)});
}

void paintEnvelope(QPainter &painter, const QRectF &place, const QColor &colour, const QColor &ground)
{
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(ground);
    painter.drawRect(place);
    painter.drawPolyline(
        QPolygonF{place.topLeft(), place.center() + QPointF(0, place.height() * 0.12), place.topRight()});
    painter.setBrush(Qt::NoBrush);
}

void paintSheet(QPainter &painter, const QRectF &place, const QColor &colour)
{
    const qreal height = std::min(place.height() - 2, place.width() * 1.3);
    const QRectF sheet(place.left() + 0.5, place.center().y() - height / 2, place.width() - 1, height);
    const qreal fold = sheet.width() * 0.4;
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolygon(QPolygonF{sheet.topLeft(), sheet.topRight() - QPointF(fold, 0),
                                  sheet.topRight() + QPointF(0, fold), sheet.bottomRight(),
                                  sheet.bottomLeft()});
    painter.drawPolyline(QPolygonF{sheet.topRight() - QPointF(fold, 0),
                                   sheet.topRight() + QPointF(-fold, fold),
                                   sheet.topRight() + QPointF(0, fold)});
}

void paintCross(QPainter &painter, const QPointF &centre, qreal size, const QColor &colour)
{
    const QPointF rising(size / 2, -size / 2);
    const QPointF falling(size / 2, size / 2);
    painter.setPen(QPen(colour, size / 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre - rising, centre + rising);
    painter.drawLine(centre - falling, centre + falling);
}

void paintSleep(QPainter &painter, const QRectF &place, const QColor &colour, qreal offset, qreal zoom)
{
    const qreal step = std::max<qreal>(3, std::round(kSleepStep * zoom));
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place);
    const qreal first = place.top() + step - std::fmod(offset + place.top(), step);
    for (qreal y = first; y < place.bottom(); y += step)
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y));
}

void paintCells(QPainter &painter, const BufferCells &cells, const QRectF &place, const QSizeF &cell,
                const CellColours &colours)
{
    const qreal gap = cell.width() > kRoomForGap ? 1 : 0;
    for (int i = 0; i < cells.count(); ++i) {
        const QRectF outline
            = cells.rectOf(i, place.topLeft(), place.width(), cell).adjusted(0.5, 0.5, 0.5 - gap, 0.5 - gap);
        painter.setPen(QPen(colours.line, 1));
        painter.setBrush(colours.untouched);
        painter.drawRect(outline);
        QRectF filled = outline;
        const qreal share = cells.fillOf(i);
        filled.setWidth(share > 0 ? std::max(kLeastFill, outline.width() * share) : 0);
        painter.fillRect(filled, colours.filled);
    }
    painter.setBrush(Qt::NoBrush);
}

} // namespace bothends
