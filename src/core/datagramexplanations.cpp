// SPDX-License-Identifier: MIT
#include "core/calltext.h"
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct DatagramExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::DatagramExplanations)
};

QString peerText(const EventFacts &f)
{
    return shortText(f.event.peer.toString());
}

QString sentTitle(const EventFacts &f)
{
    if (f.event.reason == WriteReason::Greeting)
        return DatagramExplanations::tr("Greeting sent as a datagram • %1").arg(bytesText(f.event.bytes));
    if (f.event.reason == WriteReason::Echo)
        return DatagramExplanations::tr("Echo sent as a datagram • %1").arg(bytesText(f.event.bytes));
    return DatagramExplanations::tr("Datagram sent • %1").arg(bytesText(f.event.bytes));
}

QString readTitle(const EventFacts &f)
{
    return DatagramExplanations::tr("Datagram received • %1").arg(bytesText(f.event.bytes));
}

QString sentText(const EventFacts &f)
{
    return f.event.call() == CallName::SendTo
        ? DatagramExplanations::tr("sendto() put %1 into one datagram for %2, without a connection.")
              .arg(bytesText(f.event.bytes), peerText(f))
        : DatagramExplanations::tr("The %1 put %2 into one datagram for %3.")
              .arg(sideWord(f.event.side), bytesText(f.event.bytes), peerText(f));
}

QString noProofText(const EventFacts &f)
{
    return f.event.transport == Transport::Udp
        ? DatagramExplanations::tr(
            "UDP does not confirm anything: that the call succeeded says only that the kernel took it.")
        : DatagramExplanations::tr(
            "The kernel has put it into the receiver’s buffer; whether the program reads it is another "
            "matter.");
}

Wording arrived(const EventFacts &f)
{
    const std::vector<qsizetype> reads = f.matches();
    const qint64 later = reads.empty() ? 0 : f.at(reads.front()).monotonicNs - f.event.monotonicNs;
    const bool isCut = !reads.empty() && f.at(reads.front()).bytes < f.event.bytes;
    return {sentTitle(f),
            {sentText(f),
             DatagramExplanations::tr("The %1 received it with one call, %2 later.")
                 .arg(sideWord(f.otherSide()), durationText(qMax<qint64>(0, later))),
             isCut
                 ? DatagramExplanations::tr("Its buffer was too small, and the end of the datagram was lost.")
                 : DatagramExplanations::tr(
                     "One send is one receive: a datagram is never joined with another or split in two.")}};
}

Wording unread(const EventFacts &f)
{
    return {
        sentTitle(f),
        {sentText(f),
         DatagramExplanations::tr("The %1 has not received it (yet).").arg(sideWord(f.otherSide())),
         f.event.transport == Transport::Udp
             ? DatagramExplanations::tr(
                 "It may wait in the receiver’s buffer, or it is lost: a full buffer drops datagrams, and "
                 "nobody is told.")
             : DatagramExplanations::tr("It waits in the receiver’s buffer; local datagrams are not lost.")}};
}

Wording outside(const EventFacts &f)
{
    return {sentTitle(f),
            {sentText(f),
             DatagramExplanations::tr(
                 "The receiver belongs to another program: whether it got there cannot be seen from here."),
             noProofText(f)}};
}

Wording empty(const EventFacts &f)
{
    return {DatagramExplanations::tr("Empty datagram sent"),
            {DatagramExplanations::tr("The %1 sent a datagram without a byte to %2.")
                 .arg(sideWord(f.event.side), peerText(f)),
             DatagramExplanations::tr(
                 "It is a datagram like any other: it travels with its headers, and the receiver is woken."),
             DatagramExplanations::tr("With a stream, sending 0 bytes would do nothing at all.")}};
}

QString takenText(const EventFacts &f)
{
    const QString call = shortText(callText(f.event));
    return call.isEmpty()
        ? DatagramExplanations::tr("The signal readyRead() came, and the %1 read one datagram of %2 from %3.")
              .arg(sideWord(f.event.side), bytesText(f.event.bytes), peerText(f))
        : DatagramExplanations::tr("%1 returned one datagram of %2 from %3.")
              .arg(call, bytesText(f.event.bytes), peerText(f));
}

Wording read(const EventFacts &f)
{
    const std::vector<qsizetype> sent = f.matches();
    return {readTitle(f),
            {takenText(f),
             sent.empty() ? QString()
                          : DatagramExplanations::tr("The %1 had sent it %2 before, with one call.")
                                .arg(sideWord(f.otherSide()), durationText(f.nsSince(sent.front()))),
             DatagramExplanations::tr(
                 "A datagram is read as a whole, so a character in it is never cut by a read.")}};
}

Wording readOutside(const EventFacts &f)
{
    return {readTitle(f),
            {takenText(f),
             f.event.peer.kind == Address::Kind::Unnamed || f.event.peer.isNull()
                 ? DatagramExplanations::tr("The sender has no name, so nobody can answer it.")
                 : DatagramExplanations::tr("That address came with it: it is where an answer goes."),
             f.event.transport == Transport::Udp
                 ? DatagramExplanations::tr(
                     "Anybody can send to a UDP socket, and the address of the sender can be forged.")
                 : DatagramExplanations::tr("Whoever may write to the name can send to it.")}};
}

Wording readEmpty(const EventFacts &f)
{
    return {DatagramExplanations::tr("Empty datagram received"),
            {DatagramExplanations::tr("A datagram without a byte came from %1.").arg(peerText(f)),
             DatagramExplanations::tr(
                 "A read of 0 bytes is not the end here: with datagrams there is none, and the next may "
                 "follow.")}};
}

Wording cut(const EventFacts &f)
{
    const qint64 lost = f.detail().datagramSize - f.event.bytes;
    return {
        DatagramExplanations::tr("Datagram cut • %1 of %2")
            .arg(QString::number(f.event.bytes), bytesText(f.detail().datagramSize)),
        {takenText(f),
         DatagramExplanations::tr("It had %1: the other %n byte(s) did not fit into the buffer and are lost.",
                                  nullptr, pluralCount(lost))
             .arg(bytesText(f.detail().datagramSize)),
         DatagramExplanations::tr(
             "recv() does not tell that; MSG_TRUNC, asked for or returned by recvmsg(), does."),
         DatagramExplanations::tr("A stream would have kept the rest for the next read.")}};
}

Wording dropped(const EventFacts &f)
{
    return {DatagramExplanations::tr("Datagrams dropped"),
            {DatagramExplanations::tr("The kernel threw away %n datagram(s) that came for this socket.",
                                      nullptr, pluralCount(f.event.number)),
             DatagramExplanations::tr(
                 "Its receive buffer was full, because the program did not read fast enough."),
             DatagramExplanations::tr("The sender is not told: its calls succeeded."),
             DatagramExplanations::tr("A larger SO_RCVBUF gives bursts more room.")}};
}

Wording echoRequest(const EventFacts &f)
{
    return {
        DatagramExplanations::tr("ICMP message sent • %1").arg(bytesText(f.event.bytes)),
        {DatagramExplanations::tr("An ICMP message of %1 went to %2; ping sends the same.")
             .arg(bytesText(f.event.bytes), peerText(f)),
         DatagramExplanations::tr(
             "Its first byte is the type: 8 asks for an echo (128 with IPv6); identifier and number let the "
             "sender recognise the reply."),
         DatagramExplanations::tr(
             "ICMP has no ports: the kernel of the other machine answers, no program.")}};
}

Wording echoReply(const EventFacts &f)
{
    return {DatagramExplanations::tr("ICMP message received • %1").arg(bytesText(f.event.bytes)),
            {DatagramExplanations::tr("An ICMP message of %1 came from %2.")
                 .arg(bytesText(f.event.bytes), peerText(f)),
             f.event.transport == Transport::RawIcmp
                 ? DatagramExplanations::tr(
                     "With IPv4, a raw socket gets the IP header in front of it: mostly 20 bytes, then the "
                     "type.")
                 : DatagramExplanations::tr("A ping socket gets the message without the IP header."),
             f.event.transport == Transport::RawIcmp
                 ? DatagramExplanations::tr(
                     "It sees every ICMP packet of this machine; over loopback so also its own request (8) "
                     "before the reply (0).")
                 : DatagramExplanations::tr("It sees only replies to its own requests.")}};
}

} // namespace

QList<ExplanationEntry> datagramExplanations()
{
    return {
        {Situation::DatagramArrived, arrived},     {Situation::DatagramUnread, unread},
        {Situation::DatagramOutside, outside},     {Situation::DatagramEmpty, empty},
        {Situation::DatagramRead, read},           {Situation::DatagramReadOutside, readOutside},
        {Situation::DatagramReadEmpty, readEmpty}, {Situation::DatagramCut, cut},
        {Situation::DatagramsDropped, dropped},    {Situation::EchoRequest, echoRequest},
        {Situation::EchoReply, echoReply},
    };
}

} // namespace bothends
