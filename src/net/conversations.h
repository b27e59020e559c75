// SPDX-License-Identifier: MIT
#pragma once

#include "net/endpoint.h"
#include "net/status.h"

#include <QHash>

namespace bothends {

/// What a socket of a step endpoint is, from its birth on.
struct SocketIdentity
{
    quint32 endpoint = 0;
    quint32 number = 0; ///< Event::socket
    Side side = Side::Server;
    Transport transport = Transport::Tcp;
    bool isIpv6 = false;
};

/// The connections at our end of one socket: one of a stream, and of a datagram socket one for each peer that
/// it exchanged datagrams with. Gives them their numbers and tells the panels how they stand. Lives in the
/// I/O thread.
class Conversations
{
public:
    Conversations(EngineContext &context, const SocketIdentity &identity)
        : m_context(context)
        , m_identity(identity)
    {
    }

    /// The one with this peer, made and numbered if it is not there. Valid until the next one is made.
    ConnectionStatus &with(const Address &local, const Address &peer, ConnectionStatus::State state);
    /// Null if there is none that is not closed.
    ConnectionStatus *find(const Address &peer);
    ConnectionStatus *findNumber(quint32 connection);
    /// Null if there is none or more than one.
    ConnectionStatus *only();

    void publish(const ConnectionStatus &status) { m_context.recorder.update(status); }
    void end(ConnectionStatus &status);
    void endAll();

private:
    quint32 numberOf(const Address &local, const Address &peer);

    EngineContext &m_context;
    SocketIdentity m_identity;
    QHash<Address, ConnectionStatus> m_open; // by peer
    quint32 m_unused = 0; // number of an attempt that came to nothing: the next attempt goes on with it
};

} // namespace bothends
