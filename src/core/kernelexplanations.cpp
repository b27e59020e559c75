// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct KernelExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::KernelExplanations)
};

QString localText(const EventFacts &f)
{
    return shortText(f.event.local.toString());
}

QString peerText(const EventFacts &f)
{
    return shortText(f.event.peer.toString());
}

QString reportText(const EventFacts &f)
{
    return KernelExplanations::tr("The kernel reports %1 for the %2’s end, %3.")
        .arg(tcpStateName(f.event.reading->state), sideWord(f.event.side), localText(f));
}

QString stateTitle(const EventFacts &f)
{
    return f.event.side == Side::Server
        ? KernelExplanations::tr("Server end: %1").arg(tcpStateName(f.event.reading->state))
        : KernelExplanations::tr("Client end: %1").arg(tcpStateName(f.event.reading->state));
}

QString waitingTitle()
{
    return KernelExplanations::tr("A client waits in the accept queue");
}

QString queueTitle()
{
    return KernelExplanations::tr("Accept queue");
}

QString queuesTitle(const EventFacts &f)
{
    return f.event.side == Side::Server ? KernelExplanations::tr("Queues at the server")
                                        : KernelExplanations::tr("Queues at the client");
}

/// What waits in the kernel beside the state; nothing if nothing does.
QString waitingBytesText(const KernelReading &reading)
{
    if (reading.unread == 0 && reading.unacknowledged == 0)
        return {};
    return KernelExplanations::tr("In its queues: %1 to be read and %2 to be acknowledged.")
        .arg(bytesText(reading.unread), bytesText(reading.unacknowledged));
}

/// When the kernel repeats what was not answered; nothing if it does not wait for an answer.
QString repeatText(const KernelReading &reading)
{
    if (reading.timer != KernelReading::Timer::Retransmit || reading.timerMs <= 0)
        return {};
    return KernelExplanations::tr("Repeated %n time(s) so far; the next time is in %1.", nullptr,
                                  reading.timerRetries)
        .arg(durationText(qint64(reading.timerMs) * 1'000'000));
}

QString queueText(const KernelReading &reading)
{
    return KernelExplanations::tr("Waiting for accept(): %1 of at most %n client(s), as the backlog is %2 "
                                  "and Linux admits one more.",
                                  nullptr, reading.backlog + 1)
        .arg(reading.acceptQueue)
        .arg(reading.backlog);
}

// ---- States ----

Wording stateListen(const EventFacts &f)
{
    const KernelReading &reading = *f.event.reading;
    return {stateTitle(f),
            {KernelExplanations::tr("The kernel reports LISTEN for %1: the port is open.").arg(localText(f)),
             reading.acceptQueue >= 0 ? queueText(reading) : QString(),
             KernelExplanations::tr(
                 "This socket never carries data; each accepted client has one of its own, at the same "
                 "port.")}};
}

Wording stateListenerGone(const EventFacts &f)
{
    return {
        stateTitle(f),
        {KernelExplanations::tr("The kernel has no socket that listens on %1 any more.").arg(localText(f)),
         KernelExplanations::tr("A SYN to this port is now answered with RST: connection refused.")}};
}

Wording stateSynSent(const EventFacts &f)
{
    return {
        stateTitle(f),
        {reportText(f),
         KernelExplanations::tr("Its SYN is on the way to %1, and the answer is awaited.").arg(peerText(f)),
         repeatText(*f.event.reading)}};
}

Wording stateSynSentHeld(const EventFacts &f)
{
    const auto listener = f.listenerReading();
    return {
        stateTitle(f),
        {reportText(f),
         KernelExplanations::tr("The accept queue of %1 is full: %2 of %3 places are taken.")
             .arg(peerText(f), QString::number(listener->acceptQueue),
                  QString::number(listener->backlog + 1)),
         KernelExplanations::tr(
             "The kernel drops the SYN without an answer, so the client is neither connected nor "
             "refused."),
         repeatText(*f.event.reading),
         KernelExplanations::tr("As soon as the server accepts one client, the next repetition gets in.")}};
}

Wording stateSynSentUnanswered(const EventFacts &f)
{
    return {stateTitle(f),
            {reportText(f), KernelExplanations::tr("%1 has not answered the SYN.").arg(peerText(f)),
             repeatText(*f.event.reading),
             KernelExplanations::tr(
                 "Its host may be off, a firewall may drop the segments, or its accept queue is full; a "
                 "closed port would have refused at once.")}};
}

Wording stateSynReceived(const EventFacts &f)
{
    return {stateTitle(f),
            {reportText(f),
             KernelExplanations::tr(
                 "It has answered the SYN of %1 with SYN-ACK, and the last ACK of the handshake is still "
                 "missing.")
                 .arg(peerText(f)),
             repeatText(*f.event.reading)}};
}

Wording stateEstablished(const EventFacts &f)
{
    return {stateTitle(f),
            {reportText(f),
             KernelExplanations::tr("The handshake is complete: bytes may flow in both directions."),
             waitingBytesText(*f.event.reading),
             KernelExplanations::tr(
                 "Each end has a state of its own; that of the other end may lag behind or differ.")}};
}

Wording stateEstablishedWaiting(const EventFacts &f)
{
    const qint64 unread = f.event.reading->unread;
    return {waitingTitle(),
            {KernelExplanations::tr(
                 "The connection from %1 is ESTABLISHED, but no process holds the server’s end: it waits "
                 "in the accept queue.")
                 .arg(peerText(f)),
             KernelExplanations::tr(
                 "The kernel made the handshake by itself; the client is connected and cannot tell the "
                 "difference."),
             unread > 0 ? KernelExplanations::tr("It has written already: %n byte(s) wait for a reader.",
                                                 nullptr, pluralCount(unread))
                        : KernelExplanations::tr("It may write already; the kernel keeps its bytes."),
             KernelExplanations::tr("accept() will hand this finished connection to the server.")}};
}

Wording stateEstablishedOutside(const EventFacts &f)
{
    return {stateTitle(f),
            {KernelExplanations::tr(
                 "Another program on this machine holds the end %1, and the kernel reports ESTABLISHED "
                 "for it.")
                 .arg(localText(f)),
             KernelExplanations::tr("Its calls cannot be seen from here, its state and its queues can."),
             waitingBytesText(*f.event.reading)}};
}

Wording stateFinWait1(const EventFacts &f)
{
    return {
        stateTitle(f),
        {reportText(f),
         KernelExplanations::tr("It has sent its FIN, and %1 has not acknowledged it yet.").arg(peerText(f)),
         f.event.reading->unacknowledged > 0
             ? KernelExplanations::tr("%n byte(s) before the FIN are not acknowledged either.", nullptr,
                                      pluralCount(f.event.reading->unacknowledged))
             : KernelExplanations::tr("On one machine this often takes 40 ms, because the peer delays its "
                                      "ACK in case it can send it along with data.")}};
}

Wording stateFinWait2(const EventFacts &f)
{
    return {stateTitle(f),
            {reportText(f),
             KernelExplanations::tr(
                 "Its FIN is acknowledged: this direction is closed, and %1 is still free to send.")
                 .arg(peerText(f)),
             KernelExplanations::tr("It stays so until the peer closes, too: a half-closed connection.")}};
}

Wording stateFinWait2Orphan(const EventFacts &f)
{
    return {
        stateTitle(f),
        {reportText(f),
         KernelExplanations::tr("The program has closed its socket, and no process holds this end any more."),
         KernelExplanations::tr(
             "The kernel waits up to 60 s for the FIN of %1, then it forgets the connection.")
             .arg(peerText(f))}};
}

Wording stateCloseWait(const EventFacts &f)
{
    return {stateTitle(f),
            {reportText(f),
             KernelExplanations::tr(
                 "The FIN of %1 has come; now it is up to the program at this end to close, too.")
                 .arg(peerText(f)),
             waitingBytesText(*f.event.reading),
             KernelExplanations::tr(
                 "No timer ends this state: a program that forgets close() leaves sockets here for "
                 "ever.")}};
}

Wording stateCloseWaitWaiting(const EventFacts &f)
{
    const qint64 unread = f.event.reading->unread;
    return {waitingTitle(),
            {KernelExplanations::tr(
                 "The client at %1 has connected and closed again, before the server accepted it.")
                 .arg(peerText(f)),
             unread > 0 ? KernelExplanations::tr(
                 "The %n byte(s) that it wrote wait here; after accept() they can be read, "
                 "then the end of stream.",
                 nullptr, pluralCount(unread))
                        : KernelExplanations::tr(
                            "It wrote nothing; after accept() the first read returns the end of "
                            "stream."),
             KernelExplanations::tr("Until then it takes a place in the accept queue.")}};
}

Wording stateClosing(const EventFacts &f)
{
    return {stateTitle(f),
            {reportText(f),
             KernelExplanations::tr("Both ends closed at the same time: the two FINs crossed on their way."),
             KernelExplanations::tr(
                 "When its own FIN is acknowledged, this end goes on to TIME_WAIT, and so does the "
                 "other.")}};
}

Wording stateLastAck(const EventFacts &f)
{
    return {stateTitle(f),
            {reportText(f),
             KernelExplanations::tr(
                 "It closed after its peer and has sent its FIN; only the last ACK is missing."),
             KernelExplanations::tr("Then it is gone at once: TIME_WAIT is up to %1, which closed first.")
                 .arg(peerText(f))}};
}

Wording stateTimeWait(const EventFacts &f)
{
    const KernelReading &reading = *f.event.reading;
    return {stateTitle(f),
            {reportText(f),
             reading.timerMs > 0
                 ? KernelExplanations::tr(
                     "The connection is over; the kernel remembers this pair of addresses for %n more "
                     "second(s).",
                     nullptr, (reading.timerMs + 999) / 1000)
                 : KernelExplanations::tr(
                     "The connection is over; the kernel remembers this pair of addresses for 60 s."),
             KernelExplanations::tr(
                 "Late segments are recognised that way, and a lost last ACK can be repeated."),
             KernelExplanations::tr("Only the end that closed first pays for this; no program holds it.")}};
}

Wording stateClosed(const EventFacts &f)
{
    return {
        stateTitle(f),
        {KernelExplanations::tr("The kernel no longer has a socket for %1.").arg(localText(f)),
         KernelExplanations::tr("This end is completely gone; the other end may still be in TIME_WAIT.")}};
}

Wording stateClosedAfterTimeWait(const EventFacts &f)
{
    return {
        stateTitle(f),
        {KernelExplanations::tr("The wait is over: the kernel has forgotten the connection of %1 with %2.")
             .arg(localText(f), peerText(f)),
         KernelExplanations::tr("The same two addresses may be used for a new connection now.")}};
}

Wording stateClosedByReset(const EventFacts &f)
{
    return {stateTitle(f),
            {KernelExplanations::tr("The kernel no longer has a socket for %1: a reset ended the connection.")
                 .arg(localText(f)),
             KernelExplanations::tr("After a reset there is no TIME_WAIT at either end.")}};
}

Wording notObservable(const EventFacts &f)
{
    const ErrorText text = f.event.error ? errorText(*f.event.error) : ErrorText();
    return {KernelExplanations::tr("The kernel cannot be asked"),
            {shortText(text.what, 300),
             KernelExplanations::tr(
                 "States and queues of sockets come from the kernel’s sock_diag interface, and here there is "
                 "none."),
             shortText(text.nextStep, 300),
             KernelExplanations::tr(
                 "What calls and signals tell is still shown, and what is only concluded is marked as "
                 "such.")}};
}

// ---- Queues ----

QString listenerTail()
{
    return KernelExplanations::tr("For whoever waits, the handshake is complete; only accept() is missing.");
}

Wording listenerQueueEmpty(const EventFacts &f)
{
    return {queueTitle(),
            {KernelExplanations::tr("Nobody waits for accept() on %1.").arg(localText(f)),
             queueText(*f.event.reading)}};
}

Wording listenerQueueWaiting(const EventFacts &f)
{
    const KernelReading &reading = *f.event.reading;
    return {queueTitle(),
            {queueText(reading), listenerTail(),
             KernelExplanations::tr("There is room for %n more.", nullptr,
                                    reading.backlog + 1 - reading.acceptQueue)}};
}

Wording listenerQueueFull(const EventFacts &f)
{
    return {queueTitle(),
            {queueText(*f.event.reading), listenerTail(),
             KernelExplanations::tr(
                 "The queue is full: the next client’s SYN is dropped in silence, and it stays in "
                 "SYN_SENT."),
             KernelExplanations::tr(
                 "It is not refused; it tries again by itself and gets in once there is room.")}};
}

Wording queuesUnread(const EventFacts &f)
{
    return {queuesTitle(f),
            {KernelExplanations::tr("%n byte(s) have arrived at %1 and wait there to be read.", nullptr,
                                    pluralCount(f.event.reading->unread))
                 .arg(localText(f)),
             KernelExplanations::tr(
                 "They are in the kernel’s receive buffer; the peer’s write succeeded before this "
                 "program reads."),
             KernelExplanations::tr(
                 "When that buffer is full, the kernel tells the peer to stop: that is TCP’s flow "
                 "control.")}};
}

Wording queuesUnsent(const EventFacts &f)
{
    const KernelReading &reading = *f.event.reading;
    return {
        queuesTitle(f),
        {KernelExplanations::tr("%2 still waits for the acknowledgement of %1; of these not even sent: %3.")
             .arg(bytesText(reading.unacknowledged), localText(f), QString::number(reading.unsent)),
         reading.timer == KernelReading::Timer::ZeroWindow
             ? KernelExplanations::tr(
                 "The peer’s receive buffer is full (its window is 0), because its program does not "
                 "read.")
             : KernelExplanations::tr(
                 "The peer’s receive buffer or the network takes no more at the moment."),
         KernelExplanations::tr(
             "The kernel sends the rest by itself when there is room; write() was told nothing of "
             "it.")}};
}

Wording queuesUnacknowledged(const EventFacts &f)
{
    return {queuesTitle(f),
            {KernelExplanations::tr("%n byte(s) from %1 are on their way: sent, but not acknowledged yet.",
                                    nullptr, pluralCount(f.event.reading->unacknowledged))
                 .arg(localText(f)),
             KernelExplanations::tr(
                 "The kernel keeps a copy until the peer’s ACK comes, to send it again if it gets "
                 "lost."),
             repeatText(*f.event.reading)}};
}

Wording queuesEmpty(const EventFacts &f)
{
    return {
        queuesTitle(f),
        {KernelExplanations::tr("Nothing waits in the kernel for %1 any more: no byte is unread, unsent or "
                                "unacknowledged.")
             .arg(localText(f)),
         KernelExplanations::tr(
             "Acknowledged means that the peer’s kernel has the bytes, not that its program has read "
             "them.")}};
}

} // namespace

QList<ExplanationEntry> kernelExplanations()
{
    return {
        {Situation::StateListen, stateListen},
        {Situation::StateListenerGone, stateListenerGone},
        {Situation::StateSynSent, stateSynSent},
        {Situation::StateSynSentHeld, stateSynSentHeld},
        {Situation::StateSynSentUnanswered, stateSynSentUnanswered},
        {Situation::StateSynReceived, stateSynReceived},
        {Situation::StateEstablished, stateEstablished},
        {Situation::StateEstablishedWaiting, stateEstablishedWaiting},
        {Situation::StateEstablishedOutside, stateEstablishedOutside},
        {Situation::StateFinWait1, stateFinWait1},
        {Situation::StateFinWait2, stateFinWait2},
        {Situation::StateFinWait2Orphan, stateFinWait2Orphan},
        {Situation::StateCloseWait, stateCloseWait},
        {Situation::StateCloseWaitWaiting, stateCloseWaitWaiting},
        {Situation::StateClosing, stateClosing},
        {Situation::StateLastAck, stateLastAck},
        {Situation::StateTimeWait, stateTimeWait},
        {Situation::StateClosed, stateClosed},
        {Situation::StateClosedAfterTimeWait, stateClosedAfterTimeWait},
        {Situation::StateClosedByReset, stateClosedByReset},
        {Situation::KernelNotObservable, notObservable},
        {Situation::ListenerQueueEmpty, listenerQueueEmpty},
        {Situation::ListenerQueueWaiting, listenerQueueWaiting},
        {Situation::ListenerQueueFull, listenerQueueFull},
        {Situation::QueuesUnread, queuesUnread},
        {Situation::QueuesUnsent, queuesUnsent},
        {Situation::QueuesUnacknowledged, queuesUnacknowledged},
        {Situation::QueuesEmpty, queuesEmpty},
    };
}

} // namespace bothends
