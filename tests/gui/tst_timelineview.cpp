// SPDX-License-Identifier: MIT
#include "core/eventtext.h"
#include "gui/timelineview.h"
#include "story.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QTranslator>
#include <QWheelEvent>

#include <cmath>

using namespace bothends;
using namespace Qt::StringLiterals;

namespace {

/// A view with its readings, shown at the size of the picture.
struct Stage
{
    StoryReadings readings;
    Story story;
    TimelineModel model{readings};
    TimelineView view;

    explicit Stage(const QSize &size = QSize(835, 560))
    {
        view.setModel(&model);
        view.resize(size);
        view.show();
        view.setFocus();
        QCoreApplication::processEvents();
    }

    void play()
    {
        readings.journal.append(story.take());
        settle();
    }

    /// What arrived may be shown a little later.
    void settle() const
    {
        QCoreApplication::processEvents();
        std::ignore = QTest::qWaitFor([this] { return view.isSettled(); }, 60'000);
    }

    void chat()
    {
        story.listen();
        story.connectBoth(812.4, 1);
        story.say(813.1, Side::Server, 1, u"您好，您收到了服务器的新年祝福！"_s.toUtf8());
        story.say(1200, Side::Client, 1, u"谢谢！Happy new year"_s.toUtf8());
        story.add(1500, Side::Server, EventKind::Shutdown, 1);
        story.add(1500.3, Side::Client, EventKind::Eof, 1);
        story.add(1500.4, Side::Client, EventKind::Closed, 1);
        story.add(1500.5, Side::Server, EventKind::Closed, 1);
        play();
    }

    void fill(int messages)
    {
        for (int i = 0; i < messages; ++i)
            story.say(m_ms += 1, i % 2 == 0 ? Side::Server : Side::Client, 1,
                      "message " + QByteArray::number(i));
        play();
    }

    QPoint centre(int row) { return view.visualRect(model.index(row)).center(); }
    QList<int> selected() const
    {
        QList<int> rows;
        const QItemSelection selection = view.selectionModel()->selection();
        for (const QItemSelectionRange &range : selection) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows << row;
        }
        std::sort(rows.begin(), rows.end());
        return rows;
    }
    bool isAtEnd() const { return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum(); }
    QPushButton *newRows() const { return view.findChild<QPushButton *>(u"newRowsButton"_s); }
    QString clipboard() const { return QGuiApplication::clipboard()->text(); }

private:
    double m_ms = 2000;
};

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT
private slots:
    void isAListToScreenReaders();
    void pairsStandOpposite();
    void rowsFollowEachOther();
    void followsTheEnd();
    void userScrollsUp();
    void firstVisibleRowStays();
    void selectsByMouse();
    void selectsByKeyboard();
    void selectsAllOfAMillion();
    void copies();
    void copiesALargeSelection();
    void unfoldsLongMessages();
    void offersAllBytes();
    void finds();
    void findsInAMillion();
    void filtersByConnection();
    void contextMenu();
    void zooms();
    void placeholder();
    void encodingChangesText();
    void languageAndPaletteChange();
    void outsideEnds();
    void forksAndJoins();
    void lifeLinesHaveTheColourOfTheState();
    void lifeLinesFollowTheCurrentRow();
    void handshakeGetsRoom();
    void stateTips();
    void legendByKeyboard();
    void saysThatTheKernelCannotBeAsked();
    void aThousandConnections();
    void aMillionRows();
    void hostileText_data();
    void hostileText();
    void narrowAndTiny();
    void modelGoesFirst();
};

void TestTimelineView::isAListToScreenReaders()
{
    Stage stage;
    stage.chat();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&stage.view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), u"Timeline"_s);
    QCOMPARE(list->childCount(), stage.model.rowCount());
    for (int row = 0; row < stage.model.rowCount(); ++row) {
        QAccessibleInterface *item = list->child(row);
        QVERIFY(item);
        QCOMPARE(item->role(), QAccessible::ListItem);
        const QString text = stage.readings.text.rowText(row).display.text;
        QCOMPARE(item->text(QAccessible::Name), eventSentence(stage.readings.journal.at(row), text));
    }
    stage.view.setCurrentIndex(stage.model.index(3));
    QVERIFY(list->child(3)->state().focused || list->child(3)->state().selected);
    QVERIFY(!list->child(3)->rect().isEmpty());
    for (const QString &name : {u"timelineHeader"_s, u"newRowsButton"_s})
        QVERIFY(stage.view.findChild<QWidget *>(name));
}

void TestTimelineView::pairsStandOpposite()
{
    Stage stage;
    stage.chat();
    const QRect sent = stage.view.visualRect(stage.model.index(6));
    const QRect received = stage.view.visualRect(stage.model.index(7));
    QVERIFY(!sent.intersects(received));
    QCOMPARE(received.top() - sent.top(), 16);
    QVERIFY(sent.right() < received.left()); // the server wrote
    const QRect answer = stage.view.visualRect(stage.model.index(8));
    const QRect read = stage.view.visualRect(stage.model.index(9));
    QVERIFY(read.right() < answer.left());
    QVERIFY(answer.top() > sent.bottom());
    QCOMPARE(stage.view.indexAt(sent.center()).row(), 6);
    QCOMPARE(stage.view.indexAt(received.center()).row(), 7);
    QCOMPARE(stage.view.indexAt(answer.center()).row(), 8);
    QCOMPARE(stage.view.indexAt(read.center()).row(), 9);
}

void TestTimelineView::rowsFollowEachOther()
{
    Stage stage;
    stage.chat();
    stage.fill(40);
    stage.view.scrollTo(stage.model.index(0));
    QCOMPARE(stage.view.visualRect(stage.model.index(0)).top(), 0);
    for (int row = 0; row < stage.model.rowCount(); ++row) {
        stage.view.scrollTo(stage.model.index(row));
        const QRect rect = stage.view.visualRect(stage.model.index(row));
        QVERIFY(stage.view.viewport()->rect().contains(rect));
        QCOMPARE(stage.view.indexAt(rect.center()).row(), row);
    }
    QVERIFY(!stage.view.indexAt(QPoint(10, 100000)).isValid());
}

void TestTimelineView::followsTheEnd()
{
    Stage stage;
    for (int i = 0; i < 30; ++i) {
        stage.fill(3);
        QVERIFY(stage.isAtEnd());
        QVERIFY(stage.view.followsEnd());
        const QRect last = stage.view.visualRect(stage.model.index(stage.model.rowCount() - 1));
        QVERIFY(last.bottom() <= stage.view.viewport()->rect().bottom());
    }
    QVERIFY(stage.view.verticalScrollBar()->maximum() > 0);
    QVERIFY(!stage.newRows()->isVisible());
    stage.view.resize(600, 400);
    stage.settle();
    QVERIFY(stage.isAtEnd());
}

void TestTimelineView::userScrollsUp()
{
    Stage stage;
    stage.fill(60);
    QTest::keyClick(&stage.view, Qt::Key_PageUp);
    QTest::keyClick(&stage.view, Qt::Key_PageUp);
    QVERIFY(!stage.view.followsEnd());
    QVERIFY(!stage.newRows()->isVisible());
    const int top = stage.view.indexAt(QPoint(5, 0)).row();
    stage.fill(2);
    QCOMPARE(stage.view.indexAt(QPoint(5, 0)).row(), top);
    QVERIFY(stage.newRows()->isVisible());
    QVERIFY(stage.newRows()->text().contains(u'4'));
    stage.fill(1);
    QVERIFY(stage.newRows()->text().contains(u'6'));
    const QRect button = stage.newRows()->geometry();
    QVERIFY(stage.view.viewport()->geometry().contains(button));
    QVERIFY(std::abs(button.center().x() - stage.view.viewport()->geometry().center().x()) <= 1);

    QTest::mouseClick(stage.newRows(), Qt::LeftButton);
    QVERIFY(stage.isAtEnd());
    QVERIFY(stage.view.followsEnd());
    QVERIFY(!stage.newRows()->isVisible());
    stage.fill(2);
    QVERIFY(stage.isAtEnd());

    // Scrolling back to the end by hand does the same.
    stage.view.verticalScrollBar()->setValue(0);
    QVERIFY(!stage.view.followsEnd());
    stage.fill(2);
    QVERIFY(stage.newRows()->isVisible());
    stage.view.verticalScrollBar()->setValue(stage.view.verticalScrollBar()->maximum());
    QVERIFY(stage.view.followsEnd());
    QVERIFY(!stage.newRows()->isVisible());
}

void TestTimelineView::firstVisibleRowStays()
{
    Stage stage;
    for (int i = 0; i < 200; ++i) // guessed as twelve lines, but they are two
        stage.story.write(i, Side::Server, 1,
                          "\xe4\xbd\xa0" + QByteArray(200, '\n').left(i % 3) + QByteArray(i % 7, 'i'));
    stage.story.write(300, Side::Client, 1, "end");
    stage.play();
    stage.view.verticalScrollBar()->setValue(stage.view.verticalScrollBar()->maximum() / 2);
    for (int step = 0; step < 100; ++step) {
        const int first = stage.view.indexAt(QPoint(5, 0)).row();
        const int before = stage.view.visualRect(stage.model.index(first)).top();
        const int value = stage.view.verticalScrollBar()->value();
        if (value == 0)
            break;
        const int by = qMin(25, value);
        stage.view.verticalScrollBar()->setValue(value - by);
        QCOMPARE(stage.view.visualRect(stage.model.index(first)).top(), before + by);
    }
}

void TestTimelineView::selectsByMouse()
{
    Stage stage;
    stage.chat();
    QSignalSpy current(&stage.view, &TimelineView::currentRowChanged);
    QWidget *area = stage.view.viewport();
    QTest::mouseClick(area, Qt::LeftButton, {}, stage.centre(3));
    QCOMPARE(stage.selected(), QList<int>({3}));
    QCOMPARE(current.last().first().value<qsizetype>(), 3);
    QTest::mouseClick(area, Qt::LeftButton, Qt::ShiftModifier, stage.centre(6));
    QCOMPARE(stage.selected(), QList<int>({3, 4, 5, 6}));
    QTest::mouseClick(area, Qt::LeftButton, Qt::ControlModifier, stage.centre(4));
    QCOMPARE(stage.selected(), QList<int>({3, 5, 6}));
    QTest::mouseClick(area, Qt::LeftButton, Qt::ControlModifier, stage.centre(8));
    QCOMPARE(stage.selected(), QList<int>({3, 5, 6, 8}));
    // The row opposite is a row of its own.
    QTest::mouseClick(area, Qt::LeftButton, {}, stage.centre(7));
    QCOMPARE(stage.selected(), QList<int>({7}));

    QTest::mousePress(area, Qt::LeftButton, {}, stage.centre(7));
    QTest::mouseMove(area, stage.centre(8));
    const QPoint end = stage.centre(10);
    QMouseEvent move(QEvent::MouseMove, end, area->mapToGlobal(end), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(area, &move);
    QApplication::sendEvent(area, &move);
    QTest::mouseRelease(area, Qt::LeftButton, {}, end);
    QCOMPARE(stage.selected(), QList<int>({7, 8, 9, 10}));
    stage.view.grab();
}

void TestTimelineView::selectsByKeyboard()
{
    Stage stage;
    stage.chat();
    QTest::keyClick(&stage.view, Qt::Key_Home);
    QCOMPARE(stage.view.currentJournalRow(), 0);
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QCOMPARE(stage.selected(), QList<int>({2}));
    QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(stage.selected(), QList<int>({2, 3, 4}));
    QTest::keyClick(&stage.view, Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(stage.selected(), QList<int>({2, 3}));
    for (int i = 0; i < 5; ++i) // through a pair
        QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(stage.selected(), QList<int>({2, 3, 4, 5, 6, 7, 8}));
    QTest::keyClick(&stage.view, Qt::Key_Left);
    QCOMPARE(stage.selected(), QList<int>({9}));
    QTest::keyClick(&stage.view, Qt::Key_Right);
    QCOMPARE(stage.selected(), QList<int>({8}));
    QTest::keyClick(&stage.view, Qt::Key_End);
    QCOMPARE(stage.selected(), QList<int>({stage.model.rowCount() - 1}));
    QTest::keyClick(&stage.view, Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(stage.selected().size(), stage.model.rowCount());
    stage.fill(100);
    QTest::keyClick(&stage.view, Qt::Key_Home);
    int last = -1;
    for (int i = 0; i < 100 && stage.view.currentJournalRow() + 1 < stage.model.rowCount(); ++i) {
        QTest::keyClick(&stage.view, Qt::Key_PageDown);
        QVERIFY(stage.view.currentJournalRow() > last);
        last = int(stage.view.currentJournalRow());
        const QRect rect = stage.view.visualRect(stage.view.currentIndex());
        QVERIFY(stage.view.viewport()->rect().contains(rect));
    }
    QCOMPARE(last, stage.model.rowCount() - 1);
}

void TestTimelineView::selectsAllOfAMillion()
{
    Stage stage;
    for (int i = 0; i < 1'000'000; ++i)
        stage.story.add(i * 0.1, Side::Server, EventKind::Pause);
    stage.play();
    const qint64 painted = stage.view.paintedRows();
    QTest::keyClick(&stage.view, Qt::Key_A, Qt::ControlModifier);
    const QItemSelection selection = stage.view.selectionModel()->selection();
    QCOMPARE(selection.size(), 1);
    QCOMPARE(selection.first().height(), 1'000'000);
    stage.view.grab();
    QVERIFY(stage.view.paintedRows() - painted < 100);
    QTest::keyClick(&stage.view, Qt::Key_Home);
    QTest::keyClick(&stage.view, Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(stage.view.selectionModel()->selection().first().height(), 1'000'000);
    QTest::keyClick(&stage.view, Qt::Key_X); // typing does not look through a million texts
}

void TestTimelineView::copies()
{
    Stage stage;
    stage.story.listen();
    stage.story.write(1, Side::Server, 1, u"您好\tyou\r\nnext\x1b\n"_s.toUtf8());
    stage.story.write(2, Side::Server, 1, "it's\xff");
    stage.play();
    stage.view.setCurrentIndex(stage.model.index(2));
    QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&stage.view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(stage.selected(), QList<int>({2, 3, 4}));
    QTest::keyClick(&stage.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(stage.clipboard(),
             eventSentence(stage.model.eventAt(2), {}) + u"\n您好\tyou\r\nnext\\x1b\nit's\\xff"_s);
    stage.view.copyHex();
    QCOMPARE(stage.clipboard(), u"e6 82 a8 e5 a5 bd 09 79 6f 75 0d 0a 6e 65 78 74 1b 0a\n69 74 27 73 ff"_s);
    stage.view.copyPythonBytes();
    QCOMPARE(stage.clipboard(),
             u"b'\\xe6\\x82\\xa8\\xe5\\xa5\\xbd\\tyou\\r\\nnext\\x1b\\n'\nb'it\\'s\\xff'"_s);
    QSignalSpy notice(&stage.view, &TimelineView::notice);
    stage.view.goToJournalRow(0);
    QCOMPARE(stage.selected(), QList<int>({0})); // although Ctrl was the last key
    stage.view.copyHex();
    QCOMPARE(notice.size(), 1);
    QVERIFY(stage.clipboard().startsWith(u"b'"_s)); // as it was
}

void TestTimelineView::copiesALargeSelection()
{
    Stage stage;
    for (int i = 0; i < 5; ++i)
        stage.story.write(i, Side::Server, 1, QByteArray(20 * 1024 * 1024, 'x'));
    stage.play();
    QSignalSpy notice(&stage.view, &TimelineView::notice);
    stage.view.selectAll();
    stage.view.copyText();
    QTRY_COMPARE_WITH_TIMEOUT(notice.size(), 1, 60'000);
    QCOMPARE(stage.clipboard().size(), 64 * 1024 * 1024);
    QGuiApplication::clipboard()->clear();
}

void TestTimelineView::unfoldsLongMessages()
{
    Stage stage;
    stage.story.listen();
    stage.story.write(1, Side::Server, 1, QByteArray("word ").repeated(500));
    stage.story.write(2, Side::Server, 1, "short");
    stage.play();
    const QModelIndex index = stage.model.index(3);
    stage.view.scrollTo(index, QAbstractItemView::PositionAtTop);
    const int folded = stage.view.visualRect(index).height();
    QVERIFY(folded < 320);
    stage.view.setCurrentIndex(index);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QVERIFY(stage.view.isExpanded(3));
    const int unfolded = stage.view.visualRect(index).height();
    QVERIFY(unfolded > 2 * folded);
    QTest::keyClick(&stage.view, Qt::Key_Space);
    QCOMPARE(stage.view.visualRect(index).height(), folded);
    stage.view.setCurrentIndex(stage.model.index(4));
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QVERIFY(!stage.view.isExpanded(4));

    // The link: somewhere in the bubble, and nowhere else.
    bool isUnfolded = false;
    const QRect rect = stage.view.visualRect(index);
    for (int y = rect.top(); y < rect.bottom() && !isUnfolded; y += 4) {
        for (int x = rect.left() + 4; x < rect.right() && !isUnfolded; x += 8) {
            QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, QPoint(x, y));
            isUnfolded = stage.view.isExpanded(3);
            if (isUnfolded)
                QVERIFY(y > rect.bottom() - 70);
        }
    }
    QVERIFY(isUnfolded);
}

void TestTimelineView::offersAllBytes()
{
    Stage stage;
    stage.story.write(1, Side::Server, 1, QByteArray(1024 * 1024, '\xe4'));
    stage.play();
    QSignalSpy asked(&stage.view, &TimelineView::showAllRequested);
    const QRect rect = stage.view.visualRect(stage.model.index(0));
    for (int y = rect.bottom() - 70; y < rect.bottom() && asked.isEmpty(); y += 4) {
        for (int x = rect.right(); x > rect.left() && asked.isEmpty(); x -= 8)
            QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, QPoint(x, y));
    }
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<qsizetype>(), 0);
    stage.view.setCurrentIndex(stage.model.index(0));
    if (!stage.view.isExpanded(0))
        QTest::keyClick(&stage.view, Qt::Key_Return);
    QVERIFY(stage.view.visualRect(stage.model.index(0)).height() < 20'000);
    stage.view.grab();
}

void TestTimelineView::finds()
{
    Stage stage;
    stage.chat();
    stage.fill(50);
    stage.view.setCurrentIndex(stage.model.index(20));
    QSignalSpy result(&stage.view, &TimelineView::findResult);
    const auto settled = [&result] { return !result.isEmpty() && result.last().at(3).toBool(); };
    stage.view.setFindText(u"MESSAGE 7"_s);
    QTRY_VERIFY(settled());
    QCOMPARE(result.last().at(1).toInt(), 2); // the write and the read
    const int first = stage.view.currentIndex().row();
    QVERIFY(stage.model.sentence(first).contains(u"message 7"_s));
    QVERIFY(first >= 20);
    QCOMPARE(result.last().at(0).toInt(), 0);
    stage.view.findNext();
    QCOMPARE(stage.view.currentIndex().row(), first + 1);
    QCOMPARE(result.last().at(0).toInt(), 1);
    QVERIFY(!result.last().at(2).toBool());
    stage.view.findNext();
    QCOMPARE(stage.view.currentIndex().row(), first);
    QVERIFY(result.last().at(2).toBool()); // wrapped
    stage.view.findPrevious();
    QCOMPARE(stage.view.currentIndex().row(), first + 1);
    QVERIFY(result.last().at(2).toBool());

    stage.view.setFindText(u"listen("_s); // tags too, before the current row
    QTRY_COMPARE(stage.view.currentIndex().row(), 2);
    const QImage marked = stage.view.grab().toImage();
    result.clear();
    stage.view.setFindText(u"no such text"_s);
    QTRY_VERIFY(settled());
    QCOMPARE(result.last().at(0).toInt(), -1);
    QCOMPARE(result.last().at(1).toInt(), 0);
    QVERIFY(stage.view.grab().toImage() != marked);
    result.clear();
    stage.view.setFindText({});
    QVERIFY(settled());

    // What arrives later is found as well.
    result.clear();
    stage.view.setFindText(u"needle"_s);
    QTRY_VERIFY(settled());
    stage.story.write(9000, Side::Server, 1, "a Needle");
    stage.play();
    QTRY_COMPARE(result.last().at(1).toInt(), 1);
    stage.view.findNext();
    QTRY_COMPARE(stage.view.currentIndex().row(), stage.model.rowCount() - 1);
}

void TestTimelineView::findsInAMillion()
{
    Stage stage;
    for (int i = 0; i < 1'000'000; ++i)
        stage.story.add(i * 0.1, Side::Server, EventKind::Pause);
    stage.story.write(100'001, Side::Server, 1, "needle");
    stage.play();
    stage.view.setCurrentIndex(stage.model.index(0));
    const qint64 measured = stage.view.measuredRows();
    stage.view.setFindText(u"needle"_s);
    QCOMPARE(stage.view.currentIndex().row(), 0); // not at once: it does not block
    QTRY_COMPARE_WITH_TIMEOUT(stage.view.currentIndex().row(), 1'000'000, 120'000);
    QVERIFY(stage.view.measuredRows() - measured < 500);
}

void TestTimelineView::filtersByConnection()
{
    Stage stage;
    stage.chat();
    stage.story.connectBoth(1600, 2);
    stage.story.say(1700, Side::Client, 2, "two");
    stage.play();
    stage.model.setConnection(2);
    stage.settle();
    QCOMPARE(stage.model.rowCount(), 8);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&stage.view);
    QCOMPARE(list->childCount(), 8);
    QVERIFY(stage.view.findChild<QWidget *>(u"timelineHeader"_s)->accessibleName().contains(u"Client #2"_s));
    stage.view.grab();
    stage.view.goToJournalRow(stage.model.journalRow(7));
    QCOMPARE(stage.view.currentIndex().row(), 7);
    stage.model.setConnection(0);
    stage.settle();
    QCOMPARE(list->childCount(), stage.model.rowCount());
    QVERIFY(stage.view.findChild<QWidget *>(u"timelineHeader"_s)->accessibleName().contains(u"Clients"_s));
    stage.model.setConnection(99);
    stage.view.grab();
}

void TestTimelineView::contextMenu()
{
    Stage stage;
    stage.chat();
    QSignalSpy chosen(&stage.view, &TimelineView::connectionChosen);
    QSignalSpy asked(&stage.view, &TimelineView::showAllRequested);
    const QPoint place = stage.centre(6);
    QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, place);
    const auto trigger = [&](const QString &name) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, stage.view.viewport()->mapToGlobal(place));
        QApplication::sendEvent(stage.view.viewport(), &event);
        auto *menu = stage.view.findChild<QMenu *>(u"timelineMenu"_s);
        auto *action = menu ? menu->findChild<QAction *>(name) : nullptr;
        const bool isThere = action && action->isEnabled();
        if (isThere)
            action->trigger();
        delete menu;
        return isThere;
    };
    QVERIFY(trigger(u"onlyConnection"_s));
    QCOMPARE(chosen.last().first().toUInt(), 1U);
    QVERIFY(trigger(u"showAllBytes"_s));
    QCOMPARE(asked.last().first().value<qsizetype>(), 6);
    QVERIFY(trigger(u"copyHex"_s));
    QVERIFY(stage.clipboard().startsWith(u"e6 82 a8"_s));
    QVERIFY(trigger(u"copyText"_s));
    QVERIFY(stage.clipboard().startsWith(u"您好"_s));
    QVERIFY(trigger(u"copyPythonBytes"_s));
    stage.model.setConnection(1);
    QVERIFY(trigger(u"allConnections"_s));
    QCOMPARE(chosen.last().first().toUInt(), 0U);
}

void TestTimelineView::zooms()
{
    Stage stage;
    stage.chat();
    const int height = stage.view.visualRect(stage.model.index(1)).height();
    QTest::keyClick(&stage.view, Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(stage.view.zoom() > 1.0);
    for (int i = 0; i < 30; ++i)
        stage.view.zoomIn();
    QCOMPARE(stage.view.zoom(), TimelineView::kLargestZoom);
    QVERIFY(stage.view.visualRect(stage.model.index(1)).height() > 2 * height);
    stage.view.grab();
    QTest::keyClick(&stage.view, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(stage.view.zoom(), 1.0);
    QCOMPARE(stage.view.visualRect(stage.model.index(1)).height(), height);
    QTest::keyClick(&stage.view, Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(stage.view.zoom() < 1.0);
    for (int i = 0; i < 30; ++i)
        stage.view.zoomOut();
    QCOMPARE(stage.view.zoom(), TimelineView::kSmallestZoom);
    stage.view.grab();
    QWheelEvent wheel(QPointF(100, 100), stage.view.viewport()->mapToGlobal(QPointF(100, 100)), {},
                      QPoint(0, 120), Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(stage.view.viewport(), &wheel);
    QVERIFY(stage.view.zoom() > TimelineView::kSmallestZoom);
}

void TestTimelineView::placeholder()
{
    Stage stage;
    auto *label = new QLabel(u"nothing yet"_s);
    stage.view.setPlaceholder(label);
    QVERIFY(label->isVisible());
    const QPoint distance = label->geometry().center() - stage.view.viewport()->rect().center();
    QVERIFY(distance.manhattanLength() <= 2);
    stage.chat();
    QVERIFY(!label->isVisible());
    stage.model.setConnection(7);
    stage.settle();
    QVERIFY(label->isVisible());
}

void TestTimelineView::encodingChangesText()
{
    Stage stage;
    stage.story.say(1, Side::Server, 1, "\xc4\xe3\xba\xc3");
    stage.play();
    const QImage before = stage.view.grab().toImage();
    stage.readings.text.setEncoding(1, TextEncoding::Gbk);
    stage.settle();
    QVERIFY(stage.view.grab().toImage() != before);
}

void TestTimelineView::languageAndPaletteChange()
{
    Stage stage;
    stage.chat();
    const QImage before = stage.view.grab().toImage();
    QEvent language(QEvent::LanguageChange);
    QApplication::sendEvent(&stage.view, &language);
    QCOMPARE(stage.view.accessibleName(), u"Timeline"_s);
    QPalette dark;
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, Qt::white);
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    stage.view.setPalette(dark);
    stage.settle();
    QVERIFY(stage.view.grab().toImage() != before);
    QFont large = stage.view.font();
    large.setPointSizeF(20);
    const int height = stage.view.visualRect(stage.model.index(1)).height();
    stage.view.setFont(large);
    stage.settle();
    QVERIFY(stage.view.visualRect(stage.model.index(1)).height() > height);
}

void TestTimelineView::outsideEnds()
{
    Stage stage;
    stage.story.listen();
    stage.story.add(1, Side::Server, EventKind::Accept, 1, 15);
    stage.story.write(2, Side::Server, 1, "hello");
    stage.story.read(3, Side::Server, 1, "hello too");
    stage.play();
    stage.view.grab();
    stage.model.setConnection(1);
    stage.settle();
    const auto *header = stage.view.findChild<QWidget *>(u"timelineHeader"_s);
    QVERIFY(header->accessibleName().contains(u"127.0.0.1:51234 other program"_s));
    stage.view.grab();
    // It turns out to be ours.
    stage.story.add(4, Side::Client, EventKind::Connect, 1);
    stage.play();
    QVERIFY(header->accessibleName().contains(u"Client #1"_s));
}

void TestTimelineView::forksAndJoins()
{
    Stage stage;
    stage.story.add(0, Side::Server, EventKind::Pause);
    stage.story.write(1, Side::Server, 1, "one two");
    stage.story.read(2, Side::Client, 1, "one ");
    stage.story.read(3, Side::Client, 1, "two");
    stage.story.write(4, Side::Client, 1, "a");
    stage.story.write(5, Side::Client, 1, "b");
    stage.story.read(6, Side::Server, 1, "ab");
    stage.play();
    const auto rect = [&stage](int row) { return stage.view.visualRect(stage.model.index(row)); };
    QCOMPARE(rect(2).top() - rect(1).top(), 16);
    QVERIFY(rect(3).top() >= rect(2).bottom());
    QVERIFY(rect(5).top() >= rect(4).bottom());
    QCOMPARE(rect(6).top() - rect(5).top(), 16);
    stage.view.grab();
}

namespace {

// Seen by a program that talks to itself: the kernel reports all states but the ones of the handshake.
void handshake(Story &story, double ms, quint32 connection)
{
    story.add(ms, Side::Client, EventKind::Connect, connection);
    story.state(ms, Side::Client, connection, TcpState::Established);
    story.state(ms, Side::Server, connection, TcpState::Established, false);
    story.add(ms, Side::Client, EventKind::Connected, connection);
    story.add(ms, Side::Server, EventKind::Accept, connection, 15);
    story.state(ms, Side::Server, connection, TcpState::Established);
}

TimelineLayout layoutOf(const Stage &stage)
{
    const TimelineStyle style = TimelineStyle::make(stage.view.font(), stage.view.palette(), 1, 0);
    return {qreal(stage.view.viewport()->width()), style.sizes};
}

// How many pixels of a colour are in a column of the view, between two rows of it.
int pixels(const QImage &image, const Span &column, const QRect &between, const QColor &colour)
{
    int found = 0;
    for (int y = qMax(0, between.top()); y < qMin(image.height(), between.bottom()); ++y) {
        for (int x = int(column.left); x < int(column.right); ++x)
            found += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return found;
}

} // namespace

void TestTimelineView::lifeLinesHaveTheColourOfTheState()
{
    Stage stage(QSize(835, 900));
    stage.story.listen();
    handshake(stage.story, 1, 1);
    stage.story.say(2, Side::Server, 1, "hello");
    stage.story.add(3, Side::Server, EventKind::Shutdown, 1);
    stage.story.state(3, Side::Client, 1, TcpState::CloseWait);
    stage.story.say(4, Side::Client, 1, "bye");
    stage.story.add(5, Side::Client, EventKind::Reset, 1);
    stage.story.state(5, Side::Client, 1, TcpState::Closed);
    stage.story.write(6, Side::Server, 1, "after");
    stage.play();
    stage.model.setConnection(1);
    stage.settle();
    const QImage image = stage.view.viewport()->grab().toImage();
    const Colours colours = coloursFor(stage.view.palette());
    const TimelineLanes lanes = layoutOf(stage).lanes();
    const auto between = [&stage](int first, int last) {
        const QRect from = stage.view.visualRect(stage.model.index(first));
        const QRect to = stage.view.visualRect(stage.model.index(last));
        return QRect(0, from.center().y(), 10, to.center().y() - from.center().y());
    };
    const QColor established = stateColour(colours, TcpState::Established);
    const QRect talk = between(8, 11);
    // Solid where the kernel reported it: nearly every pixel; its name takes some.
    QVERIFY(pixels(image, lanes.clientBar, talk, established) > talk.height() * 9);
    // The connection exists before accept(), but narrower.
    const QRect waiting = between(5, 6);
    QCOMPARE(pixels(image, lanes.serverBar, waiting, established), 0);
    // Hatched where it is concluded: some pixels at most.
    const QRect concluded = between(11, 15);
    const QColor finWait = stateColour(colours, TcpState::FinWait1);
    const int hatched = pixels(image, lanes.serverBar, concluded, finWait);
    QVERIFY2(hatched < concluded.height() * 5, qPrintable(QString::number(hatched)));
    const QRect closeWait = between(12, 15);
    QVERIFY(pixels(image, lanes.clientBar, closeWait, stateColour(colours, TcpState::CloseWait))
            > closeWait.height() * 8);
    // Nothing is left of it after CLOSED.
    const QRect gone = between(16, 17);
    QCOMPARE(pixels(image, lanes.clientBar, gone.adjusted(0, 6, 0, -6), colours.ground),
             (gone.height() - 13) * int(lanes.clientBar.width()));
}

void TestTimelineView::lifeLinesFollowTheCurrentRow()
{
    Stage stage;
    stage.story.listen();
    handshake(stage.story, 1, 1);
    handshake(stage.story, 2, 2);
    stage.story.say(3, Side::Server, 1, "hello");
    stage.story.say(4, Side::Server, 2, "hello");
    stage.play();
    QCOMPARE(stage.view.focusedConnection(), 2U); // the newest
    const QImage before = stage.view.viewport()->grab().toImage();
    stage.view.goToJournalRow(15);
    QCOMPARE(stage.model.eventAt(15).connection, 1U);
    QCOMPARE(stage.view.focusedConnection(), 1U);
    QVERIFY(stage.view.viewport()->grab().toImage() != before);
    stage.view.goToJournalRow(0); // of no connection
    QCOMPARE(stage.view.focusedConnection(), 2U);
    stage.model.setConnection(1);
    QCOMPARE(stage.view.focusedConnection(), 1U);
}

void TestTimelineView::handshakeGetsRoom()
{
    Stage stage(QSize(835, 900));
    stage.story.listen();
    handshake(stage.story, 1, 1);
    stage.play();
    const auto height = [&stage](qsizetype journalRow) {
        return stage.view.visualRect(stage.model.index(stage.model.rowOf(journalRow))).height();
    };
    const int low = height(4);
    stage.model.setConnection(1);
    stage.settle();
    const TimelineLayout layout = layoutOf(stage);
    QCOMPARE(low, layout.thinHeight(false));
    QCOMPARE(height(4), 2 * layout.segmentPitch()); // SYN and SYN-ACK arrive here
    // It becomes known later that the FIN arrived there.
    stage.story.add(2, Side::Server, EventKind::Shutdown, 1);
    stage.play();
    stage.story.state(2, Side::Client, 1, TcpState::CloseWait);
    stage.story.add(2, Side::Client, EventKind::Closed, 1);
    stage.story.state(2, Side::Client, 1, TcpState::Closed);
    stage.play();
    const qsizetype closed = stage.readings.journal.size() - 1;
    const int two = height(closed);
    stage.story.state(2, Side::Server, 1, TcpState::TimeWait);
    stage.play();
    QVERIFY(height(closed) > two);
}

void TestTimelineView::stateTips()
{
    Stage stage;
    stage.story.listen();
    handshake(stage.story, 1, 1);
    stage.play();
    stage.model.setConnection(1);
    stage.settle();
    const TimelineLanes lanes = layoutOf(stage).lanes();
    const auto tipAt = [&stage](const Span &bar, qsizetype journalRow, int below) {
        const QRect row = stage.view.visualRect(stage.model.index(stage.model.rowOf(journalRow)));
        const QPoint place(int(bar.centre()), row.bottom() + below);
        QHelpEvent help(QEvent::ToolTip, place, stage.view.viewport()->mapToGlobal(place));
        QApplication::sendEvent(stage.view.viewport(), &help);
        return QToolTip::text();
    };
    QCOMPARE(tipAt(lanes.clientBar, 4, 2), u"ESTABLISHED, reported by the kernel"_s);
    QVERIFY(tipAt(lanes.clientBar, 3, 2).startsWith(u"SYN_SENT, concluded"_s));
    QVERIFY(tipAt(lanes.serverBar, 6, -3).contains(u"accept queue"_s));
    QVERIFY(tipAt(lanes.listenBar, 4, 2).startsWith(u"LISTEN"_s));
    QTRY_VERIFY(tipAt({10, 12}, 4, 2).isEmpty());
}

void TestTimelineView::legendByKeyboard()
{
    Stage stage;
    stage.chat();
    auto *button = stage.view.findChild<QWidget *>(u"legendButton"_s);
    QVERIFY(button && button->isVisible());
    QVERIFY(button->focusPolicy() & Qt::TabFocus);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QPointer<QWidget> legend = stage.view.findChild<QWidget *>(u"timelineLegend"_s);
    QVERIFY(legend && legend->isVisible());
    QVERIFY(!legend->accessibleName().isEmpty());
    const QList<QLabel *> labels = legend->findChildren<QLabel *>();
    QVERIFY(labels.size() >= 8);
    for (const QLabel *label : labels) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(legend->accessibleDescription().contains(label->text()));
    }
    legend->grab();
    QTest::keyClick(legend, Qt::Key_Escape);
    QTRY_VERIFY(!legend);
}

void TestTimelineView::saysThatTheKernelCannotBeAsked()
{
    Stage stage;
    stage.story.listen();
    stage.play();
    const auto *header = stage.view.findChild<QWidget *>(u"timelineHeader"_s);
    QVERIFY(header->accessibleDescription().isEmpty());
    const int height = header->height();
    Event &unavailable = stage.story.add(1, Side::Server, EventKind::State);
    unavailable.origin = Origin::Kernel;
    unavailable.error = Error();
    handshake(stage.story, 2, 1);
    stage.play();
    QVERIFY(header->accessibleDescription().contains(u"cannot be observed"_s));
    QVERIFY(header->height() > height);
    QCOMPARE(stage.view.viewport()->geometry().top(), header->geometry().bottom() + 1);
    QVERIFY(stage.view.visualRect(stage.model.index(3)).height() > layoutOf(stage).thinHeight(false));
    stage.view.grab();
}

void TestTimelineView::aThousandConnections()
{
    Stage stage;
    stage.story.listen();
    for (quint32 connection = 1; connection <= 1000; ++connection)
        handshake(stage.story, connection, connection);
    for (int i = 0; i < 5000; ++i) {
        stage.story.say(2000 + i, i % 2 == 0 ? Side::Server : Side::Client, 1 + quint32(i * 7 % 1000),
                        "hello");
        stage.story.queues(2000 + i, Side::Client, 1 + quint32(i * 7 % 1000), 0);
    }
    stage.play();
    const auto work = [&stage](auto &&action) {
        const qint64 before = stage.view.measuredRows() + stage.view.paintedRows();
        action();
        stage.view.grab();
        return stage.view.measuredRows() + stage.view.paintedRows() - before;
    };
    QScrollBar *bar = stage.view.verticalScrollBar();
    for (const double part : {0.0, 0.5, 0.25, 1.0, 0.1})
        QVERIFY(work([&] { bar->setValue(int(bar->maximum() * part)); }) < 300);
    QVERIFY(work([&] { stage.view.goToJournalRow(9000); }) < 300);
    QVERIFY(work([&] { stage.model.setConnection(500); }) < 300);
}

void TestTimelineView::aMillionRows()
{
    Stage stage;
    constexpr int batches = 1000;
    constexpr int perBatch = 500; // a write and a read each
    qint64 most = 0;
    for (int batch = 0; batch < batches; ++batch) {
        for (int i = 0; i < perBatch; ++i)
            stage.story.say(batch + i * 0.001, Side::Server, 1 + quint32(i % 20), "0123456789");
        const qint64 before = stage.view.measuredRows() + stage.view.paintedRows();
        stage.play();
        most = qMax(most, stage.view.measuredRows() + stage.view.paintedRows() - before);
    }
    QCOMPARE(stage.model.rowCount(), 1'000'000);
    QVERIFY(stage.isAtEnd());
    QVERIFY2(most < 200, qPrintable(QString::number(most)));

    const auto work = [&stage](auto &&action) {
        const qint64 before = stage.view.measuredRows() + stage.view.paintedRows();
        action();
        stage.view.grab();
        return stage.view.measuredRows() + stage.view.paintedRows() - before;
    };
    QScrollBar *bar = stage.view.verticalScrollBar();
    for (const double part : {0.0, 0.5, 0.25, 0.99, 0.1})
        QVERIFY(work([&] { bar->setValue(int(bar->maximum() * part)); }) < 300);
    QVERIFY(work([&] { QTest::keyClick(&stage.view, Qt::Key_PageDown); }) < 300);
    QVERIFY(work([&] { stage.view.scrollTo(stage.model.index(123'456)); }) < 300);
    QVERIFY(work([&] { stage.view.resize(700, 500); }) < 300);
    QVERIFY(work([&] { stage.view.zoomIn(); }) < 300);
    QVERIFY(work([&] { stage.model.setConnection(5); }) < 300);
    QCOMPARE(stage.model.rowCount(), 50'000);
}

void TestTimelineView::hostileText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QString alternating;
    for (int i = 0; i < 50'000; ++i)
        alternating += u"אa"_s;
    QTest::newRow("combining marks") << (u"a"_s + u"\u0301"_s.repeated(10'000)).toUtf8();
    QTest::newRow("alternating directions") << alternating.toUtf8();
    QTest::newRow("no space") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("markup") << QByteArray("<b>bold</b><img src=\"/etc/passwd\"><table>").repeated(100);
    QTest::newRow("NULs") << QByteArray(100'000, '\0');
    QTest::newRow("bidi overrides") << u"\u202eabc\u2066def\u202c"_s.repeated(1000).toUtf8();
    QTest::newRow("line feeds") << QByteArray(1'000'000, '\n');
    QTest::newRow("carriage returns") << QByteArray(10'000, '\r');
    QTest::newRow("paragraphs") << u"a\u2029b\u2028"_s.repeated(5000).toUtf8();
    QTest::newRow("invalid") << QByteArray(100'000, '\xff');
    QTest::newRow("tall script") << u"ཧཱུྃ"_s.repeated(500).toUtf8();
    QTest::newRow("emoji") << u"👨‍👩‍👧‍👦"_s.repeated(500).toUtf8();
    QTest::newRow("tabs") << QByteArray(10'000, '\t');
}

void TestTimelineView::hostileText()
{
    QFETCH(QByteArray, bytes);
    Stage stage;
    stage.story.say(1, Side::Server, 1, bytes);
    stage.story.say(2, Side::Client, 1, bytes);
    stage.play();
    const int viewWidth = stage.view.viewport()->width();
    for (int row = 0; row < 4; ++row) {
        stage.view.scrollTo(stage.model.index(row));
        const QRect rect = stage.view.visualRect(stage.model.index(row));
        QVERIFY2(rect.height() < 12 * 60 + 100, qPrintable(QString::number(rect.height())));
        QVERIFY(rect.width() <= viewWidth);
        QVERIFY(stage.model.sentence(row).size() < 700);
    }
    stage.view.grab();
    stage.view.setCurrentIndex(stage.model.index(0));
    QTest::keyClick(&stage.view, Qt::Key_Return); // all that a row ever shows
    QVERIFY(stage.view.visualRect(stage.model.index(0)).height() < 4200 * 60);
    stage.view.grab();
    stage.view.copyText();
    stage.view.setFindText(u"a"_s);
    stage.view.grab();
}

void TestTimelineView::narrowAndTiny()
{
    Stage stage(QSize(200, 100));
    stage.chat();
    stage.view.grab();
    stage.view.resize(1, 1);
    stage.view.grab();
    stage.view.resize(4000, 3000);
    stage.settle();
    stage.view.grab();
    QCOMPARE(stage.view.visualRect(stage.model.index(0)).top(), 0);
}

void TestTimelineView::modelGoesFirst()
{
    TimelineView view;
    view.resize(400, 300);
    view.show();
    view.setFindText(u"x"_s);
    view.findNext();
    view.copyText();
    view.goToEnd();
    view.grab();
    {
        StoryReadings readings;
        Story story;
        story.listen();
        story.connectBoth(1, 1);
        readings.journal.append(story.take());
        TimelineModel model(readings);
        view.setModel(&model);
        view.grab();
    }
    QCoreApplication::processEvents();
    view.grab();
    QTest::keyClick(&view, Qt::Key_Down);
    view.setModel(nullptr);
    view.grab();
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
