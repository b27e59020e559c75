// SPDX-License-Identifier: MIT
#include "net/socketoptions.h"

#include "core/error.h"

#include <QHostAddress>

#include <cerrno>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct Place
{
    int level = 0;
    int name = 0;
};

Place placeOf(SocketOption option, bool isIpv6)
{
    switch (option) {
    case SocketOption::ReuseAddress:
        return {SOL_SOCKET, SO_REUSEADDR};
    case SocketOption::ReusePort:
        return {SOL_SOCKET, SO_REUSEPORT};
    case SocketOption::Linger:
        return {SOL_SOCKET, SO_LINGER};
    case SocketOption::ReceiveBuffer:
        return {SOL_SOCKET, SO_RCVBUF};
    case SocketOption::SendBuffer:
        return {SOL_SOCKET, SO_SNDBUF};
    case SocketOption::KeepAlive:
        return {SOL_SOCKET, SO_KEEPALIVE};
    case SocketOption::KeepIdle:
        return {IPPROTO_TCP, TCP_KEEPIDLE};
    case SocketOption::KeepInterval:
        return {IPPROTO_TCP, TCP_KEEPINTVL};
    case SocketOption::KeepCount:
        return {IPPROTO_TCP, TCP_KEEPCNT};
    case SocketOption::NoDelay:
        return {IPPROTO_TCP, TCP_NODELAY};
    case SocketOption::UserTimeout:
        return {IPPROTO_TCP, TCP_USER_TIMEOUT};
    case SocketOption::V6Only:
        return {IPPROTO_IPV6, IPV6_V6ONLY};
    case SocketOption::Broadcast:
        return {SOL_SOCKET, SO_BROADCAST};
    case SocketOption::MulticastJoin:
        return isIpv6 ? Place{IPPROTO_IPV6, IPV6_JOIN_GROUP} : Place{IPPROTO_IP, IP_ADD_MEMBERSHIP};
    case SocketOption::MulticastLeave:
        return isIpv6 ? Place{IPPROTO_IPV6, IPV6_LEAVE_GROUP} : Place{IPPROTO_IP, IP_DROP_MEMBERSHIP};
    case SocketOption::MulticastTtl:
        return isIpv6 ? Place{IPPROTO_IPV6, IPV6_MULTICAST_HOPS} : Place{IPPROTO_IP, IP_MULTICAST_TTL};
    case SocketOption::MulticastLoop:
        return isIpv6 ? Place{IPPROTO_IPV6, IPV6_MULTICAST_LOOP} : Place{IPPROTO_IP, IP_MULTICAST_LOOP};
    case SocketOption::TimeToLive:
        return isIpv6 ? Place{IPPROTO_IPV6, IPV6_UNICAST_HOPS} : Place{IPPROTO_IP, IP_TTL};
    case SocketOption::ReceivePacketInfo:
        return isIpv6 ? Place{IPPROTO_IPV6, IPV6_RECVPKTINFO} : Place{IPPROTO_IP, IP_PKTINFO};
    case SocketOption::ReceiveTtl:
        return isIpv6 ? Place{IPPROTO_IPV6, IPV6_RECVHOPLIMIT} : Place{IPPROTO_IP, IP_RECVTTL};
    case SocketOption::ReceiveTimestamp:
        return {SOL_SOCKET, SO_TIMESTAMPNS};
    case SocketOption::ReceiveDrops:
        return {SOL_SOCKET, SO_RXQ_OVFL};
    case SocketOption::PassCredentials:
        return {SOL_SOCKET, SO_PASSCRED};
    case SocketOption::PeerCredentials:
        return {SOL_SOCKET, SO_PEERCRED};
    case SocketOption::ErrorOption:
        return {SOL_SOCKET, SO_ERROR};
    case SocketOption::Type:
        return {SOL_SOCKET, SO_TYPE};
    }
    return {};
}

template <typename Value> int set(Descriptor descriptor, Place place, const Value &value)
{
    return ::setsockopt(int(descriptor), place.level, place.name, &value, sizeof value) == 0 ? 0 : errno;
}

template <typename Value> std::optional<Value> read(Descriptor descriptor, Place place, int &error)
{
    Value value{};
    socklen_t size = sizeof value;
    error = ::getsockopt(int(descriptor), place.level, place.name, &value, &size) == 0 ? 0 : errno;
    return error == 0 ? std::optional(value) : std::nullopt;
}

int setMembership(Descriptor descriptor, Place place, const QString &typed)
{
    const QString group = typed.section(u'%', 0, 0);
    const QString interface = typed.section(u'%', 1);
    const unsigned index = interface.isEmpty() ? 0 : ::if_nametoindex(interface.toLocal8Bit().constData());
    if (!interface.isEmpty() && index == 0)
        return ENODEV;
    const QHostAddress address(group);
    if (place.level == IPPROTO_IPV6) {
        ipv6_mreq request{};
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&request.ipv6mr_multiaddr, &bytes, sizeof request.ipv6mr_multiaddr);
        request.ipv6mr_interface = index;
        return set(descriptor, place, request);
    }
    ip_mreqn request{};
    request.imr_multiaddr.s_addr = htonl(address.toIPv4Address());
    request.imr_ifindex = int(index);
    return set(descriptor, place, request);
}

QString typeName(int type)
{
    return type == SOCK_STREAM ? u"SOCK_STREAM"_s
        : type == SOCK_DGRAM   ? u"SOCK_DGRAM"_s
        : type == SOCK_RAW     ? u"SOCK_RAW"_s
                               : QString();
}

} // namespace

bool isIpv6Socket(Descriptor descriptor)
{
    int error = 0;
    return read<int>(descriptor, {SOL_SOCKET, SO_DOMAIN}, error).value_or(AF_UNSPEC) == AF_INET6;
}

int setOption(Descriptor descriptor, SocketOption option, const OptionValue &value)
{
    const Place place = placeOf(option, isIpv6Socket(descriptor));
    if (option == SocketOption::MulticastJoin || option == SocketOption::MulticastLeave)
        return setMembership(descriptor, place, value.text);
    if (value.number < INT_MIN || value.number > INT_MAX)
        return EDOM;
    const int number = int(value.number);
    if (option == SocketOption::Linger)
        return set(descriptor, place, linger{number >= 0, number >= 0 ? number : 0});
    return set(descriptor, place, number);
}

std::optional<OptionValue> readOption(Descriptor descriptor, SocketOption option, int &error)
{
    const Place place = placeOf(option, isIpv6Socket(descriptor));
    if (option == SocketOption::Linger) {
        const auto now = read<linger>(descriptor, place, error);
        return now ? std::optional(OptionValue{now->l_onoff ? now->l_linger : -1, {}}) : std::nullopt;
    }
    if (option == SocketOption::PeerCredentials) {
        const auto peer = read<ucred>(descriptor, place, error);
        if (!peer)
            return std::nullopt;
        return OptionValue{peer->pid,
                           u"pid %1, uid %2, gid %3"_s.arg(peer->pid).arg(peer->uid).arg(peer->gid)};
    }
    const auto now = read<int>(descriptor, place, error);
    if (!now)
        return std::nullopt;
    return OptionValue{*now,
                       option == SocketOption::ErrorOption ? errnoName(*now)
                           : option == SocketOption::Type  ? typeName(*now)
                                                           : QString()};
}

} // namespace bothends
