// SPDX-License-Identifier: MIT
#pragma once

#include "net/connection.h"
#include "net/serverendpoint.h"

#include <QList>
#include <QMap>
#include <QTcpServer>
#include <QTimer>

#include <memory>

namespace bothends {

/// A listening socket and its clients on QTcpServer. Greets each client, then chats, closes or echoes.
/// A burst of clients is accepted first and served afterwards, so that the kernel's accept queue stays short.
/// Refuses clients over the connection limit in words; while file descriptors are scarce it leaves
/// clients waiting in the kernel's accept queue and resumes by itself. Lives in the I/O thread.
class TcpServer : public ServerEndpoint
{
    Q_OBJECT
public:
    TcpServer(EngineContext &context, quint32 id, ServerConfig config, QObject *parent);
    ~TcpServer() override;

    void start() override;
    void stop() override;
    void abort() override;
    void send(quint32 connection, const QByteArray &bytes) override;
    void finishSending(quint32 connection) override;
    void disconnectPeer(quint32 connection) override;
    void abortPeer(quint32 connection) override;
    /// getsockopt, setsockopt and shutdown, of the listening socket or a connection's.
    void call(const SocketCall &call) override;

    void broadcast(const QByteArray &bytes) override;
    void pauseAccepting() override;
    void resumeAccepting() override;
    void acceptOne() override;
    void setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting) override;

private:
    class Listener;

    static constexpr int kDescriptorRetryMs = 200;
    static constexpr int kServedPerTurn = 64; ///< clients that one turn of the event loop serves

    /// A client that was accepted and waits for its turn to be served.
    struct Accepted
    {
        Descriptor descriptor;
        Origin origin; ///< Qt: handed over by QTcpServer; Call: accepted by us right after it
        Stamp stamp;
    };

    void take(Descriptor descriptor);
    void enqueue(Descriptor descriptor, Origin origin);
    void drainAcceptQueue();
    void serve(const Accepted &accepted);
    void serveWaiting();
    void reportDrops();
    void reportScarcity();
    bool isGated() const { return m_paused || m_scarce; }
    void refuse(Descriptor descriptor);
    void closeListener();
    void gate();
    void checkDescriptors();
    void onAcceptError(QAbstractSocket::SocketError error);
    void onEnded(Connection *connection);
    void finishIfDone();
    void updateStatus();
    Error listenError() const;

    ServerConfig m_config;
    std::unique_ptr<Listener> m_listener;
    QTimer m_descriptorRetry;
    QTimer m_serveTimer;
    QList<Accepted> m_waiting;
    bool m_serving = false;
    int m_reserve = 0; // descriptors kept free for files, threads and name lookups
    qint64 m_reportedDrops = 0;
    QMap<quint32, Connection *> m_connections; // by connection number; children of this
    Address m_local;
    quint32 m_socketNumber = 0;
    int m_limit = 0;
    bool m_paused = false;
    bool m_scarce = false;
    bool m_stopping = false;
    bool m_finished = false;
};

} // namespace bothends
