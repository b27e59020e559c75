// SPDX-License-Identifier: MIT
#include "net/endpointcontract.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace bothends::test {

namespace {
constexpr int kPatience = 20000; // sanitizers on a small machine are slow
}

void EndpointContract::init()
{
    m_probe = std::make_unique<SessionProbe>();
}

void EndpointContract::cleanup()
{
    m_probe->session.stopAll(std::chrono::milliseconds(0));
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->isStopped, kPatience);
    m_probe.reset();
}

ServerConfig EndpointContract::ofEngine(ServerConfig config) const
{
    config.engine = m_engine;
    config.transport = m_transport;
    return config;
}

quint32 EndpointContract::server(ServerConfig config)
{
    if (config.address == ServerConfig().address)
        config.address = listenAddress();
    return startServer(*m_probe, ofEngine(config));
}

ClientConfig EndpointContract::clientConfig(const Address &server) const
{
    ClientConfig config{server};
    config.engine = m_engine;
    config.transport = m_transport;
    return config;
}

quint32 EndpointContract::connectClient(quint32 serverEndpoint)
{
    return connectClient(clientConfig(m_probe->addressOf(serverEndpoint)));
}

quint32 EndpointContract::connectClient(const ClientConfig &config)
{
    const qsizetype accepted = m_probe->count(EventKind::Accept, Side::Server);
    const qsizetype connected = m_probe->count(EventKind::Connected, Side::Client);
    m_client = m_probe->session.startClient(config);
    const bool isOpen = QTest::qWaitFor(
        [&] {
            return m_probe->count(EventKind::Accept, Side::Server) == accepted + 1
                && m_probe->count(EventKind::Connected, Side::Client) == connected + 1;
        },
        kPatience);
    return isOpen ? m_probe->eventAt(m_probe->rows(EventKind::Connected, Side::Client).last()).connection : 0;
}

void EndpointContract::listensOnAFreePort()
{
    const quint32 id = server({});
    QVERIFY(id != 0);
    QVERIFY(m_probe->addressOf(id).port != 0 || isLocal(m_transport));
    const QList<qsizetype> listens = m_probe->rows(EventKind::Listen, Side::Server);
    QCOMPARE(listens.size(), 1);
    const Event &listen = m_probe->eventAt(listens.first());
    QCOMPARE(listen.local, m_probe->addressOf(id));
    QCOMPARE(listen.number, ServerConfig::kDefaultBacklog);
    QCOMPARE(listen.transport, m_transport);
    QList<EventKind> steps;
    for (qsizetype row = 0; row <= listens.first(); ++row) {
        if (m_probe->eventAt(row).kind != EventKind::Option)
            steps << m_probe->eventAt(row).kind;
        // Each call of the glass box is told by itself.
        QCOMPARE(m_probe->eventAt(row).call() != CallName::None, m_engine == EngineKind::GlassBox);
    }
    QCOMPARE(steps, (QList{EventKind::Socket, EventKind::Bind, EventKind::Listen}));
}

void EndpointContract::greetsAndRecognisesBothEnds()
{
    ServerConfig config;
    config.greeting = u"您好，您收到了服务器的新年祝福！"_s.toUtf8();
    const quint32 id = server(config);
    for (int i = 0; i < 3; ++i) {
        const quint32 connection = connectClient(id);
        QVERIFY(connection != 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Client, connection), config.greeting, kPatience);
        QCOMPARE(m_probe->count(EventKind::Accept, Side::Server, connection), 1);
        QCOMPARE(m_probe->count(EventKind::Sent, Side::Server, connection), 1);
        const Event &sent
            = m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Server, connection).constFirst());
        QCOMPARE(sent.bytes, 48);
        QCOMPARE(sent.reason, WriteReason::Greeting);
    }
}

void EndpointContract::echoes()
{
    ServerConfig config;
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 connection = connectClient(server(config));
    QVERIFY(connection != 0);
    m_probe->session.send(m_client, connection, "one");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Client, connection), "one", kPatience);
    m_probe->session.send(m_client, connection, QByteArray("two\0three", 9));
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Client, connection), QByteArray("onetwo\0three", 12),
                              kPatience);
    // One row per write and per read, each with its place in the stream.
    QCOMPARE(m_probe->count(EventKind::Sent, Side::Client, connection), 2);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Client, connection).last()).streamOffset,
             3U);
}

void EndpointContract::carriesALargeWrite()
{
    const quint32 id = server({});
    const quint32 connection = connectClient(id);
    QByteArray large(8 * 1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < large.size(); ++i)
        large[i] = char((i * 31 + (i >> 8)) & 0xFF);
    m_probe->session.send(id, connection, large);
    m_probe->session.send(m_client, connection, large);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Client, connection).size(), large.size(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Server, connection).size(), large.size(), kPatience);
    QVERIFY(m_probe->received(Side::Client, connection) == large);
    QVERIFY(m_probe->received(Side::Server, connection) == large);
    QCOMPARE(m_probe->count(EventKind::Sent, Side::Server, connection), 1);
}

void EndpointContract::endsInOrderFromTheServer()
{
    const quint32 id = server({});
    const quint32 connection = connectClient(id);
    m_probe->session.send(id, connection, "last words");
    m_probe->session.disconnectPeer(id, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Client, connection), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    QCOMPARE(m_probe->received(Side::Client, connection), "last words");
    QCOMPARE(m_probe->count(EventKind::Shutdown, Side::Server, connection), 1);
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Client, connection), 1);
    QVERIFY(m_probe->errors().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(m_client), kPatience);
    QVERIFY(m_probe->isRunning(id));
}

void EndpointContract::endsInOrderFromTheClient()
{
    const quint32 id = server({});
    const quint32 connection = connectClient(id);
    m_probe->session.send(m_client, connection, "bye");
    m_probe->session.stop(m_client);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Client, connection), 1, kPatience);
    QCOMPARE(m_probe->received(Side::Server, connection), "bye");
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Server, connection), 1);
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Client, connection),
             1); // after both FINs, not taken for RST
    QVERIFY(m_probe->errors().isEmpty());
}

void EndpointContract::resetsFromTheServer()
{
    const quint32 id = server({});
    const quint32 connection = connectClient(id);
    m_probe->session.abortPeer(id, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Client, connection), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    if (!hasReset()) {
        QCOMPARE(m_probe->count(EventKind::Reset, Side::Server, connection), 0);
        QCOMPARE(m_probe->count(EventKind::Eof, Side::Client, connection), 1);
        return;
    }
    const QList<qsizetype> own = m_probe->rows(EventKind::Reset, Side::Server, connection);
    const QList<qsizetype> seen = m_probe->rows(EventKind::Reset, Side::Client, connection);
    QCOMPARE(own.size(), 1);
    QVERIFY(!m_probe->eventAt(own.first()).error);
    QCOMPARE(seen.size(), 1);
    QCOMPARE(m_probe->eventAt(seen.first()).error->code, ErrorCode::ConnectionReset);
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Client, connection), 0);
}

void EndpointContract::resetsFromTheClient()
{
    const quint32 connection = connectClient(server({}));
    m_probe->session.abort(m_client);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    if (!hasReset()) {
        QCOMPARE(m_probe->count(EventKind::Eof, Side::Server, connection), 1);
        return;
    }
    const QList<qsizetype> seen = m_probe->rows(EventKind::Reset, Side::Server, connection);
    QCOMPARE(seen.size(), 1);
    QCOMPARE(m_probe->eventAt(seen.first()).error->code, ErrorCode::ConnectionReset);
}

void EndpointContract::isRefused()
{
    const quint32 id = server({});
    const Address address = m_probe->addressOf(id);
    m_probe->session.stop(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(id), kPatience);
    const quint32 client = m_probe->session.startClient(clientConfig(address));
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(client), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Error, Side::Client), 1, kPatience);
    const Event &error = m_probe->eventAt(m_probe->rows(EventKind::Error, Side::Client).constFirst());
    QCOMPARE(error.error->code, refusal());
    QCOMPARE(error.error->subject, address.toString());
    QCOMPARE(m_probe->count(EventKind::Connected, Side::Client), 0);
}

void EndpointContract::stopsTwice()
{
    const quint32 id = server({});
    const quint32 connection = connectClient(id);
    m_probe->session.stop(id);
    m_probe->session.stop(id);
    m_probe->session.stop(m_client);
    m_probe->session.stop(m_client);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(id) && m_probe->hasStopped(m_client), kPatience);
    m_probe->session.stop(id);
    m_probe->session.stop(12345);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    QCOMPARE(m_probe->rows(EventKind::Closed, Side::Server).size(), 2); // the connection and the listener
}

void EndpointContract::stopsInsideASlot()
{
    ServerConfig config;
    config.greeting = "hello";
    const quint32 id = server(config);
    connect(&m_probe->session.journal(), &Journal::appended, this,
            [this, id](qsizetype first, qsizetype last) {
                for (qsizetype row = first; row <= last; ++row) {
                    if (m_probe->eventAt(row).kind == EventKind::Received) {
                        m_probe->session.stop(m_client);
                        m_probe->session.stop(id);
                    }
                }
            });
    m_client = m_probe->session.startClient(clientConfig(m_probe->addressOf(id)));
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(id) && m_probe->hasStopped(m_client), kPatience);
    QVERIFY(m_probe->errors().isEmpty());
}

void EndpointContract::finishesSendingAfterTheQueue()
{
    ServerConfig config;
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 connection = connectClient(server(config));
    const QByteArray large(4 * 1024 * 1024, 'x');
    m_probe->session.send(m_client, connection, large);
    m_probe->session.finishSending(m_client, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Client, connection), 1, kPatience);
    QVERIFY(m_probe->received(Side::Client, connection) == large); // the reply came whole, after our FIN
    QCOMPARE(m_probe->count(EventKind::Shutdown, Side::Client, connection), 1);
    QVERIFY(m_probe->errors().isEmpty());
}

void EndpointContract::pausesAndResumesAccepting()
{
    const quint32 id = server({});
    m_probe->session.setAccepting(id, false);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Pause, Side::Server), 1, kPatience);
    for (int i = 0; i < 3; ++i)
        m_probe->session.startClient(clientConfig(m_probe->addressOf(id)));
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Connected, Side::Client), 3, kPatience);
    QCOMPARE(m_probe->count(EventKind::Accept, Side::Server), 0); // connected, but still in the accept queue
    m_probe->session.setAccepting(id, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Accept, Side::Server), 3, kPatience);
}

void EndpointContract::restartsOnTheSamePort()
{
    ServerConfig config;
    config.afterGreeting = AfterGreeting::Close;
    config.greeting = "x";
    const quint32 first = server(config);
    const quint32 connection = connectClient(first);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    config.address = m_probe->addressOf(first);
    m_probe->session.stop(first);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(first), kPatience);
    const quint32 second = server(config); // although the old port has TIME_WAIT
    QVERIFY(second != 0);
    QCOMPARE(m_probe->addressOf(second), config.address);
}

void EndpointContract::addressInUse()
{
    const quint32 first = server({});
    ServerConfig config;
    config.address = m_probe->addressOf(first);
    const quint32 second = m_probe->session.startServer(ofEngine(config));
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(second), kPatience);
    QCOMPARE(m_probe->errors().size(), 1);
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::AddressInUse);
    QCOMPARE(m_probe->errors().constFirst().subject, config.address.toString());
    QVERIFY(m_probe->isRunning(first));
}

// The client shuts its sending direction; the server reads the end and still sends.
void EndpointContract::halfCloseByTheClient()
{
    ServerConfig config;
    config.afterEof = AfterEof::KeepSending;
    const quint32 id = server(config);
    const quint32 connection = connectClient(id);
    QVERIFY(connection != 0);
    m_probe->session.send(m_client, connection, "all of it");
    m_probe->session.finishSending(m_client, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Eof, Side::Server, connection), 1, kPatience);
    QCOMPARE(m_probe->received(Side::Server, connection), "all of it");
    m_probe->session.send(id, connection, "thirteen more");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Client, connection), "thirteen more", kPatience);
    const QByteArray large(3 * 1024 * 1024, 'l');
    m_probe->session.send(id, connection, large);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Client, connection).size(), 13 + large.size(),
                              kPatience);
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Server, connection), 0);
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Client, connection), 0);
    m_probe->session.send(m_client, connection, "too late");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->errors().size(), 1, kPatience);
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::NotConnected);
    m_probe->session.disconnectPeer(id, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Client, connection), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Client, connection), 1);
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Server, connection), 1);
    QCOMPARE(m_probe->errors().size(), 1);
}

void EndpointContract::halfCloseByTheServer()
{
    const quint32 id = server({});
    ClientConfig config = clientConfig(m_probe->addressOf(id));
    config.afterEof = AfterEof::KeepSending;
    const quint32 connection = connectClient(config);
    QVERIFY(connection != 0);
    m_probe->session.finishSending(id, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Eof, Side::Client, connection), 1, kPatience);
    const QByteArray large(3 * 1024 * 1024, 'l');
    m_probe->session.send(m_client, connection, large);
    m_probe->session.send(m_client, connection, "thirteen more");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->received(Side::Server, connection).size(), 13 + large.size(),
                              kPatience);
    QVERIFY(m_probe->received(Side::Server, connection).endsWith("thirteen more"));
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Client, connection), 0);
    m_probe->session.stop(m_client);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(m_client), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    QVERIFY(m_probe->errors().isEmpty());
}

// With both directions finished there is nothing left to keep a connection for.
void EndpointContract::bothDirectionsFinished()
{
    ServerConfig config;
    config.afterEof = AfterEof::KeepSending;
    const quint32 id = server(config);
    const quint32 connection = connectClient(id);
    m_probe->session.finishSending(m_client, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Eof, Side::Server, connection), 1, kPatience);
    m_probe->session.finishSending(id, connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Client, connection), 1, kPatience);
    QCOMPARE(m_probe->count(EventKind::Shutdown, Side::Server, connection), 1);
    QCOMPARE(m_probe->count(EventKind::Eof, Side::Client, connection), 1);
    QVERIFY(m_probe->errors().isEmpty());
}

// What was written before the peer's FIN arrives although the kernel could not take all of it at once.
void EndpointContract::answersAfterThePeersFin()
{
    ServerConfig config;
    config.greeting = QByteArray(12 * 1024 * 1024, 'g');
    const quint32 id = server(config);
    m_client = m_probe->session.startClient(clientConfig(m_probe->addressOf(id)));
    m_probe->session.finishSending(m_client, 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Client), 1, kPatience);
    const quint32 connection
        = m_probe->eventAt(m_probe->rows(EventKind::Connected, Side::Client).constFirst()).connection;
    QCOMPARE(m_probe->received(Side::Client, connection).size(), config.greeting.size());
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Closed, Side::Server, connection), 1, kPatience);
    QVERIFY(m_probe->errors().isEmpty());
}

void EndpointContract::clientBindsFirst()
{
    // A port or name that was free a moment ago.
    const quint32 other = server({});
    Address local = m_probe->addressOf(other);
    m_probe->session.stop(other);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(other), kPatience);
    ServerConfig serverConfig;
    serverConfig.address = listenAddress();
    const quint32 id = server(serverConfig);
    ClientConfig config = clientConfig(m_probe->addressOf(id));
    config.local = local;
    if (!isLocal(m_transport))
        config.local.host.clear(); // the port alone
    const quint32 connection = connectClient(config);
    QVERIFY(connection != 0);
    QCOMPARE(m_probe->count(EventKind::Bind, Side::Client), 1);
    const Event &connected = m_probe->eventAt(m_probe->rows(EventKind::Connected, Side::Client).constFirst());
    QCOMPARE(connected.local, local);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Accept, Side::Server).constLast()).peer, local);

    ClientConfig taken = clientConfig(m_probe->addressOf(id)); // by the server
    taken.local = m_probe->addressOf(id);
    const quint32 failing = m_probe->session.startClient(taken);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(failing), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasError(ErrorCode::AddressInUse), kPatience);
    QVERIFY(m_probe->isRunning(m_client));
}

} // namespace bothends::test
