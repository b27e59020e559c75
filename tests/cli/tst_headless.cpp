// SPDX-License-Identifier: MIT
#include "cli/displaywidth.h"
#include "cli/program.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkInterface>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryFile>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

QString at(quint16 port)
{
    return u"127.0.0.1:%1"_s.arg(port);
}

QString number(quint16 port)
{
    return QString::number(port);
}

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// A port where nobody listens.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QByteArray procFile(const Program &program, const QString &name)
{
    QFile file(u"/proc/%1/%2"_s.arg(program.process.processId()).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// User and system time so far, in seconds (proc(5), stat, fields 14 and 15).
double cpuSeconds(const Program &program)
{
    const QByteArray stat = procFile(program, u"stat"_s);
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.size() < 13
        ? 0
        : (fields[11].toDouble() + fields[12].toDouble()) / double(::sysconf(_SC_CLK_TCK));
}

qint64 bytesRead(const Program &program)
{
    static const QRegularExpression field(u"rchar: ([0-9]+)"_s);
    return field.match(QString::fromLatin1(procFile(program, u"io"_s))).captured(1).toLongLong();
}

qsizetype openDescriptors(const Program &program)
{
    return QDir(u"/proc/%1/fd"_s.arg(program.process.processId()))
        .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System)
        .size();
}

/// What the program may raise its limit to.
rlim_t mostDescriptors()
{
    rlimit limit = {};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_max : 0;
}

QString nonLoopbackAddress()
{
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
            return address.toString();
    }
    return {};
}

} // namespace

/// The real program with peers that know nothing of it.
class TestHeadless : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void informs();
    void refusesBadArguments_data();
    void refusesBadArguments();
    void demoDrawsALadder();
    void demoTellsEventsInOrder();
    void reportsAnOutputThatCannotBeWritten();

    void serveSaysWhereItListens();
    void serveCannotListenTwice();
    void serveIsQuiet();
    void serveGreetsTheTutorialClient();
    void serveGreetsNcat();
    void serveGreetsSocat();
    void serveGreetsCurl();
    void serveClosesAfterTheGreeting();
    void serveGivesAHalfClosingPeerAllOfIt_data();
    void serveGivesAHalfClosingPeerAllOfIt();
    void serveEchoesAll();
    void serveSpeaksTheEncoding();
    void serveStopsOnSignal_data();
    void serveStopsOnSignal();
    void serveServesManyAtOnce();
    void serveSurvivesResets();
    void serveWithFewDescriptors();
    void serveEndsWithItsReader();

    void connectReadsTheTutorialServer();
    void connectReadsNcatAndSocat_data();
    void connectReadsNcatAndSocat();
    void connectReportsFailures_data();
    void connectReportsFailures();
    void connectReportsAReset();
    void connectPrintsSafeText();
    void connectSendsTextsThenInput();
    void connectTranscodesBothWays();
    void connectRefusesWhatCannotBeEncoded();
    void connectSendsAFileExactly();
    void connectReadsOnlyWhatItCanSend();
    void connectWithoutInput();
    void connectStopsOnSignal_data();
    void connectStopsOnSignal();
    void connectStopsWhenNobodyReadsItsOutput();
    void connectIgnoresProxies();
    void connectTellsEvents();
};

void TestHeadless::initTestCase()
{
    NEEDS(u"python3"_s);
    qputenv("PYTHONIOENCODING", "utf-8");
    qputenv("QT_FATAL_WARNINGS", "1"); // for the program
}

void TestHeadless::informs()
{
    for (const QStringList &arguments : {QStringList{u"--help"_s},
                                         {u"--version"_s},
                                         {u"serve"_s, u"--help"_s},
                                         {u"connect"_s, u"-h"_s},
                                         {u"demo"_s, u"-v"_s}}) {
        Program program;
        program.setEnvironment(u"QT_QPA_PLATFORM"_s, u"no-such-platform"_s);
        program.start(arguments);
        FINISHED_WITH(program, 0);
        QVERIFY(program.out.contains("bothends"));
        QCOMPARE(program.err, QByteArray());
    }
}

void TestHeadless::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("verb") << QStringList{u"frobnicate"_s} << u"frobnicate"_s;
    QTest::newRow("port") << QStringList{u"serve"_s, u"70000"_s} << u"70000"_s;
    QTest::newRow("negative") << QStringList{u"serve"_s, u"-1"_s} << u"-1"_s;
    QTest::newRow("nothing") << QStringList{u"serve"_s} << u"ADDRESS"_s;
    QTest::newRow("option") << QStringList{u"connect"_s, u"h:1"_s, u"--frob"_s} << u"--frob"_s;
    QTest::newRow("character") << QStringList{u"serve"_s,   u"0"_s,          u"--encoding"_s,
                                              u"Latin-1"_s, u"--greeting"_s, u"ü您"_s}
                               << u"您"_s;
}

void TestHeadless::refusesBadArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, quoted);
    Program program;
    program.start(arguments);
    FINISHED_WITH(program, 2);
    QCOMPARE(program.out, QByteArray());
    VERIFY_SHOWING(program.err.contains(quoted.toUtf8()), program.err);
}

void TestHeadless::demoDrawsALadder()
{
    Program program;
    program.start({u"demo"_s});
    FINISHED_WITH(program, 0);
    QCOMPARE(program.err, QByteArray());
    const QString text = QString::fromUtf8(program.out);
    QCOMPARE(text.count(theGreeting()), 2);
    QCOMPARE(text.count(u"谢谢！Happy new year"_s), 2);
    QCOMPARE(text.count(u"recv() → b''"_s), 2);
    QVERIFY(text.contains(u'▶') && text.contains(u'◀'));
    for (const QString &line : text.split(u'\n'))
        VERIFY_SHOWING(displayWidth(line) <= 100, qUtf8Printable(line));
}

void TestHeadless::demoTellsEventsInOrder()
{
    Program program;
    program.start({u"demo"_s, u"--json"_s});
    FINISHED_WITH(program, 0);
    QCOMPARE(program.kinds(u"server"_s), u"socket bind listen accept sent received eof closed closed"_s);
    QCOMPARE(program.kinds(u"client"_s), u"socket connect connected received sent shutdown eof closed"_s);
    // Who closes first waits; FIN_WAIT_2 and LAST_ACK are too short to be seen for certain.
    QVERIFY2(program.states(u"server"_s).startsWith(u"ESTABLISHED CLOSE_WAIT"_s),
             qPrintable(program.states(u"server"_s)));
    QVERIFY2(program.states(u"client"_s).startsWith(u"ESTABLISHED FIN_WAIT_1"_s)
                 || program.states(u"client"_s).startsWith(u"ESTABLISHED FIN_WAIT_2"_s),
             qPrintable(program.states(u"client"_s)));
    int seq = 0;
    double t = 0;
    static const QSet<QString> known{u"transport"_s,  u"number"_s, u"call"_s, u"seq"_s,   u"t"_s,
                                     u"time"_s,       u"origin"_s, u"side"_s, u"kind"_s,  u"socket"_s,
                                     u"connection"_s, u"local"_s,  u"peer"_s, u"bytes"_s, u"data"_s,
                                     u"error"_s,      u"reading"_s};
    for (const QJsonObject &event : program.events()) {
        const QStringList keys = event.keys();
        VERIFY_SHOWING(known.contains(QSet<QString>(keys.begin(), keys.end())),
                       qUtf8Printable(keys.join(u' ')));
        QCOMPARE(event[u"seq"_s].toInt(), ++seq);
        QVERIFY(event[u"t"_s].toDouble() >= t);
        t = event[u"t"_s].toDouble();
        if (event[u"kind"_s] == u"sent"_s || event[u"kind"_s] == u"received"_s) {
            const QByteArray data = QByteArray::fromBase64(event[u"data"_s].toString().toLatin1());
            QCOMPARE(event[u"bytes"_s].toInt(), data.size());
            QCOMPARE(event[u"connection"_s].toInt(), 1);
        }
    }
}

void TestHeadless::reportsAnOutputThatCannotBeWritten()
{
    for (const QStringList &arguments :
         {QStringList{u"demo"_s}, {u"demo"_s, u"--json"_s}, {u"serve"_s, u"0"_s}, {u"--help"_s}}) {
        Program program;
        program.process.setStandardOutputFile(u"/dev/full"_s);
        program.start(arguments);
        FINISHED_WITH(program, 1);
        VERIFY_SHOWING(program.err.contains("cannot be written"), program.err);
    }
}

void TestHeadless::serveSaysWhereItListens()
{
    Program text;
    START_SERVER(text, {});
    QVERIFY(
        text.lines().constFirst().startsWith("Listening on 127.0.0.1:" + QByteArray::number(text.port())));

    Program json;
    json.start({u"serve"_s, u"[::1]:0"_s, u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(json.kinds() == u"socket bind listen"_s || !json.isRunning(), kPatienceMs);
    if (json.err.contains("not an address of this machine"))
        QSKIP("this machine has no IPv6");
    static const QRegularExpression address(u"^\\[::1\\]:[1-9][0-9]*$"_s);
    QVERIFY(address.match(json.events().at(2)[u"local"_s].toString()).hasMatch());
}

void TestHeadless::serveCannotListenTwice()
{
    Program first;
    START_SERVER(first, {});
    Program second;
    second.start({u"serve"_s, number(first.port()), u"--json"_s});
    FINISHED_WITH(second, 3);
    QCOMPARE(second.out, QByteArray()); // nothing is printed before the port is open
    VERIFY_SHOWING(second.err.contains(at(first.port()).toUtf8()), second.err);
    VERIFY_SHOWING(second.err.contains("port 0"), second.err); // the next step

    first.signal(SIGTERM);
    FINISHED_WITH(first, 0);
    Program third;
    third.start({u"serve"_s, number(first.port())});
    QTRY_VERIFY_WITH_TIMEOUT(third.port() == first.port(), kPatienceMs);
}

void TestHeadless::serveIsQuiet()
{
    const quint16 port = freePort();
    Program server;
    server.start({u"serve"_s, number(port), u"--quiet"_s, u"--then"_s, u"close"_s});
    QByteArray received;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 Program client;
                                 client.start({u"connect"_s, at(port)});
                                 client.process.closeWriteChannel();
                                 client.process.waitForFinished(kPatienceMs);
                                 received = client.out;
                                 return !received.isEmpty();
                             }()),
                             kPatienceMs);
    QCOMPARE(QString::fromUtf8(received), theGreeting());
    server.signal(SIGINT);
    FINISHED_WITH(server, 0);
    QCOMPARE(server.out, QByteArray());
    QCOMPARE(server.err, QByteArray());
}

void TestHeadless::serveGreetsTheTutorialClient()
{
    Program server;
    START_SERVER(server, {});
    Program client;
    client.startPeer(u"tutorial_client.py"_s, {number(server.port())});
    FINISHED_WITH(client, 0);
    QCOMPARE(QString::fromUtf8(client.out), theGreeting() + u'\n');
    QTRY_VERIFY_WITH_TIMEOUT(server.out.contains(theGreeting().toUtf8()), kPatienceMs);
}

void TestHeadless::serveGreetsNcat()
{
    NEEDS(u"ncat"_s);
    Program server;
    START_SERVER(server, {});
    Program client;
    client.process.setStandardInputFile(QProcess::nullDevice());
    client.start(u"ncat"_s, {u"127.0.0.1"_s, number(server.port())});
    FINISHED_WITH(client, 0);
    QCOMPARE(QString::fromUtf8(client.out), theGreeting());
}

void TestHeadless::serveGreetsSocat()
{
    NEEDS(u"socat"_s);
    Program server;
    START_SERVER(server, {});
    Program client;
    client.process.setStandardInputFile(QProcess::nullDevice());
    client.start(u"socat"_s, {u"-t60"_s, u"-"_s, u"TCP:"_s + at(server.port())});
    FINISHED_WITH(client, 0);
    QCOMPARE(QString::fromUtf8(client.out), theGreeting());
}

void TestHeadless::serveGreetsCurl()
{
    NEEDS(u"curl"_s);
    Program server;
    START_SERVER(server, {u"--then"_s, u"close"_s});
    Program client;
    client.process.setStandardInputFile(QProcess::nullDevice());
    client.start(u"curl"_s, {u"-s"_s, u"--noproxy"_s, u"*"_s, u"telnet://"_s + at(server.port())});
    FINISHED(client);
    QCOMPARE(QString::fromUtf8(client.out), theGreeting());
}

void TestHeadless::serveClosesAfterTheGreeting()
{
    Program server;
    server.start({u"serve"_s, u"0"_s, u"--then"_s, u"close"_s, u"--json"_s, u"--greeting"_s, u"bye"_s});
    QTRY_VERIFY_WITH_TIMEOUT(server.events().size() >= 3, kPatienceMs);
    const QString address = server.events().at(2)[u"local"_s].toString();
    Program client;
    client.startPeer(u"waiting_client.py"_s, {address.section(u':', -1)});
    FINISHED_WITH(client, 0);
    QCOMPARE(client.out, QByteArray("connected 3\neof\n"));
    QTRY_COMPARE_WITH_TIMEOUT(server.kinds(), u"socket bind listen accept sent shutdown eof closed"_s,
                              kPatienceMs);
}

void TestHeadless::serveGivesAHalfClosingPeerAllOfIt_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("ncat") << u"ncat"_s;
    QTest::newRow("socat") << u"socat"_s;
}

void TestHeadless::serveGivesAHalfClosingPeerAllOfIt()
{
    QFETCH(QString, program);
    NEEDS(program);
    const QString greeting = QString(30'000, u'福') + u"终"_s; // 90 kB; one argument may have 128
    Program server;
    START_SERVER(server, {u"--greeting"_s, greeting});
    for (int turn = 0; turn < 10; ++turn) {
        Program client;
        const QString command = program == u"ncat"_s ? u"printf tried | ncat 127.0.0.1 %1"_s
                                                     : u"printf tried | socat -t60 - TCP:127.0.0.1:%1"_s;
        client.start(u"sh"_s, {u"-c"_s, command.arg(server.port())});
        FINISHED_WITH(client, 0);
        QCOMPARE(client.out.size(), greeting.toUtf8().size());
        QVERIFY(client.out == greeting.toUtf8());
    }
}

void TestHeadless::serveEchoesAll()
{
    Program server;
    START_SERVER(server, {u"--then"_s, u"echo"_s, u"--no-greeting"_s});
    Program client;
    client.startPeer(u"reading_client.py"_s, {number(server.port()), u"10"_s});
    FINISHED_WITH(client, 0);
    const QList<QByteArray> words = client.out.trimmed().split(' ');
    QCOMPARE(words.size(), 4);
    QCOMPARE(words[0].toLongLong(), qint64(10) * 1024 * 1024);
    QCOMPARE(words[1], words[2]); // what came is what was sent
    QCOMPARE(words[3], QByteArray("eof"));

    NEEDS(u"ncat"_s);
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray content = QByteArray("0123456789abcde\n").repeated(640 * 1024); // 10 MiB
    file.write(content);
    file.close();
    Program ncat;
    ncat.start(u"sh"_s, {u"-c"_s, u"ncat 127.0.0.1 %1 < %2"_s.arg(server.port()).arg(file.fileName())});
    FINISHED_WITH(ncat, 0);
    QCOMPARE(hashOf(ncat.out), hashOf(content));
}

void TestHeadless::serveSpeaksTheEncoding()
{
    Program server;
    START_SERVER(server, {u"--encoding"_s, u"GB18030"_s});
    Program client;
    client.startPeer(u"waiting_client.py"_s, {number(server.port())});
    QTRY_COMPARE_WITH_TIMEOUT(client.out, QByteArray("connected 32\n"), kPatienceMs); // two bytes a character
    Program reader;
    reader.start({u"connect"_s, at(server.port()), u"--encoding"_s, u"gb18030"_s});
    reader.process.closeWriteChannel();
    FINISHED_WITH(reader, 0);
    QCOMPARE(QString::fromUtf8(reader.out), theGreeting());
}

void TestHeadless::serveStopsOnSignal_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestHeadless::serveStopsOnSignal()
{
    QFETCH(int, signalNumber);
    Program server;
    server.start({u"serve"_s, u"0"_s, u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(server.kinds() == u"socket bind listen"_s, kPatienceMs);
    const QString port = server.events().at(2)[u"local"_s].toString().section(u':', -1);
    Program client;
    client.startPeer(u"waiting_client.py"_s, {port});
    QTRY_COMPARE_WITH_TIMEOUT(client.out, QByteArray("connected 48\n"), kPatienceMs);
    server.signal(signalNumber);
    server.signal(signalNumber);
    FINISHED_WITH(server, 0);
    FINISHED_WITH(client, 0);
    QCOMPARE(client.lines().constLast(), QByteArray("eof")); // in order, not with a reset
    QCOMPARE(server.kinds(), u"socket bind listen accept sent closed shutdown eof closed"_s);
    QCOMPARE(server.err, QByteArray());
}

void TestHeadless::serveServesManyAtOnce()
{
    // With the default backlog the kernel drops handshakes of such a burst (ListenOverflows of nstat(8)), and
    // a client that only listens never learns of it.
    Program server;
    START_SERVER(server, {u"--backlog"_s, u"4096"_s});
    const int clients = mostDescriptors() < 4200 ? 400 : 2000; // two descriptors for each
    Program many;
    many.startPeer(u"many_clients.py"_s, {number(server.port()), QString::number(clients)});
    FINISHED_WITH(many, 0);
    QCOMPARE(many.out, QByteArray::number(clients) + " 0 0\n");
    QTRY_COMPARE_WITH_TIMEOUT(server.out.count("accept()"), clients, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(openDescriptors(server) < 40, kPatienceMs);
    server.signal(SIGTERM);
    FINISHED_WITH(server, 0);
    QCOMPARE(server.err, QByteArray());
}

void TestHeadless::serveSurvivesResets()
{
    Program server;
    START_SERVER(server, {});
    Program first;
    first.startPeer(u"tutorial_client.py"_s, {number(server.port())});
    FINISHED_WITH(first, 0);
    QTRY_VERIFY_WITH_TIMEOUT(server.out.count("close()") == 1, kPatienceMs);
    const qsizetype descriptors = openDescriptors(server);

    Program resetting;
    resetting.startPeer(u"resetting_clients.py"_s, {number(server.port()), u"300"_s});
    FINISHED_WITH(resetting, 0);
    QTRY_COMPARE_WITH_TIMEOUT(openDescriptors(server), descriptors, kPatienceMs);
    Program last;
    last.startPeer(u"tutorial_client.py"_s, {number(server.port())});
    FINISHED_WITH(last, 0);
    server.signal(SIGTERM);
    FINISHED_WITH(server, 0);
    QCOMPARE(server.out.count("accept()"), server.out.count(", close()") - 1); // and the listening socket's
}

void TestHeadless::serveWithFewDescriptors()
{
    Program server;
    server.startPeer(u"few_descriptors.py"_s, {u"80"_s, theBinary(), u"serve"_s, u"0"_s});
    QTRY_VERIFY_WITH_TIMEOUT(server.port() != 0 || !server.isRunning(), kPatienceMs);
    VERIFY_SHOWING(server.port() != 0, server.err);
    const double before = cpuSeconds(server);
    // They hold their connections for a while, far more than there are descriptors for.
    QList<std::shared_ptr<Program>> holding;
    for (int i = 0; i < 12; ++i) {
        auto client = std::make_shared<Program>();
        client->startPeer(u"waiting_client.py"_s, {number(server.port())});
        holding += client;
    }
    QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("EMFILE"), kPatienceMs);
    const auto greeted = [&holding] {
        return std::count_if(holding.cbegin(), holding.cend(),
                             [](const auto &each) { return each->out.contains(" 48"); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(greeted() >= 3, kPatienceMs);
    QTest::qWait(1000); // time for a busy loop to show
    VERIFY_SHOWING(cpuSeconds(server) - before < 0.7, "busy while it waits for descriptors");
    const auto count = greeted();
    QVERIFY(count < 12);
    // Whenever some leave, those that wait are served.
    while (!holding.isEmpty()) {
        QTRY_VERIFY_WITH_TIMEOUT(
            holding.constFirst()->out.contains(" 48")
                || std::any_of(holding.cbegin(), holding.cend(),
                               [](const auto &each) { return each->out.contains(" 48"); }),
            kPatienceMs);
        const auto served = std::find_if(holding.cbegin(), holding.cend(),
                                         [](const auto &each) { return each->out.contains(" 48"); });
        holding.removeAt(served - holding.cbegin());
    }
    server.signal(SIGTERM);
    FINISHED_WITH(server, 0);

    // One after the other more clients than descriptors: each is greeted, or told that the server is full.
    Program again;
    again.startPeer(u"few_descriptors.py"_s, {u"80"_s, theBinary(), u"serve"_s, u"0"_s});
    QTRY_VERIFY_WITH_TIMEOUT(again.port() != 0, kPatienceMs);
    Program many;
    many.startPeer(u"many_clients.py"_s, {number(again.port()), u"100"_s, u"close"_s});
    FINISHED_WITH(many, 0);
    VERIFY_SHOWING(many.out.trimmed().endsWith(" 0"), many.out);
}

void TestHeadless::serveEndsWithItsReader()
{
    const quint16 port = freePort();
    Program pipeline; // head leaves after the first line
    pipeline.start(
        u"sh"_s,
        {u"-c"_s, u"(\"%1\" serve %2 --json; echo code $? >&2) | head -n 1"_s.arg(theBinary()).arg(port)});
    QTRY_VERIFY_WITH_TIMEOUT(!pipeline.lines().isEmpty(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 Program client; // its rows have no reader any more
                                 client.start({u"connect"_s, at(port)});
                                 client.process.closeWriteChannel();
                                 client.process.waitForFinished(kPatienceMs);
                                 return !pipeline.isRunning();
                             }()),
                             kPatienceMs);
    QCOMPARE(pipeline.err, QByteArray("code 0\n"));
}

void TestHeadless::connectReadsTheTutorialServer()
{
    Program server;
    START_PEER_SERVER(server, u"tutorial_server.py"_s, {});
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
        Program client;
        client.start({u"connect"_s, u"%1:%2"_s.arg(host).arg(server.port())});
        FINISHED_WITH(client, 0); // although its input is open
        QCOMPARE(QString::fromUtf8(client.out), theGreeting());
        QCOMPARE(client.err, QByteArray());
    }
}

void TestHeadless::connectReadsNcatAndSocat_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("ncat") << u"ncat"_s;
    QTest::newRow("socat") << u"socat"_s;
}

void TestHeadless::connectReadsNcatAndSocat()
{
    QFETCH(QString, program);
    NEEDS(program);
    const quint16 port = freePort();
    Program server;
    if (program == u"ncat"_s)
        server.start(program, {u"-v"_s, u"-l"_s, u"127.0.0.1"_s, number(port)});
    else
        server.start(program,
                     {u"-d"_s, u"-d"_s, u"-t60"_s, u"TCP-LISTEN:%1,bind=127.0.0.1"_s.arg(port), u"-"_s});
    QTRY_VERIFY_WITH_TIMEOUT(server.err.contains("istening on"), kPatienceMs);
    Program client;
    client.start({u"connect"_s, at(port), u"--send"_s, u"你好"_s});
    QTRY_COMPARE_WITH_TIMEOUT(server.out, u"你好"_s.toUtf8(), kPatienceMs);
    server.process.write("您也好\n");
    QTRY_COMPARE_WITH_TIMEOUT(client.out, QByteArray("您也好\n"), kPatienceMs);
    client.process.write("再见\n");
    QTRY_COMPARE_WITH_TIMEOUT(server.out, u"你好再见\n"_s.toUtf8(), kPatienceMs);
    client.process.closeWriteChannel();
    server.process.closeWriteChannel();
    FINISHED_WITH(client, 0);
    FINISHED(server);
}

void TestHeadless::connectReportsFailures_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("said");
    const QString closed = at(freePort());
    QTest::newRow("refused") << closed << closed;
    QTest::newRow("unknown name") << u"no-such-host.invalid:80"_s << u"no-such-host.invalid"_s;
}

void TestHeadless::connectReportsFailures()
{
    QFETCH(QString, address);
    QFETCH(QString, said);
    Program client;
    client.start({u"connect"_s, address, u"--send"_s, u"x"_s});
    FINISHED_WITH(client, 3);
    QCOMPARE(client.out, QByteArray());
    VERIFY_SHOWING(client.err.contains(said.toUtf8()), client.err);
    QCOMPARE(client.err.count('\n'), 2); // what, and the next step
}

void TestHeadless::connectReportsAReset()
{
    Program server;
    START_PEER_SERVER(server, u"sending_server.py"_s, {u"6162"_s, u"reset"_s});
    Program client;
    client.start({u"connect"_s, at(server.port())});
    FINISHED_WITH(client, 4);
    QCOMPARE(client.out, QByteArray("ab"));
    VERIFY_SHOWING(client.err.contains("reset"), client.err);
}

void TestHeadless::connectPrintsSafeText()
{
    // A character in three segments, CR and LF in two, a terminal sequence, a bad byte, half a character.
    Program server;
    START_PEER_SERVER(server, u"sending_server.py"_s,
                      {u"e6"_s, u"82"_s, u"a80d"_s, u"0a1b5b33316d00"_s, u"ff3c623ee282"_s});
    Program client;
    client.start({u"connect"_s, at(server.port())});
    FINISHED_WITH(client, 0);
    QCOMPARE(QString::fromUtf8(client.out), u"您\r\n\\x1b[31m\\x00\\xff<b>\\xe2\\x82"_s);
}

void TestHeadless::connectSendsTextsThenInput()
{
    Program server;
    START_PEER_SERVER(server, u"collecting_server.py"_s, {});
    Program client;
    client.start({u"connect"_s, at(server.port()), u"--send"_s, u"一"_s, u"--send"_s, u"-2"_s});
    client.process.write("three\r\n\n\xff");
    client.process.write("end without a line end");
    client.process.closeWriteChannel();
    FINISHED_WITH(client, 0);
    FINISHED_WITH(server, 0);
    const QByteArray sent = u"一"_s.toUtf8()
        + "-2three\r\n\n\xff"
          "end without a line end";
    QCOMPARE(server.out.trimmed().split(' ').constLast(), sent.toHex());
}

void TestHeadless::connectTranscodesBothWays()
{
    Program server;
    START_PEER_SERVER(server, u"collecting_server.py"_s, {});
    Program client;
    client.start({u"connect"_s, at(server.port()), u"--encoding"_s, u"GB18030"_s, u"--send"_s, u"新年"_s});
    client.process.write(u"祝福😀\n"_s.toUtf8());
    client.process.closeWriteChannel();
    FINISHED_WITH(client, 0);
    FINISHED_WITH(server, 0);
    QCOMPARE(server.out.trimmed().split(' ').constLast(),
             QByteArray("d0c2c4ead7a3b8a3"
                        "9439fc36"
                        "0a")); // as Python encodes it
}

void TestHeadless::connectRefusesWhatCannotBeEncoded()
{
    Program server;
    START_PEER_SERVER(server, u"collecting_server.py"_s, {});
    Program client;
    client.start({u"connect"_s, at(server.port()), u"--encoding"_s, u"Latin-1"_s});
    client.process.write(u"ü\n您\nok\n"_s.toUtf8());
    client.process.closeWriteChannel();
    FINISHED_WITH(client, 2);
    VERIFY_SHOWING(client.err.contains("您"), client.err);
    FINISHED_WITH(server, 0);
    QCOMPARE(server.out.trimmed().split(' ').constLast(),
             QByteArray("\xfc\n"
                        "ok\n")
                 .toHex());
}

void TestHeadless::connectSendsAFileExactly()
{
    QByteArray content;
    for (int i = 0; content.size() < 20'000'000; ++i)
        content += QByteArray::number(i * 2654435761U, 16) + char(i) + (i % 7 ? "" : "\n");
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(content);
    file.close();
    for (const bool isPipe : {false, true}) {
        Program server;
        START_PEER_SERVER(server, u"collecting_server.py"_s, {});
        Program client;
        if (!isPipe)
            client.process.setStandardInputFile(file.fileName());
        client.start({u"connect"_s, at(server.port())});
        if (isPipe) {
            client.process.write(content);
            client.process.closeWriteChannel();
        }
        FINISHED_WITH(client, 0);
        FINISHED_WITH(server, 0);
        VERIFY_SHOWING(server.out.contains(QByteArray::number(content.size())), server.out);
        VERIFY_SHOWING(server.out.contains(hashOf(content)), server.out);
        QCOMPARE(client.err, QByteArray());
    }
}

void TestHeadless::connectReadsOnlyWhatItCanSend()
{
    Program server;
    START_PEER_SERVER(server, u"collecting_server.py"_s, {u"wait"_s});
    const QByteArray content = QByteArray("y\n").repeated(32 * 1024 * 1024);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(content);
    file.close();
    Program client;
    client.process.setStandardInputFile(file.fileName());
    client.start({u"connect"_s, at(server.port())});
    // The peer does not read yet: the program reads until the kernel's buffers are full, and then waits.
    qint64 last = -1;
    int unchanged = 0;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 const qint64 now = bytesRead(client);
                                 unchanged = now == last && now > 1'000'000 ? unchanged + 1 : 0;
                                 last = now;
                                 QTest::qWait(50);
                                 return unchanged >= 10;
                             }()),
                             kPatienceMs);
    VERIFY_SHOWING(last < 32'000'000, QByteArray::number(last));
    const double before = cpuSeconds(client);
    QTest::qWait(500);
    QVERIFY(cpuSeconds(client) - before < 0.2);

    server.process.write("go\n");
    FINISHED_WITH(client, 0);
    FINISHED_WITH(server, 0);
    VERIFY_SHOWING(server.out.contains(QByteArray::number(content.size())), server.out);
    VERIFY_SHOWING(server.out.contains(hashOf(content)), server.out);
}

void TestHeadless::connectWithoutInput()
{
    for (const QString &redirection : {u"< /dev/null"_s, u"<&-"_s, u"<&- >&-"_s, u"< /dev/null 2>&-"_s}) {
        Program server;
        START_PEER_SERVER(server, u"collecting_server.py"_s, {});
        Program client;
        client.start(
            u"sh"_s,
            {u"-c"_s,
             u"exec \"%1\" connect %2 --send x %3"_s.arg(theBinary(), at(server.port()), redirection)});
        FINISHED_WITH(client, 0);
        FINISHED_WITH(server, 0);
        QCOMPARE(server.lines().constLast().split(' ').constFirst(), QByteArray("1"));
    }
}

void TestHeadless::connectStopsOnSignal_data()
{
    serveStopsOnSignal_data();
}

void TestHeadless::connectStopsOnSignal()
{
    QFETCH(int, signalNumber);
    Program server;
    START_PEER_SERVER(server, u"collecting_server.py"_s, {});
    Program client;
    client.start({u"connect"_s, at(server.port()), u"--send"_s, u"x"_s, u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(client.kinds().endsWith(u" sent"_s), kPatienceMs);
    client.signal(signalNumber);
    FINISHED_WITH(client, 0);
    FINISHED_WITH(server, 0); // it saw the end, not a reset
    QCOMPARE(client.kinds(), u"socket connect connected sent shutdown eof closed"_s);
    QCOMPARE(client.err, QByteArray());
}

void TestHeadless::connectStopsWhenNobodyReadsItsOutput()
{
    Program server;
    START_SERVER(server, {u"--greeting"_s, QString(100'000, u'g')});
    Program blocked;
    blocked.startPeer(u"blocked_output.py"_s, {theBinary(), u"connect"_s, at(server.port())});
    FINISHED_WITH(blocked, 0);
    QCOMPARE(blocked.out, QByteArray("0\n"));
}

void TestHeadless::connectIgnoresProxies()
{
    const QString address = nonLoopbackAddress();
    if (address.isEmpty())
        QSKIP("proxies are never asked about 127.0.0.1, and this machine has no other address");
    Program server;
    server.start({u"serve"_s, address + u":0"_s, u"--then"_s, u"close"_s});
    QTRY_VERIFY_WITH_TIMEOUT(server.port() != 0, kPatienceMs);
    Program client;
    for (const QString &name :
         {u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s, u"HTTP_PROXY"_s, u"ALL_PROXY"_s})
        client.setEnvironment(name, u"http://127.0.0.1:9"_s);
    client.start({u"connect"_s, u"%1:%2"_s.arg(address).arg(server.port())});
    FINISHED_WITH(client, 0);
    QCOMPARE(QString::fromUtf8(client.out), theGreeting());
}

void TestHeadless::connectTellsEvents()
{
    Program server;
    START_PEER_SERVER(server, u"tutorial_server.py"_s, {});
    Program client;
    client.start({u"connect"_s, at(server.port()), u"--json"_s});
    FINISHED_WITH(client, 0);
    QCOMPARE(client.kinds(), u"socket connect connected received eof closed"_s);

    Program refused;
    const QString address = at(freePort());
    refused.start({u"connect"_s, address, u"--json"_s});
    FINISHED_WITH(refused, 3);
    QCOMPARE(refused.kinds(), u"socket connect error closed"_s);
    const QJsonObject error = refused.events().at(2)[u"error"_s].toObject();
    QCOMPARE(error[u"name"_s].toString(), u"ECONNREFUSED"_s);
    QCOMPARE(error[u"code"_s].toInt(), ECONNREFUSED);
    QVERIFY(error[u"text"_s].toString().contains(address));
}

QTEST_GUILESS_MAIN(TestHeadless)
#include "tst_headless.moc"
