// SPDX-License-Identifier: MIT
#include "core/languages.h"
#include "gui/explainpane.h"
#include "gui/theme.h"
#include "support/eventlist.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTextEdit>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

constexpr qsizetype kGreetingRow = 3;

/// A greeting that is read, and a pane for it.
struct Desk
{
    Desk()
    {
        events << list.make(EventKind::Connect, Side::Client) << list.make(EventKind::Connected, Side::Client)
               << list.make(EventKind::Accept, Side::Server)
               << list.data(EventKind::Sent, Side::Server, u"新年 <b>快乐</b>"_s.toUtf8());
        events.last().reason = WriteReason::Greeting;
        events << list.make(EventKind::State, Side::Server);
        events.last().origin = Origin::Kernel;
        auto reading = std::make_shared<KernelReading>();
        reading->state = TcpState::Established;
        reading->hasOwner = true;
        events.last().reading = reading;
        for (int origin = 0; origin <= int(Origin::Inferred); ++origin) {
            events << list.make(EventKind::Connected, Side::Client);
            events.last().origin = Origin(origin);
        }
        journal.append(events);
    }
    /// The client reads what is written.
    void readAll()
    {
        journal.append({list.data(EventKind::Received, Side::Client, u"新年 <b>快乐</b>"_s.toUtf8())});
    }

    template <typename Widget> Widget *find(const char *name) const
    {
        return pane.findChild<Widget *>(QString::fromLatin1(name));
    }
    QString title() const { return find<QLabel>("explainTitle")->text(); }
    QString text() const { return find<QTextEdit>("explainText")->toPlainText(); }
    QAbstractItemModel *evidence() const { return find<QTreeView>("explainEvidence")->model(); }

    test::EventList list;
    QList<Event> events;
    Journal journal;
    ConnectionIndex connections{journal};
    TextReading texts{journal, connections};
    LifeLines lifeLines{journal};
    Readings readings{journal, connections, texts, lifeLines};
    ExplainPane pane{readings};
};

} // namespace

class TestExplainPane : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_languages.install(u"en"_s); }

    void asksForASelectionFirst()
    {
        const Desk desk;
        QVERIFY(!desk.title().isEmpty());
        QVERIFY(desk.text().startsWith(u"Select a mark"_s));
        QVERIFY(!desk.find<QTreeView>("explainEvidence")->isVisibleTo(&desk.pane));
        QVERIFY(!desk.find<QLabel>("explainOrigin")->isVisibleTo(&desk.pane));
    }

    void showsTheExplanation()
    {
        Desk desk;
        const QAbstractItemModelTester tester(desk.evidence(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.pane.show();
        for (qsizetype row = 0; row < desk.journal.size(); ++row) {
            desk.pane.showRow(row);
            const Explanation explanation = explain(desk.readings, row);
            QCOMPARE(desk.title(), explanation.title);
            QCOMPARE(desk.text(), explanation.sentences.join(u"\n\n"_s));
            QCOMPARE(desk.find<QLabel>("explainOrigin")->text(), originName(explanation.origin).toUpper());
            QCOMPARE(desk.find<QLabel>("explainOriginText")->text(), explanation.originText);
            QCOMPARE(desk.evidence()->rowCount(), int(explanation.evidence.size()));
            for (int i = 0; i < explanation.evidence.size(); ++i) {
                QCOMPARE(desk.evidence()->index(i, 0).data().toString(), explanation.evidence.at(i).label);
                QCOMPARE(desk.evidence()->index(i, 1).data().toString(), explanation.evidence.at(i).value);
            }
        }
        desk.pane.showRow(-1);
        QVERIFY(desk.text().startsWith(u"Select a mark"_s));
        QCOMPARE(desk.evidence()->rowCount(), 0);
        desk.pane.showRow(desk.journal.size()); // one that is not there (yet)
        QCOMPARE(desk.pane.row(), -1);
    }

    void followsTheLanguage()
    {
        Desk desk;
        desk.pane.showRow(kGreetingRow);
        const QString english = desk.text();
        const QString label = desk.evidence()->index(0, 0).data().toString();
        m_languages.install(u"zh_CN"_s);
        QTRY_VERIFY(desk.text() != english);
        QCOMPARE(desk.title(), explain(desk.readings, kGreetingRow).title);
        QVERIFY(desk.evidence()->index(0, 0).data().toString() != label);
        const QString chinese = desk.find<QTextEdit>("explainText")->accessibleName();
        QVERIFY(!chinese.isEmpty() && chinese != u"Explanation"_s);
    }

    void followsTheJournalAndKeepsTheSelection()
    {
        Desk desk;
        desk.pane.show();
        desk.pane.showRow(kGreetingRow);
        QVERIFY(desk.text().contains(u"read none of these bytes"_s));
        auto *text = desk.find<QTextEdit>("explainText");
        text->selectAll();
        desk.journal.append({desk.list.make(EventKind::Pause, Side::Server, 0)});
        QVERIFY(text->textCursor().hasSelection()); // nothing changed for this row
        desk.readAll();
        QVERIFY(desk.text().contains(u"one read"_s));
    }

    // Else there would be one scroll bar within another.
    void aNarrowPaneIsAsTallAsItsText()
    {
        Desk desk;
        desk.readAll();
        auto *text = desk.find<QTextEdit>("explainText");
        desk.pane.show();
        for (int width = 240; width < 560; width += 9) {
            desk.pane.resize(width, 300);
            for (const qsizetype row : {kGreetingRow, kGreetingRow + 1, desk.journal.size() - 1}) {
                desk.pane.showRow(row);
                QCoreApplication::processEvents();
                const QScrollBar *bar = text->verticalScrollBar();
                const int excess = text->height() - int(text->document()->size().height());
                QVERIFY2(
                    excess >= 0 && excess <= text->fontMetrics().height(),
                    qPrintable(u"%1 pixels wide, row %2: %3 too tall"_s.arg(width).arg(row).arg(excess)));
                QVERIFY2(bar->maximum() == 0,
                         qPrintable(u"%1 pixels wide, row %2: %3"_s.arg(width).arg(row).arg(bar->maximum())));
            }
        }
    }

    void aWidePaneDoesNotScrollAsAWhole()
    {
        Desk desk;
        desk.pane.resize(800, 150);
        desk.pane.show();
        desk.pane.showRow(kGreetingRow);
        const auto *page = desk.pane.findChild<QScrollArea *>();
        QTRY_VERIFY(page->verticalScrollBar()->maximum() == 0);
    }

    void catchesUpWhenItIsShown()
    {
        Desk desk;
        desk.pane.show();
        desk.pane.showRow(kGreetingRow);
        desk.pane.hide();
        desk.readAll();
        QVERIFY(desk.text().contains(u"read none of these bytes"_s)); // nobody sees it: no work
        desk.pane.show();
        QVERIFY(desk.text().contains(u"one read"_s));
    }

    void followsTheEncoding()
    {
        Desk desk;
        desk.pane.show();
        desk.pane.showRow(kGreetingRow);
        QVERIFY(desk.text().contains(u"In UTF-8"_s));
        desk.texts.setEncoding(1, TextEncoding::Gb18030);
        QVERIFY(desk.text().contains(u"In GB18030"_s));
    }

    void isReachedByKeyboardAndCopies()
    {
        Desk desk;
        desk.pane.showRow(kGreetingRow);
        desk.pane.resize(900, 220);
        desk.pane.show();
        QVERIFY(QTest::qWaitForWindowActive(&desk.pane));
        auto *text = desk.find<QTextEdit>("explainText");
        auto *view = desk.find<QTreeView>("explainEvidence");
        text->setFocus();
        QTest::keyClick(text, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), desk.text());
        QTest::keyClick(text, Qt::Key_Tab);
        QVERIFY(view->hasFocus());
        QTest::keyClick(view, Qt::Key_Home);
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), desk.evidence()->index(1, 1).data().toString());
    }

    void accessibleTextIsWhatIsSeen()
    {
        Desk desk;
        desk.pane.showRow(kGreetingRow);
        desk.pane.show();
        const QAccessibleInterface *title
            = QAccessible::queryAccessibleInterface(desk.find<QLabel>("explainTitle"));
        QCOMPARE(title->text(QAccessible::Name), desk.title());
        QAccessibleInterface *text
            = QAccessible::queryAccessibleInterface(desk.find<QTextEdit>("explainText"));
        QCOMPARE(text->text(QAccessible::Name), u"Explanation"_s);
        QVERIFY(text->textInterface());
        QCOMPARE(text->textInterface()->text(0, text->textInterface()->characterCount()), desk.text());
        QVERIFY(!desk.find<QTreeView>("explainEvidence")->accessibleName().isEmpty());
    }

    void isPlainText()
    {
        Desk desk;
        const QList<QLabel *> labels = desk.pane.findChildren<QLabel *>();
        for (const QLabel *label : labels)
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void putsTheEvidenceBelowWhereItIsNarrow()
    {
        Desk desk;
        desk.pane.showRow(kGreetingRow);
        desk.pane.show();
        const auto topOf = [&desk](const QWidget *widget) { return widget->mapTo(&desk.pane, QPoint()).y(); };
        const auto *text = desk.find<QTextEdit>("explainText");
        const auto *view = desk.find<QTreeView>("explainEvidence");
        desk.pane.resize(900, 240);
        QTRY_VERIFY(topOf(view) < topOf(text) + text->height());
        desk.pane.resize(360, 500);
        QTRY_VERIFY(topOf(view) >= topOf(text) + text->height());
    }

private:
    Languages m_languages;
};

QTEST_MAIN(TestExplainPane)
#include "tst_explainpane.moc"
