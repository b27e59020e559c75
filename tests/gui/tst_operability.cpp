// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>
#include <QTextLayout>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

/// Everyone can operate it: names for screen readers, the keyboard alone, nothing clipped, in both languages.
class TestOperability : public QObject
{
    Q_OBJECT
private slots:
    void namesAreAsPromised()
    {
        WindowFixture f;
        const QStringList promised{u"Server address"_s,
                                   u"Server port"_s,
                                   u"Greeting"_s,
                                   u"Start server"_s,
                                   u"Clients"_s,
                                   u"Client address"_s,
                                   u"Client port"_s,
                                   u"Connect"_s,
                                   u"Message from the server"_s,
                                   u"Send as server"_s,
                                   u"Message from the client"_s,
                                   u"Send as client"_s,
                                   u"Timeline"_s};
        QStringList names;
        for (QWidget *widget : f.window->findChildren<QWidget *>()) {
            if (QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget))
                names << interface->text(QAccessible::Name);
        }
        for (const QString &name : promised)
            QVERIFY2(names.contains(name), qPrintable(name));
    }

    void theTimelineIsAListOfItsRows()
    {
        WindowFixture f;
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 1, kPatience);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(f.timeline());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        const QStringList sentences = f.sentences();
        QCOMPARE(list->childCount(), int(sentences.size()));
        for (int row = 0; row < list->childCount(); ++row)
            QCOMPARE(list->child(row)->text(QAccessible::Name), sentences.at(row));
    }

    void everythingThatTakesFocusHasAName_data() { languagesAndModes(); }
    void everythingThatTakesFocusHasAName()
    {
        QFETCH(QString, language);
        WindowFixture f;
        chooseTypeAndMode(f);
        showEveryPane(f);
        f.window->overrideLanguage(language);
        QCOMPARE(firstNameless(*f.window), QString());
    }

    void theLogIsOperable_data() { languages(); }
    void theLogIsOperable()
    {
        QFETCH(QString, language);
        WindowFixture f;
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        f.window->overrideLanguage(language);
        f.window->resize(1440, 900);
        f.click(f.child("centre", "logButton"));
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 1, kPatience);
        auto *view = f.child<QTableView>("logPane", "logView");
        QTRY_VERIFY(view->model()->rowCount() > 3);
        QCOMPARE(firstNameless(*f.window), QString());
        QTRY_COMPARE(firstClipped(*f.window), QString()); // once everything is laid out
        // As a table of its cells to screen readers.
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(view);
        QVERIFY(table && table->tableInterface());
        QCOMPARE(table->tableInterface()->rowCount(), view->model()->rowCount());
        // Every control by Tab alone; the table is one stop.
        QSet<QWidget *> reached;
        f.child("logBar", "sideCombo")->setFocus();
        for (QWidget *now = QApplication::focusWidget(); now && !reached.contains(now);
             now = QApplication::focusWidget()) {
            reached.insert(now);
            QTest::keyClick(now, Qt::Key_Tab);
        }
        for (const char *name : {"sideCombo", "kindCombo", "originCombo", "modeCombo", "patternEdit",
                                 "pauseButton", "clearButton", "columnsButton"})
            QVERIFY2(reached.contains(f.child("logBar", name)), name);
        QVERIFY(reached.contains(view));
    }

    void tabReachesEveryControlOnce()
    {
        WindowFixture f;
        QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
        auto *first = f.child("serverPanel", "addressCombo");
        first->setFocus();
        QSet<QWidget *> reached;
        for (int i = 0; i < 200; ++i) {
            QWidget *now = QApplication::focusWidget();
            QVERIFY(now);
            if (reached.contains(now))
                break;
            reached.insert(now);
            QTest::keyClick(now, Qt::Key_Tab);
        }
        for (const char *name : {"portSpin", "startButton", "greetingEdit", "thenCombo", "encodingCombo",
                                 "acceptCheck", "clientsView"})
            QVERIFY2(reached.contains(f.child("serverPanel", name)), name);
        for (const char *name :
             {"addressCombo", "portSpin", "connectButton", "connectionsView", "anotherButton"})
            QVERIFY2(reached.contains(f.child("clientPanel", name)), name);
        QVERIFY(reached.contains(f.timeline()));
        QVERIFY(reached.contains(f.child("serverComposer", "sendButton")));
        QVERIFY(reached.contains(f.child("clientComposer", "edit")));
    }

    void accessKeysAreUnique_data() { languagesAndModes(); }
    void accessKeysAreUnique()
    {
        QFETCH(QString, language);
        WindowFixture f;
        chooseTypeAndMode(f);
        showEveryPane(f);
        f.window->overrideLanguage(language);
        QStringList inWindow;
        for (const QLabel *label : f.window->findChildren<QLabel *>()) {
            if (label->buddy())
                inWindow << label->text();
        }
        for (const QAbstractButton *button : f.window->findChildren<QAbstractButton *>())
            inWindow << button->text();
        for (const QAction *action : f.window->menuBar()->actions())
            inWindow << action->text();
        verifyUnique(inWindow);
        for (const QMenu *menu : f.window->menuBar()->findChildren<QMenu *>()) {
            QStringList inMenu;
            for (const QAction *action : menu->actions())
                inMenu << action->text();
            verifyUnique(inMenu);
        }
    }

    void nothingOfATypeIsClipped_data() { languagesAndModes(); }
    void nothingOfATypeIsClipped()
    {
        QFETCH(QString, language);
        WindowFixture f;
        f.window->overrideLanguage(language);
        f.window->resize(1440, 900);
        chooseTypeAndMode(f);
        QTRY_COMPARE(firstClipped(*f.window), QString()); // once everything is laid out
        f.window->resize(f.window->minimumSizeHint().width(), 900);
        QTRY_COMPARE(firstClipped(*f.window), QString());
    }

    void nothingIsClipped_data() { languages(); }
    void nothingIsClipped()
    {
        QFETCH(QString, language);
        WindowFixture f;
        f.window->overrideLanguage(language);
        f.window->resize(1440, 900);
        f.startServer();
        f.click(f.connectButton());
        QTRY_COMPARE_WITH_TIMEOUT(f.count(EventKind::Received, Side::Client), 1, kPatience);
        QTRY_COMPARE(firstClipped(*f.window), QString()); // once everything is laid out
        f.window->resize(f.window->minimumSizeHint().width(), 900);
        QTRY_COMPARE(firstClipped(*f.window), QString());
    }

    void chineseUsesChineseGlyphs()
    {
        // 直, 骨 and 门 have other shapes in Japanese fonts.
        QFont font = QApplication::font();
        font.setFamilies({font.family(), u"Noto Sans CJK SC"_s, u"WenQuanYi Micro Hei"_s});
        QTextLayout layout(u"直骨门关"_s, font);
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        for (const QGlyphRun &run : layout.glyphRuns())
            QVERIFY2(!run.rawFont().familyName().contains(u" JP"_s), qPrintable(run.rawFont().familyName()));
    }

private:
    static QString firstNameless(const QWidget &window)
    {
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            const bool isInner = qobject_cast<QScrollArea *>(widget)
                || widget->objectName().startsWith(u"qt_"_s) || widget->parentWidget()->inherits("QComboBox")
                || widget->parentWidget()->inherits("QSpinBox");
            if (widget->focusPolicy() == Qt::NoFocus || isInner || !widget->isVisible())
                continue;
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            if (!interface || interface->text(QAccessible::Name).isEmpty())
                return u"%1 (%2)"_s.arg(widget->objectName(),
                                        QString::fromLatin1(widget->metaObject()->className()));
        }
        return {};
    }
    static QString firstClipped(const QWidget &window)
    {
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->objectName().startsWith(u"qt_dockwidget_"_s))
                continue; // the buttons of a dock are icons of Qt's own size
            QSize needed;
            if (const auto *combo = qobject_cast<QComboBox *>(widget))
                needed
                    = combo->sizeAdjustPolicy() == QComboBox::AdjustToContents ? combo->sizeHint() : needed;
            else if (const auto *button = qobject_cast<QAbstractButton *>(widget))
                needed = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
            else if (const auto *label = qobject_cast<QLabel *>(widget); label && !label->wordWrap())
                needed = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored
                    ? QSize()
                    : label->minimumSizeHint();
            if (widget->width() < needed.width() || widget->height() < needed.height())
                return u"%1 is %2 of %3 wide"_s.arg(widget->objectName())
                    .arg(widget->width())
                    .arg(needed.width());
        }
        return {};
    }

    static void languagesAndModes()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("mode");
        const QStringList types{u"TCP"_s, u"UDP"_s, u"local stream"_s, u"local datagram"_s, u"raw"_s};
        for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
            for (int type = 0; type < types.size(); ++type) {
                for (int mode = 0; mode < 3; ++mode)
                    QTest::addRow("%s, %s, mode %d", qPrintable(language), qPrintable(types.at(type)), mode)
                        << language << type << mode;
            }
        }
    }
    /// What is made when it is shown for the first time.
    static void showEveryPane(const WindowFixture &f)
    {
        auto *tabs = f.window->findChild<QTabWidget *>(u"inspectorTabs"_s);
        for (int tab = tabs->count() - 1; tab >= 0; --tab)
            tabs->setCurrentIndex(tab);
        for (const char *button : {"logButton", "timelineButton"})
            f.click(f.child("centre", button));
    }
    /// Both panels, with all the calls that step mode has.
    static void chooseTypeAndMode(const WindowFixture &f)
    {
        QFETCH(int, type);
        QFETCH(int, mode);
        f.child<QComboBox>("serverPanel", "serverTypeCombo")->setCurrentIndex(type);
        f.child<QComboBox>("clientPanel", "clientTypeCombo")->setCurrentIndex(type);
        for (const char *panel : {"serverPanel", "clientPanel"}) {
            auto *choice = f.child<QComboBox>(panel, "modeCombo");
            choice->setCurrentIndex(qMin(mode, choice->count() - 1));
            if (auto *more = f.child<QAbstractButton>(panel, "moreButton")) // only in step mode
                more->setChecked(true);
        }
        f.child<QAbstractButton>("serverPanel", "optionsButton")->setChecked(true);
    }
    static void languages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en"_s;
        QTest::newRow("Chinese") << u"zh_CN"_s;
    }
    static void verifyUnique(const QStringList &texts)
    {
        QHash<QChar, QString> keys;
        for (const QString &text : texts) {
            const qsizetype place = text.indexOf(u'&');
            if (place < 0 || place + 1 >= text.size() || text.at(place + 1) == u'&')
                continue;
            const QChar key = text.at(place + 1).toUpper();
            QVERIFY2(!keys.contains(key),
                     qPrintable(u"%1: “%2” and “%3”"_s.arg(key).arg(keys.value(key), text)));
            keys.insert(key, text);
        }
    }
};

QTEST_MAIN(TestOperability)
#include "tst_operability.moc"
