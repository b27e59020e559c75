// SPDX-License-Identifier: MIT
#include "core/tcpstate.h"

#include <QSet>
#include <QTest>

using namespace bothends;
using namespace Qt::StringLiterals;

class tst_TcpState : public QObject
{
    Q_OBJECT
private slots:
    void namesAreThoseOfSs()
    {
        QStringList names;
        const QList<TcpState> all = allTcpStates();
        for (const TcpState state : all)
            names << tcpStateName(state);
        QCOMPARE(names.join(u' '),
                 u"CLOSED LISTEN SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT_1 FIN_WAIT_2 CLOSE_WAIT CLOSING "
                 "LAST_ACK TIME_WAIT"_s);
    }

    void knowsWhatWasPassed_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("passed");
        const auto row = [](TcpState from, TcpState to, const QString &passed) {
            QTest::addRow("%s to %s", qPrintable(tcpStateName(from)), qPrintable(tcpStateName(to)))
                << int(from) << int(to) << passed;
        };
        row(TcpState::Closed, TcpState::Listen, {});
        row(TcpState::Closed, TcpState::SynSent, {});
        row(TcpState::Closed, TcpState::Established, u"SYN_RECV"_s);
        row(TcpState::Closed, TcpState::CloseWait, u"SYN_RECV ESTABLISHED"_s);
        row(TcpState::SynSent, TcpState::Established, {});
        row(TcpState::SynSent, TcpState::CloseWait, u"ESTABLISHED"_s);
        row(TcpState::SynReceived, TcpState::Established, {});
        row(TcpState::Established, TcpState::FinWait1, {});
        row(TcpState::Established, TcpState::FinWait2, u"FIN_WAIT_1"_s);
        row(TcpState::Established, TcpState::TimeWait, u"FIN_WAIT_1 FIN_WAIT_2"_s);
        row(TcpState::Established, TcpState::Closing, u"FIN_WAIT_1"_s);
        row(TcpState::Closing, TcpState::TimeWait, {});
        row(TcpState::FinWait1, TcpState::TimeWait, u"FIN_WAIT_2"_s);
        row(TcpState::Established, TcpState::LastAck, u"CLOSE_WAIT"_s);
        row(TcpState::CloseWait, TcpState::Closed, u"LAST_ACK"_s);
        row(TcpState::LastAck, TcpState::Closed, {});
        row(TcpState::Established, TcpState::Closed, {}); // a reset
        row(TcpState::TimeWait, TcpState::Established, {}); // there is no way back
        row(TcpState::CloseWait, TcpState::TimeWait, {});
    }
    void knowsWhatWasPassed()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QStringList names;
        const QList<TcpState> passed = statesBetween(TcpState(from), TcpState(to));
        for (const TcpState state : passed)
            names << tcpStateName(state);
        QTEST(names.join(u' '), "passed");
    }
};

QTEST_GUILESS_MAIN(tst_TcpState)
#include "tst_tcpstate.moc"
