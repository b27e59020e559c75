// SPDX-License-Identifier: MIT
#include "core/icmp.h"
#include "net/rawcalls.h"
#include "support/sessionprobe.h"

#include <QFile>
#include <QHostAddress>
#include <QLocalServer>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 20000;

/// A Python program at the other end (peers/datagrams.py), told what to do line by line.
class PythonPeer
{
public:
    explicit PythonPeer(const QString &family)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"python3"_s, {QStringLiteral(BOTHENDS_PEERS_DIR "/datagrams.py"), family});
    }
    ~PythonPeer()
    {
        m_process.closeWriteChannel();
        m_process.kill();
        (void)QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, kPatience);
    }
    /// What it answered; `timeout` if it did not.
    QByteArray perform(const QByteArray &command)
    {
        m_process.write(command + '\n');
        const bool isThere = QTest::qWaitFor([this] { return m_process.canReadLine(); }, kPatience);
        return isThere ? m_process.readLine().trimmed().mid(5) : "timeout";
    }

    /// The same while no event of ours is delivered.
    void performBlocking(const QByteArray &command)
    {
        m_process.write(command + '\n');
        while (!m_process.canReadLine() && m_process.waitForReadyRead(kPatience)) { }
        m_process.readLine();
    }

private:
    QProcess m_process;
};

/// `ADDRESS PORT` or a name, as the peer wants it.
QByteArray words(const Address &address)
{
    if (address.isLocal())
        return address.toString().toUtf8();
    return address.host.toUtf8() + ' ' + QByteArray::number(address.port);
}

QByteArray hexOf(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QByteArray("-") : bytes.toHex();
}

bool hasIpv6()
{
    QFile addresses(u"/proc/net/if_inet6"_s);
    return addresses.open(QIODevice::ReadOnly) && addresses.readAll().contains(" lo");
}

/// Whether this process has a privilege (capabilities(7)).
bool hasCapability(int number)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("CapEff:"))
            return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> number) & 1;
    }
    return false;
}

constexpr int kCapNetRaw = 13; // capability.h

enum class Run { Passed, Failed, NotStarted };

/// This very test and row once more, in a process that another program starts under other conditions.
Run runAgain(QStringList command)
{
    constexpr auto kInner = "BOTHENDS_TEST_INNER";
    if (qEnvironmentVariableIsSet(kInner))
        return Run::Failed; // it has not changed the conditions
    QProcess inner;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(kInner), u"1"_s);
    inner.setProcessEnvironment(environment);
    inner.setProcessChannelMode(QProcess::MergedChannels);
    command << QCoreApplication::applicationFilePath()
            << QLatin1String(QTest::currentTestFunction()) + u':' + QLatin1String(QTest::currentDataTag());
    const QString program = command.takeFirst();
    inner.start(program, command);
    if (!QTest::qWaitFor([&] { return inner.state() == QProcess::NotRunning; }, kPatience)
        || inner.error() == QProcess::FailedToStart)
        return Run::NotStarted;
    const QByteArray said = inner.readAll();
    if (inner.exitCode() == 0 && said.contains(" 0 failed, 0 skipped"))
        return Run::Passed;
    qInfo("%s", said.constData());
    return Run::Failed;
}

} // namespace

class TestDatagrams : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void greetsWhoeverSends_data() { everyKind(); }
    void greetsWhoeverSends();
    void chats_data() { everyKind(); }
    void chats();
    void echoes_data() { everyKind(); }
    void echoes();
    void forgetsAfterTheGreeting_data() { everyKind(); }
    void forgetsAfterTheGreeting();
    void carriesTheLargest_data() { everyKind(); }
    void carriesTheLargest();
    void refusesWhatIsTooLarge_data() { everyKind(); }
    void refusesWhatIsTooLarge();
    void keepsBoundaries_data() { everyKind(); }
    void keepsBoundaries();
    void tellsThatNobodyIsThere_data() { everyKind(); }
    void tellsThatNobodyIsThere();
    void stopsTwiceAndIsGone_data() { everyKind(); }
    void stopsTwiceAndIsGone();
    void addressInUse_data() { everyKind(); }
    void addressInUse();
    void hasALimit_data() { everyKind(); }
    void hasALimit();
    void pausingHasNoMeaning_data() { everyKind(); }
    void pausingHasNoMeaning();
    void talksToPython_data() { everyKind(); }
    void talksToPython();
    void isServedByPython_data() { everyKind(); }
    void isServedByPython();

    void tellsWhatTheKernelDrops_data() { everyUdp(); }
    void tellsWhatTheKernelDrops();
    void answersFromTheAddressThatWasWrittenTo_data() { everyUdp(); }
    void answersFromTheAddressThatWasWrittenTo();
    void servesBothFamilies_data();
    void servesBothFamilies();
    void looksNamesUp_data() { everyUdp(); }
    void looksNamesUp();
    void hasAFixedPort_data() { everyUdp(); }
    void hasAFixedPort();
    void talksToOtherPrograms_data();
    void talksToOtherPrograms();
    void waitsForASlowReader();
    void discardsWhatNobodyReads();
    void cannotAnswerWhoHasNoName();
    void tellsWhatIsWrongWithAPath_data();
    void tellsWhatIsWrongWithAPath();
    void knowsItsOwnNamelessClient();
    void takesOverADescriptor_data() { everyKind(); }
    void takesOverADescriptor();
    void finishesSending_data() { everyKind(); }
    void finishesSending();
    void pings_data();
    void pings();
    void seesEveryIcmpPacket();
    void isRefusedARawSocket_data();
    void isRefusedARawSocket();

private:
    void everyKind();
    void everyUdp();
    Address freshAddress() const;
    QString family() const;
    quint32 serve(ServerConfig config = {});
    quint32 connectTo(const Address &server);
    QList<QByteArray> payloads(EventKind kind, Side side, quint32 connection = 0) const;

    std::unique_ptr<SessionProbe> m_probe;
    std::unique_ptr<QTemporaryDir> m_folder;
    Transport m_transport = Transport::Udp;
    EngineKind m_engine = EngineKind::Qt;
    QString m_host;
    quint32 m_connection = 0; // of the last client
    int m_names = 0;
};

void TestDatagrams::init()
{
    m_probe = std::make_unique<SessionProbe>();
    m_folder = std::make_unique<QTemporaryDir>();
    const QByteArray function = QTest::currentTestFunction();
    if (!QTest::currentDataTag() || function == "tellsWhatIsWrongWithAPath"
        || function == "isRefusedARawSocket")
        return;
    QFETCH(Transport, transport);
    QFETCH(EngineKind, engine);
    QFETCH(QString, host);
    m_transport = transport;
    m_engine = engine;
    m_host = host;
    if (host.contains(u':') && !hasIpv6())
        QSKIP("This machine has no IPv6 loopback address.");
}

void TestDatagrams::cleanup()
{
    m_probe->session.stopAll(std::chrono::milliseconds(0));
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->isStopped, kPatience);
    m_probe.reset();
}

void TestDatagrams::everyKind()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<EngineKind>("engine");
    QTest::addColumn<QString>("host");
    QTest::newRow("QUdpSocket, IPv4") << Transport::Udp << EngineKind::Qt << u"127.0.0.1"_s;
    QTest::newRow("QUdpSocket, IPv6") << Transport::Udp << EngineKind::Qt << u"::1"_s;
    QTest::newRow("UDP descriptor, IPv4") << Transport::Udp << EngineKind::GlassBox << u"127.0.0.1"_s;
    QTest::newRow("UDP descriptor, IPv6") << Transport::Udp << EngineKind::GlassBox << u"::1"_s;
    QTest::newRow("unix-dgram, path") << Transport::LocalDatagram << EngineKind::Qt << u"/"_s;
    QTest::newRow("unix-dgram, abstract") << Transport::LocalDatagram << EngineKind::GlassBox << u"@"_s;
}

void TestDatagrams::everyUdp()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<EngineKind>("engine");
    QTest::addColumn<QString>("host");
    QTest::newRow("QUdpSocket, IPv4") << Transport::Udp << EngineKind::Qt << u"127.0.0.1"_s;
    QTest::newRow("QUdpSocket, IPv6") << Transport::Udp << EngineKind::Qt << u"::1"_s;
    QTest::newRow("UDP descriptor, IPv4") << Transport::Udp << EngineKind::GlassBox << u"127.0.0.1"_s;
    QTest::newRow("UDP descriptor, IPv6") << Transport::Udp << EngineKind::GlassBox << u"::1"_s;
}

Address TestDatagrams::freshAddress() const
{
    static int names = 0;
    if (m_host == u"/"_s)
        return Address::path(m_folder->filePath(u"s%1"_s.arg(++names)));
    if (m_host == u"@"_s)
        return Address::abstractName(
            u"bothends-%1-%2"_s.arg(QCoreApplication::applicationPid()).arg(++names));
    return {m_host, 0};
}

QString TestDatagrams::family() const
{
    if (isLocal(m_transport))
        return u"unix"_s;
    return m_host.contains(u':') ? u"udp6"_s : u"udp4"_s;
}

quint32 TestDatagrams::serve(ServerConfig config)
{
    config.address = freshAddress();
    config.transport = m_transport;
    config.engine = m_engine;
    return startServer(*m_probe, config);
}

quint32 TestDatagrams::connectTo(const Address &server)
{
    ClientConfig config{server};
    config.transport = m_transport;
    config.engine = m_engine;
    const quint32 client = m_probe->session.startClient(config);
    const auto isDecided = [&] { return m_probe->isRunning(client) || m_probe->hasStopped(client); };
    if (!QTest::qWaitFor(isDecided, kPatience) || !m_probe->isRunning(client))
        return 0;
    m_connection = m_probe->eventAt(m_probe->rows(EventKind::Connect, Side::Client).last()).connection;
    return client;
}

QList<QByteArray> TestDatagrams::payloads(EventKind kind, Side side, quint32 connection) const
{
    QList<QByteArray> found;
    for (const qsizetype row : m_probe->rows(kind, side, connection))
        found << m_probe->session.journal().payload(row);
    return found;
}

void TestDatagrams::greetsWhoeverSends()
{
    ServerConfig config;
    config.greeting = tutorialGreeting().toUtf8();
    const quint32 server = serve(config);
    QVERIFY(server != 0);
    QVERIFY(isLocal(m_transport) || m_probe->addressOf(server).port != 0);
    for (int i = 0; i < 3; ++i) {
        const quint32 client = connectTo(m_probe->addressOf(server));
        QVERIFY(client != 0);
        m_probe->session.send(client, m_connection, "hello");
        QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client, m_connection),
                                  QList<QByteArray>{config.greeting}, kPatience);
        QCOMPARE(payloads(EventKind::Received, Side::Server, m_connection), QList<QByteArray>{"hello"});
        // Both ends are ours, so both have the number, the addresses, and the greeting after what caused it.
        const Event &heard
            = m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server, m_connection).constFirst());
        const Event &said
            = m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Server, m_connection).constFirst());
        const Event &got
            = m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Client, m_connection).constFirst());
        QVERIFY(heard.seq < said.seq);
        QCOMPARE(said.reason, WriteReason::Greeting);
        QCOMPARE(said.bytes, 48);
        QCOMPARE(said.transport, m_transport);
        QCOMPARE(got.local, heard.peer);
        QCOMPARE(got.peer, heard.local);
        QCOMPARE(heard.local, m_probe->addressOf(server));
        QCOMPARE(m_probe->connections.value({m_connection, Side::Server}).receivedBytes, 5);
    }
    QCOMPARE(m_probe->count(EventKind::Accept, Side::Server), 0);
    QCOMPARE(m_probe->count(EventKind::Bind, Side::Client), isLocal(m_transport) ? 3 : 0);
    QVERIFY(m_probe->errors().isEmpty());
}

void TestDatagrams::chats()
{
    ServerConfig config;
    const quint32 server = serve(config);
    const quint32 first = connectTo(m_probe->addressOf(server));
    const quint32 firstConnection = m_connection;
    const quint32 second = connectTo(m_probe->addressOf(server));
    const quint32 secondConnection = m_connection;
    m_probe->session.broadcast(server, "nobody is known yet");
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasError(ErrorCode::NotConnected), kPatience);
    m_probe->session.send(first, 0, "one");
    m_probe->session.send(second, 0, "two");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 2, kPatience);
    m_probe->session.send(server, firstConnection, "to the first");
    m_probe->session.broadcast(server, "to both");
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client, firstConnection),
                              (QList<QByteArray>{"to the first", "to both"}), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client, secondConnection),
                              QList<QByteArray>{"to both"}, kPatience);
    const Event &last
        = m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Server, firstConnection).last());
    QCOMPARE(last.streamOffset, 12U);

    // A forgotten client is nobody, until it speaks again.
    m_probe->session.disconnectPeer(server, secondConnection);
    m_probe->session.send(server, secondConnection, "lost");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Error, Side::Server, secondConnection), 1, kPatience);
    QCOMPARE(m_probe->connections.value({secondConnection, Side::Server}).state,
             ConnectionStatus::State::Closed);
    m_probe->session.send(second, 0, "again");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server, secondConnection), 2,
                              kPatience);
    const Event &again
        = m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server, secondConnection).last());
    QCOMPARE(again.streamOffset, 3U);
}

void TestDatagrams::echoes()
{
    ServerConfig config;
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 client = connectTo(m_probe->addressOf(serve(config)));
    const QList<QByteArray> said{"one", "", QByteArray("two\0three", 9), "", ""};
    for (const QByteArray &bytes : said)
        m_probe->session.send(client, m_connection, bytes);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Client, m_connection), said.size(),
                              kPatience);
    // Empty datagrams are datagrams.
    QCOMPARE(payloads(EventKind::Sent, Side::Client, m_connection), said);
    QCOMPARE(payloads(EventKind::Received, Side::Server, m_connection), said);
    QCOMPARE(payloads(EventKind::Received, Side::Client, m_connection), said);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Server).constFirst()).reason,
             WriteReason::Echo);
}

void TestDatagrams::forgetsAfterTheGreeting()
{
    ServerConfig config;
    config.greeting = "once";
    config.afterGreeting = AfterGreeting::Close;
    const quint32 server = serve(config);
    const quint32 client = connectTo(m_probe->addressOf(server));
    for (int turn = 1; turn <= 2; ++turn) {
        m_probe->session.send(client, m_connection, "hello");
        QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Client, m_connection), turn,
                                  kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_probe->connections.value({m_connection, Side::Server}).state,
                                  ConnectionStatus::State::Closed, kPatience);
    }
    QVERIFY(m_probe->isRunning(server)); // the socket stays
    QVERIFY(m_probe->isRunning(client));
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Server), 0);
}

void TestDatagrams::carriesTheLargest()
{
    ServerConfig config;
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 client = connectTo(m_probe->addressOf(serve(config)));
    QByteArray largest(isLocal(m_transport) ? 100'000 : 65'507,
                       Qt::Uninitialized); // RFC 768: 65,535 - 8 - 20
    for (qsizetype i = 0; i < largest.size(); ++i)
        largest[i] = char(i * 7 + (i >> 8));
    m_probe->session.send(client, m_connection, largest);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Client), 1, kPatience);
    QVERIFY(payloads(EventKind::Received, Side::Client).constFirst() == largest);
    QVERIFY(m_probe->errors().isEmpty());
}

void TestDatagrams::refusesWhatIsTooLarge()
{
    const quint32 client = connectTo(m_probe->addressOf(serve()));
    m_probe->session.send(client, m_connection, QByteArray(isLocal(m_transport) ? 8'000'000 : 70'000, 'x'));
    m_probe->session.send(client, m_connection, "small");
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Server), QList<QByteArray>{"small"},
                              kPatience);
    QCOMPARE(m_probe->errors().size(), 1);
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::DatagramTooLarge);
    const Event &error = m_probe->eventAt(m_probe->rows(EventKind::Error, Side::Client).constFirst());
    QCOMPARE(error.call(), CallName::Send);
    QCOMPARE(error.connection, m_connection);
    QCOMPARE(m_probe->connections.value({m_connection, Side::Client}).sentBytes, 5);
}

void TestDatagrams::keepsBoundaries()
{
    const quint32 client = connectTo(m_probe->addressOf(serve()));
    QList<QByteArray> said;
    for (int i = 0; i < 1000; ++i) {
        said << QByteArray::number(i).repeated(i % 7);
        m_probe->session.send(client, m_connection, said.last());
        // UDP drops what its receiver does not read in time; a local socket makes the sender wait.
        if (!isLocal(m_transport) && i % 100 == 99) {
            QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), i + 1, kPatience);
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 1000, kPatience);
    QCOMPARE(payloads(EventKind::Received, Side::Server, m_connection), said);
    QCOMPARE(payloads(EventKind::Sent, Side::Client, m_connection), said);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->connections.value({m_connection, Side::Client}).queuedBytes, 0,
                              kPatience);
    QVERIFY(m_probe->errors().isEmpty());
}

void TestDatagrams::tellsThatNobodyIsThere()
{
    const quint32 server = serve();
    const Address address = m_probe->addressOf(server);
    const quint32 client = connectTo(address);
    QVERIFY(client != 0);
    m_probe->session.stop(server);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(server), kPatience);
    m_probe->session.send(client, m_connection, "is anybody there?");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Error, Side::Client, m_connection), 1, kPatience);
    const Event &error = m_probe->eventAt(m_probe->rows(EventKind::Error, Side::Client).constFirst());
    QCOMPARE(error.error->code, ErrorCode::ConnectionRefused);
    QCOMPARE(error.error->subject, address.toString());
    // UDP hears of it one call later, a local socket at once.
    QCOMPARE(m_probe->count(EventKind::Sent, Side::Client, m_connection), isLocal(m_transport) ? 0 : 1);
    QCOMPARE(error.call(), isLocal(m_transport) ? CallName::Send : CallName::Recv);
    // Two in one turn of the event loop: now the second send brings it.
    m_probe->session.send(client, m_connection, "one");
    m_probe->session.send(client, m_connection, "two");
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->count(EventKind::Error, Side::Client, m_connection) >= 2, kPatience);
    for (const Error &each : m_probe->errors()) {
        // The kernel takes a local socket's peer away when it finds it gone: ENOTCONN from then on.
        const bool isFirst = each == m_probe->errors().constFirst();
        QCOMPARE(each.code,
                 isFirst || !isLocal(m_transport) ? ErrorCode::ConnectionRefused : ErrorCode::NotConnected);
    }
    QVERIFY(m_probe->isRunning(client));
}

void TestDatagrams::stopsTwiceAndIsGone()
{
    const quint32 server = serve();
    const Address address = m_probe->addressOf(server);
    const quint32 client = connectTo(address);
    m_probe->session.send(client, m_connection, "x");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 1, kPatience);
    for (int i = 0; i < 2; ++i) {
        m_probe->session.stop(server);
        m_probe->session.stop(client);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(server) && m_probe->hasStopped(client), kPatience);
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Server), 1);
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Client, m_connection), 1);
    QCOMPARE(m_probe->connections.value({m_connection, Side::Server}).state, ConnectionStatus::State::Closed);
    QVERIFY(address.kind != Address::Kind::Path || !QFile::exists(address.host)); // it was made by us
    ServerConfig again;
    again.address = address;
    again.transport = m_transport;
    again.engine = m_engine;
    QVERIFY(startServer(*m_probe, again) != 0);
    QVERIFY(m_probe->errors().isEmpty());
}

void TestDatagrams::addressInUse()
{
    const quint32 first = serve();
    ServerConfig config;
    config.address = m_probe->addressOf(first);
    config.transport = m_transport;
    config.engine = m_engine;
    const quint32 second = m_probe->session.startServer(config);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(second), kPatience);
    QCOMPARE(m_probe->errors().size(), 1);
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::AddressInUse);
    QCOMPARE(m_probe->errors().constFirst().subject, config.address.toString());
    QVERIFY(m_probe->isRunning(first));
    QVERIFY(config.address.kind != Address::Kind::Path || QFile::exists(config.address.host));
}

void TestDatagrams::hasALimit()
{
    ServerConfig config;
    config.connectionLimit = 1;
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 server = serve(config);
    const quint32 first = connectTo(m_probe->addressOf(server));
    m_probe->session.send(first, 0, "first");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Client), 1, kPatience);
    const quint32 firstConnection = m_connection;
    const quint32 second = connectTo(m_probe->addressOf(server));
    m_probe->session.send(second, 0, "second");
    m_probe->session.send(second, 0, "third");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 3, kPatience);
    QCOMPARE(m_probe->errors().size(), 1); // said once
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::ConnectionLimit);
    m_probe->session.disconnectPeer(server, firstConnection);
    m_probe->session.send(second, 0, "now");
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client, m_connection),
                              QList<QByteArray>{"now"}, kPatience);
}

void TestDatagrams::pausingHasNoMeaning()
{
    const quint32 server = serve();
    m_probe->session.setAccepting(server, false);
    const quint32 client = connectTo(m_probe->addressOf(server));
    m_probe->session.send(client, 0, "x");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 1, kPatience);
    QVERIFY(m_probe->endpoints.value(server).isAccepting);
    QCOMPARE(m_probe->count(EventKind::Pause, Side::Server), 0);
}

void TestDatagrams::talksToPython()
{
    ServerConfig config;
    config.greeting = tutorialGreeting().toUtf8();
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 server = serve(config);
    const Address address = m_probe->addressOf(server);
    PythonPeer python(family());
    if (isLocal(m_transport))
        python.perform("bind " + words(freshAddress()));
    const QByteArray name = python.perform("connect " + words(address));
    QCOMPARE(python.perform("send " + hexOf("hello")), "5");
    QCOMPARE(python.perform("recv"), hexOf(config.greeting) + ' ' + words(address));
    QCOMPARE(python.perform("recv"), hexOf("hello") + ' ' + words(address));
    QCOMPARE(python.perform("send -"), "0");
    QCOMPARE(python.perform("recv"), "- " + words(address));
    QCOMPARE(words(m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server).constFirst()).peer),
             name);
}

void TestDatagrams::isServedByPython()
{
    PythonPeer python(family());
    const Address wanted = freshAddress();
    const QByteArray name = python.perform("bind " + words(wanted));
    Address address = wanted;
    if (!isLocal(m_transport))
        address.port = name.split(' ').last().toUShort();
    const quint32 client = connectTo(address);
    QVERIFY(client != 0);
    const Address own = m_probe->connections.value({m_connection, Side::Client}).local;
    m_probe->session.send(client, m_connection, "question");
    QCOMPARE(python.perform("recv"), hexOf("question") + ' ' + words(own));
    QCOMPARE(python.perform("sendto " + hexOf("answer") + ' ' + words(own)), "6");
    QCOMPARE(python.perform("sendto - " + words(own)), "0");
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client), (QList<QByteArray>{"answer", ""}),
                              kPatience);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Client).constFirst()).peer, address);
}

// While the journal is not taken in, the sockets are not read, and the kernel drops what its buffer cannot
// hold.
void TestDatagrams::tellsWhatTheKernelDrops()
{
    constexpr int kFlood = 20000;
    const quint32 server = serve();
    PythonPeer python(family());
    QVERIFY(!python.perform("connect " + words(m_probe->addressOf(server))).startsWith("error"));
    python.performBlocking("flood " + QByteArray::number(kFlood)); // without an event loop of ours
    const auto dropped = [this] {
        qint64 count = 0;
        for (const qsizetype row : m_probe->rows(EventKind::Dropped, Side::Server))
            count += m_probe->eventAt(row).number;
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server) + dropped(), kFlood,
                              kPatience);
    QVERIFY(dropped() > 0);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Dropped, Side::Server).constFirst()).origin,
             Origin::Kernel);
    // What came, came in order.
    int last = -1;
    for (const QByteArray &bytes : payloads(EventKind::Received, Side::Server)) {
        QVERIFY(bytes.toInt() > last);
        last = bytes.toInt();
    }
}

void TestDatagrams::answersFromTheAddressThatWasWrittenTo()
{
    if (m_host == u"::1"_s)
        QSKIP("This machine has one IPv6 loopback address only.");
    ServerConfig config;
    config.address.host = u"0.0.0.0"_s;
    config.transport = m_transport;
    config.engine = m_engine;
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 server = startServer(*m_probe, config);
    Address address = m_probe->addressOf(server);
    for (const QString &host : {u"127.0.0.1"_s, u"127.0.0.2"_s}) {
        address.host = host;
        const quint32 client = connectTo(address);
        m_probe->session.send(client, m_connection, "hello");
        QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client, m_connection),
                                  QList<QByteArray>{"hello"}, kPatience);
        QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server, m_connection).constFirst())
                     .local,
                 address);
    }
}

void TestDatagrams::servesBothFamilies_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<EngineKind>("engine");
    QTest::addColumn<QString>("host");
    QTest::newRow("QUdpSocket") << Transport::Udp << EngineKind::Qt << u"::"_s;
    QTest::newRow("UDP descriptor") << Transport::Udp << EngineKind::GlassBox << u"::"_s;
}

void TestDatagrams::servesBothFamilies()
{
    ServerConfig config;
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 server = serve(config);
    Address address = m_probe->addressOf(server);
    QCOMPARE(address.host, u"::"_s);
    for (const QString &host : {u"127.0.0.1"_s, u"::1"_s}) {
        address.host = host;
        const quint32 client = connectTo(address);
        m_probe->session.send(client, m_connection, "hello");
        QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client, m_connection),
                                  QList<QByteArray>{"hello"}, kPatience);
        const Event &heard
            = m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server, m_connection).constFirst());
        QCOMPARE(heard.peer.host, host); // an IPv4-mapped address is shown as IPv4
        QCOMPARE(heard.local, address);
    }
    QVERIFY(m_probe->errors().isEmpty());

    ServerConfig only;
    only.isIpv6Only = true;
    address = m_probe->addressOf(serve(only));
    address.host = u"127.0.0.1"_s;
    const quint32 client = connectTo(address);
    m_probe->session.send(client, m_connection, "hello");
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasError(ErrorCode::ConnectionRefused), kPatience);
}

void TestDatagrams::looksNamesUp()
{
    const quint32 server = serve();
    Address address = m_probe->addressOf(server);
    if (m_host == u"127.0.0.1"_s) {
        address.host = u"localhost"_s;
        QVERIFY(connectTo(address) != 0);
        QVERIFY(
            QHostAddress(m_probe->connections.value({m_connection, Side::Client}).peer.host).isLoopback());
    }
    ClientConfig config{{u"does-not-exist.invalid"_s, 9}};
    config.transport = m_transport;
    config.engine = m_engine;
    const quint32 client = m_probe->session.startClient(config);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(client), kPatience);
    QCOMPARE(m_probe->errors().size(), 1);
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::HostNotFound);
}

void TestDatagrams::hasAFixedPort()
{
    const quint32 server = serve();
    const quint32 first = connectTo(m_probe->addressOf(server));
    const quint16 port = m_probe->connections.value({m_connection, Side::Client}).local.port;
    m_probe->session.stop(first);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(first), kPatience);
    ClientConfig config{m_probe->addressOf(server)};
    config.transport = m_transport;
    config.engine = m_engine;
    config.local = {{}, port};
    const quint32 second = m_probe->session.startClient(config);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->isRunning(second), kPatience);
    QCOMPARE(m_probe->count(EventKind::Bind, Side::Client), 1);
    QCOMPARE(m_probe->endpoints.value(second).local, (Address{m_host, port}));
    m_probe->session.send(second, 0, "x");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 1, kPatience);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server).constFirst()).peer,
             (Address{m_host, port}));
    const quint32 third = m_probe->session.startClient(config); // the port is taken
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(third), kPatience);
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::AddressInUse);
}

void TestDatagrams::talksToOtherPrograms_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<EngineKind>("engine");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("program");
    QTest::newRow("ncat") << Transport::Udp << EngineKind::Qt << u"127.0.0.1"_s << u"ncat"_s;
    QTest::newRow("ncat, descriptor")
        << Transport::Udp << EngineKind::GlassBox << u"127.0.0.1"_s << u"ncat"_s;
    QTest::newRow("socat") << Transport::Udp << EngineKind::Qt << u"127.0.0.1"_s << u"socat"_s;
    QTest::newRow("socat, unix-dgram") << Transport::LocalDatagram << EngineKind::Qt << u"/"_s << u"socat"_s;
}

void TestDatagrams::talksToOtherPrograms()
{
    QFETCH(QString, program);
    ServerConfig config;
    config.greeting = "welcome";
    const quint32 server = serve(config);
    const Address address = m_probe->addressOf(server);
    QStringList arguments{u"-u"_s, address.host, QString::number(address.port)};
    if (program == u"socat"_s)
        arguments = {u"-"_s,
                     isLocal(m_transport)
                         ? u"UNIX-SENDTO:%1,bind=%2"_s.arg(address.host, m_folder->filePath(u"socat"_s))
                         : u"UDP4:%1"_s.arg(address.toString())};
    QProcess other;
    other.start(program, arguments);
    other.write("hello");
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Server), QList<QByteArray>{"hello"},
                              kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(other.peek(100), "welcome", kPatience);
    m_probe->session.broadcast(server, " on");
    QTRY_COMPARE_WITH_TIMEOUT(other.peek(100), "welcome on", kPatience);
    other.kill();
    QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, kPatience);
}

// The receiver's queue holds net.unix.max_dgram_qlen datagrams; the rest waits with us, in order.
void TestDatagrams::waitsForASlowReader()
{
    m_transport = Transport::LocalDatagram;
    m_host = u"@"_s;
    PythonPeer python(u"unix"_s);
    const Address address = freshAddress();
    python.perform("bind " + words(address));
    const quint32 client = connectTo(address);
    constexpr int kCount = 2000; // more than any usual limit of the queue
    for (int i = 0; i < kCount; ++i)
        m_probe->session.send(client, 0, QByteArray::number(i));
    const auto status = [this] { return m_probe->connections.value({m_connection, Side::Client}); };
    QTRY_VERIFY_WITH_TIMEOUT(status().queuedBytes > 0, kPatience);
    QVERIFY(m_probe->count(EventKind::Sent, Side::Client) < kCount); // only what the kernel has taken
    QCOMPARE(python.perform("count " + QByteArray::number(kCount)), "ok");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Sent, Side::Client), kCount, kPatience);
    QCOMPARE(status().queuedBytes, 0);
    QVERIFY(m_probe->errors().isEmpty());

    // The other way round: a server has no single peer whose queue poll() could speak of.
    const quint32 server = serve();
    PythonPeer lazy(u"unix"_s);
    lazy.perform("bind " + words(freshAddress()));
    lazy.perform("connect " + words(m_probe->addressOf(server)));
    lazy.perform("send " + hexOf("here I am"));
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 1, kPatience);
    for (int i = 0; i < kCount; ++i)
        m_probe->session.broadcast(server, QByteArray::number(i));
    QCOMPARE(lazy.perform("count " + QByteArray::number(kCount)), "ok");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Sent, Side::Server), kCount, kPatience);
    QVERIFY(m_probe->errors().isEmpty());
}

void TestDatagrams::discardsWhatNobodyReads()
{
    m_transport = Transport::LocalDatagram;
    m_host = u"@"_s;
    PythonPeer python(u"unix"_s);
    const Address address = freshAddress();
    python.perform("bind " + words(address));
    const quint32 client = connectTo(address);
    for (int i = 0; i < 2000; ++i)
        m_probe->session.send(client, 0, "12345678");
    // 16 MiB wait, and no more.
    for (int i = 0; i < 200; ++i)
        m_probe->session.send(client, 0, QByteArray(100'000, 'x'));
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasError(ErrorCode::MessageTooLong), kPatience);
    const qint64 queued = m_probe->connections.value({m_connection, Side::Client}).queuedBytes;
    QVERIFY(queued > 15 * 1024 * 1024 && queued <= 16 * 1024 * 1024);
    m_probe->session.abort(client);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(client), kPatience);
    const Event &closed = m_probe->eventAt(m_probe->rows(EventKind::Closed, Side::Client).constFirst());
    QVERIFY(closed.error.has_value());
    QCOMPARE(closed.error->code, ErrorCode::UnsentDiscarded);
    QCOMPARE(closed.error->amount, queued);
}

void TestDatagrams::cannotAnswerWhoHasNoName()
{
    m_transport = Transport::LocalDatagram;
    m_host = u"@"_s;
    ServerConfig config;
    config.greeting = "hello";
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 server = serve(config);
    PythonPeer python(u"unix"_s); // not bound
    QCOMPARE(python.perform("sendto " + hexOf("psst") + ' ' + words(m_probe->addressOf(server))), "4");
    QCOMPARE(python.perform("sendto " + hexOf("psst") + ' ' + words(m_probe->addressOf(server))), "4");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 2, kPatience);
    const Event &heard = m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server).constFirst());
    QVERIFY(heard.peer.isNull());
    QCOMPARE(m_probe->errors().size(), 1); // said once
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::DestinationRequired);
    m_probe->session.send(server, heard.connection, "who are you?");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->errors().size(), 2, kPatience);
}

void TestDatagrams::knowsItsOwnNamelessClient()
{
    m_transport = Transport::LocalDatagram;
    m_host = u"@"_s;
    const quint32 server = serve();
    SocketConfig config;
    config.side = Side::Client;
    config.transport = Transport::LocalDatagram;
    const quint32 client = m_probe->session.openSocket(config);
    SocketCall send;
    send.call = CallName::SendTo;
    send.address = m_probe->addressOf(server);
    send.bytes = "who am I?";
    m_probe->session.call(client, send);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 1, kPatience);
    const Event &sent = m_probe->eventAt(m_probe->rows(EventKind::Sent, Side::Client).constFirst());
    const Event &heard = m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Server).constFirst());
    QCOMPARE(heard.connection, sent.connection);
    m_probe->session.send(server, heard.connection, "nobody knows where to");
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasError(ErrorCode::DestinationRequired), kPatience);
}

void TestDatagrams::takesOverADescriptor()
{
    // Sockets that somebody else has made: here, this test.
    const bool isIpv6 = m_host == u"::1"_s;
    const Descriptor served = Descriptor(rawSocket(m_transport, isIpv6).value);
    QVERIFY(rawBind(served, systemAddressOf(freshAddress())).isOk());
    ServerConfig config;
    config.transport = m_transport;
    config.engine = m_engine;
    config.afterGreeting = AfterGreeting::Echo;
    config.adoptDescriptor = int(served);
    const quint32 server = startServer(*m_probe, config);
    QVERIFY(server != 0);
    const Address address = m_probe->addressOf(server);
    QVERIFY(!address.isNull());
    QCOMPARE(m_probe->count(EventKind::Bind, Side::Server), 0); // not by us

    const Descriptor connected = Descriptor(rawSocket(m_transport, isIpv6).value);
    if (isLocal(m_transport))
        QVERIFY(rawBind(connected, autobindAddress()).isOk());
    QVERIFY(rawConnect(connected, systemAddressOf(address)).isOk());
    ClientConfig clientConfig{{}};
    clientConfig.transport = m_transport;
    clientConfig.engine = m_engine;
    clientConfig.adoptDescriptor = int(connected);
    const quint32 client = m_probe->session.startClient(clientConfig);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->isRunning(client), kPatience);
    QCOMPARE(m_probe->count(EventKind::Connect, Side::Client), 0);
    m_probe->session.send(client, 0, "hello");
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client), QList<QByteArray>{"hello"},
                              kPatience);
    QCOMPARE(m_probe->eventAt(m_probe->rows(EventKind::Received, Side::Client).constFirst()).peer, address);

    config.adoptDescriptor = int(rawSocket(Transport::Tcp, false).value); // not what was promised
    const quint32 refused = m_probe->session.startServer(config);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(refused), kPatience);
    QCOMPARE(m_probe->errors().constLast().code, ErrorCode::WrongSocketType);
    rawClose(config.adoptDescriptor);
}

void TestDatagrams::tellsWhatIsWrongWithAPath_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a folder that is not there") << u"none/s"_s << true << ErrorCode::FolderMissing;
    QTest::newRow("a name that is too long") << QString(120, u'x') << true << ErrorCode::PathTooLong;
    QTest::newRow("a file") << u"file"_s << true << ErrorCode::NotASocketFile;
    QTest::newRow("a socket nobody holds") << u"stale"_s << true << ErrorCode::SocketFileStale;
    QTest::newRow("a stream socket") << u"stream"_s << true << ErrorCode::AddressInUse;
    QTest::newRow("to nothing") << u"none"_s << false << ErrorCode::SocketFileMissing;
    QTest::newRow("to a name that is too long") << QString(120, u'x') << false << ErrorCode::PathTooLong;
    QTest::newRow("to a file") << u"file"_s << false << ErrorCode::NotASocketFile;
    QTest::newRow("to a socket nobody holds") << u"stale"_s << false << ErrorCode::SocketFileStale;
    QTest::newRow("to a stream socket") << u"stream"_s << false << ErrorCode::WrongSocketType;
}

void TestDatagrams::tellsWhatIsWrongWithAPath()
{
    QFETCH(QString, path);
    QFETCH(bool, isServer);
    QFETCH(ErrorCode, code);
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    {
        PythonPeer python(u"unix"_s);
        python.perform("bind " + m_folder->filePath(u"stale"_s).toUtf8());
    }
    QLocalServer stream;
    QVERIFY(stream.listen(m_folder->filePath(u"stream"_s)));
    const Address address = Address::path(m_folder->filePath(path));
    quint32 endpoint = 0;
    if (isServer) {
        ServerConfig config;
        config.address = address;
        config.transport = Transport::LocalDatagram;
        endpoint = m_probe->session.startServer(config);
    } else {
        ClientConfig config{address};
        config.transport = Transport::LocalDatagram;
        endpoint = m_probe->session.startClient(config);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(endpoint), kPatience);
    QCOMPARE(m_probe->errors().size(), 1);
    QCOMPARE(m_probe->errors().constFirst().code, code);
    QVERIFY(QFile::exists(m_folder->filePath(u"file"_s)) && QFile::exists(m_folder->filePath(u"stale"_s)));
    QCOMPARE(m_probe->count(EventKind::Closed, isServer ? Side::Server : Side::Client),
             m_probe->count(EventKind::Socket, isServer ? Side::Server : Side::Client));
}

void TestDatagrams::finishesSending()
{
    const quint32 server = serve();
    const quint32 client = connectTo(m_probe->addressOf(server));
    m_probe->session.send(client, 0, "last");
    m_probe->session.finishSending(client, m_connection);
    m_probe->session.send(client, 0, "too late");
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Shutdown, Side::Client), 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasError(ErrorCode::BrokenPipe), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_probe->count(EventKind::Received, Side::Server), 1, kPatience);
    m_probe->session.broadcast(server, "still heard");
    QTRY_COMPARE_WITH_TIMEOUT(payloads(EventKind::Received, Side::Client), QList<QByteArray>{"still heard"},
                              kPatience);
}

void TestDatagrams::pings_data()
{
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<EngineKind>("engine");
    QTest::addColumn<QString>("host");
    QTest::newRow("raw, IPv4") << Transport::RawIcmp << EngineKind::GlassBox << u"127.0.0.1"_s;
    QTest::newRow("raw, IPv6") << Transport::RawIcmp << EngineKind::Qt << u"::1"_s;
    QTest::newRow("ping, IPv4") << Transport::PingIcmp << EngineKind::Qt << u"127.0.0.1"_s;
    QTest::newRow("ping, IPv6") << Transport::PingIcmp << EngineKind::GlassBox << u"::1"_s;
}

void TestDatagrams::pings()
{
    const bool isRaw = m_transport == Transport::RawIcmp;
    if (isRaw && !hasCapability(kCapNetRaw))
        QSKIP("A raw socket needs CAP_NET_RAW.");
    const quint32 client = connectTo({m_host, 0});
    if (client == 0 && m_probe->hasError(ErrorCode::NotPermitted)) {
        // net.ipv4.ping_group_range: forbidden here, but a network of our own may allow it.
        QCOMPARE(m_probe->errors().constFirst().systemCode, EACCES);
        const QString allow = u"echo 0 0 > /proc/sys/net/ipv4/ping_group_range && ip link set lo up"_s;
        if (runAgain({u"unshare"_s, u"-rn"_s, u"sh"_s, u"-c"_s, allow + u" && exec \"$@\""_s, u"sh"_s})
            != Run::Passed)
            QSKIP(
                "Ping sockets are forbidden here (net.ipv4.ping_group_range), in a network of our own, too.");
        return;
    }
    QVERIFY(client != 0);
    const bool isIpv6 = m_host.contains(u':');
    const auto replies = [&] {
        QStringList found;
        for (const QByteArray &packet : payloads(EventKind::Received, Side::Client, m_connection)) {
            QString type;
            QString identity;
            const QList<icmp::Field> fields = icmp::dissect(packet, m_transport, isIpv6);
            for (const icmp::Field &field : fields) {
                if (field.name == icmp::FieldName::Type)
                    type = field.value;
                else if (field.name == icmp::FieldName::SequenceNumber)
                    identity = field.value;
                else if (field.name == icmp::FieldName::Data && type.endsWith(u"Reply"_s))
                    found << identity + u':' + QString::fromLatin1(packet.mid(field.offset, field.length));
            }
        }
        return found;
    };
    m_probe->session.send(client, m_connection, "first");
    m_probe->session.send(client, m_connection, "second");
    QTRY_COMPARE_WITH_TIMEOUT(replies(), (QStringList{u"1:first"_s, u"2:second"_s}), kPatience);
    QCOMPARE(payloads(EventKind::Sent, Side::Client).constFirst().size(), 8 + 5);
    QVERIFY(m_probe->errors().isEmpty());
}

void TestDatagrams::seesEveryIcmpPacket()
{
    if (!hasCapability(kCapNetRaw))
        QSKIP("A raw socket needs CAP_NET_RAW.");
    ServerConfig config;
    config.address = {u"127.0.0.1"_s, 0};
    config.transport = Transport::RawIcmp;
    config.greeting = "a raw socket greets nobody";
    config.afterGreeting = AfterGreeting::Echo;
    const quint32 server = startServer(*m_probe, config);
    QVERIFY(server != 0);
    m_transport = Transport::RawIcmp;
    m_host = u"127.0.0.1"_s;
    const quint32 client = connectTo({m_host, 0});
    m_probe->session.send(client, m_connection, "is seen");
    const auto seen = [this](const QByteArray &type) {
        const QList<QByteArray> packets = payloads(EventKind::Received, Side::Server, m_connection);
        return std::any_of(packets.begin(), packets.end(), [&](const QByteArray &packet) {
            return packet.mid(20, 1) == type && packet.endsWith("is seen");
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen(QByteArray(1, '\x08')), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(seen(QByteArray(1, '\0')), kPatience); // the kernel's answer
    QCOMPARE(m_probe->count(EventKind::Sent, Side::Server), 0);
}

void TestDatagrams::isRefusedARawSocket_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::newRow("client") << false;
    QTest::newRow("server") << true;
}

// The capability is dropped by the thread that makes the sockets: this program, run once more without it.
void TestDatagrams::isRefusedARawSocket()
{
    QFETCH(bool, isServer);
    if (hasCapability(kCapNetRaw)) {
        const Run run
            = runAgain({u"setpriv"_s, u"--bounding-set"_s, u"-net_raw"_s, u"--inh-caps"_s, u"-net_raw"_s});
        if (run == Run::NotStarted)
            QSKIP("There is no setpriv(1) to drop the privilege with.");
        QCOMPARE(run, Run::Passed);
        return;
    }
    quint32 endpoint = 0;
    if (isServer) {
        ServerConfig config;
        config.transport = Transport::RawIcmp;
        endpoint = m_probe->session.startServer(config);
    } else {
        ClientConfig config{{u"127.0.0.1"_s, 0}};
        config.transport = Transport::RawIcmp;
        endpoint = m_probe->session.startClient(config);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_probe->hasStopped(endpoint), kPatience);
    QCOMPARE(m_probe->errors().size(), 1);
    QCOMPARE(m_probe->errors().constFirst().code, ErrorCode::NotPermitted);
    const Event &error = m_probe->eventAt(
        m_probe->rows(EventKind::Error, isServer ? Side::Server : Side::Client).constFirst());
    QCOMPARE(error.call(), CallName::Socket);
    QCOMPARE(m_probe->count(EventKind::Closed, Side::Client), 0); // there was no socket
}

int main(int argc, char **argv)
{
    qputenv("QT_FATAL_WARNINGS", "1"); // a warning of Qt's sockets is a defect of ours
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    TestDatagrams test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_datagrams.moc"
