// SPDX-License-Identifier: MIT
#pragma once

#include "net/datagramconversation.h"
#include "net/datagramreader.h"
#include "net/endpoint.h"

#include <QTimer>

#include <memory>

class QHostAddress;

namespace bothends {

/// A client of datagrams: looks the name up, makes a socket, binds it if it needs a name, and connects it,
/// which sends nothing but lets it hear that nobody is there. Lives in the I/O thread.
class DatagramClient : public Endpoint
{
    Q_OBJECT
public:
    DatagramClient(EngineContext &context, quint32 id, ClientConfig config, QObject *parent);
    ~DatagramClient() override;

    void start() override;
    /// Sends what is queued first, while there is progress.
    void stop() override;
    void abort() override;
    /// One datagram; of ICMP, one echo request with these bytes as its data.
    void send(quint32 connection, const QByteArray &bytes) override;
    /// shutdown(2) of the sending direction: nobody but this socket hears of it.
    void finishSending(quint32 connection) override;
    void disconnectPeer(quint32) override { stop(); }
    void abortPeer(quint32) override { abort(); }
    void call(const SocketCall &call) override;

private:
    static constexpr int kDrainTimeoutMs = 5000; ///< without progress of the queue while stopping

    void onLookedUp(const QList<QHostAddress> &addresses, const QString &failure);
    void open();
    void adopt();
    void converse(bool isConnected, const std::optional<Stamp> &connected);
    bool bindIfNeeded();
    void reportSocket(const Stamp &stamp);
    void flush();
    void shutSending();
    void fail(const Error &error, CallName call);
    void closeSocket();
    void finish();
    Event stepEvent(EventKind kind, Origin origin) const;
    void updateStatus(EndpointStatus::State state);

    ClientConfig m_config;
    ConnectionStatus m_status;
    std::unique_ptr<DatagramSocket> m_socket;
    std::unique_ptr<DatagramReader> m_reader;
    std::unique_ptr<DatagramConversation> m_conversation; // while connected
    QTimer m_deadline;
    quint32 m_socketNumber = 0;
    quint16 m_echoIdentifier = 0;
    quint16 m_echoSequence = 0;
    int m_lookup = -1;
    bool m_hasSocket = false; ///< its event is there
    bool m_sendingEnds = false; ///< no more is taken to be sent
    bool m_sendingShut = false; ///< shutdown(2) was called
    bool m_stopping = false;
    bool m_finished = false;
};

} // namespace bothends
