// SPDX-License-Identifier: MIT
#include "core/lifelines.h"
#include "support/eventlist.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// What the kernel said of an end.
Event reported(EventList &events, Side side, TcpState state, bool hasOwner = true)
{
    Event event = events.make(EventKind::State, side);
    event.origin = Origin::Kernel;
    KernelReading reading;
    reading.state = state;
    reading.hasOwner = hasOwner;
    event.reading = std::make_shared<const KernelReading>(reading);
    return event;
}

/// `ESTABLISHED@4`, in brackets if it was concluded; with `-r` and `-w` where a direction is shut.
QString told(const std::vector<LifeMark> &marks)
{
    QStringList words;
    for (const LifeMark &mark : marks) {
        const QString word = tcpStateName(mark.state) + (mark.isReadShut ? u"-r"_s : QString())
            + (mark.isWriteShut ? u"-w"_s : QString()) + u'@' + QString::number(mark.row);
        words << (mark.isObserved ? word : u'(' + word + u')');
    }
    return words.join(u' ');
}

Event of(Transport transport, Event event)
{
    event.transport = transport;
    event.endpoint = event.side == Side::Server ? 7 : 8;
    return event;
}

/// A call of the glass box.
Event called(EventList &events, EventKind kind, Side side, CallName call, std::optional<ErrorCode> code = {})
{
    Event event = events.make(kind, side);
    auto detail = std::make_shared<CallDetail>();
    detail->call = call;
    event.detail = detail;
    if (code)
        event.error.emplace().code = *code;
    return event;
}

Event shut(EventList &events, Side side, ShutdownHow how)
{
    Event event = events.make(EventKind::Shutdown, side);
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::Shutdown;
    detail->how = how;
    event.detail = detail;
    return event;
}

Event unread(EventList &events, Side side, TcpState state, qint64 bytes)
{
    Event event = reported(events, side, state);
    KernelReading reading = *event.reading;
    reading.unread = bytes;
    event.reading = std::make_shared<const KernelReading>(reading);
    return event;
}

QString told(const std::vector<InferredSegment> &segments)
{
    QStringList words;
    for (const InferredSegment &segment : segments) {
        words << u"%1%2@%3-%4"_s
                     .arg(segment.from == Side::Server ? u"<"_s : u">"_s, segmentName(segment.kind))
                     .arg(segment.fromRow)
                     .arg(segment.toRow);
    }
    return words.join(u' ');
}

} // namespace

class tst_LifeLines : public QObject
{
    Q_OBJECT
private slots:
    void anObservedLife()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append({
            events.make(EventKind::Connect, Side::Client), // 0
            reported(events, Side::Client, TcpState::Established),
            reported(events, Side::Server, TcpState::Established, false),
            events.make(EventKind::Accept, Side::Server), // 3
            reported(events, Side::Server, TcpState::Established),
            events.make(EventKind::Connected, Side::Client), // 5
            events.make(EventKind::Shutdown, Side::Server), // 6
            reported(events, Side::Server, TcpState::FinWait2),
            reported(events, Side::Client, TcpState::CloseWait), // 8
            events.make(EventKind::Eof, Side::Client), events.make(EventKind::Closed, Side::Client), // 10
            reported(events, Side::Client, TcpState::Closed, false),
            reported(events, Side::Server, TcpState::TimeWait, false), // 12
        });
        QCOMPARE(told(lines.marks(1, Side::Client)),
                 u"(SYN_SENT@0) ESTABLISHED@1 CLOSE_WAIT@8 (LAST_ACK@10) CLOSED@11"_s);
        QCOMPARE(told(lines.marks(1, Side::Server)),
                 u"(SYN_RECV@2) ESTABLISHED@2 ESTABLISHED@4 (FIN_WAIT_1@6) FIN_WAIT_2@7 TIME_WAIT@12"_s);
        QCOMPARE(lines.marks(1, Side::Server).at(1).hasOwner, false); // in the accept queue
        QCOMPARE(lines.marks(1, Side::Server).at(2).hasOwner, true);
        QCOMPARE(told(lines.segments(1)),
                 u">SYN@0-1 <SYN-ACK@1-1 >ACK@1-2 <FIN@6-7 >ACK@7-7 >FIN@10-11 <ACK@11-11"_s);
        QCOMPARE(lines.at(1, Side::Server, 1), std::nullopt);
        QCOMPARE(lines.at(1, Side::Server, 3)->state, TcpState::Established);
        QCOMPARE(lines.at(1, Side::Server, 100)->state, TcpState::TimeWait);
        QCOMPARE(lines.readingAt(1, Side::Client, 9)->state, TcpState::CloseWait);
        QVERIFY(!lines.readingAt(1, Side::Client, 0));
        QVERIFY(lines.marks(2, Side::Client).empty());
    }

    void withoutAKernelEverythingIsConcluded()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event blind = events.make(EventKind::State, Side::Server, 0);
        blind.origin = Origin::Kernel;
        blind.error = Error{ErrorCode::KernelNotObservable, 0, {}, 0, {}};
        journal.append(
            {blind, // 0
             events.make(EventKind::Connect, Side::Client), events.make(EventKind::Accept, Side::Server),
             events.make(EventKind::Connected, Side::Client),
             events.make(EventKind::Shutdown, Side::Client), // 4
             events.make(EventKind::Eof, Side::Server), events.make(EventKind::Closed, Side::Server), // 6
             events.make(EventKind::Eof, Side::Client), events.make(EventKind::Closed, Side::Client)});
        QVERIFY(!lines.isKernelObservable());
        QCOMPARE(told(lines.marks(1, Side::Client)),
                 u"(SYN_SENT@1) (ESTABLISHED@2) (FIN_WAIT_1@4) (FIN_WAIT_2@7) (TIME_WAIT@7)"_s);
        QCOMPARE(told(lines.marks(1, Side::Server)),
                 u"(SYN_RECV@2) (ESTABLISHED@2) (CLOSE_WAIT@5) (LAST_ACK@6)"_s);
    }

    void aSignalThatComesLateChangesNothing()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append({events.make(EventKind::Connect, Side::Client),
                        reported(events, Side::Client, TcpState::CloseWait), // the server has closed already
                        events.make(EventKind::Connected, Side::Client),
                        events.make(EventKind::Eof, Side::Client)});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0) (ESTABLISHED@1) CLOSE_WAIT@1"_s);
    }

    void resets_data()
    {
        QTest::addColumn<bool>("byServer");
        QTest::newRow("by the server") << true;
        QTest::newRow("by the client") << false;
    }
    void resets()
    {
        QFETCH(bool, byServer);
        const Side who = byServer ? Side::Server : Side::Client;
        const Side other = byServer ? Side::Client : Side::Server;
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event received = events.make(EventKind::Reset, other);
        received.error = Error{ErrorCode::ConnectionReset, 0, {}, 0, {}};
        journal.append({events.make(EventKind::Connect, Side::Client),
                        reported(events, Side::Client, TcpState::Established),
                        reported(events, Side::Server, TcpState::Established), // 2
                        events.make(EventKind::Reset, who), reported(events, who, TcpState::Closed), // 4
                        received, events.make(EventKind::Closed, other)});
        QCOMPARE(lines.marks(1, who).back().state, TcpState::Closed);
        QCOMPARE(lines.marks(1, other).back().state, TcpState::Closed);
        QCOMPARE(told(lines.segments(1)).section(u' ', 3), byServer ? u"<RST@3-5"_s : u">RST@3-5"_s);
    }

    void aRefusal()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event refused = events.make(EventKind::Error, Side::Client);
        refused.error = Error{ErrorCode::ConnectionRefused, 0, {}, 0, {}};
        journal.append({events.make(EventKind::Connect, Side::Client), refused});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0) (CLOSED@1)"_s);
        QCOMPARE(told(lines.segments(1)), u">SYN@0-1 <RST@1-1"_s);
    }

    void aListeningSocket()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        const auto ofServer = [&](EventKind kind) {
            Event event = events.make(kind, Side::Server, 0);
            event.endpoint = 7;
            return event;
        };
        Event state = ofServer(EventKind::State);
        KernelReading reading;
        reading.state = TcpState::Listen;
        reading.acceptQueue = 0;
        reading.backlog = 3;
        state.reading = std::make_shared<const KernelReading>(reading);
        Event queue = ofServer(EventKind::Queues);
        reading.acceptQueue = 1;
        queue.reading = std::make_shared<const KernelReading>(reading);
        Event accept = events.make(EventKind::Accept, Side::Server);
        accept.endpoint = 7;
        journal.append({ofServer(EventKind::Listen), state, queue, accept, ofServer(EventKind::Closed)});
        QCOMPARE(told(lines.listenerMarks(7)), u"(LISTEN@0) LISTEN@1 (CLOSED@4)"_s);
        const RowSpan readings = lines.listenerReadingRows(7);
        QCOMPARE(RowList(readings.begin(), readings.end()), (RowList{1, 2}));
        QCOMPARE(lines.lastListener(), 7U);
        QCOMPARE(lines.listenerOf(1), 7U);
        QVERIFY(lines.listenerMarks(8).empty());
    }

    void aListeningSocketThatIsShutDown_data()
    {
        QTest::addColumn<Transport>("transport");
        QTest::addColumn<ShutdownHow>("how");
        QTest::addColumn<QString>("life");
        // Measured: Linux takes a listening TCP socket that is shut for reading out of LISTEN, a local one
        // not.
        QTest::newRow("TCP, write") << Transport::Tcp << ShutdownHow::Write << u"(LISTEN@0)"_s;
        QTest::newRow("TCP, read") << Transport::Tcp << ShutdownHow::Read << u"(LISTEN@0) (CLOSED@1)"_s;
        QTest::newRow("TCP, both") << Transport::Tcp << ShutdownHow::Both << u"(LISTEN@0) (CLOSED@1)"_s;
        QTest::newRow("local, both") << Transport::LocalStream << ShutdownHow::Both
                                     << u"(LISTEN@0) (LISTEN-r-w@1)"_s;
    }
    void aListeningSocketThatIsShutDown()
    {
        QFETCH(Transport, transport);
        QFETCH(ShutdownHow, how);
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event shutdown = shut(events, Side::Server, how);
        shutdown.connection = 0;
        journal.append(
            {of(transport, events.make(EventKind::Listen, Side::Server, 0)), of(transport, shutdown)});
        QTEST(told(lines.listenerMarks(7)), "life");
    }

    void shutdownSendsAFinUnlessItIsForReading_data()
    {
        QTest::addColumn<ShutdownHow>("how");
        QTest::addColumn<QString>("life");
        QTest::newRow("read") << ShutdownHow::Read << u"ESTABLISHED@1"_s;
        QTest::newRow("write") << ShutdownHow::Write << u"ESTABLISHED@1 (FIN_WAIT_1@2)"_s;
        QTest::newRow("both") << ShutdownHow::Both << u"ESTABLISHED@1 (FIN_WAIT_1@2)"_s;
    }
    void shutdownSendsAFinUnlessItIsForReading()
    {
        QFETCH(ShutdownHow, how);
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append({events.make(EventKind::Connect, Side::Client),
                        reported(events, Side::Client, TcpState::Established),
                        shut(events, Side::Client, how)});
        QTEST(told(lines.marks(1, Side::Client)).section(u' ', 1), "life");
    }

    void aHalfCloseLeavesTheOtherDirection()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append({events.make(EventKind::Connect, Side::Client),
                        reported(events, Side::Client, TcpState::Established),
                        reported(events, Side::Server, TcpState::Established),
                        events.make(EventKind::Accept, Side::Server), // 3
                        shut(events, Side::Client, ShutdownHow::Write),
                        reported(events, Side::Client, TcpState::FinWait2), // 5
                        reported(events, Side::Server, TcpState::CloseWait),
                        events.make(EventKind::Eof, Side::Server), // 7
                        events.data(EventKind::Sent, Side::Server, "still here"),
                        events.data(EventKind::Received, Side::Client, "still here"), // 9
                        shut(events, Side::Client, ShutdownHow::Read),
                        events.make(EventKind::Option, Side::Client), // 11
                        events.make(EventKind::Peeked, Side::Client),
                        events.make(EventKind::Line, Side::Client), // 13
                        events.make(EventKind::Closed, Side::Server)});
        QCOMPARE(told(lines.marks(1, Side::Client)),
                 u"(SYN_SENT@0) ESTABLISHED@1 (FIN_WAIT_1@4) FIN_WAIT_2@5"_s);
        QCOMPARE(told(lines.marks(1, Side::Server)),
                 u"(SYN_RECV@2) ESTABLISHED@2 CLOSE_WAIT@6 (LAST_ACK@14)"_s);
    }

    void aConnectStepByStep()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append(
            {called(events, EventKind::Error, Side::Client, CallName::ConnectEx, ErrorCode::InProgress),
             called(events, EventKind::Error, Side::Client, CallName::Recv, ErrorCode::WouldBlock),
             called(events, EventKind::Error, Side::Client, CallName::Accept, ErrorCode::InvalidCall),
             called(events, EventKind::Error, Side::Client, CallName::Connect, ErrorCode::InProgress)});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0)"_s);
        journal.append({called(events, EventKind::Error, Side::Client, CallName::Connect,
                               ErrorCode::ConnectionRefused)});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0) (CLOSED@4)"_s);
        QCOMPARE(told(lines.segments(1)), u">SYN@0-4 <RST@4-4"_s);
    }

    void aResetAsTheErrnoOfACall()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append(
            {events.make(EventKind::Connect, Side::Client), events.make(EventKind::Connected, Side::Client),
             called(events, EventKind::Error, Side::Client, CallName::Recv, ErrorCode::ConnectionReset)});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0) (ESTABLISHED@1) (CLOSED@2)"_s);
        QCOMPARE(told(lines.segments(1)).section(u' ', 3), u"<RST@2-2"_s);
    }

    void closingWithUnreadBytesResets_data()
    {
        QTest::addColumn<int>("read");
        QTest::addColumn<QString>("life");
        QTest::newRow("nothing read") << 0 << u"(CLOSED@4)"_s;
        QTest::newRow("something left") << 4 << u"(CLOSED@4)"_s;
        QTest::newRow("all read") << 5 << u"(FIN_WAIT_1@4)"_s;
    }
    void closingWithUnreadBytesResets()
    {
        QFETCH(int, read);
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append({events.make(EventKind::Accept, Side::Server),
                        unread(events, Side::Server, TcpState::Established, 5),
                        events.make(EventKind::Peeked, Side::Server),
                        events.data(EventKind::Received, Side::Server, QByteArray(read, 'x')),
                        events.make(EventKind::Closed, Side::Server)});
        QTEST(told(lines.marks(1, Side::Server)).section(u' ', -1), "life");
    }

    void aUdpConversation()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        const auto udp = [](const Event &event) { return of(Transport::Udp, event); };
        journal.append({udp(events.make(EventKind::Socket, Side::Server, 0)),
                        udp(events.make(EventKind::Bind, Side::Server, 0)), // 1
                        udp(reported(events, Side::Client, TcpState::Unconnected)),
                        udp(events.make(EventKind::Connect, Side::Client)), // 3
                        udp(reported(events, Side::Client, TcpState::Established)),
                        udp(events.data(EventKind::Sent, Side::Client, "one")), // 5
                        udp(events.data(EventKind::Received, Side::Server, "one")),
                        udp(reported(events, Side::Server, TcpState::Unconnected)), // 7
                        udp(events.make(EventKind::Closed, Side::Client)),
                        udp(reported(events, Side::Client, TcpState::Closed, false)), // 9
                        udp(events.make(EventKind::Closed, Side::Server, 0))});
        QCOMPARE(told(lines.listenerMarks(7)), u"(UNCONN@1) (CLOSED@10)"_s);
        QCOMPARE(lines.lastListener(), 7U);
        QCOMPARE(lines.listenerOf(1), 7U);
        QCOMPARE(told(lines.marks(1, Side::Client)),
                 u"UNCONN@2 (ESTABLISHED@3) ESTABLISHED@4 (CLOSED@8) CLOSED@9"_s);
        QCOMPARE(told(lines.marks(1, Side::Server)), u"(UNCONN@6) UNCONN@7 (CLOSED@10)"_s);
        QVERIFY(lines.segments(1).empty());
    }

    // A step endpoint names the only peer of its socket also when it closes.
    void theSocketOfTheOnlyConversation_data()
    {
        QTest::addColumn<bool>("isStep");
        QTest::addColumn<QString>("life");
        QTest::newRow("the socket is closed") << true << u"(UNCONN@0) (CLOSED@2)"_s;
        QTest::newRow("only the conversation ends") << false << u"(UNCONN@0)"_s;
    }
    void theSocketOfTheOnlyConversation()
    {
        QFETCH(bool, isStep);
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event closed = of(Transport::Udp, events.make(EventKind::Closed, Side::Server));
        closed.isStep = isStep;
        journal.append({of(Transport::Udp, events.make(EventKind::Bind, Side::Server, 0)),
                        of(Transport::Udp, events.data(EventKind::Received, Side::Server, "one")), closed});
        QTEST(told(lines.listenerMarks(7)), "life");
        QCOMPARE(told(lines.marks(1, Side::Server)), u"(UNCONN@1) (CLOSED@2)"_s);
    }

    void aLocalStream()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        const auto local = [](const Event &event) { return of(Transport::LocalStream, event); };
        journal.append({local(events.make(EventKind::Listen, Side::Server, 0)),
                        local(events.make(EventKind::Connect, Side::Client)), // 1
                        local(events.make(EventKind::Connected, Side::Client)),
                        local(reported(events, Side::Server, TcpState::Established, false)), // 3
                        local(events.make(EventKind::Accept, Side::Server)),
                        local(reported(events, Side::Server, TcpState::Established)), // 5
                        local(events.data(EventKind::Sent, Side::Server, "hello")),
                        local(shut(events, Side::Server, ShutdownHow::Write)), // 7
                        local(events.make(EventKind::Eof, Side::Client)),
                        local(events.make(EventKind::Closed, Side::Client)), // 9
                        local(reported(events, Side::Client, TcpState::Closed)),
                        local(events.make(EventKind::Closed, Side::Server))}); // 11
        QCOMPARE(told(lines.listenerMarks(7)), u"(LISTEN@0)"_s);
        QCOMPARE(told(lines.marks(1, Side::Client)),
                 u"(UNCONN@1) (ESTABLISHED@2) (ESTABLISHED-r@7) (CLOSED@9) CLOSED@10"_s);
        QCOMPARE(told(lines.marks(1, Side::Server)),
                 u"ESTABLISHED@3 ESTABLISHED@5 (ESTABLISHED-w@7) (ESTABLISHED-r-w@9) (CLOSED@11)"_s);
        QVERIFY(!lines.marks(1, Side::Server).front().hasOwner);
        QVERIFY(lines.segments(1).empty());
    }

    void aPingSocketOnlyExists()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        const auto ping = [](const Event &event) { return of(Transport::PingIcmp, event); };
        journal.append({ping(events.data(EventKind::Sent, Side::Client, "echo")),
                        ping(events.data(EventKind::Received, Side::Client, "echo")),
                        ping(events.make(EventKind::Closed, Side::Client))});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(UNCONN@0) (CLOSED@2)"_s);
        QVERIFY(lines.marks(1, Side::Server).empty());
        QVERIFY(lines.segments(1).empty());
    }

    void announcesOnceForABatch()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        QSignalSpy spy(&lines, &LifeLines::changed);
        journal.append(
            {events.make(EventKind::Connect, Side::Client), events.make(EventKind::Connected, Side::Client)});
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.at(0).at(0).value<QList<quint32>>(), QList<quint32>{1});
        journal.append({events.data(EventKind::Sent, Side::Client, "x")});
        QCOMPARE(spy.size(), 1); // data is no news
    }

    // Of many connections most are packed: what they tell must be what a reading of their own rows tells.
    void manyConnectionsAreToldAsFew()
    {
        constexpr quint32 kMany = 6000;
        QRandomGenerator random(1);
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        const auto any = [&](quint32 connection) {
            const Side side = random.bounded(2) ? Side::Server : Side::Client;
            const EventKind kinds[]{EventKind::Connect,  EventKind::Connected, EventKind::Accept,
                                    EventKind::Received, EventKind::Eof,       EventKind::Shutdown,
                                    EventKind::Reset,    EventKind::Closed};
            const TcpState states[]{TcpState::SynSent,  TcpState::Established, TcpState::FinWait1,
                                    TcpState::FinWait2, TcpState::TimeWait,    TcpState::CloseWait,
                                    TcpState::LastAck,  TcpState::Closed};
            Event event = random.bounded(3) == 0
                ? unread(events, side, states[random.bounded(8)], random.bounded(100))
                : events.make(kinds[random.bounded(8)], side);
            event.connection = connection;
            event.endpoint = connection % 3;
            event.transport = connection % 5 == 0 ? Transport::LocalStream : Transport::Tcp;
            return event;
        };
        for (int round = 0; round < 3; ++round) {
            for (quint32 connection = 1; connection <= kMany; ++connection) {
                QList<Event> batch;
                for (quint32 i = random.bounded(4); i > 0; --i)
                    batch << any(connection);
                batch << any(1 + random.bounded(connection));
                journal.append(batch);
            }
        }
        for (quint32 connection = 1; connection <= kMany; connection += 37) {
            Journal own;
            std::vector<qsizetype> rows;
            for (qsizetype row = 0; row < journal.size(); ++row) {
                if (journal.events().connection(row) == connection) {
                    own.append({journal.at(row)});
                    rows.push_back(row);
                }
            }
            const LifeLines alone(own);
            for (const Side side : {Side::Server, Side::Client}) {
                std::vector<LifeMark> expected = alone.marks(connection, side);
                for (LifeMark &mark : expected)
                    mark.row = rows[size_t(mark.row)];
                QCOMPARE(told(lines.marks(connection, side)), told(expected));
                const RowSpan readings = lines.readingRows(connection, side);
                const RowSpan ownReadings = alone.readingRows(connection, side);
                QCOMPARE(readings.size(), ownReadings.size());
                for (size_t i = 0; i < readings.size(); ++i)
                    QCOMPARE(qsizetype(readings[i]), rows[ownReadings[i]]);
            }
            std::vector<InferredSegment> expected = alone.segments(connection);
            for (InferredSegment &segment : expected) {
                segment.fromRow = rows[size_t(segment.fromRow)];
                segment.toRow = rows[size_t(segment.toRow)];
            }
            QCOMPARE(told(lines.segments(connection)), told(expected));
            QCOMPARE(lines.listenerOf(connection), alone.listenerOf(connection));
        }
    }

    void readsWhatIsAlreadyThere()
    {
        EventList events;
        Journal journal;
        journal.append({events.make(EventKind::Connect, Side::Client)});
        const LifeLines lines(journal);
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0)"_s);
    }
};

QTEST_GUILESS_MAIN(tst_LifeLines)
#include "tst_lifelines.moc"
