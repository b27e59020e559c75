// SPDX-License-Identifier: MIT
#include "gui/buffercells.h"

#include <QTest>

#include <limits>

using namespace bothends;

class TestBufferCells : public QObject
{
    Q_OBJECT
private slots:
    void countsCells_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("filled");
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("whole"); // cells that are filled to their end
        QTest::newRow("none") << qint64(0) << qint64(0) << 64 << 0 << 0;
        QTest::newRow("negative") << qint64(-5) << qint64(3) << 64 << 0 << 0;
        QTest::newRow("one each") << qint64(16) << qint64(5) << 64 << 16 << 5;
        QTest::newRow("exactly most") << qint64(64) << qint64(64) << 64 << 64 << 64;
        QTest::newRow("proportional") << qint64(128) << qint64(64) << 64 << 64 << 32;
        QTest::newRow("uneven") << qint64(100) << qint64(100) << 64 << 64 << 64;
        QTest::newRow("more than it holds") << qint64(4) << qint64(9) << 64 << 4 << 4;
        QTest::newRow("few in many") << qint64(65536) << qint64(8) << 64 << 64 << 0;
        QTest::newRow("no cells allowed") << qint64(9) << qint64(9) << 0 << 1 << 1;
        QTest::newRow("huge") << std::numeric_limits<qint64>::max() << std::numeric_limits<qint64>::max()
                              << 64 << 64 << 64;
    }
    void countsCells()
    {
        QFETCH(qint64, size);
        QFETCH(qint64, filled);
        QFETCH(int, most);
        QFETCH(int, whole);
        const BufferCells cells(size, filled, most);
        QTEST(cells.count(), "count");
        int full = 0;
        for (int i = 0; i < cells.count(); ++i) {
            QVERIFY(cells.firstByte(i) < cells.firstByte(i + 1));
            QVERIFY(cells.fillOf(i) >= 0 && cells.fillOf(i) <= 1);
            full += int(cells.fillOf(i) == 1);
        }
        QCOMPARE(full, whole);
        QCOMPARE(cells.firstByte(cells.count()), cells.count() == 0 ? 0 : size);
    }

    void aLittleOfManyIsStillSeen()
    {
        const BufferCells cells(65536, 8, 64);
        QVERIFY(cells.fillOf(0) > 0);
        QCOMPARE(cells.fillOf(1), 0.0);
        QVERIFY(!cells.isOneByteEach());
        QVERIFY(BufferCells(64, 8, 64).isOneByteEach());
    }

    void linesBreakWhereTheWidthEnds()
    {
        const BufferCells cells(10, 4, 64);
        const QSizeF cell(10, 12);
        QCOMPARE(BufferCells::cellsPerLine(45, 10), 4);
        QCOMPARE(BufferCells::cellsPerLine(3, 10), 1);
        QCOMPARE(BufferCells::cellsPerLine(45, 0), 1);
        QCOMPARE(cells.sizeHint(45, cell), QSizeF(40, 36));
        QCOMPARE(cells.sizeHint(1000, cell), QSizeF(100, 12));
        QCOMPARE(cells.rectOf(5, {100, 50}, 45, cell), QRectF(110, 62, 10, 12));
        for (int i = 0; i < cells.count(); ++i)
            QCOMPARE(cells.cellAt(cells.rectOf(i, {100, 50}, 45, cell).center(), {100, 50}, 45, cell), i);
        QCOMPARE(cells.cellAt({99, 55}, {100, 50}, 45, cell), -1);
        QCOMPARE(cells.cellAt({142, 55}, {100, 50}, 45, cell), -1);
        QCOMPARE(cells.cellAt({135, 80}, {100, 50}, 45, cell), -1); // after the last
    }
};

QTEST_GUILESS_MAIN(TestBufferCells)
#include "tst_buffercells.moc"
