// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct ErrorExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ErrorExplanations)
};

QString failedAfter(const EventFacts &f)
{
    const qsizetype call = f.connectBefore();
    return call < 0 ? QString() : durationText(f.nsSince(call));
}

Wording hostNotFound(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Name not found"),
        ErrorExplanations::tr(
            "Sockets know only numbers: a name is looked up first (getaddrinfo), and no socket was "
            "made yet."));
}

Wording connectionRefused(const EventFacts &f)
{
    const QString after = failedAfter(f);
    return errorWording(
        f, ErrorExplanations::tr("Connection refused"),
        after.isEmpty() ? ErrorExplanations::tr(
                              "The machine is there: its kernel answered the SYN with RST, because no socket "
                              "listens on port %1.")
                              .arg(f.event.peer.port)
                        : ErrorExplanations::tr(
                              "The machine is there: its kernel answered the SYN with RST, because no socket "
                              "listens on port %1; Qt tries each address twice and gave up after %2.")
                              .arg(QString::number(f.event.peer.port), after));
}

Wording connectTimedOut(const EventFacts &f)
{
    const QString after = failedAfter(f);
    return errorWording(
        f, ErrorExplanations::tr("No answer"),
        after.isEmpty() ? ErrorExplanations::tr(
            "Nobody answered the SYN, not even to refuse it, though the kernel repeated it.")
                        : ErrorExplanations::tr(
                              "For %1 nobody answered the SYN, not even to refuse it, though the kernel "
                              "repeated it.")
                              .arg(after));
}

Wording connectionTimedOut(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Connection timed out"),
        ErrorExplanations::tr(
            "The kernel repeated its segments until it gave up: the peer is gone without a FIN or "
            "RST."));
}

Wording networkUnreachable(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("No route"),
        ErrorExplanations::tr(
            "The kernel knows no way to send a segment there, or a router has reported that it knows none."));
}

Wording addressInUse(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Address in use"),
        ErrorExplanations::tr("bind() failed: at one address, port %1 can belong to one socket only.")
            .arg(f.event.local.port));
}

Wording addressNotAvailable(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Not an address of this machine"),
        ErrorExplanations::tr(
            "bind() failed: a socket can only have an address that one of this machine’s network "
            "interfaces has."));
}

Wording listenAddressInvalid(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("Not an address"),
                        ErrorExplanations::tr(
                            "No socket was made: a server listens on an address of numbers, not on a name."));
}

Wording connectAddressInvalid(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("Not an address"),
                        ErrorExplanations::tr("No socket was made: there is nothing to connect to."));
}

Wording listenNotPermitted(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Listening is not permitted"),
        ErrorExplanations::tr("bind() failed: the system keeps port %1 for programs with a privilege.")
            .arg(f.event.local.port));
}

Wording connectNotPermitted(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Connecting is not permitted"),
        ErrorExplanations::tr(
            "connect() failed at once: a rule of this system, such as a firewall’s, forbids this "
            "destination."));
}

QString scarceText()
{
    return ErrorExplanations::tr(
        "Each socket takes a file descriptor, and a process may have only a limited number of them "
        "(ulimit -n).");
}

Wording listenWithoutDescriptor(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("No descriptor for the listening socket"), scarceText());
}

Wording acceptWithoutDescriptor(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("No descriptor for another client"), scarceText());
}

Wording connectWithoutDescriptor(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("No descriptor for the client’s socket"), scarceText());
}

Wording resetWhileConnecting(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Reset while connecting"),
        ErrorExplanations::tr("The peer answered and then broke off before the client was told that it is "
                              "connected."));
}

Wording resetWhileConnected(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("Connection reset"),
                        ErrorExplanations::tr("A segment with RST came; both directions ended at once."));
}

Wording cancelled(const EventFacts &f)
{
    const QString after = failedAfter(f);
    return errorWording(
        f, ErrorExplanations::tr("Connecting was cancelled"),
        after.isEmpty() ? ErrorExplanations::tr("No socket had been made yet.")
                        : ErrorExplanations::tr(
                              "The socket was closed %1 after connect(), and the kernel stops repeating the "
                              "SYN.")
                              .arg(after));
}

Wording messageTooLong(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Message not sent"),
        f.event.number >= 0
            ? ErrorExplanations::tr(
                "None of the %n byte(s) of this message was taken, so the stream stays whole.", nullptr,
                f.event.number)
            : ErrorExplanations::tr("Nothing of this message was taken, so the stream stays whole."));
}

Wording notConnected(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("Nothing to send on"),
                        ErrorExplanations::tr(
                            "A write needs a connection whose sending direction is open; after shutdown() or "
                            "close() it is not."));
}

Wording unencodable(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Not in this encoding"),
        ErrorExplanations::tr(
            "Sockets carry bytes: text must be encoded first, and nothing was sent rather than a "
            "question mark."));
}

Wording connectionLimit(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Client turned away"),
        ErrorExplanations::tr(
            "The client was accepted, because only then one can talk to it; it got a line of text "
            "and the end of the stream."));
}

Wording acceptQueueOverflow(const EventFacts &f)
{
    const int backlog = f.backlog();
    return errorWording(
        f, ErrorExplanations::tr("Accept queue overflow"),
        backlog < 0 ? ErrorExplanations::tr(
            "Clients came faster than the program accepted them; the kernel drops a SYN in "
            "silence.")
                    : ErrorExplanations::tr(
                          "With the backlog of %1, %n client(s) fit; they came faster than the program "
                          "accepted them.",
                          nullptr, backlog + 1)
                          .arg(backlog));
}

Wording unsentDiscarded(const EventFacts &f)
{
    return errorWording(
        f, ErrorExplanations::tr("Unsent bytes discarded"),
        ErrorExplanations::tr(
            "They waited in this program because the kernel’s send buffer was full: the peer did "
            "not read."));
}

QString unknownText()
{
    return ErrorExplanations::tr("This program has no better words for it than the system’s own.");
}

Wording unknownListening(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("The server could not start"), unknownText());
}

Wording unknownAccepting(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("A client could not be accepted"), unknownText());
}

Wording unknownConnecting(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("The client could not connect"), unknownText());
}

Wording unknownConnected(const EventFacts &f)
{
    return errorWording(f, ErrorExplanations::tr("The connection failed"), unknownText());
}

} // namespace

QList<ExplanationEntry> errorExplanations()
{
    return {
        {Situation::HostNotFound, hostNotFound},
        {Situation::ConnectionRefused, connectionRefused},
        {Situation::ConnectTimedOut, connectTimedOut},
        {Situation::ConnectionTimedOut, connectionTimedOut},
        {Situation::NetworkUnreachable, networkUnreachable},
        {Situation::AddressInUse, addressInUse},
        {Situation::AddressNotAvailable, addressNotAvailable},
        {Situation::ListenAddressInvalid, listenAddressInvalid},
        {Situation::ConnectAddressInvalid, connectAddressInvalid},
        {Situation::ListenNotPermitted, listenNotPermitted},
        {Situation::ConnectNotPermitted, connectNotPermitted},
        {Situation::ListenWithoutDescriptor, listenWithoutDescriptor},
        {Situation::AcceptWithoutDescriptor, acceptWithoutDescriptor},
        {Situation::ConnectWithoutDescriptor, connectWithoutDescriptor},
        {Situation::ResetWhileConnecting, resetWhileConnecting},
        {Situation::ResetWhileConnected, resetWhileConnected},
        {Situation::Cancelled, cancelled},
        {Situation::MessageTooLong, messageTooLong},
        {Situation::NotConnected, notConnected},
        {Situation::Unencodable, unencodable},
        {Situation::ConnectionLimit, connectionLimit},
        {Situation::AcceptQueueOverflow, acceptQueueOverflow},
        {Situation::UnsentDiscarded, unsentDiscarded},
        {Situation::UnknownListening, unknownListening},
        {Situation::UnknownAccepting, unknownAccepting},
        {Situation::UnknownConnecting, unknownConnecting},
        {Situation::UnknownConnected, unknownConnected},
    };
}

} // namespace bothends
