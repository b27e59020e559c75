// SPDX-License-Identifier: MIT
#pragma once

#include "support/sessionprobe.h"

#include <QObject>

namespace bothends::test {

/// What every pair of server and client endpoints of streams must do, whatever engine and address family
/// they are of. A subclass says what is different; the slots below are inherited as tests.
class EndpointContract : public QObject
{
    Q_OBJECT
protected:
    EndpointContract(EngineKind engine, Transport transport)
        : m_engine(engine)
        , m_transport(transport)
    {
    }

    /// Where a server listens: each call may name another place, if port 0 does not say that already.
    virtual Address listenAddress() = 0;
    /// What a client is told where no server is any more.
    virtual ErrorCode refusal() const { return ErrorCode::ConnectionRefused; }

private slots:
    void init();
    void cleanup();

    void listensOnAFreePort();
    void greetsAndRecognisesBothEnds();
    void echoes();
    void carriesALargeWrite();
    void endsInOrderFromTheServer();
    void endsInOrderFromTheClient();
    void resetsFromTheServer();
    void resetsFromTheClient();
    void isRefused();
    void stopsTwice();
    void stopsInsideASlot();
    void finishesSendingAfterTheQueue();
    void pausesAndResumesAccepting();
    void restartsOnTheSamePort();
    void addressInUse();
    void halfCloseByTheClient();
    void halfCloseByTheServer();
    void bothDirectionsFinished();
    void answersAfterThePeersFin();
    void clientBindsFirst();

private:
    /// Starts one of this engine at listenAddress(), or at the one that the configuration has already.
    quint32 server(ServerConfig config);
    ServerConfig ofEngine(ServerConfig config) const;
    ClientConfig clientConfig(const Address &server) const;
    bool hasReset() const { return m_transport == Transport::Tcp; } ///< local sockets end without RST
    /// Connects a client and returns its connection number when both ends are open.
    quint32 connectClient(quint32 serverEndpoint);
    quint32 connectClient(const ClientConfig &config);

    const EngineKind m_engine;
    const Transport m_transport;
    std::unique_ptr<SessionProbe> m_probe;
    quint32 m_client = 0; // endpoint of the last client
};

} // namespace bothends::test
