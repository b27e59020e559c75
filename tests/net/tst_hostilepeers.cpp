// SPDX-License-Identifier: MIT
#include "support/sessionprobe.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <tuple>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 60000;

/// A Python program as the other end; ends with the object.
class Python : public QProcess
{
public:
    Python(const QString &program, const QStringList &arguments)
    {
        setProcessChannelMode(QProcess::ForwardedErrorChannel);
        start(u"python3"_s,
              QStringList{u"-c"_s, u"import socket, struct, sys, time\n"_s + program} + arguments);
    }
    ~Python() override
    {
        kill();
        std::ignore = QTest::qWaitFor([this] { return state() == QProcess::NotRunning; }, kPatience);
    }
    bool isDone() const { return state() == QProcess::NotRunning; }
};

/// A bare socket of the system, without Qt.
class RawSocket
{
public:
    RawSocket()
        : fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
    }
    ~RawSocket()
    {
        if (fd >= 0)
            ::close(fd);
    }
    RawSocket(const RawSocket &) = delete;
    RawSocket &operator=(const RawSocket &) = delete;
    bool connectTo(quint16 port) const
    {
        const sockaddr_in address = loopback(port);
        return ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    static sockaddr_in loopback(quint16 port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }
    const int fd;
};

/// Up to so many bytes; fewer before the end of the stream. Blocks.
QByteArray read(const RawSocket &socket, qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    const ssize_t got = ::recv(socket.fd, bytes.data(), size_t(count), MSG_WAITALL);
    bytes.truncate(qMax<ssize_t>(got, 0));
    return bytes;
}

int openDescriptors()
{
    int count = 0;
    for (int fd = 0; fd < 65536 && fd < int(::sysconf(_SC_OPEN_MAX)); ++fd)
        count += ::fcntl(fd, F_GETFD) != -1 ? 1 : 0;
    return count;
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

} // namespace

class TestHostilePeers : public QObject
{
    Q_OBJECT
public:
    explicit TestHostilePeers(EngineKind engine)
        : m_engine(engine)
    {
    }

private:
    quint32 serve(SessionProbe &probe, ServerConfig config = {}) const
    {
        config.engine = m_engine;
        return startServer(probe, config);
    }
    ClientConfig client(const Address &server) const
    {
        ClientConfig config{server};
        config.engine = m_engine;
        return config;
    }

    const EngineKind m_engine;

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QSKIP("python3 is not installed.");
    }

    void aPeerThatNeverReadsIsBounded()
    {
        SessionProbe probe;
        const quint32 server = serve(probe);
        Python peer(u"s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))\ntime.sleep(600)"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        const QByteArray megabyte(1024 * 1024, 'x');
        for (int i = 0; i < 64; ++i)
            probe.session.send(server, 1, megabyte);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasError(ErrorCode::MessageTooLong), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server)
                                      + probe.count(EventKind::Error, Side::Server),
                                  64, kPatience);
        const qint64 queued = probe.connections.value({1, Side::Server}).queuedBytes;
        QVERIFY(queued > 0);
        QVERIFY2(queued <= 16 * 1024 * 1024, qPrintable(QString::number(queued)));
        // The others are served meanwhile.
        probe.session.startClient(client(probe.addressOf(server)));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Connected, Side::Client), 1, kPatience);
        probe.session.send(server, 2, "still here");
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Client, 2), "still here", kPatience);
        // And ending it says how much was never sent.
        probe.session.abortPeer(server, 1);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        const Event &closed = probe.eventAt(probe.rows(EventKind::Closed, Side::Server, 1).constFirst());
        QCOMPARE(closed.error->code, ErrorCode::UnsentDiscarded);
        QCOMPARE(closed.error->amount, queued);
    }

    void aFloodIsReadWholeAndInOrder()
    {
        SessionProbe probe;
        const quint32 server = serve(probe);
        Python peer(uR"(
s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))
block=bytes(range(256))*4096
for i in range(100): s.sendall(block)
s.close())"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Eof, Side::Server), 1, kPatience);
        quint64 offset = 0;
        for (const qsizetype row : probe.rows(EventKind::Received, Side::Server)) {
            const Event &event = probe.eventAt(row);
            QCOMPARE(event.streamOffset, offset);
            const QByteArray bytes = probe.session.journal().payload(row);
            QCOMPARE(bytes.size(), event.bytes);
            for (qsizetype i = 0; i < bytes.size(); i += 997)
                QCOMPARE(uchar(bytes.at(i)), uchar((offset + quint64(i)) & 0xFF));
            offset += quint64(event.bytes);
        }
        QCOMPARE(offset, 100U * 1024 * 1024);
    }

    void aHalfClosingPeerGetsTheWholeReply()
    {
        SessionProbe probe;
        ServerConfig config;
        config.greeting = QByteArray(10 * 1024 * 1024, 'g'); // far more than the kernel's buffers hold
        const quint32 server = serve(probe, config);
        Python peer(uR"(
s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))
s.sendall(b'x'); s.shutdown(socket.SHUT_WR); time.sleep(0.2)
n=0
while True:
    d=s.recv(65536)
    if not d: break
    n+=len(d)
print(n))"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY_WITH_TIMEOUT(peer.isDone(), kPatience);
        QCOMPARE(peer.readAllStandardOutput().trimmed(), QByteArray::number(config.greeting.size()));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Eof, Side::Server), 1, kPatience);
        QCOMPARE(probe.received(Side::Server, 1), "x");
        QVERIFY(probe.errors().isEmpty());
    }

    void aPeerThatSendsBeforeTheGreetingGetsItWhole()
    {
        SessionProbe probe;
        const quint32 server
            = serve(probe, {.greeting = QByteArray(1024 * 1024, 'g'), .afterGreeting = AfterGreeting::Close});
        Python peer(uR"(
s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))
s.sendall(b'GET / HTTP/1.0\r\n\r\n'*1000); time.sleep(0.2)
n=0
while True:
    d=s.recv(65536)
    if not d: break
    n+=len(d)
print(n))"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY_WITH_TIMEOUT(peer.isDone(), kPatience);
        QCOMPARE(peer.readAllStandardOutput().trimmed(), "1048576"); // no reset, although bytes came unasked
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        QCOMPARE(probe.received(Side::Server, 1).size(), 18000);
    }

    void resetsAndOrderlyEndsAreToldApart_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<EventKind>("kind");
        QTest::newRow("close") << u"s.close()"_s << EventKind::Eof;
        QTest::newRow("data, close") << u"s.sendall(b'x'*1000); s.close()"_s << EventKind::Eof;
        QTest::newRow("shutdown, close")
            << u"s.shutdown(socket.SHUT_WR); time.sleep(0.1); s.close()"_s << EventKind::Eof;
        QTest::newRow("linger 0")
            << u"s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii',1,0)); s.close()"_s
            << EventKind::Reset;
        QTest::newRow("data, linger 0")
            << u"s.sendall(b'x'*1000); time.sleep(0.1); s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii',1,0)); s.close()"_s
            << EventKind::Reset;
        QTest::newRow("close with unread bytes") << u"time.sleep(0.3); s.close()"_s << EventKind::Reset;
    }
    void resetsAndOrderlyEndsAreToldApart()
    {
        QFETCH(QString, ending);
        QFETCH(EventKind, kind);
        SessionProbe probe;
        ServerConfig config;
        if (QByteArray(QTest::currentDataTag()).contains("unread"))
            config.greeting = "not read by the peer";
        const quint32 server = serve(probe, config);
        Python peer(u"s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))\ntime.sleep(0.1)\n"_s
                        + ending,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        QCOMPARE(probe.count(EventKind::Eof, Side::Server, 1), kind == EventKind::Eof ? 1 : 0);
        QCOMPARE(probe.count(EventKind::Reset, Side::Server, 1), kind == EventKind::Reset ? 1 : 0);
    }

    void clientsThatResetAtOnceAreServedOrNamed()
    {
        SessionProbe probe;
        const quint32 server = serve(probe, {.greeting = "hello"});
        const int before = openDescriptors();
        Python peer(uR"(
for i in range(500):
    s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii',1,0)); s.close()
print('done'))"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY_WITH_TIMEOUT(peer.isDone(), kPatience);
        QCOMPARE(peer.readAllStandardOutput().trimmed(), "done");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server),
                                  probe.count(EventKind::Accept, Side::Server), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(openDescriptors(), before, kPatience);
    }

    void twoThousandClientsAtOnce()
    {
        SessionProbe probe;
        const quint32 server = serve(probe, {.backlog = 1024, .greeting = "hello"});
        const int before = openDescriptors();
        Python peers(uR"(
import resource
resource.setrlimit(resource.RLIMIT_NOFILE,(4096,max(4096,resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
all=[]
for i in range(2000):
    s=socket.create_connection(('127.0.0.1',int(sys.argv[1])),60); all.append(s)
good=0
for s in all: good+= s.recv(5,socket.MSG_WAITALL)==b'hello'
print(good, flush=True)
sys.stdin.read(1))"_s,
                     {QString::number(probe.addressOf(server).port)});
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 2000, kPatience);
        QByteArray output;
        QTRY_VERIFY_WITH_TIMEOUT((output += peers.readAllStandardOutput()).contains('\n'), kPatience);
        QCOMPARE(output.trimmed(), "2000");
        peers.closeWriteChannel();
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server), 2000, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(peers.isDone(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= before + 2, kPatience);
    }

    void aFullAcceptQueueIsSaid()
    {
        SessionProbe probe;
        const quint32 server = serve(probe, {.backlog = 1, .greeting = "hello"});
        probe.session.setAccepting(server, false);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Pause, Side::Server), 1, kPatience);
        Python peers(uR"(
all=[]
for i in range(8):
    s=socket.socket(); s.setblocking(False); s.connect_ex(('127.0.0.1',int(sys.argv[1]))); all.append(s)
print('tried', flush=True)
sys.stdin.read(1))"_s,
                     {QString::number(probe.addressOf(server).port)});
        QByteArray output;
        QTRY_VERIFY_WITH_TIMEOUT((output += peers.readAllStandardOutput()).contains("tried"), kPatience);
        probe.session.setAccepting(server, true);
        // The kernel drops some of them for good: to them it looks as if they were connected. Any server has
        // that; ours says it.
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasError(ErrorCode::AcceptQueueOverflow), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server) >= 2, kPatience);
        QCOMPARE(probe.errors().constFirst().subject, probe.addressOf(server).toString());
    }

    void overTheLimitAClientIsToldAndClosed()
    {
        SessionProbe probe;
        const quint32 server = serve(probe, {.connectionLimit = 2, .greeting = "hello"});
        for (int i = 0; i < 2; ++i)
            probe.session.startClient(client(probe.addressOf(server)));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 2, kPatience);
        Python peer(uR"(
s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))
s.sendall(b'hi')
b=b''
while True:
    d=s.recv(1000)
    if not d: break
    b+=d
print(b.decode()))"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY_WITH_TIMEOUT(peer.isDone(), kPatience);
        QVERIFY(peer.readAllStandardOutput().contains("server is full (limit 2)"));
        QTRY_VERIFY(probe.hasError(ErrorCode::ConnectionLimit));
        QCOMPARE(probe.count(EventKind::Accept, Side::Server), 2);
    }

    void waitsForDescriptorsWithoutABusyLoop()
    {
        rlimit original{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &original), 0);
        SessionProbe probe;
        const quint32 server = serve(probe, {.backlog = 1024, .greeting = "hello"});
        Python peers(uR"(
sys.stdin.readline()
all=[socket.create_connection(('127.0.0.1',int(sys.argv[1])),60) for i in range(100)]
print('open', flush=True)
for s in all:
    assert s.recv(5,socket.MSG_WAITALL)==b'hello'
    s.close()
print('served', flush=True))"_s,
                     {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY(peers.state() == QProcess::Running);
        rlimit small = original;
        small.rlim_cur = rlim_t(openDescriptors()) + 60;
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &small), 0);
        peers.write("go\n");
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasError(ErrorCode::TooManyOpenFiles), kPatience);
        QByteArray output;
        QTRY_VERIFY_WITH_TIMEOUT((output += peers.readAllStandardOutput()).contains("served"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server), 100, kPatience);
        ::setrlimit(RLIMIT_NOFILE, &original);
    }

    void isQuietWhileDescriptorsAreScarce()
    {
        rlimit original{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &original), 0);
        SessionProbe probe;
        const quint32 server = serve(probe, {.backlog = 1024});
        Python peers(uR"(
sys.stdin.readline()
all=[socket.create_connection(('127.0.0.1',int(sys.argv[1])),60) for i in range(100)]
sys.stdin.read(1))"_s,
                     {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY(peers.state() == QProcess::Running);
        rlimit small = original;
        small.rlim_cur = rlim_t(openDescriptors()) + 60;
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &small), 0);
        peers.write("go\n");
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasError(ErrorCode::TooManyOpenFiles), kPatience);
        const qsizetype rows = probe.session.journal().size();
        // Half of the time burnt would be a busy loop; what is left is a timer and this test's own polling.
        QElapsedTimer elapsed;
        elapsed.start();
        const double before = cpuSeconds();
        std::ignore = QTest::qWaitFor([&] { return elapsed.hasExpired(2000); }, 10000);
        const double used = cpuSeconds() - before;
        QVERIFY2(used < 0.5 * double(elapsed.elapsed()) / 1000, qPrintable(QString::number(used)));
        QVERIFY(probe.session.journal().size() - rows < 10);
        ::setrlimit(RLIMIT_NOFILE, &original);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 100, kPatience);
    }

    void aBlackHoleTimesOutAndCanBeCancelled()
    {
        // A full accept queue drops SYNs: the only black hole there is on loopback.
        RawSocket listener;
        sockaddr_in address = RawSocket::loopback(0);
        QCOMPARE(::bind(listener.fd, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::listen(listener.fd, 0), 0);
        socklen_t size = sizeof address;
        QCOMPARE(::getsockname(listener.fd, reinterpret_cast<sockaddr *>(&address), &size), 0);
        const quint16 port = ntohs(address.sin_port);
        RawSocket filler;
        QVERIFY(filler.connectTo(port)); // backlog 0 admits one

        SessionProbe probe;
        ClientConfig config = client({u"127.0.0.1"_s, port});
        config.connectTimeout = std::chrono::milliseconds(300);
        const quint32 timed = probe.session.startClient(config);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(timed), kPatience);
        QTRY_VERIFY(probe.hasError(ErrorCode::TimedOut));

        config.connectTimeout = std::chrono::minutes(10);
        const quint32 cancelled = probe.session.startClient(config);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Connect, Side::Client), 2, kPatience);
        probe.session.stop(cancelled);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(cancelled), 5000);
        QTRY_VERIFY(probe.hasError(ErrorCode::Cancelled));
        QCOMPARE(probe.count(EventKind::Connected, Side::Client), 0);
    }

    void stopsWhileClientsAreSending()
    {
        SessionProbe probe;
        const quint32 server = serve(probe);
        Python peers(uR"(
import threading
def flood():
    s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))
    try:
        while True: s.sendall(b'y'*65536)
    except OSError: pass
for i in range(4): threading.Thread(target=flood).start())"_s,
                     {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY_WITH_TIMEOUT(probe.count(EventKind::Received, Side::Server) > 200, kPatience);
        probe.session.stop(server);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(server), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(peers.isDone(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server), 5, kPatience);
    }

    void aSilentPeerDoesNotDelayTheEnd()
    {
        SessionProbe probe;
        const quint32 server = serve(probe);
        Python peer(u"s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))\ntime.sleep(600)"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        probe.session.stopAll(std::chrono::milliseconds(100));
        QTRY_VERIFY_WITH_TIMEOUT(probe.isStopped, 10000);
        QCOMPARE(probe.count(EventKind::Closed, Side::Server), 2);
    }

    void echoesToAPeerThatReadsLate()
    {
        // The peer sends all before it reads anything: the echo must stop reading instead of piling up.
        SessionProbe probe;
        const quint32 server = serve(probe, {.afterGreeting = AfterGreeting::Echo});
        Python peer(uR"(
import threading
s=socket.create_connection(('127.0.0.1',int(sys.argv[1])))
data=bytes(range(256))*80000
t=threading.Thread(target=lambda:(s.sendall(data),s.shutdown(socket.SHUT_WR))); t.start()
time.sleep(0.5)
got=b''
while True:
    d=s.recv(1<<20)
    if not d: break
    got+=d
print(got==data,len(got)))"_s,
                    {QString::number(probe.addressOf(server).port)});
        QTRY_VERIFY_WITH_TIMEOUT(peer.isDone(), kPatience);
        QCOMPARE(peer.readAllStandardOutput().trimmed(), "True 20480000");
        QVERIFY(!probe.hasError(ErrorCode::MessageTooLong));
    }

    void echoesWhatItReadLateBecauseTheJournalLagged()
    {
        SessionProbe probe;
        const quint32 server = serve(probe, {.greeting = "hello", .afterGreeting = AfterGreeting::Echo});
        const quint16 port = probe.addressOf(server).port;
        const RawSocket congesting;
        const RawSocket late;
        QVERIFY(congesting.connectTo(port));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        QVERIFY(late.connectTo(port));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server, 2), 1, kPatience);
        QCOMPARE(read(late, 5), "hello");
        probe.session.setHeld(true);
        const qsizetype before = probe.count(EventKind::Sent, Side::Server, 1);
        probe.session.send(server, 1, "x"); // this batch is on its way; what comes behind it waits
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server, 1), before + 1, kPatience);
        const QByteArray megabyte(1024 * 1024, 'x');
        for (int i = 0; i < 5; ++i)
            probe.session.send(server, 1, megabyte);
        QCOMPARE(read(congesting, 5 + 1 + 5 * megabyte.size()).size(), 5 + 1 + 5 * megabyte.size());

        const QByteArray tail(30000, 't');
        QCOMPARE(::send(late.fd, tail.constData(), size_t(tail.size()), MSG_NOSIGNAL), tail.size());
        QCOMPARE(::shutdown(late.fd, SHUT_WR), 0);
        for (int i = 0; i < 10; ++i) { // who is greeted now knows that the server saw what came before
            const RawSocket witness;
            QVERIFY(witness.connectTo(port));
            QCOMPARE(read(witness, 5), "hello");
        }
        probe.session.setHeld(false);
        QCOMPARE(read(late, tail.size() + 1).size(), tail.size()); // and the end
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_FATAL_WARNINGS", "1");
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    TestHostilePeers qt(EngineKind::Qt);
    TestHostilePeers glassBox(EngineKind::GlassBox);
    return QTest::qExec(&qt, argc, argv) + QTest::qExec(&glassBox, argc, argv);
}

#include "tst_hostilepeers.moc"
