// SPDX-License-Identifier: MIT
#include "net/epolldispatcher.h"

#include "net/dispatchertimers.h"
#include "net/socketcalls.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <deque>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <vector>

namespace bothends {

namespace {

constexpr int kMostReady = 256; // that one turn takes from the kernel; the next turn takes others
constexpr quint64 kWakeUpKey = ~quint64(0);

using Clock = DispatcherTimers::Clock;

/// What is wanted of a notifier's type, and what of an answer concerns it: as with Qt's own dispatcher, the
/// end and a failure concern all.
constexpr std::array<quint32, 3> kWanted{EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr quint32 kConcernsAll = EPOLLHUP | EPOLLERR;
static_assert(EPOLLIN == POLLIN && EPOLLOUT == POLLOUT && EPOLLPRI == POLLPRI && EPOLLHUP == POLLHUP
              && EPOLLERR == POLLERR);

/// The notifiers of one descriptor.
struct Watched
{
    std::array<QSocketNotifier *, 3> notifiers{}; // by QSocketNotifier::Type
    std::array<bool, 3> isPending{}; // an event is to be sent
    quint32 registered = 0; // with epoll
    quint32 generation = 0; // of the registration
    bool isDirty = false; // in m_dirty
    bool isPolled = false; // epoll refused it
    bool isSuspect = false; // the number may belong to another file than the one that is registered

    quint32 wanted() const
    {
        quint32 events = 0;
        for (size_t type = 0; type < notifiers.size(); ++type)
            events |= notifiers[type] ? kWanted[type] : 0;
        return events;
    }
};

class EpollDispatcher : public QAbstractEventDispatcher
{
public:
    EpollDispatcher(DescriptorHandle set, DescriptorHandle wakeUp)
        : m_set(std::move(set))
        , m_wakeUp(std::move(wakeUp))
    {
    }
    bool watchWakeUp();

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override
    {
        m_timers.add(id, interval, type, object);
    }
    bool unregisterTimer(int id) override { return m_timers.remove(id); }
    bool unregisterTimers(QObject *object) override { return m_timers.removeAll(object); }
    QList<TimerInfo> registeredTimers(QObject *object) const override { return m_timers.of(object); }
    int remainingTime(int id) override { return m_timers.remainingMs(id); }

    void wakeUp() override;
    void interrupt() override;

private:
    /// Of the thread, as wakeUp() needs to know it.
    enum class Phase : int {
        Running, ///< and will look at what is posted before it sleeps
        Sleeping, ///< in epoll_wait(2)
        Called, ///< by wakeUp(), and has not looked yet
    };

    Watched &watched(int descriptor);
    void applyChanges();
    void apply(int descriptor, Watched &each);
    void renewSet();
    void wait(bool mayBlock, bool withNotifiers);
    int askSet(std::optional<std::chrono::nanoseconds> patience, bool withNotifiers);
    void takeReady(int count);
    void pollRefused(const timespec *until);
    void disable(int descriptor);
    void forgetCalls();
    void markReady(int descriptor, quint32 events);
    int deliverReady();

    DescriptorHandle m_set;
    DescriptorHandle m_wakeUp;
    std::atomic<Phase> m_phase{Phase::Running};
    std::atomic<bool> m_interrupted{false};
    DispatcherTimers m_timers;
    std::vector<Watched> m_watched; // by descriptor
    std::vector<int> m_dirty; // descriptors whose registration differs from what is wanted
    std::vector<int> m_refused; // by epoll: regular files, and when its memory is used up
    std::deque<std::pair<int, size_t>> m_pending; // descriptor and type
    std::array<epoll_event, kMostReady> m_ready{};
    quint32 m_lastGeneration = 0;
    bool m_mustRenew = false;
};

bool EpollDispatcher::watchWakeUp()
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = kWakeUpKey;
    return ::epoll_ctl(int(m_set.get()), EPOLL_CTL_ADD, int(m_wakeUp.get()), &event) == 0;
}

// ---- Socket notifiers

Watched &EpollDispatcher::watched(int descriptor)
{
    if (size_t(descriptor) >= m_watched.size())
        m_watched.resize(size_t(descriptor) + 1);
    return m_watched[size_t(descriptor)];
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const qintptr descriptor = notifier->socket();
    if (descriptor < 0 || descriptor > std::numeric_limits<int>::max() / 2) {
        qWarning("QSocketNotifier: a descriptor that is none cannot be watched");
        return;
    }
    Watched &each = watched(int(descriptor));
    QSocketNotifier *&place = each.notifiers[size_t(notifier->type())];
    if (place && place != notifier) {
        qWarning("QSocketNotifier: two notifiers of a type for socket %d", int(descriptor));
        each.isSuspect = true; // the first one's file may be closed
    }
    place = notifier;
    if (!std::exchange(each.isDirty, true))
        m_dirty.push_back(int(descriptor));
}

// While it is registered with epoll, the descriptor must still be open: closed with a duplicate left, it
// could not be taken out any more. So that is not put off.
void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const qintptr descriptor = notifier->socket();
    if (descriptor < 0 || size_t(descriptor) >= m_watched.size())
        return;
    Watched &each = m_watched[size_t(descriptor)];
    const auto type = size_t(notifier->type());
    if (each.notifiers[type] != notifier)
        return;
    each.notifiers[type] = nullptr;
    each.isPending[type] = false;
    if (each.wanted() == 0)
        apply(int(descriptor), each);
    else if (!std::exchange(each.isDirty, true))
        m_dirty.push_back(int(descriptor));
}

void EpollDispatcher::applyChanges()
{
    for (const int descriptor : m_dirty) {
        Watched &each = m_watched[size_t(descriptor)];
        each.isDirty = false;
        apply(descriptor, each);
    }
    m_dirty.clear();
}

void EpollDispatcher::apply(int descriptor, Watched &each)
{
    const quint32 wanted = each.wanted();
    if (each.isPolled) {
        if (wanted == 0) {
            each.isPolled = false;
            std::erase(m_refused, descriptor);
        }
        return;
    }
    if (wanted == each.registered && !std::exchange(each.isSuspect, false))
        return;
    epoll_event event{};
    event.events = wanted;
    if (wanted == 0) {
        each.registered = 0;
        ::epoll_ctl(int(m_set.get()), EPOLL_CTL_DEL, descriptor, &event); // fails if it is closed already
        return;
    }
    if (each.registered == 0)
        each.generation = ++m_lastGeneration;
    event.data.u64 = (quint64(each.generation) << 32) | quint32(descriptor);
    int result = ::epoll_ctl(int(m_set.get()), each.registered == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD,
                             descriptor, &event);
    // The number may belong to another file by now.
    if (result != 0 && errno == EEXIST)
        result = ::epoll_ctl(int(m_set.get()), EPOLL_CTL_MOD, descriptor, &event);
    else if (result != 0 && errno == ENOENT)
        result = ::epoll_ctl(int(m_set.get()), EPOLL_CTL_ADD, descriptor, &event);
    if (result == 0) {
        each.registered = wanted;
        return;
    }
    each.registered = 0; // of this kind, or nobody's (EBADF), or the kernel's memory is used up
    each.isPolled = true;
    m_refused.push_back(descriptor);
}

// Something is registered that cannot be taken out: its descriptor was closed before its notifiers, and a
// duplicate keeps the file open. A new set does not have it.
void EpollDispatcher::renewSet()
{
    m_mustRenew = false;
    DescriptorHandle fresh(::epoll_create1(EPOLL_CLOEXEC));
    if (!fresh.isValid())
        return; // out of descriptors: until there is one, the loop turns without sleeping
    m_set = std::move(fresh);
    watchWakeUp();
    for (size_t i = 0; i < m_watched.size(); ++i) {
        m_watched[i].registered = 0;
        apply(int(i), m_watched[i]);
    }
}

// ---- Waiting

void EpollDispatcher::wakeUp()
{
    if (m_phase.exchange(Phase::Called, std::memory_order_acq_rel) != Phase::Sleeping)
        return;
    const quint64 one = 1;
    while (::write(int(m_wakeUp.get()), &one, sizeof one) < 0 && errno == EINTR) { }
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true, std::memory_order_release);
    wakeUp();
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false, std::memory_order_relaxed);
    emit awake();
    m_phase.store(Phase::Running, std::memory_order_release); // what is posted from here on is seen, or calls
    QCoreApplication::sendPostedEvents();

    const bool withNotifiers = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    if (m_interrupted.load(std::memory_order_acquire))
        return false;
    wait(flags.testFlag(QEventLoop::WaitForMoreEvents), withNotifiers);
    int delivered = withNotifiers ? deliverReady() : 0;
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        delivered += m_timers.deliverDue();
    return delivered > 0;
}

void EpollDispatcher::wait(bool mayBlock, bool withNotifiers)
{
    if (m_mustRenew)
        renewSet();
    applyChanges();
    bool blocks = mayBlock && m_pending.empty() && !m_mustRenew;
    std::optional<std::chrono::nanoseconds> patience;
    if (blocks) {
        if (const auto due = m_timers.nextDue())
            patience = qMax(std::chrono::nanoseconds(0), std::chrono::nanoseconds(*due - Clock::now()));
        blocks = !patience || patience->count() > 0;
    }
    if (blocks) {
        emit aboutToBlock();
        Phase expected = Phase::Running;
        blocks = m_phase.compare_exchange_strong(expected, Phase::Sleeping, std::memory_order_acq_rel);
    }
    if (!blocks)
        patience = std::chrono::nanoseconds(0);
    const int count = askSet(patience, withNotifiers);
    Phase sleeping = Phase::Sleeping;
    m_phase.compare_exchange_strong(sleeping, Phase::Running, std::memory_order_acq_rel);
    takeReady(count);
}

/// How many of m_ready are filled. No patience = without end.
int EpollDispatcher::askSet(std::optional<std::chrono::nanoseconds> patience, bool withNotifiers)
{
    timespec time{};
    if (patience) {
        time.tv_sec = time_t(patience->count() / 1'000'000'000);
        time.tv_nsec = long(patience->count() % 1'000'000'000);
    }
    const timespec *until = patience ? &time : nullptr;
    if (!withNotifiers) {
        pollfd call{int(m_wakeUp.get()), POLLIN, 0};
        ::ppoll(&call, 1, until, nullptr);
        forgetCalls();
        return 0;
    }
    const int set = int(m_set.get());
    if (!m_refused.empty()) {
        pollRefused(until);
        return ::epoll_wait(set, m_ready.data(), kMostReady, 0);
    }
    if (!patience || patience->count() == 0)
        return ::epoll_wait(set, m_ready.data(), kMostReady, patience ? 0 : -1);
    // A precise timer wants more than the milliseconds of epoll_wait(), where the kernel has it (Linux 5.11).
    const int count = ::epoll_pwait2(set, m_ready.data(), kMostReady, until, nullptr);
    if (count >= 0 || errno != ENOSYS)
        return count;
    pollfd ready{set, POLLIN, 0};
    ::ppoll(&ready, 1, until, nullptr);
    return ::epoll_wait(set, m_ready.data(), kMostReady, 0);
}

/// Waits for what epoll refused, and for the set.
void EpollDispatcher::pollRefused(const timespec *until)
{
    std::vector<pollfd> polled;
    polled.reserve(m_refused.size() + 1);
    for (const int descriptor : m_refused)
        polled.push_back({descriptor, short(m_watched[size_t(descriptor)].wanted()), 0});
    polled.push_back({int(m_set.get()), POLLIN, 0});
    if (::ppoll(polled.data(), polled.size(), until, nullptr) <= 0)
        return;
    polled.pop_back();
    for (const pollfd &each : polled) {
        if ((each.revents & POLLNVAL) != 0)
            disable(each.fd);
        else
            markReady(each.fd, quint32(each.revents));
    }
}

/// As Qt's own: a descriptor that is closed or none.
void EpollDispatcher::disable(int descriptor)
{
    qWarning("QSocketNotifier: socket %d is not open; its notifiers are disabled", descriptor);
    const auto notifiers = m_watched[size_t(descriptor)].notifiers;
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier)
            notifier->setEnabled(false);
    }
}

void EpollDispatcher::forgetCalls()
{
    quint64 calls = 0;
    while (::read(int(m_wakeUp.get()), &calls, sizeof calls) < 0 && errno == EINTR) { }
}

void EpollDispatcher::takeReady(int count)
{
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = m_ready[size_t(i)];
        if (event.data.u64 == kWakeUpKey) {
            forgetCalls();
            continue;
        }
        const int descriptor = int(event.data.u64 & 0xffffffff);
        const quint32 generation = quint32(event.data.u64 >> 32);
        Watched &each = m_watched[size_t(descriptor)];
        if (each.registered == 0 || each.generation != generation)
            m_mustRenew = true;
        else
            markReady(descriptor, event.events);
    }
}

void EpollDispatcher::markReady(int descriptor, quint32 events)
{
    Watched &each = m_watched[size_t(descriptor)];
    for (size_t type = 0; type < kWanted.size(); ++type) {
        if (each.notifiers[type] && (events & (kWanted[type] | kConcernsAll)) != 0
            && !std::exchange(each.isPending[type], true))
            m_pending.emplace_back(descriptor, type);
    }
}

// A delivery may end any notifier, and run an event loop of its own, which delivers what is left.
int EpollDispatcher::deliverReady()
{
    int delivered = 0;
    while (!m_pending.empty()) {
        const auto [descriptor, type] = m_pending.front();
        m_pending.pop_front();
        Watched &each = m_watched[size_t(descriptor)];
        QSocketNotifier *notifier = each.notifiers[type];
        if (!std::exchange(each.isPending[type], false) || !notifier)
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++delivered;
    }
    return delivered;
}

} // namespace

std::unique_ptr<QAbstractEventDispatcher> makeEpollDispatcher()
{
    DescriptorHandle set(::epoll_create1(EPOLL_CLOEXEC));
    DescriptorHandle wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!set.isValid() || !wakeUp.isValid())
        return nullptr;
    auto dispatcher = std::make_unique<EpollDispatcher>(std::move(set), std::move(wakeUp));
    return dispatcher->watchWakeUp() ? std::move(dispatcher) : nullptr;
}

} // namespace bothends
