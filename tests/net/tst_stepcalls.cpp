// SPDX-License-Identifier: MIT
#include "core/socketlist.h"
#include "support/pythonpeer.h"
#include "support/stepprobe.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// A transport and family: what a row of these tests is about.
struct Kind
{
    Transport transport = Transport::Tcp;
    bool isIpv6 = false;
    bool isAbstract = false;
};

void addKind(const char *name, const Kind &kind)
{
    QTest::newRow(name) << int(kind.transport) << kind.isIpv6 << kind.isAbstract;
}

void kindColumns()
{
    QTest::addColumn<int>("transport");
    QTest::addColumn<bool>("isIpv6");
    QTest::addColumn<bool>("isAbstract");
}

void addStreams()
{
    addKind("tcp over IPv4", {Transport::Tcp});
    addKind("tcp over IPv6", {Transport::Tcp, true});
    addKind("local stream by path", {Transport::LocalStream});
    addKind("local stream by abstract name", {Transport::LocalStream, false, true});
}

void addDatagrams()
{
    addKind("udp over IPv4", {Transport::Udp});
    addKind("udp over IPv6", {Transport::Udp, true});
    addKind("local datagram by path", {Transport::LocalDatagram});
    addKind("local datagram by abstract name", {Transport::LocalDatagram, false, true});
}

bool hasIpv6()
{
    QFile addresses(u"/proc/net/if_inet6"_s);
    return addresses.open(QIODevice::ReadOnly) && addresses.readAll().contains(" lo");
}

/// The expression that makes the same socket in Python.
QByteArray inPython(const Kind &kind)
{
    const QByteArray family = isLocal(kind.transport) ? "AF_UNIX" : kind.isIpv6 ? "AF_INET6" : "AF_INET";
    const QByteArray protocol = !isIcmp(kind.transport) ? "0"
        : kind.isIpv6                                   ? "IPPROTO_ICMPV6"
                                                        : "IPPROTO_ICMP";
    const QByteArray type = isStream(kind.transport) ? "SOCK_STREAM"
        : kind.transport == Transport::RawIcmp       ? "SOCK_RAW"
                                                     : "SOCK_DGRAM";
    return "socket.socket(" + family + ", " + type + ", " + protocol + ")";
}

QByteArray inPython(const Address &address)
{
    switch (address.kind) {
    case Address::Kind::Ip:
        return "('" + address.host.toUtf8() + "', " + QByteArray::number(address.port) + ")";
    case Address::Kind::Abstract:
        return "'\\0" + address.host.toUtf8() + "'";
    default:
        return "'" + address.host.toUtf8() + "'";
    }
}

} // namespace

/// Every call of the socket object, one at a time through the session, with plain Python at the other end.
class StepCalls : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Session::prepareProcess(); }
    void init();
    void cleanup();

    void makesEverySocket_data();
    void makesEverySocket();
    void serves_data();
    void serves();
    void connects_data();
    void connects();
    void givesBothEndsTheSameNumber_data();
    void givesBothEndsTheSameNumber();
    void surprises_data();
    void surprises();
    void optionsAreReadBack_data();
    void optionsAreReadBack();
    void optionsThatAreOnlyRead();
    void joinsAMulticastGroup();

    void exchangesDatagrams_data();
    void exchangesDatagrams();
    void connectsADatagramSocket_data();
    void connectsADatagramSocket();
    void numbersConversations_data();
    void numbersConversations();
    void numbersANamelessClientOfAServer();
    void tellsAClosedPortOneCallLater();
    void refusesADatagramThatIsTooLarge();

    void sendsInParts_data();
    void sendsInParts();
    void sendsAll_data();
    void sendsAll();
    void saysWhatSendAllDidNotSend();
    void sendsOverTheEndpoint();
    void peeks();
    void waitsForAll();
    void waitsForAllUntilTheEnd();
    void discardsWithTrunc();
    void receivesIntoABuffer();
    void clampsSizes();
    void readsLines_data();
    void readsLines();
    void sendsAFile();
    void sendsAFileThatCannotBeSent();
    void passesADescriptor();
    void receivesADescriptor();
    void receivesAncillaryData_data();
    void receivesAncillaryData();
    void receivesCredentials();

    void failsToConnectAndTriesAgain();
    void connectsToAName();
    void takesIpv4OnAnIpv6Socket();
    void bindsAndListensByItself();
    void shutsReading();
    void closesAbortively();
    void closesWithUnreadBytes_data();
    void closesWithUnreadBytes();
    void isReset();
    void stopsAndAborts();
    void badPaths_data();
    void badPaths();
    void leavesOtherFilesAlone();
    void adopts();
    void adoptsNothingElse();
    void pingsOverARawSocket();
    void pingsWithoutAPrivilege();
    void connectsAgainWhileConnecting();
    void controlsTheQtEngine();
    void showsWhoWaitsInTheAcceptQueue_data();
    void showsWhoWaitsInTheAcceptQueue();
    void readsAsSockets_data();
    void readsAsSockets();

private:
    Kind kind() const
    {
        QFETCH(int, transport);
        QFETCH(bool, isIpv6);
        QFETCH(bool, isAbstract);
        return {Transport(transport), isIpv6, isAbstract};
    }
    quint32 open(Side side, const Kind &kind) { return m_probe->open(side, kind.transport, kind.isIpv6); }
    /// One to bind to: port 0, or a name that nobody has.
    Address freshAddress(const Kind &kind)
    {
        const QString name = u"s%1"_s.arg(++m_names);
        if (!isLocal(kind.transport))
            return {kind.isIpv6 ? u"::1"_s : u"127.0.0.1"_s, 0};
        return kind.isAbstract
            ? Address::abstractName(u"bothends-%1-%2"_s.arg(QCoreApplication::applicationPid()).arg(name))
            : Address::path(m_folder->filePath(name));
    }
    PythonPeer &python()
    {
        if (!m_python)
            m_python = std::make_unique<PythonPeer>(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        return *m_python;
    }
    QByteArray run(const QByteArray &line) { return python().run(line); }
    /// A step client connected to Python's `c`, which was accepted from its listening socket `s`.
    quint32 connectedToPython(const Kind &kind = {});
    /// As a socket of Python's that is bound is called; null if it has no name.
    Address addressInPython(const QByteArray &variable, const Kind &kind)
    {
        const QByteArray name = run(variable + ".getsockname()");
        if (!isLocal(kind.transport)) {
            return {kind.isIpv6 ? u"::1"_s : u"127.0.0.1"_s,
                    quint16(run(variable + ".getsockname()[1]").toUInt())};
        }
        return name.startsWith('\0') ? Address::abstractName(QString::fromUtf8(name.mid(1)))
                                     : Address::path(QString::fromUtf8(name));
    }
    Event sendTo(quint32 endpoint, const Address &address, const QByteArray &bytes)
    {
        return m_probe->send(endpoint, bytes, 0, CallName::SendTo, address);
    }
    Event recvFrom(quint32 endpoint, qint64 size = 4096, MessageFlags flags = {})
    {
        return m_probe->recv(endpoint, 0, size, flags, CallName::RecvFrom);
    }
    Event recvMsg(quint32 endpoint, qint64 ancillarySize)
    {
        SocketCall call = StepProbe::make(CallName::RecvMsg);
        call.ancillarySize = ancillarySize;
        return m_probe->performUntilReady(endpoint, call);
    }
    QString file(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder->filePath(name);
        QFile made(path);
        return made.open(QIODevice::WriteOnly) && made.write(content) == content.size() ? path : QString();
    }
    /// A step server that listens, and the address of it.
    quint32 listening(const Kind &kind, Address &address)
    {
        const quint32 server = open(Side::Server, kind);
        address = m_probe->bind(server, freshAddress(kind)).local;
        m_probe->listen(server);
        return server;
    }

    std::unique_ptr<StepProbe> m_probe;
    std::unique_ptr<PythonPeer> m_python;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_names = 0;
};

void StepCalls::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_probe = std::make_unique<StepProbe>();
    const QByteArray row = QTest::currentDataTag() ? QTest::currentDataTag() : "";
    if (row.contains("IPv6") && !hasIpv6())
        QSKIP("This machine has no IPv6 loopback address.");
}

void StepCalls::cleanup()
{
    if (m_probe) {
        m_probe->session.stopAll(std::chrono::milliseconds(2000));
        QTRY_VERIFY(m_probe->isStopped);
    }
    m_probe.reset();
    if (m_python) // the next row uses the same interpreter; what is not named any more is closed
        run("for name in 'a b c d f s t fds first'.split(): globals().pop(name, None)");
    m_folder.reset();
}

void StepCalls::makesEverySocket_data()
{
    kindColumns();
    addStreams();
    addDatagrams();
    addKind("raw ICMP over IPv4", {Transport::RawIcmp});
    addKind("raw ICMP over IPv6", {Transport::RawIcmp, true});
    addKind("ping over IPv4", {Transport::PingIcmp});
    addKind("ping over IPv6", {Transport::PingIcmp, true});
}

void StepCalls::makesEverySocket()
{
    const Kind which = kind();
    const QByteArray theirs = run(inPython(which) + ".type.value");
    const quint32 endpoint = open(Side::Client, which);
    const Event made = m_probe->last();
    QCOMPARE(made.transport, which.transport);
    QCOMPARE(made.call(), CallName::Socket);
    if (theirs.startsWith('!')) { // without the privilege: refused for the same reason
        QCOMPARE(made.kind, EventKind::Error);
        QCOMPARE(made.error->code, ErrorCode::NotPermitted);
        QCOMPARE(QByteArray::number(made.error->systemCode), theirs.split(' ').last());
        QTRY_VERIFY(m_probe->hasStopped(endpoint));
        return;
    }
    QCOMPARE(made.kind, EventKind::Socket);
    QVERIFY(made.number >= 0);
    QCOMPARE(made.detail->result, made.number);
    QCOMPARE(made.local.kind == Address::Kind::Unnamed, isLocal(which.transport));
    QCOMPARE(made.local.isIpv6(), which.isIpv6); // what the names of its options depend on
    QTRY_VERIFY(m_probe->isRunning(endpoint));
    const Event type = m_probe->getOption(endpoint, SocketOption::Type);
    QCOMPARE(QByteArray::number(type.detail->optionNow->number), theirs);
    QCOMPARE(m_probe->close(endpoint).kind, EventKind::Closed);
    QTRY_VERIFY(m_probe->hasStopped(endpoint));
    const Event after = m_probe->getOption(endpoint, SocketOption::Type);
    QCOMPARE(after.error->code, ErrorCode::BadDescriptor);
    QCOMPARE(after.side, Side::Client);
}

void StepCalls::serves_data()
{
    kindColumns();
    addStreams();
}

void StepCalls::serves()
{
    const Kind which = kind();
    const quint32 server = open(Side::Server, which);
    const Event bound = m_probe->bind(server, freshAddress(which));
    QCOMPARE(bound.kind, EventKind::Bind);
    QVERIFY(isLocal(which.transport) || bound.local.port != 0);
    QTRY_COMPARE(m_probe->addressOf(server), bound.local);
    const Event listens = m_probe->listen(server, 3);
    QCOMPARE(listens.kind, EventKind::Listen);
    QCOMPARE(listens.number, 3);
    QCOMPARE(m_probe->listen(server, 7).number, 7); // again while it listens
    const Event nobody = m_probe->perform(server, CallName::Accept);
    QCOMPARE(nobody.kind, EventKind::Error);
    QCOMPARE(nobody.error->code, ErrorCode::WouldBlock);
    QCOMPARE(nobody.error->systemCode, EAGAIN);

    run("c = " + inPython(which));
    QCOMPARE(run("c.connect(" + inPython(bound.local) + ")"), "None");
    const Event accepted = m_probe->performUntilReady(server, CallName::Accept);
    QCOMPARE(accepted.kind, EventKind::Accept);
    QVERIFY(accepted.socket != listens.socket);
    QVERIFY(accepted.connection != 0);
    QCOMPARE(accepted.local, bound.local);
    if (isLocal(which.transport))
        QCOMPARE(accepted.peer, Address::unnamed(run("os.fstat(c.fileno()).st_ino").toULongLong()));
    else
        QCOMPARE(QByteArray::number(accepted.peer.port), run("c.getsockname()[1]"));

    const Event nothing = m_probe->perform(server, [&] {
        SocketCall call = StepProbe::make(CallName::Recv);
        call.socket = accepted.socket;
        return call;
    }());
    QCOMPARE(nothing.error->code, ErrorCode::WouldBlock);
    QCOMPARE(nothing.connection, accepted.connection);
    QCOMPARE(run("c.send(b'hello')"), "5");
    const Event received = m_probe->recv(server, accepted.socket, 3);
    QCOMPARE(received.kind, EventKind::Received);
    QCOMPARE(m_probe->lastPayload(), "hel");
    QCOMPARE(received.detail->asked, 3);
    QCOMPARE(received.detail->result, 3);
    QCOMPARE(m_probe->recv(server, accepted.socket).streamOffset, 3u);
    QCOMPARE(m_probe->lastPayload(), "lo");
    const Event sent = m_probe->send(server, "welcome", accepted.socket);
    QCOMPARE(sent.kind, EventKind::Sent);
    QCOMPARE(sent.bytes, 7);
    QCOMPARE(sent.detail->result, 7);
    QCOMPARE(run("c.recv(100)"), "welcome");

    run("c.shutdown(SHUT_WR)");
    const Event eof = m_probe->recv(server, accepted.socket);
    QCOMPARE(eof.kind, EventKind::Eof);
    QCOMPARE(eof.detail->result, 0);
    QCOMPARE(m_probe->send(server, "still here", accepted.socket).kind, EventKind::Sent);
    QCOMPARE(run("c.recv(100)"), "still here");
    const std::pair key(accepted.connection, Side::Server);
    QTRY_COMPARE(m_probe->connections.value(key).sentBytes, 17);
    QCOMPARE(m_probe->connections.value(key).receivedBytes, 5);
    QCOMPARE(m_probe->connections.value(key).state, ConnectionStatus::State::Open);

    const Event closed = m_probe->close(server, accepted.socket);
    QCOMPARE(closed.kind, EventKind::Closed);
    QCOMPARE(closed.connection, accepted.connection);
    QCOMPARE(run("c.recv(100)"), ""); // FIN, not RST
    QTRY_COMPARE(m_probe->connections.value(key).state, ConnectionStatus::State::Closed);
    const Event after = m_probe->send(server, "x", accepted.socket);
    QCOMPARE(after.error->code, ErrorCode::BadDescriptor);
    QCOMPARE(after.call(), CallName::Send);
    QVERIFY(!m_probe->hasStopped(server)); // the listening socket is still there
    m_probe->close(server);
    QTRY_VERIFY(m_probe->hasStopped(server));
    if (bound.local.kind == Address::Kind::Path)
        QVERIFY(!QFile::exists(bound.local.host));
}

void StepCalls::connects_data()
{
    kindColumns();
    addStreams();
}

void StepCalls::connects()
{
    const Kind which = kind();
    const Address theirs = freshAddress(which);
    run("s = " + inPython(which));
    run("s.bind(" + inPython(theirs) + ")");
    run("s.listen()");
    const Address address = isLocal(which.transport)
        ? theirs
        : Address{theirs.host, quint16(run("s.getsockname()[1]").toUInt())};

    const quint32 client = open(Side::Client, which);
    const Event bound = m_probe->bind(client, freshAddress(which));
    QCOMPARE(bound.kind, EventKind::Bind);
    const Event connecting = m_probe->connectTo(client, address, CallName::ConnectEx);
    QCOMPARE(connecting.kind, EventKind::Connect);
    QCOMPARE(connecting.detail->result, isLocal(which.transport) ? 0 : EINPROGRESS);
    QCOMPARE(connecting.local, bound.local);
    QCOMPARE(connecting.peer, address);
    QVERIFY(m_probe->waitForKind(client, EventKind::Connected));
    const Event connected = m_probe->last();
    QCOMPARE(connected.origin, Origin::Call);
    QCOMPARE(connected.call(), CallName::ConnectEx);
    QCOMPARE(connected.detail->result, 0);
    QCOMPARE(connected.connection, connecting.connection);
    const Event again = m_probe->connectTo(client, address, CallName::ConnectEx);
    QCOMPARE(again.error->code, ErrorCode::AlreadyConnected);
    QCOMPARE(again.detail->result, EISCONN);

    run("c, a = s.accept()");
    QCOMPARE(run("a if isinstance(a, (str, bytes)) else a[1]"),
             isLocal(which.transport)
                 ? (which.isAbstract ? QByteArray(1, '\0') : QByteArray()) + bound.local.host.toUtf8()
                 : QByteArray::number(bound.local.port));
    QCOMPARE(m_probe->send(client, "question", 0, CallName::SendAll).bytes, 8);
    QCOMPARE(m_probe->shut(client, ShutdownHow::Write).kind, EventKind::Shutdown);
    QCOMPARE(m_probe->last().detail->how, ShutdownHow::Write);
    QCOMPARE(run("c.makefile().read()"), "question"); // to the end: it is a half-close for real
    const Event refused = m_probe->send(client, "x");
    QCOMPARE(refused.error->code, ErrorCode::BrokenPipe);
    run("c.sendall(b'answer')"); // the other direction still flows
    QCOMPARE(m_probe->recv(client).bytes, 6);
    QCOMPARE(m_probe->lastPayload(), "answer");
    run("c.close()");
    QCOMPARE(m_probe->recv(client).kind, EventKind::Eof);
    m_probe->close(client);
    QTRY_VERIFY(m_probe->hasStopped(client));
    QCOMPARE(m_probe->count(EventKind::Reset, Side::Client), 0);
}

void StepCalls::givesBothEndsTheSameNumber_data()
{
    kindColumns();
    addStreams();
}

void StepCalls::givesBothEndsTheSameNumber()
{
    const Kind which = kind();
    Address address;
    const quint32 server = listening(which, address);
    const quint32 client = open(Side::Client, which);
    m_probe->connectTo(client, address);
    QVERIFY(m_probe->waitForKind(client, EventKind::Connected));
    const Event connected = m_probe->last();
    const Event accepted = m_probe->performUntilReady(server, CallName::Accept);
    QCOMPARE(accepted.connection, connected.connection);
    QCOMPARE(accepted.peer, connected.local);
    QCOMPARE(accepted.local, connected.peer);
    m_probe->send(client, "to you");
    QCOMPARE(m_probe->recv(server, accepted.socket).connection, connected.connection);
    QCOMPARE(m_probe->lastPayload(), "to you");
}

void StepCalls::surprises_data()
{
    QTest::addColumn<int>("transport");
    QTest::addColumn<QString>("before"); // what is done first, in words
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("systemCode");
    QTest::addColumn<int>("code");

    const auto add = [](const char *name, Transport transport, const char *before, CallName call, int number,
                        ErrorCode code) {
        QTest::newRow(name) << int(transport) << QString::fromLatin1(before) << int(call) << number
                            << int(code);
    };
    using enum CallName;
    add("accept before listen", Transport::Tcp, "bind", Accept, EINVAL, ErrorCode::InvalidCall);
    add("accept on a connected socket", Transport::Tcp, "connect", Accept, EINVAL, ErrorCode::InvalidCall);
    add("accept on a datagram socket", Transport::Udp, "bind", Accept, EOPNOTSUPP,
        ErrorCode::OperationNotSupported);
    add("accept with nobody waiting", Transport::LocalStream, "bind listen", Accept, EAGAIN,
        ErrorCode::WouldBlock);
    add("send before connect", Transport::Tcp, "", Send, EPIPE, ErrorCode::BrokenPipe);
    add("send before connect, local", Transport::LocalStream, "", Send, ENOTCONN, ErrorCode::NotConnected);
    add("send before connect, datagram", Transport::Udp, "", Send, EDESTADDRREQ,
        ErrorCode::DestinationRequired);
    add("send before connect, local datagram", Transport::LocalDatagram, "", Send, ENOTCONN,
        ErrorCode::NotConnected);
    add("sendall before connect", Transport::Tcp, "", SendAll, EPIPE, ErrorCode::BrokenPipe);
    add("send on a listening socket", Transport::Tcp, "bind listen", Send, EPIPE, ErrorCode::BrokenPipe);
    add("recv before connect", Transport::Tcp, "", Recv, ENOTCONN, ErrorCode::NotConnected);
    add("recv before connect, local", Transport::LocalStream, "", Recv, EINVAL, ErrorCode::InvalidCall);
    add("recv with nothing there", Transport::Udp, "bind", Recv, EAGAIN, ErrorCode::WouldBlock);
    add("recvmsg on a listening socket", Transport::Tcp, "bind listen", RecvMsg, ENOTCONN,
        ErrorCode::NotConnected);
    add("listen on a connected socket", Transport::Tcp, "connect", Listen, EINVAL, ErrorCode::InvalidCall);
    add("listen on a datagram socket", Transport::Udp, "bind", Listen, EOPNOTSUPP,
        ErrorCode::OperationNotSupported);
    add("listen before bind, local", Transport::LocalStream, "", Listen, EINVAL, ErrorCode::InvalidCall);
    add("bind twice", Transport::Tcp, "bind", Bind, EINVAL, ErrorCode::InvalidCall);
    add("shutdown before connect", Transport::Tcp, "", Shutdown, ENOTCONN, ErrorCode::NotConnected);
    add("send after shutdown", Transport::Tcp, "connect shutdown", Send, EPIPE, ErrorCode::BrokenPipe);
    add("connect on a listening socket", Transport::Tcp, "bind listen", Connect, EISCONN,
        ErrorCode::AlreadyConnected);
    add("sendmsg before connect", Transport::Tcp, "", SendMsg, EPIPE, ErrorCode::BrokenPipe);
    add("sendto without a receiver", Transport::Udp, "", SendTo, EDESTADDRREQ,
        ErrorCode::DestinationRequired);
}

void StepCalls::surprises()
{
    QFETCH(int, transport);
    QFETCH(QString, before);
    QFETCH(int, call);
    QFETCH(int, systemCode);
    QFETCH(int, code);
    const Kind which{Transport(transport)};
    run("s = " + inPython(which));
    run("s.bind(" + inPython(Address{u"127.0.0.1"_s, 0}) + ")");
    run("s.listen()");
    const Address theirs{u"127.0.0.1"_s, quint16(run("s.getsockname()[1]").toUInt())};

    const quint32 endpoint = open(Side::Client, which);
    if (before.contains(u"bind"_s))
        QCOMPARE(m_probe->bind(endpoint, freshAddress(which)).kind, EventKind::Bind);
    if (before.contains(u"listen"_s))
        QCOMPARE(m_probe->listen(endpoint).kind, EventKind::Listen);
    if (before.contains(u"connect"_s)) {
        m_probe->connectTo(endpoint, theirs);
        QVERIFY(m_probe->waitForKind(endpoint, EventKind::Connected));
    }
    if (before.contains(u"shutdown"_s))
        QCOMPARE(m_probe->shut(endpoint, ShutdownHow::Write).kind, EventKind::Shutdown);
    SocketCall surprising = StepProbe::make(CallName(call));
    surprising.bytes = "x";
    surprising.ancillarySize = 100;
    if (CallName(call) == CallName::Bind || CallName(call) == CallName::Connect)
        surprising.address = CallName(call) == CallName::Bind ? freshAddress(which) : theirs;
    const Event event = m_probe->perform(endpoint, surprising);
    QCOMPARE(event.kind, EventKind::Error);
    QCOMPARE(event.error->systemCode, systemCode);
    QCOMPARE(event.error->code, ErrorCode(code));
    QCOMPARE(event.call(), CallName(call));
}

void StepCalls::optionsAreReadBack_data()
{
    QTest::addColumn<int>("transport");
    QTest::addColumn<bool>("isIpv6");
    QTest::addColumn<int>("option");
    QTest::addColumn<qint64>("asked");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QByteArray>("python"); // the same with getsockopt() on a socket of Python's

    const auto add = [](Transport transport, bool isIpv6, SocketOption option, qint64 asked, qint64 now,
                        const QByteArray &level, const QByteArray &name = {}) {
        const QByteArray constant = name.isEmpty() ? socketOptionName(option, isIpv6).toLatin1() : name;
        const QByteArray row = constant + (isIpv6 ? " (IPv6)" : "");
        QTest::newRow(row.constData())
            << int(transport) << isIpv6 << int(option) << asked << now << level + ", " + constant;
    };
    using enum SocketOption;
    constexpr Transport tcp = Transport::Tcp;
    constexpr Transport udp = Transport::Udp;
    add(tcp, false, ReuseAddress, 1, 1, "SOL_SOCKET");
    add(tcp, false, ReusePort, 1, 1, "SOL_SOCKET");
    add(tcp, false, ReceiveBuffer, 20000, 40000, "SOL_SOCKET");
    add(tcp, false, SendBuffer, 20000, 40000, "SOL_SOCKET");
    add(tcp, false, KeepAlive, 1, 1, "SOL_SOCKET");
    add(tcp, false, KeepIdle, 60, 60, "IPPROTO_TCP");
    add(tcp, false, KeepInterval, 5, 5, "IPPROTO_TCP");
    add(tcp, false, KeepCount, 3, 3, "IPPROTO_TCP");
    add(tcp, false, NoDelay, 1, 1, "IPPROTO_TCP");
    add(tcp, false, UserTimeout, 1500, 1500, "IPPROTO_TCP", "TCP_USER_TIMEOUT");
    add(tcp, true, V6Only, 1, 1, "IPPROTO_IPV6");
    add(udp, false, Broadcast, 1, 1, "SOL_SOCKET");
    add(udp, false, MulticastTtl, 7, 7, "IPPROTO_IP");
    add(udp, true, MulticastTtl, 7, 7, "IPPROTO_IPV6");
    add(udp, false, MulticastLoop, 0, 0, "IPPROTO_IP");
    add(udp, true, MulticastLoop, 0, 0, "IPPROTO_IPV6");
    add(udp, false, TimeToLive, 33, 33, "IPPROTO_IP");
    add(udp, true, TimeToLive, 33, 33, "IPPROTO_IPV6");
    add(udp, false, ReceivePacketInfo, 1, 1, "IPPROTO_IP", "8"); // ip(7); Python 3.11 has no name for it
    add(udp, true, ReceivePacketInfo, 1, 1, "IPPROTO_IPV6");
    add(udp, false, ReceiveTtl, 1, 1, "IPPROTO_IP", "12");
    add(udp, true, ReceiveTtl, 1, 1, "IPPROTO_IPV6");
    add(udp, false, ReceiveTimestamp, 1, 1, "SOL_SOCKET", "35");
    add(udp, false, ReceiveDrops, 1, 1, "SOL_SOCKET", "40");
    add(Transport::LocalDatagram, false, PassCredentials, 1, 1, "SOL_SOCKET");
}

void StepCalls::optionsAreReadBack()
{
    QFETCH(int, transport);
    QFETCH(bool, isIpv6);
    QFETCH(int, option);
    QFETCH(qint64, asked);
    QFETCH(qint64, now);
    QFETCH(QByteArray, python);
    const Kind which{Transport(transport), isIpv6};
    const quint32 endpoint = open(Side::Server, which);
    const Event before = m_probe->getOption(endpoint, SocketOption(option));
    QCOMPARE(before.kind, EventKind::Option);
    QVERIFY(!before.detail->optionAsked);
    const Event set = m_probe->setOption(endpoint, SocketOption(option), asked);
    QCOMPARE(set.kind, EventKind::Option);
    QCOMPARE(set.detail->option, SocketOption(option));
    QCOMPARE(set.detail->optionAsked->number, asked);
    QCOMPARE(set.detail->optionNow->number, now);
    QCOMPARE(m_probe->getOption(endpoint, SocketOption(option)).detail->optionNow->number, now);
    // What Python finds on a new socket of its own, and makes of the same request.
    run("s = " + inPython(which));
    QCOMPARE(run("s.getsockopt(" + python + ")"), QByteArray::number(before.detail->optionNow->number));
    run("s.setsockopt(" + python + ", " + QByteArray::number(asked) + ")");
    QCOMPARE(run("s.getsockopt(" + python + ")"), QByteArray::number(now));
}

quint32 StepCalls::connectedToPython(const Kind &which)
{
    run("s = " + inPython(which));
    run("s.bind(" + inPython(freshAddress(which)) + ")");
    run("s.listen()");
    const quint32 client = open(Side::Client, which);
    m_probe->connectTo(client, addressInPython("s", which));
    if (!m_probe->waitForKind(client, EventKind::Connected))
        return 0;
    run("c, a = s.accept()");
    return client;
}

void StepCalls::optionsThatAreOnlyRead()
{
    const quint32 client = connectedToPython({Transport::LocalStream});
    const Event peer = m_probe->getOption(client, SocketOption::PeerCredentials);
    QCOMPARE(peer.detail->optionNow->number, python().processId());
    QCOMPARE(peer.detail->optionNow->text,
             u"pid %1, uid %2, gid %3"_s.arg(python().processId()).arg(::getuid()).arg(::getgid()));
    QCOMPARE(m_probe->setOption(client, SocketOption::PeerCredentials, 1).error->code,
             ErrorCode::OptionNotSupported);
    QCOMPARE(m_probe->getOption(client, SocketOption::ErrorOption).detail->optionNow->number, 0);
    const Event type = m_probe->getOption(client, SocketOption::Type);
    QCOMPARE(type.detail->optionNow->text, u"SOCK_STREAM"_s);
    const Event linger = m_probe->getOption(client, SocketOption::Linger);
    QCOMPARE(linger.detail->optionNow->number, -1); // off
    QCOMPARE(m_probe->setOption(client, SocketOption::Linger, 0).detail->optionNow->number, 0);
    QCOMPARE(m_probe->setOption(client, SocketOption::Linger, 7).detail->optionNow->number, 7);
    QCOMPARE(m_probe->setOption(client, SocketOption::Linger, -1).detail->optionNow->number, -1);
    QCOMPARE(m_probe->setOption(client, SocketOption::NoDelay, 1).error->code,
             ErrorCode::OperationNotSupported); // not a socket of TCP
}

void StepCalls::joinsAMulticastGroup()
{
    const quint32 endpoint = m_probe->open(Side::Server, Transport::Udp);
    const Address local = m_probe->bind(endpoint, {u"0.0.0.0"_s, 0}).local;
    SocketCall join = StepProbe::make(CallName::SetSockOpt);
    join.option = SocketOption::MulticastJoin;
    join.value.text = u"239.1.2.3%lo"_s;
    const Event joined = m_probe->perform(endpoint, join);
    QCOMPARE(joined.kind, EventKind::Option);
    QCOMPARE(joined.detail->optionAsked->text, u"239.1.2.3%lo"_s);
    QVERIFY(!joined.detail->optionNow); // it can only be set
    run("c = socket.socket(AF_INET, SOCK_DGRAM)");
    run("c.setsockopt(IPPROTO_IP, IP_MULTICAST_IF, socket.inet_aton('127.0.0.1'))");
    QCOMPARE(run("c.sendto(b'to all', ('239.1.2.3', " + QByteArray::number(local.port) + "))"), "6");
    QCOMPARE(recvFrom(endpoint).bytes, 6);
    QCOMPARE(m_probe->perform(endpoint, join).error->code, ErrorCode::AddressInUse); // joined already
    join.option = SocketOption::MulticastLeave;
    QCOMPARE(m_probe->perform(endpoint, join).kind, EventKind::Option);
    QCOMPARE(m_probe->perform(endpoint, join).error->code, ErrorCode::AddressNotAvailable);
    join.value.text = u"239.1.2.3%nowhere"_s;
    QCOMPARE(m_probe->perform(endpoint, join).error->systemCode, ENODEV);
}

void StepCalls::exchangesDatagrams_data()
{
    kindColumns();
    addDatagrams();
}

void StepCalls::exchangesDatagrams()
{
    const Kind which = kind();
    const quint32 server = open(Side::Server, which);
    const Address address = m_probe->bind(server, freshAddress(which)).local;
    run("c = " + inPython(which));
    run("c.bind(" + inPython(freshAddress(which)) + ")");
    const Address theirs = addressInPython("c", which);
    const QByteArray sendTo = "c.sendto(%, " + inPython(address) + ")";
    const auto pythonSends
        = [&](const QByteArray &bytes) { return run(QByteArray(sendTo).replace("%", bytes)); };

    QCOMPARE(pythonSends("b'one'"), "3");
    const Event first = recvFrom(server);
    QCOMPARE(first.kind, EventKind::Received);
    QCOMPARE(first.peer, theirs);
    QCOMPARE(first.local, address);
    QCOMPARE(m_probe->lastPayload(), "one");
    QVERIFY(first.connection != 0);

    pythonSends("b''"); // an empty datagram is one, not the end
    const Event empty = recvFrom(server);
    QCOMPARE(empty.kind, EventKind::Received);
    QCOMPARE(empty.bytes, 0);
    QCOMPARE(empty.peer, theirs);

    pythonSends("b'0123456789'");
    const Event peeked = recvFrom(server, 20, MessageFlag::Peek);
    QCOMPARE(peeked.kind, EventKind::Peeked);
    QCOMPARE(m_probe->lastPayload(), "0123456789");
    const Event cut = recvFrom(server, 4);
    QCOMPARE(cut.bytes, 4);
    QCOMPARE(cut.detail->result, 4);
    QCOMPARE(cut.detail->datagramSize, 10);
    QVERIFY(cut.detail->returnedFlags.testFlag(MessageFlag::Trunc));
    QCOMPARE(m_probe->lastPayload(), "0123");
    QCOMPARE(cut.streamOffset, 3u);
    pythonSends("b'0123456789'");
    QCOMPARE(recvFrom(server, 4, MessageFlag::Trunc).detail->result, 10);

    const Event sent = this->sendTo(server, theirs, "answer");
    QCOMPARE(sent.kind, EventKind::Sent);
    QCOMPARE(sent.connection, first.connection);
    QCOMPARE(run("c.recv(100)"), "answer");
    QCOMPARE(this->sendTo(server, theirs, "").kind, EventKind::Sent);
    QCOMPARE(run("c.recv(100)"), "");

    run("d = " + inPython(which)); // another peer is another conversation
    run("d.bind(" + inPython(freshAddress(which)) + ")");
    run("d.sendto(b'me too', " + inPython(address) + ")");
    const Event second = recvFrom(server);
    QVERIFY(second.connection != first.connection);
    QCOMPARE(second.streamOffset, 0u);
    const std::pair key(first.connection, Side::Server);
    QTRY_COMPARE(m_probe->connections.value(key).receivedBytes, 11);
    QCOMPARE(m_probe->connections.value(key).sentBytes, 6);
    m_probe->close(server);
    QTRY_COMPARE(m_probe->connections.value(key).state, ConnectionStatus::State::Closed);
}

void StepCalls::connectsADatagramSocket_data()
{
    kindColumns();
    addDatagrams();
}

void StepCalls::connectsADatagramSocket()
{
    const Kind which = kind();
    run("s = " + inPython(which));
    run("s.bind(" + inPython(freshAddress(which)) + ")");
    run("t = " + inPython(which));
    run("t.bind(" + inPython(freshAddress(which)) + ")");
    const quint32 client = open(Side::Client, which);
    if (isLocal(which.transport))
        m_probe->bind(client, freshAddress(which));
    const Event connected = m_probe->connectTo(client, addressInPython("s", which));
    QCOMPARE(connected.kind, EventKind::Connect);
    QCOMPARE(connected.detail->result, 0);
    const Event sent = m_probe->send(client, "hello");
    QCOMPARE(sent.connection, connected.connection);
    QCOMPARE(sent.peer, addressInPython("s", which));
    run("b, a = s.recvfrom(100)");
    QCOMPARE(run("b"), "hello");
    run("s.sendto(b'back', a)");
    const Event back = m_probe->recv(client);
    QCOMPARE(back.bytes, 4);
    QCOMPARE(back.connection, connected.connection);
    // Connecting again chooses another peer: that is what connect() does to a datagram socket.
    const Event other = m_probe->connectTo(client, addressInPython("t", which));
    QCOMPARE(other.kind, EventKind::Connect);
    QVERIFY(other.connection != connected.connection);
    m_probe->send(client, "and you");
    QCOMPARE(run("t.recv(100)"), "and you");
    QCOMPARE(m_probe->count(EventKind::Connected, Side::Client), 0); // nobody shook hands
}

void StepCalls::numbersConversations_data()
{
    QTest::addColumn<QByteArray>("which");
    for (const char *row : {"udp over IPv4", "udp over IPv6", "udp to every interface", "named", "nameless"})
        QTest::newRow(row) << QByteArray(row);
}

void StepCalls::numbersConversations()
{
    QFETCH(QByteArray, which);
    const bool isUdp = which.startsWith("udp");
    const Kind kind{isUdp ? Transport::Udp : Transport::LocalDatagram, which == "udp over IPv6"};
    const quint32 server = open(Side::Server, kind);
    const quint32 client = open(Side::Client, kind);
    Address address
        = m_probe->bind(server, which.endsWith("interface") ? Address{u"0.0.0.0"_s, 0} : freshAddress(kind))
              .local;
    if (which == "named")
        m_probe->bind(client, freshAddress(kind));
    const Event sent = sendTo(client, address, "to you");
    QCOMPARE(sent.kind, EventKind::Sent);
    if (which == "nameless") // a datagram of somebody else's does not get the number
        run("socket.socket(AF_UNIX, SOCK_DGRAM).sendto(b'other', " + inPython(address) + ")");
    const Event received = recvFrom(server);
    QCOMPARE(received.connection, sent.connection);
    QCOMPARE(received.peer, sent.local);
    QCOMPARE(received.local, sent.peer);
    if (which == "nameless") {
        const Event other = recvFrom(server);
        QVERIFY(other.connection != sent.connection);
        QVERIFY(other.peer.isNull());
    } else {
        const Event answered = sendTo(server, received.peer, "and back");
        QCOMPARE(answered.connection, sent.connection);
        QCOMPARE(recvFrom(client).connection, sent.connection);
    }
}

void StepCalls::numbersANamelessClientOfAServer()
{
    ServerConfig config;
    config.transport = Transport::LocalDatagram;
    config.engine = EngineKind::GlassBox;
    config.address = freshAddress({Transport::LocalDatagram});
    config.greeting = "hello";
    const quint32 server = startServer(*m_probe, config);
    QVERIFY(server != 0);
    const quint32 client = m_probe->open(Side::Client, Transport::LocalDatagram);
    const Event sent = sendTo(client, config.address, "it is me");
    QTRY_COMPARE(m_probe->count(EventKind::Received, Side::Server), 1);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server).first()).connection,
             sent.connection);
    QTRY_VERIFY(m_probe->hasError(ErrorCode::DestinationRequired)); // the greeting has no address
}

void StepCalls::tellsAClosedPortOneCallLater()
{
    run("s = socket.socket(AF_INET, SOCK_DGRAM)");
    run("s.bind(('127.0.0.1', 0))");
    const Address closed = addressInPython("s", {Transport::Udp});
    run("s.close()");
    const quint32 client = m_probe->open(Side::Client, Transport::Udp);
    m_probe->connectTo(client, closed);
    QCOMPARE(m_probe->send(client, "anybody?").kind, EventKind::Sent);
    const Event refused = m_probe->recv(client);
    QCOMPARE(refused.kind, EventKind::Error);
    QCOMPARE(refused.error->code, ErrorCode::ConnectionRefused);
    QCOMPARE(refused.call(), CallName::Recv);
    QVERIFY(refused.connection != 0);
}

void StepCalls::refusesADatagramThatIsTooLarge()
{
    const quint32 client = m_probe->open(Side::Client, Transport::Udp);
    const Event refused = sendTo(client, {u"127.0.0.1"_s, 9}, QByteArray(65508, 'x'));
    QCOMPARE(refused.error->code, ErrorCode::DatagramTooLarge);
    QCOMPARE(refused.error->systemCode, EMSGSIZE);
    QCOMPARE(sendTo(client, {u"127.0.0.1"_s, 9}, QByteArray(65507, 'x')).kind, EventKind::Sent);
}

void StepCalls::sendsInParts_data()
{
    kindColumns();
    addKind("tcp over IPv4", {Transport::Tcp});
    addKind("local stream by path", {Transport::LocalStream});
}

void StepCalls::sendsInParts()
{
    const quint32 client = connectedToPython(kind());
    m_probe->setOption(client, SocketOption::SendBuffer, 5000);
    const QByteArray much(8 * 1024 * 1024, 'm');
    const Event part = m_probe->send(client, much);
    QCOMPARE(part.kind, EventKind::Sent);
    QCOMPARE(part.detail->asked, much.size());
    QVERIFY2(part.bytes > 0 && part.bytes < much.size(), qPrintable(QString::number(part.bytes)));
    QCOMPARE(part.detail->result, part.bytes);
    qint64 total = part.bytes;
    while (m_probe->send(client, much).kind == EventKind::Sent) // until there is no room
        total += m_probe->last().bytes;
    QCOMPARE(m_probe->last().kind, EventKind::Error);
    QCOMPARE(m_probe->last().error->code, ErrorCode::WouldBlock);
    QTRY_COMPARE(m_probe->connections.value({part.connection, Side::Client}).sentBytes, total);
    QCOMPARE(m_probe->connections.value({part.connection, Side::Client}).queuedBytes, 0);
    run("n = 0");
    m_probe->shut(client, ShutdownHow::Write);
    QCOMPARE(run("len(c.makefile('rb').read())"), QByteArray::number(total));
}

void StepCalls::sendsAll_data()
{
    kindColumns();
    addKind("tcp over IPv4", {Transport::Tcp});
    addKind("local stream by path", {Transport::LocalStream});
}

void StepCalls::sendsAll()
{
    const quint32 client = connectedToPython(kind());
    m_probe->setOption(client, SocketOption::SendBuffer, 20000);
    QByteArray much;
    for (int i = 0; much.size() < 8 * 1024 * 1024; ++i)
        much += QByteArray::number(i) + ' ';
    const Event first = m_probe->send(client, much, 0, CallName::SendAll);
    QVERIFY(first.bytes < much.size());
    // A send() meanwhile is allowed; there is no room for it.
    QCOMPARE(m_probe->send(client, "x").error->code, ErrorCode::WouldBlock);
    QTRY_VERIFY(m_probe->connections.value({first.connection, Side::Client}).queuedBytes > 0);
    run("import hashlib");
    python().begin("hashlib.sha256(c.recv(" + QByteArray::number(much.size())
                   + ", MSG_WAITALL)).hexdigest()");
    QCOMPARE(python().result(), QCryptographicHash::hash(much, QCryptographicHash::Sha256).toHex());
    QTRY_COMPARE(m_probe->connections.value({first.connection, Side::Client}).queuedBytes, 0);
    qint64 offset = 0;
    for (const qsizetype row : m_probe->rows(EventKind::Sent, Side::Client)) {
        const Event sent = m_probe->eventAt(row);
        QCOMPARE(qint64(sent.streamOffset), offset);
        QCOMPARE(sent.call(), CallName::SendAll);
        QCOMPARE(sent.detail->result, sent.bytes);
        QCOMPARE(sent.detail->asked, much.size() - offset);
        offset += sent.bytes;
    }
    QCOMPARE(offset, much.size());
}

void StepCalls::saysWhatSendAllDidNotSend()
{
    const quint32 client = connectedToPython();
    const QByteArray much(15 * 1024 * 1024, 'x');
    const Event first = m_probe->send(client, much, 0, CallName::SendAll);
    QVERIFY(first.bytes < much.size());
    const Event refused = m_probe->send(client, much, 0, CallName::SendAll);
    QCOMPARE(refused.error->code, ErrorCode::MessageTooLong);
    const Event closed = m_probe->close(client);
    QCOMPARE(closed.kind, EventKind::Closed);
    QCOMPARE(closed.error->code, ErrorCode::UnsentDiscarded);
    qint64 sent = 0;
    for (const qsizetype row : m_probe->rows(EventKind::Sent, Side::Client))
        sent += m_probe->eventAt(row).bytes;
    QCOMPARE(closed.error->amount, much.size() - sent);
}

void StepCalls::sendsOverTheEndpoint()
{
    const quint32 client = connectedToPython();
    const quint32 connection = m_probe->last().connection;
    m_probe->session.send(client, connection, "from the composer");
    QVERIFY(m_probe->waitForKind(client, EventKind::Sent));
    QCOMPARE(m_probe->last().call(), CallName::SendAll);
    QCOMPARE(run("c.recv(100)"), "from the composer");
    m_probe->session.finishSending(client, connection);
    QCOMPARE(run("c.recv(100)"), "");
    m_probe->session.disconnectPeer(client, connection);
    QTRY_VERIFY(m_probe->hasStopped(client));
}

void StepCalls::peeks()
{
    const quint32 client = connectedToPython();
    run("c.send(b'abcdef')");
    const Event peeked = m_probe->recv(client, 0, 4, MessageFlag::Peek);
    QCOMPARE(peeked.kind, EventKind::Peeked);
    QCOMPARE(peeked.bytes, 4);
    QCOMPARE(m_probe->lastPayload(), "abcd");
    QCOMPARE(m_probe->recv(client, 0, 2, MessageFlag::Peek).streamOffset, 0u);
    const Event received = m_probe->recv(client, 0, 100, MessageFlag::DontWait);
    QCOMPARE(received.kind, EventKind::Received);
    QCOMPARE(received.streamOffset, 0u);
    QCOMPARE(m_probe->lastPayload(), "abcdef");
    QCOMPARE(received.detail->flags, MessageFlags(MessageFlag::DontWait));
    const Event nothing = m_probe->perform(client, [] {
        SocketCall call = StepProbe::make(CallName::Recv);
        call.flags = MessageFlag::Peek;
        return call;
    }());
    QCOMPARE(nothing.error->code, ErrorCode::WouldBlock);
    run("c.close()");
    QCOMPARE(m_probe->recv(client, 0, 4, MessageFlag::Peek).kind, EventKind::Eof);
}

void StepCalls::waitsForAll()
{
    const quint32 client = connectedToPython();
    SocketCall all = StepProbe::make(CallName::Recv);
    all.size = 10;
    all.flags = MessageFlag::WaitAll;
    run("c.send(b'0123')");
    m_probe->session.call(client, all);
    // Another reader meanwhile would get bytes out of the middle: it is told so, and the first one goes on.
    const Event second = m_probe->perform(client, CallName::RecvFrom);
    QCOMPARE(second.error->code, ErrorCode::InProgress);
    QCOMPARE(m_probe->count(EventKind::Received, Side::Client), 0);
    QCOMPARE(m_probe->send(client, "the other direction flows").kind, EventKind::Sent);
    run("c.send(b'45')");
    run("c.send(b'6789abc')");
    QVERIFY(m_probe->waitForKind(client, EventKind::Received));
    const Event received = m_probe->last();
    QCOMPARE(m_probe->lastPayload(), "0123456789");
    QCOMPARE(received.detail->asked, 10);
    QCOMPARE(received.detail->result, 10);
    QCOMPARE(received.detail->flags, MessageFlags(MessageFlag::WaitAll));
    QCOMPARE(m_probe->recv(client).streamOffset, 10u);
    QCOMPARE(m_probe->lastPayload(), "abc");
}

void StepCalls::waitsForAllUntilTheEnd()
{
    const quint32 client = connectedToPython();
    SocketCall all = StepProbe::make(CallName::Recv);
    all.size = 10;
    all.flags = MessageFlag::WaitAll;
    run("c.send(b'0123')");
    m_probe->session.call(client, all);
    run("c.shutdown(SHUT_WR)");
    QVERIFY(m_probe->waitForKind(client, EventKind::Received));
    QCOMPARE(m_probe->last().bytes, 4);
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Client), 0);
    QCOMPARE(m_probe->perform(client, all).kind, EventKind::Eof);
    all.flags |= MessageFlag::DontWait;
    QCOMPARE(m_probe->perform(client, all).kind, EventKind::Eof);

    // What had come before a close() is told, too.
    const quint32 other = connectedToPython();
    run("c.send(b'0123')");
    all.flags = MessageFlag::WaitAll;
    m_probe->session.call(other, all);
    QCOMPARE(m_probe->perform(other, CallName::RecvFrom).error->code, ErrorCode::InProgress);
    m_probe->close(other);
    QCOMPARE(m_probe->rows(EventKind::Received, Side::Client).size(), 2);
}

void StepCalls::discardsWithTrunc()
{
    const quint32 client = connectedToPython();
    run("c.send(b'abcdef')");
    const Event discarded = m_probe->recv(client, 0, 4, MessageFlag::Trunc); // tcp(7)
    QCOMPARE(discarded.kind, EventKind::Received);
    QCOMPARE(discarded.bytes, 4);
    QCOMPARE(m_probe->lastPayload(), "");
    QCOMPARE(m_probe->recv(client).streamOffset, 4u);
    QCOMPARE(m_probe->lastPayload(), "ef");
}

void StepCalls::receivesIntoABuffer()
{
    const quint32 client = connectedToPython();
    for (const CallName name : {CallName::RecvInto, CallName::RecvFromInto, CallName::RecvMsgInto}) {
        run("c.send(b'abc')");
        const Event received = m_probe->recv(client, 0, 16, {}, name);
        QCOMPARE(received.kind, EventKind::Received);
        QCOMPARE(received.call(), name);
        QCOMPARE(received.detail->asked, 16); // the buffer; the rest of it stays untouched
        QCOMPARE(received.detail->result, 3);
        QCOMPARE(m_probe->lastPayload(), "abc");
    }
}

void StepCalls::clampsSizes()
{
    const quint32 client = connectedToPython();
    run("c.send(b'abc')");
    SocketCall call = StepProbe::make(CallName::Recv);
    call.size = 0;
    const Event refused = m_probe->perform(client, call);
    QCOMPARE(refused.error->code, ErrorCode::OutOfRange);
    QVERIFY(m_probe->waitForKind(client, EventKind::Received));
    QCOMPARE(m_probe->last().detail->asked, 1);
    call.size = 17 * 1024 * 1024;
    QCOMPARE(m_probe->perform(client, call).error->code, ErrorCode::OutOfRange);
    QVERIFY(m_probe->waitForKind(client, EventKind::Received));
    QCOMPARE(m_probe->last().detail->asked, 16 * 1024 * 1024);
    QCOMPARE(m_probe->last().bytes, 2);
    call = StepProbe::make(CallName::RecvMsg);
    call.ancillarySize = -1;
    QCOMPARE(m_probe->perform(client, call).error->code, ErrorCode::OutOfRange);
}

void StepCalls::readsLines_data()
{
    kindColumns();
    addStreams();
}

void StepCalls::readsLines()
{
    const quint32 client = connectedToPython(kind());
    const auto readLine = [&] { return m_probe->performUntilReady(client, CallName::ReadLine); };
    run("c.send(b'one\\ntwo\\npart')");
    const Event filled = readLine();
    QCOMPARE(filled.kind, EventKind::Received);
    QCOMPARE(filled.detail->asked, 8192);
    QCOMPARE(filled.detail->inProgram, 12);
    QVERIFY(m_probe->waitForKind(client, EventKind::Line));
    QCOMPARE(m_probe->lastPayload(), "one\n");
    QCOMPARE(m_probe->last().bytes, 4);
    QCOMPARE(m_probe->last().detail->inProgram, 8);
    const Event second = m_probe->perform(client, CallName::ReadLine); // nothing left the kernel for it
    QCOMPARE(second.kind, EventKind::Line);
    QCOMPARE(m_probe->lastPayload(), "two\n");
    QCOMPARE(second.streamOffset, 4u);
    const Event nothing = m_probe->perform(client, CallName::ReadLine);
    QCOMPARE(nothing.error->code, ErrorCode::WouldBlock);
    QCOMPARE(nothing.detail->inProgram, 4);
    run("c.send(b'ial\\nrest')");
    QCOMPARE(readLine().detail->inProgram, 12);
    QVERIFY(m_probe->waitForKind(client, EventKind::Line));
    QCOMPARE(m_probe->lastPayload(), "partial\n");
    QCOMPARE(m_probe->last().streamOffset, 8u);
    run("c.close()");
    const Event end = readLine();
    QCOMPARE(end.kind, EventKind::Eof);
    QCOMPARE(end.detail->inProgram, 4);
    QVERIFY(m_probe->waitForKind(client, EventKind::Line)); // the end gives the rest
    QCOMPARE(m_probe->lastPayload(), "rest");
    QCOMPARE(m_probe->last().detail->inProgram, 0);
    QCOMPARE(readLine().kind, EventKind::Eof);
    QCOMPARE(m_probe->count(EventKind::Line, Side::Client), 4);
    QCOMPARE(m_probe->received(Side::Client, filled.connection), "one\ntwo\npartial\nrest");
}

void StepCalls::sendsAFile()
{
    QByteArray content;
    for (int i = 0; i < 20000; ++i)
        content += QByteArray::number(i);
    const quint32 client = connectedToPython();
    SocketCall call = StepProbe::make(CallName::SendFile);
    call.file = file(u"file.bin"_s, content);
    call.fileOffset = 1000;
    call.fileCount = 500;
    const Event sent = m_probe->perform(client, call);
    QCOMPARE(sent.kind, EventKind::Sent);
    QCOMPARE(sent.bytes, 500);
    QCOMPARE(sent.detail->result, 500);
    QCOMPARE(sent.detail->asked, 500);
    QCOMPARE(sent.detail->file, call.file);
    QCOMPARE(sent.detail->fileOffset, 1000);
    QVERIFY(m_probe->lastPayload().isEmpty()); // the bytes are in the file
    QCOMPARE(run("c.recv(500, MSG_WAITALL)"), content.mid(1000, 500));
    call.fileOffset = 0;
    call.fileCount = -1;
    const Event whole = m_probe->perform(client, call);
    QCOMPARE(whole.detail->asked, content.size());
    QCOMPARE(whole.streamOffset, 500u);
    QCOMPARE(run("c.recv(" + QByteArray::number(whole.bytes) + ", MSG_WAITALL)"), content.left(whole.bytes));
}

void StepCalls::sendsAFileThatCannotBeSent()
{
    const quint32 client = connectedToPython();
    SocketCall call = StepProbe::make(CallName::SendFile);
    call.file = m_folder->filePath(u"missing"_s);
    const Event missing = m_probe->perform(client, call);
    QCOMPARE(missing.error->code, ErrorCode::FileUnreadable);
    QCOMPARE(missing.error->systemCode, ENOENT);
    QCOMPARE(missing.error->subject, call.file);
    call.file = file(u"empty"_s, {});
    QCOMPARE(m_probe->perform(client, call).error->code, ErrorCode::FileEmpty);
    call.file = file(u"short"_s, "abc");
    call.fileOffset = 3;
    call.fileCount = 10;
    QCOMPARE(m_probe->perform(client, call).error->code, ErrorCode::OutOfRange);
    call.file = m_folder->path();
    QCOMPARE(m_probe->perform(client, call).error->code, ErrorCode::FileUnreadable);
    QCOMPARE(m_probe->last().error->systemCode, EISDIR);
    if (::geteuid() != 0) {
        call.file = file(u"secret"_s, "abc");
        QFile(call.file).setPermissions({});
        QCOMPARE(m_probe->perform(client, call).error->systemCode, EACCES);
    }
    QCOMPARE(m_probe->count(EventKind::Sent, Side::Client), 0);
}

void StepCalls::passesADescriptor()
{
    const quint32 client = connectedToPython({Transport::LocalStream});
    SocketCall call = StepProbe::make(CallName::SendMsg);
    call.bytes = "here";
    call.file = file(u"passed.txt"_s, "what the file says");
    const Event sent = m_probe->perform(client, call);
    QCOMPARE(sent.kind, EventKind::Sent);
    QCOMPARE(sent.bytes, 4);
    QCOMPARE(sent.detail->ancillary.size(), 1);
    QCOMPARE(sent.detail->ancillary.first().type, u"SCM_RIGHTS"_s);
    QVERIFY(sent.detail->ancillary.first().value.endsWith(u"regular file "_s + call.file));
    run("b, fds, flags, address = socket.recv_fds(c, 100, 5)");
    QCOMPARE(run("b"), "here");
    QCOMPARE(run("os.read(fds[0], 100)"), "what the file says");
    call.file = m_folder->filePath(u"missing"_s);
    QCOMPARE(m_probe->perform(client, call).error->code, ErrorCode::FileUnreadable);
    call.file.clear(); // plain sendmsg()
    QCOMPARE(m_probe->perform(client, call).kind, EventKind::Sent);
    QCOMPARE(run("c.recv(100)"), "here");
}

void StepCalls::receivesADescriptor()
{
    const quint32 client = connectedToPython({Transport::LocalStream});
    const QString path = file(u"passed.txt"_s, "abc");
    run("f = open('" + path.toUtf8() + "')");
    const auto openDescriptors = [] { return QDir(u"/proc/self/fd"_s).count(); };
    const uint before = openDescriptors();
    run("socket.send_fds(c, [b'take it'], [f.fileno(), c.fileno()])");
    const Event received = recvMsg(client, 256);
    QCOMPARE(received.kind, EventKind::Received);
    QCOMPARE(m_probe->lastPayload(), "take it");
    QCOMPARE(received.detail->ancillaryAsked, 256);
    QCOMPARE(received.detail->ancillary.size(), 1);
    const AncillaryItem item = received.detail->ancillary.first();
    QCOMPARE(item.level, u"SOL_SOCKET"_s);
    QCOMPARE(item.type, u"SCM_RIGHTS"_s);
    QCOMPARE(item.data.size(), 2 * qsizetype(sizeof(int)));
    QVERIFY2(item.value.contains(u" regular file "_s + path + u", fd "_s), qPrintable(item.value));
    QVERIFY(item.value.contains(u"socket socket:["_s));
    QCOMPARE(openDescriptors(), before); // described, and closed again
    run("socket.send_fds(c, [b'take it'], [f.fileno()])"); // no room for it: the kernel says so
    const Event cut = recvMsg(client, 4);
    QVERIFY(cut.detail->returnedFlags.testFlag(MessageFlag::CTrunc));
    QVERIFY(cut.detail->ancillary.isEmpty());
    QCOMPARE(openDescriptors(), before);
}

void StepCalls::receivesAncillaryData_data()
{
    kindColumns();
    addKind("udp over IPv4", {Transport::Udp});
    addKind("udp over IPv6", {Transport::Udp, true});
}

void StepCalls::receivesAncillaryData()
{
    const Kind which = kind();
    const quint32 server = open(Side::Server, which);
    const Address address = m_probe->bind(server, freshAddress(which)).local;
    for (const SocketOption option : {SocketOption::ReceivePacketInfo, SocketOption::ReceiveTtl,
                                      SocketOption::ReceiveTimestamp, SocketOption::ReceiveDrops})
        QCOMPARE(m_probe->setOption(server, option, 1).kind, EventKind::Option);
    m_probe->setOption(server, SocketOption::ReceiveBuffer, 2304);
    run("c = " + inPython(which));
    run(which.isIpv6 ? "c.setsockopt(IPPROTO_IPV6, IPV6_UNICAST_HOPS, 33)"
                     : "c.setsockopt(IPPROTO_IP, IP_TTL, 33)");
    const QByteArray send = "c.sendto(b'x' * 500, " + inPython(address) + ")";
    run("[" + send + " for i in range(50)]"); // most are dropped
    const Event first = recvMsg(server, 512);
    QCOMPARE(first.kind, EventKind::Received);
    const auto valueOf = [](const Event &event, const QString &type) {
        for (const AncillaryItem &item : event.detail->ancillary) {
            if (item.type == type)
                return item.value;
        }
        return QString();
    };
    QCOMPARE(valueOf(first, which.isIpv6 ? u"IPV6_HOPLIMIT"_s : u"IP_TTL"_s), u"33"_s);
    const QString info = valueOf(first, which.isIpv6 ? u"IPV6_PKTINFO"_s : u"IP_PKTINFO"_s);
    QVERIFY2(info.contains(address.host) && info.contains(u"(lo)"_s), qPrintable(info));
    const double time = valueOf(first, u"SCM_TIMESTAMPNS"_s).toDouble();
    QVERIFY(qAbs(time - double(first.wallClockUs) / 1e6) < 60);
    QCOMPARE(valueOf(first, u"SO_RXQ_OVFL"_s), QString());
    const auto isEmpty = [&] {
        SocketCall call = StepProbe::make(CallName::Recv);
        return m_probe->perform(server, call).kind == EventKind::Error;
    };
    while (!isEmpty()) { }
    run(send);
    const Event late = recvMsg(server, 512);
    QVERIFY2(valueOf(late, u"SO_RXQ_OVFL"_s).toInt() > 0, qPrintable(valueOf(late, u"SO_RXQ_OVFL"_s)));
}

void StepCalls::receivesCredentials()
{
    const Kind which{Transport::LocalDatagram};
    const quint32 server = open(Side::Server, which);
    const Address address = m_probe->bind(server, freshAddress(which)).local;
    m_probe->setOption(server, SocketOption::PassCredentials, 1);
    run("c = " + inPython(which));
    run("c.sendto(b'me', " + inPython(address) + ")");
    const Event received = recvMsg(server, 256);
    QCOMPARE(received.detail->ancillary.size(), 1);
    QCOMPARE(received.detail->ancillary.first().type, u"SCM_CREDENTIALS"_s);
    QVERIFY(received.detail->ancillary.first().value.startsWith(u"pid %1, uid "_s.arg(python().processId())));
}

void StepCalls::failsToConnectAndTriesAgain()
{
    run("s = socket.socket()");
    run("s.bind(('127.0.0.1', 0))"); // it does not listen
    const Address address = addressInPython("s", {});
    const quint32 client = m_probe->open(Side::Client, Transport::Tcp);
    const Event first = m_probe->connectTo(client, address, CallName::ConnectEx);
    QCOMPARE(first.kind, EventKind::Connect);
    QVERIFY(m_probe->waitForKind(client, EventKind::Error));
    const Event refused = m_probe->last();
    QCOMPARE(refused.error->code, ErrorCode::ConnectionRefused);
    QCOMPARE(refused.call(), CallName::ConnectEx);
    QCOMPARE(refused.detail->result, ECONNREFUSED);
    QCOMPARE(refused.connection, first.connection);
    QTRY_COMPARE(m_probe->connections.value({first.connection, Side::Client}).state,
                 ConnectionStatus::State::Closed);
    run("s.listen()");
    m_probe->connectTo(client, address);
    QVERIFY(m_probe->waitForKind(client, EventKind::Connected));
    QCOMPARE(m_probe->last().call(), CallName::Connect);
    QTRY_COMPARE(m_probe->connections.value({m_probe->last().connection, Side::Client}).state,
                 ConnectionStatus::State::Open);
    QCOMPARE(m_probe->connectTo(client, address).error->code, ErrorCode::AlreadyConnected);
}

void StepCalls::connectsAgainWhileConnecting()
{
    // A full accept queue leaves the client's SYN without an answer.
    run("s = socket.socket()");
    run("s.bind(('127.0.0.1', 0))");
    run("s.listen(0)");
    const Address address = addressInPython("s", {});
    run("first = socket.create_connection(s.getsockname())");
    const quint32 client = m_probe->open(Side::Client, Transport::Tcp);
    const Event connecting = m_probe->connectTo(client, address);
    QCOMPARE(connecting.detail->result, EINPROGRESS);
    const Event again = m_probe->connectTo(client, address, CallName::ConnectEx);
    QCOMPARE(again.error->code, ErrorCode::InProgress);
    QCOMPARE(again.error->systemCode, EALREADY);
    QCOMPARE(again.detail->result, EALREADY);
    QCOMPARE(again.connection, connecting.connection);
    QCOMPARE(m_probe->send(client, "x").error->code, ErrorCode::WouldBlock);
    QCOMPARE(m_probe->count(EventKind::Connected, Side::Client), 0);
    QTRY_COMPARE(m_probe->connections.value({connecting.connection, Side::Client}).state,
                 ConnectionStatus::State::Connecting);
    m_probe->close(client);
    QTRY_COMPARE(m_probe->connections.value({connecting.connection, Side::Client}).state,
                 ConnectionStatus::State::Closed);
}

void StepCalls::connectsToAName()
{
    run("s = socket.socket()");
    run("s.bind(('127.0.0.1', 0))");
    run("s.listen()");
    Address address = addressInPython("s", {});
    address.host = u"localhost"_s;
    const quint32 client = m_probe->open(Side::Client, Transport::Tcp);
    QCOMPARE(m_probe->connectTo(client, address).peer.host, u"127.0.0.1"_s);
    QVERIFY(m_probe->waitForKind(client, EventKind::Connected));
    const quint32 other = m_probe->open(Side::Client, Transport::Tcp);
    const Event nowhere = m_probe->connectTo(other, {u"no-such-name.invalid"_s, 80});
    QCOMPARE(nowhere.error->code, ErrorCode::HostNotFound);
    QCOMPARE(m_probe->connectTo(other, {}).error->code, ErrorCode::AddressInvalid);
    QVERIFY(m_probe->connectTo(other, {u"::1"_s, 80}).error->systemCode == EAFNOSUPPORT);
}

void StepCalls::takesIpv4OnAnIpv6Socket()
{
    if (!hasIpv6())
        QSKIP("This machine has no IPv6 loopback address.");
    const quint32 server = m_probe->open(Side::Server, Transport::Tcp, true);
    m_probe->setOption(server, SocketOption::V6Only, 0);
    const Address address = m_probe->bind(server, {}).local;
    QCOMPARE(address.host, u"::"_s);
    m_probe->listen(server);
    run("c = socket.create_connection(('127.0.0.1', " + QByteArray::number(address.port) + "))");
    const Event accepted = m_probe->performUntilReady(server, CallName::Accept);
    QCOMPARE(accepted.kind, EventKind::Accept);
    QCOMPARE(accepted.peer.host, u"127.0.0.1"_s); // the kernel says ::ffff:127.0.0.1
    const quint32 narrow = m_probe->open(Side::Server, Transport::Tcp, true);
    m_probe->setOption(narrow, SocketOption::V6Only, 1);
    const Address only = m_probe->bind(narrow, {}).local;
    m_probe->listen(narrow);
    QCOMPARE(run("socket.create_connection(('127.0.0.1', " + QByteArray::number(only.port) + "))"),
             "! ConnectionRefusedError 111");
}

void StepCalls::bindsAndListensByItself()
{
    const quint32 server = m_probe->open(Side::Server, Transport::Tcp);
    const Event listens = m_probe->listen(server);
    QCOMPARE(listens.kind, EventKind::Listen); // without bind(): the kernel chooses a port
    QVERIFY(listens.local.port != 0);
    const quint32 local = m_probe->open(Side::Server, Transport::LocalStream);
    const Event bound = m_probe->bind(local, {}); // autobind
    QCOMPARE(bound.kind, EventKind::Bind);
    QCOMPARE(bound.local.kind, Address::Kind::Abstract);
    QCOMPARE(bound.local.host.size(), 5);
}

void StepCalls::shutsReading()
{
    const quint32 client = connectedToPython();
    const Event shut = m_probe->shut(client, ShutdownHow::Read);
    QCOMPARE(shut.detail->how, ShutdownHow::Read);
    const Event none = m_probe->perform(client, CallName::Recv);
    QCOMPARE(none.kind, EventKind::Received); // 0 without a word of the peer's: no Eof
    QCOMPARE(none.bytes, 0);
    QCOMPARE(none.detail->how, ShutdownHow::Read);
    QCOMPARE(m_probe->send(client, "still").kind, EventKind::Sent);
    QCOMPARE(run("c.recv(100)"), "still");
    QCOMPARE(m_probe->shut(client, ShutdownHow::Both).kind, EventKind::Shutdown);
    QCOMPARE(run("c.recv(100)"), "");
}

void StepCalls::closesAbortively()
{
    const quint32 client = connectedToPython();
    m_probe->close(client, 0, true);
    QTRY_VERIFY(m_probe->hasStopped(client));
    const QList<qsizetype> resets = m_probe->rows(EventKind::Reset, Side::Client);
    QCOMPARE(resets.size(), 1);
    QVERIFY(!m_probe->eventAt(resets.first()).error);
    QCOMPARE(m_probe->eventAt(resets.first()).call(), CallName::Close);
    QCOMPARE(m_probe->rows(EventKind::Closed, Side::Client), QList<qsizetype>{resets.first() + 1});
    QCOMPARE(run("c.recv(100)"), "! ConnectionResetError 104");
}

void StepCalls::closesWithUnreadBytes_data()
{
    kindColumns();
    addKind("tcp over IPv4", {Transport::Tcp});
    addKind("local stream by path", {Transport::LocalStream});
}

void StepCalls::closesWithUnreadBytes()
{
    const quint32 client = connectedToPython(kind());
    run("c.send(b'unread')");
    QCOMPARE(m_probe->recv(client, 0, 1).bytes, 1);
    m_probe->close(client);
    QTRY_VERIFY(m_probe->hasStopped(client));
    QCOMPARE(m_probe->count(EventKind::Reset, Side::Client), 1);
    QCOMPARE(run("c.recv(100)"), "! ConnectionResetError 104");
}

void StepCalls::isReset()
{
    const quint32 client = connectedToPython();
    run("c.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack('ii', 1, 0))");
    run("c.close()");
    const Event reset = m_probe->recv(client);
    QCOMPARE(reset.kind, EventKind::Reset);
    QCOMPARE(reset.error->code, ErrorCode::ConnectionReset);
    QCOMPARE(reset.error->systemCode, ECONNRESET);
    QCOMPARE(reset.call(), CallName::Recv);
    QCOMPARE(m_probe->send(client, "x").error->code, ErrorCode::BrokenPipe); // from then on
    m_probe->close(client, 0, true);
    QCOMPARE(m_probe->count(EventKind::Reset, Side::Client), 1); // nothing is left to reset
}

void StepCalls::stopsAndAborts()
{
    for (const bool isAbort : {false, true}) {
        Address address;
        const quint32 server = listening({}, address);
        run("c = socket.create_connection(" + inPython(address) + ")");
        const Event accepted = m_probe->performUntilReady(server, CallName::Accept);
        if (isAbort)
            m_probe->session.abort(server);
        else
            m_probe->session.stop(server);
        QTRY_VERIFY(m_probe->hasStopped(server));
        QCOMPARE(run("c.recv(100)"), isAbort ? "! ConnectionResetError 104" : "");
        QCOMPARE(m_probe->connections.value({accepted.connection, Side::Server}).state,
                 ConnectionStatus::State::Closed);
    }
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Server), 4);
}

void StepCalls::badPaths_data()
{
    QTest::addColumn<QByteArray>("there"); // what Python puts at the path %
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("systemCode");
    using enum CallName;
    const QByteArray server = "s = socket.socket(AF_UNIX); s.bind('%')";
    const QByteArray listening = server + "; s.listen(); s.setblocking(False)";
    const auto add = [](const char *name, const QByteArray &there, CallName call, ErrorCode code,
                        int number) { QTest::newRow(name) << there << int(call) << int(code) << number; };
    add("bind to a regular file", "open('%', 'w').close()", Bind, ErrorCode::NotASocketFile, EADDRINUSE);
    add("bind where a server lives", listening, Bind, ErrorCode::AddressInUse, EADDRINUSE);
    add("bind where a socket is bound", server, Bind, ErrorCode::AddressInUse, EADDRINUSE);
    add("bind where a datagram socket is bound", "s = socket.socket(AF_UNIX, SOCK_DGRAM); s.bind('%')", Bind,
        ErrorCode::AddressInUse, EADDRINUSE);
    add("bind to a stale file", listening + "; s.close()", Bind, ErrorCode::SocketFileStale, EADDRINUSE);
    add("connect to nothing", "", Connect, ErrorCode::SocketFileMissing, ENOENT);
    add("connect to a regular file", "open('%', 'w').close()", Connect, ErrorCode::NotASocketFile,
        ECONNREFUSED);
    add("connect to a stale file", listening + "; s.close()", Connect, ErrorCode::SocketFileStale,
        ECONNREFUSED);
    add("connect where nobody listens", server, Connect, ErrorCode::ConnectionRefused, ECONNREFUSED);
    add("connect to a datagram socket", "s = socket.socket(AF_UNIX, SOCK_DGRAM); s.bind('%')", ConnectEx,
        ErrorCode::WrongSocketType, EPROTOTYPE);
}

void StepCalls::badPaths()
{
    QFETCH(QByteArray, there);
    QFETCH(int, call);
    QFETCH(int, code);
    QFETCH(int, systemCode);
    const QString path = m_folder->filePath(u"it"_s);
    QCOMPARE(run(there.isEmpty() ? QByteArray("None") : there.replace("%", path.toUtf8())), "None");
    const quint32 endpoint = m_probe->open(Side::Client, Transport::LocalStream);
    SocketCall bad = StepProbe::make(CallName(call));
    bad.address = Address::path(path);
    const Event event = m_probe->perform(endpoint, bad);
    QCOMPARE(event.kind, EventKind::Error);
    QCOMPARE(event.error->systemCode, systemCode);
    QCOMPARE(event.error->code, ErrorCode(code));
    QCOMPARE(event.error->subject, path);
    QCOMPARE(QFile::exists(path), !there.isEmpty()); // nothing is removed unasked
    if (there.contains("setblocking") && !there.contains("close")) // finding out left no client behind
        QCOMPARE(run("s.accept()"), "! BlockingIOError 11");
    m_probe->close(endpoint);
    QCOMPARE(QFile::exists(path), !there.isEmpty());
}

void StepCalls::leavesOtherFilesAlone()
{
    const quint32 endpoint = m_probe->open(Side::Server, Transport::LocalStream);
    QCOMPARE(m_probe->bind(endpoint, Address::path(m_folder->filePath(u"no/such/folder"_s))).error->code,
             ErrorCode::FolderMissing);
    const Event tooLong = m_probe->bind(endpoint, Address::path(m_folder->filePath(QString(108, u'x'))));
    QCOMPARE(tooLong.error->code, ErrorCode::PathTooLong);
    QCOMPARE(tooLong.error->systemCode, ENAMETOOLONG);
    if (::geteuid() != 0) {
        QFile(m_folder->path()).setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        QCOMPARE(m_probe->bind(endpoint, Address::path(m_folder->filePath(u"x"_s))).error->code,
                 ErrorCode::PermissionDenied);
        QFile(m_folder->path()).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    // The socket's file was replaced by somebody else's: that one is not removed.
    const QString path = m_folder->filePath(u"mine"_s);
    QCOMPARE(m_probe->bind(endpoint, Address::path(path)).kind, EventKind::Bind);
    run("os.unlink('" + path.toUtf8() + "')");
    run("s = socket.socket(AF_UNIX)");
    run("s.bind('" + path.toUtf8() + "')");
    m_probe->close(endpoint);
    QVERIFY(QFile::exists(path));
}

void StepCalls::adopts()
{
    run("s = socket.socket()");
    run("s.bind(('127.0.0.1', 0))");
    run("s.listen()");
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    QCOMPARE(::listen(listener, 3), 0);
    SocketConfig config;
    config.side = Side::Server;
    config.transport = Transport::LocalDatagram; // the kernel knows better
    config.adoptDescriptor = listener;
    const quint32 server = m_probe->open(config);
    QCOMPARE(m_probe->last().kind, EventKind::Socket);
    QCOMPARE(m_probe->last().transport, Transport::Tcp);
    QCOMPARE(m_probe->last().number, listener);
    QVERIFY(m_probe->waitForKind(server, EventKind::Listen));
    QCOMPARE(m_probe->last().origin, Origin::Kernel); // the call was not ours
    const Address address = m_probe->last().local;
    run("c = socket.create_connection(('127.0.0.1', " + QByteArray::number(address.port) + "))");
    QCOMPARE(m_probe->performUntilReady(server, CallName::Accept).kind, EventKind::Accept);

    int pair[2];
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    config.side = Side::Client;
    config.adoptDescriptor = pair[0];
    const quint32 client = m_probe->open(config);
    QVERIFY(m_probe->waitForKind(client, EventKind::Connected));
    QCOMPARE(m_probe->last().transport, Transport::LocalStream);
    QCOMPARE(m_probe->last().peer.kind, Address::Kind::Unnamed);
    QCOMPARE(m_probe->send(client, "abc").kind, EventKind::Sent);
    char bytes[10];
    QCOMPARE(::read(pair[1], bytes, sizeof bytes), 3);
    ::close(pair[1]);
    m_probe->close(client);
    QCOMPARE(::fcntl(pair[0], F_GETFD), -1); // taken over, so closed
}

void StepCalls::adoptsNothingElse()
{
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    SocketConfig config;
    config.adoptDescriptor = pipe[0];
    quint32 endpoint = m_probe->open(config);
    QCOMPARE(m_probe->last().kind, EventKind::Error);
    QCOMPARE(m_probe->last().error->code, ErrorCode::NotASocketFile);
    QTRY_VERIFY(m_probe->hasStopped(endpoint));
    QVERIFY(::fcntl(pipe[0], F_GETFD) >= 0); // it is not ours to close
    ::close(pipe[0]);
    ::close(pipe[1]);
    endpoint = m_probe->open(config);
    QCOMPARE(m_probe->last().error->code, ErrorCode::BadDescriptor);
    QTRY_VERIFY(m_probe->hasStopped(endpoint));
}

void StepCalls::pingsOverARawSocket()
{
    const quint32 endpoint = m_probe->open(Side::Client, Transport::RawIcmp);
    if (m_probe->last().kind == EventKind::Error)
        QSKIP("A raw socket needs a privilege (CAP_NET_RAW) that this test has not got.");
    // RFC 792: type 8, code 0, checksum, identifier, sequence number, data
    QByteArray request = QByteArray::fromHex("08000000be570001") + "hi";
    quint32 sum = 0;
    for (qsizetype i = 0; i < request.size(); i += 2)
        sum += (quint32(uchar(request.at(i))) << 8) | uchar(request.at(i + 1));
    sum = ~((sum & 0xffff) + (sum >> 16));
    request[2] = char(sum >> 8);
    request[3] = char(sum);
    const Address loopback{u"127.0.0.1"_s, 0};
    const Event sent = sendTo(endpoint, loopback, request);
    QCOMPARE(sent.kind, EventKind::Sent);
    QCOMPARE(sent.transport, Transport::RawIcmp);
    // It gets every ICMP packet of the machine, its own request too, with the IP header before it (raw(7)).
    QByteArray reply;
    QVERIFY(QTest::qWaitFor(
        [&] {
            const Event received = recvFrom(endpoint);
            reply = m_probe->lastPayload();
            return received.kind == EventKind::Received && reply.size() == 30 && reply.at(20) == 0
                && reply.mid(24) == request.mid(4);
        },
        20000));
    QCOMPARE(m_probe->last().connection, sent.connection);
}

void StepCalls::pingsWithoutAPrivilege()
{
    const quint32 endpoint = m_probe->open(Side::Client, Transport::PingIcmp);
    if (m_probe->last().kind == EventKind::Error) {
        QCOMPARE(m_probe->last().error->code, ErrorCode::NotPermitted);
        QCOMPARE(m_probe->last().error->systemCode, EACCES);
        QSKIP("net.ipv4.ping_group_range forbids ping sockets to this user.");
    }
    const Event sent = sendTo(endpoint, {u"127.0.0.1"_s, 0}, QByteArray::fromHex("0800000000000001") + "hi");
    QCOMPARE(sent.kind, EventKind::Sent);
    const Event reply = recvFrom(endpoint);
    QCOMPARE(reply.bytes, 10);
    QCOMPARE(m_probe->lastPayload().at(0), '\0');
    QCOMPARE(reply.connection, sent.connection);
}

void StepCalls::controlsTheQtEngine()
{
    const quint32 server = startServer(*m_probe);
    const quint32 client = m_probe->session.startClient({m_probe->addressOf(server)});
    QTRY_COMPARE(m_probe->count(EventKind::Accept, Side::Server), 1);
    QTRY_COMPARE(m_probe->count(EventKind::Connected, Side::Client), 1);
    const quint32 accepted = m_probe->eventAt(m_probe->rows(EventKind::Accept, Side::Server).first()).socket;
    const Event reuse = m_probe->getOption(server, SocketOption::ReuseAddress);
    QCOMPARE(reuse.kind, EventKind::Option);
    QCOMPARE(reuse.detail->optionNow->number, 1); // QTcpServer::listen() sets it
    QCOMPARE(
        m_probe->setOption(server, SocketOption::ReceiveBuffer, 30000, accepted).detail->optionNow->number,
        60000);
    QCOMPARE(m_probe->last().connection, 1u);
    QCOMPARE(m_probe->setOption(client, SocketOption::KeepIdle, 33).detail->optionNow->number, 33);
    QCOMPARE(m_probe->perform(client, CallName::Recv).error->code, ErrorCode::NotOffered);
    QCOMPARE(m_probe->getOption(server, SocketOption::Type, 999).error->code, ErrorCode::BadDescriptor);
    m_probe->session.call(client, [] {
        SocketCall call = StepProbe::make(CallName::Shutdown);
        call.how = ShutdownHow::Write;
        return call;
    }());
    QTRY_COMPARE(m_probe->count(EventKind::Eof, Side::Server), 1);
    QCOMPARE(m_probe->count(EventKind::Shutdown, Side::Client), 1);
}

void StepCalls::showsWhoWaitsInTheAcceptQueue_data()
{
    kindColumns();
    addStreams();
}

void StepCalls::showsWhoWaitsInTheAcceptQueue()
{
    const Kind which = kind();
    m_probe->session.observeKernel(KernelSource::System);
    m_probe->session.setWatched(true);
    Address address;
    const quint32 server = listening(which, address);
    const auto waiting = [&] {
        int queue = -1;
        for (const qsizetype row :
             m_probe->rows(EventKind::State, Side::Server) + m_probe->rows(EventKind::Queues, Side::Server)) {
            const Event event = m_probe->eventAt(row);
            if (event.reading && event.reading->acceptQueue >= 0 && event.endpoint == server)
                queue = event.reading->acceptQueue;
        }
        return queue;
    };
    QTRY_COMPARE(waiting(), 0);
    run("c = " + inPython(which));
    run("c.connect(" + inPython(address) + ")");
    QTRY_COMPARE(waiting(), 1); // nobody accepts by itself
    QCOMPARE(m_probe->count(EventKind::Accept, Side::Server), 0);
    QCOMPARE(m_probe->performUntilReady(server, CallName::Accept).kind, EventKind::Accept);
    QTRY_COMPARE(waiting(), 0);
}

void StepCalls::readsAsSockets_data()
{
    kindColumns();
    addStreams();
}

void StepCalls::readsAsSockets()
{
    const Kind which = kind();
    const SocketList sockets(m_probe->session.journal());
    Address address;
    const quint32 server = listening(which, address);
    const quint32 listener = m_probe->last().socket;
    QVERIFY(m_probe->last().isStep);
    QVERIFY(sockets.find(listener)->isListening);
    QCOMPARE(sockets.find(listener)->local, address);
    const quint32 client = open(Side::Client, which);
    const quint32 own = m_probe->last().socket;
    QVERIFY(sockets.find(own)->descriptor >= 0);
    QVERIFY(!sockets.find(own)->isBound);
    m_probe->connectTo(client, address);
    QVERIFY(m_probe->waitForKind(client, EventKind::Connected));
    QVERIFY(sockets.find(own)->isConnected);
    QVERIFY(!sockets.find(own)->isConnecting);
    const quint32 accepted = m_probe->performUntilReady(server, CallName::Accept).socket;
    QCOMPARE(sockets.socketsOf(server), (QList<quint32>{listener, accepted}));
    QVERIFY(sockets.find(accepted)->isAccepted);
    m_probe->shut(client, ShutdownHow::Write);
    QVERIFY(sockets.find(own)->isWriteShut);
    QVERIFY(!sockets.find(own)->isReadShut);
    m_probe->recv(server, accepted);
    QVERIFY(sockets.find(accepted)->hasEof);
    m_probe->close(server, accepted);
    QVERIFY(sockets.find(accepted)->isClosed);
    QCOMPARE(sockets.openSockets(Side::Server), QList<quint32>{listener});
}

QTEST_GUILESS_MAIN(StepCalls)
#include "tst_stepcalls.moc"
