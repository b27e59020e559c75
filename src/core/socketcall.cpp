// SPDX-License-Identifier: MIT
#include "core/socketcall.h"

#include <QStringList>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr std::array kCallNames{
    u"",           u"socket",   u"bind",      u"listen",        u"accept",       u"connect",
    u"connect_ex", u"send",     u"sendall",   u"sendto",        u"sendmsg",      u"recv",
    u"recvfrom",   u"recvmsg",  u"recv_into", u"recvfrom_into", u"recvmsg_into", u"readline",
    u"sendfile",   u"shutdown", u"close",     u"setsockopt",    u"getsockopt"};

struct OptionRow
{
    SocketOption option;
    const char16_t *name;
    const char16_t *ipv6Name; // nullptr = the same
};

constexpr OptionRow kOptions[] = {
    {SocketOption::ReuseAddress, u"SO_REUSEADDR", nullptr},
    {SocketOption::ReusePort, u"SO_REUSEPORT", nullptr},
    {SocketOption::Linger, u"SO_LINGER", nullptr},
    {SocketOption::ReceiveBuffer, u"SO_RCVBUF", nullptr},
    {SocketOption::SendBuffer, u"SO_SNDBUF", nullptr},
    {SocketOption::KeepAlive, u"SO_KEEPALIVE", nullptr},
    {SocketOption::KeepIdle, u"TCP_KEEPIDLE", nullptr},
    {SocketOption::KeepInterval, u"TCP_KEEPINTVL", nullptr},
    {SocketOption::KeepCount, u"TCP_KEEPCNT", nullptr},
    {SocketOption::NoDelay, u"TCP_NODELAY", nullptr},
    {SocketOption::UserTimeout, u"TCP_USER_TIMEOUT", nullptr},
    {SocketOption::V6Only, u"IPV6_V6ONLY", nullptr},
    {SocketOption::Broadcast, u"SO_BROADCAST", nullptr},
    {SocketOption::MulticastJoin, u"IP_ADD_MEMBERSHIP", u"IPV6_JOIN_GROUP"},
    {SocketOption::MulticastLeave, u"IP_DROP_MEMBERSHIP", u"IPV6_LEAVE_GROUP"},
    {SocketOption::MulticastTtl, u"IP_MULTICAST_TTL", u"IPV6_MULTICAST_HOPS"},
    {SocketOption::MulticastLoop, u"IP_MULTICAST_LOOP", u"IPV6_MULTICAST_LOOP"},
    {SocketOption::TimeToLive, u"IP_TTL", u"IPV6_UNICAST_HOPS"},
    {SocketOption::ReceivePacketInfo, u"IP_PKTINFO", u"IPV6_RECVPKTINFO"},
    {SocketOption::ReceiveTtl, u"IP_RECVTTL", u"IPV6_RECVHOPLIMIT"},
    {SocketOption::ReceiveTimestamp, u"SO_TIMESTAMPNS", nullptr},
    {SocketOption::ReceiveDrops, u"SO_RXQ_OVFL", nullptr},
    {SocketOption::PassCredentials, u"SO_PASSCRED", nullptr},
    {SocketOption::PeerCredentials, u"SO_PEERCRED", nullptr},
    {SocketOption::ErrorOption, u"SO_ERROR", nullptr},
    {SocketOption::Type, u"SO_TYPE", nullptr},
};

} // namespace

QList<CallName> allCallNames()
{
    QList<CallName> calls;
    for (int call = int(CallName::Socket); call <= int(CallName::GetSockOpt); ++call)
        calls << CallName(call);
    return calls;
}

QString callName(CallName call)
{
    return QString::fromUtf16(kCallNames[size_t(call)]);
}

bool isSending(CallName call)
{
    return call == CallName::Send || call == CallName::SendAll || call == CallName::SendTo
        || call == CallName::SendMsg;
}

bool isReceiving(CallName call)
{
    return call == CallName::Recv || call == CallName::RecvFrom || call == CallName::RecvMsg
        || isIntoBuffer(call);
}

bool isIntoBuffer(CallName call)
{
    return call == CallName::RecvInto || call == CallName::RecvFromInto || call == CallName::RecvMsgInto;
}

QString messageFlagsText(MessageFlags flags)
{
    constexpr std::array<std::pair<MessageFlag, const char16_t *>, 9> names{{
        {MessageFlag::Peek, u"MSG_PEEK"},
        {MessageFlag::DontWait, u"MSG_DONTWAIT"},
        {MessageFlag::WaitAll, u"MSG_WAITALL"},
        {MessageFlag::Trunc, u"MSG_TRUNC"},
        {MessageFlag::CTrunc, u"MSG_CTRUNC"},
        {MessageFlag::Oob, u"MSG_OOB"},
        {MessageFlag::NoSignal, u"MSG_NOSIGNAL"},
        {MessageFlag::Eor, u"MSG_EOR"},
        {MessageFlag::ErrQueue, u"MSG_ERRQUEUE"},
    }};
    QStringList words;
    for (const auto &[flag, name] : names) {
        if (flags.testFlag(flag))
            words << QString::fromUtf16(name);
    }
    return words.isEmpty() ? u"0"_s : words.join(u" | "_s);
}

QString shutdownHowName(ShutdownHow how)
{
    switch (how) {
    case ShutdownHow::Read:
        return u"SHUT_RD"_s;
    case ShutdownHow::Write:
        return u"SHUT_WR"_s;
    case ShutdownHow::Both:
        return u"SHUT_RDWR"_s;
    }
    return {};
}

QList<SocketOption> allSocketOptions()
{
    QList<SocketOption> options;
    for (const OptionRow &row : kOptions)
        options << row.option;
    return options;
}

QString socketOptionName(SocketOption option, bool isIpv6)
{
    const OptionRow &row = kOptions[size_t(option)];
    return QString::fromUtf16(isIpv6 && row.ipv6Name ? row.ipv6Name : row.name);
}

QString optionLevel(SocketOption option, bool isIpv6)
{
    switch (option) {
    case SocketOption::KeepIdle:
    case SocketOption::KeepInterval:
    case SocketOption::KeepCount:
    case SocketOption::NoDelay:
    case SocketOption::UserTimeout:
        return u"IPPROTO_TCP"_s;
    case SocketOption::V6Only:
        return u"IPPROTO_IPV6"_s;
    case SocketOption::MulticastJoin:
    case SocketOption::MulticastLeave:
    case SocketOption::MulticastTtl:
    case SocketOption::MulticastLoop:
    case SocketOption::TimeToLive:
    case SocketOption::ReceivePacketInfo:
    case SocketOption::ReceiveTtl:
        return isIpv6 ? u"IPPROTO_IPV6"_s : u"IPPROTO_IP"_s;
    default:
        return u"SOL_SOCKET"_s;
    }
}

} // namespace bothends
