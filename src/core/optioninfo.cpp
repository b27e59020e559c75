// SPDX-License-Identifier: MIT
#include "core/optioninfo.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct OptionTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::OptionTexts)
};

constexpr qint64 kMostLinger = INT_MAX / 1000; // the kernel counts in ticks
constexpr qint64 kMostKeepAlive = 32767; // tcp(7)
constexpr qint64 kMostKeepCount = 127;
constexpr qint64 kMostHops = 255;

int plural(qint64 count)
{
    return int(std::clamp<qint64>(count, 0, INT_MAX));
}

// Units have a number that is written with separators; %n only chooses the plural.
QString withUnit(const QString &unit, qint64 number)
{
    return unit.arg(QLocale().toString(number));
}

QString typeName(qint64 number)
{
    switch (number) { // socket(2), the same on every Linux but MIPS
    case 1:
        return u"SOCK_STREAM"_s;
    case 2:
        return u"SOCK_DGRAM"_s;
    case 3:
        return u"SOCK_RAW"_s;
    default:
        return QString::number(number);
    }
}

QString errorValue(qint64 number)
{
    const QString name = number == 0 ? QString() : errnoName(int(number));
    return name.isEmpty() ? QString::number(number) : u"%1 %2"_s.arg(number).arg(name);
}

} // namespace

OptionInfo optionInfo(SocketOption option)
{
    const auto number = [option](OptionKind kind, qint64 least, qint64 most) {
        return OptionInfo{option, kind, least, most};
    };
    switch (option) {
    case SocketOption::Linger:
        return number(OptionKind::Linger, -1, kMostLinger);
    case SocketOption::ReceiveBuffer:
    case SocketOption::SendBuffer:
        return number(OptionKind::Bytes, 0, INT_MAX);
    case SocketOption::KeepIdle:
    case SocketOption::KeepInterval:
        return number(OptionKind::Seconds, 1, kMostKeepAlive);
    case SocketOption::KeepCount:
        return number(OptionKind::Number, 1, kMostKeepCount);
    case SocketOption::UserTimeout:
        return number(OptionKind::Milliseconds, 0, INT_MAX);
    case SocketOption::MulticastTtl:
        return number(OptionKind::Number, 0, kMostHops);
    case SocketOption::TimeToLive:
        return number(OptionKind::Number, 1, kMostHops);
    case SocketOption::MulticastJoin:
    case SocketOption::MulticastLeave:
        return {option, OptionKind::Group, 0, 0, false};
    case SocketOption::PeerCredentials:
    case SocketOption::Type:
        return {option, OptionKind::Told, 0, 0};
    case SocketOption::ErrorOption:
        return {option, OptionKind::Told, 0, 0, true, false};
    case SocketOption::ReuseAddress:
    case SocketOption::ReusePort:
    case SocketOption::KeepAlive:
    case SocketOption::NoDelay:
    case SocketOption::V6Only:
    case SocketOption::Broadcast:
    case SocketOption::MulticastLoop:
    case SocketOption::ReceivePacketInfo:
    case SocketOption::ReceiveTtl:
    case SocketOption::ReceiveTimestamp:
    case SocketOption::ReceiveDrops:
    case SocketOption::PassCredentials:
        break;
    }
    return {option};
}

QList<SocketOption> optionsFor(Transport transport, bool isIpv6)
{
    using enum SocketOption;
    QList<SocketOption> options{ReceiveBuffer, SendBuffer};
    if (transport == Transport::Tcp) {
        options << NoDelay << Linger << KeepAlive << KeepIdle << KeepInterval << KeepCount << UserTimeout;
    }
    if (!isLocal(transport) && !isIcmp(transport))
        options << ReuseAddress << ReusePort;
    if (!isLocal(transport))
        options << TimeToLive;
    if (isIpv6 && !isIcmp(transport))
        options << V6Only;
    if (transport == Transport::Udp)
        options << Broadcast << MulticastJoin << MulticastLeave << MulticastTtl << MulticastLoop;
    if (!isStream(transport) && !isLocal(transport))
        options << ReceivePacketInfo << ReceiveTtl << ReceiveTimestamp << ReceiveDrops;
    if (isLocal(transport))
        options << PassCredentials;
    if (transport == Transport::LocalStream)
        options << PeerCredentials;
    options << Type << ErrorOption;
    return options;
}

QString optionPurpose(SocketOption option)
{
    switch (option) {
    case SocketOption::ReuseAddress:
        return OptionTexts::tr("Lets bind() take an address whose old connections still wait in TIME_WAIT.");
    case SocketOption::ReusePort:
        return OptionTexts::tr("Lets several sockets share one port; the kernel spreads the clients.");
    case SocketOption::Linger:
        return OptionTexts::tr(
            "How long close() waits for unsent bytes; with 0 seconds it throws them away and resets.");
    case SocketOption::ReceiveBuffer:
        return OptionTexts::tr("Room for what has arrived and nobody has read yet.");
    case SocketOption::SendBuffer:
        return OptionTexts::tr("Room for what was sent and the peer has not acknowledged yet.");
    case SocketOption::KeepAlive:
        return OptionTexts::tr("Asks a silent peer from time to time whether it is still there.");
    case SocketOption::KeepIdle:
        return OptionTexts::tr("How long a peer may be silent before the first such question.");
    case SocketOption::KeepInterval:
        return OptionTexts::tr("Time between the questions when none is answered.");
    case SocketOption::KeepCount:
        return OptionTexts::tr("So many questions without an answer end the connection.");
    case SocketOption::NoDelay:
        return OptionTexts::tr("Sends small pieces at once instead of collecting them (Nagle’s algorithm).");
    case SocketOption::UserTimeout:
        return OptionTexts::tr(
            "How long sent bytes may stay unacknowledged before the connection ends; 0 is the system’s own.");
    case SocketOption::V6Only:
        return OptionTexts::tr("An IPv6 socket does not take IPv4 as well; to be set before bind().");
    case SocketOption::Broadcast:
        return OptionTexts::tr("Allows datagrams to broadcast addresses.");
    case SocketOption::MulticastJoin:
        return OptionTexts::tr("Receives what is sent to this group, too.");
    case SocketOption::MulticastLeave:
        return OptionTexts::tr("No longer receives what is sent to this group.");
    case SocketOption::MulticastTtl:
        return OptionTexts::tr("How many routers a datagram to a group may pass; 1 stays in this network.");
    case SocketOption::MulticastLoop:
        return OptionTexts::tr("This machine hears its own datagrams to a group.");
    case SocketOption::TimeToLive:
        return OptionTexts::tr("How many routers a packet may pass before it is thrown away.");
    case SocketOption::ReceivePacketInfo:
        return OptionTexts::tr("recvmsg() also tells to which address and interface a datagram came.");
    case SocketOption::ReceiveTtl:
        return OptionTexts::tr("recvmsg() also tells how many routers a datagram could still have passed.");
    case SocketOption::ReceiveTimestamp:
        return OptionTexts::tr("recvmsg() also tells when the kernel received a datagram.");
    case SocketOption::ReceiveDrops:
        return OptionTexts::tr("recvmsg() also tells how many datagrams were dropped for want of room.");
    case SocketOption::PassCredentials:
        return OptionTexts::tr("recvmsg() also tells which process and user sent something.");
    case SocketOption::PeerCredentials:
        return OptionTexts::tr("The process and the user at the other end when it connected.");
    case SocketOption::ErrorOption:
        return OptionTexts::tr("The error that waits to be told; reading clears it.");
    case SocketOption::Type:
        return OptionTexts::tr("What socket() was asked for.");
    }
    return {};
}

QString optionValueName(SocketOption option, const OptionValue &value)
{
    if (!value.text.isEmpty())
        return value.text;
    const int n = plural(value.number);
    switch (optionInfo(option).kind) {
    case OptionKind::Switch:
        return value.number != 0 ? OptionTexts::tr("on") : OptionTexts::tr("off");
    case OptionKind::Bytes:
        return withUnit(OptionTexts::tr("%1 byte(s)", nullptr, n), value.number);
    case OptionKind::Milliseconds:
        return withUnit(OptionTexts::tr("%1 millisecond(s)", nullptr, n), value.number);
    case OptionKind::Linger:
        if (value.number < 0)
            return OptionTexts::tr("off");
        [[fallthrough]];
    case OptionKind::Seconds:
        return withUnit(OptionTexts::tr("%1 second(s)", nullptr, n), value.number);
    case OptionKind::Number:
        return QLocale().toString(value.number);
    case OptionKind::Group:
        return {};
    case OptionKind::Told:
        return option == SocketOption::Type ? typeName(value.number) : errorValue(value.number);
    }
    return {};
}

QString optionOutcome(SocketOption option, const OptionValue &asked, const OptionValue &now)
{
    if (asked == now || optionInfo(option).kind == OptionKind::Group)
        return {};
    const QString wanted = optionValueName(option, asked);
    const QString made = optionValueName(option, now);
    if (optionInfo(option).kind == OptionKind::Switch && (asked.number != 0) == (now.number != 0))
        return {};
    if (optionInfo(option).kind != OptionKind::Bytes)
        return OptionTexts::tr("Asked for %1, the kernel made it %2.").arg(wanted, made);
    if (now.number == 2 * asked.number) {
        return OptionTexts::tr(
                   "Asked for %1, the kernel made it %2: it doubles the number, for its own bookkeeping "
                   "(socket(7)).")
            .arg(wanted, made);
    }
    return now.number > 2 * asked.number
        ? OptionTexts::tr("Asked for %1, the kernel made it %2: less is not allowed (socket(7)).")
              .arg(wanted, made)
        : OptionTexts::tr(
              "Asked for %1, the kernel made it %2: twice what the system’s limit allows (socket(7)).")
              .arg(wanted, made);
}

} // namespace bothends
