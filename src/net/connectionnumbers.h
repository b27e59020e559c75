// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/event.h"

#include <QByteArray>
#include <QHash>
#include <QList>

namespace bothends {

/// Gives each connection its stable number, and the same number to both ends when both are sockets of
/// this process: they are recognised by their pair of addresses (RFC 9293 §3.3.1: a connection is
/// identified by the pair of sockets at its two ends). Lives in the I/O thread.
class ConnectionNumbers
{
public:
    /// A client's, before its addresses are known.
    quint32 next() { return ++m_last; }
    /// A client's addresses are known. Returns the number to use from now on: its own, or the one under
    /// which the server's end was accepted earlier.
    quint32 bindClient(quint32 number, const Address &client, const Address &server);
    /// A connection that waits in the accept queue of a server of ours, or a client that asks for one: the
    /// number it will have when it is accepted.
    quint32 reserve(const Address &client, const Address &server);
    /// A reserved connection went away without having been accepted.
    void forget(const Address &client, const Address &server);
    /// A server accepted a connection.
    quint32 accept(const Address &client, const Address &server);
    /// A local datagram socket of ours that has no name sent this. Its receiver is not told who it was.
    void noteNameless(const Address &client, const Address &server, const QByteArray &bytes);
    /// A server of ours received a datagram without a sender: the client of ours that sent these bytes first
    /// and is not known to have been received; null if none did. @param bytes what fitted into the buffer
    /// @param size of the datagram @param isPeeked it will be received again
    Address namelessSender(const Address &server, const QByteArray &bytes, qint64 size, bool isPeeked);
    /// One end is closed; the pair of addresses may come again for another connection.
    void release(Side side, const Address &client, const Address &server);

private:
    struct Pair
    {
        Address client;
        Address server;
        friend bool operator==(const Pair &, const Pair &) = default;
        friend size_t qHash(const Pair &pair, size_t seed = 0)
        {
            return qHashMulti(seed, pair.client, pair.server);
        }
    };
    struct Entry
    {
        quint32 number = 0;
        bool hasClient = false;
        bool hasServer = false;
        bool isReserved = false;
    };
    /// A datagram on its way to a server of any program: only the newest are kept.
    struct Nameless
    {
        Pair pair;
        QByteArray beginning;
        qint64 size = 0;
    };
    static constexpr qsizetype kMostNameless = 512;
    static constexpr qsizetype kBeginning = 256; ///< bytes that are compared

    QHash<Pair, Entry> m_pairs;
    QList<Nameless> m_nameless; // oldest first
    quint32 m_last = 0;
};

} // namespace bothends
