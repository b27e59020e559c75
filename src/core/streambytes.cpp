// SPDX-License-Identifier: MIT
#include "core/streambytes.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>

namespace bothends {

namespace {

using Kind = StreamSequence::Kind;

constexpr qint64 kLongestCharacter = 4;
constexpr uchar kAlwaysAlone = 0x30; // bytes below are no part of a longer character in GB18030, GBK, Big5

Kind kindOf(ByteSequence::Kind kind)
{
    switch (kind) {
    case ByteSequence::Kind::Character:
        return Kind::Character;
    case ByteSequence::Kind::Invalid:
        return Kind::Invalid;
    case ByteSequence::Kind::Incomplete:
        break;
    }
    return Kind::Incomplete;
}

// How many first bytes behind bytes that are gone end a character that began there; only UTF-8 tells.
qint64 restBehindGap(TextEncoding encoding, const QByteArray &bytes)
{
    qint64 rest = 0;
    while (encoding == TextEncoding::Utf8 && rest < bytes.size() && rest < kLongestCharacter - 1
           && (uchar(bytes.at(rest)) & 0xc0) == 0x80)
        ++rest;
    return rest;
}

void appendPiece(std::vector<StreamPiece> &pieces, qint64 offset, qint64 length, const QByteArray &bytes)
{
    if (length <= 0)
        return;
    const bool isKept = !bytes.isEmpty();
    if (!pieces.empty() && pieces.back().isKept == isKept) {
        pieces.back().bytes += bytes;
        pieces.back().length += length;
    } else {
        pieces.push_back({offset, length, bytes, isKept});
    }
}

} // namespace

StreamBytes::StreamBytes(const Readings &readings, quint32 connection, Side side, bool isSent)
    : m_journal(&readings.journal)
    , m_connections(&readings.connections)
    , m_texts(&readings.texts)
    , m_connection(connection)
    , m_side(side)
    , m_isSent(isSent)
{
}

StreamBytes StreamBytes::around(const Readings &readings, qsizetype row)
{
    const Event &event = readings.journal.at(row);
    StreamBytes stream(readings, event.connection, event.side,
                       event.kind == EventKind::Sent || event.kind == EventKind::Segment);
    stream.m_isDatagrams = !isStream(event.transport);
    if (event.kind == EventKind::Peeked || event.kind == EventKind::Line || event.connection == 0)
        stream.m_alone = {0, event.bytes, row};
    return stream;
}

qint64 StreamBytes::numberOf(const StreamRange &row) const
{
    if (m_alone)
        return 1;
    const StreamRanges all = ranges();
    if (!m_isDatagrams) // captured ones may be out of order
        return qint64(all.placeBehind(row.offset)) + 1;
    const RowSpan rows = all.rows();
    return std::lower_bound(rows.begin(), rows.end(), row.row) - rows.begin() + 1;
}

QByteArray StreamBytes::bytesOf(const StreamRange &row, qint64 place, qint64 length) const
{
    const Event &event = m_journal->at(row.row);
    if (event.kind == EventKind::Segment) // its first bytes may have passed before
        return m_journal->payload(row.row).mid(place + qint64(row.offset - event.streamOffset), length);
    if (!event.detail || event.detail->file.isEmpty())
        return m_journal->payload(row.row).mid(place, length);
    QFile file(event.detail->file);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(event.detail->fileOffset + place))
        return {};
    return file.read(qMin(length, row.length - place));
}

Side StreamBytes::writer() const
{
    return (m_side == Side::Server) == m_isSent ? Side::Server : Side::Client;
}

bool StreamBytes::operator==(const StreamBytes &other) const
{
    return m_journal == other.m_journal && m_connection == other.m_connection && m_side == other.m_side
        && m_isSent == other.m_isSent && aloneRow() == other.aloneRow();
}

StreamRanges StreamBytes::ranges() const
{
    return m_isSent ? m_connections->sentRanges(m_connection, m_side)
                    : m_connections->receivedRanges(m_connection, m_side);
}

size_t StreamBytes::rangeCount() const
{
    return m_alone ? 1 : ranges().size();
}

StreamRange StreamBytes::rangeAt(size_t place) const
{
    return m_alone ? *m_alone : ranges().at(place);
}

size_t StreamBytes::placeAt(qint64 offset) const
{
    const auto wanted = quint64(qMax<qint64>(0, offset));
    if (m_alone)
        return wanted < m_alone->end() ? 0 : 1;
    return ranges().placeBehind(wanted);
}

qint64 StreamBytes::size() const
{
    const size_t count = rangeCount();
    return count == 0 ? 0 : qint64(rangeAt(count - 1).end());
}

std::vector<StreamPiece> StreamBytes::read(qint64 offset, qint64 length) const
{
    std::vector<StreamPiece> pieces;
    qint64 at = qMax<qint64>(0, offset);
    const qint64 end = length > size() - at ? size() : at + length;
    const size_t count = rangeCount();
    for (size_t place = placeAt(at); place < count && at < end; ++place) {
        const StreamRange range = rangeAt(place);
        const qint64 begin = qint64(range.offset);
        if (begin > at) { // never with our own engine
            appendPiece(pieces, at, qMin(begin, end) - at, {});
            at = begin;
        }
        const qint64 part = qMin(qint64(range.end()), end) - at;
        if (part <= 0)
            continue;
        const QByteArray bytes = bytesOf(range, at - begin, part);
        appendPiece(pieces, at, part, bytes.size() == part ? bytes : QByteArray());
        at += part;
    }
    return pieces;
}

std::optional<StreamRange> StreamBytes::rowAt(qint64 offset) const
{
    const size_t place = placeAt(offset);
    if (offset < 0 || place >= rangeCount())
        return std::nullopt;
    const StreamRange range = rangeAt(place);
    return qint64(range.offset) <= offset ? std::optional(range) : std::nullopt;
}

std::vector<StreamRange> StreamBytes::rowsIn(qint64 offset, qint64 length) const
{
    std::vector<StreamRange> rows;
    const size_t count = rangeCount();
    for (size_t place = placeAt(offset); place < count; ++place) {
        const StreamRange range = rangeAt(place);
        if (qint64(range.offset) >= offset + length)
            break;
        if (range.length > 0) // an empty datagram has no place among the bytes
            rows.push_back(range);
    }
    return rows;
}

StreamRange StreamBytes::range(qsizetype row) const
{
    if (m_alone)
        return *m_alone;
    const Event &event = m_journal->at(row);
    return {event.streamOffset, event.bytes, row};
}

TextEncoding StreamBytes::encoding() const
{
    return m_texts->encoding(m_connection);
}

std::optional<uchar> StreamBytes::byteAt(qint64 offset) const
{
    const std::optional<StreamRange> range = rowAt(offset);
    if (!range)
        return std::nullopt;
    const QByteArray byte = bytesOf(*range, offset - qint64(range->offset), 1);
    return byte.isEmpty() ? std::nullopt : std::optional<uchar>(uchar(byte.front()));
}

qint64 StreamBytes::safeStart(qint64 offset) const
{
    switch (encoding()) {
    case TextEncoding::Utf8:
        return safeStartUtf8(offset);
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
        return safeStartUtf16(offset);
    case TextEncoding::Gb18030:
    case TextEncoding::Gbk:
    case TextEncoding::Big5:
        return safeStartMultiByte(offset);
    case TextEncoding::Latin1:
        break;
    }
    return offset;
}

// Any byte but 10xxxxxx begins a sequence. Four of those in a row are no character, wherever one starts.
qint64 StreamBytes::safeStartUtf8(qint64 offset) const
{
    for (qint64 at = offset; at > offset - kLongestCharacter && at >= 0; --at) {
        const std::optional<uchar> byte = byteAt(at);
        if (!byte)
            return qMin(at + 1, offset);
        if ((*byte & 0xc0) != 0x80)
            return at;
    }
    return offset;
}

// Units are two bytes, counted from the beginning of the stream; a low surrogate has one before it.
qint64 StreamBytes::safeStartUtf16(qint64 offset) const
{
    const qint64 even = offset & ~qint64(1);
    const qint64 place = encoding() == TextEncoding::Utf16Be ? even : even + 1;
    const std::optional<uchar> high = byteAt(place);
    return high && (*high & 0xfc) == 0xdc && even >= 2 ? even - 2 : even;
}

// Half of a character looks like another one, so a place is needed where one surely begins: behind a byte
// that always stands alone, or the beginning of the row, where TextReading knows what is pending.
qint64 StreamBytes::safeStartMultiByte(qint64 offset) const
{
    const std::optional<StreamRange> range = rowAt(offset);
    if (!range)
        return offset;
    const qint64 begin = qint64(range->offset);
    const qint64 first = qMax(begin, offset - kBackUp);
    const QByteArray bytes = bytesOf(*range, first - begin, offset - first);
    if (bytes.size() != offset - first)
        return offset;
    for (qint64 at = offset; at > first; --at) {
        if (uchar(bytes.at(at - 1 - first)) < kAlwaysAlone)
            return at;
    }
    if (first > begin)
        return begin + (first - begin) / kLongestCharacter * kLongestCharacter;
    const qint64 start = begin - m_texts->rowText(range->row, kLongestCharacter).carried;
    return start < begin && byteAt(start) && byteAt(begin - 1) ? start : begin;
}

std::vector<StreamSequence> StreamBytes::datagramSequences(qint64 begin, qint64 end) const
{
    std::vector<StreamSequence> found;
    const auto add = [&found, begin, end](qint64 at, qint64 size, Kind kind, char32_t c) {
        if (at + size > begin && at < end && size > 0)
            found.push_back({at, size, kind, c});
    };
    for (const StreamRange &datagram : rowsIn(begin, end - begin)) {
        const QByteArray bytes = bytesOf(datagram, 0, datagram.length);
        const auto offset = qint64(datagram.offset);
        if (bytes.size() != datagram.length) {
            const qint64 from = qMax(begin, offset);
            add(from, qMin(qint64(datagram.end()), end) - from, Kind::Gone, 0);
            continue;
        }
        for (qint64 at = 0; at < datagram.length && offset + at < end;) {
            const ByteSequence one = firstSequence(
                encoding(), QByteArrayView(bytes).sliced(at, qMin(kLongestCharacter, datagram.length - at)));
            const Kind kind = kindOf(one.kind);
            add(offset + at, one.length, kind == Kind::Incomplete ? Kind::Invalid : kind, one.character);
            at += qMax(1, one.length);
        }
    }
    return found;
}

std::vector<StreamSequence> StreamBytes::sequences(qint64 offset, qint64 length) const
{
    std::vector<StreamSequence> found;
    const qint64 begin = qMax<qint64>(0, offset);
    const qint64 end = length > size() - begin ? size() : begin + length;
    if (begin >= end)
        return found;
    if (m_isDatagrams)
        return datagramSequences(begin, end);
    const auto add = [&found, begin, end](qint64 at, qint64 size, Kind kind, char32_t c) {
        if (at + size > begin && at < end && size > 0)
            found.push_back({at, size, kind, c});
    };
    const qint64 from = safeStart(begin);
    const std::vector<StreamPiece> pieces = read(from, end - from + kLongestCharacter - 1);
    for (const StreamPiece &piece : pieces) {
        if (!piece.isKept) {
            add(piece.offset, qMin(piece.end(), end) - piece.offset, Kind::Gone, 0);
            continue;
        }
        qint64 at = 0;
        const std::optional<StreamRange> row = rowAt(piece.offset);
        if (row && qint64(row->offset) == piece.offset && !byteAt(piece.offset - 1)) {
            at = piece.offset == 0 ? 0 : restBehindGap(encoding(), piece.bytes);
            add(piece.offset, at, Kind::Incomplete, 0);
        }
        while (at < piece.length && piece.offset + at < end) {
            const QByteArrayView rest(piece.bytes);
            const ByteSequence one
                = firstSequence(encoding(), rest.sliced(at, qMin(kLongestCharacter, piece.length - at)));
            add(piece.offset + at, one.length, kindOf(one.kind), one.character);
            at += qMax(1, one.length);
        }
    }
    return found;
}

} // namespace bothends
