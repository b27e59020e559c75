// SPDX-License-Identifier: MIT
#include "core/socketlist.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

const Address kServer{u"127.0.0.1"_s, 30000};
const Address kClient{u"127.0.0.1"_s, 51234};

Event make(EventKind kind, quint32 socket, Side side, Transport transport = Transport::Tcp)
{
    Event event;
    event.kind = kind;
    event.socket = socket;
    event.side = side;
    event.endpoint = side == Side::Server ? 1 : 2;
    event.transport = transport;
    return event;
}

Event withDetail(Event event, CallDetail detail)
{
    event.detail = std::make_shared<const CallDetail>(std::move(detail));
    return event;
}

CallDetail call(CallName name, qint64 result = -1)
{
    CallDetail detail;
    detail.call = name;
    detail.result = result;
    return detail;
}

} // namespace

class TestSocketList : public QObject
{
    Q_OBJECT
private slots:
    void aServersSocketStepByStep()
    {
        Journal journal;
        SocketList list(journal);
        QVERIFY(!list.find(1));
        Event event = make(EventKind::Socket, 1, Side::Server);
        event.number = 9;
        journal.append({event});
        const auto socket = [&list](quint32 number) { return *list.find(number); };
        QCOMPARE(socket(1).descriptor, 9);
        QVERIFY(!socket(1).isBound && !socket(1).isListening);
        event = make(EventKind::Bind, 1, Side::Server);
        event.local = kServer;
        journal.append({event});
        QVERIFY(socket(1).isBound && !socket(1).isListening);
        QCOMPARE(socket(1).local, kServer);
        journal.append({make(EventKind::Listen, 1, Side::Server)});
        QVERIFY(socket(1).isListening);
        event = make(EventKind::Accept, 2, Side::Server);
        event.number = 10;
        event.connection = 5;
        event.peer = kClient;
        journal.append({event});
        QVERIFY(socket(2).isAccepted && socket(2).isConnected && !socket(2).isListening);
        QCOMPARE(socket(2).descriptor, 10);
        QCOMPARE(socket(2).connection, 5U);
        QCOMPARE(socket(2).peer, kClient);
        QVERIFY(socket(1).isListening); // goes on
        QCOMPARE(list.socketsOf(1), (QList<quint32>{1, 2}));
        QCOMPARE(list.openSockets(Side::Server), (QList<quint32>{1, 2}));
        QVERIFY(list.openSockets(Side::Client).isEmpty());
        journal.append({make(EventKind::Closed, 1, Side::Server)});
        QVERIFY(socket(1).isClosed && !socket(1).isListening);
        QCOMPARE(list.openSockets(Side::Server), QList<quint32>{2});
        QCOMPARE(list.socketsOf(1), (QList<quint32>{1, 2}));
    }

    void connecting_data()
    {
        QTest::addColumn<Transport>("transport");
        QTest::addColumn<qint64>("result"); // -2 = no detail, as Qt's engine
        QTest::addColumn<bool>("isConnecting");
        QTest::addColumn<bool>("isConnected");
        QTest::newRow("Qt, TCP") << Transport::Tcp << qint64(-2) << true << false;
        QTest::newRow("connect, TCP") << Transport::Tcp << qint64(-1) << true << false;
        QTest::newRow("connect_ex, TCP, 115") << Transport::Tcp << qint64(115) << true << false;
        QTest::newRow("connect, local, at once") << Transport::LocalStream << qint64(0) << false << true;
        QTest::newRow("Qt, UDP") << Transport::Udp << qint64(-2) << false << true;
        QTest::newRow("connect, UDP") << Transport::Udp << qint64(0) << false << true;
    }
    void connecting()
    {
        QFETCH(Transport, transport);
        QFETCH(qint64, result);
        Journal journal;
        SocketList list(journal);
        Event event = make(EventKind::Connect, 3, Side::Client, transport);
        event.peer = kServer;
        if (result != -2)
            event = withDetail(event, call(CallName::Connect, result));
        journal.append({event});
        QTEST(list.find(3)->isConnecting, "isConnecting");
        QTEST(list.find(3)->isConnected, "isConnected");
        QCOMPARE(list.find(3)->peer, kServer);
        journal.append({make(EventKind::Connected, 3, Side::Client, transport)});
        QVERIFY(!list.find(3)->isConnecting && list.find(3)->isConnected);
    }

    void whatAFailedCallTells_data()
    {
        QTest::addColumn<CallName>("name");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("systemCode");
        QTest::addColumn<bool>("isConnecting");
        QTest::newRow("refused") << CallName::Connect << ErrorCode::ConnectionRefused << ECONNREFUSED
                                 << false;
        QTest::newRow("in progress") << CallName::Connect << ErrorCode::InProgress << EINPROGRESS << true;
        QTest::newRow("already") << CallName::Connect << ErrorCode::InProgress << EALREADY << true;
        QTest::newRow("a read meanwhile") << CallName::Recv << ErrorCode::WouldBlock << EAGAIN << true;
        QTest::newRow("Qt gave up") << CallName::None << ErrorCode::HostNotFound << 0 << false;
    }
    void whatAFailedCallTells()
    {
        QFETCH(CallName, name);
        QFETCH(ErrorCode, code);
        QFETCH(int, systemCode);
        Journal journal;
        SocketList list(journal);
        Event error = make(EventKind::Error, 3, Side::Client);
        error.error = Error{code, systemCode, {}, 0, {}};
        if (name != CallName::None)
            error = withDetail(error, call(name));
        journal.append({make(EventKind::Connect, 3, Side::Client), error});
        QTEST(list.find(3)->isConnecting, "isConnecting");
        QVERIFY(!list.find(3)->isReset);
    }

    void shutdownOfEachDirection_data()
    {
        QTest::addColumn<std::optional<ShutdownHow>>("how");
        QTest::addColumn<bool>("isReadShut");
        QTest::addColumn<bool>("isWriteShut");
        QTest::newRow("Qt’s engine") << std::optional<ShutdownHow>() << false << true;
        QTest::newRow("SHUT_RD") << std::optional(ShutdownHow::Read) << true << false;
        QTest::newRow("SHUT_WR") << std::optional(ShutdownHow::Write) << false << true;
        QTest::newRow("SHUT_RDWR") << std::optional(ShutdownHow::Both) << true << true;
    }
    void shutdownOfEachDirection()
    {
        QFETCH(std::optional<ShutdownHow>, how);
        Journal journal;
        SocketList list(journal);
        Event event = make(EventKind::Shutdown, 2, Side::Server);
        if (how) {
            CallDetail detail = call(CallName::Shutdown);
            detail.how = how;
            event = withDetail(event, detail);
        }
        journal.append({make(EventKind::Accept, 2, Side::Server), event});
        QTEST(list.find(2)->isReadShut, "isReadShut");
        QTEST(list.find(2)->isWriteShut, "isWriteShut");
    }

    void shutdownEndsListeningOnTcp()
    {
        Journal journal;
        SocketList list(journal);
        CallDetail detail = call(CallName::Shutdown);
        detail.how = ShutdownHow::Both;
        journal.append({make(EventKind::Listen, 1, Side::Server),
                        withDetail(make(EventKind::Shutdown, 1, Side::Server), detail)});
        QVERIFY(!list.find(1)->isListening);
    }

    void theEndOfAConnection()
    {
        Journal journal;
        SocketList list(journal);
        journal.append({make(EventKind::Accept, 2, Side::Server), make(EventKind::Eof, 2, Side::Server)});
        QVERIFY(list.find(2)->hasEof && list.find(2)->isConnected);
        journal.append({make(EventKind::Accept, 4, Side::Server), make(EventKind::Reset, 4, Side::Server)});
        QVERIFY(list.find(4)->isReset && !list.find(4)->isConnected);
    }

    void datagramsGiveAPort()
    {
        Journal journal;
        SocketList list(journal);
        journal.append({make(EventKind::Sent, 5, Side::Client, Transport::Udp),
                        make(EventKind::Sent, 6, Side::Client, Transport::LocalDatagram)});
        QVERIFY(list.find(5)->isBound && list.find(5)->hasSent);
        QVERIFY(!list.find(6)->isBound && list.find(6)->hasSent);
        Event received = make(EventKind::Received, 5, Side::Client, Transport::Udp);
        received.peer = kServer;
        journal.append({received});
        QVERIFY(list.find(5)->hasReceived);
        QVERIFY(list.find(5)->peer.isNull()); // it may come from anybody
    }

    // Of many sockets most are packed: what they tell must be what a reading of their own events tells.
    void manySocketsAreToldAsFew()
    {
        constexpr quint32 kMany = 6000;
        const EventKind kinds[]{EventKind::Socket,   EventKind::Bind,     EventKind::Listen,
                                EventKind::Accept,   EventKind::Connect,  EventKind::Connected,
                                EventKind::Sent,     EventKind::Received, EventKind::Eof,
                                EventKind::Shutdown, EventKind::Reset,    EventKind::Closed};
        QRandomGenerator random(1);
        Journal journal;
        const SocketList list(journal);
        QHash<quint32, QList<Event>> own;
        for (int round = 0; round < 3; ++round) {
            for (quint32 number = 1; number <= kMany; ++number) {
                Event event
                    = make(kinds[random.bounded(12)], number, number % 2 == 0 ? Side::Server : Side::Client,
                           number % 5 == 0 ? Transport::Udp : Transport::Tcp);
                event.number = qint32(random.bounded(100)) - 1;
                event.connection = random.bounded(3) * number;
                if (random.bounded(2) == 0)
                    event.local = kServer;
                if (random.bounded(2) == 0)
                    event.peer = {u"10.0.0.%1"_s.arg(number % 256), quint16(number)};
                own[number] << event;
                journal.append({event});
            }
        }
        for (quint32 number = 1; number <= kMany; number += 7) {
            Journal few;
            few.append(own.value(number));
            const SocketList alone(few);
            QVERIFY(list.find(number));
            QCOMPARE(*list.find(number), *alone.find(number));
        }
    }

    void tellsOnceABatchWhatChanged()
    {
        Journal journal;
        SocketList list(journal);
        QSignalSpy spy(&list, &SocketList::changed);
        journal.append({make(EventKind::Bind, 2, Side::Server), make(EventKind::Socket, 1, Side::Server),
                        make(EventKind::Bind, 1, Side::Server), make(EventKind::Error, 0, Side::Client)});
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.at(0).at(0).value<QList<quint32>>(), (QList<quint32>{1, 2}));
        journal.append({make(EventKind::Error, 0, Side::Client)});
        QCOMPARE(spy.size(), 1);
        SocketList later(journal); // one that begins in the middle knows as much
        QVERIFY(later.find(1) && later.find(1)->isBound);
    }
};

QTEST_APPLESS_MAIN(TestSocketList)
#include "tst_socketlist.moc"
