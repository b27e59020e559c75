// SPDX-License-Identifier: MIT
#include "support/sessionprobe.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

class TestSession : public QObject
{
    Q_OBJECT
private slots:
    void checksListenAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("canonical"); // empty = refused
        QTest::newRow("loopback") << u"127.0.0.1"_s << u"127.0.0.1"_s;
        QTest::newRow("name of loopback") << u"localhost"_s << u"127.0.0.1"_s;
        QTest::newRow("spaces around") << u" 127.0.0.1 "_s << u"127.0.0.1"_s;
        QTest::newRow("IPv6") << u"::1"_s << u"::1"_s;
        QTest::newRow("long IPv6") << u"0:0:0:0:0:0:0:1"_s << u"::1"_s;
        QTest::newRow("all, asked for") << u"0.0.0.0"_s << u"0.0.0.0"_s;
        QTest::newRow("empty is not all") << QString() << QString();
        QTest::newRow("blank is not all") << u"  "_s << QString();
        QTest::newRow("word") << u"foo"_s << QString();
        QTest::newRow("one group") << u"1"_s << QString();
        QTest::newRow("two groups") << u"127.1"_s << QString();
        QTest::newRow("octal") << u"0177.0.0.1"_s << QString();
        QTest::newRow("too large") << u"256.0.0.1"_s << QString();
        QTest::newRow("five groups") << u"1.2.3.4.5"_s << QString();
        QTest::newRow("with port") << u"127.0.0.1:80"_s << QString();
        QTest::newRow("full-width digits") << u"１２７.0.0.1"_s << QString();
    }
    void checksListenAddresses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, canonical);
        const auto checked = Session::checkListenAddress(typed);
        if (canonical.isEmpty()) {
            QVERIFY(std::holds_alternative<Error>(checked));
            QCOMPARE(std::get<Error>(checked).code, ErrorCode::AddressInvalid);
            QCOMPARE(std::get<Error>(checked).subject, typed);
        } else {
            QVERIFY(std::holds_alternative<QString>(checked));
            QCOMPARE(std::get<QString>(checked), canonical);
        }
    }

    void knowsLoopback()
    {
        QVERIFY(Session::isLoopback(u"127.0.0.1"_s));
        QVERIFY(Session::isLoopback(u"127.9.9.9"_s));
        QVERIFY(Session::isLoopback(u"::1"_s));
        QVERIFY(!Session::isLoopback(u"0.0.0.0"_s));
        QVERIFY(!Session::isLoopback(u"::"_s));
        QCOMPARE(Session::localAddresses().value(0), u"127.0.0.1"_s);
    }

    void anEngineNeverListensOnAnEmptyAddress()
    {
        SessionProbe probe;
        ServerConfig config;
        config.address.host.clear();
        const quint32 server = probe.session.startServer(config);
        QTRY_VERIFY(probe.hasStopped(server));
        QTRY_VERIFY(probe.hasError(ErrorCode::AddressInvalid));
        QCOMPARE(probe.count(EventKind::Listen, Side::Server), 0);
    }

    void foreignAddressIsExplained()
    {
        SessionProbe probe;
        ServerConfig config;
        config.address.host = u"192.0.2.1"_s; // RFC 5737: documentation only, never this machine
        const quint32 server = probe.session.startServer(config);
        QTRY_VERIFY(probe.hasStopped(server));
        QTRY_VERIFY(probe.hasError(ErrorCode::AddressNotAvailable));
    }

    void sequenceNumbersAndTimesRise()
    {
        SessionProbe probe;
        const quint32 server = startServer(probe, {.greeting = "hi"});
        for (int i = 0; i < 5; ++i)
            probe.session.startClient({probe.addressOf(server)});
        QTRY_COMPARE(probe.count(EventKind::Received, Side::Client), 5);
        const Journal &journal = probe.session.journal();
        for (qsizetype row = 0; row < journal.size(); ++row) {
            QCOMPARE(journal.at(row).seq, quint64(row + 1));
            if (row > 0)
                QVERIFY(journal.at(row).monotonicNs >= journal.at(row - 1).monotonicNs
                        || journal.at(row).kind <= EventKind::Connected);
            QVERIFY(journal.at(row).wallClockUs > 1'700'000'000'000'000);
        }
    }

    void nameNotFound()
    {
        SessionProbe probe;
        const quint32 client = probe.session.startClient({Address{u"no-such-host.invalid"_s, 1}}); // RFC 6761
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(client), 30000);
        QTRY_VERIFY(probe.hasError(ErrorCode::HostNotFound));
        QCOMPARE(probe.errors().constFirst().subject, u"no-such-host.invalid"_s);
    }

    void localhostIsLookedUp()
    {
        SessionProbe probe;
        const quint32 server = startServer(probe, {.greeting = "hi"});
        probe.session.startClient({Address{u"localhost"_s, probe.addressOf(server).port}});
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Received, Side::Client), 1, 20000);
    }

    void sendingWithoutAConnectionIsAnError()
    {
        SessionProbe probe;
        probe.session.send(7, 9, "x");
        QTRY_VERIFY(probe.hasError(ErrorCode::NotConnected));
        const quint32 server = startServer(probe);
        probe.session.broadcast(server, "x");
        QTRY_COMPARE(probe.errors().size(), 2);
    }

    void broadcastReachesAll()
    {
        SessionProbe probe;
        const quint32 server = startServer(probe);
        for (int i = 0; i < 3; ++i)
            probe.session.startClient({probe.addressOf(server)});
        QTRY_COMPARE(probe.count(EventKind::Accept, Side::Server), 3);
        probe.session.broadcast(server, "to all");
        QTRY_COMPARE(probe.count(EventKind::Received, Side::Client), 3);
    }

    void greetingChangesForTheNextClient()
    {
        SessionProbe probe;
        const quint32 server = startServer(probe, {.greeting = "one"});
        probe.session.startClient({probe.addressOf(server)});
        QTRY_COMPARE(probe.received(Side::Client, 1), "one");
        probe.session.setGreeting(server, "two", AfterGreeting::KeepChatting);
        probe.session.startClient({probe.addressOf(server)});
        QTRY_COMPARE(probe.received(Side::Client, 2), "two");
    }

    void stoppedComesAfterTheLastRow()
    {
        SessionProbe probe;
        const quint32 server = startServer(probe, {.greeting = "hi"});
        probe.session.startClient({probe.addressOf(server)});
        QTRY_COMPARE(probe.count(EventKind::Received, Side::Client), 1);
        qsizetype rowsAtStop = -1;
        connect(&probe.session, &Session::stopped, this,
                [&] { rowsAtStop = probe.session.journal().size(); });
        probe.session.stopAll(std::chrono::milliseconds(500));
        QTRY_VERIFY(rowsAtStop >= 0);
        QCOMPARE(probe.count(EventKind::Closed, Side::Server), 2);
        QCOMPARE(probe.count(EventKind::Closed, Side::Client), 1);
        QCOMPARE(probe.session.journal().size(), rowsAtStop);
    }
};

int main(int argc, char **argv)
{
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    TestSession test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_session.moc"
