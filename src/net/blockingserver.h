// SPDX-License-Identifier: MIT
#pragma once

#include "net/blockingloop.h"
#include "net/serverendpoint.h"
#include "net/socketcalls.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace bothends {

/// A server that serves as the tutorial does, one client after the other with calls that wait, while the
/// others stay in the accept queue: see BlockingLoop. This half makes the listening socket, turns what the
/// loop did into events, and asks the kernel where the thread sleeps. Lives in the I/O thread and never waits
/// there.
///
/// The loop cannot be paused, and does not hear of commands while it sleeps. What can be done from outside on
/// its descriptors is done: sending to the present client, half-closing and closing it. A client that waits
/// is no client yet.
class BlockingServer : public ServerEndpoint
{
    Q_OBJECT
public:
    BlockingServer(EngineContext &context, quint32 id, ServerConfig config, QObject *parent);
    ~BlockingServer() override;

    void start() override;
    void stop() override;
    void abort() override;
    void send(quint32 connection, const QByteArray &bytes) override;
    void finishSending(quint32 connection) override;
    void disconnectPeer(quint32 connection) override;
    void abortPeer(quint32 connection) override;
    /// Options and shutdown(), of the listening socket and of the present client.
    void call(const SocketCall &call) override;

    void broadcast(const QByteArray &bytes) override;
    void pauseAccepting() override;
    void resumeAccepting() override;
    void acceptOne() override;
    void setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting) override;

private:
    static constexpr int kAskAfterMs = 50; ///< a call that has not returned by then is taken to sleep
    static constexpr int kPatienceMs = 2000; ///< for a sendall() that does not get through, when it must end

    /// The client that the loop serves.
    struct Client
    {
        quint32 socket = 0;
        quint64 number = 0; ///< LoopStep::client
        ConnectionStatus status;
    };

    bool open();
    bool make();
    bool adopt();
    bool listens();
    void close();
    bool told(Event event, CallName call, const RawResult &result, const Stamp &stamp);
    void takeIn();
    void takeIn(const LoopStep &step);
    void onAccepted(const LoopStep &step);
    void onClosed(const LoopStep &step);
    void onEnded();
    void tell(EventKind kind, const LoopStep &step);
    void tellData(EventKind kind, const LoopStep &step);
    void tellError(const LoopStep &step);
    void tellShutdown(const BlockingLoop::Woken &woken);
    void tellShutdown(bool isOfClient, ShutdownHow how);
    void askForThread();
    void endClient(quint32 connection, bool abortive);
    bool isClient(quint32 connection) const { return m_client && m_client->status.connection == connection; }
    Event eventOf(EventKind kind, bool isOfClient) const;
    void append(Event event, CallDetail detail, const Stamp &stamp);
    void refuse(const Error &error);
    void finish();
    void updateStatus();

    ServerConfig m_config;
    DescriptorHandle m_listener;
    SocketFile m_file; // that bind() made
    Address m_local;
    quint32 m_socketNumber = 0;
    std::optional<Client> m_client;
    QTimer m_ask;
    QTimer m_patience;
    LoopStep m_entered; // the call that it went into last
    int m_threadId = 0;
    std::optional<ThreadReading> m_lastReading;
    bool m_isTakingIn = false;
    bool m_isStopping = false;
    bool m_isFinished = false;
    std::unique_ptr<BlockingLoop> m_loop; // last: its thread uses the listening socket
};

} // namespace bothends
