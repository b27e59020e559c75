// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace bothends {

/// Family, type and protocol of a socket as far as they differ in behaviour: the arguments of socket(2).
/// IPv4 and IPv6 are told apart by the address (ip(7), ipv6(7), unix(7), tcp(7), udp(7), raw(7), icmp(7)).
enum class Transport : quint8 {
    Tcp, ///< AF_INET or AF_INET6, SOCK_STREAM
    Udp, ///< AF_INET or AF_INET6, SOCK_DGRAM
    LocalStream, ///< AF_UNIX, SOCK_STREAM
    LocalDatagram, ///< AF_UNIX, SOCK_DGRAM
    RawIcmp, ///< AF_INET or AF_INET6, SOCK_RAW with the protocol ICMP or ICMPv6: needs CAP_NET_RAW
    PingIcmp, ///< the same protocol with SOCK_DGRAM: without a privilege where net.ipv4.ping_group_range
              ///< allows it
};

QList<Transport> allTransports();

/// The stable names of `--json` and of addresses: `tcp`, `udp`, `unix`, `unix-dgram`, `icmp-raw`, `icmp`.
QString transportName(Transport transport);
std::optional<Transport> transportFromName(const QString &name);

constexpr bool isLocal(Transport transport)
{
    return transport == Transport::LocalStream || transport == Transport::LocalDatagram;
}
constexpr bool isIcmp(Transport transport)
{
    return transport == Transport::RawIcmp || transport == Transport::PingIcmp;
}
/// A stream has no boundaries, connections, listening sockets and an end; everything else is envelopes.
constexpr bool isStream(Transport transport)
{
    return transport == Transport::Tcp || transport == Transport::LocalStream;
}

} // namespace bothends

Q_DECLARE_METATYPE(bothends::Transport)
