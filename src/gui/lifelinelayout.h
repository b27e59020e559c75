// SPDX-License-Identifier: MIT
#pragma once

#include "core/lifelines.h"

#include <functional>
#include <vector>

namespace bothends {

/// The stretch of the journal whose life lines are wanted, and where its rows are. Heights in pixels of the
/// contents.
struct LifeStretch
{
    qsizetype firstRow = 0; ///< of the journal, the first that is seen
    qsizetype lastRow = 0;
    std::function<qreal(qsizetype)> yOf; ///< where a row of the journal is; never falls
    qreal openEnd = 0; ///< a life that goes on is drawn down to here
    qreal shortPiece = 0; ///< the length of a state that ended in the row in which it began
};

/// One state of one end from top to bottom.
struct LifePiece
{
    qreal top = 0;
    qreal bottom = 0;
    LifeMark mark;
};

/// The pieces of a life line that reach into a stretch, from top to bottom, and at most a few beyond it. The
/// work depends on the stretch, not on the length of the life.
std::vector<LifePiece> lifePieces(const std::vector<LifeMark> &marks, const LifeStretch &stretch);

/// An inferred segment with the heights at which it leaves and arrives.
struct PlacedSegment
{
    SegmentKind kind = SegmentKind::Syn;
    Side from = Side::Client;
    qreal departs = 0;
    qreal arrives = 0;

    qreal middle() const { return (departs + arrives) / 2; }
};

/// Where segments are drawn: each arrives at the row that proves it, or above it where several do, `slant`
/// below its departure at least; their middles, where their names stand, are `pitch` apart.
std::vector<PlacedSegment> placeSegments(const std::vector<InferredSegment> &segments,
                                         const std::function<qreal(qsizetype)> &yOf, qreal slant,
                                         qreal pitch);

/// How many of the segments arrive at a row of the journal.
int arrivalsAt(const std::vector<InferredSegment> &segments, qsizetype row);

} // namespace bothends
