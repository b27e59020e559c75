// SPDX-License-Identifier: MIT
#include "gui/kernelpane.h"
#include "gui/queuebars.h"
#include "gui/statediagram.h"
#include "gui/theme.h"
#include "support/kernelsession.h"

#include <QApplication>
#include <QDateTime>
#include <QLabel>
#include <QStackedWidget>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 10'000;

void withMetrics(KernelReading &reading)
{
    reading.metrics.emplace();
    reading.metrics->rttUs = 48;
    reading.metrics->rttVarianceUs = 12;
    reading.metrics->minRttUs = 7;
    reading.metrics->rtoUs = 200'000;
    reading.metrics->congestionWindow = 10;
    reading.metrics->mss = 32'768;
    reading.metrics->totalRetransmits = 2;
    reading.metrics->bytesAcknowledged = 48;
    reading.metrics->segmentsOut = 5;
    reading.metrics->segmentsIn = 4;
}

class Fixture : public KernelSession
{
public:
    explicit Fixture(bool show = true, Transport transport = Transport::Tcp)
        : KernelSession(transport)
    {
        pane.resize(1100, 230);
        if (show)
            pane.show();
    }
    StateDiagram *diagram(Side side) const
    {
        return pane.findChild<StateDiagram *>(side == Side::Server ? u"serverDiagram"_s : u"clientDiagram"_s);
    }
    QueueBars *queues(Side side) const
    {
        return pane.findChild<QueueBars *>(side == Side::Server ? u"serverQueues"_s : u"clientQueues"_s);
    }
    QTableWidget *table() const { return pane.findChild<QTableWidget *>(u"tcpInfo"_s); }
    QWidget *facts() const { return pane.findChild<QTableWidget *>(u"factsTable"_s); }
    QString why() const { return pane.findChild<QLabel *>(u"factsWhy"_s)->text(); }
    QString fact(const QString &name, Side side) const
    {
        const auto *facts = pane.findChild<QTableWidget *>(u"factsTable"_s);
        const QList<QTableWidgetItem *> found = facts->findItems(name, Qt::MatchExactly);
        return found.isEmpty() ? QString()
                               : facts->item(found.front()->row(), side == Side::Server ? 1 : 2)->text();
    }
    QLabel *empty() const { return pane.findChild<QLabel *>(u"kernelEmpty"_s); }
    QString state(Side side) const { return tcpStateName(diagram(side)->content().state); }
    QString value(const QString &name, Side side) const
    {
        const QList<QTableWidgetItem *> found = table()->findItems(name, Qt::MatchExactly);
        return found.isEmpty() ? QString()
                               : table()->item(found.at(0)->row(), side == Side::Server ? 1 : 2)->text();
    }

    KernelPane pane{readings()};
};

} // namespace

class TestKernelPane : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void noRowIsAFriendlyLine()
    {
        Fixture f;
        f.pane.showRow(-1);
        QVERIFY(f.empty()->isVisible());
        QVERIFY(f.empty()->text().contains(u"Select a row"_s));
        QVERIFY(!f.table()->isVisible());
    }

    void bothEndsHaveTheirOwnMachine()
    {
        Fixture f;
        f.handshake();
        f.add(EventKind::Shutdown, Side::Server);
        f.reports(Side::Server, TcpState::FinWait2);
        f.reports(Side::Client, TcpState::CloseWait);
        f.pane.showRow(f.lastRow());
        QVERIFY(f.diagram(Side::Server)->isVisible());
        QCOMPARE(f.state(Side::Server), u"FIN_WAIT_2"_s);
        QCOMPARE(f.state(Side::Client), u"CLOSE_WAIT"_s);
        QCOMPARE(f.diagram(Side::Server)->accessibleName(), u"Server 127.0.0.1:30000"_s);
        QCOMPARE(f.diagram(Side::Client)->accessibleName(), u"Client 127.0.0.1:51234"_s);
        QCOMPARE(f.diagram(Side::Server)->accessibleDescription(),
                 u"1 CLOSED → LISTEN listen(), "
                 "2 LISTEN → SYN_RECV SYN → SYN-ACK (not observed), "
                 "3 SYN_RECV → ESTABLISHED ACK, "
                 "4 ESTABLISHED → FIN_WAIT_1 shutdown() → FIN (not observed), "
                 "5 FIN_WAIT_1 → FIN_WAIT_2 ACK, "
                 "now FIN_WAIT_2 (reported by the kernel)"_s);
    }

    void steppingBackShowsWhatWasThen()
    {
        Fixture f;
        f.handshake();
        f.reports(Side::Client, TcpState::CloseWait);
        f.pane.showRow(3); // the client is established, the server not seen yet
        QCOMPARE(f.state(Side::Client), u"ESTABLISHED"_s);
        QCOMPARE(f.state(Side::Server), u"CLOSED"_s);
        QVERIFY(!f.pane.isLive());
        f.reports(Side::Server, TcpState::FinWait2);
        QCOMPARE(f.state(Side::Client), u"ESTABLISHED"_s); // an older row does not move
        QCOMPARE(f.state(Side::Server), u"CLOSED"_s);
    }

    void theNewestRowIsFollowed()
    {
        Fixture f;
        f.handshake();
        f.pane.showRow(f.lastRow());
        QVERIFY(f.pane.isLive());
        f.reports(Side::Client, TcpState::CloseWait);
        QCOMPARE(f.state(Side::Client), u"CLOSE_WAIT"_s);
        f.add(EventKind::Closed, Side::Client);
        QVERIFY(f.diagram(Side::Client)
                    ->accessibleDescription()
                    .endsWith(u", now LAST_ACK (concluded, not observed)"_s));
        QVERIFY(f.diagram(Side::Client)->hasHatching());
    }

    void hiddenItDoesNothing()
    {
        Fixture f(false);
        f.handshake();
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.diagram(Side::Server)->content(), StateDiagramContent());
        f.pane.show();
        QCOMPARE(f.state(Side::Server), u"ESTABLISHED"_s);
        f.pane.hide();
        f.reports(Side::Client, TcpState::CloseWait);
        QCOMPARE(f.state(Side::Client), u"ESTABLISHED"_s);
        f.pane.show();
        QCOMPARE(f.state(Side::Client), u"CLOSE_WAIT"_s);
    }

    void aListeningSocketHasItsQueue()
    {
        Fixture f;
        f.add(EventKind::Listen, Side::Server, 0);
        f.reports(Side::Server, TcpState::Listen, 0, [](KernelReading &reading) {
            reading.acceptQueue = 2;
            reading.backlog = 3;
        });
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.state(Side::Server), u"LISTEN"_s);
        QCOMPARE(f.diagram(Side::Server)->accessibleDescription(),
                 u"1 CLOSED → LISTEN listen(), now LISTEN (reported by the kernel)"_s);
        QCOMPARE(f.queues(Side::Server)->accessibleDescription(),
                 u"accept queue 2 of 4, backlog 3 lets 4 wait"_s);
        QVERIFY(f.diagram(Side::Client)->accessibleDescription().startsWith(u"none yet"_s));
        QVERIFY(!f.diagram(Side::Client)->content().isKnown);
        f.pane.showRow(0); // before the kernel was asked
        QCOMPARE(f.diagram(Side::Server)->accessibleDescription(),
                 u"1 CLOSED → LISTEN listen(), now LISTEN (concluded, not observed)"_s);
        QCOMPARE(f.queues(Side::Server)->accessibleDescription(), u"not observed"_s);
    }

    void queuesHaveOneScale()
    {
        Fixture f;
        f.handshake();
        f.reports(Side::Server, TcpState::Established, 1, [](KernelReading &reading) {
            reading.unacknowledged = 4'130'816; // of these:
            reading.unsent = 4'000'000;
        });
        f.reports(Side::Client, TcpState::Established, 1,
                  [](KernelReading &reading) { reading.unread = 113'152; });
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.queues(Side::Server)->accessibleDescription(),
                 u"unsent 4,000,000 B, on the way 130,816 B, unread 0 B, full bar: 5,000,000 B"_s);
        QCOMPARE(f.queues(Side::Client)->accessibleDescription(),
                 u"unsent 0 B, on the way 0 B, unread 113,152 B, full bar: 5,000,000 B"_s);
    }

    void scalesAreRound_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<qint64>("scale");
        QTest::newRow("nothing") << qint64(0) << qint64(100);
        QTest::newRow("exactly") << qint64(200) << qint64(200);
        QTest::newRow("one more") << qint64(201) << qint64(500);
        QTest::newRow("the next power") << qint64(501) << qint64(1000);
        QTest::newRow("16 MiB") << qint64(16 << 20) << qint64(20'000'000);
    }
    void scalesAreRound()
    {
        QFETCH(qint64, bytes);
        QTEST(QueueBars::niceScale(bytes), "scale");
        QVERIFY(QueueBars::niceScale(LLONG_MAX) > LLONG_MAX / 100); // and ends
    }

    void tcpInfoOfBothEnds()
    {
        Fixture f;
        f.handshake();
        f.reports(Side::Server, TcpState::Established, 1, withMetrics);
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.value(u"rtt"_s, Side::Server), u"48 ± 12 µs"_s);
        QCOMPARE(f.value(u"rto"_s, Side::Server), u"200 ms"_s);
        QCOMPARE(f.value(u"mss"_s, Side::Server), u"32,768 B"_s);
        QCOMPARE(f.value(u"retransmits"_s, Side::Server), u"2"_s);
        QCOMPARE(f.value(u"rtt"_s, Side::Client), u"not observed"_s);
        for (int line = 0; line < f.table()->rowCount(); ++line)
            QVERIFY(!f.table()->item(line, 3)->text().isEmpty());
        QVERIFY(f.table()->isRowHidden(0)); // TIME_WAIT
    }

    void timeWaitCountsDownWhileVisible()
    {
        Fixture f;
        f.handshake();
        f.setWallClock(QDateTime::currentMSecsSinceEpoch() * 1000);
        f.add(EventKind::Closed, Side::Server);
        f.reports(Side::Server, TcpState::TimeWait, 1,
                  [](KernelReading &reading) { reading.timerMs = 2'000; });
        f.pane.showRow(f.lastRow());
        QVERIFY(!f.table()->isRowHidden(0));
        QVERIFY(f.pane.isCountingDown());
        QCOMPARE(f.value(u"TIME_WAIT"_s, Side::Client), u"–"_s);
        f.pane.hide();
        QVERIFY(!f.pane.isCountingDown());
        f.pane.show();
        QVERIFY(f.pane.isCountingDown());
        QTRY_COMPARE_WITH_TIMEOUT(f.value(u"TIME_WAIT"_s, Side::Server), u"0 second(s)"_s, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!f.pane.isCountingDown(), kPatience);
        f.reports(Side::Server, TcpState::Closed);
        QVERIFY(f.table()->isRowHidden(0));
    }

    void anOldTimeWaitStandsStill()
    {
        Fixture f;
        f.handshake();
        f.setWallClock(1'000'000'000);
        f.add(EventKind::Closed, Side::Server);
        const qsizetype row = f.reports(Side::Server, TcpState::TimeWait, 1,
                                        [](KernelReading &reading) { reading.timerMs = 59'400; });
        f.reports(Side::Server, TcpState::Closed);
        f.pane.showRow(row);
        QCOMPARE(f.value(u"TIME_WAIT"_s, Side::Server), u"60 second(s)"_s);
        QVERIFY(!f.pane.isCountingDown()); // it is over
    }

    void theOtherEndIsAnotherPrograms()
    {
        Fixture f;
        f.add(EventKind::Listen, Side::Server, 0);
        f.add(EventKind::Accept, Side::Server);
        f.reports(Side::Client, TcpState::Established);
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.diagram(Side::Client)->accessibleName(), u"Client 127.0.0.1:51234 (other program)"_s);
        QCOMPARE(f.state(Side::Client), u"ESTABLISHED"_s);
        QVERIFY(f.diagram(Side::Client)->content().isOutside);
    }

    void aRefusedConnectionHasNoOtherEnd()
    {
        Fixture f;
        f.add(EventKind::Connect, Side::Client);
        f.fail(EventKind::Error, Side::Client, ErrorCode::ConnectionRefused);
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.diagram(Side::Server)->accessibleName(), u"Server 127.0.0.1:30000"_s);
        QCOMPARE(f.diagram(Side::Server)->accessibleDescription(), u"nothing was observed of this end"_s);
        QCOMPARE(f.diagram(Side::Client)->accessibleDescription(),
                 u"1 CLOSED → SYN_SENT connect() → SYN (not observed), 2 SYN_SENT → CLOSED RST, "
                 "now CLOSED (concluded, not observed)"_s);
    }

    void anEndThatWasNotAskedAboutSaysSo()
    {
        Fixture f;
        f.add(EventKind::Listen, Side::Server, 0);
        f.reports(Side::Server, TcpState::Listen, 0);
        f.add(EventKind::Accept, Side::Server);
        f.pane.showRow(f.lastRow());
        const QString note = u"the kernel was not asked about this end: states are concluded"_s;
        QVERIFY(f.diagram(Side::Server)->accessibleDescription().endsWith(note));
        f.reports(Side::Server, TcpState::Established);
        f.pane.showRow(f.lastRow());
        QVERIFY(!f.diagram(Side::Server)->accessibleDescription().contains(note));
    }

    void theOtherEndIsOnAnotherMachine()
    {
        Fixture f;
        f.events().client.host = u"192.0.2.7"_s;
        f.events().server.host = u"192.0.2.1"_s;
        f.add(EventKind::Listen, Side::Server, 0);
        f.add(EventKind::Accept, Side::Server);
        f.reports(Side::Server, TcpState::Established);
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.diagram(Side::Client)->accessibleName(), u"Client 192.0.2.7:51234 (another machine)"_s);
        QCOMPARE(f.diagram(Side::Client)->accessibleDescription(),
                 u"on another machine: its kernel cannot be asked"_s);
        QVERIFY(!f.diagram(Side::Client)->content().isKnown);
        QCOMPARE(f.queues(Side::Client)->accessibleDescription(), u"not observed"_s);
    }

    void whoWaitsInTheAcceptQueueSaysSo()
    {
        Fixture f;
        f.add(EventKind::Listen, Side::Server, 0);
        f.reports(Side::Client, TcpState::Established);
        f.reports(Side::Server, TcpState::Established, 1,
                  [](KernelReading &reading) { reading.hasOwner = false; });
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.diagram(Side::Server)->accessibleName(), u"Server 127.0.0.1:30000"_s); // it is ours
        QVERIFY(f.diagram(Side::Server)->content().note.startsWith(u"waits in the accept queue"_s));
    }

    void withoutAProbeStatesAreConcluded()
    {
        Fixture f;
        const qsizetype row = f.cannotAsk();
        f.pane.showRow(row);
        QVERIFY(f.empty()->isVisible());
        f.add(EventKind::Listen, Side::Server, 0);
        f.add(EventKind::Connect, Side::Client);
        f.add(EventKind::Connected, Side::Client);
        f.add(EventKind::Accept, Side::Server);
        f.pane.showRow(f.lastRow());
        QCOMPARE(f.state(Side::Client), u"ESTABLISHED"_s);
        for (const Side side : {Side::Server, Side::Client}) {
            QVERIFY(f.diagram(side)->content().note.contains(u"states are concluded"_s));
            QVERIFY(f.diagram(side)->hasHatching());
            QCOMPARE(f.value(u"rtt"_s, side), u"not observed"_s);
        }
    }

    void everyKindOfRowIsShown()
    {
        Fixture f;
        const QList<EventKind> kinds = allEventKinds();
        for (const EventKind kind : kinds) {
            for (const Side side : {Side::Server, Side::Client}) {
                for (const quint32 connection : {0U, 1U}) {
                    if (kind == EventKind::State || kind == EventKind::Queues)
                        f.pane.showRow(f.reports(side, TcpState::Established, connection));
                    else
                        f.pane.showRow(f.add(kind, side, connection));
                }
            }
        }
        for (qsizetype row = -1; row <= f.lastRow() + 1; ++row) {
            f.pane.showRow(row);
            QVERIFY(!f.pane.grab().isNull());
        }
    }

    void aLocalStreamHasNoDiagram()
    {
        Fixture f(true, Transport::LocalStream);
        f.events().server = Address::path(u"/tmp/greeting.sock"_s);
        f.events().client = Address::unnamed(91234);
        f.add(EventKind::Listen, Side::Server, 0);
        const qsizetype listening = f.reports(Side::Server, TcpState::Listen, 0, [](KernelReading &reading) {
            reading.acceptQueue = 1;
            reading.backlog = 3;
        });
        f.add(EventKind::Accept, Side::Server);
        f.reports(Side::Server, TcpState::Established);
        const qsizetype shut = f.reports(Side::Client, TcpState::Established, 1, [](KernelReading &reading) {
            reading.unread = 48;
            reading.isWriteShut = true;
        });
        f.pane.showRow(shut);
        QVERIFY(f.facts()->isVisible());
        QVERIFY(!f.diagram(Side::Client)->isVisible());
        QVERIFY(f.why().contains(u"no handshake"_s));
        QCOMPARE(f.fact(u"state"_s, Side::Client), u"ESTABLISHED"_s);
        QVERIFY(f.fact(u"unread"_s, Side::Client).startsWith(u"48 "_s));
        QCOMPARE(f.fact(u"writing"_s, Side::Client), u"shut"_s);
        QCOMPARE(f.fact(u"reading"_s, Side::Client), u"open"_s);
        QCOMPARE(f.fact(u"name"_s, Side::Client), u"socket:[91234]"_s);
        QCOMPARE(f.fact(u"name"_s, Side::Server), u"/tmp/greeting.sock"_s);
        f.pane.showRow(listening);
        QCOMPARE(f.fact(u"state"_s, Side::Server), u"LISTEN"_s);
        QCOMPARE(f.fact(u"accept queue"_s, Side::Server), u"1 of 4"_s);
    }

    void aServerOfDatagramsHasOneSocket()
    {
        Fixture f(true, Transport::Udp);
        f.add(EventKind::Bind, Side::Server, 0);
        f.reports(Side::Server, TcpState::Unconnected, 0, [](KernelReading &reading) {
            reading.unread = 768;
            reading.drops = 3;
        });
        f.add(EventKind::Connect, Side::Client);
        f.reports(Side::Client, TcpState::Established);
        const qsizetype received = f.append(f.events().data(EventKind::Received, Side::Server, "one"));
        f.pane.showRow(received);
        QVERIFY(f.facts()->isVisible());
        QVERIFY(f.why().contains(u"Datagrams"_s));
        QCOMPARE(f.fact(u"state"_s, Side::Server), u"UNCONN"_s);
        QCOMPARE(f.fact(u"state"_s, Side::Client), u"ESTABLISHED"_s);
        QCOMPARE(f.fact(u"dropped"_s, Side::Server), u"3"_s);
        QVERIFY(f.fact(u"unread"_s, Side::Server).startsWith(u"768 "_s));
        f.reports(Side::Server, TcpState::Unconnected, 0); // followed, though it is of another row
        QCOMPARE(f.fact(u"dropped"_s, Side::Server), u"0"_s);
    }

    void tabReachesEveryPart()
    {
        Fixture f;
        f.handshake();
        f.pane.showRow(f.lastRow());
        QVERIFY(QTest::qWaitForWindowActive(&f.pane));
        QWidget *parts[] = {f.diagram(Side::Server), f.diagram(Side::Client), f.queues(Side::Server),
                            f.queues(Side::Client), f.table()};
        parts[0]->setFocus();
        for (size_t i = 0; i < std::size(parts); ++i) {
            QCOMPARE(QApplication::focusWidget(), parts[i]);
            QVERIFY(!parts[i]->accessibleName().isEmpty());
            QTest::keyClick(parts[i], Qt::Key_Tab);
        }
        QVERIFY(QApplication::focusWidget() != parts[4]); // it does not keep the focus
    }

    void otherColoursAndSmallSizesArePainted()
    {
        Fixture f;
        f.handshake();
        f.pane.showRow(f.lastRow());
        const QImage light = f.diagram(Side::Server)->grab().toImage();
        const Colours colours = coloursFor(f.pane.palette());
        QVERIFY(contains(light, colours.stateEstablished));
        QVERIFY(!contains(light, colours.stateTimeWait));
        for (const QSize size : {QSize(840, 230), QSize(300, 100), QSize(1400, 400)}) {
            f.pane.resize(size);
            QVERIFY(contains(f.diagram(Side::Server)->grab().toImage(), colours.stateEstablished));
            const QSize least = f.diagram(Side::Server)->minimumSizeHint();
            QVERIFY(f.diagram(Side::Server)->width() >= least.width());
            QVERIFY(f.diagram(Side::Server)->height() >= least.height());
        }
    }

    void findsItsWayInALongJournal()
    {
        Fixture f;
        f.handshake();
        for (int batch = 0; batch < 2; ++batch) {
            QList<Event> flood;
            for (int i = 0; i < 100'000; ++i)
                flood << f.events().data(EventKind::Sent, Side::Client, {});
            f.journal().append(flood);
        }
        f.reports(Side::Client, TcpState::CloseWait);
        f.pane.showRow(3);
        for (int i = 0; i < 10; ++i) {
            f.pane.showRow(i % 2 == 0 ? f.lastRow() : 3);
            QVERIFY(f.state(Side::Client) == (i % 2 == 0 ? u"CLOSE_WAIT"_s : u"ESTABLISHED"_s));
        }
    }

private:
    static bool contains(const QImage &image, const QColor &colour)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == colour.rgb())
                    return true;
            }
        }
        return false;
    }
};

QTEST_MAIN(TestKernelPane)
#include "tst_kernelpane.moc"
