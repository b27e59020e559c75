// SPDX-License-Identifier: MIT
#include "net/streamclient.h"

#include "net/callevents.h"
#include "net/controlcall.h"

#include <QHostAddress>
#include <QHostInfo>

namespace bothends {

namespace {
// GLib aborts the process when a name lookup finds no descriptor for its wake-up pipe.
constexpr int kLookupReserve = 16;
} // namespace

StreamClient::StreamClient(EngineContext &context, quint32 id, ClientConfig config, Origin origin,
                           QObject *parent)
    : Endpoint(context, id, Side::Client, config.transport, parent)
    , m_config(std::move(config))
    , m_origin(origin)
    , m_timeout(this)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] {
        onAttemptFailed(errorEvent({ErrorCode::TimedOut, 0, m_status.peer.toString(), 0, {}}));
    });
}

StreamClient::~StreamClient()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
}

void StreamClient::start()
{
    m_connecting = true;
    m_status.connection = m_context.connections.next();
    m_status.endpoint = id();
    m_status.side = Side::Client;
    m_status.transport = transport();
    m_status.peer = m_config.server;
    recorder().update(m_status);
    updateStatus(EndpointStatus::State::Starting);
    if (m_config.adoptDescriptor >= 0)
        adopt();
    else
        lookUp();
}

void StreamClient::adopt()
{
    beginSocket();
    const Descriptor descriptor = m_config.adoptDescriptor;
    std::optional<Error> why = takeOver(int(descriptor), transport(), false);
    if (!why)
        why = takeConnected(descriptor);
    if (why) {
        forgetSocket();
        fail(errorEvent(*why));
        return;
    }
    m_status.peer = peerAddressOf(descriptor);
    setLocal(localAddressOf(descriptor));
    Event step = stepEvent(EventKind::Socket, Origin::Call);
    step.number = qint32(descriptor);
    recorder().append(std::move(step));
    onTaken();
}

void StreamClient::lookUp()
{
    const Address &server = m_config.server;
    const QHostAddress literal(server.host);
    if (server.isNull() || server.isLocal() != isLocal(transport())) {
        fail(errorEvent(
            {ErrorCode::AddressInvalid, 0, server.isLocal() ? server.toString() : server.host, 0, {}}));
    } else if (server.isLocal()) {
        onLookedUp({server}, {});
    } else if (!literal.isNull()) {
        onLookedUp({{literal.toString(), server.port}}, {});
    } else if (descriptorsAreScarce(kLookupReserve)) {
        fail(errorEvent({ErrorCode::TooManyOpenFiles, 0, server.toString(), 0, {}}));
    } else {
        m_lookup = QHostInfo::lookupHost(server.host, this, [this](const QHostInfo &info) {
            m_lookup = -1;
            QList<Address> addresses;
            const QList<QHostAddress> found = info.addresses();
            for (const QHostAddress &address : found)
                addresses << Address{address.toString(), m_config.server.port};
            onLookedUp(addresses, info.errorString());
        });
    }
}

void StreamClient::onLookedUp(const QList<Address> &addresses, const QString &failure)
{
    if (!m_connecting)
        return;
    if (addresses.isEmpty()) {
        fail(errorEvent({ErrorCode::HostNotFound, 0, m_config.server.host, 0, failure}));
        return;
    }
    m_addresses = addresses;
    tryNextAddress();
}

Event StreamClient::stepEvent(EventKind kind, Origin origin) const
{
    Event step = newEvent(kind, origin);
    step.socket = m_socketNumber;
    step.connection = m_status.connection;
    step.local = m_status.local;
    step.peer = m_status.peer;
    return step;
}

Event StreamClient::errorEvent(const Error &error) const
{
    Event failed = stepEvent(EventKind::Error, error.code == ErrorCode::Cancelled ? Origin::Call : m_origin);
    failed.error = error;
    return failed;
}

void StreamClient::tryNextAddress()
{
    m_status.peer = m_addresses.takeFirst();
    m_status.local = {};
    if (descriptorsAreScarce(kLookupReserve)) {
        fail(errorEvent({ErrorCode::TooManyOpenFiles, 0, m_status.peer.toString(), 0, {}}));
        return;
    }
    m_timeout.start(m_config.connectTimeout);
    attempt();
    if (m_connecting)
        recorder().update(m_status);
}

void StreamClient::setLocal(const Address &local)
{
    if (local == m_status.local)
        return;
    if (!m_status.local.isNull())
        m_context.connections.release(Side::Client, m_status.local, m_status.peer);
    m_status.local = local;
    if (!local.isNull())
        m_status.connection
            = m_context.connections.bindClient(m_status.connection, m_status.local, m_status.peer);
}

void StreamClient::onOpened(Connection *connection)
{
    m_timeout.stop();
    m_connecting = false;
    m_connection = connection;
    connect(m_connection, &Connection::ended, this, [this] {
        m_context.connections.release(Side::Client, m_status.local, m_status.peer);
        m_connection->deleteLater();
        m_connection = nullptr;
        finish();
    });
    updateStatus(EndpointStatus::State::Running);
    if (!m_config.saveFile.isEmpty())
        m_connection->saveReceived(m_config.saveFile);
    m_connection->open({false, m_config.afterEof});
    if (m_connection && m_finishSendingWhenOpen)
        m_connection->finishSending();
}

void StreamClient::onAttemptFailed(Event failed)
{
    if (!m_connecting || !isAttempting())
        return;
    m_timeout.stop();
    dropAttempt();
    if (!m_status.local.isNull())
        m_context.connections.release(Side::Client, m_status.local, m_status.peer);
    if (m_addresses.isEmpty()) {
        fail(std::move(failed));
        return;
    }
    recorder().append(std::move(failed));
    recorder().append(stepEvent(EventKind::Closed, Origin::Call));
    m_socketNumber = 0;
    tryNextAddress();
}

void StreamClient::fail(Event failed)
{
    recorder().append(std::move(failed));
    if (m_socketNumber != 0)
        recorder().append(stepEvent(EventKind::Closed, Origin::Call));
    m_connecting = false;
    m_status.state = ConnectionStatus::State::Closed;
    recorder().update(m_status);
    finish();
}

void StreamClient::cancel()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    m_addresses.clear();
    const Event cancelled = errorEvent({ErrorCode::Cancelled, 0, m_config.server.toString(), 0, {}});
    if (isAttempting())
        onAttemptFailed(cancelled);
    else
        fail(cancelled);
}

void StreamClient::stop()
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

void StreamClient::abort()
{
    if (m_finished)
        return;
    if (m_connecting)
        cancel();
    else if (m_connection)
        m_connection->abort();
}

void StreamClient::send(quint32 connection, const QByteArray &bytes)
{
    if (m_connection)
        m_connection->write(bytes, WriteReason::Message);
    else
        reportNotConnected(connection);
}

void StreamClient::finishSending(quint32)
{
    if (m_connection)
        m_connection->finishSending();
    else
        m_finishSendingWhenOpen = true;
}

void StreamClient::disconnectPeer(quint32)
{
    stop();
}

void StreamClient::abortPeer(quint32)
{
    abort();
}

void StreamClient::sendFile(quint32 connection, const FileToSend &file)
{
    if (m_connection)
        m_connection->sendFile(file);
    else
        reportNotConnected(connection);
}

void StreamClient::cancelTransfer(quint32)
{
    if (m_connection)
        m_connection->cancelTransfer();
}

void StreamClient::saveReceived(quint32 connection, const QString &file)
{
    if (m_connection)
        m_connection->saveReceived(file);
    else if (!file.isEmpty())
        reportNotConnected(connection);
}

void StreamClient::call(const SocketCall &call)
{
    const Descriptor attempted = isAttempting() ? descriptor() : kNoDescriptor;
    if ((call.socket != 0 && call.socket != m_socketNumber)
        || (!m_connection && attempted == kNoDescriptor)) {
        reportClosed(call);
        return;
    }
    Event event = stepEvent(EventKind::Option, Origin::Call);
    if (m_connection && m_connection->call(call))
        return;
    if (!m_connection && performControlCall(attempted, call, event))
        recorder().append(std::move(event));
    else
        reportNotOffered(call);
}

void StreamClient::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    updateStatus(EndpointStatus::State::Stopped);
    emit finished();
}

void StreamClient::updateStatus(EndpointStatus::State state)
{
    EndpointStatus status;
    status.endpoint = id();
    status.side = Side::Client;
    status.state = state;
    status.transport = transport();
    status.local = m_status.local;
    recorder().update(status);
}

} // namespace bothends
