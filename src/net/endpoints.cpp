// SPDX-License-Identifier: MIT
#include "net/endpoints.h"

#include "net/blockingserver.h"
#include "net/datagramclient.h"
#include "net/datagramserver.h"
#include "net/glassclient.h"
#include "net/glassserver.h"
#include "net/localclient.h"
#include "net/localserver.h"
#include "net/stependpoint.h"
#include "net/tcpclient.h"
#include "net/tcpserver.h"

namespace bothends {

namespace {

/// Stands in for what is not offered: says so and finishes.
class NoEndpoint : public Endpoint
{
public:
    using Endpoint::Endpoint;

    void start() override
    {
        Event refused = newEvent(EventKind::Error, Origin::Call);
        refused.error = Error{ErrorCode::NotOffered, 0, transportName(transport()), 0, {}};
        m_context.recorder.append(std::move(refused));
        EndpointStatus status;
        status.endpoint = id();
        status.side = side();
        status.state = EndpointStatus::State::Stopped;
        m_context.recorder.update(status);
        emit finished();
    }
    void stop() override { }
    void abort() override { }
    void send(quint32, const QByteArray &) override { }
    void finishSending(quint32) override { }
    void disconnectPeer(quint32) override { }
    void abortPeer(quint32) override { }
};

} // namespace

Endpoint *makeServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent)
{
    if (config.engine == EngineKind::Qt && config.transport == Transport::Tcp)
        return new TcpServer(context, id, config, parent);
    if (config.engine == EngineKind::Qt && config.transport == Transport::LocalStream)
        return new LocalServer(context, id, config, parent);
    if (config.engine == EngineKind::GlassBox && isStream(config.transport))
        return new GlassServer(context, id, config, parent);
    if (config.engine == EngineKind::BlockingLoop && isStream(config.transport))
        return new BlockingServer(context, id, config, parent);
    // A ping socket only gets the answers to its own requests: there is nothing to serve with it.
    const bool canServe = !isStream(config.transport) && config.transport != Transport::PingIcmp;
    if (canServe && config.engine != EngineKind::BlockingLoop)
        return new DatagramServer(context, id, config, parent);
    return new NoEndpoint(context, id, Side::Server, config.transport, parent);
}

Endpoint *makeClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent)
{
    if (config.engine == EngineKind::Qt && config.transport == Transport::Tcp)
        return new TcpClient(context, id, config, parent);
    if (config.engine == EngineKind::Qt && config.transport == Transport::LocalStream)
        return new LocalClient(context, id, config, parent);
    if (config.engine == EngineKind::GlassBox && isStream(config.transport))
        return new GlassClient(context, id, config, parent);
    if (!isStream(config.transport) && config.engine != EngineKind::BlockingLoop)
        return new DatagramClient(context, id, config, parent);
    return new NoEndpoint(context, id, Side::Client, config.transport, parent);
}

Endpoint *makeSocket(EngineContext &context, quint32 id, const SocketConfig &config, QObject *parent)
{
    return new StepEndpoint(context, id, config, parent);
}

} // namespace bothends
