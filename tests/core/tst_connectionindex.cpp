// SPDX-License-Identifier: MIT
#include "core/connectionindex.h"
#include "support/eventlist.h"

#include <QRandomGenerator>
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

    // Of many connections most are packed: what they tell must be what a reading of their own rows tells.
    void manyConnectionsAreToldAsFew()
    {
        constexpr quint32 kMany = 6000;
        const EventKind kinds[]{EventKind::Accept, EventKind::Connect, EventKind::Connected,
                                EventKind::Eof,    EventKind::Closed,  EventKind::Sent,
                                EventKind::Sent,   EventKind::Received};
        QRandomGenerator random(1);
        Journal journal;
        const ConnectionIndex index(journal);
        std::vector<QList<Event>> own(kMany + 1);
        std::vector<std::vector<qsizetype>> rows(kMany + 1);
        std::vector<EventList> makers(kMany + 1);
        for (int round = 0; round < 3; ++round) {
            for (quint32 number = 1; number <= kMany; ++number) {
                for (const quint32 each : {number, number, 1 + random.bounded(number)}) {
                    const EventKind kind = kinds[random.bounded(8)];
                    const Side side = random.bounded(2) == 0 ? Side::Server : Side::Client;
                    makers[each].client.port = quint16(each);
                    const bool isData = kind == EventKind::Sent || kind == EventKind::Received;
                    Event event = isData
                        ? makers[each].data(kind, side, QByteArray(1 + random.bounded(9), 'x'), each)
                        : makers[each].make(kind, side, each);
                    event.seq = quint64(journal.size()) + 1;
                    rows[each].push_back(journal.size());
                    own[each] << event;
                    journal.append({event});
                }
            }
        }
        for (quint32 number = 1; number <= kMany; number += 7) {
            Journal few;
            few.append(own[number]);
            const ConnectionIndex alone(few);
            QCOMPARE(index.info(number), alone.info(number));
            const RowSpan told = index.rows(number);
            QVERIFY(std::equal(told.begin(), told.end(), rows[number].begin(), rows[number].end()));
            for (size_t i = 0; i < rows[number].size(); ++i) {
                std::vector<qsizetype> expected = alone.matches(qsizetype(i));
                for (qsizetype &row : expected)
                    row = rows[number][size_t(row)];
                QCOMPARE(index.matches(rows[number][i]), expected);
            }
        }
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

    // ---- Datagrams ----

    void datagramsMatchByContentAndOrder_data()
    {
        QTest::addColumn<QList<QByteArray>>("sent");
        QTest::addColumn<QList<QByteArray>>("received");
        QTest::addColumn<QList<int>>("partners"); // of each received: which one that was sent; -1 = none
        const QByteArray large(40'000, 'x');
        QTest::newRow("all arrive") << QList<QByteArray>{"a", "bb", "ccc"}
                                    << QList<QByteArray>{"a", "bb", "ccc"} << QList<int>{0, 1, 2};
        QTest::newRow("the second is lost")
            << QList<QByteArray>{"a", "bb", "ccc"} << QList<QByteArray>{"a", "ccc"} << QList<int>{0, 2};
        QTest::newRow("equal ones, in order")
            << QList<QByteArray>{"x", "x", "x"} << QList<QByteArray>{"x", "x"} << QList<int>{0, 1};
        QTest::newRow("one overtakes")
            << QList<QByteArray>{"a", "b"} << QList<QByteArray>{"b", "a"} << QList<int>{1, 0};
        QTest::newRow("empty ones") << QList<QByteArray>{"", "a", ""} << QList<QByteArray>{"", "", "a"}
                                    << QList<int>{0, 2, 1};
        QTest::newRow("one comes twice")
            << QList<QByteArray>{"a"} << QList<QByteArray>{"a", "a"} << QList<int>{0, -1};
        QTest::newRow("never joined")
            << QList<QByteArray>{"a", "b"} << QList<QByteArray>{"ab"} << QList<int>{-1};
        QTest::newRow("large") << QList<QByteArray>{large, large + 'y'} << QList<QByteArray>{large + 'y'}
                               << QList<int>{1};
    }
    void datagramsMatchByContentAndOrder()
    {
        QFETCH(QList<QByteArray>, sent);
        QFETCH(QList<QByteArray>, received);
        QFETCH(QList<int>, partners);
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        events.transport = Transport::Udp;
        for (const QByteArray &bytes : sent)
            journal.append({events.data(EventKind::Sent, Side::Client, bytes)});
        for (const QByteArray &bytes : received)
            journal.append({events.data(EventKind::Received, Side::Server, bytes)});
        QList<qsizetype> matched;
        for (qsizetype i = 0; i < received.size(); ++i) {
            const std::vector<qsizetype> found = index.matches(sent.size() + i);
            QCOMPARE(found.empty() ? -1 : int(found.front()), partners.at(i));
            if (!found.empty()) {
                QCOMPARE(index.matches(found.front()), std::vector<qsizetype>{sent.size() + i});
                matched << found.front();
            }
        }
        for (qsizetype row = 0; row < sent.size(); ++row)
            QCOMPARE(index.matches(row).empty(), !matched.contains(row));
    }

    void aCutDatagramMatchesByItsBeginningAndSize()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        events.transport = Transport::Udp;
        journal.append({events.data(EventKind::Sent, Side::Client, "hello"),
                        events.data(EventKind::Sent, Side::Client, "help me now"),
                        events.data(EventKind::Sent, Side::Client, "held against")});
        Event cut = events.data(EventKind::Received, Side::Server, "hel");
        CallDetail detail;
        detail.call = CallName::Recv;
        detail.datagramSize = 12;
        cut.detail = std::make_shared<const CallDetail>(detail);
        journal.append({cut});
        QCOMPARE(index.matches(3), std::vector<qsizetype>{2}); // the only one of 12 bytes
        journal.append({events.data(EventKind::Received, Side::Server, "hel")});
        QVERIFY(index.matches(4).empty()); // a whole one of three bytes was never sent
    }

    void aDatagramThatIsToldBeforeItsSendingMatchesToo()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        events.transport = Transport::LocalDatagram;
        journal.append({events.data(EventKind::Received, Side::Server, "a"), // read in a thread of its own
                        events.data(EventKind::Sent, Side::Client, "a")});
        QCOMPARE(index.matches(0), std::vector<qsizetype>{1});
        QCOMPARE(index.matches(1), std::vector<qsizetype>{0});
    }

    void floodsAreBounded()
    {
        Journal journal(std::make_unique<MemoryPayloadStore>(1'000'000));
        ConnectionIndex index(journal);
        EventList events;
        events.transport = Transport::Udp;
        QList<Event> batch;
        for (int i = 0; i < 80'000; ++i)
            batch << events.data(EventKind::Sent, Side::Client, QByteArray::number(i));
        batch << events.data(EventKind::Received, Side::Server, "79999")
              << events.data(EventKind::Received, Side::Server, "3");
        journal.append(batch);
        QCOMPARE(index.matches(80'000), std::vector<qsizetype>{79'999});
        QVERIFY(index.matches(80'001).empty()); // so long ago that it counts as lost
    }

    void peekingAndLinesAreNoPartOfTheStream()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        Event peeked = events.make(EventKind::Peeked, Side::Client);
        peeked.bytes = 2;
        peeked.payload = "ab";
        Event line = peeked;
        line.kind = EventKind::Line;
        line.seq += 100;
        journal.append({peeked, events.data(EventKind::Sent, Side::Server, "ab"),
                        events.data(EventKind::Received, Side::Client, "ab"), line});
        QCOMPARE(index.receivedRanges(1, Side::Client).size(), 1U);
        QCOMPARE(index.matches(1), std::vector<qsizetype>{2});
        QCOMPARE(journal.receivedBytes(), 2);
    }

    void aConversationHasTheEndsThatTookPart()
    {
        Journal journal;
        ConnectionIndex index(journal);
        EventList events;
        events.transport = Transport::Udp;
        const auto at = [](Event event, quint32 socket) {
            event.socket = socket;
            return event;
        };
        journal.append({at(events.data(EventKind::Sent, Side::Client, "a", 1), 7)});
        QCOMPARE(index.info(1).transport, Transport::Udp);
        QVERIFY(index.info(1).hasClientEnd && index.info(1).isClientOpen && !index.info(1).hasServerEnd);
        journal.append({at(events.data(EventKind::Received, Side::Server, "a", 1), 3),
                        at(events.data(EventKind::Received, Side::Server, "b", 2), 3)});
        QVERIFY(index.info(1).hasBothEnds() && index.info(2).hasServerEnd);
        journal.append({at(events.make(EventKind::Closed, Side::Server, 0), 3)});
        QVERIFY(!index.info(1).isServerOpen && !index.info(2).isServerOpen); // one socket had both
        QVERIFY(index.info(1).isClientOpen);
        journal.append({at(events.make(EventKind::Closed, Side::Client, 1), 7)});
        QVERIFY(!index.info(1).isOpen());
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
