// SPDX-License-Identifier: MIT
#include "core/calltext.h"
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// Bytes of a stream, by calls that say more than read and write, and whole files.
struct ByteExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ByteExplanations)
};

QString call(const EventFacts &f)
{
    const QString text = shortText(callText(f.event));
    return text.isEmpty() ? u"read()"_s : text;
}

QString file(const EventFacts &f)
{
    return shortText(fileNameText(f.detail().file));
}

QString sentTitle(const EventFacts &f)
{
    return ByteExplanations::tr("Sent • %1").arg(bytesText(f.event.bytes));
}

QString readTitle(const EventFacts &f)
{
    return ByteExplanations::tr("Received • %1").arg(bytesText(f.event.bytes));
}

QString returnedText(const EventFacts &f)
{
    return ByteExplanations::tr("%1 returned %2 to the %3.")
        .arg(call(f), bytesText(f.event.bytes), sideWord(f.event.side));
}

// ---- Sending ----

Wording sendPartial(const EventFacts &f)
{
    const qint64 left = f.detail().asked - f.event.bytes;
    return {
        sentTitle(f),
        {ByteExplanations::tr("The kernel took %1 of the %2 that it was given, and the call returned that "
                              "number.")
             .arg(QString::number(f.event.bytes), bytesText(f.detail().asked)),
         ByteExplanations::tr("Its send buffer had no more room, because the peer has not taken the rest."),
         f.event.call() == CallName::SendAll
             ? ByteExplanations::tr("sendall() goes on by itself with the other %n byte(s).", nullptr,
                                    pluralCount(left))
             : ByteExplanations::tr("The other %n byte(s) were not sent: it is up to the program to call "
                                    "again with them.",
                                    nullptr, pluralCount(left))}};
}

Wording sendFilePart(const EventFacts &f)
{
    return {sentTitle(f),
            {ByteExplanations::tr("Sent: %1 from position %2 of the file %3.")
                 .arg(bytesText(f.event.bytes), QString::number(f.detail().fileOffset), file(f)),
             ByteExplanations::tr(
                 "With sendfile() the kernel moves them from the file to the socket itself; they never enter "
                 "the program."),
             ByteExplanations::tr(
                 "So they are not kept here, either: the bytes are in the file, and memory stays flat.")}};
}

Wording sendDescriptor(const EventFacts &f)
{
    return {ByteExplanations::tr("A descriptor passed on"),
            {ByteExplanations::tr(
                 "With the %1 of data sendmsg() passed an open descriptor as ancillary data (SCM_RIGHTS).")
                 .arg(bytesText(f.event.bytes)),
             ByteExplanations::tr(
                 "The kernel gives the receiver a descriptor of its own for the same open file, whether it "
                 "may open that file or not."),
             ByteExplanations::tr("Only local sockets can do that.")}};
}

// ---- Receiving ----

Wording readFull(const EventFacts &f)
{
    return {readTitle(f),
            {returnedText(f),
             ByteExplanations::tr("That is exactly the size of its buffer, so more may wait in the kernel."),
             ByteExplanations::tr(
                 "recv(n) returns at most n bytes; it never waits until it has n, and nothing is lost.")}};
}

Wording readInto(const EventFacts &f)
{
    const qint64 asked = qMax(f.detail().asked, f.event.bytes);
    return {readTitle(f),
            {ByteExplanations::tr("%1 filled the first %n cell(s) of a buffer of %2 that was there already.",
                                  nullptr, pluralCount(f.event.bytes))
                 .arg(call(f), bytesText(asked)),
             ByteExplanations::tr(
                 "The %n cell(s) behind them stay untouched: what stood there before still does.", nullptr,
                 pluralCount(asked - f.event.bytes)),
             ByteExplanations::tr(
                 "The call returns the number of bytes, not the bytes; that saves an allocation for each "
                 "read.")}};
}

Wording readWaitAll(const EventFacts &f)
{
    const bool isWhole = f.event.bytes >= f.detail().asked;
    return {
        readTitle(f),
        {returnedText(f),
         ByteExplanations::tr(
             "With MSG_WAITALL the call goes on until the buffer is full, instead of returning what is "
             "there."),
         isWhole
             ? ByteExplanations::tr("All bytes that were asked for are here, however the peer wrote them.")
             : ByteExplanations::tr("It came back early: the stream ended, or an error broke it off.")}};
}

QString ancillaryMeaning(const AncillaryItem &item)
{
    const QString value = shortText(item.value);
    if (item.type.endsWith(u"PKTINFO"_s))
        return ByteExplanations::tr("The packet info says where it came in: %1.").arg(value);
    if (item.type == u"IP_TTL"_s || item.type == u"IPV6_HOPLIMIT"_s)
        return ByteExplanations::tr("It arrived with a TTL of %1; each router on the way takes one off.")
            .arg(value);
    if (item.type.contains(u"TIMESTAMP"_s))
        return ByteExplanations::tr("The kernel received it at %1 (seconds since 1970).").arg(value);
    if (item.type == u"SO_RXQ_OVFL"_s)
        return ByteExplanations::tr("The kernel has dropped %1 datagrams at this socket so far.").arg(value);
    if (item.type == u"SCM_CREDENTIALS"_s)
        return ByteExplanations::tr("The kernel vouches for the sender: %1.").arg(value);
    return ByteExplanations::tr("%1 says: %2.").arg(shortText(item.type), value);
}

Wording readMessage(const EventFacts &f)
{
    const QList<AncillaryItem> &items = f.detail().ancillary;
    QStringList sentences{
        ByteExplanations::tr("recvmsg() returned four things: %1, ancillary data, flags and an address.")
            .arg(bytesText(f.event.bytes))};
    for (const AncillaryItem &item : items.first(qMin<qsizetype>(3, items.size())))
        sentences << ancillaryMeaning(item);
    if (f.detail().returnedFlags.testFlag(MessageFlag::CTrunc))
        sentences << ByteExplanations::tr(
            "MSG_CTRUNC came back: the buffer for ancillary data was too small, and some of it is lost.");
    else if (items.isEmpty())
        sentences << ByteExplanations::tr(
            "There was no ancillary data: an option such as IP_PKTINFO has to ask for it before.");
    else
        sentences << ByteExplanations::tr("Ancillary data tells of the bytes and is none of them.");
    return {readTitle(f), sentences};
}

Wording readDescriptor(const EventFacts &f)
{
    QString value;
    for (const AncillaryItem &item : f.detail().ancillary) {
        if (item.type == u"SCM_RIGHTS"_s)
            value = shortText(item.value);
    }
    return {ByteExplanations::tr("A descriptor received"),
            {ByteExplanations::tr("With %1 of data came an open descriptor of the peer’s (SCM_RIGHTS): %2.")
                 .arg(bytesText(f.event.bytes), value),
             ByteExplanations::tr(
                 "The number is new and of this process; the open file behind it is the same as the peer’s."),
             ByteExplanations::tr("This program looks at it and closes it again.")}};
}

Wording readIntoProgram(const EventFacts &f)
{
    return {
        readTitle(f),
        {ByteExplanations::tr(
             "readline() needed more, so its file object read %1 from the kernel in one large piece.")
             .arg(bytesText(f.event.bytes)),
         ByteExplanations::tr("A second buffer, in the program itself, now holds %1.")
             .arg(bytesText(qMax<qint64>(0, f.detail().inProgram))),
         ByteExplanations::tr(
             "The kernel counts them as read, though the program has not got a line yet; recv() on the same "
             "socket would miss them.")}};
}

Wording readToFile(const EventFacts &f)
{
    return {
        readTitle(f),
        {ByteExplanations::tr("%1 went to the file %2, from its position %3 on.")
             .arg(bytesText(f.event.bytes), file(f), QString::number(f.detail().fileOffset)),
         ByteExplanations::tr("They are not kept in memory as well, so that a large file fits."),
         ByteExplanations::tr("The sizes of the reads are those of the stream; the file knows no borders.")}};
}

Wording readThrownAway(const EventFacts &f)
{
    return {ByteExplanations::tr("Thrown away • %1").arg(bytesText(f.event.bytes)),
            {ByteExplanations::tr("With MSG_TRUNC on a TCP socket, recv() takes bytes and throws them away."),
             ByteExplanations::tr("The program got only their number, %1; the stream goes on behind them.")
                 .arg(f.event.bytes),
             ByteExplanations::tr("With datagrams the same flag means something else: the real size.")}};
}

Wording readAfterShutdown(const EventFacts &f)
{
    return {ByteExplanations::tr("Nothing to read"),
            {ByteExplanations::tr("%1 returned 0 bytes, because shutdown() closed this direction here.")
                 .arg(call(f)),
             ByteExplanations::tr(
                 "It looks like the end of the stream, but the peer did not end it and was not told.")}};
}

Wording peeked(const EventFacts &f)
{
    return {
        ByteExplanations::tr("Looked at • %1").arg(bytesText(f.event.bytes)),
        {ByteExplanations::tr("%1 showed %2 without taking them.").arg(call(f), bytesText(f.event.bytes)),
         ByteExplanations::tr(
             "With MSG_PEEK they stay in the kernel: the next read returns the same bytes again."),
         ByteExplanations::tr("Programs use it to see what protocol somebody speaks before they decide.")}};
}

Wording line(const EventFacts &f)
{
    const qint64 rest = qMax<qint64>(0, f.detail().inProgram);
    return {
        ByteExplanations::tr("A line • %1").arg(bytesText(f.event.bytes)),
        {ByteExplanations::tr("readline() returned %1 up to the line feed, out of the program’s own buffer.")
             .arg(bytesText(f.event.bytes)),
         rest > 0 ? ByteExplanations::tr("There %n byte(s) are left: they have left the kernel, but the "
                                         "program has not got them yet.",
                                         nullptr, pluralCount(rest))
                  : ByteExplanations::tr("Nothing is left there: the next call has to ask the kernel."),
         ByteExplanations::tr("A stream has no lines; makefile() makes them by reading ahead.")}};
}

// ---- Files ----

Wording transferSendBegin(const EventFacts &f)
{
    const qint64 count = f.detail().fileCount;
    return {ByteExplanations::tr("A file begins to be sent"),
            {count < 0 ? ByteExplanations::tr("%1 is sent from position %2 to its end.")
                             .arg(file(f), QString::number(f.detail().fileOffset))
                       : ByteExplanations::tr("To be sent: %1 of %2, from position %3.")
                             .arg(bytesText(count), file(f), QString::number(f.detail().fileOffset)),
             ByteExplanations::tr(
                 "It takes as many calls of sendfile() as the send buffer wants; each is a row of its own."),
             ByteExplanations::tr(
                 "Neither name nor size goes with it: a stream carries only bytes, and a protocol must tell "
                 "the rest.")}};
}

Wording transferSaveBegin(const EventFacts &f)
{
    return {ByteExplanations::tr("What is received is saved"),
            {ByteExplanations::tr("From now on what comes goes to the new file %1.").arg(file(f)),
             ByteExplanations::tr("The name was chosen here: one that a peer sends is never trusted."),
             ByteExplanations::tr("The rows then tell sizes and places; the bytes are in the file.")}};
}

QString rateText(const EventFacts &f)
{
    const qsizetype begin = f.rowBefore(EventKind::TransferBegin);
    return begin < 0 ? QString() : ByteExplanations::tr("It took %1.").arg(durationText(f.nsSince(begin)));
}

Wording transferSendEnd(const EventFacts &f)
{
    return {
        ByteExplanations::tr("The file is sent • %1").arg(bytesText(f.event.bytes)),
        {ByteExplanations::tr("The kernel has taken all of %2: %1.").arg(bytesText(f.event.bytes), file(f)),
         rateText(f),
         ByteExplanations::tr("That they have arrived is not known by this: the last ones may still be on "
                              "their way.")}};
}

Wording transferSaveEnd(const EventFacts &f)
{
    return {
        ByteExplanations::tr("The file is saved • %1").arg(bytesText(f.event.bytes)),
        {ByteExplanations::tr("Written to %2: %1.").arg(bytesText(f.event.bytes), file(f)), rateText(f),
         ByteExplanations::tr("Whether it is complete only the peer’s protocol can tell; a stream’s end is a "
                              "common sign.")}};
}

Wording transferFailed(const EventFacts &f)
{
    return errorWording(
        f, ByteExplanations::tr("The transfer broke off"),
        ByteExplanations::tr("Until then %n byte(s) went.", nullptr, pluralCount(f.event.bytes)));
}

} // namespace

QList<ExplanationEntry> byteCallExplanations()
{
    return {
        {Situation::SendPartial, sendPartial},
        {Situation::SendFilePart, sendFilePart},
        {Situation::SendDescriptor, sendDescriptor},
        {Situation::ReadFull, readFull},
        {Situation::ReadInto, readInto},
        {Situation::ReadWaitAll, readWaitAll},
        {Situation::ReadMessage, readMessage},
        {Situation::ReadDescriptor, readDescriptor},
        {Situation::ReadIntoProgram, readIntoProgram},
        {Situation::ReadToFile, readToFile},
        {Situation::ReadThrownAway, readThrownAway},
        {Situation::ReadAfterShutdown, readAfterShutdown},
        {Situation::Peeked, peeked},
        {Situation::Line, line},
        {Situation::TransferSendBegin, transferSendBegin},
        {Situation::TransferSaveBegin, transferSaveBegin},
        {Situation::TransferSendEnd, transferSendEnd},
        {Situation::TransferSaveEnd, transferSaveEnd},
        {Situation::TransferFailed, transferFailed},
    };
}

} // namespace bothends
