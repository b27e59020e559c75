// SPDX-License-Identifier: MIT
#include "core/textreading.h"

#include "core/eventtext.h"
#include "core/icmp.h"
#include "core/streamdecoder.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

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
    constexpr qsizetype kEnough = 8;
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
    connect(&journal, &Journal::appended, this, &TextReading::takeIn);
    if (journal.size() > 0)
        takeIn(0, journal.size() - 1);
}

quint64 TextReading::streamKey(const Event &event)
{
    const bool isSent = event.kind == EventKind::Sent || event.kind == EventKind::Segment;
    const bool isFromServer = (event.side == Side::Server) == isSent;
    // What one end sent and what the other received are two readings of the same stream.
    return (quint64(event.connection) << 2) | (isFromServer ? 2U : 0U) | (isSent ? 1U : 0U);
}

// Read by itself: it neither continues nor is continued.
bool TextReading::isAlone(const Event &event)
{
    if (!isStream(event.transport))
        return true;
    if (event.segment) {
        const SegmentRole role = event.segment->role;
        return event.bytes == 0 || role == SegmentRole::Retransmission || role == SegmentRole::OutOfOrder
            || role == SegmentRole::KeepAlive;
    }
    return event.kind != EventKind::Sent && event.kind != EventKind::Received;
}

void TextReading::takeIn(qsizetype first, qsizetype last)
{
    for (qsizetype row = first; row <= last; ++row)
        readRow(row);
}

void TextReading::readRow(qsizetype row)
{
    const Event &event = m_journal.at(row);
    if (isAlone(event))
        return;
    const quint64 key = streamKey(event);
    if (event.segment && event.segment->role == SegmentRole::AfterGap)
        m_pending.remove(key);
    const QByteArray carried = m_pending.value(key);
    if (!carried.isEmpty())
        m_carried.insert(row, carried);
    const QByteArray tail = incompleteTail(encoding(event.connection), carried, m_journal.payload(row));
    if (tail.isEmpty()) {
        m_pending.remove(key);
    } else {
        m_pending.insert(key, tail);
        m_cutAtEnd.insert(row, int(qMin<qsizetype>(tail.size(), event.bytes)));
    }
}

void TextReading::readAgain(quint32 connection)
{
    for (quint64 stream = 0; stream < 4; ++stream)
        m_pending.remove((quint64(connection) << 2) | stream);
    for (const qsizetype row : m_connections.rows(connection)) {
        m_carried.remove(row);
        m_cutAtEnd.remove(row);
    }
    for (const qsizetype row : m_connections.rows(connection))
        readRow(row);
}

void TextReading::setEncoding(quint32 connection, TextEncoding newEncoding)
{
    if (encoding(connection) == newEncoding) {
        m_encodings.insert(connection, newEncoding);
        return;
    }
    m_encodings.insert(connection, newEncoding);
    readAgain(connection);
    emit encodingChanged(connection);
}

void TextReading::setDefaultEncoding(TextEncoding newEncoding)
{
    if (m_default == newEncoding)
        return;
    m_default = newEncoding;
    for (const quint32 connection : m_connections.connections()) {
        if (!m_encodings.contains(connection)) {
            readAgain(connection);
            emit encodingChanged(connection);
        }
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
    StreamDecoder decoder(encoding(event.connection));
    const QByteArray carried = m_carried.value(row);
    decoder.decode(carried);
    const QByteArrayView part
        = result.isShortened ? QByteArrayView(bytes).first(limit) : QByteArrayView(bytes);
    DecodedChunk chunk = decoder.decode(part);
    if (isAlone(event)) {
        if (!result.isShortened)
            appendChunk(chunk, decoder.finish());
        result.display = toDisplayText(chunk.text, chunk.escapes);
        if (!meaning.isEmpty())
            precede(result.display, bytes.isEmpty() ? meaning : meaning + u" • "_s);
        return result;
    }
    result.display = toDisplayText(chunk.text, chunk.escapes);
    result.cutAtStart = chunk.cutAtStart;
    result.cutAtEnd = m_cutAtEnd.value(row);
    result.carried = int(carried.size());
    result.startBytes = bytes.left(result.cutAtStart);
    result.endBytes = bytes.right(result.cutAtEnd);
    if (result.cutAtStart > 0)
        result.completed = completedCharacter(encoding(event.connection), carried + result.startBytes);
    return result;
}

} // namespace bothends
