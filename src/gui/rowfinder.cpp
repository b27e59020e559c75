// SPDX-License-Identifier: MIT
#include "gui/rowfinder.h"

#include <QAbstractItemModel>
#include <QElapsedTimer>

#include <algorithm>

namespace bothends {

namespace {

constexpr qint64 kSliceMs = 4;
constexpr int kRowsBetweenLooks = 256; // at the clock, where a row costs next to nothing

} // namespace

RowFinder::RowFinder(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, &RowFinder::searchSlice);
}

void RowFinder::setModel(const JournalRows *rows)
{
    if (m_model)
        m_model->disconnect(this);
    m_rows = rows;
    m_model = rows ? rows->model() : nullptr;
    m_matcher.reset();
    if (rows)
        m_matcher.emplace(rows->readings());
    start({}, 0);
    if (!m_model)
        return;
    const QAbstractItemModel *model = m_model;
    connect(model, &QAbstractItemModel::rowsInserted, this, &RowFinder::goOn);
    const auto restart = [this] { start(m_text, 0); };
    connect(model, &QAbstractItemModel::modelReset, this, restart);
    connect(model, &QAbstractItemModel::dataChanged, this, restart);
    connect(model, &QObject::destroyed, this, [this] { setModel(nullptr); });
}

void RowFinder::start(const QString &text, int row)
{
    m_text = text;
    if (m_matcher)
        m_matcher->start(RowPattern(RowPattern::Mode::Text, text));
    m_start = std::clamp(row, 0, std::max(0, rowCount()));
    m_searchedAfter = m_start;
    m_searchedBefore = 0;
    m_before.clear();
    m_after.clear();
    m_wish = Wish::None;
    goOn();
}

void RowFinder::findAfter(int row)
{
    m_wish = Wish::After;
    m_wishRow = row;
    answer();
}

void RowFinder::findBefore(int row)
{
    m_wish = Wish::Before;
    m_wishRow = row;
    answer();
}

int RowFinder::rowCount() const
{
    return m_model ? m_model->rowCount() : 0;
}

qsizetype RowFinder::indexOf(int row) const
{
    const std::vector<int> &matches = row < m_start ? m_before : m_after;
    const auto it = std::lower_bound(matches.begin(), matches.end(), row);
    if (it == matches.end() || *it != row)
        return -1;
    return (it - matches.begin()) + (row < m_start ? 0 : qsizetype(m_before.size()));
}

bool RowFinder::isComplete() const
{
    return m_text.isEmpty() || (m_searchedAfter >= rowCount() && m_searchedBefore >= m_start);
}

void RowFinder::goOn()
{
    if (isComplete())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(0);
}

void RowFinder::searchSlice()
{
    QElapsedTimer clock;
    clock.start();
    const int rows = rowCount();
    for (int unlooked = 0; m_searchedAfter < rows || m_searchedBefore < m_start;) {
        if (m_searchedAfter < rows)
            searchRow(m_searchedAfter++, m_after);
        else
            searchRow(m_searchedBefore++, m_before);
        if (m_matcher->wasAhead() && ++unlooked < kRowsBetweenLooks)
            continue;
        unlooked = 0;
        if (clock.elapsed() >= kSliceMs)
            break;
    }
    goOn();
    answer();
    emit progressed();
}

void RowFinder::searchRow(int row, std::vector<int> &matches)
{
    if (m_matcher->match(m_rows->journalRow(row)) == RowPattern::Result::Yes)
        matches.push_back(row);
}

void RowFinder::answer()
{
    if (m_wish == Wish::None || m_text.isEmpty())
        return;
    if (m_wish == Wish::After && answerAfter())
        return;
    if (!isComplete())
        return;
    if (count() == 0) {
        reply(-1, false);
        return;
    }
    if (m_wish == Wish::Before) {
        std::vector<int> all = m_before;
        all.insert(all.end(), m_after.begin(), m_after.end());
        const auto it = std::lower_bound(all.begin(), all.end(), m_wishRow);
        if (it == all.begin())
            reply(all.back(), true);
        else
            reply(*(it - 1), false);
    }
}

// Whether the next row is known for certain: everything between is searched.
bool RowFinder::answerAfter()
{
    const auto next = [this](const std::vector<int> &matches) {
        const auto it = std::upper_bound(matches.begin(), matches.end(), m_wishRow);
        return it == matches.end() ? -1 : *it;
    };
    const bool startsBefore = m_wishRow + 1 < m_start;
    if (startsBefore) {
        if (const int row = next(m_before); row >= 0) {
            reply(row, false);
            return true;
        }
        if (m_searchedBefore < m_start)
            return false;
    }
    if (const int row = next(m_after); row >= 0) {
        reply(row, false);
        return true;
    }
    if (m_searchedAfter < rowCount())
        return false;
    if (!m_before.empty()) {
        reply(m_before.front(), true);
        return true;
    }
    if (m_searchedBefore < m_start || m_after.empty())
        return false;
    reply(m_after.front(), true);
    return true;
}

void RowFinder::reply(int row, bool wrapped)
{
    m_wish = Wish::None;
    emit found(row, wrapped);
}

} // namespace bothends
