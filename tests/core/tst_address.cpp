// SPDX-License-Identifier: MIT
#include "core/address.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestAddress : public QObject
{
    Q_OBJECT
private slots:
    void parses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("port") << u"30000"_s << QString() << 30000;
        QTest::newRow("any port") << u"0"_s << QString() << 0;
        QTest::newRow("IPv4") << u"127.0.0.1:80"_s << u"127.0.0.1"_s << 80;
        QTest::newRow("name") << u"example.org:65535"_s << u"example.org"_s << 65535;
        QTest::newRow("IPv6") << u"[::1]:30000"_s << u"::1"_s << 30000;
    }
    void parses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, host);
        QFETCH(int, port);
        const AddressParse parsed = parseAddress(typed);
        QVERIFY(parsed.isValid());
        QCOMPARE(parsed.address.host, host);
        QCOMPARE(int(parsed.address.port), port);
        if (!host.isEmpty())
            QCOMPARE(parsed.address.toString(), typed);
    }

    void quotesTheFault_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("fault");
        QTest::newRow("too large") << u"127.0.0.1:70000"_s << u"70000"_s;
        QTest::newRow("negative") << u"-1"_s << u"-1"_s;
        QTest::newRow("word") << u"abc"_s << u"abc"_s;
        QTest::newRow("trailing space") << u"80 "_s << u"80 "_s;
        QTest::newRow("full-width") << u"８０"_s << u"８０"_s;
        QTest::newRow("no port") << u"127.0.0.1:"_s << u"127.0.0.1:"_s;
        QTest::newRow("no host") << u":80"_s << u":80"_s;
        QTest::newRow("bare IPv6") << u"::1:30000"_s << u"::1:30000"_s;
        QTest::newRow("open bracket") << u"[::1"_s << u"[::1"_s;
        QTest::newRow("empty brackets") << u"[]:80"_s << u"[]"_s;
        QTest::newRow("IPv4 in brackets") << u"[1.2.3.4]:80"_s << u"[1.2.3.4]"_s;
        QTest::newRow("overflow") << u"4294967376"_s << u"4294967376"_s;
    }
    void quotesTheFault()
    {
        QFETCH(QString, typed);
        QFETCH(QString, fault);
        QCOMPARE(parseAddress(typed).fault, fault);
    }

    void emptyIsAFault() { QVERIFY(!parseAddress({}).isValid()); }

    void writesIpv6InBrackets()
    {
        QCOMPARE((Address{u"::1"_s, 80}).toString(), u"[::1]:80"_s);
        QCOMPARE(Address().toString(), QString());
    }
};

QTEST_APPLESS_MAIN(TestAddress)
#include "tst_address.moc"
