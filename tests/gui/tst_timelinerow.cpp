// SPDX-License-Identifier: MIT
#include "core/languages.h"
#include "gui/theme.h"
#include "gui/timelineview.h"
#include "kindstories.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QPainter>
#include <QPixmap>
#include <QTest>

using namespace bothends;
using namespace Qt::StringLiterals;

namespace {

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
    explicit Stage(void (*tell)(Story &))
        : Stage()
    {
        tell(story);
        play();
    }
    void play()
    {
        readings.journal.append(story.take());
        rows.rebuild();
        rows.measure(0, rows.total() + 10'000);
    }
    int find(EventKind kind, int after = -1) const
    {
        for (int row = after + 1; row < model.rowCount(); ++row) {
            if (model.eventAt(row).kind == kind)
                return row;
        }
        return -1;
    }
    TimelineRow &row(EventKind kind, int after = -1) { return rows.laidOut(find(kind, after)); }
};

} // namespace

class TestTimelineRow : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_languages.install(qEnvironmentVariable("BOTHENDS_SHOT_LANGUAGE", u"en"_s));
        applyTheme(*qApp,
                   qEnvironmentVariableIsSet("BOTHENDS_SHOT_DARK") ? ThemeChoice::Dark : ThemeChoice::Light);
    }

    // What is painted is looked at with BOTHENDS_SHOTS=folder.
    void everyKindIsPainted_data()
    {
        QTest::addColumn<int>("story");
        const QList<KindStory> stories = kindStories();
        for (int i = 0; i < stories.size(); ++i)
            QTest::newRow(stories.at(i).name) << i;
    }
    void everyKindIsPainted()
    {
        QFETCH(int, story);
        Stage stage(kindStories().at(story).tell);
        for (const quint32 connection : {0U, 1U}) {
            stage.model.setConnection(connection);
            TimelineView view;
            view.setModel(&stage.model);
            view.resize(835, 620);
            view.show();
            QCoreApplication::processEvents();
            const qint64 before = view.paintedRows();
            const QPixmap picture = view.grab();
            QVERIFY(connection == 1 || view.paintedRows() > before);
            QVERIFY(!picture.isNull());
            if (const QString folder = qEnvironmentVariable("BOTHENDS_SHOTS"); !folder.isEmpty()) {
                const QString name = QString::fromLatin1(kindStories().at(story).name);
                QVERIFY(picture.save(QDir(folder).filePath(u"%1-%2.png"_s.arg(name).arg(connection))));
            }
        }
    }

    void aRowPaintsInsideOfItsHeight_data() { everyKindIsPainted_data(); }
    void aRowPaintsInsideOfItsHeight()
    {
        QFETCH(int, story);
        Stage stage(kindStories().at(story).tell);
        for (int row = 0; row < stage.model.rowCount(); ++row) {
            TimelineRow &laidOut = stage.rows.laidOut(row);
            const RowPlaces &places = laidOut.places();
            QVERIFY(places.mark.bottom() <= laidOut.height());
            for (const QRectF &part : {places.body, places.strip, places.icon, places.more})
                QVERIFY(part.isEmpty() || places.mark.contains(part));
        }
    }

    void aDatagramIsAnEnvelope()
    {
        Stage stage(tellDatagrams);
        TimelineRow &whole = stage.row(EventKind::Received);
        QVERIFY(whole.isEnvelope());
        QVERIFY(!whole.isTorn());
        QVERIFY(whole.places().flap > 0);
        QVERIFY(whole.places().body.top() >= whole.places().mark.top() + whole.places().flap);
        Stage stream(tellBuffers);
        QVERIFY(!stream.row(EventKind::Received).isEnvelope());
    }

    void anEmptyDatagramSaysSo()
    {
        Stage stage(tellDatagrams);
        const int first = stage.find(EventKind::Sent);
        QCOMPARE(stage.row(EventKind::Sent, first).shownText(), u"0 bytes"_s);
    }

    void aCutDatagramIsTorn()
    {
        Stage stage(tellDatagrams);
        int row = stage.find(EventKind::Received);
        while (stage.model.eventAt(row).bytes != 3)
            row = stage.find(EventKind::Received, row);
        QVERIFY(stage.rows.laidOut(row).isTorn());
    }

    void aLineHangsFromTheReadThatFilledTheBuffer()
    {
        Stage stage(tellLines);
        const int read = stage.find(EventKind::Received);
        const int first = stage.find(EventKind::Line);
        const int second = stage.find(EventKind::Line, first);
        QCOMPARE(stage.rows.joinedRow(first), read);
        QCOMPARE(stage.rows.joinedRow(second), first);
        QCOMPARE(stage.rows.joinedRow(read), -1);
        QCOMPARE(stage.rows.laidOut(first).stripTexts(),
                 QStringList({u"in the kernel: not told"_s, u"in the program: 10 bytes"_s}));
        QCOMPARE(stage.rows.laidOut(second).stripTexts(),
                 QStringList({u"in the kernel: 0 bytes"_s, u"in the program: 6 bytes"_s}));
    }

    void aGivenBufferIsCells()
    {
        Stage stage(tellBuffers);
        const int small = stage.find(EventKind::Received);
        QCOMPARE(stage.rows.laidOut(small).cells().count(), 16);
        QCOMPARE(stage.rows.laidOut(small).cells().filled(), 5);
        const BufferCells &large = stage.row(EventKind::Received, small).cells();
        QCOMPARE(large.size(), 65536);
        QVERIFY(large.count() <= 64);
        QVERIFY(large.fillOf(0) > 0);
    }

    void aFileIsOneRowForEachSide()
    {
        Stage stage(tellFile);
        const int sent = stage.find(EventKind::Sent);
        const int received = stage.find(EventKind::Received);
        QVERIFY(stage.model.groupAt(sent));
        QCOMPARE(stage.model.groupAt(sent)->count, 16);
        QCOMPARE(stage.model.groupAt(received)->bytes, 1 << 20);
        QCOMPARE(stage.rows.laidOut(sent).shownText(), u"report of the year.pdf"_s);
        QVERIFY2(stage.rows.laidOut(sent).shownNote().contains(u"1,048,575"_s),
                 qPrintable(stage.rows.laidOut(sent).shownNote()));
        QVERIFY(!stage.rows.laidOut(received).places().icon.isNull());
        QCOMPARE(stage.find(EventKind::Sent, sent), stage.find(EventKind::TransferEnd) + 1); // the thanks
    }

    void optionsThatWereReadTogetherAreOneRow()
    {
        Stage stage(tellOptions);
        const int asked = stage.find(EventKind::Option);
        QVERIFY(!stage.model.groupAt(asked));
        const int read = stage.find(EventKind::Option, asked);
        QVERIFY(stage.model.groupAt(read));
        QCOMPARE(stage.model.groupAt(read)->count, 4);
        QCOMPARE(stage.rows.laidOut(read).shownText(), u"getsockopt()"_s);
        QCOMPARE(rowFormOf(stage.model.eventAt(read)), RowForm::Thin);
    }

    void whatMovesNoBytesAtAllIsStillARow()
    {
        Stage stage(tellBlocking);
        QVERIFY(stage.find(EventKind::Enter) >= 0);
        QCOMPARE(rowFormOf(stage.model.eventAt(stage.find(EventKind::Thread))), RowForm::Thin);
        QCOMPARE(stage.model.blockedCalls().endpoints().size(), size_t(1));
        Stage datagrams(tellDatagrams);
        QVERIFY(datagrams.find(EventKind::Dropped) >= 0);
    }

private:
    Languages m_languages;
};

QTEST_MAIN(TestTimelineRow)
#include "tst_timelinerow.moc"
