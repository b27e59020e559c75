// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"
#include "core/packedmap.h"

#include <QHash>
#include <QObject>

namespace bothends {

/// What the journal says of one socket of ours.
struct SocketInfo
{
    quint32 number = 0; ///< Event::socket
    quint32 endpoint = 0;
    quint32 connection
        = 0; ///< 0 = none (yet); of a socket that talks to many, the conversation of its last datagram
    Side side = Side::Server;
    Transport transport = Transport::Tcp;
    qint32 descriptor = -1;
    Address local;
    Address peer;
    bool isAccepted = false; ///< it came from accept()
    bool isBound = false;
    bool isListening = false;
    bool isConnecting = false; ///< connect() was called, the signal has not come
    bool isConnected = false;
    bool isReadShut = false; ///< shutdown(SHUT_RD) by us
    bool isWriteShut = false; ///< shutdown(SHUT_WR) by us
    bool hasEof = false; ///< the peer's end of stream was read
    bool isReset = false;
    bool isClosed = false;
    bool hasSent = false; ///< bytes or a datagram went out
    bool hasReceived = false; ///< bytes or a datagram were read

    /// As PackedMap asks for.
    bool isPackable() const { return true; }
    void pack(PackWriter &writer) const;
    void unpack(PackReader &reader);

    friend bool operator==(const SocketInfo &, const SocketInfo &) = default;
};

/// A reading of the journal by socket. Lives in the journal's thread; constant work per event.
class SocketList : public QObject
{
    Q_OBJECT
public:
    explicit SocketList(const Journal &journal, QObject *parent = nullptr);

    /// Nothing if the journal knows no such socket. Valid until the next batch, or until hundreds of
    /// others were asked for.
    const SocketInfo *find(quint32 socket) const;
    /// In the order in which they were made; closed ones too.
    QList<quint32> socketsOf(quint32 endpoint) const;
    /// Those of a side that are not closed, in the order in which they were made.
    QList<quint32> openSockets(Side side) const;

signals:
    /// These sockets are new or different. Once per batch.
    void changed(const QList<quint32> &sockets);

private:
    void takeIn(qsizetype first, qsizetype last);
    void learn(const Event &event);
    void noteClosed(SocketInfo &socket);

    const Journal &m_journal;
    PackedMap<SocketInfo> m_sockets;
    QHash<quint32, QList<quint32>> m_byEndpoint;
    QList<quint32> m_open[2]; // by side; rising, as sockets are numbered
};

} // namespace bothends
