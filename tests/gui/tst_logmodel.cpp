// SPDX-License-Identifier: MIT
#include "gui/story.h"

#include "core/rownotes.h"
#include "gui/logmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

struct Stage
{
    StoryReadings readings;
    RowNotes notes;
    LogModel model{readings, notes};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    Story story;

    void tell() { readings.journal.append(story.take()); }
    QString cell(int row, LogModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }
    QList<int> rows() const
    {
        QList<int> list;
        for (int row = 0; row < model.rowCount(); ++row)
            list << int(model.journalRow(row));
        return list;
    }
};

} // namespace

/// The rows and cells of the log.
class TestLogModel : public QObject
{
    Q_OBJECT
private slots:
    void cellsSayWhatHappened()
    {
        Stage s;
        s.story.listen();
        s.story.connectBoth(812.4, 1);
        s.story.say(813, Side::Server, 1, "Happy\nnew year\n");
        s.tell();
        QCOMPARE(s.model.rowCount(), 8);
        QCOMPARE(s.cell(2, LogModel::Event), u"listen(backlog=128)"_s);
        QCOMPARE(s.cell(2, LogModel::Side), u"Server"_s);
        QCOMPARE(s.cell(2, LogModel::Connection), QString());
        QCOMPARE(s.cell(2, LogModel::Bytes), QString());
        QCOMPARE(s.cell(3, LogModel::Time), u"812.4"_s);
        QCOMPARE(s.cell(6, LogModel::Connection), u"#1"_s);
        QCOMPARE(s.cell(6, LogModel::Event), u"sent"_s);
        QCOMPARE(s.cell(7, LogModel::Event), u"received"_s);
        QCOMPARE(s.cell(7, LogModel::Side), u"Client"_s);
        QCOMPARE(s.cell(7, LogModel::Bytes), u"15"_s);
        QCOMPARE(s.cell(7, LogModel::Text), u"Happy\\nnew year\\n"_s); // one line
        QVERIFY(s.cell(7, LogModel::Hex).startsWith(u"48 61 70 70 79 0a"_s));
        QCOMPARE(s.cell(7, LogModel::Number), u"8"_s);
        QCOMPARE(s.cell(7, LogModel::Origin), u"Qt signal"_s);
    }

    void markupOfAPeerStaysText()
    {
        Stage s;
        s.story.connectBoth(0, 1);
        s.story.read(1, Side::Server, 1, "<b>bold</b>\x1b[2J");
        s.tell();
        QCOMPARE(s.cell(3, LogModel::Text), u"<b>bold</b>\\x1b[2J"_s);
    }

    void aHugeLineCostsNothing()
    {
        Stage s;
        s.story.connectBoth(0, 1);
        s.story.write(1, Side::Client, 1, QByteArray(100 * 1024 * 1024, 'x'));
        s.story.write(2, Side::Client, 1, u"年"_s.toUtf8().repeated(20000));
        s.tell();
        for (const int row : {3, 4}) {
            const QString text = s.cell(row, LogModel::Text);
            QVERIFY(text.size() <= LogModel::kCellChars + 1);
            QVERIFY(text.endsWith(u'…'));
            QVERIFY(s.cell(row, LogModel::Hex).size() <= 3 * LogModel::kHexBytes + 2);
        }
    }

    void batchesAreAppendedAsTheyCome()
    {
        Stage s;
        LogFilter filter;
        filter.side = Side::Client;
        s.model.setFilter(filter);
        QSignalSpy inserted(&s.model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&s.model, &QAbstractItemModel::modelReset);
        s.story.listen();
        s.story.connectBoth(1, 1);
        s.tell();
        s.story.say(2, Side::Client, 1, "a");
        s.tell();
        QCOMPARE(inserted.count(), 2); // once a batch
        QCOMPARE(reset.count(), 0);
        QCOMPARE(s.rows(), (QList<int>{3, 4, 6}));
        QCOMPARE(s.model.rowOf(4), 1);
        QCOMPARE(s.model.rowOf(5), -1);
        QCOMPARE(s.model.rowOf(-1), -1);
        s.model.setFilter({});
        QCOMPARE(reset.count(), 1);
        QCOMPARE(s.model.rowCount(), 8);
    }

    void pausedItHoldsBackAndThenGoesOn()
    {
        Stage s;
        s.story.listen();
        s.tell();
        s.model.setPaused(true);
        s.story.connectBoth(1, 1);
        s.tell();
        QCOMPARE(s.model.rowCount(), 3);
        QCOMPARE(s.model.heldBack(), 3);
        QCOMPARE(s.readings.journal.size(), 6); // the recording goes on
        LogFilter filter;
        filter.side = Side::Server;
        s.model.setFilter(filter); // of what is shown and of what is held back
        QCOMPARE(s.model.rowCount(), 3);
        QCOMPARE(s.model.heldBack(), 1);
        s.model.setPaused(false);
        QCOMPARE(s.rows(), (QList<int>{0, 1, 2, 5}));
        QCOMPARE(s.model.heldBack(), 0);
    }

    void clearedItKeepsTheJournal()
    {
        Stage s;
        s.story.listen();
        s.tell();
        s.model.setFirstRow(3);
        QCOMPARE(s.model.rowCount(), 0);
        s.story.connectBoth(1, 1);
        s.tell();
        QCOMPARE(s.rows(), (QList<int>{3, 4, 5}));
        LogFilter filter;
        filter.connection = 1;
        s.model.setFirstRow(4);
        s.model.setFilter(filter);
        QCOMPARE(s.rows(), (QList<int>{4, 5}));
        s.model.setFirstRow(0);
        s.model.setFilter({});
        QCOMPARE(s.model.rowCount(), 6);
    }

    void bookmarksAndCommentsStandBesideTheirRow()
    {
        Stage s;
        s.story.listen();
        s.tell();
        s.notes.setBookmarked(1, true);
        QCOMPARE(s.cell(1, LogModel::Mark), u"★"_s);
        QCOMPARE(s.model.index(1, LogModel::Mark).data(Qt::AccessibleTextRole).toString(), u"Bookmark"_s);
        const QModelIndex comment = s.model.index(1, LogModel::Comment);
        QVERIFY(comment.flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!comment.siblingAtColumn(LogModel::Text).flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(s.model.setData(comment, u"why\nhere?"_s, Qt::EditRole));
        QVERIFY(!s.model.setData(comment.siblingAtColumn(LogModel::Text), u"x"_s, Qt::EditRole));
        QCOMPARE(s.notes.comment(1), u"why here?"_s);
        QCOMPARE(comment.data().toString(), u"why here?"_s);
        s.model.setData(comment, QString(), Qt::EditRole);
        QVERIFY(s.notes.comments().empty());
        s.notes.setBookmarked(1, false);
        QCOMPARE(s.cell(1, LogModel::Mark), QString());
    }

    void bookmarksGoRound()
    {
        RowNotes notes;
        QCOMPARE(notes.bookmarkAfter(3), -1);
        QCOMPARE(notes.bookmarkBefore(3), -1);
        for (const int row : {2, 5, 9})
            notes.setBookmarked(row, true);
        QCOMPARE(notes.bookmarkAfter(-1), 2);
        QCOMPARE(notes.bookmarkAfter(5), 9);
        QCOMPARE(notes.bookmarkAfter(9), 2);
        QCOMPARE(notes.bookmarkBefore(5), 2);
        QCOMPARE(notes.bookmarkBefore(2), 9);
    }

    void anotherEncodingIsReadAgain()
    {
        Stage s;
        s.story.connectBoth(0, 1);
        s.story.read(1, Side::Server, 1, QByteArray::fromHex("c4fababa"));
        s.tell();
        LogFilter filter;
        filter.pattern = u"您"_s;
        s.model.setFilter(filter);
        QCOMPARE(s.model.rowCount(), 0);
        s.readings.text.setEncoding(1, TextEncoding::Gb18030); // found now, without another filter
        QTRY_COMPARE(s.rows(), QList<int>{3});
        s.readings.text.setEncoding(1, TextEncoding::Utf8);
        QTRY_VERIFY(s.model.matcher().isComplete());
        QCOMPARE(s.rows(), QList<int>{});
    }
};

QTEST_MAIN(TestLogModel)
#include "tst_logmodel.moc"
