// SPDX-License-Identifier: MIT
#include "core/journal.h"

#include <QSignalSpy>
#include <QTest>

using namespace bothends;

class TestJournal : public QObject
{
    Q_OBJECT
private slots:
    void keepsOrderAcrossBatches()
    {
        Journal journal;
        QSignalSpy appended(&journal, &Journal::appended);
        journal.append({row(1, "a"), row(2, "bc")});
        journal.append({});
        journal.append({row(3, {})});
        QCOMPARE(appended.size(), 2);
        QCOMPARE(appended.at(0).at(1).toLongLong(), 1);
        QCOMPARE(appended.at(1).at(0).toLongLong(), 2);
        QCOMPARE(journal.size(), 3);
        QCOMPARE(journal.payload(1), "bc");
        QCOMPARE(journal.at(2).seq, 3U);
        QVERIFY(journal.at(1).payload.isEmpty()); // the store has it
        QCOMPARE(journal.receivedBytes(), 3);
    }

    void letsTheOldestPayloadsGoButNoRow()
    {
        Journal journal(std::make_unique<MemoryPayloadStore>(10));
        for (quint64 seq = 1; seq <= 5; ++seq)
            journal.append({row(seq, QByteArray(4, char('a' + seq)))});
        QCOMPARE(journal.size(), 5);
        QVERIFY(!journal.hasPayload(0));
        QVERIFY(!journal.hasPayload(2));
        QVERIFY(journal.hasPayload(3));
        QCOMPARE(journal.payload(4), QByteArray(4, char('a' + 5)));
        QCOMPARE(journal.payload(0), QByteArray());
        QCOMPARE(journal.droppedPayloadBytes(), 12);
        QCOMPARE(journal.at(0).bytes, 4);
    }

    void aPayloadOverTheLimitIsCountedToo()
    {
        MemoryPayloadStore store(3);
        store.put(1, "12345");
        QVERIFY(!store.has(1));
        QCOMPARE(store.droppedBytes(), 5);
        QCOMPARE(store.heldBytes(), 0);
    }

    void doesNotKeepAReadBuffersSpareRoom()
    {
        QByteArray bytes;
        bytes.reserve(65536);
        bytes.append("x");
        MemoryPayloadStore store;
        store.put(1, bytes);
        QVERIFY(store.payload(1).capacity() < 100);
    }

private:
    static Event row(quint64 seq, const QByteArray &payload)
    {
        Event event;
        event.seq = seq;
        event.kind = EventKind::Received;
        event.payload = payload;
        event.bytes = payload.size();
        return event;
    }
};

QTEST_APPLESS_MAIN(TestJournal)
#include "tst_journal.moc"
