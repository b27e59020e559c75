// SPDX-License-Identifier: MIT
#pragma once

#include "story.h"

namespace bothends {

// Short stories of every kind of socket and call, as the engines tell them.

inline CallDetail callOf(CallName call, qint64 asked = -1)
{
    CallDetail detail;
    detail.call = call;
    detail.asked = asked;
    return detail;
}

/// A server and a client of datagrams: one arrives whole, an empty one, one that is cut, one that is lost.
inline void tellDatagrams(Story &story)
{
    story.transport = Transport::Udp;
    story.add(0, Side::Server, EventKind::Socket, 0, 14);
    story.add(0.1, Side::Server, EventKind::Bind);
    story.add(5, Side::Client, EventKind::Socket, 1, 15);
    story.add(5.1, Side::Client, EventKind::Connect, 1);
    story.add(5.2, Side::Client, EventKind::Connected, 1);
    story.say(6, Side::Client, 1, QStringLiteral("您好").toUtf8());
    story.say(7, Side::Client, 1, {});
    story.write(8, Side::Client, 1, "twelve bytes");
    CallDetail cut = callOf(CallName::RecvFrom, 3);
    cut.datagramSize = 12;
    story.data(8.2, Side::Server, EventKind::Received, 1, "twe", cut);
    story.write(9, Side::Client, 1, "nobody reads this");
    story.say(10, Side::Client, 1, "but this");
    Event &dropped = story.add(11, Side::Server, EventKind::Dropped, 0, 1);
    dropped.origin = Origin::Kernel;
    story.say(12, Side::Server, 1, "answer");
}

/// Bytes that are looked at, then read; and calls that fail.
inline void tellPeeking(Story &story)
{
    story.listen();
    story.connectBoth(1, 1);
    story.failure(2, Side::Server, CallName::Recv, ErrorCode::WouldBlock, 11, 1);
    story.write(3, Side::Client, 1, "first line\nsecond");
    CallDetail peek = callOf(CallName::Recv, 5);
    peek.flags = MessageFlag::Peek;
    Event &seen = story.data(4, Side::Server, EventKind::Peeked, 1, "first", peek);
    seen.streamOffset = 0;
    story.failure(5, Side::Server, CallName::Listen, ErrorCode::InvalidCall, 22, 1);
    story.read(6, Side::Server, 1, "first line\nsecond");
}

/// makefile(): one read fills the program's own buffer, several lines come out of it.
inline void tellLines(Story &story)
{
    story.listen();
    story.connectBoth(1, 1);
    story.write(2, Side::Client, 1, "one\ntwo\nthree\n");
    story.data(3, Side::Server, EventKind::Received, 1, "one\ntwo\nthree\n",
               callOf(CallName::ReadLine, 8192));
    CallDetail line = callOf(CallName::ReadLine);
    line.inProgram = 10;
    story.data(3.1, Side::Server, EventKind::Line, 1, "one\n", line);
    story.queues(3.2, Side::Server, 1, 0);
    line.inProgram = 6;
    story.data(4, Side::Server, EventKind::Line, 1, "two\n", line);
}

/// recv_into and its kin, with a small and a large buffer.
inline void tellBuffers(Story &story)
{
    story.listen();
    story.connectBoth(1, 1);
    story.write(2, Side::Client, 1, "Hello");
    story.data(3, Side::Server, EventKind::Received, 1, "Hello", callOf(CallName::RecvInto, 16));
    story.write(4, Side::Server, 1, "and back");
    story.data(5, Side::Client, EventKind::Received, 1, "and back", callOf(CallName::RecvInto, 65536));
}

/// Options that are set, refused and read.
inline void tellOptions(Story &story)
{
    story.listen();
    story.option(1, Side::Server, SocketOption::ReceiveBuffer, 8192, 4096);
    for (const SocketOption option : {SocketOption::ReuseAddress, SocketOption::Linger,
                                      SocketOption::SendBuffer, SocketOption::KeepAlive})
        story.option(2, Side::Server, option, 1);
    Event &refused = story.failure(3, Side::Server, CallName::SetSockOpt, ErrorCode::OptionNotSupported, 92);
    auto detail = std::make_shared<CallDetail>(*refused.detail);
    detail->option = SocketOption::V6Only;
    detail->optionAsked = OptionValue{1, {}};
    refused.detail = detail;
    story.connectBoth(4, 1);
    story.option(5, Side::Client, SocketOption::NoDelay, 1, 1, 1);
}

/// The tutorial's loop: a thread sleeps in accept(), then in recv().
inline void tellBlocking(Story &story)
{
    const auto sleeps = [&story](double ms, quint32 connection, const QString &call, const QString &channel) {
        CallDetail detail = callOf(connection == 0 ? CallName::Accept : CallName::Recv);
        detail.thread = ThreadReading{4242, u'S', 288, call, channel};
        Event &event = story.call(ms, Side::Server, EventKind::Thread, detail, connection);
        event.origin = Origin::Kernel;
    };
    story.listen();
    story.call(1, Side::Server, EventKind::Enter, callOf(CallName::Accept));
    sleeps(51, 0, QStringLiteral("accept4"), QStringLiteral("inet_csk_accept"));
    story.add(900, Side::Client, EventKind::Connect, 1);
    story.add(900.2, Side::Client, EventKind::Connected, 1);
    story.add(900.3, Side::Server, EventKind::Accept, 1, 15);
    story.call(900.4, Side::Server, EventKind::Enter, callOf(CallName::Recv, 4096), 1);
    sleeps(950, 1, QStringLiteral("recvfrom"), QStringLiteral("wait_woken"));
    story.say(1500, Side::Client, 1, "good morning");
    story.call(1501, Side::Server, EventKind::Enter, callOf(CallName::Accept));
}

/// A file in many parts, saved on the other side.
inline void tellFile(Story &story)
{
    constexpr qint64 kPart = 65536;
    constexpr int kParts = 16;
    story.listen();
    story.connectBoth(1, 1);
    CallDetail file = callOf(CallName::SendFile);
    file.file = QStringLiteral("/home/me/report of the year.pdf");
    file.fileCount = kPart * kParts;
    story.call(2, Side::Client, EventKind::TransferBegin, file, 1);
    for (int part = 0; part < kParts; ++part) {
        story.filePart(2.1 + part, Side::Client, EventKind::Sent, 1, file.file, part * kPart, kPart);
        story.filePart(2.6 + part, Side::Server, EventKind::Received, 1, QStringLiteral("/tmp/received.pdf"),
                       part * kPart, kPart);
    }
    story.call(30, Side::Client, EventKind::TransferEnd, file, 1).bytes = kPart * kParts;
    story.say(31, Side::Server, 1, "thank you");
}

/// A local stream with a long path: no handshake, no FIN.
inline void tellLocal(Story &story)
{
    story.transport = Transport::LocalStream;
    story.server
        = Address::path(QStringLiteral("/run/user/1000/bothends/a-rather-long-folder/greeting.sock"));
    story.listen();
    KernelReading listening;
    listening.state = TcpState::Listen;
    listening.hasOwner = true;
    listening.acceptQueue = 0;
    listening.backlog = 128;
    story.kernel(0.2, Side::Server, 0, listening);
    story.connectBoth(1, 1);
    story.state(1.5, Side::Client, 1, TcpState::Established);
    story.state(1.5, Side::Server, 1, TcpState::Established);
    story.say(2, Side::Server, 1, QStringLiteral("您好，您收到了服务器的新年祝福！").toUtf8());
    story.say(3, Side::Client, 1, "thanks");
    story.add(4, Side::Server, EventKind::Shutdown, 1);
    story.add(4.1, Side::Client, EventKind::Eof, 1);
    story.add(4.2, Side::Client, EventKind::Closed, 1);
    story.add(4.3, Side::Server, EventKind::Closed, 1);
}

/// Sockets that are only made and bound: they have no connection yet.
inline void tellLonely(Story &story)
{
    story.call(0, Side::Server, EventKind::Socket, callOf(CallName::Socket), 0, 14);
    story.call(1, Side::Server, EventKind::Bind, callOf(CallName::Bind));
    story.call(2, Side::Client, EventKind::Socket, callOf(CallName::Socket), 0, 15);
    story.failure(3, Side::Client, CallName::ConnectEx, ErrorCode::ConnectionRefused, 111);
    story.failure(4, Side::Server, CallName::Accept, ErrorCode::InvalidCall, 22);
}

struct KindStory
{
    const char *name;
    void (*tell)(Story &story);
};

inline QList<KindStory> kindStories()
{
    return {{"datagrams", tellDatagrams}, {"peeking", tellPeeking}, {"lines", tellLines},
            {"buffers", tellBuffers},     {"options", tellOptions}, {"blocking", tellBlocking},
            {"file", tellFile},           {"local", tellLocal},     {"lonely", tellLonely}};
}

} // namespace bothends
