// SPDX-License-Identifier: MIT
#include "net/conversations.h"

#include <algorithm>

namespace bothends {

ConnectionStatus &Conversations::with(const Address &local, const Address &peer,
                                      ConnectionStatus::State state)
{
    if (ConnectionStatus *known = find(peer))
        return *known;
    ConnectionStatus status;
    status.endpoint = m_identity.endpoint;
    status.side = m_identity.side;
    status.transport = m_identity.transport;
    status.local = local;
    status.peer = peer;
    status.state = state;
    status.connection = numberOf(local, peer);
    publish(status);
    return *m_open.insert(peer, status);
}

quint32 Conversations::numberOf(const Address &local, const Address &peer)
{
    if (m_identity.side == Side::Server)
        return m_context.connections.accept(peer, local);
    const quint32 own = m_unused != 0 ? std::exchange(m_unused, 0) : m_context.connections.next();
    return m_context.connections.bindClient(own, local, peer);
}

ConnectionStatus *Conversations::find(const Address &peer)
{
    const auto it = m_open.find(peer);
    return it == m_open.end() ? nullptr : &*it;
}

ConnectionStatus *Conversations::findNumber(quint32 connection)
{
    const auto it = std::find_if(m_open.begin(), m_open.end(), [connection](const ConnectionStatus &each) {
        return each.connection == connection;
    });
    return it == m_open.end() ? nullptr : &*it;
}

ConnectionStatus *Conversations::only()
{
    return m_open.size() == 1 ? &*m_open.begin() : nullptr;
}

void Conversations::end(ConnectionStatus &status)
{
    const bool isServer = status.side == Side::Server;
    m_context.connections.release(status.side, isServer ? status.peer : status.local,
                                  isServer ? status.local : status.peer);
    if (status.state == ConnectionStatus::State::Connecting)
        m_unused = status.connection;
    status.state = ConnectionStatus::State::Closed;
    status.queuedBytes = 0;
    publish(status);
    const Address peer = status.peer; // status is about to go
    m_open.remove(peer);
}

void Conversations::endAll()
{
    while (!m_open.isEmpty())
        end(*m_open.begin());
}

} // namespace bothends
