// SPDX-License-Identifier: MIT
#include "core/journal.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace bothends;
using namespace Qt::StringLiterals;

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

    void showsPayloadsWhereTheyAre()
    {
        Journal journal;
        journal.append({row(1, "a"), row(2, {}), row(9, "bc"), row(10, "d"), row(11, "e")}); // with a gap
        QList<std::pair<qsizetype, QByteArray>> seen;
        const auto note = [&seen](qsizetype at, QByteArrayView bytes) {
            seen.append({at, bytes.toByteArray()});
            return at != 3;
        };
        journal.visitPayloads(0, 4, note);
        const QList<std::pair<qsizetype, QByteArray>> upToTheEnd{{0, "a"}, {2, "bc"}, {3, "d"}};
        QCOMPARE(seen, upToTheEnd);
        seen.clear();
        journal.visitPayloads(1, 2, note);
        const QList<std::pair<qsizetype, QByteArray>> between{{2, "bc"}};
        QCOMPARE(seen, between);
    }

    void saysEverythingAgain_data()
    {
        QTest::addColumn<Event>("event");
        QTest::newRow("nothing") << Event();
        QTest::newRow("everything") << full();
        const auto with = [](const char *name, auto change) {
            Event event = full();
            change(event);
            QTest::newRow(name) << event;
        };
        constexpr auto kWord = std::numeric_limits<quint32>::max();
        constexpr auto kLong = std::numeric_limits<qint64>::max();
        with("no error", [](Event &event) { event.error.reset(); });
        with("no reading", [](Event &event) { event.reading.reset(); });
        with("no segment", [](Event &event) { event.segment.reset(); });
        with("no detail", [](Event &event) { event.detail.reset(); });
        with("first moment", [](Event &event) { event.monotonicNs = 0; });
        with("before the first moment", [](Event &event) { event.monotonicNs = -1; });
        with("earliest moment", [](Event &event) { event.monotonicNs = -kLong - 1; });
        with("latest that is packed", [](Event &event) { event.monotonicNs = (qint64(1) << 56) - 1; });
        with("first that is not", [](Event &event) { event.monotonicNs = qint64(1) << 56; });
        with("latest moment", [](Event &event) { event.monotonicNs = kLong; });
        with("before 1970", [](Event &event) { event.wallClockUs = -1; });
        with("earliest day", [](Event &event) { event.wallClockUs = -kLong - 1; });
        with("latest day", [](Event &event) { event.wallClockUs = kLong; });
        with("largest row", [](Event &event) { event.bytes = kWord; });
        with("more bytes than are packed", [](Event &event) { event.bytes = qint64(kWord) + 1; });
        with("fewer bytes than none", [](Event &event) { event.bytes = -1; });
        with("last place packed", [](Event &event) { event.streamOffset = (quint64(1) << 48) - 1; });
        with("first place not packed", [](Event &event) { event.streamOffset = quint64(1) << 48; });
        with("last place", [](Event &event) { event.streamOffset = std::numeric_limits<quint64>::max(); });
        with("least number", [](Event &event) { event.number = std::numeric_limits<qint32>::min(); });
        with("most number", [](Event &event) { event.number = std::numeric_limits<qint32>::max(); });
        with("no addresses", [](Event &event) { event.local = event.peer = Address(); });
        with("ports without hosts", [](Event &event) {
            event.local = {{}, 1, Address::Kind::Ip};
            event.peer = {{}, 65535, Address::Kind::Path};
        });
        with("a path and a name", [](Event &event) {
            event.local = Address::path(u"/tmp/x.sock"_s);
            event.peer = Address::abstractName(u"/tmp/x.sock"_s);
        });
        with("largest everything", [](Event &event) {
            event.seq = std::numeric_limits<quint64>::max();
            event.endpoint = event.socket = event.connection = kWord;
            event.kind = EventKind(255);
            event.origin = Origin(255);
            event.reason = WriteReason(255);
            event.transport = Transport(255);
        });
    }

    void saysEverythingAgain()
    {
        QFETCH(const Event, event);
        Journal journal;
        // Neighbours that differ in everything: nothing of one row may show in another.
        journal.append({Event(), event, full(), event, Event()});
        for (const qsizetype row : {1, 3})
            compare(journal, row, event);
        compare(journal, 0, Event());
        compare(journal, 2, full());
        compare(journal, 4, Event());
    }

    void keepsEachRowsOwnTimes()
    {
        // Somebody sets the wall clock while the session goes on, and both clocks are never read at once.
        Journal journal;
        QList<Event> events;
        qint64 setBy = 1'700'000'000'000'000;
        for (int i = 0; i < 5000; ++i) {
            Event event;
            event.seq = quint64(i + (i > 3000 ? 7 : 1)); // a file with a gap
            event.monotonicNs = qint64(i) * 123'457;
            setBy += i % 997 == 0 ? 3'600'000'000 : i % 613 == 0 ? -1'000'000 : 0;
            event.wallClockUs = event.monotonicNs / 1000 + setBy + (i * 7919) % 1500 - 750;
            events << event;
        }
        journal.append(events);
        for (qsizetype row = 0; row < journal.size(); ++row) {
            QCOMPARE(journal.at(row).seq, events.at(row).seq);
            QCOMPARE(journal.at(row).monotonicNs, events.at(row).monotonicNs);
            QCOMPARE(journal.at(row).wallClockUs, events.at(row).wallClockUs);
        }
    }

    void knowsManyEndsApart()
    {
        // More than are remembered by hash.
        Journal journal;
        constexpr quint32 kEnds = 300'000;
        for (quint32 round = 0; round < 2; ++round) {
            QList<Event> events;
            for (quint32 i = 0; i < kEnds; ++i) {
                Event event;
                event.seq = quint64(round) * kEnds + i + 1;
                event.connection = i;
                event.peer = {u"::1"_s, quint16(i), Address::Kind::Ip};
                events << event;
            }
            journal.append(events);
        }
        for (qsizetype row = 0; row < journal.size(); row += 97) {
            QCOMPARE(journal.at(row).connection, quint32(row % kEnds));
            QCOMPARE(journal.at(row).peer.port, quint16(row % kEnds));
        }
    }

private:
    /// Every member is something else than by default, and the payload is left to the store.
    static Event full()
    {
        Event event;
        event.seq = 77;
        event.monotonicNs = 123'456'789'012;
        event.wallClockUs = 1'700'000'000'123'456;
        event.endpoint = 3;
        event.socket = 4;
        event.connection = 5;
        event.side = Side::Client;
        event.origin = Origin::Inferred;
        event.kind = EventKind::Sent;
        event.transport = Transport::LocalDatagram;
        event.reason = WriteReason::Echo;
        event.isStep = true;
        event.number = 6;
        event.local = {u"127.0.0.1"_s, 30000, Address::Kind::Ip};
        event.peer = {u"fe80::1%eth0"_s, 40000, Address::Kind::Ip};
        event.bytes = 48;
        event.streamOffset = 4096;
        event.error = Error{ErrorCode::System, 5, u"x"_s, 9, u"words"_s};
        static const auto reading = [] {
            KernelReading some;
            some.unread = 12;
            return std::make_shared<const KernelReading>(some);
        }();
        static const auto detail = [] {
            CallDetail some;
            some.call = CallName::SendMsg;
            return std::make_shared<const CallDetail>(some);
        }();
        static const auto segment = std::make_shared<const SegmentReading>();
        event.reading = reading;
        event.detail = detail;
        event.segment = segment;
        return event;
    }

    static void compare(const Journal &journal, qsizetype row, const Event &wanted)
    {
        const Event event = journal.at(row);
        QCOMPARE(event.seq, wanted.seq);
        QCOMPARE(event.monotonicNs, wanted.monotonicNs);
        QCOMPARE(event.wallClockUs, wanted.wallClockUs);
        QCOMPARE(event.endpoint, wanted.endpoint);
        QCOMPARE(event.socket, wanted.socket);
        QCOMPARE(event.connection, wanted.connection);
        QCOMPARE(event.side, wanted.side);
        QCOMPARE(event.origin, wanted.origin);
        QCOMPARE(event.kind, wanted.kind);
        QCOMPARE(event.transport, wanted.transport);
        QCOMPARE(event.reason, wanted.reason);
        QCOMPARE(event.isStep, wanted.isStep);
        QCOMPARE(event.number, wanted.number);
        QVERIFY(event.local == wanted.local);
        QVERIFY(event.peer == wanted.peer);
        QCOMPARE(event.bytes, wanted.bytes);
        QCOMPARE(event.streamOffset, wanted.streamOffset);
        QVERIFY(static_cast<const EventExtra &>(event) == wanted);
        const PackedEvents &events = journal.events();
        QCOMPARE(events.seq(row), wanted.seq);
        QCOMPARE(events.monotonicNs(row), wanted.monotonicNs);
        QCOMPARE(events.endpoint(row), wanted.endpoint);
        QCOMPARE(events.socket(row), wanted.socket);
        QCOMPARE(events.connection(row), wanted.connection);
        QCOMPARE(events.side(row), wanted.side);
        QCOMPARE(events.origin(row), wanted.origin);
        QCOMPARE(events.kind(row), wanted.kind);
        QCOMPARE(events.transport(row), wanted.transport);
        QCOMPARE(events.isStep(row), wanted.isStep);
        QCOMPARE(events.bytes(row), wanted.bytes);
        QCOMPARE(events.streamOffset(row), wanted.streamOffset);
    }

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
