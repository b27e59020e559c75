// SPDX-License-Identifier: MIT
#include "core/messageformat.h"

#include "core/displaytext.h"
#include "core/streamdecoder.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qsizetype maxFault = 16;

struct NamedEscape
{
    char16_t letter;
    char16_t character;
};
constexpr NamedEscape namedEscapes[] = {
    {u'n', 0x0a}, {u'r', 0x0d}, {u't', 0x09}, {u'0', 0x00},   {u'a', 0x07}, {u'b', 0x08},
    {u'f', 0x0c}, {u'v', 0x0b}, {u'e', 0x1b}, {u'\\', u'\\'}, {u'"', u'"'}, {u'\'', u'\''},
};

// The part [start, end) of what was typed, short enough to quote and without half a character.
QString quoted(QStringView typed, qsizetype start, qsizetype end)
{
    qsizetype length = std::min({end, typed.size(), start + maxFault}) - start;
    const qsizetype next = start + length;
    if (length > 1 && next < typed.size() && typed[next - 1].isHighSurrogate()
        && typed[next].isLowSurrogate())
        --length;
    return typed.sliced(start, length).toString();
}

MessageResult failure(MessageError::Kind kind, QStringView typed, qsizetype start, qsizetype end)
{
    return {{}, MessageError{kind, start, quoted(typed, start, end)}};
}

// ASCII only; QChar and QString::toInt would also take other digits, and signs.
int hexValue(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'a' && u <= u'f')
        return u - u'a' + 10;
    if (u >= u'A' && u <= u'F')
        return u - u'A' + 10;
    return -1;
}

// The number that is exactly `digits` hexadecimal digits at `position`.
std::optional<char32_t> hexNumber(QStringView typed, qsizetype position, int digits)
{
    if (typed.size() - position < digits)
        return std::nullopt;
    char32_t number = 0;
    for (const QChar c : typed.sliced(position, digits)) {
        const int value = hexValue(c);
        if (value < 0)
            return std::nullopt;
        number = number << 4 | char32_t(value);
    }
    return number;
}

// --- Text --------------------------------------------------------------------------------------------

MessageResult textToBytes(const QString &typed, TextEncoding encoding)
{
    const EncodeResult encoded = encodeText(encoding, typed);
    if (encoded.unencodable) {
        return failure(MessageError::Kind::Unencodable, typed, encoded.position,
                       encoded.position + encoded.unencodable->size());
    }
    return {encoded.bytes, std::nullopt};
}

// --- Hex ---------------------------------------------------------------------------------------------

bool isHexSeparator(QChar c)
{
    return c.isSpace() || u",;:"_s.contains(c) || u"\uff0c\uff1b\uff1a\u3001"_s.contains(c);
}

bool isHexPrefix(QStringView typed, qsizetype position)
{
    if (typed.size() - position < 2)
        return false;
    const QChar first = typed[position];
    const QChar second = typed[position + 1];
    return (first == u'0' && (second == u'x' || second == u'X')) || (first == u'\\' && second == u'x');
}

MessageResult hexToBytes(QStringView typed)
{
    using Kind = MessageError::Kind;
    MessageResult result;
    result.bytes.reserve(typed.size() / 2);
    for (qsizetype i = 0; i < typed.size();) {
        if (isHexSeparator(typed[i])) {
            ++i;
            continue;
        }
        const qsizetype start = i;
        if (isHexPrefix(typed, i))
            i += 2;
        const qsizetype digits = i;
        int high = 0;
        // A prefix also ends a group, so that `\xe6\x82` needs nothing between.
        for (; i < typed.size() && !isHexSeparator(typed[i]) && !isHexPrefix(typed, i); ++i) {
            const int value = hexValue(typed[i]);
            if (value < 0)
                return failure(Kind::BadHexDigit, typed, i, i + codePointAt(typed, i).units);
            if ((i - digits) % 2 == 0)
                high = value;
            else
                result.bytes += char(high << 4 | value);
        }
        if (i == digits)
            return failure(Kind::BadHexDigit, typed, start, i);
        if ((i - digits) % 2 != 0)
            return failure(Kind::OddHexDigits, typed, start, i);
    }
    return result;
}

// --- Escapes -----------------------------------------------------------------------------------------

// Collects characters and raw bytes. Characters are encoded a run at a time, and each run knows which
// part of what was typed it came from, so that an error can point at it.
class EscapeReader
{
public:
    EscapeReader(const QString &typed, TextEncoding encoding)
        : m_typed(typed)
        , m_encoding(encoding)
    {
    }

    MessageResult read()
    {
        for (qsizetype i = 0; i < m_typed.size();) {
            if (m_typed[i] == u'\\') {
                const qsizetype length = readEscape(i);
                if (m_error)
                    return {{}, m_error};
                i += length;
            } else {
                const qsizetype next = m_typed.indexOf(u'\\', i);
                const qsizetype end = next < 0 ? m_typed.size() : next;
                m_origins.push_back({m_text.size(), i, 0});
                m_text += QStringView(m_typed).sliced(i, end - i);
                i = end;
            }
        }
        encodeRun();
        if (m_error)
            return {{}, m_error};
        return {m_bytes, std::nullopt};
    }

private:
    struct Origin
    {
        qsizetype inText; // where a piece begins in the run
        qsizetype inTyped; // and where it was typed
        qsizetype escapeLength; // 0: typed unit by unit
    };

    qsizetype readEscape(qsizetype start)
    {
        const QChar letter = start + 1 < m_typed.size() ? m_typed[start + 1] : QChar();
        if (letter == u'x')
            return readNumber(start, 2, true);
        if (letter == u'u')
            return readNumber(start, 4, false);
        if (letter == u'U')
            return readNumber(start, 8, false);
        for (const NamedEscape &named : namedEscapes) {
            if (letter == named.letter) {
                addCharacter(start, 2, named.character);
                return 2;
            }
        }
        const bool isLast = start + 1 >= m_typed.size();
        refuseEscape(start, isLast ? start + 1 : start + 1 + codePointAt(m_typed, start + 1).units);
        return 0;
    }

    qsizetype readNumber(qsizetype start, int digits, bool isByte)
    {
        const qsizetype length = 2 + digits;
        const std::optional<char32_t> number = hexNumber(m_typed, start + 2, digits);
        if (!number || *number > 0x10ffff) {
            refuseEscape(start, start + length);
        } else if (isByte) {
            encodeRun();
            m_bytes += char(*number);
        } else {
            addCharacter(start, length, *number);
        }
        return length;
    }

    void addCharacter(qsizetype start, qsizetype length, char32_t c)
    {
        m_origins.push_back({m_text.size(), start, length});
        appendCodePoint(m_text, c);
    }

    void encodeRun()
    {
        const EncodeResult encoded = encodeText(m_encoding, m_text);
        if (encoded.unencodable) {
            const qsizetype last = encoded.position + encoded.unencodable->size() - 1;
            fail(MessageError::Kind::Unencodable, typedRange(encoded.position).first,
                 typedRange(last).second);
        }
        m_bytes += encoded.bytes;
        m_text.clear();
        m_origins.clear();
    }

    // The start and the end, in what was typed, of the unit at `position` of the run.
    std::pair<qsizetype, qsizetype> typedRange(qsizetype position) const
    {
        const auto isAfter = [](qsizetype value, const Origin &origin) { return value < origin.inText; };
        const Origin &origin = *(std::upper_bound(m_origins.begin(), m_origins.end(), position, isAfter) - 1);
        if (origin.escapeLength > 0)
            return {origin.inTyped, origin.inTyped + origin.escapeLength};
        const qsizetype typed = origin.inTyped + position - origin.inText;
        return {typed, typed + 1};
    }

    void refuseEscape(qsizetype start, qsizetype end)
    {
        encodeRun(); // what stands before may be wrong too, and the first error counts
        fail(MessageError::Kind::BadEscape, start, end);
    }

    void fail(MessageError::Kind kind, qsizetype start, qsizetype end)
    {
        if (!m_error)
            m_error = MessageError{kind, start, quoted(m_typed, start, end)};
    }

    const QString &m_typed;
    TextEncoding m_encoding;
    QByteArray m_bytes;
    QString m_text;
    std::vector<Origin> m_origins;
    std::optional<MessageError> m_error;
};

QString lineEndingText(LineEnding lineEnding)
{
    switch (lineEnding) {
    case LineEnding::None:
        break;
    case LineEnding::Lf:
        return u"\n"_s;
    case LineEnding::CrLf:
        return u"\r\n"_s;
    case LineEnding::Cr:
        return u"\r"_s;
    }
    return {};
}

MessageResult bodyToBytes(const QString &typed, MessageMode mode, TextEncoding encoding)
{
    switch (mode) {
    case MessageMode::Text:
        break;
    case MessageMode::Hex:
        return hexToBytes(typed);
    case MessageMode::Escapes:
        return EscapeReader(typed, encoding).read();
    }
    return textToBytes(typed, encoding);
}

void appendAsInput(QString &input, char32_t c)
{
    for (const NamedEscape &named : namedEscapes) {
        // Quotes need a backslash in other languages, not here.
        if (c == named.character && c != U'"' && c != U'\'') {
            input += u'\\';
            input += QChar(named.letter);
            return;
        }
    }
    if (!isHiddenCharacter(c) && !isMarkCharacter(c))
        appendCodePoint(input, c);
    else
        input += unicodeEscape(c);
}

} // namespace

MessageResult messageToBytes(const QString &typed, MessageMode mode, TextEncoding encoding,
                             LineEnding lineEnding)
{
    MessageResult result = bodyToBytes(typed, mode, encoding);
    if (result.error)
        result.bytes.clear();
    else
        result.bytes += encodeText(encoding, lineEndingText(lineEnding)).bytes;
    return result;
}

QString toEscapedInput(const QByteArray &bytes, TextEncoding encoding)
{
    QString input;
    input.reserve(bytes.size() * 2);
    for (QByteArrayView rest = bytes; !rest.isEmpty();) {
        const ByteSequence sequence = firstSequence(encoding, rest);
        const QByteArrayView part = rest.first(sequence.length);
        rest = rest.sliced(sequence.length);
        // Some characters have several forms in Big5 and GBK; only the one we would send may be text.
        if (sequence.kind == ByteSequence::Kind::Character) {
            const EncodedCharacter sent = encodeCharacter(encoding, sequence.character);
            if (QByteArrayView(sent.bytes.data(), sent.size) == part) {
                appendAsInput(input, sequence.character);
                continue;
            }
        }
        for (const char byte : part)
            input += u"\\x"_s + QString::number(uchar(byte), 16).rightJustified(2, u'0');
    }
    return input;
}

} // namespace bothends
