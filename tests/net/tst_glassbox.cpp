// SPDX-License-Identifier: MIT
#include "support/pythonpeer.h"
#include "support/sessionprobe.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 30000;

QString interpreter()
{
    return QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py");
}

} // namespace

/// What only the glass box shows, or is about local sockets and other people's descriptors.
class TestGlassBox : public QObject
{
    Q_OBJECT

    static ServerConfig serverConfig(Transport transport = Transport::Tcp)
    {
        ServerConfig config;
        config.engine = EngineKind::GlassBox;
        config.transport = transport;
        return config;
    }
    static ClientConfig clientConfig(const Address &server, Transport transport = Transport::Tcp)
    {
        ClientConfig config{server};
        config.engine = EngineKind::GlassBox;
        config.transport = transport;
        return config;
    }
    static QByteArray connectTo(const Address &server)
    {
        return "s = socket.create_connection(('127.0.0.1', " + QByteArray::number(server.port) + "))";
    }
    QString newPath() { return m_folder.filePath(u"%1.sock"_s.arg(++m_count)); }

    QTemporaryDir m_folder;
    int m_count = 0;

private slots:
    // The other direction flows after the peer's FIN, whoever the peer is.
    void halfCloseOfAClient_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        const QString script = u"import socket, sys\n"
                               u"s = socket.create_connection(('127.0.0.1', %PORT%))\n"
                               u"s.sendall(sys.stdin.buffer.read())\n"
                               u"s.shutdown(socket.SHUT_WR)\n"
                               u"while d := s.recv(65536):\n"
                               u"    sys.stdout.buffer.write(d)\n"
                               u"    sys.stdout.flush()"_s;
        QTest::newRow("python") << u"python3"_s << QStringList{u"-c"_s, script};
        QTest::newRow("ncat") << u"ncat"_s << QStringList{u"127.0.0.1"_s, u"%PORT%"_s};
        QTest::newRow("socat") << u"socat"_s << QStringList{u"-t60"_s, u"-"_s, u"TCP:127.0.0.1:%PORT%"_s};
    }
    void halfCloseOfAClient()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("The program is not installed.");
        SessionProbe probe;
        ServerConfig config = serverConfig();
        config.afterEof = AfterEof::KeepSending;
        const quint32 server = startServer(probe, config);
        arguments.replaceInStrings(u"%PORT%"_s, QString::number(probe.addressOf(server).port));
        QProcess peer;
        peer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        peer.start(program, arguments);
        peer.write("all I have to say");
        peer.closeWriteChannel();
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Eof, Side::Server), 1, kPatience);
        QCOMPARE(probe.received(Side::Server, 1), "all I have to say");
        const QByteArray large(2 * 1024 * 1024, 'l');
        probe.session.send(server, 1, "thirteen more");
        probe.session.send(server, 1, large);
        QByteArray got;
        QTRY_COMPARE_WITH_TIMEOUT((got += peer.readAllStandardOutput()).size(), 13 + large.size(), kPatience);
        QVERIFY(got == "thirteen more" + large);
        QCOMPARE(probe.count(EventKind::Closed, Side::Server, 1), 0);
        probe.session.disconnectPeer(server, 1);
        QTRY_COMPARE_WITH_TIMEOUT(peer.state(), QProcess::NotRunning, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        QVERIFY(probe.errors().isEmpty());
    }

    // Our client has said all; the server, whoever it is, answers only then.
    void halfCloseToAServer_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        const QString script = u"import socket, sys\n"
                               u"l = socket.create_server(('127.0.0.1', %PORT%))\n"
                               u"s, a = l.accept(); b = b''\n"
                               u"while d := s.recv(65536): b += d\n"
                               u"s.sendall(b + b', heard'); s.close()"_s;
        QTest::newRow("python") << u"python3"_s << QStringList{u"-c"_s, script};
        QTest::newRow("socat") << u"socat"_s
                               << QStringList{u"-t60"_s, u"TCP-LISTEN:%PORT%,bind=127.0.0.1,reuseaddr"_s,
                                              u"SYSTEM:cat; echo \\, heard"_s};
    }
    void halfCloseToAServer()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("The program is not installed.");
        SessionProbe probe;
        const quint32 server = startServer(probe, serverConfig()); // a port that is free in a moment
        const Address address = probe.addressOf(server);
        probe.session.stop(server);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(server), kPatience);
        arguments.replaceInStrings(u"%PORT%"_s, QString::number(address.port));
        QProcess peer;
        peer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        peer.start(program, arguments);
        quint32 client = 0;
        const bool isOpen = QTest::qWaitFor(
            [&] {
                if (client == 0 || probe.hasStopped(client)) // not listening yet
                    client = probe.session.startClient(clientConfig(address));
                return probe.count(EventKind::Connected, Side::Client) == 1;
            },
            kPatience);
        QVERIFY(isOpen);
        const quint32 connection
            = probe.eventAt(probe.rows(EventKind::Connected, Side::Client).constFirst()).connection;
        probe.session.send(client, connection, "said");
        probe.session.finishSending(client, connection);
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Client, connection).trimmed(), "said, heard",
                                  kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(client), kPatience);
        QCOMPARE(probe.count(EventKind::Shutdown, Side::Client, connection), 1);
        QCOMPARE(probe.count(EventKind::Eof, Side::Client, connection), 1);
        QTRY_COMPARE_WITH_TIMEOUT(peer.state(), QProcess::NotRunning, kPatience);
    }

    // A reset that comes while the connection is half-open is noticed although nothing is sent.
    void aResetOfAHalfOpenConnectionIsNoticed()
    {
        SessionProbe probe;
        ServerConfig config = serverConfig();
        config.afterEof = AfterEof::KeepSending;
        const quint32 server = startServer(probe, config);
        PythonPeer python(interpreter());
        python.run(connectTo(probe.addressOf(server)));
        python.run("s.shutdown(socket.SHUT_WR)");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Eof, Side::Server), 1, kPatience);
        python.run("s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))");
        probe.session.send(server, 1, "not read"); // else Linux sends no RST from FIN_WAIT_2
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server), 1, kPatience);
        python.run("s.close()");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        QCOMPARE(probe.count(EventKind::Reset, Side::Server, 1), 1);
    }

    void connectsInTwoSteps()
    {
        SessionProbe probe;
        const quint32 server = startServer(probe, serverConfig());
        probe.session.startClient(clientConfig(probe.addressOf(server)));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Connected, Side::Client), 1, kPatience);
        const Event &asked = probe.eventAt(probe.rows(EventKind::Connect, Side::Client).constFirst());
        QCOMPARE(asked.call(), CallName::ConnectEx);
        QCOMPARE(asked.detail->result, EINPROGRESS);
        const Event &connected = probe.eventAt(probe.rows(EventKind::Connected, Side::Client).constFirst());
        QCOMPARE(connected.call(), CallName::GetSockOpt);
        QCOMPARE(connected.detail->result, 0);
        QVERIFY(connected.monotonicNs > asked.monotonicNs);
    }

    void tellsWhatTheFirstSendTook()
    {
        SessionProbe probe;
        const quint32 server = startServer(probe, serverConfig());
        PythonPeer python(interpreter());
        python.run(connectTo(probe.addressOf(server)));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        const QByteArray large(10 * 1024 * 1024, 'l');
        probe.session.send(server, 1, large);
        probe.session.send(server, 1, "waits");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server), 2, kPatience);
        const QList<qsizetype> rows = probe.rows(EventKind::Sent, Side::Server);
        const Event first = probe.eventAt(rows.first());
        QCOMPARE(first.call(), CallName::SendAll);
        QCOMPARE(first.detail->asked, large.size());
        QVERIFY(first.detail->result > 0 && first.detail->result < large.size());
        QCOMPARE(probe.eventAt(rows.last()).detail->result, -1); // no call yet
        QVERIFY(probe.connections.value({1, Side::Server}).queuedBytes > 5);
        QCOMPARE(python.run("len(s.recv(10 * 1024 * 1024 + 5, socket.MSG_WAITALL))"),
                 QByteArray::number(large.size() + 5));
        QTRY_COMPARE_WITH_TIMEOUT(probe.connections.value({1, Side::Server}).queuedBytes, 0, kPatience);
    }

    void bothFamiliesAtOnePort_data()
    {
        QTest::addColumn<EngineKind>("engine");
        QTest::addColumn<bool>("isIpv6Only");
        QTest::newRow("Qt") << EngineKind::Qt << false;
        QTest::newRow("Qt, IPv6 only") << EngineKind::Qt << true;
        QTest::newRow("glass box") << EngineKind::GlassBox << false;
        QTest::newRow("glass box, IPv6 only") << EngineKind::GlassBox << true;
    }
    void bothFamiliesAtOnePort()
    {
        QFETCH(EngineKind, engine);
        QFETCH(bool, isIpv6Only);
        SessionProbe probe;
        ServerConfig config = serverConfig();
        config.engine = engine;
        config.address.host = u"::"_s;
        config.isIpv6Only = isIpv6Only;
        const quint32 server = startServer(probe, config);
        PythonPeer python(interpreter());
        const QByteArray port = QByteArray::number(probe.addressOf(server).port);
        if (server == 0 || python.run("socket.socket(AF_INET6).connect(('::1', " + port + "))") != "None")
            QSKIP("This machine has no IPv6.");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        const Event ipv6 = probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constFirst());
        QCOMPARE(ipv6.peer.host, u"::1"_s);
        QVERIFY(!ipv6.detail || ipv6.detail->mappedPeer.isNull());
        python.run("c = socket.socket()");
        const QByteArray result = python.run("c.connect(('127.0.0.1', " + port + "))");
        if (isIpv6Only) {
            QCOMPARE(result, "! ConnectionRefusedError " + QByteArray::number(ECONNREFUSED));
            return;
        }
        QCOMPARE(result, "None");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 2, kPatience);
        const Event &ipv4 = probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constLast());
        const auto clientPort = quint16(python.run("c.getsockname()[1]").toUInt());
        QCOMPARE(ipv4.peer, (Address{u"127.0.0.1"_s, clientPort}));
        QCOMPARE(ipv4.detail->mappedPeer, (Address{u"::ffff:127.0.0.1"_s, clientPort}));
    }

    void aDualStackServerAndAClientOfOursAreOneConnection()
    {
        SessionProbe probe;
        ServerConfig config = serverConfig();
        config.address.host = u"::"_s;
        const quint32 server = startServer(probe, config);
        if (server == 0)
            QSKIP("This machine has no IPv6.");
        probe.session.startClient(clientConfig({u"127.0.0.1"_s, probe.addressOf(server).port}));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Connected, Side::Client), 1, kPatience);
        QCOMPARE(probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constFirst()).connection,
                 probe.eventAt(probe.rows(EventKind::Connected, Side::Client).constFirst()).connection);
    }

    void refusesAPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<ErrorCode>("code");
        const QString file = newPath();
        QFile regular(file);
        QVERIFY(regular.open(QIODevice::WriteOnly));
        const QString stale = newPath();
        PythonPeer python(interpreter());
        python.run("socket.socket(socket.AF_UNIX).bind('" + stale.toUtf8() + "')");
        QTest::newRow("too long") << m_folder.filePath(QString(120, u'x')) << ErrorCode::PathTooLong;
        QTest::newRow("no folder") << m_folder.filePath(u"none/x.sock"_s) << ErrorCode::FolderMissing;
        QTest::newRow("a file") << file << ErrorCode::NotASocketFile;
        QTest::newRow("a folder") << m_folder.path() << ErrorCode::NotASocketFile;
        QTest::newRow("stale") << stale << ErrorCode::SocketFileStale;
        QTest::newRow("empty") << QString() << ErrorCode::AddressInvalid;
    }
    void refusesAPath()
    {
        QFETCH(QString, path);
        QFETCH(ErrorCode, code);
        const bool wasThere = QFile::exists(path);
        SessionProbe probe;
        ServerConfig config = serverConfig(Transport::LocalStream);
        config.address = Address::path(path);
        const quint32 server = probe.session.startServer(config);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(server), kPatience);
        QCOMPARE(probe.errors().size(), 1);
        QCOMPARE(probe.errors().constFirst().code, code);
        QCOMPARE(QFile::exists(path), wasThere); // never removed unasked
    }

    void removesItsOwnFileOnly()
    {
        SessionProbe probe;
        ServerConfig config = serverConfig(Transport::LocalStream);
        config.address = Address::path(newPath());
        const quint32 first = startServer(probe, config);
        QVERIFY(QFile::exists(config.address.host));
        probe.session.stop(first);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(first), kPatience);
        QVERIFY(!QFile::exists(config.address.host));

        const quint32 second = startServer(probe, config);
        QVERIFY(QFile::remove(config.address.host)); // somebody takes the name over
        QFile other(config.address.host);
        QVERIFY(other.open(QIODevice::WriteOnly));
        probe.session.stop(second);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(second), kPatience);
        QVERIFY(other.exists());
    }

    // A local socket has no RST; but whoever leaves bytes unread shows it.
    void anUnreadLocalConnectionIsReset()
    {
        SessionProbe probe;
        ServerConfig config = serverConfig(Transport::LocalStream);
        config.address = Address::abstractName(u"bothends-unread-%1"_s.arg(::getpid()));
        const quint32 server = startServer(probe, config);
        PythonPeer python(interpreter());
        python.run("s = socket.socket(socket.AF_UNIX)");
        python.run("s.connect('\\0" + config.address.host.toUtf8() + "')");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        const Event &accepted = probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constFirst());
        QCOMPARE(accepted.peer.kind, Address::Kind::Unnamed);
        QCOMPARE(accepted.peer.host.toUtf8(), python.run("os.fstat(s.fileno()).st_ino"));
        probe.session.send(server, 1, "not read");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server), 1, kPatience);
        python.run("s.close()");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        QCOMPARE(probe.count(EventKind::Reset, Side::Server, 1), 1);
        QCOMPARE(probe.count(EventKind::Eof, Side::Server, 1), 0);
    }

    // Where TCP lets a client wait, a local socket says EAGAIN at once; ours asks again.
    void aFullLocalQueueIsSaidAndWaitedFor()
    {
        SessionProbe probe;
        ServerConfig config = serverConfig(Transport::LocalStream);
        config.address = Address::path(newPath());
        config.backlog = 0;
        const quint32 server = startServer(probe, config);
        probe.session.setAccepting(server, false);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Pause, Side::Server), 1, kPatience);
        for (int i = 0; i < 3; ++i)
            probe.session.startClient(clientConfig(config.address, Transport::LocalStream));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Error, Side::Client), 2, kPatience);
        QCOMPARE(probe.errors().constFirst().code, ErrorCode::WouldBlock);
        QCOMPARE(probe.count(EventKind::Connected, Side::Client), 1);
        probe.session.setAccepting(server, true);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Connected, Side::Client), 3, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 3, kPatience);
        QCOMPARE(probe.errors().size(), 2); // said once each
    }

    void takesOverDescriptors_data()
    {
        QTest::addColumn<EngineKind>("engine");
        QTest::addColumn<Transport>("transport");
        QTest::newRow("Qt") << EngineKind::Qt << Transport::Tcp;
        QTest::newRow("glass box") << EngineKind::GlassBox << Transport::Tcp;
        QTest::newRow("glass box, local") << EngineKind::GlassBox << Transport::LocalStream;
    }
    void takesOverDescriptors()
    {
        QFETCH(EngineKind, engine);
        QFETCH(Transport, transport);
        // As socket activation does it: somebody else has made them.
        const int family = isLocal(transport) ? AF_UNIX : AF_INET;
        const int listener = ::socket(family, SOCK_STREAM, 0);
        sockaddr_storage address{};
        address.ss_family = sa_family_t(family);
        socklen_t size = isLocal(transport) ? socklen_t(sizeof(sa_family_t)) : socklen_t(sizeof(sockaddr_in));
        QCOMPARE(::bind(listener, reinterpret_cast<const sockaddr *>(&address), size), 0);
        QCOMPARE(::listen(listener, 5), 0);
        size = sizeof address;
        QCOMPARE(::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size), 0);
        const int connected = ::socket(family, SOCK_STREAM, 0);
        QCOMPARE(::connect(connected, reinterpret_cast<const sockaddr *>(&address), size), 0);

        SessionProbe probe;
        ServerConfig config;
        config.engine = engine;
        config.transport = transport;
        config.adoptDescriptor = listener;
        const quint32 server = startServer(probe, config);
        QVERIFY(server != 0);
        QVERIFY(!probe.addressOf(server).isNull());
        QCOMPARE(probe.count(EventKind::Bind, Side::Server), 0);
        ClientConfig clientConfig;
        clientConfig.engine = engine;
        clientConfig.transport = transport;
        clientConfig.adoptDescriptor = connected;
        const quint32 client = probe.session.startClient(clientConfig);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Connected, Side::Client), 1, kPatience);
        const Event accepted = probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constFirst());
        const Event opened = probe.eventAt(probe.rows(EventKind::Connected, Side::Client).constFirst());
        QCOMPARE(opened.connection, accepted.connection);
        QCOMPARE(opened.local, accepted.peer);
        probe.session.send(client, opened.connection, "taken over");
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Server, opened.connection), "taken over", kPatience);
        probe.session.stop(client);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(client), kPatience);
        QVERIFY(probe.errors().isEmpty());
    }

    void refusesDescriptors_data()
    {
        QTest::addColumn<EngineKind>("engine");
        QTest::newRow("Qt") << EngineKind::Qt;
        QTest::newRow("glass box") << EngineKind::GlassBox;
    }
    void refusesDescriptors()
    {
        QFETCH(EngineKind, engine);
        SessionProbe probe;
        const auto lastError = [&probe](quint32 endpoint) {
            (void)QTest::qWaitFor([&] { return probe.hasStopped(endpoint); }, kPatience);
            return probe.errors().isEmpty() ? ErrorCode::Unknown : probe.errors().constLast().code;
        };
        const auto errorOfServer = [&](int descriptor) {
            ServerConfig config;
            config.engine = engine;
            config.adoptDescriptor = descriptor;
            return lastError(probe.session.startServer(config));
        };
        const auto errorOfClient = [&](int descriptor) {
            ClientConfig config;
            config.engine = engine;
            config.adoptDescriptor = descriptor;
            return lastError(probe.session.startClient(config));
        };
        const int stream = ::socket(AF_INET, SOCK_STREAM, 0);
        const int datagram = ::socket(AF_INET, SOCK_DGRAM, 0);
        const int local = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(errorOfServer(9999), ErrorCode::BadDescriptor);
        QCOMPARE(errorOfServer(stream), ErrorCode::InvalidCall); // it does not listen
        QCOMPARE(errorOfServer(datagram), ErrorCode::WrongSocketType);
        QCOMPARE(errorOfServer(local), ErrorCode::WrongSocketType);
        QCOMPARE(errorOfClient(9999), ErrorCode::BadDescriptor);
        QCOMPARE(errorOfClient(stream), ErrorCode::NotConnected);
        QCOMPARE(errorOfClient(datagram), ErrorCode::WrongSocketType);
        QCOMPARE(::close(stream), 0); // still ours
        QCOMPARE(::close(datagram), 0);
        QCOMPARE(::close(local), 0);
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_FATAL_WARNINGS", "1");
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    TestGlassBox test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_glassbox.moc"
