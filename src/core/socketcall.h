// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"

#include <QByteArray>
#include <QFlags>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace bothends {

/// The calls of Python's socket module, by the names that it gives them; C's have the same but where noted.
enum class CallName : quint8 {
    None, ///< not told: the event's kind says enough
    Socket,
    Bind,
    Listen,
    Accept,
    Connect,
    ConnectEx, ///< connect(2) whose errno is the result instead of an exception
    Send,
    SendAll, ///< send(2) until all is taken
    SendTo,
    SendMsg, ///< with ancillary data: here, a descriptor to pass (SCM_RIGHTS)
    Recv,
    RecvFrom,
    RecvMsg,
    RecvInto, ///< recv(2) into a buffer that is there already
    RecvFromInto,
    RecvMsgInto,
    ReadLine, ///< of makefile(): through a second buffer, in the program
    SendFile,
    Shutdown,
    Close,
    SetSockOpt,
    GetSockOpt,
};

QList<CallName> allCallNames();
/// `recv_into`, `setsockopt` …: as Python spells it, the same in every language. ReadLine is `readline`.
QString callName(CallName call);
/// send(2), sendto(2), sendmsg(2). A file is sent by another.
bool isSending(CallName call);
/// recv(2), recvfrom(2), recvmsg(2), also into a buffer that is there already; not ReadLine, which makes
/// them.
bool isReceiving(CallName call);
bool isIntoBuffer(CallName call);

/// send(2), recv(2), recvmsg(2): the flags that can be asked for, and those that come back.
enum class MessageFlag : quint16 {
    Peek = 0x01, ///< MSG_PEEK
    DontWait = 0x02, ///< MSG_DONTWAIT
    WaitAll = 0x04, ///< MSG_WAITALL
    Trunc = 0x08, ///< MSG_TRUNC; back: the datagram was longer than the buffer
    CTrunc = 0x10, ///< back: the ancillary buffer was too small
    Oob = 0x20, ///< MSG_OOB
    NoSignal = 0x40, ///< MSG_NOSIGNAL
    Eor = 0x80, ///< MSG_EOR
    ErrQueue = 0x100, ///< MSG_ERRQUEUE
};
Q_DECLARE_FLAGS(MessageFlags, MessageFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(MessageFlags)

/// `MSG_PEEK | MSG_DONTWAIT`; `0` for none.
QString messageFlagsText(MessageFlags flags);

/// shutdown(2).
enum class ShutdownHow : quint8 { Read, Write, Both };

/// `SHUT_RD`, `SHUT_WR`, `SHUT_RDWR`.
QString shutdownHowName(ShutdownHow how);

/// socket(7), tcp(7), ip(7), ipv6(7), unix(7): the options that can be read and set here.
enum class SocketOption : quint8 {
    ReuseAddress, ///< SO_REUSEADDR
    ReusePort, ///< SO_REUSEPORT
    Linger, ///< SO_LINGER: value = seconds, -1 = off
    ReceiveBuffer, ///< SO_RCVBUF: bytes; Linux doubles what is asked
    SendBuffer, ///< SO_SNDBUF: bytes; Linux doubles what is asked
    KeepAlive, ///< SO_KEEPALIVE
    KeepIdle, ///< TCP_KEEPIDLE: seconds
    KeepInterval, ///< TCP_KEEPINTVL: seconds
    KeepCount, ///< TCP_KEEPCNT
    NoDelay, ///< TCP_NODELAY
    UserTimeout, ///< TCP_USER_TIMEOUT: milliseconds
    V6Only, ///< IPV6_V6ONLY: before bind()
    Broadcast, ///< SO_BROADCAST
    MulticastJoin, ///< IP_ADD_MEMBERSHIP, IPV6_JOIN_GROUP: text = group address
    MulticastLeave, ///< IP_DROP_MEMBERSHIP, IPV6_LEAVE_GROUP: text = group address
    MulticastTtl, ///< IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS
    MulticastLoop, ///< IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP
    TimeToLive, ///< IP_TTL, IPV6_UNICAST_HOPS
    ReceivePacketInfo, ///< IP_PKTINFO, IPV6_RECVPKTINFO: asks for ancillary data
    ReceiveTtl, ///< IP_RECVTTL, IPV6_RECVHOPLIMIT: asks for ancillary data
    ReceiveTimestamp, ///< SO_TIMESTAMPNS: asks for ancillary data
    ReceiveDrops, ///< SO_RXQ_OVFL: asks for ancillary data
    PassCredentials, ///< SO_PASSCRED: asks for ancillary data
    PeerCredentials, ///< SO_PEERCRED: only to be read; text = pid, uid, gid
    ErrorOption, ///< SO_ERROR: only to be read; reading clears it
    Type, ///< SO_TYPE: only to be read
};

QList<SocketOption> allSocketOptions();
/// `SO_REUSEADDR` …: the constant's name; for IPv6 sockets some have another.
QString socketOptionName(SocketOption option, bool isIpv6 = false);
/// `SOL_SOCKET`, `IPPROTO_IPV6` …: where an option is at home.
QString optionLevel(SocketOption option, bool isIpv6 = false);

struct OptionValue
{
    qint64 number = 0;
    QString text; ///< a group address, or credentials in words; else empty

    friend bool operator==(const OptionValue &, const OptionValue &) = default;
};

/// One message of the ancillary data that recvmsg(2) returned or sendmsg(2) was given (cmsg(3)).
struct AncillaryItem
{
    QString level; ///< `SOL_SOCKET`, `IPPROTO_IP` …
    QString type; ///< `SCM_RIGHTS`, `IP_PKTINFO`, `IP_TTL`, `SO_TIMESTAMPNS` …
    QByteArray data; ///< the bytes as they came
    QString value; ///< what they say, in technical words without language: `ipi_addr 127.0.0.1`, `fd 17`

    friend bool operator==(const AncillaryItem &, const AncillaryItem &) = default;
};

/// Where a thread that is in a blocking call stands, as the kernel tells it (proc(5)).
struct ThreadReading
{
    int threadId = 0;
    QChar state; ///< of /proc/self/task/TID/stat: `S` sleeps, `R` runs
    int systemCall = -1; ///< number of the call of /proc/self/task/TID/syscall; -1 = none or not told
    QString systemCallName; ///< `accept4`, `recvfrom` …; empty = not told
    QString waitChannel; ///< function of the kernel it sleeps in, of /proc/self/task/TID/wchan

    friend bool operator==(const ThreadReading &, const ThreadReading &) = default;
};

/// What is known of a call beyond what every event has. Never changed once an event has it.
struct CallDetail
{
    CallName call = CallName::None;
    qint64 asked = -1; ///< bytes that were asked for: the buffer of a read, the length of a write; -1 = none
    qint64 result = -1; ///< what the call returned; with ConnectEx the errno
    MessageFlags flags; ///< that were asked for
    MessageFlags returnedFlags; ///< of recvmsg()
    qint64 datagramSize
        = -1; ///< of a datagram that was longer than the buffer; -1 = it was not, or no datagram
    qint64 ancillaryAsked = -1; ///< size of the ancillary buffer; -1 = none
    QList<AncillaryItem> ancillary;
    std::optional<SocketOption> option;
    std::optional<OptionValue> optionAsked; ///< of setsockopt()
    std::optional<OptionValue> optionNow; ///< what the kernel made of it, or what it says
    std::optional<ShutdownHow> how; ///< of shutdown()
    qint64 inProgram
        = -1; ///< of makefile(): bytes that have left the kernel and wait in the program's own buffer
    QString file; ///< of sendfile() and of saving: absolute path
    qint64 fileOffset = 0;
    qint64 fileCount = -1; ///< bytes of the file that are meant; -1 = to its end
    Address mappedPeer; ///< of accept() at a dual-stack socket: an IPv4 client as the kernel spells it,
                        ///< `::ffff:127.0.0.1`; else null
    std::optional<ThreadReading> thread;
};

} // namespace bothends

Q_DECLARE_METATYPE(bothends::CallName)
