// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>
#include <QHash>

#include <chrono>
#include <optional>
#include <set>
#include <utility>

namespace bothends {

/// The timers of an event dispatcher, ordered by when they are due. Lives in the thread of the dispatcher.
class DispatcherTimers
{
public:
    using Clock = std::chrono::steady_clock;

    void add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object);
    bool remove(int id);
    bool removeAll(const QObject *object);
    QList<QAbstractEventDispatcher::TimerInfo> of(const QObject *object) const;
    /// Milliseconds until it is due, 0 if it is overdue, -1 = there is no such timer.
    int remainingMs(int id) const;
    /// When the next one is due that is not being delivered; none if there is none.
    std::optional<Clock::time_point> nextDue() const;
    /// Sends an event for each timer that is due now, once, in the order of their times. Returns how many.
    int deliverDue();

private:
    struct Timer
    {
        std::chrono::milliseconds interval;
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Clock::time_point due;
        quint64 number = 0; ///< tells it from a later one with the same id
        bool isDelivering = false; ///< then it is not delivered again from within
    };
    using Place = std::pair<Clock::time_point, int>; // when, id

    static Clock::time_point dueAfter(Clock::time_point from, const Timer &timer);

    QHash<int, Timer> m_timers;
    std::set<Place> m_order; // those that are being delivered are not in it
    quint64 m_lastNumber = 0;
};

} // namespace bothends
