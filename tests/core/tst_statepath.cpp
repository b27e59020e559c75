// SPDX-License-Identifier: MIT
#include "core/statepath.h"
#include "support/kernelsession.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// With the paths as lines of text.
class Session : public KernelSession
{
public:
    using KernelSession::KernelSession;

    QStringList path(Side side) const { return path(side, lastRow()); }
    QStringList path(Side side, qsizetype row) const { return lines(statePath(readings(), 1, side, row)); }
    QStringList listener(qsizetype row) const { return lines(listenerPath(readings(), kServer, row)); }

private:
    static QStringList lines(const QList<PathStep> &path)
    {
        QStringList lines;
        for (const PathStep &step : path)
            lines << u"%1 %2 [%3]%4"_s.arg(tcpStateName(step.from), tcpStateName(step.to), step.cause,
                                           step.isObserved ? QString() : u" concluded"_s);
        return lines;
    }
};

QStringList openedServer()
{
    return {u"CLOSED LISTEN [listen()]"_s, u"LISTEN SYN_RECV [SYN → SYN-ACK] concluded"_s,
            u"SYN_RECV ESTABLISHED [ACK]"_s};
}

QStringList openedClient()
{
    return {u"CLOSED SYN_SENT [connect() → SYN] concluded"_s, u"SYN_SENT ESTABLISHED [SYN-ACK → ACK]"_s};
}

} // namespace

class TestStatePath : public QObject
{
    Q_OBJECT
private slots:
    void opening()
    {
        Session s;
        s.handshake();
        QCOMPARE(s.path(Side::Server), openedServer());
        QCOMPARE(s.path(Side::Client), openedClient());
    }

    void steppingBackIsReprojecting()
    {
        Session s;
        s.handshake();
        QCOMPARE(s.path(Side::Client, 1), QStringList());
        QCOMPARE(s.path(Side::Client, 2), openedClient().mid(0, 1));
        QCOMPARE(s.path(Side::Client, 3), openedClient());
        QCOMPARE(s.path(Side::Server, 3), QStringList());
        QCOMPARE(s.listener(0), QStringList{u"CLOSED LISTEN [listen()] concluded"_s});
        QCOMPARE(s.listener(1), QStringList{u"CLOSED LISTEN [listen()]"_s});
        QCOMPARE(s.listener(-1), QStringList());
    }

    void serverClosesFirst_data()
    {
        QTest::addColumn<EventKind>("call");
        QTest::addColumn<QString>("cause");
        QTest::newRow("close") << EventKind::Closed << u"close() → FIN"_s;
        QTest::newRow("shutdown") << EventKind::Shutdown << u"shutdown() → FIN"_s;
    }
    void serverClosesFirst()
    {
        QFETCH(EventKind, call);
        QFETCH(QString, cause);
        Session s;
        s.handshake();
        s.add(call, Side::Server);
        s.reports(Side::Server, TcpState::FinWait2);
        s.reports(Side::Client, TcpState::CloseWait);
        s.add(EventKind::Eof, Side::Client);
        s.add(EventKind::Closed, Side::Client);
        s.reports(Side::Client, TcpState::Closed);
        s.reports(Side::Server, TcpState::TimeWait);
        s.reports(Side::Server, TcpState::Closed);
        QCOMPARE(s.path(Side::Server),
                 openedServer() << u"ESTABLISHED FIN_WAIT_1 [%1] concluded"_s.arg(cause)
                                << u"FIN_WAIT_1 FIN_WAIT_2 [ACK]"_s << u"FIN_WAIT_2 TIME_WAIT [FIN → ACK]"_s
                                << u"TIME_WAIT CLOSED [60 s]"_s);
        QCOMPARE(s.path(Side::Client),
                 openedClient() << u"ESTABLISHED CLOSE_WAIT [FIN → ACK]"_s
                                << u"CLOSE_WAIT LAST_ACK [close() → FIN] concluded"_s
                                << u"LAST_ACK CLOSED [ACK]"_s);
    }

    void bothCloseAtOnce()
    {
        Session s;
        s.handshake();
        s.add(EventKind::Shutdown, Side::Server);
        s.add(EventKind::Shutdown, Side::Client);
        s.reports(Side::Server, TcpState::Closing);
        s.reports(Side::Server, TcpState::TimeWait);
        QCOMPARE(s.path(Side::Server),
                 openedServer() << u"ESTABLISHED FIN_WAIT_1 [shutdown() → FIN] concluded"_s
                                << u"FIN_WAIT_1 CLOSING [FIN → ACK]"_s << u"CLOSING TIME_WAIT [ACK]"_s);
    }

    void theCallIsFoundWhenTheReportCameLater()
    {
        Session s;
        s.handshake();
        s.reports(Side::Client, TcpState::CloseWait);
        s.add(EventKind::Shutdown, Side::Client);
        s.reports(Side::Client, TcpState::LastAck);
        QCOMPARE(s.path(Side::Client).constLast(), u"CLOSE_WAIT LAST_ACK [shutdown() → FIN]"_s);
    }

    void anotherProgramsCallIsNotClaimed()
    {
        Session s; // only the server is ours
        s.add(EventKind::Listen, Side::Server, 0);
        s.reports(Side::Client, TcpState::Established);
        s.add(EventKind::Accept, Side::Server);
        s.reports(Side::Client, TcpState::FinWait2);
        QCOMPARE(s.path(Side::Client),
                 openedClient() << u"ESTABLISHED FIN_WAIT_1 [FIN sent] concluded"_s
                                << u"FIN_WAIT_1 FIN_WAIT_2 [ACK]"_s);
    }

    void resets()
    {
        Session s;
        s.handshake();
        s.add(EventKind::Reset, Side::Server);
        s.fail(EventKind::Reset, Side::Client, ErrorCode::ConnectionReset);
        QCOMPARE(s.path(Side::Server).constLast(), u"ESTABLISHED CLOSED [abort() → RST] concluded"_s);
        QCOMPARE(s.path(Side::Client).constLast(), u"ESTABLISHED CLOSED [RST] concluded"_s);
    }

    void aResetByAnotherProgram()
    {
        Session s;
        s.add(EventKind::Listen, Side::Server, 0);
        s.add(EventKind::Accept, Side::Server);
        s.reports(Side::Client, TcpState::Established);
        s.reports(Side::Client, TcpState::Closed);
        s.fail(EventKind::Reset, Side::Server, ErrorCode::ConnectionReset);
        QCOMPARE(s.path(Side::Server).constLast(), u"ESTABLISHED CLOSED [RST] concluded"_s);
        QCOMPARE(s.path(Side::Client).constLast(), u"ESTABLISHED CLOSED [RST sent]"_s);
        QCOMPARE(s.path(Side::Client, 3).constLast(), u"ESTABLISHED CLOSED [RST]"_s); // what was known then
    }

    void closingWithUnreadBytes()
    {
        Session s;
        s.handshake();
        s.reports(Side::Server, TcpState::Established, 1, [](KernelReading &reading) { reading.unread = 5; });
        s.add(EventKind::Closed, Side::Server);
        QCOMPARE(s.path(Side::Server).constLast(), u"ESTABLISHED CLOSED [close() → RST] concluded"_s);
        s.reports(Side::Server, TcpState::Closed);
        s.reports(Side::Client, TcpState::Closed);
        QCOMPARE(s.path(Side::Server).constLast(), u"ESTABLISHED CLOSED [close() → RST]"_s);
        QCOMPARE(s.path(Side::Client).constLast(), u"ESTABLISHED CLOSED [RST]"_s);
        QVERIFY(possibleCauses(TcpState::Established, TcpState::Closed).contains(u"close() → RST"_s));
    }

    void aUdpSocket()
    {
        Session s(Transport::Udp);
        s.add(EventKind::Bind, Side::Server, 0);
        s.reports(Side::Server, TcpState::Unconnected, 0);
        s.add(EventKind::Connect, Side::Client);
        s.reports(Side::Client, TcpState::Established);
        s.add(EventKind::Sent, Side::Client);
        s.add(EventKind::Received, Side::Server);
        s.add(EventKind::Closed, Side::Client);
        QCOMPARE(s.path(Side::Client),
                 (QStringList{u"CLOSED UNCONN [socket()] concluded"_s, u"UNCONN ESTABLISHED [connect()]"_s,
                              u"ESTABLISHED CLOSED [close()] concluded"_s}));
        QCOMPARE(s.path(Side::Server), QStringList{u"CLOSED UNCONN [socket()] concluded"_s});
        QCOMPARE(s.listener(s.lastRow()), QStringList{u"CLOSED UNCONN [socket()]"_s});
    }

    void aLocalStream()
    {
        Session s(Transport::LocalStream);
        s.add(EventKind::Listen, Side::Server, 0);
        s.reports(Side::Server, TcpState::Listen, 0);
        s.add(EventKind::Connect, Side::Client);
        s.reports(Side::Client, TcpState::Established);
        s.reports(Side::Server, TcpState::Established);
        s.add(EventKind::Accept, Side::Server);
        s.add(EventKind::Closed, Side::Server);
        QCOMPARE(s.path(Side::Server),
                 (QStringList{u"CLOSED LISTEN [listen()]"_s, u"LISTEN ESTABLISHED [connect()]"_s,
                              u"ESTABLISHED CLOSED [close()] concluded"_s}));
        QCOMPARE(s.path(Side::Client),
                 (QStringList{u"CLOSED UNCONN [socket()] concluded"_s, u"UNCONN ESTABLISHED [connect()]"_s}));
        QCOMPARE(possibleCauses(TcpState::Established, TcpState::Closed, Transport::LocalStream),
                 QStringList{u"close()"_s});
    }

    void failedConnects_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("cause");
        QTest::newRow("refused") << ErrorCode::ConnectionRefused << u"RST"_s;
        QTest::newRow("timed out") << ErrorCode::TimedOut << u"no answer"_s;
        QTest::newRow("cancelled") << ErrorCode::Cancelled << u"close()"_s;
        QTest::newRow("unreachable") << ErrorCode::NetworkUnreachable << u"ENETUNREACH"_s;
    }
    void failedConnects()
    {
        QFETCH(ErrorCode, code);
        QFETCH(QString, cause);
        Session s;
        s.add(EventKind::Connect, Side::Client);
        s.fail(EventKind::Error, Side::Client, code);
        s.add(EventKind::Closed, Side::Client);
        QCOMPARE(s.path(Side::Client).constLast(), u"SYN_SENT CLOSED [%1] concluded"_s.arg(cause));
        s.add(EventKind::Connect, Side::Client); // the next address: a new socket
        QCOMPARE(s.path(Side::Client), openedClient().mid(0, 1));
    }

    void concludedAlone()
    {
        Session s; // as on a system whose kernel cannot be asked
        s.add(EventKind::Listen, Side::Server, 0);
        s.add(EventKind::Connect, Side::Client);
        s.add(EventKind::Connected, Side::Client);
        s.add(EventKind::Accept, Side::Server);
        s.add(EventKind::Shutdown, Side::Server);
        s.add(EventKind::Eof, Side::Server);
        const QStringList path = s.path(Side::Server);
        QCOMPARE(path.size(), 6); // FIN_WAIT_2 must have been passed on the way to TIME_WAIT
        for (const QString &line : path)
            QVERIFY2(line.endsWith(u" concluded"_s), qPrintable(line));
        QCOMPARE(path.last(), u"FIN_WAIT_2 TIME_WAIT [FIN → ACK] concluded"_s);
    }

    void aServerThatListensAgain()
    {
        Session s;
        s.add(EventKind::Listen, Side::Server, 0);
        const qsizetype stopped = s.add(EventKind::Closed, Side::Server, 0);
        QCOMPARE(s.listener(stopped).constLast(), u"LISTEN CLOSED [close()] concluded"_s);
        s.add(EventKind::Listen, Side::Server, 0);
        QCOMPARE(s.listener(s.lastRow()), QStringList{u"CLOSED LISTEN [listen()] concluded"_s});
    }

    void theClientMustHaveSentItsSyn()
    {
        Session s; // another program's client, seen late
        s.reports(Side::Client, TcpState::CloseWait);
        QCOMPARE(s.path(Side::Client),
                 QStringList() << openedClient().at(0) << openedClient().at(1) + u" concluded"_s
                               << u"ESTABLISHED CLOSE_WAIT [FIN → ACK]"_s);
    }

    void everyCauseIsAPossibleOne()
    {
        Session s;
        s.handshake();
        s.add(EventKind::Shutdown, Side::Server);
        s.reports(Side::Server, TcpState::TimeWait);
        s.reports(Side::Server, TcpState::Closed);
        s.fail(EventKind::Reset, Side::Client, ErrorCode::ConnectionReset);
        for (const Side side : {Side::Server, Side::Client}) {
            const QList<PathStep> path = statePath(s.readings(), 1, side, s.lastRow());
            QVERIFY(!path.isEmpty());
            for (const PathStep &step : path)
                QVERIFY2(possibleCauses(step.from, step.to).contains(step.cause), qPrintable(step.cause));
        }
    }

    void aMillionRowsCostNothing()
    {
        Session s;
        s.handshake();
        for (int batch = 0; batch < 10; ++batch) {
            QList<Event> flood;
            for (int i = 0; i < 100'000; ++i)
                flood << s.events().data(EventKind::Sent, Side::Client, {});
            s.journal().append(flood);
        }
        s.reports(Side::Server, TcpState::Closed);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(s.path(Side::Server).constLast(), u"ESTABLISHED CLOSED [RST]"_s);
        QCOMPARE(s.path(Side::Client), openedClient());
        QVERIFY2(timer.elapsed() < 16, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestStatePath)
#include "tst_statepath.moc"
