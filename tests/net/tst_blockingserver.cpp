// SPDX-License-Identifier: MIT
#include "support/python.h"
#include "support/sessionprobe.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 20000;

/// A Python program's client of a server of ours.
class Client
{
public:
    bool connectTo(const Address &server)
    {
        const bool isPath = server.kind == Address::Kind::Path;
        const QString family = isPath ? u"AF_UNIX"_s : server.isIpv6() ? u"AF_INET6"_s : u"AF_INET"_s;
        const QString address
            = isPath ? u"'%1'"_s.arg(server.host) : u"('%1', %2)"_s.arg(server.host).arg(server.port);
        return python.run(u"s = socket.socket(socket.%1); s.settimeout(20)"_s.arg(family)) == "done"
            && python.run(u"s.connect(%1)"_s.arg(address)) == "None";
    }
    QByteArray receive(int size) { return python.run(u"s.recv(%1)"_s.arg(size)); }
    void beginToReceive() { python.begin(u"s.recv(100)"_s); }
    void send(const QByteArray &text) { python.run(u"s.sendall(b'%1')"_s.arg(QString::fromLatin1(text))); }
    void close() { python.run(u"s.close()"_s); }

    Python python;
};

} // namespace

/// The tutorial's loop in a thread of its own: what it does, where it sleeps, and that it can always be
/// ended.
class tst_BlockingServer : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        const char *tag = QTest::currentDataTag();
        QFile addresses(u"/proc/net/if_inet6"_s);
        const bool hasIpv6 = addresses.open(QIODevice::ReadOnly) && addresses.readAll().contains(" lo");
        if (tag && qstrcmp(tag, "IPv6") == 0 && !hasIpv6)
            QSKIP("This machine has no IPv6 loopback address.");
        m_probe = std::make_unique<SessionProbe>();
    }
    void cleanup()
    {
        if (!m_probe)
            return;
        m_probe->session.stopAll(std::chrono::milliseconds(0));
        QTRY_VERIFY_WITH_TIMEOUT(m_probe->isStopped, kPatience);
        m_probe.reset();
    }

    void greetsAndClosesAsTheTutorial_data() { places(); }
    void greetsAndClosesAsTheTutorial()
    {
        const quint32 id = server(AfterGreeting::Close);
        QVERIFY(id != 0);
        QTRY_COMPARE(steps(id), u"socket bind listen enter"_s);
        QCOMPARE(m_probe->eventAt(0).transport, transport());
        QVERIFY(m_probe->eventAt(0).number >= 0);
        for (int i = 1; i <= 2; ++i) {
            Client client;
            QVERIFY(client.connectTo(m_probe->addressOf(id)));
            QCOMPARE(client.receive(100), "b'hello'");
            QCOMPARE(client.receive(100), "b''");
            QTRY_COMPARE(m_probe->count(EventKind::Closed, Side::Server), i);
        }
        QTRY_COMPARE(steps(id),
                     u"socket bind listen enter accept sent closed enter accept sent closed enter"_s);
        const Event &sent = m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Server).constFirst());
        QCOMPARE(sent.call(), CallName::SendAll);
        QCOMPARE(sent.reason, WriteReason::Greeting);
        QCOMPARE(sent.bytes, 5);
        QVERIFY(sent.connection != 0);
        const Event &accept = m_probe->eventAt(m_probe->rows(EventKind::Accept, Side::Server).constFirst());
        QVERIFY(accept.number >= 0);
        QVERIFY(!accept.peer.isNull());
        QCOMPARE(accept.call(), CallName::Accept);
        QVERIFY(m_probe->errors().isEmpty());
    }

    void servesOneAfterTheOther_data() { places(); }
    void servesOneAfterTheOther()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        Client first;
        Client second;
        QVERIFY(first.connectTo(m_probe->addressOf(id)));
        QCOMPARE(first.receive(100), "b'hello'");
        QVERIFY(second.connectTo(m_probe->addressOf(id))); // the kernel did this, not the server
        second.send("anybody?");
        second.beginToReceive();
        first.send("one");
        QTRY_COMPARE(m_probe->count(EventKind::Received, Side::Server), 1);
        QTRY_COMPARE(lastThread().waitsIn, u"recvfrom"_s);
        QCOMPARE(m_probe->count(EventKind::Accept, Side::Server), 1);
        QVERIFY(!second.python.hasAnswer());
        first.close();
        QCOMPARE(second.python.answer(), "b'hello'");
        QTRY_COMPARE(m_probe->count(EventKind::Received, Side::Server), 2);
        QCOMPARE(m_probe->count(EventKind::Eof, Side::Server), 1);
        QTRY_COMPARE(steps(id),
                     u"socket bind listen enter accept sent enter received enter eof closed"
                     " accept sent received enter"_s);
    }

    // The same on the signal-driven engine: nobody waits for anybody.
    void theQtEngineServesBothAtOnce()
    {
        ServerConfig config;
        config.greeting = "hello";
        const quint32 id = startServer(*m_probe, config);
        Client first;
        Client second;
        QVERIFY(first.connectTo(m_probe->addressOf(id)));
        QCOMPARE(first.receive(100), "b'hello'");
        QVERIFY(second.connectTo(m_probe->addressOf(id)));
        QCOMPARE(second.receive(100), "b'hello'");
        QCOMPARE(m_probe->count(EventKind::Closed, Side::Server), 0);
        QCOMPARE(m_probe->count(EventKind::Enter, Side::Server), 0);
    }

    void tellsWhereItSleeps_data() { places(); }
    void tellsWhereItSleeps()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        QTRY_COMPARE(lastThread().waitsIn, u"accept4"_s);
        const Event accepting = lastThreadEvent();
        QCOMPARE(accepting.origin, Origin::Kernel);
        QCOMPARE(accepting.call(), CallName::Accept);
        QCOMPARE(accepting.connection, 0U);
        QCOMPARE(accepting.detail->thread->state, u'S');
        QVERIFY(accepting.detail->thread->threadId > 0);
        QVERIFY(accepting.detail->thread->systemCall >= 0);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QTRY_COMPARE(lastThread().waitsIn, u"recvfrom"_s);
        QCOMPARE(lastThreadEvent().call(), CallName::Recv);
        QVERIFY(lastThreadEvent().connection != 0);
        QVERIFY(lastThreadEvent().seq > accepting.seq);
        const qsizetype told = m_probe->count(EventKind::Thread, Side::Server);
        client.send("x");
        QTRY_COMPARE(m_probe->count(EventKind::Enter, Side::Server), 3);
        QTest::qWait(150); // it sleeps there again: no news
        QCOMPARE(m_probe->count(EventKind::Thread, Side::Server), told);
    }

    void echoes_data() { places(); }
    void echoes()
    {
        const quint32 id = server(AfterGreeting::Echo);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QCOMPARE(client.receive(5), "b'hello'");
        for (const QByteArray &text : {QByteArray("one"), QByteArray("two three")}) {
            client.send(text);
            QCOMPARE(client.receive(100), "b'" + text + "'");
        }
        // 4 MiB there and back, while the loop can only do one thing at a time.
        client.python.run(u"import threading, hashlib, os as o; d = o.urandom(4 << 20)"_s);
        client.python.run(u"t = threading.Thread(target=s.sendall, args=(d,)); t.start()"_s);
        client.python.run(u"e = b''"_s);
        client.python.run(u"while len(e) < len(d): e += s.recv(65536)"_s);
        QCOMPARE(client.python.run(u"e == d"_s), "True");
        client.close();
        QTRY_COMPARE(m_probe->count(EventKind::Closed, Side::Server), 1);
        const quint32 connection
            = m_probe->eventAt(m_probe->rows(EventKind::Accept, Side::Server).constFirst()).connection;
        QCOMPARE(m_probe->received(Side::Server, connection).size(), 12 + (4 << 20));
        quint64 offset = 0;
        for (const qsizetype row : m_probe->rows(EventKind::Sent, Side::Server, connection)) {
            QCOMPARE(m_probe->eventAt(row).streamOffset, offset);
            offset += quint64(m_probe->eventAt(row).bytes);
        }
        QCOMPARE(offset, quint64(5 + 12 + (4 << 20)));
    }

    // Two threads, one journal: what was sent stands before its arrival, in order and with rising times.
    void keepsTheOrder()
    {
        const quint32 id = server(AfterGreeting::Echo);
        const quint32 client = m_probe->session.startClient({m_probe->addressOf(id)});
        QTRY_COMPARE(m_probe->count(EventKind::Received, Side::Client), 1);
        const quint32 connection
            = m_probe->eventAt(m_probe->rows(EventKind::Connected, Side::Client).constFirst()).connection;
        QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Accept, Side::Server).constFirst()).connection,
                 connection);
        for (int i = 0; i < 200; ++i)
            m_probe->session.send(client, connection, QByteArray::number(i) + ' ');
        QTRY_COMPARE(m_probe->received(Side::Client, connection).size(),
                     5 + m_probe->received(Side::Server, connection).size());
        QTRY_COMPARE(m_probe->received(Side::Server, connection).size(), 690);
        QTRY_COMPARE(m_probe->received(Side::Client, connection).size(), 695);
        quint64 sent[2] = {};
        quint64 received[2] = {};
        qint64 last = 0;
        for (qsizetype row = 0; row < m_probe->session.journal().size(); ++row) {
            const Event &event = m_probe->eventAt(row);
            const auto side = size_t(event.side);
            if (event.kind == EventKind::Sent)
                sent[side] += quint64(event.bytes);
            if (event.kind == EventKind::Received) {
                received[side] += quint64(event.bytes);
                QVERIFY2(received[side] <= sent[1 - side], qPrintable(QString::number(row)));
            }
            if (event.side == Side::Server && event.origin == Origin::Call) {
                QVERIFY(event.monotonicNs >= last);
                last = event.monotonicNs;
            }
        }
    }

    void stopsWhileItAccepts_data() { places(); }
    void stopsWhileItAccepts()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        QTRY_COMPARE(lastThread().waitsIn, u"accept4"_s);
        QElapsedTimer timer;
        timer.start();
        m_probe->session.stop(id);
        m_probe->session.stop(id);
        QTRY_VERIFY(m_probe->hasStopped(id));
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(steps(id), u"socket bind listen enter thread shutdown closed"_s);
        QVERIFY(m_probe->errors().isEmpty());
        m_probe->session.stop(id);
    }

    void stopsWhileItReceives_data() { places(); }
    void stopsWhileItReceives()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QTRY_COMPARE(lastThread().waitsIn, u"recvfrom"_s);
        m_probe->session.stop(id);
        QTRY_VERIFY(m_probe->hasStopped(id));
        QCOMPARE(client.receive(100), "b'hello'");
        QCOMPARE(client.receive(100), "b''"); // in order
        QVERIFY(steps(id).endsWith(u"enter thread shutdown shutdown closed closed"_s));
        const Event &woken = m_probe->eventAt(m_probe->rows(EventKind::Shutdown, Side::Server).constFirst());
        QVERIFY(woken.connection != 0);
        QCOMPARE(woken.detail->how, ShutdownHow::Read);
        QVERIFY(m_probe->errors().isEmpty());
        if (transport() == Transport::LocalStream)
            QVERIFY(!QFile::exists(m_probe->addressOf(id).host));
    }

    void endsASendThatDoesNotGetThrough_data()
    {
        QTest::addColumn<bool>("isAbort");
        QTest::newRow("abort") << true;
        QTest::newRow("stop") << false;
    }
    void endsASendThatDoesNotGetThrough()
    {
        QFETCH(bool, isAbort);
        const QByteArray large(16 * 1024 * 1024, 'x');
        const quint32 id = server(AfterGreeting::Close, large);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QTRY_COMPARE(lastThread().waitsIn, u"sendto"_s);
        isAbort ? m_probe->session.abort(id) : m_probe->session.stop(id);
        QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(id), kPatience);
        const Event &closed = m_probe->eventAt(m_probe->rows(EventKind::Closed, Side::Server).constFirst());
        QCOMPARE(closed.error->code, ErrorCode::UnsentDiscarded);
        const Event &sent = m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Server).constFirst());
        QCOMPARE(sent.bytes + closed.error->amount, large.size());
        QCOMPARE(sent.detail->asked, large.size());
        QCOMPARE(m_probe->count(EventKind::Reset, Side::Server), 1);
    }

    void abortsWhereverItIs_data() { places(); }
    void abortsWhereverItIs()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QCOMPARE(client.receive(100), "b'hello'");
        QTRY_COMPARE(lastThread().waitsIn, u"recvfrom"_s);
        m_probe->session.abort(id);
        QTRY_VERIFY(m_probe->hasStopped(id));
        client.python.run(
            u"exec(\"def end():\\n  try: return s.recv(9)\\n  except OSError as e: return e.errno\")"_s);
        QCOMPARE(client.python.run(u"end()"_s), transport() == Transport::Tcp ? "104" : "b''");
        QCOMPARE(m_probe->count(EventKind::Reset, Side::Server), transport() == Transport::Tcp ? 1 : 0);
    }

    void isDestroyedWhereverItIs_data()
    {
        QTest::addColumn<QString>("call");
        QTest::newRow("accept") << u"accept4"_s;
        QTest::newRow("recv") << u"recvfrom"_s;
        QTest::newRow("sendall") << u"sendto"_s;
    }
    void isDestroyedWhereverItIs()
    {
        QFETCH(QString, call);
        const quint32 id = server(AfterGreeting::KeepChatting,
                                  call == u"sendto"_s ? QByteArray(16 * 1024 * 1024, 'x') : "hello");
        Client client;
        if (call != u"accept4"_s)
            QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QTRY_COMPARE(lastThread().waitsIn, call);
        QElapsedTimer timer;
        timer.start();
        m_probe.reset(); // the window is closed at once
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    }

    void actsFromOutsideOnThePresentClient()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QCOMPARE(client.receive(100), "b'hello'");
        QTRY_COMPARE(m_probe->count(EventKind::Accept, Side::Server), 1);
        const quint32 connection
            = m_probe->eventAt(m_probe->rows(EventKind::Accept, Side::Server).constFirst()).connection;
        m_probe->session.send(id, connection, "past");
        QCOMPARE(client.receive(100), "b'past'");
        m_probe->session.broadcast(id, "all");
        QCOMPARE(client.receive(100), "b'all'");
        const Event &sent = m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Server).constLast());
        QCOMPARE(sent.streamOffset, 9U);
        m_probe->session.send(id, connection + 1, "nobody");
        QTRY_VERIFY(m_probe->hasError(ErrorCode::NotConnected));
        m_probe->session.setAccepting(id, false);
        QTRY_VERIFY(m_probe->hasError(ErrorCode::NotOffered));
        m_probe->session.finishSending(id, connection);
        QCOMPARE(client.receive(100), "b''");
        client.send("still there");
        QTRY_COMPARE(m_probe->received(Side::Server, connection), "still there");
        m_probe->session.disconnectPeer(id, connection);
        QTRY_COMPARE(m_probe->count(EventKind::Closed, Side::Server, connection), 1);
        QVERIFY(m_probe->isRunning(id));

        Client next;
        QVERIFY(next.connectTo(m_probe->addressOf(id)));
        QCOMPARE(next.receive(100), "b'hello'");
        QTRY_COMPARE(m_probe->count(EventKind::Accept, Side::Server), 2);
        m_probe->session.abortPeer(
            id, m_probe->eventAt(m_probe->rows(EventKind::Accept, Side::Server).constLast()).connection);
        QTRY_COMPARE(m_probe->count(EventKind::Reset, Side::Server), 1);
        QTRY_COMPARE(m_probe->count(EventKind::Closed, Side::Server), 2);
        QVERIFY(m_probe->isRunning(id));
    }

    void tellsAResetByTheClient()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QTRY_COMPARE(lastThread().waitsIn, u"recvfrom"_s);
        client.close(); // with the greeting unread
        QTRY_COMPARE(m_probe->count(EventKind::Closed, Side::Server), 1);
        QCOMPARE(m_probe->count(EventKind::Reset, Side::Server), 1);
        QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::ConnectionReset);
        QCOMPARE(m_probe->count(EventKind::Eof, Side::Server), 0);
    }

    void setsOptionsWhileItSleeps()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        QTRY_COMPARE(lastThread().waitsIn, u"accept4"_s);
        SocketCall call;
        call.call = CallName::GetSockOpt;
        call.option = SocketOption::ReceiveBuffer;
        m_probe->session.call(id, call);
        QTRY_COMPARE(m_probe->count(EventKind::Option, Side::Server), 1);
        call.call = CallName::Recv;
        m_probe->session.call(id, call);
        QTRY_VERIFY(m_probe->hasError(ErrorCode::NotOffered));
    }

    void aNewGreetingIsForTheNextClient()
    {
        const quint32 id = server(AfterGreeting::Close);
        m_probe->session.setGreeting(id, "bye", AfterGreeting::Close);
        QTRY_COMPARE(lastThread().waitsIn, u"accept4"_s);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        QCOMPARE(client.receive(100), "b'bye'");
    }

    void restartsAtTheSamePlace_data() { places(); }
    void restartsAtTheSamePlace()
    {
        const quint32 first = server(AfterGreeting::Close);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(first)));
        QCOMPARE(client.receive(100), "b'hello'");
        QTRY_COMPARE(m_probe->count(EventKind::Closed, Side::Server), 1);
        const Address address = m_probe->addressOf(first);
        m_probe->session.stop(first);
        QTRY_VERIFY(m_probe->hasStopped(first));
        m_place = address;
        QVERIFY(server(AfterGreeting::Close) != 0);
    }

    void addressInUse_data() { places(); }
    void addressInUse()
    {
        const quint32 first = server(AfterGreeting::Close);
        const Address address = m_probe->addressOf(first);
        ServerConfig config = configAt(address);
        const quint32 second = m_probe->session.startServer(config);
        QTRY_VERIFY(m_probe->hasStopped(second));
        QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::AddressInUse);
        QCOMPARE(m_probe->errors().constFirst().subject, address.toString());
        QVERIFY(steps(second).startsWith(u"socket error closed"_s));
        QVERIFY(m_probe->isRunning(first));
        Client client; // the other server's file is untouched
        QVERIFY(client.connectTo(address));
        QCOMPARE(client.receive(100), "b'hello'");
    }

    void adoptsAListeningSocket()
    {
        const quint32 step = m_probe->session.openSocket({Side::Server, Transport::Tcp});
        SocketCall call;
        call.call = CallName::Listen; // without bind(): at any free port
        m_probe->session.call(step, call);
        QTRY_COMPARE(m_probe->count(EventKind::Listen, Side::Server), 1);
        const Event listen = m_probe->eventAt(m_probe->rows(EventKind::Listen, Side::Server).constFirst());
        const Event made = m_probe->eventAt(m_probe->rows(EventKind::Socket, Side::Server).constFirst());
        ServerConfig config = configAt({});
        config.greeting = "hello";
        config.afterGreeting = AfterGreeting::Close;
        config.adoptDescriptor = ::dup(made.number);
        QVERIFY(startServer(*m_probe, config) != 0);
        Client client;
        QVERIFY(client.connectTo({u"127.0.0.1"_s, listen.local.port}));
        QCOMPARE(client.receive(100), "b'hello'");
        m_probe->session.stop(step);
    }

    void refusesWhatIsNoAddress()
    {
        const quint32 id = m_probe->session.startServer(configAt({u"no address"_s, 0}));
        QTRY_VERIFY(m_probe->hasStopped(id));
        QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::AddressInvalid);
    }

    // A flood is read at the speed of the journal, and nothing is lost.
    void takesInAFlood()
    {
        const quint32 id = server(AfterGreeting::KeepChatting);
        Client client;
        QVERIFY(client.connectTo(m_probe->addressOf(id)));
        client.python.run(u"s.recv(5)"_s);
        client.python.run(u"for i in range(256): s.sendall(bytes([i]) * 32768)"_s);
        client.close();
        QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server), 1, kPatience);
        qint64 total = 0;
        for (const qsizetype row : m_probe->rows(EventKind::Received, Side::Server)) {
            QVERIFY(m_probe->eventAt(row).bytes <= 1024);
            total += m_probe->eventAt(row).bytes;
        }
        QCOMPARE(total, 256 * 32768);
    }

private:
    struct Thread
    {
        QString waitsIn;
    };

    static void places()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("IPv4") << u"127.0.0.1"_s;
        QTest::newRow("IPv6") << u"::1"_s;
        QTest::newRow("local") << u"path"_s;
    }
    static Transport transport()
    {
        const char *tag = QTest::currentDataTag();
        return tag && qstrcmp(tag, "local") == 0 ? Transport::LocalStream : Transport::Tcp;
    }
    ServerConfig configAt(const Address &address) const
    {
        ServerConfig config;
        config.engine = EngineKind::BlockingLoop;
        config.transport = transport();
        config.address = address;
        return config;
    }
    quint32 server(AfterGreeting afterGreeting, const QByteArray &greeting = "hello")
    {
        const char *tag = QTest::currentDataTag();
        Address address{tag && qstrcmp(tag, "IPv6") == 0 ? u"::1"_s : u"127.0.0.1"_s, 0};
        if (transport() == Transport::LocalStream)
            address = Address::path(m_folder.filePath(QString::number(++m_lastPath)));
        ServerConfig config = configAt(m_place.isNull() ? address : std::exchange(m_place, {}));
        config.greeting = greeting;
        config.afterGreeting = afterGreeting;
        return startServer(*m_probe, config);
    }
    /// What a server did, as one line.
    QString steps(quint32 id) const
    {
        QStringList names;
        for (qsizetype row = 0; row < m_probe->session.journal().size(); ++row) {
            const Event &event = m_probe->eventAt(row);
            if (event.endpoint == id && event.kind != EventKind::Option)
                names << eventKindName(event.kind);
        }
        // Whether a short sleep was long enough to be asked about is a matter of luck, but for the last.
        QStringList told;
        for (qsizetype i = 0; i < names.size(); ++i) {
            const bool isLast = i + 1 == names.size() || names.at(i + 1) == u"shutdown"_s;
            if (names.at(i) != u"thread"_s || (isLast && i + 1 < names.size()))
                told << names.at(i);
        }
        return told.join(u' ');
    }
    Event lastThreadEvent() const
    {
        const QList<qsizetype> rows = m_probe->rows(EventKind::Thread, Side::Server);
        return rows.isEmpty() ? Event() : m_probe->eventAt(rows.constLast());
    }
    Thread lastThread() const
    {
        const Event event = lastThreadEvent();
        return {event.detail ? event.detail->thread->systemCallName : QString()};
    }

    QTemporaryDir m_folder;
    int m_lastPath = 0;
    Address m_place;
    std::unique_ptr<SessionProbe> m_probe;
};

QTEST_GUILESS_MAIN(tst_BlockingServer)
#include "tst_blockingserver.moc"
