// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct EndExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::EndExplanations)
};

QString peerText(const EventFacts &f)
{
    return shortText(f.event.peer.toString());
}

QString localText(const EventFacts &f)
{
    return shortText(f.event.local.toString());
}

/// How many bytes went in one direction before this row; nothing if that is too far back.
QString totalText(const EventFacts &f, EventKind kind)
{
    const qsizetype last = f.rowBefore(kind);
    if (last < 0)
        return {};
    const qint64 total = qint64(f.at(last).streamOffset) + f.at(last).bytes;
    return kind == EventKind::Sent
        ? EndExplanations::tr("%n byte(s) went this way before.", nullptr, pluralCount(total))
        : EndExplanations::tr("%n byte(s) came this way before, and no more will.", nullptr,
                              pluralCount(total));
}

QString peersTimeWaitText(const EventFacts &f)
{
    return EndExplanations::tr("The peer closed first: TIME_WAIT, for 60 s, is up to %1.").arg(peerText(f));
}

// ---- The peer’s direction ----

QString eofTitle()
{
    return EndExplanations::tr("End of stream");
}

QString emptyReadText(const EventFacts &f)
{
    return EndExplanations::tr(
               "%1 closed its sending direction in order (FIN): a read returns 0 bytes, in Python b''.")
        .arg(peerText(f));
}

Wording eofWhileSending(const EventFacts &f)
{
    return {eofTitle(),
            {emptyReadText(f), totalText(f, EventKind::Received),
             EndExplanations::tr(
                 "The other direction is still open: this end is in CLOSE_WAIT and may write until it "
                 "closes, too."),
             EndExplanations::tr(
                 "This is not an error; it is how a loop around recv() learns that it may stop.")}};
}

Wording eofAfterShutdown(const EventFacts &f)
{
    return {eofTitle(),
            {emptyReadText(f), totalText(f, EventKind::Received),
             EndExplanations::tr("This end had sent its FIN before, so both directions are closed now."),
             f.isSecondToClose()
                 ? peersTimeWaitText(f)
                 : EndExplanations::tr(
                       "As the end that closed first, %1 waits in TIME_WAIT for 60 s, and the kernel "
                       "does that without the program.")
                       .arg(localText(f))}};
}

Wording resetByPeer(const EventFacts &f)
{
    const Error error
        = f.event.error.value_or(Error{ErrorCode::ConnectionReset, 0, f.event.peer.toString(), 0, {}});
    const ErrorText text = errorText(error);
    return {EndExplanations::tr("Reset by the peer"),
            {shortText(text.what, 300), shortText(text.nextStep, 300), errorNameText(error),
             EndExplanations::tr(
                 "A read after a FIN returns 0 bytes, after a reset it fails; Qt has the same error for "
                 "both, so the kernel was asked which of them it was.")}};
}

Wording resetByUs(const EventFacts &f)
{
    return {
        EndExplanations::tr("Connection reset from here"),
        {EndExplanations::tr("The %1 aborted: with SO_LINGER set to 0 s, close() sends RST instead of FIN.")
             .arg(sideWord(f.event.side)),
         EndExplanations::tr(
             "Both directions end at once, and what was unsent or unread at either end is thrown "
             "away."),
         EndExplanations::tr("The next read of %1 fails with ECONNRESET.").arg(peerText(f)),
         EndExplanations::tr("After a reset no end waits in TIME_WAIT.")}};
}

// ---- Our direction ----

QString reuseText(const EventFacts &f)
{
    if (f.event.side == Side::Server && f.isByCall())
        return EndExplanations::tr(
                   "Meanwhile bind() finds port %1 in use, as with the tutorial’s server, unless "
                   "SO_REUSEADDR is set before.")
            .arg(f.event.local.port);
    return f.event.side == Side::Server
        ? EndExplanations::tr(
              "Meanwhile a new server may find port %1 in use, as with the tutorial’s; Qt’s listen() "
              "sets SO_REUSEADDR and gets it.")
              .arg(f.event.local.port)
        : EndExplanations::tr(
              "A client seldom notices that: its next connection gets another free port than %1.")
              .arg(f.event.local.port);
}

QString ownTimeWaitText(const EventFacts &f)
{
    return EndExplanations::tr(
               "It is the first to close, so %1 will be the end that waits in TIME_WAIT, for 60 s.")
        .arg(localText(f));
}

QString shutdownTitle()
{
    return EndExplanations::tr("Sending finished");
}

QString shutdownText(const EventFacts &f)
{
    return EndExplanations::tr("The %1 called shutdown(SHUT_WR): behind its last byte goes a FIN.")
        .arg(sideWord(f.event.side));
}

Wording shutdownFirst(const EventFacts &f)
{
    return {shutdownTitle(),
            {shutdownText(f), totalText(f, EventKind::Sent),
             EndExplanations::tr("Only this direction is closed; the %1 still reads what the peer sends.")
                 .arg(sideWord(f.event.side)),
             ownTimeWaitText(f), reuseText(f)}};
}

Wording shutdownSecond(const EventFacts &f)
{
    return {shutdownTitle(),
            {shutdownText(f), totalText(f, EventKind::Sent),
             EndExplanations::tr(
                 "The peer’s FIN was there before, so this end goes from CLOSE_WAIT to LAST_ACK, and is "
                 "gone with the peer’s ACK."),
             peersTimeWaitText(f)}};
}

// ---- The descriptor ----

Wording closedListener(const EventFacts &f)
{
    return {
        EndExplanations::tr("The server stops listening"),
        {EndExplanations::tr("The listening socket is closed: whoever connects to %1 from now on is refused.")
             .arg(localText(f)),
         EndExplanations::tr("Clients that still waited in its accept queue are reset."),
         EndExplanations::tr(
             "Accepted connections have sockets of their own and live on until they are closed.")}};
}

QString closedTitle()
{
    return EndExplanations::tr("Socket closed");
}

QString descriptorText(const EventFacts &f)
{
    return EndExplanations::tr("The %1 gave its socket back with close(): the program can no longer use it.")
        .arg(sideWord(f.event.side));
}

Wording closedInOrder(const EventFacts &f)
{
    return {
        closedTitle(),
        {descriptorText(f),
         EndExplanations::tr("Both ends had sent their FIN before: this is the orderly end."),
         f.isSecondToClose()
             ? peersTimeWaitText(f)
             : EndExplanations::tr("The kernel keeps %1 in TIME_WAIT for 60 s, so that late segments of this "
                                   "connection cannot reach a new one.")
                   .arg(localText(f))}};
}

Wording closedFirst(const EventFacts &f)
{
    return {closedTitle(),
            {descriptorText(f),
             EndExplanations::tr(
                 "As shutdown() was not called before, close() itself sends the FIN, behind all bytes "
                 "written."),
             ownTimeWaitText(f),
             EndExplanations::tr(
                 "If the peer still sends, its bytes find no reader, and the kernel answers with RST.")}};
}

Wording closedSecond(const EventFacts &f)
{
    return {closedTitle(),
            {descriptorText(f),
             EndExplanations::tr(
                 "The peer’s FIN was there already; this close() sends ours, and the end goes from "
                 "CLOSE_WAIT to LAST_ACK."),
             peersTimeWaitText(f)}};
}

Wording closedWithoutEof(const EventFacts &f)
{
    const qsizetype shutdown = f.rowBefore(EventKind::Shutdown);
    return {closedTitle(),
            {descriptorText(f),
             shutdown < 0
                 ? EndExplanations::tr("Its FIN had been sent, but the peer has not closed its direction.")
                 : EndExplanations::tr(
                       "Its FIN had been sent %1 before, but the peer has not closed its direction.")
                       .arg(durationText(f.nsSince(shutdown))),
             EndExplanations::tr(
                 "The kernel keeps the end in FIN_WAIT_2 for up to 60 s, without a program that holds it; "
                 "bytes that still come are answered with RST.")}};
}

Wording closedDiscarding(const EventFacts &f)
{
    if (!f.event.error)
        return {
            closedTitle(),
            {EndExplanations::tr("The %1 closed its socket while %n byte(s) from the peer were still unread.",
                                 nullptr, pluralCount(f.unreadBefore()))
                 .arg(sideWord(f.event.side)),
             EndExplanations::tr(
                 "The kernel then sends RST instead of FIN, to tell the peer that its bytes were not "
                 "taken (RFC 2525 §2.17)."),
             EndExplanations::tr("Reading to the end before close() avoids that.")}};
    const ErrorText text = errorText(*f.event.error);
    return {closedTitle(),
            {descriptorText(f), shortText(text.what, 300), shortText(text.nextStep, 300),
             errorNameText(*f.event.error)}};
}

Wording closedAfterReset(const EventFacts &f)
{
    return {closedTitle(),
            {descriptorText(f),
             EndExplanations::tr("The reset had ended the connection before, so no FIN is sent."),
             EndExplanations::tr(
                 "There is no TIME_WAIT: the pair of addresses %1, %2 is free for a new connection at once.")
                 .arg(localText(f), peerText(f))}};
}

Wording closedAttempt(const EventFacts &f)
{
    return {
        closedTitle(),
        {EndExplanations::tr("The attempt to reach %1 is over, and its socket is given back with close().")
             .arg(peerText(f)),
         EndExplanations::tr(
             "It never was a connection, so there is nothing to end: no FIN, no TIME_WAIT.")}};
}

} // namespace

QList<ExplanationEntry> endExplanations()
{
    return {
        {Situation::EofWhileSending, eofWhileSending},   {Situation::EofAfterShutdown, eofAfterShutdown},
        {Situation::ResetByPeer, resetByPeer},           {Situation::ResetByUs, resetByUs},
        {Situation::ShutdownFirst, shutdownFirst},       {Situation::ShutdownSecond, shutdownSecond},
        {Situation::ClosedListener, closedListener},     {Situation::ClosedInOrder, closedInOrder},
        {Situation::ClosedFirst, closedFirst},           {Situation::ClosedSecond, closedSecond},
        {Situation::ClosedWithoutEof, closedWithoutEof}, {Situation::ClosedDiscarding, closedDiscarding},
        {Situation::ClosedAfterReset, closedAfterReset}, {Situation::ClosedAttempt, closedAttempt},
    };
}

} // namespace bothends
