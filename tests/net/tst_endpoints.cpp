// SPDX-License-Identifier: MIT
#include "net/endpointcontract.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace bothends::test {

class OverIpv4 : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverIpv4(EngineKind engine)
        : EndpointContract(engine, Transport::Tcp)
    {
    }

protected:
    Address listenAddress() override { return {u"127.0.0.1"_s, 0}; }
};

class OverIpv6 : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverIpv6(EngineKind engine)
        : EndpointContract(engine, Transport::Tcp)
    {
    }

protected:
    Address listenAddress() override { return {u"::1"_s, 0}; }
private slots:
    void initTestCase()
    {
        QFile addresses(u"/proc/net/if_inet6"_s);
        if (!addresses.open(QIODevice::ReadOnly) || !addresses.readAll().contains(" lo"))
            QSKIP("This machine has no IPv6 loopback address.");
    }
};

class OverPath : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverPath(EngineKind engine)
        : EndpointContract(engine, Transport::LocalStream)
        , m_ownEngine(engine)
    {
    }

protected:
    Address listenAddress() override { return Address::path(m_folder.filePath(u"%1.sock"_s.arg(++m_count))); }
    ErrorCode refusal() const override { return ErrorCode::SocketFileMissing; }

private slots:
    void tellsWhetherThePeerHasReadAll_data();
    void tellsWhetherThePeerHasReadAll();

private:
    const EngineKind m_ownEngine;
    QTemporaryDir m_folder;
    int m_count = 0;
};

void OverPath::tellsWhetherThePeerHasReadAll_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<EventKind>("end");
    QTest::newRow("it has") << u"s.recv(100)"_s << EventKind::Eof;
    QTest::newRow("it has not: ECONNRESET") << u"select.select([s], [], [])"_s << EventKind::Reset;
}

// What a local socket has instead of RST. The peer is a plain program.
void OverPath::tellsWhetherThePeerHasReadAll()
{
    QFETCH(QString, last);
    QFETCH(EventKind, end);
    SessionProbe probe;
    ServerConfig config;
    config.address = listenAddress();
    config.transport = Transport::LocalStream;
    config.engine = m_ownEngine;
    config.greeting = "hello";
    QVERIFY(startServer(probe, config) != 0);
    QProcess peer;
    peer.start(u"python3"_s,
               {u"-c"_s,
                u"import select, socket\n"
                "s = socket.socket(socket.AF_UNIX)\n"
                "s.connect('%1')\ns.sendall(b'bye')\n%2\ns.close()"_s.arg(config.address.host, last)});
    QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server), 1, 20000);
    const quint32 connection
        = probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constFirst()).connection;
    QCOMPARE(probe.received(Side::Server, connection), "bye");
    QCOMPARE(probe.count(end, Side::Server, connection), 1);
    QCOMPARE(probe.errors().size(), end == EventKind::Reset ? 1 : 0);
    QVERIFY(end != EventKind::Reset || probe.errors().constFirst().code == ErrorCode::ConnectionReset);
    QTRY_COMPARE_WITH_TIMEOUT(peer.state(), QProcess::NotRunning, 20000);
}

class OverAbstractName : public EndpointContract
{
    Q_OBJECT
public:
    explicit OverAbstractName(EngineKind engine)
        : EndpointContract(engine, Transport::LocalStream)
    {
    }

protected:
    Address listenAddress() override
    {
        return Address::abstractName(
            u"bothends-%1-%2"_s.arg(QCoreApplication::applicationPid()).arg(++m_count));
    }

private:
    int m_count = 0;
};

} // namespace bothends::test

int main(int argc, char **argv)
{
    using namespace bothends;
    qputenv("QT_FATAL_WARNINGS", "1"); // a warning of Qt's sockets is a defect of ours
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    test::OverIpv4 qtOverIpv4(EngineKind::Qt);
    test::OverIpv6 qtOverIpv6(EngineKind::Qt);
    test::OverPath qtOverPath(EngineKind::Qt);
    test::OverAbstractName qtOverAbstractName(EngineKind::Qt);
    test::OverIpv4 glassOverIpv4(EngineKind::GlassBox);
    test::OverIpv6 glassOverIpv6(EngineKind::GlassBox);
    test::OverPath glassOverPath(EngineKind::GlassBox);
    test::OverAbstractName glassOverAbstractName(EngineKind::GlassBox);
    int failures = 0;
    for (test::EndpointContract *contract : QList<test::EndpointContract *>{
             &qtOverIpv4, &qtOverIpv6, &qtOverPath, &qtOverAbstractName, &glassOverIpv4, &glassOverIpv6,
             &glassOverPath, &glassOverAbstractName})
        failures += QTest::qExec(contract, argc, argv);
    return failures;
}

#include "tst_endpoints.moc"
