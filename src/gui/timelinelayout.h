// SPDX-License-Identifier: MIT
#pragma once

#include "core/chunkedvector.h"
#include "core/event.h"

#include <QLineF>
#include <QRectF>
#include <QSizeF>

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace bothends {

/// The heights of rows that stand one below the other, for ten million of them: two bytes for each and a
/// Fenwick tree over blocks of them, so that appending is O(1) amortised and all else O(log n). Pixels.
class RowHeights
{
public:
    void clear();
    void append(int height);
    /// 0 <= row < count(); height >= 0. Returns whether it is a different height.
    bool setHeight(qsizetype row, int height);

    qsizetype count() const { return m_heights.size(); }
    int height(qsizetype row) const;
    /// Where a row begins, 0 <= row <= count(); top(count()) is total().
    qint64 top(qsizetype row) const;
    qint64 total() const { return m_total; }
    /// The row at `y`, the first or last one beyond the ends; -1 when there are no rows.
    qsizetype rowAt(qint64 y) const;

private:
    static constexpr qsizetype kBlock = 64;
    static constexpr quint16 kTall = 0xFFFF; ///< stands for a height that is in m_tall

    qint64 sum(qsizetype first, qsizetype end) const;
    quint16 packed(qsizetype row, int height);

    ChunkedVector<quint16> m_heights;
    std::map<qsizetype, int> m_tall; ///< rows that two bytes are too little for
    /// Of whole blocks; [i - 1]: sum of the lowest-set-bit(i) blocks that end with block i - 1.
    std::vector<qint64> m_tree;
    qint64 m_total = 0;
};

/// Sizes that come from fonts; logical pixels.
struct TimelineSizes
{
    qreal zoom = 1;
    qreal textLine = 16;
    qreal tagLine = 15;
    qreal noteLine = 13;
    qreal textColumn = 7; ///< width of an average character of a message
    qreal timeWidth = 56; ///< of a usual time
    qreal numberWidth = 0; ///< of the widest `#n`; 0 = none is shown
    qreal barLine = 12; ///< of the state's name in a life line, which runs upwards
};

/// From left to right.
struct Span
{
    qreal left = 0;
    qreal right = 0;

    qreal width() const { return right - left; }
    qreal centre() const { return (left + right) / 2; }
};

/// Where the columns are, from left to right in every language: time, server lane, life lines of the
/// listening and of the accepted socket, wire, life line of the client's socket, client lane. A thread of the
/// server that waits in calls has a thin line of its own before them.
struct TimelineLanes
{
    qreal timeLeft = 0;
    qreal timeRight = 0;
    qreal serverLeft = 0;
    qreal serverRight = 0;
    Span threadBar;
    Span listenBar;
    Span serverStrip; ///< where other connections than the one with life lines leave their marks
    Span serverBar;
    qreal wireLeft = 0; ///< arrows start and end here
    qreal wireRight = 0;
    Span clientBar;
    Span clientStrip;
    qreal clientLeft = 0;
    qreal clientRight = 0;

    qreal left(Side side) const { return side == Side::Server ? serverLeft : clientLeft; }
    qreal right(Side side) const { return side == Side::Server ? serverRight : clientRight; }
    qreal width(Side side) const { return right(side) - left(side); }
    qreal wireEdge(Side side) const { return side == Side::Server ? wireLeft : wireRight; }
    const Span &bar(Side side) const { return side == Side::Server ? serverBar : clientBar; }
    const Span &strip(Side side) const { return side == Side::Server ? serverStrip : clientStrip; }
    qreal middle() const { return (wireLeft + wireRight) / 2; }
};

/// What has been measured of a row.
struct RowContent
{
    Side side = Side::Server;
    bool isData = false; ///< a bubble, else a tag
    bool isThin = false; ///< not even a tag: a dot and words on one line, of what the kernel reported
    bool isEnvelope = false; ///< a bubble with a flap
    bool hasGap = false; ///< time passed before it, which is said in a line of its own
    bool isFirst = false; ///< a little space keeps it off the header
    QSizeF body; ///< text of the bubble or the tag
    QSizeF note; ///< beside or below the tag; the caption in a bubble
    QSizeF strip; ///< between the text and the caption of a bubble: the buffer that was read into
    qreal iconWidth = 0; ///< before the text of a bubble; 0 = none
    bool isNoteBelow = false;
    qreal extraLead = 0; ///< more space above, where inferred segments arrive
    qreal numberWidth = 0; ///< of its `#n`; 0 = none
    qreal moreWidth = 0; ///< of the link that expands or folds; 0 = there is none
    qreal showAllWidth = 0;
};

/// Where the parts of a row are, relative to its top left corner. Parts that are absent are null.
struct RowPlaces
{
    QRectF mark; ///< outline of the bubble or tag; of a thin row, around the dot and the words
    QRectF dot; ///< of a thin row
    QRectF body;
    QRectF icon;
    QRectF strip;
    QRectF note;
    QRectF number;
    qreal flap = 0; ///< how far the flap of an envelope hangs down into the mark
    QRectF more;
    QRectF showAll;
    QRectF time;
    QRectF gap;
    qreal wireY = 0; ///< where its arrow or connector is
    int height = 0;
};

/// The geometry of the timeline at one width: arithmetic only.
class TimelineLayout
{
public:
    TimelineLayout() = default;
    TimelineLayout(qreal width, const TimelineSizes &sizes);

    const TimelineLanes &lanes() const { return m_lanes; }
    const TimelineSizes &sizes() const { return m_sizes; }
    qreal width() const { return m_width; }
    /// How far below its write a read is drawn when the two stand opposite to each other.
    int pairShift() const;
    int headerHeight() const;

    /// The widest text that a bubble or a tag may have, and a note that stands alone or beside a tag.
    qreal bubbleTextLimit(Side side) const;
    qreal tagTextLimit(Side side) const;
    qreal noteLimit(Side side) const;
    qreal noteLimitBeside(Side side, qreal tagTextWidth, qreal numberWidth) const;
    /// The same of a thin row; its words have no outline.
    qreal thinNoteLimit(Side side, qreal wordsWidth, qreal numberWidth) const;

    RowPlaces place(const RowContent &content) const;
    /// A guess at the height of a row that has not been measured. @param bytes of a data row, else 0
    int estimatedHeight(qint64 bytes, bool hasGap) const;
    int thinHeight(bool hasGap) const { return m_thinHeight + (hasGap ? m_gapHeight : 0); }
    /// The height of a tag without a note below, or of a thin row; segments that arrive there have as much
    /// room by itself.
    int tagHeight() const { return m_estimates[0]; }
    /// From one inferred segment to the next, so that their names never touch.
    int segmentPitch() const;
    /// How far below its departure a segment arrives at least.
    int segmentSlant() const;
    /// The length of a state that ended in the row in which it began.
    int shortPiece() const;
    /// The heights of the two rows of a pair: the first leaves room for its gap and the shift, the second
    /// begins there and makes room for the taller of the two. @param lead of the first row
    int firstOfPairHeight(int lead) const { return lead + pairShift(); }
    int secondOfPairHeight(int lead, int firstHeight, int secondHeight) const;
    /// Space above the mark's own margin.
    int leadBefore(bool hasGap, bool isFirst) const;

private:
    RowPlaces placeTag(const RowContent &content, qreal top) const;
    RowPlaces placeThin(const RowContent &content, qreal top) const;
    RowPlaces placeBubble(const RowContent &content, qreal top) const;
    qreal placeNote(RowPlaces &places, const RowContent &content) const;
    void placeNumber(RowPlaces &places, const RowContent &content) const;
    qreal px(qreal length) const { return qreal(qRound(length * m_sizes.zoom)); }

    qreal m_width = 0;
    TimelineSizes m_sizes;
    TimelineLanes m_lanes;
    qreal m_columns = 1; // characters in a line of a bubble, about
    int m_gapHeight = 0;
    int m_thinHeight = 0;
    std::array<int, 13> m_estimates{}; // by lines of a bubble; [0] is a tag
};

/// The part of an arrow that lies between two heights, so that far ends cost nothing; the head is only
/// drawn where the end itself is inside.
struct ArrowPart
{
    QLineF line;
    bool hasHead = false;
};
std::optional<ArrowPart> visibleArrow(const QLineF &arrow, qreal top, qreal bottom);

} // namespace bothends
