// SPDX-License-Identifier: MIT
#include "core/lifelines.h"
#include "core/tcpstate.h"
#include "support/procnettcp.h"
#include "support/sessionprobe.h"

#include <QProcess>
#include <QSignalSpy>

#include <memory>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// A Python program at the other end (peers/peer.py), told what to do line by line.
class PythonPeer
{
public:
    explicit PythonPeer(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"python3"_s, QStringList{QStringLiteral(BOTHENDS_PEERS_DIR "/peer.py")} + arguments);
    }
    ~PythonPeer()
    {
        m_process.closeWriteChannel();
        m_process.kill();
        (void)QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 20000);
    }
    quint16 port() { return waitFor("port") ? m_word.toUShort() : 0; }
    bool perform(const QByteArray &command)
    {
        m_process.write(command + '\n');
        return waitFor("done");
    }
    void kill() { m_process.kill(); }

private:
    bool waitFor(const QByteArray &word)
    {
        return QTest::qWaitFor(
            [&] {
                while (m_process.canReadLine()) {
                    const QList<QByteArray> words = m_process.readLine().trimmed().split(' ');
                    m_word = words.value(1);
                    if (words.value(0) == word)
                        return true;
                }
                return false;
            },
            20000);
    }
    QProcess m_process;
    QByteArray m_word;
};

enum class Who { Ours, Python };
enum class Ending {
    ServerCloses,
    ClientCloses,
    BothAtOnce,
    ServerResets,
    ClientResets,
    ClientHalfCloses,
    ClientVanishes
};

/// One server and one client that have exchanged a greeting; the other end may be a Python program.
class Story
{
public:
    Story(Who serverWho, Who clientWho)
        : lines(probe.session.journal())
        , serverIsOurs(serverWho == Who::Ours)
        , clientIsOurs(clientWho == Who::Ours)
    {
        probe.session.observeKernel(KernelSource::System);
        probe.session.setWatched(true);
    }
    bool begin()
    {
        if (serverIsOurs) {
            ServerConfig config;
            config.greeting = "hello";
            config.afterEof = afterEof;
            server = startServer(probe, config);
            serverAddress = probe.addressOf(server);
        } else {
            python = std::make_unique<PythonPeer>(QStringList{u"listen"_s});
            serverAddress = {u"127.0.0.1"_s, python->port()};
        }
        if (clientIsOurs) {
            client = probe.session.startClient({serverAddress});
            if (!serverIsOurs && !(python->perform("accept") && python->perform("send hello")))
                return false;
        } else {
            python = std::make_unique<PythonPeer>(
                QStringList{u"connect"_s, QString::number(serverAddress.port)});
            if (!python->perform("recv 5"))
                return false;
        }
        return QTest::qWaitFor(
            [this] {
                const bool isServerReady = !serverIsOurs || probe.count(EventKind::Sent, Side::Server) == 1;
                const bool isClientReady
                    = !clientIsOurs || probe.count(EventKind::Received, Side::Client) == 1;
                return isServerReady && isClientReady && state(Side::Server) == TcpState::Established
                    && state(Side::Client) == TcpState::Established;
            },
            20000);
    }
    quint32 connection() const
    {
        const QList<qsizetype> rows = probe.rows(serverIsOurs ? EventKind::Accept : EventKind::Connected,
                                                 serverIsOurs ? Side::Server : Side::Client);
        return rows.isEmpty() ? 0 : probe.eventAt(rows.first()).connection;
    }
    TcpState state(Side side) const
    {
        const std::vector<LifeMark> &marks = lines.marks(connection(), side);
        return marks.empty() ? TcpState::Closed : marks.back().state;
    }
    Address addressOf(Side side) const
    {
        for (qsizetype row = 0; row < probe.session.journal().size(); ++row) {
            const Event &event = probe.eventAt(row);
            if (event.connection == connection() && event.origin == Origin::Kernel && event.side == side)
                return event.local;
        }
        return {};
    }
    TcpState witnessed(Side side) const
    {
        return procStateOf(addressOf(side), addressOf(side == Side::Server ? Side::Client : Side::Server));
    }
    void end(Ending how)
    {
        Session &session = probe.session;
        switch (how) {
        case Ending::ServerCloses:
            serverIsOurs ? session.disconnectPeer(server, connection()) : void(python->perform("close"));
            break;
        case Ending::ClientCloses:
            clientIsOurs ? session.stop(client) : void(python->perform("close"));
            break;
        case Ending::BothAtOnce:
            if (serverIsOurs)
                session.disconnectPeer(server, connection());
            if (clientIsOurs)
                session.stop(client);
            if (python)
                python->perform("close");
            break;
        case Ending::ServerResets:
            serverIsOurs ? session.abortPeer(server, connection()) : void(python->perform("reset"));
            break;
        case Ending::ClientResets:
            clientIsOurs ? session.abort(client) : void(python->perform("reset"));
            break;
        case Ending::ClientHalfCloses:
            clientIsOurs ? session.finishSending(client, connection()) : void(python->perform("shutdown"));
            break;
        case Ending::ClientVanishes:
            clientIsOurs ? session.abort(client) : python->kill();
            break;
        }
    }
    /// The states an end went through, as one line; those that were concluded in brackets if asked for.
    QString path(Side side) const
    {
        QStringList names;
        for (const LifeMark &mark : lines.marks(connection(), side)) {
            if (names.isEmpty() || names.constLast() != tcpStateName(mark.state))
                names << tcpStateName(mark.state);
        }
        return names.join(u' ');
    }
    /// What the program at an end did and heard, as one line.
    QString steps(Side side) const
    {
        QStringList names;
        for (qsizetype row = 0; row < probe.session.journal().size(); ++row) {
            const Event &event = probe.eventAt(row);
            if (event.connection == connection() && event.side == side && event.origin != Origin::Kernel
                && event.kind != EventKind::Socket)
                names << eventKindName(event.kind);
        }
        return names.join(u' ');
    }

    SessionProbe probe;
    LifeLines lines;
    std::unique_ptr<PythonPeer> python;
    bool serverIsOurs;
    bool clientIsOurs;
    quint32 server = 0;
    quint32 client = 0;
    AfterEof afterEof = AfterEof::Close; ///< what the server does; before begin()
    Address serverAddress;
};

/// A solid mark has a row behind it that proves it.
void checkProvenance(const Journal &journal, const LifeLines &lines, quint32 connection)
{
    for (const Side side : {Side::Server, Side::Client}) {
        qsizetype last = 0;
        for (const LifeMark &mark : lines.marks(connection, side)) {
            QVERIFY(mark.row >= last && mark.row < journal.size());
            last = mark.row;
            const Event &evidence = journal.at(mark.row);
            if (!mark.isObserved)
                continue;
            QCOMPARE(evidence.origin, Origin::Kernel);
            QCOMPARE(evidence.kind, EventKind::State);
            QCOMPARE(evidence.side, side);
            QCOMPARE(evidence.connection, connection);
            QCOMPARE(evidence.reading->state, mark.state);
        }
    }
    for (qsizetype row = 0; row < journal.size(); ++row) {
        const Event &event = journal.at(row);
        QVERIFY(event.origin != Origin::Inferred);
        if (event.kind == EventKind::Sent) // where a solid arrow begins and ends
            QCOMPARE(event.origin, Origin::Call);
        if (event.kind == EventKind::Received)
            QCOMPARE(event.origin, Origin::Qt);
    }
    for (const InferredSegment &segment : lines.segments(connection)) {
        QVERIFY(segment.fromRow >= 0 && segment.toRow >= segment.fromRow && segment.toRow < journal.size());
        QCOMPARE(journal.at(segment.toRow).connection, connection);
        QVERIFY(journal.at(segment.toRow).origin != Origin::Inferred);
    }
}

QString segmentsOf(const LifeLines &lines, quint32 connection)
{
    QStringList names;
    for (const InferredSegment &segment : lines.segments(connection))
        names << (segment.from == Side::Server ? u"<"_s : u">"_s) + segmentName(segment.kind);
    return names.join(u' ');
}

} // namespace

/// The life of the greeting server, in the kernel's words: what the journal says of both ends must be what
/// /proc/net/tcp says, whoever is at the other end.
class tst_KernelWatch : public QObject
{
    Q_OBJECT
private slots:
    void tellsTheLife_data()
    {
        QTest::addColumn<int>("ending");
        QTest::addColumn<QString>("serverPath");
        QTest::addColumn<QString>("clientPath");
        QTest::addColumn<QString>("serverSteps");
        QTest::addColumn<QString>("clientSteps");
        QTest::addColumn<QString>("segments");
        const QString opened = u">SYN <SYN-ACK >ACK "_s;
        const QString first = u"ESTABLISHED FIN_WAIT_1 FIN_WAIT_2 TIME_WAIT"_s;
        const QString second = u"ESTABLISHED CLOSE_WAIT LAST_ACK CLOSED"_s;
        const QString server = u"SYN_RECV "_s;
        const QString client = u"SYN_SENT "_s;
        QTest::newRow("server closes first")
            << int(Ending::ServerCloses) << server + first << client + second
            << u"accept sent shutdown eof closed"_s << u"connect connected received eof closed"_s
            << opened + u"<FIN >ACK >FIN <ACK"_s;
        QTest::newRow("client closes first")
            << int(Ending::ClientCloses) << server + second << client + first << u"accept sent eof closed"_s
            << u"connect connected received shutdown eof closed"_s << opened + u">FIN <ACK <FIN >ACK"_s;
        QTest::newRow("server resets") << int(Ending::ServerResets) << server + u"ESTABLISHED CLOSED"_s
                                       << client + u"ESTABLISHED CLOSED"_s << u"accept sent reset closed"_s
                                       << u"connect connected received reset closed"_s << opened + u"<RST"_s;
        QTest::newRow("client resets") << int(Ending::ClientResets) << server + u"ESTABLISHED CLOSED"_s
                                       << client + u"ESTABLISHED CLOSED"_s << u"accept sent reset closed"_s
                                       << u"connect connected received reset closed"_s << opened + u">RST"_s;
    }
    void tellsTheLife()
    {
        for (const auto &[serverWho, clientWho] :
             {std::pair(Who::Ours, Who::Ours), std::pair(Who::Ours, Who::Python),
              std::pair(Who::Python, Who::Ours)}) {
            QFETCH(int, ending);
            Story story(serverWho, clientWho);
            QVERIFY(story.begin());
            story.end(Ending(ending));
            finishPython(story);
            for (const Side side : {Side::Server, Side::Client}) {
                (void)QTest::qWaitFor([&] { return story.path(side) == expectedPath(side); }, 20000);
                QCOMPARE(story.path(side), expectedPath(side));
                QTRY_COMPARE(story.state(side), story.witnessed(side));
                const bool isOurs = side == Side::Server ? story.serverIsOurs : story.clientIsOurs;
                (void)QTest::qWaitFor([&] { return !isOurs || story.steps(side).endsWith(u"closed"_s); },
                                      20000);
                if (isOurs)
                    QCOMPARE(story.steps(side), expectedSteps(side));
                else
                    QCOMPARE(story.steps(side), QString());
            }
            checkProvenance(story.probe.session.journal(), story.lines, story.connection());
            if (serverWho == clientWho) {
                QFETCH(QString, segments);
                QCOMPARE(sorted(segmentsOf(story.lines, story.connection())), sorted(segments));
            }
        }
    }

    void tellsWhatHappensWhenBothCloseAtOnce()
    {
        Story story(Who::Ours, Who::Ours);
        QVERIFY(story.begin());
        story.end(Ending::BothAtOnce);
        const auto hasEnded = [&](Side side) {
            return story.state(side) == TcpState::TimeWait || story.state(side) == TcpState::Closed;
        };
        QTRY_VERIFY(hasEnded(Side::Server) && hasEnded(Side::Client));
        // Whoever was first waits; with FINs that cross, both do.
        QVERIFY(story.state(Side::Server) == TcpState::TimeWait
                || story.state(Side::Client) == TcpState::TimeWait);
        for (const Side side : {Side::Server, Side::Client})
            QTRY_COMPARE(story.state(side), story.witnessed(side));
        checkProvenance(story.probe.session.journal(), story.lines, story.connection());
    }

    void tellsAHalfClose()
    {
        for (const Who client : {Who::Ours, Who::Python}) {
            Story story(Who::Ours, client);
            if (client == Who::Python) // it never reads, for which a server that closes does not wait long
                story.afterEof = AfterEof::KeepSending;
            QVERIFY(story.begin());
            // The server must have something to send, or Qt's end closes as soon as it reads the end of
            // stream.
            story.probe.session.send(story.server, story.connection(), QByteArray(8 * 1024 * 1024, 'x'));
            story.end(Ending::ClientHalfCloses);
            if (client == Who::Python) {
                QTRY_COMPARE(story.state(Side::Client), TcpState::FinWait2);
                QCOMPARE(story.state(Side::Server), TcpState::CloseWait);
                QCOMPARE(story.witnessed(Side::Client), TcpState::FinWait2);
                QCOMPARE(story.witnessed(Side::Server), TcpState::CloseWait);
                QTRY_VERIFY(
                    story.lines
                        .readingAt(story.connection(), Side::Client, story.probe.session.journal().size())
                        ->unread
                    > 0);
                story.python->kill();
            }
            QTRY_VERIFY(story.state(Side::Client) == TcpState::TimeWait
                        || story.state(Side::Client) == TcpState::Closed);
            QTRY_COMPARE(story.state(Side::Server), story.witnessed(Side::Server));
            checkProvenance(story.probe.session.journal(), story.lines, story.connection());
        }
    }

    void tellsThatAClientIsGoneWithoutAWord()
    {
        Story story(Who::Ours, Who::Python);
        QVERIFY(story.begin());
        story.end(Ending::ClientVanishes);
        QTRY_COMPARE(story.steps(Side::Server),
                     u"accept sent eof closed"_s); // the kernel says goodbye for it
        QTRY_COMPARE(story.path(Side::Server), u"SYN_RECV ESTABLISHED CLOSE_WAIT LAST_ACK CLOSED"_s);
        QTRY_COMPARE(story.state(Side::Client), TcpState::TimeWait);
        QCOMPARE(story.witnessed(Side::Client), TcpState::TimeWait);
    }

    // A client may come again from the same port while the server's old end is still in TIME_WAIT.
    void doesNotTakeANewSocketForAnOldOne()
    {
        SessionProbe probe;
        const LifeLines lines(probe.session.journal());
        probe.session.observeKernel(KernelSource::System);
        probe.session.setWatched(true);
        ServerConfig config;
        config.greeting = "hello";
        config.afterGreeting = AfterGreeting::Close;
        const quint32 server = startServer(probe, config);
        const QString port = QString::number(probe.addressOf(server).port);
        quint16 from = 0;
        {
            // Bound, not only connected: connect() may take a port that an older connection to elsewhere
            // still holds in TIME_WAIT, and that cannot be bound again.
            PythonPeer first({u"connect"_s, port, u"0"_s});
            from = first.port();
            // The second recv meets the end of stream: the server has closed first for certain, and TIME_WAIT
            // is its own. If both closed at once, the client's would keep the port.
            QVERIFY(from != 0 && first.perform("recv 5") && first.perform("recv 1")
                    && first.perform("close"));
            QTRY_COMPARE(probe.count(EventKind::Closed, Side::Server), 1);
            QTRY_COMPARE(lines.marks(1, Side::Server).back().state, TcpState::TimeWait);
        }
        probe.session.setGreeting(server, "again", AfterGreeting::KeepChatting);
        PythonPeer second({u"connect"_s, port, QString::number(from)});
        QCOMPARE(second.port(), from);
        QTRY_COMPARE(probe.count(EventKind::Accept, Side::Server), 2);
        QTRY_COMPARE(lines.marks(2, Side::Server).back().state, TcpState::Established);
        QTRY_COMPARE(lines.marks(1, Side::Server).back().state, TcpState::Closed);
        const std::vector<LifeMark> marks = lines.marks(1, Side::Server);
        QCOMPARE(std::count_if(marks.begin(), marks.end(),
                               [](const LifeMark &mark) { return mark.state == TcpState::SynReceived; }),
                 1); // it never began again
    }

    void tellsARefusal()
    {
        SessionProbe probe;
        const LifeLines lines(probe.session.journal());
        probe.session.observeKernel(KernelSource::System);
        const quint32 server = startServer(probe);
        const Address free = probe.addressOf(server);
        probe.session.stop(server);
        QTRY_VERIFY(probe.hasStopped(server));
        const quint32 client = probe.session.startClient({free});
        QTRY_VERIFY(probe.hasStopped(client));
        const quint32 number
            = probe.eventAt(probe.rows(EventKind::Connect, Side::Client).constLast()).connection;
        QVERIFY(lines.marks(number, Side::Server).empty());
        QCOMPARE(lines.marks(number, Side::Client).back().state, TcpState::Closed);
        QCOMPARE(segmentsOf(lines, number), u">SYN <RST"_s);
    }

    // A backlog of 3 admits 4; the fifth asks again and again, and gets in when there is room.
    void tellsTheAcceptQueue_data()
    {
        QTest::addColumn<bool>("python");
        QTest::newRow("clients of ours") << false;
        QTest::newRow("clients of another program") << true;
    }
    void tellsTheAcceptQueue()
    {
        QFETCH(bool, python);
        SessionProbe probe;
        const LifeLines lines(probe.session.journal());
        probe.session.observeKernel(KernelSource::System);
        probe.session.setWatched(true);
        ServerConfig config;
        config.backlog = 3;
        const quint32 server = startServer(probe, config);
        const Address address = probe.addressOf(server);
        probe.session.setAccepting(server, false);
        QTRY_COMPARE(probe.count(EventKind::Pause, Side::Server), 1);

        std::vector<std::unique_ptr<PythonPeer>> peers;
        for (int i = 0; i < 5; ++i) {
            if (python) {
                peers.push_back(
                    std::make_unique<PythonPeer>(QStringList{u"connect"_s, QString::number(address.port)}));
                if (i < 4)
                    QVERIFY(peers.back()->port() != 0);
            } else {
                probe.session.startClient({address});
                QTRY_COMPARE(probe.count(EventKind::Connected, Side::Client), qMin(i + 1, 4));
            }
        }
        const auto queue = [&] {
            const RowSpan rows = lines.listenerReadingRows(server);
            return rows.empty() ? -1 : probe.eventAt(rows.back()).reading->acceptQueue;
        };
        QTRY_COMPARE(queue(), 4);
        QCOMPARE(probe.eventAt(lines.listenerReadingRows(server).back()).reading->backlog, 3);
        const auto countOf = [&](Side side, TcpState state, bool hasOwner) {
            int count = 0;
            for (quint32 number = 1; number <= 5; ++number) {
                const std::vector<LifeMark> &marks = lines.marks(number, side);
                count += int(!marks.empty() && marks.back().isObserved && marks.back().state == state
                             && marks.back().hasOwner == hasOwner);
            }
            return count;
        };
        QTRY_COMPARE(countOf(Side::Server, TcpState::Established, false), 4); // before anybody accepted them
        QTRY_COMPARE(countOf(Side::Client, TcpState::Established, true), 4);
        QTRY_COMPARE(countOf(Side::Client, TcpState::SynSent, true), 1);
        QCOMPARE(probe.count(EventKind::Accept, Side::Server), 0);
        int witnessed = 0;
        const QList<ProcSocket> all = procNetTcp(address.port);
        for (const ProcSocket &each : all) {
            if (each.state == TcpState::Listen)
                QCOMPARE(each.receiveQueue, 4);
            witnessed += int(each.state == TcpState::SynSent);
        }
        QCOMPARE(witnessed, 1);

        probe.session.acceptOne(server);
        QTRY_COMPARE(probe.count(EventKind::Accept, Side::Server), 1);
        QTRY_COMPARE(countOf(Side::Server, TcpState::Established, true), 1);
        QTRY_COMPARE_WITH_TIMEOUT(countOf(Side::Client, TcpState::SynSent, true), 0,
                                  20000); // its SYN came again
        QTRY_COMPARE(queue(), 4);
        probe.session.setAccepting(server, true);
        QTRY_COMPARE(probe.count(EventKind::Accept, Side::Server), 5);
        QTRY_COMPARE(queue(), 0);
        QTRY_COMPARE(countOf(Side::Server, TcpState::Established, true), 5);
        for (quint32 number = 1; number <= 5; ++number)
            checkProvenance(probe.session.journal(), lines, number);
    }

    void saysThatTheKernelCannotBeAsked()
    {
        SessionProbe probe;
        const LifeLines lines(probe.session.journal());
        probe.session.observeKernel(KernelSource::Unavailable);
        probe.session.setWatched(true);
        ServerConfig config;
        config.greeting = "hello";
        config.afterGreeting = AfterGreeting::Close;
        const quint32 server = startServer(probe, config);
        const quint32 client = probe.session.startClient({probe.addressOf(server)});
        QTRY_VERIFY(probe.hasStopped(client));
        QTRY_COMPARE(probe.count(EventKind::Closed, Side::Server, 1), 1);
        QVERIFY(!lines.isKernelObservable());
        int said = 0;
        for (qsizetype row = 0; row < probe.session.journal().size(); ++row) {
            const Event &event = probe.eventAt(row);
            said += int(event.kind == EventKind::State && event.error
                        && event.error->code == ErrorCode::KernelNotObservable);
            QVERIFY(!event.reading);
        }
        QCOMPARE(said, 1);
        QVERIFY(!lines.marks(1, Side::Server).empty());
        for (const Side side : {Side::Server, Side::Client}) {
            for (const LifeMark &mark : lines.marks(1, side))
                QVERIFY(!mark.isObserved);
        }
        QCOMPARE(probe.received(Side::Client, 1), QByteArray("hello"));
    }

private:
    static QString expectedPath(Side side)
    {
        QFETCH(QString, serverPath);
        QFETCH(QString, clientPath);
        return side == Side::Server ? serverPath : clientPath;
    }
    static QString expectedSteps(Side side)
    {
        QFETCH(QString, serverSteps);
        QFETCH(QString, clientSteps);
        return side == Side::Server ? serverSteps : clientSteps;
    }
    static QString sorted(const QString &words)
    {
        QStringList list = words.split(u' ');
        list.sort();
        return list.join(u' ');
    }
    /// A Python program at the end that did not close first reads the end of stream and closes.
    static void finishPython(Story &story)
    {
        QFETCH(int, ending);
        const bool pythonIsServer = !story.serverIsOurs;
        const bool isFirst = (Ending(ending) == Ending::ServerCloses && pythonIsServer)
            || (Ending(ending) == Ending::ClientCloses && !pythonIsServer);
        if (story.python && !isFirst
            && (Ending(ending) == Ending::ServerCloses || Ending(ending) == Ending::ClientCloses))
            QVERIFY(story.python->perform("recv 1") && story.python->perform("close"));
    }
};

QTEST_GUILESS_MAIN(tst_KernelWatch)
#include "tst_kernelwatch.moc"
