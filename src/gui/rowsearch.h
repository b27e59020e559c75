// SPDX-License-Identifier: MIT
#pragma once

#include "gui/rowfinder.h"

#include <functional>
#include <utility>

class QAbstractItemView;

namespace bothends {

/// Find in a view of rows: from the current row on or, without one, from what is visible; next, previous, and
/// which match of how many the current row is. Lives in the GUI thread, as a child of its view.
class RowSearch : public QObject
{
    Q_OBJECT
public:
    /// @param visible the first and the last row that can be seen, -1 = none there
    RowSearch(QAbstractItemView *view, std::function<std::pair<int, int>()> visible);

    void setModel(const JournalRows *rows) { m_finder.setModel(rows); }
    const QString &text() const { return m_finder.text(); }
    /// Looks for `text` from the current row on; empty ends the search.
    void setText(const QString &text);
    /// The rows say other things now: in another language.
    void lookAgain();
    void findNext();
    void findPrevious();

signals:
    /// This row is to be made current and visible.
    void found(int row);
    /// As TimelineView::findResult(); follows found().
    void result(int match, int count, bool wrapped, bool complete);

private:
    int currentRow() const;
    void report(bool wrapped);

    QAbstractItemView *m_view;
    std::function<std::pair<int, int>()> m_visible;
    RowFinder m_finder;
};

} // namespace bothends
