// SPDX-License-Identifier: MIT
#pragma once

#include "net/rawcalls.h"
#include "net/streamserver.h"

class QSocketNotifier;

namespace bothends {

/// A server of streams, over TCP or local sockets, on a raw descriptor: socket(2), setsockopt(2), bind(2),
/// listen(2) and accept4(2), each made and told by itself. A socket file that it made goes with it, if the
/// name is still its own; one that is there already is never removed. Lives in the I/O thread.
class GlassServer : public StreamServer
{
    Q_OBJECT
public:
    GlassServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent);
    ~GlassServer() override;

protected:
    bool openListener() override;
    Descriptor listener() const override { return m_socket.get(); }
    void closeListener() override;
    void setGated(bool gated) override;
    std::optional<Accepted> acceptNext() override;
    Connection *makeConnection(const ConnectionStatus &identity, quint32 socketNumber,
                               Descriptor descriptor) override;

private:
    bool open();
    bool adopt();
    bool listens();
    void onWaiting();

    DescriptorHandle m_socket;
    SocketFile m_file; ///< that bind() made
    std::unique_ptr<QSocketNotifier> m_waitingNotifier;
};

} // namespace bothends
