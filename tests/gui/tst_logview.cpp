// SPDX-License-Identifier: MIT
#include "gui/story.h"
#include "gui/windowfixture.h"

#include "gui/logpane.h"

#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// The log in the main window, over a journal of stories.
struct LogStage : WindowFixture
{
    LogStage() { click(button("logButton")); }

    QPushButton *button(const char *name) const { return child<QPushButton>("centre", name); }
    LogPane &pane() const { return *window->findChild<LogPane *>(); }
    LogView &view() const { return pane().view(); }
    LogModel &model() const { return *view().log(); }
    QAction *action(const char *name) const
    {
        return window->findChild<QAction *>(QString::fromLatin1(name));
    }
    QLineEdit *pattern() const { return child<QLineEdit>("logBar", "patternEdit"); }
    QString label(const char *name) const { return child<QLabel>("logBar", name)->text(); }
    void choose(const char *combo, int row) const { child<QComboBox>("logBar", combo)->setCurrentIndex(row); }
    void tell() { const_cast<Journal &>(session.journal()).append(story.take()); }
    void chat()
    {
        story.listen();
        story.connectBoth(1, 1);
        story.connectBoth(2, 2);
        story.say(3, Side::Server, 1, "Happy new year");
        story.say(4, Side::Client, 2, u"新年快乐"_s.toUtf8());
        tell();
    }
    QList<int> rows() const
    {
        QList<int> list;
        for (int row = 0; row < model().rowCount(); ++row)
            list << int(model().journalRow(row));
        return list;
    }
    void clickRow(int row) const
    {
        const QModelIndex index = model().index(row, LogModel::Event);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, view().visualRect(index).center());
    }
    QList<int> selected() const
    {
        QList<int> list;
        for (const QModelIndex &index : view().selectionModel()->selectedRows())
            list << int(model().journalRow(index.row()));
        return list;
    }

    Story story;
};

} // namespace

/// The log by mouse and keys.
class TestLogView : public QObject
{
    Q_OBJECT
private slots:
    void twoButtonsSwitch()
    {
        LogStage s;
        s.chat();
        QVERIFY(s.view().isVisible());
        QVERIFY(!s.timeline()->isVisible());
        QVERIFY(s.action("showLogAction")->isChecked());
        s.click(s.button("timelineButton"));
        QVERIFY(s.timeline()->isVisible());
        QVERIFY(!s.button("logButton")->isChecked());
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        QTest::keyClick(s.window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(s.view().isVisible());
        QTest::keyClick(s.window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(s.timeline()->isVisible());
        s.click(s.button("timelineButton")); // once more changes nothing
        QVERIFY(s.button("timelineButton")->isChecked());
    }

    void aRowIsTheSameInBoth()
    {
        LogStage s;
        s.chat();
        s.clickRow(9);
        QCOMPARE(s.timeline()->currentJournalRow(), 9);
        QTest::keyClick(&s.view(), Qt::Key_Up);
        QCOMPARE(s.timeline()->currentJournalRow(), 8);
        s.timeline()->goToJournalRow(3);
        QCOMPARE(s.view().currentJournalRow(), 3);
        QCOMPARE(s.selected(), QList<int>{3});
        // A row that the timeline does not show is shown in the inspector only.
        s.story.queues(5, Side::Client, 1, 10);
        s.tell();
        QTest::keyClick(&s.view(), Qt::Key_End);
        QCOMPARE(s.view().currentJournalRow(), 13);
    }

    void theCurrentRowSurvivesAFilter()
    {
        LogStage s;
        s.chat();
        s.clickRow(9);
        QTest::keyClicks(s.pattern(), u"happy"_s);
        QCOMPARE(s.rows(), (QList<int>{9, 10}));
        QCOMPARE(s.view().currentJournalRow(), 9);
        s.pattern()->setText(u"快乐"_s);
        QCOMPARE(s.view().currentJournalRow(), -1);
        s.pattern()->clear();
        QCOMPARE(s.view().currentJournalRow(), 9);
        QCOMPARE(s.selected(), QList<int>{9});
    }

    void filtersByItsControls()
    {
        LogStage s;
        s.chat();
        QCOMPARE(s.label("countLabel"), u"13 of 13 events"_s);
        s.choose("sideCombo", 1);
        QCOMPARE(s.model().rowCount(), 7);
        s.choose("kindCombo", 3);
        QCOMPARE(s.rows(), (QList<int>{9, 12}));
        QCOMPARE(s.label("countLabel"), u"2 of 13 events"_s);
        s.choose("originCombo", 2);
        QCOMPARE(s.rows(), QList<int>{12});
        for (const char *combo : {"sideCombo", "kindCombo", "originCombo"})
            s.choose(combo, 0);
        s.window->showConnection(2);
        QCOMPARE(s.rows(), (QList<int>{6, 7, 8, 11, 12}));
        s.choose("modeCombo", 1);
        QTest::keyClicks(s.pattern(), u"e5 b9 b4"_s);
        QCOMPARE(s.rows(), (QList<int>{11, 12}));
    }

    void aWrongPatternIsToldBesideTheField()
    {
        LogStage s;
        s.chat();
        auto *fault = s.child<InlineMessage>("logBar", "faultMessage");
        s.choose("modeCombo", 2);
        QTest::keyClicks(s.pattern(), u"new("_s);
        QTRY_VERIFY(fault->isVisible()); // not while it is typed
        QVERIFY2(fault->text().contains(u"5"), qPrintable(fault->text()));
        QCOMPARE(s.model().rowCount(), 0);
        QTest::keyClicks(s.pattern(), u" year)"_s);
        QVERIFY(!fault->isVisible());
        QCOMPARE(s.rows(), (QList<int>{9, 10}));
    }

    void anEmptyTableSaysWhy()
    {
        LogStage s;
        QVERIFY(s.view().hint().contains(u"Nothing has happened"));
        s.chat();
        QTest::keyClicks(s.pattern(), u"nowhere to be found"_s);
        QTRY_COMPARE(s.model().rowCount(), 0);
        QTRY_VERIFY(s.view().hint().contains(u"filter"));
        s.pattern()->clear();
        s.action("clearViewAction")->trigger();
        QTRY_VERIFY(s.view().hint().contains(u"Undo Clear"));
        s.action("undoClearAction")->trigger();
        QVERIFY(s.model().rowCount() > 0);
    }

    void theFilterIsReachedAndLeftByKeys()
    {
        LogStage s;
        s.chat();
        QTRY_VERIFY(s.window->isActiveWindow());
        QTest::keyClick(s.window.get(), Qt::Key_Slash, Qt::ControlModifier);
        QTRY_VERIFY(s.pattern()->hasFocus());
        QTest::keyClicks(s.pattern(), u"new year"_s);
        QTRY_COMPARE(s.rows(), (QList<int>{9, 10}));
        QVERIFY(s.selected().isEmpty());
        QTest::keyClick(s.pattern(), Qt::Key_Return);
        QVERIFY(s.view().hasFocus());
        QCOMPARE(s.selected(), QList<int>{10}); // where the keys are can be seen
        s.action("filterAction")->trigger();
        QVERIFY(s.pattern()->hasFocus());
        QTest::keyClick(s.pattern(), Qt::Key_Escape);
        QVERIFY(s.view().hasFocus());
        QVERIFY(s.pattern()->text().isEmpty());
        QTRY_COMPARE(s.model().rowCount(), int(s.session.journal().size()));
    }

    void halfAPatternChangesNothingYet()
    {
        LogStage s;
        s.chat();
        s.choose("modeCombo", 1);
        QTest::keyClicks(s.pattern(), u"e5"_s);
        QTRY_COMPARE(s.rows(), (QList<int>{11, 12}));
        QTest::keyClicks(s.pattern(), u" b"_s);
        QCOMPARE(s.rows(), (QList<int>{11, 12}));
        QTest::keyClick(s.pattern(), Qt::Key_Return); // that is all
        QTRY_COMPARE(s.model().rowCount(), 0);
        QVERIFY(s.child<InlineMessage>("logBar", "faultMessage")->isVisible());
    }

    void commentsThatComeWithASessionAreShown()
    {
        LogStage s;
        s.chat();
        QVERIFY(s.view().isColumnHidden(LogModel::Comment));
        s.pane().notes().take(s.session.journal(), {{s.session.journal().at(3).seq, false, u"look"_s}});
        QVERIFY(!s.view().isColumnHidden(LogModel::Comment));
        s.view().showColumn(LogModel::Comment, false);
        s.pane().notes().setBookmarked(4, true);
        QVERIFY(s.view().isColumnHidden(LogModel::Comment)); // as the user wants it
    }

    void staysLiveWhileAFilterIsOn()
    {
        constexpr int kBatches = 100;
        constexpr int kBatch = 2000; // 200,000 rows
        LogStage s;
        s.pattern()->setText(u"needle"_s);
        for (int batch = 0; batch < kBatches; ++batch) {
            for (int i = 0; i < kBatch; ++i)
                s.story.write(i, Side::Server, quint32(1 + i % 64), i % 100 == 7 ? "a needle" : "hay");
            s.tell();
            if (batch == 0)
                QTRY_VERIFY(s.model().rowCount() > 0); // the first hits do not wait for the last
        }
        QTRY_VERIFY_WITH_TIMEOUT(s.model().matcher().isComplete(), kPatience);
        QCOMPARE(s.model().rowCount(), kBatches * kBatch / 100);
        for (int row = 0; row < s.model().rowCount(); ++row)
            QCOMPARE(s.model().journalRow(row), row * 100 + 7);
        QCOMPARE(s.model().matcher().examinedRows(), qint64(kBatches) * kBatch);
        s.pattern()->clear();
        QTRY_COMPARE_WITH_TIMEOUT(s.model().rowCount(), kBatches * kBatch, kPatience);
        QCOMPARE(s.model().matcher().examinedRows(), qint64(kBatches) * kBatch * 2);
        QTRY_COMPARE(s.view().verticalScrollBar()->value(), s.view().verticalScrollBar()->maximum());
    }

    void findWalksThroughTheLog()
    {
        LogStage s;
        s.chat();
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        auto *find = s.window->findChild<QLineEdit *>(u"findEdit"_s);
        QTest::keyClick(s.window.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(find, u"connect("_s);
        QTRY_COMPARE(s.view().currentJournalRow(), 3);
        QTest::keyClick(s.window.get(), Qt::Key_F3);
        QTRY_COMPARE(s.view().currentJournalRow(), 6);
        auto *result = s.window->findChild<QLabel *>(u"findResult"_s);
        QTRY_COMPARE(result->text(), u"2 of 2"_s);
        QTest::keyClick(s.window.get(), Qt::Key_F3);
        QTRY_COMPARE(s.view().currentJournalRow(), 3); // round
        QTest::keyClick(s.window.get(), Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE(s.view().currentJournalRow(), 6);
        QCOMPARE(s.timeline()->currentJournalRow(), 6);
    }

    void pausesTheViewOnly()
    {
        LogStage s;
        s.chat();
        s.click(s.child<QToolButton>("logBar", "pauseButton"));
        s.story.say(9, Side::Server, 1, "later");
        s.tell();
        QCOMPARE(s.model().rowCount(), 13);
        QCOMPARE(s.label("newLabel"), u"Paused, 2 new"_s);
        QCOMPARE(s.timeline()->model()->rowCount(), 15);
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        QTest::keyClick(s.window.get(), Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(s.model().rowCount(), 15);
        QCOMPARE(s.label("newLabel"), QString());
    }

    void clearsTheViewAndTakesItBack()
    {
        LogStage s;
        s.chat();
        auto *undo = s.child<QToolButton>("logBar", "undoButton");
        QVERIFY(!undo->isEnabled());
        s.click(s.child<QToolButton>("logBar", "clearButton"));
        QCOMPARE(s.model().rowCount(), 0);
        QCOMPARE(s.session.journal().size(), 13);
        s.story.say(9, Side::Server, 1, "later");
        s.tell();
        QCOMPARE(s.rows(), (QList<int>{13, 14}));
        s.action("clearViewAction")->trigger();
        QCOMPARE(s.model().rowCount(), 0);
        s.click(undo);
        QCOMPARE(s.rows(), (QList<int>{13, 14}));
        s.click(undo);
        QCOMPARE(s.model().rowCount(), 15);
        QVERIFY(!undo->isEnabled());
    }

    void bookmarksByKeys()
    {
        LogStage s;
        s.chat();
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        for (const int row : {2, 9}) {
            s.clickRow(row);
            QTest::keyClick(&s.view(), Qt::Key_B, Qt::ControlModifier);
        }
        QCOMPARE(s.model().index(9, LogModel::Mark).data().toString(), u"★"_s);
        QTest::keyClick(&s.view(), Qt::Key_F2);
        QCOMPARE(s.view().currentJournalRow(), 2);
        QTest::keyClick(&s.view(), Qt::Key_F2, Qt::ShiftModifier);
        QCOMPARE(s.view().currentJournalRow(), 9);
        QTest::keyClicks(s.pattern(), u"listen"_s); // row 9 is away: only what is seen is visited
        QTest::keyClick(&s.view(), Qt::Key_F2);
        QCOMPARE(s.view().currentJournalRow(), 2);
        QTest::keyClick(&s.view(), Qt::Key_F2);
        QCOMPARE(s.view().currentJournalRow(), 2);
        QTest::keyClick(&s.view(), Qt::Key_B, Qt::ControlModifier);
        QCOMPARE(s.pane().notes().bookmarks(), std::set<qsizetype>{9});
    }

    void enterCommentsInPlace()
    {
        LogStage s;
        s.chat();
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        QVERIFY(s.view().isColumnHidden(LogModel::Comment));
        s.clickRow(4);
        s.view().setFocus();
        QTest::keyClick(&s.view(), Qt::Key_Return);
        QVERIFY(!s.view().isColumnHidden(LogModel::Comment));
        auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(editor);
        QTest::keyClicks(editor, u"here it begins"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(s.pane().notes().comment(4), u"here it begins"_s);
        QCOMPARE(s.view().currentJournalRow(), 4);
    }

    void columnsAreChosenAndRemembered()
    {
        LogStage s;
        s.chat();
        auto *menu = s.child<QPushButton>("logBar", "columnsButton")->menu();
        QVERIFY(menu);
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().size(), int(LogModel::ColumnCount));
        for (const QAction *action : menu->actions())
            QVERIFY(!action->text().isEmpty());
        menu->actions().at(LogModel::Hex)->trigger();
        menu->actions().at(LogModel::Side)->trigger();
        QVERIFY(!s.view().isColumnHidden(LogModel::Hex));
        QVERIFY(s.view().isColumnHidden(LogModel::Side));
        s.window->close();
        MainWindow again(s.session, s.languages, s.store);
        again.show();
        const LogView &view = again.findChild<LogPane *>()->view();
        QVERIFY(view.isVisible()); // the log, not the timeline
        QVERIFY(!view.isColumnHidden(LogModel::Hex));
        QVERIFY(view.isColumnHidden(LogModel::Side));
    }

    void theTextStaysReadable()
    {
        LogStage s;
        const int letter = s.view().fontMetrics().horizontalAdvance(u'0');
        for (int column = 0; column < LogModel::ColumnCount; ++column)
            s.view().showColumn(LogModel::Column(column), true);
        QVERIFY(s.view().columnWidth(LogModel::Text) >= 30 * letter);
        QTRY_VERIFY(s.view().horizontalScrollBar()->maximum() > 0);
        for (const LogModel::Column column :
             {LogModel::Hex, LogModel::Comment, LogModel::Number, LogModel::Origin})
            s.view().showColumn(column, false);
        QCOMPARE(s.view().horizontalHeader()->length(), s.view().viewport()->width()); // fills what is there
        s.window->resize(1800, 900);
        QTRY_COMPARE(s.view().horizontalHeader()->length(), s.view().viewport()->width());
    }

    void longNumbersAreShownWhole()
    {
        LogStage s;
        s.chat();
        QHeaderView *columns = s.view().horizontalHeader();
        const int before = columns->sectionSize(LogModel::Connection);
        s.story.connectBoth(5, 1'234'567);
        s.tell();
        const QModelIndex last = s.model().index(s.model().rowCount() - 1, LogModel::Connection);
        QCOMPARE(last.data().toString(), u"#1234567"_s);
        const int needed = s.view().sizeHintForIndex(last).width();
        QVERIFY(needed > before);
        QCOMPARE(columns->sectionSize(LogModel::Connection), needed);
        columns->resizeSection(LogModel::Connection, before); // by hand: it stays
        s.story.say(6, Side::Server, 1'234'567, "hello");
        s.tell();
        QCOMPARE(columns->sectionSize(LogModel::Connection), before);
    }

    void theLastColumnStays()
    {
        LogStage s;
        for (int column = 0; column < LogModel::ColumnCount; ++column)
            s.view().showColumn(LogModel::Column(column), false);
        QCOMPARE(s.view().horizontalHeader()->hiddenSectionCount(), int(LogModel::ColumnCount) - 1);
        s.view().restoreColumns("not a state");
        QVERIFY(!s.view().isColumnHidden(LogModel::Text));
    }

    void copiesInAllForms_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("copied");
        QTest::newRow("text") << u"copyTextAction"_s << u"Happy new year\nHappy new year"_s;
        QTest::newRow("hex") << u"copyHexAction"_s << u"48 61 70 70 79 20 6e 65 77 20 79 65 61 72"_s;
        QTest::newRow("Python") << u"copyPythonAction"_s << u"b'Happy new year'"_s;
        QTest::newRow("C") << u"copyCArrayAction"_s << u"const unsigned char data[] = {"_s;
        QTest::newRow("Base64") << u"copyBase64Action"_s << u"SGFwcHkgbmV3IHllYXI="_s;
    }
    void copiesInAllForms()
    {
        QFETCH(QString, action);
        QFETCH(QString, copied);
        LogStage s;
        s.chat();
        s.clickRow(9);
        QTest::keyClick(&s.view(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(s.selected(), (QList<int>{9, 10}));
        s.action(qPrintable(action))->trigger();
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.startsWith(copied), qPrintable(text));
        s.click(s.button("timelineButton")); // the same of the timeline
        QGuiApplication::clipboard()->clear();
        s.timeline()->selectionModel()->select(
            QItemSelection(s.timeline()->model()->index(9, 0), s.timeline()->model()->index(10, 0)),
            QItemSelectionModel::ClearAndSelect);
        s.action(qPrintable(action))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
    }

    void followsTheNewestUntilSomebodyScrolls()
    {
        LogStage s;
        for (int i = 0; i < 200; ++i)
            s.story.write(i, Side::Server, 1, "x");
        s.tell();
        QScrollBar *bar = s.view().verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->setValue(10);
        s.story.write(300, Side::Server, 1, "x");
        s.tell();
        QTRY_COMPARE(bar->maximum(), s.model().rowCount() - bar->pageStep());
        QCOMPARE(bar->value(), 10);
        s.action("followAction")->trigger();
        QCOMPARE(bar->value(), bar->maximum());
        s.story.write(301, Side::Server, 1, "x");
        s.tell();
        QTRY_COMPARE(bar->maximum(), s.model().rowCount() - bar->pageStep());
        QCOMPARE(bar->value(), bar->maximum());
    }
};

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
