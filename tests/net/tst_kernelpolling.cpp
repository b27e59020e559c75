// SPDX-License-Identifier: MIT
#include "net/kernelwatch.h"
#include "support/eventlist.h"

#include <QTest>

using namespace bothends;
using namespace bothends::test;

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

private:
    Script &m_script;
};

struct Bench
{
    ScriptedProbe::Script script;
    Recorder recorder{std::chrono::milliseconds(0)};
    ConnectionNumbers numbers;
    KernelWatch watch{std::make_unique<ScriptedProbe>(script), recorder, numbers};
    EventList events;
    QList<Event> told;

    Bench()
    {
        QObject::connect(&recorder, &Recorder::batchReady, &recorder, [this](const Batch &batch) {
            told += batch.events;
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
    void listen()
    {
        Event listening = events.make(EventKind::Listen, Side::Server, 0);
        listening.endpoint = 1;
        watch.observe(listening);
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

    void pollsOnlyWhileWatchedAndAlive()
    {
        Bench bench;
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
