// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include "gui/inspector.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// A window on real sockets with the kernel asked.
struct Desk : WindowFixture
{
    explicit Desk(KernelSource source = KernelSource::System) { session.observeKernel(source); }

    QTabWidget *tabs() const { return window->findChild<QTabWidget *>(u"inspectorTabs"_s); }
    QDockWidget *dock() const { return window->findChild<QDockWidget *>(u"inspector"_s); }
    template <typename Widget> Widget *find(const char *name) const
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }
    qsizetype firstRow(EventKind kind, Side side) const
    {
        for (qsizetype row = 0; row < session.journal().size(); ++row) {
            if (session.journal().at(row).kind == kind && session.journal().at(row).side == side)
                return row;
        }
        return -1;
    }
    bool greet()
    {
        startServer();
        click(connectButton());
        return QTest::qWaitFor([this] { return count(EventKind::Received, Side::Client) == 1; }, kPatience);
    }
};

} // namespace

/// The inspector in the window: it follows the selection, and everything can be reached.
class tst_Inspector : public QObject
{
    Q_OBJECT
private slots:
    void explainsTheSelectedRow()
    {
        Desk desk;
        QVERIFY(desk.greet());
        const auto *title = desk.find<QLabel>("explainTitle");
        QCOMPARE(title->text(), u"Nothing is selected"_s);
        desk.window->showRow(desk.firstRow(EventKind::Sent, Side::Server));
        QCOMPARE(title->text(), u"Greeting sent • 48 bytes"_s);
        QVERIFY(desk.find<QTextEdit>("explainText")
                    ->toPlainText()
                    .contains(u"16 characters × 3 bytes = 48 bytes"_s));
        QVERIFY(desk.find<QPlainTextEdit>("codeText")->toPlainText().contains(u".sendall('您好"_s));

        // The arrow keys of the timeline move it on.
        desk.timeline()->setFocus();
        QTest::keyClick(desk.timeline(), Qt::Key_Down);
        QVERIFY(title->text() != u"Greeting sent • 48 bytes"_s);

        desk.window->showRow(desk.firstRow(EventKind::Received, Side::Client));
        desk.tabs()->setCurrentIndex(1);
        QTRY_VERIFY(desk.find<QWidget>("hexView")->isVisible());
        QTRY_VERIFY(desk.find<QLabel>("bytesStatus")->text().contains(u"48"_s));
        desk.tabs()->setCurrentIndex(2);
        auto *diagram = desk.find<QWidget>("serverDiagram");
        QTRY_VERIFY(diagram->isVisible());
        QTRY_VERIFY(diagram->accessibleDescription().contains(u"ESTABLISHED"_s));
    }

    void everySelectionIsExplained()
    {
        Desk desk;
        QVERIFY(desk.greet());
        desk.click(desk.connectButton()); // disconnect
        QTRY_VERIFY_WITH_TIMEOUT(desk.count(EventKind::Closed, Side::Server) == 1, kPatience);
        const auto *title = desk.find<QLabel>("explainTitle");
        const auto *text = desk.find<QTextEdit>("explainText");
        for (int tab = 0; tab < desk.tabs()->count(); ++tab) {
            desk.tabs()->setCurrentIndex(tab);
            for (qsizetype row = 0; row < desk.session.journal().size(); ++row) {
                desk.window->showRow(row);
                if (tab != 0)
                    continue; // a hidden pane waits until it is seen
                QVERIFY(!title->text().isEmpty());
                QVERIFY(!text->toPlainText().isEmpty());
                QVERIFY2(!text->toPlainText().contains(u"(s)"_s), qPrintable(text->toPlainText()));
            }
        }
        desk.window->showRow(desk.firstRow(EventKind::Sent, Side::Server));
        QVERIFY(title->text() != u"Greeting sent • 48 bytes"_s);
        desk.tabs()->setCurrentIndex(0);
        QCOMPARE(title->text(), u"Greeting sent • 48 bytes"_s);
    }

    void showsWhoWaitsAndLetsOneIn()
    {
        Desk desk;
        desk.child<QSpinBox>("serverPanel", "backlogSpin")->setValue(3);
        desk.click(desk.child<QWidget>("serverPanel", "acceptCheck"));
        desk.startServer();
        auto *another = desk.child<QPushButton>("clientPanel", "anotherButton");
        for (int i = 0; i < 2; ++i)
            desk.click(another);
        auto *list = desk.find<QListView>("acceptQueueList");
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 2, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QLabel>("acceptQueueLabel")->text(), u"Accept queue: 2 of 4"_s,
                                  kPatience);
        QCOMPARE(desk.count(EventKind::Accept, Side::Server), 0);
        desk.click(desk.find<QPushButton>("acceptOneButton"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(EventKind::Accept, Side::Server), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<QLabel>("acceptQueueLabel")->text(), u"Accept queue: 1 of 4"_s,
                                  kPatience);
        desk.click(desk.child<QWidget>("serverPanel", "acceptCheck"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.count(EventKind::Accept, Side::Server), 2, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!list->isVisible(), kPatience);
    }

    void theTablesShowTheKernelsStates()
    {
        Desk desk;
        QVERIFY(desk.greet());
        const auto *table = desk.child<QAbstractItemView>("serverPanel", "clientsView");
        const auto state = [table] { return table->model()->index(0, 2).data().toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"ESTABLISHED"_s, kPatience);
        desk.window->serverPanel().clients(); // server closes first: it is the one to wait
        desk.child<QAbstractItemView>("serverPanel", "clientsView")
            ->setCurrentIndex(table->model()->index(0, 0));
        desk.click(desk.child<QWidget>("serverPanel", "disconnectClientButton"));
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"TIME_WAIT"_s, kPatience);
    }

    void saysWhatItCannotObserve()
    {
        Desk desk(KernelSource::Unavailable);
        QVERIFY(desk.greet());
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.find<QLabel>("acceptQueueLabel")->text().contains(u"cannot be observed"_s), kPatience);
        QVERIFY(desk.errorOf("serverPanel").isEmpty()); // it is no failure
        QVERIFY(desk.errorOf("clientPanel").isEmpty());
        QVERIFY(desk.sentences().join(u'\n').contains(u"does not tell the kernel’s socket states"_s));
        QCOMPARE(desk.received(Side::Client), tutorialGreeting().toUtf8());
    }

    void remembersItsPlace()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        Session session;
        Languages languages;
        {
            QSettings store(file, QSettings::IniFormat);
            MainWindow window(session, languages, store);
            window.show();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            window.findChild<QTabWidget *>(u"inspectorTabs"_s)->setCurrentIndex(2);
            window.findChild<QTabBar *>(u"codeTabs"_s)->setCurrentIndex(1);
            QTest::keyClick(&window, Qt::Key_F4); // hide
            QVERIFY(!window.findChild<QDockWidget *>(u"inspector"_s)->isVisible());
            window.close();
        }
        QSettings store(file, QSettings::IniFormat);
        MainWindow window(session, languages, store);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *dock = window.findChild<QDockWidget *>(u"inspector"_s);
        QVERIFY(!dock->isVisible());
        QTest::keyClick(&window, Qt::Key_F4);
        QVERIFY(dock->isVisible());
        QCOMPARE(window.findChild<QTabWidget *>(u"inspectorTabs"_s)->currentIndex(), 2);
        QCOMPARE(window.findChild<QTabBar *>(u"codeTabs"_s)->currentIndex(), 1);
    }

    void exportsAPicture_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("beginning");
        QTest::newRow("PNG") << u"a.png"_s << QByteArray("\x89PNG");
        QTest::newRow("SVG") << u"a.svg"_s << QByteArray("<?xml");
        QTest::newRow("PDF") << u"a.pdf"_s << QByteArray("%PDF");
    }
    void exportsAPicture()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, beginning);
        Desk desk;
        QVERIFY(desk.greet());
        desk.find<QAction>("exportPictureAction")->trigger();
        auto *dialog = desk.find<QFileDialog>("exportDialog");
        QVERIFY(dialog);
        QVERIFY(!dialog->testAttribute(Qt::WA_ShowModal) || dialog->windowModality() != Qt::ApplicationModal);
        dialog->setDirectory(desk.folder.path());
        dialog->selectFile(desk.folder.filePath(name));
        QMetaObject::invokeMethod(dialog, "accept", Qt::DirectConnection);
        QFile file(desk.folder.filePath(name));
        QTRY_VERIFY_WITH_TIMEOUT(file.exists() && file.size() > 100, kPatience);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(beginning.size()), beginning);
        QVERIFY(desk.window->findChild<InlineMessage *>(u"message"_s, Qt::FindChildrenRecursively));
    }

    void optionsOfBothEndsAreReadAndSet()
    {
        Desk desk;
        QVERIFY(desk.greet());
        desk.tabs()->setCurrentIndex(3);
        auto *table = desk.find<QTableView>("optionsTable");
        const auto cell = [table](const QString &name, int column) {
            const QModelIndexList found = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole,
                                                                name, 1, Qt::MatchExactly);
            return found.isEmpty() ? QModelIndex() : found.front().siblingAtColumn(column);
        };
        desk.window->showRow(desk.firstRow(EventKind::Listen, Side::Server));
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"SO_REUSEADDR"_s, 1).data().toString(), u"on"_s, kPatience);
        for (const Side side : {Side::Server, Side::Client}) {
            desk.window->showRow(
                desk.firstRow(side == Side::Server ? EventKind::Sent : EventKind::Received, side));
            QTRY_COMPARE_WITH_TIMEOUT(cell(u"SO_TYPE"_s, 1).data().toString(), u"SOCK_STREAM"_s, kPatience);
            table->setCurrentIndex(cell(u"SO_KEEPALIVE"_s, 1));
            table->setFocus();
            QTest::keyClick(table, Qt::Key_Space);
            QTRY_COMPARE_WITH_TIMEOUT(cell(u"SO_KEEPALIVE"_s, 1).data().toString(), u"on"_s, kPatience);
        }
        QVERIFY(desk.count(EventKind::Option, Side::Client) > 5); // one truth: they are in the journal
    }
};

QTEST_MAIN(tst_Inspector)
#include "tst_inspector.moc"
