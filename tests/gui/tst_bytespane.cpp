// SPDX-License-Identifier: MIT
#include "gui/bytespane.h"

#include "core/icmp.h"
#include "gui/bufferstrip.h"
#include "gui/hexview.h"
#include "gui/story.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <unordered_map>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

/// Counts the bytes that are asked for.
class CountingStore : public PayloadStore
{
public:
    void put(quint64 seq, const QByteArray &payload) override { m_payloads[seq] = payload; }
    QByteArray payload(quint64 seq) const override
    {
        const auto it = m_payloads.find(seq);
        const QByteArray bytes = it == m_payloads.end() ? QByteArray() : it->second;
        ++fetches;
        fetchedBytes += bytes.size();
        return bytes;
    }
    bool has(quint64 seq) const override { return m_payloads.count(seq) > 0; }
    qint64 droppedBytes() const override { return 0; }
    void drop(quint64 seq) { m_payloads.erase(seq); }

    mutable int fetches = 0;
    mutable qint64 fetchedBytes = 0;

private:
    std::unordered_map<quint64, QByteArray> m_payloads;
};

struct Scene
{
    Scene() { pane.resize(760, 300); }
    void receive(const QList<QByteArray> &reads)
    {
        for (const QByteArray &bytes : reads)
            story.read(1, Side::Client, 1, bytes);
        journal.append(story.take());
    }
    void show(qsizetype row)
    {
        pane.showRow(row);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        view().setFocus();
    }
    HexView &view() const { return *pane.findChild<HexView *>(u"hexView"_s); }
    QLabel &label(const char *name) const { return *pane.findChild<QLabel *>(QLatin1String(name)); }
    QString status() const { return label("bytesStatus").text(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&view(), key, modifiers);
    }
    QPoint cell(HexColumn column, qint64 offset) const
    {
        const HexLayout &layout = view().hexLayout();
        const int byte = int(offset % layout.bytesPerLine());
        return layout.cells(column, int(layout.lineOf(offset) - view().topLine()), byte, byte).center();
    }
    void click(HexColumn column, qint64 offset, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, cell(column, offset));
    }
    void drag(HexColumn column, qint64 from, qint64 to)
    {
        QWidget *viewport = view().viewport();
        QTest::mousePress(viewport, Qt::LeftButton, Qt::NoModifier, cell(column, from));
        QMouseEvent move(QEvent::MouseMove, cell(column, to), viewport->mapToGlobal(cell(column, to)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(viewport, &move);
        QTest::mouseRelease(viewport, Qt::LeftButton, Qt::NoModifier, cell(column, to));
    }

    CountingStore *store = new CountingStore;
    Journal journal{std::unique_ptr<PayloadStore>(store)};
    ConnectionIndex connections{journal};
    TextReading texts{journal, connections};
    LifeLines lines{journal};
    Story story;
    BytesPane pane{{journal, connections, texts, lines}};
};

using Selection = HexView::Selection;

} // namespace

class TestBytesPane : public QObject
{
    Q_OBJECT
private slots:
    void init() { QGuiApplication::clipboard()->clear(); }

    void withoutARowItSaysWhereBytesAre()
    {
        Scene s;
        s.story.connectBoth(1, 1);
        s.receive({"hello"});
        s.show(-1);
        QVERIFY(!s.view().isVisible() && s.label("bytesEmpty").isVisible());
        const QString nothing = s.label("bytesEmpty").text();
        QVERIFY(!nothing.isEmpty());
        s.pane.showRow(0); // connect()
        QVERIFY(!s.view().isVisible() && s.label("bytesEmpty").text() != nothing);
        s.pane.showRow(3);
        QVERIFY(s.view().isVisible() && !s.label("bytesEmpty").isVisible());
        s.pane.showRow(-1);
        QVERIFY(!s.view().isVisible());
    }

    void itSaysWhichStreamAndRowItShows()
    {
        Scene s;
        s.receive({"0123456789abcdefXY", "hello"});
        s.show(1);
        QCOMPARE(s.label("bytesStream").text(),
                 u"Connection #1: all that the client received • 23 byte(s) • UTF-8"_s);
        QCOMPARE(s.status(), u"this row: offset 0x12 (18) • 5 byte(s) 68 65 6C 6C 6F • text: hello"_s);
        QCOMPARE(s.view().accessibleDescription(), s.status());
        QVERIFY(!s.view().accessibleName().isEmpty());
    }

    void statusOfASelection_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("status");
        QTest::newRow("a letter") << 0 << 1 << u"offset 0x0 (0) • 1 byte(s) 61 • a U+0061"_s;
        QTest::newRow("a character") << 1 << 3 << u"offset 0x1 (1) • 3 byte(s) E6 96 B0 • 新 U+65B0"_s;
        QTest::newRow("a part of it")
            << 2 << 1 << u"offset 0x2 (2) • 1 byte(s) 96 • part of 新 U+65B0, bytes E6 96 B0"_s;
        QTest::newRow("NUL") << 4 << 1 << u"offset 0x4 (4) • 1 byte(s) 00 • ␀ U+0000"_s;
        QTest::newRow("invalid") << 5 << 1 << u"offset 0x5 (5) • 1 byte(s) FF • no character in UTF-8"_s;
        QTest::newRow("bidi control") << 6 << 3 << u"offset 0x6 (6) • 3 byte(s) E2 80 AE • ▯ U+202E"_s;
        QTest::newRow("cut") << 9 << 3
                             << u"offset 0x9 (9) • 3 byte(s) E5 B9 B4 • 年 U+5E74 • cut between two rows"_s;
        QTest::newRow("incomplete")
            << 12 << 1 << u"offset 0xC (12) • 1 byte(s) E6 • part of a character that is not complete"_s;
        QTest::newRow("several") << 0 << 5 << u"offset 0x0 (0) • 5 byte(s) 61 E6 96 B0 00 • text: a新␀"_s;
        QTest::newRow("many") << 0 << 9
                              << u"offset 0x0 (0) • 9 byte(s) 61 E6 96 B0 00 FF E2 80 … • text: a新␀�▯"_s;
    }
    void statusOfASelection()
    {
        QFETCH(int, from);
        QFETCH(int, length);
        Scene s;
        s.receive({QByteArray("a\xe6\x96\xb0\0\xff\xe2\x80\xae\xe5\xb9", 11), "\xb4\xe6"});
        s.show(0);
        s.view().select(from, length);
        QTEST(s.status(), "status");
    }

    void hexAndTextAreLinked()
    {
        Scene s;
        s.receive({u"a新年b"_s.toUtf8()});
        s.show(0);
        s.click(HexColumn::Hex, 2);
        QCOMPARE(s.view().selection(), (Selection{2, 1}));
        s.click(HexColumn::Text, 2); // the whole character
        QCOMPARE(s.view().selection(), (Selection{1, 3}));
        s.drag(HexColumn::Text, 2, 5);
        QCOMPARE(s.view().selection(), (Selection{1, 6}));
        s.drag(HexColumn::Hex, 5, 2);
        QCOMPARE(s.view().selection(), (Selection{2, 4}));
        s.click(HexColumn::Hex, 7, Qt::ShiftModifier);
        QCOMPARE(s.view().selection(), (Selection{5, 3}));
        QTest::mouseDClick(s.view().viewport(), Qt::LeftButton, {}, s.cell(HexColumn::Hex, 6));
        QCOMPARE(s.view().selection(), (Selection{4, 3}));
    }

    void keysMoveTheSelection()
    {
        Scene s;
        s.receive({QByteArray(1000, 'x'), QByteArray(1000, 'y')});
        s.show(1);
        QCOMPARE(s.view().selection(), Selection());
        const int line = s.view().hexLayout().bytesPerLine();
        QCOMPARE(line, 16);
        const auto at = [&s](qint64 offset) { return s.view().selection() == Selection{offset, 1}; };
        s.key(Qt::Key_Right);
        QVERIFY(at(1000)); // first of the row
        s.key(Qt::Key_Right);
        QVERIFY(at(1001));
        s.key(Qt::Key_Left);
        s.key(Qt::Key_Left);
        QVERIFY(at(999));
        s.key(Qt::Key_Down);
        QVERIFY(at(1015));
        s.key(Qt::Key_Up);
        QVERIFY(at(999));
        s.key(Qt::Key_Home);
        QVERIFY(at(992));
        s.key(Qt::Key_End);
        QVERIFY(at(1007));
        s.key(Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(at(0));
        QCOMPARE(s.view().topLine(), 0);
        s.key(Qt::Key_PageDown);
        const int page = s.view().verticalScrollBar()->pageStep() * line;
        QVERIFY(at(page));
        s.key(Qt::Key_PageUp);
        QVERIFY(at(0));
        s.key(Qt::Key_End, Qt::ControlModifier);
        QVERIFY(at(1999));
        s.key(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(s.view().selection(), (Selection{1998, 2}));
        s.key(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(s.view().selection(), (Selection{1982, 18}));
        s.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(s.view().selection(), (Selection{0, 2000}));
    }

    void inTheTextColumnKeysMoveByCharacter()
    {
        Scene s;
        s.receive({u"a新年"_s.toUtf8()});
        s.show(0);
        s.click(HexColumn::Text, 0);
        s.key(Qt::Key_Right);
        QCOMPARE(s.view().selection(), (Selection{1, 3}));
        s.key(Qt::Key_Right);
        QCOMPARE(s.view().selection(), (Selection{4, 3}));
        s.key(Qt::Key_Left);
        QCOMPARE(s.view().selection(), (Selection{1, 3}));
    }

    void copies()
    {
        Scene s;
        s.receive({u"a新\n"_s.toUtf8() + '\x1b'});
        s.show(0);
        QSignalSpy copied(&s.view(), &HexView::copied);
        s.view().select(1, 3);
        s.key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"E6 96 B0"_s);
        s.view().selectAll();
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, {5, 5}, s.view().mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&s.view(), &wanted);
        auto *menu = s.view().findChild<QMenu *>();
        QVERIFY(menu != nullptr);
        menu->findChild<QAction *>(u"copyText"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"a新\n\\x1b"_s); // nothing for a terminal to obey
        menu->close();
        QCOMPARE(copied.size(), 2);
        QCOMPARE(copied.at(0).at(0).toBool(), false);
    }

    void whatIsCopiedIsBounded()
    {
        Scene s;
        s.receive({QByteArray(HexView::kCopyLimit + 1, 'x')});
        s.show(0);
        QSignalSpy copied(&s.view(), &HexView::copied);
        s.view().selectAll();
        s.view().copyText();
        QCOMPARE(copied.at(0).at(0).toBool(), true);
        QCOMPARE(QGuiApplication::clipboard()->text().size(), HexView::kCopyLimit);
    }

    void aHundredMegabytesOpenAtOnce()
    {
        Scene s;
        const QByteArray read(64 * 1024, 'x');
        for (int i = 0; i < 1600; ++i)
            s.story.read(1, Side::Client, 1, read);
        s.journal.append(s.story.take());
        s.store->fetches = 0;
        s.show(1000);
        QCoreApplication::processEvents();
        QVERIFY(s.view().bytesRead() > 0);
        QVERIFY2(s.view().bytesRead() < 4096, qPrintable(QString::number(s.view().bytesRead())));
        QVERIFY2(s.store->fetches < 40, qPrintable(QString::number(s.store->fetches)));
        s.key(Qt::Key_End, Qt::ControlModifier);
        s.view().viewport()->repaint();
        QVERIFY(s.view().bytesRead() < 8192);
        QVERIFY(s.store->fetches < 100);
        QVERIFY(s.status().startsWith(u"offset 0x63FFFFF (104857599)"_s));
    }

    void oneWriteOfAHundredMegabytesIsNotCopied()
    {
        Scene s;
        s.texts.setEncoding(1, TextEncoding::Gbk); // needs a place to start from
        s.receive({QByteArray(100 * 1024 * 1024, '\xc4')});
        s.show(0);
        s.key(Qt::Key_End, Qt::ControlModifier);
        s.view().viewport()->repaint();
        QVERIFY(s.view().bytesRead() < 8192);
    }

    void newRowsMakeTheStreamLonger()
    {
        Scene s;
        s.receive({"hello"});
        s.show(0);
        s.view().select(1, 2);
        s.receive({QByteArray(5000, 'x')});
        QCOMPARE(s.view().hexLayout().size(), 5005);
        QVERIFY(s.label("bytesStream").text().contains(QLocale().toString(5005)));
        QCOMPARE(s.view().selection(), (Selection{1, 2})); // nothing moves
        QCOMPARE(s.view().topLine(), 0);
        QVERIFY(s.view().verticalScrollBar()->maximum() > 0);
        s.view().viewport()->repaint();
        // Far below what is visible: constant work, and nothing is read.
        const qint64 before = s.view().bytesRead();
        s.receive({"more"});
        s.view().viewport()->repaint();
        QCOMPARE(s.view().bytesRead(), before);
        QCOMPARE(s.view().hexLayout().size(), 5009);
    }

    void whileHiddenItDoesNothing()
    {
        Scene s;
        s.receive({"hello"});
        s.store->fetches = 0;
        s.pane.showRow(0);
        s.receive({"more"});
        const int ofTextReading = s.store->fetches;
        s.pane.showRow(1);
        QCOMPARE(s.store->fetches, ofTextReading);
        s.show(1);
        QCOMPARE(s.view().hexLayout().size(), 9);
        QVERIFY(s.status().contains(u"6D 6F 72 65"_s));
        s.pane.hide();
        s.receive({"again"});
        QCOMPARE(s.view().hexLayout().size(), 9);
        s.pane.show();
        QCOMPARE(s.view().hexLayout().size(), 14);
    }

    void anotherEncodingIsAnotherReading()
    {
        Scene s;
        s.receive({encodeText(TextEncoding::Gbk, u"您"_s).bytes});
        s.show(0);
        s.view().select(0, 2);
        QVERIFY(!s.status().contains(u"您"_s));
        s.texts.setEncoding(1, TextEncoding::Gbk);
        QVERIFY2(s.status().endsWith(u"您 U+60A8"_s), qPrintable(s.status()));
        QVERIFY(s.label("bytesStream").text().endsWith(u"GBK"_s));
        QCOMPARE(s.view().selection(), (Selection{0, 2}));
    }

    void bytesThatAreNotKeptSaySo()
    {
        Scene s;
        s.receive({"hello", "world"});
        s.store->drop(1);
        s.show(0);
        QCOMPARE(s.status(), u"this row: offset 0x0 (0) • 5 byte(s) • no longer kept"_s);
        s.view().selectAll();
        s.view().copyHex();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"77 6F 72 6C 64"_s);
    }

    void theRowIsInSight()
    {
        Scene s;
        QList<QByteArray> reads;
        for (int i = 0; i < 100; ++i)
            reads << QByteArray(100, char('a' + i % 26));
        s.receive(reads);
        s.show(50);
        const HexLayout &layout = s.view().hexLayout();
        const auto isInSight = [&](qint64 offset) {
            const qint64 line = layout.lineOf(offset) - s.view().topLine();
            return line >= 0 && (line + 1) * layout.lineHeight() <= s.view().viewport()->height();
        };
        for (const int row : {50, 99, 0, 51}) {
            s.pane.showRow(row);
            QVERIFY(isInSight(row * 100) && isInSight(row * 100 + 99));
        }
    }

    void whatIsMarkedIsPainted()
    {
        // Neighbouring rows of the same bytes: only marks can make a difference.
        Scene s;
        s.receive({QByteArray(32, 'x'), QByteArray(32, 'x')});
        s.show(0);
        const QImage first = s.view().viewport()->grab().toImage();
        s.pane.showRow(1);
        const QImage second = s.view().viewport()->grab().toImage();
        QVERIFY(first != second);
        s.view().select(40, 1);
        QVERIFY(s.view().viewport()->grab().toImage() != second);
        s.view().clear();
        QVERIFY(s.view().viewport()->grab().toImage() != first);
    }

    void aCutCharacterHasAnotherOutline()
    {
        // The same bytes in the same places; in the second stream a read ends within a character.
        const QByteArray bytes = u"新年快乐"_s.toUtf8();
        const auto picture = [&bytes](qsizetype cut) {
            Scene s;
            s.receive({"head", bytes.left(cut), bytes.mid(cut)});
            s.show(0);
            const QRect place = s.view().hexLayout().cells(HexColumn::Hex, 0, 9, 9);
            return s.view().viewport()->grab(place.adjusted(2, 0, -2, 0)).toImage();
        };
        QVERIFY(picture(3) != picture(4)); // the last byte of 年: whole, and cut behind its first byte
        QCOMPARE(picture(3), picture(3));
    }

    // A selected byte of a character does not take the rest of it out of sight.
    void halfSelectedCharactersCanBeRead()
    {
        const auto darkest = [](bool isSelected) {
            Scene s;
            s.receive({u"国国国"_s.toUtf8()});
            s.show(0);
            if (isSelected)
                s.view().select(0, 1);
            const QRect rest = s.view().hexLayout().cells(HexColumn::Text, 0, 1, 2).adjusted(1, 0, -4, 0);
            const QImage image = s.view().viewport()->grab(rest).toImage();
            int least = 255;
            for (int y = 6; y < image.height() - 6; ++y) {
                for (int x = 0; x < image.width(); ++x)
                    least = qMin(least, qGray(image.pixel(x, y)));
            }
            return least;
        };
        QVERIFY(darkest(false) < 100);
        QVERIFY(darkest(true) < 100);
    }

    void narrowPanesShowEightBytesALine()
    {
        Scene s;
        s.receive({QByteArray(200, 'x')});
        s.show(0);
        s.view().select(100, 1);
        s.pane.resize(430, 300);
        QTRY_COMPARE(s.view().hexLayout().bytesPerLine(), 8);
        s.pane.resize(760, 300);
        QTRY_COMPARE(s.view().hexLayout().bytesPerLine(), 16);
    }

    void theLanguageChangesAtOnce()
    {
        Scene s;
        s.receive({"x"});
        s.show(0);
        QSignalSpy said(&s.view(), &HexView::statusChanged);
        QEvent change(QEvent::LanguageChange);
        QApplication::sendEvent(&s.view(), &change);
        QCOMPARE(said.size(), 1);
        QApplication::sendEvent(&s.pane, &change);
        QVERIFY(!s.label("bytesStream").text().isEmpty());
    }

    void datagramsHaveNumbers()
    {
        Scene s;
        s.story.transport = Transport::Udp;
        s.receive({"one", "", "three"});
        s.show(2);
        QVERIFY2(s.label("bytesStream").text().contains(u"datagram 3 of 3"_s),
                 qPrintable(s.label("bytesStream").text()));
        QVERIFY(!s.view().grab().isNull());
        s.show(1);
        QVERIFY(s.label("bytesEmpty").text().contains(u"empty"_s));
        QVERIFY(!s.view().isVisible());
    }

    void aGivenBufferIsShownAsCells()
    {
        Scene s;
        CallDetail detail;
        detail.call = CallName::RecvInto;
        detail.asked = 16;
        s.story.data(1, Side::Client, EventKind::Received, 1, "Hello", detail);
        s.story.read(2, Side::Client, 1, "usual");
        s.journal.append(s.story.take());
        s.show(0);
        auto *strip = s.pane.findChild<BufferStrip *>(u"bufferStrip"_s);
        QVERIFY(strip->isVisible());
        QCOMPARE(strip->cells().count(), 16);
        QCOMPARE(strip->cells().filled(), 5);
        QVERIFY(strip->accessibleDescription().contains(u"11"_s));
        QVERIFY(!strip->grab().isNull());
        s.show(1);
        QVERIFY(!strip->isVisible());
    }

    void ancillaryDataIsATable()
    {
        Scene s;
        CallDetail detail;
        detail.call = CallName::RecvMsg;
        detail.ancillary = {{u"SOL_SOCKET"_s, u"SCM_RIGHTS"_s, QByteArray(4, '\0'), u"fd 17"_s},
                            {u"IPPROTO_IP"_s, u"IP_TTL"_s, "\x40", {}}};
        s.story.data(1, Side::Client, EventKind::Received, 1, "x", detail);
        s.story.read(2, Side::Client, 1, "usual");
        s.journal.append(s.story.take());
        s.show(0);
        auto *table = s.pane.findChild<QTableWidget *>(u"ancillaryTable"_s);
        QVERIFY(table->isVisible());
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(0, 1)->text(), u"SCM_RIGHTS"_s);
        QCOMPARE(table->item(0, 2)->text(), u"fd 17"_s);
        QCOMPARE(table->item(1, 2)->text(), u"40"_s); // the bytes, where nothing is said of them
        QVERIFY(!s.pane.findChild<QTableWidget *>(u"packetFields"_s)->isVisible());
        s.show(1);
        QVERIFY(!table->isVisible());
    }

    void choosingAFieldSelectsItsBytes()
    {
        Scene s;
        s.story.transport = Transport::PingIcmp;
        s.receive({"before"});
        s.receive({icmp::echoRequest(false, 0x1234, 7, "ping data")});
        s.show(1);
        auto *fields = s.pane.findChild<QTableWidget *>(u"packetFields"_s);
        QVERIFY(fields->isVisible());
        const QByteArray packet = s.journal.payload(1);
        const QList<icmp::Field> parts = icmp::dissect(packet, Transport::PingIcmp, false);
        QCOMPARE(fields->rowCount(), parts.size());
        for (int row = 0; row < fields->rowCount(); ++row) {
            fields->setCurrentCell(row, 0);
            QCOMPARE(s.view().selection(), (Selection{6 + parts.at(row).offset, parts.at(row).length}));
        }
        s.show(0); // no packet, but taken apart all the same
        QVERIFY(fields->isVisible());
    }

    void aFileIsNamedAndItsStateIsSaid()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"<b>received.bin"_s);
        const auto write = [&path](const QByteArray &bytes) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        write("0123456789");
        Scene s;
        s.story.filePart(1, Side::Client, EventKind::Received, 1, path, 2, 6);
        s.journal.append(s.story.take());
        s.show(0);
        QVERIFY(s.label("bytesFile").isVisible());
        QVERIFY(s.label("bytesFile").text().contains(path));
        QCOMPARE(s.label("bytesFile").textFormat(), Qt::PlainText);
        s.view().select(0, 3);
        QVERIFY2(s.status().contains(u"32 33 34"_s), qPrintable(s.status()));
        write("0123");
        s.show(0);
        QVERIFY(s.label("bytesFile").text().contains(u"shorter"_s));
        QVERIFY(QFile::remove(path));
        s.show(0);
        QVERIFY(s.label("bytesFile").text().contains(u"not there"_s));
        s.view().select(0, 3);
        QVERIFY(s.status().contains(u"no longer kept"_s));
    }

    void whatWasPeekedAtIsShownAlone()
    {
        Scene s;
        s.receive({"read"});
        CallDetail detail;
        detail.call = CallName::Recv;
        detail.flags = MessageFlag::Peek;
        s.story.data(2, Side::Client, EventKind::Peeked, 1, "seen", detail);
        s.journal.append(s.story.take());
        s.show(1);
        QVERIFY(s.view().isVisible());
        QVERIFY(s.label("bytesStream").text().contains(u"looked at"_s));
        QCOMPARE(s.view().hexLayout().size(), 4);
    }
};

QTEST_MAIN(TestBytesPane)
#include "tst_bytespane.moc"
