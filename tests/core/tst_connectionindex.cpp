// SPDX-License-Identifier: MIT
#include "core/connectionindex.h"
#include "support/eventlist.h"

#include <QSignalSpy>
#include <QTest>

using namespace bothends;
using namespace bothends::test;

class TestConnectionIndex : public QObject
{
    Q_OBJECT
private slots:
    void knowsWhichEndsAreOurs()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        journal.append(
            {events.make(EventKind::Listen, Side::Server, 0), events.make(EventKind::Accept, Side::Server)});
        QVERIFY(index.info(1).hasServerEnd);
        QVERIFY(!index.info(1).hasBothEnds()); // somebody else's client
        QCOMPARE(index.info(1).client, events.client);
        journal.append(
            {events.make(EventKind::Connect, Side::Client), events.make(EventKind::Connected, Side::Client)});
        QVERIFY(index.info(1).hasBothEnds());
        QVERIFY(index.info(1).isOpen());
        journal.append(
            {events.make(EventKind::Closed, Side::Server), events.make(EventKind::Closed, Side::Client)});
        QVERIFY(!index.info(1).isOpen());
        QCOMPARE(index.rows(1).size(), 5U);
        QCOMPARE(index.rows(0).size(), 1U);
        QVERIFY(index.rows(99).empty());
    }

    void oneWriteInTwoReadsForks()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        journal.append({events.data(EventKind::Sent, Side::Server, "hello world"),
                        events.data(EventKind::Received, Side::Client, "hello "),
                        events.data(EventKind::Received, Side::Client, "world")});
        QCOMPARE(index.matches(0), (std::vector<qsizetype>{1, 2}));
        QCOMPARE(index.matches(2), (std::vector<qsizetype>{0}));
    }

    void twoWritesInOneReadJoin()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        journal.append({events.data(EventKind::Sent, Side::Client, "same"),
                        events.data(EventKind::Sent, Side::Client, "same"),
                        events.data(EventKind::Sent, Side::Client, "unread"),
                        events.data(EventKind::Received, Side::Server, "samesame")});
        QCOMPARE(index.matches(3), (std::vector<qsizetype>{0, 1})); // by offset, not by text
        QVERIFY(index.matches(2).empty());
    }

    void directionsAreApart()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        journal.append({events.data(EventKind::Sent, Side::Client, "x"),
                        events.data(EventKind::Sent, Side::Server, "x"),
                        events.data(EventKind::Received, Side::Server, "x")});
        QCOMPARE(index.matches(2), (std::vector<qsizetype>{0}));
        QVERIFY(index.matches(1).empty());
    }

    void announcesOncePerBatchInOrder()
    {
        Journal journal;
        ConnectionIndex index(journal);
        QSignalSpy changed(&index, &ConnectionIndex::changed);
        EventList events;
        journal.append({events.make(EventKind::Accept, Side::Server, 2),
                        events.make(EventKind::Accept, Side::Server, 1)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().value<QList<quint32>>(), (QList<quint32>{1, 2}));
        QCOMPARE(index.connections(), (std::vector<quint32>{1, 2}));
        journal.append({events.data(EventKind::Received, Side::Server, "x", 1)});
        QCOMPARE(changed.size(), 1); // nothing new about the connection itself
    }

    void readsWhatIsAlreadyThere()
    {
        Journal journal;
        EventList events;
        journal.append({events.make(EventKind::Accept, Side::Server)});
        QVERIFY(ConnectionIndex(journal).contains(1));
    }
};

QTEST_APPLESS_MAIN(TestConnectionIndex)
#include "tst_connectionindex.moc"
