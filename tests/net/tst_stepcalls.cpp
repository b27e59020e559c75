// SPDX-License-Identifier: MIT
#include "support/pythonpeer.h"
#include "support/stepprobe.h"

#include <QFile>
#include <QTemporaryDir>

#include <cerrno>

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
    m_python.reset();
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

QTEST_GUILESS_MAIN(StepCalls)
#include "tst_stepcalls.moc"
