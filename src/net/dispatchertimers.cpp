// SPDX-License-Identifier: MIT
#include "net/dispatchertimers.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <vector>

namespace bothends {

using std::chrono::milliseconds;

// A coarse timer may be off by 5 %, a very coarse one by a second: those that come close fall together, and
// the thread is woken once for all of them.
DispatcherTimers::Clock::time_point DispatcherTimers::dueAfter(Clock::time_point from, const Timer &timer)
{
    const Clock::time_point exact = from + timer.interval;
    milliseconds grain(0);
    if (timer.type == Qt::VeryCoarseTimer) {
        grain = milliseconds(1000);
    } else if (timer.type == Qt::CoarseTimer) {
        grain = milliseconds(1);
        while (grain * 2 <= timer.interval / 20)
            grain *= 2;
    }
    if (grain <= milliseconds(1))
        return exact;
    const auto sinceEpoch = exact.time_since_epoch() + grain / 2;
    const Clock::time_point rounded(sinceEpoch - sinceEpoch % std::chrono::nanoseconds(grain));
    return rounded > from ? rounded : rounded + grain;
}

void DispatcherTimers::add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object)
{
    remove(id);
    // Longer ones would not fit into the clock.
    constexpr qint64 kLongestMs = qint64(100) * 365 * 24 * 3600 * 1000;
    Timer timer;
    timer.interval = milliseconds(qBound<qint64>(0, intervalMs, kLongestMs));
    timer.type = type;
    timer.object = object;
    timer.due = dueAfter(Clock::now(), timer);
    timer.number = ++m_lastNumber;
    m_timers.insert(id, timer);
    m_order.insert({timer.due, id});
}

bool DispatcherTimers::remove(int id)
{
    const auto it = m_timers.constFind(id);
    if (it == m_timers.constEnd())
        return false;
    m_order.erase({it->due, id});
    m_timers.erase(it);
    return true;
}

bool DispatcherTimers::removeAll(const QObject *object)
{
    QList<int> ids;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it) {
        if (it->object == object)
            ids << it.key();
    }
    for (const int id : std::as_const(ids))
        remove(id);
    return !ids.isEmpty();
}

QList<QAbstractEventDispatcher::TimerInfo> DispatcherTimers::of(const QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> found;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it) {
        if (it->object == object)
            found << QAbstractEventDispatcher::TimerInfo(it.key(), int(it->interval.count()), it->type);
    }
    return found;
}

int DispatcherTimers::remainingMs(int id) const
{
    const auto it = m_timers.constFind(id);
    if (it == m_timers.constEnd())
        return -1;
    const auto left = std::chrono::ceil<milliseconds>(it->due - Clock::now()).count();
    return int(qBound<qint64>(0, qint64(left), qint64(std::numeric_limits<int>::max())));
}

std::optional<DispatcherTimers::Clock::time_point> DispatcherTimers::nextDue() const
{
    if (m_order.empty())
        return std::nullopt;
    return m_order.cbegin()->first;
}

int DispatcherTimers::deliverDue()
{
    if (m_order.empty())
        return 0;
    const Clock::time_point now = Clock::now();
    // Those that are due now; one that a delivery starts, or that is due again meanwhile, has its turn later.
    std::vector<std::pair<int, quint64>> due;
    for (auto it = m_order.cbegin(); it != m_order.cend() && it->first <= now; ++it)
        due.emplace_back(it->second, m_timers.constFind(it->second)->number);
    int delivered = 0;
    for (const auto &[id, number] : due) {
        auto it = m_timers.find(id);
        // Ended by the one before, or by a nested event loop that has delivered it already.
        if (it == m_timers.end() || it->number != number || it->isDelivering || it->due > now)
            continue;
        m_order.erase({it->due, id});
        // From when it was due, so that it does not drift; but what was missed is not made up for.
        it->due = dueAfter(it->due, *it);
        if (it->due <= now)
            it->due = dueAfter(now, *it);
        it->isDelivering = true;
        QObject *object = it->object;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(object, &event);
        ++delivered;
        it = m_timers.find(id);
        if (it != m_timers.end() && it->number == number) {
            it->isDelivering = false;
            m_order.insert({it->due, id});
        }
    }
    return delivered;
}

} // namespace bothends
