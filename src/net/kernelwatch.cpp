// SPDX-License-Identifier: MIT
#include "net/kernelwatch.h"

#include "net/socketaddress.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace bothends {

namespace {

constexpr qint64 kMs = 1'000'000;
constexpr qint64 kDataPauseNs = 20 * kMs; // after data, one connection is asked about at most this often
constexpr qint64 kQueuesPauseNs = 450 * kMs; // between two Queues of a connection that is not in focus
constexpr qint64 kSearchPauseNs = 1000 * kMs; // between two walks through the kernel's tables
constexpr qint64 kTimeWaitPauseNs = 950 * kMs;
constexpr qint64 kQuietNs = 3000 * kMs; // without a change; then it is asked less often
constexpr qint64 kPeriodNs = 16 * kMs;
constexpr int kConnectionsPerPeriod = 256; // are asked about right away; the next turns find the rest
constexpr int kSweptPerConnection = 4;
constexpr qsizetype kMostFound = 1024; // clients in an accept queue that are told apart
constexpr qsizetype kMostFoundLocally = 128; // each is a question of its own

bool isData(EventKind kind)
{
    return kind == EventKind::Sent || kind == EventKind::Received;
}

bool isAnyHost(const Address &address)
{
    return address.host == QLatin1String("0.0.0.0") || address.host == QLatin1String("::");
}

/// A socket of datagrams that is bound to all addresses has one of them in each conversation.
bool isSameEnd(const Address &known, const Address &now)
{
    return known == now
        || (!known.isLocal() && known.port == now.port && (isAnyHost(known) || isAnyHost(now)));
}

bool isAnotherState(const KernelReading &now, const KernelReading &before)
{
    return now.state != before.state || now.hasOwner != before.hasOwner || now.isReadShut != before.isReadShut
        || now.isWriteShut != before.isWriteShut;
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
    , m_names(*m_probe, this)
{
    m_clock.start();
    connect(&m_names, &LocalNames::walked, this, [this] {
        m_soonListeners += std::exchange(m_namelessListeners, {});
        m_soon += std::exchange(m_nameless, {});
        askSoon(0);
    });
    connect(&m_poll, &QTimer::timeout, this, &KernelWatch::poll);
}

void KernelWatch::observe(const Event &event)
{
    if (m_isAppending || isIcmp(event.transport))
        return;
    if (m_probe->isAvailable())
        learn(event);
    else if (!m_hasSaid
             && (event.kind == EventKind::Listen || event.kind == EventKind::Connect
                 || (event.kind == EventKind::Bind && !isStream(event.transport))))
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
    unavailable.transport = event.transport;
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
    if (watched) {
        m_changedNs = nowNs();
        moveAll();
        poll(); // what changed meanwhile
    } else {
        m_poll.stop();
        m_moving.clear();
        m_round = m_tracked.keys();
    }
}

void KernelWatch::moveAll()
{
    for (auto it = m_tracked.keyBegin(); it != m_tracked.keyEnd(); ++it)
        m_moving.insert(*it);
    for (Listening &each : m_listening)
        each.isMoving = !isStream(each.transport);
}

void KernelWatch::learn(const Event &event)
{
    if (event.connection != 0)
        learnEnd(event);
    if (event.side == Side::Server && (event.connection == 0 || isOwnSocket(event)))
        learnOwnSocket(event);
    if (event.kind == EventKind::Closed && event.connection == 0 && !isStream(event.transport))
        letGo(event);
    if (event.kind == EventKind::Enter) {
        // A loop that sleeps in another call than accept() lets whoever comes wait in the accept queue.
        if (const auto it = m_listening.find(event.endpoint); it != m_listening.end())
            it->isPaused = event.call() != CallName::Accept;
    }
    if (!isStream(event.transport)) { // the one it goes to need not be the one that tells
        for (Listening &each : m_listening)
            each.isMoving = each.isMoving || !isStream(each.transport);
    }
    m_changedNs = nowNs();
    schedule();
}

void KernelWatch::learnOwnSocket(const Event &event)
{
    const bool isOpened = event.kind == (isStream(event.transport) ? EventKind::Listen : EventKind::Bind);
    if (event.kind == EventKind::Socket && isLocal(event.transport) && event.number >= 0)
        m_inodes.insert(event.endpoint, bothends::inodeOf(event.number));
    if (isOpened) {
        Listening &listening = m_listening[event.endpoint];
        if (listening.local != event.local || listening.socket != event.socket) {
            listening = {};
            listening.transport = event.transport;
            listening.local = event.local;
            listening.socket = event.socket;
            listening.searchedNs = -kSearchPauseNs;
            listening.inode = m_inodes.value(event.endpoint);
            listening.isPaused = event.isStep; // nobody accepts unless asked to
        }
    }
    if (event.kind == EventKind::Closed)
        m_inodes.remove(event.endpoint);
    const auto it = m_listening.find(event.endpoint);
    if (it == m_listening.end())
        return;
    if (event.kind == EventKind::Pause || event.kind == EventKind::Resume)
        it->isPaused = event.kind == EventKind::Pause;
    if (event.kind == EventKind::Connect)
        it->peer = event.peer;
    askListener(event.endpoint);
}

/// Whether it ends the socket whose queue the endpoint's clients wait in: one of datagrams that had a single
/// conversation says so in its last event.
bool KernelWatch::isOwnSocket(const Event &event) const
{
    const auto it = m_listening.constFind(event.endpoint);
    return event.kind == EventKind::Closed && it != m_listening.constEnd() && it->socket == event.socket;
}

/// All conversations of a datagram socket end with it.
void KernelWatch::letGo(const Event &event)
{
    for (auto it = m_tracked.begin(); it != m_tracked.end(); ++it) {
        End &end = it->end(event.side);
        if (isStream(it->transport) || end.endpoint != event.endpoint || end.socket != event.socket
            || !end.isOurs)
            continue;
        end.isOurs = false;
        askSoon(it.key());
    }
}

/// The entry of an event's connection, with the addresses that it has now.
KernelWatch::Tracked &KernelWatch::track(const Event &event)
{
    const bool isServer = event.side == Side::Server;
    const Address &server = isServer ? event.local : event.peer;
    const Address &client = isServer ? event.peer : event.local;
    const bool isNew = !m_tracked.contains(event.connection);
    Tracked &tracked = m_tracked[event.connection];
    const bool isSame = isStream(event.transport)
        ? tracked.client == client && tracked.server == server
        : isSameEnd(tracked.client, client) && isSameEnd(tracked.server, server);
    if (isNew || !isSame) {
        tracked = {}; // new, or the second attempt to connect, from another port
        tracked.transport = event.transport;
        tracked.client = client;
        tracked.server = server;
        tracked.end(Side::Server).endpoint = listenerAt(event.transport, server);
    }
    End &end = tracked.end(event.side);
    end.endpoint = event.endpoint;
    end.socket = event.socket;
    end.isOurs = event.kind != EventKind::Closed;
    end.isStep = event.isStep;
    if (event.kind == EventKind::TransferBegin)
        ++end.transfers;
    else if (event.kind == EventKind::TransferEnd)
        end.transfers = qMax(0, end.transfers - 1);
    if (isServer)
        tracked.isReserved = false;
    return tracked;
}

void KernelWatch::learnEnd(const Event &event)
{
    if (event.local.isNull() || event.peer.isNull())
        return;
    const bool isNew = !m_tracked.contains(event.connection);
    if (isNew && event.kind == EventKind::Closed)
        return;
    Tracked &tracked = track(event);
    if (m_watched)
        m_moving.insert(event.connection);
    if (isFollowed(event.connection, tracked))
        askAbout(event, tracked, isNew);
    else
        forgetFinished(event.connection);
    // A client that connects to a paused server of ours goes into its accept queue.
    if (event.kind == EventKind::Connect || event.kind == EventKind::Connected
        || event.kind == EventKind::Accept || event.kind == EventKind::Closed) {
        for (auto it = m_listening.cbegin(); it != m_listening.cend(); ++it) {
            if (it->isPaused || it->last.acceptQueue > 0)
                m_soonListeners.insert(it.key());
        }
        if (!m_soonListeners.isEmpty())
            askSoon(0);
    }
}

/// Also from the middle on, when the storm has passed.
bool KernelWatch::isFollowed(quint32 connection, Tracked &tracked)
{
    if (!tracked.isFollowed)
        tracked.isFollowed = m_budget.take(nowNs()) || connection == m_focus;
    return tracked.isFollowed;
}

void KernelWatch::askAbout(const Event &event, const Tracked &tracked, bool isNew)
{
    if (isData(event.kind) && !(isNew && !isStream(event.transport)))
        learnData(event, tracked);
    else if (mayAskNow())
        ask(event.connection, event.side);
    else
        askSoon(event.connection);
    if (isNew && !m_watched)
        sweep(event.connection);
}

/// While nobody watches: forgets what the kernel has forgotten.
void KernelWatch::sweep(quint32 connection)
{
    m_round.append(connection);
    for (int i = 0; i < kSweptPerConnection && m_round.size() > 1; ++i) {
        const quint32 oldest = m_round.takeFirst();
        if (pollOne(oldest) && m_tracked.contains(oldest))
            m_round.append(oldest);
    }
}

void KernelWatch::learnData(const Event &event, const Tracked &tracked)
{
    if (m_recorder.isCongested())
        return;
    // What lay unread and was probably just read: nobody may be polling who would notice.
    const End &end = tracked.end(event.side);
    const bool isReadUp
        = event.kind == EventKind::Received && end.last.unread > 0 && end.last.unread <= event.bytes;
    if (isReadUp || nowNs() - tracked.askedNs > kDataPauseNs)
        askSoon(event.connection);
    if (isStream(event.transport))
        return;
    const auto own = m_listening.constFind(event.endpoint); // its queue is that of all conversations
    if (own != m_listening.constEnd() && nowNs() - own->askedNs > kDataPauseNs) {
        m_soonListeners.insert(event.endpoint);
        askSoon(0);
    }
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
            ask(connection, it->first());
    }
    if (!m_soon.isEmpty())
        askSoon(0);
    schedule();
}

void KernelWatch::poll()
{
    if (m_recorder.isCongested())
        moveAll(); // nobody reads
    const QList<quint32> endpoints = m_listening.keys();
    for (const quint32 endpoint : endpoints) {
        if (!m_listening.value(endpoint).needsPoll())
            continue;
        askListener(endpoint);
        if (const auto it = m_listening.find(endpoint); it != m_listening.end() && it->isKnown)
            it->isMoving = !isStream(it->transport) && it->last.unread > 0;
    }
    int left = kAsksPerPoll / 2;
    if (m_moving.contains(m_focus) && pollOne(m_focus))
        --left;
    if (m_round.isEmpty()) {
        m_round = m_moving.values();
        std::sort(m_round.begin(), m_round.end());
    }
    qsizetype taken = 0;
    while (taken < m_round.size() && left > 0) {
        const quint32 connection = m_round.at(taken++);
        if (connection != m_focus && m_moving.contains(connection) && pollOne(connection))
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
    m_isPolling = connection != m_focus;
    ask(connection, it->first());
    m_isPolling = false;
    if (const auto asked = m_tracked.constFind(connection); asked != m_tracked.cend() && isAtRest(*asked))
        m_moving.remove(connection);
    return true;
}

/// Whether nothing can change without an event of ours: what an established end of ours receives, it reads at
/// once, its peer's end too, and neither has anything on its way. What another program's end does is seen by
/// what arrives here, if somebody reads it; that an unconnected one of datagrams is closed is not.
bool KernelWatch::isAtRest(const Tracked &tracked) const
{
    for (const Side side : {Side::Server, Side::Client}) {
        const End &end = tracked.end(side);
        const End &other = tracked.end(oppositeOf(side));
        if (!end.isKnown) {
            if (end.isOurs || isLocal(tracked.transport)) // else it is on another machine
                return false;
            continue;
        }
        const KernelReading &last = end.last;
        const bool isInOtherQueue = !isStream(tracked.transport) && m_listening.contains(end.endpoint);
        const bool isEmpty = last.unread == 0 && last.unacknowledged == 0 && last.unsent == 0;
        if (end.isBehind || !(isEmpty || isInOtherQueue))
            return false;
        const bool isSettled = isStream(tracked.transport)
            ? last.state == TcpState::Established && last.hasOwner && !last.isReadShut && !last.isWriteShut
            : end.isOurs;
        if (!isSettled)
            return false;
        // Whatever comes to an end of ours that does not read is only seen if the one that sent it is ours
        // too.
        if (end.isOurs && !other.isOurs && (end.isStep || end.transfers > 0))
            return false;
    }
    return true;
}

// The timer runs only while there is somebody to see it and something that can change.
void KernelWatch::schedule()
{
    const auto needsPoll = [](const Listening &each) { return each.needsPoll(); };
    const bool isMoving = !m_moving.isEmpty() || (m_recorder.isCongested() && !m_tracked.isEmpty())
        || std::any_of(m_listening.cbegin(), m_listening.cend(), needsPoll);
    const int interval = nowNs() - m_changedNs > kQuietNs ? kSlowPollMs : kPollMs;
    if (!m_watched || !isMoving)
        m_poll.stop();
    else if (!m_poll.isActive() || m_poll.interval() != interval)
        m_poll.start(interval);
}

void KernelWatch::ask(quint32 connection, Side first)
{
    const auto it = m_tracked.find(connection);
    if (it == m_tracked.end())
        return;
    it->askedNs = nowNs();
    if (isLocal(it->transport)) {
        askLocalEnds(connection, *it, first);
    } else {
        takeIn(connection, *it, first, readingOf(*it, first));
        takeIn(connection, *it, oppositeOf(first), readingOf(*it, oppositeOf(first)));
    }
    forgetFinished(connection);
}

void KernelWatch::forgetFinished(quint32 connection)
{
    const auto it = m_tracked.constFind(connection);
    if (it == m_tracked.cend() || !isFinished(*it))
        return;
    if (it->isReserved)
        m_numbers.forget(it->client, it->server);
    m_tracked.remove(connection);
    m_moving.remove(connection);
}

bool KernelWatch::isFinished(const Tracked &tracked) const
{
    return std::none_of(tracked.ends.begin(), tracked.ends.end(),
                        [](const End &end) { return end.isOurs || end.isKnown; });
}

KernelReading KernelWatch::readingOf(const Tracked &tracked, Side side)
{
    const bool isServer = side == Side::Server;
    const Address &local = isServer ? tracked.server : tracked.client;
    const Address &peer = isServer ? tracked.client : tracked.server;
    if (tracked.transport == Transport::Udp) {
        const auto own = m_listening.constFind(tracked.end(side).endpoint);
        return m_probe->datagramSocket(isServer && own != m_listening.constEnd() ? own->local : local, peer);
    }
    KernelReading reading = m_probe->end(local, peer);
    // The kernel counts the acknowledged SYN of the end that opened the connection as a byte.
    if (!isServer && reading.metrics && reading.metrics->bytesAcknowledged > 0)
        --reading.metrics->bytesAcknowledged;
    return reading;
}

/// Of a local socket; 0 = not known (yet).
quint64 KernelWatch::inodeOf(quint32 connection, const Tracked &tracked, Side side)
{
    if (tracked.end(side).inode != 0)
        return tracked.end(side).inode;
    const Address &name = side == Side::Server ? tracked.server : tracked.client;
    if (name.kind == Address::Kind::Unnamed)
        return name.host.toULongLong();
    // What accept() made has its listening socket's name: it is only found as the client's peer.
    if (side == Side::Server && isStream(tracked.transport))
        return 0;
    if (side == Side::Server) {
        const auto own = m_listening.constFind(tracked.end(side).endpoint);
        if (own != m_listening.constEnd() && own->inode != 0)
            return own->inode;
    }
    const quint64 inode = m_names.inodeOf(name, tracked.transport, false);
    if (inode == 0)
        m_nameless.insert(connection);
    return inode;
}

/// The listening socket that the connection's client asked names those that wait.
bool KernelWatch::isWaiting(const Tracked &tracked, quint64 client)
{
    const auto own = m_listening.constFind(tracked.end(Side::Server).endpoint);
    quint64 inode = own != m_listening.constEnd() ? own->inode : 0;
    if (inode == 0)
        inode = m_names.inodeOf(tracked.server, tracked.transport, true);
    const std::optional<ProbedLocalSocket> listening = m_probe->localSocket(inode);
    return listening && listening->waiting.contains(client);
}

void KernelWatch::askLocalEnds(quint32 connection, Tracked &tracked, Side first)
{
    End &server = tracked.end(Side::Server);
    End &client = tracked.end(Side::Client);
    client.inode = inodeOf(connection, tracked, Side::Client);
    const std::optional<ProbedLocalSocket> clientSocket = m_probe->localSocket(client.inode);
    if (isStream(tracked.transport) && clientSocket && clientSocket->peerInode != 0)
        server.inode = clientSocket->peerInode;
    server.inode = inodeOf(connection, tracked, Side::Server);
    const std::optional<ProbedLocalSocket> serverSocket = m_probe->localSocket(server.inode);

    const KernelReading clientReading = clientSocket ? clientSocket->reading : KernelReading();
    KernelReading serverReading = serverSocket ? serverSocket->reading : KernelReading();
    const bool isNotAccepted
        = isStream(tracked.transport) && server.inode == 0 && clientReading.state == TcpState::Established;
    if (isNotAccepted && isWaiting(tracked, client.inode))
        serverReading.state = TcpState::Established; // nothing more is told of it
    const bool isServerFirst = first == Side::Server;
    takeIn(connection, tracked, first, isServerFirst ? serverReading : clientReading);
    takeIn(connection, tracked, oppositeOf(first), isServerFirst ? clientReading : serverReading);
}

void KernelWatch::takeIn(quint32 connection, Tracked &tracked, Side side, KernelReading reading)
{
    End &end = tracked.end(side);
    // The same pair of addresses can belong to a new socket already; then this one is gone.
    const bool isOther = end.isKnown && end.last.cookie != 0 && reading.cookie != end.last.cookie;
    if (isOther && reading.state != TcpState::Closed)
        reading = {};
    const bool isThere = reading.state != TcpState::Closed;
    if (!isThere && !end.isKnown)
        return; // on another machine, or not there yet
    const bool isOtherState = !end.isKnown || isAnotherState(reading, end.last);
    if (!isOtherState) {
        // One socket has all conversations of a server of datagrams: its queue is told once, as its own.
        if (!isStream(tracked.transport) && m_listening.contains(end.endpoint))
            return;
        if (reading.isSameAs(end.last)) {
            end.isBehind = false;
            return;
        }
        if (m_isPolling && nowNs() - end.queuesNs < kQueuesPauseNs) {
            end.isBehind = true;
            return;
        }
        end.queuesNs = nowNs();
    }
    end.last = reading;
    end.isBehind = false;
    end.isKnown = isThere;
    Event change;
    change.kind = isOtherState ? EventKind::State : EventKind::Queues;
    change.endpoint = end.endpoint;
    change.socket = end.isOurs ? end.socket : 0;
    change.connection = connection;
    change.side = side;
    change.transport = tracked.transport;
    change.local = side == Side::Server ? tracked.server : tracked.client;
    change.peer = side == Side::Server ? tracked.client : tracked.server;
    append(std::move(change), reading);
}

void KernelWatch::append(Event event, const KernelReading &reading)
{
    m_changedNs = nowNs();
    event.origin = Origin::Kernel;
    event.reading = std::make_shared<const KernelReading>(reading);
    const QScopedValueRollback guard(m_isAppending, true);
    m_recorder.append(std::move(event));
}

KernelReading KernelWatch::readingOf(quint32 endpoint, Listening &listening)
{
    if (listening.transport == Transport::Tcp)
        return m_probe->listener(listening.local);
    if (listening.transport == Transport::Udp)
        return m_probe->datagramSocket(listening.local, listening.peer);
    const bool isListening = isStream(listening.transport);
    if (listening.inode == 0)
        listening.inode = m_names.inodeOf(listening.local, listening.transport, isListening);
    if (listening.inode == 0)
        m_namelessListeners.insert(endpoint);
    const std::optional<ProbedLocalSocket> found = m_probe->localSocket(listening.inode);
    const bool isIt = found && (found->reading.state == TcpState::Listen) == isListening;
    return isIt ? found->reading : KernelReading();
}

void KernelWatch::askListener(quint32 endpoint)
{
    const auto it = m_listening.find(endpoint);
    if (it == m_listening.end())
        return;
    it->askedNs = nowNs();
    const KernelReading reading = readingOf(endpoint, *it);
    const bool isThere
        = isStream(it->transport) ? reading.state == TcpState::Listen : reading.state != TcpState::Closed;
    if (!isThere && !it->isKnown)
        return;
    if (!it->isKnown || !reading.isSameAs(it->last)) {
        Event change;
        change.kind
            = it->isKnown && !isAnotherState(reading, it->last) ? EventKind::Queues : EventKind::State;
        change.endpoint = endpoint;
        change.socket = it->socket;
        change.side = Side::Server;
        change.transport = it->transport;
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

// Clients of other programs that wait are found by a walk, or named by the local socket that they asked;
// those of ours are known already.
void KernelWatch::findWaiting(quint32 endpoint, const Listening &listening)
{
    const Address local = listening.local;
    if (listening.transport == Transport::LocalStream) {
        const std::optional<ProbedLocalSocket> own = m_probe->localSocket(listening.inode);
        const QList<quint64> waiting = own ? own->waiting.mid(0, kMostFoundLocally) : QList<quint64>();
        for (const quint64 inode : waiting) {
            const std::optional<ProbedLocalSocket> client = m_probe->localSocket(inode);
            if (client)
                reserve(Transport::LocalStream, endpoint,
                        client->name.isNull() ? Address::unnamed(inode) : client->name, local, Side::Server);
        }
        return;
    }
    QList<ProbedSocket> sockets = m_probe->socketsAround(local.port);
    sockets.resize(qMin(kMostFound, sockets.size()));
    for (const ProbedSocket &found : std::as_const(sockets)) {
        if (found.local.port == local.port
            && (isInAcceptQueue(found.reading) || found.reading.state == TcpState::SynReceived))
            reserve(Transport::Tcp, endpoint, found.peer, found.local, Side::Server);
        else if (found.peer.port == local.port && found.reading.state == TcpState::SynSent)
            reserve(Transport::Tcp, endpoint, found.local, found.peer, Side::Client);
    }
}

/// The server of ours that an end at this address belongs to, also before it is accepted; 0 = none.
quint32 KernelWatch::listenerAt(Transport transport, const Address &address) const
{
    for (auto it = m_listening.cbegin(); it != m_listening.cend(); ++it) {
        const bool isAt = it->local == address
            || (!address.isLocal() && it->local.port == address.port && isAnyHost(it->local));
        if (it->transport == transport && isAt)
            return it.key();
    }
    return 0;
}

/// A connection that nobody of ours has opened or accepted yet.
void KernelWatch::reserve(Transport transport, quint32 endpoint, const Address &client, const Address &server,
                          Side side)
{
    const quint32 number = m_numbers.reserve(client, server);
    if (m_tracked.contains(number))
        return;
    Tracked &tracked = m_tracked[number];
    tracked.transport = transport;
    tracked.client = client;
    tracked.server = server;
    tracked.isReserved = true;
    tracked.end(Side::Server).endpoint = endpoint;
    if (m_watched)
        m_moving.insert(number);
    ask(number, side);
}

} // namespace bothends
