// SPDX-License-Identifier: MIT
#include "core/sessioncode.h"
#include "support/program.h"
#include "support/sessionprobe.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

struct Action
{
    enum Kind { Send, HalfClose, Close, Reset };
    Side side;
    Kind kind;
    QByteArray bytes{};
};

/// What both ends do, in turn: an action waits until all that was sent to its end has arrived.
struct Play
{
    QByteArray greeting;
    AfterGreeting afterGreeting = AfterGreeting::KeepChatting;
    QList<Action> actions;
    TextEncoding encoding = TextEncoding::Utf8;
    EngineKind engine = EngineKind::Qt;
    Address local{}; ///< name of the server, if it is no port
    Transport transport() const { return local.isNull() ? Transport::Tcp : Transport::LocalStream; }

    ServerConfig serverConfig() const
    {
        ServerConfig config{.greeting = greeting, .afterGreeting = afterGreeting};
        config.engine = engine;
        config.transport = transport();
        if (!local.isNull())
            config.address = local;
        return config;
    }
    ClientConfig clientConfig(const Address &server) const
    {
        ClientConfig config{server};
        config.engine = engine;
        config.transport = transport();
        return config;
    }
};

/// One call of a session that is made step by step; at a server's accepted socket once there is one.
struct StepAction
{
    Side side;
    SocketCall call;
    bool isAccepted = false;
};

SocketCall callOf(CallName name, const QByteArray &bytes = {}, qint64 size = 100, MessageFlags flags = {})
{
    SocketCall call;
    call.call = name;
    call.bytes = bytes;
    call.size = size;
    call.flags = flags;
    return call;
}

} // namespace

Q_DECLARE_METATYPE(Play)

namespace {

Side opposite(Side side)
{
    return side == Side::Server ? Side::Client : Side::Server;
}

QByteArray sentBy(const Play &play, Side side)
{
    QByteArray bytes = side == Side::Server ? play.greeting : QByteArray();
    for (const Action &action : play.actions) {
        if (action.side == side && action.kind == Action::Send)
            bytes += action.bytes;
    }
    return bytes;
}

/// Ends of ours that take part: both, or one beside a program.
struct Cast
{
    quint32 server = 0;
    quint32 client = 0;
    quint32 endpoint(Side side) const { return side == Side::Server ? server : client; }
};

void act(SessionProbe &probe, const Cast &cast, const Action &action)
{
    const quint32 endpoint = cast.endpoint(action.side);
    switch (action.kind) {
    case Action::Send:
        probe.session.send(endpoint, 1, action.bytes);
        break;
    case Action::HalfClose:
        probe.session.finishSending(endpoint, 1);
        break;
    case Action::Close:
        probe.session.disconnectPeer(endpoint, 1);
        break;
    case Action::Reset:
        probe.session.abortPeer(endpoint, 1);
        break;
    }
}

/// Plays the actions of the ends that are ours. False = something did not come in time.
bool perform(SessionProbe &probe, const Cast &cast, const Play &play)
{
    const auto hasArrived = [&](Side side, qsizetype bytes) {
        return QTest::qWaitFor([&] { return probe.received(side, 1).size() >= bytes; }, kPatience);
    };
    qsizetype sent[2] = {play.greeting.size(), 0};
    for (const Action &action : play.actions) {
        if (cast.endpoint(action.side) != 0) {
            if (!hasArrived(action.side, sent[int(opposite(action.side))]))
                return false;
            act(probe, cast, action);
        } else if (action.kind == Action::HalfClose) {
            if (!QTest::qWaitFor([&] { return probe.count(EventKind::Eof, opposite(action.side), 1) > 0; },
                                 kPatience))
                return false;
        }
        sent[int(action.side)] += action.bytes.size();
    }
    for (const Side side : {Side::Server, Side::Client}) {
        if (cast.endpoint(side) != 0
            && !QTest::qWaitFor([&] { return probe.count(EventKind::Closed, side, 1) > 0; }, kPatience))
            return false;
    }
    return true;
}

/// A journal with its readings.
struct Story
{
    explicit Story(const Journal &journal)
        : connections(journal)
        , texts(journal, connections)
        , lifeLines(journal)
        , readings{journal, connections, texts, lifeLines}
    {
    }
    ConnectionIndex connections;
    TextReading texts;
    LifeLines lifeLines;
    Readings readings;
};

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// Whether anyone listens on 127.0.0.1:port; asks the kernel, because to connect would be a client.
bool isListening(quint16 port)
{
    QFile table(u"/proc/net/tcp"_s);
    if (!table.open(QIODevice::ReadOnly))
        return false;
    const QByteArray wanted
        = "0100007F:" + QByteArray::number(port, 16).toUpper().rightJustified(4, '0') + " 00000000:0000 0A";
    return table.readAll().contains(wanted);
}

QByteArray allBytes()
{
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += char(byte);
    return bytes;
}

QByteArray mixedBytes(qsizetype size)
{
    QByteArray bytes;
    quint32 state = 17;
    while (bytes.size() < size) {
        state = state * 1664525 + 1013904223;
        bytes += char(state >> 24);
    }
    return bytes;
}

/// Whether somebody has this name; asks the kernel, because to connect would be a client.
bool isTaken(const Address &address, Transport transport)
{
    QFile table(isLocal(transport)                ? u"/proc/net/unix"_s
                    : transport == Transport::Udp ? u"/proc/net/udp"_s
                                                  : u"/proc/net/tcp"_s);
    if (!table.open(QIODevice::ReadOnly))
        return false;
    const QByteArray port
        = "0100007F:" + QByteArray::number(address.port, 16).toUpper().rightJustified(4, '0');
    const QByteArray listens = transport == Transport::Tcp ? port + " 00000000:0000 0A" : port;
    const QList<QByteArray> lines = table.readAll().split('\n');
    return std::any_of(lines.begin(), lines.end(), [&](const QByteArray &line) {
        if (!isLocal(transport))
            return line.contains(listens);
        // A stream's flag __SO_ACCEPTCON: it listens.
        const bool isThere = line.endsWith(' ' + address.toString().toUtf8());
        return isThere && (transport == Transport::LocalDatagram || line.contains(" 00010000 "));
    });
}

/// Where local sockets have their files.
QTemporaryDir &sessionFolder()
{
    static QTemporaryDir folder;
    return folder;
}

/// Both ends worked call by call, or one of them beside a program.
class StepSession
{
public:
    StepSession(Transport transport, const Address &server)
        : m_transport(transport)
        , m_server(server)
    {
    }

    SessionProbe probe;

    void open(Side side)
    {
        SocketConfig config;
        config.side = side;
        config.transport = m_transport;
        m_endpoints[int(side)] = probe.session.openSocket(config);
    }

    /// Makes the call and waits for what it gives. @param isPatient again while it would block
    bool make(const StepAction &action, bool isPatient)
    {
        SocketCall call = action.call;
        const bool toServer = call.call == CallName::Connect
            || (action.side == Side::Client && call.call == CallName::SendTo)
            || (action.side == Side::Server && call.call == CallName::Bind);
        if (toServer)
            call.address = m_server;
        if (action.side == Side::Server && call.call == CallName::SendTo)
            call.address = lastSender();
        if (action.isAccepted)
            call.socket = acceptedSocket();
        bool wouldBlock = false;
        return QTest::qWaitFor(
            [&] {
                const qsizetype before = probe.session.journal().size();
                probe.session.call(m_endpoints[int(action.side)], call);
                const bool hasAnswer
                    = QTest::qWaitFor([&] { return answerTo(action, before, wouldBlock); }, kPatience);
                return !hasAnswer || !isPatient || !wouldBlock;
            },
            kPatience);
    }

    bool waitFor(EventKind kind, Side side, qsizetype count)
    {
        return QTest::qWaitFor([&] { return probe.count(kind, side) >= count; }, kPatience);
    }

private:
    bool answerTo(const StepAction &action, qsizetype from, bool &wouldBlock) const
    {
        for (qsizetype row = from; row < probe.session.journal().size(); ++row) {
            const Event &event = probe.eventAt(row);
            if (event.side != action.side || event.call() != action.call.call)
                continue;
            wouldBlock = event.error && event.error->code == ErrorCode::WouldBlock;
            const bool isLine = action.call.call != CallName::ReadLine || event.kind != EventKind::Received;
            const bool isDone = action.call.call != CallName::Connect || event.kind == EventKind::Connected
                || event.error || !isStream(m_transport);
            if (isLine && isDone)
                return true;
        }
        return false;
    }
    Address lastSender() const
    {
        const QList<qsizetype> rows = probe.rows(EventKind::Received, Side::Server);
        return rows.isEmpty() ? Address() : probe.eventAt(rows.constLast()).peer;
    }
    quint32 acceptedSocket() const
    {
        const QList<qsizetype> rows = probe.rows(EventKind::Accept, Side::Server);
        return rows.isEmpty() ? 0 : probe.eventAt(rows.constLast()).socket;
    }

    Transport m_transport;
    Address m_server;
    quint32 m_endpoints[2] = {};
};

QList<StepAction> streamSteps()
{
    constexpr Side server = Side::Server;
    constexpr Side client = Side::Client;
    SocketCall half = callOf(CallName::Shutdown);
    half.how = ShutdownHow::Write;
    SocketCall linger = callOf(CallName::SetSockOpt);
    linger.option = SocketOption::SendBuffer;
    linger.value.number = 20'000;
    SocketCall asks = callOf(CallName::GetSockOpt);
    asks.option = SocketOption::SendBuffer;
    return {{server, callOf(CallName::Accept)},
            {server, callOf(CallName::Bind)},
            {server, callOf(CallName::Listen)},
            {server, callOf(CallName::Listen)},
            {client, callOf(CallName::Send, "too early")},
            {client, callOf(CallName::Recv)},
            {client, callOf(CallName::Connect)},
            {server, callOf(CallName::Accept)},
            {server, linger, true},
            {server, asks, true},
            {client, callOf(CallName::Send, "it's \"?\?/\\%1")},
            {server, callOf(CallName::Recv, {}, 4, MessageFlag::Peek), true},
            {server, callOf(CallName::RecvInto, {}, 4), true},
            {server, callOf(CallName::Recv, {}, 8, MessageFlag::WaitAll), true},
            {server, callOf(CallName::SendAll, u"您好\nsecond\nno end"_s.toUtf8()), true},
            {client, callOf(CallName::ReadLine)},
            {client, callOf(CallName::ReadLine)},
            {client, half},
            {server, callOf(CallName::Recv), true},
            {server, callOf(CallName::Close), true},
            {client, callOf(CallName::ReadLine)},
            {client, callOf(CallName::Close)},
            {server, callOf(CallName::Close)}};
}

QList<StepAction> datagramSteps()
{
    constexpr Side server = Side::Server;
    constexpr Side client = Side::Client;
    SocketCall message = callOf(CallName::RecvMsg, {}, 4);
    message.ancillarySize = 64;
    return {{server, callOf(CallName::Recv)},
            {server, callOf(CallName::Bind)},
            {client, callOf(CallName::SendTo, QByteArray("a\0\"?\?/\xff", 7))},
            {server, callOf(CallName::RecvFrom)},
            {client, callOf(CallName::SendTo)},
            {server, callOf(CallName::RecvFromInto)},
            {server, callOf(CallName::SendTo, u"您好，客户端"_s.toUtf8())},
            {client, message},
            {client, callOf(CallName::SendTo, "last")},
            {server, callOf(CallName::RecvFrom)},
            {client, callOf(CallName::Close)},
            {server, callOf(CallName::Close)}};
}

QByteArray bytesRead(const SessionProbe &probe, Side side)
{
    QByteArray bytes;
    const Journal &journal = probe.session.journal();
    for (qsizetype row = 0; row < journal.size(); ++row) {
        const Event &event = journal.at(row);
        const bool isRead = event.kind == EventKind::Peeked || event.kind == EventKind::Line
            || (event.kind == EventKind::Received && event.call() != CallName::ReadLine);
        if (isRead && event.side == side)
            bytes += journal.payload(row) + '|';
    }
    return bytes;
}

} // namespace

class TestSessionCode : public QObject
{
    Q_OBJECT
private slots:
    void runs_data();
    void runs();
    void showsWhatATutorialShows();
    void servesSeveralClients();
    void runsStepByStep_data();
    void runsStepByStep();
    void answersDatagrams_data();
    void answersDatagrams();
    void loopsAsTheTutorialDoes_data();
    void loopsAsTheTutorialDoes();
    void failsAsTheSessionDid_data();
    void failsAsTheSessionDid();
    void hasALineForEachRow_data();
    void hasALineForEachRow();
    void qtCompilesAndRuns_data();
    void qtCompilesAndRuns();
    void qtCompiles_data();
    void qtCompiles();

private:
    static void addPlays();
    static void addLanguages();
};

void TestSessionCode::addPlays()
{
    QTest::addColumn<Play>("play");
    const QByteArray greeting = tutorialGreeting().toUtf8();
    const QByteArray thanks = u"谢谢！Happy new year"_s.toUtf8();
    const Action answer{Side::Client, Action::Send, thanks};
    QTest::newRow("tutorial") << Play{greeting, AfterGreeting::Close, {{Side::Client, Action::Close}}};
    QTest::newRow("server closes first") << Play{greeting, {}, {answer, {Side::Server, Action::Close}}};
    QTest::newRow("client closes first")
        << Play{greeting, {}, {answer, {Side::Server, Action::Send, "bye"}, {Side::Client, Action::Close}}};
    // Whose peer half-closes, Qt's sockets end at once; so the other end has sent its part before.
    QTest::newRow("half-close by the server")
        << Play{"hi", {}, {{Side::Client, Action::Send, "question"}, {Side::Server, Action::HalfClose}}};
    QTest::newRow("half-close by the client")
        << Play{{}, {}, {{Side::Client, Action::Send, "question"}, {Side::Client, Action::HalfClose}}};
    QTest::newRow("server resets") << Play{greeting, {}, {answer, {Side::Server, Action::Reset}}};
    QTest::newRow("client resets") << Play{greeting, {}, {answer, {Side::Client, Action::Reset}}};
    QTemporaryDir &folder = sessionFolder();
    const Address path = Address::path(folder.filePath(u"您 it's \"%1 ?\?\\.sock"_s));
    const Address name
        = Address::abstractName(u"bothends-%1-\"?\?*/"_s.arg(QCoreApplication::applicationPid()));
    for (const Address &local : {Address(), path, name}) {
        Play play{greeting, {}, {answer, {Side::Server, Action::Close}}};
        play.engine = EngineKind::GlassBox;
        play.local = local;
        QTest::addRow("glass box, %s", local.isNull() ? "TCP" : qPrintable(QString::number(int(local.kind))))
            << play;
    }
    // Each of these is sent by the client, and then by the server.
    const auto say = [](const QList<QByteArray> &messages) {
        QList<Action> actions;
        for (const QByteArray &bytes : messages)
            actions << Action{Side::Client, Action::Send, bytes} << Action{Side::Server, Action::Send, bytes};
        return actions << Action{Side::Client, Action::Close};
    };
    QTest::newRow("hostile bytes") << Play{
        "?\?/",
        {},
        say({allBytes(), "what?\?/\n?\?)?\?(?\?'?\?!?\?<?\?>?\?-?\?=\\?\?/",
             "\"; import os; \'\'\'\"\"\" \\' \\\" */ // # %1 %2 %s %n {0}",
             QByteArray("\0001\0002\0377\xff"
                        "9\x01"
                        "a",
                        10)})};
    QTest::newRow("hostile text") << Play{
        {},
        {},
        say({u"您\"; import os; '\\' ?\?/ %1 %2 */\n#\r\n\t’”"_s.toUtf8(),
             u"您\u2028好\u2029\u0085\u202e\ufeff"_s.toUtf8(), u"e\u0301 \u05d0\u05d1 \u0645 您"_s.toUtf8(),
             u"您\U0001f600\U00020000"_s.toUtf8(), u"您好"_s.toUtf8().chopped(1)})};
    const QString chinese = u"您好，您收到了服务器的新年祝福！谢谢。"_s;
    const QString traditional = u"您好，您收到了伺服器的新年祝福！謝謝。"_s;
    QTest::newRow("large") << Play{
        {},
        {},
        say({u"GET /您好 HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "_s.toUtf8() + chinese.toUtf8().repeated(9),
             mixedBytes(4096), QByteArray(100'000, 'x'),
             QByteArray("a?'\\\0%2z", 8).repeated(12'500) + "a?'"})};
    for (const TextEncoding encoding : allTextEncodings()) {
        const QString text = encoding == TextEncoding::Big5 ? traditional
            : encoding == TextEncoding::Latin1              ? u"Grüße ÿ §"_s
                                                            : chinese;
        Play play{{}, {}, say({encodeText(encoding, text).bytes})};
        play.encoding = encoding;
        QTest::addRow("%s", qPrintable(textEncodingName(encoding))) << play;
    }
}

void TestSessionCode::addLanguages()
{
    QTest::addColumn<CodeLanguage>("language");
    QTest::newRow("Python") << CodeLanguage::Python;
    QTest::newRow("C") << CodeLanguage::C;
}

namespace {

/// Plays with both ends ours. False with the reason in a QFAIL of the caller.
bool rehearse(SessionProbe &probe, const Play &play)
{
    Cast cast;
    cast.server = startServer(probe, play.serverConfig());
    if (cast.server == 0)
        return false;
    cast.client = probe.session.startClient(play.clientConfig(probe.addressOf(cast.server)));
    if (!QTest::qWaitFor([&] { return probe.count(EventKind::Accept, Side::Server) == 1; }, kPatience)
        || !perform(probe, cast, play))
        return false;
    probe.session.stop(cast.server); // so that the program of the server ends, too
    return QTest::qWaitFor([&] { return probe.hasStopped(cast.server); }, kPatience);
}

qsizetype lastRowOf(const SessionProbe &probe, Side side)
{
    const QList<qsizetype> rows = probe.rows(EventKind::Closed, side, 1);
    return rows.isEmpty() ? -1 : rows.constLast();
}

QList<qint64> readSizes(const SessionProbe &probe, Side side)
{
    QList<qint64> sizes;
    const QList<qsizetype> rows = probe.rows(EventKind::Received, side, 1);
    for (const qsizetype row : rows)
        sizes << probe.eventAt(row).bytes;
    return sizes;
}

} // namespace

void TestSessionCode::runs_data()
{
    addPlays();
}

// For each language and each end: the text of that end runs instead of it, against the other end of ours,
// which plays the same part again.
void TestSessionCode::runs()
{
    QFETCH(Play, play);
    SessionProbe rehearsal;
    QVERIFY(rehearse(rehearsal, play));
    Story story(rehearsal.session.journal());
    story.texts.setEncoding(1, play.encoding);
    for (const CodeLanguage language : {CodeLanguage::Python, CodeLanguage::C}) {
        QVERIFY(!Program::tool(language).isEmpty());
        for (const Side side : {Side::Server, Side::Client}) {
            const CodeListing listing = codeOf(story.readings, lastRowOf(rehearsal, side), language);
            const QByteArray text = listing.text().toUtf8();
            QVERIFY2(listing.remark.isEmpty(), qPrintable(listing.remark));
            Program program(language);
            SessionProbe probe;
            Cast cast;
            if (side == Side::Server) {
                const Address address
                    = play.local.isNull() ? Address{u"127.0.0.1"_s, freePort()} : play.local;
                QCOMPARE(program.build(listing, address.port), QString());
                program.start();
                QTRY_VERIFY2_WITH_TIMEOUT(isTaken(address, play.transport()), text.constData(), kPatience);
                cast.client = probe.session.startClient(play.clientConfig(address));
                QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Connected, Side::Client), 1, kPatience);
            } else {
                cast.server = startServer(probe, play.serverConfig());
                QVERIFY(cast.server != 0);
                QCOMPARE(program.build(listing, probe.addressOf(cast.server).port), QString());
                program.start();
                QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
            }
            QVERIFY2(perform(probe, cast, play), text.constData());
            QVERIFY2(program.hasEnded(), text.constData());
            const QByteArray errors = program.errors();
            QVERIFY2(program.exitCode() == 0, (errors + text).constData());
            QCOMPARE(probe.received(opposite(side), 1), sentBy(play, side));
            const QList<QByteArray> reads = program.reads();
            QCOMPARE(reads.join(), sentBy(play, opposite(side)));
            QList<qint64> sizes;
            for (const QByteArray &read : reads) {
                if (!read.isEmpty())
                    sizes << read.size();
            }
            QCOMPARE(sizes, readSizes(rehearsal, side));
            // The connection ended as it did between our ends.
            for (const EventKind kind : {EventKind::Eof, EventKind::Reset})
                QCOMPARE(probe.count(kind, opposite(side), 1), rehearsal.count(kind, opposite(side), 1));
            if (side == Side::Server && play.local.kind == Address::Kind::Path)
                QVERIFY(!QFile::exists(play.local.host)); // the program removes what it made
        }
    }
}

void TestSessionCode::runsStepByStep_data()
{
    QTest::addColumn<Transport>("transport");
    for (const Transport transport :
         {Transport::Tcp, Transport::LocalStream, Transport::Udp, Transport::LocalDatagram})
        QTest::addRow("%s", qPrintable(transportName(transport))) << transport;
}

// Each call as it was made, those that failed too, by a program in the place of one end.
void TestSessionCode::runsStepByStep()
{
    QFETCH(Transport, transport);
    const auto makeAddress = [&] {
        return isLocal(transport) ? Address::path(sessionFolder().filePath(u"steps '\" %1"_s))
                                  : Address{u"127.0.0.1"_s, freePort()};
    };
    QList<StepAction> actions = isStream(transport) ? streamSteps() : datagramSteps();
    if (transport == Transport::LocalDatagram) { // without a name it gets no answer
        SocketCall bind = callOf(CallName::Bind);
        bind.address = Address::path(sessionFolder().filePath(u"client '\""_s));
        actions.prepend({Side::Client, bind});
    }
    const Address address = makeAddress();
    StepSession rehearsal(transport, address);
    rehearsal.open(Side::Server);
    rehearsal.open(Side::Client);
    for (const StepAction &action : std::as_const(actions))
        QVERIFY2(rehearsal.make(action, false), qPrintable(callName(action.call.call)));
    Story story(rehearsal.probe.session.journal());
    QList<CodeLanguage> languages{CodeLanguage::Python, CodeLanguage::C};
    if (transport == Transport::Udp || transport == Transport::LocalStream)
        languages << CodeLanguage::Qt;
    for (const CodeLanguage language : std::as_const(languages)) {
        for (const Side side : {Side::Server, Side::Client}) {
            const CodeListing listing
                = codeOf(story.readings, rehearsal.probe.rows(EventKind::Closed, side).constLast(), language);
            const QByteArray text = listing.text().toUtf8();
            const Address again = makeAddress();
            Program program(language);
            QCOMPARE(program.build(listing, again.port), QString());
            StepSession session(transport, again);
            session.open(opposite(side));
            if (side == Side::Server) {
                program.start();
                QTRY_VERIFY2_WITH_TIMEOUT(isTaken(again, transport), text.constData(), kPatience);
            }
            // The server is there for clients: after its second listen(), or its bind().
            const auto isReady = [&](const StepAction &action) {
                return action.side == Side::Server
                    && action.call.call == (isStream(transport) ? CallName::Listen : CallName::Bind);
            };
            const StepAction *readyAt = &*std::find_if(actions.crbegin(), actions.crend(), isReady);
            for (const StepAction &action : std::as_const(actions)) {
                if (action.side == side)
                    continue;
                const bool isPatient = isStream(transport) || action.call.call != CallName::Recv;
                QVERIFY2(session.make(action, isPatient),
                         (callName(action.call.call).toUtf8() + '\n' + text).constData());
                if (side == Side::Client && &action == readyAt)
                    program.start();
            }
            const bool ends = language != CodeLanguage::Qt || side == Side::Client || !isStream(transport);
            if (ends) { // a server of Qt's goes on until it is stopped
                QVERIFY2(program.hasEnded(), text.constData());
                const QByteArray errors = program.errors();
                QVERIFY2(program.exitCode() == 0, (errors + text).constData());
            }
            QCOMPARE(bytesRead(session.probe, opposite(side)), bytesRead(rehearsal.probe, opposite(side)));
            if (language == CodeLanguage::Qt)
                continue;
            QByteArray reads;
            for (const QByteArray &read : program.reads())
                reads += read.isEmpty() && isStream(transport) ? QByteArray() : read + '|';
            QCOMPARE(reads, bytesRead(rehearsal.probe, side));
        }
    }
}

void TestSessionCode::showsWhatATutorialShows()
{
    SessionProbe probe;
    QVERIFY(rehearse(probe,
                     {tutorialGreeting().toUtf8(), AfterGreeting::Close, {{Side::Client, Action::Close}}}));
    Story story(probe.session.journal());
    const quint16 port = probe.eventAt(probe.rows(EventKind::Bind, Side::Server).constFirst()).local.port;
    const qsizetype greeting = probe.rows(EventKind::Sent, Side::Server).constFirst();
    const CodeListing python = codeOf(story.readings, greeting, CodeLanguage::Python);
    const QString client
        = probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constFirst()).peer.toString();
    const QStringList expected{
        u"import socket"_s,
        QString(),
        u"HOST = '127.0.0.1'"_s,
        u"PORT = %1"_s.arg(port),
        QString(),
        u"s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)"_s,
        u"s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)"_s,
        u"s.bind((HOST, PORT))"_s,
        u"s.listen(128)"_s,
        QString(),
        u"# connection #1 from "_s + client,
        u"c1, address = s.accept()"_s,
        u"c1.sendall('您好，您收到了服务器的新年祝福！'.encode('utf-8'))"_s,
        u"c1.shutdown(socket.SHUT_WR)  # sends FIN; reading goes on"_s,
        u"print(c1.recv(1))  # b'': end of stream, the peer has nothing more to send"_s,
        u"c1.close()"_s,
        u"s.close()"_s};
    QCOMPARE(python.lines, expected);
    QCOMPARE(python.first, 12);
    QCOMPARE(python.last, 12);
    const CodeListing c = codeOf(story.readings, greeting, CodeLanguage::C);
    QCOMPARE(c.first, c.last);
    QCOMPARE(c.lines[c.first].trimmed(),
             u"check(send(c1, \"您好，您收到了服务器的新年祝福！\", 48, "
             "MSG_NOSIGNAL) == 48, \"send\");"_s);
    const CodeListing qt = codeOf(story.readings, greeting, CodeLanguage::Qt);
    QCOMPARE(qt.lines[qt.first].trimmed(), u"c1->write(\"您好，您收到了服务器的新年祝福！\", 48);"_s);
}

// The blocks run one after the other; clients that came later wait in the accept queue.
void TestSessionCode::servesSeveralClients()
{
    SessionProbe probe;
    const quint32 server = startServer(probe, {.greeting = "hello"});
    QList<quint32> clients;
    for (int i = 1; i <= 3; ++i) {
        clients << probe.session.startClient({probe.addressOf(server)});
        QTRY_COMPARE(probe.received(Side::Client, quint32(i)), "hello");
    }
    probe.session.setAccepting(server, false);
    probe.session.broadcast(server, "to all");
    for (int i = 1; i <= 3; ++i)
        QTRY_COMPARE(probe.received(Side::Client, quint32(i)), "helloto all");
    for (const quint32 client : std::as_const(clients))
        probe.session.stop(client);
    QTRY_COMPARE(probe.count(EventKind::Closed, Side::Server), 3);
    Story story(probe.session.journal());
    for (const CodeLanguage language : {CodeLanguage::Python, CodeLanguage::C}) {
        const CodeListing listing
            = codeOf(story.readings, probe.rows(EventKind::Accept, Side::Server).at(1), language);
        QVERIFY(listing.lines[listing.first].contains(u"c2"_s));
        Program program(language);
        const quint16 port = freePort();
        QCOMPARE(program.build(listing, port), QString());
        program.start();
        QTRY_VERIFY_WITH_TIMEOUT(isListening(port), kPatience);
        SessionProbe again;
        for (int i = 1; i <= 3; ++i) {
            const quint32 client = again.session.startClient({{u"127.0.0.1"_s, port}});
            QTRY_COMPARE_WITH_TIMEOUT(again.received(Side::Client, quint32(i)), "helloto all", kPatience);
            again.session.stop(client);
            QTRY_VERIFY_WITH_TIMEOUT(again.hasStopped(client), kPatience);
        }
        QVERIFY(program.hasEnded());
        QVERIFY2(program.exitCode() == 0, program.errors().constData());
    }
}

namespace {

struct Envelopes
{
    EngineKind engine;
    Transport transport;

    ServerConfig server(const Address &address) const
    {
        ServerConfig config{address};
        config.greeting = "hello";
        config.engine = engine;
        config.transport = transport;
        return config;
    }
    ClientConfig client(const Address &address) const
    {
        ClientConfig config{address};
        config.engine = engine;
        config.transport = transport;
        return config;
    }
};

/// A question, a greeting and an answer; the ends that are ours are those of the cast.
bool converse(SessionProbe &probe, const Cast &cast)
{
    const auto has = [&](Side side, const QByteArray &bytes) {
        return cast.endpoint(side) == 0
            || QTest::qWaitFor([&] { return probe.received(side, 1) == bytes; }, kPatience);
    };
    if (cast.client != 0)
        probe.session.send(cast.client, 1, "question");
    if (!has(Side::Server, "question"))
        return false;
    if (cast.server != 0)
        probe.session.send(cast.server, 1, "answer");
    return has(Side::Client, "helloanswer");
}

} // namespace

void TestSessionCode::answersDatagrams_data()
{
    QTest::addColumn<EngineKind>("engine");
    QTest::addColumn<Transport>("transport");
    QTest::newRow("Qt, UDP") << EngineKind::Qt << Transport::Udp;
    QTest::newRow("glass box, UDP") << EngineKind::GlassBox << Transport::Udp;
    QTest::newRow("glass box, local") << EngineKind::GlassBox << Transport::LocalDatagram;
}

void TestSessionCode::answersDatagrams()
{
    QFETCH(EngineKind, engine);
    QFETCH(Transport, transport);
    const Envelopes play{engine, transport};
    const auto makeAddress = [&] {
        return isLocal(transport) ? Address::path(sessionFolder().filePath(u"envelopes"_s))
                                  : Address{u"127.0.0.1"_s, freePort()};
    };
    SessionProbe rehearsal;
    Cast cast;
    cast.server = startServer(rehearsal, play.server(makeAddress()));
    QVERIFY(cast.server != 0);
    cast.client = rehearsal.session.startClient(play.client(rehearsal.addressOf(cast.server)));
    QTRY_VERIFY(rehearsal.isRunning(cast.client));
    QVERIFY(converse(rehearsal, cast));
    rehearsal.session.stop(cast.client);
    QTRY_VERIFY(rehearsal.hasStopped(cast.client));
    rehearsal.session.stop(cast.server);
    QTRY_VERIFY(rehearsal.hasStopped(cast.server));
    Story story(rehearsal.session.journal());
    for (const CodeLanguage language : {CodeLanguage::Python, CodeLanguage::C}) {
        for (const Side side : {Side::Server, Side::Client}) {
            const CodeListing listing
                = codeOf(story.readings, rehearsal.rows(EventKind::Sent, side).constLast(), language);
            const QByteArray text = listing.text().toUtf8();
            QVERIFY2(listing.first >= 0, text.constData());
            Program program(language);
            SessionProbe probe;
            Cast ours;
            const Address address = makeAddress();
            QCOMPARE(program.build(listing, address.port), QString());
            if (side == Side::Server) {
                program.start();
                QTRY_VERIFY2_WITH_TIMEOUT(isTaken(address, transport), text.constData(), kPatience);
                ours.client = probe.session.startClient(play.client(address));
                QTRY_VERIFY(probe.isRunning(ours.client));
            } else {
                ours.server = startServer(probe, play.server(address));
                QVERIFY(ours.server != 0);
                program.start();
            }
            QVERIFY2(converse(probe, ours), text.constData());
            QVERIFY2(program.hasEnded(), text.constData());
            const QByteArray errors = program.errors();
            QVERIFY2(program.exitCode() == 0, (errors + text).constData());
            const QList<QByteArray> expected
                = side == Side::Server ? QList<QByteArray>{"question"} : QList<QByteArray>{"hello", "answer"};
            QCOMPARE(program.reads(), expected);
        }
    }
}

void TestSessionCode::loopsAsTheTutorialDoes_data()
{
    addLanguages();
}

// The loop has no end of its own: it serves whoever comes.
void TestSessionCode::loopsAsTheTutorialDoes()
{
    QFETCH(CodeLanguage, language);
    SessionProbe rehearsal;
    ServerConfig config;
    config.engine = EngineKind::BlockingLoop;
    config.greeting = tutorialGreeting().toUtf8();
    config.afterGreeting = AfterGreeting::Close;
    const quint32 server = startServer(rehearsal, config);
    QVERIFY(server != 0);
    rehearsal.session.startClient({rehearsal.addressOf(server)});
    QTRY_COMPARE(rehearsal.count(EventKind::Closed, Side::Server, 1), 1);
    Story story(rehearsal.session.journal());
    for (const EventKind kind : {EventKind::Enter, EventKind::Accept, EventKind::Sent, EventKind::Closed}) {
        const qsizetype row = rehearsal.rows(kind, Side::Server).constFirst();
        const CodeListing listing = codeOf(story.readings, row, language);
        QVERIFY2(listing.first >= 0, qPrintable(eventKindName(kind) + u'\n' + listing.text()));
    }
    const CodeListing listing
        = codeOf(story.readings, rehearsal.rows(EventKind::Accept, Side::Server).constFirst(), language);
    const quint16 port = freePort();
    Program program(language);
    QCOMPARE(program.build(listing, port), QString());
    program.start();
    QTRY_VERIFY2_WITH_TIMEOUT(isListening(port), qPrintable(listing.text()), kPatience);
    SessionProbe probe;
    for (const quint32 connection : {1U, 2U}) {
        probe.session.startClient({{u"127.0.0.1"_s, port}});
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Client, connection), config.greeting, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Eof, Side::Client, connection), 1, kPatience);
    }
}

void TestSessionCode::failsAsTheSessionDid_data()
{
    addLanguages();
}

void TestSessionCode::failsAsTheSessionDid()
{
    QFETCH(CodeLanguage, language);
    struct Failure
    {
        SessionProbe probe;
        QByteArray expected;
    };
    const auto check = [language](SessionProbe &probe, ErrorCode code, const QByteArray &expected) {
        qsizetype row = -1;
        for (qsizetype each = 0; each < probe.session.journal().size(); ++each) {
            if (probe.eventAt(each).error && probe.eventAt(each).error->code == code)
                row = each;
        }
        QVERIFY(row >= 0);
        Story story(probe.session.journal());
        const CodeListing listing = codeOf(story.readings, row, language);
        QVERIFY2(listing.first >= 0, qPrintable(listing.text()));
        QVERIFY2(listing.lines.mid(listing.first, listing.last - listing.first + 1)
                     .join(u' ')
                     .contains(errorName(code)),
                 qPrintable(listing.text()));
        Program program(language);
        QCOMPARE(program.build(listing, 0), QString());
        program.start();
        QVERIFY(program.hasEnded());
        const QByteArray said = program.errors();
        QVERIFY2(program.exitCode() == 0, (said + listing.text().toUtf8()).constData());
        if (language == CodeLanguage::C)
            QVERIFY2(said.contains(expected), said.constData());
        else
            QVERIFY2(said.isEmpty(), said.constData());
    };
    {
        SessionProbe probe;
        const quint32 client = probe.session.startClient({{u"127.0.0.1"_s, freePort()}});
        QTRY_VERIFY(probe.hasStopped(client));
        check(probe, ErrorCode::ConnectionRefused, "connect: Connection refused");
    }
    {
        SessionProbe probe;
        const quint32 first = startServer(probe);
        ServerConfig config;
        config.address = probe.addressOf(first);
        const quint32 second = probe.session.startServer(config);
        QTRY_VERIFY(probe.hasStopped(second));
        check(probe, ErrorCode::AddressInUse, "bind: Address already in use");
    }
    {
        SessionProbe probe;
        ServerConfig config;
        config.address.host = u"192.0.2.1"_s; // RFC 5737: documentation only
        const quint32 server = probe.session.startServer(config);
        QTRY_VERIFY(probe.hasStopped(server));
        check(probe, ErrorCode::AddressNotAvailable, "bind: Cannot assign requested address");
    }
    {
        SessionProbe probe;
        ClientConfig config{Address::path(sessionFolder().filePath(u"nobody"_s))};
        config.engine = EngineKind::GlassBox;
        config.transport = Transport::LocalStream;
        const quint32 client = probe.session.startClient(config);
        QTRY_VERIFY(probe.hasStopped(client));
        check(probe, ErrorCode::SocketFileMissing, "connect: No such file or directory");
    }
    {
        SessionProbe probe;
        ServerConfig config;
        config.engine = EngineKind::GlassBox;
        config.transport = Transport::LocalStream;
        config.address = Address::path(sessionFolder().filePath(u"no folder/x"_s));
        const quint32 server = probe.session.startServer(config);
        QTRY_VERIFY(probe.hasStopped(server));
        check(probe, ErrorCode::FolderMissing, "bind: No such file or directory");
    }
}

void TestSessionCode::hasALineForEachRow_data()
{
    addPlays();
}

void TestSessionCode::hasALineForEachRow()
{
    QFETCH(Play, play);
    SessionProbe probe;
    QVERIFY(rehearse(probe, play));
    Story story(probe.session.journal());
    story.texts.setEncoding(1, play.encoding);
    for (const CodeLanguage language : allCodeLanguages()) {
        for (qsizetype row = 0; row < probe.session.journal().size(); ++row) {
            const CodeListing listing = codeOf(story.readings, row, language);
            const QString where = eventKindName(probe.eventAt(row).kind) + u'\n' + listing.text();
            QVERIFY2(listing.first >= 0 && listing.last >= listing.first, qPrintable(where));
            QVERIFY2(listing.last < listing.lines.size(), qPrintable(where));
            QVERIFY2(!listing.lines[listing.first].trimmed().isEmpty(), qPrintable(where));
            for (const QString &line : listing.lines) {
                QVERIFY2(line.size() < 200, qPrintable(line));
                for (const QChar c : line)
                    QVERIFY2(c >= u' ' && !isHiddenCharacter(c.unicode() < 0xd800 ? c.unicode() : u'x'),
                             qPrintable(line));
            }
        }
    }
}

void TestSessionCode::qtCompilesAndRuns_data()
{
    QTest::addColumn<Side>("side");
    QTest::newRow("server") << Side::Server;
    QTest::newRow("client") << Side::Client;
}

void TestSessionCode::qtCompilesAndRuns()
{
    QFETCH(Side, side);
    const Play play{tutorialGreeting().toUtf8(),
                    {},
                    {{Side::Client, Action::Send, QByteArray(100'000, 'x')},
                     {Side::Server, Action::Send, QByteArray("a\0\"?\?/", 6)},
                     {Side::Client, Action::Close}}};
    SessionProbe rehearsal;
    QVERIFY(rehearse(rehearsal, play));
    Story story(rehearsal.session.journal());
    const CodeListing listing = codeOf(story.readings, lastRowOf(rehearsal, side), CodeLanguage::Qt);
    Program program(CodeLanguage::Qt);
    SessionProbe probe;
    Cast cast;
    if (side == Side::Server) {
        const quint16 port = freePort();
        QCOMPARE(program.build(listing, port), QString());
        program.start();
        QTRY_VERIFY_WITH_TIMEOUT(isListening(port), kPatience);
        cast.client = probe.session.startClient({{u"127.0.0.1"_s, port}});
    } else {
        cast.server = startServer(probe, {.greeting = play.greeting});
        QCOMPARE(program.build(listing, probe.addressOf(cast.server).port), QString());
        program.start();
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
    }
    QVERIFY2(perform(probe, cast, play), qPrintable(listing.text()));
    QCOMPARE(probe.received(opposite(side), 1), sentBy(play, side));
    if (side == Side::Client) {
        QVERIFY(program.hasEnded()); // a server goes on until it is stopped
        QCOMPARE(program.exitCode(), 0);
    }
}

void TestSessionCode::qtCompiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("reset by the server") << u"server resets"_s;
    QTest::newRow("reset by the client") << u"client resets"_s;
    QTest::newRow("half-close") << u"half-close"_s;
}

void TestSessionCode::qtCompiles()
{
    QFETCH(QString, name);
    Play play{"hi", {}, {{Side::Client, Action::Send, "?\?/"}}};
    if (name == u"half-close")
        play.actions << Action{Side::Server, Action::HalfClose} << Action{Side::Client, Action::Close};
    else
        play.actions << Action{name.startsWith(u"server"_s) ? Side::Server : Side::Client, Action::Reset};
    SessionProbe probe;
    QVERIFY(rehearse(probe, play));
    Story story(probe.session.journal());
    for (const Side side : {Side::Server, Side::Client}) {
        Program program(CodeLanguage::Qt);
        QCOMPARE(program.build(codeOf(story.readings, lastRowOf(probe, side), CodeLanguage::Qt), 0),
                 QString());
    }
}

int main(int argc, char **argv)
{
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    TestSessionCode test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sessioncode.moc"
