// SPDX-License-Identifier: MIT
#include "net/tcpserver.h"

#include "net/controlcall.h"

#include <QHostAddress>
#include <QNetworkProxy>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

/// Hands over descriptors as Qt accepts them, without Qt's own list of pending connections.
class TcpServer::Listener : public QTcpServer
{
public:
    explicit Listener(TcpServer &server)
        : m_server(server)
    {
    }

    /// Stops the accept loop, also from inside of it: pauseAccepting() alone does not, but a full list of
    /// pending connections (here: of capacity 0) does.
    void setGated(bool gated)
    {
        setMaxPendingConnections(gated ? 0 : kPending);
        if (gated)
            pauseAccepting();
        else
            resumeAccepting();
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_server.take(descriptor); }

private:
    static constexpr int kPending = 30;
    TcpServer &m_server;
};

TcpServer::TcpServer(EngineContext &context, quint32 id, ServerConfig config, QObject *parent)
    : ServerEndpoint(context, id, Side::Server, Transport::Tcp, parent)
    , m_config(std::move(config))
    , m_descriptorRetry(this)
    , m_serveTimer(this)
{
    m_descriptorRetry.setSingleShot(true);
    m_descriptorRetry.setInterval(kDescriptorRetryMs);
    connect(&m_descriptorRetry, &QTimer::timeout, this, &TcpServer::checkDescriptors);
    m_serveTimer.setSingleShot(true);
    m_serveTimer.setInterval(1); // not 0: the event loop would let it wait for ever while clients keep coming
    connect(&m_serveTimer, &QTimer::timeout, this, &TcpServer::serveWaiting);
}

TcpServer::~TcpServer()
{
    for (const Accepted &accepted : m_waiting)
        DescriptorHandle(accepted.descriptor).close();
}

void TcpServer::start()
{
    // Each connection needs two descriptors (see Connection). What else is open makes them scarce earlier;
    // then clients wait instead of being refused.
    m_reserve = qBound(8, descriptorLimit() / 16, 32);
    m_limit = qMax(1, qMin(m_config.connectionLimit, descriptorLimit() / 2));
    m_listener = std::make_unique<Listener>(*this);
    m_listener->setProxy(QNetworkProxy::NoProxy);
    m_listener->setListenBacklogSize(m_config.backlog);
    connect(m_listener.get(), &QTcpServer::acceptError, this, &TcpServer::onAcceptError);

    const QHostAddress host(m_config.address.host);
    m_local = m_config.address;
    const Stamp stamp = m_context.recorder.now();
    // QHostAddress() would be every interface: an address that is none never gets here, but be sure.
    const bool listens = !host.isNull() && m_listener->listen(host, m_config.address.port);
    m_socketNumber = m_context.nextSocket();
    Event step = newEvent(EventKind::Socket, Origin::Call);
    step.socket = m_socketNumber;
    step.local = m_local;
    if (!listens) {
        step.kind = EventKind::Error;
        step.error = host.isNull() ? Error{ErrorCode::AddressInvalid, 0, m_local.host, 0, {}} : listenError();
        m_context.recorder.append(std::move(step), stamp);
        m_finished = true;
        updateStatus();
        emit finished();
        return;
    }
    // QTcpServer::listen() makes three system calls in a row; each is a step of its own to a learner.
    step.number = qint32(m_listener->socketDescriptor());
    m_context.recorder.append(step, stamp);
    step.kind = EventKind::Bind;
    step.number = -1;
    m_local.port = m_listener->serverPort();
    step.local = m_local;
    m_context.recorder.append(step, stamp);
    step.kind = EventKind::Listen;
    step.number = m_config.backlog;
    m_context.recorder.append(step, stamp);
    updateStatus();
}

Error TcpServer::listenError() const
{
    Error error{ErrorCode::Unknown, int(m_listener->serverError()), m_local.toString(), 0,
                m_listener->errorString()};
    switch (m_listener->serverError()) {
    case QAbstractSocket::AddressInUseError:
        error.code = ErrorCode::AddressInUse;
        break;
    case QAbstractSocket::SocketAddressNotAvailableError:
        error.code = ErrorCode::AddressNotAvailable;
        error.subject = m_local.host;
        break;
    case QAbstractSocket::SocketAccessError:
        error.code = ErrorCode::PermissionDenied;
        break;
    case QAbstractSocket::SocketResourceError:
        error.code = ErrorCode::TooManyOpenFiles;
        break;
    default:
        break;
    }
    return error;
}

// Serving a client takes many times as long as accepting it. Meanwhile the next clients of a burst would fill
// the accept queue, and the kernel would drop those that do not fit (some of them unnoticed by the client,
// which then waits for ever). So the queue is emptied before and after each client that is served.
void TcpServer::take(Descriptor descriptor)
{
    enqueue(descriptor, Origin::Qt);
    if (!m_serving)
        serveWaiting();
}

void TcpServer::enqueue(Descriptor descriptor, Origin origin)
{
    if (m_connections.size() + m_waiting.size() >= m_limit || m_stopping) {
        refuse(descriptor);
        return;
    }
    m_waiting.append({descriptor, origin, m_context.recorder.now()});
    // Numbers are given out from the lowest, so this one tells how many are left. Each waiting client will
    // need a second descriptor.
    if (!m_scarce && descriptor >= descriptorLimit() - m_reserve - m_waiting.size())
        reportScarcity();
}

void TcpServer::drainAcceptQueue()
{
    while (m_listener && !isGated()) {
        const Descriptor descriptor = acceptWaiting(m_listener->socketDescriptor());
        if (descriptor == kNoDescriptor)
            return;
        enqueue(descriptor, Origin::Call);
    }
}

void TcpServer::serveWaiting()
{
    m_serving = true;
    drainAcceptQueue();
    for (int served = 0; !m_waiting.isEmpty() && served < kServedPerTurn; ++served) {
        serve(m_waiting.takeFirst());
        drainAcceptQueue();
    }
    m_serving = false;
    reportDrops();
    if (!m_waiting.isEmpty())
        m_serveTimer.start();
    else
        finishIfDone();
}

void TcpServer::serve(const Accepted &waiting)
{
    if (m_stopping) {
        refuse(waiting.descriptor);
        return;
    }
    auto socket = std::make_unique<QTcpSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    const Address peer = peerAddressOf(waiting.descriptor);
    if (!socket->setSocketDescriptor(waiting.descriptor)) {
        Event failed = newEvent(EventKind::Error, Origin::Qt);
        failed.socket = m_socketNumber;
        failed.local = m_local;
        failed.peer = peer;
        failed.error
            = Error{ErrorCode::Unknown, int(socket->error()), peer.toString(), 0, socket->errorString()};
        m_context.recorder.append(std::move(failed));
        DescriptorHandle(waiting.descriptor).close(); // Qt let go of it
        return;
    }
    ConnectionStatus identity;
    identity.endpoint = id();
    identity.side = Side::Server;
    identity.local = localAddressOf(waiting.descriptor);
    identity.peer = peer;
    identity.connection = m_context.connections.accept(peer, identity.local);

    Event accepted = newEvent(EventKind::Accept, waiting.origin);
    accepted.socket = m_context.nextSocket();
    accepted.connection = identity.connection;
    accepted.local = identity.local;
    accepted.peer = peer;
    accepted.number = qint32(waiting.descriptor);
    const quint32 socketNumber = accepted.socket;
    m_context.recorder.append(std::move(accepted), waiting.stamp);

    auto *connection = new Connection(m_context.recorder, identity, socketNumber, std::move(socket), this);
    m_connections.insert(identity.connection, connection);
    connect(connection, &Connection::ended, this, [this, connection] { onEnded(connection); });
    connection->open(m_config.afterGreeting == AfterGreeting::Echo);
    if (!m_config.greeting.isEmpty())
        connection->write(m_config.greeting, WriteReason::Greeting);
    if (m_config.afterGreeting == AfterGreeting::Close)
        connection->disconnectOrderly();
}

void TcpServer::reportScarcity()
{
    m_scarce = true;
    gate();
    Event scarce = newEvent(EventKind::Error, Origin::Call);
    scarce.socket = m_socketNumber;
    scarce.local = m_local;
    scarce.error = Error{ErrorCode::TooManyOpenFiles, 0, m_local.toString(), 0, {}};
    m_context.recorder.append(std::move(scarce));
    m_descriptorRetry.start();
    updateStatus();
}

// The clients that the kernel dropped are not ours to name one by one; that there were some must be said.
void TcpServer::reportDrops()
{
    if (!m_listener)
        return;
    const qint64 drops = droppedAttempts(m_listener->socketDescriptor());
    if (drops <= m_reportedDrops)
        return;
    Event dropped = newEvent(EventKind::Error, Origin::Kernel);
    dropped.socket = m_socketNumber;
    dropped.local = m_local;
    dropped.error = Error{ErrorCode::AcceptQueueOverflow, 0, m_local.toString(), drops - m_reportedDrops, {}};
    m_context.recorder.append(std::move(dropped));
    m_reportedDrops = drops;
}

void TcpServer::refuse(Descriptor descriptor)
{
    Event refused = newEvent(EventKind::Error, Origin::Call);
    refused.socket = m_socketNumber;
    refused.local = m_local;
    refused.peer = peerAddressOf(descriptor);
    refused.error = Error{ErrorCode::ConnectionLimit, 0, refused.peer.toString(), m_limit, {}};
    refuseClient(descriptor,
                 "The server is full (limit " + QByteArray::number(m_limit) + "). Please try again later.\n");
    m_context.recorder.append(std::move(refused));
}

// Qt 6.4 reports running out of descriptors here only once, if at all, and pauses for ever. The reserve
// should keep us away from it; if another part of the process ate it up, the timer brings us back.
void TcpServer::onAcceptError(QAbstractSocket::SocketError socketError)
{
    Event failed = newEvent(EventKind::Error, Origin::Qt);
    failed.socket = m_socketNumber;
    failed.local = m_local;
    const bool isScarce = socketError == QAbstractSocket::SocketResourceError;
    failed.error = Error{isScarce ? ErrorCode::TooManyOpenFiles : ErrorCode::Unknown, int(socketError),
                         m_local.toString(), 0, m_listener->errorString()};
    if (!m_scarce)
        m_context.recorder.append(std::move(failed));
    m_scarce = true;
    gate();
    m_descriptorRetry.start();
    updateStatus();
}

void TcpServer::checkDescriptors()
{
    if (!m_scarce || !m_listener)
        return;
    if (descriptorsAreScarce(m_reserve + int(m_waiting.size()))) {
        m_descriptorRetry.start();
        return;
    }
    m_scarce = false;
    gate();
    updateStatus();
}

void TcpServer::gate()
{
    if (m_listener)
        m_listener->setGated(isGated());
}

void TcpServer::pauseAccepting()
{
    if (!m_listener || m_paused)
        return;
    m_paused = true;
    gate();
    Event paused = newEvent(EventKind::Pause, Origin::Call);
    paused.socket = m_socketNumber;
    paused.local = m_local;
    m_context.recorder.append(std::move(paused));
    updateStatus();
}

void TcpServer::resumeAccepting()
{
    if (!m_listener || !m_paused)
        return;
    m_paused = false;
    Event resumed = newEvent(EventKind::Resume, Origin::Call);
    resumed.socket = m_socketNumber;
    resumed.local = m_local;
    m_context.recorder.append(std::move(resumed));
    gate();
    updateStatus();
}

void TcpServer::acceptOne()
{
    if (!m_listener || !m_paused || m_scarce)
        return;
    const Descriptor descriptor = acceptWaiting(m_listener->socketDescriptor());
    if (descriptor == kNoDescriptor)
        return;
    enqueue(descriptor, Origin::Call);
    if (!m_serving)
        serveWaiting();
}

void TcpServer::setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting)
{
    m_config.greeting = greeting;
    m_config.afterGreeting = afterGreeting;
}

void TcpServer::send(quint32 connection, const QByteArray &bytes)
{
    if (Connection *target = m_connections.value(connection))
        target->write(bytes, WriteReason::Message);
    else
        reportNotConnected(connection);
}

void TcpServer::broadcast(const QByteArray &bytes)
{
    if (m_connections.isEmpty()) {
        reportNotConnected(0);
        return;
    }
    const QList<quint32> targets = m_connections.keys(); // a write may end a connection
    for (const quint32 connection : targets) {
        if (Connection *target = m_connections.value(connection))
            target->write(bytes, WriteReason::Message);
    }
}

void TcpServer::finishSending(quint32 connection)
{
    if (Connection *target = m_connections.value(connection))
        target->finishSending();
}

void TcpServer::disconnectPeer(quint32 connection)
{
    if (Connection *target = m_connections.value(connection))
        target->disconnectOrderly();
}

void TcpServer::abortPeer(quint32 connection)
{
    if (Connection *target = m_connections.value(connection))
        target->abort();
}

void TcpServer::closeListener()
{
    if (!m_listener)
        return;
    m_descriptorRetry.stop();
    m_scarce = false;
    m_listener->close();
    m_listener.release()->deleteLater(); // we may be inside its accept loop
    Event closed = newEvent(EventKind::Closed, Origin::Call);
    closed.socket = m_socketNumber;
    closed.local = m_local;
    m_context.recorder.append(std::move(closed));
}

void TcpServer::call(const SocketCall &call)
{
    const auto isMeant = [&call](const Connection *each) { return each->socketNumber() == call.socket; };
    const auto it = std::find_if(m_connections.cbegin(), m_connections.cend(), isMeant);
    if (it != m_connections.cend()) {
        if (!(*it)->call(call))
            reportNotOffered(call);
        return;
    }
    if (!m_listener || (call.socket != 0 && call.socket != m_socketNumber)) {
        reportClosed(call);
        return;
    }
    Event event = newEvent(EventKind::Option, Origin::Call);
    event.socket = m_socketNumber;
    event.local = m_local;
    if (performControlCall(m_listener->socketDescriptor(), call, event))
        m_context.recorder.append(std::move(event));
    else
        reportNotOffered(call);
}

void TcpServer::stop()
{
    if (m_stopping || m_finished)
        return;
    m_stopping = true;
    closeListener();
    updateStatus();
    const QList<quint32> open = m_connections.keys();
    for (const quint32 connection : open)
        disconnectPeer(connection);
    finishIfDone();
}

void TcpServer::abort()
{
    if (m_finished)
        return;
    m_stopping = true;
    closeListener();
    const QList<quint32> open = m_connections.keys();
    for (const quint32 connection : open)
        abortPeer(connection);
    finishIfDone();
}

void TcpServer::onEnded(Connection *connection)
{
    const ConnectionStatus &status = connection->status();
    m_context.connections.release(Side::Server, status.peer, status.local);
    m_connections.remove(status.connection);
    connection->deleteLater();
    if (m_scarce && !m_descriptorRetry.isActive())
        m_descriptorRetry.start();
    finishIfDone();
}

void TcpServer::finishIfDone()
{
    if (!m_stopping || m_finished || !m_connections.isEmpty() || !m_waiting.isEmpty())
        return;
    m_finished = true;
    updateStatus();
    emit finished();
}

void TcpServer::updateStatus()
{
    EndpointStatus status;
    status.endpoint = id();
    status.side = Side::Server;
    status.state = m_finished ? EndpointStatus::State::Stopped
        : m_stopping          ? EndpointStatus::State::Stopping
                              : EndpointStatus::State::Running;
    status.local = m_local;
    status.isAccepting = m_listener && !m_paused && !m_scarce;
    status.outOfDescriptors = m_scarce;
    status.connectionLimit = m_limit;
    m_context.recorder.update(status);
}

} // namespace bothends
