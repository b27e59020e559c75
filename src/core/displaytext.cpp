// SPDX-License-Identifier: MIT
#include "core/displaytext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int maxMarks = 8; // Tibetan and Hebrew with accents stay well below
constexpr int maxSelectors = 1;

bool isIn(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

// What needs no second look; most text is this.
bool isPlain(char32_t c)
{
    return isIn(c, 0x20, 0x7e) || isIn(c, 0x4e00, 0x9fff);
}

bool isEscapeLetter(QChar c)
{
    return isIn(c.unicode(), 0x21, 0x7e);
}

bool isVariationSelector(char32_t c)
{
    return isIn(c, 0xfe00, 0xfe0f) || isIn(c, 0xe0100, 0xe01ef) || isIn(c, 0x180b, 0x180d) || c == 0x180f;
}

// Format characters that are drawn: signs that enclose the digits after them.
bool isVisibleFormat(char32_t c)
{
    return isIn(c, 0x0600, 0x0605) || c == 0x06dd || c == 0x070f || isIn(c, 0x0890, 0x0891) || c == 0x08e2
        || c == 0x110bd || c == 0x110cd;
}

bool isNonCharacter(char32_t c)
{
    return isIn(c, 0xfdd0, 0xfdef) || (c & 0xfffe) == 0xfffe;
}

// Default_Ignorable_Code_Point without the category Cf: letters and marks that draw nothing, and what
// is reserved for more of them. Also the object replacement character, which asks for an object.
bool isOtherIgnorable(char32_t c)
{
    return c == 0x034f || isIn(c, 0x115f, 0x1160) || isIn(c, 0x17b4, 0x17b5) || isIn(c, 0x2060, 0x206f)
        || c == 0x3164 || c == 0xffa0 || isIn(c, 0xfff0, 0xfffc)
        || (isIn(c, 0xe0000, 0xe0fff) && !isVariationSelector(c));
}

QString escapeName(char32_t c)
{
    switch (c) {
    case U'\n':
        return u"\\n"_s;
    case U'\r':
        return u"\\r"_s;
    case U'\t':
        return u"\\t"_s;
    default:
        break;
    }
    // Not by value alone: U+00AD is a character, and `\xad` would look like a byte.
    if (QChar::category(c) == QChar::Other_Control)
        return u"\\x"_s + QString::number(uint(c), 16).rightJustified(2, u'0');
    return unicodeEscape(c);
}

enum class LineControls { Escape, Keep };

class DisplayWriter
{
public:
    DisplayWriter(DisplayText &out, LineControls lineControls)
        : m_out(out)
        , m_lineControls(lineControls)
    {
    }

    // Reads the piece [from, to) of `text`, which holds no escapes of the decoder.
    void write(QStringView text, qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to;) {
            const qsizetype start = i;
            while (i < to && isPlain(text[i].unicode()))
                ++i;
            if (i > start) {
                m_out.text += text.sliced(start, i - start);
                startBase();
                continue;
            }
            const CodePoint point = codePointAt(text.first(to), i);
            i += point.units;
            writeSpecial(text, start, i, point.value);
        }
    }

    void copyEscape(QStringView escape)
    {
        appendRange(m_out.escapes, m_out.text.size(), escape.size());
        m_out.text += escape;
        endBase();
    }

private:
    void writeSpecial(QStringView text, qsizetype start, qsizetype next, char32_t c)
    {
        if (m_lineControls == LineControls::Keep && isKeptControl(text, start, c)) {
            m_out.text += text[start];
            endBase();
        } else if (isHiddenCharacter(c) || (isMarkCharacter(c) && !takesMark(c))) {
            copyEscape(escapeName(c));
            if (c == U'\n' && next < text.size())
                m_out.text += u'\n';
        } else {
            m_out.text += text.sliced(start, next - start);
            if (!isMarkCharacter(c))
                startBase();
        }
    }

    static bool isKeptControl(QStringView text, qsizetype at, char32_t c)
    {
        return c == U'\n' || c == U'\t' || (c == U'\r' && at + 1 < text.size() && text[at + 1] == u'\n');
    }

    // A mark on an escape would change how the escape looks, and one at the start of a line would
    // climb onto whatever is painted before it.
    bool takesMark(char32_t c)
    {
        if (!m_hasBase)
            return false;
        return isVariationSelector(c) ? ++m_selectors <= maxSelectors : ++m_marks <= maxMarks;
    }

    void startBase()
    {
        m_hasBase = true;
        m_marks = m_selectors = 0;
    }

    void endBase() { m_hasBase = false; }

    DisplayText &m_out;
    LineControls m_lineControls;
    bool m_hasBase = false;
    int m_marks = 0;
    int m_selectors = 0;
};

// Where reading stops so that neither a surrogate pair nor an escape of the decoder is split.
qsizetype readingEnd(QStringView text, const TextRanges &escapes, qsizetype maxChars)
{
    if (maxChars < 0 || maxChars >= text.size())
        return text.size();
    qsizetype end = maxChars;
    for (const auto &[start, length] : escapes) {
        // Each escape in a range begins with a backslash and holds no other.
        if (start >= 0 && end > start && end - start < length)
            return std::max(start, text.first(end + 1).lastIndexOf(u'\\'));
    }
    if (end > 0 && text[end - 1].isHighSurrogate() && text[end].isLowSurrogate())
        --end;
    return end;
}

} // namespace

bool isHiddenCharacter(char32_t c)
{
    if (isPlain(c))
        return false;
    if (isSurrogate(c) || isNonCharacter(c) || isOtherIgnorable(c))
        return true;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return !isVisibleFormat(c);
    default:
        return false;
    }
}

QString unicodeEscape(char32_t c)
{
    const QString digits = QString::number(uint(c), 16);
    return c < 0x10000 ? u"\\u"_s + digits.rightJustified(4, u'0')
                       : u"\\U"_s + digits.rightJustified(8, u'0');
}

bool isMarkCharacter(char32_t c)
{
    return !isPlain(c) && (QChar::isMark(c) || isVariationSelector(c));
}

DisplayText toDisplayText(const QString &decoded, const TextRanges &escapes, qsizetype maxChars)
{
    DisplayText result;
    const qsizetype end = readingEnd(decoded, escapes, maxChars);
    const QStringView text = QStringView(decoded).first(end);
    result.truncated = end < decoded.size();
    result.text.reserve(end + end / 8);
    DisplayWriter writer(result, LineControls::Escape);
    qsizetype at = 0;
    for (const auto &[start, length] : escapes) {
        if (start < at || start >= end || length <= 0)
            continue;
        const QStringView escape = text.sliced(start, std::min(length, end - start));
        if (!std::all_of(escape.begin(), escape.end(), isEscapeLetter))
            continue; // the range is not of this text; never let that copy a control
        writer.write(text, at, start);
        writer.copyEscape(escape);
        at = start + escape.size();
    }
    writer.write(text, at, end);
    return result;
}

QByteArray asciiDisplayText(QByteArrayView bytes)
{
    QByteArray text;
    text.reserve(bytes.size() + bytes.size() / 8 + 8);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char byte = bytes[i];
        if (byte >= 0x20 && byte < 0x7f) {
            text += byte;
            continue;
        }
        text += escapeName(char32_t(uchar(byte))).toLatin1();
        if (byte == '\n' && i + 1 < bytes.size())
            text += '\n';
    }
    return text;
}

QString terminalText(const QString &decoded)
{
    DisplayText result;
    result.text.reserve(decoded.size());
    DisplayWriter(result, LineControls::Keep).write(decoded, 0, decoded.size());
    return result.text;
}

} // namespace bothends
