// SPDX-License-Identifier: MIT
#pragma once

#include "core/tcpstate.h"

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace bothends {

/// What a font says, per pixel of its size; and between which sizes it may be scaled.
struct StateDiagramText
{
    qreal nameWidth = 8; ///< of the widest state name, bold
    qreal labelWidth = 9; ///< of the widest label of an edge
    qreal line = 1.2; ///< height
    qreal smallest = 9; ///< font sizes in pixels
    qreal largest = 15;
};

/// An edge of the diagram. Its label is aligned in a slot that no label of any way through this edge shares.
struct Transition
{
    TcpState from = TcpState::Closed;
    TcpState to = TcpState::Closed;
    bool isInFigure = true; ///< false: a reset, which figure 5 leaves out; drawn only when it happened
    QPolygonF line; ///< from the border of one box to that of the other
    QRectF slot;
    Qt::Alignment alignment; ///< horizontal
};

/// The TCP state diagram of RFC 9293 §3.3.2, figure 5, in the arrangement of the figure: three columns, seven
/// rows, CLOSED both at the top, where a life begins, and at the bottom right, where it ends. Arithmetic
/// only.
class StateDiagramLayout
{
public:
    StateDiagramLayout() = default;
    /// Below minimumSize() the diagram has that size.
    StateDiagramLayout(const QSizeF &size, const StateDiagramText &text);

    static QSizeF minimumSize(const StateDiagramText &text);

    QSizeF size() const { return m_size; }
    /// Of names and labels, in pixels; the largest that fits.
    qreal fontSize() const { return m_font; }
    /// Of a number in a circle.
    qreal badgeHeight() const { return m_label; }
    QRectF box(TcpState state) const; ///< of CLOSED: the upper one
    QRectF endBox() const; ///< the lower CLOSED
    /// The box where this edge ends: CLOSED has two.
    QRectF boxAfter(TcpState from, TcpState to) const;
    const std::vector<Transition> &transitions() const { return m_transitions; }
    std::optional<Transition> transition(TcpState from, TcpState to) const;
    /// Where a number in a circle and its label stand. @param textWidth of the label
    QRectF labelRect(const Transition &transition, qreal badgeWidth, qreal textWidth) const;
    qreal badgeGap() const { return 3; }

private:
    void placeOpening();
    void placeClosing();
    void placeResets();
    void add(TcpState from, TcpState to, const QPolygonF &line, qreal left, qreal right, int gap,
             Qt::Alignment alignment, bool isInFigure = true);
    qreal centreX(int column) const;
    qreal centreY(int row) const;
    qreal gapY(int row) const { return (centreY(row) + centreY(row + 1)) / 2; } ///< below the row
    QRectF cell(int column, int row) const;

    QSizeF m_size;
    qreal m_font = 9;
    qreal m_label = 12; // height of a label
    qreal m_widestLabel = 0; // with its number
    QSizeF m_box;
    std::vector<Transition> m_transitions;
};

} // namespace bothends
