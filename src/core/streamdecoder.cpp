// SPDX-License-Identifier: MIT
#include "core/streamdecoder.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace bothends {

namespace {

using Kind = ByteSequence::Kind;

ByteSequence character(char32_t c, int length)
{
    return {Kind::Character, length, c};
}

ByteSequence invalid(int length)
{
    return {Kind::Invalid, length, 0};
}

ByteSequence incomplete(qsizetype length)
{
    return {Kind::Incomplete, int(length), 0};
}

// A reader knows the form of one encoding. first() looks at a non-empty piece of bytes and must not
// change its mind when more bytes follow, except after Incomplete: else chunks would change the text.

struct Utf8Reader
{
    static constexpr bool keepsAscii = true;

    // RFC 3629 section 4. The second byte decides about overlong forms, surrogates and values above
    // U+10FFFF, so a sequence is refused as early as that.
    ByteSequence first(const uchar *p, const uchar *end) const
    {
        const uchar lead = *p;
        if (lead < 0x80)
            return character(lead, 1);
        if (lead < 0xc2 || lead > 0xf4)
            return invalid(1);
        const int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        uchar low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        uchar high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        char32_t c = lead & (0x7fU >> length);
        for (int i = 1; i < length; ++i) {
            if (p + i == end)
                return incomplete(i);
            if (p[i] < low || p[i] > high)
                return invalid(i);
            c = c << 6 | (p[i] & 0x3f);
            low = 0x80;
            high = 0xbf;
        }
        return character(c, length);
    }
};

struct MultiByteReader
{
    static constexpr bool keepsAscii = true;
    const MultiByteTable &table;

    // Where the form is broken, only the first byte is given up: what follows may well be the beginning
    // of something (think of a line feed after half a character).
    ByteSequence first(const uchar *p, const uchar *end) const
    {
        if (const char32_t c = table.single(p[0]); c != 0 || p[0] == 0)
            return character(c, 1);
        if (!MultiByteTable::isLead(p[0]))
            return invalid(1);
        if (end - p < 2)
            return incomplete(end - p);
        if (table.hasQuads() && MultiByteTable::isDigit(p[1]))
            return firstQuad(p, end);
        if (!table.isPair(p[0], p[1]))
            return invalid(1);
        const char32_t c = table.pair(p[0], p[1]);
        return c != 0 ? character(c, 2) : invalid(2);
    }

    ByteSequence firstQuad(const uchar *p, const uchar *end) const
    {
        if (end - p < 3)
            return incomplete(end - p);
        if (!MultiByteTable::isLead(p[2]))
            return invalid(1);
        if (end - p < 4)
            return incomplete(end - p);
        if (!MultiByteTable::isDigit(p[3]))
            return invalid(1);
        const char32_t c = table.quad(p[0], p[1], p[2], p[3]);
        return c != 0 ? character(c, 4) : invalid(4);
    }
};

template <bool isBigEndian> struct Utf16Reader
{
    static constexpr bool keepsAscii = false;

    static char16_t unit(const uchar *p)
    {
        return isBigEndian ? qFromBigEndian<quint16>(p) : qFromLittleEndian<quint16>(p);
    }

    ByteSequence first(const uchar *p, const uchar *end) const
    {
        if (end - p < 2)
            return incomplete(end - p);
        const char16_t high = unit(p);
        if (!QChar::isSurrogate(high))
            return character(high, 2);
        if (QChar::isLowSurrogate(high))
            return invalid(2);
        if (end - p < 4)
            return incomplete(end - p);
        const char16_t low = unit(p + 2);
        return QChar::isLowSurrogate(low) ? character(QChar::surrogateToUcs4(high, low), 4) : invalid(2);
    }
};

struct Latin1Reader
{
    static constexpr bool keepsAscii = true;
    ByteSequence first(const uchar *p, const uchar *) const { return character(*p, 1); }
};

template <typename Use> auto withReader(TextEncoding encoding, Use use)
{
    switch (encoding) {
    case TextEncoding::Gb18030:
    case TextEncoding::Gbk:
    case TextEncoding::Big5:
        return use(MultiByteReader{MultiByteTable::of(encoding)});
    case TextEncoding::Utf16Le:
        return use(Utf16Reader<false>{});
    case TextEncoding::Utf16Be:
        return use(Utf16Reader<true>{});
    case TextEncoding::Latin1:
        return use(Latin1Reader{});
    case TextEncoding::Utf8:
        break;
    }
    return use(Utf8Reader{});
}

// Writes the text of a chunk. One unit a byte is enough as long as all is valid; the spare room for
// escapes, which take four, is made when the first one comes.
class ChunkWriter
{
public:
    ChunkWriter(DecodedChunk &chunk, qsizetype byteCount)
        : m_chunk(chunk)
    {
        m_chunk.text = QString(byteCount, Qt::Uninitialized);
        m_out = m_begin = m_chunk.text.data();
    }

    void put(char32_t c)
    {
        if (c < 0x10000) {
            *m_out++ = QChar(char16_t(c));
        } else {
            *m_out++ = QChar(QChar::highSurrogate(c));
            *m_out++ = QChar(QChar::lowSurrogate(c));
        }
    }

    void putAscii8(const uchar *bytes)
    {
        for (int i = 0; i < 8; ++i) // a fixed count becomes one vector instruction
            m_out[i] = QChar(char16_t(bytes[i]));
        m_out += 8;
    }

    void escape(const uchar *bytes, int count)
    {
        constexpr char digits[] = "0123456789abcdef";
        appendRange(m_chunk.escapes, m_out - m_begin, qsizetype(4) * count);
        for (int i = 0; i < count; ++i) {
            makeRoom();
            *m_out++ = u'\\';
            *m_out++ = u'x';
            *m_out++ = QLatin1Char(digits[bytes[i] >> 4]);
            *m_out++ = QLatin1Char(digits[bytes[i] & 0xf]);
        }
    }

    void end()
    {
        m_chunk.text.resize(m_out - m_begin);
        // The text may be kept for hours; Chinese in UTF-8 would hold three times what it needs.
        if (m_chunk.text.capacity() > 2 * m_chunk.text.size())
            m_chunk.text.squeeze();
    }

private:
    void makeRoom()
    {
        constexpr int needed = 3; // an escape is four units where one is reserved
        if (m_spare < needed) {
            const qsizetype used = m_out - m_begin;
            const qsizetype growth = std::max<qsizetype>(m_chunk.text.size() / 2, 64);
            m_chunk.text.resize(m_chunk.text.size() + growth);
            m_begin = m_chunk.text.data();
            m_out = m_begin + used;
            m_spare += growth;
        }
        m_spare -= needed;
    }

    DecodedChunk &m_chunk;
    QChar *m_begin = nullptr;
    QChar *m_out = nullptr;
    qsizetype m_spare = 0;
};

bool isAscii8(const uchar *bytes)
{
    quint64 word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    return (word & Q_UINT64_C(0x8080808080808080)) == 0;
}

const uchar *bytesOf(QByteArrayView bytes)
{
    return reinterpret_cast<const uchar *>(bytes.data());
}

} // namespace

void appendRange(TextRanges &ranges, qsizetype start, qsizetype length)
{
    if (!ranges.isEmpty() && ranges.constLast().first + ranges.constLast().second == start)
        ranges.last().second += length;
    else
        ranges.append({start, length});
}

ByteSequence firstSequence(TextEncoding encoding, QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    const uchar *begin = bytesOf(bytes);
    const uchar *end = begin + bytes.size();
    return withReader(encoding, [begin, end](const auto &reader) { return reader.first(begin, end); });
}

StreamDecoder::StreamDecoder(TextEncoding encoding)
    : m_encoding(encoding)
{
}

DecodedChunk StreamDecoder::decode(QByteArrayView bytes)
{
    return withReader(m_encoding, [this, bytes](const auto &reader) { return decodeWith(reader, bytes); });
}

template <typename Reader> DecodedChunk StreamDecoder::decodeWith(const Reader &reader, QByteArrayView bytes)
{
    DecodedChunk chunk;
    ChunkWriter out(chunk, m_pendingSize + bytes.size());
    const auto write = [&out](const ByteSequence &sequence, const uchar *p) {
        if (sequence.kind == Kind::Character)
            out.put(sequence.character);
        else
            out.escape(p, sequence.length);
    };
    const uchar *p = bytesOf(bytes);
    const uchar *const end = p + bytes.size();

    if (m_pendingSize > 0) {
        // The pending bytes and a few of the new ones, side by side. Four bytes always decide, so what
        // is incomplete here is incomplete because the chunk ends.
        std::array<uchar, 8> joined{};
        const int pendingSize = m_pendingSize;
        const int taken = int(std::min<qsizetype>(4, end - p));
        const int joinedSize = pendingSize + taken;
        std::copy_n(m_pending.data(), pendingSize, joined.data());
        std::copy_n(p, taken, joined.data() + pendingSize);
        int at = 0;
        while (at < pendingSize) {
            const ByteSequence sequence = reader.first(joined.data() + at, joined.data() + joinedSize);
            if (sequence.kind == Kind::Incomplete) {
                chunk.cutAtStart = chunk.cutAtEnd = taken;
                m_pendingSize = joinedSize - at;
                std::copy_n(joined.data() + at, m_pendingSize, m_pending.data());
                out.end();
                return chunk;
            }
            write(sequence, joined.data() + at);
            at += sequence.length;
            if (sequence.kind == Kind::Character)
                chunk.cutAtStart = std::max(0, at - pendingSize);
        }
        p += at - pendingSize;
    }

    while (p < end) {
        if constexpr (Reader::keepsAscii) {
            if (end - p >= 8 && isAscii8(p)) {
                out.putAscii8(p);
                p += 8;
                continue;
            }
        }
        const ByteSequence sequence = reader.first(p, end);
        if (sequence.kind == Kind::Incomplete)
            break;
        write(sequence, p);
        p += sequence.length;
    }
    m_pendingSize = 0;
    for (; p < end; ++p)
        m_pending[size_t(m_pendingSize++)] = *p;
    chunk.cutAtEnd = m_pendingSize;
    out.end();
    return chunk;
}

DecodedChunk StreamDecoder::finish()
{
    DecodedChunk chunk;
    ChunkWriter out(chunk, m_pendingSize);
    if (m_pendingSize > 0)
        out.escape(m_pending.data(), m_pendingSize);
    out.end();
    m_pendingSize = 0;
    return chunk;
}

} // namespace bothends
