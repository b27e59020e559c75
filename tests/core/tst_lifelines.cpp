// SPDX-License-Identifier: MIT
#include "core/lifelines.h"
#include "support/eventlist.h"

#include <QSignalSpy>
#include <QTest>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// What the kernel said of an end.
Event reported(EventList &events, Side side, TcpState state, bool hasOwner = true)
{
    Event event = events.make(EventKind::State, side);
    event.origin = Origin::Kernel;
    KernelReading reading;
    reading.state = state;
    reading.hasOwner = hasOwner;
    event.reading = std::make_shared<const KernelReading>(reading);
    return event;
}

/// `ESTABLISHED@4`, in brackets if it was concluded.
QString told(const std::vector<LifeMark> &marks)
{
    QStringList words;
    for (const LifeMark &mark : marks) {
        const QString word = tcpStateName(mark.state) + u'@' + QString::number(mark.row);
        words << (mark.isObserved ? word : u'(' + word + u')');
    }
    return words.join(u' ');
}

QString told(const std::vector<InferredSegment> &segments)
{
    QStringList words;
    for (const InferredSegment &segment : segments) {
        words << u"%1%2@%3-%4"_s
                     .arg(segment.from == Side::Server ? u"<"_s : u">"_s, segmentName(segment.kind))
                     .arg(segment.fromRow)
                     .arg(segment.toRow);
    }
    return words.join(u' ');
}

} // namespace

class tst_LifeLines : public QObject
{
    Q_OBJECT
private slots:
    void anObservedLife()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append({
            events.make(EventKind::Connect, Side::Client), // 0
            reported(events, Side::Client, TcpState::Established),
            reported(events, Side::Server, TcpState::Established, false),
            events.make(EventKind::Accept, Side::Server), // 3
            reported(events, Side::Server, TcpState::Established),
            events.make(EventKind::Connected, Side::Client), // 5
            events.make(EventKind::Shutdown, Side::Server), // 6
            reported(events, Side::Server, TcpState::FinWait2),
            reported(events, Side::Client, TcpState::CloseWait), // 8
            events.make(EventKind::Eof, Side::Client), events.make(EventKind::Closed, Side::Client), // 10
            reported(events, Side::Client, TcpState::Closed, false),
            reported(events, Side::Server, TcpState::TimeWait, false), // 12
        });
        QCOMPARE(told(lines.marks(1, Side::Client)),
                 u"(SYN_SENT@0) ESTABLISHED@1 CLOSE_WAIT@8 (LAST_ACK@10) CLOSED@11"_s);
        QCOMPARE(told(lines.marks(1, Side::Server)),
                 u"(SYN_RECV@2) ESTABLISHED@2 ESTABLISHED@4 (FIN_WAIT_1@6) FIN_WAIT_2@7 TIME_WAIT@12"_s);
        QCOMPARE(lines.marks(1, Side::Server).at(1).hasOwner, false); // in the accept queue
        QCOMPARE(lines.marks(1, Side::Server).at(2).hasOwner, true);
        QCOMPARE(told(lines.segments(1)),
                 u">SYN@0-1 <SYN-ACK@1-1 >ACK@1-2 <FIN@6-7 >ACK@7-7 >FIN@10-11 <ACK@11-11"_s);
        QCOMPARE(lines.at(1, Side::Server, 1), std::nullopt);
        QCOMPARE(lines.at(1, Side::Server, 3)->state, TcpState::Established);
        QCOMPARE(lines.at(1, Side::Server, 100)->state, TcpState::TimeWait);
        QCOMPARE(lines.readingAt(1, Side::Client, 9)->state, TcpState::CloseWait);
        QVERIFY(!lines.readingAt(1, Side::Client, 0));
        QVERIFY(lines.marks(2, Side::Client).empty());
    }

    void withoutAKernelEverythingIsConcluded()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event blind = events.make(EventKind::State, Side::Server, 0);
        blind.origin = Origin::Kernel;
        blind.error = Error{ErrorCode::KernelNotObservable, 0, {}, 0, {}};
        journal.append(
            {blind, // 0
             events.make(EventKind::Connect, Side::Client), events.make(EventKind::Accept, Side::Server),
             events.make(EventKind::Connected, Side::Client),
             events.make(EventKind::Shutdown, Side::Client), // 4
             events.make(EventKind::Eof, Side::Server), events.make(EventKind::Closed, Side::Server), // 6
             events.make(EventKind::Eof, Side::Client), events.make(EventKind::Closed, Side::Client)});
        QVERIFY(!lines.isKernelObservable());
        QCOMPARE(told(lines.marks(1, Side::Client)),
                 u"(SYN_SENT@1) (ESTABLISHED@2) (FIN_WAIT_1@4) (FIN_WAIT_2@7) (TIME_WAIT@7)"_s);
        QCOMPARE(told(lines.marks(1, Side::Server)),
                 u"(SYN_RECV@2) (ESTABLISHED@2) (CLOSE_WAIT@5) (LAST_ACK@6)"_s);
    }

    void aSignalThatComesLateChangesNothing()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        journal.append({events.make(EventKind::Connect, Side::Client),
                        reported(events, Side::Client, TcpState::CloseWait), // the server has closed already
                        events.make(EventKind::Connected, Side::Client),
                        events.make(EventKind::Eof, Side::Client)});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0) (ESTABLISHED@1) CLOSE_WAIT@1"_s);
    }

    void resets_data()
    {
        QTest::addColumn<bool>("byServer");
        QTest::newRow("by the server") << true;
        QTest::newRow("by the client") << false;
    }
    void resets()
    {
        QFETCH(bool, byServer);
        const Side who = byServer ? Side::Server : Side::Client;
        const Side other = byServer ? Side::Client : Side::Server;
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event received = events.make(EventKind::Reset, other);
        received.error = Error{ErrorCode::ConnectionReset, 0, {}, 0, {}};
        journal.append({events.make(EventKind::Connect, Side::Client),
                        reported(events, Side::Client, TcpState::Established),
                        reported(events, Side::Server, TcpState::Established), // 2
                        events.make(EventKind::Reset, who), reported(events, who, TcpState::Closed), // 4
                        received, events.make(EventKind::Closed, other)});
        QCOMPARE(lines.marks(1, who).back().state, TcpState::Closed);
        QCOMPARE(lines.marks(1, other).back().state, TcpState::Closed);
        QCOMPARE(told(lines.segments(1)).section(u' ', 3), byServer ? u"<RST@3-5"_s : u">RST@3-5"_s);
    }

    void aRefusal()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        Event refused = events.make(EventKind::Error, Side::Client);
        refused.error = Error{ErrorCode::ConnectionRefused, 0, {}, 0, {}};
        journal.append({events.make(EventKind::Connect, Side::Client), refused});
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0) (CLOSED@1)"_s);
        QCOMPARE(told(lines.segments(1)), u">SYN@0-1 <RST@1-1"_s);
    }

    void aListeningSocket()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        const auto ofServer = [&](EventKind kind) {
            Event event = events.make(kind, Side::Server, 0);
            event.endpoint = 7;
            return event;
        };
        Event state = ofServer(EventKind::State);
        KernelReading reading;
        reading.state = TcpState::Listen;
        reading.acceptQueue = 0;
        reading.backlog = 3;
        state.reading = std::make_shared<const KernelReading>(reading);
        Event queue = ofServer(EventKind::Queues);
        reading.acceptQueue = 1;
        queue.reading = std::make_shared<const KernelReading>(reading);
        Event accept = events.make(EventKind::Accept, Side::Server);
        accept.endpoint = 7;
        journal.append({ofServer(EventKind::Listen), state, queue, accept, ofServer(EventKind::Closed)});
        QCOMPARE(told(lines.listenerMarks(7)), u"(LISTEN@0) LISTEN@1 (CLOSED@4)"_s);
        QCOMPARE(lines.listenerReadingRows(7), (std::vector<qsizetype>{1, 2}));
        QCOMPARE(lines.lastListener(), 7U);
        QCOMPARE(lines.listenerOf(1), 7U);
        QVERIFY(lines.listenerMarks(8).empty());
    }

    void announcesOnceForABatch()
    {
        EventList events;
        Journal journal;
        const LifeLines lines(journal);
        QSignalSpy spy(&lines, &LifeLines::changed);
        journal.append(
            {events.make(EventKind::Connect, Side::Client), events.make(EventKind::Connected, Side::Client)});
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.at(0).at(0).value<QList<quint32>>(), QList<quint32>{1});
        journal.append({events.data(EventKind::Sent, Side::Client, "x")});
        QCOMPARE(spy.size(), 1); // data is no news
    }

    void readsWhatIsAlreadyThere()
    {
        EventList events;
        Journal journal;
        journal.append({events.make(EventKind::Connect, Side::Client)});
        const LifeLines lines(journal);
        QCOMPARE(told(lines.marks(1, Side::Client)), u"(SYN_SENT@0)"_s);
    }
};

QTEST_GUILESS_MAIN(tst_LifeLines)
#include "tst_lifelines.moc"
