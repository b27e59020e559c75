// SPDX-License-Identifier: MIT
#pragma once

#include "net/rawcalls.h"
#include "net/streamclient.h"

#include <QLocalSocket>

namespace bothends {

/// A client of local streams on QLocalSocket. Lives in the I/O thread.
class LocalClient : public StreamClient
{
    Q_OBJECT
public:
    LocalClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent);
    ~LocalClient() override;

protected:
    void attempt() override;
    void dropAttempt() override;
    bool isAttempting() const override { return m_socket != nullptr; }
    Descriptor descriptor() const override;
    std::optional<Error> takeConnected(Descriptor descriptor) override;
    void onTaken() override { onConnected(); }

private:
    void connectByQt();
    void connectBound();
    bool bindLocal(Descriptor descriptor);
    void onConnected();
    Error connectError(QLocalSocket::LocalSocketError socketError) const;

    std::unique_ptr<QLocalSocket> m_socket; // while connecting
    QString m_boundPath; // that bind() made
    SocketFile m_boundFile;
};

} // namespace bothends
