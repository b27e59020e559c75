// SPDX-License-Identifier: MIT
#include "gui/settings.h"
#include "gui/windowfixture.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

class TestSettings : public QObject
{
    Q_OBJECT
private slots:
    void theFirstStartHasTheTutorialsValues()
    {
        QTemporaryDir folder;
        QSettings store(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        const LoadedSettings loaded = loadSettings(store);
        QVERIFY(!loaded.hadFaults);
        QCOMPARE(loaded.settings.server.host, u"127.0.0.1"_s);
        QCOMPARE(loaded.settings.server.port, 30000);
        QCOMPARE(loaded.settings.server.greeting.toUtf8().size(), 48);
        QCOMPARE(loaded.settings.server.backlog, 128);
    }

    void whatIsSavedComesBack()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"s.ini"_s);
        Settings settings = Settings::defaults();
        settings.server.greeting = u"zwei\nZeilen, %1 \"您好\" <b> \\x"_s;
        settings.server.port = 0;
        settings.server.encoding = TextEncoding::Gb18030;
        settings.client.host = u"::1"_s;
        settings.client.recentHosts = {u"a"_s, u"b"_s};
        settings.theme = ThemeChoice::Dark;
        settings.clientMode = MessageMode::Escapes;
        settings.clientEnding = LineEnding::CrLf;
        settings.server.transport = Transport::LocalDatagram;
        settings.server.path = u"@a name, with a comma"_s;
        settings.server.engine = EngineKind::BlockingLoop;
        settings.client.transport = Transport::PingIcmp;
        settings.client.path = u"/tmp/您好.sock"_s;
        settings.client.engine = EngineKind::GlassBox;
        settings.client.from = u"127.0.0.1:40000"_s;
        settings.server.keepsSending = true;
        settings.server.isIpv6Only = true;
        settings.client.keepsSending = true;
        {
            QSettings store(path, QSettings::IniFormat);
            saveSettings(store, settings);
        }
        QSettings store(path, QSettings::IniFormat);
        const LoadedSettings loaded = loadSettings(store);
        QVERIFY(!loaded.hadFaults);
        QCOMPARE(loaded.settings.server.greeting, settings.server.greeting);
        QCOMPARE(loaded.settings.server.port, 0);
        QVERIFY(loaded.settings.server.keepsSending && loaded.settings.server.isIpv6Only);
        QVERIFY(loaded.settings.client.keepsSending);
        QCOMPARE(loaded.settings.server.encoding, TextEncoding::Gb18030);
        QCOMPARE(loaded.settings.client.host, u"::1"_s);
        QCOMPARE(loaded.settings.client.recentHosts, settings.client.recentHosts);
        QCOMPARE(loaded.settings.theme, ThemeChoice::Dark);
        QCOMPARE(loaded.settings.clientMode, MessageMode::Escapes);
        QCOMPARE(loaded.settings.clientEnding, LineEnding::CrLf);
        QCOMPARE(loaded.settings.server.transport, Transport::LocalDatagram);
        QCOMPARE(loaded.settings.server.path, settings.server.path);
        QCOMPARE(loaded.settings.server.engine, EngineKind::BlockingLoop);
        QCOMPARE(loaded.settings.client.transport, Transport::PingIcmp);
        QCOMPARE(loaded.settings.client.path, settings.client.path);
        QCOMPARE(loaded.settings.client.engine, EngineKind::GlassBox);
        QCOMPARE(loaded.settings.client.from, settings.client.from);
    }

    void corruptFilesFallBackAndSaySo_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("garbage") << QByteArray("\x00\xff\xfe\x01garbage\n[[[", 16);
        QTest::newRow("somebody else's") << QByteArray("[server]\nport=5\n");
        QTest::newRow("port out of range") << QByteArray("[General]\nversion=1\n[server]\nport=70000\n");
        QTest::newRow("port is a word") << QByteArray("[General]\nversion=1\n[server]\nport=http\n");
        QTest::newRow("unknown encoding") << QByteArray("[General]\nversion=1\n[server]\nencoding=EBCDIC\n");
        QTest::newRow("unknown type") << QByteArray("[General]\nversion=1\n[server]\ntransport=sctp\n");
        QTest::newRow("a client has no loop") << QByteArray("[General]\nversion=1\n[client]\nengine=2\n");
        QTest::newRow("choice out of range") << QByteArray("[General]\nversion=1\n[window]\ntheme=99\n");
        QTest::newRow("cut in the middle") << QByteArray("[General]\nvers");
    }
    void corruptFilesFallBackAndSaySo()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"s.ini"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QSettings store(path, QSettings::IniFormat);
        const LoadedSettings loaded = loadSettings(store);
        QVERIFY(loaded.hadFaults);
        QVERIFY(loaded.settings.server.port >= 0 && loaded.settings.server.port <= 65535);
        QCOMPARE(int(loaded.settings.theme), 0);
    }

    void theWindowRemembersAndTellsOfFaults()
    {
        WindowFixture f;
        f.child<QSpinBox>("serverPanel", "portSpin")->setValue(4711);
        QVERIFY(f.window->close());
        f.store.sync();
        QCOMPARE(loadSettings(f.store).settings.server.port, 4711);

        f.store.setValue(u"server/port"_s, u"nonsense"_s);
        MainWindow again(f.session, f.languages, f.store);
        auto *message = again.findChild<InlineMessage *>(u"message"_s, Qt::FindChildrenRecursively);
        QVERIFY(message);
        bool isSaid = false;
        for (const InlineMessage *each : again.findChildren<InlineMessage *>())
            isSaid = isSaid || (!each->isHidden() && each->text().contains(u"settings"_s));
        QVERIFY(isSaid);
    }
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
