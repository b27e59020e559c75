// SPDX-License-Identifier: MIT
#pragma once

#include "net/endpoint.h"
#include "net/stepsocket.h"

#include <QMap>

namespace bothends {

/// An endpoint with one socket, made by socket(2) or adopted, and those that its accept() made; with each of
/// them nothing happens unless a call asks for it. Ends with the last of them. Lives in the I/O thread.
class StepEndpoint : public Endpoint
{
    Q_OBJECT
public:
    StepEndpoint(EngineContext &context, quint32 id, const SocketConfig &config, QObject *parent);

    void start() override;
    /// close() of each socket, the listening one first.
    void stop() override;
    /// The same with SO_LINGER 0: connections are reset.
    void abort() override;

    void send(quint32 connection, const QByteArray &bytes) override;
    void finishSending(quint32 connection) override;
    void disconnectPeer(quint32 connection) override;
    void abortPeer(quint32 connection) override;
    void call(const SocketCall &call) override;

private:
    StepSocket *add(Descriptor descriptor, const SocketIdentity &identity);
    void refuse(const Error &error);
    void lookUp(const SocketCall &call);
    void callOn(quint32 connection, SocketCall call);
    void closeAll(bool isAbortive);
    void onClosed(StepSocket *socket);
    void updateStatus();

    SocketConfig m_config;
    QMap<quint32, StepSocket *> m_sockets; // by number, hence in the order they were made; children
    quint32 m_first = 0;
    Address m_local; // of the first
    bool m_isFinished = false;
};

} // namespace bothends
