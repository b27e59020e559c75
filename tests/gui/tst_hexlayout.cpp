// SPDX-License-Identifier: MIT
#include "gui/hexlayout.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

constexpr HexMetrics kMetrics{10, 12, 20, 5};
constexpr int kWide = 5 + 60 + 490 + 20 + 16 * 12 + 5; // with four digits
constexpr int kNarrow = 5 + 60 + 240 + 20 + 8 * 12 + 5;

} // namespace

class TestHexLayout : public QObject
{
    Q_OBJECT
private slots:
    void bytesALine_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("content");
        QTest::newRow("enough") << kWide << 16 << kWide;
        QTest::newRow("one pixel less") << kWide - 1 << 8 << kNarrow;
        QTest::newRow("very wide") << 5000 << 16 << kWide;
        QTest::newRow("nothing") << 0 << 8 << kNarrow;
    }
    void bytesALine()
    {
        QFETCH(int, width);
        const HexLayout layout(kMetrics, width, 100);
        QTEST(layout.bytesPerLine(), "bytes");
        QTEST(layout.contentWidth(), "content");
    }

    void lines_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("lines");
        QTest::addColumn<QString>("lastOffset");
        QTest::newRow("empty") << qint64(0) << qint64(0) << u"0000"_s;
        QTest::newRow("1") << qint64(1) << qint64(1) << u"0000"_s;
        QTest::newRow("16") << qint64(16) << qint64(1) << u"0000"_s;
        QTest::newRow("17") << qint64(17) << qint64(2) << u"0010"_s;
        QTest::newRow("64 KiB") << qint64(65536) << qint64(4096) << u"FFF0"_s;
        QTest::newRow("64 KiB + 1") << qint64(65537) << qint64(4097) << u"010000"_s;
        QTest::newRow("2^40") << (qint64(1) << 40) << (qint64(1) << 36) << u"FFFFFFFFF0"_s;
    }
    void lines()
    {
        QFETCH(qint64, size);
        const HexLayout layout(kMetrics, 5000, size);
        QTEST(layout.lineCount(), "lines");
        QTEST(layout.offsetText(qMax<qint64>(0, layout.lineCount() - 1)), "lastOffset");
    }

    void cellsTouchAndHaveAGapInTheMiddle()
    {
        const HexLayout layout(kMetrics, 5000, 100);
        const auto cell
            = [&layout](HexColumn column, int byte) { return layout.cells(column, 2, byte, byte); };
        QCOMPARE(cell(HexColumn::Hex, 0), QRect(65, 40, 30, 20));
        QCOMPARE(cell(HexColumn::Hex, 1).left(), cell(HexColumn::Hex, 0).right() + 1);
        QCOMPARE(cell(HexColumn::Hex, 8).left(), cell(HexColumn::Hex, 7).right() + 11);
        QCOMPARE(layout.cells(HexColumn::Hex, 2, 7, 8),
                 cell(HexColumn::Hex, 7).united(cell(HexColumn::Hex, 8)));
        QCOMPARE(cell(HexColumn::Text, 0), QRect(65 + 490 + 20, 40, 12, 20));
        QCOMPARE(layout.cells(HexColumn::Text, 2, 3, 5).width(), 36);
        QVERIFY(layout.offsetRect(2).right() < cell(HexColumn::Hex, 0).left());
        QCOMPARE(cell(HexColumn::Text, 15).right() + 1 + 5, layout.contentWidth());
    }

    void everyCellIsHit_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("16") << 5000;
        QTest::newRow("8") << 0;
    }
    void everyCellIsHit()
    {
        QFETCH(int, width);
        const HexLayout layout(kMetrics, width, 1000);
        for (const HexColumn column : {HexColumn::Hex, HexColumn::Text}) {
            for (int byte = 0; byte < layout.bytesPerLine(); ++byte) {
                const QRect cell = layout.cells(column, 3, byte, byte);
                for (const QPoint &point : {cell.topLeft(), cell.center(), cell.bottomRight()}) {
                    QCOMPARE(layout.columnAt(point.x()), column);
                    QCOMPARE(*layout.byteAt(point, 10, column), layout.offsetOf(13) + byte);
                }
            }
        }
    }

    void outsideTheNearestByteIsHit()
    {
        const HexLayout layout(kMetrics, 5000, 20);
        QCOMPARE(*layout.byteAt({-100, -100}, 0, HexColumn::Hex), 0);
        QCOMPARE(*layout.byteAt({-100, -1}, 1, HexColumn::Hex), 0); // one line above the top one
        QCOMPARE(*layout.byteAt({9999, 0}, 0, HexColumn::Hex), 15);
        QCOMPARE(*layout.byteAt({9999, 30}, 0, HexColumn::Text), 19);
        QCOMPARE(*layout.byteAt({0, 9999}, 0, HexColumn::Text), 16);
        QCOMPARE(*layout.byteAt({9999, 9999}, 0, HexColumn::Text), 19);
        QVERIFY(!HexLayout(kMetrics, 5000, 0).byteAt({0, 0}, 0, HexColumn::Hex));
    }

    void aRangeBecomesASpanALine()
    {
        const HexLayout layout(kMetrics, 5000, 100);
        using Spans = std::vector<HexSpan>;
        QCOMPARE(layout.spans(3, 6, 0, 9), (Spans{{0, 3, 5, true, true}}));
        QCOMPARE(layout.spans(14, 34, 0, 9),
                 (Spans{{0, 14, 15, true, false}, {1, 0, 15, false, false}, {2, 0, 1, false, true}}));
        QCOMPARE(layout.spans(14, 34, 1, 1), (Spans{{1, 0, 15, false, false}}));
        QCOMPARE(layout.spans(0, 16, 0, 9), (Spans{{0, 0, 15, true, true}}));
        QVERIFY(layout.spans(5, 5, 0, 9).empty());
        QVERIFY(layout.spans(0, 16, 1, 9).empty());
    }

    void aHugeStreamHasSpansForWhatIsVisibleOnly()
    {
        const qint64 size = qint64(1) << 40;
        const HexLayout layout(kMetrics, 5000, size);
        const qint64 middle = layout.lineCount() / 2;
        QCOMPARE(layout.spans(0, size, middle, middle + 40).size(), size_t(41));
    }

    void scrolling_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("perStep");
        QTest::addColumn<int>("last");
        QTest::newRow("empty") << qint64(0) << qint64(1) << 0;
        QTest::newRow("fits") << qint64(160) << qint64(1) << 0;
        QTest::newRow("one line more") << qint64(161) << qint64(1) << 1;
        QTest::newRow("100 MB") << qint64(100'000'000) << qint64(1) << 6'249'990;
        QTest::newRow("2^40") << (qint64(1) << 40) << qint64(64) << (1 << 30);
    }
    void scrolling()
    {
        QFETCH(qint64, size);
        const HexLayout layout(kMetrics, 5000, size);
        QTEST(layout.linesPerStep(), "perStep");
        QTEST(layout.lastStep(10), "last");
        // The last step shows the last line, and every line has a step.
        QVERIFY(layout.lastStep(10) * layout.linesPerStep() + 10 >= layout.lineCount());
        QVERIFY(layout.stepOf(qMax<qint64>(0, layout.lineCount() - 10)) <= layout.lastStep(10));
    }
};

QTEST_APPLESS_MAIN(TestHexLayout)
#include "tst_hexlayout.moc"
