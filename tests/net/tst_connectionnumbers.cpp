// SPDX-License-Identifier: MIT
#include "net/connectionnumbers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestConnectionNumbers : public QObject
{
    Q_OBJECT
private slots:
    void sameNumberForBothEnds()
    {
        ConnectionNumbers numbers;
        const quint32 own = numbers.next();
        QCOMPARE(numbers.bindClient(own, m_client, m_server), own);
        QCOMPARE(numbers.accept(m_client, m_server), own);
    }

    void clientTakesTheNumberOfAnEarlierAccept()
    {
        ConnectionNumbers numbers;
        const quint32 own = numbers.next();
        const quint32 accepted = numbers.accept(m_client, m_server);
        QVERIFY(accepted != own);
        QCOMPARE(numbers.bindClient(own, m_client, m_server), accepted);
    }

    void addressesAreUsedAgain()
    {
        ConnectionNumbers numbers;
        const quint32 first = numbers.accept(m_client, m_server);
        numbers.release(Side::Server, m_client, m_server);
        QVERIFY(numbers.accept(m_client, m_server) != first);
    }

    void aSecondAcceptOfAPairIsAnotherConnection()
    {
        ConnectionNumbers numbers;
        const quint32 first = numbers.accept(m_client, m_server);
        QVERIFY(numbers.accept(m_client, m_server) != first); // the first end's close came late
    }

    void releaseOfTheUnknownIsHarmless()
    {
        ConnectionNumbers numbers;
        numbers.release(Side::Client, m_client, m_server);
        QCOMPARE(numbers.accept(m_client, m_server), 1U);
    }

private:
    const Address m_client{u"127.0.0.1"_s, 51234};
    const Address m_server{u"127.0.0.1"_s, 30000};
};

QTEST_APPLESS_MAIN(TestConnectionNumbers)
#include "tst_connectionnumbers.moc"
