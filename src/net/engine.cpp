// SPDX-License-Identifier: MIT
#include "net/engine.h"

#include "net/controlcall.h"
#include "net/endpoints.h"
#include "net/kernelwatch.h"

namespace bothends {

Engine::Engine(std::chrono::milliseconds frame)
    : m_recorder(frame, this)
    , m_context{m_recorder, m_numbers}
{
}

Engine::~Engine()
{
    m_recorder.setObserver({});
    qDeleteAll(m_endpoints); // before the recorder they write to
}

void Engine::observeKernel(std::unique_ptr<KernelProbe> probe)
{
    m_watch = std::make_unique<KernelWatch>(std::move(probe), m_recorder, m_numbers);
    m_watch->setWatched(m_watched, m_focus);
    m_recorder.setObserver([watch = m_watch.get()](const Event &event) { watch->observe(event); });
}

void Engine::setWatched(bool watched, quint32 focus)
{
    m_watched = watched;
    m_focus = focus;
    if (m_watch)
        m_watch->setWatched(watched, focus);
}

void Engine::add(Endpoint *endpoint)
{
    m_endpoints.insert(endpoint->id(), endpoint);
    connect(endpoint, &Endpoint::finished, this, [this, endpoint] {
        m_endpoints.remove(endpoint->id());
        m_ended.insert(endpoint->id(), endpoint->newEvent(EventKind::Error, Origin::Call));
        endpoint->deleteLater();
        finishStopping();
    });
    endpoint->start();
}

void Engine::startServer(quint32 endpoint, const ServerConfig &config)
{
    add(makeServer(m_context, endpoint, config, this));
}

void Engine::startClient(quint32 endpoint, const ClientConfig &config)
{
    add(makeClient(m_context, endpoint, config, this));
}

void Engine::openSocket(quint32 endpoint, const SocketConfig &config)
{
    Endpoint *socket = makeSocket(m_context, endpoint, config, this);
    socket->setStepwise();
    add(socket);
}

ServerEndpoint *Engine::server(quint32 endpoint) const
{
    return qobject_cast<ServerEndpoint *>(m_endpoints.value(endpoint));
}

void Engine::call(quint32 endpoint, const SocketCall &call)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->call(call);
    else
        reportClosed(endpoint, call);
}

void Engine::sendFile(quint32 endpoint, quint32 connection, const FileToSend &file)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->sendFile(connection, file);
    else
        reportMissing(endpoint, Side::Client, connection);
}

void Engine::cancelTransfer(quint32 endpoint, quint32 connection)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->cancelTransfer(connection);
}

void Engine::saveReceived(quint32 endpoint, quint32 connection, const QString &file)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->saveReceived(connection, file);
}

void Engine::reportMissing(quint32 endpoint, Side side, quint32 connection)
{
    Event refused;
    refused.endpoint = endpoint;
    refused.side = side;
    refused.connection = connection;
    refused.kind = EventKind::Error;
    refused.error = Error{ErrorCode::NotConnected, 0, {}, 0, {}};
    m_recorder.append(std::move(refused));
}

// Its sockets are closed, so their numbers name none (EBADF).
void Engine::reportClosed(quint32 endpoint, const SocketCall &call)
{
    Event refused = m_ended.value(endpoint);
    refused.endpoint = endpoint;
    refused.socket = call.socket;
    refuseClosed(call, refused);
    m_recorder.append(std::move(refused));
}

void Engine::stop(quint32 endpoint)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->stop();
}

void Engine::abort(quint32 endpoint)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->abort();
}

void Engine::send(quint32 endpoint, quint32 connection, const QByteArray &bytes)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->send(connection, bytes);
    else
        reportMissing(endpoint, Side::Client, connection);
}

void Engine::broadcast(quint32 endpoint, const QByteArray &bytes)
{
    if (ServerEndpoint *target = server(endpoint))
        target->broadcast(bytes);
    else
        reportMissing(endpoint, Side::Server, 0);
}

void Engine::finishSending(quint32 endpoint, quint32 connection)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->finishSending(connection);
}

void Engine::disconnectPeer(quint32 endpoint, quint32 connection)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->disconnectPeer(connection);
}

void Engine::abortPeer(quint32 endpoint, quint32 connection)
{
    if (Endpoint *target = m_endpoints.value(endpoint))
        target->abortPeer(connection);
}

void Engine::setAccepting(quint32 endpoint, bool accepting)
{
    ServerEndpoint *target = server(endpoint);
    if (!target)
        return;
    if (accepting)
        target->resumeAccepting();
    else
        target->pauseAccepting();
}

void Engine::acceptOne(quint32 endpoint)
{
    if (ServerEndpoint *target = server(endpoint))
        target->acceptOne();
}

void Engine::setGreeting(quint32 endpoint, const QByteArray &greeting, AfterGreeting afterGreeting)
{
    if (ServerEndpoint *target = server(endpoint))
        target->setGreeting(greeting, afterGreeting);
}

void Engine::stopAll(std::chrono::milliseconds patience)
{
    if (m_stopping)
        return;
    m_stopping = true;
    connect(&m_recorder, &Recorder::drained, this, &Engine::finishStopping);
    QTimer::singleShot(patience, this, [this] {
        const QList<Endpoint *> left = m_endpoints.values();
        for (Endpoint *endpoint : left)
            endpoint->abort();
    });
    const QList<Endpoint *> all = m_endpoints.values();
    for (Endpoint *endpoint : all)
        endpoint->stop();
    finishStopping();
}

void Engine::finishStopping()
{
    if (!m_stopping || m_stopped || !m_endpoints.isEmpty() || !m_recorder.isDrained())
        return;
    m_stopped = true;
    emit stopped();
}

} // namespace bothends
