// SPDX-License-Identifier: MIT
#include "core/lifelines.h"
#include "net/kernelwatch.h"
#include "support/eventlist.h"
#include "support/procnettcp.h"
#include "support/python.h"
#include "support/sessionprobe.h"

#include <QTemporaryDir>
#include <QTest>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// The watch over sockets that a Python program holds, while the calls are told by hand as if they were ours.
class Scene
{
public:
    static constexpr quint32 kServer = 1; // endpoints
    static constexpr quint32 kClient = 2;

    explicit Scene(Transport transport)
        : lines(journal)
        , m_transport(transport)
    {
        QObject::connect(&m_recorder, &Recorder::batchReady, &m_recorder, [this](const Batch &batch) {
            journal.append(batch.events);
            m_recorder.acknowledge();
        });
        m_recorder.setObserver([this](const Event &event) { watch.observe(event); });
        watch.setWatched(true, 0);
    }
    ~Scene() { m_recorder.setObserver({}); }

    void tell(EventKind kind, Side side, quint32 connection = 1)
    {
        Event event;
        event.kind = kind;
        event.side = side;
        event.transport = m_transport;
        event.connection = connection;
        event.endpoint = side == Side::Server ? kServer : kClient;
        event.socket = event.endpoint + (isStream(m_transport) ? connection * 10 : 0);
        event.local = side == Side::Server ? server : client;
        if (connection != 0)
            event.peer = side == Side::Server ? client : server;
        m_recorder.append(event);
    }
    /// `UNCONN ESTABLISHED`: only what the kernel has told; `r` and `w` for what is shut, `*` if nobody holds
    /// it.
    static QString told(const std::vector<LifeMark> &marks)
    {
        QStringList words;
        for (const LifeMark &mark : marks) {
            if (mark.isObserved)
                words << tcpStateName(mark.state) + (mark.isReadShut ? u"-r"_s : QString())
                        + (mark.isWriteShut ? u"-w"_s : QString())
                        + (mark.hasOwner || mark.state == TcpState::Closed ? QString() : u"*"_s);
        }
        return words.join(u' ');
    }
    QString told(Side side) const { return told(lines.marks(1, side)); }
    QString toldOfServer() const { return told(lines.listenerMarks(kServer)); }
    std::shared_ptr<const KernelReading> lastOf(quint32 connection, Side side) const
    {
        for (qsizetype row = journal.size() - 1; row >= 0; --row) {
            const Event &event = journal.at(row);
            if (event.reading && event.connection == connection && event.side == side)
                return event.reading;
        }
        return std::make_shared<KernelReading>();
    }

    Journal journal;
    LifeLines lines;
    Python python;
    Address server;
    Address client;
    ConnectionNumbers numbers;

private:
    Transport m_transport;
    Recorder m_recorder{std::chrono::milliseconds(0)};

public:
    KernelWatch watch{makeKernelProbe(), m_recorder, numbers};
};

/// Sockets of ours on which each call is made by itself, and what the kernel tells of them.
class Steps
{
public:
    Steps()
        : lines(probe.session.journal())
    {
        probe.session.observeKernel(KernelSource::System);
        probe.session.setWatched(true);
    }
    quint32 open(Side side, Transport transport)
    {
        SocketConfig config;
        config.side = side;
        config.transport = transport;
        return probe.session.openSocket(config);
    }
    SocketCall &next(CallName name)
    {
        m_call = {};
        m_call.call = name;
        return m_call;
    }
    /// Makes the call that next() has begun, and waits for the event that it is told by. Its row.
    qsizetype make(quint32 endpoint)
    {
        const auto last = [&] {
            for (qsizetype row = probe.session.journal().size() - 1; row >= m_seen; --row) {
                const Event &event = probe.eventAt(row);
                if (event.endpoint == endpoint && event.call() == m_call.call)
                    return row;
            }
            return qsizetype(-1);
        };
        m_seen = probe.session.journal().size();
        probe.session.call(endpoint, m_call);
        (void)QTest::qWaitFor([&] { return last() >= 0; }, 20000);
        return last();
    }
    qsizetype bind(quint32 endpoint, const Address &address)
    {
        next(CallName::Bind).address = address;
        return make(endpoint);
    }
    qsizetype connectTo(quint32 endpoint, const Address &address)
    {
        next(CallName::Connect).address = address;
        return make(endpoint);
    }
    qsizetype make(quint32 endpoint, CallName name, quint32 socket = 0)
    {
        next(name).socket = socket;
        return make(endpoint);
    }
    qsizetype shutdown(quint32 endpoint, ShutdownHow how)
    {
        next(CallName::Shutdown).how = how;
        return make(endpoint);
    }
    QString told(quint32 connection, Side side) const { return Scene::told(lines.marks(connection, side)); }

    SessionProbe probe;
    LifeLines lines;

private:
    SocketCall m_call;
    qsizetype m_seen = 0;
};

} // namespace

/// What the kernel tells of UDP and local sockets, and how their life lines come out.
class tst_KernelTransports : public QObject
{
    Q_OBJECT
private slots:
    void udp_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("host");
        QTest::newRow("IPv4") << u"AF_INET"_s << u"127.0.0.1"_s;
        QTest::newRow("IPv6") << u"AF_INET6"_s << u"::1"_s;
    }
    void udp()
    {
        QFETCH(QString, family);
        QFETCH(QString, host);
        Scene scene(Transport::Udp);
        Python &python = scene.python;
        python.run(u"s = socket.socket(socket.%1, socket.SOCK_DGRAM); s.bind(('%2', 0))"_s.arg(family, host));
        python.run(u"c = socket.socket(socket.%1, socket.SOCK_DGRAM); c.bind(('%2', 0))"_s.arg(family, host));
        scene.server = {host, quint16(python.number(u"s.getsockname()[1]"_s))};
        scene.client = {host, quint16(python.number(u"c.getsockname()[1]"_s))};
        scene.tell(EventKind::Bind, Side::Server, 0);
        python.run(u"c.sendto(b'one', s.getsockname())"_s);
        scene.tell(EventKind::Sent, Side::Client);
        QTRY_COMPARE(scene.toldOfServer(), u"UNCONN"_s);
        QTRY_VERIFY(scene.lastOf(0, Side::Server)->unread >= 3);
        QTRY_COMPARE(scene.told(Side::Client), u"UNCONN"_s);
        python.run(u"s.recv(9)"_s);
        scene.tell(EventKind::Received, Side::Server);
        QTRY_COMPARE(scene.told(Side::Server), u"UNCONN"_s);
        QTRY_COMPARE(scene.lastOf(0, Side::Server)->unread, 0);
        python.run(u"c.connect(s.getsockname())"_s);
        scene.tell(EventKind::Connect, Side::Client);
        QTRY_COMPARE(scene.told(Side::Client), u"UNCONN ESTABLISHED"_s);
        python.run(u"for i in range(1000): c.send(bytes(1000))"_s);
        scene.tell(EventKind::Sent, Side::Client);
        QTRY_VERIFY(scene.lastOf(0, Side::Server)->drops > 0);
        python.run(u"c.close()"_s);
        scene.tell(EventKind::Closed, Side::Client);
        QTRY_COMPARE(scene.told(Side::Client), u"UNCONN ESTABLISHED CLOSED"_s);
        python.run(u"s.close()"_s);
        scene.tell(EventKind::Closed, Side::Server, 0);
        QTRY_COMPARE(scene.toldOfServer(), u"UNCONN CLOSED"_s);
        QTRY_COMPARE(scene.told(Side::Server), u"UNCONN CLOSED"_s);
        QVERIFY(scene.lines.segments(1).empty());
        QTRY_VERIFY(!scene.watch.isPolling());
    }

    // The datagrams of another machine come from addresses at which nobody is here.
    void aStrangersAddressIsNotTakenForASocketHere()
    {
        Scene scene(Transport::Udp);
        scene.python.run(u"s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', 0))"_s);
        scene.python.run(u"o = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); o.bind(('0.0.0.0', 0))"_s);
        scene.server = {u"127.0.0.1"_s, quint16(scene.python.number(u"s.getsockname()[1]"_s))};
        scene.client = {u"192.0.2.1"_s, quint16(scene.python.number(u"o.getsockname()[1]"_s))};
        scene.tell(EventKind::Bind, Side::Server, 0);
        scene.tell(EventKind::Received, Side::Server);
        QTRY_COMPARE(scene.told(Side::Server), u"UNCONN"_s);
        QCOMPARE(scene.told(Side::Client), QString());
    }

    void localStream_data()
    {
        QTest::addColumn<bool>("isBound");
        QTest::addColumn<bool>("isAbstract");
        QTest::newRow("unnamed client") << false << false;
        QTest::newRow("unnamed client, abstract name") << false << true;
        QTest::newRow("bound client") << true << false;
    }
    void localStream()
    {
        QFETCH(bool, isBound);
        QFETCH(bool, isAbstract);
        Scene scene(Transport::LocalStream);
        Python &python = scene.python;
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"s"_s);
        const QString name = (isAbstract ? u"\\0"_s : QString()) + path;
        scene.server = isAbstract ? Address::abstractName(path) : Address::path(path);
        python.run(u"l = socket.socket(socket.AF_UNIX); l.bind('%1'); l.listen(5)"_s.arg(name));
        scene.tell(EventKind::Listen, Side::Server, 0);
        scene.tell(EventKind::Pause, Side::Server, 0);
        QTRY_COMPARE(scene.toldOfServer(), u"LISTEN"_s);
        QCOMPARE(scene.lastOf(0, Side::Server)->backlog, 5);

        python.run(u"c = socket.socket(socket.AF_UNIX)"_s);
        scene.client = Address::unnamed(python.number(u"inode(c)"_s));
        if (isBound) {
            scene.client = Address::path(path + u'c');
            python.run(u"c.bind('%1c')"_s.arg(path));
        }
        python.run(u"c.connect('%1')"_s.arg(name));
        scene.tell(EventKind::Connected, Side::Client);
        QTRY_COMPARE(scene.lastOf(0, Side::Server)->acceptQueue, 1);
        QTRY_COMPARE(scene.told(Side::Client), u"ESTABLISHED"_s);
        QTRY_COMPARE(scene.told(Side::Server), u"ESTABLISHED*"_s); // waits in the accept queue
        python.run(u"a, _ = l.accept()"_s);
        scene.tell(EventKind::Accept, Side::Server);
        QTRY_COMPARE(scene.told(Side::Server), u"ESTABLISHED* ESTABLISHED"_s);
        QTRY_COMPARE(scene.lastOf(0, Side::Server)->acceptQueue, 0);

        python.run(u"c.send(b'hello')"_s);
        scene.tell(EventKind::Sent, Side::Client);
        QTRY_COMPARE(scene.lastOf(1, Side::Server)->unread, 5);
        python.run(u"a.recv(3)"_s);
        scene.tell(EventKind::Received, Side::Server);
        QTRY_COMPARE(scene.lastOf(1, Side::Server)->unread, 2);
        python.run(u"a.recv(9)"_s);
        python.run(u"c.shutdown(socket.SHUT_WR)"_s);
        scene.tell(EventKind::Shutdown, Side::Client);
        QTRY_COMPARE(scene.told(Side::Client), u"ESTABLISHED ESTABLISHED-w"_s);
        QTRY_COMPARE(scene.told(Side::Server), u"ESTABLISHED* ESTABLISHED ESTABLISHED-r"_s);
        python.run(u"a.close()"_s);
        scene.tell(EventKind::Closed, Side::Server);
        QTRY_COMPARE(scene.told(Side::Server), u"ESTABLISHED* ESTABLISHED ESTABLISHED-r CLOSED"_s);
        QTRY_COMPARE(scene.told(Side::Client), u"ESTABLISHED ESTABLISHED-w ESTABLISHED-r-w"_s);
        python.run(u"c.close()"_s);
        scene.tell(EventKind::Closed, Side::Client);
        QTRY_VERIFY(scene.told(Side::Client).endsWith(u" CLOSED"_s));
        python.run(u"l.close()"_s);
        scene.tell(EventKind::Closed, Side::Server, 0);
        QTRY_COMPARE(scene.toldOfServer(), u"LISTEN CLOSED"_s);
        QVERIFY(scene.lines.segments(1).empty());
        QVERIFY(!scene.watch.isPolling());
    }

    // Nobody told us of the clients: the listening socket knows them.
    void findsTheClientsThatWaitAtALocalSocket()
    {
        Scene scene(Transport::LocalStream);
        Python &python = scene.python;
        const QTemporaryDir folder;
        scene.server = Address::path(folder.filePath(u"s"_s));
        python.run(u"l = socket.socket(socket.AF_UNIX); l.bind('%1'); l.listen(5)"_s.arg(scene.server.host));
        scene.tell(EventKind::Listen, Side::Server, 0);
        python.run(u"c = [socket.socket(socket.AF_UNIX) for i in range(2)]"_s);
        python.run(u"for each in c: each.connect('%1')"_s.arg(scene.server.host));
        scene.tell(EventKind::Pause, Side::Server, 0);
        for (const int i : {0, 1}) {
            const Address client = Address::unnamed(python.number(u"inode(c[%1])"_s.arg(i)));
            const quint32 number = scene.numbers.reserve(client, scene.server);
            QTRY_COMPARE(Scene::told(scene.lines.marks(number, Side::Client)), u"ESTABLISHED"_s);
            QTRY_COMPARE(Scene::told(scene.lines.marks(number, Side::Server)), u"ESTABLISHED*"_s);
        }
    }

    void localDatagrams()
    {
        Scene scene(Transport::LocalDatagram);
        Python &python = scene.python;
        const QTemporaryDir folder;
        scene.server = Address::path(folder.filePath(u"s"_s));
        scene.client = Address::path(folder.filePath(u"c"_s));
        for (const QString &name : {u"s"_s, u"c"_s})
            python.run(u"%1 = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); %1.bind('%2')"_s.arg(
                name, folder.filePath(name)));
        scene.tell(EventKind::Bind, Side::Server, 0);
        python.run(u"c.sendto(b'one', '%1')"_s.arg(scene.server.host));
        scene.tell(EventKind::Sent, Side::Client);
        QTRY_COMPARE(scene.toldOfServer(), u"UNCONN"_s);
        QTRY_COMPARE(scene.lastOf(0, Side::Server)->unread, 3);
        QTRY_COMPARE(scene.told(Side::Client), u"UNCONN"_s);
        python.run(u"s.recv(9)"_s);
        scene.tell(EventKind::Received, Side::Server);
        QTRY_COMPARE(scene.told(Side::Server), u"UNCONN"_s);
        python.run(u"c.close(); s.close()"_s);
        scene.tell(EventKind::Closed, Side::Client);
        scene.tell(EventKind::Closed, Side::Server, 0);
        QTRY_COMPARE(scene.told(Side::Client), u"UNCONN CLOSED"_s);
        QTRY_COMPARE(scene.told(Side::Server), u"UNCONN CLOSED"_s);
        QTRY_COMPARE(scene.toldOfServer(), u"UNCONN CLOSED"_s);
    }

    void ourUdpSocketsStepByStep()
    {
        Steps steps;
        const quint32 server = steps.open(Side::Server, Transport::Udp);
        const Address place = steps.probe.eventAt(steps.bind(server, {u"127.0.0.1"_s, 0})).local;
        QTRY_COMPARE(Scene::told(steps.lines.listenerMarks(server)), u"UNCONN"_s);
        const quint32 client = steps.open(Side::Client, Transport::Udp);
        const quint32 number = steps.probe.eventAt(steps.connectTo(client, place)).connection;
        QVERIFY(number != 0);
        QTRY_COMPARE(steps.told(number, Side::Client), u"ESTABLISHED"_s);
        steps.next(CallName::Send).bytes = "one";
        steps.make(client);
        QCOMPARE(steps.probe.eventAt(steps.make(server, CallName::RecvFrom)).connection, number);
        QTRY_COMPARE(steps.told(number, Side::Server), u"UNCONN"_s);
        steps.make(client, CallName::Close);
        QTRY_COMPARE(steps.told(number, Side::Client), u"ESTABLISHED CLOSED"_s);
        steps.make(server, CallName::Close);
        QTRY_COMPARE(steps.told(number, Side::Server), u"UNCONN CLOSED"_s);
        QTRY_COMPARE(Scene::told(steps.lines.listenerMarks(server)), u"UNCONN CLOSED"_s);
    }

    void ourLocalSocketsStepByStep()
    {
        Steps steps;
        const QTemporaryDir folder;
        const Address place = Address::path(folder.filePath(u"s"_s));
        const quint32 server = steps.open(Side::Server, Transport::LocalStream);
        steps.bind(server, place);
        steps.next(CallName::Listen).backlog = 3;
        steps.make(server);
        QTRY_COMPARE(Scene::told(steps.lines.listenerMarks(server)), u"LISTEN"_s);
        const quint32 client = steps.open(Side::Client, Transport::LocalStream);
        const quint32 number = steps.probe.eventAt(steps.connectTo(client, place)).connection;
        QTRY_COMPARE(steps.told(number, Side::Client), u"ESTABLISHED"_s);
        QTRY_COMPARE(steps.told(number, Side::Server), u"ESTABLISHED*"_s);
        const Event accept = steps.probe.eventAt(steps.make(server, CallName::Accept));
        QCOMPARE(accept.connection, number);
        QTRY_COMPARE(steps.told(number, Side::Server), u"ESTABLISHED* ESTABLISHED"_s);
        steps.shutdown(client, ShutdownHow::Write);
        QTRY_COMPARE(steps.told(number, Side::Client), u"ESTABLISHED ESTABLISHED-w"_s);
        QTRY_COMPARE(steps.told(number, Side::Server), u"ESTABLISHED* ESTABLISHED ESTABLISHED-r"_s);
        steps.make(server, CallName::Close, accept.socket);
        QTRY_VERIFY(steps.told(number, Side::Server).endsWith(u" CLOSED"_s));
        QTRY_COMPARE(steps.told(number, Side::Client), u"ESTABLISHED ESTABLISHED-w ESTABLISHED-r-w"_s);
    }

    // While the loop sleeps in recv(), the next client waits where everybody can see it.
    void whoWaitsForTheBlockingLoopIsSeen()
    {
        Steps steps;
        steps.probe.session.setWatched(true);
        ServerConfig config;
        config.engine = EngineKind::BlockingLoop;
        const quint32 server = startServer(steps.probe, config);
        QVERIFY(server != 0);
        const ClientConfig to{steps.probe.addressOf(server)};
        const quint32 first = steps.probe.session.startClient(to);
        QTRY_COMPARE(steps.probe.count(EventKind::Accept, Side::Server), 1);
        steps.probe.session.startClient(to);
        const auto waiting = [&steps, server] {
            const RowSpan rows = steps.lines.listenerReadingRows(server);
            return rows.empty() ? -1 : steps.probe.eventAt(rows.back()).reading->acceptQueue;
        };
        QTRY_COMPARE(waiting(), 1);
        steps.probe.session.stop(first);
        QTRY_COMPARE(steps.probe.count(EventKind::Accept, Side::Server), 2);
        QTRY_COMPARE(waiting(), 0);
    }

    void ourLocalStreams_data()
    {
        QTest::addColumn<EngineKind>("engine");
        QTest::newRow("Qt") << EngineKind::Qt;
        QTest::newRow("glass box") << EngineKind::GlassBox;
        QTest::newRow("blocking loop") << EngineKind::BlockingLoop;
    }
    void ourLocalStreams()
    {
        QFETCH(EngineKind, engine);
        Steps steps;
        const QTemporaryDir folder;
        ServerConfig config;
        config.engine = engine;
        config.transport = Transport::LocalStream;
        config.address = Address::path(folder.filePath(u"s"_s));
        config.greeting = "hello";
        const quint32 server = startServer(steps.probe, config);
        QVERIFY(server != 0);
        QTRY_COMPARE(Scene::told(steps.lines.listenerMarks(server)), u"LISTEN"_s);
        ClientConfig to{config.address};
        to.transport = Transport::LocalStream;
        to.engine = engine == EngineKind::Qt ? EngineKind::Qt : EngineKind::GlassBox;
        const quint32 client = steps.probe.session.startClient(to);
        QTRY_COMPARE(steps.probe.count(EventKind::Received, Side::Client), 1);
        const quint32 number
            = steps.probe.eventAt(steps.probe.rows(EventKind::Connected, Side::Client).constLast())
                  .connection;
        QTRY_VERIFY(steps.told(number, Side::Client).startsWith(u"ESTABLISHED"_s));
        QTRY_VERIFY(steps.told(number, Side::Server).contains(u"ESTABLISHED"_s));
        steps.probe.session.stop(client);
        QTRY_VERIFY(steps.told(number, Side::Client).endsWith(u" CLOSED"_s));
        QTRY_VERIFY(steps.told(number, Side::Server).endsWith(u" CLOSED"_s));
        steps.probe.session.stop(server);
        QTRY_VERIFY(Scene::told(steps.lines.listenerMarks(server)).endsWith(u" CLOSED"_s));
        QVERIFY(steps.lines.segments(number).empty());
        QVERIFY(steps.probe.errors().isEmpty());
    }

    void ourDatagrams_data()
    {
        QTest::addColumn<EngineKind>("engine");
        QTest::addColumn<Transport>("transport");
        QTest::newRow("UDP, Qt") << EngineKind::Qt << Transport::Udp;
        QTest::newRow("UDP, glass box") << EngineKind::GlassBox << Transport::Udp;
        QTest::newRow("local, Qt") << EngineKind::Qt << Transport::LocalDatagram;
        QTest::newRow("local, glass box") << EngineKind::GlassBox << Transport::LocalDatagram;
    }
    void ourDatagrams()
    {
        QFETCH(EngineKind, engine);
        QFETCH(Transport, transport);
        Steps steps;
        const QTemporaryDir folder;
        ServerConfig config;
        config.engine = engine;
        config.transport = transport;
        if (transport == Transport::LocalDatagram)
            config.address = Address::path(folder.filePath(u"s"_s));
        const quint32 server = startServer(steps.probe, config);
        QVERIFY(server != 0);
        QTRY_COMPARE(Scene::told(steps.lines.listenerMarks(server)), u"UNCONN"_s);
        ClientConfig to{steps.probe.addressOf(server)};
        to.transport = transport;
        to.engine = engine;
        const quint32 client = steps.probe.session.startClient(to);
        QTRY_VERIFY(steps.probe.isRunning(client));
        QTRY_VERIFY(!steps.probe.connections.isEmpty());
        const quint32 number = steps.probe.connections.firstKey().first;
        steps.probe.session.send(client, number, "one");
        QTRY_COMPARE(steps.probe.count(EventKind::Received, Side::Server), 1);
        QCOMPARE(
            steps.probe.eventAt(steps.probe.rows(EventKind::Received, Side::Server).constFirst()).connection,
            number);
        QTRY_VERIFY(!steps.told(number, Side::Client).isEmpty());
        QTRY_VERIFY(!steps.told(number, Side::Server).isEmpty());
        steps.probe.session.stop(client);
        QTRY_VERIFY(steps.told(number, Side::Client).endsWith(u" CLOSED"_s));
        steps.probe.session.stop(server);
        QTRY_VERIFY(Scene::told(steps.lines.listenerMarks(server)).endsWith(u" CLOSED"_s));
        QTRY_VERIFY(steps.told(number, Side::Server).endsWith(u" CLOSED"_s));
        QVERIFY(steps.lines.segments(number).empty());
    }

    // TCP call by call: only bound is not seen, SHUT_RD sends nothing, and close() with unread bytes resets.
    void ourTcpSocketsStepByStep()
    {
        Steps steps;
        const quint32 server = steps.open(Side::Server, Transport::Tcp);
        const Address place = steps.probe.eventAt(steps.bind(server, {u"127.0.0.1"_s, 0})).local;
        QVERIFY(steps.lines.listenerMarks(server).empty());
        steps.make(server, CallName::Listen);
        QTRY_COMPARE(Scene::told(steps.lines.listenerMarks(server)), u"LISTEN"_s);
        const quint32 client = steps.open(Side::Client, Transport::Tcp);
        const Event connecting = steps.probe.eventAt(steps.connectTo(client, place));
        const quint32 number = connecting.connection;
        QTRY_COMPARE(steps.told(number, Side::Client), u"ESTABLISHED"_s);
        const Event accept = steps.probe.eventAt(steps.make(server, CallName::Accept));
        QCOMPARE(accept.connection, number);
        steps.shutdown(client, ShutdownHow::Read);
        QTRY_COMPARE(steps.told(number, Side::Server), u"ESTABLISHED* ESTABLISHED"_s);
        steps.shutdown(client, ShutdownHow::Write);
        QTRY_VERIFY(steps.told(number, Side::Client).endsWith(u" FIN_WAIT_2"_s));
        QTRY_COMPARE(steps.told(number, Side::Server), u"ESTABLISHED* ESTABLISHED CLOSE_WAIT"_s);
        QCOMPARE(procStateOf(accept.local, accept.peer), TcpState::CloseWait);

        const quint32 other = steps.open(Side::Client, Transport::Tcp);
        const quint32 second = steps.probe.eventAt(steps.connectTo(other, place)).connection;
        const quint32 socket = steps.probe.eventAt(steps.make(server, CallName::Accept)).socket;
        steps.next(CallName::Send).bytes = "unread";
        steps.make(other);
        QTRY_VERIFY(steps.lines.readingAt(second, Side::Server, steps.probe.session.journal().size()));
        QTRY_COMPARE(
            steps.lines.readingAt(second, Side::Server, steps.probe.session.journal().size())->unread, 6);
        steps.make(server, CallName::Close, socket);
        QTRY_VERIFY(steps.told(second, Side::Server).endsWith(u"ESTABLISHED CLOSED"_s));
        QTRY_COMPARE(steps.told(second, Side::Client), u"ESTABLISHED CLOSED"_s);
        const std::vector<InferredSegment> &segments = steps.lines.segments(second);
        QVERIFY(!segments.empty());
        QCOMPARE(segments.back().kind, SegmentKind::Rst);
        QCOMPARE(segments.back().from, Side::Server);
        for (const LifeMark &mark : steps.lines.marks(second, Side::Server))
            QVERIFY(mark.state != TcpState::FinWait1);
    }

    void nothingIsSaidOfIcmp()
    {
        Scene scene(Transport::PingIcmp);
        scene.server = {u"127.0.0.1"_s, 0};
        scene.client = {u"127.0.0.1"_s, 1};
        scene.tell(EventKind::Sent, Side::Client);
        scene.tell(EventKind::Received, Side::Client);
        QTRY_COMPARE(scene.journal.size(), 2);
        QCOMPARE(scene.told(Side::Client), QString());
        QCOMPARE(scene.lines.marks(1, Side::Client).size(), size_t(1)); // it exists: that is concluded
    }

    // Only made, only bound: TCP's socket is not in the tables that can be asked.
    void nothingIsSaidOfATcpSocketThatIsOnlyBound()
    {
        Scene scene(Transport::Tcp);
        scene.server = {u"127.0.0.1"_s, 30000};
        scene.tell(EventKind::Socket, Side::Server, 0);
        scene.tell(EventKind::Bind, Side::Server, 0);
        scene.tell(EventKind::Option, Side::Server, 0);
        QTRY_COMPARE(scene.journal.size(), 3);
        QCOMPARE(scene.toldOfServer(), QString());
        QVERIFY(!scene.watch.isPolling());
    }
};

QTEST_GUILESS_MAIN(tst_KernelTransports)
#include "tst_kerneltransports.moc"
