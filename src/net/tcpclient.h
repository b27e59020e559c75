// SPDX-License-Identifier: MIT
#pragma once

#include "net/connection.h"
#include "net/endpoint.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace bothends {

/// One client connection on QTcpSocket: looks the name up, tries its addresses in order, then is a
/// Connection. Every attempt is a `socket` and a `connect` of its own in the journal. Lives in the I/O
/// thread.
class TcpClient : public Endpoint
{
    Q_OBJECT
public:
    TcpClient(EngineContext &context, quint32 id, ClientConfig config, QObject *parent);
    ~TcpClient() override;

    void start() override;
    /// While connecting: cancels at once. Connected: disconnects in order.
    void stop() override;
    void abort() override;
    void send(quint32 connection, const QByteArray &bytes) override;
    void finishSending(quint32 connection) override;
    void disconnectPeer(quint32 connection) override;
    void abortPeer(quint32 connection) override;
    /// getsockopt, setsockopt and shutdown, also while connecting.
    void call(const SocketCall &call) override;

private:
    void onLookedUp(const QList<QHostAddress> &addresses, const QString &failure);
    void tryNextAddress();
    void onConnected();
    void onAttemptFailed(const Error &error);
    void cancel();
    void fail(const Error &error);
    void finish();
    Error connectError(QAbstractSocket::SocketError socketError) const;
    Event stepEvent(EventKind kind, Origin origin) const;
    void updateStatus(EndpointStatus::State state);

    ClientConfig m_config;
    ConnectionStatus m_status;
    QList<QHostAddress> m_addresses; // still to try
    std::unique_ptr<QTcpSocket> m_socket; // while connecting
    Connection *m_connection = nullptr; // child
    QTimer m_timeout;
    quint32 m_socketNumber = 0;
    int m_lookup = -1;
    bool m_connecting = false;
    bool m_finishSendingWhenOpen = false;
    bool m_finished = false;
};

} // namespace bothends
