// SPDX-License-Identifier: MIT
#include "gui/codepane.h"
#include "gui/codetext.h"
#include "gui/theme.h"
#include "support/eventlist.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// A journal with its readings and the pane that shows it.
struct Scene
{
    Scene()
    {
        pane.resize(700, 300);
        pane.setWindowTitle(u"code"_s);
    }

    void add(EventKind kind, Side side, quint32 connection = 1)
    {
        Event event = events.make(kind, side, connection);
        event.endpoint = side == Side::Server ? 1 : 2;
        event.number = kind == EventKind::Listen ? 128 : -1;
        journal.append({event});
    }
    void say(Side side, const QByteArray &bytes)
    {
        const Side other = side == Side::Server ? Side::Client : Side::Server;
        for (const bool isSent : {true, false}) {
            Event event
                = events.data(isSent ? EventKind::Sent : EventKind::Received, isSent ? side : other, bytes);
            event.endpoint = event.side == Side::Server ? 1 : 2;
            journal.append({event});
        }
    }
    void begin()
    {
        for (const EventKind kind : {EventKind::Socket, EventKind::Bind, EventKind::Listen})
            add(kind, Side::Server, 0);
        add(EventKind::Socket, Side::Client);
        add(EventKind::Connect, Side::Client);
        add(EventKind::Connected, Side::Client);
        add(EventKind::Accept, Side::Server);
        say(Side::Server, u"您好，您收到了服务器的新年祝福！"_s.toUtf8());
    }

    QString shown() const { return text()->toPlainText(); }
    QString marked() const
    {
        QStringList lines;
        for (int line = text()->firstMarked(); line >= 0 && line <= text()->lastMarked(); ++line)
            lines << text()->document()->findBlockByNumber(line).text().trimmed();
        return lines.join(u'\n');
    }
    CodeText *text() const { return pane.findChild<CodeText *>(u"codeText"_s); }
    QTabBar *tabs() const { return pane.findChild<QTabBar *>(u"codeTabs"_s); }
    QLabel *remark() const { return pane.findChild<QLabel *>(u"codeRemark"_s); }
    QPushButton *copy() const { return pane.findChild<QPushButton *>(u"codeCopy"_s); }

    EventList events;
    Journal journal;
    ConnectionIndex connections{journal};
    TextReading texts{journal, connections};
    LifeLines lifeLines{journal};
    Readings readings{journal, connections, texts, lifeLines};
    CodePane pane{readings, nullptr};
};

constexpr qsizetype kGreeting = 7; // row of what begin() says

} // namespace

class TestCodePane : public QObject
{
    Q_OBJECT
private slots:
    void marksTheLineOfTheRow();
    void writesNothingWhileHidden();
    void changesTheLanguage();
    void copiesTheWholeProgram();
    void bringsTheLineIntoView();
    void keepsItsPlaceWhileTheJournalGrows();
    void showsNothingForNoRow();
    void saysWhatTheKernelRowIs();
    void readsAgainInANewEncoding();
    void isOperableByKeyboard();
    void paintsTheMark_data();
    void paintsTheMark();
};

void TestCodePane::marksTheLineOfTheRow()
{
    Scene scene;
    scene.begin();
    scene.pane.show();
    scene.pane.showRow(kGreeting);
    QCOMPARE(scene.marked(), u"c1.sendall('您好，您收到了服务器的新年祝福！'.encode('utf-8'))"_s);
    QVERIFY(scene.shown().contains(u"s.bind((HOST, PORT))"_s));
    QVERIFY(scene.text()->isReadOnly());
    QVERIFY(scene.remark()->isHidden());
    scene.pane.showRow(kGreeting + 1); // the same bytes at the client
    QCOMPARE(scene.marked(), u"print(s.recv(48, socket.MSG_WAITALL))"_s);
    QVERIFY(scene.text()->accessibleDescription().contains(QString::number(scene.text()->firstMarked() + 1)));
}

void TestCodePane::writesNothingWhileHidden()
{
    Scene scene;
    scene.begin();
    scene.pane.showRow(kGreeting);
    QVERIFY(scene.shown().isEmpty());
    scene.pane.show();
    QVERIFY(scene.shown().contains(u"c1.sendall"_s));
    scene.pane.hide();
    scene.pane.showRow(4);
    QVERIFY(scene.shown().contains(u"c1.sendall"_s));
    scene.pane.show();
    QCOMPARE(scene.marked(), u"s.connect((HOST, PORT))"_s);
}

void TestCodePane::changesTheLanguage()
{
    Scene scene;
    scene.begin();
    scene.pane.show();
    scene.pane.showRow(kGreeting);
    QSignalSpy changed(&scene.pane, &CodePane::languageChanged);
    QTest::mouseClick(scene.tabs(), Qt::LeftButton, {}, scene.tabs()->tabRect(1).center());
    QCOMPARE(scene.pane.language(), CodeLanguage::C);
    QVERIFY(scene.marked().startsWith(u"check(send(c1, "_s));
    QCOMPARE(changed.size(), 1);
    scene.pane.showRow(2);
    QCOMPARE(scene.marked(), u"check(listen(s, 128) == 0, \"listen\");"_s);
    scene.pane.setLanguage(CodeLanguage::Qt);
    QVERIFY(scene.marked().contains(u"server.listen("_s));
    QCOMPARE(scene.tabs()->currentIndex(), 2);
}

void TestCodePane::copiesTheWholeProgram()
{
    Scene scene;
    scene.begin();
    scene.pane.show();
    QVERIFY(!scene.copy()->isEnabled());
    scene.pane.showRow(kGreeting);
    QTest::mouseClick(scene.copy(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), scene.shown() + u'\n');
}

void TestCodePane::bringsTheLineIntoView()
{
    Scene scene;
    scene.begin();
    for (int i = 0; i < 150; ++i)
        scene.say(Side::Client, "line " + QByteArray::number(i));
    scene.pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&scene.pane));
    for (const qsizetype row : {kGreeting + 2, kGreeting + 250, kGreeting + 40}) {
        scene.pane.showRow(row);
        const QTextBlock block = scene.text()->document()->findBlockByNumber(scene.text()->firstMarked());
        const QRect line = scene.text()->cursorRect(QTextCursor(block));
        QVERIFY(scene.text()->viewport()->rect().contains(line));
    }
    QVERIFY(scene.text()->verticalScrollBar()->value() > 0);
    QCOMPARE(scene.text()->horizontalScrollBar()->value(), 0);
}

void TestCodePane::keepsItsPlaceWhileTheJournalGrows()
{
    Scene scene;
    scene.begin();
    for (int i = 0; i < 60; ++i)
        scene.say(Side::Client, "line " + QByteArray::number(i));
    scene.pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&scene.pane));
    scene.pane.showRow(kGreeting);
    const QString marked = scene.marked();
    scene.text()->verticalScrollBar()->setValue(3);
    scene.say(Side::Server, "news");
    QTRY_VERIFY(scene.shown().contains(u"b'news'"_s));
    QCOMPARE(scene.text()->verticalScrollBar()->value(), 3);
    QCOMPARE(scene.marked(), marked);
}

void TestCodePane::showsNothingForNoRow()
{
    Scene scene;
    scene.begin();
    scene.pane.show();
    scene.pane.showRow(kGreeting);
    for (const qsizetype row : {qsizetype(-1), scene.journal.size()}) {
        scene.pane.showRow(row);
        QVERIFY(scene.shown().isEmpty());
        QVERIFY(!scene.copy()->isEnabled());
        QVERIFY(!scene.text()->placeholderText().isEmpty());
    }
}

void TestCodePane::saysWhatTheKernelRowIs()
{
    Scene scene;
    scene.begin();
    Event event = scene.events.make(EventKind::State, Side::Server);
    event.endpoint = 1;
    event.origin = Origin::Kernel;
    auto reading = std::make_shared<KernelReading>();
    reading->state = TcpState::Established;
    event.reading = reading;
    scene.journal.append({event});
    scene.pane.show();
    scene.pane.showRow(scene.journal.size() - 1);
    QVERIFY(scene.marked().startsWith(u'#'));
    QVERIFY(!scene.remark()->isHidden());
    QVERIFY(scene.remark()->text().contains(u"ss -tanoi 'sport = :51234 or dport = :51234'"_s));
    scene.pane.showRow(kGreeting);
    QVERIFY(scene.remark()->isHidden());
}

void TestCodePane::readsAgainInANewEncoding()
{
    Scene scene;
    scene.begin();
    scene.pane.show();
    scene.pane.showRow(kGreeting);
    scene.texts.setEncoding(1, TextEncoding::Utf16Le);
    QVERIFY(scene.marked().contains(u"utf-16-le"_s) || scene.marked().contains(u"b'"_s));
}

void TestCodePane::isOperableByKeyboard()
{
    Scene scene;
    scene.begin();
    scene.pane.show();
    scene.pane.activateWindow();
    scene.pane.showRow(kGreeting);
    scene.tabs()->setFocus();
    QTest::keyClick(scene.tabs(), Qt::Key_Right);
    QCOMPARE(scene.pane.language(), CodeLanguage::C);
    scene.text()->setFocus();
    QTest::keyClick(scene.text(), Qt::Key_X); // read-only
    QTest::keyClick(scene.text(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(scene.text(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), scene.shown());
    QTest::keyClick(scene.text(), Qt::Key_Tab);
    QVERIFY(!scene.shown().contains(u'\t'));
    scene.copy()->setFocus();
    QTest::keyClick(scene.copy(), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), scene.shown() + u'\n');
    for (const QWidget *widget : {static_cast<QWidget *>(scene.tabs()), static_cast<QWidget *>(scene.text()),
                                  static_cast<QWidget *>(scene.copy())})
        QVERIFY(!widget->accessibleName().isEmpty());
}

void TestCodePane::paintsTheMark_data()
{
    QTest::addColumn<ThemeChoice>("theme");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
}

void TestCodePane::paintsTheMark()
{
    QFETCH(ThemeChoice, theme);
    applyTheme(*qApp, theme);
    Scene scene;
    scene.begin();
    scene.pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&scene.pane));
    scene.pane.showRow(kGreeting);
    const QImage image = scene.text()->grab().toImage();
    const QTextBlock block = scene.text()->document()->findBlockByNumber(scene.text()->firstMarked());
    const QRect line = scene.text()->cursorRect(QTextCursor(block));
    const int y = scene.text()->viewport()->y() + line.center().y();
    const Colours colours = coloursFor(scene.text()->palette());
    QCOMPARE(image.pixelColor(scene.text()->viewport()->geometry().right() - 2, y), colours.band);
    QCOMPARE(image.pixelColor(scene.text()->viewport()->x() / 2, y), colours.server);
    const QByteArray folder = qgetenv("CODEPANE_SHOTS");
    if (!folder.isEmpty()) {
        for (const CodeLanguage language : allCodeLanguages()) {
            scene.pane.setLanguage(language);
            scene.pane.grab().save(
                QString::fromLocal8Bit(folder)
                + u"/%1-%2.png"_s.arg(QLatin1StringView(QTest::currentDataTag())).arg(int(language)));
        }
    }
}

QTEST_MAIN(TestCodePane)
#include "tst_codepane.moc"
