// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"
#include "core/streamdecoder.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace bothends {

/// A stretch of a stream: either all of its bytes, or the fact that they are no longer kept.
struct StreamPiece
{
    qint64 offset = 0;
    qint64 length = 0;
    QByteArray bytes; ///< empty unless isKept
    bool isKept = false;

    qint64 end() const { return offset + length; }
};

/// Bytes of a stream that belong together in its encoding, most often one character.
struct StreamSequence
{
    enum class Kind : quint8 {
        Character,
        Invalid, ///< no character in this encoding
        Incomplete, ///< a part of a character whose other bytes have not come, or are no longer kept
        Gone, ///< not kept
    };
    qint64 offset = 0;
    qint64 length = 0;
    Kind kind = Kind::Gone;
    char32_t character = 0;

    qint64 end() const { return offset + length; }
};

/// One direction of one connection, as one end of ours saw it, as one addressable run of bytes. Nothing is
/// copied but what is asked for. Bytes that are in a file are read from there, also only what is asked for;
/// where the file is gone or too short by now, they are not kept. What was peeked at, and a line of
/// makefile(), stands alone: it is no part of a stream. It follows the journal: new rows make it longer,
/// dropped payloads make gaps. A value that refers to the readings and must not outlive them; in the
/// journal's thread.
class StreamBytes
{
public:
    /// The stream that a row moved bytes of. @param row of a Sent, Received, Peeked or Line
    static StreamBytes around(const Readings &readings, qsizetype row);

    quint32 connection() const { return m_connection; }
    Side side() const { return m_side; } ///< the end that saw it so
    bool isSent() const { return m_isSent; } ///< else received
    bool isAlone() const { return m_alone.has_value(); }
    /// Made of datagrams, each of which is one row.
    bool isDatagrams() const { return m_isDatagrams; }
    /// Which of the rows of the stream it is, from 1; and how many there are.
    qint64 numberOf(const StreamRange &row) const;
    qint64 rowCount() const { return qint64(ranges().size()); }
    /// The end that the bytes come from.
    Side writer() const;
    bool operator==(const StreamBytes &other) const;

    /// Bytes so far.
    qint64 size() const;
    /// The bytes from `offset` on, at most `length`, without overlap and in order; neighbours that are both
    /// kept, or both gone, are one piece. O(log n + rows touched).
    std::vector<StreamPiece> read(qint64 offset, qint64 length) const;
    /// The row that moved this byte; nothing outside of the stream.
    std::optional<StreamRange> rowAt(qint64 offset) const;
    /// The rows that moved these bytes, rising.
    std::vector<StreamRange> rowsIn(qint64 offset, qint64 length) const;
    StreamRange range(qsizetype row) const;

    TextEncoding encoding() const;
    /// What the bytes mean in the encoding of the connection: everything that touches the range, in order,
    /// so that the first may begin before it and the last end behind it. Reading begins at most kBackUp
    /// bytes earlier, at a place where a character surely begins. (In GB18030, GBK and Big5 a row longer
    /// than that without a byte below 0x30 has no such place; there a guess is made.) No sequence crosses the
    /// border of a datagram: what its end cuts off is Invalid.
    std::vector<StreamSequence> sequences(qint64 offset, qint64 length) const;

    static constexpr qint64 kBackUp = qint64(64) * 1024;

private:
    StreamBytes(const Readings &readings, quint32 connection, Side side, bool isSent);
    /// Of its only row, or of all of its direction.
    size_t rangeCount() const;
    StreamRange rangeAt(size_t place) const;
    /// The place of the first range that ends behind `offset`.
    size_t placeAt(qint64 offset) const;
    StreamRanges ranges() const;
    qsizetype aloneRow() const { return m_alone ? m_alone->row : -1; }
    QByteArray bytesOf(const StreamRange &row, qint64 place, qint64 length) const;
    std::vector<StreamSequence> datagramSequences(qint64 begin, qint64 end) const;
    std::optional<uchar> byteAt(qint64 offset) const;
    qint64 safeStart(qint64 offset) const;
    qint64 safeStartUtf8(qint64 offset) const;
    qint64 safeStartUtf16(qint64 offset) const;
    qint64 safeStartMultiByte(qint64 offset) const;

    const Journal *m_journal;
    const ConnectionIndex *m_connections;
    const TextReading *m_texts;
    quint32 m_connection;
    Side m_side;
    bool m_isSent;
    bool m_isDatagrams = false;
    std::optional<StreamRange> m_alone; // its only row, if it is no part of a stream
};

} // namespace bothends
