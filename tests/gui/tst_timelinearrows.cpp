// SPDX-License-Identifier: MIT
#include "gui/timelinearrows.h"
#include "kindstories.h"

#include <QTest>

using namespace bothends;
using namespace Qt::StringLiterals;

namespace {

using End = TimelineArrow::End;

struct Stage
{
    StoryReadings readings;
    Story story;
    TimelineModel model{readings};
    TimelineRows rows;

    Stage()
    {
        rows.setModel(&model);
        rows.setStyle(TimelineStyle::make(QFont(), QPalette(), 1, 0), 835);
    }

    void play()
    {
        readings.journal.append(story.take());
        rows.rebuild();
        rows.measure(0, rows.total() + 10'000);
    }
    void open(bool withServer = true, bool withClient = true)
    {
        if (withServer)
            story.listen();
        if (withClient) {
            story.add(1, Side::Client, EventKind::Connect, 1);
            story.add(1, Side::Client, EventKind::Connected, 1);
        }
        if (withServer)
            story.add(1, Side::Server, EventKind::Accept, 1, 15);
    }
    qsizetype lastRow(EventKind kind) const
    {
        qsizetype row = readings.journal.size() - 1;
        while (row >= 0 && readings.journal.at(row).kind != kind)
            --row;
        return row;
    }
    std::vector<TimelineArrow> arrowsOf(qsizetype journalRow, quint32 focus = 1) const
    {
        return TimelineArrows(rows, focus, 0, model.rowCount() - 1).arrowsOf(model.rowOf(journalRow));
    }
    HangingBytes hanging(qsizetype journalRow) const { return hangingBytes(model, journalRow); }
};

} // namespace

class TestTimelineArrows : public QObject
{
    Q_OBJECT
private slots:
    void aCapturedSegment();
    void forksAndJoins();
    void unreadBytesHang();
    void partsOfWhatHangs_data();
    void partsOfWhatHangs();
    void readingOfBeforeCountsNothing();
    void hangsInTheAcceptQueue();
    void neverRead();
    void anotherProgramHere();
    void anotherMachine();
    void othersArePale();
    void aDatagramArrivesWholeOrIsLost();
    void aDatagramThatWaitsIsLostWhenTheKernelHasNone();
    void aFileIsOneArrow();
    void datagramsToAnotherProgram();
};

void TestTimelineArrows::aCapturedSegment()
{
    Stage stage;
    const auto add = [&stage](Side side, TcpFlags flags, qint64 bytes, Transport transport) {
        Event &event = stage.story.add(1, side, EventKind::Segment, 1);
        event.origin = Origin::Wire;
        event.transport = transport;
        event.bytes = bytes;
        SegmentReading segment;
        segment.flags = flags;
        segment.captured = bytes;
        event.segment = std::make_shared<const SegmentReading>(segment);
    };
    add(Side::Client, TcpFlag::Syn, 0, Transport::Tcp);
    add(Side::Server, TcpFlag::Psh | TcpFlag::Ack, 48, Transport::Tcp);
    add(Side::Client, {}, 5, Transport::Udp);
    stage.play();
    const std::vector<TimelineArrow> syn = stage.arrowsOf(0);
    QCOMPARE(syn.size(), size_t(1));
    QCOMPARE(syn[0].labels, QStringList(u"SYN"_s));
    QCOMPARE(syn[0].sender, Side::Client);
    QVERIFY(syn[0].line.dx() < 0);
    QVERIFY(syn[0].line.dy() > 0); // time goes on while it travels
    QVERIFY(!syn[0].isEnvelope);
    const std::vector<TimelineArrow> data = stage.arrowsOf(1);
    QCOMPARE(data.size(), size_t(1));
    QCOMPARE(data[0].labels, QStringList(u"PSH-ACK 48 B"_s));
    QVERIFY(data[0].line.dx() > 0);
    const std::vector<TimelineArrow> datagram = stage.arrowsOf(2);
    QCOMPARE(datagram.size(), size_t(1));
    QCOMPARE(datagram[0].labels, QStringList(u"5 B"_s));
    QVERIFY(datagram[0].isEnvelope);
}

void TestTimelineArrows::forksAndJoins()
{
    Stage stage;
    stage.open();
    stage.story.write(2, Side::Server, 1, "one two");
    const qsizetype first = 6 + 1;
    stage.story.read(3, Side::Client, 1, "one ");
    stage.story.read(4, Side::Client, 1, "two");
    stage.story.write(5, Side::Client, 1, "a");
    stage.story.write(6, Side::Client, 1, "b");
    stage.story.read(7, Side::Server, 1, "ab");
    stage.play();
    QVERIFY(stage.arrowsOf(first - 1).empty()); // both reads are seen and draw them
    QCOMPARE(stage.arrowsOf(first).size(), 1U);
    QCOMPARE(stage.arrowsOf(first).front().labels, QStringList(u"4 B"_s));
    QCOMPARE(stage.arrowsOf(first + 1).front().labels, QStringList(u"3 B"_s));
    const std::vector<TimelineArrow> joined = stage.arrowsOf(first + 4);
    QCOMPARE(joined.size(), 2U);
    const TimelineLanes &lanes = stage.rows.layout().lanes();
    for (const TimelineArrow &arrow : joined) {
        QCOMPARE(arrow.sender, Side::Client);
        QCOMPARE(arrow.end, End::Tip);
        QCOMPARE(arrow.line.x1(), lanes.wireRight);
        QCOMPARE(arrow.line.x2(), lanes.wireLeft);
        QCOMPARE(arrow.line.y2(), stage.rows.wireY(int(first) + 4));
    }
}

void TestTimelineArrows::unreadBytesHang()
{
    Stage stage;
    stage.open();
    stage.story.write(2, Side::Server, 1, "0123456789");
    stage.story.queues(2, Side::Client, 1, 10);
    stage.play();
    const qsizetype write = stage.lastRow(EventKind::Sent);
    std::vector<TimelineArrow> arrows = stage.arrowsOf(write);
    QCOMPARE(arrows.size(), 1U);
    QCOMPARE(arrows.front().end, End::OpenCircle);
    QCOMPARE(arrows.front().labels, QStringList(u"10 B unread"_s));
    QVERIFY(arrows.front().line.x2() < stage.rows.layout().lanes().wireRight - 10);

    stage.story.read(3, Side::Client, 1, "0123");
    stage.story.queues(3, Side::Client, 1, 6);
    stage.play();
    arrows = stage.arrowsOf(write); // the read draws its own
    QCOMPARE(arrows.size(), 1U);
    QCOMPARE(arrows.front().labels, QStringList(u"6 B unread"_s));
    stage.story.read(4, Side::Client, 1, "456789");
    stage.play();
    QVERIFY(stage.arrowsOf(write).empty());
    QCOMPARE(stage.arrowsOf(stage.lastRow(EventKind::Received)).front().labels, QStringList(u"6 B"_s));
}

void TestTimelineArrows::partsOfWhatHangs_data()
{
    QTest::addColumn<int>("unread");
    QTest::addColumn<int>("unacknowledged");
    QTest::addColumn<int>("unsent");
    QTest::addColumn<QStringList>("first"); // of a write of 60 bytes
    QTest::addColumn<QStringList>("second"); // and one of 40
    QTest::newRow("nothing known") << 0 << 0 << 0 << QStringList{u"60 B"_s} << QStringList{u"40 B"_s};
    QTest::newRow("all unread") << 100 << 0 << 0 << QStringList{u"60 B unread"_s}
                                << QStringList{u"40 B unread"_s};
    QTest::newRow("on the way") << 0 << 100 << 0 << QStringList{u"60 B on the way"_s}
                                << QStringList{u"40 B on the way"_s};
    QTest::newRow("one of each") << 30 << 70 << 40 << QStringList{u"30 B unread"_s, u"30 B on the way"_s}
                                 << QStringList{u"40 B not sent yet"_s};
    QTest::newRow("unsent") << 0 << 50 << 50 << QStringList{u"10 B not sent yet"_s}
                            << QStringList{u"40 B not sent yet"_s};
    QTest::newRow("unread and not yet acknowledged")
        << 100 << 100 << 0 << QStringList{u"60 B unread"_s} << QStringList{u"40 B unread"_s};
}

void TestTimelineArrows::partsOfWhatHangs()
{
    QFETCH(int, unread);
    QFETCH(int, unacknowledged);
    QFETCH(int, unsent);
    QFETCH(QStringList, first);
    QFETCH(QStringList, second);
    Stage stage;
    stage.open();
    stage.story.write(2, Side::Server, 1, QByteArray(60, 'x'));
    stage.story.write(2, Side::Server, 1, QByteArray(40, 'y'));
    stage.story.queues(2, Side::Client, 1, unread);
    stage.story.queues(2, Side::Server, 1, 0, unacknowledged, unsent);
    stage.play();
    const qsizetype write = stage.lastRow(EventKind::Sent);
    QCOMPARE(stage.arrowsOf(write - 1).front().labels, first);
    QCOMPARE(stage.arrowsOf(write).front().labels, second);
    QCOMPARE(stage.hanging(write - 1).count, 60);
}

void TestTimelineArrows::readingOfBeforeCountsNothing()
{
    Stage stage;
    stage.open();
    stage.story.write(2, Side::Server, 1, "old");
    stage.story.queues(2, Side::Client, 1, 3);
    stage.story.read(3, Side::Client, 1, "old");
    stage.story.write(4, Side::Server, 1, "new");
    stage.play();
    QCOMPARE(stage.hanging(stage.lastRow(EventKind::Sent)).unread, 0);
    QCOMPARE(stage.arrowsOf(stage.lastRow(EventKind::Sent)).front().labels, QStringList(u"3 B"_s));
}

void TestTimelineArrows::hangsInTheAcceptQueue()
{
    Stage stage;
    stage.story.listen();
    stage.story.add(1, Side::Client, EventKind::Connect, 1);
    stage.story.state(1, Side::Client, 1, TcpState::Established);
    stage.story.state(1, Side::Server, 1, TcpState::Established, false);
    stage.story.add(1, Side::Client, EventKind::Connected, 1);
    stage.story.write(2, Side::Client, 1, "hello");
    stage.play();
    QVERIFY(!isOutside(stage.model, 1, Side::Server));
    QCOMPARE(stage.model.serverOf(1), 1U);
    std::vector<TimelineArrow> arrows = stage.arrowsOf(stage.lastRow(EventKind::Sent));
    QCOMPARE(arrows.size(), 1U);
    QCOMPARE(arrows.front().end, End::OpenCircle);
    stage.story.queues(2, Side::Server, 1, 5);
    stage.play();
    arrows = stage.arrowsOf(stage.lastRow(EventKind::Sent));
    QCOMPARE(arrows.front().labels, QStringList(u"5 B unread"_s));
}

void TestTimelineArrows::neverRead()
{
    Stage stage;
    stage.open();
    stage.story.state(1, Side::Client, 1, TcpState::Established);
    stage.story.write(2, Side::Server, 1, "too late");
    stage.story.add(3, Side::Client, EventKind::Closed, 1);
    stage.story.state(3, Side::Client, 1, TcpState::Closed);
    stage.play();
    QVERIFY(stage.hanging(stage.lastRow(EventKind::Sent)).isLost);
    QCOMPARE(stage.arrowsOf(stage.lastRow(EventKind::Sent)).front().labels, QStringList(u"8 B never read"_s));
}

void TestTimelineArrows::anotherProgramHere()
{
    Stage stage;
    stage.open(true, false);
    stage.story.state(1, Side::Client, 1, TcpState::Established).endpoint = 0;
    stage.story.write(2, Side::Server, 1, "hello");
    stage.play();
    QVERIFY(isOutside(stage.model, 1, Side::Client));
    const qsizetype write = stage.lastRow(EventKind::Sent);
    QCOMPARE(stage.arrowsOf(write).size(), 1U); // as far as anybody knows, it arrived
    QCOMPARE(stage.arrowsOf(write).front().end, End::Tip);
    QVERIFY(!stage.arrowsOf(write).front().outside.has_value()); // it has a life line
    stage.story.queues(3, Side::Client, 1, 2).endpoint = 0;
    stage.play();
    const std::vector<TimelineArrow> arrows = stage.arrowsOf(write);
    QCOMPARE(arrows.size(), 2U);
    QCOMPARE(arrows[0].labels, QStringList(u"3 B"_s));
    QCOMPARE(arrows[1].labels, QStringList(u"2 B unread"_s));
    QCOMPARE(arrows[1].end, End::OpenCircle);
}

void TestTimelineArrows::anotherMachine()
{
    Stage stage;
    stage.open(true, false);
    stage.story.write(2, Side::Server, 1, "hello");
    stage.story.read(3, Side::Server, 1, "hi");
    stage.play();
    const std::vector<TimelineArrow> sent = stage.arrowsOf(stage.lastRow(EventKind::Sent));
    QCOMPARE(sent.size(), 1U);
    QCOMPARE(sent.front().outside, std::optional(Side::Client));
    const std::vector<TimelineArrow> received = stage.arrowsOf(stage.lastRow(EventKind::Received));
    QCOMPARE(received.size(), 1U);
    QCOMPARE(received.front().sender, Side::Client);
    QCOMPARE(received.front().labels, QStringList(u"2 B"_s));
}

void TestTimelineArrows::othersArePale()
{
    Stage stage;
    stage.open();
    stage.story.say(2, Side::Server, 1, "hello");
    stage.play();
    const qsizetype read = stage.lastRow(EventKind::Received);
    QVERIFY(stage.arrowsOf(read, 1).front().isFocused);
    QVERIFY(!stage.arrowsOf(read, 2).front().isFocused);
    QVERIFY(stage.arrowsOf(read, 2).front().line.x1() > stage.arrowsOf(read, 1).front().line.x1());
}

void TestTimelineArrows::aDatagramArrivesWholeOrIsLost()
{
    Stage stage;
    tellDatagrams(stage.story);
    stage.play();
    QStringList texts;
    for (qsizetype row = 0; row < stage.readings.journal.size(); ++row) {
        for (const TimelineArrow &arrow : stage.arrowsOf(row)) {
            QVERIFY(arrow.isEnvelope);
            texts << arrow.labels.join(u' ');
            QCOMPARE(arrow.end == End::Cross, stage.readings.journal.at(row).bytes == 17);
        }
    }
    texts.sort();
    QCOMPARE(texts, QStringList({u"0 B"_s, u"17 B lost"_s, u"3 of 12 B"_s, u"6 B"_s, u"6 B"_s, u"8 B"_s}));
}

void TestTimelineArrows::aDatagramThatWaitsIsLostWhenTheKernelHasNone()
{
    Stage stage;
    stage.story.transport = Transport::Udp;
    stage.story.add(0, Side::Server, EventKind::Bind);
    stage.story.add(1, Side::Client, EventKind::Connect, 1);
    stage.story.say(2, Side::Client, 1, "read");
    stage.story.write(3, Side::Client, 1, "waits");
    KernelReading reading;
    reading.state = TcpState::Unconnected;
    reading.hasOwner = true;
    reading.unread = 768;
    stage.story.kernel(4, Side::Server, 0, reading);
    stage.play();
    const qsizetype sent = stage.lastRow(EventKind::Sent);
    QCOMPARE(stage.arrowsOf(sent).size(), size_t(1));
    QCOMPARE(stage.arrowsOf(sent)[0].end, End::OpenCircle);
    QCOMPARE(stage.arrowsOf(sent)[0].labels, QStringList(u"5 B unread"_s));
    reading.unread = 0;
    stage.story.kernel(5, Side::Server, 0, reading, EventKind::Queues);
    stage.play();
    QCOMPARE(stage.arrowsOf(sent)[0].end, End::Cross);
}

void TestTimelineArrows::aFileIsOneArrow()
{
    Stage stage;
    tellFile(stage.story);
    stage.play();
    const qsizetype last = stage.lastRow(EventKind::Received) - 2; // the thanks come after it
    const auto group = stage.model.groupAt(
        stage.model.rowOf(stage.readings.connections.receivedRanges(1, Side::Server).front().row));
    QVERIFY(group);
    QVERIFY(group->last <= last);
    const std::vector<TimelineArrow> arrows = stage.arrowsOf(group->first);
    QCOMPARE(arrows.size(), size_t(1));
    QCOMPARE(arrows[0].labels, QStringList(u"1.0 MiB"_s));
}

void TestTimelineArrows::datagramsToAnotherProgram()
{
    Stage stage;
    stage.story.transport = Transport::Udp;
    stage.story.add(1, Side::Client, EventKind::Socket, 1);
    stage.story.add(1, Side::Client, EventKind::Connect, 1);
    stage.play();
    QVERIFY(!isOutside(stage.model, 1, Side::Server)); // nothing is known of it
    stage.story.write(2, Side::Client, 1, "hello");
    stage.play();
    const qsizetype sent = stage.lastRow(EventKind::Sent);
    QVERIFY(isOutside(stage.model, 1, Side::Server));
    QCOMPARE(stage.arrowsOf(sent).size(), size_t(1));
    QCOMPARE(stage.arrowsOf(sent)[0].end, End::Tip);
    QVERIFY(stage.arrowsOf(sent)[0].isEnvelope);
    stage.story.failure(3, Side::Client, CallName::Recv, ErrorCode::ConnectionRefused, 111, 1);
    stage.play();
    QVERIFY(!isOutside(stage.model, 1, Side::Server)); // nobody is there
    QCOMPARE(stage.arrowsOf(sent)[0].end, End::Cross);
    QCOMPARE(stage.arrowsOf(sent)[0].labels, QStringList(u"5 B refused"_s));
    stage.story.write(5, Side::Client, 1, "again");
    stage.story.read(6, Side::Client, 1, "answer");
    stage.play();
    QVERIFY(isOutside(stage.model, 1, Side::Server));
    QCOMPARE(stage.arrowsOf(sent)[0].end, End::Cross); // the first one was refused all the same
    QCOMPARE(stage.arrowsOf(stage.lastRow(EventKind::Received)).size(), size_t(1));
}

QTEST_MAIN(TestTimelineArrows)
#include "tst_timelinearrows.moc"
