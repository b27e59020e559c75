// SPDX-License-Identifier: MIT
#include "core/eventtext.h"
#include "gui/timelinemodel.h"
#include "story.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace bothends;
using namespace Qt::StringLiterals;

class TestTimelineModel : public QObject
{
    Q_OBJECT
private slots:
    void showsAllRows();
    void showsOneConnection();
    void takesInTheServerOnceItAccepts();
    void knowsTheServersLastStart();
    void announcesABatchOnce();
    void saysWhatARowShows();
    void sentenceIsBounded();
    void announcesANewEncoding();
    void queuesOfAnEndAreNoRows();
    void kernelRowsOfTheListener();
    void knowsTheServerBeforeAccept();
    void keepsToTheModelContract();
    void theRowOfAFileGrows();
};

void TestTimelineModel::showsAllRows()
{
    StoryReadings readings;
    Story story;
    story.listen();
    readings.journal.append(story.take());
    TimelineModel model(readings);
    QCOMPARE(model.rowCount(), 3);
    story.connectBoth(1, 1);
    readings.journal.append(story.take());
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.journalRow(4), 4);
    QCOMPARE(model.rowOf(5), 5);
    QCOMPARE(model.rowOf(6), -1);
    QCOMPARE(model.index(3).data(TimelineModel::JournalRowRole).toLongLong(), 3);
    QCOMPARE(model.index(3).data(TimelineModel::ConnectionRole).toUInt(), 1U);
}

void TestTimelineModel::showsOneConnection()
{
    StoryReadings readings;
    Story story;
    story.listen();
    story.connectBoth(1, 1);
    story.connectBoth(2, 2);
    story.say(3, Side::Server, 1, "a");
    story.say(4, Side::Server, 2, "b");
    story.add(5, Side::Server, EventKind::Pause);
    readings.journal.append(story.take());
    TimelineModel model(readings);
    model.setConnection(2);
    QList<qsizetype> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << model.journalRow(row);
    QCOMPARE(rows, QList<qsizetype>({0, 1, 2, 6, 7, 8, 11, 12}));
    QCOMPARE(model.rowOf(11), 6);
    QCOMPARE(model.rowOf(9), -1);

    story.say(6, Side::Client, 1, "c");
    story.say(7, Side::Client, 2, "d");
    readings.journal.append(story.take());
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.eventAt(9).connection, 2U);

    model.setConnection(0);
    QCOMPARE(model.rowCount(), int(readings.journal.size()));
    model.setConnection(77);
    QCOMPARE(model.rowCount(), 0);
}

void TestTimelineModel::takesInTheServerOnceItAccepts()
{
    StoryReadings readings;
    Story story;
    story.listen();
    TimelineModel model(readings);
    model.setConnection(1);
    story.add(1, Side::Client, EventKind::Connect, 1);
    readings.journal.append(story.take());
    QCOMPARE(model.rowCount(), 1);
    story.add(2, Side::Server, EventKind::Accept, 1);
    readings.journal.append(story.take());
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.eventAt(0).kind, EventKind::Socket);
    QCOMPARE(model.eventAt(4).kind, EventKind::Accept);
}

void TestTimelineModel::knowsTheServersLastStart()
{
    StoryReadings readings;
    Story story;
    story.listen();
    story.add(1, Side::Server, EventKind::Closed);
    const qsizetype again = 4;
    story.add(2, Side::Server, EventKind::Socket).socket = 2;
    story.add(2, Side::Server, EventKind::Bind).socket = 2;
    story.add(2, Side::Server, EventKind::Listen).socket = 2;
    Event &other = story.add(2, Side::Server, EventKind::Listen);
    other.socket = 3;
    other.endpoint = 9;
    story.connectBoth(3, 1);
    readings.journal.append(story.take());
    TimelineModel model(readings);
    model.setConnection(1);
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.journalRow(0), again);
    QCOMPARE(model.journalRow(2), again + 2);
}

void TestTimelineModel::announcesABatchOnce()
{
    StoryReadings readings;
    TimelineModel model(readings);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    Story story;
    for (int i = 0; i < 1000; ++i)
        story.say(i, Side::Server, 1 + quint32(i % 3), "x");
    readings.journal.append(story.take());
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 0);
    QCOMPARE(inserted.first().at(2).toInt(), 1999);
}

void TestTimelineModel::saysWhatARowShows()
{
    StoryReadings readings;
    Story story;
    story.listen();
    story.say(1, Side::Server, 1, "<b>\xff");
    readings.journal.append(story.take());
    TimelineModel model(readings);
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString text = readings.text.rowText(row).display.text;
        const QString sentence = eventSentence(readings.journal.at(row), text);
        QCOMPARE(model.index(row).data(Qt::DisplayRole).toString(), sentence);
        QCOMPARE(model.index(row).data(Qt::AccessibleTextRole).toString(), sentence);
        QVERIFY(!model.index(row).data(Qt::ToolTipRole).isValid());
    }
    QVERIFY(model.sentence(3).contains(u"<b>\\xff"_s));
}

void TestTimelineModel::sentenceIsBounded()
{
    StoryReadings readings;
    Story story;
    story.write(1, Side::Server, 1, QByteArray(1000000, 'x'));
    story.write(1, Side::Server, 1, QByteArray(100000, '\0'));
    readings.journal.append(story.take());
    TimelineModel model(readings);
    QVERIFY(model.sentence(0).size() < TimelineModel::kSentenceLimit + 100);
    QVERIFY(model.sentence(0).endsWith(u'…'));
    QVERIFY(model.sentence(1).size() < TimelineModel::kSentenceLimit + 100);
}

void TestTimelineModel::announcesANewEncoding()
{
    StoryReadings readings;
    Story story;
    story.listen();
    story.say(1, Side::Server, 1, "\xc4\xe3");
    story.say(2, Side::Server, 2, "x");
    readings.journal.append(story.take());
    TimelineModel model(readings);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    readings.text.setEncoding(1, TextEncoding::Gbk);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 3);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 4);
    QVERIFY(model.sentence(3).contains(u"你"_s));
    model.setConnection(2);
    changed.clear();
    readings.text.setEncoding(1, TextEncoding::Utf8);
    QVERIFY(changed.isEmpty());
}

void TestTimelineModel::queuesOfAnEndAreNoRows()
{
    StoryReadings readings;
    TimelineModel model(readings);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    Story story;
    story.listen(); // 0 … 2
    story.connectBoth(1, 1); // 3 … 5
    story.queues(2, Side::Server, 1, 7); // 6
    story.state(2, Side::Client, 1, TcpState::Established); // 7
    story.acceptQueue(2, 1); // 8
    readings.journal.append(story.take());
    story.queues(3, Side::Server, 1, 0);
    readings.journal.append(story.take());
    QCOMPARE(inserted.size(), 1); // a batch without a row is none
    QCOMPARE(model.rowCount(), 8);
    QCOMPARE(model.rowOf(5), 5);
    QCOMPARE(model.rowOf(6), -1);
    QCOMPARE(model.rowAtOrAfter(6), 6);
    QCOMPARE(model.journalRow(6), 7);
    QCOMPARE(model.rowOf(8), 7);
    QCOMPARE(model.rowAtOrAfter(9), model.rowCount());
    QVERIFY(model.sentence(7).contains(u"accept queue: 1 of 4"_s));
    model.setConnection(1);
    QCOMPARE(model.rowOf(6), -1);
    QVERIFY(model.rowOf(7) >= 0);
    QCOMPARE(model.rowOf(8), -1); // after it was accepted
    readings.text.setEncoding(1, TextEncoding::Gbk); // its last row is not shown
    model.setConnection(0);
    QCOMPARE(model.rowCount(), 8);
}

void TestTimelineModel::kernelRowsOfTheListener()
{
    StoryReadings readings;
    Story story;
    story.listen(); // 0 … 2
    story.acceptQueue(0.2, 0, EventKind::State); // 3
    story.acceptQueue(0.5, 1); // 4: of an earlier client
    story.add(1, Side::Client, EventKind::Connect, 1); // 5
    story.acceptQueue(1, 2); // 6
    story.add(2, Side::Server, EventKind::Accept, 1); // 7
    story.acceptQueue(3, 0); // 8
    readings.journal.append(story.take());
    TimelineModel model(readings);
    model.setConnection(1);
    QList<qsizetype> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows << model.journalRow(row);
    QCOMPARE(rows, QList<qsizetype>({0, 1, 2, 3, 5, 6, 7}));
}

void TestTimelineModel::knowsTheServerBeforeAccept()
{
    StoryReadings readings;
    Story story;
    story.listen();
    TimelineModel model(readings);
    model.setConnection(1);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    story.add(1, Side::Client, EventKind::Connect, 1);
    readings.journal.append(story.take());
    QCOMPARE(model.serverOf(1), 0U);
    story.state(2, Side::Server, 1, TcpState::Established, false);
    readings.journal.append(story.take());
    QCOMPARE(model.serverOf(1), 1U);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.eventAt(0).kind, EventKind::Socket);
    story.add(3, Side::Server, EventKind::Accept, 1);
    readings.journal.append(story.take());
    QCOMPARE(reset.size(), 1); // nothing new is known
    QCOMPARE(model.rowCount(), 6);
    // The other end of a connection to somebody else's server is no server of ours.
    story.add(4, Side::Client, EventKind::Connect, 2);
    story.state(4, Side::Server, 2, TcpState::Established).endpoint = 0;
    readings.journal.append(story.take());
    QCOMPARE(model.serverOf(2), 0U);
}

void TestTimelineModel::keepsToTheModelContract()
{
    StoryReadings readings;
    TimelineModel model(readings);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Story story;
    story.listen();
    readings.journal.append(story.take());
    for (quint32 connection = 1; connection <= 3; ++connection) {
        story.connectBoth(connection, connection);
        story.state(connection, Side::Server, connection, TcpState::Established);
        story.say(connection, Side::Client, connection, "hello");
        story.queues(connection, Side::Server, connection, 5);
        readings.journal.append(story.take());
    }
    model.setConnection(2);
    story.say(9, Side::Client, 2, "again");
    readings.journal.append(story.take());
    readings.text.setEncoding(2, TextEncoding::Latin1);
    model.setConnection(0);
    QCOMPARE(model.rowCount(), int(readings.journal.size()) - 3);
}

void TestTimelineModel::theRowOfAFileGrows()
{
    StoryReadings readings;
    TimelineModel model(readings);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Story story;
    const auto part = [&](double ms, qint64 offset) {
        story.filePart(ms, Side::Client, EventKind::Sent, 1, u"/tmp/file"_s, offset, 10);
        readings.journal.append(story.take());
    };
    story.connectBoth(1, 1);
    part(2, 0);
    const int rows = model.rowCount();
    const int head = rows - 1;
    QVERIFY(!model.groupAt(head));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    part(3, 10);
    part(4, 20);
    QCOMPARE(model.rowCount(), rows);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.last().at(0).toModelIndex().row(), head);
    QCOMPARE(model.groupAt(head)->count, 3);
    QCOMPARE(model.groupAt(head)->bytes, 30);
    QCOMPARE(model.rowOf(readings.journal.size() - 1), head); // shown there, too
    QVERIFY(model.sentence(head).contains(u"2"_s));

    part(5, 90); // another place of the file
    QCOMPARE(model.rowCount(), rows + 1);
    part(6, 100);
    QCOMPARE(model.rowCount(), rows + 1);
    story.say(7, Side::Client, 1, "hello"); // something else happens
    readings.journal.append(story.take());
    part(8, 110);
    QCOMPARE(model.rowCount(), rows + 4);
    part(3000, 120); // after a pause
    QCOMPARE(model.rowCount(), rows + 5);

    // As it came, so it is when it is read at once.
    const TimelineModel again(readings);
    QCOMPARE(again.rowCount(), model.rowCount());
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(again.journalRow(row), model.journalRow(row));
}

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"
