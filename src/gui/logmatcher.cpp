// SPDX-License-Identifier: MIT
#include "gui/logmatcher.h"

#include <algorithm>
#include <utility>

namespace bothends {

namespace {

constexpr qint64 kSliceMs = 4;
constexpr qint64 kTellMs = 100;
// A view with many rows takes long to take in some: with a million it is told every 50 ms at most.
constexpr qint64 kRowsPerMs = 20'000;
constexpr qint64 kLongestPauseMs = 500;
constexpr int kRowsBetweenLooks = 256; // at the clock, where a row costs next to nothing

} // namespace

LogMatcher::LogMatcher(const Readings &readings, QObject *parent)
    : QObject(parent)
    , m_readings(readings)
    , m_matcher(readings)
    , m_timer(this)
    , m_tellTimer(this)
{
    m_tellTimer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LogMatcher::searchSlice);
    connect(&m_tellTimer, &QTimer::timeout, this, [this] {
        tellIfDue();
        emit progressed();
    });
    connect(&readings.journal, &Journal::appended, this, [this] {
        if (!m_timer.isActive())
            searchSlice();
    });
}

void LogMatcher::start(const LogFilter &filter, qsizetype firstRow)
{
    m_filter = filter;
    m_matcher.start(RowPattern(filter.mode, filter.pattern));
    m_undecided = 0;
    m_found.clear();
    m_toldRows = 0;
    m_told.invalidate();
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
    return hasLookedAtAll() && m_found.empty();
}

void LogMatcher::goOn()
{
    if (hasLookedAtAll())
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(0);
}

void LogMatcher::searchSlice()
{
    QElapsedTimer clock;
    clock.start();
    const qsizetype count = candidateCount();
    for (int unlooked = 0; m_next < count;) {
        if (look(candidate(m_next++)) && ++unlooked < kRowsBetweenLooks)
            continue;
        unlooked = 0;
        if (clock.elapsed() >= kSliceMs)
            break;
    }
    goOn();
    tellIfDue();
    emit progressed();
}

void LogMatcher::tellIfDue()
{
    if (m_found.empty())
        return;
    const qint64 pause = qMin(kLongestPauseMs, m_toldRows / kRowsPerMs);
    const qint64 wanted = hasLookedAtAll() ? pause : qMax(kTellMs, pause);
    const qint64 left = m_told.isValid() ? wanted - m_told.elapsed() : 0;
    if (left > 0) {
        m_tellTimer.start(int(left));
        return;
    }
    m_tellTimer.stop();
    m_told.start();
    const std::vector<quint32> rows = std::exchange(m_found, {});
    m_toldRows += qint64(rows.size());
    emit found(rows);
}

bool LogMatcher::look(qsizetype row)
{
    ++m_examined;
    if (!m_filter.admitsAll() && !m_filter.admits(m_readings.journal.events().brief(row)))
        return true;
    const RowPattern::Result result = m_matcher.match(row);
    if (result == RowPattern::Result::Yes)
        m_found.push_back(quint32(row));
    m_undecided += result == RowPattern::Result::GaveUp ? 1 : 0;
    return m_matcher.wasAhead();
}

} // namespace bothends
