// SPDX-License-Identifier: MIT
#pragma once

#include "net/datagramconversation.h"
#include "net/datagramreader.h"
#include "net/serverendpoint.h"

#include <QHash>
#include <QTimer>

#include <map>
#include <memory>

namespace bothends {

/// A server of datagrams: one bound socket for everybody. Whoever sends to it becomes a conversation with its
/// first datagram, is greeted, and is known by its address until it is forgotten; nothing in the kernel
/// begins or ends with that. Lives in the I/O thread.
class DatagramServer : public ServerEndpoint
{
    Q_OBJECT
public:
    DatagramServer(EngineContext &context, quint32 id, ServerConfig config, QObject *parent);
    ~DatagramServer() override;

    void start() override;
    /// Sends what is queued first, while there is progress.
    void stop() override;
    void abort() override;
    void send(quint32 connection, const QByteArray &bytes) override;
    /// A conversation has no directions that end.
    void finishSending(quint32) override { }
    /// Forgets the peer: its next datagram begins another conversation.
    void disconnectPeer(quint32 connection) override;
    void abortPeer(quint32 connection) override;
    void call(const SocketCall &call) override;

    void broadcast(const QByteArray &bytes) override;
    /// There is nothing to accept, so there is nothing to pause: the status says that it goes on.
    void pauseAccepting() override { updateStatus(); }
    void resumeAccepting() override { updateStatus(); }
    void acceptOne() override { }
    void setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting) override;

private:
    using Pair = std::pair<Address, Address>; // client, server
    struct Counts
    {
        qint64 received = 0;
        qint64 sent = 0;
    };

    static constexpr int kDrainTimeoutMs = 5000; ///< without progress of the queues while stopping
    static constexpr qint64 kEchoQueueBytes = 1024 * 1024; ///< above it an echo reads no more
    static constexpr qsizetype kMostForgotten = 4096;

    Event socketEvent(EventKind kind, Origin origin) const;
    bool open();
    bool adopt();
    void fail(const Error &error, CallName call);
    void onReceived(const Datagram &received);
    void onDropped(qint64 count);
    DatagramConversation *conversationWith(const Datagram &datagram);
    void greet(DatagramConversation &conversation);
    void forget(quint32 connection);
    void flush();
    bool mayRead() const;
    qint64 queuedBytes() const;
    void closeSocket();
    void updateStatus();

    ServerConfig m_config;
    std::unique_ptr<DatagramSocket> m_socket;
    std::unique_ptr<DatagramReader> m_reader;
    std::map<quint32, std::unique_ptr<DatagramConversation>> m_conversations; // by connection number
    QHash<Pair, quint32> m_numbers;
    QHash<quint32, Counts> m_forgotten; // their number may come again
    QTimer m_deadline;
    Address m_local;
    quint32 m_socketNumber = 0;
    bool m_isFull = false;
    bool m_stopping = false;
    bool m_finished = false;
};

} // namespace bothends
