// SPDX-License-Identifier: MIT
#include "core/lifelines.h"
#include "core/textreading.h"
#include "net/replayer.h"
#include "support/eventlist.h"
#include "support/sessionprobe.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 60000;
using Verdict = ReplayResult::Verdict;

/// A stored connection to an echo, made by hand.
struct Then
{
    explicit Then(Transport transport = Transport::Tcp) { events.transport = transport; }
    void exchange(const QByteArray &bytes)
    {
        journal.append({events.data(EventKind::Sent, Side::Client, bytes)});
        journal.append({events.data(EventKind::Received, Side::Client, bytes)});
    }
    void say(EventKind kind, Side side) { journal.append({events.make(kind, side)}); }

    Journal journal;
    ConnectionIndex index{journal};
    TextReading texts{journal, index};
    LifeLines lines{journal};
    Readings readings{journal, index, texts, lines};
    EventList events;
};

/// peers/answering.py at work.
class Peer
{
public:
    explicit Peer(const QStringList &how)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(u"python3"_s, QStringList{QStringLiteral(BOTHENDS_PEERS_DIR "/answering.py")} + how);
    }
    ~Peer()
    {
        process.kill();
        (void)QTest::qWaitFor([this] { return process.state() == QProcess::NotRunning; }, kPatience);
    }
    /// The number behind a word of its output.
    qint64 number(const QByteArray &word)
    {
        const bool came = QTest::qWaitFor(
            [&] {
                out += process.readAllStandardOutput();
                return out.indexOf('\n', qMax<qsizetype>(0, out.indexOf(word))) >= 0 && out.contains(word);
            },
            kPatience);
        return came ? out.mid(out.indexOf(word) + word.size()).split('\n').constFirst().trimmed().toLongLong()
                    : -1;
    }
    Address address() { return {u"127.0.0.1"_s, quint16(number("port"))}; }

    QProcess process;
    QByteArray out;
};

ReplayConfig clientConfig(const Address &address, Transport transport = Transport::Tcp)
{
    ReplayConfig config;
    config.connection = 1;
    config.target = {transport, address, {}};
    config.keepsTiming = false;
    return config;
}

ReplayResult resultOf(Replayer &replayer)
{
    QSignalSpy spy(&replayer, &Replayer::finished);
    replayer.start();
    (void)QTest::qWaitFor([&] { return !spy.isEmpty(); }, kPatience);
    return spy.isEmpty() ? ReplayResult() : spy.constFirst().constFirst().value<ReplayResult>();
}

} // namespace

class tst_Replayer : public QObject
{
    Q_OBJECT
private slots:
    void comparesWhatComesBack_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("difference");
        QTest::newRow("the same") << u"same"_s << int(Verdict::Equal) << -1;
        QTest::newRow("another bit") << u"flip"_s << int(Verdict::Different) << 1;
        QTest::newRow("more") << u"more"_s << int(Verdict::Longer) << 11;
        QTest::newRow("less") << u"short"_s << int(Verdict::Shorter) << 5;
        QTest::newRow("the peer closes early") << u"close"_s << int(Verdict::Shorter) << 5;
    }

    void comparesWhatComesBack()
    {
        QFETCH(QString, how);
        QFETCH(int, verdict);
        QFETCH(int, difference);
        Then then;
        then.exchange("hello");
        then.exchange(" world");
        then.say(EventKind::Shutdown, Side::Client);
        then.say(EventKind::Eof, Side::Client);
        Peer peer({how});
        SessionProbe live;
        ReplayConfig config = clientConfig(peer.address());
        config.patience = 300ms; // of the peer that answers nothing more
        Replayer replayer(then.readings, live.session, config);
        const ReplayResult result = resultOf(replayer);
        QCOMPARE(int(result.verdict), verdict);
        QCOMPARE(result.firstDifference.value_or(-1), difference);
        QCOMPARE(result.receivedThen, 11);
        if (how != u"close"_s)
            QCOMPARE(peer.number("got"), 11);
    }

    // The second message must not be sent before the answer to the first is there, although nothing else
    // waits.
    void waitsForTheAnswersOfThen()
    {
        Then then;
        for (int i = 0; i < 20; ++i)
            then.exchange(QByteArray::number(i));
        then.say(EventKind::Closed, Side::Client);
        Peer peer({u"same"_s});
        SessionProbe live;
        Replayer replayer(then.readings, live.session, clientConfig(peer.address()));
        const ReplayResult result = resultOf(replayer);
        QCOMPARE(int(result.verdict), int(Verdict::Equal));
        QString order;
        for (qsizetype row = 0; row < live.session.journal().size(); ++row) {
            const EventKind kind = live.eventAt(row).kind;
            order += kind == EventKind::Sent ? u"s"_s : kind == EventKind::Received ? u"r"_s : QString();
        }
        QCOMPARE(order, u"sr"_s.repeated(20));
    }

    void doesNotWaitForeverForAnAnswer()
    {
        Then then;
        then.exchange("one");
        then.exchange("two");
        then.say(EventKind::Closed, Side::Client);
        Peer peer({u"deaf"_s});
        SessionProbe live;
        ReplayConfig config = clientConfig(peer.address());
        config.patience = 50ms;
        Replayer replayer(then.readings, live.session, config);
        const ReplayResult result = resultOf(replayer);
        QCOMPARE(int(result.verdict), int(Verdict::Shorter));
        QCOMPARE(result.firstDifference.value_or(-1), 0);
        QCOMPARE(peer.number("got"), 6);
    }

    void saysWhyItFailed()
    {
        Then then;
        then.exchange(QByteArray(64 * 1024, 'x'));
        for (int i = 0; i < 200; ++i)
            then.exchange(QByteArray(64 * 1024, 'y'));
        Peer peer({u"reset"_s});
        SessionProbe live;
        Replayer replayer(then.readings, live.session, clientConfig(peer.address()));
        const ReplayResult result = resultOf(replayer);
        QCOMPARE(int(result.verdict), int(Verdict::Failed));
        QVERIFY(result.wasStarted);
        QVERIFY(result.error.has_value());

        SessionProbe other;
        const quint32 server = startServer(other);
        const Address gone = other.addressOf(server);
        other.session.stop(server);
        QTRY_VERIFY(other.hasStopped(server));
        Replayer refused(then.readings, live.session, clientConfig(gone));
        const ReplayResult refusal = resultOf(refused);
        QCOMPARE(int(refusal.verdict), int(Verdict::Failed));
        QVERIFY(!refusal.wasStarted);
        QCOMPARE(int(refusal.error->code), int(ErrorCode::ConnectionRefused));
    }

    // It takes what the kernel's buffers hold and no more: that must not be waited for without an end.
    void givesUpAPeerThatDoesNotRead()
    {
        Then then;
        for (int i = 0; i < 400; ++i)
            then.journal.append(
                {then.events.data(EventKind::Sent, Side::Client, QByteArray(64 * 1024, 'x'))});
        SessionProbe other;
        const quint32 server = startServer(other);
        other.session.setAccepting(server, false);
        QTRY_COMPARE(other.count(EventKind::Pause, Side::Server), 1); // else it may still accept
        SessionProbe live;
        ReplayConfig config = clientConfig(other.addressOf(server));
        config.patience = 200ms;
        Replayer replayer(then.readings, live.session, config);
        const ReplayResult result = resultOf(replayer);
        QCOMPARE(int(result.verdict), int(Verdict::Failed));
        QVERIFY(result.error.has_value());
    }

    void playsTheServer()
    {
        Then then;
        then.journal.append({then.events.data(EventKind::Sent, Side::Server, "welcome")});
        then.journal.append({then.events.data(EventKind::Received, Side::Server, "thanks")});
        then.journal.append({then.events.data(EventKind::Sent, Side::Server, "bye")});
        then.say(EventKind::Closed, Side::Server);
        SessionProbe live;
        ReplayConfig config = clientConfig({u"127.0.0.1"_s, 0});
        config.side = Side::Server;
        Replayer replayer(then.readings, live.session, config);
        QSignalSpy listening(&replayer, &Replayer::listening);
        QSignalSpy finished(&replayer, &Replayer::finished);
        replayer.start();
        QTRY_COMPARE_WITH_TIMEOUT(listening.size(), 1, kPatience);
        SessionProbe client;
        const quint32 endpoint
            = client.session.startClient({listening.constFirst().constFirst().value<Address>()});
        QTRY_COMPARE_WITH_TIMEOUT(client.received(Side::Client, 1), QByteArray("welcome"), kPatience);
        client.session.send(endpoint, 1, "thanks");
        QTRY_COMPARE_WITH_TIMEOUT(client.received(Side::Client, 1), QByteArray("welcomebye"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        QCOMPARE(int(finished.constFirst().constFirst().value<ReplayResult>().verdict), int(Verdict::Equal));
        QTRY_VERIFY_WITH_TIMEOUT(live.hasStopped(replayer.endpoint()), kPatience); // it lets nobody else in
    }

    void replaysDatagrams()
    {
        Then then(Transport::Udp);
        for (const char *each : {"one", "two", "three"})
            then.exchange(each);
        Peer peer({u"same"_s, u"udp"_s});
        SessionProbe live;
        Replayer replayer(then.readings, live.session, clientConfig(peer.address(), Transport::Udp));
        const ReplayResult result = resultOf(replayer);
        QCOMPARE(int(result.verdict), int(Verdict::Equal));
        QCOMPARE(live.count(EventKind::Received, Side::Client), 3);
    }

    void canBeCancelled()
    {
        Then then;
        then.exchange("one");
        then.journal.append({[&] {
            Event late = then.events.data(EventKind::Sent, Side::Client, "an hour later");
            late.monotonicNs += qint64(3600) * 1'000'000'000;
            return late;
        }()});
        Peer peer({u"same"_s});
        SessionProbe live;
        ReplayConfig config = clientConfig(peer.address());
        config.keepsTiming = true;
        Replayer replayer(then.readings, live.session, config);
        QSignalSpy finished(&replayer, &Replayer::finished);
        replayer.start();
        QTRY_COMPARE_WITH_TIMEOUT(live.count(EventKind::Received, Side::Client), 1, kPatience);
        replayer.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        const ReplayResult result = finished.constFirst().constFirst().value<ReplayResult>();
        QCOMPARE(int(result.verdict), int(Verdict::Cancelled));
        QCOMPARE(result.sentBytes, 3);
    }
};

QTEST_GUILESS_MAIN(tst_Replayer)
#include "tst_replayer.moc"
