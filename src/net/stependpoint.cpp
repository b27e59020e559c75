// SPDX-License-Identifier: MIT
#include "net/stependpoint.h"

#include <QHostAddress>
#include <QHostInfo>

#include <cerrno>
#include <variant>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kLookupReserve = 16; // a look-up without descriptors aborts the process

bool needsLookUp(const SocketCall &call)
{
    switch (call.call) {
    case CallName::Bind:
    case CallName::Connect:
    case CallName::ConnectEx:
    case CallName::SendTo:
    case CallName::SendMsg:
        return call.address.kind == Address::Kind::Ip && !call.address.isNull()
            && QHostAddress(call.address.host).isNull();
    default:
        return false;
    }
}

} // namespace

StepEndpoint::StepEndpoint(EngineContext &context, quint32 id, const SocketConfig &config, QObject *parent)
    : Endpoint(context, id, config.side, config.transport, parent)
    , m_config(config)
{
}

void StepEndpoint::start()
{
    SocketIdentity identity{id(), 0, side(), m_config.transport, m_config.isIpv6};
    const Stamp stamp = m_context.recorder.now();
    if (m_config.adoptDescriptor >= 0) {
        const std::variant<AdoptedSocket, Error> found = describeSocket(m_config.adoptDescriptor);
        if (const Error *error = std::get_if<Error>(&found)) {
            refuse(*error);
            return;
        }
        const auto &adopted = std::get<AdoptedSocket>(found);
        makeOurs(m_config.adoptDescriptor);
        identity.transport = m_config.transport = adopted.transport;
        identity.isIpv6 = m_config.isIpv6 = adopted.isIpv6;
        add(m_config.adoptDescriptor, identity)->beginAdopted(adopted);
    } else {
        const RawResult made = rawSocket(m_config.transport, m_config.isIpv6);
        if (!made.isOk()) {
            refuse(errorOf(made.error, CallName::Socket, transport(), transportName(transport())));
            return;
        }
        add(made.value, identity)->begin(stamp);
    }
    updateStatus();
}

void StepEndpoint::refuse(const Error &error)
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::Socket;
    Event refused = newEvent(EventKind::Error, Origin::Call);
    refused.error = error;
    refused.detail = std::move(detail);
    m_context.recorder.append(std::move(refused));
    m_isFinished = true;
    updateStatus();
    emit finished();
}

StepSocket *StepEndpoint::add(Descriptor descriptor, const SocketIdentity &like)
{
    SocketIdentity identity = like;
    identity.number = m_context.nextSocket();
    auto *socket = new StepSocket(m_context, identity, descriptor, this);
    if (m_first == 0)
        m_first = identity.number;
    m_sockets.insert(identity.number, socket);
    connect(socket, &StepSocket::localChanged, this, &StepEndpoint::updateStatus);
    connect(socket, &StepSocket::closed, this, [this, socket] { onClosed(socket); });
    connect(socket, &StepSocket::accepted, this,
            [this, socket](Descriptor client, const Address &from, const Stamp &stamp) {
                add(client, socket->identity())->beginAccepted(from, stamp);
            });
    return socket;
}

void StepEndpoint::call(const SocketCall &call)
{
    StepSocket *socket = m_sockets.value(call.socket != 0 ? call.socket : m_first);
    if (!socket)
        reportClosed(call);
    else if (needsLookUp(call))
        lookUp(call);
    else
        socket->call(call);
}

// As Python does: the first address of the name that suits the socket's family.
void StepEndpoint::lookUp(const SocketCall &call)
{
    const auto fail = [this, call](const Error &error) {
        StepSocket *socket = m_sockets.value(call.socket != 0 ? call.socket : m_first);
        CallDetail detail;
        detail.call = call.call;
        if (socket)
            socket->fail(detail, error, m_context.recorder.now(), call.address);
        else
            reportClosed(call);
    };
    if (descriptorsAreScarce(kLookupReserve)) {
        fail({ErrorCode::TooManyOpenFiles, EMFILE, call.address.toString(), 0, {}});
        return;
    }
    QHostInfo::lookupHost(call.address.host, this, [this, call, fail](const QHostInfo &info) {
        const QList<QHostAddress> addresses = info.addresses();
        for (const QHostAddress &address : addresses) {
            if ((address.protocol() == QAbstractSocket::IPv6Protocol) != m_config.isIpv6)
                continue;
            SocketCall literal = call;
            literal.address.host = address.toString();
            this->call(literal);
            return;
        }
        fail({ErrorCode::HostNotFound, 0, call.address.host, 0, info.errorString()});
    });
}

void StepEndpoint::callOn(quint32 connection, SocketCall call)
{
    for (StepSocket *socket : std::as_const(m_sockets)) {
        if (const ConnectionStatus *status = socket->connection(connection)) {
            call.socket = socket->identity().number;
            if (call.call == CallName::SendTo)
                call.address = status->peer;
            socket->call(call);
            return;
        }
    }
    reportNotConnected(connection);
}

void StepEndpoint::send(quint32 connection, const QByteArray &bytes)
{
    SocketCall call;
    call.call = isStream(m_config.transport) ? CallName::SendAll : CallName::SendTo;
    call.bytes = bytes;
    callOn(connection, call);
}

void StepEndpoint::finishSending(quint32 connection)
{
    SocketCall call;
    call.call = CallName::Shutdown;
    call.how = ShutdownHow::Write;
    callOn(connection, call);
}

void StepEndpoint::disconnectPeer(quint32 connection)
{
    SocketCall call;
    call.call = CallName::Close;
    callOn(connection, call);
}

void StepEndpoint::abortPeer(quint32 connection)
{
    SocketCall call;
    call.call = CallName::Close;
    call.isAbortive = true;
    callOn(connection, call);
}

void StepEndpoint::stop()
{
    closeAll(false);
}

void StepEndpoint::abort()
{
    closeAll(true);
}

void StepEndpoint::closeAll(bool isAbortive)
{
    const QList<StepSocket *> sockets = m_sockets.values();
    for (StepSocket *socket : sockets)
        socket->close(isAbortive);
}

void StepEndpoint::onClosed(StepSocket *socket)
{
    m_sockets.remove(socket->identity().number);
    socket->deleteLater(); // we are in one of its calls
    if (!m_sockets.isEmpty() || m_isFinished)
        return;
    m_isFinished = true;
    updateStatus();
    emit finished();
}

void StepEndpoint::updateStatus()
{
    if (const StepSocket *first = m_sockets.value(m_first))
        m_local = first->local();
    EndpointStatus status;
    status.endpoint = id();
    status.side = side();
    status.state = m_isFinished ? EndpointStatus::State::Stopped : EndpointStatus::State::Running;
    status.transport = m_config.transport;
    status.local = m_local;
    m_context.recorder.update(status);
}

} // namespace bothends
