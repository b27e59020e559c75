// SPDX-License-Identifier: MIT
#include "kernel/kernelprobe.h"
#include "support/procnettcp.h"
#include "support/python.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUdpSocket>

#include <memory>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
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

/// A local socket of ours, by its descriptor.
class LocalSocket
{
public:
    explicit LocalSocket(int type)
        : m_descriptor(::socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
    }
    explicit LocalSocket(const LocalSocket &listening)
        : m_descriptor(::accept4(listening.m_descriptor, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK))
    {
    }
    LocalSocket &operator=(const LocalSocket &) = delete;
    ~LocalSocket() { close(); }
    void close()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }
    quint64 inode() const
    {
        struct stat status = {};
        return ::fstat(m_descriptor, &status) == 0 ? quint64(status.st_ino) : 0;
    }
    bool bind(const QByteArray &name) const
    {
        return with(name,
                    [this](const sockaddr *to, socklen_t size) { return ::bind(m_descriptor, to, size); });
    }
    bool connect(const QByteArray &name) const
    {
        return with(name,
                    [this](const sockaddr *to, socklen_t size) { return ::connect(m_descriptor, to, size); });
    }
    int get() const { return m_descriptor; }

private:
    static bool with(const QByteArray &name, auto call)
    {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        memcpy(address.sun_path, name.constData(), size_t(name.size()));
        const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(name.size()));
        return call(reinterpret_cast<const sockaddr *>(&address), size) == 0;
    }
    int m_descriptor;
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

    // A datagram that nobody has read takes more memory than its bytes; how much, the kernel knows.
    void tellsAUdpSocket()
    {
        QUdpSocket socket;
        QVERIFY(socket.bind(QHostAddress::LocalHost, 0));
        const Address local{u"127.0.0.1"_s, socket.localPort()};
        const auto witness = [&] { return test::procNetUdp(local.port).value(0); };
        KernelReading reading = m_probe->datagramSocket(local, {});
        QCOMPARE(reading.state, TcpState::Unconnected);
        QVERIFY(reading.hasOwner);
        QVERIFY(reading.cookie != 0);
        QCOMPARE(reading.unread, 0);
        QVERIFY(reading.receiveBuffer > 0);
        QCOMPARE(reading.drops, 0);
        QVERIFY(!reading.metrics);

        test::Python python;
        python.run(u"s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"_s);
        QCOMPARE(python.run(u"s.sendto(b'hello', ('127.0.0.1', %1))"_s.arg(local.port)), "5");
        reading = m_probe->datagramSocket(local, {});
        QVERIFY(reading.unread > 5);
        QCOMPARE(reading.unread, witness().receiveQueue);
        // The other end, whose socket is bound to all addresses: as one would reach it.
        const Address peer{u"127.0.0.1"_s, quint16(python.number(u"s.getsockname()[1]"_s))};
        QCOMPARE(m_probe->datagramSocket(peer, local).state, TcpState::Unconnected);
        python.run(u"s.connect(('127.0.0.1', %1))"_s.arg(local.port));
        QCOMPARE(m_probe->datagramSocket(peer, local).state, TcpState::Established);
        QCOMPARE(m_probe->datagramSocket(peer, {u"127.0.0.1"_s, 1}).state, TcpState::Closed);
        python.run(u"s.close()"_s);
        QCOMPARE(m_probe->datagramSocket(peer, local).state, TcpState::Closed);
    }

    void countsDroppedDatagrams()
    {
        QUdpSocket socket;
        QVERIFY(socket.bind(QHostAddress::LocalHostIPv6, 0));
        const Address local{u"::1"_s, socket.localPort()};
        test::Python python;
        python.run(u"s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)"_s);
        python.run(u"for i in range(1000): s.sendto(bytes(1000), ('::1', %1))"_s.arg(local.port));
        const KernelReading reading = m_probe->datagramSocket(local, {});
        QVERIFY(reading.drops > 0 && reading.drops < 1000);
        QVERIFY(reading.unread > 0);
    }

    void doesNotTakeOneUdpSocketForAnother()
    {
        QCOMPARE(m_probe->datagramSocket({u"127.0.0.1"_s, 1}, {}).state, TcpState::Closed);
        QCOMPARE(m_probe->datagramSocket({u"not an address"_s, 1}, {}).state, TcpState::Closed);
        QUdpSocket unbound; // not in the kernel's tables yet
        QCOMPARE(m_probe->datagramSocket({u"127.0.0.1"_s, unbound.localPort()}, {}).state, TcpState::Closed);
        QUdpSocket everywhere;
        QVERIFY(everywhere.bind(QHostAddress::Any, 0));
        QCOMPARE(m_probe->datagramSocket({u"::"_s, everywhere.localPort()}, {}).state, TcpState::Unconnected);
        QCOMPARE(m_probe->datagramSocket({u"127.0.0.1"_s, everywhere.localPort()}, {}).state,
                 TcpState::Unconnected);
    }

    void tellsALocalListener_data()
    {
        QTest::addColumn<bool>("isAbstract");
        QTest::newRow("path") << false;
        QTest::newRow("abstract") << true;
    }
    // Ours listens, a Python program's clients come.
    void tellsALocalListener()
    {
        QFETCH(bool, isAbstract);
        const QTemporaryDir folder;
        const QByteArray path = QFile::encodeName(folder.filePath(u"s"_s));
        const QByteArray bytes = isAbstract ? '\0' + path.mid(1) + "\1x" : path;
        const Address name
            = isAbstract ? Address::abstractBytes(bytes.mid(1)) : Address::path(folder.filePath(u"s"_s));
        const LocalSocket listening(SOCK_STREAM);
        QVERIFY(listening.bind(bytes));
        QCOMPARE(m_probe->localSocket(listening.inode())->reading.state, TcpState::Unconnected);
        QCOMPARE(::listen(listening.get(), 3), 0);
        QCOMPARE(m_probe->localSocket(listening.inode())->name, name);
        test::Python python;
        QList<quint64> clients;
        for (int i = 0; i < 2; ++i) {
            python.run(u"c%1 = socket.socket(socket.AF_UNIX)"_s.arg(i));
            python.run(u"c%1.connect(bytes.fromhex('%2'))"_s.arg(i).arg(QString::fromLatin1(bytes.toHex())));
            clients << python.number(u"inode(c%1)"_s.arg(i));
        }
        std::optional<ProbedLocalSocket> found = m_probe->localSocket(listening.inode());
        QVERIFY(found && found->isStream);
        QCOMPARE(found->reading.state, TcpState::Listen);
        QCOMPARE(found->reading.acceptQueue, 2);
        QCOMPARE(found->reading.backlog, 3);
        QCOMPARE(found->waiting, clients);
        QVERIFY(test::procLocalSocket(listening.inode())->isListening);

        std::optional<ProbedLocalSocket> client = m_probe->localSocket(clients.at(0));
        QCOMPARE(client->reading.state, TcpState::Established);
        QVERIFY(client->name.isNull());
        QCOMPARE(client->peerInode, 0U); // nobody has accepted it
        const LocalSocket accepted(listening);
        client = m_probe->localSocket(clients.at(0));
        QCOMPARE(client->peerInode, accepted.inode());
        QCOMPARE(m_probe->localSocket(accepted.inode())->peerInode, clients.at(0));
        QCOMPARE(m_probe->localSocket(accepted.inode())->name, name);
        QCOMPARE(m_probe->localSocket(listening.inode())->waiting, clients.mid(1));
        QVERIFY(test::procLocalSocket(accepted.inode())->isConnected);

        int named = 0;
        const QList<ProbedLocalSocket> all = m_probe->namedLocalSockets();
        for (const ProbedLocalSocket &each : all) {
            QVERIFY(!each.name.isNull());
            if (each.name != name)
                continue;
            ++named;
            if (each.inode != 0) // else it waits in the accept queue
                QVERIFY(each.inode == listening.inode() || each.inode == accepted.inode());
        }
        QVERIFY(named >= 2);
        ::shutdown(listening.get(), SHUT_RDWR);
        QCOMPARE(m_probe->localSocket(listening.inode())->reading.state, TcpState::Listen);
        QVERIFY(m_probe->localSocket(listening.inode())->reading.isReadShut);
    }

    // A Python program listens, ours connects, half-closes and ends.
    void tellsALocalConnection()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"s"_s);
        test::Python python;
        python.run(u"l = socket.socket(socket.AF_UNIX); l.bind('%1'); l.listen()"_s.arg(path));
        LocalSocket client(SOCK_STREAM);
        QCOMPARE(m_probe->localSocket(client.inode())->reading.state, TcpState::Unconnected);
        QVERIFY(client.connect(QFile::encodeName(path)));
        python.run(u"a, _ = l.accept()"_s);
        const quint64 accepted = python.number(u"inode(a)"_s);
        QCOMPARE(::send(client.get(), "hello", 5, 0), 5);
        QCOMPARE(m_probe->localSocket(accepted)->reading.unread, 5);
        QCOMPARE(python.run(u"a.recv(2)"_s), "b'he'");
        QCOMPARE(m_probe->localSocket(accepted)->reading.unread, 3);

        QCOMPARE(::shutdown(client.get(), SHUT_WR), 0);
        KernelReading reading = m_probe->localSocket(client.inode())->reading;
        QVERIFY(reading.isWriteShut && !reading.isReadShut);
        reading = m_probe->localSocket(accepted)->reading;
        QVERIFY(reading.isReadShut && !reading.isWriteShut);
        QCOMPARE(reading.state, TcpState::Established);

        python.run(u"a.close()"_s);
        QVERIFY(!m_probe->localSocket(accepted));
        reading = m_probe->localSocket(client.inode())->reading;
        QCOMPARE(reading.state, TcpState::Established);
        QVERIFY(reading.isWriteShut && reading.isReadShut);
        const quint64 inode = client.inode();
        client.close();
        QVERIFY(!m_probe->localSocket(inode));
        QVERIFY(!test::procLocalSocket(inode));
    }

    void tellsLocalDatagramSockets()
    {
        const QByteArray name("\0bothends-test-datagrams", 24);
        const LocalSocket socket(SOCK_DGRAM);
        QVERIFY(socket.bind(name));
        test::Python python;
        python.run(u"s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)"_s);
        const quint64 peer = python.number(u"inode(s)"_s);
        QCOMPARE(m_probe->localSocket(peer)->reading.state, TcpState::Unconnected);
        python.run(u"s.sendto(b'one', '\\0bothends-test-datagrams')"_s);
        python.run(u"s.sendto(b'three', '\\0bothends-test-datagrams')"_s);
        QCOMPARE(m_probe->localSocket(socket.inode())->reading.unread, 3); // of the one that comes next
        QVERIFY(!m_probe->localSocket(socket.inode())->isStream);
        QCOMPARE(m_probe->localSocket(peer)->reading.state, TcpState::Unconnected);
        python.run(u"s.connect('\\0bothends-test-datagrams')"_s);
        QCOMPARE(m_probe->localSocket(peer)->reading.state, TcpState::Established);
        QCOMPARE(m_probe->localSocket(peer)->peerInode, socket.inode());
    }

    void theNullProbeFindsNothing()
    {
        NullProbe null(13);
        QVERIFY(!null.isAvailable());
        QCOMPARE(null.unavailableCode(), 13);
        Listener listener;
        QCOMPARE(null.listener(listener.address).state, TcpState::Closed);
        QVERIFY(null.socketsAround(listener.address.port).isEmpty());
        QCOMPARE(null.datagramSocket(listener.address, {}).state, TcpState::Closed);
        const LocalSocket local(SOCK_STREAM);
        QVERIFY(!null.localSocket(local.inode()));
        QVERIFY(null.namedLocalSockets().isEmpty());
    }

private:
    std::unique_ptr<KernelProbe> m_probe;
};

QTEST_GUILESS_MAIN(tst_KernelProbe)
#include "tst_kernelprobe.moc"
