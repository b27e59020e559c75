// SPDX-License-Identifier: MIT
#include "net/tcpclient.h"

#include "net/controlcall.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QSocketNotifier>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// GLib aborts the process when a name lookup finds no descriptor for its wake-up pipe.
constexpr int kLookupReserve = 16;

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

TcpClient::TcpClient(EngineContext &context, quint32 id, ClientConfig config, QObject *parent)
    : Endpoint(context, id, Side::Client, Transport::Tcp, parent)
    , m_config(std::move(config))
    , m_timeout(this)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        onAttemptFailed({ErrorCode::TimedOut, 0, m_status.peer.toString(), 0, {}});
    });
}

TcpClient::~TcpClient()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    if (m_socket)
        m_socket->disconnect(this);
}

void TcpClient::start()
{
    m_connecting = true;
    m_status.connection = m_context.connections.next();
    m_status.endpoint = id();
    m_status.side = Side::Client;
    m_status.peer = m_config.server;
    m_context.recorder.update(m_status);
    updateStatus(EndpointStatus::State::Starting);

    const QHostAddress literal(m_config.server.host);
    if (m_config.server.host.isEmpty()) {
        fail({ErrorCode::AddressInvalid, 0, m_config.server.host, 0, {}});
    } else if (!literal.isNull()) {
        onLookedUp({literal}, {});
    } else if (descriptorsAreScarce(kLookupReserve)) {
        fail({ErrorCode::TooManyOpenFiles, 0, m_config.server.toString(), 0, {}});
    } else {
        m_lookup = QHostInfo::lookupHost(m_config.server.host, this, [this](const QHostInfo &info) {
            m_lookup = -1;
            onLookedUp(info.addresses(), info.errorString());
        });
    }
}

void TcpClient::onLookedUp(const QList<QHostAddress> &addresses, const QString &failure)
{
    if (!m_connecting)
        return;
    if (addresses.isEmpty()) {
        fail({ErrorCode::HostNotFound, 0, m_config.server.host, 0, failure});
        return;
    }
    m_addresses = addresses;
    tryNextAddress();
}

Event TcpClient::stepEvent(EventKind kind, Origin origin) const
{
    Event step = newEvent(kind, origin);
    step.socket = m_socketNumber;
    step.connection = m_status.connection;
    step.local = m_status.local;
    step.peer = m_status.peer;
    return step;
}

void TcpClient::tryNextAddress()
{
    const QHostAddress address = m_addresses.takeFirst();
    m_status.peer = {address.toString(), m_config.server.port};
    m_status.local = {};
    if (descriptorsAreScarce(kLookupReserve)) {
        fail({ErrorCode::TooManyOpenFiles, 0, m_status.peer.toString(), 0, {}});
        return;
    }
    m_socketNumber = m_context.nextSocket();
    m_socket = std::make_unique<QTcpSocket>();
    QTcpSocket *socket = m_socket.get();
    socket->setProxy(QNetworkProxy::NoProxy);
    // Queued: an address the system cannot even try fails inside connectToHost(), and that error must not
    // stand in the journal before the call.
    connect(
        socket, &QTcpSocket::errorOccurred, this,
        [this, socket](QAbstractSocket::SocketError error) {
            if (m_socket.get() == socket)
                onAttemptFailed(connectError(error));
        },
        Qt::QueuedConnection);
    m_timeout.start(m_config.connectTimeout);

    const Stamp stamp = m_context.recorder.now();
    socket->connectToHost(address, m_config.server.port);
    const Descriptor descriptor = connectingDescriptor(*socket);
    if (descriptor != kNoDescriptor) {
        m_status.local = localAddressOf(descriptor);
        m_status.connection
            = m_context.connections.bindClient(m_status.connection, m_status.local, m_status.peer);
    }
    Event step = stepEvent(EventKind::Socket, Origin::Call);
    step.local = {};
    step.number = qint32(descriptor);
    m_context.recorder.append(std::move(step), stamp);
    m_context.recorder.append(stepEvent(EventKind::Connect, Origin::Call), stamp);
    m_context.recorder.update(m_status);
    if (socket->state() == QAbstractSocket::ConnectedState)
        onConnected(); // some systems complete a loopback handshake inside the call
    else
        connect(socket, &QTcpSocket::connected, this, &TcpClient::onConnected);
}

void TcpClient::onConnected()
{
    m_timeout.stop();
    m_connecting = false;
    QTcpSocket *socket = m_socket.get();
    socket->disconnect(this);
    const Address local = localAddressOf(socket->socketDescriptor());
    if (local != m_status.local) {
        // Qt tries a refused address a second time with another socket, hence another port.
        m_context.connections.release(Side::Client, m_status.local, m_status.peer);
        m_status.local = local;
        m_status.connection = m_context.connections.bindClient(m_status.connection, local, m_status.peer);
    }
    m_context.recorder.append(stepEvent(EventKind::Connected, Origin::Qt));
    m_connection = new Connection(m_context.recorder, m_status, m_socketNumber, std::move(m_socket), this);
    connect(m_connection, &Connection::ended, this, [this] {
        m_context.connections.release(Side::Client, m_status.local, m_status.peer);
        m_connection->deleteLater();
        m_connection = nullptr;
        finish();
    });
    updateStatus(EndpointStatus::State::Running);
    m_connection->open();
    if (m_connection && m_finishSendingWhenOpen)
        m_connection->finishSending();
}

Error TcpClient::connectError(QAbstractSocket::SocketError socketError) const
{
    Error error{ErrorCode::Unknown, int(socketError), m_status.peer.toString(), 0, m_socket->errorString()};
    switch (socketError) {
    case QAbstractSocket::ConnectionRefusedError:
        error.code = ErrorCode::ConnectionRefused;
        break;
    case QAbstractSocket::SocketTimeoutError:
        error.code = ErrorCode::TimedOut;
        break;
    case QAbstractSocket::HostNotFoundError:
        error.code = ErrorCode::HostNotFound;
        break;
    case QAbstractSocket::NetworkError:
        error.code = ErrorCode::NetworkUnreachable;
        break;
    case QAbstractSocket::SocketAccessError:
        error.code = ErrorCode::PermissionDenied;
        break;
    case QAbstractSocket::SocketResourceError:
        error.code = ErrorCode::TooManyOpenFiles;
        break;
    case QAbstractSocket::RemoteHostClosedError:
        error.code = ErrorCode::ConnectionReset;
        break;
    default:
        break;
    }
    return error;
}

void TcpClient::onAttemptFailed(const Error &error)
{
    if (!m_connecting || !m_socket)
        return;
    m_timeout.stop();
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // we are in one of its signals
    if (!m_status.local.isNull())
        m_context.connections.release(Side::Client, m_status.local, m_status.peer);
    if (m_addresses.isEmpty()) {
        fail(error);
        return;
    }
    Event failed = stepEvent(EventKind::Error, Origin::Qt);
    failed.error = error;
    m_context.recorder.append(std::move(failed));
    m_context.recorder.append(stepEvent(EventKind::Closed, Origin::Call));
    tryNextAddress();
}

void TcpClient::fail(const Error &error)
{
    Event failed
        = stepEvent(EventKind::Error, error.code == ErrorCode::Cancelled ? Origin::Call : Origin::Qt);
    failed.error = error;
    m_context.recorder.append(std::move(failed));
    if (m_socketNumber != 0)
        m_context.recorder.append(stepEvent(EventKind::Closed, Origin::Call));
    m_connecting = false;
    m_status.state = ConnectionStatus::State::Closed;
    m_context.recorder.update(m_status);
    finish();
}

void TcpClient::cancel()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    m_addresses.clear();
    const Error cancelled{ErrorCode::Cancelled, 0, m_config.server.toString(), 0, {}};
    if (m_socket)
        onAttemptFailed(cancelled);
    else
        fail(cancelled);
}

void TcpClient::stop()
{
    if (m_finished)
        return;
    if (m_connecting) {
        cancel();
    } else if (m_connection) {
        updateStatus(EndpointStatus::State::Stopping);
        m_connection->disconnectOrderly();
    }
}

void TcpClient::abort()
{
    if (m_finished)
        return;
    if (m_connecting)
        cancel();
    else if (m_connection)
        m_connection->abort();
}

void TcpClient::send(quint32 connection, const QByteArray &bytes)
{
    if (m_connection)
        m_connection->write(bytes, WriteReason::Message);
    else
        reportNotConnected(connection);
}

void TcpClient::finishSending(quint32)
{
    if (m_connection)
        m_connection->finishSending();
    else
        m_finishSendingWhenOpen = true;
}

void TcpClient::disconnectPeer(quint32)
{
    stop();
}

void TcpClient::abortPeer(quint32)
{
    abort();
}

void TcpClient::call(const SocketCall &call)
{
    const Descriptor connecting = m_socket ? connectingDescriptor(*m_socket) : kNoDescriptor;
    if ((call.socket != 0 && call.socket != m_socketNumber)
        || (!m_connection && connecting == kNoDescriptor)) {
        reportClosed(call);
        return;
    }
    Event event = stepEvent(EventKind::Option, Origin::Call);
    if (m_connection && m_connection->call(call))
        return;
    if (!m_connection && performControlCall(connecting, call, event))
        m_context.recorder.append(std::move(event));
    else
        reportNotOffered(call);
}

void TcpClient::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    updateStatus(EndpointStatus::State::Stopped);
    emit finished();
}

void TcpClient::updateStatus(EndpointStatus::State state)
{
    EndpointStatus status;
    status.endpoint = id();
    status.side = Side::Client;
    status.state = state;
    status.local = m_status.local;
    m_context.recorder.update(status);
}

} // namespace bothends
