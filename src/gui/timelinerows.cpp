// SPDX-License-Identifier: MIT
#include "gui/timelinerows.h"

#include "core/binarytext.h"
#include "core/eventtext.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr qint64 kGapNs = 1'000'000'000; // shorter pauses are not labelled
constexpr int kJoinedRows = 4; // above a line in which the read that filled the buffer is looked for
constexpr int kRowsKept = 40; // laid out, on either side of the visible ones

bool overlaps(const PackedEvents::Brief &a, const PackedEvents::Brief &b)
{
    return a.streamOffset < b.streamOffset + quint64(b.bytes)
        && b.streamOffset < a.streamOffset + quint64(a.bytes);
}

} // namespace

void TimelineRows::setModel(const TimelineModel *model)
{
    m_model = model;
    m_heights.clear();
    m_laidOut.clear();
}

void TimelineRows::setStyle(const TimelineStyle &style, qreal width)
{
    m_style = style;
    m_layout = TimelineLayout(width, style.sizes);
    m_laidOut.clear();
}

void TimelineRows::setWidth(qreal width)
{
    m_layout = TimelineLayout(width, m_style.sizes);
    m_laidOut.clear();
}

void TimelineRows::append(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const int height = estimate(row);
        if (isPaired(row)) {
            const TimelineRow *write = ifLaidOut(row - 1);
            const int before = write ? write->height() : m_heights.height(row - 1);
            const int lead = leadBefore(row - 1);
            m_heights.setHeight(row - 1, m_layout.firstOfPairHeight(lead));
            m_heights.append(m_layout.secondOfPairHeight(lead, before, height));
        } else {
            m_heights.append(height);
        }
    }
}

void TimelineRows::rebuild()
{
    m_heights.clear();
    m_laidOut.clear();
    const int rows = m_model ? m_model->rowCount() : 0;
    append(0, rows - 1);
}

void TimelineRows::forget(int first, int last)
{
    m_laidOut.erase(m_laidOut.lower_bound(first), m_laidOut.upper_bound(last));
}

void TimelineRows::forgetFarFrom(int first, int last)
{
    m_laidOut.erase(m_laidOut.begin(), m_laidOut.lower_bound(first - kRowsKept));
    m_laidOut.erase(m_laidOut.upper_bound(last + kRowsKept), m_laidOut.end());
}

void TimelineRows::forgetArrivals()
{
    if (!m_model || m_model->connection() == 0)
        return;
    for (const InferredSegment &segment : m_model->lifeLines().segments(m_model->connection())) {
        const int row = m_model->rowOf(segment.toRow);
        const TimelineRow *known = ifLaidOut(row);
        if (known && known->extraLead() != extraLead(row))
            forget(row, row);
    }
}

TimelineRows::Extent TimelineRows::extentOf(int row) const
{
    const qint64 from = m_heights.top(row);
    if (!isPaired(row + 1))
        return {from, from + m_heights.height(row)};
    const TimelineRow *known = ifLaidOut(row);
    return {from, from + (known ? known->height() : estimate(row))};
}

bool TimelineRows::isPaired(int row) const
{
    if (!m_model || row < 1 || row >= m_model->rowCount())
        return false;
    const PackedEvents::Brief second = briefAt(row);
    if (second.kind != EventKind::Received || second.connection == 0)
        return false;
    const PackedEvents::Brief first = briefAt(row - 1);
    if (first.kind != EventKind::Sent || first.connection != second.connection || first.side == second.side
        || gapBefore(row) > 0)
        return false;
    if (isStream(second.transport))
        return overlaps(first, second);
    // What is lost makes the offsets of datagrams differ, and an empty one has no bytes.
    const std::vector<qsizetype> sent = m_model->connections().matches(m_model->journalRow(row));
    return std::find(sent.begin(), sent.end(), m_model->journalRow(row - 1)) != sent.end();
}

PackedEvents::Brief TimelineRows::briefAt(int row) const
{
    return m_model->journal().events().brief(m_model->journalRow(row));
}

int TimelineRows::joinedRow(int row) const
{
    const Event &line = m_model->eventAt(row);
    if (line.kind != EventKind::Line)
        return -1;
    for (int above = row - 1; above >= qMax(0, row - kJoinedRows); --above) {
        const Event &event = m_model->eventAt(above);
        const bool isSame = event.socket == line.socket && event.side == line.side;
        if (isSame && (event.kind == EventKind::Received || event.kind == EventKind::Line))
            return above;
    }
    return -1;
}

qint64 TimelineRows::gapBefore(int row) const
{
    if (row < 1)
        return 0;
    const PackedEvents &events = m_model->journal().events();
    const qint64 gap
        = events.monotonicNs(m_model->journalRow(row)) - events.monotonicNs(m_model->journalRow(row - 1));
    return gap > kGapNs ? gap : 0;
}

int TimelineRows::leadBefore(int row) const
{
    return m_layout.leadBefore(gapBefore(row) > 0, row == 0) + extraLead(row);
}

// In the view of one connection, segments that arrive at a row get room for their names.
int TimelineRows::extraLead(int row) const
{
    if (m_model->connection() == 0)
        return 0;
    const int arrivals
        = arrivalsAt(m_model->lifeLines().segments(m_model->connection()), m_model->journalRow(row));
    if (arrivals == 0)
        return 0;
    const int own
        = rowFormOf(briefAt(row)) == RowForm::Thin ? m_layout.thinHeight(false) : m_layout.tagHeight();
    return qMax(0, arrivals * m_layout.segmentPitch() - own);
}

int TimelineRows::estimate(int row) const
{
    const PackedEvents::Brief event = briefAt(row);
    const bool hasGap = gapBefore(row) > 0;
    switch (rowFormOf(event)) {
    case RowForm::Thin:
        return m_layout.thinHeight(hasGap);
    case RowForm::Bubble:
        return m_layout.estimatedHeight(isFilePart(event) ? 1 : qMax<qint64>(1, event.bytes), hasGap);
    case RowForm::Tag:
        break;
    }
    return m_layout.estimatedHeight(0, hasGap);
}

qreal TimelineRows::wireY(int row) const
{
    const TimelineRow *known = ifLaidOut(row);
    return qreal(m_heights.top(row)) + (known ? known->places().wireY : m_layout.pairShift());
}

qreal TimelineRows::yOf(qsizetype journalRow) const
{
    const int row = m_model->rowAtOrAfter(journalRow);
    if (row >= count())
        return qreal(total());
    return m_model->journalRow(row) == journalRow ? wireY(row) : qreal(m_heights.top(row));
}

const TimelineRow *TimelineRows::ifLaidOut(int row) const
{
    const auto it = m_laidOut.find(row);
    return it == m_laidOut.end() ? nullptr : it->second.get();
}

TimelineRow &TimelineRows::laidOut(int row)
{
    std::unique_ptr<TimelineRow> &slot = m_laidOut[row];
    if (!slot) {
        const qsizetype journalRow = m_model->journalRow(row);
        const Event &event = m_model->eventAt(row);
        TimelineRowFacts facts{event, {}, m_model->reading().encoding(event.connection)};
        if (event.bytes > 0 && !isFilePart(event)) {
            facts.text = m_model->reading().rowText(journalRow);
            if (isMostlyEscapes(facts.text.display)) {
                facts.text.display = sparingText(std::move(facts.text.display));
                facts.text.completed = asciiText(facts.text.completed);
            }
        }
        facts.gapNs = gapBefore(row);
        facts.isFirst = row == 0;
        facts.extraLead = extraLead(row);
        facts.isExpanded = m_expanded.contains(journalRow);
        facts.group = m_model->groupAt(row);
        if (event.kind == EventKind::Line) {
            const auto reading = m_model->lifeLines().readingAt(event.connection, event.side, journalRow);
            facts.inKernel = reading ? reading->unread : -1;
        }
        const bool followsQuietly = isPaired(row) || (rowFormOf(event) == RowForm::Thin && row > 0);
        facts.isTimeRepeated = followsQuietly && eventTime(event) == eventTime(m_model->eventAt(row - 1));
        slot = std::make_unique<TimelineRow>(facts, m_style, m_layout);
        ++m_measuredRows;
    }
    slot->setFoundText(m_foundText);
    return *slot;
}

bool TimelineRows::measure(int first, qint64 bottom)
{
    bool isChanged = false;
    qint64 y = m_heights.top(first);
    for (int row = first; row < count() && y < bottom; ++row) {
        int height = laidOut(row).height();
        if (isPaired(row + 1))
            height = m_layout.firstOfPairHeight(leadBefore(row));
        else if (isPaired(row))
            height = m_layout.secondOfPairHeight(leadBefore(row - 1), laidOut(row - 1).height(), height);
        isChanged = m_heights.setHeight(row, height) || isChanged;
        y += height;
    }
    return isChanged;
}

void TimelineRows::toggleExpanded(int row)
{
    const qsizetype journalRow = m_model->journalRow(row);
    if (!m_expanded.remove(journalRow))
        m_expanded.insert(journalRow);
    forget(row, row);
}

} // namespace bothends
