// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "core/stepguide.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

CallAdvice adviceOf(CallName call, Side side, Transport transport, const SocketInfo *socket)
{
    for (const CallAdvice &advice : adviceFor(side, transport, socket)) {
        if (advice.call == call)
            return advice;
    }
    return {};
}

CallName nextOf(Side side, Transport transport, const SocketInfo *socket)
{
    for (const CallAdvice &advice : adviceFor(side, transport, socket)) {
        if (advice.isNext)
            return advice.call;
    }
    return CallName::None;
}

enum class State : quint8 { Fresh, Bound, Listening, Connected, WriteShut };

SocketInfo infoOf(State state, Transport transport)
{
    SocketInfo socket;
    socket.number = 1;
    socket.transport = transport;
    socket.isBound = state == State::Bound || state == State::Listening;
    socket.isListening = state == State::Listening;
    socket.isConnected = state == State::Connected || state == State::WriteShut;
    socket.isWriteShut = state == State::WriteShut;
    return socket;
}

/// A real socket in a state, with a peer that it can reach.
class RealSocket
{
public:
    RealSocket(State state, Transport transport, const QString &folder)
        : m_transport(transport)
        , m_folder(folder)
        , m_peer(make(0))
        , m_socket(make(SOCK_NONBLOCK))
    {
        bindTo(m_peer, "peer");
        if (isStream(transport))
            ::listen(m_peer, 5);
        ::getsockname(m_peer, reinterpret_cast<sockaddr *>(&m_peerAddress), &m_peerSize);
        if (state == State::Bound || state == State::Listening)
            bindTo(m_socket, "own");
        if (state == State::Listening)
            ::listen(m_socket, 5);
        if (state == State::Connected || state == State::WriteShut)
            connect();
        if (state == State::WriteShut)
            ::shutdown(m_socket, SHUT_WR);
    }
    RealSocket(const RealSocket &) = delete;
    RealSocket &operator=(const RealSocket &) = delete;
    ~RealSocket()
    {
        ::close(m_socket);
        ::close(m_peer);
    }

    /// The errno; 0 = it worked.
    int call(CallName name)
    {
        constexpr int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
        char byte = 'x';
        switch (name) {
        case CallName::Bind:
            return bindTo(m_socket, "again");
        case CallName::Listen:
            return errnoOf(::listen(m_socket, 3));
        case CallName::Accept:
            return errnoOf(::accept(m_socket, nullptr, nullptr));
        case CallName::Connect:
            return connect();
        case CallName::Send:
            return errnoOf(::send(m_socket, &byte, 1, flags));
        case CallName::SendTo:
            return errnoOf(::sendto(m_socket, &byte, 1, flags, reinterpret_cast<sockaddr *>(&m_peerAddress),
                                    m_peerSize));
        case CallName::Recv:
            return errnoOf(::recv(m_socket, &byte, 1, flags));
        case CallName::Shutdown:
            return errnoOf(::shutdown(m_socket, SHUT_WR));
        default:
            return -1;
        }
    }

private:
    static int errnoOf(ssize_t result) { return result < 0 ? errno : 0; }

    int make(int flags) const
    {
        const int type = isStream(m_transport) ? SOCK_STREAM : SOCK_DGRAM;
        return ::socket(isLocal(m_transport) ? AF_UNIX : AF_INET, type | SOCK_CLOEXEC | flags, 0);
    }
    int bindTo(int socket, const char *name) const
    {
        if (isLocal(m_transport)) {
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            const QByteArray path = (m_folder + u'/').toUtf8() + name;
            qstrncpy(address.sun_path, path.constData(), sizeof(address.sun_path));
            return errnoOf(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)));
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return errnoOf(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)));
    }
    int connect() const
    {
        return errnoOf(::connect(m_socket, reinterpret_cast<const sockaddr *>(&m_peerAddress), m_peerSize));
    }

    Transport m_transport;
    QString m_folder;
    int m_peer;
    int m_socket;
    sockaddr_storage m_peerAddress{};
    socklen_t m_peerSize = sizeof(sockaddr_storage);
};

} // namespace

class TestStepGuide : public QObject
{
    Q_OBJECT
private slots:
    // The tutorial's order, call by call.
    void theNextCallOfAServer()
    {
        constexpr Side side = Side::Server;
        constexpr Transport tcp = Transport::Tcp;
        QCOMPARE(nextOf(side, tcp, nullptr), CallName::Socket);
        SocketInfo socket;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::Bind);
        socket.isBound = true;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::Listen);
        socket.isListening = true;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::Accept);
        SocketInfo accepted;
        accepted.isAccepted = true;
        accepted.isConnected = true;
        QCOMPARE(nextOf(side, tcp, &accepted), CallName::Send);
        accepted.hasSent = true;
        QCOMPARE(nextOf(side, tcp, &accepted), CallName::Close);
        accepted.isWriteShut = true; // a half-close waits for the other half
        QCOMPARE(nextOf(side, tcp, &accepted), CallName::Recv);
        accepted.hasEof = true;
        QCOMPARE(nextOf(side, tcp, &accepted), CallName::Close);
        accepted.isClosed = true;
        QCOMPARE(nextOf(side, tcp, &accepted), CallName::Socket);
    }

    void theNextCallOfAClient()
    {
        constexpr Side side = Side::Client;
        constexpr Transport tcp = Transport::Tcp;
        SocketInfo socket;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::Connect);
        socket.isConnecting = true;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::None); // the signal comes by itself
        socket.isConnecting = false;
        socket.isConnected = true;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::Recv);
        socket.hasReceived = true;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::Close);
        socket = {};
        socket.isReset = true;
        QCOMPARE(nextOf(side, tcp, &socket), CallName::Close);
    }

    void theNextCallWithDatagrams()
    {
        SocketInfo server;
        QCOMPARE(nextOf(Side::Server, Transport::Udp, &server), CallName::Bind);
        server.isBound = true;
        QCOMPARE(nextOf(Side::Server, Transport::Udp, &server), CallName::RecvFrom);
        server.hasReceived = true;
        QCOMPARE(nextOf(Side::Server, Transport::Udp, &server), CallName::SendTo);
        server.hasSent = true;
        QCOMPARE(nextOf(Side::Server, Transport::Udp, &server), CallName::RecvFrom);
        SocketInfo client;
        QCOMPARE(nextOf(Side::Client, Transport::Udp, &client), CallName::SendTo);
        client.isConnected = true;
        QCOMPARE(nextOf(Side::Client, Transport::Udp, &client), CallName::Send);
        client.hasSent = true;
        QCOMPARE(nextOf(Side::Client, Transport::Udp, &client), CallName::RecvFrom);
        client = {};
        client.transport = Transport::LocalDatagram;
        QCOMPARE(nextOf(Side::Client, Transport::LocalDatagram, &client), CallName::Bind);
        client.transport = Transport::RawIcmp;
        QCOMPARE(nextOf(Side::Client, Transport::RawIcmp, &client), CallName::SendTo);
    }

    void eachListIsWholeAndHasAtMostOneNext()
    {
        for (const Side side : {Side::Server, Side::Client}) {
            for (const Transport transport : allTransports()) {
                const SocketInfo fresh = infoOf(State::Fresh, transport);
                const SocketInfo connected = infoOf(State::Connected, transport);
                SocketInfo closed;
                closed.isClosed = true;
                for (const SocketInfo *socket :
                     std::initializer_list<const SocketInfo *>{nullptr, &fresh, &connected, &closed}) {
                    const QList<CallAdvice> list = adviceFor(side, transport, socket);
                    QCOMPARE(list.first().call, CallName::Socket);
                    QCOMPARE(list.last().call, CallName::Close);
                    int next = 0;
                    QList<CallName> calls;
                    for (const CallAdvice &advice : list) {
                        QVERIFY2(advice.reason.endsWith(u'.') && !advice.reason.contains(u'%'),
                                 qPrintable(callName(advice.call) + u": "_s + advice.reason));
                        QVERIFY(!calls.contains(advice.call));
                        QVERIFY(!advice.isNext || advice.makesSense);
                        calls << advice.call;
                        next += advice.isNext ? 1 : 0;
                    }
                    QVERIFY(next <= 1);
                    const bool isServerOfStreams = side == Side::Server && isStream(transport);
                    QCOMPARE(calls.contains(CallName::Listen), isServerOfStreams);
                    QCOMPARE(calls.contains(CallName::Connect), !isServerOfStreams);
                    QCOMPARE(calls.contains(CallName::SendTo), !isStream(transport));
                    QCOMPARE(calls.contains(CallName::SendMsg), isLocal(transport));
                }
            }
        }
    }

    void closedAndNotYetMade()
    {
        SocketInfo closed;
        closed.isClosed = true;
        const CallAdvice gone = adviceOf(CallName::Accept, Side::Server, Transport::Tcp, &closed);
        QVERIFY(!gone.makesSense && gone.reason.contains(u"EBADF"_s));
        QVERIFY(!adviceOf(CallName::Bind, Side::Server, Transport::Tcp, nullptr).makesSense);
        QVERIFY(adviceOf(CallName::Socket, Side::Server, Transport::Tcp, &closed).makesSense);
    }

    void listeningAgainChangesTheBacklog()
    {
        const SocketInfo socket = infoOf(State::Listening, Transport::Tcp);
        const CallAdvice advice = adviceOf(CallName::Listen, Side::Server, Transport::Tcp, &socket);
        QVERIFY(advice.makesSense && !advice.isNext);
        QVERIFY(advice.reason.contains(u"backlog"_s));
    }

    // What the advice says the kernel will answer, it answers.
    void theKernelAnswersAsTold_data()
    {
        QTest::addColumn<Transport>("transport");
        QTest::addColumn<State>("state");
        QTest::addColumn<Side>("side");
        for (const Transport transport :
             {Transport::Tcp, Transport::Udp, Transport::LocalStream, Transport::LocalDatagram}) {
            const QString name = transportName(transport);
            for (const Side side : {Side::Server, Side::Client}) {
                const QString end = name + u' ' + sideName(side);
                QTest::newRow(qPrintable(end + u" fresh"_s)) << transport << State::Fresh << side;
                QTest::newRow(qPrintable(end + u" bound"_s)) << transport << State::Bound << side;
                QTest::newRow(qPrintable(end + u" connected"_s)) << transport << State::Connected << side;
                QTest::newRow(qPrintable(end + u" half-closed"_s)) << transport << State::WriteShut << side;
                if (isStream(transport) && side == Side::Server)
                    QTest::newRow(qPrintable(end + u" listening"_s)) << transport << State::Listening << side;
            }
        }
    }
    void theKernelAnswersAsTold()
    {
        QFETCH(Transport, transport);
        QFETCH(State, state);
        QFETCH(Side, side);
        const SocketInfo info = infoOf(state, transport);
        for (const CallName call : {CallName::Bind, CallName::Listen, CallName::Accept, CallName::Connect,
                                    CallName::Send, CallName::SendTo, CallName::Recv, CallName::Shutdown}) {
            const CallAdvice advice = adviceOf(call, side, transport, &info);
            if (advice.call == CallName::None)
                continue;
            QTemporaryDir folder;
            RealSocket socket(state, transport, folder.path());
            const int number = socket.call(call);
            const QString told = advice.reason + u" "_s + errnoName(number);
            if (number == 0 || number == EAGAIN || number == EINPROGRESS)
                QVERIFY2(!advice.reason.contains(u"the kernel answers E"_s)
                             || advice.reason.contains(errnoName(number)),
                         qPrintable(callName(call) + u": "_s + told));
            else
                QVERIFY2(!advice.makesSense
                             && advice.reason.contains(u"the kernel answers "_s + errnoName(number)),
                         qPrintable(callName(call) + u": "_s + told));
        }
    }
};

QTEST_APPLESS_MAIN(TestStepGuide)
#include "tst_stepguide.moc"
