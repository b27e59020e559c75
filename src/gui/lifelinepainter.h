// SPDX-License-Identifier: MIT
#pragma once

#include "gui/lifelinelayout.h"
#include "gui/timelinestyle.h"

class QPainter;

namespace bothends {

/// Whose socket a life line is.
enum class LifeOwner : quint8 {
    Ours,
    Other, ///< another program's on this machine: the kernel tells its state, nobody tells its calls
};

/// Between the kernel's handshake and accept(): the connection is there, but no program holds it yet.
bool waitsForAccept(const LifeMark &mark, Side side);

/// The name of its state, with the directions that are shut where the state does not tell: `ESTABLISHED`,
/// `ESTABLISHED · SHUT_WR`.
QString lifeMarkName(const LifeMark &mark);

/// Paints the bars of life lines: a state that the kernel reported is solid, a concluded one is hatched, and
/// its name runs upwards in it where there is room, in the middle of what is seen.
class LifeLinePainter
{
public:
    /// @param top,bottom what is seen, in the contents; the painter's origin is there where `top` is
    LifeLinePainter(QPainter &painter, const TimelineStyle &style, qreal top, qreal bottom);

    void paint(const std::vector<LifePiece> &pieces, const Span &bar, Side side, LifeOwner owner) const;
    /// A piece of bar alone, for the legend.
    void paintPiece(const QRectF &place, const LifeMark &mark, LifeOwner owner) const;

private:
    void paintHatch(const QRectF &place, const QColor &colour) const;
    void paintName(const QRectF &place, const LifeMark &mark) const;

    QPainter &m_painter;
    const TimelineStyle &m_style;
    qreal m_top;
    qreal m_bottom;
};

} // namespace bothends
