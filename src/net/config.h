// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/event.h"
#include "core/socketcall.h"
#include "core/transport.h"

#include <QByteArray>
#include <QMetaType>

#include <chrono>

namespace bothends {

/// What an endpoint is made of. All append the same kinds of events and pass the same contract tests.
enum class EngineKind : quint8 {
    Qt, ///< QTcpServer and QTcpSocket, QLocalServer and QLocalSocket, QUdpSocket: what people ship
    GlassBox, ///< raw descriptors, each call by itself, errno kept: what people learn
    BlockingLoop, ///< servers only: the tutorial's loop with blocking calls, in a thread of its own
};

/// What a server does when the greeting is sent.
enum class AfterGreeting : quint8 {
    KeepChatting,
    Close, ///< as the tutorial's server does
    Echo, ///< every byte received is sent back
};

/// What an end does when the peer has closed its sending direction in order (FIN).
enum class AfterEof : quint8 {
    Close, ///< the same, as soon as everything is sent: what most programs do
    KeepSending, ///< the connection stays half-open, and our direction flows, until a command ends it
};

/// The greeting of the tutorial that this program illustrates: 48 bytes in UTF-8.
inline QString tutorialGreeting()
{
    return QStringLiteral("您好，您收到了服务器的新年祝福！");
}

/// How a server listens and what it does with its clients. A value; crosses threads by copy. A server of
/// datagrams has no connections: whoever sends to it becomes a client, and is greeted, with the first
/// datagram.
struct ServerConfig
{
    static constexpr int kDefaultBacklog = 128;
    static constexpr int kDefaultConnectionLimit = 10000;

    Address address{QStringLiteral("127.0.0.1"),
                    0}; ///< an IP address, port 0 = any free one; or a local name
    int backlog = kDefaultBacklog; ///< of listen(2); Linux admits backlog + 1 waiting connections
    int connectionLimit = kDefaultConnectionLimit; ///< also bounded by the descriptors there are
    QByteArray greeting{}; ///< empty = none
    AfterGreeting afterGreeting = AfterGreeting::KeepChatting;
    Transport transport = Transport::Tcp;
    EngineKind engine = EngineKind::Qt;
    int adoptDescriptor = -1; ///< a socket that listens already, as socket activation hands over; -1 = none
    AfterEof afterEof = AfterEof::Close; ///< of streams
    bool isIpv6Only = false; ///< of `::`: IPv4 clients are refused (IPV6_V6ONLY) instead of mapped
};

/// Where a client connects.
struct ClientConfig
{
    Address server; ///< host name or IP address, and port; or a local name
    std::chrono::milliseconds connectTimeout{15000}; ///< for each address that the name has
    Transport transport = Transport::Tcp;
    EngineKind engine = EngineKind::Qt;
    Address local{}; ///< bind() before connect(): a fixed local port (host may be empty) or name; null = none
    int adoptDescriptor = -1; ///< a socket that is connected already; -1 = none
    QString saveFile{}; ///< saveReceived() before the first byte is read; empty = not
    AfterEof afterEof = AfterEof::Close; ///< of streams
};

/// A socket of its own, on the glass box, with which nothing happens unless a SocketCall asks for it.
struct SocketConfig
{
    Side side = Side::Server;
    Transport transport = Transport::Tcp;
    bool isIpv6 = false; ///< AF_INET6; a local transport ignores it
    int adoptDescriptor
        = -1; ///< instead of socket(2): a descriptor of this process, which is taken over; -1 = none
};

/// A socket that was made elsewhere, as the kernel describes it (getsockopt(2): SO_DOMAIN, SO_TYPE,
/// SO_PROTOCOL, SO_ACCEPTCONN).
struct AdoptedSocket
{
    Transport transport = Transport::Tcp;
    bool isIpv6 = false;
    bool isListening = false;
    bool isConnected = false;
    Address local;
    Address peer;
};

/// One call to be made on one socket, now. What comes of it is an event: the success by its kind, a failure
/// as Error with the errno; both with the CallDetail. Never blocks: what would sleep says EAGAIN or
/// EINPROGRESS and, where a program would be woken, a signal follows.
struct SocketCall
{
    CallName call = CallName::None;
    quint32 socket = 0; ///< Event::socket; 0 = the one the endpoint was made with
    Address address; ///< of bind, connect, connect_ex, sendto
    int backlog = ServerConfig::kDefaultBacklog; ///< of listen
    QByteArray bytes; ///< of the sending calls
    qint64 size = 4096; ///< of the receiving calls: the buffer; 1 … 16 MiB
    qint64 ancillarySize = 0; ///< of recvmsg, recvmsg_into
    MessageFlags flags;
    ShutdownHow how = ShutdownHow::Both;
    bool isAbortive = false; ///< of close: with SO_LINGER 0, hence RST
    SocketOption option = SocketOption::ReuseAddress;
    OptionValue value; ///< of setsockopt
    QString file; ///< of sendfile: to read. Of sendmsg: whose descriptor is passed (SCM_RIGHTS)
    qint64 fileOffset = 0;
    qint64 fileCount = -1; ///< -1 = to the end
};

/// A file to send over a connection: as one transfer with progress, in as many calls as it takes.
struct FileToSend
{
    QString file; ///< absolute path
    qint64 offset = 0;
    qint64 count = -1; ///< -1 = to the end
};

} // namespace bothends

Q_DECLARE_METATYPE(bothends::ServerConfig)
Q_DECLARE_METATYPE(bothends::ClientConfig)
