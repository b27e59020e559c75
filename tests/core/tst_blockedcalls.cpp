// SPDX-License-Identifier: MIT
#include "core/blockedcalls.h"

#include "support/eventlist.h"

#include <QTest>

using namespace bothends;

namespace {

Event inEndpoint(Event event, quint32 endpoint, CallName call = CallName::None)
{
    event.endpoint = endpoint;
    if (event.kind == EventKind::Thread)
        event.origin = Origin::Kernel;
    if (call != CallName::None) {
        CallDetail detail;
        detail.call = call;
        event.detail = std::make_shared<CallDetail>(detail);
    }
    return event;
}

} // namespace

class TestBlockedCalls : public QObject
{
    Q_OBJECT
private slots:
    void aCallEndsWithWhatTheThreadDoesNext()
    {
        Journal journal;
        const BlockedCalls blocked(journal);
        test::EventList list;
        const auto add = [&](EventKind kind, quint32 endpoint, CallName call = CallName::None) {
            journal.append({inEndpoint(list.make(kind, Side::Server, 0), endpoint, call)});
        };
        add(EventKind::Enter, 1, CallName::Accept); // 0
        QCOMPARE(blocked.calls(1).size(), size_t(1));
        QCOMPARE(blocked.calls(1)[0].returnRow, qsizetype(-1));
        add(EventKind::Thread, 1); // 1
        add(EventKind::Thread, 1); // 2
        add(EventKind::Option, 1); // 3: asked by somebody else
        add(EventKind::Listen, 2); // 4: another endpoint
        QCOMPARE(blocked.calls(1)[0].threadRow, qsizetype(1));
        QCOMPARE(blocked.calls(1)[0].returnRow, qsizetype(-1));
        add(EventKind::Accept, 1); // 5
        QCOMPARE(blocked.calls(1)[0].returnRow, qsizetype(5));
        add(EventKind::Received, 1); // 6: belongs to no call
        add(EventKind::Enter, 1, CallName::Recv); // 7
        add(EventKind::Enter, 1, CallName::Accept); // 8
        QCOMPARE(blocked.calls(1).size(), size_t(3));
        QCOMPARE(blocked.calls(1)[1].returnRow, qsizetype(8));
        QCOMPARE(blocked.calls(1)[1].call, CallName::Recv);
        QCOMPARE(blocked.endpoints(), std::vector<quint32>{1});
        QVERIFY(blocked.calls(2).empty());
    }

    void findsTheCallOfARow()
    {
        Journal journal;
        test::EventList list;
        journal.append({inEndpoint(list.make(EventKind::Listen, Side::Server, 0), 1),
                        inEndpoint(list.make(EventKind::Enter, Side::Server, 0), 1, CallName::Accept),
                        inEndpoint(list.make(EventKind::Thread, Side::Server, 0), 1),
                        inEndpoint(list.make(EventKind::Accept, Side::Server), 1)});
        const BlockedCalls blocked(journal); // of what is there already
        QVERIFY(!blocked.callOf(0));
        QVERIFY(blocked.callOf(1));
        QCOMPARE(blocked.callOf(2), blocked.callOf(1));
        QVERIFY(!blocked.callOf(3));
    }
};

QTEST_GUILESS_MAIN(TestBlockedCalls)
#include "tst_blockedcalls.moc"
