// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/tcpstate.h"

#include <QFile>
#include <QHostAddress>
#include <QList>
#include <QtEndian>

#include <optional>

namespace bothends::test {

/// One line of /proc/net/tcp or udp (proc(5)): what the kernel says by another way than the one we ask.
struct ProcSocket
{
    Address local;
    Address peer;
    TcpState state = TcpState::Closed;
    qint64 sendQueue = 0;
    qint64 receiveQueue = 0; ///< of a LISTEN: its accept queue
    qint64 inode = 0;
    qint64 drops = 0; ///< of udp
};

inline TcpState procState(int number)
{
    constexpr TcpState states[]
        = {TcpState::Closed,     TcpState::Established, TcpState::SynSent,  TcpState::SynReceived,
           TcpState::FinWait1,   TcpState::FinWait2,    TcpState::TimeWait, TcpState::Closed,
           TcpState::CloseWait,  TcpState::LastAck,     TcpState::Listen,   TcpState::Closing,
           TcpState::SynReceived};
    return number >= 0 && number < int(std::size(states)) ? states[number] : TcpState::Closed;
}

/// All IPv4 sockets of /proc/net/`protocol` with this port at either end.
inline QList<ProcSocket> procNet(const QString &protocol, quint16 port)
{
    const auto address = [](const QByteArray &text) {
        const QList<QByteArray> parts = text.split(':');
        const quint32 host = qFromBigEndian(parts.at(0).toUInt(nullptr, 16));
        // The kernel prints the four bytes as a number of the machine's byte order.
        return Address{
            QHostAddress(Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? host : parts.at(0).toUInt(nullptr, 16)).toString(),
            quint16(parts.at(1).toUInt(nullptr, 16))};
    };
    QList<ProcSocket> sockets;
    QFile file(QStringLiteral("/proc/net/") + protocol);
    if (!file.open(QIODevice::ReadOnly))
        return sockets;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 10)
            continue;
        const QList<QByteArray> queues = words.at(4).split(':');
        const ProcSocket found{address(words.at(1)),
                               address(words.at(2)),
                               procState(words.at(3).toInt(nullptr, 16)),
                               queues.at(0).toLongLong(nullptr, 16),
                               queues.at(1).toLongLong(nullptr, 16),
                               words.at(9).toLongLong(),
                               words.value(12).toLongLong()};
        if (found.local.port == port || found.peer.port == port)
            sockets << found;
    }
    return sockets;
}

inline QList<ProcSocket> procNetTcp(quint16 port)
{
    return procNet(QStringLiteral("tcp"), port);
}

inline QList<ProcSocket> procNetUdp(quint16 port)
{
    return procNet(QStringLiteral("udp"), port);
}

/// One line of /proc/net/unix.
struct ProcLocalSocket
{
    bool isListening = false;
    bool isConnected = false;
    bool isStream = false;
    QString name; ///< `@` begins an abstract one
};

/// The local socket with this inode; null if there is none.
inline std::optional<ProcLocalSocket> procLocalSocket(quint64 inode)
{
    QFile file(QStringLiteral("/proc/net/unix"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.value(6).toULongLong() != inode)
            continue;
        const uint flags = words.at(3).toUInt(nullptr, 16);
        return ProcLocalSocket{(flags & 0x10000) != 0, words.at(5) == "03", words.at(4) == "0001",
                               QFile::decodeName(words.value(7))};
    }
    return std::nullopt;
}

/// The state of one end of a connection; Closed if there is none.
inline TcpState procStateOf(const Address &local, const Address &peer)
{
    const QList<ProcSocket> all = procNetTcp(local.port);
    for (const ProcSocket &each : all) {
        if (each.local == local && each.peer == peer)
            return each.state;
    }
    return TcpState::Closed;
}

} // namespace bothends::test
