// SPDX-License-Identifier: MIT
#include "net/glassclient.h"

#include "net/callevents.h"
#include "net/glassconnection.h"

#include <QSocketNotifier>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace bothends {

GlassClient::GlassClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent)
    : StreamClient(context, id, config, Origin::Call, parent)
    , m_retry(this)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(kFullQueueRetryMs);
    connect(&m_retry, &QTimer::timeout, this, &GlassClient::connectSocket);
}

GlassClient::~GlassClient() = default;

void GlassClient::attempt()
{
    m_saidFull = false;
    const bool isBound = !config().local.isNull() || config().local.port != 0;
    if (openDescriptor() && (!isBound || bindLocal()))
        connectSocket();
}

bool GlassClient::openDescriptor()
{
    beginSocket();
    const Stamp stamp = recorder().now();
    const RawResult made = rawSocket(transport(), identity().peer.isIpv6());
    Event event = stepEvent(EventKind::Socket, Origin::Call);
    event.number = made.isOk() ? qint32(made.value) : -1;
    event = eventOfCall(std::move(event), CallName::Socket, made);
    if (!made.isOk()) {
        forgetSocket();
        fail(std::move(event));
        return false;
    }
    m_socket = DescriptorHandle(Descriptor(made.value));
    recorder().append(std::move(event), stamp);
    return true;
}

bool GlassClient::bindLocal()
{
    Address local = config().local;
    if (local.host.isEmpty())
        local.host = identity().peer.isIpv6() ? u"::"_s : u"0.0.0.0"_s;
    const SystemAddress address = systemAddressOf(local);
    if (!address.isValid() || local.isLocal() != isLocal(transport())) {
        onAttemptFailed(errorEvent(addressFault(local)));
        return false;
    }
    if (!local.isLocal()) // else TIME_WAIT of the last connection keeps the port
        setSwitch(recorder(), stepEvent(EventKind::Option, Origin::Call), m_socket.get(),
                  SocketOption::ReuseAddress, true);
    const Stamp stamp = recorder().now();
    const RawResult bound = rawBind(m_socket.get(), address);
    Event event = stepEvent(EventKind::Bind, Origin::Call);
    event.local = bound.isOk() ? localAddressOf(m_socket.get()) : local;
    event.peer = {};
    event = eventOfCall(std::move(event), CallName::Bind, bound);
    if (bound.isOk())
        recorder().append(std::move(event), stamp);
    else
        onAttemptFailed(std::move(event));
    return bound.isOk();
}

// As connect_ex() does it: the errno is the result. EINPROGRESS is no failure; a local server whose accept
// queue is full says EAGAIN, and is asked again.
void GlassClient::connectSocket()
{
    const SystemAddress address = systemAddressOf(identity().peer);
    if (!address.isValid()) {
        onAttemptFailed(errorEvent(addressFault(identity().peer)));
        return;
    }
    const Stamp stamp = recorder().now();
    const RawResult result = rawConnect(m_socket.get(), address);
    const RawResult shown{result.error, 0};
    const bool isUnderWay = result.error == EINPROGRESS;
    if (result.isOk() || isUnderWay) {
        setLocal(localAddressOf(m_socket.get()));
        recorder().append(
            eventOfCall(stepEvent(EventKind::Connect, Origin::Call), CallName::ConnectEx, shown), stamp);
    }
    if (result.isOk()) {
        onConnected(CallName::ConnectEx, shown);
    } else if (isUnderWay) {
        m_writable = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Write);
        connect(m_writable.get(), &QSocketNotifier::activated, this, &GlassClient::onWritable);
        m_writable->setEnabled(true);
    } else {
        Event failed = eventOfCall(stepEvent(EventKind::Connect, Origin::Call), CallName::ConnectEx,
                                   {result.error, result.error});
        if (!result.wouldBlock()) {
            onAttemptFailed(std::move(failed));
            return;
        }
        if (!std::exchange(m_saidFull, true))
            recorder().append(std::move(failed), stamp);
        m_retry.start();
    }
}

void GlassClient::onWritable()
{
    const int error = pendingError(m_socket.get());
    const RawResult shown{error, error};
    if (error == 0)
        onConnected(CallName::GetSockOpt, shown);
    else
        onAttemptFailed(
            eventOfCall(stepEvent(EventKind::Connect, Origin::Call), CallName::GetSockOpt, shown));
}

void GlassClient::onConnected(CallName call, const RawResult &result)
{
    Connection::retire(m_writable);
    setLocal(localAddressOf(m_socket.get()));
    recorder().append(eventOfCall(stepEvent(EventKind::Connected, Origin::Call), call, result));
    onOpened(new GlassConnection(recorder(), identity(), socketNumber(), std::move(m_socket), this));
}

std::optional<Error> GlassClient::takeConnected(Descriptor descriptor)
{
    m_socket = DescriptorHandle(descriptor);
    return std::nullopt;
}

void GlassClient::onTaken()
{
    onConnected(CallName::None, {0, 0});
}

void GlassClient::dropAttempt()
{
    m_retry.stop();
    Connection::retire(m_writable);
    m_socket.close();
}

} // namespace bothends
