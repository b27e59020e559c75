// SPDX-License-Identifier: MIT
#include "core/windowoptions.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestWindowOptions : public QObject
{
    Q_OBJECT
private slots:
    void takesAllOptions()
    {
        const WindowOptions options = parseWindowOptions(
            {u"bothends"_s, u"--listen"_s, u"0"_s, u"--connect"_s, u"[::1]:80"_s, u"--greeting"_s, u"您好"_s,
             u"--language"_s, u"zh_CN"_s, u"--theme"_s, u"dark"_s});
        QVERIFY(options.fault.isEmpty());
        QCOMPARE(options.listen->toString(), u"127.0.0.1:0"_s); // never all interfaces by default
        QCOMPARE(options.connect->toString(), u"[::1]:80"_s);
        QCOMPARE(*options.greeting, u"您好"_s);
        QCOMPARE(options.language, u"zh_CN"_s);
        QCOMPARE(options.theme, u"dark"_s);
    }

    void nothingIsAskedByDefault()
    {
        const WindowOptions options = parseWindowOptions({u"bothends"_s});
        QVERIFY(options.fault.isEmpty());
        QVERIFY(!options.listen && !options.connect && !options.greeting);
    }

    void namesSessions_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("files");
        QTest::newRow("open") << QStringList{u"open"_s, u"/tmp/a"_s} << QStringList{u"/tmp/a"_s};
        QTest::newRow("by its name") << QStringList{u"b.bothends"_s} << QStringList{u"b.bothends"_s};
        QTest::newRow("two") << QStringList{u"open"_s, u"--theme"_s, u"dark"_s, u"a"_s, u"b"_s}
                             << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("none") << QStringList{u"--theme"_s, u"dark"_s} << QStringList();
    }
    void namesSessions()
    {
        QFETCH(QStringList, arguments);
        const WindowOptions options = parseWindowOptions(QStringList{u"bothends"_s} + arguments);
        QVERIFY2(options.fault.isEmpty(), qPrintable(options.fault));
        QTEST(options.sessions, "files");
    }

    void faultsAreQuoted_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("quoted");
        QTest::newRow("port") << QStringList{u"--listen"_s, u"70000"_s} << u"70000"_s;
        QTest::newRow("word") << QStringList{u"--listen"_s, u"http"_s} << u"http"_s;
        QTest::newRow("no host") << QStringList{u"--connect"_s, u"80"_s} << u"80"_s;
        QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s} << u"pink"_s;
        QTest::newRow("unknown") << QStringList{u"--lisen"_s, u"80"_s} << u"lisen"_s;
        QTest::newRow("open nothing") << QStringList{u"open"_s} << u"open"_s;
    }
    void faultsAreQuoted()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, quoted);
        const WindowOptions options = parseWindowOptions(QStringList{u"bothends"_s} + arguments);
        QVERIFY2(options.fault.contains(quoted), qPrintable(options.fault));
    }
};

QTEST_GUILESS_MAIN(TestWindowOptions)
#include "tst_windowoptions.moc"
