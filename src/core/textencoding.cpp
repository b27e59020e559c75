// SPDX-License-Identifier: MIT
#include "core/textencoding.h"

#include <QStringConverter>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// GB18030 numbers its four-byte sequences in one line. The first 39420 are what the BMP has left over
// after one and two bytes; those from 189000 on are U+10000 to U+10FFFF in order; nothing between.
// https://encoding.spec.whatwg.org/#gb18030-decoder
constexpr int gb18030BmpQuads = 39420;
constexpr int gb18030FirstSupplementary = 189000;

int quadIndex(uchar first, uchar second, uchar third, uchar fourth)
{
    return ((first - 0x81) * 10 + (second - 0x30)) * 1260 + (third - 0x81) * 10 + (fourth - 0x30);
}

std::array<char, 4> quadBytes(int index)
{
    return {char(0x81 + index / 12600), char(0x30 + index / 1260 % 10), char(0x81 + index / 10 % 126),
            char(0x30 + index % 10)};
}

EncodedCharacter encoded(std::initializer_list<char32_t> bytes)
{
    EncodedCharacter result;
    for (const char32_t byte : bytes)
        result.bytes[size_t(result.size++)] = char(byte);
    return result;
}

EncodedCharacter encodeUtf8(char32_t c)
{
    if (c < 0x80)
        return encoded({c});
    if (c < 0x800)
        return encoded({0xc0 | c >> 6, 0x80 | (c & 0x3f)});
    if (c < 0x10000)
        return encoded({0xe0 | c >> 12, 0x80 | (c >> 6 & 0x3f), 0x80 | (c & 0x3f)});
    return encoded({0xf0 | c >> 18, 0x80 | (c >> 12 & 0x3f), 0x80 | (c >> 6 & 0x3f), 0x80 | (c & 0x3f)});
}

EncodedCharacter encodeUtf16(char32_t c, bool bigEndian)
{
    const char32_t first = c < 0x10000 ? c : char32_t(QChar::highSurrogate(c));
    const char32_t second = c < 0x10000 ? 0 : char32_t(QChar::lowSurrogate(c));
    EncodedCharacter result = bigEndian ? encoded({first >> 8, first & 0xff, second >> 8, second & 0xff})
                                        : encoded({first & 0xff, first >> 8, second & 0xff, second >> 8});
    result.size = c < 0x10000 ? 2 : 4;
    return result;
}

template <typename Encode> EncodeResult encodeEach(const QString &text, qsizetype bytesPerUnit, Encode encode)
{
    EncodeResult result;
    result.bytes.reserve(text.size() * bytesPerUnit);
    for (qsizetype i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        const EncodedCharacter character
            = isSurrogate(point.value) ? EncodedCharacter{} : encode(point.value);
        if (character.size == 0) {
            result.bytes.clear();
            result.unencodable = text.mid(i, point.units);
            result.position = i;
            return result;
        }
        result.bytes.append(character.bytes.data(), character.size);
        i += point.units;
    }
    return result;
}

} // namespace

QList<TextEncoding> allTextEncodings()
{
    return {TextEncoding::Utf8,    TextEncoding::Gb18030, TextEncoding::Gbk,   TextEncoding::Big5,
            TextEncoding::Utf16Le, TextEncoding::Utf16Be, TextEncoding::Latin1};
}

QString textEncodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return u"UTF-8"_s;
    case TextEncoding::Gb18030:
        return u"GB18030"_s;
    case TextEncoding::Gbk:
        return u"GBK"_s;
    case TextEncoding::Big5:
        return u"Big5"_s;
    case TextEncoding::Utf16Le:
        return u"UTF-16LE"_s;
    case TextEncoding::Utf16Be:
        return u"UTF-16BE"_s;
    case TextEncoding::Latin1:
        return u"Latin-1"_s;
    }
    return {};
}

std::optional<TextEncoding> textEncodingFromName(QStringView name)
{
    QString key;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            key += c.toLower();
    }
    for (const TextEncoding encoding : allTextEncodings()) {
        if (key == textEncodingName(encoding).toLower().remove(u'-'))
            return encoding;
    }
    // Other names in use: IANA's registry of character sets, and the Windows code pages. GB2312 is read
    // as GBK, which contains it: what calls itself GB2312 is seldom limited to it.
    if (key == u"gb2312" || key == u"euccn" || key == u"cp936" || key == u"ms936" || key == u"windows936")
        return TextEncoding::Gbk;
    if (key == u"cp950" || key == u"ms950" || key == u"windows950")
        return TextEncoding::Big5;
    if (key == u"cp54936" || key == u"windows54936")
        return TextEncoding::Gb18030;
    if (key == u"iso88591" || key == u"l1" || key == u"cp819" || key == u"ibm819")
        return TextEncoding::Latin1;
    return std::nullopt;
}

CodePoint codePointAt(QStringView text, qsizetype position)
{
    const QChar first = text[position];
    if (first.isHighSurrogate() && position + 1 < text.size() && text[position + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(first, text[position + 1]), 2};
    return {first.unicode(), 1};
}

EncodedCharacter encodeCharacter(TextEncoding encoding, char32_t character)
{
    if (isSurrogate(character) || character > 0x10ffff)
        return {};
    switch (encoding) {
    case TextEncoding::Utf8:
        return encodeUtf8(character);
    case TextEncoding::Gb18030:
    case TextEncoding::Gbk:
    case TextEncoding::Big5:
        return MultiByteTable::of(encoding).encode(character);
    case TextEncoding::Utf16Le:
        return encodeUtf16(character, false);
    case TextEncoding::Utf16Be:
        return encodeUtf16(character, true);
    case TextEncoding::Latin1:
        return character <= 0xff ? encoded({character}) : EncodedCharacter{};
    }
    return {};
}

EncodeResult encodeText(TextEncoding encoding, const QString &text)
{
    const qsizetype bytesPerUnit = encoding == TextEncoding::Latin1 ? 1 : 2; // a guess that seldom grows
    return encodeEach(text, bytesPerUnit, [encoding](char32_t c) { return encodeCharacter(encoding, c); });
}

// --- MultiByteTable ----------------------------------------------------------------------------------

const MultiByteTable &MultiByteTable::of(TextEncoding encoding)
{
    static const MultiByteTable empty(TextEncoding::Latin1);
    switch (encoding) {
    case TextEncoding::Gb18030: {
        static const MultiByteTable table(TextEncoding::Gb18030);
        return table;
    }
    case TextEncoding::Gbk: {
        static const MultiByteTable table(TextEncoding::Gbk);
        return table;
    }
    case TextEncoding::Big5: {
        static const MultiByteTable table(TextEncoding::Big5);
        return table;
    }
    case TextEncoding::Utf8:
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
    case TextEncoding::Latin1:
        break;
    }
    return empty;
}

MultiByteTable::MultiByteTable(TextEncoding encoding)
    : m_encoding(encoding)
    , m_pairs(0x8000)
    , m_quads(gb18030BmpQuads)
    , m_encoded(0x10000)
{
    const QByteArray name = textEncodingName(encoding).toLatin1();
    const bool isMultiByte = encoding == TextEncoding::Gb18030 || encoding == TextEncoding::Gbk
        || encoding == TextEncoding::Big5;
    if (isMultiByte && QStringDecoder(name.constData()).isValid()) {
        readDecoder(name.constData());
        readEncoder(name.constData());
    }
}

bool MultiByteTable::isPair(uchar lead, uchar trail) const
{
    const uchar firstHighTrail = m_encoding == TextEncoding::Big5 ? 0xa1 : 0x80;
    return isLead(lead) && ((trail >= 0x40 && trail <= 0x7e) || (trail >= firstHighTrail && trail <= 0xfe));
}

char32_t MultiByteTable::pair(uchar lead, uchar trail) const
{
    return isLead(lead) ? m_pairs[size_t(lead - 0x80) * 0x100 + trail] : 0;
}

char32_t MultiByteTable::quad(uchar first, uchar second, uchar third, uchar fourth) const
{
    if (!hasQuads() || !isLead(first) || !isDigit(second) || !isLead(third) || !isDigit(fourth))
        return 0;
    const int index = quadIndex(first, second, third, fourth);
    if (index < gb18030BmpQuads)
        return m_quads[size_t(index)];
    const int supplementary = index - gb18030FirstSupplementary;
    return supplementary >= 0 && supplementary < 0x100000 ? char32_t(supplementary + 0x10000) : 0;
}

EncodedCharacter MultiByteTable::encode(char32_t character) const
{
    if (character < 0x80)
        return encoded({character});
    if (character < 0x10000)
        return m_encoded[character];
    if (!hasQuads() || character > 0x10ffff)
        return {};
    return {quadBytes(int(character - 0x10000) + gb18030FirstSupplementary), 4};
}

char32_t MultiByteTable::decode(const EncodedCharacter &character) const
{
    const auto byte = [&character](size_t i) { return uchar(character.bytes[i]); };
    switch (character.size) {
    case 1:
        return single(byte(0));
    case 2:
        return pair(byte(0), byte(1));
    case 4:
        return quad(byte(0), byte(1), byte(2), byte(3));
    default:
        return 0;
    }
}

// Decodes every sequence there is, each followed by a line feed (which is never part of another
// character), in one go. A line that is not exactly one character is one the converter does not know.
void MultiByteTable::readDecoder(const char *name)
{
    QByteArray input;
    QList<char16_t *> targets;
    const auto add = [&input, &targets](char16_t &target, QByteArrayView bytes) {
        input += bytes;
        input += '\n';
        targets += &target;
    };
    for (int byte = 0x80; byte <= 0xff; ++byte) {
        // A single lead byte would take the line feed with it; alone it is nothing.
        if (!isLead(uchar(byte)))
            add(m_singles[size_t(byte - 0x80)], QByteArray(1, char(byte)));
    }
    for (int lead = 0x81; lead <= 0xfe; ++lead) {
        for (int trail = 0x40; trail <= 0xfe; ++trail) {
            const std::array<char, 2> bytes = {char(lead), char(trail)};
            if (isPair(uchar(lead), uchar(trail)))
                add(m_pairs[size_t(lead - 0x80) * 0x100 + size_t(trail)], bytes);
        }
    }
    for (int index = 0; hasQuads() && index < gb18030BmpQuads; ++index)
        add(m_quads[size_t(index)], quadBytes(index));

    // Named first: the converter keeps a pointer to its state, which a moved object would leave behind.
    QStringDecoder decoder(name);
    const QString decoded = decoder(input);
    const QList<QStringView> lines = QStringView(decoded).split(u'\n');
    if (lines.size() != targets.size() + 1)
        return;
    QStringEncoder encoder(name);
    const QByteArray replacement = encoder(QString(QChar(QChar::ReplacementCharacter)));
    qsizetype offset = 0;
    for (qsizetype i = 0; i < targets.size(); ++i) {
        const qsizetype length = input.indexOf('\n', offset) - offset;
        const QByteArrayView bytes = QByteArrayView(input).sliced(offset, length);
        offset += length + 1;
        if (lines[i].size() != 1 || lines[i][0].isSurrogate())
            continue;
        const QChar c = lines[i][0];
        // U+FFFD stands for "unknown", except in the one sequence that really is U+FFFD (GB18030).
        if (c == QChar::ReplacementCharacter && bytes != replacement)
            continue;
        // Windows gives bytes without a meaning a control or private-use character (0xFF in GBK is
        // U+F8F5). For the reader they are what they are: invalid bytes.
        const bool isMeaningless
            = c.category() == QChar::Other_Control || c.category() == QChar::Other_PrivateUse;
        if (length == 1 && isMeaningless)
            continue;
        *targets[i] = c.unicode();
    }
}

// Encodes all of the BMP in one go, the same way, and keeps what decodes to the same character again.
// That leaves out substitutes ('?'), what the converter drops in silence, and one-way mappings.
void MultiByteTable::readEncoder(const char *name)
{
    QString input;
    QList<char16_t> characters;
    for (char32_t c = 0x80; c < 0x10000; ++c) {
        if (!isSurrogate(c)) {
            characters += char16_t(c);
            input += QChar(char16_t(c));
            input += u'\n';
        }
    }
    QStringEncoder encoder(name);
    const QByteArray output = encoder(input);
    const QList<QByteArray> lines = output.split('\n');
    if (lines.size() != characters.size() + 1)
        return;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        if (lines[i].isEmpty() || lines[i].size() > 4)
            continue;
        EncodedCharacter candidate;
        candidate.size = int(lines[i].size());
        std::copy(lines[i].cbegin(), lines[i].cend(), candidate.bytes.begin());
        if (decode(candidate) == characters[i])
            m_encoded[characters[i]] = candidate;
    }
}

} // namespace bothends
