// SPDX-License-Identifier: MIT
#include "gui/timelinelayout.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace bothends {

namespace {

// Before zooming.
constexpr qreal kEdge = 10; // around everything
constexpr qreal kTagPadX = 8;
constexpr qreal kTagPadY = 3;
constexpr qreal kBubblePadX = 13;
constexpr qreal kBubblePadY = 7;
constexpr qreal kBubbleSpacing = 2; // between the lines of a bubble
constexpr qreal kNoteSpacing = 8; // between a tag and what is beside it
constexpr qreal kFirstSpace = 8; // below the header
constexpr qreal kTagMargin = 4; // above and below
constexpr qreal kBubbleMargin = 7;
constexpr qreal kConnector = 16; // from a tag to the first life line
constexpr qreal kBar = 14; // a life line
constexpr qreal kBarSpacing = 8; // between the two of a server
constexpr qreal kStrip = 4;
constexpr qreal kDot = 7;
constexpr qreal kFlap = 8; // of an envelope
constexpr qreal kIconSpacing = 6; // between an icon and its text
constexpr qreal kThreadBar = 5;
constexpr qreal kThreadDistance = 4; // from the life line
constexpr qreal kThinMargin = 2;
constexpr qreal kHighestWireY = 30; // of tall bubbles, so that arrows stay near their first lines

} // namespace

void RowHeights::clear()
{
    m_heights.clear();
    m_tall.clear();
    m_tree.clear();
    m_total = 0;
}

int RowHeights::height(qsizetype row) const
{
    const quint16 height = m_heights.at(row);
    return height == kTall ? m_tall.at(row) : int(height);
}

quint16 RowHeights::packed(qsizetype row, int height)
{
    if (height < int(kTall))
        return quint16(height);
    m_tall[row] = height;
    return kTall;
}

qint64 RowHeights::sum(qsizetype first, qsizetype end) const
{
    qint64 sum = 0;
    for (qsizetype row = first; row < end; ++row)
        sum += height(row);
    return sum;
}

void RowHeights::append(int height)
{
    m_heights.append(packed(count(), height));
    m_total += height;
    if (count() % kBlock != 0)
        return;
    const auto i = size_t(count() / kBlock);
    qint64 sumOfBlocks = sum(count() - kBlock, count());
    for (size_t step = 1; (i & step) == 0; step <<= 1)
        sumOfBlocks += m_tree[i - step - 1];
    m_tree.push_back(sumOfBlocks);
}

bool RowHeights::setHeight(qsizetype row, int height)
{
    const qint64 difference = qint64(height) - this->height(row);
    if (difference == 0)
        return false;
    m_heights.set(row, packed(row, height));
    m_total += difference;
    for (size_t i = size_t(row / kBlock) + 1; i <= m_tree.size(); i += i & (~i + 1))
        m_tree[i - 1] += difference;
    return true;
}

qint64 RowHeights::top(qsizetype row) const
{
    qint64 top = 0;
    for (auto i = size_t(row / kBlock); i > 0; i &= i - 1)
        top += m_tree[i - 1];
    return top + sum(row / kBlock * kBlock, row);
}

qsizetype RowHeights::rowAt(qint64 y) const
{
    if (m_heights.empty())
        return -1;
    if (y < 0)
        return 0;
    size_t blocks = 0;
    for (size_t step = std::bit_floor(m_tree.size()); step > 0; step >>= 1) {
        if (blocks + step <= m_tree.size() && m_tree[blocks + step - 1] <= y) {
            blocks += step;
            y -= m_tree[blocks - 1];
        }
    }
    qsizetype row = qsizetype(blocks) * kBlock;
    while (row < count() - 1 && height(row) <= y)
        y -= height(row++);
    return std::min(row, count() - 1);
}

TimelineLayout::TimelineLayout(qreal width, const TimelineSizes &sizes)
    : m_width(width)
    , m_sizes(sizes)
{
    const qreal connector = px(kConnector);
    const qreal bar = std::max(px(kBar), std::ceil(sizes.barLine));
    const qreal spacing = px(kBarSpacing);
    const qreal wire = std::round(std::clamp(width * 0.17, px(80), px(210)));
    const qreal centre = 2 * connector + 3 * bar + spacing + wire; // all between the lanes
    m_lanes.timeLeft = px(kEdge);
    m_lanes.timeRight = m_lanes.timeLeft + std::ceil(sizes.timeWidth);
    m_lanes.serverLeft = m_lanes.timeRight + px(kEdge);
    const qreal lane = std::max(px(60), std::floor((width - m_lanes.serverLeft - centre - px(kEdge)) / 2));
    m_lanes.serverRight = m_lanes.serverLeft + lane;
    m_lanes.listenBar.left = m_lanes.serverRight + connector;
    m_lanes.listenBar.right = m_lanes.listenBar.left + bar;
    m_lanes.threadBar.right = m_lanes.listenBar.left - px(kThreadDistance);
    m_lanes.threadBar.left = m_lanes.threadBar.right - px(kThreadBar);
    m_lanes.serverBar = {m_lanes.listenBar.right + spacing, m_lanes.listenBar.right + spacing + bar};
    m_lanes.wireLeft = m_lanes.serverBar.right;
    m_lanes.wireRight = m_lanes.wireLeft + wire;
    m_lanes.clientBar = {m_lanes.wireRight, m_lanes.wireRight + bar};
    m_lanes.clientLeft = m_lanes.clientBar.right + connector;
    m_lanes.clientRight = m_lanes.clientLeft + lane;
    const qreal inset = std::floor((spacing - px(kStrip)) / 2);
    m_lanes.serverStrip = {m_lanes.listenBar.right + inset, m_lanes.listenBar.right + inset + px(kStrip)};
    m_lanes.clientStrip = {m_lanes.clientBar.right + inset, m_lanes.clientBar.right + inset + px(kStrip)};

    m_columns = std::max(qreal(1), bubbleTextLimit(Side::Server) / sizes.textColumn);
    m_gapHeight = int(std::ceil(sizes.noteLine) + px(10));
    for (size_t lines = 0; lines < m_estimates.size(); ++lines) {
        RowContent content;
        content.isData = lines > 0;
        content.body = QSizeF(1, qreal(lines) * sizes.textLine);
        content.note = content.isData ? QSizeF(1, sizes.noteLine) : QSizeF();
        m_estimates[lines] = place(content).height;
    }
    RowContent thin;
    thin.isThin = true;
    thin.body = QSizeF(1, sizes.noteLine);
    m_thinHeight = place(thin).height;
}

int TimelineLayout::segmentPitch() const
{
    return int(std::ceil(m_sizes.noteLine) + px(4));
}

int TimelineLayout::segmentSlant() const
{
    return int(px(14));
}

int TimelineLayout::shortPiece() const
{
    return int(px(9));
}

int TimelineLayout::pairShift() const
{
    return int(px(16));
}

int TimelineLayout::headerHeight() const
{
    return int(std::ceil(m_sizes.textLine + px(14)));
}

qreal TimelineLayout::bubbleTextLimit(Side side) const
{
    const qreal number = m_sizes.numberWidth > 0 ? m_sizes.numberWidth + px(kNoteSpacing) : 0;
    return std::max(px(30), m_lanes.width(side) - number - 2 * px(kBubblePadX));
}

qreal TimelineLayout::tagTextLimit(Side side) const
{
    const qreal number = m_sizes.numberWidth > 0 ? m_sizes.numberWidth + px(kNoteSpacing) : 0;
    return std::max(px(30), m_lanes.width(side) - number - 2 * px(kTagPadX));
}

qreal TimelineLayout::noteLimit(Side side) const
{
    return m_lanes.width(side);
}

qreal TimelineLayout::noteLimitBeside(Side side, qreal tagTextWidth, qreal numberWidth) const
{
    const qreal number = numberWidth > 0 ? std::ceil(numberWidth) + px(kNoteSpacing) : 0;
    return m_lanes.width(side) - std::ceil(tagTextWidth) - 2 * px(kTagPadX) - number - px(kNoteSpacing);
}

qreal TimelineLayout::thinNoteLimit(Side side, qreal wordsWidth, qreal numberWidth) const
{
    const qreal number = numberWidth > 0 ? std::ceil(numberWidth) + px(kNoteSpacing) : 0;
    const qreal words = wordsWidth > 0 ? std::ceil(wordsWidth) + px(kNoteSpacing) : 0;
    return std::max(px(20), m_lanes.width(side) - px(kDot) - px(kNoteSpacing) - number - words);
}

RowPlaces TimelineLayout::place(const RowContent &content) const
{
    const qreal lead = leadBefore(content.hasGap, content.isFirst) + content.extraLead;
    RowPlaces places = content.isData ? placeBubble(content, lead)
        : content.isThin              ? placeThin(content, lead)
                                      : placeTag(content, lead);
    if (content.hasGap) {
        places.gap = QRectF(m_lanes.timeLeft, px(5), m_lanes.serverRight - m_lanes.timeLeft,
                            std::ceil(m_sizes.noteLine));
    }
    const qreal line = std::ceil(m_sizes.noteLine);
    places.time = QRectF(m_lanes.timeLeft, std::round(places.wireY - line / 2),
                         m_lanes.serverLeft - m_lanes.timeLeft, line);
    return places;
}

RowPlaces TimelineLayout::placeTag(const RowContent &content, qreal top) const
{
    RowPlaces places;
    const bool isServer = content.side == Side::Server;
    const qreal width = std::ceil(content.body.width()) + 2 * px(kTagPadX);
    const qreal height = std::ceil(m_sizes.tagLine) + 2 * px(kTagPadY);
    const qreal laneEdge = isServer ? m_lanes.serverRight : m_lanes.clientLeft;
    places.mark = QRectF(isServer ? laneEdge - width : laneEdge, top + px(kTagMargin), width, height);
    places.body = places.mark.adjusted(px(kTagPadX), px(kTagPadY), -px(kTagPadX), -px(kTagPadY));
    places.wireY = places.mark.center().y();
    placeNumber(places, content);
    const qreal bottom = placeNote(places, content);
    places.height = int(std::ceil(bottom + px(kTagMargin)));
    return places;
}

// Beside the mark and its number, or below; returns where the lower of the two ends.
qreal TimelineLayout::placeNote(RowPlaces &places, const RowContent &content) const
{
    const qreal bottom = places.mark.bottom();
    if (content.note.isEmpty())
        return bottom;
    const bool isServer = content.side == Side::Server;
    const qreal laneEdge = isServer ? m_lanes.serverRight : m_lanes.clientLeft;
    const QSizeF size(std::ceil(content.note.width()), std::ceil(content.note.height()));
    if (content.isNoteBelow) {
        const qreal distance = content.isThin ? 0 : px(3);
        places.note = QRectF(QPointF(isServer ? laneEdge - size.width() : laneEdge, bottom + distance), size);
        return places.note.bottom();
    }
    const QRectF beside = places.number.isNull() ? places.mark : places.number;
    const qreal x
        = isServer ? beside.left() - px(kNoteSpacing) - size.width() : beside.right() + px(kNoteSpacing);
    places.note = QRectF(QPointF(x, std::round(places.wireY - size.height() / 2)), size);
    return bottom;
}

RowPlaces TimelineLayout::placeThin(const RowContent &content, qreal top) const
{
    RowPlaces places;
    const bool isServer = content.side == Side::Server;
    const qreal height = std::ceil(m_sizes.noteLine);
    const qreal spacing = px(kNoteSpacing);
    const qreal laneEdge = isServer ? m_lanes.serverRight : m_lanes.clientLeft;
    const qreal words = std::ceil(content.body.width());
    const qreal width = px(kDot) + (words > 0 ? spacing + words : 0);
    places.mark = QRectF(isServer ? laneEdge - width : laneEdge, top + px(kThinMargin), width, height);
    places.wireY = places.mark.top() + std::round(height / 2);
    places.dot
        = QRectF(isServer ? laneEdge - px(kDot) : laneEdge, places.wireY - px(kDot) / 2, px(kDot), px(kDot));
    places.body = QRectF(isServer ? places.mark.left() : places.mark.right() - words, places.mark.top(),
                         words, height);
    placeNumber(places, content);
    const qreal bottom = placeNote(places, content);
    places.height = int(std::ceil(bottom + px(kThinMargin)));
    return places;
}

RowPlaces TimelineLayout::placeBubble(const RowContent &content, qreal top) const
{
    RowPlaces places;
    const bool isServer = content.side == Side::Server;
    const qreal padX = px(kBubblePadX);
    const qreal spacing = px(kBubbleSpacing);
    const qreal linkSpacing = content.moreWidth > 0 && content.showAllWidth > 0 ? px(12) : 0;
    const qreal links = content.moreWidth + linkSpacing + content.showAllWidth;
    const qreal icon = content.iconWidth > 0 ? std::ceil(content.iconWidth) + px(kIconSpacing) : 0;
    const qreal inner = std::ceil(
        std::max({icon + content.body.width(), content.note.width(), content.strip.width(), links, px(24)}));
    const qreal bodyHeight = std::ceil(content.body.height());
    const qreal noteHeight = std::ceil(content.note.height());
    const qreal lineHeight = std::ceil(m_sizes.noteLine);
    const qreal linksHeight = links > 0 ? lineHeight + spacing : 0;
    const qreal stripHeight = content.strip.isEmpty() ? 0 : std::ceil(content.strip.height()) + 2 * spacing;
    places.flap = content.isEnvelope ? px(kFlap) : 0;
    const qreal height
        = places.flap + bodyHeight + stripHeight + spacing + noteHeight + linksHeight + 2 * px(kBubblePadY);
    const qreal left = isServer ? m_lanes.serverRight - inner - 2 * padX : m_lanes.clientLeft;
    places.mark = QRectF(left, top + px(kBubbleMargin), inner + 2 * padX, height);
    const qreal textTop = places.mark.top() + px(kBubblePadY) + places.flap;
    if (icon > 0)
        places.icon = QRectF(left + padX, textTop, std::ceil(content.iconWidth), m_sizes.textLine);
    places.body = QRectF(left + padX + icon, textTop, inner - icon, bodyHeight);
    qreal y = places.body.bottom() + spacing;
    if (stripHeight > 0) {
        places.strip = QRectF(QPointF(left + padX, y), content.strip);
        y += stripHeight;
    }
    if (content.moreWidth > 0)
        places.more = QRectF(left + padX, y, std::ceil(content.moreWidth), lineHeight);
    if (content.showAllWidth > 0) {
        places.showAll = QRectF(left + padX + std::ceil(content.moreWidth + linkSpacing), y,
                                std::ceil(content.showAllWidth), lineHeight);
    }
    y += linksHeight;
    places.note = QRectF(left + padX, y, inner, noteHeight);
    places.wireY = places.mark.top() + std::min(std::round(height / 2), px(kHighestWireY));
    placeNumber(places, content);
    places.height = int(std::ceil(places.mark.bottom() + px(kBubbleMargin)));
    return places;
}

void TimelineLayout::placeNumber(RowPlaces &places, const RowContent &content) const
{
    if (content.numberWidth <= 0)
        return;
    const qreal line = std::ceil(m_sizes.noteLine);
    const qreal width = std::ceil(content.numberWidth);
    const qreal x = content.side == Side::Server ? places.mark.left() - px(kNoteSpacing) - width
                                                 : places.mark.right() + px(kNoteSpacing);
    places.number = QRectF(x, std::round(places.wireY - line / 2), width, line);
}

int TimelineLayout::estimatedHeight(qint64 bytes, bool hasGap) const
{
    const qint64 most = qint64(m_estimates.size()) - 1;
    const qint64 lines = std::min(most, qint64(std::ceil(qreal(bytes) / m_columns)));
    return m_estimates[size_t(lines)] + (hasGap ? m_gapHeight : 0);
}

int TimelineLayout::secondOfPairHeight(int lead, int firstHeight, int secondHeight) const
{
    return std::max(firstHeight - firstOfPairHeight(lead), secondHeight);
}

int TimelineLayout::leadBefore(bool hasGap, bool isFirst) const
{
    return (hasGap ? m_gapHeight : 0) + (isFirst ? int(px(kFirstSpace)) : 0);
}

std::optional<ArrowPart> visibleArrow(const QLineF &arrow, qreal top, qreal bottom)
{
    if (std::max(arrow.y1(), arrow.y2()) < top || std::min(arrow.y1(), arrow.y2()) > bottom)
        return std::nullopt;
    const qreal dy = arrow.dy();
    qreal from = 0;
    qreal to = 1;
    if (dy != 0) {
        const qreal first = (top - arrow.y1()) / dy;
        const qreal second = (bottom - arrow.y1()) / dy;
        from = std::clamp(std::min(first, second), qreal(0), qreal(1));
        to = std::clamp(std::max(first, second), qreal(0), qreal(1));
    }
    return ArrowPart{QLineF(arrow.pointAt(from), arrow.pointAt(to)), to >= 1};
}

} // namespace bothends
