// SPDX-License-Identifier: MIT
#include "gui/lifelinelayout.h"

#include <algorithm>
#include <tuple>

namespace bothends {

namespace {

using Marks = std::vector<LifeMark>;

constexpr qreal kLeastPiece = 0.5; // shorter ones are not there
constexpr qreal kTurn = 2; // between the arrival of a segment and the departure of its answer

Marks::const_iterator groupStart(const Marks &marks, Marks::const_iterator it)
{
    while (it != marks.begin() && (it - 1)->row == it->row)
        --it;
    return it;
}

Marks::const_iterator groupEnd(const Marks &marks, Marks::const_iterator it)
{
    const qsizetype row = it->row;
    while (it != marks.end() && it->row == row)
        ++it;
    return it;
}

bool isBefore(const LifeMark &mark, qsizetype row)
{
    return mark.row < row;
}

// From the last mark above the stretch to the first one below it, with all that share their rows.
std::pair<Marks::const_iterator, Marks::const_iterator> marksAround(const Marks &marks,
                                                                    const LifeStretch &stretch)
{
    auto first = std::lower_bound(marks.begin(), marks.end(), stretch.firstRow, isBefore);
    if (first != marks.begin())
        first = groupStart(marks, first - 1);
    auto last = std::lower_bound(first, marks.end(), stretch.lastRow + 1, isBefore);
    if (last != marks.end())
        last = groupEnd(marks, last);
    return {first, last};
}

// Of several marks in one row, the last one begins there; those before it have passed meanwhile and get a
// short piece each above, as far as there is room below `floor`.
void stack(std::vector<qreal> &tops, qreal y, qsizetype count, std::optional<qreal> floor, qreal shortPiece)
{
    qreal step = shortPiece;
    if (floor && count > 1)
        step = std::min(step, std::max(qreal(0), y - *floor) / qreal(count));
    for (qsizetype i = 0; i < count; ++i)
        tops.push_back(y - step * qreal(count - 1 - i));
}

} // namespace

std::vector<LifePiece> lifePieces(const Marks &marks, const LifeStretch &stretch)
{
    const auto [first, last] = marksAround(marks, stretch);
    std::vector<qreal> tops;
    std::optional<qreal> floor;
    for (auto group = first; group != last;) {
        const auto next = groupEnd(marks, group);
        const qreal y = stretch.yOf(group->row);
        stack(tops, y, next - group, floor, stretch.shortPiece);
        floor = y;
        group = next;
    }
    std::vector<LifePiece> pieces;
    for (auto it = first; it != last; ++it) {
        const auto index = size_t(it - first);
        const bool isLast = it + 1 == last;
        if (it->state == TcpState::Closed || (isLast && last != marks.end()))
            continue;
        const qreal bottom = isLast ? std::max(stretch.openEnd, tops[index]) : tops[index + 1];
        if (bottom - tops[index] >= kLeastPiece)
            pieces.push_back({tops[index], bottom, *it});
    }
    return pieces;
}

std::vector<PlacedSegment> placeSegments(const std::vector<InferredSegment> &inferred,
                                         const std::function<qreal(qsizetype)> &yOf, qreal slant, qreal pitch)
{
    std::vector<InferredSegment> segments = inferred; // in the order in which they passed
    std::stable_sort(segments.begin(), segments.end(), [](const auto &a, const auto &b) {
        return std::tie(a.toRow, a.fromRow) < std::tie(b.toRow, b.fromRow);
    });
    std::vector<PlacedSegment> placed;
    for (auto it = segments.begin(); it != segments.end(); ++it) {
        const auto later = std::count_if(
            it + 1, segments.end(), [it](const InferredSegment &other) { return other.toRow == it->toRow; });
        PlacedSegment segment{it->kind, it->from, 0, yOf(it->toRow) - qreal(later) * pitch};
        segment.departs = segment.arrives - slant;
        if (it->fromRow < it->toRow) {
            segment.departs = yOf(it->fromRow);
            segment.arrives = std::max(segment.arrives, segment.departs + slant);
        }
        placed.push_back(segment);
    }
    for (size_t i = 1; i < placed.size(); ++i) {
        const PlacedSegment &before = placed[i - 1];
        PlacedSegment &segment = placed[i];
        const bool isAnswer = segment.from != before.from && segment.departs > before.arrives - slant;
        if (isAnswer && segment.departs < before.arrives + kTurn)
            segment.departs = std::min(before.arrives + kTurn, segment.arrives - slant / 2);
        const qreal lack = pitch - (segment.middle() - before.middle());
        if (lack > 0 && lack < 2 * pitch) { // else it comes from far away and its name is far above
            segment.departs += lack;
            segment.arrives += lack;
        }
    }
    return placed;
}

int arrivalsAt(const std::vector<InferredSegment> &segments, qsizetype row)
{
    return int(std::count_if(segments.begin(), segments.end(),
                             [row](const InferredSegment &segment) { return segment.toRow == row; }));
}

} // namespace bothends
