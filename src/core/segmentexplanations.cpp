// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct SegmentExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::SegmentExplanations)
};

const SegmentReading &segmentOf(const EventFacts &f)
{
    static const SegmentReading none;
    return f.event.segment ? *f.event.segment : none;
}

QString grouped(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString sentText(const EventFacts &f)
{
    return SegmentExplanations::tr("The %1 sent %2 with sequence number %3.")
        .arg(sideWord(f.event.side), bytesText(f.event.bytes), grouped(segmentOf(f).relativeSequence));
}

QString windowText(const EventFacts &f)
{
    return SegmentExplanations::tr("It has room for %1 bytes more: that is its window.")
        .arg(grouped(segmentOf(f).windowBytes()));
}

QString cutText(const EventFacts &f)
{
    return segmentOf(f).captured < f.event.bytes
        ? SegmentExplanations::tr("The capture kept only the first %1 of its bytes.")
              .arg(grouped(segmentOf(f).captured))
        : QString();
}

Wording syn(const EventFacts &f)
{
    return {
        SegmentExplanations::tr("SYN: the client asks for a connection"),
        {SegmentExplanations::tr("With this segment connect() begins the handshake of three segments."),
         SegmentExplanations::tr(
             "It carries the number from which the %1 counts its bytes: %2. It was chosen at random; here "
             "it is shown as 0.")
             .arg(sideWord(f.event.side), QString::number(segmentOf(f).sequence)),
         segmentOf(f).mss < 0
             ? QString()
             : SegmentExplanations::tr("Its option MSS says that it takes segments of at most %1 bytes.")
                   .arg(segmentOf(f).mss)}};
}

Wording synAck(const EventFacts &f)
{
    return {
        SegmentExplanations::tr("SYN-ACK: the server agrees"),
        {SegmentExplanations::tr(
             "Something listens at that port: the kernel answers the SYN by itself, before any program "
             "has called accept()."),
         SegmentExplanations::tr(
             "It acknowledges the client’s SYN, which counts as one byte, and carries the number from which "
             "the server counts: %1.")
             .arg(segmentOf(f).sequence)}};
}

Wording ack(const EventFacts &f)
{
    const qint64 number = segmentOf(f).relativeAcknowledgment;
    return {SegmentExplanations::tr("ACK: received so far"),
            {number < 0 ? SegmentExplanations::tr("The %1 acknowledges what it has received.")
                              .arg(sideWord(f.event.side))
                        : SegmentExplanations::tr(
                              "The %1 has received everything before number %2, and waits for that one next.")
                              .arg(sideWord(f.event.side), grouped(number)),
             SegmentExplanations::tr(
                 "Its kernel says so; whether the program has read the bytes is another matter."),
             windowText(f)}};
}

Wording data(const EventFacts &f)
{
    return {SegmentExplanations::tr("Segment • %1").arg(bytesText(f.event.bytes)),
            {sentText(f),
             SegmentExplanations::tr(
                 "How the program wrote them is not to be seen here: the kernel cuts a stream into segments "
                 "as it likes."),
             segmentOf(f).flags.testFlag(TcpFlag::Psh) ? SegmentExplanations::tr(
                 "PSH is set: mostly the last segment of what was in the sender’s buffer.")
                                                       : QString(),
             cutText(f)}};
}

Wording fin(const EventFacts &f)
{
    return {SegmentExplanations::tr("FIN: no more to send"),
            {SegmentExplanations::tr("The %1 has closed its sending direction, with shutdown() or close().")
                 .arg(sideWord(f.event.side)),
             SegmentExplanations::tr("The FIN counts as one byte, so that it is acknowledged like one."),
             SegmentExplanations::tr(
                 "The other direction stays open: the peer reads the end of the stream, recv() returns 0.")}};
}

Wording rst(const EventFacts &f)
{
    return {SegmentExplanations::tr("RST: the connection is gone"),
            {SegmentExplanations::tr("The %1 threw the connection away; nothing more is sent or read.")
                 .arg(sideWord(f.event.side)),
             SegmentExplanations::tr(
                 "After a SYN it means that nothing listens there (ECONNREFUSED), later that a socket was "
                 "closed with bytes unread, or does not exist any more (ECONNRESET)."),
             SegmentExplanations::tr("A reset is not acknowledged.")}};
}

Wording retransmission(const EventFacts &f)
{
    return {SegmentExplanations::tr("Sent again • %1").arg(bytesText(f.event.bytes)),
            {SegmentExplanations::tr("This has passed before, with the same sequence number."),
             SegmentExplanations::tr(
                 "The %1 saw no acknowledgment in time, or several that asked for it: the segment or its ACK "
                 "was lost behind the place of the capture, or was late.")
                 .arg(sideWord(f.event.side)),
             SegmentExplanations::tr(
                 "The receiver throws away what it has already; in the stream each byte stands once.")}};
}

Wording outOfOrder(const EventFacts &f)
{
    return {
        SegmentExplanations::tr("Out of order • %1").arg(bytesText(f.event.bytes)),
        {sentText(f), SegmentExplanations::tr("Bytes behind these have passed already: this fills a gap."),
         SegmentExplanations::tr(
             "It took another way, or it was lost before and is sent again. The receiver puts it into its "
             "place; the program notices nothing but the delay.")}};
}

Wording afterGap(const EventFacts &f)
{
    return {SegmentExplanations::tr("Segment behind a gap • %1").arg(bytesText(f.event.bytes)),
            {sentText(f), SegmentExplanations::tr("Bytes before these have not been seen here."),
             SegmentExplanations::tr("They were lost on the way, come later, or the capture missed them."),
             cutText(f)}};
}

Wording duplicateAck(const EventFacts &f)
{
    return {SegmentExplanations::tr("Duplicate ACK"),
            {SegmentExplanations::tr("The %1 says once more that it waits for number %2.")
                 .arg(sideWord(f.event.side), grouped(segmentOf(f).relativeAcknowledgment)),
             SegmentExplanations::tr(
                 "It does so for each segment that arrives behind a gap. After three of them the sender does "
                 "not wait for its timer but sends the missing one again (RFC 5681).")}};
}

Wording keepAlive(const EventFacts &f)
{
    return {
        SegmentExplanations::tr("Keep-alive"),
        {SegmentExplanations::tr("The %1 asks whether the other end is still there.")
             .arg(sideWord(f.event.side)),
         SegmentExplanations::tr(
             "Its sequence number is one before the next, so it must be answered with an ACK, and carries "
             "nothing new. SO_KEEPALIVE switches this on.")}};
}

Wording zeroWindow(const EventFacts &f)
{
    return {SegmentExplanations::tr("Zero window: no room for more"),
            {SegmentExplanations::tr("The receive buffer of the %1 is full: its program does not read.")
                 .arg(sideWord(f.event.side)),
             SegmentExplanations::tr(
                 "The other end must stop sending, and asks now and then until there is room. This is flow "
                 "control: nothing is lost.")}};
}

Wording windowUpdate(const EventFacts &f)
{
    return {SegmentExplanations::tr("Window update"),
            {SegmentExplanations::tr("The %1 acknowledges nothing new, but says that its room has changed.")
                 .arg(sideWord(f.event.side)),
             windowText(f),
             SegmentExplanations::tr("Mostly its program has read, and the other end may send again.")}};
}

Wording datagram(const EventFacts &f)
{
    return {
        SegmentExplanations::tr("UDP datagram • %1").arg(bytesText(f.event.bytes)),
        {SegmentExplanations::tr("The %1 sent one datagram of %2.")
             .arg(sideWord(f.event.side), bytesText(f.event.bytes)),
         SegmentExplanations::tr(
             "UDP has no handshake, no numbers and no acknowledgment: whether it arrived is not to be seen "
             "here."),
         segmentOf(f).isFragment ? SegmentExplanations::tr(
             "IP cut it into fragments; this is the first, and the others are not shown.")
                                 : QString(),
         cutText(f)}};
}

Wording icmpMessage(const EventFacts &f)
{
    return {SegmentExplanations::tr("ICMP message • %1").arg(bytesText(f.event.bytes)),
            {SegmentExplanations::tr("An ICMP message of %1 went to %2.")
                 .arg(bytesText(f.event.bytes), shortText(f.event.peer.toString())),
             SegmentExplanations::tr("ICMP has no ports: kernels and routers talk, not programs."),
             cutText(f)}};
}

} // namespace

Situation segmentSituation(const Event &event)
{
    if (event.transport != Transport::Tcp)
        return event.transport == Transport::Udp ? Situation::SegmentDatagram : Situation::SegmentIcmp;
    const SegmentReading segment = event.segment ? *event.segment : SegmentReading();
    switch (segment.role) {
    case SegmentRole::Plain:
        break;
    case SegmentRole::Retransmission:
        return Situation::SegmentRetransmission;
    case SegmentRole::OutOfOrder:
        return Situation::SegmentOutOfOrder;
    case SegmentRole::AfterGap:
        return Situation::SegmentAfterGap;
    case SegmentRole::DuplicateAck:
        return Situation::SegmentDuplicateAck;
    case SegmentRole::KeepAlive:
        return Situation::SegmentKeepAlive;
    case SegmentRole::ZeroWindow:
        return Situation::SegmentZeroWindow;
    case SegmentRole::WindowUpdate:
        return Situation::SegmentWindowUpdate;
    }
    if (segment.flags.testFlag(TcpFlag::Rst))
        return Situation::SegmentRst;
    if (segment.flags.testFlag(TcpFlag::Syn))
        return segment.flags.testFlag(TcpFlag::Ack) ? Situation::SegmentSynAck : Situation::SegmentSyn;
    if (segment.flags.testFlag(TcpFlag::Fin))
        return Situation::SegmentFin;
    return event.bytes > 0 ? Situation::SegmentData : Situation::SegmentAck;
}

QList<ExplanationEntry> segmentExplanations()
{
    return {
        {Situation::SegmentSyn, syn},
        {Situation::SegmentSynAck, synAck},
        {Situation::SegmentAck, ack},
        {Situation::SegmentData, data},
        {Situation::SegmentFin, fin},
        {Situation::SegmentRst, rst},
        {Situation::SegmentRetransmission, retransmission},
        {Situation::SegmentOutOfOrder, outOfOrder},
        {Situation::SegmentAfterGap, afterGap},
        {Situation::SegmentDuplicateAck, duplicateAck},
        {Situation::SegmentKeepAlive, keepAlive},
        {Situation::SegmentZeroWindow, zeroWindow},
        {Situation::SegmentWindowUpdate, windowUpdate},
        {Situation::SegmentDatagram, datagram},
        {Situation::SegmentIcmp, icmpMessage},
    };
}

} // namespace bothends
