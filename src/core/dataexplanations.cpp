// SPDX-License-Identifier: MIT
#include "core/calltext.h"
#include "core/explanationfacts.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct DataExplanations
{
    Q_DECLARE_TR_FUNCTIONS(bothends::DataExplanations)
};

constexpr size_t kMostParts = 6; // of a sum that still reads well

// ---- How many characters the bytes are ----

QString sumOf(const CharacterCount &count)
{
    QStringList terms;
    for (int width = 1; width < int(count.byWidth.size()); ++width) {
        if (count.byWidth[size_t(width)] > 0)
            terms << u"%1 × %2"_s.arg(charactersText(count.byWidth[size_t(width)]), bytesText(width));
    }
    if (count.cutBytes > 0)
        terms << DataExplanations::tr("%n byte(s) of cut characters", nullptr, count.cutBytes);
    if (count.invalidBytes > 0)
        terms << DataExplanations::tr("%n byte(s) that are no character", nullptr, count.invalidBytes);
    return terms.join(u" + "_s);
}

QString charactersSentence(const EventFacts &f)
{
    const std::optional<CharacterCount> count = f.characters();
    if (!count)
        return {};
    //: For example: “In UTF-8 this is 16 characters × 3 bytes = 48 bytes.”
    return DataExplanations::tr("In %1 this is %2 = %3.")
        .arg(textEncodingName(f.readings.texts.encoding(f.event.connection)), sumOf(*count),
             bytesText(f.event.bytes));
}

// ---- Sent ----

Wording withTitle(const QString &title, const QStringList &sentences)
{
    return {title, sentences};
}

QString greetingTitle(const EventFacts &f)
{
    return DataExplanations::tr("Greeting sent • %1").arg(bytesText(f.event.bytes));
}

QString messageTitle(const EventFacts &f)
{
    return DataExplanations::tr("Message sent • %1").arg(bytesText(f.event.bytes));
}

QString echoTitle(const EventFacts &f)
{
    return DataExplanations::tr("Echo sent • %1").arg(bytesText(f.event.bytes));
}

QString greetingSentence(const EventFacts &f)
{
    return DataExplanations::tr(
               "The server wrote %1 to connection #%2 as soon as it had accepted the client.")
        .arg(bytesText(f.event.bytes), QString::number(f.event.connection));
}

QString messageSentence(const EventFacts &f)
{
    return DataExplanations::tr("The %1 wrote %2 to connection #%3 with one call.")
        .arg(sideWord(f.event.side), bytesText(f.event.bytes), QString::number(f.event.connection));
}

QString echoSentence(const EventFacts &f)
{
    return DataExplanations::tr("The server wrote the %1 of its last read back to connection #%2, unchanged.")
        .arg(bytesText(f.event.bytes), QString::number(f.event.connection));
}

QString readBackSentence(const EventFacts &f)
{
    const std::vector<qsizetype> reads = f.matches();
    const QString later
        = durationText(qMax<qint64>(0, -(f.event.monotonicNs - f.at(reads.back()).monotonicNs)));
    if (reads.size() == 1)
        return DataExplanations::tr("The %1 got all of them with one read, %2 later.")
            .arg(sideWord(f.otherSide()), later);
    return DataExplanations::tr("The %1 needed %n read(s) for them; the last one came %2 later.", nullptr,
                                pluralCount(qint64(reads.size())))
        .arg(sideWord(f.otherSide()), later);
}

QString noBordersSentence()
{
    return DataExplanations::tr(
        "A stream carries bytes, not messages: whoever reads may get them in one read, in several, or "
        "together with the next ones.");
}

QString unreadSentence(const EventFacts &f)
{
    const qint64 unread = f.unreadByPeer(f.matches());
    if (unread == f.event.bytes)
        return DataExplanations::tr("The %1 has read none of these bytes yet.").arg(sideWord(f.otherSide()));
    return DataExplanations::tr("The %1 has read only part of them; still unread: %2 of %3.")
        .arg(sideWord(f.otherSide()), QString::number(unread), bytesText(f.event.bytes));
}

QString whereUnreadSentence(const EventFacts &f)
{
    if (f.isPeerClosed())
        return DataExplanations::tr(
            "That end is closed, so they will never be read: a write that succeeds is no proof of "
            "arrival.");
    const qsizetype now = f.readings.journal.size() - 1;
    const auto there = f.readings.lifeLines.readingAt(f.event.connection, f.otherSide(), now);
    const auto here = f.readings.lifeLines.readingAt(f.event.connection, f.event.side, now);
    if (!there || !here || !f.isTcp())
        return DataExplanations::tr(
            "A write only hands bytes to the kernel: they are on their way, or wait at the other "
            "end until the program reads.");
    return DataExplanations::tr(
               "When the kernel was last asked, %1 waited at the other end to be read and %2 here to be "
               "acknowledged.")
        .arg(bytesText(there->unread), bytesText(here->unacknowledged));
}

QString outsideSentence(const EventFacts &f)
{
    const auto now
        = f.readings.lifeLines.readingAt(f.event.connection, f.event.side, f.readings.journal.size() - 1);
    if (!now || !f.isTcp())
        return DataExplanations::tr(
            "The other end belongs to another program: its reads cannot be seen from here.");
    return DataExplanations::tr(
               "The other end belongs to another program, whose reads cannot be seen from here; its "
               "kernel still owed an acknowledgement for %1 when it was last asked.")
        .arg(bytesText(now->unacknowledged));
}

QString handedSentence()
{
    return DataExplanations::tr(
        "That the write succeeded means that the kernel took the bytes, not that the peer has read "
        "them.");
}

template <QString (*Title)(const EventFacts &), QString (*First)(const EventFacts &)>
Wording readByPeer(const EventFacts &f)
{
    return withTitle(Title(f), {First(f), charactersSentence(f), readBackSentence(f), noBordersSentence()});
}

template <QString (*Title)(const EventFacts &), QString (*First)(const EventFacts &)>
Wording unreadByPeer(const EventFacts &f)
{
    return withTitle(Title(f), {First(f), charactersSentence(f), unreadSentence(f), whereUnreadSentence(f)});
}

template <QString (*Title)(const EventFacts &), QString (*First)(const EventFacts &)>
Wording sentOutside(const EventFacts &f)
{
    return withTitle(Title(f), {First(f), charactersSentence(f), outsideSentence(f), handedSentence()});
}

// ---- Received ----

QString readTitle(const EventFacts &f)
{
    return DataExplanations::tr("Received in one read • %1").arg(bytesText(f.event.bytes));
}

// How the tutorial reads; a larger piece would take it several calls.
QString recvSentence(const EventFacts &f)
{
    constexpr qint64 kTutorialBuffer = 1024;
    if (f.isByCall())
        return DataExplanations::tr(
                   "%1 returned what was there, at most the size of its buffer; the tutorial’s recv(1024) "
                   "blocks until there is something.")
            .arg(shortText(callText(f.event)));
    if (f.event.bytes > kTutorialBuffer)
        return DataExplanations::tr(
            "Here the signal readyRead() came and the program read what was there; the tutorial’s recv(1024) "
            "blocks until there is something, and returns at most 1024 bytes.");
    return DataExplanations::tr(
        "Here the signal readyRead() came and the program read what was there; the tutorial’s "
        "recv(1024) blocks until there is something.");
}

QString wholeSentence(const EventFacts &f)
{
    const qsizetype write = f.matches().front();
    return DataExplanations::tr("The %1 read %2: exactly one write of the %3, %4 after it.")
        .arg(sideWord(f.event.side), bytesText(f.event.bytes), sideWord(f.otherSide()),
             durationText(f.nsSince(write)));
}

QString partSentence(const EventFacts &f)
{
    const qsizetype write = f.matches().front();
    return DataExplanations::tr("The %1 read %2 of one write of %3 by the %4, %5 after it.")
        .arg(sideWord(f.event.side), QString::number(f.event.bytes), bytesText(f.at(write).bytes),
             sideWord(f.otherSide()), durationText(f.nsSince(write)));
}

QString partPlaceSentence(const EventFacts &f)
{
    const qsizetype write = f.matches().front();
    const quint64 from = f.event.streamOffset - f.at(write).streamOffset;
    const int reads = pluralCount(qint64(f.readings.connections.matches(write).size()));
    return DataExplanations::tr("It got bytes %1 to %2 of that write, which took %n read(s) so far.", nullptr,
                                reads)
        .arg(from + 1)
        .arg(from + quint64(f.event.bytes));
}

QString joinedSentence(const EventFacts &f)
{
    const std::vector<qsizetype> writes = f.matches();
    QStringList sizes;
    for (size_t i = 0; i < writes.size() && i < kMostParts; ++i)
        sizes << QString::number(f.overlap(writes[i]));
    if (writes.size() > kMostParts)
        sizes << u"…"_s;
    return DataExplanations::tr("Bytes of %n write(s) came joined in this one read: %1 = %2.", nullptr,
                                pluralCount(qint64(writes.size())))
        .arg(sizes.join(u" + "_s), bytesText(f.event.bytes));
}

QString joinedTimesSentence(const EventFacts &f)
{
    const std::vector<qsizetype> writes = f.matches();
    return DataExplanations::tr("The first was written %1 and the last %2 before the read.")
        .arg(durationText(f.nsSince(writes.front())), durationText(f.nsSince(writes.back())));
}

QString readOutsideSentence(const EventFacts &f)
{
    return DataExplanations::tr("The %1 read %2 from %3, from position %4 of what that end has sent.")
        .arg(sideWord(f.event.side), bytesText(f.event.bytes), shortText(f.event.peer.toString()),
             QString::number(f.event.streamOffset));
}

/// What is true of a read however its characters are cut.
QString matchSentence(const EventFacts &f)
{
    const std::vector<qsizetype> writes = f.matches();
    if (writes.empty() || !f.connection.hasBothEnds())
        return readOutsideSentence(f);
    if (writes.size() > 1)
        return joinedSentence(f);
    return f.at(writes.front()).bytes == f.event.bytes ? wholeSentence(f) : partSentence(f);
}

Wording readWhole(const EventFacts &f)
{
    return {readTitle(f),
            {wholeSentence(f), charactersSentence(f),
             DataExplanations::tr(
                 "That one write becomes one read is luck: a stream keeps no borders between writes."),
             recvSentence(f)}};
}

Wording readPart(const EventFacts &f)
{
    return {readTitle(f),
            {partSentence(f), partPlaceSentence(f), charactersSentence(f),
             DataExplanations::tr(
                 "A read returns what has arrived, so a program must go on reading until it has all that "
                 "it needs.")}};
}

Wording readJoined(const EventFacts &f)
{
    return {
        readTitle(f),
        {joinedSentence(f), joinedTimesSentence(f), charactersSentence(f),
         DataExplanations::tr(
             "A stream keeps no borders between writes: a program that needs messages must mark their ends "
             "or send their lengths.")}};
}

Wording readOutside(const EventFacts &f)
{
    return {readTitle(f),
            {readOutsideSentence(f), charactersSentence(f),
             DataExplanations::tr(
                 "That program is not part of this window, so nobody here knows with how many writes it "
                 "sent them."),
             recvSentence(f)}};
}

QString cutStartSentence(const EventFacts &f)
{
    const int cut = f.readings.texts.rowText(f.row).cutAtStart;
    return DataExplanations::tr("The first %n byte(s) belong to a character that began in the read before.",
                                nullptr, cut);
}

QString cutEndSentence(const EventFacts &f)
{
    const int cut = f.readings.texts.rowText(f.row).cutAtEnd;
    return DataExplanations::tr("The last %n byte(s) begin a character whose rest comes with a later read.",
                                nullptr, cut);
}

QString keptSentence()
{
    return DataExplanations::tr(
        "Decoding each read by itself would spoil it; Python raises UnicodeDecodeError, so keep "
        "such bytes until the rest is there, as here.");
}

Wording readCutAtStart(const EventFacts &f)
{
    return {readTitle(f), {matchSentence(f), cutStartSentence(f), charactersSentence(f), keptSentence()}};
}

Wording readCutAtEnd(const EventFacts &f)
{
    return {readTitle(f), {matchSentence(f), cutEndSentence(f), charactersSentence(f), keptSentence()}};
}

Wording readCutAtBothEnds(const EventFacts &f)
{
    return {
        readTitle(f),
        {matchSentence(f), cutStartSentence(f), cutEndSentence(f), charactersSentence(f), keptSentence()}};
}

} // namespace

QList<ExplanationEntry> dataExplanations()
{
    return {
        {Situation::GreetingRead, readByPeer<greetingTitle, greetingSentence>},
        {Situation::GreetingUnread, unreadByPeer<greetingTitle, greetingSentence>},
        {Situation::GreetingOutside, sentOutside<greetingTitle, greetingSentence>},
        {Situation::MessageRead, readByPeer<messageTitle, messageSentence>},
        {Situation::MessageUnread, unreadByPeer<messageTitle, messageSentence>},
        {Situation::MessageOutside, sentOutside<messageTitle, messageSentence>},
        {Situation::EchoRead, readByPeer<echoTitle, echoSentence>},
        {Situation::EchoUnread, unreadByPeer<echoTitle, echoSentence>},
        {Situation::EchoOutside, sentOutside<echoTitle, echoSentence>},
        {Situation::ReadWhole, readWhole},
        {Situation::ReadPart, readPart},
        {Situation::ReadJoined, readJoined},
        {Situation::ReadOutside, readOutside},
        {Situation::ReadCutAtStart, readCutAtStart},
        {Situation::ReadCutAtEnd, readCutAtEnd},
        {Situation::ReadCutAtBothEnds, readCutAtBothEnds},
    };
}

} // namespace bothends
