// SPDX-License-Identifier: MIT
#include "gui/statediagramlayout.h"

#include <QtMath>

#include <algorithm>

namespace bothends {

namespace {

constexpr qreal kSide = 9; // free at the left and right; resets run down at the right
constexpr qreal kEdge = 1.5; // free at the top and bottom
constexpr qreal kColumnGap = 18; // at least, between boxes
constexpr qreal kNamePadding = 5;
constexpr qreal kBoxPadding = 1; // above and below a name, at least
constexpr qreal kLabelPadding = 1;
constexpr qreal kGap = 4; // between an edge and its label
constexpr int kRows = 7;
constexpr qreal kFontStep = 0.5;

enum Column { Left, Middle, Right };

struct Cell
{
    Column column;
    int row;
};

constexpr int kEndRow = 6;

// Rows and columns of RFC 9293, figure 5.
Cell cellOf(TcpState state)
{
    switch (state) {
    case TcpState::Closed:
        return {Middle, 0};
    case TcpState::Listen:
        return {Middle, 1};
    case TcpState::SynReceived:
        return {Left, 2};
    case TcpState::SynSent:
        return {Right, 2};
    case TcpState::Established:
        return {Middle, 3};
    case TcpState::FinWait1:
        return {Left, 4};
    case TcpState::CloseWait:
        return {Right, 4};
    case TcpState::FinWait2:
        return {Left, 5};
    case TcpState::Closing:
        return {Middle, 5};
    case TcpState::LastAck:
        return {Right, 5};
    case TcpState::TimeWait:
        return {Middle, kEndRow};
    case TcpState::Unconnected: // not in the diagram of TCP
        break;
    }
    return {Middle, 0};
}

/// What a font of this size needs.
QSizeF neededSize(const StateDiagramText &text, qreal font)
{
    const qreal line = text.line * font;
    const qreal box = text.nameWidth * font + 2 * kNamePadding;
    const qreal label = text.labelWidth * font + line + kGap;
    // The tightest label stands between the left side and the way down from ESTABLISHED.
    const qreal half = kSide + 0.12 * box + kGap + label + kGap + 0.25 * box;
    return {std::max(2 * kSide + 3 * box + 2 * kColumnGap, 2 * half),
            2 * kEdge + kRows * (line + 2 * kBoxPadding) + (kRows - 1) * (line + 2 * kLabelPadding)};
}

} // namespace

QSizeF StateDiagramLayout::minimumSize(const StateDiagramText &text)
{
    return neededSize(text, text.smallest);
}

StateDiagramLayout::StateDiagramLayout(const QSizeF &size, const StateDiagramText &text)
    : m_size(size.expandedTo(minimumSize(text)))
    , m_font(text.smallest)
{
    const int steps = qFloor((text.largest - text.smallest) / kFontStep);
    for (int step = 0; step < steps; ++step) {
        const qreal font = text.largest - step * kFontStep;
        const QSizeF needed = neededSize(text, font);
        if (needed.width() <= m_size.width() && needed.height() <= m_size.height()) {
            m_font = font;
            break;
        }
    }
    const qreal line = text.line * m_font;
    m_label = line;
    m_widestLabel = text.labelWidth * m_font + line + badgeGap() + kGap;
    // What is left over goes to the gaps rather than into the boxes.
    const qreal least = line + 2 * kBoxPadding;
    const qreal spare = m_size.height() - neededSize(text, m_font).height();
    m_box = {text.nameWidth * m_font + 2 * kNamePadding, least + std::min(spare / 3 / kRows, line * 0.6)};
    m_transitions.reserve(26);
    placeOpening();
    placeClosing();
    placeResets();
}

qreal StateDiagramLayout::centreX(int column) const
{
    // The outer columns move apart with the width, but not so far that the eye loses the edges.
    const qreal reach = std::min((m_size.width() - m_box.width()) / 2 - kSide, 3.2 * m_box.width());
    return m_size.width() / 2 + (column - Middle) * reach;
}

qreal StateDiagramLayout::centreY(int row) const
{
    const qreal first = kEdge + m_box.height() / 2;
    return first + row * (m_size.height() - 2 * first) / (kRows - 1);
}

QRectF StateDiagramLayout::cell(int column, int row) const
{
    QRectF rect({0, 0}, m_box);
    rect.moveCenter({centreX(column), centreY(row)});
    return rect;
}

QRectF StateDiagramLayout::box(TcpState state) const
{
    const Cell place = cellOf(state);
    return cell(place.column, place.row);
}

QRectF StateDiagramLayout::endBox() const
{
    return cell(Right, kEndRow);
}

QRectF StateDiagramLayout::boxAfter(TcpState from, TcpState to) const
{
    const bool isEnd = to == TcpState::Closed && from != TcpState::Listen && from != TcpState::SynSent;
    return isEnd ? endBox() : box(to);
}

void StateDiagramLayout::add(TcpState from, TcpState to, const QPolygonF &line, qreal left, qreal right,
                             int gap, Qt::Alignment alignment, bool isInFigure)
{
    QRectF slot(0, 0, std::max(0.0, right - left), m_label);
    slot.moveCenter({(left + right) / 2, gapY(gap)});
    m_transitions.push_back({from, to, isInFigure, line, slot, alignment});
}

void StateDiagramLayout::placeOpening()
{
    using enum TcpState;
    const QRectF closed = box(Closed);
    const QRectF listen = box(Listen);
    const QRectF received = box(SynReceived);
    const QRectF sent = box(SynSent);
    const QRectF established = box(Established);
    const qreal aside = 0.15 * m_box.width(); // where two edges run beside each other
    const qreal above = 0.2 * m_box.height();
    const qreal middle = centreX(Middle);
    const qreal left = centreX(Left);
    const qreal right = centreX(Right);
    const qreal end = m_size.width() - kSide;

    add(Closed, Listen, {{middle - aside, closed.bottom()}, {middle - aside, listen.top()}}, kSide,
        middle - aside - kGap, 0, Qt::AlignRight);
    add(Listen, Closed, {{middle + aside, listen.top()}, {middle + aside, closed.bottom()}},
        middle + aside + kGap, end, 0, Qt::AlignLeft);
    const qreal active = right + aside;
    const qreal given = right - aside;
    // Left of both edges where there is room for it, else across them.
    const qreal start = middle + aside + kGap;
    add(Closed, SynSent,
        {{closed.right(), closed.center().y() - above},
         {active, closed.center().y() - above},
         {active, sent.top()}},
        start, std::clamp(start + m_widestLabel, given - kGap, end), 0, Qt::AlignRight);
    add(SynSent, Closed,
        {{given, sent.top()},
         {given, closed.center().y() + above},
         {closed.right(), closed.center().y() + above}},
        middle, given - kGap, 1, Qt::AlignRight);
    add(Listen, SynReceived,
        {{listen.left(), listen.center().y()}, {left, listen.center().y()}, {left, received.top()}},
        left + kGap, right - 3 * aside, 1, Qt::AlignLeft);
    add(Listen, SynSent,
        {{listen.right(), listen.center().y()},
         {right - 2.4 * aside, listen.center().y()},
         {right - 2.4 * aside, sent.top()}},
        listen.right() + kGap, end, 1, Qt::AlignLeft);
    m_transitions.back().slot.moveBottom(listen.center().y() - 2); // no socket call leads here
    add(SynReceived, Listen,
        {{left - aside, received.top()},
         {left - aside, listen.center().y() - above},
         {listen.left(), listen.center().y() - above}},
        left + kGap, middle, 1, Qt::AlignLeft);
    add(SynSent, SynReceived, {{sent.left(), sent.center().y()}, {received.right(), sent.center().y()}},
        received.right() + kGap, sent.left() - 2 * kGap, 1, Qt::AlignHCenter);
    m_transitions.back().slot.moveBottom(sent.center().y() - 2);
    const qreal down = 1.3 * aside;
    add(SynReceived, Established,
        {{left + down, received.bottom()},
         {left + down, established.center().y()},
         {established.left(), established.center().y()}},
        left + down + kGap, end, 2, Qt::AlignLeft);
    add(SynSent, Established,
        {{right - down, sent.bottom()},
         {right - down, established.center().y()},
         {established.right(), established.center().y()}},
        kSide, right - down - kGap, 2, Qt::AlignRight);
}

void StateDiagramLayout::placeClosing()
{
    using enum TcpState;
    const QRectF received = box(SynReceived);
    const QRectF established = box(Established);
    const QRectF wait1 = box(FinWait1);
    const QRectF wait2 = box(FinWait2);
    const QRectF closeWait = box(CloseWait);
    const QRectF closing = box(Closing);
    const QRectF lastAck = box(LastAck);
    const QRectF timeWait = box(TimeWait);
    const qreal middle = centreX(Middle);
    const qreal left = centreX(Left);
    const qreal right = centreX(Right);
    const qreal end = m_size.width() - kSide;
    const qreal rim = received.left() + 0.12 * m_box.width();
    const qreal fork = 0.25 * m_box.width();
    const qreal below = 0.2 * m_box.height();

    add(SynReceived, FinWait1, {{rim, received.bottom()}, {rim, wait1.top()}}, rim + kGap, end, 3,
        Qt::AlignLeft);
    add(Established, FinWait1,
        {{middle - fork, established.bottom()},
         {middle - fork, wait1.center().y() - below},
         {wait1.right(), wait1.center().y() - below}},
        rim + kGap, middle - fork - kGap, 3, Qt::AlignRight);
    add(Established, CloseWait,
        {{middle + fork, established.bottom()},
         {middle + fork, closeWait.center().y()},
         {closeWait.left(), closeWait.center().y()}},
        middle + fork + kGap, end, 3, Qt::AlignLeft);
    add(FinWait1, FinWait2, {{left, wait1.bottom()}, {left, wait2.top()}}, left + kGap, middle - kGap, 4,
        Qt::AlignLeft);
    add(FinWait1, Closing,
        {{wait1.right(), wait1.center().y() + below},
         {middle, wait1.center().y() + below},
         {middle, closing.top()}},
        middle + kGap, end, 4, Qt::AlignLeft);
    add(CloseWait, LastAck, {{right, closeWait.bottom()}, {right, lastAck.top()}}, left + kGap, right - kGap,
        4, Qt::AlignRight);
    add(FinWait2, TimeWait,
        {{left, wait2.bottom()}, {left, timeWait.center().y()}, {timeWait.left(), timeWait.center().y()}},
        left + kGap, middle - kGap, 5, Qt::AlignLeft);
    add(Closing, TimeWait, {{middle, closing.bottom()}, {middle, timeWait.top()}}, left + kGap, middle - kGap,
        5, Qt::AlignRight);
    add(LastAck, Closed, {{right, lastAck.bottom()}, {right, endBox().top()}}, left + kGap, right - kGap, 5,
        Qt::AlignRight);
    add(TimeWait, Closed,
        {{timeWait.right(), timeWait.center().y()}, {endBox().left(), timeWait.center().y()}}, middle + kGap,
        end, 5, Qt::AlignHCenter);
    // Above the middle of its edge, which is not the middle of the gap between the side and the centre.
    QRectF &slot = m_transitions.back().slot;
    const qreal centre = (timeWait.right() + endBox().left()) / 2;
    const qreal half = std::min(centre - slot.left(), slot.right() - centre);
    slot.setLeft(centre - half);
    slot.setRight(centre + half);
}

// Out at the bottom of the box, along the gap below it, down at the right, into CLOSED.
void StateDiagramLayout::placeResets()
{
    using enum TcpState;
    const qreal bus = std::min(m_size.width() - kSide / 2, endBox().right() + 2 * kSide);
    for (const TcpState from : {SynReceived, Established, FinWait1, FinWait2, Closing, CloseWait}) {
        const QRectF start = box(from);
        const Cell place = cellOf(from);
        const qreal x = start.center().x() + (place.column == Right ? 0.3 : 0.1) * m_box.width();
        const qreal y = gapY(place.row);
        const qreal left = place.column == Right ? kSide : x + 2 * kGap;
        const qreal right = place.column == Right ? x - kGap : bus - 2 * kGap;
        add(from, Closed,
            {{x, start.bottom()},
             {x, y},
             {bus, y},
             {bus, endBox().center().y()},
             {endBox().right(), endBox().center().y()}},
            left, right, place.row, place.column == Right ? Qt::AlignRight : Qt::AlignLeft, false);
    }
}

std::optional<Transition> StateDiagramLayout::transition(TcpState from, TcpState to) const
{
    const auto it = std::find_if(m_transitions.begin(), m_transitions.end(),
                                 [&](const Transition &each) { return each.from == from && each.to == to; });
    return it == m_transitions.end() ? std::nullopt : std::optional(*it);
}

QRectF StateDiagramLayout::labelRect(const Transition &transition, qreal badgeWidth, qreal textWidth) const
{
    const QRectF &slot = transition.slot;
    const qreal needed = badgeWidth + (textWidth > 0 ? badgeGap() + textWidth : 0);
    QRectF rect(0, slot.top(), std::min(needed, slot.width()), slot.height());
    if (transition.alignment & Qt::AlignRight)
        rect.moveRight(slot.right());
    else if (transition.alignment & Qt::AlignHCenter)
        rect.moveCenter(slot.center());
    else
        rect.moveLeft(slot.left());
    return rect;
}

} // namespace bothends
