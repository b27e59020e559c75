// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace bothends {

/// How the bytes of a connection are read as text, and typed text is turned into bytes.
enum class TextEncoding : quint8 { Utf8, Gb18030, Gbk, Big5, Utf16Le, Utf16Be, Latin1 };

/// All encodings in the order in which they are offered.
QList<TextEncoding> allTextEncodings();

/// The name people know it by (`UTF-8`, `GB18030`, …); also what settings store. Never translated.
QString textEncodingName(TextEncoding encoding);

/// Accepts any letter case and punctuation, and the usual other names (`utf8`, `ISO-8859-1`, `CP936`,
/// `gb2312`). Plain `UTF-16` is refused, because it does not say which byte comes first.
std::optional<TextEncoding> textEncodingFromName(QStringView name);

/// A Unicode code point and how many UTF-16 units it takes (1 or 2).
struct CodePoint
{
    char32_t value = 0;
    int units = 1;
};

/// The code point at `position` of `text`; a lone surrogate comes back as itself.
CodePoint codePointAt(QStringView text, qsizetype position);

/// Adds one code point. (QString::fromUcs4() is no substitute: it takes U+FEFF for a byte order mark.)
inline void appendCodePoint(QString &text, char32_t c)
{
    const auto units = QChar::fromUcs4(c);
    text += QStringView(units);
}

inline bool isSurrogate(char32_t c)
{
    return c >= 0xd800 && c <= 0xdfff;
}

/// One character as bytes; `size` is 0 where the encoding lacks the character.
struct EncodedCharacter
{
    std::array<char, 4> bytes{};
    int size = 0;
};

/// `character` in `encoding`. Surrogates and values above U+10FFFF are not characters.
EncodedCharacter encodeCharacter(TextEncoding encoding, char32_t character);

struct EncodeResult
{
    QByteArray bytes; ///< empty if something could not be encoded
    std::optional<QString> unencodable; ///< the first character that the encoding lacks, whole
    qsizetype position = 0; ///< where that character is, in UTF-16 units of the text
};

/// All of `text` as bytes or nothing: no character is ever replaced or dropped, and no byte order mark
/// is added. A lone surrogate cannot be encoded. Linear in the length of the text; any thread.
EncodeResult encodeText(TextEncoding encoding, const QString &text);

/// The mapping of GB18030, GBK or Big5, read once from Qt's converters (which have it from ICU).
///
/// Qt converts whole strings, but it does not say which bytes made which character, and it loses
/// U+FEFF without an error when it encodes to GBK. With the mapping as a table both are in our hands,
/// and a look-up is quicker too. Only mappings that hold in both directions are used for encoding.
/// Immutable once built; any thread. Without ICU in Qt the tables are empty: then only ASCII is known.
class MultiByteTable
{
public:
    /// The table for one of the three encodings. The first call takes some milliseconds.
    static const MultiByteTable &of(TextEncoding encoding);

    /// The character, or 0 where there is none. Bytes that do not have the right form give 0.
    char32_t single(uchar byte) const { return byte < 0x80 ? byte : m_singles[byte - 0x80]; }
    char32_t pair(uchar lead, uchar trail) const;
    char32_t quad(uchar first, uchar second, uchar third, uchar fourth) const; ///< GB18030 only

    /// Whether the two bytes have the form of a character, known or not.
    bool isPair(uchar lead, uchar trail) const;
    static bool isLead(uchar byte) { return byte >= 0x81 && byte <= 0xfe; }
    static bool isDigit(uchar byte) { return byte >= 0x30 && byte <= 0x39; }
    bool hasQuads() const { return m_encoding == TextEncoding::Gb18030; }

    EncodedCharacter encode(char32_t character) const;

private:
    explicit MultiByteTable(TextEncoding encoding);
    void readDecoder(const char *name);
    void readEncoder(const char *name);
    char32_t decode(const EncodedCharacter &character) const;

    TextEncoding m_encoding;
    std::array<char16_t, 0x80> m_singles{}; // by byte - 0x80
    std::vector<char16_t> m_pairs; // by (lead - 0x80) * 256 + trail
    std::vector<char16_t> m_quads; // by linear index, the part that lies in the BMP
    std::vector<EncodedCharacter> m_encoded; // by BMP code point
};

} // namespace bothends
