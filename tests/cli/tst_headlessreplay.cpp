// SPDX-License-Identifier: MIT
#include "program.h"

#include <QTcpSocket>
#include <QTemporaryDir>

#include <array>

using namespace Qt::StringLiterals;
using namespace bothends::test;

class tst_HeadlessReplay : public QObject
{
    Q_OBJECT
private slots:
    // A chat with an echo is recorded, and replayed to the same and to another server.
    void tellsWhetherTheSameComesBack_data()
    {
        QTest::addColumn<QStringList>("server");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("told");
        QTest::newRow("the same") << QStringList{u"--then"_s, u"echo"_s, u"--greeting"_s, u"hi"_s} << 0
                                  << u"\nThe replay got the same bytes as then.\n"_s;
        QTest::newRow("another greeting")
            << QStringList{u"--then"_s, u"echo"_s, u"--greeting"_s, u"ho"_s} << 5
            << u"The first difference is at offset 1.\n  then  69 6f 6e 65\n  now   6f 6f 6e 65"_s;
        QTest::newRow("no answer")
            << QStringList{u"--greeting"_s, u"hi"_s} << 5
            << u"The same bytes came back, but they end at offset 2.\n  then  6f 6e 65\n  now   –"_s;
    }

    void tellsWhetherTheSameComesBack()
    {
        QFETCH(QStringList, server);
        QFETCH(int, code);
        QFETCH(QString, told);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"then.bothends"_s);
        Program echo;
        START_SERVER(echo, ({u"--then"_s, u"echo"_s, u"--greeting"_s, u"hi"_s}));
        Program client;
        client.start({u"connect"_s, u"127.0.0.1:%1"_s.arg(echo.port()), u"--session"_s, file});
        QTRY_COMPARE_WITH_TIMEOUT(client.out, QByteArray("hi"), kPatienceMs);
        client.process.write("one");
        client.process.closeWriteChannel();
        FINISHED_WITH(client, 0);

        Program again;
        START_SERVER(again, (server));
        Program replay;
        replay.start(
            {u"replay"_s, file, u"127.0.0.1:%1"_s.arg(again.port()), u"--fast"_s, u"--patience"_s, u"1"_s});
        FINISHED_WITH(replay, code);
        VERIFY_SHOWING(QString::fromUtf8(replay.out).contains(told), replay.out);
        Program json;
        json.start({u"replay"_s, file, u"127.0.0.1:%1"_s.arg(again.port()), u"--fast"_s, u"--json"_s,
                    u"--patience"_s, u"1"_s});
        FINISHED_WITH(json, code);
        const QJsonObject last = json.events().constLast()[u"replay"_s].toObject();
        QCOMPARE(last[u"sentThen"_s].toInt(), 3);
        QCOMPARE(last[u"sent"_s].toInt(), 3);
        QCOMPARE(last[u"verdict"_s].toString() == u"equal"_s, code == 0);
    }

    void namesSomeOfManyConnections()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"many.bothends"_s);
        Program server;
        START_SERVER(server, ({u"--session"_s, file, u"--greeting"_s, u"hi"_s}));
        std::array<QTcpSocket, 23> peers;
        for (QTcpSocket &peer : peers) {
            peer.connectToHost(u"127.0.0.1"_s, server.port());
            QTRY_COMPARE_WITH_TIMEOUT(peer.bytesAvailable(), 2, kPatienceMs);
        }
        server.signal(SIGINT);
        for (QTcpSocket &peer : peers)
            peer.disconnectFromHost();
        FINISHED_WITH(server, 0);
        Program replay;
        replay.start({u"replay"_s, file, u"127.0.0.1:1"_s});
        FINISHED_WITH(replay, 2);
        VERIFY_SHOWING(replay.err.contains("19, 20 and 3 more."), replay.err);
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("quoted");
        QTest::newRow("no address") << QStringList{u"x.bothends"_s} << u"FILE ADDRESS"_s;
        QTest::newRow("no such file")
            << QStringList{u"/nowhere/x.bothends"_s, u"127.0.0.1:1"_s} << u"/nowhere/x.bothends"_s;
        QTest::newRow("side") << QStringList{u"x"_s, u"127.0.0.1:1"_s, u"--side"_s, u"left"_s} << u"left"_s;
        QTest::newRow("patience") << QStringList{u"x"_s, u"127.0.0.1:1"_s, u"--patience"_s, u"-1"_s}
                                  << u"-1"_s;
    }

    void refusesWhatCannotBe()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, quoted);
        Program replay;
        replay.start(QStringList{u"replay"_s} + arguments);
        FINISHED_WITH(replay, 2);
        VERIFY_SHOWING(QString::fromUtf8(replay.err).contains(quoted), replay.err);
        QVERIFY(replay.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_HeadlessReplay)
#include "tst_headlessreplay.moc"
