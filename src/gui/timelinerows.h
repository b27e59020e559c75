// SPDX-License-Identifier: MIT
#pragma once

#include "gui/lifelinelayout.h"
#include "gui/timelinemodel.h"
#include "gui/timelinerow.h"

#include <QSet>

#include <map>
#include <memory>

namespace bothends {

/// Where the rows of a TimelineModel are, at one width and style. Rows have a guessed height until they are
/// measured; measured ones are kept until they are told to be far away. A read that directly follows the
/// write of its bytes stands opposite to it and shares its height. In pixels of the contents, which begin at
/// 0; holds no place of its own on a screen. The model must outlive it or be taken away.
class TimelineRows
{
public:
    struct Extent
    {
        qint64 top = 0;
        qint64 bottom = 0;
    };

    void setModel(const TimelineModel *model);
    const TimelineModel *model() const { return m_model; }
    /// Forgets all that is measured, keeps the guesses.
    void setStyle(const TimelineStyle &style, qreal width);
    void setWidth(qreal width);
    const TimelineStyle &style() const { return m_style; }
    const TimelineLayout &layout() const { return m_layout; }

    /// Rows of the model that have a height here.
    int count() const { return int(m_heights.count()); }
    void append(int first, int last);
    void rebuild();
    /// These rows have other texts now.
    void forget(int first, int last);
    void forgetFarFrom(int first, int last);
    /// Rows where inferred segments arrive need more or less room than before.
    void forgetArrivals();

    qint64 total() const { return m_heights.total(); }
    qint64 top(int row) const { return m_heights.top(row); }
    int height(int row) const { return m_heights.height(row); }
    /// The row at a height, the first or last one beyond the ends; -1 when there are none.
    int rowAt(qint64 y) const { return int(m_heights.rowAt(y)); }
    /// Where a row is drawn. The first of a pair reaches below the top of the second.
    Extent extentOf(int row) const;
    /// The second of a pair: a read opposite to the write before it.
    bool isPaired(int row) const;
    /// The row above that a line of makefile() came out of, or -1: the read that filled the program's own
    /// buffer, or the line before.
    int joinedRow(int row) const;
    /// Time before a row that is worth a label, or 0.
    qint64 gapBefore(int row) const;
    int leadBefore(int row) const;
    /// Where the arrow or connector of a row is; a guess as long as it is not measured.
    qreal wireY(int row) const;
    /// The same of a row of the journal, also one that is not shown: then of what follows it.
    qreal yOf(qsizetype journalRow) const;

    TimelineRow &laidOut(int row);
    /// Measures from a row on down to a height. Returns whether a height is different from what it was.
    bool measure(int first, qint64 bottom);

    bool isExpanded(qsizetype journalRow) const { return m_expanded.contains(journalRow); }
    void toggleExpanded(int row);
    void setFoundText(const QString &text) { m_foundText = text; }
    /// How often a row was laid out since the beginning; for tests.
    qint64 measuredRows() const { return m_measuredRows; }

private:
    PackedEvents::Brief briefAt(int row) const;
    int estimate(int row) const;
    int extraLead(int row) const;
    const TimelineRow *ifLaidOut(int row) const;

    const TimelineModel *m_model = nullptr;
    RowHeights m_heights;
    TimelineStyle m_style;
    TimelineLayout m_layout;
    std::map<int, std::unique_ptr<TimelineRow>> m_laidOut; // the visible rows and a few around them
    QSet<qsizetype> m_expanded; // rows of the journal
    QString m_foundText;
    qint64 m_measuredRows = 0;
};

} // namespace bothends
