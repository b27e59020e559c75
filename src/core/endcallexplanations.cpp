// SPDX-License-Identifier: MIT
#include "core/calltext.h"
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// Ends that are not TCP's, or not as Qt tells them.
struct EndCallExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::EndCallExplanations)
};

QString peerText(const EventFacts &f)
{
    return shortText(f.event.peer.toString());
}

QString localText(const EventFacts &f)
{
    return shortText(f.event.local.toString());
}

Wording eofLocal(const EventFacts &)
{
    return {EndCallExplanations::tr("End of stream"),
            {EndCallExplanations::tr(
                 "The peer closed its sending direction: a read returns 0 bytes, in Python b''."),
             EndCallExplanations::tr(
                 "On one machine no FIN is needed; the kernel marks the other end of the pair."),
             EndCallExplanations::tr("This end may still write, if the peer only called shutdown().")}};
}

Wording resetByPeerCall(const EventFacts &f)
{
    const Error error
        = f.event.error.value_or(Error{ErrorCode::ConnectionReset, 0, f.event.peer.toString(), 0, {}});
    const ErrorText text = errorText(error);
    return {EndCallExplanations::tr("Reset by the peer"),
            {shortText(text.what, 300), shortText(text.nextStep, 300), errorNameText(error),
             EndCallExplanations::tr(
                 "A segment with RST came: where a FIN lets the other direction go on, a reset ends both.")}};
}

Wording resetByClose(const EventFacts &f)
{
    return {EndCallExplanations::tr("Connection reset from here"),
            {EndCallExplanations::tr("This close() of the %1 sends RST instead of FIN.")
                 .arg(sideWord(f.event.side)),
             EndCallExplanations::tr(
                 "It does so with SO_LINGER set to 0 s, and whenever bytes of the peer are unread "
                 "(RFC 2525 §2.17)."),
             EndCallExplanations::tr("The next read of %1 fails with ECONNRESET.").arg(peerText(f)),
             EndCallExplanations::tr("After a reset no end waits in TIME_WAIT.")}};
}

Wording resetLocal(const EventFacts &f)
{
    const QString why = EndCallExplanations::tr(
        "A local socket is reset when it is closed while bytes for it are unread; no packet is sent for it.");
    if (f.event.error)
        return errorWording(f, EndCallExplanations::tr("Reset by the peer"), why);
    return {EndCallExplanations::tr("Connection reset from here"),
            {EndCallExplanations::tr("The %1 ended the connection at once.").arg(sideWord(f.event.side)), why,
             EndCallExplanations::tr("The next read at the other end fails with ECONNRESET.")}};
}

Wording shutdownReading(const EventFacts &f)
{
    return {
        EndCallExplanations::tr("Reading finished"),
        {EndCallExplanations::tr("The %1 called shutdown(SHUT_RD): its further reads return 0 bytes.")
             .arg(sideWord(f.event.side)),
         f.isTcp() ? EndCallExplanations::tr(
             "TCP sends nothing for it: the peer is not told and may go on sending, and what comes is "
             "still kept.")
                   : EndCallExplanations::tr(
                       "The kernel joins both ends, so a write of the peer fails with EPIPE from now on."),
         EndCallExplanations::tr("The sending direction stays as it is.")}};
}

Wording shutdownBoth(const EventFacts &f)
{
    return {EndCallExplanations::tr("Both directions finished"),
            {EndCallExplanations::tr(
                 "The %1 called shutdown(SHUT_RDWR): behind its last byte goes a FIN, and it reads no more.")
                 .arg(sideWord(f.event.side)),
             EndCallExplanations::tr(
                 "The descriptor stays open until close(); shutdown() works on the connection, whoever else "
                 "holds a descriptor of it."),
             EndCallExplanations::tr("What %1 still sends finds no reader.").arg(peerText(f))}};
}

Wording shutdownListener(const EventFacts &f)
{
    return {EndCallExplanations::tr("Shutdown of a listening socket"),
            {EndCallExplanations::tr("The %1 called shutdown() on a socket that has no connection.")
                 .arg(sideWord(f.event.side)),
             EndCallExplanations::tr(
                 "Linux ends listening then, and resets who waits in the accept queue; with SHUT_WR nothing "
                 "happens."),
             EndCallExplanations::tr("Other systems answer ENOTCONN; close() is the usual way.")}};
}

Wording shutdownLocal(const EventFacts &f)
{
    const bool isBoth = f.detail().how == ShutdownHow::Both;
    return {isBoth ? EndCallExplanations::tr("Both directions finished")
                   : EndCallExplanations::tr("Sending finished"),
            {EndCallExplanations::tr("The %1 called shutdown(%2).")
                 .arg(sideWord(f.event.side), shutdownHowName(f.detail().how.value_or(ShutdownHow::Write))),
             EndCallExplanations::tr(
                 "Behind the last byte the peer reads the end of the stream; no packet is sent for it."),
             isBoth ? EndCallExplanations::tr("Nothing is read here any more, either.")
                    : EndCallExplanations::tr("The peer can still answer: this end goes on reading.")}};
}

Wording shutdownDatagram(const EventFacts &f)
{
    return {EndCallExplanations::tr("Shutdown of a datagram socket"),
            {EndCallExplanations::tr("The %1 called shutdown(%2).")
                 .arg(sideWord(f.event.side), shutdownHowName(f.detail().how.value_or(ShutdownHow::Write))),
             EndCallExplanations::tr("Datagrams have no end that could be told: nothing is sent."),
             EndCallExplanations::tr("It only binds this program: after SHUT_WR a send fails with EPIPE.")}};
}

QString closedTitle()
{
    return EndCallExplanations::tr("Socket closed");
}

QString descriptorText(const EventFacts &f)
{
    return EndCallExplanations::tr(
               "The %1 gave its socket back with close(): the program can no longer use it.")
        .arg(sideWord(f.event.side));
}

Wording closedUnused(const EventFacts &f)
{
    return {closedTitle(),
            {descriptorText(f),
             EndCallExplanations::tr("It had no connection, so nothing is sent and nothing waits."),
             f.event.local.isNull()
                 ? QString()
                 : EndCallExplanations::tr("The address %1 is free again.").arg(localText(f))}};
}

Wording closedLocalListener(const EventFacts &f)
{
    return {EndCallExplanations::tr("The server stops listening"),
            {EndCallExplanations::tr("The listening socket is closed: nobody can connect to %1 any more.")
                 .arg(localText(f)),
             f.event.local.kind == Address::Kind::Path ? EndCallExplanations::tr(
                 "close() leaves the socket’s file behind; this program removes the one that it made "
                 "itself.")
                                                       : EndCallExplanations::tr("The name is gone with it."),
             EndCallExplanations::tr("Clients that still waited in its accept queue are thrown out.")}};
}

Wording closedLocal(const EventFacts &f)
{
    return {closedTitle(),
            {descriptorText(f),
             f.event.connection == 0
                 ? EndCallExplanations::tr("It had no connection, so nobody notices.")
                 : EndCallExplanations::tr(
                     "The peer reads the end of the stream, after what was written before."),
             EndCallExplanations::tr("There is no TIME_WAIT: on one machine nothing can arrive late.")}};
}

Wording closedDatagram(const EventFacts &f)
{
    return {closedTitle(),
            {descriptorText(f),
             EndCallExplanations::tr("Whoever it talked to is not told, because there was no connection."),
             f.event.transport == Transport::Udp ? EndCallExplanations::tr(
                 "What is still sent to it is answered with an ICMP message: port unreachable.")
                                                 : QString()}};
}

} // namespace

QList<ExplanationEntry> endCallExplanations()
{
    return {
        {Situation::EofLocal, eofLocal},
        {Situation::ResetByPeerCall, resetByPeerCall},
        {Situation::ResetByClose, resetByClose},
        {Situation::ResetLocal, resetLocal},
        {Situation::ShutdownReading, shutdownReading},
        {Situation::ShutdownBoth, shutdownBoth},
        {Situation::ShutdownListener, shutdownListener},
        {Situation::ShutdownLocal, shutdownLocal},
        {Situation::ShutdownDatagram, shutdownDatagram},
        {Situation::ClosedUnused, closedUnused},
        {Situation::ClosedLocalListener, closedLocalListener},
        {Situation::ClosedLocal, closedLocal},
        {Situation::ClosedDatagram, closedDatagram},
    };
}

} // namespace bothends
