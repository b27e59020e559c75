// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

#include "core/eventtext.h"

namespace bothends {

namespace {

/// What the kernel reports of sockets that are not TCP's, and of one of TCP's that is neither open nor
/// connected.
struct OtherKernelExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::OtherKernelExplanations)
};

QString localText(const EventFacts &f)
{
    const QString text = shortText(f.event.local.toString());
    return text.isEmpty() ? socketNoun(f.event.transport) : text;
}

QString stateTitle(const EventFacts &f)
{
    const QString state = tcpStateName(f.event.reading->state);
    return f.event.side == Side::Server ? OtherKernelExplanations::tr("Server end: %1").arg(state)
                                        : OtherKernelExplanations::tr("Client end: %1").arg(state);
}

QString queuesTitle(const EventFacts &f)
{
    return f.event.side == Side::Server ? OtherKernelExplanations::tr("Queues at the server")
                                        : OtherKernelExplanations::tr("Queues at the client");
}

// Of datagrams the kernel tells the memory that they take, which is more than their bytes.
QString unreadText(const EventFacts &f)
{
    const qint64 unread = f.event.reading->unread;
    if (unread <= 0)
        return {};
    return isStream(f.event.transport)
        ? OtherKernelExplanations::tr("To be read there: %1.").arg(bytesText(unread))
        : OtherKernelExplanations::tr(
              "Datagrams wait in its buffer; with what they take in memory, the kernel "
              "counts %1.")
              .arg(bytesText(unread));
}

QString dropsText(const EventFacts &f)
{
    return f.event.reading->drops > 0
        ? OtherKernelExplanations::tr("So far %n datagram(s) were dropped, because its buffer was full.",
                                      nullptr, pluralCount(f.event.reading->drops))
        : QString();
}

Wording unconnected(const EventFacts &f)
{
    return {
        stateTitle(f),
        {OtherKernelExplanations::tr("The kernel has the socket %1, and it has no peer.").arg(localText(f)),
         isStream(f.event.transport)
             ? OtherKernelExplanations::tr(
                 "It is neither open nor connected: bind() alone does not let anybody in.")
             : OtherKernelExplanations::tr(
                 "For a datagram socket that is the usual state: it may send to anybody and hear anybody."),
         unreadText(f), dropsText(f)}};
}

Wording datagramConnected(const EventFacts &f)
{
    return {stateTitle(f),
            {OtherKernelExplanations::tr("The kernel has noted a peer for the socket %1 and calls that "
                                         "ESTABLISHED.")
                 .arg(localText(f)),
             OtherKernelExplanations::tr(
                 "There is no connection: the peer need not exist, and it knows nothing of this."),
             unreadText(f), dropsText(f)}};
}

QString queueText(const KernelReading &reading)
{
    return OtherKernelExplanations::tr("Waiting for accept(): %1 of at most %n client(s).", nullptr,
                                       pluralCount(qint64(reading.backlog) + 1))
        .arg(qMax(0, reading.acceptQueue));
}

Wording localListen(const EventFacts &f)
{
    return {stateTitle(f),
            {OtherKernelExplanations::tr("The kernel reports LISTEN for %1: programs on this machine can "
                                         "connect.")
                 .arg(localText(f)),
             queueText(*f.event.reading)}};
}

Wording localConnected(const EventFacts &f)
{
    return {stateTitle(f),
            {OtherKernelExplanations::tr("The kernel reports the two ends as joined; this one is %1.")
                 .arg(localText(f)),
             OtherKernelExplanations::tr(
                 "A local connection knows only this state: it is there, until one end is closed."),
             unreadText(f)}};
}

Wording socketGone(const EventFacts &f)
{
    return {stateTitle(f),
            {OtherKernelExplanations::tr("The kernel no longer has the socket %1.").arg(localText(f)),
             OtherKernelExplanations::tr("Nothing of it is left: only TCP has a TIME_WAIT.")}};
}

Wording queuesLocalListener(const EventFacts &f)
{
    const KernelReading &reading = *f.event.reading;
    return {OtherKernelExplanations::tr("Accept queue"),
            {queueText(reading),
             reading.acceptQueue > reading.backlog
                 ? OtherKernelExplanations::tr(
                     "It is full: the next connect() waits, or fails with EAGAIN if it must not wait.")
                 : OtherKernelExplanations::tr("Whoever waits there is connected already and may write.")}};
}

Wording queuesDatagram(const EventFacts &f)
{
    return {
        queuesTitle(f),
        {f.event.reading->unread > 0
             ? OtherKernelExplanations::tr("In the receive buffer of %1 wait datagrams; the kernel counts "
                                           "%2 for them.")
                   .arg(localText(f), bytesText(f.event.reading->unread))
             : OtherKernelExplanations::tr("No datagram waits at %1.").arg(localText(f)),
         OtherKernelExplanations::tr(
             "Each is read by a call of its own; when the buffer is full, further ones are dropped or the "
             "sender waits."),
         dropsText(f)}};
}

Wording queuesLocal(const EventFacts &f)
{
    return {queuesTitle(f),
            {f.event.reading->unread > 0
                 ? OtherKernelExplanations::tr("Arrived at %2 and not yet read: %1.")
                       .arg(bytesText(f.event.reading->unread), localText(f))
                 : OtherKernelExplanations::tr("Nothing waits at %1.").arg(localText(f)),
             OtherKernelExplanations::tr(
                 "What one end writes is at once in the buffer of the other; when that is full, the writer "
                 "waits.")}};
}

} // namespace

QList<ExplanationEntry> otherKernelExplanations()
{
    return {
        {Situation::StateUnconnected, unconnected},  {Situation::StateDatagramConnected, datagramConnected},
        {Situation::StateLocalListen, localListen},  {Situation::StateLocalConnected, localConnected},
        {Situation::StateSocketGone, socketGone},    {Situation::QueuesLocalListener, queuesLocalListener},
        {Situation::QueuesDatagram, queuesDatagram}, {Situation::QueuesLocal, queuesLocal},
    };
}

} // namespace bothends
