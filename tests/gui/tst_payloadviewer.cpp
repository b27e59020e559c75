// SPDX-License-Identifier: MIT
#include "gui/payloadlines.h"
#include "gui/payloadpane.h"
#include "gui/payloadviewer.h"
#include "story.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace bothends;
using namespace Qt::StringLiterals;

class TestPayloadViewer : public QObject
{
    Q_OBJECT
private slots:
    void linesCoverAllBytes_data();
    void linesCoverAllBytes();
    void breaksAtLineFeedsAndColumns();
    void startsInsideACharacter();
    void showsTextAndHex();
    void copiesWholeLines();
    void opens100MegabytesAtOnce();
    void tellsWhenBytesAreGone();
    void readsAgainInANewEncoding();
};

namespace {

PayloadLines allLines(const QByteArray &bytes, TextEncoding encoding, int cutAtStart = 0)
{
    PayloadLines lines(bytes, encoding, cutAtStart);
    while (!lines.findMore(1000)) { }
    return lines;
}

} // namespace

void TestPayloadViewer::linesCoverAllBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TextEncoding>("encoding");
    const QString mixed = u"您好 hello é\n"_s.repeated(300) + u"谢谢"_s.repeated(500);
    QTest::newRow("empty") << QByteArray() << TextEncoding::Utf8;
    QTest::newRow("utf-8") << mixed.toUtf8() << TextEncoding::Utf8;
    QTest::newRow("utf-16") << encodeText(TextEncoding::Utf16Le, mixed).bytes << TextEncoding::Utf16Le;
    QTest::newRow("gb18030") << encodeText(TextEncoding::Gb18030, mixed).bytes << TextEncoding::Gb18030;
    QTest::newRow("not text") << QByteArray("\xff\xfe\x80\0\x01\xe6\x82", 7).repeated(400)
                              << TextEncoding::Utf8;
    QTest::newRow("line feeds") << QByteArray(1000, '\n') << TextEncoding::Utf8;
    QTest::newRow("marks") << u"\u0301"_s.repeated(10000).toUtf8() << TextEncoding::Utf8;
    QTest::newRow("odd") << QByteArray(301, 'x') << TextEncoding::Utf16Be;
}

void TestPayloadViewer::linesCoverAllBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TextEncoding, encoding);
    const PayloadLines lines = allLines(bytes, encoding);
    QCOMPARE(lines.offset(0), 0);
    QCOMPARE(lines.offset(lines.count()), bytes.size());
    for (qsizetype line = 0; line < lines.count(); ++line) {
        QVERIFY(lines.offset(line) < lines.offset(line + 1));
        QVERIFY(lines.text(line).text.size() <= PayloadLines::kColumns + 8);
    }
    QString joined;
    for (qsizetype line = 0; line < lines.count(); ++line)
        joined += lines.text(line).text;
    joined.remove(u'\n');
    if (lines.count() > 0 && encoding != TextEncoding::Utf16Be && !bytes.startsWith("\xcc"))
        QCOMPARE(joined, lines.textBetween(0, lines.count() - 1).text.remove(u'\n'));
}

void TestPayloadViewer::breaksAtLineFeedsAndColumns()
{
    const PayloadLines lines = allLines("one\ntwo\n" + QByteArray(250, 'x') + "\nend", TextEncoding::Utf8);
    QCOMPARE(lines.count(), 6);
    QCOMPARE(lines.text(0).text, u"one\\n"_s);
    QCOMPARE(lines.text(2).text, QString(120, u'x'));
    QCOMPARE(lines.text(4).text, QString(10, u'x') + u"\\n"_s);
    QCOMPARE(lines.text(5).text, u"end"_s);
    // A line feed right after a full line does not make an empty one.
    QCOMPARE(allLines(QByteArray(120, 'x') + "\ny", TextEncoding::Utf8).count(), 2);
}

void TestPayloadViewer::startsInsideACharacter()
{
    const QByteArray bytes = u"您好"_s.toUtf8().mid(2);
    const PayloadLines lines = allLines(bytes, TextEncoding::Utf8, 1);
    QCOMPARE(lines.count(), 1);
    QCOMPARE(lines.text(0).text, u"\\xa8好"_s);
    QByteArray utf16 = encodeText(TextEncoding::Utf16Le, u"xyz"_s).bytes.mid(1);
    QCOMPARE(allLines(utf16, TextEncoding::Utf16Le, 1).text(0).text, u"\\x00yz"_s);
}

void TestPayloadViewer::showsTextAndHex()
{
    StoryReadings readings;
    Story story;
    story.write(1, Side::Server, 1, QByteArray("<b>hi</b>\nline\0two", 18));
    readings.journal.append(story.take());
    auto *viewer = new PayloadViewer(readings.journal, readings.text, 0);
    viewer->show();
    QVERIFY(viewer->windowTitle().contains(u"18"_s));
    PayloadPane *pane = viewer->pane();
    QCOMPARE(pane->lineCount(), 2);
    QCOMPARE(pane->lineText(0), u"<b>hi</b>\\n"_s);
    QCOMPARE(pane->lineText(1), u"line\\x00two"_s);
    QVERIFY(!pane->accessibleName().isEmpty());
    auto *hex = viewer->findChild<QRadioButton *>(u"payloadAsHex"_s);
    QVERIFY(hex);
    QTest::mouseClick(hex, Qt::LeftButton, {}, QPoint(8, hex->height() / 2));
    QCOMPARE(pane->form(), PayloadPane::Form::Hex);
    QCOMPARE(pane->lineCount(), 2);
    QVERIFY(pane->lineText(1).startsWith(u"00000010"_s));
    QVERIFY(pane->lineText(0).contains(u"3c 62 3e"_s));
    viewer->grab();
    viewer->close(); // deletes it
}

void TestPayloadViewer::copiesWholeLines()
{
    PayloadPane pane;
    pane.resize(600, 200);
    pane.setBytes("one\ntwo\tx\n" + QByteArray(130, 'y') + "\nend", TextEncoding::Utf8, 0);
    pane.show();
    QTest::keyClick(&pane, Qt::Key_Down);
    QTest::keyClick(&pane, Qt::Key_Down);
    QTest::keyClick(&pane, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&pane, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&pane, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"two\tx\n"_s + QString(130, u'y') + u'\n');
    QTest::keyClick(&pane, Qt::Key_A, Qt::ControlModifier);
    pane.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"one\ntwo\tx\n"_s + QString(130, u'y') + u"\nend"_s);
}

void TestPayloadViewer::opens100MegabytesAtOnce()
{
    constexpr qsizetype size = 100 * 1024 * 1024;
    StoryReadings readings;
    Story story;
    story.write(1, Side::Server, 1, QByteArray(size, 'x'));
    readings.journal.append(story.take());
    auto *viewer = new PayloadViewer(readings.journal, readings.text, 0);
    QVERIFY(viewer->windowTitle().contains(u"104,857,600"_s));
    PayloadPane *pane = viewer->pane();
    QVERIFY(pane->lineCount() > 0);
    QVERIFY(!pane->isComplete()); // the rest is found later, in slices
    viewer->show();
    viewer->grab();
    QVERIFY(pane->paintedLines() < 500);
    const qint64 before = pane->paintedLines();
    QTRY_VERIFY_WITH_TIMEOUT(pane->isComplete(), 120'000);
    QCOMPARE(pane->lineCount(), (size + 119) / 120);
    QTest::keyClick(pane, Qt::Key_End);
    QCOMPARE(pane->verticalScrollBar()->value(), pane->verticalScrollBar()->maximum());
    viewer->grab();
    QVERIFY(pane->paintedLines() > before);
    pane->setForm(PayloadPane::Form::Hex);
    QCOMPARE(pane->lineCount(), size / 16);
    viewer->grab();
    pane->selectAll();
    QSignalSpy copied(pane, &PayloadPane::copied);
    pane->setForm(PayloadPane::Form::Text);
    pane->selectAll();
    pane->copy();
    QCOMPARE(copied.size(), 1);
    QVERIFY(copied.first().first().toBool());
    QVERIFY(QGuiApplication::clipboard()->text().size() <= PayloadPane::kCopyLimit);
    QGuiApplication::clipboard()->clear();
    delete viewer;
}

void TestPayloadViewer::tellsWhenBytesAreGone()
{
    Journal journal(std::make_unique<MemoryPayloadStore>(10));
    ConnectionIndex connections(journal);
    TextReading text(journal, connections);
    Story story;
    story.write(1, Side::Server, 1, "forgotten");
    story.write(2, Side::Server, 1, "remembered");
    journal.append(story.take());
    PayloadViewer viewer(journal, text, 0);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    viewer.show();
    viewer.grab();
    QCOMPARE(viewer.pane()->lineCount(), 0);
    QVERIFY(viewer.findChild<QLabel *>()->text().contains(u"no longer"_s));
    viewer.pane()->selectAll();
    viewer.pane()->copy();
    QTest::keyClick(viewer.pane(), Qt::Key_Down);
}

void TestPayloadViewer::readsAgainInANewEncoding()
{
    StoryReadings readings;
    Story story;
    story.write(1, Side::Server, 1, "\xc4\xe3\xba\xc3");
    readings.journal.append(story.take());
    PayloadViewer viewer(readings.journal, readings.text, 0);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(viewer.pane()->lineText(0).contains(u"\\xc4"_s));
    readings.text.setEncoding(1, TextEncoding::Gb18030);
    QCOMPARE(viewer.pane()->lineText(0), u"你好"_s);
}

QTEST_MAIN(TestPayloadViewer)
#include "tst_payloadviewer.moc"
