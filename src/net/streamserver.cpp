// SPDX-License-Identifier: MIT
#include "net/streamserver.h"

#include "net/controlcall.h"
#include "net/rawcalls.h"

#include <QHostAddress>

#include <algorithm>

namespace bothends {

namespace {

// Of every connection that is accepted there; null if it listens at every address.
Address addressOfAccepted(Descriptor listener)
{
    const Address local = localAddressOf(listener);
    const QHostAddress host(local.host);
    const bool isAny
        = host == QHostAddress(QHostAddress::AnyIPv4) || host == QHostAddress(QHostAddress::AnyIPv6);
    return isAny || local.kind == Address::Kind::Unnamed ? Address() : local;
}

} // namespace

StreamServer::StreamServer(EngineContext &context, quint32 id, const ServerConfig &config,
                           int descriptorsEach, QObject *parent)
    : ServerEndpoint(context, id, Side::Server, config.transport, parent)
    , m_config(config)
    , m_descriptorRetry(this)
    , m_serveTimer(this)
    , m_dropsTimer(this)
    , m_descriptorsEach(descriptorsEach)
{
    m_descriptorRetry.setSingleShot(true);
    m_descriptorRetry.setInterval(kDescriptorRetryMs);
    connect(&m_descriptorRetry, &QTimer::timeout, this, &StreamServer::checkDescriptors);
    m_serveTimer.setSingleShot(true);
    m_serveTimer.setInterval(1); // not 0: the event loop would let it wait for ever while clients keep coming
    connect(&m_serveTimer, &QTimer::timeout, this, &StreamServer::serveWaiting);
    m_dropsTimer.setSingleShot(true);
    m_dropsTimer.setInterval(kLookForDropsMs);
    connect(&m_dropsTimer, &QTimer::timeout, this, &StreamServer::reportDrops);
}

StreamServer::~StreamServer()
{
    for (const Accepted &accepted : m_waiting)
        DescriptorHandle(accepted.descriptor).close();
    qDeleteAll(m_connections);
}

void StreamServer::start()
{
    // What else is open makes descriptors scarce earlier; then clients wait instead of being refused.
    m_reserve = qBound(8, descriptorLimit() / 16, 32);
    m_limit = qMax(1, qMin(m_config.connectionLimit, descriptorLimit() / m_descriptorsEach));
    m_local = m_config.address;
    m_listening = openListener();
    if (m_listening)
        m_acceptedLocal = addressOfAccepted(listener());
    m_finished = !m_listening;
    updateStatus();
    if (m_finished)
        emit finished();
}

void StreamServer::setListening(quint32 socketNumber, const Address &local)
{
    m_socketNumber = socketNumber;
    m_local = local;
}

Event StreamServer::listenerEvent(EventKind kind, Origin origin) const
{
    Event event = newEvent(kind, origin);
    event.socket = m_socketNumber;
    event.local = m_local;
    return event;
}

// Serving a client takes many times as long as accepting it. Meanwhile the next clients of a burst would fill
// the accept queue, and the kernel would drop those that do not fit (some of them unnoticed by the client,
// which then waits for ever). So the queue is emptied every now and then while clients are served.
void StreamServer::take(const Accepted &accepted)
{
    m_drainedNs = accepted.stamp.monotonicNs;
    enqueue(accepted);
    if (!m_serving)
        serveWaiting();
}

void StreamServer::enqueue(const Accepted &accepted)
{
    if (m_connections.size() + m_waiting.size() >= m_limit || m_stopping) {
        refuse(accepted.descriptor);
        return;
    }
    m_waiting.append(accepted);
    // Numbers are given out from the lowest, so this one tells how many are left for those that wait.
    const qsizetype needed = qsizetype(accepted.descriptor) + m_waiting.size() * (m_descriptorsEach - 1);
    if (m_scarce || needed <= m_knownRoom)
        return;
    if (needed < descriptorLimit() - m_reserve)
        m_knownRoom = needed;
    else
        reportScarcity(Origin::Call, {ErrorCode::TooManyOpenFiles, 0, m_local.toString(), 0, {}});
}

std::optional<StreamServer::Accepted> StreamServer::acceptWaiting()
{
    Accepted accepted;
    const RawResult result = rawAccept(listener(), accepted.peer);
    if (!result.isOk())
        return std::nullopt;
    accepted.descriptor = Descriptor(result.value);
    accepted.stamp = m_context.recorder.now();
    return accepted;
}

void StreamServer::drainAcceptQueue()
{
    while (m_listening && !isGated()) {
        const std::optional<Accepted> accepted = acceptNext();
        if (!accepted)
            break;
        enqueue(*accepted);
    }
    m_drainedNs = recorder().now().monotonicNs;
}

void StreamServer::drainAcceptQueueInTime()
{
    if (recorder().now().monotonicNs - m_drainedNs >= kDrainNs)
        drainAcceptQueue();
}

void StreamServer::serveWaiting()
{
    m_serving = true;
    for (int served = 0; served < kServedPerTurn; ++served) {
        if (m_waiting.isEmpty())
            drainAcceptQueue();
        else
            drainAcceptQueueInTime();
        if (m_waiting.isEmpty())
            break;
        serve(m_waiting.takeFirst());
    }
    m_serving = false;
    if (!m_dropsTimer.isActive())
        m_dropsTimer.start();
    if (!m_waiting.isEmpty())
        m_serveTimer.start();
    else
        finishIfDone();
}

void StreamServer::serve(const Accepted &waiting)
{
    if (m_stopping) {
        refuse(waiting.descriptor);
        return;
    }
    ConnectionStatus identity;
    identity.endpoint = id();
    identity.side = Side::Server;
    identity.transport = transport();
    identity.local = m_acceptedLocal.isNull() ? localAddressOf(waiting.descriptor) : m_acceptedLocal;
    const SystemAddress peer = waiting.peer.isValid() ? waiting.peer : peerNameOf(waiting.descriptor);
    const Address spelled = peerAddressOf(waiting.descriptor, peer, true);
    const bool isMapped = spelled.host.startsWith(u"::ffff:"); // an IPv4 client of a dual-stack socket
    identity.peer = isMapped ? peerAddressOf(waiting.descriptor, peer) : spelled;
    const quint32 socketNumber = m_context.nextSocket();
    identity.connection = m_context.connections.accept(identity.peer, identity.local);
    Connection *connection = makeConnection(identity, socketNumber, waiting.descriptor);
    if (!connection) {
        m_context.connections.release(Side::Server, identity.peer, identity.local);
        return;
    }
    Event accepted = newEvent(EventKind::Accept, waiting.origin);
    accepted.socket = socketNumber;
    accepted.connection = identity.connection;
    accepted.local = identity.local;
    accepted.peer = identity.peer;
    accepted.number = qint32(waiting.descriptor);
    accepted.detail = acceptDetail(waiting, isMapped ? spelled : Address());
    m_context.recorder.append(std::move(accepted), waiting.stamp);

    m_connections.insert(identity.connection, connection);
    connect(connection, &Connection::ended, this, [this, connection] { onEnded(connection); });
    connection->open({m_config.afterGreeting == AfterGreeting::Echo, m_config.afterEof});
    if (!m_config.greeting.isEmpty())
        connection->write(m_config.greeting, WriteReason::Greeting);
    if (m_config.afterGreeting == AfterGreeting::Close)
        connection->disconnectOrderly();
}

// The call, and on a dual-stack socket the address as the kernel has it.
std::shared_ptr<const CallDetail> StreamServer::acceptDetail(const Accepted &accepted,
                                                             const Address &mappedPeer)
{
    if (accepted.call == CallName::None && mappedPeer.isNull())
        return nullptr;
    auto detail = std::make_shared<CallDetail>();
    detail->call = accepted.call;
    detail->mappedPeer = mappedPeer;
    return detail;
}

void StreamServer::reportScarcity(Origin origin, const Error &error)
{
    Event scarce = listenerEvent(EventKind::Error, origin);
    scarce.error = error;
    if (!m_isShort)
        m_context.recorder.append(std::move(scarce));
    m_isShort = true;
    m_scarce = true;
    gate();
    m_descriptorRetry.start();
    updateStatus();
}

// The clients that the kernel dropped are not ours to name one by one; that there were some must be said.
void StreamServer::reportDrops()
{
    if (!m_listening || isLocal(transport()))
        return;
    const qint64 drops = droppedBy(listener());
    if (drops <= m_reportedDrops)
        return;
    Event dropped = listenerEvent(EventKind::Error, Origin::Kernel);
    dropped.error = Error{ErrorCode::AcceptQueueOverflow, 0, m_local.toString(), drops - m_reportedDrops, {}};
    m_context.recorder.append(std::move(dropped));
    m_reportedDrops = drops;
}

void StreamServer::refuse(Descriptor descriptor)
{
    Event refused = listenerEvent(EventKind::Error, Origin::Call);
    refused.peer = peerAddressOf(descriptor);
    refused.error = Error{ErrorCode::ConnectionLimit, 0, refused.peer.toString(), m_limit, {}};
    refuseClient(descriptor,
                 "The server is full (limit " + QByteArray::number(m_limit) + "). Please try again later.\n");
    m_context.recorder.append(std::move(refused));
}

void StreamServer::checkDescriptors()
{
    if (!m_isShort || !m_listening)
        return;
    if (!m_scarce) { // since the last look nothing failed
        m_isShort = false;
        updateStatus();
        return;
    }
    if (descriptorsAreScarce(m_reserve + int(m_waiting.size()) * (m_descriptorsEach - 1))) {
        m_descriptorRetry.start();
        return;
    }
    m_scarce = false;
    gate();
    m_descriptorRetry.start();
}

void StreamServer::gate()
{
    if (m_listening)
        setGated(isGated());
}

void StreamServer::pauseAccepting()
{
    if (!m_listening || m_paused)
        return;
    m_paused = true;
    gate();
    Event paused = listenerEvent(EventKind::Pause, Origin::Call);
    m_context.recorder.append(std::move(paused));
    updateStatus();
}

void StreamServer::resumeAccepting()
{
    if (!m_listening || !m_paused)
        return;
    m_paused = false;
    Event resumed = listenerEvent(EventKind::Resume, Origin::Call);
    m_context.recorder.append(std::move(resumed));
    gate();
    updateStatus();
}

void StreamServer::acceptOne()
{
    if (!m_listening || !m_paused || m_scarce)
        return;
    if (const std::optional<Accepted> accepted = acceptNext())
        take(*accepted);
}

void StreamServer::setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting)
{
    m_config.greeting = greeting;
    m_config.afterGreeting = afterGreeting;
}

void StreamServer::send(quint32 connection, const QByteArray &bytes)
{
    if (Connection *target = find(connection))
        target->write(bytes, WriteReason::Message);
    else
        reportNotConnected(connection);
}

void StreamServer::broadcast(const QByteArray &bytes)
{
    if (m_connections.isEmpty()) {
        reportNotConnected(0);
        return;
    }
    const QList<quint32> targets = m_connections.keys(); // a write may end a connection
    for (const quint32 connection : targets) {
        if (Connection *target = find(connection))
            target->write(bytes, WriteReason::Message);
    }
}

void StreamServer::finishSending(quint32 connection)
{
    if (Connection *target = find(connection))
        target->finishSending();
}

void StreamServer::disconnectPeer(quint32 connection)
{
    if (Connection *target = find(connection))
        target->disconnectOrderly();
}

void StreamServer::abortPeer(quint32 connection)
{
    if (Connection *target = find(connection))
        target->abort();
}

void StreamServer::sendFile(quint32 connection, const FileToSend &file)
{
    if (Connection *target = find(connection))
        target->sendFile(file);
    else
        reportNotConnected(connection);
}

void StreamServer::cancelTransfer(quint32 connection)
{
    if (Connection *target = find(connection))
        target->cancelTransfer();
}

void StreamServer::saveReceived(quint32 connection, const QString &file)
{
    if (Connection *target = find(connection))
        target->saveReceived(file);
    else if (!file.isEmpty())
        reportNotConnected(connection);
}

void StreamServer::call(const SocketCall &call)
{
    const auto isMeant = [&call](const Connection *each) { return each->socketNumber() == call.socket; };
    const auto it = std::find_if(m_connections.cbegin(), m_connections.cend(), isMeant);
    if (it != m_connections.cend()) {
        if (!(*it)->call(call))
            reportNotOffered(call);
        return;
    }
    if (!m_listening || (call.socket != 0 && call.socket != m_socketNumber)) {
        reportClosed(call);
        return;
    }
    Event event = listenerEvent(EventKind::Option, Origin::Call);
    if (performControlCall(listener(), call, event))
        m_context.recorder.append(std::move(event));
    else
        reportNotOffered(call);
}

void StreamServer::shutListener()
{
    if (!m_listening)
        return;
    reportDrops();
    m_descriptorRetry.stop();
    m_scarce = false;
    m_isShort = false;
    m_listening = false;
    closeListener();
    m_context.recorder.append(listenerEvent(EventKind::Closed, Origin::Call));
}

void StreamServer::stop()
{
    if (m_stopping || m_finished)
        return;
    m_stopping = true;
    shutListener();
    updateStatus();
    const QList<quint32> open = m_connections.keys();
    for (const quint32 connection : open)
        disconnectPeer(connection);
    finishIfDone();
}

void StreamServer::abort()
{
    if (m_finished)
        return;
    m_stopping = true;
    shutListener();
    const QList<quint32> open = m_connections.keys();
    for (const quint32 connection : open)
        abortPeer(connection);
    finishIfDone();
}

void StreamServer::onEnded(Connection *connection)
{
    const ConnectionStatus &status = connection->status();
    m_context.connections.release(Side::Server, status.peer, status.local);
    m_connections.remove(status.connection);
    connection->deleteLater();
    if (m_scarce && !m_descriptorRetry.isActive())
        m_descriptorRetry.start();
    finishIfDone();
}

void StreamServer::finishIfDone()
{
    if (!m_stopping || m_finished || !m_connections.isEmpty() || !m_waiting.isEmpty())
        return;
    m_finished = true;
    updateStatus();
    emit finished();
}

void StreamServer::updateStatus()
{
    EndpointStatus status;
    status.endpoint = id();
    status.side = Side::Server;
    status.state = m_finished ? EndpointStatus::State::Stopped
        : m_stopping          ? EndpointStatus::State::Stopping
                              : EndpointStatus::State::Running;
    status.local = m_local;
    status.transport = transport();
    status.isAccepting = m_listening && !m_paused && !m_isShort;
    status.outOfDescriptors = m_isShort;
    status.connectionLimit = m_limit;
    m_context.recorder.update(status);
}

} // namespace bothends
