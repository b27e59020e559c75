// SPDX-License-Identifier: MIT
#pragma once

#include "net/streamserver.h"

#include <QAbstractSocket>

namespace bothends {

/// A server of TCP on QTcpServer, whose clients are QTcpSockets. Lives in the I/O thread.
class TcpServer : public StreamServer
{
    Q_OBJECT
public:
    TcpServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent);
    ~TcpServer() override;

protected:
    bool openListener() override;
    Descriptor listener() const override;
    void closeListener() override;
    void setGated(bool gated) override;
    std::optional<Accepted> acceptNext() override;
    Connection *makeConnection(const ConnectionStatus &identity, quint32 socketNumber,
                               Descriptor descriptor) override;

private:
    class Listener;

    bool adopt();
    bool listens();
    bool refuseToListen(const Error &error, const Stamp &stamp);
    void onAcceptError(QAbstractSocket::SocketError error);
    Error listenError() const;

    std::unique_ptr<Listener> m_listener;
};

} // namespace bothends
