// SPDX-License-Identifier: MIT
#include "gui/rowsearch.h"

#include <QAbstractItemView>

namespace bothends {

RowSearch::RowSearch(QAbstractItemView *view, std::function<std::pair<int, int>()> visible)
    : QObject(view)
    , m_view(view)
    , m_visible(std::move(visible))
    , m_finder(this)
{
    connect(&m_finder, &RowFinder::found, this, [this](int row, bool wrapped) {
        if (row >= 0)
            emit found(row);
        report(wrapped);
    });
    connect(&m_finder, &RowFinder::progressed, this, [this] { report(false); });
}

int RowSearch::currentRow() const
{
    return m_view->currentIndex().row();
}

void RowSearch::setText(const QString &text)
{
    if (text == m_finder.text())
        return;
    const int from = currentRow() >= 0 ? currentRow() : qMax(0, m_visible().first);
    m_finder.start(text, from);
    if (text.isEmpty())
        emit result(-1, 0, false, true);
    else
        m_finder.findAfter(from - 1);
}

void RowSearch::lookAgain()
{
    if (!m_finder.text().isEmpty())
        m_finder.start(m_finder.text(), qMax(0, currentRow()));
}

void RowSearch::findNext()
{
    m_finder.findAfter(currentRow() >= 0 ? currentRow() : m_visible().first - 1);
}

void RowSearch::findPrevious()
{
    m_finder.findBefore(currentRow() >= 0 ? currentRow() : m_visible().second + 1);
}

void RowSearch::report(bool wrapped)
{
    const qsizetype match = currentRow() >= 0 ? m_finder.indexOf(currentRow()) : -1;
    emit result(int(match), int(m_finder.count()), wrapped, m_finder.isComplete());
}

} // namespace bothends
