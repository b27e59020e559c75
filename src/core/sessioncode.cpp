// SPDX-License-Identifier: MIT
#include "core/sessionscript.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct SessionCodeTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::SessionCodeTexts)
};

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
    if (readings.journal.at(row).kind == EventKind::Segment) {
        CodeListing none;
        none.remark = SessionCodeTexts::tr("This packet was captured on its way. Which calls made the "
                                           "kernels send it is not known, so there is "
                                           "no code to show.");
        return none;
    }
    const CodeScript script = scriptOf(readings, row, language != CodeLanguage::Qt);
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

void CodeLines::append(const CodeLines &other)
{
    const int offset = int(count());
    m_listing.lines += other.m_listing.lines;
    if (other.m_listing.first < 0)
        return;
    m_listing.first = offset + other.m_listing.first;
    m_listing.last = offset + other.m_listing.last;
}

void CodeLines::mark(const CodeStep &step, qsizetype from, qsizetype to)
{
    if (step.row < 0 || step.row != m_row || to < from)
        return;
    m_listing.first = int(from);
    m_listing.last = int(to);
}

QString familyName(const CodeStep &step, Transport transport)
{
    if (isLocal(transport))
        return u"AF_UNIX"_s;
    return step.isIpv6 ? u"AF_INET6"_s : u"AF_INET"_s;
}

QString typeName(Transport transport)
{
    if (transport == Transport::RawIcmp)
        return u"SOCK_RAW"_s;
    return isStream(transport) ? u"SOCK_STREAM"_s : u"SOCK_DGRAM"_s;
}

QString protocolName(const CodeStep &step, Transport transport)
{
    if (!isIcmp(transport))
        return {};
    return step.isIpv6 ? u"IPPROTO_ICMPV6"_s : u"IPPROTO_ICMP"_s;
}

QByteArray localName(const Address &address)
{
    const QByteArray text = address.host.toUtf8();
    if (address.kind != Address::Kind::Abstract)
        return text.contains('\0') ? text.left(text.indexOf('\0')) : text; // a path ends there
    QByteArray name(1, '\0');
    for (qsizetype i = 0; i < text.size(); ++i) {
        bool isHex = false;
        const uint value = text.mid(i + 2, 2).toUInt(&isHex, 16);
        if (text.at(i) == '\\' && i + 3 < text.size() && text.at(i + 1) == 'x' && isHex) {
            name += char(value);
            i += 3;
        } else {
            name += text.at(i);
        }
    }
    return name;
}

QString hostFor(const CodeStep &step)
{
    const bool isMapped = step.isIpv6 && step.address.kind == Address::Kind::Ip && !step.address.isIpv6()
        && !step.address.isNull();
    return isMapped ? u"::ffff:"_s + step.address.host : step.address.host;
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
    return step.error ? errorName(*step.error) : QString();
}

ShutdownHow shutdownHow(const CodeStep &step)
{
    return step.detail && step.detail->how ? *step.detail->how : ShutdownHow::Write;
}

QString refusalText(const CodeStep &step)
{
    return u"The server is full (limit %1). Please try again later.\n"_s.arg(step.number);
}

} // namespace bothends
