// SPDX-License-Identifier: MIT
#include "net/glassserver.h"

#include "net/callevents.h"
#include "net/glassconnection.h"

#include <QSocketNotifier>

#include <cerrno>

namespace bothends {

GlassServer::GlassServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent)
    : StreamServer(context, id, config, 1, parent)
{
}

GlassServer::~GlassServer()
{
    if (m_socket.isValid())
        GlassServer::closeListener(); // whatever a derived class had
}

bool GlassServer::openListener()
{
    setListening(m_context.nextSocket(), config().address);
    if (!(config().adoptDescriptor >= 0 ? adopt() : open()) || !listens()) {
        if (m_socket.isValid()) {
            m_socket.close();
            recorder().append(listenerEvent(EventKind::Closed, Origin::Call));
        }
        return false;
    }
    m_waitingNotifier = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read);
    connect(m_waitingNotifier.get(), &QSocketNotifier::activated, this, &GlassServer::onWaiting);
    m_waitingNotifier->setEnabled(true);
    return true;
}

bool GlassServer::open()
{
    const SystemAddress address = systemAddressOf(config().address);
    if (!address.isValid() || config().address.isLocal() != isLocal(transport())) {
        Event refused = listenerEvent(EventKind::Error, Origin::Call);
        refused.error = addressFault(config().address);
        recorder().append(std::move(refused));
        return false;
    }
    Stamp stamp = recorder().now();
    const RawResult made = rawSocket(transport(), config().address.isIpv6());
    m_socket = DescriptorHandle(Descriptor(made.value));
    Event event = listenerEvent(EventKind::Socket, Origin::Call);
    event.number = made.isOk() ? qint32(made.value) : -1;
    recorder().append(eventOfCall(std::move(event), CallName::Socket, made), stamp);
    if (!made.isOk())
        return false;
    const auto set = [this](SocketOption option, bool isOn) {
        setSwitch(recorder(), listenerEvent(EventKind::Option, Origin::Call), m_socket.get(), option, isOn);
    };
    if (!isLocal(transport())) // else TIME_WAIT of the last run keeps the port
        set(SocketOption::ReuseAddress, true);
    if (config().address.isIpv6())
        set(SocketOption::V6Only, config().isIpv6Only);

    stamp = recorder().now();
    const RawResult bound = rawBind(m_socket.get(), address);
    if (bound.isOk()) {
        if (config().address.kind == Address::Kind::Path)
            m_file = socketFileAt(config().address.host);
        setListening(listenerEvent(EventKind::Bind, Origin::Call).socket, localAddressOf(m_socket.get()));
    }
    recorder().append(eventOfCall(listenerEvent(EventKind::Bind, Origin::Call), CallName::Bind, bound),
                      stamp);
    return bound.isOk();
}

bool GlassServer::adopt()
{
    if (const std::optional<Error> why = takeOver(config().adoptDescriptor, transport(), true)) {
        Event refused = listenerEvent(EventKind::Error, Origin::Call);
        refused.error = why;
        recorder().append(std::move(refused));
        return false;
    }
    m_socket = DescriptorHandle(config().adoptDescriptor);
    setListening(listenerEvent(EventKind::Socket, Origin::Call).socket, localAddressOf(m_socket.get()));
    Event event = listenerEvent(EventKind::Socket, Origin::Call);
    event.number = config().adoptDescriptor;
    recorder().append(std::move(event));
    return true;
}

// An adopted socket listens already; calling it again sets our backlog.
bool GlassServer::listens()
{
    const Stamp stamp = recorder().now();
    const RawResult listening = rawListen(m_socket.get(), config().backlog);
    Event event = listenerEvent(EventKind::Listen, Origin::Call);
    event.number = config().backlog;
    recorder().append(eventOfCall(std::move(event), CallName::Listen, listening), stamp);
    return listening.isOk();
}

void GlassServer::onWaiting()
{
    serveWaiting();
}

void GlassServer::setGated(bool gated)
{
    m_waitingNotifier->setEnabled(!gated);
}

std::optional<StreamServer::Accepted> GlassServer::acceptNext()
{
    const Stamp stamp = recorder().now();
    SystemAddress peer;
    const RawResult accepted = rawAccept(m_socket.get(), peer);
    if (accepted.isOk())
        return Accepted{Descriptor(accepted.value), Origin::Call, stamp, CallName::Accept, peer};
    if (accepted.wouldBlock())
        return std::nullopt;
    const Event failed
        = eventOfCall(listenerEvent(EventKind::Error, Origin::Call), CallName::Accept, accepted);
    if (accepted.error == ECONNABORTED) // that client is gone; others may wait
        recorder().append(failed, stamp);
    else // descriptors or memory: the client stays where it is
        reportScarcity(Origin::Call, *failed.error);
    return std::nullopt;
}

Connection *GlassServer::makeConnection(const ConnectionStatus &identity, quint32 socketNumber,
                                        Descriptor descriptor)
{
    return new GlassConnection(recorder(), identity, socketNumber, DescriptorHandle(descriptor), nullptr);
}

void GlassServer::closeListener()
{
    Connection::retire(m_waitingNotifier);
    removeSocketFile(config().address.host, m_file);
    m_socket.close();
}

} // namespace bothends
