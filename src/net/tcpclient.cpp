// SPDX-License-Identifier: MIT
#include "net/tcpclient.h"

#include "net/callevents.h"
#include "net/qtconnection.h"
#include "net/qterrors.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QSocketNotifier>

namespace bothends {

namespace {

// QTcpSocket::socketDescriptor() is -1 until connected, but the notifier that waits for the handshake
// knows it. Needed to name the descriptor and the local port at the moment of connect(2): on loopback
// the server may accept, and must recognise us, before connected() is emitted.
Descriptor connectingDescriptor(const QTcpSocket &socket)
{
    if (socket.socketDescriptor() != -1)
        return socket.socketDescriptor();
    const auto *notifier = socket.findChild<QSocketNotifier *>();
    return notifier ? Descriptor(notifier->socket()) : kNoDescriptor;
}

} // namespace

TcpClient::TcpClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent)
    : StreamClient(context, id, config, Origin::Qt, parent)
{
}

TcpClient::~TcpClient()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void TcpClient::makeSocket()
{
    beginSocket();
    m_socket = std::make_unique<QTcpSocket>();
    QTcpSocket *socket = m_socket.get();
    socket->setProxy(QNetworkProxy::NoProxy);
    // Queued: an address the system cannot even try fails inside connectToHost(), and that error must not
    // stand in the journal before the call.
    connect(
        socket, &QTcpSocket::errorOccurred, this,
        [this, socket](QAbstractSocket::SocketError error) {
            if (m_socket.get() == socket)
                onAttemptFailed(errorEvent(connectError(error)));
        },
        Qt::QueuedConnection);
}

void TcpClient::attempt()
{
    makeSocket();
    QTcpSocket *socket = m_socket.get();
    const Stamp stamp = recorder().now();
    const bool isBound = !config().local.isNull() || config().local.port != 0;
    if (isBound && !bindLocal(stamp))
        return;
    const Stamp connectStamp = recorder().now();
    socket->connectToHost(QHostAddress(identity().peer.host), identity().peer.port);
    const Descriptor descriptor = connectingDescriptor(*socket);
    if (descriptor != kNoDescriptor)
        setLocal(localAddressOf(descriptor));
    if (!isBound) {
        Event step = stepEvent(EventKind::Socket, Origin::Call);
        step.local = {};
        step.number = qint32(descriptor);
        recorder().append(std::move(step), stamp);
    }
    recorder().append(stepEvent(EventKind::Connect, Origin::Call), connectStamp);
    if (socket->state() == QAbstractSocket::ConnectedState)
        onConnected(); // some systems complete a loopback handshake inside the call
    else
        connect(socket, &QTcpSocket::connected, this, &TcpClient::onConnected);
}

// QAbstractSocket::bind() makes the socket, too.
bool TcpClient::bindLocal(const Stamp &stamp)
{
    const QHostAddress any(identity().peer.isIpv6() ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4);
    const QHostAddress host = config().local.host.isEmpty() ? any : QHostAddress(config().local.host);
    const bool isBound = m_socket->bind(host, config().local.port, QAbstractSocket::ReuseAddressHint);
    Event step = stepEvent(EventKind::Socket, Origin::Call);
    step.number = qint32(m_socket->socketDescriptor());
    recorder().append(step, stamp);
    if (!isBound) {
        Event failed = errorEvent(connectError(m_socket->error()));
        failed.error->subject = Address{host.toString(), config().local.port}.toString();
        onAttemptFailed(std::move(failed));
        return false;
    }
    step.kind = EventKind::Bind;
    step.number = -1;
    step.local = localAddressOf(m_socket->socketDescriptor());
    recorder().append(std::move(step), stamp);
    return true;
}

std::optional<Error> TcpClient::takeConnected(Descriptor descriptor)
{
    m_socket = std::make_unique<QTcpSocket>();
    if (m_socket->setSocketDescriptor(descriptor))
        return std::nullopt;
    Error why = connectError(m_socket->error());
    m_socket.reset();
    return why;
}

void TcpClient::onConnected()
{
    m_socket->disconnect(this);
    // Qt tries a refused address a second time with another socket, hence another port.
    setLocal(localAddressOf(m_socket->socketDescriptor()));
    recorder().append(stepEvent(EventKind::Connected, Origin::Qt));
    onOpened(
        new QtConnection(recorder(), identity(), socketNumber(), streamSocketOf(std::move(m_socket)), this));
}

Descriptor TcpClient::descriptor() const
{
    return connectingDescriptor(*m_socket);
}

Error TcpClient::connectError(QAbstractSocket::SocketError socketError) const
{
    return {errorCodeOf(socketError), int(socketError), identity().peer.toString(), 0,
            m_socket->errorString()};
}

void TcpClient::dropAttempt()
{
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // we are in one of its signals
}

} // namespace bothends
