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
    void keepsToTheModelContract();
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
        story.say(connection, Side::Client, connection, "hello");
        readings.journal.append(story.take());
    }
    model.setConnection(2);
    story.say(9, Side::Client, 2, "again");
    readings.journal.append(story.take());
    readings.text.setEncoding(2, TextEncoding::Latin1);
    model.setConnection(0);
    QCOMPARE(model.rowCount(), int(readings.journal.size()));
}

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"
