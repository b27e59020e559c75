// SPDX-License-Identifier: MIT
#include "core/callstories.h"
#include "core/explanation.h"
#include "core/languages.h"
#include "support/explanationstage.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using test::reading;
using test::Stage;
using test::Story;

namespace {

constexpr qint64 kMs = 1'000'000;

/// A journal with its readings.
struct Desk
{
    explicit Desk(const QList<Event> &events) { journal.append(events); }

    Journal journal;
    ConnectionIndex connections{journal};
    TextReading texts{journal, connections};
    LifeLines lifeLines{journal};
    Readings readings{journal, connections, texts, lifeLines};
};

const QByteArray kGreeting = u"您好，您收到了服务器的新年祝福！"_s.toUtf8(); // 16 characters

QList<Story> setupStories()
{
    return {
        {Situation::ServerSocket,
         [](Stage &s) { s.listenerStep(EventKind::Socket).number = 14; },
         {u"descriptor 14"_s, u"socket.socket(AF_INET, SOCK_STREAM)"_s}},
        {Situation::ClientSocket,
         [](Stage &s) { s.add(EventKind::Socket, Side::Client).number = 17; },
         {u"descriptor 17"_s}},
        {Situation::BindAskedPort,
         [](Stage &s) {
             s.listenerStep(EventKind::Socket);
             s.listenerStep(EventKind::Bind);
         },
         {u"with port 30000 as asked for"_s, u"127.0.0.1 is a loopback address"_s}},
        {Situation::BindSystemPort,
         [](Stage &s) {
             s.listenerStep(EventKind::Socket).local.port = 0;
             s.listenerStep(EventKind::Bind).local = {u"0.0.0.0"_s, 41234};
         },
         {u"asked for port 0"_s, u"chose 41234"_s, u"every address of this machine"_s}},
        {Situation::Listen,
         [](Stage &s) { s.listen(3); },
         {u"backlog is 3"_s, u"4 clients fit"_s, u"Port 30000"_s}},
        {Situation::AcceptByQt,
         [](Stage &s) {
             s.call();
             s.kernel(Side::Server, reading(TcpState::Established, false));
             s.accept();
         },
         {u"#1"_s, u"127.0.0.1:51234"_s, u"descriptor 15"_s, u"1.0 ms earlier"_s, u"accept() blocks"_s}},
        {Situation::AcceptByCall,
         [](Stage &s) {
             s.listen();
             s.add(EventKind::Accept, Side::Server);
         },
         {u"right behind"_s}},
        {Situation::AcceptWhilePaused,
         [](Stage &s) {
             s.listen();
             s.listenerStep(EventKind::Pause);
             s.add(EventKind::Accept, Side::Server);
         },
         {u"by hand"_s}},
        {Situation::AcceptAfterWaiting,
         [](Stage &s) {
             s.call();
             s.kernel(Side::Server, reading(TcpState::Established, false, 5)).monotonicNs = 10 * kMs;
             Event &event = s.add(EventKind::Accept, Side::Server);
             event.origin = Origin::Qt;
             event.monotonicNs = 1510 * kMs;
         },
         {u"for 1500.0 ms"_s, u"5 bytes from it"_s}},
        {Situation::ConnectFirst,
         [](Stage &s) { s.call(); },
         {u"127.0.0.1:30000"_s, u"51234"_s, u"Python’s"_s}},
        {Situation::ConnectAgain,
         [](Stage &s) {
             s.call();
             s.fail(Side::Client, ErrorCode::ConnectionRefused, 1);
             s.add(EventKind::Connect, Side::Client).local.port = 51236;
         },
         {u"once more"_s, u"51236"_s}},
        {Situation::ConnectNextAddress,
         [](Stage &s) {
             s.add(EventKind::Connect, Side::Client).peer.host = u"::1"_s;
             s.fail(Side::Client, ErrorCode::ConnectionRefused, 1);
             s.call();
         },
         {u"after [::1]:30000 the client tries 127.0.0.1:30000"_s}},
        {Situation::Connected,
         [](Stage &s) {
             s.call();
             s.add(EventKind::Connected, Side::Client);
         },
         {u"1.0 ms after the call"_s}},
        {Situation::ConnectedSecondTry,
         [](Stage &s) {
             s.call();
             s.add(EventKind::Connected, Side::Client).local.port = 51240;
         },
         {u"from port 51234"_s, u"on port 51240"_s}},
        {Situation::ConnectedAfterWaiting,
         [](Stage &s) {
             s.call();
             s.kernel(Side::Client, reading(TcpState::SynSent));
             s.add(EventKind::Connected, Side::Client).monotonicNs = 1031 * kMs;
         },
         {u"took 1030.0 ms"_s, u"accept queue"_s}},
        {Situation::Pause,
         [](Stage &s) {
             s.listen(3);
             s.listenerStep(EventKind::Pause);
         },
         {u"backlog of 3, 4 clients can wait"_s}},
        {Situation::Resume,
         [](Stage &s) {
             s.listen(3);
             s.listenerStep(EventKind::Pause);
             s.queue(2, 3);
             s.listenerStep(EventKind::Resume);
         },
         {u"2 clients were waiting"_s}},
    };
}

QList<Story> dataStories()
{
    return {
        {Situation::GreetingRead,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, kGreeting, WriteReason::Greeting);
             s.thisOne();
             s.read(Side::Client, kGreeting);
         },
         {u"Greeting sent • 48 bytes"_s, u"In UTF-8 this is 16 characters × 3 bytes = 48 bytes."_s,
          u"one read, 1.0 ms later"_s, u"connection #1"_s, u"0 – 47"_s}},
        {Situation::GreetingUnread,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, kGreeting, WriteReason::Greeting);
             s.thisOne();
             s.read(Side::Client, kGreeting.left(20));
         },
         {u"still unread: 28 of 48 bytes"_s}},
        {Situation::GreetingOutside,
         [](Stage &s) {
             s.acceptOutside();
             s.write(Side::Server, kGreeting, WriteReason::Greeting);
         },
         {u"another program"_s}},
        {Situation::MessageRead,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Client, u"aé汉😀"_s.toUtf8());
             s.thisOne();
             s.read(Side::Server, u"aé"_s.toUtf8());
             s.read(Side::Server, u"汉😀"_s.toUtf8());
         },
         {u"Message sent • 10 bytes"_s,
          u"1 character × 1 byte + 1 character × 2 bytes + 1 character × 3 bytes + 1 character × 4 bytes = 10 bytes."_s,
          u"needed 2 reads"_s, u"2.0 ms later"_s, u"Read in events|5, 6"_s}},
        {Situation::MessageUnread,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Client, "hello");
             s.thisOne();
             s.kernel(Side::Client, reading(TcpState::Established, true, 0, 2), EventKind::Queues);
             s.kernel(Side::Server, reading(TcpState::Established, true, 3), EventKind::Queues);
         },
         {u"none of these bytes"_s, u"5 characters × 1 byte = 5 bytes"_s,
          u"3 bytes waited at the other end"_s, u"2 bytes here"_s}},
        {Situation::MessageOutside,
         [](Stage &s) {
             s.acceptOutside();
             s.write(Side::Server, QByteArray("\xff\xfe!", 3));
             s.thisOne();
             s.kernel(Side::Server, reading(TcpState::Established, true, 0, 3), EventKind::Queues);
         },
         {u"1 character × 1 byte + 2 bytes that are no character = 3 bytes"_s,
          u"an acknowledgement for 3 bytes"_s}},
        {Situation::EchoRead,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, "ab", WriteReason::Echo);
             s.thisOne();
             s.read(Side::Client, "ab").monotonicNs -= kMs * 3 / 4;
         },
         {u"Echo sent • 2 bytes"_s, u"one read, 0.25 ms later"_s}},
        {Situation::EchoUnread,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, "a", WriteReason::Echo);
             s.thisOne();
             s.add(EventKind::Closed, Side::Client);
         },
         {u"Echo sent • 1 byte"_s, u"That end is closed"_s}},
        {Situation::EchoOutside,
         [](Stage &s) {
             s.acceptOutside();
             s.write(Side::Server, "ab", WriteReason::Echo);
         },
         {u"unchanged"_s}},
        {Situation::ReadWhole,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, kGreeting, WriteReason::Greeting);
             s.read(Side::Client, kGreeting).monotonicNs += kMs / 2;
         },
         {u"exactly one write of the server, 1.5 ms after it"_s, u"16 characters × 3 bytes = 48 bytes"_s,
          u"recv(1024) blocks"_s}},
        {Situation::ReadPart,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, "0123456789");
             s.read(Side::Client, "0123");
             s.read(Side::Client, "456789");
         },
         {u"6 of one write of 10 bytes"_s, u"bytes 5 to 10"_s, u"took 2 reads"_s, u"4 – 9"_s}},
        {Situation::ReadJoined,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Client, "hello");
             s.write(Side::Client, "new");
             s.write(Side::Client, "year");
             s.read(Side::Server, "hellonewye");
         },
         {u"3 writes came joined in this one read: 5 + 3 + 2 = 10 bytes."_s, u"first was written 3.0 ms"_s,
          u"last 1.0 ms"_s}},
        {Situation::ReadOutside,
         [](Stage &s) {
             s.acceptOutside();
             s.read(Side::Server, "GET");
             s.read(Side::Server, QByteArray(2000, 'x'));
         },
         {u"2000 bytes from 127.0.0.1:51234, from position 3"_s, u"at most 1024 bytes"_s}},
        {Situation::ReadCutAtStart,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, u"新年"_s.toUtf8());
             s.read(Side::Client, u"新年"_s.toUtf8().left(4));
             s.read(Side::Client, u"新年"_s.toUtf8().mid(4));
         },
         {u"first 2 bytes belong"_s, u"2 bytes of cut characters = 2 bytes"_s,
          u"End of a cut character|b9 b4"_s}},
        {Situation::ReadCutAtEnd,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, u"新年"_s.toUtf8());
             s.read(Side::Client, u"新年"_s.toUtf8().left(4));
         },
         {u"last 1 byte begins"_s, u"1 character × 3 bytes + 1 byte of a cut character = 4 bytes"_s,
          u"Start of a cut character|e5"_s}},
        {Situation::ReadCutAtBothEnds,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, u"新年快"_s.toUtf8());
             s.read(Side::Client, u"新年快"_s.toUtf8().left(1));
             s.read(Side::Client, u"新年快"_s.toUtf8().mid(1, 6));
         },
         {u"first 2 bytes belong"_s, u"last 1 byte begins"_s,
          u"1 character × 3 bytes + 3 bytes of cut characters"_s}},
    };
}

QList<Story> endStories()
{
    return {
        {Situation::EofWhileSending,
         [](Stage &s) {
             s.connectBoth();
             s.read(Side::Client, kGreeting);
             s.eof(Side::Client);
         },
         {u"48 bytes came this way"_s, u"CLOSE_WAIT"_s, u"b''"_s}},
        {Situation::EofAfterShutdown,
         [](Stage &s) {
             s.connectBoth();
             s.add(EventKind::Shutdown, Side::Server);
             s.eof(Side::Server);
         },
         {u"127.0.0.1:30000 waits in TIME_WAIT for 60 s"_s}},
        {Situation::EofAfterShutdown,
         [](Stage &s) { // the kernel had the peer's FIN before our call
             s.connectBoth();
             s.kernel(Side::Server, reading(TcpState::CloseWait));
             s.add(EventKind::Shutdown, Side::Server);
             s.eof(Side::Server);
         },
         {u"The peer closed first"_s}},
        {Situation::ResetByPeer,
         [](Stage &s) {
             s.connectBoth();
             Event &event = s.add(EventKind::Reset, Side::Client);
             event.error = Error{ErrorCode::ConnectionReset, 0, event.peer.toString(), 0, {}};
         },
         {u"ECONNRESET, 104"_s, u"127.0.0.1:30000 reset the connection"_s}},
        {Situation::ResetByUs,
         [](Stage &s) {
             s.connectBoth();
             s.add(EventKind::Reset, Side::Client);
         },
         {u"The client aborted"_s, u"SO_LINGER"_s}},
        {Situation::ShutdownFirst,
         [](Stage &s) {
             s.connectBoth();
             s.write(Side::Server, kGreeting, WriteReason::Greeting);
             s.add(EventKind::Shutdown, Side::Server);
         },
         {u"48 bytes went this way"_s, u"127.0.0.1:30000 will be the end that waits in TIME_WAIT, for 60 s"_s,
          u"port 30000 in use"_s}},
        {Situation::ShutdownSecond,
         [](Stage &s) {
             s.connectBoth();
             s.eof(Side::Server);
             s.add(EventKind::Shutdown, Side::Server);
         },
         {u"LAST_ACK"_s, u"up to 127.0.0.1:51234"_s}},
        {Situation::ShutdownSecond,
         [](Stage &s) { // its end of stream is not read yet
             s.connectBoth();
             s.add(EventKind::Shutdown, Side::Client);
             s.add(EventKind::Shutdown, Side::Server);
         },
         {u"up to 127.0.0.1:51234"_s}},
        {Situation::ClosedListener,
         [](Stage &s) {
             s.listen();
             s.listenerStep(EventKind::Closed);
         },
         {u"127.0.0.1:30000"_s}},
        {Situation::ClosedInOrder,
         [](Stage &s) {
             s.connectBoth();
             s.add(EventKind::Shutdown, Side::Client);
             s.eof(Side::Client);
             s.add(EventKind::Closed, Side::Client);
         },
         {u"keeps 127.0.0.1:51234 in TIME_WAIT for 60 s"_s}},
        {Situation::ClosedInOrder,
         [](Stage &s) {
             s.connectBoth();
             s.eof(Side::Client);
             s.add(EventKind::Shutdown, Side::Client);
             s.kernel(Side::Client, reading(TcpState::Closed, false));
             s.add(EventKind::Closed, Side::Client);
         },
         {u"up to 127.0.0.1:30000"_s}},
        {Situation::ClosedFirst,
         [](Stage &s) {
             s.connectBoth();
             s.add(EventKind::Closed, Side::Client);
         },
         {u"close() itself sends the FIN"_s}},
        {Situation::ClosedSecond,
         [](Stage &s) {
             s.connectBoth();
             s.eof(Side::Client);
             s.add(EventKind::Closed, Side::Client);
         },
         {u"CLOSE_WAIT to LAST_ACK"_s, u"up to 127.0.0.1:30000"_s}},
        {Situation::ClosedWithoutEof,
         [](Stage &s) {
             s.connectBoth();
             s.add(EventKind::Shutdown, Side::Server);
             s.add(EventKind::Closed, Side::Server).monotonicNs += 2000 * kMs;
         },
         {u"2001.0 ms before"_s, u"FIN_WAIT_2"_s}},
        {Situation::ClosedDiscarding,
         [](Stage &s) {
             s.connectBoth();
             Event &event = s.add(EventKind::Closed, Side::Client);
             event.error = Error{ErrorCode::UnsentDiscarded, 0, event.peer.toString(), 77, {}};
         },
         {u"77 bytes"_s, u"UNSENT_DISCARDED"_s}},
        {Situation::ClosedDiscarding,
         [](Stage &s) {
             s.connectBoth();
             s.kernel(Side::Client, reading(TcpState::Established, true, 9), EventKind::Queues);
             s.add(EventKind::Closed, Side::Client);
         },
         {u"9 bytes from the peer were still unread"_s, u"RST instead of FIN"_s}},
        {Situation::ClosedAfterReset,
         [](Stage &s) {
             s.connectBoth();
             s.add(EventKind::Reset, Side::Client);
             s.add(EventKind::Closed, Side::Client);
         },
         {u"127.0.0.1:51234, 127.0.0.1:30000 is free"_s}},
        {Situation::ClosedAttempt,
         [](Stage &s) {
             s.call();
             s.fail(Side::Client, ErrorCode::ConnectionRefused, 1);
             s.add(EventKind::Closed, Side::Client);
         },
         {u"never was a connection"_s}},
    };
}

QList<Story> errorStories()
{
    const auto connecting = [](ErrorCode code) {
        return [code](Stage &s) {
            s.call();
            s.fail(Side::Client, code, 1);
        };
    };
    const auto connected = [](ErrorCode code) {
        return [code](Stage &s) {
            s.connectBoth();
            s.fail(Side::Client, code, 1, 7);
        };
    };
    const auto listening = [](ErrorCode code) { return [code](Stage &s) { s.fail(Side::Server, code, 0); }; };
    const auto accepting = [](ErrorCode code) {
        return [code](Stage &s) {
            s.listen(3);
            s.fail(Side::Server, code, 0, 5);
        };
    };
    return {
        {Situation::HostNotFound,
         [](Stage &s) {
             s.fail(Side::Client, ErrorCode::HostNotFound, 1).error->subject = u"no.such\u202e%1%n"_s;
         },
         {u"EAI_NONAME, -2"_s, uR"(no.such\u202e%1%n)"_s}},
        {Situation::ConnectionRefused,
         connecting(ErrorCode::ConnectionRefused),
         {u"ECONNREFUSED, 111"_s, u"port 30000"_s, u"gave up after 1.0 ms"_s}},
        {Situation::ConnectTimedOut, connecting(ErrorCode::TimedOut), {u"ETIMEDOUT, 110"_s, u"For 1.0 ms"_s}},
        {Situation::ConnectionTimedOut, connected(ErrorCode::TimedOut), {u"ETIMEDOUT, 110"_s}},
        {Situation::NetworkUnreachable, connecting(ErrorCode::NetworkUnreachable), {u"ENETUNREACH, 101"_s}},
        {Situation::AddressInUse, listening(ErrorCode::AddressInUse), {u"EADDRINUSE, 98"_s, u"port 30000"_s}},
        {Situation::AddressNotAvailable, listening(ErrorCode::AddressNotAvailable), {u"EADDRNOTAVAIL, 99"_s}},
        {Situation::ListenAddressInvalid, listening(ErrorCode::AddressInvalid), {u"EINVAL, 22"_s}},
        {Situation::ConnectAddressInvalid,
         [](Stage &s) { s.fail(Side::Client, ErrorCode::AddressInvalid, 1); },
         {u"EINVAL, 22"_s}},
        {Situation::ListenNotPermitted, listening(ErrorCode::PermissionDenied), {u"EACCES, 13"_s}},
        {Situation::ConnectNotPermitted, connecting(ErrorCode::PermissionDenied), {u"EACCES, 13"_s}},
        {Situation::ListenWithoutDescriptor, listening(ErrorCode::TooManyOpenFiles), {u"EMFILE, 24"_s}},
        {Situation::AcceptWithoutDescriptor, accepting(ErrorCode::TooManyOpenFiles), {u"EMFILE, 24"_s}},
        {Situation::ConnectWithoutDescriptor, connecting(ErrorCode::TooManyOpenFiles), {u"EMFILE, 24"_s}},
        {Situation::ResetWhileConnecting, connecting(ErrorCode::ConnectionReset), {u"ECONNRESET, 104"_s}},
        {Situation::ResetWhileConnected, connected(ErrorCode::ConnectionReset), {u"ECONNRESET, 104"_s}},
        {Situation::Cancelled,
         connecting(ErrorCode::Cancelled),
         {u"ECANCELED, 125"_s, u"1.0 ms after connect()"_s}},
        {Situation::MessageTooLong,
         [](Stage &s) {
             s.connectBoth();
             s.fail(Side::Client, ErrorCode::MessageTooLong, 1, 16'000'000).number = 900'000;
         },
         {u"EMSGSIZE, 90"_s, u"900000 bytes of this message"_s, u"16000000 bytes are waiting"_s}},
        {Situation::NotConnected, connected(ErrorCode::NotConnected), {u"ENOTCONN, 107"_s}},
        {Situation::Unencodable, connected(ErrorCode::Unencodable), {u"EILSEQ, 84"_s}},
        {Situation::ConnectionLimit,
         accepting(ErrorCode::ConnectionLimit),
         {u"CONNECTION_LIMIT"_s, u"5 connections"_s}},
        {Situation::AcceptQueueOverflow,
         accepting(ErrorCode::AcceptQueueOverflow),
         {u"backlog of 3, 4 clients fit"_s, u"dropped 5 connection attempts"_s}},
        {Situation::UnsentDiscarded, connected(ErrorCode::UnsentDiscarded), {u"7 bytes"_s}},
        {Situation::UnknownListening,
         [](Stage &s) { s.fail(Side::Server, ErrorCode::Unknown, 0, 0, u"odd <b>thing</b>."_s); },
         {u"odd <b>thing</b>"_s}},
        {Situation::UnknownAccepting, accepting(ErrorCode::Unknown), {u"could not be accepted"_s}},
        {Situation::UnknownConnecting, connecting(ErrorCode::Unknown), {u"could not connect"_s}},
        {Situation::UnknownConnected, connected(ErrorCode::Unknown), {u"The connection failed"_s}},
    };
}

QList<Story> kernelStories()
{
    const auto stateOf = [](Side side, const KernelReading &what) {
        return [side, what](Stage &s) {
            s.connectBoth();
            s.kernel(side, what);
        };
    };
    const auto queues = [](const KernelReading &what) {
        return [what](Stage &s) {
            s.connectBoth();
            s.kernel(Side::Client, what, EventKind::Queues);
        };
    };
    const auto timed
        = [](TcpState which, KernelReading::Timer timer, int ms, int retries, bool hasOwner = true) {
              KernelReading result = reading(which, hasOwner);
              result.timer = timer;
              result.timerMs = ms;
              result.timerRetries = retries;
              return result;
          };
    using Timer = KernelReading::Timer;
    return {
        {Situation::StateListen,
         [](Stage &s) { s.queue(1, 3, EventKind::State); },
         {u"1 of at most 4 clients"_s, u"backlog is 3"_s}},
        {Situation::StateListenerGone,
         [](Stage &s) {
             s.listen();
             s.kernel(Side::Server, reading(TcpState::Closed, false), EventKind::State, 0);
         },
         {u"127.0.0.1:30000"_s}},
        {Situation::StateSynSent,
         [timed](Stage &s) {
             s.call();
             s.kernel(Side::Client, timed(TcpState::SynSent, Timer::Retransmit, 980, 0));
         },
         {u"SYN_SENT"_s, u"Repeated 0 times so far; the next time is in 980.0 ms"_s}},
        {Situation::StateSynSentHeld,
         [timed](Stage &s) {
             s.listen(3);
             s.queue(4, 3);
             s.call();
             s.kernel(Side::Client, timed(TcpState::SynSent, Timer::Retransmit, 700, 2));
         },
         {u"full: 4 of 4 places"_s, u"Repeated 2 times so far; the next time is in 700.0 ms"_s}},
        {Situation::StateSynSentUnanswered,
         [timed](Stage &s) {
             s.call();
             s.kernel(Side::Client, timed(TcpState::SynSent, Timer::Retransmit, 12000, 1));
         },
         {u"Repeated 1 time so far; the next time is in 12.0 s"_s}},
        {Situation::StateSynReceived,
         stateOf(Side::Server, reading(TcpState::SynReceived, false)),
         {u"SYN_RECV"_s}},
        {Situation::StateEstablished,
         stateOf(Side::Server, reading(TcpState::Established, true, 3, 4)),
         {u"3 bytes to be read and 4 bytes"_s}},
        {Situation::StateEstablishedWaiting,
         [](Stage &s) {
             s.call();
             s.kernel(Side::Server, reading(TcpState::Established, false, 5)).socket = 0;
         },
         {u"5 bytes wait for a reader"_s, u"no process holds"_s, u"no (inode 0)"_s}},
        {Situation::StateEstablishedOutside,
         [](Stage &s) {
             s.call();
             s.kernel(Side::Server, reading(TcpState::Established, true, 6)).socket = 0;
         },
         {u"Another program"_s, u"6 bytes"_s}},
        {Situation::StateFinWait1,
         stateOf(Side::Server, reading(TcpState::FinWait1, true, 0, 12)),
         {u"12 bytes before the FIN"_s}},
        {Situation::StateFinWait2, stateOf(Side::Server, reading(TcpState::FinWait2)), {u"half-closed"_s}},
        {Situation::StateFinWait2Orphan,
         stateOf(Side::Server, reading(TcpState::FinWait2, false)),
         {u"up to 60 s"_s}},
        {Situation::StateCloseWait,
         stateOf(Side::Client, reading(TcpState::CloseWait)),
         {u"127.0.0.1:30000"_s}},
        {Situation::StateCloseWaitWaiting,
         [](Stage &s) {
             s.listen();
             s.kernel(Side::Server, reading(TcpState::CloseWait, false, 3)).socket = 0;
         },
         {u"3 bytes that it wrote"_s}},
        {Situation::StateClosing, stateOf(Side::Client, reading(TcpState::Closing)), {u"crossed"_s}},
        {Situation::StateLastAck,
         stateOf(Side::Client, reading(TcpState::LastAck)),
         {u"up to 127.0.0.1:30000"_s}},
        {Situation::StateTimeWait,
         stateOf(Side::Server, timed(TcpState::TimeWait, Timer::TimeWait, 59'200, 0, false)),
         {u"60 more seconds"_s, u"timewait, 59200 ms, 0"_s}},
        {Situation::StateClosed,
         [](Stage &s) {
             s.connectBoth();
             s.kernel(Side::Client, reading(TcpState::LastAck, false));
             s.kernel(Side::Client, reading(TcpState::Closed, false));
         },
         {u"127.0.0.1:51234"_s}},
        {Situation::StateClosedAfterTimeWait,
         [](Stage &s) {
             s.connectBoth();
             s.kernel(Side::Client, reading(TcpState::TimeWait, false));
             s.kernel(Side::Client, reading(TcpState::Closed, false));
         },
         {u"127.0.0.1:51234 with 127.0.0.1:30000"_s}},
        {Situation::StateClosedByReset,
         stateOf(Side::Client, reading(TcpState::Closed, false)),
         {u"no TIME_WAIT"_s}},
        {Situation::StateClosedByReset,
         [](Stage &s) {
             s.connectBoth();
             s.add(EventKind::Reset, Side::Server);
             s.kernel(Side::Server, reading(TcpState::Closed, false));
         },
         {u"a reset ended"_s}},
        {Situation::KernelNotObservable,
         [](Stage &s) {
             Event &event = s.listenerStep(EventKind::State);
             event.origin = Origin::Kernel;
         },
         {u"sock_diag"_s}},
        {Situation::ListenerQueueEmpty, [](Stage &s) { s.queue(0, 3); }, {u"0 of at most 4 clients"_s}},
        {Situation::ListenerQueueWaiting,
         [](Stage &s) { s.queue(3, 3); },
         {u"3 of at most 4 clients"_s, u"room for 1 more"_s}},
        {Situation::ListenerQueueFull,
         [](Stage &s) { s.queue(4, 3); },
         {u"4 of at most 4 clients"_s, u"SYN_SENT"_s}},
        {Situation::QueuesUnread,
         queues(reading(TcpState::Established, true, 113'152)),
         {u"113152 bytes have arrived"_s}},
        {Situation::QueuesUnsent,
         queues(reading(TcpState::Established, true, 0, 500, 400)),
         {u"acknowledgement of 500 bytes"_s, u"not even sent: 400"_s}},
        {Situation::QueuesUnacknowledged,
         queues(reading(TcpState::Established, true, 0, 48)),
         {u"48 bytes from 127.0.0.1:51234"_s}},
        {Situation::QueuesEmpty, queues(reading(TcpState::Established)), {u"127.0.0.1:51234"_s}},
    };
}

/// A packet that was captured; the last row of its story.
Story captured(Situation situation, TcpFlags flags, SegmentRole role, qint64 bytes, const QStringList &says,
               Transport transport = Transport::Tcp)
{
    return {situation,
            [=](Stage &s) {
                Event &event = s.add(EventKind::Segment, Side::Server);
                event.origin = Origin::Wire;
                event.transport = transport;
                event.bytes = bytes;
                event.payload = QByteArray(bytes, 'x');
                SegmentReading segment;
                segment.frame = 7;
                segment.flags = flags;
                segment.sequence = 4'000'000'000;
                segment.relativeSequence = 101;
                segment.relativeAcknowledgment = flags.testFlag(TcpFlag::Ack) ? 49 : -1;
                segment.window = 1000;
                segment.role = role;
                segment.captured = bytes;
                event.segment = std::make_shared<const SegmentReading>(segment);
            },
            says};
}

QList<Story> segmentStories()
{
    using R = SegmentRole;
    const TcpFlags ack = TcpFlag::Ack;
    return {
        captured(Situation::SegmentSyn, TcpFlag::Syn, R::Plain, 0, {u"4000000000"_s, u"connect()"_s}),
        captured(Situation::SegmentSynAck, ack | TcpFlag::Syn, R::Plain, 0, {u"before any program"_s}),
        captured(Situation::SegmentAck, ack, R::Plain, 0, {u"before number 49"_s, u"room for 1,000 bytes"_s}),
        captured(
            Situation::SegmentData, ack | TcpFlag::Psh, R::Plain, 5,
            {u"sequence number 101"_s, u"PSH is set"_s, u"Packet in the capture|7"_s, u"Flags|PSH-ACK"_s}),
        captured(Situation::SegmentFin, ack | TcpFlag::Fin, R::Plain, 0, {u"shutdown() or close()"_s}),
        captured(Situation::SegmentRst, TcpFlag::Rst, R::Plain, 0, {u"ECONNRESET"_s}),
        captured(Situation::SegmentRetransmission, ack, R::Retransmission, 5, {u"passed before"_s}),
        captured(Situation::SegmentOutOfOrder, ack, R::OutOfOrder, 5, {u"fills a gap"_s}),
        captured(Situation::SegmentAfterGap, ack, R::AfterGap, 5, {u"have not been seen"_s}),
        captured(Situation::SegmentDuplicateAck, ack, R::DuplicateAck, 0, {u"waits for number 49"_s}),
        captured(Situation::SegmentKeepAlive, ack, R::KeepAlive, 0, {u"SO_KEEPALIVE"_s}),
        captured(Situation::SegmentZeroWindow, ack, R::ZeroWindow, 0, {u"flow control"_s}),
        captured(Situation::SegmentWindowUpdate, ack, R::WindowUpdate, 0, {u"acknowledges nothing new"_s}),
        captured(Situation::SegmentDatagram, {}, R::Plain, 5, {u"no handshake"_s}, Transport::Udp),
        captured(Situation::SegmentIcmp, {}, R::Plain, 5, {u"no ports"_s}, Transport::RawIcmp),
    };
}

QList<Story> allStories()
{
    return setupStories() + dataStories() + endStories() + errorStories() + kernelStories()
        + test::callStories() + segmentStories();
}

/// Everything that is shown, one thing a line; evidence as `label|value`.
QString wholeText(const Explanation &explanation)
{
    QStringList lines = QStringList{explanation.title} + explanation.sentences;
    for (const Evidence &evidence : explanation.evidence)
        lines << evidence.label + u'|' + evidence.value;
    return lines.join(u'\n');
}

/// What is wrong with an explanation, or nothing.
QString faultOf(const Explanation &explanation)
{
    static const QRegularExpression placeholder(u"%L?(?:[0-9]|n)"_s);
    if (explanation.title.isEmpty())
        return u"no title"_s;
    if (explanation.sentences.size() < 2 || explanation.sentences.size() > 5)
        return u"%1 sentences"_s.arg(explanation.sentences.size());
    if (explanation.originText.isEmpty() || explanation.evidence.isEmpty())
        return u"no origin or evidence"_s;
    QStringList all = explanation.sentences;
    all << explanation.originText;
    for (const QString &sentence : std::as_const(all)) {
        if (!sentence.endsWith(u'.') && !sentence.endsWith(QChar(0x3002)))
            return u"no whole sentence: "_s + sentence;
    }
    all << explanation.title;
    for (const QString &text : std::as_const(all)) {
        QString without = text;
        without.remove(uR"(\u202e%1%n)"_s); // of a hostile name
        if (without.contains(placeholder))
            return u"placeholder left: "_s + text;
        if (text.contains(u"(s)"_s))
            return u"no plural form: "_s + text;
    }
    return {};
}

bool hasHan(const QString &text)
{
    static const QRegularExpression han(u"\\p{Han}"_s);
    return text.contains(han);
}

} // namespace

class TestExplanation : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_languages.install(u"en"_s); }

    void tellsSituationsAndNumbers_data()
    {
        QTest::addColumn<int>("index");
        const QList<Story> stories = allStories();
        for (int i = 0; i < stories.size(); ++i)
            QTest::addRow("%d, story %d", int(stories.at(i).situation), i) << i;
    }
    void tellsSituationsAndNumbers()
    {
        QFETCH(int, index);
        const QList<Story> stories = allStories();
        const Story &story = stories.at(index);
        Stage stage;
        story.play(stage);
        const Desk desk(stage.events());
        QCOMPARE(int(situationOf(desk.readings, stage.row())), int(story.situation));
        const Explanation explanation = explain(desk.readings, stage.row());
        const QString text = wholeText(explanation);
        for (const QString &part : story.says)
            QVERIFY2(text.contains(part), qPrintable(part + u"\n— is not in —\n"_s + text));
        QCOMPARE(int(explanation.origin), int(stage.events().at(stage.row()).origin));
    }

    void everySituationIsInTheTableOnce()
    {
        const QList<Situation> situations = allSituations();
        QCOMPARE(situations.size(), int(Situation::SegmentIcmp) + 1);
        for (int i = 0; i < situations.size(); ++i)
            QCOMPARE(int(situations.at(i)), i);
    }

    void everySituationHasAStory()
    {
        QSet<Situation> told;
        const QList<Story> stories = allStories();
        for (const Story &story : stories)
            told.insert(story.situation);
        const QList<Situation> situations = allSituations();
        for (const Situation situation : situations)
            QVERIFY2(told.contains(situation), qPrintable(QString::number(int(situation))));
    }

    void everySituationIsComplete_data()
    {
        QTest::addColumn<QString>("language");
        const QStringList languages = Languages::all();
        for (const QString &language : languages)
            QTest::addRow("%s", qPrintable(language)) << language;
    }
    /// Every row of every story, and so every situation.
    void everySituationIsComplete()
    {
        QFETCH(QString, language);
        m_languages.install(language);
        const QList<Story> stories = allStories();
        for (const Story &story : stories) {
            Stage stage;
            story.play(stage);
            const Desk desk(stage.events());
            for (qsizetype row = 0; row < desk.journal.size(); ++row) {
                const Explanation explanation = explain(desk.readings, row);
                QVERIFY2(faultOf(explanation).isEmpty(), qPrintable(faultOf(explanation)));
            }
        }
    }

    void everyKindAndOriginIsComplete_data() { everySituationIsComplete_data(); }
    /// Also such events as the engine never makes: without addresses, errors or readings, and with them
    /// where they do not belong.
    void everyKindAndOriginIsComplete()
    {
        QFETCH(QString, language);
        m_languages.install(language);
        QList<Event> events;
        test::EventList list;
        const QList<EventKind> kinds = allEventKinds();
        for (const EventKind kind : kinds) {
            for (int variant = 0; variant < 5 * 2 * 2 * 2 * 2 * 2; ++variant) {
                Event event = list.make(kind, variant & 1 ? Side::Server : Side::Client, variant & 2 ? 1 : 0);
                event.origin = Origin(variant / 32);
                if (variant & 4)
                    event.error = Error{};
                if (variant & 8)
                    event.reading = std::make_shared<KernelReading>();
                if (variant & 16) {
                    event.local = {};
                    event.peer = {};
                }
                event.bytes = variant % 3;
                events << event;
            }
        }
        const Desk desk(events);
        for (qsizetype row = 0; row < desk.journal.size(); ++row) {
            const Explanation explanation = explain(desk.readings, row);
            const QString fault = faultOf(explanation);
            QVERIFY2(fault.isEmpty(), qPrintable(u"row %1: "_s.arg(row) + fault));
        }
    }

    void everyCallOfEveryTransportIsComplete_data() { everySituationIsComplete_data(); }
    /// Each kind and each error with each call on each type of socket, whether the engine makes it or not.
    void everyCallOfEveryTransportIsComplete()
    {
        QFETCH(QString, language);
        m_languages.install(language);
        QList<Event> events;
        test::EventList list;
        for (const Transport transport : allTransports()) {
            list.transport = transport;
            for (const CallName call : allCallNames()) {
                CallDetail detail;
                detail.call = call;
                detail.asked = 4;
                for (const EventKind kind : allEventKinds()) {
                    Event event = list.make(kind, Side::Client, call < CallName::Send ? 0 : 1);
                    event.bytes = 3;
                    event.detail = std::make_shared<const CallDetail>(detail);
                    events << event;
                }
                for (const ErrorCode code : allErrorCodes()) {
                    Event event = list.make(EventKind::Error, Side::Server, call < CallName::Send ? 0 : 1);
                    event.error = Error{code, 0, u"SUBJECT"_s, 3, {}};
                    event.detail = std::make_shared<const CallDetail>(detail);
                    events << event;
                }
            }
        }
        const Desk desk(events);
        for (qsizetype row = 0; row < desk.journal.size(); ++row) {
            const QString fault = faultOf(explain(desk.readings, row));
            QVERIFY2(fault.isEmpty(), qPrintable(u"row %1: "_s.arg(row) + fault));
        }
    }

    void everyOptionIsExplained()
    {
        QSet<QString> purposes;
        for (const SocketOption option : allSocketOptions()) {
            CallDetail detail;
            detail.call = CallName::GetSockOpt;
            detail.option = option;
            detail.optionNow = OptionValue{1, {}};
            Stage stage;
            stage.step(EventKind::Option, Side::Client, detail);
            const Desk desk(stage.events());
            const Explanation explanation = explain(desk.readings, stage.row());
            QVERIFY2(faultOf(explanation).isEmpty(), qPrintable(faultOf(explanation)));
            QVERIFY(explanation.title.contains(socketOptionName(option)));
            purposes.insert(explanation.sentences.last());
        }
        QCOMPARE(purposes.size(), allSocketOptions().size());
    }

    void theGlassBoxHasNoQt()
    {
        // readyRead() and newConnection() are Qt's words; a row of a call says the call.
        for (const Story &story : test::callStories()) {
            Stage stage;
            story.play(stage);
            const Desk desk(stage.events());
            if (!stage.events().at(stage.row()).isStep)
                continue;
            const QString text = wholeText(explain(desk.readings, stage.row()));
            QVERIFY2(!text.contains(u"readyRead"_s) && !text.contains(u"newConnection"_s)
                         && !text.contains(u"QTcp"_s),
                     qPrintable(text));
        }
    }

    void everyErrorIsExplained()
    {
        const QList<ErrorCode> codes = allErrorCodes();
        for (const ErrorCode code : codes) {
            Stage stage;
            stage.connectBoth();
            stage.fail(Side::Client, code, 1, 3);
            const Desk desk(stage.events());
            const Explanation explanation = explain(desk.readings, stage.row());
            const Error &error = *stage.events().last().error;
            QVERIFY(explanation.sentences.contains(errorText(error).what));
            QVERIFY(explanation.sentences.contains(errorText(error).nextStep));
            QVERIFY(wholeText(explanation).contains(errorName(code)));
        }
    }

    /// Each sentence of each situation, not only each situation as a whole.
    void chineseIsNotEnglish_data() { tellsSituationsAndNumbers_data(); }
    void chineseIsNotEnglish()
    {
        QFETCH(int, index);
        const QList<Story> stories = allStories();
        Stage stage;
        stories.at(index).play(stage);
        const Desk desk(stage.events());
        const Explanation english = explain(desk.readings, stage.row());
        m_languages.install(u"zh_CN"_s);
        const Explanation chinese = explain(desk.readings, stage.row());
        QVERIFY(!hasHan(english.title));
        QVERIFY(chinese.title != english.title);
        QCOMPARE(chinese.sentences.size(), english.sentences.size());
        for (qsizetype i = 0; i < english.sentences.size(); ++i) {
            QVERIFY2(chinese.sentences.at(i) != english.sentences.at(i), qPrintable(chinese.sentences.at(i)));
            QVERIFY2(hasHan(chinese.sentences.at(i)), qPrintable(chinese.sentences.at(i)));
        }
        QVERIFY(chinese.originText != english.originText);
        QCOMPARE(chinese.evidence.size(), english.evidence.size());
        for (qsizetype i = 0; i < english.evidence.size(); ++i)
            QVERIFY2(hasHan(chinese.evidence.at(i).label), qPrintable(chinese.evidence.at(i).label));
    }

    void countsInTheEncodingOfTheConnection()
    {
        Stage stage;
        stage.connectBoth();
        stage.write(Side::Server, encodeText(TextEncoding::Gb18030, u"新年A"_s).bytes);
        Desk desk(stage.events());
        desk.texts.setEncoding(1, TextEncoding::Gb18030);
        QVERIFY(
            wholeText(explain(desk.readings, stage.row()))
                .contains(u"In GB18030 this is 1 character × 1 byte + 2 characters × 2 bytes = 5 bytes."_s));
        desk.texts.setEncoding(1, TextEncoding::Latin1);
        QVERIFY(wholeText(explain(desk.readings, stage.row()))
                    .contains(u"In Latin-1 this is 5 characters × 1 byte = 5 bytes."_s)
                || wholeText(explain(desk.readings, stage.row()))
                       .contains(u"5 characters × 1 byte = 5 bytes."_s));
    }

    void hostileTextIsShortAndSafe()
    {
        Stage stage;
        stage.call();
        stage.fail(Side::Client, ErrorCode::Unknown, 1, 0, u"\u202e\x1b[2J\n%1"_s + QString(100'000, u'x'))
            .error->subject
            = QString(100'000, u'y');
        const Desk desk(stage.events());
        const Explanation explanation = explain(desk.readings, stage.row());
        for (const QString &sentence : explanation.sentences) {
            QVERIFY(sentence.size() < 500);
            QVERIFY(!sentence.contains(QChar(0x202e)) && !sentence.contains(QChar(0x1b))
                    && !sentence.contains(u'\n'));
        }
        for (const Evidence &evidence : explanation.evidence)
            QVERIFY(evidence.value.size() < 200);
    }

    void payloadThatIsGoneIsNoFault()
    {
        Journal journal(std::make_unique<MemoryPayloadStore>(4));
        ConnectionIndex connections(journal);
        TextReading texts(journal, connections);
        LifeLines lifeLines(journal);
        Stage stage;
        stage.connectBoth();
        stage.write(Side::Server, "hello");
        stage.thisOne();
        stage.read(Side::Client, "hello");
        journal.append(stage.events());
        const Explanation explanation = explain({journal, connections, texts, lifeLines}, stage.row());
        QVERIFY2(faultOf(explanation).isEmpty(), qPrintable(faultOf(explanation)));
        QVERIFY(explanation.title.contains(u"5 bytes"_s));
    }

private:
    Languages m_languages;
};

QTEST_GUILESS_MAIN(TestExplanation)
#include "tst_explanation.moc"
