// SPDX-License-Identifier: MIT
#include "core/calltext.h"
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// Sockets of every type, and the calls on them up to the first byte.
struct CallExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CallExplanations)
};

QString localText(const EventFacts &f)
{
    return shortText(f.event.local.toString());
}

QString peerText(const EventFacts &f)
{
    return shortText(f.event.peer.toString());
}

// ---- socket() ----

QString madeText(const EventFacts &f, const QString &arguments)
{
    const QString side = sideWord(f.event.side);
    return f.event.number < 0
        ? CallExplanations::tr("The %1 called socket(%2): the kernel made a socket and nothing else.")
              .arg(side, arguments)
        : CallExplanations::tr("The %1 called socket(%2) and got descriptor %3; nothing else happened.")
              .arg(side, arguments, QString::number(f.event.number));
}

QString familyOf(const EventFacts &f)
{
    return f.event.local.isIpv6() ? u"AF_INET6"_s : u"AF_INET"_s;
}

Wording socketByCall(const EventFacts &f)
{
    const bool isServer = f.event.side == Side::Server;
    return {CallExplanations::tr("A TCP socket, by itself"),
            {madeText(f, familyOf(f) + u", SOCK_STREAM"_s),
             CallExplanations::tr("It has no address and no peer, and no packet has been sent."),
             isServer
                 ? CallExplanations::tr("A server goes on with bind(), listen() and accept().")
                 : CallExplanations::tr("A client goes on with connect(); bind() before it is not needed.")}};
}

Wording socketUdp(const EventFacts &f)
{
    return {
        CallExplanations::tr("A UDP socket"),
        {madeText(f, familyOf(f) + u", SOCK_DGRAM"_s),
         CallExplanations::tr(
             "Datagrams are envelopes: each is sent, lost or received as a whole, and there is no "
             "connection."),
         f.event.side == Side::Server
             ? CallExplanations::tr("With bind() it can receive; there is no listen() and no accept().")
             : CallExplanations::tr("It may send at once with sendto(); the system then gives it a port.")}};
}

Wording socketLocalStream(const EventFacts &f)
{
    return {CallExplanations::tr("A local stream socket"),
            {madeText(f, u"AF_UNIX, SOCK_STREAM"_s),
             CallExplanations::tr(
                 "It connects programs on this machine only: a name instead of an address, and no port."),
             CallExplanations::tr(
                 "Otherwise it works as TCP does, without packets: the kernel copies bytes from one end to "
                 "the other.")}};
}

Wording socketLocalDatagram(const EventFacts &f)
{
    return {
        CallExplanations::tr("A local datagram socket"),
        {madeText(f, u"AF_UNIX, SOCK_DGRAM"_s),
         CallExplanations::tr(
             "Its datagrams keep their borders as with UDP, but on one machine none is lost or overtaken: "
             "a full buffer makes the sender wait."),
         CallExplanations::tr("Whoever wants an answer needs a name of its own, by bind().")}};
}

Wording socketRawIcmp(const EventFacts &f)
{
    return {CallExplanations::tr("A raw socket"),
            {madeText(f, familyOf(f) + u", SOCK_RAW, IPPROTO_ICMP"_s),
             CallExplanations::tr(
                 "It goes past TCP and UDP: the program writes the ICMP message itself and sees every ICMP "
                 "packet that this machine receives."),
             CallExplanations::tr("That is why the kernel gives it only to programs with CAP_NET_RAW.")}};
}

Wording socketPingIcmp(const EventFacts &f)
{
    return {CallExplanations::tr("A ping socket"),
            {madeText(f, familyOf(f) + u", SOCK_DGRAM, IPPROTO_ICMP"_s),
             CallExplanations::tr(
                 "It can send echo requests and gets only the replies to them, so it needs no privilege."),
             CallExplanations::tr(
                 "Who may have one is set in net.ipv4.ping_group_range; the kernel fills in identifier and "
                 "checksum.")}};
}

Wording adopted(const EventFacts &f)
{
    const QString where = f.event.peer.isNull() ? localText(f) : peerText(f);
    return {CallExplanations::tr("A socket that was handed over"),
            {CallExplanations::tr("Another program made this socket and the calls on it, and passed the "
                                  "descriptor on."),
             where.isEmpty() ? CallExplanations::tr("What they led to, the kernel was asked.")
                             : CallExplanations::tr("What they led to, the kernel was asked: %1.").arg(where),
             CallExplanations::tr("Socket activation works like this: the service is started when somebody "
                                  "connects.")}};
}

// ---- bind() and listen() ----

QString boundTitle(const EventFacts &f)
{
    return CallExplanations::tr("Bound to %1").arg(localText(f));
}

Wording bindAlone(const EventFacts &f)
{
    return {boundTitle(f),
            {CallExplanations::tr("bind() gave the socket the address %1 and did nothing more.")
                 .arg(localText(f)),
             CallExplanations::tr(
                 "The port is taken, but not open: the kernel answers whoever connects with RST, until "
                 "listen()."),
             CallExplanations::tr("A second bind() would fail with EINVAL: an address is for life.")}};
}

Wording bindClient(const EventFacts &f)
{
    return {boundTitle(f),
            {CallExplanations::tr("The client chose its own end, %1, before connect().").arg(localText(f)),
             CallExplanations::tr("Most clients do not: connect() takes any free port."),
             CallExplanations::tr(
                 "A fixed one helps where a firewall wants it; after a close of ours it may be held in "
                 "TIME_WAIT for 60 s.")}};
}

Wording bindDatagram(const EventFacts &f)
{
    return {boundTitle(f),
            {CallExplanations::tr("The socket has the address %1, and datagrams for it are kept from now on.")
                 .arg(localText(f)),
             CallExplanations::tr(
                 "With datagrams bind() is all: there is no listen(), and nobody has to be accepted."),
             isLoopback(f.event.local)
                 ? CallExplanations::tr("This is a loopback address: only programs on this machine can send.")
                 : CallExplanations::tr("Whoever can reach this address may send to it.")}};
}

Wording bindPath(const EventFacts &f)
{
    return {boundTitle(f),
            {CallExplanations::tr("The socket has the name %1, and a file of the type socket is there now.")
                 .arg(localText(f)),
             CallExplanations::tr(
                 "The name is no place for bytes: it is only how others find the socket, with the "
                 "permissions of the file."),
             CallExplanations::tr(
                 "close() does not remove it: a file that is left over makes the next bind() fail with "
                 "EADDRINUSE.")}};
}

Wording bindAbstract(const EventFacts &f)
{
    return {boundTitle(f),
            {CallExplanations::tr("The socket has the name %1 in the abstract namespace of Linux.")
                 .arg(localText(f)),
             CallExplanations::tr("There is no file: the name begins with a zero byte, written here as @."),
             CallExplanations::tr(
                 "It vanishes with the socket, so nothing can be left over, but no file permission protects "
                 "it either.")}};
}

Wording listenAgain(const EventFacts &f)
{
    const int before = f.at(f.ofSocketBefore(EventKind::Listen)).number;
    return {
        CallExplanations::tr("Listening again"),
        {CallExplanations::tr(
             "The socket listened already; this call only changed the backlog from %1 to %2.")
             .arg(before)
             .arg(f.event.number),
         CallExplanations::tr("Now %n client(s) may wait for accept(), as Linux admits one more.", nullptr,
                              pluralCount(qint64(f.event.number) + 1)),
         CallExplanations::tr("Whoever waits in the queue already stays there, even if it got smaller.")}};
}

Wording listenWithoutBind(const EventFacts &f)
{
    return {CallExplanations::tr("Listening on %1").arg(localText(f)),
            {CallExplanations::tr("There was no bind() before, so the system chose port %1 by itself.")
                 .arg(f.event.local.port),
             CallExplanations::tr("It is open on every interface, but no client can know the number."),
             CallExplanations::tr(
                 "The backlog is %1, and Linux admits one more: %n client(s) fit into the accept queue.",
                 nullptr, pluralCount(qint64(f.event.number) + 1))
                 .arg(f.event.number)}};
}

Wording listenLocal(const EventFacts &f)
{
    return {
        CallExplanations::tr("Listening on %1").arg(localText(f)),
        {CallExplanations::tr("From now on programs on this machine can connect to %1.").arg(localText(f)),
         CallExplanations::tr(
             "The backlog is %1, and Linux admits one more: %n client(s) fit into the accept queue.", nullptr,
             pluralCount(qint64(f.event.number) + 1))
             .arg(f.event.number),
         CallExplanations::tr(
             "Unlike TCP, a full queue says so: connect() fails with EAGAIN or waits, and nothing is sent "
             "again.")}};
}

// ---- accept() ----

QString acceptedTitle(const EventFacts &f)
{
    return CallExplanations::tr("Client accepted as connection #%1").arg(f.event.connection);
}

QString ownSocketText(const EventFacts &f)
{
    return f.event.number < 0
        ? CallExplanations::tr("The listening socket goes on; this client has a socket of its own.")
        : CallExplanations::tr(
              "The listening socket goes on; this client has a socket of its own, with descriptor %1.")
              .arg(f.event.number);
}

Wording acceptOne(const EventFacts &f)
{
    return {acceptedTitle(f),
            {CallExplanations::tr("accept() took the client at %1 out of the accept queue.").arg(peerText(f)),
             ownSocketText(f),
             CallExplanations::tr(
                 "The kernel had completed the handshake before: accept() sends nothing, and the client does "
                 "not notice it.")}};
}

Wording acceptMapped(const EventFacts &f)
{
    QString host = f.event.peer.host;
    host.remove(u"::ffff:"_s);
    return {acceptedTitle(f),
            {CallExplanations::tr("An IPv4 client, %1, at a socket that listens on IPv6.").arg(peerText(f)),
             CallExplanations::tr(
                 "Such a socket is dual-stack: to the program the address looks like ::ffff:%1, an IPv6 "
                 "address that stands for an IPv4 one (RFC 4291 §2.5.5.2).")
                 .arg(shortText(host)),
             CallExplanations::tr(
                 "With IPV6_V6ONLY set before bind() it would take IPv6 clients only, and this one would be "
                 "refused."),
             ownSocketText(f)}};
}

Wording acceptLocal(const EventFacts &f)
{
    return {acceptedTitle(f),
            {CallExplanations::tr("A client on this machine came out of the accept queue of %1.")
                 .arg(localText(f)),
             f.event.peer.kind == Address::Kind::Unnamed
                 ? CallExplanations::tr(
                       "It has no name, as most clients; %1 is the number of its inode, by which it is "
                       "recognised here.")
                       .arg(peerText(f))
                 : CallExplanations::tr("Its name is %1, because it called bind() before connect().")
                       .arg(peerText(f)),
             CallExplanations::tr(
                 "Who it is, the kernel tells reliably: SO_PEERCRED has the process, user and group of the "
                 "other end."),
             ownSocketText(f)}};
}

Wording clientByDatagram(const EventFacts &f)
{
    return {CallExplanations::tr("A new conversation, #%1").arg(f.event.connection),
            {CallExplanations::tr("A datagram came from %1, an address that had not sent before.")
                 .arg(peerText(f)),
             CallExplanations::tr(
                 "There is no connection: the number is this program’s, for the pair of the two addresses."),
             CallExplanations::tr("All clients share the one socket of the server.")}};
}

// ---- connect() ----

QString connectTitle(const EventFacts &f)
{
    return CallExplanations::tr("Connecting to %1").arg(peerText(f));
}

QString portText(const EventFacts &f)
{
    return f.event.local.isNull()
        ? QString()
        : CallExplanations::tr("The socket’s own end is %1 from now on.").arg(localText(f));
}

QString handshakeText(const EventFacts &f)
{
    return isLoopback(f.event.peer)
        ? CallExplanations::tr(
            "On loopback the handshake is usually over before the call returns, and the answer is "
            "EINPROGRESS all the same.")
        : CallExplanations::tr("SYN, SYN-ACK and ACK take one round trip through the network.");
}

Wording connectInProgress(const EventFacts &f)
{
    return {connectTitle(f),
            {CallExplanations::tr("connect() sent a SYN to %1 and did not wait: the answer was EINPROGRESS.")
                 .arg(peerText(f)),
             portText(f), handshakeText(f),
             CallExplanations::tr(
                 "When the socket becomes writable it is decided, and SO_ERROR tells how; Python’s blocking "
                 "connect() sleeps until then.")}};
}

Wording connectExResult(const EventFacts &f)
{
    const qint64 number = f.detail().result;
    const QString name = number > 0 ? errnoName(int(number)) : QString();
    return {connectTitle(f),
            {name.isEmpty()
                 ? CallExplanations::tr("connect_ex() returned %1; 0 stands for success.").arg(number)
                 : CallExplanations::tr("connect_ex() returned %1, which is %2.")
                       .arg(QString::number(number), name),
             CallExplanations::tr(
                 "It is connect() with the error as a number instead of an exception, so a loop can go on "
                 "without try."),
             portText(f),
             number == 0
                 ? QString()
                 : CallExplanations::tr("The number is no failure yet: the signal that follows decides.")}};
}

Wording connectLocal(const EventFacts &f)
{
    return {
        connectTitle(f),
        {CallExplanations::tr("The client asked the kernel for the socket named %1.").arg(peerText(f)),
         CallExplanations::tr(
             "There is no handshake: the kernel joins the two ends within the call, so the answer is "
             "final."),
         f.event.local.kind == Address::Kind::Unnamed
             ? CallExplanations::tr("This end has no name; %1 is the number of its inode.").arg(localText(f))
             : QString()}};
}

Wording connectDatagram(const EventFacts &f)
{
    return {
        CallExplanations::tr("Peer noted: %1").arg(peerText(f)),
        {CallExplanations::tr("connect() on a datagram socket sends nothing, and nobody has to be there."),
         CallExplanations::tr(
             "The kernel only notes %1: send() goes there, and datagrams of others are not let in.")
             .arg(peerText(f)),
         f.event.transport == Transport::Udp ? CallExplanations::tr(
             "Only such a socket learns that nobody listens there: the refusal comes back with the "
             "next call.")
                                             : QString()}};
}

QString connectedTitle(const EventFacts &f)
{
    return CallExplanations::tr("Connected to %1").arg(peerText(f));
}

Wording connectedByCall(const EventFacts &f)
{
    const qsizetype call = f.connectBefore();
    return {
        connectedTitle(f),
        {call < 0 ? CallExplanations::tr("The socket became writable, and SO_ERROR was 0: connected.")
                  : CallExplanations::tr(
                        "The socket became writable %1 after connect(), and SO_ERROR was 0: connected.")
                        .arg(durationText(f.nsSince(call))),
         CallExplanations::tr("That is what Qt’s signal connected() and Python’s return from connect() rest "
                              "on."),
         CallExplanations::tr(
             "The client may write at once: the kernel keeps its bytes, even before the server has called "
             "accept().")}};
}

Wording connectedLocal(const EventFacts &f)
{
    return {
        connectedTitle(f),
        {CallExplanations::tr(
             "The two ends are joined: what one writes the kernel puts into the buffer of the "
             "other."),
         CallExplanations::tr("The client may write at once, even before the server has called accept()."),
         CallExplanations::tr("No packet is sent for it, and no port is used.")}};
}

// ---- Options ----

QString purposeOf(SocketOption option)
{
    switch (option) {
    case SocketOption::ReuseAddress:
        return CallExplanations::tr(
            "SO_REUSEADDR lets bind() take a port that is only held in TIME_WAIT: servers set it.");
    case SocketOption::ReusePort:
        return CallExplanations::tr(
            "SO_REUSEPORT lets several sockets bind the same port; the kernel spreads the clients.");
    case SocketOption::Linger:
        return CallExplanations::tr(
            "SO_LINGER says how long close() waits for unsent bytes; with 0 s it sends RST instead.");
    case SocketOption::ReceiveBuffer:
        return CallExplanations::tr(
            "SO_RCVBUF is the room for what has arrived and is not read; with TCP it limits the window.");
    case SocketOption::SendBuffer:
        return CallExplanations::tr(
            "SO_SNDBUF is the room for what is written and not acknowledged; a small one makes send() "
            "partial.");
    case SocketOption::KeepAlive:
        return CallExplanations::tr(
            "SO_KEEPALIVE lets the kernel ask a silent peer now and then whether it is still there.");
    case SocketOption::KeepIdle:
        return CallExplanations::tr("TCP_KEEPIDLE is the silence in seconds before the first such question.");
    case SocketOption::KeepInterval:
        return CallExplanations::tr("TCP_KEEPINTVL is the time in seconds between two such questions.");
    case SocketOption::KeepCount:
        return CallExplanations::tr(
            "TCP_KEEPCNT is how many unanswered questions end the connection with ETIMEDOUT.");
    case SocketOption::NoDelay:
        return CallExplanations::tr(
            "TCP_NODELAY switches off Nagle’s algorithm, which holds back small writes while others are "
            "unacknowledged.");
    case SocketOption::UserTimeout:
        return CallExplanations::tr(
            "TCP_USER_TIMEOUT is how many milliseconds written bytes may stay unacknowledged before the "
            "connection ends.");
    case SocketOption::V6Only:
        return CallExplanations::tr(
            "IPV6_V6ONLY decides whether an IPv6 socket takes IPv4 clients, too, as ::ffff: addresses.");
    case SocketOption::Broadcast:
        return CallExplanations::tr(
            "SO_BROADCAST permits datagrams to a broadcast address; without it sendto() fails with EACCES.");
    case SocketOption::MulticastJoin:
        return CallExplanations::tr("From now on datagrams to this group address are let in, too.");
    case SocketOption::MulticastLeave:
        return CallExplanations::tr("Datagrams to this group address are no longer let in.");
    case SocketOption::MulticastTtl:
        return CallExplanations::tr(
            "It is how many routers a multicast datagram may pass; 1 stays in this network.");
    case SocketOption::MulticastLoop:
        return CallExplanations::tr("It decides whether this machine gets its own multicast datagrams back.");
    case SocketOption::TimeToLive:
        return CallExplanations::tr("It is how many routers a packet may pass before it is thrown away.");
    case SocketOption::ReceivePacketInfo:
        return CallExplanations::tr("It asks for ancillary data: recvmsg() then tells to which address and "
                                    "interface a datagram came.");
    case SocketOption::ReceiveTtl:
        return CallExplanations::tr(
            "It asks for ancillary data: recvmsg() then tells the TTL with which a datagram arrived.");
    case SocketOption::ReceiveTimestamp:
        return CallExplanations::tr(
            "It asks for ancillary data: recvmsg() then tells when the kernel received a datagram.");
    case SocketOption::ReceiveDrops:
        return CallExplanations::tr(
            "It asks for ancillary data: recvmsg() then tells how many datagrams were dropped so far.");
    case SocketOption::PassCredentials:
        return CallExplanations::tr(
            "It asks for ancillary data: recvmsg() then tells process, user and group of the sender.");
    case SocketOption::PeerCredentials:
        return CallExplanations::tr(
            "SO_PEERCRED tells process, user and group that the peer had when it connected; nobody can forge "
            "them.");
    case SocketOption::ErrorOption:
        return CallExplanations::tr(
            "SO_ERROR is the error that waits for the program, 0 for none; reading it clears it.");
    case SocketOption::Type:
        return CallExplanations::tr("SO_TYPE is the second argument that socket() was given.");
    }
    return {};
}

QString purposeText(const EventFacts &f)
{
    return f.detail().option ? purposeOf(*f.detail().option)
                             : CallExplanations::tr("Options change how the kernel treats a socket.");
}

QString optionName(const EventFacts &f)
{
    return f.detail().option ? socketOptionName(*f.detail().option, f.event.local.isIpv6()) : u"option"_s;
}

QString valueText(const EventFacts &f, const std::optional<OptionValue> &value)
{
    return f.detail().option && value ? optionValueText(*f.detail().option, *value) : u"?"_s;
}

QString optionTitle(const EventFacts &f)
{
    return CallExplanations::tr("Option %1").arg(optionName(f));
}

Wording optionAsAsked(const EventFacts &f)
{
    return {optionTitle(f),
            {f.detail().optionNow
                 ? CallExplanations::tr("setsockopt() was taken as asked: the kernel says %1 now.")
                       .arg(shortText(valueText(f, f.detail().optionNow)))
                 : CallExplanations::tr("setsockopt() was taken; this option cannot be read back."),
             purposeText(f)}};
}

Wording optionChanged(const EventFacts &f)
{
    const bool isBuffer
        = f.detail().option == SocketOption::ReceiveBuffer || f.detail().option == SocketOption::SendBuffer;
    const qint64 asked = f.detail().optionAsked ? f.detail().optionAsked->number : 0;
    const qint64 now = f.detail().optionNow ? f.detail().optionNow->number : 0;
    QString why
        = CallExplanations::tr("The kernel has limits of its own; what getsockopt() says is what counts.");
    if (isBuffer && now == 2 * asked)
        why = CallExplanations::tr(
            "Linux doubles the size of a buffer, because it keeps its own bookkeeping in there, too.");
    else if (isBuffer)
        why = CallExplanations::tr(
            "Linux doubles the size of a buffer, within a smallest value and the system’s largest.");
    return {optionTitle(f),
            {CallExplanations::tr("%1 was asked for, and the kernel made %2 of it.")
                 .arg(shortText(valueText(f, f.detail().optionAsked)),
                      shortText(valueText(f, f.detail().optionNow))),
             why, purposeText(f)}};
}

Wording optionRead(const EventFacts &f)
{
    return {optionTitle(f),
            {CallExplanations::tr("getsockopt() asked the kernel, and it says %1.")
                 .arg(shortText(valueText(f, f.detail().optionNow))),
             purposeText(f)}};
}

// ---- A thread in a blocking call ----

Wording enterAccept(const EventFacts &f)
{
    return {
        CallExplanations::tr("Into accept()"),
        {CallExplanations::tr("The thread of the tutorial’s loop called accept() on %1, and it has not "
                              "returned.")
             .arg(localText(f)),
         CallExplanations::tr("It returns when a client comes; until then this thread does nothing else."),
         CallExplanations::tr(
             "The window is alive because it has a thread of its own; a program of one thread would stand "
             "still.")}};
}

Wording enterRead(const EventFacts &f)
{
    return {CallExplanations::tr("Into %1()").arg(callName(f.event.call())),
            {CallExplanations::tr(
                 "The thread of the tutorial’s loop waits for bytes of %1, and for nothing else.")
                 .arg(peerText(f)),
             CallExplanations::tr(
                 "Other clients connect meanwhile, because the kernel does that; they wait in the accept "
                 "queue."),
             CallExplanations::tr("A server that is driven by signals would serve them now.")}};
}

Wording enterOther(const EventFacts &f)
{
    const QString call = callName(f.event.call());
    return {CallExplanations::tr("Into a blocking call"),
            {call.isEmpty()
                 ? CallExplanations::tr("The thread went into a call that has not returned.")
                 : CallExplanations::tr("The thread went into %1(), which has not returned.").arg(call),
             CallExplanations::tr("Until it returns, this thread does nothing else.")}};
}

Wording threadSleeps(const EventFacts &f)
{
    const auto &thread = f.detail().thread;
    return {
        CallExplanations::tr("The thread sleeps"),
        {thread ? CallExplanations::tr("The kernel reports state %1 for thread %2: it sleeps and uses no "
                                       "processor.")
                      .arg(thread->state)
                      .arg(thread->threadId)
                : CallExplanations::tr("The kernel reports that the thread sleeps and uses no processor."),
         thread && !thread->waitChannel.isEmpty()
             ? CallExplanations::tr("It is in the system call %1 and waits in the kernel’s function %2.")
                   .arg(shortText(thread->systemCallName), shortText(thread->waitChannel))
             : QString(),
         CallExplanations::tr("This is blocking: the call returns only when what it waits for has come.")}};
}

Wording threadRuns(const EventFacts &f)
{
    const int number = f.detail().thread ? f.detail().thread->threadId : 0;
    return {
        CallExplanations::tr("The thread runs"),
        {CallExplanations::tr("The kernel reports that thread %1 runs: its call has returned.").arg(number),
         CallExplanations::tr("It serves one client now, and nobody is in accept() meanwhile.")}};
}

} // namespace

QList<ExplanationEntry> callExplanations()
{
    return {
        {Situation::SocketByCall, socketByCall},
        {Situation::SocketUdp, socketUdp},
        {Situation::SocketLocalStream, socketLocalStream},
        {Situation::SocketLocalDatagram, socketLocalDatagram},
        {Situation::SocketRawIcmp, socketRawIcmp},
        {Situation::SocketPingIcmp, socketPingIcmp},
        {Situation::Adopted, adopted},
        {Situation::BindAlone, bindAlone},
        {Situation::BindClient, bindClient},
        {Situation::BindDatagram, bindDatagram},
        {Situation::BindPath, bindPath},
        {Situation::BindAbstract, bindAbstract},
        {Situation::ListenAgain, listenAgain},
        {Situation::ListenWithoutBind, listenWithoutBind},
        {Situation::ListenLocal, listenLocal},
        {Situation::AcceptOne, acceptOne},
        {Situation::AcceptMapped, acceptMapped},
        {Situation::AcceptLocal, acceptLocal},
        {Situation::ClientByDatagram, clientByDatagram},
        {Situation::ConnectInProgress, connectInProgress},
        {Situation::ConnectExResult, connectExResult},
        {Situation::ConnectLocal, connectLocal},
        {Situation::ConnectDatagram, connectDatagram},
        {Situation::ConnectedByCall, connectedByCall},
        {Situation::ConnectedLocal, connectedLocal},
        {Situation::OptionAsAsked, optionAsAsked},
        {Situation::OptionChanged, optionChanged},
        {Situation::OptionRead, optionRead},
        {Situation::EnterAccept, enterAccept},
        {Situation::EnterRead, enterRead},
        {Situation::EnterOther, enterOther},
        {Situation::ThreadSleeps, threadSleeps},
        {Situation::ThreadRuns, threadRuns},
    };
}

} // namespace bothends
