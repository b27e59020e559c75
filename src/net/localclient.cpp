// SPDX-License-Identifier: MIT
#include "net/localclient.h"

#include "net/callevents.h"
#include "net/qtconnection.h"
#include "net/qterrors.h"

#include <QSocketNotifier>

namespace bothends {

LocalClient::LocalClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent)
    : StreamClient(context, id, config, Origin::Qt, parent)
{
}

LocalClient::~LocalClient()
{
    if (m_socket)
        m_socket->disconnect(this);
    removeSocketFile(m_boundPath, m_boundFile);
}

void LocalClient::attempt()
{
    beginSocket();
    m_socket = std::make_unique<QLocalSocket>();
    if (qtNameOf(identity().peer).isEmpty())
        onAttemptFailed(errorEvent(addressFault(identity().peer)));
    else if (config().local.isNull())
        connectByQt();
    else
        connectBound();
}

// A local connect() needs no handshake: it is over when connectToServer() returns, unless the accept queue of
// the server is full. Then QLocalSocket tries again, until our timeout.
void LocalClient::connectByQt()
{
    QLocalSocket *socket = m_socket.get();
    // Queued: an error inside connectToServer() must not stand in the journal before the call.
    connect(
        socket, &QLocalSocket::errorOccurred, this,
        [this, socket](QLocalSocket::LocalSocketError error) {
            if (m_socket.get() == socket)
                onAttemptFailed(errorEvent(connectError(error)));
        },
        Qt::QueuedConnection);
    if (identity().peer.kind == Address::Kind::Abstract)
        socket->setSocketOptions(QLocalSocket::AbstractNamespaceOption);
    const Stamp stamp = recorder().now();
    socket->connectToServer(qtNameOf(identity().peer));
    if (descriptor() != kNoDescriptor)
        setLocal(localAddressOf(descriptor()));
    Event step = stepEvent(EventKind::Socket, Origin::Call);
    step.local = {};
    step.number = qint32(descriptor());
    recorder().append(std::move(step), stamp);
    recorder().append(stepEvent(EventKind::Connect, Origin::Call), stamp);
    if (socket->state() == QLocalSocket::ConnectedState)
        onConnected();
    else
        connect(socket, &QLocalSocket::connected, this, &LocalClient::onConnected);
}

// QLocalSocket cannot bind: the socket is made, bound and connected beside it, and handed over.
void LocalClient::connectBound()
{
    const RawResult made = rawSocket(transport(), false);
    Event step = stepEvent(EventKind::Socket, Origin::Call);
    step.number = qint32(made.value);
    step = eventOfCall(std::move(step), CallName::Socket, made);
    if (!made.isOk()) {
        onAttemptFailed(std::move(step));
        return;
    }
    recorder().append(std::move(step));
    DescriptorHandle bound(made.value);
    if (!bindLocal(bound.get()))
        return;
    const Stamp stamp = recorder().now();
    const RawResult result = rawConnect(bound.get(), systemAddressOf(identity().peer));
    Event event = eventOfCall(stepEvent(EventKind::Connect, Origin::Call), CallName::Connect, result);
    if (!result.isOk()) {
        onAttemptFailed(std::move(event));
        return;
    }
    recorder().append(std::move(event), stamp);
    m_socket->setSocketDescriptor(bound.release());
    onConnected();
}

bool LocalClient::bindLocal(Descriptor descriptor)
{
    const Address &local = config().local;
    const SystemAddress address = systemAddressOf(local);
    if (!address.isValid() || !local.isLocal()) {
        onAttemptFailed(errorEvent(addressFault(local)));
        return false;
    }
    const Stamp stamp = recorder().now();
    const RawResult bound = rawBind(descriptor, address);
    if (bound.isOk() && local.kind == Address::Kind::Path) {
        m_boundPath = local.host;
        m_boundFile = socketFileAt(local.host);
    }
    Event event = stepEvent(EventKind::Bind, Origin::Call);
    event.local = local;
    event.peer = {};
    event = eventOfCall(std::move(event), CallName::Bind, bound);
    if (!bound.isOk()) {
        onAttemptFailed(std::move(event));
        return false;
    }
    recorder().append(std::move(event), stamp);
    setLocal(localAddressOf(descriptor));
    return true;
}

std::optional<Error> LocalClient::takeConnected(Descriptor descriptor)
{
    m_socket = std::make_unique<QLocalSocket>();
    if (m_socket->setSocketDescriptor(descriptor))
        return std::nullopt;
    Error why = connectError(m_socket->error());
    m_socket.reset();
    return why;
}

void LocalClient::onConnected()
{
    m_socket->disconnect(this);
    setLocal(localAddressOf(m_socket->socketDescriptor()));
    recorder().append(stepEvent(EventKind::Connected, Origin::Qt));
    std::unique_ptr<StreamSocket> stream = streamSocketOf(std::move(m_socket));
    if (!stream) {
        fail(errorEvent({ErrorCode::NotOffered, 0, QStringLiteral("QLocalSocket"), 0, {}}));
        return;
    }
    onOpened(new QtConnection(recorder(), identity(), socketNumber(), std::move(stream), this));
}

// While it tries again, only its notifier knows the descriptor.
Descriptor LocalClient::descriptor() const
{
    if (m_socket->socketDescriptor() != -1)
        return m_socket->socketDescriptor();
    const auto *notifier = m_socket->findChild<QSocketNotifier *>();
    return notifier ? Descriptor(notifier->socket()) : kNoDescriptor;
}

Error LocalClient::connectError(QLocalSocket::LocalSocketError socketError) const
{
    const Address &peer = identity().peer;
    ErrorCode code = errorCodeOf(QAbstractSocket::SocketError(socketError));
    if (peer.kind == Address::Kind::Path
        && (code == ErrorCode::HostNotFound || code == ErrorCode::ConnectionRefused
            || code == ErrorCode::Unknown))
        code = whatIsAt(peer, transport()); // it tells more than Qt does
    return {code, int(socketError), peer.toString(), 0, m_socket->errorString()};
}

void LocalClient::dropAttempt()
{
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // we are in one of its signals
}

} // namespace bothends
