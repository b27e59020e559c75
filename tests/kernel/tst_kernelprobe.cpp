// SPDX-License-Identifier: MIT
#include "kernel/kernelprobe.h"
#include "support/procnettcp.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <sys/socket.h>
#include <vector>

using namespace bothends;
using namespace Qt::StringLiterals;

namespace {

Address localOf(const QTcpSocket &socket)
{
    return {socket.localAddress().toString(), socket.localPort()};
}

/// A listening socket that accepts nothing, and clients that connect to it.
struct Listener
{
    explicit Listener(int backlog = 10, const QHostAddress &host = QHostAddress::LocalHost)
    {
        server.setListenBacklogSize(backlog);
        if (!server.listen(host))
            qFatal("cannot listen");
        server.pauseAccepting();
        address = {server.serverAddress().toString(), server.serverPort()};
    }
    QTcpSocket *addClient()
    {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(server.serverAddress(), server.serverPort());
        return clients.back().get();
    }
    QTcpServer server;
    Address address;
    std::vector<std::unique_ptr<QTcpSocket>> clients;
};

} // namespace

/// The probe against a second witness: what /proc/net/tcp says of the same sockets.
class tst_KernelProbe : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_probe = makeKernelProbe();
        QVERIFY2(m_probe->isAvailable(), "sock_diag is not available here");
    }

    void tellsTheAcceptQueue()
    {
        Listener listener(3);
        KernelReading reading = m_probe->listener(listener.address);
        QCOMPARE(reading.state, TcpState::Listen);
        QCOMPARE(reading.acceptQueue, 0);
        QCOMPARE(reading.backlog, 3);
        for (int i = 0; i < 4; ++i) {
            QTcpSocket *client = listener.addClient();
            QTRY_COMPARE(client->state(), QAbstractSocket::ConnectedState);
            reading = m_probe->listener(listener.address);
            QCOMPARE(reading.acceptQueue, i + 1);
        }
        const QList<test::ProcSocket> all = test::procNetTcp(listener.address.port);
        const auto listening = std::find_if(all.begin(), all.end(), [](const test::ProcSocket &each) {
            return each.state == TcpState::Listen;
        });
        QVERIFY(listening != all.end());
        QCOMPARE(listening->receiveQueue, 4);
    }

    void tellsBothEnds()
    {
        Listener listener;
        QTcpSocket *client = listener.addClient();
        QTRY_COMPARE(client->state(), QAbstractSocket::ConnectedState);
        const Address local = localOf(*client);

        const KernelReading clientEnd = m_probe->end(local, listener.address);
        QCOMPARE(clientEnd.state, TcpState::Established);
        QVERIFY(clientEnd.hasOwner);
        QVERIFY(clientEnd.metrics);
        QVERIFY(clientEnd.metrics->mss > 0);

        const KernelReading serverEnd = m_probe->end(listener.address, local);
        QCOMPARE(serverEnd.state, TcpState::Established);
        QVERIFY2(!serverEnd.hasOwner, "it waits in the accept queue");
        QCOMPARE(test::procStateOf(listener.address, local), TcpState::Established);
    }

    void countsBytesWithoutTheFin()
    {
        Listener listener;
        QTcpSocket *client = listener.addClient();
        QTRY_COMPARE(client->state(), QAbstractSocket::ConnectedState);
        const Address local = localOf(*client);
        client->write("12345");
        client->flush();
        QTRY_COMPARE(m_probe->end(listener.address, local).unread, 5);
        QCOMPARE(::shutdown(int(client->socketDescriptor()), SHUT_WR), 0);
        QTRY_COMPARE(m_probe->end(listener.address, local).state, TcpState::CloseWait);
        QCOMPARE(m_probe->end(listener.address, local).unread, 5);
        QTRY_COMPARE(m_probe->end(local, listener.address).state, TcpState::FinWait2);
        QCOMPARE(m_probe->end(local, listener.address).unacknowledged, 0);
        QCOMPARE(m_probe->end(local, listener.address).metrics->bytesAcknowledged, 6); // with the SYN
    }

    void doesNotTakeTheListenerForAConnection()
    {
        Listener listener;
        const KernelReading none = m_probe->end(listener.address, {u"127.0.0.1"_s, 1});
        QCOMPARE(none.state, TcpState::Closed);
        QCOMPARE(m_probe->listener({u"127.0.0.1"_s, 1}).state, TcpState::Closed);
        QCOMPARE(m_probe->end({u"not an address"_s, 1}, {u"127.0.0.1"_s, 2}).state, TcpState::Closed);
        QCOMPARE(m_probe->end({u"::1"_s, 1}, {u"127.0.0.1"_s, 2}).state, TcpState::Closed);
    }

    void followsAnEndIntoTimeWait()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        auto client = std::make_unique<QTcpSocket>();
        client->connectToHost(server.serverAddress(), server.serverPort());
        QTRY_VERIFY(server.hasPendingConnections());
        std::unique_ptr<QTcpSocket> accepted(server.nextPendingConnection());
        QTRY_COMPARE(client->state(), QAbstractSocket::ConnectedState);
        const Address local = localOf(*client);
        const Address peer{u"127.0.0.1"_s, server.serverPort()};
        const quint64 cookie = m_probe->end(local, peer).cookie;
        QVERIFY(cookie != 0);
        QVERIFY(cookie != m_probe->end(peer, local).cookie);
        client->disconnectFromHost();
        QTRY_COMPARE(accepted->state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(m_probe->end(local, peer).state, TcpState::TimeWait);
        const KernelReading waiting = m_probe->end(local, peer);
        QVERIFY(!waiting.hasOwner);
        QCOMPARE(waiting.cookie, cookie); // still the same socket
        QCOMPARE(waiting.timer, KernelReading::Timer::TimeWait);
        QVERIFY(waiting.timerMs > 0);
        QCOMPARE(m_probe->end(peer, local).state, TcpState::Closed);
        QCOMPARE(test::procStateOf(local, peer), TcpState::TimeWait);
    }

    void findsAllSocketsOfAPort()
    {
        Listener listener(1);
        for (int i = 0; i < 2; ++i) {
            QTcpSocket *client = listener.addClient();
            QTRY_COMPARE(client->state(), QAbstractSocket::ConnectedState);
        }
        listener.addClient(); // the queue is full
        QTRY_COMPARE(m_probe->socketsAround(listener.address.port).size(), 5);
        const QList<ProbedSocket> found = m_probe->socketsAround(listener.address.port);
        const QList<test::ProcSocket> all = test::procNetTcp(listener.address.port);
        int waiting = 0;
        int asking = 0;
        for (const ProbedSocket &each : found) {
            QVERIFY(each.local.port == listener.address.port || each.peer.port == listener.address.port);
            const bool isWitnessed = std::any_of(all.begin(), all.end(), [&](const test::ProcSocket &other) {
                return other.local == each.local && other.peer == each.peer
                    && other.state == each.reading.state && (other.inode != 0) == each.reading.hasOwner;
            });
            QVERIFY2(isWitnessed, qPrintable(each.local.toString()));
            waiting += int(each.reading.state == TcpState::Established && !each.reading.hasOwner);
            asking += int(each.reading.state == TcpState::SynSent);
        }
        QCOMPARE(waiting, 2);
        QCOMPARE(asking, 1);
    }

    void knowsIPv6()
    {
        Listener listener(10, QHostAddress::LocalHostIPv6);
        QTcpSocket *client = listener.addClient();
        QTRY_COMPARE(client->state(), QAbstractSocket::ConnectedState);
        QCOMPARE(m_probe->listener(listener.address).acceptQueue, 1);
        QCOMPARE(m_probe->end(localOf(*client), listener.address).state, TcpState::Established);
        QCOMPARE(m_probe->socketsAround(listener.address.port).size(), 2);
    }

    void knowsIPv4OnADualStackListener()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::Any));
        server.pauseAccepting();
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(m_probe->end({u"127.0.0.1"_s, server.serverPort()}, localOf(client)).state,
                 TcpState::Established);
        QCOMPARE(m_probe->listener({u"::"_s, server.serverPort()}).acceptQueue, 1);
    }

    void theNullProbeFindsNothing()
    {
        NullProbe null(13);
        QVERIFY(!null.isAvailable());
        QCOMPARE(null.unavailableCode(), 13);
        Listener listener;
        QCOMPARE(null.listener(listener.address).state, TcpState::Closed);
        QVERIFY(null.socketsAround(listener.address.port).isEmpty());
    }

private:
    std::unique_ptr<KernelProbe> m_probe;
};

QTEST_GUILESS_MAIN(tst_KernelProbe)
#include "tst_kernelprobe.moc"
