// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include "gui/composer.h"
#include "gui/connectionsmodel.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTreeView>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

const auto kGreeting = u"您好，您收到了服务器的新年祝福！"_s;

/// Types as an input method does, which is how Chinese is typed.
void compose(QWidget *edit, const QString &text)
{
    edit->setFocus();
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(edit, &event);
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private slots:
    void twoClicksBringTheGreeting()
    {
        WindowFixture f;
        QCOMPARE(f.startButton()->accessibleName(), u"Start server"_s);
        QCOMPARE(f.connectButton()->accessibleName(), u"Connect"_s);
        f.startServer();
        QCOMPARE(f.startButton()->accessibleName(), u"Stop server"_s);
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromUtf8(f.received(Side::Client)), kGreeting, kPatience);
        QTRY_COMPARE(f.connectButton()->accessibleName(), u"Disconnect"_s);
        const QStringList rows = f.sentences();
        QCOMPARE(rows.filter(kGreeting).size(), 2); // on both lanes
        QVERIFY(rows.filter(u"listen(backlog=128)"_s).size() == 1);
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.connectButton()->accessibleName(), u"Connect"_s, kPatience);
        f.click(f.startButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.startButton()->accessibleName(), u"Start server"_s, kPatience);
        QVERIFY(f.errorOf("serverPanel").isEmpty());
        QVERIFY(f.errorOf("clientPanel").isEmpty());
    }

    void nothingListensBeforeStart()
    {
        WindowFixture f;
        QTest::qWait(0);
        QCOMPARE(f.session.journal().size(), 0);
    }

    void theFirstStepIsAButton()
    {
        WindowFixture f;
        auto *first = f.window->findChild<QPushButton *>(u"firstStartButton"_s);
        QVERIFY(first && first->isVisible());
        f.click(first);
        QTRY_VERIFY_WITH_TIMEOUT(f.window->serverPanel().isRunning(), kPatience);
        QTRY_VERIFY(!first->isVisible());
    }

    void chatsInChineseAndEnglishBothWays()
    {
        WindowFixture f;
        f.child<QPlainTextEdit>("serverPanel", "greetingEdit")->clear();
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.child<QComboBox>("serverComposer", "targetCombo")->count(), 2, kPatience);
        auto *serverEdit = f.child<QPlainTextEdit>("serverComposer", "edit");
        auto *clientEdit = f.child<QPlainTextEdit>("clientComposer", "edit");
        QCOMPARE(serverEdit->accessibleName(), u"Message from the server"_s);
        compose(serverEdit, u"新年快乐"_s);
        QTest::keyClick(serverEdit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromUtf8(f.received(Side::Client)), u"新年快乐"_s, kPatience);
        QVERIFY(serverEdit->toPlainText().isEmpty());
        QTest::keyClicks(clientEdit, u"Happy new year"_s);
        f.click(f.child("clientComposer", "sendButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Server), "Happy new year", kPatience);
        QTest::keyClick(clientEdit, Qt::Key_Up); // what was sent comes back
        QCOMPARE(clientEdit->toPlainText(), u"Happy new year"_s);
    }

    void threeClientsAtOnce()
    {
        WindowFixture f;
        f.startServer();
        for (int i = 1; i <= 3; ++i) {
            f.click(f.child("clientPanel", "anotherButton"));
            QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), i, kPatience);
        }
        QTRY_COMPARE(f.window->serverPanel().clients().openCount(), 3);
        // To one of them, and to all.
        auto *target = f.child<QComboBox>("serverComposer", "targetCombo");
        QTRY_COMPARE(target->count(), 4);
        auto *edit = f.child<QPlainTextEdit>("serverComposer", "edit");
        QTest::keyClicks(edit, u"all"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 6, kPatience);
        target->setCurrentIndex(2);
        QTest::keyClicks(edit, u"one"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 7, kPatience);
        // Kick one in order, one by reset; the third stays.
        auto *clients = f.child<QTreeView>("serverPanel", "clientsView");
        clients->setCurrentIndex(clients->model()->index(0, 0));
        f.click(f.child("serverPanel", "disconnectClientButton"));
        clients->setCurrentIndex(clients->model()->index(1, 0));
        f.click(f.child("serverPanel", "resetClientButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.window->serverPanel().clients().openCount(), 1, kPatience);
        QTRY_COMPARE(f.count(EventKind::Eof, Side::Client), 1);
        QTRY_COMPARE(f.count(EventKind::Reset, Side::Client), 1);
    }

    void portInUseThenFreed()
    {
        WindowFixture f;
        auto blocker = std::make_unique<QTcpServer>();
        QVERIFY(blocker->listen(QHostAddress::LocalHost));
        auto *port = f.child<QSpinBox>("serverPanel", "portSpin");
        port->setValue(blocker->serverPort());
        f.click(f.startButton());
        const QString name = u"127.0.0.1:%1"_s.arg(blocker->serverPort());
        QTRY_VERIFY_WITH_TIMEOUT(f.errorOf("serverPanel").contains(name), kPatience);
        QVERIFY(port->isEnabled());
        QVERIFY(f.child("serverPanel", "addressCombo")->isEnabled());
        QTRY_COMPARE(f.startButton()->accessibleName(), u"Start server"_s);
        QVERIFY(!f.sentences().filter(u"EADDRINUSE"_s).isEmpty()); // and as a row
        blocker.reset();
        f.click(f.startButton());
        QTRY_VERIFY_WITH_TIMEOUT(f.window->serverPanel().isRunning(), kPatience);
        QVERIFY(f.errorOf("serverPanel").isEmpty());
    }

    void addressesThatAreNoneAreRefused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("word") << u"server"_s;
        QTest::newRow("short") << u"127.1"_s;
        QTest::newRow("with port") << u"127.0.0.1:30000"_s;
    }
    void addressesThatAreNoneAreRefused()
    {
        QFETCH(QString, typed);
        WindowFixture f;
        f.child<QComboBox>("serverPanel", "addressCombo")->setEditText(typed);
        f.click(f.startButton());
        QVERIFY(f.errorOf("serverPanel").contains(u"“%1”"_s.arg(typed)));
        QVERIFY(!f.window->serverPanel().isRunning());
        QCOMPARE(f.session.journal().size(), 0);
    }

    void leavingLoopbackIsNoted()
    {
        WindowFixture f;
        auto *note = f.child<InlineMessage>("serverPanel", "exposureNote");
        QVERIFY(note->isEmpty());
        f.child<QComboBox>("serverPanel", "addressCombo")->setEditText(u"0.0.0.0"_s);
        QVERIFY(!note->isEmpty());
        f.child<QComboBox>("serverPanel", "addressCombo")->setEditText(u"127.0.0.1"_s);
        QVERIFY(note->isEmpty());
    }

    void refusedAndNotFoundAreExplained()
    {
        WindowFixture f;
        QTcpServer unused;
        QVERIFY(unused.listen(QHostAddress::LocalHost));
        const quint16 port = unused.serverPort();
        unused.close();
        f.child<QSpinBox>("clientPanel", "portSpin")->setValue(port);
        f.click(f.connectButton());
        QTRY_VERIFY_WITH_TIMEOUT(f.errorOf("clientPanel").contains(u"127.0.0.1:%1 refused"_s.arg(port)),
                                 kPatience);
        QTRY_COMPARE(f.connectButton()->accessibleName(), u"Connect"_s);
        f.child<QComboBox>("clientPanel", "addressCombo")->setEditText(u"no-such-host.invalid"_s);
        f.click(f.connectButton());
        QTRY_VERIFY_WITH_TIMEOUT(f.errorOf("clientPanel").contains(u"“no-such-host.invalid” was not found"_s),
                                 kPatience);
    }

    void connectingCanBeCancelled()
    {
        // The server's accept queue is full, so the handshake of one more client stays unanswered.
        WindowFixture f;
        f.child<QSpinBox>("serverPanel", "backlogSpin")->setValue(0);
        f.child<QAbstractButton>("serverPanel", "acceptCheck")->setChecked(false);
        f.startServer();
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Pause, Side::Server), 1, kPatience);
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Connected, Side::Client), 1, kPatience);
        f.click(f.child("clientPanel", "anotherButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Connect, Side::Client), 2, kPatience);
        QTRY_COMPARE(f.connectButton()->accessibleName(), u"Cancel"_s);
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.connectButton()->accessibleName(), u"Connect"_s, kPatience);
        QVERIFY(f.errorOf("clientPanel").contains(u"cancelled"_s));
    }

    void closingWhileConnecting()
    {
        WindowFixture f;
        f.child<QSpinBox>("serverPanel", "backlogSpin")->setValue(0);
        f.child<QAbstractButton>("serverPanel", "acceptCheck")->setChecked(false);
        f.startServer();
        for (int i = 0; i < 3; ++i)
            f.click(f.child("clientPanel", "anotherButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Connect, Side::Client), 3, kPatience);
        QVERIFY(f.window->close()); // the fixture then ends the session; ASan and Qt's warnings watch
    }

    void greetingsThatCannotBeEncodedAreRefused()
    {
        WindowFixture f;
        auto *encoding = f.child<QComboBox>("serverPanel", "encodingCombo");
        encoding->setCurrentIndex(encoding->findText(u"Latin-1"_s));
        auto *message = f.child<InlineMessage>("serverPanel", "greetingMessage");
        QTRY_VERIFY(message->text().contains(u"“您”"_s));
        f.click(f.startButton());
        QTest::qWait(0);
        QVERIFY(!f.window->serverPanel().isRunning());
        encoding->setCurrentIndex(encoding->findText(u"GB18030"_s));
        QVERIFY(message->isEmpty());
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Client).size(), 32, kPatience); // two bytes a character
        QTRY_COMPARE(f.sentences().filter(kGreeting).size(), 2);
    }

    void aGreetingOfAMebibyteIsSentWhole()
    {
        WindowFixture f;
        ServerPanel::Values values = f.window->serverPanel().values();
        values.greeting = QString(1024 * 1024, u'g');
        f.window->serverPanel().setValues(values);
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Client).size(), 1024 * 1024, kPatience);
    }

    void faultyHexIsQuoted()
    {
        WindowFixture f;
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.child<QComboBox>("clientComposer", "targetCombo")->count(), 1, kPatience);
        auto *composer = f.window->findChild<Composer *>(u"clientComposer"_s);
        composer->setModes(MessageMode::Hex, LineEnding::None);
        auto *edit = f.child<QPlainTextEdit>("clientComposer", "edit");
        QTest::keyClicks(edit, u"e6 8g"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(f.errorOf("clientComposer").contains(u"“g”"_s)
                || f.errorOf("clientComposer").contains(u"“8g”"_s));
        QCOMPARE(edit->toPlainText(), u"e6 8g"_s); // nothing is lost
        edit->clear();
        QTest::keyClicks(edit, u"e6,82 0xa8"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Server), "\xe6\x82\xa8", kPatience);
    }

    void sendingWithoutAConnectionIsExplained()
    {
        WindowFixture f;
        auto *edit = f.child<QPlainTextEdit>("clientComposer", "edit");
        QTest::keyClicks(edit, u"hello"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!f.errorOf("clientComposer").isEmpty());
        QCOMPARE(edit->toPlainText(), u"hello"_s);
    }

    void encodingsCanBeChangedAfterwards()
    {
        WindowFixture f;
        f.child<QPlainTextEdit>("serverPanel", "greetingEdit")->clear();
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.child<QComboBox>("clientComposer", "targetCombo")->count(), 1, kPatience);
        f.session.send(f.window->serverPanel().endpoint(), 1,
                       encodeText(TextEncoding::Big5, u"新年"_s).bytes);
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 1, kPatience);
        QVERIFY(f.sentences().filter(u"新年"_s).isEmpty());
        auto *read = f.window->findChild<QComboBox *>(u"readCombo"_s);
        read->setCurrentIndex(read->findText(u"Big5"_s));
        emit read->activated(read->currentIndex());
        QCOMPARE(f.sentences().filter(u"新年"_s).size(), 2);
    }

    void languageAndThemeSwitchLive()
    {
        WindowFixture f;
        f.startServer();
        for (QAction *action : f.window->findChildren<QAction *>()) {
            if (action->data() == u"zh_CN"_s)
                action->trigger();
        }
        QTRY_VERIFY(f.startButton()->accessibleName() != u"Stop server"_s);
        QCOMPARE(f.window->serverPanel().isRunning(), true);
        for (QAction *action : f.window->findChildren<QAction *>()) {
            if (action->data() == u"en"_s)
                action->trigger();
        }
        QTRY_COMPARE(f.startButton()->accessibleName(), u"Stop server"_s);
        applyTheme(*qApp, ThemeChoice::Dark);
        QTRY_VERIFY(isDark(f.window->palette()));
        applyTheme(*qApp, ThemeChoice::Light);
        QTRY_VERIFY(!isDark(f.window->palette()));
    }

    void aFloodArrivesWholeInBoundedSteps()
    {
        // What one turn of the window's event loop has to do is bounded, however much arrives.
        WindowFixture f;
        const quint16 port = f.startServer();
        qint64 largestStep = 0;
        connect(&f.session.journal(), &Journal::appended, this, [&](qsizetype first, qsizetype last) {
            qint64 bytes = 0;
            for (qsizetype row = first; row <= last; ++row)
                bytes += f.session.journal().at(row).bytes;
            largestStep = qMax(largestStep, bytes);
        });
        QProcess peer;
        peer.start(u"python3"_s,
                   {u"-c"_s,
                    u"import socket,sys\ns=socket.create_connection(('127.0.0.1',int(sys.argv[1])))\n"
                    "for i in range(100): s.sendall(b'x'*1048576)\ns.shutdown(1)\nwhile s.recv(1000): pass"_s,
                    QString::number(port)});
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Eof, Side::Server), 1, kPatience);
        QCOMPARE(f.session.journal().receivedBytes(), 100 * 1048576);
        QVERIFY2(largestStep <= 5 * 1048576, qPrintable(QString::number(largestStep)));
        QTRY_VERIFY_WITH_TIMEOUT(peer.state() == QProcess::NotRunning, kPatience);
    }

    void manyMessagesAreManyCorrectRows()
    {
        // Echo on the client's side is slow enough that each line is mostly a read of its own.
        WindowFixture f;
        const quint16 port = f.startServer();
        QProcess peer;
        peer.start(u"python3"_s,
                   {u"-c"_s,
                    u"import socket,sys\ns=socket.create_connection(('127.0.0.1',int(sys.argv[1])))\n"
                    "s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)\n"
                    "for i in range(200000): s.send(b'%d\\n'%i)\ns.shutdown(1)\nwhile s.recv(1000): pass"_s,
                    QString::number(port)});
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Eof, Side::Server), 1, 2 * kPatience);
        QByteArray expected;
        for (int i = 0; i < 200000; ++i)
            expected += QByteArray::number(i) + '\n';
        QVERIFY(f.received(Side::Server) == expected);
        QCOMPARE(f.timeline()->model()->rowCount(), int(f.session.journal().size()));
    }

    void aPlainPythonClientIsGreeted()
    {
        if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QSKIP("python3 is not installed.");
        WindowFixture f;
        const quint16 port = f.startServer();
        QProcess client;
        client.setProcessEnvironment([] {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"PYTHONIOENCODING"_s, u"utf-8"_s);
            return environment;
        }());
        client.start(u"python3"_s,
                     {u"-c"_s,
                      u"import socket,sys\ns = socket.socket()\n"
                      "s.connect(('127.0.0.1', int(sys.argv[1])))\n"
                      "print(s.recv(1024).decode('utf-8'))\ns.close()\n"_s,
                      QString::number(port)});
        QTRY_VERIFY_WITH_TIMEOUT(client.state() == QProcess::NotRunning, kPatience);
        QCOMPARE(QString::fromUtf8(client.readAllStandardOutput()).trimmed(), kGreeting);
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Closed, Side::Server), 1, kPatience);
    }

    void otherProgramsAreGreeted_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("arguments"); // %1 = port
        QTest::newRow("ncat") << u"ncat"_s << u"127.0.0.1 %1"_s;
        QTest::newRow("socat") << u"socat"_s << u"- TCP:127.0.0.1:%1"_s;
        QTest::newRow("curl") << u"curl"_s << u"-s --http0.9 telnet://127.0.0.1:%1"_s;
    }
    void otherProgramsAreGreeted()
    {
        QFETCH(QString, program);
        QFETCH(QString, arguments);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(program + u" is not installed."_s));
        WindowFixture f;
        const quint16 port = f.startServer();
        QProcess peer;
        peer.start(program, arguments.arg(port).split(u' '));
        QTRY_VERIFY_WITH_TIMEOUT(f.count(EventKind::Accept, Side::Server) == 1, kPatience);
        peer.write("你好\n");
        QTRY_COMPARE_WITH_TIMEOUT(f.received(Side::Server), "你好\n", kPatience);
        peer.closeWriteChannel();
        f.session.disconnectPeer(f.window->serverPanel().endpoint(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(peer.state() == QProcess::NotRunning, kPatience);
        QCOMPARE(QString::fromUtf8(peer.readAllStandardOutput()), kGreeting);
    }

    void thePlainPythonServerGreetsUs()
    {
        if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QSKIP("python3 is not installed.");
        QProcess server;
        server.start(u"python3"_s,
                     {u"-u"_s, u"-c"_s,
                      u"import socket\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen(5)\n"
                      "print(s.getsockname()[1])\nwhile True:\n    c, addr = s.accept()\n"
                      "    c.send('您好，您收到了服务器的新年祝福！'.encode('utf-8'))\n    c.close()\n"_s});
        QByteArray port;
        QTRY_VERIFY_WITH_TIMEOUT((port += server.readAllStandardOutput()).endsWith('\n'), kPatience);
        WindowFixture f;
        f.child<QSpinBox>("clientPanel", "portSpin")->setValue(port.trimmed().toInt());
        for (int i = 1; i <= 2; ++i) {
            f.click(f.connectButton());
            QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Closed, Side::Client), i, kPatience);
            QTRY_COMPARE(f.connectButton()->accessibleName(), u"Connect"_s);
        }
        QCOMPARE(f.sentences().filter(kGreeting).size(), 2);
        QVERIFY(f.errorOf("clientPanel").isEmpty());
        server.kill();
        QTRY_VERIFY_WITH_TIMEOUT(server.state() == QProcess::NotRunning, kPatience);
    }

    void peerTextIsNeverMarkup()
    {
        WindowFixture f;
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.child<QComboBox>("clientComposer", "targetCombo")->count(), 1, kPatience);
        f.session.send(f.window->serverPanel().endpoint(), 1,
                       "<img src=\"/dev/zero\"><b>bold</b>\0\x1b[31m\xff");
        QTRY_COMPARE_WITH_TIMEOUT(f.sentences().filter(u"<img src=\"/dev/zero\"><b>bold</b>"_s).size(), 2,
                                  kPatience);
        f.timeline()->grab(); // would hang or abort if it were taken for markup
        f.child<QComboBox>("clientPanel", "addressCombo")->setEditText(u"<img_src=/dev/zero>"_s);
        f.click(f.child("clientPanel", "anotherButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.errorOf("clientPanel").contains(u"<img_src=/dev/zero>"_s), kPatience);
        for (const QLabel *label : f.window->findChildren<QLabel *>())
            QVERIFY(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'));
    }

    void choosesAConnectionToShow()
    {
        WindowFixture f;
        f.startServer();
        for (int i = 1; i <= 2; ++i) {
            f.click(f.child("clientPanel", "anotherButton"));
            QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), i, kPatience);
        }
        auto *choice = f.window->findChild<QComboBox *>(u"connectionCombo"_s);
        QTRY_COMPARE(choice->count(), 3);
        const int all = f.timeline()->model()->rowCount();
        choice->setCurrentIndex(2);
        QVERIFY(f.timeline()->model()->rowCount() < all);
        QVERIFY(f.sentences().filter(u"#1"_s).isEmpty());
        choice->setCurrentIndex(0);
        QCOMPARE(f.timeline()->model()->rowCount(), all);
    }

    void findsText()
    {
        WindowFixture f;
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 1, kPatience);
        QTest::keyClick(f.window.get(), Qt::Key_F, Qt::ControlModifier);
        auto *find = f.window->findChild<QLineEdit *>(u"findEdit"_s);
        find->setText(u"新年"_s);
        QTRY_VERIFY(f.window->findChild<QLabel *>(u"findResult"_s)->text().contains(u"2"_s));
        find->setText(u"not there"_s);
        QTRY_COMPARE(f.window->findChild<QLabel *>(u"findResult"_s)->text(), u"No match"_s);
    }

    // What it needs is known late: when it is shown, and after another language.
    void panelsAreNeverCutAtTheirSide()
    {
        WindowFixture f;
        f.window->resize(1100, 500); // they scroll
        const QWidget *area = f.window->findChild<QWidget *>(u"serverArea"_s);
        const QWidget *panel = f.window->findChild<QWidget *>(u"serverPanel"_s);
        QVERIFY(area && panel);
        for (const char *language : {"en", "zh_CN"}) {
            f.window->overrideLanguage(QString::fromLatin1(language));
            QTRY_VERIFY(area->minimumWidth() > panel->minimumSizeHint().width()
                        && panel->parentWidget()->width() >= panel->width());
        }
    }
};

int main(int argc, char **argv)
{
    Session::prepareProcess();
    QApplication application(argc, argv);
    TestMainWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_mainwindow.moc"
