// SPDX-License-Identifier: MIT
#include "core/explanation.h"
#include "core/socketlist.h"
#include "core/stepguide.h"
#include "support/stepprobe.h"

#include <QTemporaryDir>

using namespace bothends;
using namespace bothends::test;
using namespace Qt::StringLiterals;

namespace {

/// Real calls on real sockets, and what is said of them.
class Scene
{
public:
    StepProbe probe;

    /// The situation of the row that the last call made.
    Situation situation() const { return situationOf(m_readings, rowOf(probe.last())); }
    /// The last one of a kind: what is known of a datagram that was sent grows when it arrives.
    Situation situationOfLast(EventKind kind) const
    {
        const Journal &journal = probe.session.journal();
        for (qsizetype row = journal.size() - 1; row >= 0; --row) {
            if (journal.at(row).kind == kind)
                return situationOf(m_readings, row);
        }
        return Situation::UnknownConnected;
    }
    CallName next(Side side, Transport transport, quint32 socket) const
    {
        for (const CallAdvice &advice : adviceFor(side, transport, m_sockets.find(socket))) {
            if (advice.isNext)
                return advice.call;
        }
        return CallName::None;
    }
    /// The first row that is not told as it should be; empty if all are.
    QString fault() const
    {
        const Journal &journal = probe.session.journal();
        for (qsizetype row = 0; row < journal.size(); ++row) {
            const Explanation explanation = explain(m_readings, row);
            const QString text = explanation.title + u' ' + explanation.sentences.join(u' ');
            const bool isTcp = journal.at(row).transport == Transport::Tcp;
            if (explanation.sentences.size() < 2 || explanation.sentences.size() > 5)
                return u"row %1: "_s.arg(row) + text;
            if (text.contains(u"readyRead"_s) || text.contains(u"newConnection"_s))
                return u"row %1 says what Qt does: "_s.arg(row) + text;
            if (!isTcp && (text.contains(u"SYN"_s) || text.contains(u"CLOSE_WAIT"_s)))
                return u"row %1 says what TCP does: "_s.arg(row) + text;
        }
        return {};
    }

private:
    static qsizetype rowOf(const Event &event) { return qsizetype(event.seq) - 1; }

    const Journal &m_journal = probe.session.journal();
    ConnectionIndex m_connections{m_journal};
    TextReading m_texts{m_journal, m_connections};
    LifeLines m_lifeLines{m_journal};
    Readings m_readings{m_journal, m_connections, m_texts, m_lifeLines};
    SocketList m_sockets{m_journal};
};

#define IS(scene, wanted) QCOMPARE(int((scene).situation()), int(Situation::wanted))

} // namespace

class TestExplainedCalls : public QObject
{
    Q_OBJECT
private slots:
    void tcp()
    {
        Scene s;
        StepProbe &p = s.probe;
        const quint32 server = p.open(Side::Server, Transport::Tcp);
        const quint32 listener = p.last().socket;
        IS(s, SocketByCall);
        QCOMPARE(s.next(Side::Server, Transport::Tcp, listener), CallName::Bind);
        p.perform(server, CallName::Accept);
        IS(s, AcceptNotListening);
        const Address address = p.bind(server, {u"127.0.0.1"_s, 0}).local;
        IS(s, BindAlone);
        p.bind(server, {u"127.0.0.1"_s, 0});
        IS(s, BindTwice);
        QCOMPARE(s.next(Side::Server, Transport::Tcp, listener), CallName::Listen);
        p.listen(server, 3);
        IS(s, Listen);
        p.listen(server, 7);
        IS(s, ListenAgain);
        p.perform(server, CallName::Accept);
        IS(s, AcceptNothing);

        const quint32 client = p.open(Side::Client, Transport::Tcp);
        const quint32 socket = p.last().socket;
        p.send(client, "early");
        IS(s, BrokenPipeUnconnected);
        p.perform(client, CallName::Recv);
        IS(s, NotConnectedByCall);
        p.setOption(client, SocketOption::SendBuffer, 16384);
        IS(s, OptionChanged);
        p.connectTo(client, address);
        IS(s, ConnectInProgress);
        QVERIFY(p.waitForKind(client, EventKind::Connected));
        IS(s, ConnectedByCall);
        p.connectTo(client, address);
        IS(s, AlreadyConnected);
        QCOMPARE(s.next(Side::Client, Transport::Tcp, socket), CallName::Recv);

        const quint32 accepted = p.performUntilReady(server, CallName::Accept).socket;
        IS(s, AcceptOne);
        QCOMPARE(s.next(Side::Server, Transport::Tcp, accepted), CallName::Send);
        p.send(server, "hello world", accepted);
        IS(s, MessageUnread);
        p.recv(client, 0, 3, MessageFlag::Peek);
        IS(s, Peeked);
        p.recv(client, 0, 3);
        IS(s, ReadFull);
        p.recv(client, 0, 16, {}, CallName::RecvInto);
        IS(s, ReadInto);
        QCOMPARE(int(s.situationOfLast(EventKind::Sent)), int(Situation::MessageRead));
        p.shut(client, ShutdownHow::Write);
        IS(s, ShutdownFirst);
        p.send(client, "late");
        IS(s, BrokenPipeShut);
        p.recv(server, accepted);
        QCOMPARE(p.last().kind, EventKind::Eof);
        p.close(server, accepted);
        p.close(client);
        QVERIFY2(s.fault().isEmpty(), qPrintable(s.fault()));
    }

    void udp()
    {
        Scene s;
        StepProbe &p = s.probe;
        const quint32 server = p.open(Side::Server, Transport::Udp);
        IS(s, SocketUdp);
        const Address address = p.bind(server, {u"127.0.0.1"_s, 0}).local;
        IS(s, BindDatagram);
        p.listen(server);
        IS(s, OperationNotSupported);
        const quint32 client = p.open(Side::Client, Transport::Udp);
        p.send(client, "nobody");
        IS(s, DestinationRequired);
        p.send(client, "hello world!", 0, CallName::SendTo, address);
        p.recv(server, 0, 3);
        IS(s, DatagramCut);
        p.send(client, "whole", 0, CallName::SendTo, address);
        p.recv(server);
        IS(s, DatagramRead);
        QCOMPARE(int(s.situationOfLast(EventKind::Sent)), int(Situation::DatagramArrived));
        p.send(client, "", 0, CallName::SendTo, address);
        IS(s, DatagramEmpty);
        p.recv(server);
        IS(s, DatagramReadEmpty);
        p.send(client, QByteArray(70'000, 'x'), 0, CallName::SendTo, address);
        IS(s, DatagramTooLarge);
        p.close(server);
        IS(s, ClosedDatagram);
        p.connectTo(client, address);
        IS(s, ConnectDatagram);
        p.send(client, "into the void");
        QTRY_VERIFY(p.send(client, "again").error.has_value());
        IS(s, DatagramRefused);
        QVERIFY2(s.fault().isEmpty(), qPrintable(s.fault()));
    }

    void localStream()
    {
        QTemporaryDir folder;
        const Address name = Address::path(folder.filePath(u"x.sock"_s));
        Scene s;
        StepProbe &p = s.probe;
        const quint32 server = p.open(Side::Server, Transport::LocalStream);
        IS(s, SocketLocalStream);
        p.listen(server);
        IS(s, ListenImpossible);
        p.bind(server, Address::path(folder.filePath(u"no/x.sock"_s)));
        IS(s, FolderMissing);
        p.bind(server, name);
        IS(s, BindPath);
        const quint32 client = p.open(Side::Client, Transport::LocalStream);
        p.connectTo(client, name);
        IS(s, LocalRefused); // bound, and does not listen
        p.listen(server, 0);
        IS(s, ListenLocal);
        p.perform(client, CallName::Recv);
        IS(s, ReadUnconnected);
        p.connectTo(client, name);
        IS(s, ConnectLocal);
        QVERIFY(p.waitForKind(client, EventKind::Connected));
        IS(s, ConnectedLocal);
        const quint32 accepted = p.performUntilReady(server, CallName::Accept).socket;
        IS(s, AcceptLocal);
        p.getOption(server, SocketOption::PeerCredentials, accepted);
        IS(s, OptionRead);
        p.send(client, "one\ntwo\n");
        p.performUntilReady(server, [accepted] {
            SocketCall call = StepProbe::make(CallName::ReadLine);
            call.socket = accepted;
            return call;
        }());
        IS(s, ReadIntoProgram);
        QCOMPARE(int(s.situationOfLast(EventKind::Line)), int(Situation::Line));
        p.shut(client, ShutdownHow::Write);
        IS(s, ShutdownLocal);
        p.recv(server, accepted);
        IS(s, EofLocal);
        p.close(server, accepted);
        IS(s, ClosedLocal);
        QVERIFY2(s.fault().isEmpty(), qPrintable(s.fault()));
    }
};

QTEST_GUILESS_MAIN(TestExplainedCalls)
#include "tst_explainedcalls.moc"
