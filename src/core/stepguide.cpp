// SPDX-License-Identifier: MIT
#include "core/stepguide.h"

#include "core/eventtext.h"

#include <QCoreApplication>

namespace bothends {

namespace {

// What the kernel answers was measured with Linux 6.x; tests/core/tst_stepguide asks the real one again.

struct StepTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::StepTexts)
};

struct Judgement
{
    bool makesSense = true;
    QString reason;
};

Judgement sensible(const QString &reason)
{
    return {true, reason};
}

Judgement senseless(const QString &reason)
{
    return {false, reason};
}

// ---- Which calls there are ----

QList<CallName> streamReads()
{
    return {CallName::Recv, CallName::RecvInto, CallName::RecvMsg, CallName::RecvMsgInto, CallName::ReadLine};
}

QList<CallName> streamWrites(Transport transport)
{
    QList<CallName> calls{CallName::Send, CallName::SendAll};
    if (isLocal(transport))
        calls << CallName::SendMsg;
    return calls << CallName::SendFile;
}

QList<CallName> datagramReads()
{
    return {CallName::RecvFrom,     CallName::Recv,        CallName::RecvMsg,
            CallName::RecvFromInto, CallName::RecvMsgInto, CallName::RecvInto};
}

QList<CallName> datagramWrites(Transport transport)
{
    QList<CallName> calls{CallName::SendTo, CallName::Send};
    if (isLocal(transport))
        calls << CallName::SendMsg;
    return calls;
}

QList<CallName> connecting()
{
    return {CallName::Connect, CallName::ConnectEx};
}

QList<CallName> callsOf(Side side, Transport transport)
{
    QList<CallName> calls{CallName::Socket, CallName::SetSockOpt, CallName::Bind};
    const bool isServer = side == Side::Server;
    if (isStream(transport)) {
        calls << (isServer ? QList{CallName::Listen, CallName::Accept} : connecting());
        // The tutorial's server greets, its client listens.
        calls << (isServer ? streamWrites(transport) + streamReads()
                           : streamReads() + streamWrites(transport));
    } else if (isServer) {
        calls << datagramReads() << datagramWrites(transport) << connecting();
    } else {
        calls << connecting() << datagramWrites(transport) << datagramReads();
    }
    return calls << CallName::Shutdown << CallName::GetSockOpt << CallName::Close;
}

// ---- Which comes next ----

CallName nextOfStream(Side side, const SocketInfo &socket)
{
    if (socket.isReset || (socket.hasEof && socket.hasSent))
        return CallName::Close;
    if (socket.isConnected) {
        if (socket.hasEof)
            return CallName::Close;
        if (socket.isWriteShut)
            return CallName::Recv;
        const bool isDone = side == Side::Server ? socket.hasSent : socket.hasReceived;
        if (isDone)
            return CallName::Close;
        return side == Side::Server ? CallName::Send : CallName::Recv;
    }
    if (side == Side::Client)
        return socket.isConnecting ? CallName::None : CallName::Connect;
    if (!socket.isBound)
        return CallName::Bind;
    return socket.isListening ? CallName::Accept : CallName::Listen;
}

CallName nextOfDatagrams(Side side, const SocketInfo &socket)
{
    const CallName write = socket.isConnected ? CallName::Send : CallName::SendTo;
    if (side == Side::Server && !isIcmp(socket.transport)) {
        if (!socket.isBound && (!socket.isConnected || isLocal(socket.transport)))
            return CallName::Bind;
        return socket.hasReceived && !socket.hasSent ? write : CallName::RecvFrom;
    }
    if (socket.transport == Transport::LocalDatagram && !socket.isBound && !socket.hasSent)
        return CallName::Bind;
    if (!socket.hasSent)
        return write;
    return socket.hasReceived ? CallName::Close : CallName::RecvFrom;
}

CallName nextCall(Side side, Transport transport, const SocketInfo *socket)
{
    if (!socket || socket->isClosed)
        return CallName::Socket;
    return isStream(transport) ? nextOfStream(side, *socket) : nextOfDatagrams(side, *socket);
}

// ---- What to say of each ----

Judgement bindAdvice(Side side, Transport transport, const SocketInfo &socket)
{
    if (isIcmp(transport))
        return sensible(
            StepTexts::tr("Chooses the address of this machine that the packets carry; ICMP has no ports."));
    if (socket.isBound)
        return senseless(StepTexts::tr("This socket has its address already: the kernel answers EINVAL."));
    if (!isLocal(transport) && (socket.isConnected || socket.isConnecting || socket.isReset))
        return senseless(
            StepTexts::tr("connect() has given this socket a port already: the kernel answers EINVAL."));
    if (isLocal(transport) && (socket.isAccepted || socket.isConnected) && isStream(transport))
        return senseless(StepTexts::tr("It would give a name to a connection that needs none any more."));
    if (side == Side::Server) {
        if (transport == Transport::LocalDatagram)
            return sensible(StepTexts::tr(
                "Gives the socket a name: a file appears at that path, and datagrams can arrive."));
        if (transport == Transport::LocalStream)
            return sensible(StepTexts::tr(
                "Gives the socket a name: a file appears at that path, but nobody can connect yet."));
        return transport == Transport::Udp
            ? sensible(StepTexts::tr("Gives the socket its address and port: from now on datagrams arrive."))
            : sensible(StepTexts::tr("Gives the socket its address and port; nobody can connect yet."));
    }
    if (transport == Transport::LocalDatagram)
        return sensible(StepTexts::tr("Gives this end a name; without one nobody can answer it."));
    if (transport == Transport::LocalStream)
        return sensible(StepTexts::tr("Gives this end a name; most clients have none."));
    return sensible(
        StepTexts::tr("Chooses the client’s own port; without it the system takes any free one."));
}

Judgement listenAdvice(Transport transport, const SocketInfo &socket)
{
    if (socket.isListening)
        return sensible(StepTexts::tr("Changes the backlog; whoever waits in the accept queue stays there."));
    if (socket.isAccepted || socket.isConnected || socket.isReset)
        return senseless(StepTexts::tr("A connection cannot listen: the kernel answers EINVAL."));
    if (!socket.isBound)
        return isLocal(transport)
            ? senseless(StepTexts::tr("The socket has no name yet: the kernel answers EINVAL."))
            : senseless(StepTexts::tr(
                "The socket has no port yet: the system would choose one that no client knows."));
    return sensible(
        StepTexts::tr("Opens the address: the kernel lets clients in and keeps them in the accept queue."));
}

Judgement acceptAdvice(const SocketInfo &socket)
{
    if (socket.isListening)
        return sensible(StepTexts::tr(
            "Takes the client that waits longest out of the accept queue, with a socket of its own; "
            "if none waits, EAGAIN."));
    if (socket.isAccepted || socket.isConnected)
        return senseless(StepTexts::tr("A connection has no clients of its own: the kernel answers EINVAL."));
    return senseless(StepTexts::tr("This socket does not listen: the kernel answers EINVAL."));
}

Judgement connectAdvice(Transport transport, const SocketInfo &socket)
{
    if (!isStream(transport))
        return socket.isConnected
            ? sensible(StepTexts::tr("Notes another peer instead; again nothing is sent."))
            : sensible(StepTexts::tr(
                "Sends nothing: the kernel only notes the peer, for send() and for what it lets in."));
    if (socket.isListening)
        return transport == Transport::Tcp
            ? senseless(StepTexts::tr("A listening socket cannot connect: the kernel answers EISCONN."))
            : senseless(StepTexts::tr("A listening socket cannot connect: the kernel answers EINVAL."));
    if (socket.isConnected || socket.isReset)
        return senseless(StepTexts::tr("A socket can be connected only once: the kernel answers EISCONN."));
    if (socket.isConnecting)
        return senseless(
            StepTexts::tr("It is connecting already: the kernel answers EALREADY until that is over."));
    return transport == Transport::Tcp
        ? sensible(StepTexts::tr(
            "Asks for a connection: SYN, SYN-ACK, ACK; the kernel answers EINPROGRESS, and a signal "
            "tells the end."))
        : sensible(StepTexts::tr(
            "Connects to the name; the result is there at once, because both ends are on this machine."));
}

Judgement connectExAdvice(Transport transport, const SocketInfo &socket)
{
    const Judgement like = connectAdvice(transport, socket);
    if (!like.makesSense)
        return like;
    return sensible(
        StepTexts::tr("As connect(), but the errno is its result instead of an exception; 0 is success."));
}

/// Why nothing can be written to a stream now; nothing if it can.
QString streamWriteObstacle(Transport transport, const SocketInfo &socket)
{
    if (socket.isReset)
        return StepTexts::tr("The connection is over: the kernel answers EPIPE.");
    if (socket.isConnecting)
        return StepTexts::tr("The handshake is not over: the kernel answers EAGAIN.");
    if (!socket.isConnected)
        return transport == Transport::Tcp
            ? StepTexts::tr("There is no connection: the kernel answers EPIPE.")
            : StepTexts::tr("There is no connection: the kernel answers ENOTCONN.");
    if (socket.isWriteShut)
        return StepTexts::tr("shutdown() has closed this direction: the kernel answers EPIPE.");
    return {};
}

Judgement streamWriteAdvice(CallName call, Transport transport, const SocketInfo &socket)
{
    if (const QString obstacle = streamWriteObstacle(transport, socket); !obstacle.isEmpty())
        return senseless(obstacle);
    switch (call) {
    case CallName::SendAll:
        return sensible(StepTexts::tr("Calls send() until the kernel has taken all the bytes."));
    case CallName::SendMsg:
        return sensible(
            StepTexts::tr("Sends bytes and passes an open file to the other process (SCM_RIGHTS)."));
    case CallName::SendFile:
        return sensible(
            StepTexts::tr("Sends a file; the kernel reads it, and the bytes never enter the program."));
    default:
        return sensible(
            StepTexts::tr("Hands bytes to the kernel, which may take fewer and says how many it took."));
    }
}

Judgement datagramWriteAdvice(CallName call, Transport transport, const SocketInfo &socket)
{
    if (socket.isWriteShut)
        return senseless(StepTexts::tr("shutdown() has closed this direction: the kernel answers EPIPE."));
    if (call != CallName::SendTo && !socket.isConnected)
        return isLocal(transport)
            ? senseless(StepTexts::tr("No receiver is noted: the kernel answers ENOTCONN."))
            : senseless(StepTexts::tr("No receiver is noted: the kernel answers EDESTADDRREQ."));
    if (call == CallName::SendMsg)
        return sensible(StepTexts::tr("Sends one datagram and passes an open file with it (SCM_RIGHTS)."));
    if (isIcmp(transport))
        return sensible(StepTexts::tr("Sends one ICMP message, here an echo request."));
    if (call == CallName::Send)
        return sensible(StepTexts::tr("Sends one datagram to the peer that connect() noted."));
    if (transport == Transport::LocalDatagram && !socket.isBound)
        return sensible(StepTexts::tr(
            "Sends one datagram to the name beside it; without a name of its own nobody can answer."));
    return sensible(StepTexts::tr("Sends one datagram to the address beside it, without a connection."));
}

/// Why nothing can be read from a stream now; nothing if it can.
QString streamReadObstacle(Transport transport, const SocketInfo &socket)
{
    if (socket.isReset)
        return StepTexts::tr("The connection is over: every further read returns 0 bytes.");
    if (socket.isConnecting)
        return StepTexts::tr("The handshake is not over: the kernel answers EAGAIN.");
    if (!socket.isConnected)
        return transport == Transport::Tcp
            ? StepTexts::tr("There is no connection: the kernel answers ENOTCONN.")
            : StepTexts::tr("There is no connection: the kernel answers EINVAL.");
    if (socket.hasEof)
        return StepTexts::tr("The stream has ended: every further read returns 0 bytes.");
    if (socket.isReadShut)
        return StepTexts::tr(
            "shutdown() has closed this direction: a read returns what is there, then 0 bytes.");
    return {};
}

Judgement readAdvice(CallName call, Transport transport, const SocketInfo &socket)
{
    const bool isByStream = isStream(transport);
    if (isByStream) {
        if (const QString obstacle = streamReadObstacle(transport, socket); !obstacle.isEmpty())
            return senseless(obstacle);
    } else if (transport != Transport::RawIcmp && !socket.isBound
               && (isLocal(transport) || !socket.isConnected)) {
        return senseless(
            StepTexts::tr("Nothing can arrive at a socket without an address: the kernel answers EAGAIN."));
    }
    switch (call) {
    case CallName::RecvFrom:
        return sensible(StepTexts::tr("Takes one datagram, with the address of its sender; none: EAGAIN."));
    case CallName::RecvMsg:
        return sensible(StepTexts::tr(
            "Takes data together with flags, address and the ancillary data that options asked for."));
    case CallName::RecvInto:
    case CallName::RecvFromInto:
    case CallName::RecvMsgInto:
        return sensible(StepTexts::tr(
            "Fills a buffer that is there already; cells behind the last byte stay untouched."));
    case CallName::ReadLine:
        return sensible(StepTexts::tr(
            "Returns one line out of a second buffer in the program, which recv() fills in large pieces."));
    default:
        return isByStream
            ? sensible(StepTexts::tr(
                "Takes what has arrived, at most as much as the buffer holds; nothing there: EAGAIN."))
            : sensible(StepTexts::tr(
                "Takes one datagram; what does not fit into the buffer is lost; none: EAGAIN."));
    }
}

Judgement shutdownAdvice(Transport transport, const SocketInfo &socket)
{
    if (!isStream(transport))
        return socket.isConnected || isLocal(transport)
            ? senseless(StepTexts::tr(
                "Datagrams have no end: the peer is told nothing, only send() answers EPIPE from then on."))
            : senseless(StepTexts::tr("There is no peer: the kernel answers ENOTCONN."));
    if (transport == Transport::LocalStream && !socket.isConnected)
        return senseless(StepTexts::tr("There is no connection yet that could be ended."));
    if (socket.isListening)
        return senseless(
            StepTexts::tr("It is meant for connections; with SHUT_RD this socket would stop listening."));
    if (socket.isConnecting)
        return senseless(StepTexts::tr("It would break off connecting."));
    if (!socket.isConnected)
        return senseless(StepTexts::tr("There is no connection: the kernel answers ENOTCONN."));
    if (socket.isWriteShut && socket.hasEof)
        return senseless(StepTexts::tr("Both directions have ended already."));
    return transport == Transport::Tcp
        ? sensible(StepTexts::tr("Ends one direction: SHUT_WR sends FIN, and the peer can still answer."))
        : sensible(
            StepTexts::tr("Ends one direction: after SHUT_WR the peer reads the end, and can still answer."));
}

Judgement closeAdvice(Transport transport, const SocketInfo &socket)
{
    if (socket.isListening)
        return sensible(
            StepTexts::tr("Ends listening; clients that still wait in the accept queue are thrown out."));
    if (socket.isConnected && transport == Transport::Tcp && !socket.isWriteShut)
        return sensible(
            StepTexts::tr("Gives the descriptor back; the kernel sends what is left, and FIN behind it."));
    return sensible(StepTexts::tr("Gives the descriptor back to the system."));
}

Judgement judge(CallName call, Side side, Transport transport, const SocketInfo *socket)
{
    if (call == CallName::Socket)
        return socket && !socket->isClosed
            ? sensible(StepTexts::tr("Makes another socket; this one stays as it is."))
            : sensible(StepTexts::tr("Asks the kernel for a new %1, without address and peer.")
                           .arg(socketNoun(transport)));
    if (!socket)
        return senseless(StepTexts::tr("There is no socket yet: socket() comes first."));
    if (socket->isClosed)
        return senseless(
            StepTexts::tr("This socket is closed and its descriptor is gone: the answer is EBADF."));
    switch (call) {
    case CallName::Bind:
        return bindAdvice(side, transport, *socket);
    case CallName::Listen:
        return listenAdvice(transport, *socket);
    case CallName::Accept:
        return acceptAdvice(*socket);
    case CallName::Connect:
        return connectAdvice(transport, *socket);
    case CallName::ConnectEx:
        return connectExAdvice(transport, *socket);
    case CallName::Send:
    case CallName::SendAll:
    case CallName::SendTo:
    case CallName::SendMsg:
    case CallName::SendFile:
        return isStream(transport) ? streamWriteAdvice(call, transport, *socket)
                                   : datagramWriteAdvice(call, transport, *socket);
    case CallName::Recv:
    case CallName::RecvFrom:
    case CallName::RecvMsg:
    case CallName::RecvInto:
    case CallName::RecvFromInto:
    case CallName::RecvMsgInto:
    case CallName::ReadLine:
        return readAdvice(call, transport, *socket);
    case CallName::Shutdown:
        return shutdownAdvice(transport, *socket);
    case CallName::Close:
        return closeAdvice(transport, *socket);
    case CallName::SetSockOpt:
        return sensible(
            StepTexts::tr("Changes an option of this socket; some count only before bind() or connect()."));
    case CallName::GetSockOpt:
        return sensible(StepTexts::tr("Asks the kernel which value an option has now."));
    case CallName::None:
    case CallName::Socket:
        break;
    }
    return {};
}

} // namespace

QList<CallAdvice> adviceFor(Side side, Transport transport, const SocketInfo *socket)
{
    const CallName next = nextCall(side, transport, socket);
    QList<CallAdvice> list;
    for (const CallName call : callsOf(side, transport)) {
        const Judgement judgement = judge(call, side, transport, socket);
        list << CallAdvice{call, judgement.makesSense, call == next, judgement.reason};
    }
    return list;
}

} // namespace bothends
