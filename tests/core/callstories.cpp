// SPDX-License-Identifier: MIT
#include "core/callstories.h"

#include <cerrno>

using namespace Qt::StringLiterals;

namespace bothends::test {

namespace {

constexpr Side kServer = Side::Server;
constexpr Side kClient = Side::Client;

CallDetail call(CallName name, qint64 asked = -1)
{
    CallDetail detail;
    detail.call = name;
    detail.asked = asked;
    return detail;
}

CallDetail called(CallName name, qint64 result)
{
    CallDetail detail = call(name);
    detail.result = result;
    return detail;
}

CallDetail flagged(CallName name, qint64 asked, MessageFlag flag)
{
    CallDetail detail = call(name, asked);
    detail.flags = flag;
    return detail;
}

CallDetail withItem(CallName name, const QString &type, const QString &value)
{
    CallDetail detail = call(name, 10);
    detail.ancillary << AncillaryItem{u"SOL_SOCKET"_s, type, "\x01", value};
    return detail;
}

CallDetail how(ShutdownHow which)
{
    CallDetail detail = call(CallName::Shutdown);
    detail.how = which;
    return detail;
}

CallDetail option(CallName name, SocketOption which, qint64 asked, qint64 now)
{
    CallDetail detail = call(name);
    detail.option = which;
    if (name == CallName::SetSockOpt)
        detail.optionAsked = OptionValue{asked, {}};
    detail.optionNow = OptionValue{now, {}};
    return detail;
}

CallDetail thread(QChar state)
{
    CallDetail detail = call(CallName::Accept);
    detail.thread = ThreadReading{77, state, 288, u"accept4"_s, u"inet_csk_accept"_s};
    return detail;
}

CallDetail file(CallName name, qint64 count = -1)
{
    CallDetail detail = call(name);
    detail.file = u"/home/me/photo.jpg"_s;
    detail.fileOffset = 4096;
    detail.fileCount = count;
    return detail;
}

void makeLocal(Stage &s, Transport transport = Transport::LocalStream)
{
    s.transport = transport;
    s.server = Address::path(u"/tmp/x.sock"_s);
    s.client = Address::unnamed(4711);
}

std::function<void(Stage &)> socketOf(Transport transport, Side side)
{
    return [transport, side](Stage &s) {
        s.transport = transport;
        s.step(EventKind::Socket, side, call(CallName::Socket), 0).number = 9;
    };
}

KernelReading reading(TcpState state, qint64 unread = 0)
{
    KernelReading result;
    result.state = state;
    result.hasOwner = true;
    result.unread = unread;
    return result;
}

QList<Story> setupStories()
{
    return {
        {Situation::SocketByCall,
         socketOf(Transport::Tcp, kServer),
         {u"socket(AF_INET, SOCK_STREAM)"_s, u"descriptor 9"_s, u"bind(), listen() and accept()"_s}},
        {Situation::SocketUdp, socketOf(Transport::Udp, kClient), {u"SOCK_DGRAM"_s, u"sendto()"_s}},
        {Situation::SocketLocalStream, socketOf(Transport::LocalStream, kServer), {u"AF_UNIX"_s}},
        {Situation::SocketLocalDatagram, socketOf(Transport::LocalDatagram, kServer), {u"AF_UNIX"_s}},
        {Situation::SocketRawIcmp, socketOf(Transport::RawIcmp, kClient), {u"SOCK_RAW"_s, u"CAP_NET_RAW"_s}},
        {Situation::SocketPingIcmp, socketOf(Transport::PingIcmp, kClient), {u"ping_group_range"_s}},
        {Situation::Adopted,
         [](Stage &s) { s.listenerStep(EventKind::Listen).origin = Origin::Kernel; },
         {u"127.0.0.1:30000"_s, u"Socket activation"_s}},
        {Situation::BindAlone,
         [](Stage &s) { s.step(EventKind::Bind, kServer, call(CallName::Bind), 0); },
         {u"not open"_s, u"127.0.0.1:30000"_s, u"EINVAL"_s}},
        {Situation::BindClient,
         [](Stage &s) { s.step(EventKind::Bind, kClient, call(CallName::Bind)); },
         {u"127.0.0.1:51234"_s}},
        {Situation::BindDatagram,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.step(EventKind::Bind, kServer, call(CallName::Bind), 0);
         },
         {u"no listen()"_s, u"127.0.0.1:30000"_s}},
        {Situation::BindPath,
         [](Stage &s) {
             makeLocal(s);
             s.step(EventKind::Bind, kServer, call(CallName::Bind), 0);
         },
         {u"/tmp/x.sock"_s, u"EADDRINUSE"_s}},
        {Situation::BindAbstract,
         [](Stage &s) {
             makeLocal(s);
             s.server = Address::abstractName(u"hidden"_s);
             s.step(EventKind::Bind, kServer, call(CallName::Bind), 0);
         },
         {u"@hidden"_s, u"zero byte"_s}},
        {Situation::ListenAgain,
         [](Stage &s) {
             s.step(EventKind::Listen, kServer, call(CallName::Listen), 0).number = 3;
             s.step(EventKind::Listen, kServer, call(CallName::Listen), 0).number = 7;
         },
         {u"from 3 to 7"_s, u"8 clients"_s}},
        {Situation::ListenWithoutBind,
         [](Stage &s) { s.step(EventKind::Listen, kServer, call(CallName::Listen), 0).number = 3; },
         {u"port 30000 by itself"_s, u"4 clients fit"_s}},
        {Situation::ListenLocal,
         [](Stage &s) {
             makeLocal(s);
             s.listenerStep(EventKind::Listen).number = 0;
         },
         {u"/tmp/x.sock"_s, u"1 client fits"_s, u"EAGAIN"_s}},
        {Situation::AcceptOne,
         [](Stage &s) {
             s.listen();
             s.step(EventKind::Accept, kServer, call(CallName::Accept)).number = 11;
         },
         {u"#1"_s, u"descriptor 11"_s, u"127.0.0.1:51234"_s}},
        {Situation::AcceptMapped,
         [](Stage &s) {
             s.listenerStep(EventKind::Listen).local = Address{u"::"_s, 30000};
             s.accept();
         },
         {u"::ffff:127.0.0.1"_s, u"dual-stack"_s, u"IPV6_V6ONLY"_s}},
        {Situation::AcceptLocal,
         [](Stage &s) {
             makeLocal(s);
             s.accept();
         },
         {u"/tmp/x.sock"_s, u"socket:[4711]"_s, u"SO_PEERCRED"_s}},
        {Situation::ClientByDatagram,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.accept();
         },
         {u"127.0.0.1:51234"_s}},
        {Situation::ConnectInProgress,
         [](Stage &s) { s.step(EventKind::Connect, kClient, called(CallName::Connect, 115)); },
         {u"EINPROGRESS"_s, u"127.0.0.1:51234"_s, u"SO_ERROR"_s}},
        {Situation::ConnectExResult,
         [](Stage &s) { s.step(EventKind::Connect, kClient, called(CallName::ConnectEx, 115)); },
         {u"returned 115, which is EINPROGRESS"_s}},
        {Situation::ConnectLocal,
         [](Stage &s) {
             makeLocal(s);
             s.step(EventKind::Connect, kClient, called(CallName::Connect, 0));
         },
         {u"/tmp/x.sock"_s, u"no handshake"_s, u"socket:[4711]"_s}},
        {Situation::ConnectDatagram,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.step(EventKind::Connect, kClient, called(CallName::Connect, 0));
         },
         {u"sends nothing"_s, u"127.0.0.1:30000"_s}},
        {Situation::ConnectedByCall,
         [](Stage &s) {
             s.step(EventKind::Connect, kClient, called(CallName::Connect, 115));
             s.step(EventKind::Connected, kClient, called(CallName::Connect, 0));
         },
         {u"1.0 ms after connect()"_s, u"SO_ERROR was 0"_s}},
        {Situation::ConnectedLocal,
         [](Stage &s) {
             makeLocal(s);
             s.add(EventKind::Connected, kClient);
         },
         {u"/tmp/x.sock"_s}},
        {Situation::OptionAsAsked,
         [](Stage &s) {
             s.step(EventKind::Option, kClient, option(CallName::SetSockOpt, SocketOption::NoDelay, 1, 1));
         },
         {u"TCP_NODELAY"_s, u"Nagle"_s, u"Value in the kernel|1"_s}},
        {Situation::OptionChanged,
         [](Stage &s) {
             s.step(EventKind::Option, kClient,
                    option(CallName::SetSockOpt, SocketOption::ReceiveBuffer, 4096, 8192));
         },
         {u"4096 was asked for, and the kernel made 8192 of it"_s, u"doubles"_s, u"SO_RCVBUF"_s}},
        {Situation::OptionRead,
         [](Stage &s) {
             s.step(EventKind::Option, kClient, option(CallName::GetSockOpt, SocketOption::Linger, 0, -1));
         },
         {u"it says off"_s, u"getsockopt(SO_LINGER) → off"_s}},
        {Situation::EnterAccept,
         [](Stage &s) { s.step(EventKind::Enter, kServer, call(CallName::Accept), 0); },
         {u"accept() on 127.0.0.1:30000"_s}},
        {Situation::EnterRead,
         [](Stage &s) { s.step(EventKind::Enter, kServer, call(CallName::Recv, 1024)); },
         {u"Into recv()"_s, u"127.0.0.1:51234"_s}},
        {Situation::EnterOther,
         [](Stage &s) { s.step(EventKind::Enter, kServer, call(CallName::SendAll)); },
         {u"sendall()"_s}},
        {Situation::ThreadSleeps,
         [](Stage &s) { s.step(EventKind::Thread, kServer, thread(u'S'), 0).origin = Origin::Kernel; },
         {u"state S for thread 77"_s, u"inet_csk_accept"_s, u"288 accept4"_s}},
        {Situation::ThreadRuns,
         [](Stage &s) { s.step(EventKind::Thread, kServer, thread(u'R'), 0).origin = Origin::Kernel; },
         {u"thread 77 runs"_s}},
    };
}

/// Situations of TCP that another type of socket has too, without its segments.
QList<Story> sharedStories()
{
    return {
        {Situation::Pause,
         [](Stage &s) {
             makeLocal(s);
             s.listenerStep(EventKind::Pause);
         },
         {u"paused"_s}},
        {Situation::Resume,
         [](Stage &s) {
             makeLocal(s);
             s.listenerStep(EventKind::Resume);
         },
         {u"told so at once"_s}},
        {Situation::MessageOutside,
         [](Stage &s) {
             makeLocal(s);
             s.write(kServer, "hello");
             s.thisOne();
             s.kernel(kServer, reading(TcpState::Established), EventKind::Queues);
         },
         {u"another program: its reads"_s}},
    };
}

QList<Story> byteStories()
{
    return {
        {Situation::SendPartial,
         [](Stage &s) {
             s.write(kClient, QByteArray(5120, 'x'));
             s.by(call(CallName::Send, 100'000));
         },
         {u"took 5120 of the 100000 bytes"_s, u"other 94880 bytes were not sent"_s}},
        {Situation::SendFilePart,
         [](Stage &s) {
             s.write(kClient, {}).bytes = 65536;
             s.by(file(CallName::SendFile));
         },
         {u"65536 bytes from position 4096 of the file photo.jpg"_s, u"File|/home/me/photo.jpg"_s}},
        {Situation::SendDescriptor,
         [](Stage &s) {
             makeLocal(s);
             s.write(kClient, "x");
             s.by(withItem(CallName::SendMsg, u"SCM_RIGHTS"_s, u"fd 17"_s));
         },
         {u"SCM_RIGHTS"_s, u"Ancillary data|SOL_SOCKET SCM_RIGHTS: fd 17"_s}},
        {Situation::ReadFull,
         [](Stage &s) {
             s.write(kServer, "hello");
             s.read(kClient, "hel");
             s.by(call(CallName::Recv, 3));
         },
         {u"recv(3) returned 3 bytes"_s, u"more may wait"_s}},
        {Situation::ReadInto,
         [](Stage &s) {
             s.read(kClient, "hello");
             s.by(call(CallName::RecvInto, 16));
         },
         {u"first 5 cells of a buffer of 16 bytes"_s, u"11 cells behind them stay untouched"_s}},
        {Situation::ReadWaitAll,
         [](Stage &s) {
             s.read(kClient, "hello");
             s.by(flagged(CallName::Recv, 5, MessageFlag::WaitAll));
         },
         {u"MSG_WAITALL"_s, u"however the peer wrote them"_s}},
        {Situation::ReadMessage,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.read(kServer, "hello");
             CallDetail detail = withItem(CallName::RecvMsg, u"IP_TTL"_s, u"64"_s);
             detail.returnedFlags = MessageFlag::CTrunc;
             s.by(detail);
         },
         {u"TTL of 64"_s, u"MSG_CTRUNC came back"_s, u"Flags returned|MSG_CTRUNC"_s}},
        {Situation::ReadMessage,
         [](Stage &s) {
             s.read(kServer, "hello");
             s.by(call(CallName::RecvMsg, 10));
         },
         {u"four things"_s, u"no ancillary data"_s}},
        {Situation::ReadDescriptor,
         [](Stage &s) {
             makeLocal(s);
             s.read(kServer, "x");
             s.by(withItem(CallName::RecvMsg, u"SCM_RIGHTS"_s, u"fd 18 /tmp/a"_s));
         },
         {u"fd 18 /tmp/a"_s}},
        {Situation::ReadIntoProgram,
         [](Stage &s) {
             s.read(kClient, "one\ntwo\n");
             CallDetail detail = call(CallName::ReadLine, 8192);
             detail.inProgram = 8;
             s.by(detail);
         },
         {u"8 bytes"_s, u"second buffer"_s, u"In the program’s buffer, bytes|8"_s}},
        {Situation::ReadToFile,
         [](Stage &s) {
             s.read(kClient, {}).bytes = 4096;
             s.by(file(CallName::Recv));
         },
         {u"4096 bytes went to the file photo.jpg, from its position 4096 on"_s}},
        {Situation::ReadThrownAway,
         [](Stage &s) {
             s.read(kClient, {}).bytes = 5;
             s.by(flagged(CallName::Recv, 10, MessageFlag::Trunc));
         },
         {u"Thrown away • 5 bytes"_s}},
        {Situation::ReadAfterShutdown,
         [](Stage &s) {
             CallDetail detail = call(CallName::Recv, 10);
             detail.how = ShutdownHow::Read;
             s.read(kClient, {});
             s.by(detail);
         },
         {u"recv(10) returned 0 bytes"_s}},
        {Situation::Peeked,
         [](Stage &s) {
             s.step(EventKind::Peeked, kClient, flagged(CallName::Recv, 10, MessageFlag::Peek)).bytes = 4;
         },
         {u"recv(10, MSG_PEEK) showed 4 bytes"_s}},
        {Situation::Line,
         [](Stage &s) {
             CallDetail detail = call(CallName::ReadLine);
             detail.inProgram = 34;
             s.step(EventKind::Line, kClient, detail).bytes = 6;
         },
         {u"A line • 6 bytes"_s, u"34 bytes are left"_s}},
        {Situation::TransferSendBegin,
         [](Stage &s) { s.step(EventKind::TransferBegin, kClient, file(CallName::SendFile, 500)); },
         {u"500 bytes of photo.jpg"_s}},
        {Situation::TransferSaveBegin,
         [](Stage &s) { s.step(EventKind::TransferBegin, kClient, file(CallName::Recv)); },
         {u"photo.jpg"_s, u"never trusted"_s}},
        {Situation::TransferSendEnd,
         [](Stage &s) {
             s.step(EventKind::TransferBegin, kClient, file(CallName::SendFile));
             s.step(EventKind::TransferEnd, kClient, file(CallName::SendFile)).bytes = 500;
         },
         {u"500 bytes"_s, u"It took 1.0 ms"_s}},
        {Situation::TransferSaveEnd,
         [](Stage &s) { s.step(EventKind::TransferEnd, kClient, file(CallName::Recv)).bytes = 500; },
         {u"photo.jpg: 500 bytes"_s}},
        {Situation::TransferFailed,
         [](Stage &s) {
             Event &event = s.step(EventKind::TransferEnd, kClient, file(CallName::SendFile));
             event.bytes = 17;
             event.error = Error{ErrorCode::TransferCancelled, 0, u"/home/me/photo.jpg"_s, 0, {}};
         },
         {u"17 bytes went"_s, u"TRANSFER_CANCELLED"_s}},
    };
}

/// Both ends are ours and take part.
void send(Stage &s, const QByteArray &bytes)
{
    s.write(kClient, bytes);
    s.by(call(CallName::SendTo, bytes.size()));
}

QList<Story> datagramStories()
{
    const auto udp = [](Stage &s) {
        s.transport = Transport::Udp;
        s.step(EventKind::Bind, kServer, call(CallName::Bind), 0);
        s.add(EventKind::Option, kServer); // both ends of this conversation are ours
        s.add(EventKind::Option, kClient);
    };
    return {
        {Situation::DatagramArrived,
         [udp](Stage &s) {
             udp(s);
             send(s, "hello");
             s.thisOne();
             s.read(kServer, "hello");
         },
         {u"sendto() put 5 bytes into one datagram for 127.0.0.1:30000"_s, u"1.0 ms later"_s}},
        {Situation::DatagramOutside,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.write(kServer, "hello", WriteReason::Greeting);
         },
         {u"Greeting sent as a datagram • 5 bytes"_s}},
        {Situation::DatagramUnread,
         [udp](Stage &s) {
             udp(s);
             send(s, "hello");
             s.thisOne();
             s.read(kServer, "other");
         },
         {u"has not received it"_s}},
        {Situation::DatagramOutside,
         [](Stage &s) {
             s.transport = Transport::Udp;
             send(s, "hello");
         },
         {u"another program"_s, u"UDP does not confirm"_s}},
        {Situation::DatagramEmpty,
         [udp](Stage &s) {
             udp(s);
             send(s, "");
         },
         {u"without a byte"_s}},
        {Situation::DatagramRead,
         [udp](Stage &s) {
             udp(s);
             send(s, "hello");
             s.read(kServer, "hello");
             s.by(call(CallName::RecvFrom, 64));
         },
         {u"recvfrom(64) returned one datagram of 5 bytes from 127.0.0.1:51234"_s, u"1.0 ms before"_s}},
        {Situation::DatagramReadOutside,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.read(kServer, "hello");
         },
         {u"readyRead()"_s, u"can be forged"_s}},
        {Situation::DatagramReadEmpty,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.read(kServer, "");
             s.by(call(CallName::Recv, 64));
         },
         {u"not the end"_s}},
        {Situation::DatagramCut,
         [udp](Stage &s) {
             udp(s);
             send(s, "hello world!");
             s.read(kServer, "hel");
             CallDetail detail = call(CallName::Recv, 3);
             detail.datagramSize = 12;
             s.by(detail);
         },
         {u"Datagram cut • 3 of 12 bytes"_s, u"the other 9 bytes did not fit"_s, u"Written in events|4"_s}},
        {Situation::DatagramsDropped,
         [](Stage &s) {
             s.transport = Transport::Udp;
             Event &event = s.add(EventKind::Dropped, kServer, 0);
             event.origin = Origin::Kernel;
             event.number = 197;
         },
         {u"197 datagrams"_s, u"SO_RCVBUF"_s}},
        {Situation::EchoRequest,
         [](Stage &s) {
             s.transport = Transport::RawIcmp;
             s.write(kClient, QByteArray(16, '\x08'));
         },
         {u"16 bytes"_s, u"8 asks for an echo"_s}},
        {Situation::EchoReply,
         [](Stage &s) {
             s.transport = Transport::RawIcmp;
             s.read(kClient, QByteArray(36, '\0'));
             s.by(call(CallName::RecvFrom, 4096));
         },
         {u"36 bytes"_s, u"IP header"_s}},
    };
}

QList<Story> endStories()
{
    const auto local = [](EventKind kind, quint32 connection) {
        return [kind, connection](Stage &s) {
            makeLocal(s);
            s.add(kind, kServer, connection);
        };
    };
    return {
        {Situation::EofLocal, local(EventKind::Eof, 1), {u"b''"_s, u"no FIN"_s}},
        {Situation::ResetByPeerCall,
         [](Stage &s) {
             s.step(EventKind::Reset, kClient, call(CallName::Recv, 10)).error
                 = Error{ErrorCode::ConnectionReset, 104, u"127.0.0.1:30000"_s, 0, {}};
         },
         {u"ECONNRESET, 104"_s, u"RST"_s}},
        {Situation::ResetByClose,
         [](Stage &s) { s.step(EventKind::Reset, kClient, call(CallName::Close)); },
         {u"SO_LINGER"_s, u"127.0.0.1:30000"_s}},
        {Situation::ResetLocal, local(EventKind::Reset, 1), {u"ECONNRESET"_s}},
        {Situation::ShutdownReading,
         [](Stage &s) { s.step(EventKind::Shutdown, kClient, how(ShutdownHow::Read)); },
         {u"SHUT_RD)"_s, u"TCP sends nothing"_s}},
        {Situation::ShutdownBoth,
         [](Stage &s) { s.step(EventKind::Shutdown, kClient, how(ShutdownHow::Both)); },
         {u"SHUT_RDWR"_s, u"FIN"_s}},
        {Situation::ShutdownListener,
         [](Stage &s) {
             s.step(EventKind::Listen, kServer, call(CallName::Listen), 0);
             s.step(EventKind::Shutdown, kServer, how(ShutdownHow::Both), 0);
         },
         {u"ends listening"_s}},
        {Situation::ShutdownLocal,
         [](Stage &s) {
             makeLocal(s);
             s.step(EventKind::Shutdown, kClient, how(ShutdownHow::Write));
         },
         {u"SHUT_WR"_s, u"can still answer"_s}},
        {Situation::ShutdownDatagram,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.step(EventKind::Shutdown, kClient, how(ShutdownHow::Write));
         },
         {u"nothing is sent"_s, u"EPIPE"_s}},
        {Situation::ClosedUnused,
         [](Stage &s) {
             s.step(EventKind::Bind, kServer, call(CallName::Bind), 0);
             s.step(EventKind::Closed, kServer, call(CallName::Close), 0);
         },
         {u"no connection"_s, u"127.0.0.1:30000 is free"_s}},
        {Situation::ClosedLocalListener, local(EventKind::Closed, 0), {u"/tmp/x.sock"_s}},
        {Situation::ClosedLocal, local(EventKind::Closed, 1), {u"no TIME_WAIT"_s}},
        {Situation::ClosedDatagram,
         [](Stage &s) {
             s.transport = Transport::Udp;
             s.add(EventKind::Closed, kServer, 0);
         },
         {u"port unreachable"_s}},
    };
}

QList<Story> kernelStories()
{
    const auto state = [](Transport transport, const KernelReading &what, EventKind kind = EventKind::State) {
        return [transport, what, kind](Stage &s) {
            if (isLocal(transport))
                makeLocal(s, transport);
            s.transport = transport;
            s.kernel(kServer, what, kind);
        };
    };
    KernelReading dropping = reading(TcpState::Unconnected, 2304);
    dropping.drops = 5;
    KernelReading queue = reading(TcpState::Listen);
    queue.acceptQueue = 4;
    queue.backlog = 3;
    return {
        {Situation::StateUnconnected,
         state(Transport::Udp, dropping),
         {u"UNCONN"_s, u"127.0.0.1:30000"_s, u"2304 bytes"_s, u"5 datagrams were dropped"_s}},
        {Situation::StateUnconnected,
         state(Transport::Tcp, reading(TcpState::Unconnected)),
         {u"bind() alone"_s}},
        {Situation::StateDatagramConnected,
         state(Transport::Udp, reading(TcpState::Established)),
         {u"There is no connection"_s}},
        {Situation::StateLocalListen, state(Transport::LocalStream, queue), {u"4 of at most 4 clients"_s}},
        {Situation::StateLocalConnected,
         state(Transport::LocalStream, reading(TcpState::Established, 3)),
         {u"/tmp/x.sock"_s, u"3 bytes"_s}},
        {Situation::StateSocketGone,
         state(Transport::LocalDatagram, reading(TcpState::Closed)),
         {u"/tmp/x.sock"_s}},
        {Situation::QueuesLocalListener,
         state(Transport::LocalStream, queue, EventKind::Queues),
         {u"4 of at most 4 clients"_s, u"EAGAIN"_s}},
        {Situation::QueuesDatagram,
         state(Transport::Udp, reading(TcpState::Unconnected, 2304), EventKind::Queues),
         {u"2304 bytes"_s}},
        {Situation::QueuesLocal,
         state(Transport::LocalStream, reading(TcpState::Established, 9), EventKind::Queues),
         {u"9 bytes"_s}},
    };
}

/// One call on one type of socket that fails.
Story failing(Situation situation, Transport transport, CallName name, ErrorCode code,
              const QStringList &says)
{
    return {situation,
            [transport, name, code](Stage &s) {
                if (isLocal(transport))
                    makeLocal(s, transport);
                s.transport = transport;
                s.failed(kClient, name, code);
            },
            says};
}

QList<Story> errorStories()
{
    constexpr Transport tcp = Transport::Tcp;
    constexpr Transport udp = Transport::Udp;
    constexpr Transport local = Transport::LocalStream;
    using C = CallName;
    using E = ErrorCode;
    return {
        failing(Situation::AcceptNothing, tcp, C::Accept, E::WouldBlock,
                {u"EAGAIN, 11"_s, u"accept queue is empty"_s}),
        failing(Situation::ReadNothing, tcp, C::Recv, E::WouldBlock, {u"recv() does not wait"_s}),
        failing(Situation::WriteNoRoom, tcp, C::Send, E::WouldBlock, {u"send() took none"_s}),
        failing(Situation::ConnectQueueFull, local, C::Connect, E::WouldBlock, {u"at once"_s}),
        failing(Situation::ConnectGoesOn, tcp, C::ConnectEx, E::InProgress, {u"EINPROGRESS, 115"_s}),
        failing(Situation::AcceptNotListening, tcp, C::Accept, E::InvalidCall,
                {u"EINVAL, 22"_s, u"listen()"_s}),
        failing(Situation::BindTwice, tcp, C::Bind, E::InvalidCall, {u"EINVAL, 22"_s, u"127.0.0.1:30000"_s}),
        failing(Situation::ListenImpossible, local, C::Listen, E::InvalidCall, {u"needs a name"_s}),
        failing(Situation::ReadUnconnected, local, C::Recv, E::InvalidCall, {u"TCP answers ENOTCONN"_s}),
        failing(Situation::InvalidCall, tcp, C::SetSockOpt, E::InvalidCall, {u"setsockopt() was given"_s}),
        failing(Situation::BrokenPipeUnconnected, tcp, C::Send, E::BrokenPipe,
                {u"EPIPE, 32"_s, u"never connected"_s}),
        {Situation::BrokenPipeShut,
         [](Stage &s) {
             s.step(EventKind::Shutdown, kClient, how(ShutdownHow::Write));
             s.failed(kClient, C::Send, E::BrokenPipe, 1);
         },
         {u"shutdown()"_s}},
        {Situation::BrokenPipeGone,
         [](Stage &s) {
             s.step(EventKind::Connected, kClient, called(C::Connect, 0));
             s.failed(kClient, C::Send, E::BrokenPipe, 1);
         },
         {u"The peer is gone"_s, u"SIGPIPE"_s}},
        failing(Situation::NotConnectedByCall, tcp, C::Shutdown, E::NotConnected,
                {u"ENOTCONN, 107"_s, u"shutdown() needs"_s}),
        failing(Situation::AlreadyConnected, tcp, C::Connect, E::AlreadyConnected, {u"EISCONN, 106"_s}),
        failing(Situation::DestinationRequired, udp, C::Send, E::DestinationRequired,
                {u"EDESTADDRREQ, 89"_s}),
        failing(Situation::BadDescriptor, tcp, C::Close, E::BadDescriptor, {u"EBADF, 9"_s}),
        failing(Situation::OperationNotSupported, udp, C::Listen, E::OperationNotSupported,
                {u"listen() does not exist for a UDP socket"_s}),
        failing(Situation::OptionNotSupported, udp, C::SetSockOpt, E::OptionNotSupported,
                {u"ENOPROTOOPT, 92"_s}),
        failing(Situation::RawNotPermitted, Transport::RawIcmp, C::Socket, E::NotPermitted,
                {u"EPERM, 1"_s, u"CAP_NET_RAW"_s, u"ping socket"_s}),
        failing(Situation::RawNotPermitted, Transport::PingIcmp, C::Socket, E::NotPermitted,
                {u"ping_group_range"_s}),
        failing(Situation::NotPermitted, udp, C::SendTo, E::NotPermitted, {u"sendto()"_s}),
        failing(Situation::BroadcastNotPermitted, udp, C::SendTo, E::PermissionDenied, {u"SO_BROADCAST"_s}),
        failing(Situation::PathNotPermitted, local, C::Bind, E::PermissionDenied, {u"EACCES, 13"_s}),
        failing(Situation::TransportNotSupported, tcp, C::Socket, E::TransportNotSupported, {u"socket()"_s}),
        failing(Situation::RefusedByCall, tcp, C::Connect, E::ConnectionRefused,
                {u"ECONNREFUSED, 111"_s, u"port 30000"_s}),
        failing(Situation::DatagramRefused, udp, C::Send, E::ConnectionRefused,
                {u"one call late"_s, u"ICMP"_s}),
        failing(Situation::LocalRefused, local, C::Connect, E::ConnectionRefused, {u"outlived"_s}),
        failing(Situation::LocalAddressInUse, local, C::Bind, E::AddressInUse, {u"EADDRINUSE, 98"_s}),
        failing(Situation::DatagramTooLarge, udp, C::SendTo, E::DatagramTooLarge,
                {u"EMSGSIZE, 90"_s, u"65,535"_s}),
        failing(Situation::NoBuffers, udp, C::SendTo, E::NoBuffers, {u"ENOBUFS, 105"_s}),
        failing(Situation::PathTooLong, local, C::Bind, E::PathTooLong,
                {u"ENAMETOOLONG, 36"_s, u"108 bytes"_s}),
        failing(Situation::FolderMissing, local, C::Bind, E::FolderMissing, {u"ENOENT, 2"_s}),
        failing(Situation::SocketFileMissing, local, C::Connect, E::SocketFileMissing, {u"ENOENT, 2"_s}),
        failing(Situation::SocketFileStale, local, C::Bind, E::SocketFileStale, {u"Remove the file"_s}),
        failing(Situation::NotASocketFile, local, C::Bind, E::NotASocketFile, {u"left alone"_s}),
        failing(Situation::WrongSocketType, local, C::Connect, E::WrongSocketType, {u"EPROTOTYPE, 91"_s}),
        failing(Situation::NotOffered, tcp, C::Listen, E::NotOffered, {u"NOT_OFFERED"_s}),
        failing(Situation::FileUnreadable, tcp, C::SendFile, E::FileUnreadable, {u"SUBJECT"_s}),
        failing(Situation::FileUnwritable, tcp, C::Recv, E::FileUnwritable, {u"SUBJECT"_s}),
        failing(Situation::FileExists, tcp, C::Recv, E::FileExists, {u"EEXIST, 17"_s}),
        failing(Situation::FileShrunk, tcp, C::SendFile, E::FileShrunk, {u"SUBJECT"_s}),
        failing(Situation::FileEmpty, tcp, C::SendFile, E::FileEmpty, {u"SUBJECT"_s}),
        failing(Situation::DiskFull, tcp, C::Recv, E::DiskFull, {u"ENOSPC, 28"_s}),
        {Situation::DiskFull,
         [](Stage &s) { s.failed(kClient, C::Recv, E::DiskFull).error->systemCode = EDQUOT; },
         {u"The quota is exhausted"_s, u"EDQUOT, 122"_s}},
        failing(Situation::TransferCancelled, tcp, C::SendFile, E::TransferCancelled, {u"SUBJECT"_s}),
        failing(Situation::SystemError, tcp, C::Connect, E::System, {u"connect() failed"_s}),
    };
}

} // namespace

QList<Story> callStories()
{
    return setupStories() + sharedStories() + byteStories() + datagramStories() + endStories()
        + kernelStories() + errorStories();
}

} // namespace bothends::test
