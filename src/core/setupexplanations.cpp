// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct SetupExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::SetupExplanations)
};

QString familyOf(const Address &address)
{
    return address.host.contains(u':') ? u"AF_INET6"_s : u"AF_INET"_s;
}

QString madeText(const EventFacts &f)
{
    const QString side = sideWord(f.event.side);
    return f.event.number < 0
        ? SetupExplanations::tr("The %1 asked the kernel for a TCP socket.").arg(side)
        : SetupExplanations::tr(
              "The %1 asked the kernel for a TCP socket and got descriptor %2, the number by "
              "which the program uses it from now on.")
              .arg(side, QString::number(f.event.number));
}

Wording serverSocket(const EventFacts &f)
{
    return {
        SetupExplanations::tr("A socket for the server"),
        {madeText(f),
         SetupExplanations::tr("It has no address yet, so nobody can reach it: bind() and listen() follow."),
         SetupExplanations::tr(
             "In Python this is socket.socket(%1, SOCK_STREAM), in C socket() with the same "
             "words; Qt makes it inside QTcpServer::listen().")
             .arg(familyOf(f.event.local))}};
}

Wording clientSocket(const EventFacts &f)
{
    return {SetupExplanations::tr("A socket for the client"),
            {madeText(f),
             SetupExplanations::tr("A client needs no bind(): connect() gives its socket a free port."),
             SetupExplanations::tr(
                 "A socket is one end of a connection; the server holds the other end with a socket "
                 "of its own.")}};
}

QString reachText(const Address &address)
{
    const QString host = shortText(address.host);
    if (isLoopback(address))
        return SetupExplanations::tr("%1 is a loopback address: only programs on this machine can reach it.")
            .arg(host);
    if (address.host == u"0.0.0.0"_s || address.host == u"::"_s)
        return SetupExplanations::tr(
                   "%1 stands for every address of this machine, so others in the network can "
                   "reach it, too.")
            .arg(host);
    return SetupExplanations::tr("%1 can be reached from the networks that this machine is in.").arg(host);
}

QString notOpenText()
{
    return SetupExplanations::tr(
        "bind() reserves the port but does not open it: until listen(), whoever connects "
        "is refused.");
}

QString boundTitle(const EventFacts &f)
{
    return SetupExplanations::tr("Bound to %1").arg(shortText(f.event.local.toString()));
}

Wording bindAskedPort(const EventFacts &f)
{
    return {boundTitle(f),
            {SetupExplanations::tr("The socket has its address now, with port %1 as asked for.")
                 .arg(f.event.local.port),
             notOpenText(), reachText(f.event.local)}};
}

Wording bindSystemPort(const EventFacts &f)
{
    return {boundTitle(f),
            {SetupExplanations::tr(
                 "The program asked for port 0, which means any free port, and the system chose "
                 "%1.")
                 .arg(f.event.local.port),
             SetupExplanations::tr("Clients have to be told this number; next time it will be another one."),
             notOpenText(), reachText(f.event.local)}};
}

Wording listen(const EventFacts &f)
{
    return {
        SetupExplanations::tr("Listening on %1").arg(shortText(f.event.local.toString())),
        {SetupExplanations::tr("Port %1 is open: from now on the kernel completes handshakes by itself, also "
                               "before the program calls accept().")
             .arg(f.event.local.port),
         SetupExplanations::tr(
             "The backlog is %1, and Linux admits one more: %n client(s) fit into the accept "
             "queue.",
             nullptr, pluralCount(qint64(f.event.number) + 1))
             .arg(f.event.number),
         SetupExplanations::tr("A client that finds the queue full is not refused: its SYN is dropped in "
                               "silence, and it tries again by itself."),
         SetupExplanations::tr("The backlog limits who waits, not how many clients can be served.")}};
}

QString oneSocketEachText()
{
    return SetupExplanations::tr(
        "The listening socket goes on listening; each client gets a socket of its own.");
}

QString acceptedTitle(const EventFacts &f)
{
    return SetupExplanations::tr("Client accepted as connection #%1").arg(f.event.connection);
}

QString handshakeText(const EventFacts &f)
{
    const qsizetype since = f.waitingSince();
    if (since < 0)
        return SetupExplanations::tr(
            "The kernel had completed the handshake before: accept() only takes a finished "
            "connection out of the queue.");
    return SetupExplanations::tr(
               "The kernel showed the finished connection %1 earlier: accept() only takes it out of "
               "the queue.")
        .arg(durationText(f.nsSince(since)));
}

Wording acceptByQt(const EventFacts &f)
{
    return {acceptedTitle(f),
            {SetupExplanations::tr(
                 "Qt accepted the client at %1 and handed it over: newConnection(); its new socket "
                 "has descriptor %2.")
                 .arg(shortText(f.event.peer.toString()), QString::number(f.event.number)),
             handshakeText(f),
             SetupExplanations::tr(
                 "In the tutorial’s loop, accept() blocks the whole program until a client comes; "
                 "here the program goes on, and a signal tells it."),
             oneSocketEachText()}};
}

Wording acceptByCall(const EventFacts &f)
{
    return {acceptedTitle(f),
            {SetupExplanations::tr(
                 "The server took the client at %1 out of the queue with a call of its own, right "
                 "behind the one that Qt had announced.")
                 .arg(shortText(f.event.peer.toString())),
             SetupExplanations::tr(
                 "Many clients came at once, and the queue is emptied before they are served, so "
                 "that it does not overflow."),
             handshakeText(f),
             SetupExplanations::tr(
                 "The tutorial’s loop calls accept() once for each client and serves it before the "
                 "next one; meanwhile the others wait.")}};
}

Wording acceptWhilePaused(const EventFacts &f)
{
    return {acceptedTitle(f),
            {SetupExplanations::tr("Accepting is paused, and this one client, at %1, was let in by hand.")
                 .arg(shortText(f.event.peer.toString())),
             handshakeText(f),
             SetupExplanations::tr(
                 "This is one turn of the tutorial’s loop: one call of accept() takes one client, "
                 "the others stay in the queue."),
             oneSocketEachText()}};
}

Wording acceptAfterWaiting(const EventFacts &f)
{
    const auto reading = f.readings.lifeLines.readingAt(f.event.connection, f.event.side, f.row);
    const qint64 waiting = reading ? reading->unread : 0;
    return {
        acceptedTitle(f),
        {SetupExplanations::tr(
             "The client at %1 had waited in the accept queue for %2, its connection already "
             "ESTABLISHED.")
             .arg(shortText(f.event.peer.toString()), durationText(f.nsSince(f.waitingSince()))),
         waiting > 0 ? SetupExplanations::tr(
             "It did not wait before writing: %n byte(s) from it were there before accept().", nullptr,
             pluralCount(waiting))
                     : QString(),
         SetupExplanations::tr(
             "The handshake is the kernel’s work; accept() only hands a finished connection to "
             "the program."),
         SetupExplanations::tr("In the tutorial’s loop every client waits like this while the program serves "
                               "another one.")}};
}

QString connectTitle(const EventFacts &f)
{
    return SetupExplanations::tr("Connecting to %1").arg(shortText(f.event.peer.toString()));
}

QString localPortText(const EventFacts &f)
{
    if (f.event.local.isNull())
        return {};
    return SetupExplanations::tr(
               "The system gave its socket the free port %1; the addresses of both ends together name "
               "the connection.")
        .arg(f.event.local.port);
}

Wording connectFirst(const EventFacts &f)
{
    return {connectTitle(f),
            {SetupExplanations::tr("The client asked the kernel for a connection to %1.")
                 .arg(shortText(f.event.peer.toString())),
             localPortText(f),
             isLoopback(f.event.peer)
                 ? SetupExplanations::tr(
                     "The kernel now exchanges SYN, SYN-ACK and ACK with itself; on loopback that is "
                     "usually over before the call returns.")
                 : SetupExplanations::tr(
                     "The kernels of both ends now exchange SYN, SYN-ACK and ACK; that takes one "
                     "round trip through the network."),
             SetupExplanations::tr("Python’s connect() blocks until it is done; Qt returns at once and emits "
                                   "connected() later.")}};
}

Wording connectAgain(const EventFacts &f)
{
    return {connectTitle(f),
            {SetupExplanations::tr("The attempt before failed, and %1 is tried once more, with a new socket.")
                 .arg(shortText(f.event.peer.toString())),
             localPortText(f),
             SetupExplanations::tr(
                 "That is Qt’s habit, not TCP’s: Python’s connect() would have raised the error at "
                 "the first one.")}};
}

Wording connectNextAddress(const EventFacts &f)
{
    const Address before = f.at(f.connectBefore()).peer;
    return {
        connectTitle(f),
        {SetupExplanations::tr("The name has several addresses: after %1 the client tries %2.")
             .arg(shortText(before.toString()), shortText(f.event.peer.toString())),
         localPortText(f),
         SetupExplanations::tr("Each address is tried with a new socket, and the first that answers counts; "
                               "Python’s create_connection() does the same.")}};
}

QString connectedTitle(const EventFacts &f)
{
    return SetupExplanations::tr("Connected to %1").arg(shortText(f.event.peer.toString()));
}

QString maySendText()
{
    return SetupExplanations::tr(
        "The client may write at once: the kernel keeps its bytes, even before the server "
        "has called accept().");
}

Wording connected(const EventFacts &f)
{
    const qsizetype call = f.connectBefore();
    return {connectedTitle(f),
            {call < 0 ? SetupExplanations::tr("The handshake is complete, and Qt emitted connected().")
                      : SetupExplanations::tr(
                            "The handshake is complete: Qt emitted connected() %1 after the call of "
                            "connect().")
                            .arg(durationText(f.nsSince(call))),
             isLoopback(f.event.peer) ? SetupExplanations::tr(
                 "The kernel was done earlier: on loopback the server may accept, and even "
                 "write, before this signal is delivered.")
                                      : QString(),
             maySendText()}};
}

Wording connectedSecondTry(const EventFacts &f)
{
    const Address first = f.at(f.connectBefore()).local;
    return {
        connectedTitle(f),
        {SetupExplanations::tr(
             "The first attempt went out from port %1, but the connection stands on port %2.")
             .arg(QString::number(first.port), QString::number(f.event.local.port)),
         SetupExplanations::tr("Qt tries each address twice, and each attempt is a socket with a port of its "
                               "own: the first one failed, the second one got through."),
         maySendText()}};
}

Wording connectedAfterWaiting(const EventFacts &f)
{
    return {
        connectedTitle(f),
        {SetupExplanations::tr(
             "Connecting took %1: the first SYN got no answer, and the kernel repeated it until "
             "there was one.")
             .arg(durationText(f.nsSince(f.connectBefore()))),
         SetupExplanations::tr(
             "A full accept queue does that: it drops the SYN in silence instead of refusing."),
         SetupExplanations::tr("The program saw nothing of it; Python’s connect() would have blocked just as "
                               "long.")}};
}

Wording pause(const EventFacts &f)
{
    const int backlog = f.backlog();
    return {
        SetupExplanations::tr("Accepting is paused"),
        {SetupExplanations::tr(
             "The server takes no more clients out of the accept queue; the port stays open."),
         SetupExplanations::tr(
             "The kernel goes on completing handshakes: a client sees connected() and may write, "
             "but nobody answers."),
         backlog < 0 || !f.isTcp()
             ? QString()
             : SetupExplanations::tr("With the backlog of %1, %n client(s) can wait; the next ones stay in "
                                     "SYN_SENT.",
                                     nullptr, backlog + 1)
                   .arg(backlog),
         SetupExplanations::tr(
             "The tutorial’s server is like this whenever it is busy with one client and not in "
             "accept().")}};
}

Wording resume(const EventFacts &f)
{
    const auto reading = f.listenerReading();
    return {
        SetupExplanations::tr("Accepting goes on"),
        {SetupExplanations::tr(
             "The server takes clients out of the accept queue again, in the order in which "
             "they came."),
         reading && reading->acceptQueue > 0 ? SetupExplanations::tr(
             "%n client(s) were waiting there when the kernel was last asked.", nullptr, reading->acceptQueue)
                                             : QString(),
         f.isTcp()
             ? SetupExplanations::tr("Clients whose SYN was dropped because the queue was full get in with "
                                     "their next attempt, usually within a few seconds.")
             : SetupExplanations::tr("A local client that found the queue full was told so at once.")}};
}

} // namespace

QList<ExplanationEntry> setupExplanations()
{
    return {
        {Situation::ServerSocket, serverSocket},
        {Situation::ClientSocket, clientSocket},
        {Situation::BindAskedPort, bindAskedPort},
        {Situation::BindSystemPort, bindSystemPort},
        {Situation::Listen, listen},
        {Situation::AcceptByQt, acceptByQt},
        {Situation::AcceptByCall, acceptByCall},
        {Situation::AcceptWhilePaused, acceptWhilePaused},
        {Situation::AcceptAfterWaiting, acceptAfterWaiting},
        {Situation::ConnectFirst, connectFirst},
        {Situation::ConnectAgain, connectAgain},
        {Situation::ConnectNextAddress, connectNextAddress},
        {Situation::Connected, connected},
        {Situation::ConnectedSecondTry, connectedSecondTry},
        {Situation::ConnectedAfterWaiting, connectedAfterWaiting},
        {Situation::Pause, pause},
        {Situation::Resume, resume},
    };
}

} // namespace bothends
