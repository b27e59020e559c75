// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include "gui/connectionsmodel.h"
#include "gui/endpointfields.h"
#include "support/pythonpeer.h"

#include <QHostAddress>
#include <QLineEdit>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// The types in the order of the combo.
enum Type { Tcp, Udp, LocalStream, LocalDatagram, Raw };

/// Chooses by keys, as a user does.
void choose(QComboBox *combo, int index)
{
    QVERIFY(combo);
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Home);
    for (int i = 0; i < index; ++i)
        QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentIndex(), index);
}

void chooseTypes(const WindowFixture &f, int type)
{
    choose(f.child<QComboBox>("serverPanel", "serverTypeCombo"), type);
    choose(f.child<QComboBox>("clientPanel", "clientTypeCombo"), type);
}

} // namespace

/// Each type of endpoint, operated as a user does: chosen, started, connected, greeted; its errors beside
/// their cause.
class TestEndpointTypes : public QObject
{
    Q_OBJECT
private slots:
    void onlyTheFieldsThatMeanSomethingAreThere_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QStringList>("fields");
        QTest::newRow("TCP") << int(Tcp) << QStringList{u"addressCombo"_s, u"portSpin"_s};
        QTest::newRow("UDP") << int(Udp) << QStringList{u"addressCombo"_s, u"portSpin"_s};
        QTest::newRow("local stream") << int(LocalStream) << QStringList{u"pathEdit"_s, u"browseButton"_s};
        QTest::newRow("local datagram")
            << int(LocalDatagram) << QStringList{u"pathEdit"_s, u"browseButton"_s};
        QTest::newRow("raw") << int(Raw) << QStringList{u"addressCombo"_s, u"rawCombo"_s};
    }
    void onlyTheFieldsThatMeanSomethingAreThere()
    {
        QFETCH(int, type);
        QFETCH(QStringList, fields);
        WindowFixture f;
        chooseTypes(f, type);
        for (const char *panel : {"serverPanel", "clientPanel"}) {
            for (const char *name : {"addressCombo", "portSpin", "pathEdit", "browseButton", "rawCombo"})
                QCOMPARE(f.child(panel, name)->isVisible(), fields.contains(QString::fromLatin1(name)));
        }
        QCOMPARE(f.child("serverPanel", "backlogSpin")->isVisible(), type == Tcp || type == LocalStream);
    }

    void namesThatCannotBeAreRefusedBesideTheField_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("too long") << u"/tmp/"_s + QString(103, u'x');
        QTest::newRow("too long in bytes") << u"/tmp/"_s + QString(35, u'您');
    }
    void namesThatCannotBeAreRefusedBesideTheField()
    {
        QFETCH(QString, typed);
        WindowFixture f;
        chooseTypes(f, LocalStream);
        for (const char *panel : {"serverPanel", "clientPanel"}) {
            f.child<QLineEdit>(panel, "pathEdit")->setText(typed);
            QTest::keyClick(f.child(panel, "pathEdit"), Qt::Key_Return);
            QVERIFY(!f.errorOf(panel).isEmpty());
        }
        QCOMPARE(f.session.journal().size(), 0);
    }

    void theExposureNoteStaysForEveryTypeWithAnAddress()
    {
        WindowFixture f;
        auto *note = f.child<InlineMessage>("serverPanel", "exposureNote");
        f.child<QComboBox>("serverPanel", "addressCombo")->setEditText(u"::"_s);
        for (const int type : {Tcp, Udp, LocalStream, LocalDatagram, Raw}) {
            chooseTypes(f, type);
            QCOMPARE(note->isEmpty(), type == LocalStream || type == LocalDatagram);
        }
    }

    void twoClicksBringTheGreeting_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("mode");
        const QList<std::pair<const char *, Type>> types{
            {"TCP", Tcp}, {"UDP", Udp}, {"local stream", LocalStream}, {"local datagram", LocalDatagram}};
        for (const auto &[name, type] : types) {
            QTest::addRow("%s by signals", name) << int(type) << 0;
            QTest::addRow("%s on the glass box", name) << int(type) << 1;
        }
    }
    void twoClicksBringTheGreeting()
    {
        QFETCH(int, type);
        QFETCH(int, mode);
        WindowFixture f;
        chooseTypes(f, type);
        for (const char *panel : {"serverPanel", "clientPanel"}) {
            choose(f.child<QComboBox>(panel, "modeCombo"), mode);
            f.child<QLineEdit>(panel, "pathEdit")->setText(f.folder.filePath(u"s.sock"_s));
        }
        f.startServer();
        QVERIFY2(f.window->serverPanel().isRunning(), qPrintable(f.errorOf("serverPanel")));
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.connectButton()->accessibleName(), u"Disconnect"_s, kPatience);
        if (type == Udp || type == LocalDatagram) {
            // Who sends the first datagram, becomes a client. An empty one is enough.
            QTRY_COMPARE(f.child<QComboBox>("clientComposer", "targetCombo")->count(), 1);
            f.click(f.child("clientComposer", "sendButton"));
            QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Server), 1, kPatience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Client), tutorialGreeting().toUtf8(), kPatience);
        QTRY_COMPARE(f.window->serverPanel().clients().openCount(), 1);
        auto *edit = f.child<QPlainTextEdit>("serverComposer", "edit");
        QTRY_VERIFY(f.child<QComboBox>("serverComposer", "targetCombo")->count() == 2);
        QTest::keyClicks(edit, u"to all of you"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(f.received(Side::Client).endsWith("to all of you"), kPatience);
        QVERIFY2(f.errorOf("serverPanel").isEmpty(), qPrintable(f.errorOf("serverPanel")));
        QVERIFY2(f.errorOf("clientPanel").isEmpty(), qPrintable(f.errorOf("clientPanel")));
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.connectButton()->accessibleName(), u"Connect"_s, kPatience);
        f.click(f.startButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.startButton()->accessibleName(), u"Start server"_s, kPatience);
        QVERIFY(!QFile::exists(f.folder.filePath(u"s.sock"_s)));
    }

    void theOtherDirectionFlowsOn_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("signals") << 0;
        QTest::newRow("glass box") << 1;
    }
    // Half-close for real: after the client's end the server still answers, where it is asked to.
    void theOtherDirectionFlowsOn()
    {
        QFETCH(int, mode);
        WindowFixture f;
        for (const char *panel : {"serverPanel", "clientPanel"})
            choose(f.child<QComboBox>(panel, "modeCombo"), mode);
        if (mode == 1)
            f.click(f.child("serverPanel", "optionsButton"));
        f.click(f.child("serverPanel", "halfOpenCheck"));
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Client), tutorialGreeting().toUtf8(), kPatience);
        f.window->clientPanel().halfCloseSelected();
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Eof, Side::Server), 1, kPatience);
        auto *edit = f.child<QPlainTextEdit>("serverComposer", "edit");
        QTest::keyClicks(edit, u"still here"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(f.received(Side::Client).endsWith("still here"), kPatience);
        QCOMPARE(f.count(EventKind::Closed, Side::Server), 0);
    }

    void onlyTheWildcardOfIpv6CanBeForIpv6Only()
    {
        WindowFixture f;
        auto *address = f.child<QComboBox>("serverPanel", "addressCombo");
        QVERIFY(!f.child("serverPanel", "ipv6OnlyCheck")->isVisible());
        address->setEditText(u"::"_s);
        QVERIFY(f.child("serverPanel", "ipv6OnlyCheck")->isVisible());
        address->setEditText(u"::1"_s);
        QVERIFY(!f.child("serverPanel", "ipv6OnlyCheck")->isVisible());
    }

    void aStreamHasNoEmptyMessage()
    {
        WindowFixture f;
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 1, kPatience);
        f.click(f.child("clientComposer", "sendButton"));
        QVERIFY(f.errorOf("clientComposer").contains(u"empty"_s));
        QCOMPARE(f.count(EventKind::Sent, Side::Client), 0);
    }

    void whatIsWrongWithAPathIsSaidBesideIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        QTest::newRow("regular file") << u"file"_s << int(ErrorCode::NotASocketFile);
        QTest::newRow("missing folder") << u"nowhere/s.sock"_s << int(ErrorCode::FolderMissing);
        QTest::newRow("live server") << u"live"_s << int(ErrorCode::AddressInUse);
        QTest::newRow("stale file") << u"stale"_s << int(ErrorCode::SocketFileStale);
    }
    void whatIsWrongWithAPathIsSaidBesideIt()
    {
        QFETCH(QString, name);
        QFETCH(int, code);
        PythonPeer python(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        WindowFixture f;
        QFile file(f.folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray folder = f.folder.path().toUtf8();
        python.run("live = socket.socket(AF_UNIX); live.bind('" + folder + "/live'); live.listen()");
        python.run("stale = socket.socket(AF_UNIX); stale.bind('" + folder + "/stale'); stale.close()");
        chooseTypes(f, LocalStream);
        f.child<QLineEdit>("serverPanel", "pathEdit")->setText(f.folder.filePath(name));
        f.click(f.startButton());
        QTRY_VERIFY_WITH_TIMEOUT(!f.errorOf("serverPanel").isEmpty(), kPatience);
        const ErrorText text = errorText({ErrorCode(code), 0, f.folder.filePath(name), 0, {}});
        const QString said = f.errorOf("serverPanel");
        QVERIFY2(said.contains(ErrorCode(code) == ErrorCode::FolderMissing ? u"nowhere"_s : text.what),
                 qPrintable(said));
        QVERIFY(file.exists());
        auto *remove = f.child<QPushButton>("serverPanel", "removeStaleButton");
        QCOMPARE(remove != nullptr, ErrorCode(code) == ErrorCode::SocketFileStale);
        if (!remove)
            return;
        QVERIFY(QFile::exists(f.folder.filePath(name))); // never unasked
        f.click(remove);
        QVERIFY(!QFile::exists(f.folder.filePath(name)));
        f.startServer();
        QVERIFY(f.window->serverPanel().isRunning());
        QVERIFY(f.errorOf("serverPanel").isEmpty());
    }

    void aRefusedDatagramIsToldInTheClientPanel()
    {
        FreePort closed;
        WindowFixture f;
        chooseTypes(f, Udp);
        f.child<QSpinBox>("clientPanel", "portSpin")->setValue(closed.port);
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.connectButton()->accessibleName(), u"Disconnect"_s, kPatience);
        auto *edit = f.child<QPlainTextEdit>("clientComposer", "edit");
        QTest::keyClicks(edit, u"anybody?"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(f.errorOf("clientPanel").contains(QString::number(closed.port)), kPatience);
    }

    void theTutorialsLoopGreetsOneAfterTheOther()
    {
        PythonPeer python(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        WindowFixture f;
        choose(f.child<QComboBox>("serverPanel", "modeCombo"), 2);
        choose(f.child<QComboBox>("serverPanel", "thenCombo"), 1); // close, as in the tutorial
        const quint16 port = f.startServer();
        for (int i = 0; i < 2; ++i) {
            python.run("s = socket.create_connection(('127.0.0.1', " + QByteArray::number(port) + "))");
            QCOMPARE(python.run("s.recv(1024)"), tutorialGreeting().toUtf8());
            QCOMPARE(python.run("s.recv(1024)"), QByteArray());
        }
        QTRY_VERIFY_WITH_TIMEOUT(f.count(EventKind::Enter, Side::Server) >= 3, kPatience);
        f.click(f.startButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.startButton()->accessibleName(), u"Start server"_s, kPatience);
    }

    void aClientFromAFixedPort()
    {
        WindowFixture f;
        const quint16 port = f.startServer();
        FreePort free;
        auto *from = f.child<QComboBox>("clientPanel", "fromCombo");
        QTest::keyClicks(from, QString::number(free.port));
        QTest::keyClick(from, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 1, kPatience);
        bool isSeen = false;
        for (qsizetype row = 0; row < f.session.journal().size(); ++row) {
            const Event &event = f.session.journal().at(row);
            isSeen = isSeen
                || (event.kind == EventKind::Accept && event.local.port == port
                    && event.peer.port == free.port);
        }
        QVERIFY(isSeen);
    }

    void aPlaceThatIsNoneIsRefused()
    {
        WindowFixture f;
        auto *from = f.child<QComboBox>("clientPanel", "fromCombo");
        QTest::keyClicks(from, u"127.0.0.1:http"_s);
        QTest::keyClick(from, Qt::Key_Return);
        QVERIFY(f.errorOf("clientPanel").contains(u"“127.0.0.1:http”"_s));
        QCOMPARE(f.session.journal().size(), 0);
    }

private:
    /// A port that was free a moment ago.
    struct FreePort
    {
        FreePort()
        {
            QTcpServer server;
            if (server.listen(QHostAddress::LocalHost))
                port = server.serverPort();
        }
        quint16 port = 0;
    };
};

int main(int argc, char **argv)
{
    Session::prepareProcess();
    QApplication application(argc, argv);
    TestEndpointTypes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_endpointtypes.moc"
