// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include "core/stepguide.h"
#include "support/pythonpeer.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSet>
#include <QTemporaryFile>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// The types in the order of the combo.
enum Type { Tcp, Udp, LocalStream, LocalDatagram, Raw };

/// One panel in step mode, operated as a user does.
class Stepper
{
public:
    Stepper(WindowFixture &fixture, Side side, Type type)
        : m_fixture(fixture)
        , m_side(side)
        , m_panel(side == Side::Server ? "serverPanel" : "clientPanel")
    {
        child<QComboBox>(side == Side::Server ? "serverTypeCombo" : "clientTypeCombo")->setCurrentIndex(type);
        child<QComboBox>("modeCombo")->setCurrentIndex(1);
        auto *more = child<QToolButton>("moreButton");
        if (!more->isChecked())
            click(more);
    }

    template <typename Widget = QWidget> Widget *child(const char *name) const
    {
        return m_fixture.child<Widget>(m_panel, name);
    }
    QPushButton *button(CallName call) const
    {
        if (call == CallName::Socket)
            return child<QPushButton>("newSocketButton");
        return child<QPushButton>(qPrintable(u"call_"_s + callName(call)));
    }
    void click(QWidget *widget) const
    {
        for (QWidget *up = widget->parentWidget(); up; up = up->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(up))
                area->ensureWidgetVisible(widget);
        }
        WindowFixture::click(widget);
    }
    /// Presses the button of a call and returns the event that tells what came of it.
    Event press(CallName call)
    {
        if (!button(call)->isVisible())
            qWarning("%s is not there", qPrintable(callName(call)));
        const qsizetype from = m_fixture.session.journal().size();
        click(button(call));
        qsizetype found = -1;
        (void)QTest::qWaitFor([&] { return (found = rowOf(call, from)) >= 0; }, kPatience);
        if (found < 0)
            return {};
        performed() << call;
        Event event = m_fixture.session.journal().at(found);
        event.payload = m_fixture.session.journal().payload(found);
        return event;
    }
    QString outcome() const
    {
        auto *message = child<InlineMessage>("outcome");
        return message->isEmpty() ? QString() : message->text();
    }
    CallName next() const
    {
        for (const CallName call : allCallNames()) {
            if (call == CallName::None)
                continue;
            if (const QPushButton *each = button(call); each && each->text().startsWith(u'→'))
                return call;
        }
        return CallName::None;
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = child<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }
    void chooseText(const char *combo, const QString &text) const
    {
        auto *box = child<QComboBox>(combo);
        box->setCurrentIndex(box->findText(text));
        QCOMPARE(box->currentText(), text);
    }
    void check(const char *name, bool checked) const
    {
        auto *box = child<QCheckBox>(name);
        if (box->isChecked() != checked)
            click(box);
    }
    static QSet<CallName> &performed()
    {
        static QSet<CallName> calls;
        return calls;
    }

private:
    qsizetype rowOf(CallName call, qsizetype from) const
    {
        const Journal &journal = m_fixture.session.journal();
        for (qsizetype row = from; row < journal.size(); ++row) {
            const Event &event = journal.at(row);
            if (event.side == m_side && event.origin == Origin::Call && event.call() == call
                && event.kind != EventKind::TransferBegin)
                return row;
        }
        return -1;
    }

    WindowFixture &m_fixture;
    Side m_side;
    const char *m_panel;
};

QByteArray text(int number)
{
    return QByteArray::number(number);
}

} // namespace

namespace bothends {
char *toString(CallName call)
{
    return QTest::toString(callName(call));
}
} // namespace bothends

/// Every call of the tutorial, made by pressing its button, with a plain Python program as the other end.
class TestStepPanel : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_python = std::make_unique<PythonPeer>(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
    }
    void cleanup() { m_python.reset(); }

    void theNextCallIsEmphasised()
    {
        WindowFixture f;
        Stepper server(f, Side::Server, Tcp);
        for (const CallName call : {CallName::Socket, CallName::Bind, CallName::Listen}) {
            QTRY_COMPARE(server.next(), call);
            QVERIFY(server.button(call)->font().bold());
            QVERIFY(server.button(call)->accessibleName().contains(u"comes next"_s));
            QCOMPARE(server.press(call).error, std::nullopt);
        }
        QTRY_COMPARE(server.next(), CallName::Accept);
        QVERIFY(!server.button(CallName::Bind)->font().bold());
    }

    void aTcpServerCallByCall()
    {
        WindowFixture f;
        Stepper server(f, Side::Server, Tcp);
        QCOMPARE(server.press(CallName::Socket).kind, EventKind::Socket);
        server.chooseText("optionCombo", u"SO_REUSEADDR"_s);
        QCOMPARE(server.press(CallName::SetSockOpt).kind, EventKind::Option);
        QCOMPARE(server.press(CallName::GetSockOpt).kind, EventKind::Option);
        QTRY_COMPARE(server.outcome(), u"getsockopt() → 1"_s);
        const Event bound = server.press(CallName::Bind);
        QCOMPARE(bound.kind, EventKind::Bind);
        server.child<QSpinBox>("stepBacklogSpin")->setValue(3);
        QCOMPARE(server.press(CallName::Listen).number, 3);
        QCOMPARE(server.press(CallName::Accept).error->code, ErrorCode::WouldBlock); // nobody waits
        QTRY_VERIFY2(server.outcome().startsWith(u"accept() → EAGAIN"_s), qPrintable(server.outcome()));

        m_python->run("s = socket.create_connection(('127.0.0.1', " + text(bound.local.port) + "))");
        const Event accepted = server.press(CallName::Accept);
        QCOMPARE(accepted.kind, EventKind::Accept);
        // The calls are for the accepted socket now, and its greeting comes next.
        QTRY_COMPARE(server.next(), CallName::Send);
        QVERIFY(server.child<QComboBox>("socketCombo")->currentText().contains(u"#1"_s));
        QCOMPARE(server.press(CallName::Send).bytes, 48);
        QCOMPARE(m_python->run("s.recv(1024)"), "您好，您收到了服务器的新年祝福！");
        server.type("bytesEdit", u"all of it"_s);
        QCOMPARE(server.press(CallName::SendAll).bytes, 9);
        QCOMPARE(m_python->run("s.recv(1024)"), "all of it");

        m_python->run("s.sendall(b'0123456789one\\ntwo\\n')");
        server.child<QSpinBox>("sizeSpin")->setValue(2);
        server.check("peekCheck", true);
        QCOMPARE(server.press(CallName::Recv).kind, EventKind::Peeked);
        server.check("peekCheck", false);
        QCOMPARE(server.press(CallName::Recv).payload, "01");
        QCOMPARE(server.press(CallName::RecvMsg).payload, "23");
        QCOMPARE(server.press(CallName::RecvInto).payload, "45");
        QCOMPARE(server.press(CallName::RecvMsgInto).payload, "67");
        QVERIFY(!server.press(CallName::ReadLine).error);

        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("from a file");
        file.flush();
        server.type("fileEdit", file.fileName());
        QVERIFY(!server.press(CallName::SendFile).error);
        QCOMPARE(m_python->run("s.recv(1024)"), "from a file");

        server.chooseText("howCombo", u"SHUT_WR"_s);
        QCOMPARE(server.press(CallName::Shutdown).kind, EventKind::Shutdown);
        QCOMPARE(m_python->run("s.recv(1024)"), QByteArray()); // its end …
        m_python->run("s.send(b'still')");
        server.child<QSpinBox>("sizeSpin")->setValue(1024);
        QCOMPARE(server.press(CallName::Recv).payload, "still"); // … and the other direction flows
        QCOMPARE(server.press(CallName::Close).kind, EventKind::Closed);
        // The listening socket is chosen again.
        QTRY_VERIFY(server.child<QComboBox>("socketCombo")->currentText().contains(u"listening"_s));
        QCOMPARE(server.press(CallName::Close).kind, EventKind::Closed);
        QTRY_COMPARE(server.next(), CallName::Socket);
    }

    void aTcpClientCallByCall()
    {
        WindowFixture f;
        Stepper client(f, Side::Client, Tcp);
        m_python->run("s = socket.socket(); s.bind(('127.0.0.1', 0))");
        auto *port = client.child<QSpinBox>("portSpin");
        port->setValue(m_python->run("s.getsockname()[1]").toInt());
        QCOMPARE(client.press(CallName::Socket).kind, EventKind::Socket);
        QCOMPARE(client.press(CallName::Bind).kind, EventKind::Bind); // any free port
        client.press(CallName::ConnectEx); // nobody listens: the errno is the result
        QTRY_VERIFY2(client.outcome().contains(u"ECONNREFUSED (111)"_s), qPrintable(client.outcome()));
        QCOMPARE(client.press(CallName::Close).kind, EventKind::Closed);

        m_python->run("s.listen()");
        client.press(CallName::Socket);
        client.press(CallName::Connect);
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Connected, Side::Client), 1, kPatience);
        m_python->run("c, who = s.accept()");
        client.type("bytesEdit", u"48 69"_s);
        client.chooseText("bytesModeCombo", u"Hex"_s);
        QCOMPARE(client.press(CallName::Send).bytes, 2);
        QCOMPARE(m_python->run("c.recv(10)"), "Hi");
        client.type("bytesEdit", u"4"_s); // what is wrong is said; nothing is sent
        client.click(client.button(CallName::Send));
        QVERIFY2(client.outcome().contains(u"“4”"_s), qPrintable(client.outcome()));
        // The panel follows: the connection is in its table.
        QTRY_COMPARE(f.connectButton()->accessibleName(), u"Disconnect"_s);

        client.check("abortiveCheck", true);
        const Event closed = client.press(CallName::Close);
        QVERIFY(closed.kind == EventKind::Reset || closed.kind == EventKind::Closed);
        QCOMPARE(m_python->run("c.recv(10)"), "! ConnectionResetError 104");
    }

    void udpCallByCall()
    {
        WindowFixture f;
        Stepper server(f, Side::Server, Udp);
        Stepper client(f, Side::Client, Udp);
        server.press(CallName::Socket);
        const Event bound = server.press(CallName::Bind);
        QCOMPARE(bound.kind, EventKind::Bind);
        m_python->run("s = socket.socket(AF_INET, SOCK_DGRAM); s.bind(('127.0.0.1', 0))");
        m_python->run("s.sendto(b'hello', ('127.0.0.1', " + text(bound.local.port) + "))");
        QCOMPARE(server.press(CallName::RecvFrom).payload, "hello");
        // The sender is the one to answer.
        const QByteArray peer = "127.0.0.1:" + m_python->run("s.getsockname()[1]");
        QTRY_COMPARE(server.child<QComboBox>("toCombo")->currentText().toLatin1(), peer);
        server.type("bytesEdit", u"envelope"_s);
        QCOMPARE(server.press(CallName::SendTo).bytes, 8);
        QCOMPARE(m_python->run("s.recv(100)"), "envelope");
        server.type("bytesEdit", {}); // an empty datagram is one, too
        QCOMPARE(server.press(CallName::SendTo).bytes, 0);
        QCOMPARE(m_python->run("s.recv(100)"), QByteArray());
        m_python->run("s.sendto(b'0123456789', ('127.0.0.1', " + text(bound.local.port) + "))");
        server.child<QSpinBox>("sizeSpin")->setValue(4);
        const Event cut = server.press(CallName::RecvFromInto);
        QCOMPARE(cut.payload, "0123");
        QCOMPARE(cut.detail->datagramSize, 10);

        // The client's panel has followed to where the server is bound.
        QTRY_COMPARE(client.child<QSpinBox>("portSpin")->value(), int(bound.local.port));
        client.press(CallName::Socket);
        QVERIFY(!client.press(CallName::Connect).error);
        client.type("bytesEdit", u"noted"_s);
        QCOMPARE(client.press(CallName::Send).bytes, 5);
        server.child<QSpinBox>("sizeSpin")->setValue(100);
        QCOMPARE(server.press(CallName::RecvFrom).payload, "noted");
    }

    void localStreamsPassDescriptors()
    {
        WindowFixture f;
        Stepper client(f, Side::Client, LocalStream);
        const QString path = f.folder.filePath(u"s.sock"_s);
        m_python->run("s = socket.socket(AF_UNIX); s.bind('" + path.toUtf8() + "'); s.listen()");
        client.type("pathEdit", path);
        client.press(CallName::Socket);
        QVERIFY(!client.press(CallName::Connect).error);
        m_python->run("c, who = s.accept()");
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("passed");
        file.flush();
        client.type("fileEdit", file.fileName());
        client.type("bytesEdit", u"x"_s);
        QVERIFY(!client.press(CallName::SendMsg).error);
        m_python->run("data, fds, flags, who = socket.recv_fds(c, 10, 1)");
        QCOMPARE(m_python->run("os.pread(fds[0], 100, 0)"), "passed");
    }

    void localDatagramsHaveNames()
    {
        WindowFixture f;
        Stepper server(f, Side::Server, LocalDatagram);
        const QString path = f.folder.filePath(u"d.sock"_s);
        server.type("pathEdit", path);
        server.press(CallName::Socket);
        QCOMPARE(server.press(CallName::Bind).kind, EventKind::Bind);
        const QByteArray own = f.folder.filePath(u"p.sock"_s).toUtf8();
        m_python->run("s = socket.socket(AF_UNIX, SOCK_DGRAM); s.bind('" + own + "')");
        m_python->run("s.sendto(b'one', '" + path.toUtf8() + "')");
        QCOMPARE(server.press(CallName::RecvFrom).payload, "one");
        QTRY_COMPARE(server.child<QComboBox>("toCombo")->currentText().toUtf8(), own);
        server.type("bytesEdit", u"two"_s);
        QCOMPARE(server.press(CallName::SendTo).bytes, 3);
        QCOMPARE(m_python->run("s.recv(100)"), "two");
    }

    void anEchoComesBackOverIcmp()
    {
        WindowFixture f;
        Stepper client(f, Side::Client, Raw);
        auto *kind = client.child<QComboBox>("rawCombo");
        kind->setCurrentIndex(1);
        const bool isPing = !client.press(CallName::Socket).error;
        if (!isPing) {
            kind->setCurrentIndex(0);
            if (client.press(CallName::Socket).error)
                QSKIP("Neither a raw nor a ping socket is permitted here.");
        }
        QCOMPARE(client.press(CallName::SendTo).bytes, 8);
        // A raw socket sees the IP header, and the request on its way, too (raw(7)).
        const qsizetype header = isPing ? 0 : 20;
        bool isReplied = false;
        for (int i = 0; i < 4 && !isReplied; ++i) {
            const QByteArray packet = client.press(CallName::RecvFrom).payload;
            isReplied = packet.size() > header && packet.at(header) == 0; // echo reply (RFC 792)
        }
        QVERIFY(isReplied);
    }

    void aRefusedRawSocketOffersAPingSocket()
    {
        WindowFixture f;
        Stepper client(f, Side::Client, Raw);
        const Event made = client.press(CallName::Socket);
        if (!made.error)
            QSKIP("Raw sockets are permitted here.");
        QTRY_VERIFY(client.child<QPushButton>("pingSocketButton"));
        client.click(client.child<QPushButton>("pingSocketButton"));
        QCOMPARE(client.child<QComboBox>("rawCombo")->currentIndex(), 1);
    }

    void aCallThatMakesNoSenseSaysWhyAndIsMade_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<CallName>("call");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("accept before listen") << int(Side::Server) << CallName::Accept << u"EINVAL (22)"_s;
        QTest::newRow("send before connect") << int(Side::Client) << CallName::Send << u"EPIPE (32)"_s;
        QTest::newRow("recv before connect") << int(Side::Client) << CallName::Recv << u"ENOTCONN (107)"_s;
        QTest::newRow("shutdown before connect")
            << int(Side::Client) << CallName::Shutdown << u"ENOTCONN (107)"_s;
    }
    void aCallThatMakesNoSenseSaysWhyAndIsMade()
    {
        QFETCH(int, side);
        QFETCH(CallName, call);
        QFETCH(QString, outcome);
        WindowFixture f;
        Stepper stepper(f, Side(side), Tcp);
        stepper.press(CallName::Socket);
        QPushButton *button = stepper.button(call);
        QTRY_VERIFY(button->toolTip().contains(outcome.section(u' ', 0, 0)));
        QVERIFY(button->isEnabled());
        QCOMPARE(button->accessibleDescription(), button->toolTip());
        button->setFocus(); // the reason stands below, too
        QTRY_VERIFY(stepper.child<QLabel>("reasonLabel")->text().contains(button->toolTip()));
        QVERIFY(stepper.press(call).error);
        QTRY_VERIFY2(stepper.outcome().contains(outcome), qPrintable(stepper.outcome()));
    }

    void aClosedSocketCanStillBeAsked()
    {
        WindowFixture f;
        Stepper client(f, Side::Client, Tcp);
        client.click(client.button(CallName::Close)); // before there is any
        QVERIFY(!client.outcome().isEmpty());
        client.press(CallName::Socket);
        client.press(CallName::Close);
        QTRY_COMPARE(client.next(), CallName::Socket);
        QTRY_VERIFY(client.child<QComboBox>("socketCombo")->currentText().contains(u"closed"_s));
        client.click(client.button(CallName::Recv));
        QTRY_VERIFY2(client.outcome().contains(u"EBADF"_s), qPrintable(client.outcome()));
    }

    void aStaleFileIsRemovedByAButton()
    {
        WindowFixture f;
        const QString path = f.folder.filePath(u"stale.sock"_s);
        m_python->run("s = socket.socket(AF_UNIX); s.bind('" + path.toUtf8() + "'); s.close()");
        Stepper server(f, Side::Server, LocalStream);
        server.type("pathEdit", path);
        server.press(CallName::Socket);
        QCOMPARE(server.press(CallName::Bind).error->code, ErrorCode::SocketFileStale);
        QVERIFY(QFile::exists(path)); // never unasked
        QTRY_VERIFY(server.child<QPushButton>("removeStaleButton"));
        server.click(server.child<QPushButton>("removeStaleButton"));
        QVERIFY(!QFile::exists(path));
        QVERIFY(!server.press(CallName::Bind).error);
    }

    void theKeyboardReachesEveryCall()
    {
        WindowFixture f;
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        Stepper server(f, Side::Server, Tcp);
        server.press(CallName::Socket);
        server.button(CallName::Socket)->setFocus();
        QSet<QWidget *> reached;
        for (int i = 0; i < 60; ++i) {
            reached << QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (const CallName call : allCallNames()) {
            if (const QPushButton *button = server.button(call); button && button->isVisible())
                QVERIFY2(reached.contains(server.button(call)), qPrintable(callName(call)));
        }
    }

    /// The last one: nothing was left out above.
    void everyCallWasMade()
    {
        for (const CallName call : allCallNames()) {
            if (call != CallName::None)
                QVERIFY2(Stepper::performed().contains(call), qPrintable(callName(call)));
        }
    }

private:
    std::unique_ptr<PythonPeer> m_python;
};

int main(int argc, char **argv)
{
    Session::prepareProcess();
    QApplication application(argc, argv);
    TestStepPanel test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_steppanel.moc"
