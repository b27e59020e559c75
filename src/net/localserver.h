// SPDX-License-Identifier: MIT
#pragma once

#include "net/streamserver.h"

namespace bothends {

/// A server of local streams on QLocalServer, whose clients are QLocalSockets. Lives in the I/O thread.
class LocalServer : public StreamServer
{
    Q_OBJECT
public:
    LocalServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent);
    ~LocalServer() override;

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
    void reportListening(bool isAdopted, const Stamp &stamp);
    Error listenError() const;

    std::unique_ptr<Listener> m_listener;
};

} // namespace bothends
