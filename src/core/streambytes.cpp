// SPDX-License-Identifier: MIT
#include "core/streambytes.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>

namespace bothends {

namespace {

using Kind = StreamSequence::Kind;
using RangeIterator = std::vector<StreamRange>::const_iterator;

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

// The first range that ends behind `offset`.
RangeIterator rangeAt(const std::vector<StreamRange> &ranges, qint64 offset)
{
    return std::upper_bound(ranges.begin(), ranges.end(), quint64(qMax<qint64>(0, offset)),
                            [](quint64 wanted, const StreamRange &range) { return wanted < range.end(); });
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
        stream.m_alone.push_back({0, event.bytes, row});
    return stream;
}

qint64 StreamBytes::numberOf(const StreamRange &row) const
{
    const std::vector<StreamRange> &all = ranges();
    if (!m_isDatagrams) // captured ones may be out of order
        return rangeAt(all, qint64(row.offset)) - all.begin() + 1;
    const auto it
        = std::lower_bound(all.begin(), all.end(), row.row,
                           [](const StreamRange &range, qsizetype wanted) { return range.row < wanted; });
    return it - all.begin() + 1;
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

const std::vector<StreamRange> &StreamBytes::ranges() const
{
    if (!m_alone.empty())
        return m_alone;
    return m_isSent ? m_connections->sentRanges(m_connection, m_side)
                    : m_connections->receivedRanges(m_connection, m_side);
}

qint64 StreamBytes::size() const
{
    const std::vector<StreamRange> &all = ranges();
    return all.empty() ? 0 : qint64(all.back().end());
}

std::vector<StreamPiece> StreamBytes::read(qint64 offset, qint64 length) const
{
    std::vector<StreamPiece> pieces;
    qint64 at = qMax<qint64>(0, offset);
    const qint64 end = length > size() - at ? size() : at + length;
    const std::vector<StreamRange> &all = ranges();
    for (auto it = rangeAt(all, at); it != all.end() && at < end; ++it) {
        const qint64 begin = qint64(it->offset);
        if (begin > at) { // never with our own engine
            appendPiece(pieces, at, qMin(begin, end) - at, {});
            at = begin;
        }
        const qint64 part = qMin(qint64(it->end()), end) - at;
        if (part <= 0)
            continue;
        const QByteArray bytes = bytesOf(*it, at - begin, part);
        appendPiece(pieces, at, part, bytes.size() == part ? bytes : QByteArray());
        at += part;
    }
    return pieces;
}

std::optional<StreamRange> StreamBytes::rowAt(qint64 offset) const
{
    const std::vector<StreamRange> &all = ranges();
    const auto it = rangeAt(all, offset);
    if (offset < 0 || it == all.end() || qint64(it->offset) > offset)
        return std::nullopt;
    return *it;
}

std::vector<StreamRange> StreamBytes::rowsIn(qint64 offset, qint64 length) const
{
    const std::vector<StreamRange> &all = ranges();
    std::vector<StreamRange> rows;
    for (auto it = rangeAt(all, offset); it != all.end() && qint64(it->offset) < offset + length; ++it) {
        if (it->length > 0) // an empty datagram has no place among the bytes
            rows.push_back(*it);
    }
    return rows;
}

StreamRange StreamBytes::range(qsizetype row) const
{
    if (!m_alone.empty())
        return m_alone.front();
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
            at = m_texts->rowText(row->row, kLongestCharacter).cutAtStart;
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
