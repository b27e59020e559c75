// SPDX-License-Identifier: MIT
#include "net/tcpserver.h"

#include "net/callevents.h"
#include "net/qtconnection.h"
#include "net/qterrors.h"

#include <QAbstractEventDispatcher>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

#include <utility>

namespace bothends {

/// Hands over descriptors as Qt accepts them, without Qt's own list of pending connections.
class TcpServer::Listener : public QTcpServer
{
public:
    explicit Listener(TcpServer &server)
        : m_server(server)
    {
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                [this] { m_hasServed = false; });
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
    void incomingConnection(qintptr descriptor) override
    {
        m_server.take({descriptor, Origin::Qt, m_server.recorder().now()});
        if (std::exchange(m_hasServed, true))
            rest();
    }

private:
    static constexpr int kPending = 30;

    // Qt accepts as long as there is somebody, and clients that come back at once never let it end, nor any
    // connection have its turn. take() has served those who were there; whoever came meanwhile is the last of
    // this turn of the event loop.
    void rest()
    {
        if (!isListening()) // not any more
            return;
        setGated(true);
        TcpServer *server = &m_server;
        QMetaObject::invokeMethod(
            server, [server] { server->gate(); }, Qt::QueuedConnection);
    }

    TcpServer &m_server;
    bool m_hasServed = false; ///< in this turn
};

// A connection needs two descriptors: see QtConnection.
TcpServer::TcpServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent)
    : StreamServer(context, id, config, 2, parent)
{
}

TcpServer::~TcpServer() = default;

bool TcpServer::openListener()
{
    m_listener = std::make_unique<Listener>(*this);
    m_listener->setProxy(QNetworkProxy::NoProxy);
    m_listener->setListenBacklogSize(config().backlog);
    connect(m_listener.get(), &QTcpServer::acceptError, this, &TcpServer::onAcceptError);
    return config().adoptDescriptor >= 0 ? adopt() : listens();
}

bool TcpServer::refuseToListen(const Error &error, const Stamp &stamp)
{
    setListening(m_context.nextSocket(), config().address);
    Event refused = listenerEvent(EventKind::Error, Origin::Call);
    refused.error = error;
    recorder().append(std::move(refused), stamp);
    return false;
}

bool TcpServer::listens()
{
    const Stamp stamp = recorder().now();
    QHostAddress host(config().address.host);
    // QHostAddress() would be every interface: an address that is none never gets here, but be sure.
    if (host.isNull())
        return refuseToListen({ErrorCode::AddressInvalid, 0, config().address.host, 0, {}}, stamp);
    // To Qt `::` is IPv6 alone; to the system, and with Any, it is both.
    if (host == QHostAddress(QHostAddress::AnyIPv6) && !config().isIpv6Only)
        host = QHostAddress(QHostAddress::Any);
    if (!m_listener->listen(host, config().address.port))
        return refuseToListen(listenError(), stamp);
    // QTcpServer::listen() makes three system calls in a row; each is a step of its own to a learner.
    setListening(m_context.nextSocket(), config().address);
    Event step = listenerEvent(EventKind::Socket, Origin::Call);
    step.number = qint32(m_listener->socketDescriptor());
    recorder().append(std::move(step), stamp);
    Address local = config().address;
    local.port = m_listener->serverPort();
    setListening(listenerEvent(EventKind::Bind, Origin::Call).socket, local);
    recorder().append(listenerEvent(EventKind::Bind, Origin::Call), stamp);
    step = listenerEvent(EventKind::Listen, Origin::Call);
    step.number = config().backlog;
    recorder().append(std::move(step), stamp);
    return true;
}

bool TcpServer::adopt()
{
    const Stamp stamp = recorder().now();
    const Descriptor descriptor = config().adoptDescriptor;
    if (const std::optional<Error> why = takeOver(int(descriptor), transport(), true))
        return refuseToListen(*why, stamp);
    // The backlog is ours; listening is what it does already.
    const RawResult listening = rawListen(descriptor, config().backlog);
    if (!listening.isOk() || !m_listener->setSocketDescriptor(descriptor))
        return refuseToListen(listenError(), stamp);
    setListening(m_context.nextSocket(), localAddressOf(descriptor));
    Event step = listenerEvent(EventKind::Socket, Origin::Call);
    step.number = qint32(descriptor);
    recorder().append(std::move(step), stamp);
    step = listenerEvent(EventKind::Listen, Origin::Call);
    step.number = config().backlog;
    recorder().append(std::move(step), stamp);
    return true;
}

Error TcpServer::listenError() const
{
    const ErrorCode code = errorCodeOf(m_listener->serverError());
    const Address &address = config().address;
    const QString subject = code == ErrorCode::AddressNotAvailable ? address.host : address.toString();
    return {code, int(m_listener->serverError()), subject, 0, m_listener->errorString()};
}

Descriptor TcpServer::listener() const
{
    return m_listener->socketDescriptor();
}

void TcpServer::closeListener()
{
    m_listener->close();
    m_listener.release()->deleteLater(); // we may be inside its accept loop
}

void TcpServer::setGated(bool gated)
{
    m_listener->setGated(gated);
}

std::optional<StreamServer::Accepted> TcpServer::acceptNext()
{
    return acceptWaiting();
}

Connection *TcpServer::makeConnection(const ConnectionStatus &identity, quint32 socketNumber,
                                      Descriptor descriptor)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    if (socket->setSocketDescriptor(descriptor))
        return new QtConnection(recorder(), identity, socketNumber, streamSocketOf(std::move(socket)),
                                nullptr);
    Event failed = listenerEvent(EventKind::Error, Origin::Qt);
    failed.peer = identity.peer;
    failed.error
        = Error{ErrorCode::Unknown, int(socket->error()), identity.peer.toString(), 0, socket->errorString()};
    recorder().append(std::move(failed));
    DescriptorHandle(descriptor).close(); // Qt let go of it
    return nullptr;
}

// Qt 6.4 reports running out of descriptors here only once, if at all, and pauses for ever. The reserve
// should keep us away from it; if another part of the process ate it up, the timer brings us back.
void TcpServer::onAcceptError(QAbstractSocket::SocketError socketError)
{
    const bool isScarce = socketError == QAbstractSocket::SocketResourceError;
    reportScarcity(Origin::Qt,
                   {isScarce ? ErrorCode::TooManyOpenFiles : ErrorCode::Unknown, int(socketError),
                    config().address.toString(), 0, m_listener->errorString()});
}

} // namespace bothends
