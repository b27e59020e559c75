// SPDX-License-Identifier: MIT
#pragma once

#include "net/rawcalls.h"
#include "net/streamclient.h"

class QSocketNotifier;

namespace bothends {

/// A client of streams, over TCP or local sockets, on a raw descriptor: socket(2), bind(2) if asked for, a
/// non-blocking connect(2) whose result is shown, and SO_ERROR when the descriptor becomes writable. Lives in
/// the I/O thread.
class GlassClient : public StreamClient
{
    Q_OBJECT
public:
    GlassClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent);
    ~GlassClient() override;

protected:
    void attempt() override;
    void dropAttempt() override;
    bool isAttempting() const override { return m_socket.isValid(); }
    Descriptor descriptor() const override { return m_socket.get(); }
    std::optional<Error> takeConnected(Descriptor descriptor) override;
    void onTaken() override;

private:
    static constexpr int kFullQueueRetryMs = 50;

    bool openDescriptor();
    bool bindLocal();
    void connectSocket();
    void onWritable();
    void onConnected(CallName call, const RawResult &result);

    DescriptorHandle m_socket; // while connecting
    std::unique_ptr<QSocketNotifier> m_writable;
    QTimer m_retry;
    bool m_saidFull = false;
};

} // namespace bothends
