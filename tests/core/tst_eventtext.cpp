// SPDX-License-Identifier: MIT
#include "core/eventtext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

Event make(EventKind kind, Transport transport = Transport::Tcp)
{
    Event event;
    event.kind = kind;
    event.transport = transport;
    event.local = isLocal(transport) ? Address::path(u"/tmp/x.sock"_s) : Address{u"127.0.0.1"_s, 40000};
    event.peer = isLocal(transport) ? Address::path(u"/tmp/y.sock"_s) : Address{u"127.0.0.1"_s, 5000};
    return event;
}

Event with(Event event, CallDetail detail)
{
    event.detail = std::make_shared<const CallDetail>(std::move(detail));
    return event;
}

CallDetail call(CallName name, qint64 asked = -1)
{
    CallDetail detail;
    detail.call = name;
    detail.asked = asked;
    return detail;
}

Event moved(EventKind kind, CallName name, qint64 asked, qint64 bytes, Transport transport = Transport::Tcp)
{
    Event event = make(kind, transport);
    event.bytes = bytes;
    return name == CallName::None ? event : with(event, call(name, asked));
}

Event failed(CallName name, ErrorCode code)
{
    Event event = with(make(EventKind::Error), call(name));
    event.error = Error{code, 0, u"127.0.0.1:5000"_s, 0, {}};
    return event;
}

Event option(CallName name, SocketOption which, qint64 asked, qint64 now)
{
    CallDetail detail = call(name);
    detail.option = which;
    if (name == CallName::SetSockOpt)
        detail.optionAsked = OptionValue{asked, {}};
    detail.optionNow = OptionValue{now, {}};
    return with(make(EventKind::Option), detail);
}

} // namespace

class TestEventText : public QObject
{
    Q_OBJECT
private slots:
    void tags_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<QString>("tag");
        QTest::newRow("socket") << make(EventKind::Socket, Transport::Udp) << u"socket()"_s;
        QTest::newRow("bind local") << make(EventKind::Bind, Transport::LocalStream)
                                    << u"bind(/tmp/x.sock)"_s;
        CallDetail peek = call(CallName::Recv, 4096);
        peek.flags = MessageFlag::Peek;
        QTest::newRow("peek") << with(make(EventKind::Peeked), peek) << u"recv(4096, MSG_PEEK)"_s;
        QTest::newRow("sendto") << moved(EventKind::Sent, CallName::SendTo, 3, 3, Transport::Udp)
                                << u"sendto(127.0.0.1:5000)"_s;
        QTest::newRow("send") << moved(EventKind::Sent, CallName::Send, 5, 5) << u"send(5)"_s;
        QTest::newRow("send partly") << moved(EventKind::Sent, CallName::Send, 100'000, 5120)
                                     << u"send(100000) → 5120"_s;
        QTest::newRow("Qt’s write") << moved(EventKind::Sent, CallName::None, -1, 5) << QString();
        CallDetail message = call(CallName::RecvMsg, 10);
        message.ancillaryAsked = 256;
        QTest::newRow("recvmsg") << with(make(EventKind::Received), message) << u"recvmsg(10, 256)"_s;
        QTest::newRow("setsockopt") << option(CallName::SetSockOpt, SocketOption::ReceiveBuffer, 4096, 8192)
                                    << u"setsockopt(SO_RCVBUF, 4096)"_s;
        QTest::newRow("getsockopt") << option(CallName::GetSockOpt, SocketOption::Linger, 0, -1)
                                    << u"getsockopt(SO_LINGER) → off"_s;
        QTest::newRow("accept fails")
            << failed(CallName::Accept, ErrorCode::InvalidCall) << u"accept() → EINVAL"_s;
        QTest::newRow("connect_ex refused") << failed(CallName::ConnectEx, ErrorCode::ConnectionRefused)
                                            << u"connect_ex() → 111 ECONNREFUSED"_s;
        CallDetail connectEx = call(CallName::ConnectEx);
        connectEx.result = 115;
        QTest::newRow("connect_ex goes on")
            << with(make(EventKind::Connect), connectEx) << u"connect_ex(127.0.0.1:5000) → 115 EINPROGRESS"_s;
        connectEx.result = 0;
        QTest::newRow("connect_ex at once")
            << with(make(EventKind::Connect), connectEx) << u"connect_ex(127.0.0.1:5000) → 0"_s;
        QTest::newRow("eof") << with(make(EventKind::Eof), call(CallName::Recv, 1024))
                             << u"recv(1024) → b''"_s;
        QTest::newRow("eof of Qt") << make(EventKind::Eof) << u"recv() → b''"_s;
        QTest::newRow("eof into") << with(make(EventKind::Eof), call(CallName::RecvInto, 8))
                                  << u"recv_into(8) → 0"_s;
        CallDetail shutdown = call(CallName::Shutdown);
        shutdown.how = ShutdownHow::Both;
        QTest::newRow("shutdown") << with(make(EventKind::Shutdown), shutdown) << u"shutdown(SHUT_RDWR)"_s;
        QTest::newRow("enter") << with(make(EventKind::Enter), call(CallName::Accept)) << u"accept()"_s;
        CallDetail thread = call(CallName::Accept);
        thread.thread = ThreadReading{77, u'S', 288, u"accept4"_s, u"inet_csk_accept"_s};
        QTest::newRow("thread") << with(make(EventKind::Thread), thread) << u"thread 77: S"_s;
        CallDetail file = call(CallName::SendFile);
        file.file = u"/home/me/a\u202e b\n.txt"_s;
        QTest::newRow("a hostile file name")
            << with(make(EventKind::TransferBegin), file) << u"sendfile(a\\u202e b\\n.txt)"_s;
    }
    void tags()
    {
        QFETCH(Event, event);
        QTEST(eventTag(event), "tag");
    }

    void notes_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<QString>("note");
        Event socket = make(EventKind::Socket, Transport::Udp);
        socket.number = 9;
        QTest::newRow("socket") << socket << u"new UDP socket, descriptor 9"_s;
        QTest::newRow("doubled") << option(CallName::SetSockOpt, SocketOption::ReceiveBuffer, 4096, 8192)
                                 << u"the kernel made 8192 of it"_s;
        QTest::newRow("as asked") << option(CallName::SetSockOpt, SocketOption::NoDelay, 1, 1)
                                  << u"done: it is 1 now"_s;
        QTest::newRow("connect of UDP")
            << make(EventKind::Connect, Transport::Udp) << u"nothing is sent: the peer is only noted"_s;
        QTest::newRow("peek") << moved(EventKind::Peeked, CallName::Recv, 10, 3)
                              << u"3 byte(s) seen; they stay in the kernel"_s;
        CallDetail line = call(CallName::ReadLine);
        line.inProgram = 34;
        Event read = make(EventKind::Line);
        read.bytes = 6;
        QTest::newRow("line") << with(
            read, line) << u"a line of 6 byte(s) • 34 byte(s) have left the kernel but not yet the program"_s;
        CallDetail thread = call(CallName::Accept);
        thread.thread = ThreadReading{77, u'S', 288, u"accept4"_s, u"inet_csk_accept"_s};
        QTest::newRow("thread") << with(make(EventKind::Thread), thread)
                                << u"it sleeps in accept4(), at inet_csk_accept"_s;
        Event dropped = make(EventKind::Dropped, Transport::Udp);
        dropped.number = 197;
        QTest::newRow("dropped") << dropped
                                 << u"the receive buffer was full: the kernel dropped 197 datagram(s)"_s;
        CallDetail saved = call(CallName::Recv, 65536);
        saved.file = u"/home/me/photo.jpg"_s;
        saved.fileOffset = 131072;
        Event part = make(EventKind::Received);
        part.bytes = 65536;
        QTest::newRow("in a file") << with(part, saved)
                                   << u"bytes 131,072 to 196,607 of the file photo.jpg"_s;
        QTest::newRow("refused") << failed(CallName::Connect, ErrorCode::ConnectionRefused)
                                 << u"127.0.0.1:5000 refused the connection: nothing listens there."_s;
    }
    void notes()
    {
        QFETCH(Event, event);
        QTEST(eventNote(event), "note");
    }

    void captions_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<QString>("caption");
        QTest::newRow("a datagram") << moved(EventKind::Sent, CallName::SendTo, 12, 12, Transport::Udp)
                                    << u"sendto(127.0.0.1:5000) • sent 1 datagram, 12 byte(s) • UTF-8"_s;
        QTest::newRow("an empty one") << moved(EventKind::Received, CallName::RecvFrom, 64, 0, Transport::Udp)
                                      << u"recvfrom(64) • received 1 datagram, empty"_s;
        Event cut = moved(EventKind::Received, CallName::Recv, 3, 3, Transport::Udp);
        CallDetail detail = *cut.detail;
        detail.datagramSize = 12;
        QTest::newRow("cut") << with(cut, detail)
                             << u"recv(3) • received 1 datagram, 3 byte(s) • cut: 3 of 12 bytes"_s;
        QTest::newRow("sent partly") << moved(EventKind::Sent, CallName::Send, 100'000, 5120)
                                     << u"send(100000) → 5120 • sent 5,120 of 100,000 bytes • UTF-8"_s;
        QTest::newRow("into cells") << moved(
            EventKind::Received, CallName::RecvInto, 16,
            5) << u"recv_into(16) • received 5 byte(s) in 1 read • 5 of 16 cells filled"_s;
        QTest::newRow("Qt") << moved(EventKind::Received, CallName::None, -1, 5)
                            << u"received 5 byte(s) in 1 read • readyRead()"_s;
    }
    void captions()
    {
        QFETCH(Event, event);
        QTEST(dataCaption(event, {}, TextEncoding::Utf8), "caption");
    }

    void everyKindHasASentence()
    {
        for (const EventKind kind : allEventKinds()) {
            for (const Transport transport : allTransports()) {
                Event event = make(kind, transport);
                event.bytes = 3;
                event.number = 3;
                if (kind == EventKind::Error)
                    event.error = Error{ErrorCode::WouldBlock, 0, {}, 0, {}};
                for (const bool hasDetail : {false, true}) {
                    if (hasDetail)
                        event = with(event, call(CallName::Recv, 3));
                    const QString sentence = eventSentence(event, u"abc"_s);
                    const bool hasText = kind == EventKind::Sent || kind == EventKind::Received
                        || kind == EventKind::Peeked || kind == EventKind::Line || kind == EventKind::Segment;
                    QVERIFY2(sentence.contains(u"abc"_s) == hasText, qPrintable(sentence));
                    QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
                }
            }
        }
        // Where there is nothing to say of a kind without its detail, at least it is named.
        QVERIFY(!eventTag(make(EventKind::Line)).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestEventText)
#include "tst_eventtext.moc"
