// SPDX-License-Identifier: MIT
#pragma once

#include "core/textencoding.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <array>
#include <utility>

namespace bothends {

/// A range of a text: start and length in UTF-16 units.
using TextRange = std::pair<qsizetype, qsizetype>;
/// Ranges in ascending order that neither overlap nor touch.
using TextRanges = QList<TextRange>;

/// Adds a range at the end of `ranges`, joining it to the last one where they touch.
void appendRange(TextRanges &ranges, qsizetype start, qsizetype length);

/// The sequence at the front of some bytes.
struct ByteSequence
{
    enum class Kind : quint8 {
        Character, ///< `length` bytes are `character`
        Invalid, ///< `length` bytes that are no character in this encoding
        Incomplete, ///< all the bytes, fewer than four: the beginning of a character
    };
    Kind kind = Kind::Incomplete;
    int length = 0;
    char32_t character = 0;
};

/// Which bytes form the first character of `bytes`, for callers that need the borders of characters;
/// StreamDecoder is the quicker way to a text. Empty `bytes` are Incomplete with length 0.
/// UTF-8 as in RFC 3629, GB18030 and GBK and Big5 as in https://encoding.spec.whatwg.org/ with the
/// mappings of MultiByteTable.
ByteSequence firstSequence(TextEncoding encoding, QByteArrayView bytes);

/// What one chunk of a stream adds to the text of the stream.
struct DecodedChunk
{
    QString text; ///< invalid bytes appear as escapes: `\xff`, lower-case, always four characters
    TextRanges escapes; ///< the parts of `text` that are escapes and not characters of the peer
    int cutAtStart = 0; ///< number of first bytes that belong to a character begun in an earlier chunk
    int cutAtEnd = 0; ///< number of last bytes that belong to a character which is not complete yet
};

/// Turns the bytes of one direction of one connection into text, chunk by chunk.
///
/// A read may end in the middle of a character. Such a character is whole in the joined text (in the
/// chunk that completes it), and the chunks say where they are cut. A chunk that lies inside one
/// character has all its bytes in both cuts. Bytes that turn out to be no character are escaped in the
/// chunk where that becomes known. No byte ever vanishes: a byte order mark is the character U+FEFF.
/// However the bytes are split into chunks, the joined text is the same. Any thread, one at a time.
class StreamDecoder
{
public:
    explicit StreamDecoder(TextEncoding encoding = TextEncoding::Utf8);

    DecodedChunk decode(QByteArrayView bytes);

    /// At the end of the stream: what is pending can no longer be completed and becomes escapes.
    /// Afterwards the decoder is ready for a new stream.
    DecodedChunk finish();

    int pendingBytes() const { return m_pendingSize; } ///< 0 to 3
    void reset() { m_pendingSize = 0; }
    TextEncoding encoding() const { return m_encoding; }

private:
    template <typename Reader> DecodedChunk decodeWith(const Reader &reader, QByteArrayView bytes);

    TextEncoding m_encoding;
    int m_pendingSize = 0;
    std::array<uchar, 4> m_pending{};
};

} // namespace bothends
