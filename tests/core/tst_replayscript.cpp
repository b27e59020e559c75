// SPDX-License-Identifier: MIT
#include "core/replayscript.h"
#include "core/streamcomparison.h"
#include "support/eventlist.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

using Kind = EventKind;

/// A journal made by hand, and its readings.
struct Stage
{
    void add(const Event &event) { journal.append({event}); }
    void say(Side side, const QByteArray &bytes, bool hasSender, bool hasReceiver)
    {
        if (hasSender)
            add(events.data(Kind::Sent, side, bytes));
        if (hasReceiver)
            add(events.data(Kind::Received, oppositeOf(side), bytes));
    }

    Journal journal;
    ConnectionIndex index{journal};
    TextReading texts{journal, index};
    LifeLines lines{journal};
    Readings readings{journal, index, texts, lines};
    EventList events;
};

/// `>hello@0 >world@5 shut close`: what is sent, and how much of the answer had come.
QString told(ReplayScript script)
{
    QStringList words;
    while (const std::optional<ReplayStep> step = script.next()) {
        switch (step->kind) {
        case ReplayStep::Kind::Send:
            words << u">%1@%2"_s.arg(QString::fromUtf8(script.bytes(*step).value_or("GONE")))
                         .arg(step->answerBytes);
            break;
        case ReplayStep::Kind::FinishSending:
            words << u"shut"_s;
            break;
        case ReplayStep::Kind::Close:
            words << u"close"_s;
            break;
        case ReplayStep::Kind::Reset:
            words << u"reset"_s;
            break;
        }
    }
    return words.join(u' ');
}

} // namespace

class tst_ReplayScript : public QObject
{
    Q_OBJECT
private slots:
    // Whoever recorded the connection: the same is done again.
    void tellsOneSide_data()
    {
        QTest::addColumn<bool>("hasServer");
        QTest::addColumn<bool>("hasClient");
        QTest::newRow("both ends") << true << true;
        QTest::newRow("the client's end") << false << true;
        QTest::newRow("the server's end") << true << false;
    }

    void tellsOneSide()
    {
        QFETCH(bool, hasServer);
        QFETCH(bool, hasClient);
        Stage stage;
        if (hasServer)
            stage.add(stage.events.make(Kind::Accept, Side::Server));
        if (hasClient)
            stage.add(stage.events.make(Kind::Connected, Side::Client));
        stage.say(Side::Server, "hello", hasServer, hasClient);
        stage.say(Side::Client, "who?", hasClient, hasServer);
        stage.say(Side::Server, "me", hasServer, hasClient);
        if (hasClient)
            stage.add(stage.events.make(Kind::Shutdown, Side::Client));
        if (hasServer)
            stage.add(stage.events.make(Kind::Eof, Side::Server));
        if (hasServer)
            stage.add(stage.events.make(Kind::Closed, Side::Server));

        const ReplayScript client(stage.readings, 1, Side::Client);
        QCOMPARE(told(client), u">who?@5 shut"_s);
        QCOMPARE(client.size(), 4);
        QCOMPARE(client.answerSize(), 7);
        QCOMPARE(client.peer(), stage.events.server);
        QCOMPARE(client.isAnswerEnded(), hasServer);
        const ReplayScript server(stage.readings, 1, Side::Server);
        QCOMPARE(told(server), hasServer ? u">hello@0 >me@4 close"_s : u">hello@0 >me@4"_s);
        QCOMPARE(server.answerSize(), 4);
        QVERIFY(server.isAnswerEnded());
    }

    void tellsHowItEnded_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("side");
        QTest::addColumn<bool>("hasError");
        QTest::addColumn<QString>("steps");
        QTest::newRow("close") << int(Kind::Closed) << int(Side::Client) << false << u">x@0 close"_s;
        QTest::newRow("half-close") << int(Kind::Shutdown) << int(Side::Client) << false << u">x@0 shut"_s;
        QTest::newRow("reset by it") << int(Kind::Reset) << int(Side::Client) << false << u">x@0 reset"_s;
        QTest::newRow("reset by the peer") << int(Kind::Reset) << int(Side::Client) << true << u">x@0"_s;
        QTest::newRow("the peer's close") << int(Kind::Closed) << int(Side::Server) << false << u">x@0"_s;
        QTest::newRow("nothing") << int(Kind::Option) << int(Side::Client) << false << u">x@0"_s;
    }

    void tellsHowItEnded()
    {
        QFETCH(int, kind);
        QFETCH(int, side);
        QFETCH(bool, hasError);
        QFETCH(QString, steps);
        Stage stage;
        stage.add(stage.events.make(Kind::Connected, Side::Client));
        stage.say(Side::Client, "x", true, false);
        Event end = stage.events.make(Kind(kind), Side(side));
        if (hasError)
            end.error = Error{ErrorCode::ConnectionReset, 0, {}, 0, {}};
        stage.add(end);
        QCOMPARE(told(ReplayScript(stage.readings, 1, Side::Client)), steps);
    }

    void keepsDatagramsApart()
    {
        Stage stage;
        stage.events.transport = Transport::Udp;
        for (const char *each : {"a", "", "bc"})
            stage.say(Side::Client, each, true, false);
        const ReplayScript script(stage.readings, 1, Side::Client);
        QCOMPARE(told(script), u">a@0 >@0 >bc@0"_s);
        QCOMPARE(script.transport(), Transport::Udp);
    }

    // The second datagram is cut elsewhere, although the bytes are the same.
    void tellsDatagramsApartByTheirBorders()
    {
        Stage stage;
        stage.events.transport = Transport::Udp;
        for (const char *each : {"ab", "cd"})
            stage.say(Side::Server, each, false, true);
        StreamComparison same(ReplayScript(stage.readings, 1, Side::Client).answer());
        same.take("ab");
        same.take("cd");
        QVERIFY(!same.firstDifference());
        StreamComparison other(ReplayScript(stage.readings, 1, Side::Client).answer());
        other.take("abc");
        other.take("d");
        QCOMPARE(other.firstDifference().value_or(-1), 2);
    }

    // What was sent twice or overtook on its way is sent once and in order; what is missing is told.
    void tellsACapture_data()
    {
        QTest::addColumn<QList<int>>("offsets"); // of pieces of three bytes
        QTest::addColumn<QString>("steps");
        QTest::newRow("in order") << QList<int>{0, 3, 6} << u">abc@0 >def@0 >ghi@0 shut"_s;
        QTest::newRow("one twice") << QList<int>{0, 3, 3, 6} << u">abc@0 >def@0 >ghi@0 shut"_s;
        QTest::newRow("one overtook") << QList<int>{0, 6, 3} << u">abc@0 >def@0 >ghi@0 shut"_s;
        QTest::newRow("one is missing") << QList<int>{0, 6} << u">abc@0 >GONE@0 >ghi@0 shut"_s;
    }

    void tellsACapture()
    {
        QFETCH(QList<int>, offsets);
        QFETCH(QString, steps);
        Stage stage;
        const auto add = [&stage](int offset, const QByteArray &bytes, TcpFlags flags) {
            Event event = stage.events.make(Kind::Segment, Side::Client);
            event.origin = Origin::Wire;
            event.streamOffset = quint64(offset);
            event.bytes = bytes.size();
            event.payload = bytes;
            auto segment = std::make_shared<SegmentReading>();
            segment->flags = flags;
            segment->relativeSequence = offset + 1;
            segment->captured = bytes.size();
            event.segment = segment;
            stage.add(event);
        };
        const QByteArray all = "abcdefghi";
        for (const int offset : offsets)
            add(offset, all.mid(offset, 3), TcpFlag::Ack);
        add(9, {}, TcpFlag::Fin);
        QCOMPARE(told(ReplayScript(stage.readings, 1, Side::Client)), steps);
    }

    void isEmptyWhereNothingWasSaid()
    {
        Stage stage;
        stage.add(stage.events.make(Kind::Connected, Side::Client));
        QVERIFY(ReplayScript(stage.readings, 1, Side::Client).isEmpty());
        QVERIFY(ReplayScript(stage.readings, 9, Side::Client).isEmpty());
    }

    // A session in memory forgets its oldest bytes: a gap would be another stream.
    void saysThatBytesAreGone()
    {
        Journal journal(std::make_unique<MemoryPayloadStore>(4));
        const ConnectionIndex index(journal);
        const TextReading texts(journal, index);
        const LifeLines lines(journal);
        EventList events;
        journal.append({events.data(Kind::Sent, Side::Client, "long ago")});
        journal.append({events.data(Kind::Sent, Side::Client, "now")});
        QCOMPARE(told(ReplayScript({journal, index, texts, lines}, 1, Side::Client)), u">GONE@0 >now@0"_s);
    }

    // Whatever the pieces, the first difference is the same.
    void findsTheFirstDifference_data()
    {
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<int>("difference");
        QTest::newRow("equal") << QByteArray("abcdef") << QByteArray("abcdef") << -1;
        QTest::newRow("fewer") << QByteArray("abcdef") << QByteArray("abc") << -1;
        QTest::newRow("first byte") << QByteArray("abcdef") << QByteArray("xbcdef") << 0;
        QTest::newRow("in the middle") << QByteArray("abcdef") << QByteArray("abcxef") << 3;
        QTest::newRow("last byte") << QByteArray("abcdef") << QByteArray("abcdex") << 5;
        QTest::newRow("more") << QByteArray("abcdef") << QByteArray("abcdefg") << 6;
        QTest::newRow("nothing then") << QByteArray() << QByteArray("a") << 0;
        QTest::newRow("nothing at all") << QByteArray() << QByteArray() << -1;
    }

    void findsTheFirstDifference()
    {
        QFETCH(QByteArray, then);
        QFETCH(QByteArray, now);
        QFETCH(int, difference);
        for (qsizetype thenPiece = 1; thenPiece <= 4; ++thenPiece) {
            for (qsizetype nowPiece = 1; nowPiece <= 7; ++nowPiece) {
                Stage stage;
                for (qsizetype i = 0; i < then.size(); i += thenPiece)
                    stage.say(Side::Server, then.mid(i, thenPiece), false, true);
                StreamComparison comparison(ReplayScript(stage.readings, 1, Side::Client).answer());
                for (qsizetype i = 0; i < now.size(); i += nowPiece)
                    comparison.take(now.mid(i, nowPiece));
                QCOMPARE(comparison.firstDifference().value_or(-1), difference);
                QCOMPARE(comparison.size(), now.size());
                QCOMPARE(comparison.thenSize(), then.size());
                QCOMPARE(comparison.unknown(), 0);
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_ReplayScript)
#include "tst_replayscript.moc"
