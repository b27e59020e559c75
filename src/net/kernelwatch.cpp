// SPDX-License-Identifier: MIT
#include "net/kernelwatch.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace bothends {

namespace {

constexpr qint64 kMs = 1'000'000;
constexpr qint64 kDataPauseNs = 20 * kMs; // after data, one connection is asked about at most this often
constexpr qint64 kQueuesPauseNs = 450 * kMs; // between two Queues of a connection that is not in focus
constexpr qint64 kSearchPauseNs = 1000 * kMs; // between two walks through the kernel's tables
constexpr qint64 kTimeWaitPauseNs = 950 * kMs;
constexpr qint64 kPeriodNs = 16 * kMs;
constexpr int kConnectionsPerPeriod = 256; // are asked about right away; the next turns find the rest
constexpr int kSweptPerConnection = 4;
constexpr qsizetype kMostFound = 1024; // clients in an accept queue that are told apart

bool isData(EventKind kind)
{
    return kind == EventKind::Sent || kind == EventKind::Received;
}

bool isInAcceptQueue(const KernelReading &reading)
{
    return !reading.hasOwner
        && (reading.state == TcpState::Established || reading.state == TcpState::CloseWait);
}

} // namespace

KernelWatch::KernelWatch(std::unique_ptr<KernelProbe> probe, Recorder &recorder, ConnectionNumbers &numbers,
                         QObject *parent)
    : QObject(parent)
    , m_probe(std::move(probe))
    , m_recorder(recorder)
    , m_numbers(numbers)
    , m_poll(this)
{
    m_clock.start();
    connect(&m_poll, &QTimer::timeout, this, &KernelWatch::poll);
}

void KernelWatch::observe(const Event &event)
{
    if (m_isAppending)
        return;
    if (m_probe->isAvailable())
        learn(event);
    else if (!m_hasSaid && (event.kind == EventKind::Listen || event.kind == EventKind::Connect))
        sayUnavailable(event);
}

void KernelWatch::sayUnavailable(const Event &event)
{
    m_hasSaid = true;
    Event unavailable;
    unavailable.kind = EventKind::State;
    unavailable.origin = Origin::Kernel;
    unavailable.endpoint = event.endpoint;
    unavailable.side = event.side;
    unavailable.error = Error{ErrorCode::KernelNotObservable, m_probe->unavailableCode(), {}, 0, {}};
    const QScopedValueRollback guard(m_isAppending, true);
    m_recorder.append(std::move(unavailable));
}

void KernelWatch::setWatched(bool watched, quint32 focus)
{
    m_focus = focus;
    if (m_watched == watched)
        return;
    m_watched = watched;
    if (watched)
        poll(); // what changed meanwhile
    else
        m_poll.stop();
}

void KernelWatch::learn(const Event &event)
{
    if (event.connection == 0) {
        if (event.side != Side::Server)
            return;
        if (event.kind == EventKind::Listen) {
            Listening &listening = m_listening[event.endpoint];
            listening = {};
            listening.local = event.local;
            listening.socket = event.socket;
            listening.searchedNs = -kSearchPauseNs;
        }
        const auto it = m_listening.find(event.endpoint);
        if (it == m_listening.end())
            return;
        if (event.kind == EventKind::Pause || event.kind == EventKind::Resume)
            it->isPaused = event.kind == EventKind::Pause;
        askListener(event.endpoint);
        schedule();
        return;
    }
    const bool isServer = event.side == Side::Server;
    const Address &server = isServer ? event.local : event.peer;
    const Address &client = isServer ? event.peer : event.local;
    if (server.isNull() || client.isNull())
        return;
    const bool isNew = !m_tracked.contains(event.connection);
    if (isNew && event.kind == EventKind::Closed)
        return;
    Tracked &tracked = m_tracked[event.connection];
    if (isNew || tracked.client != client || tracked.server != server) {
        tracked = {}; // new, or the second attempt to connect, from another port
        tracked.client = client;
        tracked.server = server;
        tracked.ends[size_t(Side::Server)].endpoint = listenerAt(server);
    }
    End &end = tracked.ends[size_t(event.side)];
    end.endpoint = event.endpoint;
    end.socket = event.socket;
    end.isOurs = event.kind != EventKind::Closed;
    if (isServer)
        tracked.isReserved = false;

    if (isData(event.kind)) {
        // What lay unread and was probably just read: nobody may be polling who would notice.
        const bool isReadUp
            = event.kind == EventKind::Received && end.last.unread > 0 && end.last.unread <= event.bytes;
        if ((isReadUp || nowNs() - tracked.askedNs > kDataPauseNs) && !m_recorder.isCongested())
            askSoon(event.connection);
    } else if (mayAskNow()) {
        ask(event.connection, event.side);
    } else {
        askSoon(event.connection);
    }
    // A client that connects to a paused server of ours goes into its accept queue.
    if (event.kind == EventKind::Connect || event.kind == EventKind::Accept
        || event.kind == EventKind::Closed) {
        for (auto it = m_listening.cbegin(); it != m_listening.cend(); ++it) {
            if (it->isPaused || it->last.acceptQueue > 0)
                m_soonListeners.insert(it.key());
        }
        if (!m_soonListeners.isEmpty())
            askSoon(0);
    }
    if (isNew && !m_poll.isActive()) { // nobody watches: forget what the kernel has forgotten
        m_round.append(event.connection);
        for (int i = 0; i < kSweptPerConnection && m_round.size() > 1; ++i) {
            const quint32 oldest = m_round.takeFirst();
            if (pollOne(oldest) && m_tracked.contains(oldest))
                m_round.append(oldest);
        }
    }
    schedule();
}

// A burst of events asks right away up to a limit, so that a storm of connections is not slowed down.
bool KernelWatch::mayAskNow()
{
    const qint64 now = nowNs();
    if (now - m_periodNs > kPeriodNs) {
        m_periodNs = now;
        m_asksInPeriod = 0;
    }
    return ++m_asksInPeriod <= kConnectionsPerPeriod;
}

void KernelWatch::askSoon(quint32 connection)
{
    if (connection != 0)
        m_soon.insert(connection);
    if (m_isGathering)
        return;
    m_isGathering = true;
    QMetaObject::invokeMethod(this, &KernelWatch::askGathered, Qt::QueuedConnection);
}

void KernelWatch::askGathered()
{
    m_isGathering = false;
    const QSet<quint32> listeners = std::exchange(m_soonListeners, {});
    for (const quint32 endpoint : listeners)
        askListener(endpoint);
    int left = kAsksPerPoll / 2;
    while (!m_soon.isEmpty() && left-- > 0) {
        const quint32 connection = *m_soon.constBegin();
        m_soon.remove(connection);
        const auto it = m_tracked.constFind(connection);
        if (it != m_tracked.constEnd())
            ask(connection, it->ends[size_t(Side::Server)].isOurs ? Side::Server : Side::Client);
    }
    if (!m_soon.isEmpty())
        askSoon(0);
    schedule();
}

void KernelWatch::poll()
{
    const QList<quint32> endpoints = m_listening.keys();
    for (const quint32 endpoint : endpoints) {
        const Listening listening = m_listening.value(endpoint);
        if (listening.isPaused || listening.last.acceptQueue > 0)
            askListener(endpoint);
    }
    int left = kAsksPerPoll / 2;
    if (m_focus != 0 && pollOne(m_focus))
        --left;
    if (m_round.isEmpty()) {
        m_round = m_tracked.keys();
        std::sort(m_round.begin(), m_round.end());
    }
    qsizetype taken = 0;
    while (taken < m_round.size() && left > 0) {
        const quint32 connection = m_round.at(taken++);
        if (connection != m_focus && pollOne(connection))
            --left;
    }
    m_round.remove(0, taken);
    schedule();
}

/// Whether it was asked about.
bool KernelWatch::pollOne(quint32 connection)
{
    const auto it = m_tracked.find(connection);
    if (it == m_tracked.end())
        return false;
    const bool isLive = std::any_of(it->ends.begin(), it->ends.end(), [](const End &end) {
        return end.isOurs || (end.isKnown && end.last.state != TcpState::TimeWait);
    });
    if (!isLive && nowNs() - it->askedNs < kTimeWaitPauseNs)
        return true;
    const bool isServerOurs = it->ends[size_t(Side::Server)].isOurs;
    m_isPolling = connection != m_focus;
    ask(connection, isServerOurs ? Side::Server : Side::Client);
    m_isPolling = false;
    return true;
}

// The timer runs only while there is somebody to see it and something that can change.
void KernelWatch::schedule()
{
    const auto needsPoll = [](const Listening &each) { return each.isPaused || each.last.acceptQueue > 0; };
    const bool isAlive
        = !m_tracked.isEmpty() || std::any_of(m_listening.cbegin(), m_listening.cend(), needsPoll);
    if (!m_watched || !isAlive)
        m_poll.stop();
    else if (!m_poll.isActive())
        m_poll.start(kPollMs);
}

void KernelWatch::ask(quint32 connection, Side first)
{
    const auto it = m_tracked.find(connection);
    if (it == m_tracked.end())
        return;
    it->askedNs = nowNs();
    askEnd(connection, *it, first);
    askEnd(connection, *it, oppositeOf(first));
    if (!isFinished(*it))
        return;
    if (it->isReserved)
        m_numbers.forget(it->client, it->server);
    m_tracked.remove(connection);
}

bool KernelWatch::isFinished(const Tracked &tracked) const
{
    return std::none_of(tracked.ends.begin(), tracked.ends.end(),
                        [](const End &end) { return end.isOurs || end.isKnown; });
}

void KernelWatch::askEnd(quint32 connection, Tracked &tracked, Side side)
{
    const bool isServer = side == Side::Server;
    KernelReading reading = isServer ? m_probe->end(tracked.server, tracked.client)
                                     : m_probe->end(tracked.client, tracked.server);
    // The kernel counts the acknowledged SYN of the end that opened the connection as a byte.
    if (!isServer && reading.metrics && reading.metrics->bytesAcknowledged > 0)
        --reading.metrics->bytesAcknowledged;
    // The same pair of addresses can belong to a new socket already; then this one is gone.
    const End &known = tracked.ends[size_t(side)];
    if (known.isKnown && reading.state != TcpState::Closed && reading.cookie != known.last.cookie)
        reading = {};
    takeIn(connection, tracked, side, reading);
}

void KernelWatch::takeIn(quint32 connection, Tracked &tracked, Side side, const KernelReading &reading)
{
    End &end = tracked.ends[size_t(side)];
    const bool isThere = reading.state != TcpState::Closed;
    if (!isThere && !end.isKnown)
        return; // on another machine, or not there yet
    const bool isOtherState
        = !end.isKnown || reading.state != end.last.state || reading.hasOwner != end.last.hasOwner;
    if (!isOtherState) {
        if (reading.isSameAs(end.last))
            return;
        if (m_isPolling && nowNs() - end.queuesNs < kQueuesPauseNs)
            return;
        end.queuesNs = nowNs();
    }
    end.last = reading;
    end.isKnown = isThere;
    Event change;
    change.kind = isOtherState ? EventKind::State : EventKind::Queues;
    change.endpoint = end.endpoint;
    change.socket = end.isOurs ? end.socket : 0;
    change.connection = connection;
    change.side = side;
    change.local = side == Side::Server ? tracked.server : tracked.client;
    change.peer = side == Side::Server ? tracked.client : tracked.server;
    append(std::move(change), reading);
}

void KernelWatch::append(Event event, const KernelReading &reading)
{
    event.origin = Origin::Kernel;
    event.reading = std::make_shared<const KernelReading>(reading);
    const QScopedValueRollback guard(m_isAppending, true);
    m_recorder.append(std::move(event));
}

void KernelWatch::askListener(quint32 endpoint)
{
    const auto it = m_listening.find(endpoint);
    if (it == m_listening.end())
        return;
    const KernelReading reading = m_probe->listener(it->local);
    const bool isThere = reading.state == TcpState::Listen;
    if (!isThere && !it->isKnown)
        return;
    if (!it->isKnown || !reading.isSameAs(it->last)) {
        Event change;
        change.kind = it->isKnown && isThere ? EventKind::Queues : EventKind::State;
        change.endpoint = endpoint;
        change.socket = it->socket;
        change.side = Side::Server;
        change.local = it->local;
        it->last = reading;
        it->isKnown = isThere;
        append(std::move(change), reading);
    }
    if (!isThere) {
        m_listening.remove(endpoint);
        return;
    }
    if (reading.acceptQueue > 0 && it->isPaused && nowNs() - it->searchedNs >= kSearchPauseNs) {
        it->searchedNs = nowNs();
        findWaiting(endpoint, *it);
    }
}

// Clients of other programs that wait are found by a walk; those of ours are known already.
void KernelWatch::findWaiting(quint32 endpoint, const Listening &listening)
{
    const Address local = listening.local;
    QList<ProbedSocket> sockets = m_probe->socketsAround(local.port);
    sockets.resize(qMin(kMostFound, sockets.size()));
    for (const ProbedSocket &found : std::as_const(sockets)) {
        if (found.local.port == local.port
            && (isInAcceptQueue(found.reading) || found.reading.state == TcpState::SynReceived))
            track(found, endpoint, Side::Server);
        else if (found.peer.port == local.port && found.reading.state == TcpState::SynSent)
            track(found, endpoint, Side::Client);
    }
}

/// The server of ours that an end at this address belongs to, also before it is accepted; 0 = none.
quint32 KernelWatch::listenerAt(const Address &address) const
{
    for (auto it = m_listening.cbegin(); it != m_listening.cend(); ++it) {
        const bool isEverywhere
            = it->local.host == QLatin1String("0.0.0.0") || it->local.host == QLatin1String("::");
        if (it->local.port == address.port && (isEverywhere || it->local.host == address.host))
            return it.key();
    }
    return 0;
}

void KernelWatch::track(const ProbedSocket &found, quint32 endpoint, Side side)
{
    const Address &client = side == Side::Server ? found.peer : found.local;
    const Address &server = side == Side::Server ? found.local : found.peer;
    const quint32 number = m_numbers.reserve(client, server);
    if (m_tracked.contains(number))
        return;
    Tracked &tracked = m_tracked[number];
    tracked.client = client;
    tracked.server = server;
    tracked.isReserved = true;
    tracked.ends[size_t(Side::Server)].endpoint = endpoint;
    ask(number, side);
}

} // namespace bothends
