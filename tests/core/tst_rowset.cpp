// SPDX-License-Identifier: MIT
#include "core/rowset.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace bothends;

class TestRowSet : public QObject
{
    Q_OBJECT
private slots:
    void saysWhatAListWouldSay_data()
    {
        QTest::addColumn<int>("largestStep");
        QTest::newRow("all rows") << 1;
        QTest::newRow("most rows") << 2;
        QTest::newRow("a few") << 100;
        QTest::newRow("hardly any") << 5000;
    }

    void saysWhatAListWouldSay()
    {
        QFETCH(const int, largestStep);
        QRandomGenerator random(7);
        RowSet set;
        std::vector<qsizetype> list;
        qsizetype row = largestStep == 1 ? 0 : 3;
        for (int i = 0; i < 3000; ++i) {
            set.append(row);
            list.push_back(row);
            row += 1 + random.bounded(largestStep);
            QCOMPARE(set.count(), qsizetype(list.size()));
        }
        for (qsizetype place = 0; place < set.count(); ++place)
            QCOMPARE(set.at(place), list[size_t(place)]);
        for (int i = 0; i < 3000; ++i) {
            const auto wanted = qsizetype(random.bounded(quint32(row + 700)));
            const auto it = std::lower_bound(list.begin(), list.end(), wanted);
            QCOMPARE(set.placeOf(wanted), qsizetype(it - list.begin()));
            QCOMPARE(set.contains(wanted), it != list.end() && *it == wanted);
        }
    }

    void knowsNothingWhenItIsEmpty()
    {
        RowSet set;
        QCOMPARE(set.count(), 0);
        QCOMPARE(set.placeOf(10), 0);
        QVERIFY(!set.contains(0));
        set.append(1'000'000);
        QCOMPARE(set.at(0), 1'000'000);
        QCOMPARE(set.placeOf(999'999), 0);
        QVERIFY(!set.contains(-1));
        set.clear();
        set.append(0);
        QCOMPARE(set.count(), 1);
        QCOMPARE(set.at(0), 0);
    }
};

QTEST_APPLESS_MAIN(TestRowSet)
#include "tst_rowset.moc"
