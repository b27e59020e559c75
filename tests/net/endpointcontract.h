// SPDX-License-Identifier: MIT
#pragma once

#include "support/sessionprobe.h"

#include <QObject>

namespace bothends::test {

/// What every pair of server and client endpoints must do, whatever engine and address family they are
/// of. A subclass says how they are made; the slots below are inherited as tests.
class EndpointContract : public QObject
{
    Q_OBJECT
protected:
    virtual ServerConfig serverConfig() const = 0;
    virtual ClientConfig clientConfig(const Address &server) const { return {server}; }

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

private:
    quint32 server(ServerConfig config);
    /// Connects a client and returns its connection number when both ends are open.
    quint32 connectClient(quint32 serverEndpoint);

    std::unique_ptr<SessionProbe> m_probe;
    quint32 m_client = 0; // endpoint of the last client
};

} // namespace bothends::test
