// SPDX-License-Identifier: MIT
#include "gui/logmatcher.h"

#include <QElapsedTimer>

#include <algorithm>

namespace bothends {

namespace {

constexpr qint64 kSliceMs = 4;
constexpr qsizetype kRowsBetweenLooks = 256; // at the clock, where a row costs next to nothing

} // namespace

LogMatcher::LogMatcher(const Readings &readings, QObject *parent)
    : QObject(parent)
    , m_readings(readings)
    , m_timer(this)
{
    connect(&m_timer, &QTimer::timeout, this, &LogMatcher::searchSlice);
    connect(&readings.journal, &Journal::appended, this, [this] {
        if (!m_timer.isActive())
            searchSlice();
    });
}

void LogMatcher::start(const LogFilter &filter, qsizetype firstRow)
{
    m_filter = filter;
    m_pattern = RowPattern(filter.mode, filter.pattern);
    m_undecided = 0;
    m_next = firstRow;
    if (filter.connection != 0) {
        const RowSpan own = m_readings.connections.rows(filter.connection);
        m_next = std::lower_bound(own.begin(), own.end(), firstRow) - own.begin();
    }
    searchSlice();
}

qsizetype LogMatcher::candidateCount() const
{
    return m_filter.connection == 0 ? m_readings.journal.size()
                                    : qsizetype(m_readings.connections.rows(m_filter.connection).size());
}

qsizetype LogMatcher::candidate(qsizetype place) const
{
    return m_filter.connection == 0 ? place : m_readings.connections.rows(m_filter.connection)[size_t(place)];
}

bool LogMatcher::isComplete() const
{
    return m_next >= candidateCount();
}

void LogMatcher::goOn()
{
    if (isComplete())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(0);
}

void LogMatcher::searchSlice()
{
    QElapsedTimer clock;
    clock.start();
    std::vector<quint32> rows;
    const qsizetype count = candidateCount();
    const qsizetype look = m_pattern.isEmpty() ? kRowsBetweenLooks : 1;
    while (m_next < count) {
        const qsizetype row = candidate(m_next++);
        if (matches(row))
            rows.push_back(quint32(row));
        if (m_next % look == 0 && clock.elapsed() >= kSliceMs)
            break;
    }
    goOn();
    if (!rows.empty())
        emit found(rows);
    emit progressed();
}

bool LogMatcher::matches(qsizetype row)
{
    ++m_examined;
    if (!m_filter.admits(m_readings.journal.at(row)))
        return false;
    const RowPattern::Result result = m_pattern.match(m_readings, row);
    m_undecided += result == RowPattern::Result::GaveUp ? 1 : 0;
    return result == RowPattern::Result::Yes;
}

} // namespace bothends
