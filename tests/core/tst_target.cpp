// SPDX-License-Identifier: MIT
#include "core/target.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestTarget : public QObject
{
    Q_OBJECT
private slots:
    void reads_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<Transport>("transport");
        QTest::addColumn<QString>("address");
        const auto row = [](const QString &typed, Transport transport, const QString &address) {
            QTest::newRow(qUtf8Printable(typed)) << typed << transport << address;
        };
        row(u"127.0.0.1:30000"_s, Transport::Tcp, u"127.0.0.1:30000"_s);
        row(u"tcp://[::1]:30000"_s, Transport::Tcp, u"[::1]:30000"_s);
        row(u"udp://localhost:53"_s, Transport::Udp, u"localhost:53"_s);
        row(u"unix:/tmp/a b.sock"_s, Transport::LocalStream, u"/tmp/a b.sock"_s);
        row(u"unix:relative"_s, Transport::LocalStream, u"relative"_s);
        row(u"unix:@name"_s, Transport::LocalStream, u"@name"_s);
        row(u"unix-dgram:/run/x"_s, Transport::LocalDatagram, u"/run/x"_s);
        row(u"icmp://127.0.0.1"_s, Transport::PingIcmp, u"127.0.0.1:0"_s);
        row(u"icmp-raw://[::1]"_s, Transport::RawIcmp, u"[::1]:0"_s);
        row(u"icmp://::1"_s, Transport::PingIcmp, u"[::1]:0"_s);
    }
    void reads()
    {
        QFETCH(QString, typed);
        const Target target = parseTarget(typed);
        QVERIFY2(target.isValid(), qUtf8Printable(target.fault));
        QTEST(target.transport, "transport");
        QTEST(target.address.toString(), "address");
        const Target again = parseTarget(targetText(target.transport, target.address));
        QCOMPARE(again.transport, target.transport);
        QCOMPARE(again.address, target.address);
    }

    void takesABarePort()
    {
        const Target target = parseTarget(u"udp://5000"_s);
        QVERIFY(target.isValid());
        QCOMPARE(target.transport, Transport::Udp);
        QVERIFY(target.address.host.isEmpty());
        QCOMPARE(target.address.port, 5000);
    }

    void quotesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("fault");
        QTest::newRow("no path") << u"unix:"_s << u"unix:"_s;
        QTest::newRow("no name") << u"unix:@"_s << u"unix:@"_s;
        QTest::newRow("nothing") << u"udp://"_s << u"udp://"_s;
        QTest::newRow("bad port") << u"udp://127.0.0.1:70000"_s << u"70000"_s;
        QTest::newRow("a port for ICMP") << u"icmp://127.0.0.1:7"_s << u"127.0.0.1:7"_s;
        QTest::newRow("no host for ICMP") << u"icmp://"_s << u"\"\""_s;
        QTest::newRow("unknown scheme") << u"http://127.0.0.1:80"_s << u"http://127.0.0.1:80"_s;
    }
    void quotesWhatIsWrong()
    {
        QFETCH(QString, typed);
        const Target target = parseTarget(typed);
        QVERIFY(!target.isValid());
        QTEST(target.fault, "fault");
    }
};

QTEST_GUILESS_MAIN(TestTarget)
#include "tst_target.moc"
