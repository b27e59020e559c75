// SPDX-License-Identifier: MIT
#include "core/textreading.h"

#include "core/eventtext.h"
#include "core/icmp.h"
#include "core/streamdecoder.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qsizetype kEnough = 8; // bytes of UTF-8, to see where its characters begin
constexpr uchar kAlwaysAlone = 0x30; // bytes below are no part of a longer character in GB18030, GBK, Big5
constexpr qsizetype kBackUp = qsizetype(16) * 1024; // that are read before a row, at most
constexpr qsizetype kMostKnown = 4096; // rows

/// Puts words of ours, which stand for bytes, in front of a text.
void precede(DisplayText &display, const QString &words)
{
    display.text.prepend(words);
    for (TextRange &range : display.escapes)
        range.first += words.size();
    if (!display.escapes.isEmpty() && display.escapes.constFirst().first == words.size())
        display.escapes.first() = {0, words.size() + display.escapes.constFirst().second}; // they would touch
    else
        display.escapes.prepend({0, words.size()});
}

// The bytes at the end of `carried + bytes` that begin an incomplete character. UTF-8 finds its own
// boundaries, so its last few bytes are enough; the other encodings are read from the start.
QByteArray incompleteTail(TextEncoding encoding, const QByteArray &carried, const QByteArray &bytes)
{
    QByteArrayView toRead(bytes);
    StreamDecoder decoder(encoding);
    if (encoding == TextEncoding::Latin1)
        return {};
    if (encoding == TextEncoding::Utf8 && bytes.size() > kEnough) {
        qsizetype start = bytes.size() - kEnough;
        while (start < bytes.size() && (uchar(bytes.at(start)) & 0xC0) == 0x80)
            ++start;
        toRead = toRead.sliced(start);
    } else {
        decoder.decode(carried);
    }
    decoder.decode(toRead);
    const QByteArray all = carried + bytes.right(kEnough);
    return all.right(decoder.pendingBytes());
}

// The one character that ends where `bytes` end; what stands before it was no character.
QString completedCharacter(TextEncoding encoding, const QByteArray &bytes)
{
    QByteArrayView rest(bytes);
    while (!rest.isEmpty()) {
        const ByteSequence first = firstSequence(encoding, rest);
        if (first.kind == ByteSequence::Kind::Incomplete)
            break;
        rest = rest.sliced(first.length);
        if (first.kind == ByteSequence::Kind::Character && rest.isEmpty()) {
            QString text;
            appendCodePoint(text, first.character);
            return toDisplayText(text).text;
        }
    }
    return {};
}

void appendChunk(DecodedChunk &chunk, const DecodedChunk &next)
{
    for (const TextRange &range : next.escapes)
        appendRange(chunk.escapes, chunk.text.size() + range.first, range.second);
    chunk.text += next.text;
}

} // namespace

TextReading::TextReading(const Journal &journal, const ConnectionIndex &connections, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_connections(connections)
{
}

bool TextReading::isAlone(const PackedEvents::Brief &event)
{
    if (!isStream(event.transport))
        return true;
    if (event.extra && event.extra->segment) {
        const SegmentRole role = event.extra->segment->role;
        return event.bytes == 0 || role == SegmentRole::Retransmission || role == SegmentRole::OutOfOrder
            || role == SegmentRole::KeepAlive;
    }
    return event.kind != EventKind::Sent && event.kind != EventKind::Received;
}

TextReading::Place TextReading::placeOf(const Event &event) const
{
    const bool isSent = event.kind == EventKind::Sent || event.kind == EventKind::Segment;
    const StreamRanges ranges = isSent ? m_connections.sentRanges(event.connection, event.side)
                                       : m_connections.receivedRanges(event.connection, event.side);
    return {ranges, ranges.placeBehind(event.streamOffset)};
}

// Empty if they are no longer kept, or never were here. Of a captured segment, some bytes may have passed
// before.
QByteArray TextReading::bytesOf(const StreamRange &range) const
{
    const auto skipped = qsizetype(range.offset - m_journal.events().streamOffset(range.row));
    return m_journal.payload(range.row).mid(skipped, qsizetype(range.length));
}

// The bytes before a row that begin the character it starts in the middle of.
QByteArray TextReading::carriedBefore(const Event &event) const
{
    switch (const TextEncoding ofRow = encoding(event.connection)) {
    case TextEncoding::Latin1:
        return {};
    case TextEncoding::Utf8:
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
        return carriedInUtf(event, placeOf(event));
    default:
        return carriedInMultiByte(ofRow, event, placeOf(event));
    }
}

// UTF-8 finds its own boundaries, and a unit of UTF-16 begins at each even byte of the stream.
QByteArray TextReading::carriedInUtf(const Event &event, const Place &place) const
{
    const bool isUtf8 = encoding(event.connection) == TextEncoding::Utf8;
    const qsizetype enough = isUtf8 ? kEnough : 4 + qsizetype(event.streamOffset & 1U);
    QByteArray before;
    quint64 begin = event.streamOffset;
    for (size_t i = place.index; i > 0 && before.size() < enough;) {
        const StreamRange range = place.ranges.at(--i);
        const QByteArray bytes = bytesOf(range);
        if (range.end() != begin || bytes.size() != range.length)
            break;
        begin = range.offset;
        before.prepend(bytes.right(enough - before.size()));
    }
    if (!isUtf8 && (before.size() & 1) != qsizetype(event.streamOffset & 1U))
        before.remove(0, 1);
    qsizetype start = 0;
    while (isUtf8 && start < before.size() && (uchar(before.at(start)) & 0xC0) == 0x80)
        ++start;
    StreamDecoder decoder(encoding(event.connection));
    decoder.decode(QByteArrayView(before).sliced(start));
    return before.right(decoder.pendingBytes());
}

// Half of a character looks like another one, so it is read on from a byte that always stands alone, from a
// row that is known, or from the beginning.
QByteArray TextReading::carriedInMultiByte(TextEncoding encoding, const Event &event,
                                           const Place &place) const
{
    const bool hasWholeRows = !place.ranges.rows().empty(); // else one may be there several times
    QByteArray carried;
    std::vector<QByteArray> parts; // of the rows before, the last one first
    qsizetype length = 0;
    size_t first = place.index;
    quint64 begin = event.streamOffset;
    while (first > 0 && length < kBackUp) {
        const StreamRange range = place.ranges.at(first - 1);
        if (range.end() != begin)
            break;
        begin = range.offset;
        if (const auto it = m_carriedAfter.constFind(range.row); it != m_carriedAfter.cend()) {
            carried = *it;
            break;
        }
        const QByteArray bytes = bytesOf(range);
        if (bytes.size() != range.length)
            break;
        const auto alone = std::find_if(bytes.crbegin(), bytes.crend(),
                                        [](char byte) { return uchar(byte) < kAlwaysAlone; });
        --first;
        parts.push_back(bytes.right(alone - bytes.crbegin()));
        length += parts.back().size();
        if (alone != bytes.crend())
            break;
    }
    for (; !parts.empty(); parts.pop_back()) {
        carried = incompleteTail(encoding, carried, parts.back());
        if (m_carriedAfter.size() >= kMostKnown)
            m_carriedAfter.clear();
        if (hasWholeRows)
            m_carriedAfter.insert(place.ranges.at(first++).row, carried);
    }
    return carried;
}

void TextReading::forget()
{
    m_carriedAfter.clear();
}

void TextReading::setEncoding(quint32 connection, TextEncoding newEncoding)
{
    if (encoding(connection) == newEncoding) {
        m_encodings.insert(connection, newEncoding);
        return;
    }
    m_encodings.insert(connection, newEncoding);
    forget();
    emit encodingChanged(connection);
}

void TextReading::setDefaultEncoding(TextEncoding newEncoding)
{
    if (m_default == newEncoding)
        return;
    m_default = newEncoding;
    forget();
    for (const quint32 connection : m_connections.connections()) {
        if (!m_encodings.contains(connection))
            emit encodingChanged(connection);
    }
}

// Of an ICMP packet the headers are no text: their meaning in one line, then what is behind them.
QByteArray TextReading::takeIcmpHeaders(const Event &event, const QByteArray &packet, QString &meaning) const
{
    QByteArray data;
    QStringList words;
    const bool isIpv6 = event.local.isIpv6() || event.peer.isIpv6();
    // The Bytes tab says the same of every byte; a packet that was sent has no IP header either.
    const bool hasIpHeader = event.kind != EventKind::Sent && event.kind != EventKind::Segment;
    const Transport transport = hasIpHeader ? event.transport : Transport::PingIcmp;
    for (const icmp::Field &field :
         icmp::dissect(packet.first(qMin(packet.size(), kRowLimit)), transport, isIpv6)) {
        using Name = icmp::FieldName;
        if (field.name == Name::Type)
            words << field.value;
        else if (field.name == Name::Identifier || field.name == Name::SequenceNumber)
            words << icmp::fieldText(field.name) + u' ' + field.value;
        else if (field.name == Name::Data)
            data = packet.mid(field.offset, field.length);
    }
    if (words.isEmpty())
        return packet; // nothing that we know
    meaning = words.join(u" • "_s);
    return data;
}

DisplayText TextReading::wholeText(TextEncoding encoding, QByteArrayView bytes, bool isEnd)
{
    StreamDecoder decoder(encoding);
    DecodedChunk chunk = decoder.decode(bytes);
    if (isEnd)
        appendChunk(chunk, decoder.finish());
    return toDisplayText(chunk.text, chunk.escapes);
}

TextReading::RowText TextReading::rowText(qsizetype row, qsizetype limit) const
{
    RowText result;
    const Event &event = m_journal.at(row);
    if (event.bytes == 0)
        return result;
    QByteArray bytes = m_journal.payload(row);
    QString meaning;
    if (isIcmp(event.transport) && limit >= 0)
        bytes = takeIcmpHeaders(event, bytes, meaning);
    if (bytes.isEmpty() && meaning.isEmpty()) {
        const bool isData = event.kind == EventKind::Sent || event.kind == EventKind::Received
            || event.kind == EventKind::Segment;
        const QString where = isData ? eventNote(event) : QString();
        result.isElsewhere = !where.isEmpty();
        result.isGone = !result.isElsewhere;
        if (result.isElsewhere)
            result.display = {where, {{0, where.size()}}, false};
        return result;
    }
    result.isShortened = limit >= 0 && bytes.size() > limit;
    const QByteArrayView part
        = result.isShortened ? QByteArrayView(bytes).first(limit) : QByteArrayView(bytes);
    if (isAlone(m_journal.events().brief(row))) {
        result.display = wholeText(encoding(event.connection), part, !result.isShortened);
        if (!meaning.isEmpty())
            precede(result.display, bytes.isEmpty() ? meaning : meaning + u" • "_s);
        return result;
    }
    StreamDecoder decoder(encoding(event.connection));
    const QByteArray carried = carriedBefore(event);
    decoder.decode(carried);
    const DecodedChunk chunk = decoder.decode(part);
    result.display = toDisplayText(chunk.text, chunk.escapes);
    result.cutAtStart = chunk.cutAtStart;
    const QByteArray tail = incompleteTail(encoding(event.connection), carried, bytes);
    result.cutAtEnd = int(qMin<qsizetype>(tail.size(), event.bytes));
    result.carried = int(carried.size());
    result.startBytes = bytes.left(result.cutAtStart);
    result.endBytes = bytes.right(result.cutAtEnd);
    if (result.cutAtStart > 0)
        result.completed = completedCharacter(encoding(event.connection), carried + result.startBytes);
    return result;
}

} // namespace bothends
