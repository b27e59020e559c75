// SPDX-License-Identifier: MIT
#include "net/connectionbudget.h"

#include <QTest>

using namespace bothends;

namespace {

constexpr qint64 kSecond = 1'000'000'000;

int taken(ConnectionBudget &budget, qint64 nowNs, int wanted)
{
    int count = 0;
    for (int i = 0; i < wanted; ++i)
        count += budget.take(nowNs) ? 1 : 0;
    return count;
}

} // namespace

class tst_ConnectionBudget : public QObject
{
    Q_OBJECT
private slots:
    void aBurstFits()
    {
        ConnectionBudget budget(100, 50);
        QCOMPARE(taken(budget, 0, 1000), 100);
        QCOMPARE(taken(budget, 0, 1), 0);
    }

    void roomComesBackWithTime()
    {
        ConnectionBudget budget(100, 50);
        QCOMPARE(taken(budget, 0, 1000), 100);
        QCOMPARE(taken(budget, kSecond / 50 - 1, 1000), 0);
        QCOMPARE(taken(budget, kSecond / 50, 1000), 1);
        QCOMPARE(taken(budget, kSecond + kSecond / 50, 1000), 50);
    }

    void whatIsNotUsedIsNotSaved()
    {
        ConnectionBudget budget(100, 50);
        QCOMPARE(taken(budget, 1000 * kSecond, 1000), 100);
        QCOMPARE(taken(budget, 5000 * kSecond, 1000), 100);
    }

    void aSteadyTrickleAlwaysFits()
    {
        ConnectionBudget budget(1, 50);
        for (qint64 i = 0; i < 500; ++i)
            QVERIFY(budget.take(i * kSecond / 50));
    }
};

QTEST_GUILESS_MAIN(tst_ConnectionBudget)
#include "tst_connectionbudget.moc"
