// SPDX-License-Identifier: MIT
#include "net/tcpserver.h"

#include <QHostAddress>
#include <QNetworkProxy>

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
    void close(bool gate)
    {
        setMaxPendingConnections(gate ? 0 : kPending);
        if (gate)
            pauseAccepting();
        else
            resumeAccepting();
    }
    using QTcpServer::close;

protected:
    void incomingConnection(qintptr descriptor) override { m_server.take(descriptor); }

private:
    static constexpr int kPending = 30;
    TcpServer &m_server;
};

TcpServer::TcpServer(EngineContext &context, quint32 id, ServerConfig config, QObject *parent)
    : Endpoint(context, id, Side::Server, parent)
    , m_config(std::move(config))
    , m_descriptorRetry(this)
{
    m_descriptorRetry.setSingleShot(true);
    m_descriptorRetry.setInterval(kDescriptorRetryMs);
    connect(&m_descriptorRetry, &QTimer::timeout, this, &TcpServer::checkDescriptors);
}

TcpServer::~TcpServer() = default;

void TcpServer::start()
{
    // Each connection needs two descriptors (see Connection), and so does a client end in this process.
    m_limit = qBound(1, qMin(m_config.connectionLimit, (descriptorLimit() - 2 * kDescriptorReserve) / 2),
                     INT_MAX);
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

void TcpServer::take(Descriptor descriptor)
{
    const Address peer = peerAddressOf(descriptor);
    if (m_connections.size() >= m_limit || m_stopping) {
        refuse(descriptor);
        return;
    }
    auto socket = std::make_unique<QTcpSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    if (!socket->setSocketDescriptor(descriptor))
        return; // the client is gone already; Qt closed the descriptor
    ConnectionStatus identity;
    identity.endpoint = id();
    identity.side = Side::Server;
    identity.local = localAddressOf(descriptor);
    identity.peer = peer;
    identity.connection = m_context.connections.accept(peer, identity.local);

    Event accepted = newEvent(EventKind::Accept, Origin::Qt);
    accepted.socket = m_context.nextSocket();
    accepted.connection = identity.connection;
    accepted.local = identity.local;
    accepted.peer = peer;
    accepted.number = qint32(descriptor);
    const quint32 socketNumber = accepted.socket;
    m_context.recorder.append(std::move(accepted));

    auto *connection = new Connection(m_context.recorder, identity, socketNumber, std::move(socket), this);
    m_connections.insert(identity.connection, connection);
    connect(connection, &Connection::ended, this, [this, connection] { onEnded(connection); });
    connection->open(m_config.afterGreeting == AfterGreeting::Echo);
    if (!m_config.greeting.isEmpty())
        connection->write(m_config.greeting, WriteReason::Greeting);
    if (m_config.afterGreeting == AfterGreeting::Close)
        connection->disconnectOrderly();
    if (descriptorsAreScarce(kDescriptorReserve)) {
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
    if (descriptorsAreScarce(kDescriptorReserve)) {
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
        m_listener->close(m_paused || m_scarce);
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
    if (!m_stopping || m_finished || !m_connections.isEmpty())
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
