// SPDX-License-Identifier: MIT
#pragma once

#include "net/streamclient.h"

#include <QTcpSocket>

namespace bothends {

/// A client of TCP on QTcpSocket. Lives in the I/O thread.
class TcpClient : public StreamClient
{
    Q_OBJECT
public:
    TcpClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent);
    ~TcpClient() override;

protected:
    void attempt() override;
    void dropAttempt() override;
    bool isAttempting() const override { return m_socket != nullptr; }
    Descriptor descriptor() const override;
    std::optional<Error> takeConnected(Descriptor descriptor) override;
    void onTaken() override { onConnected(); }

private:
    void makeSocket();
    bool bindLocal(const Stamp &stamp);
    void onConnected();
    Error connectError(QAbstractSocket::SocketError socketError) const;

    std::unique_ptr<QTcpSocket> m_socket; // while connecting
};

} // namespace bothends
