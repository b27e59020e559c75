// SPDX-License-Identifier: MIT
#pragma once

#include "net/connection.h"
#include "net/serverendpoint.h"

#include <QList>
#include <QMap>
#include <QTimer>

#include <memory>
#include <optional>

namespace bothends {

/// A listening socket and its clients, as far as it is the same for every engine. Greets each client, then
/// chats, closes or echoes. A burst of clients is accepted first and served afterwards, so that the kernel's
/// accept queue stays short. Refuses clients over the connection limit in words; while file descriptors are
/// scarce it leaves clients waiting in the kernel's accept queue and resumes by itself. Lives in the I/O
/// thread.
class StreamServer : public ServerEndpoint
{
    Q_OBJECT
public:
    void start() override;
    void stop() override;
    void abort() override;
    void send(quint32 connection, const QByteArray &bytes) override;
    void finishSending(quint32 connection) override;
    void disconnectPeer(quint32 connection) override;
    void abortPeer(quint32 connection) override;
    void sendFile(quint32 connection, const FileToSend &file) override;
    void cancelTransfer(quint32 connection) override;
    void saveReceived(quint32 connection, const QString &file) override;

    /// getsockopt, setsockopt and shutdown, of the listening socket or a connection's.
    void call(const SocketCall &call) override;

    void broadcast(const QByteArray &bytes) override;
    void pauseAccepting() override;
    void resumeAccepting() override;
    void acceptOne() override;
    void setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting) override;

protected:
    /// A client that was accepted and waits for its turn to be served.
    struct Accepted
    {
        Descriptor descriptor = kNoDescriptor;
        Origin origin = Origin::Call;
        Stamp stamp;
        CallName call = CallName::None;
        SystemAddress peer{}; ///< as accept(2) told it; invalid = ask
    };

    /// @param descriptorsEach what a connection takes
    StreamServer(EngineContext &context, quint32 id, const ServerConfig &config, int descriptorsEach,
                 QObject *parent);
    ~StreamServer() override;

    // What an engine is made of.

    /// Makes the socket listen, with its events and setListening(). False after an `error` event.
    virtual bool openListener() = 0;
    virtual Descriptor listener() const = 0;
    /// Lets go of it; no event.
    virtual void closeListener() = 0;
    /// While gated, nothing is accepted unasked.
    virtual void setGated(bool gated) = 0;
    /// A client that waits in the accept queue.
    virtual std::optional<Accepted> acceptNext() = 0;
    /// Without a parent; null after an `error` event. The descriptor is taken over in any case.
    virtual Connection *makeConnection(const ConnectionStatus &identity, quint32 socketNumber,
                                       Descriptor descriptor)
        = 0;

    const ServerConfig &config() const { return m_config; }
    /// The listening socket's number and address, for its events.
    void setListening(quint32 socketNumber, const Address &local);
    Event listenerEvent(EventKind kind, Origin origin) const;
    /// One that waits, by accept(2) behind Qt's back.
    std::optional<Accepted> acceptWaiting();
    /// Takes a client in and serves it, if nobody is being served already.
    void take(const Accepted &accepted);
    void serveWaiting();
    /// Stops accepting until there are descriptors again; says why, once until accepting has gone well for a
    /// while.
    void reportScarcity(Origin origin, const Error &error);
    bool isGated() const { return m_paused || m_scarce; }
    /// setGated() as it has to be now.
    void gate();
    Recorder &recorder() { return m_context.recorder; }

private:
    static constexpr int kDescriptorRetryMs = 200;
    static constexpr int kServedPerTurn = 64; ///< clients that one turn of the event loop serves
    static constexpr qint64 kDrainNs = 200'000; ///< between two looks at the accept queue while serving
    static constexpr int kLookForDropsMs = 20;

    Connection *find(quint32 connection) const { return m_connections.value(connection); }
    void enqueue(const Accepted &accepted);
    void drainAcceptQueue();
    void drainAcceptQueueInTime();
    void serve(const Accepted &accepted);
    static std::shared_ptr<const CallDetail> acceptDetail(const Accepted &accepted,
                                                          const Address &mappedPeer);
    void reportDrops();
    void refuse(Descriptor descriptor);
    void shutListener();
    void checkDescriptors();
    void onEnded(Connection *connection);
    void finishIfDone();
    void updateStatus();

    ServerConfig m_config;
    QTimer m_descriptorRetry;
    QTimer m_serveTimer;
    QTimer m_dropsTimer;
    qint64 m_drainedNs = 0; // when something was accepted last
    QList<Accepted> m_waiting;
    QMap<quint32, Connection *>
        m_connections; // by number; ours, and no children: QObject looks through all of them to let go of one
    Address m_local;
    Address m_acceptedLocal; // null = each connection has its own
    quint32 m_socketNumber = 0;
    int m_descriptorsEach;
    int m_reserve = 0; // descriptors kept free for files, threads and name lookups
    int m_limit = 0;
    qsizetype m_knownRoom = 0; // descriptors up to this number were seen not to be scarce
    qint64 m_reportedDrops = 0;
    bool m_serving = false;
    bool m_listening = false;
    bool m_paused = false;
    bool m_scarce = false; // nothing is accepted until the timer looks again
    bool m_isShort = false; // that is so, or was a moment ago
    bool m_stopping = false;
    bool m_finished = false;
};

} // namespace bothends
