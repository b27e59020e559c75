// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernelprobe.h"
#include "net/endpoint.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace bothends {

class KernelWatch;
class ServerEndpoint;

/// Owns the endpoints, numbers and records what they do. Lives in the I/O thread; commands come in as
/// queued invocations (see Session), events go out through batchReady().
class Engine : public QObject
{
    Q_OBJECT
public:
    explicit Engine(std::chrono::milliseconds frame);
    ~Engine() override;

    Recorder &recorder() { return m_recorder; }

    /// From now on the kernel is asked about the sockets of the journal.
    void observeKernel(std::unique_ptr<KernelProbe> probe);
    void setWatched(bool watched, quint32 focus);

    void startServer(quint32 endpoint, const ServerConfig &config);
    void startClient(quint32 endpoint, const ClientConfig &config);
    void openSocket(quint32 endpoint, const SocketConfig &config);
    void call(quint32 endpoint, const SocketCall &call);
    void sendFile(quint32 endpoint, quint32 connection, const FileToSend &file);
    void cancelTransfer(quint32 endpoint, quint32 connection);
    void saveReceived(quint32 endpoint, quint32 connection, const QString &file);
    void stop(quint32 endpoint);
    void abort(quint32 endpoint);
    void send(quint32 endpoint, quint32 connection, const QByteArray &bytes);
    void broadcast(quint32 server, const QByteArray &bytes);
    void finishSending(quint32 endpoint, quint32 connection);
    void disconnectPeer(quint32 endpoint, quint32 connection);
    void abortPeer(quint32 endpoint, quint32 connection);
    void setAccepting(quint32 server, bool accepting);
    void acceptOne(quint32 server);
    void setGreeting(quint32 server, const QByteArray &greeting, AfterGreeting afterGreeting);
    /// Ends everything: in order, and after `patience` with a reset. Then stopped().
    void stopAll(std::chrono::milliseconds patience);

signals:
    /// After stopAll(): no endpoint is left, and the reader has taken in its last event.
    void stopped();

private:
    void add(Endpoint *endpoint);
    void finishStopping();
    void reportMissing(quint32 endpoint, Side side, quint32 connection);
    void reportClosed(quint32 endpoint, const SocketCall &call);
    ServerEndpoint *server(quint32 endpoint) const;

    Recorder m_recorder;
    ConnectionNumbers m_numbers;
    EngineContext m_context;
    std::unique_ptr<KernelWatch> m_watch;
    QHash<quint32, Endpoint *> m_endpoints; // children
    QHash<quint32, Event> m_ended; // as those that are gone made them
    bool m_watched = false;
    quint32 m_focus = 0;
    bool m_stopping = false;
    bool m_stopped = false;
};

} // namespace bothends
