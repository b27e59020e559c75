// SPDX-License-Identifier: MIT
#include "core/sessionscript.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kColumns = 64;

bool isWide(char32_t c)
{
    return c >= 0x1100;
}

QString escapedForC(char32_t c)
{
    switch (c) {
    case U'"':
        return u"\\\""_s;
    case U'\\':
        return u"\\\\"_s;
    case U'?':
        return u"\\?"_s;
    case U'\n':
        return u"\\n"_s;
    case U'\r':
        return u"\\r"_s;
    case U'\t':
        return u"\\t"_s;
    default:
        break;
    }
    QString text;
    appendCodePoint(text, c);
    if (!isHiddenCharacter(c))
        return text;
    QString octal;
    const QByteArray bytes = text.toUtf8();
    for (const char byte : bytes)
        octal += u'\\' + QString::number(uint(uchar(byte)), 8).rightJustified(3, u'0');
    return octal;
}

} // namespace

QList<CodeLanguage> allCodeLanguages()
{
    return {CodeLanguage::Python, CodeLanguage::C, CodeLanguage::Qt};
}

CodeListing codeOf(const Readings &readings, qsizetype row, CodeLanguage language)
{
    if (row < 0 || row >= readings.journal.size())
        return {};
    const CodeScript script = scriptOf(readings, row);
    switch (language) {
    case CodeLanguage::Python:
        return pythonCode(script);
    case CodeLanguage::C:
        return cCode(script);
    case CodeLanguage::Qt:
        return qtCode(script);
    }
    return {};
}

CodeLines::CodeLines(const CodeScript &script)
    : m_row(script.row)
{
    m_listing.remark = script.remarks.join(u'\n');
}

void CodeLines::add(int indent, const QString &line, const QString &note)
{
    QString whole = QString(indent * 4, u' ') + line;
    if (!note.isEmpty())
        whole += (line.isEmpty() ? QString() : u"  "_s) + noteSign + u' ' + note;
    m_listing.lines << whole;
}

void CodeLines::addBlank()
{
    if (!m_listing.lines.isEmpty() && !m_listing.lines.constLast().isEmpty())
        m_listing.lines << QString();
}

void CodeLines::mark(const CodeStep &step, qsizetype from, qsizetype to)
{
    if (step.row < 0 || step.row != m_row || to < from)
        return;
    m_listing.first = int(from);
    m_listing.last = int(to);
}

bool isIpv6(const Address &address)
{
    return address.host.contains(u':');
}

QList<QByteArray> literalPieces(const QByteArray &bytes)
{
    QList<QByteArray> pieces;
    qsizetype start = 0;
    int columns = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const int width = bytes[i] >= 0x20 && bytes[i] <= 0x7e ? 1 : 4;
        const bool endsLine = i > start && bytes[i - 1] == '\n' && columns > kColumns / 3;
        if (columns + width > kColumns || endsLine) {
            pieces << bytes.mid(start, i - start);
            start = i;
            columns = 0;
        }
        columns += width;
    }
    if (start < bytes.size())
        pieces << bytes.mid(start);
    return pieces;
}

QStringList literalPieces(const QString &text)
{
    QStringList pieces;
    qsizetype start = 0;
    int columns = 0;
    for (qsizetype i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        const int width = isWide(point.value) || point.value < 0x20 ? 2 : 1;
        const bool endsLine = i > start && text[i - 1] == u'\n' && columns > kColumns / 3;
        if (columns + width > kColumns || endsLine) {
            pieces << text.mid(start, i - start);
            start = i;
            columns = 0;
        }
        columns += width;
        i += point.units;
    }
    if (start < text.size())
        pieces << text.mid(start);
    return pieces;
}

QString asCString(const QString &text)
{
    QString out(u'"');
    for (qsizetype i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        out += escapedForC(point.value);
        i += point.units;
    }
    return out + u'"';
}

QString asCString(const QByteArray &bytes)
{
    QString out(u'"');
    for (const char byte : bytes) {
        if (uchar(byte) < 0x80)
            out += escapedForC(char32_t(byte));
        else
            out += u'\\' + QString::number(uint(uchar(byte)), 8);
    }
    return out + u'"';
}

QStringList cLiterals(const CodeStep &step)
{
    QStringList literals;
    // Only UTF-8 text has the same bytes in the source as in the program.
    if (!step.text.isEmpty() && step.encoding == TextEncoding::Utf8) {
        const QStringList pieces = literalPieces(step.text);
        for (const QString &piece : pieces)
            literals << asCString(piece);
        return literals;
    }
    const QList<QByteArray> pieces = literalPieces(step.payload);
    for (const QByteArray &piece : pieces)
        literals << asCString(piece);
    return literals;
}

QString cNote(const CodeStep &step)
{
    constexpr qsizetype kShort = 32;
    const bool isShown = step.encoding == TextEncoding::Utf8 || step.text.isEmpty();
    const bool isPlain = std::none_of(step.text.begin(), step.text.end(),
                                      [](QChar c) { return c.unicode() < 0x20 || c == u'\\' || c == u'?'; });
    if (!step.note.isEmpty() || isShown || !isPlain || step.text.size() > kShort)
        return step.note;
    return textEncodingName(step.encoding) + u": "_s + step.text;
}

QString errnoName(const CodeStep &step)
{
    return step.error ? errorName(step.error->code) : QString();
}

QString refusalText(const CodeStep &step)
{
    return u"The server is full (limit %1). Please try again later.\n"_s.arg(step.number);
}

} // namespace bothends
