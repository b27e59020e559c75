// SPDX-License-Identifier: MIT
#include "net/kernelwatch.h"
#include "support/eventlist.h"

#include <QTest>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// Answers as it is told, and counts the questions.
class ScriptedProbe : public KernelProbe
{
public:
    struct Script
    {
        KernelReading connection;
        KernelReading listening;
        QList<ProbedSocket> sockets;
        KernelReading datagrams;
        QList<ProbedLocalSocket> named;
        int questions = 0;
        int walks = 0;
    };
    explicit ScriptedProbe(Script &script)
        : m_script(script)
    {
        m_script.connection.state = TcpState::Established;
        m_script.connection.hasOwner = true;
        m_script.listening.state = TcpState::Listen;
        m_script.listening.acceptQueue = 0;
        m_script.listening.backlog = 3;
    }
    bool isAvailable() const override { return true; }
    KernelReading end(const Address &, const Address &) override
    {
        ++m_script.questions;
        return m_script.connection;
    }
    KernelReading listener(const Address &) override
    {
        ++m_script.questions;
        return m_script.listening;
    }
    QList<ProbedSocket> socketsAround(quint16) override
    {
        ++m_script.walks;
        return m_script.sockets;
    }
    KernelReading datagramSocket(const Address &, const Address &) override
    {
        ++m_script.questions;
        return m_script.datagrams;
    }
    std::optional<ProbedLocalSocket> localSocket(quint64 inode) override
    {
        ++m_script.questions;
        for (const ProbedLocalSocket &each : std::as_const(m_script.named)) {
            if (each.inode == inode)
                return each;
        }
        return std::nullopt;
    }
    QList<ProbedLocalSocket> namedLocalSockets() override
    {
        ++m_script.walks;
        return m_script.named;
    }

private:
    Script &m_script;
};

ProbedLocalSocket listeningAt(quint64 inode, const Address &name)
{
    ProbedLocalSocket socket;
    socket.inode = inode;
    socket.name = name;
    socket.isStream = true;
    socket.reading.state = TcpState::Listen;
    socket.reading.hasOwner = true;
    return socket;
}

struct Bench
{
    ScriptedProbe::Script script;
    Recorder recorder{std::chrono::milliseconds(0)};
    ConnectionNumbers numbers;
    KernelWatch watch{std::make_unique<ScriptedProbe>(script), recorder, numbers};
    EventList events;
    QList<Event> told;

    bool isLagging = false;

    Bench()
    {
        QObject::connect(&recorder, &Recorder::batchReady, &recorder, [this](const Batch &batch) {
            told += batch.events;
            if (!isLagging)
                recorder.acknowledge();
        });
    }
    void open(quint32 connection, quint16 port = 51234)
    {
        events.client.port = port;
        watch.observe(events.make(EventKind::Connect, Side::Client, connection));
    }
    void close(quint32 connection, quint16 port = 51234)
    {
        events.client.port = port;
        watch.observe(events.make(EventKind::Closed, Side::Client, connection));
    }
    /// The server's end of it, which is ours too.
    void accept(quint32 connection)
    {
        watch.observe(events.make(EventKind::Accept, Side::Server, connection));
    }
    void listen()
    {
        Event listening = events.make(EventKind::Listen, Side::Server, 0);
        listening.endpoint = 1;
        watch.observe(listening);
    }
    void listenLocally(const Address &name, quint32 endpoint)
    {
        Event listening = events.make(EventKind::Listen, Side::Server, 0);
        listening.endpoint = endpoint;
        listening.socket = endpoint;
        listening.transport = Transport::LocalStream;
        listening.local = name;
        watch.observe(listening);
    }
    void atUdpServer(EventKind kind, quint32 connection)
    {
        events.client.port = quint16(50000 + connection);
        Event event = events.make(kind, Side::Server, connection);
        event.endpoint = 1;
        event.transport = Transport::Udp;
        watch.observe(event);
    }
    /// What was told of the server's own socket, or of connections.
    int toldOf(bool connections, EventKind kind) const
    {
        return int(std::count_if(told.begin(), told.end(), [&](const Event &event) {
            return (event.connection != 0) == connections && event.kind == kind;
        }));
    }
    void pause(bool paused)
    {
        Event event = events.make(paused ? EventKind::Pause : EventKind::Resume, Side::Server, 0);
        event.endpoint = 1;
        watch.observe(event);
    }
};

} // namespace

/// When the kernel is asked, and how often.
class tst_KernelPolling : public QObject
{
    Q_OBJECT
private slots:
    void aListeningSocketAloneIsNotPolled()
    {
        Bench bench;
        bench.watch.setWatched(true, 0);
        bench.listen();
        QVERIFY(!bench.watch.isPolling());
        bench.pause(true);
        QVERIFY(bench.watch.isPolling()); // somebody may come and wait
        bench.pause(false);
        QVERIFY(!bench.watch.isPolling());
    }

    void pollsOnlyWhileWatchedAndInMotion()
    {
        Bench bench;
        bench.script.connection.unread = 5;
        bench.open(1);
        QVERIFY(!bench.watch.isPolling());
        bench.watch.setWatched(true, 0);
        QVERIFY(bench.watch.isPolling());
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 4);
        bench.watch.setWatched(false, 0);
        QVERIFY(!bench.watch.isPolling());

        bench.watch.setWatched(true, 0);
        bench.script.connection = {};
        bench.close(1);
        QVERIFY(!bench.watch.isPolling()); // nothing is left
    }

    void restsUntilSomethingHappens()
    {
        Bench bench;
        bench.watch.setWatched(true, 0);
        bench.open(1);
        QVERIFY(bench.watch.isPolling()); // what follows the event is seen too
        QTRY_VERIFY(!bench.watch.isPolling());
        const int before = bench.script.questions;
        bench.script.connection.unacknowledged = 48;
        bench.watch.observe(bench.events.make(EventKind::Sent, Side::Client, 1));
        QVERIFY(bench.watch.isPolling());
        QTRY_VERIFY(bench.script.questions >= before + 6);
        QVERIFY(bench.watch.isPolling());
        bench.script.connection.unacknowledged = 0;
        QTRY_VERIFY(!bench.watch.isPolling());
        QCOMPARE(bench.told.constLast().reading->unacknowledged, 0);
    }

    void whatStaysAsItIsIsPolledLessOften()
    {
        Bench bench;
        bench.script.connection.unread = 5; // and another program never reads
        bench.watch.setWatched(true, 0);
        bench.open(1);
        QCOMPARE(bench.watch.pollMs(), KernelWatch::kPollMs);
        QTRY_COMPARE_WITH_TIMEOUT(bench.watch.pollMs(), KernelWatch::kSlowPollMs, 60'000);
        bench.script.connection.unread = 6;
        QTRY_COMPARE(bench.watch.pollMs(), KernelWatch::kPollMs);
        QTRY_COMPARE_WITH_TIMEOUT(bench.watch.pollMs(), KernelWatch::kSlowPollMs, 60'000);
        bench.watch.observe(bench.events.make(EventKind::Sent, Side::Client, 1));
        QCOMPARE(bench.watch.pollMs(), KernelWatch::kPollMs);
    }

    void everyConnectionComesToRest()
    {
        Bench bench;
        for (quint32 number = 1; number <= 1000; ++number)
            bench.open(number, quint16(10000 + number));
        bench.watch.setWatched(true, 0);
        QVERIFY(bench.watch.isPolling());
        QTRY_VERIFY(!bench.watch.isPolling());
    }

    void whatIsInMotionIsPolled_data()
    {
        QTest::addColumn<KernelReading>("reading");
        KernelReading settled;
        settled.state = TcpState::Established;
        settled.hasOwner = true;
        KernelReading reading = settled;
        reading.unread = 1;
        QTest::newRow("somebody has not read") << reading;
        reading = settled;
        reading.unacknowledged = 1;
        QTest::newRow("not acknowledged") << reading;
        reading = settled;
        reading.unsent = 1;
        QTest::newRow("not sent") << reading;
        reading = settled;
        reading.hasOwner = false;
        QTest::newRow("in an accept queue") << reading;
        reading = settled;
        reading.isReadShut = true;
        QTest::newRow("shut down") << reading;
        for (const TcpState state : {TcpState::SynSent, TcpState::FinWait1, TcpState::FinWait2,
                                     TcpState::CloseWait, TcpState::LastAck, TcpState::Closing}) {
            reading = settled;
            reading.state = state;
            QTest::addRow("state %d", int(state)) << reading;
        }
    }
    void whatIsInMotionIsPolled()
    {
        QFETCH(const KernelReading, reading);
        Bench bench;
        bench.script.connection = reading;
        bench.watch.setWatched(true, 1);
        bench.open(1);
        bench.accept(1);
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 6);
        QVERIFY(bench.watch.isPolling());
    }

    // Another program's end may send what a step socket does not read: nothing tells of it.
    void anEndThatReadsWhenAskedIsPolledUnlessItsPeerIsOurs()
    {
        Bench bench;
        bench.watch.setWatched(true, 1);
        Event connect = bench.events.make(EventKind::Connect, Side::Client, 1);
        connect.isStep = true;
        bench.watch.observe(connect);
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 6);
        QVERIFY(bench.watch.isPolling());
        bench.accept(1);
        QTRY_VERIFY(!bench.watch.isPolling());
    }

    void anEndThatSavesAFileIsPolled()
    {
        Bench bench;
        bench.watch.setWatched(true, 0);
        bench.open(1);
        bench.watch.observe(bench.events.make(EventKind::TransferBegin, Side::Client, 1));
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 6);
        QVERIFY(bench.watch.isPolling());
        bench.watch.observe(bench.events.make(EventKind::TransferEnd, Side::Client, 1));
        QTRY_VERIFY(!bench.watch.isPolling());
    }

    void pollsWhileTheJournalLagsAndNobodyReads()
    {
        Bench bench;
        bench.watch.setWatched(true, 0);
        bench.open(1);
        QTRY_VERIFY(!bench.watch.isPolling());
        bench.isLagging = true;
        const qsizetype told = bench.told.size();
        bench.recorder.append(bench.events.make(EventKind::Sent, Side::Client, 2));
        QTRY_COMPARE(bench.told.size(), told + 1); // is on its way from now on
        while (!bench.recorder.isCongested())
            bench.recorder.append(bench.events.make(EventKind::Sent, Side::Client, 2));
        bench.watch.observe(bench.events.make(EventKind::Sent, Side::Client, 1));
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 6);
        QVERIFY(bench.watch.isPolling());
        bench.isLagging = false;
        bench.recorder.acknowledge();
        QTRY_VERIFY(!bench.watch.isPolling());
    }

    void aSocketOfDatagramsIsPolledWhileItsQueueIsNotEmpty()
    {
        Bench bench;
        bench.script.datagrams.state = TcpState::Unconnected;
        bench.script.datagrams.hasOwner = true;
        bench.script.datagrams.unread = 768;
        bench.atUdpServer(EventKind::Bind, 0);
        QVERIFY(!bench.watch.isPolling());
        bench.watch.setWatched(true, 0);
        QVERIFY(bench.watch.isPolling());
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 4);
        bench.watch.setWatched(false, 0);
        QVERIFY(!bench.watch.isPolling());
        bench.watch.setWatched(true, 0);
        bench.script.datagrams.unread = 0;
        QTRY_VERIFY(!bench.watch.isPolling());
        bench.script.datagrams.unread = 768;
        bench.atUdpServer(EventKind::Received, 0);
        QVERIFY(bench.watch.isPolling());
        bench.script.datagrams = {};
        bench.atUdpServer(EventKind::Closed, 0);
        QVERIFY(!bench.watch.isPolling());
    }

    // That another program closes its socket of datagrams, nothing tells.
    void aConversationWithAnotherProgramIsPolled()
    {
        Bench bench;
        bench.script.datagrams.state = TcpState::Unconnected;
        bench.script.datagrams.hasOwner = true;
        bench.atUdpServer(EventKind::Bind, 0);
        bench.atUdpServer(EventKind::Received, 1);
        bench.watch.setWatched(true, 0);
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 6);
        QVERIFY(bench.watch.isPolling());
    }

    // One socket has all conversations of a UDP server.
    void tellsTheQueueOfAUdpServerOnce()
    {
        Bench bench;
        bench.script.datagrams.state = TcpState::Unconnected;
        bench.script.datagrams.hasOwner = true;
        bench.atUdpServer(EventKind::Bind, 0);
        for (quint32 connection = 1; connection <= 100; ++connection)
            bench.atUdpServer(EventKind::Received, connection);
        QTRY_COMPARE(bench.toldOf(true, EventKind::State), 200); // both ends of each
        bench.script.datagrams.unread = 768;
        bench.watch.setWatched(true, 0);
        QTRY_COMPARE(bench.toldOf(false, EventKind::Queues), 1);
        bench.script.datagrams = {};
        bench.atUdpServer(EventKind::Closed, 0);
        QTRY_COMPARE(bench.toldOf(true, EventKind::State), 400);
        QTRY_VERIFY(!bench.watch.isPolling());
    }

    void namesAreFoundByOneWalkASecond()
    {
        Bench bench;
        const Address first = Address::path(u"/tmp/first"_s);
        const Address second = Address::path(u"/tmp/second"_s);
        bench.script.named = {listeningAt(11, first)};
        bench.listenLocally(first, 1);
        QCOMPARE(bench.script.walks, 1);
        bench.script.named << listeningAt(12, second);
        for (quint32 endpoint = 2; endpoint < 50; ++endpoint)
            bench.listenLocally(second, endpoint);
        QCOMPARE(bench.script.walks, 1);
        QVERIFY(!bench.watch.isPolling());
        QTRY_COMPARE(bench.toldOf(false, EventKind::State), 49); // after the pause
        QCOMPARE(bench.script.walks, 2);
    }

    void followsTimeWaitWithFewQuestions()
    {
        Bench bench;
        bench.watch.setWatched(true, 0);
        bench.open(1);
        bench.script.connection.state = TcpState::TimeWait;
        bench.script.connection.hasOwner = false;
        bench.close(1);
        QVERIFY(bench.watch.isPolling());
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions > before); // about once a second
        QVERIFY(bench.script.questions <= before + 2);
        bench.script.connection = {};
        QTRY_VERIFY(!bench.watch.isPolling());
        QCOMPARE(bench.told.constLast().reading->state, TcpState::Closed);
    }

    void saysOnlyWhatChanged()
    {
        Bench bench;
        bench.script.connection.unread = 3;
        bench.watch.setWatched(true, 1);
        bench.open(1);
        QTRY_COMPARE(bench.told.size(), 2); // both ends are established
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions >= before + 4);
        QCOMPARE(bench.told.size(), 2);
        bench.script.connection.unread = 5;
        QTRY_COMPARE(bench.told.size(), 4);
        QCOMPARE(bench.told.constLast().kind, EventKind::Queues);
        QCOMPARE(bench.told.constLast().origin, Origin::Kernel);
    }

    // What is told less often than it is asked must not rest before it was told.
    void aChangeIsToldBeforeItRests()
    {
        Bench bench;
        bench.script.connection.unread = 3;
        bench.watch.setWatched(true, 0);
        bench.open(1);
        QTRY_COMPARE(bench.told.size(), 2);
        bench.script.connection.unread = 5;
        QTRY_COMPARE(bench.told.size(), 4);
        bench.script.connection.unread = 0;
        QTRY_VERIFY(!bench.watch.isPolling());
        QTRY_COMPARE(bench.told.size(), 6);
        QCOMPARE(bench.told.constLast().reading->unread, 0);
    }

    void aTurnAsksOnlySoMuch()
    {
        Bench bench;
        for (quint32 number = 1; number <= 2000; ++number)
            bench.open(number, quint16(10000 + number));
        QTRY_VERIFY(bench.recorder.isDrained());
        const int before = bench.script.questions;
        bench.watch.setWatched(true, 0); // asks at once
        QVERIFY(bench.script.questions <= before + KernelWatch::kAsksPerPoll);
        QTRY_VERIFY(bench.script.questions >= before + 4000); // everybody's turn comes
    }

    /// In a storm only the first ones are asked about, but nobody who stays is left out, and nobody who is
    /// gone is kept.
    void aStormIsNotAskedAboutOneByOne()
    {
        constexpr int kMany = 3 * KernelWatch::kFollowedAtOnce;
        Bench bench;
        bench.watch.setWatched(true, 0);
        for (int number = 1; number <= kMany; ++number)
            bench.open(quint32(number), quint16(10000 + number));
        QTRY_VERIFY(!bench.watch.isPolling()); // all are at rest
        const auto isKnown = [&](quint32 connection) {
            return std::any_of(bench.told.cbegin(), bench.told.cend(), [&](const Event &event) {
                return event.connection == connection && event.kind == EventKind::State;
            });
        };
        QTRY_VERIFY(isKnown(1));
        QVERIFY(isKnown(KernelWatch::kFollowedAtOnce));
        QVERIFY(isKnown(kMany));

        bench.script.connection = {};
        for (int number = 1; number <= kMany; ++number)
            bench.close(quint32(number), quint16(10000 + number));
        QTRY_VERIFY(!bench.watch.isPolling());
        QVERIFY(bench.recorder.isDrained());
        const int before = bench.script.questions;
        for (int number = 1; number <= kMany; ++number)
            bench.close(quint32(number), quint16(10000 + number)); // nobody knows them any more
        QCOMPARE(bench.script.questions, before);
    }

    void theOneInFocusIsFollowedInAStormToo()
    {
        constexpr quint32 kFocus = 5 * KernelWatch::kFollowedAtOnce;
        Bench bench;
        bench.watch.setWatched(false, kFocus);
        for (quint32 number = 1; number < kFocus; ++number)
            bench.open(number, quint16(10000 + number));
        const int before = bench.script.questions;
        bench.open(kFocus, 9999);
        QTRY_VERIFY(bench.script.questions > before);
        QTRY_VERIFY(std::any_of(bench.told.cbegin(), bench.told.cend(),
                                [](const Event &event) { return event.connection == kFocus; }));
    }

    void forgetsWhatIsOverAlsoWhileHidden()
    {
        Bench bench;
        for (quint32 number = 1; number <= 500; ++number) {
            bench.script.connection.state = TcpState::Established;
            bench.open(number, quint16(10000 + number));
            bench.script.connection = {};
            bench.close(number, quint16(10000 + number));
        }
        bench.watch.setWatched(true, 0);
        QTRY_VERIFY(!bench.watch.isPolling());
    }

    void walksTheTablesAtMostOnceASecond()
    {
        Bench bench;
        bench.watch.setWatched(true, 0);
        bench.listen();
        bench.script.listening.acceptQueue = 2;
        KernelReading waiting;
        waiting.state = TcpState::Established;
        for (quint16 port : {quint16(40001), quint16(40002)})
            bench.script.sockets << ProbedSocket{
                bench.events.server, {QStringLiteral("127.0.0.1"), port}, waiting};
        bench.script.connection = waiting;
        bench.pause(true);
        QCOMPARE(bench.script.walks, 1);
        const int before = bench.script.questions;
        QTRY_VERIFY(bench.script.questions > before + 10);
        QCOMPARE(bench.script.walks, 1);
        // Both got a number before anybody accepted them, and keep it.
        QTRY_VERIFY(std::any_of(bench.told.cbegin(), bench.told.cend(),
                                [](const Event &event) { return event.connection == 2; }));
        QCOMPARE(bench.numbers.accept({QStringLiteral("127.0.0.1"), 40002}, bench.events.server), 2U);
        QCOMPARE(bench.numbers.next(), 3U);
    }
};

QTEST_GUILESS_MAIN(tst_KernelPolling)
#include "tst_kernelpolling.moc"
