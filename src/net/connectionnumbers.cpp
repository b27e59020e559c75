// SPDX-License-Identifier: MIT
#include "net/connectionnumbers.h"

#include <algorithm>

namespace bothends {

quint32 ConnectionNumbers::bindClient(quint32 number, const Address &client, const Address &server)
{
    Entry &entry = m_pairs[{client, server}];
    if (entry.hasServer && !entry.hasClient) {
        entry.hasClient = true;
        return entry.number;
    }
    entry = {number, true, false, false};
    return number;
}

quint32 ConnectionNumbers::reserve(const Address &client, const Address &server)
{
    Entry &entry = m_pairs[{client, server}];
    if (entry.number == 0)
        entry = {next(), false, false, true};
    return entry.number;
}

void ConnectionNumbers::forget(const Address &client, const Address &server)
{
    const auto it = m_pairs.constFind({client, server});
    if (it != m_pairs.constEnd() && it->isReserved)
        m_pairs.erase(it);
}

quint32 ConnectionNumbers::accept(const Address &client, const Address &server)
{
    Entry &entry = m_pairs[{client, server}];
    if (!(entry.hasClient || entry.isReserved) || entry.hasServer)
        entry = {next(), false, false, false};
    entry.hasServer = true;
    entry.isReserved = false;
    return entry.number;
}

void ConnectionNumbers::noteNameless(const Address &client, const Address &server, const QByteArray &bytes)
{
    if (m_nameless.size() >= kMostNameless)
        m_nameless.removeFirst();
    m_nameless.append({{client, server}, bytes.left(kBeginning), bytes.size()});
}

Address ConnectionNumbers::namelessSender(const Address &server, const QByteArray &bytes, qint64 size,
                                          bool isPeeked)
{
    const auto isIt = [&](const Nameless &each) {
        const qsizetype known = qMin(each.beginning.size(), bytes.size());
        return each.pair.server == server && each.size == size
            && each.beginning.left(known) == bytes.left(known);
    };
    const auto it = std::find_if(m_nameless.cbegin(), m_nameless.cend(), isIt);
    if (it == m_nameless.cend())
        return {};
    const Address client = it->pair.client;
    if (!isPeeked)
        m_nameless.erase(it);
    return client;
}

void ConnectionNumbers::release(Side side, const Address &client, const Address &server)
{
    const Pair pair{client, server};
    const auto it = m_pairs.find(pair);
    if (it == m_pairs.end())
        return;
    Entry &entry = *it;
    (side == Side::Client ? entry.hasClient : entry.hasServer) = false;
    if (!entry.hasClient && !entry.hasServer)
        m_pairs.remove(pair);
}

} // namespace bothends
