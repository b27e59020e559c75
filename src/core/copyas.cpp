// SPDX-License-Identifier: MIT
#include "core/copyas.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qsizetype bytesPerLine = 16;
constexpr qsizetype bytesPerGroup = 8;

bool isPrintable(char byte)
{
    return byte >= 0x20 && byte <= 0x7e;
}

void appendHex(QByteArray &out, char byte)
{
    constexpr char digits[] = "0123456789abcdef";
    out += digits[uchar(byte) >> 4];
    out += digits[uchar(byte) & 0xf];
}

void appendTableLine(QByteArray &out, const QByteArray &bytes, qsizetype offset)
{
    const qsizetype end = std::min(bytes.size(), offset + bytesPerLine);
    out += QByteArray::number(offset, 16).rightJustified(8, '0');
    out += ' ';
    for (qsizetype i = offset; i < offset + bytesPerLine; ++i) {
        out += (i - offset) % bytesPerGroup == 0 && i > offset ? "  " : " ";
        if (i < end)
            appendHex(out, bytes[i]);
        else
            out += "  ";
    }
    out += "  |";
    for (qsizetype i = offset; i < end; ++i)
        out += isPrintable(bytes[i]) ? bytes[i] : '.';
    out += '|';
}

} // namespace

QString asHexDump(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(' '));
}

QString asHexTable(const QByteArray &bytes)
{
    constexpr qsizetype charsPerLine = 79;
    QByteArray out;
    out.reserve((bytes.size() / bytesPerLine + 1) * charsPerLine);
    for (qsizetype offset = 0; offset < bytes.size(); offset += bytesPerLine) {
        if (offset > 0)
            out += '\n';
        appendTableLine(out, bytes, offset);
    }
    return QString::fromLatin1(out);
}

QString asPythonBytes(const QByteArray &bytes)
{
    QByteArray out("b'");
    out.reserve(bytes.size() + 16);
    for (const char byte : bytes) {
        if (byte == '\\' || byte == '\'') {
            out += '\\';
            out += byte;
        } else if (byte == '\n') {
            out += "\\n";
        } else if (byte == '\r') {
            out += "\\r";
        } else if (byte == '\t') {
            out += "\\t";
        } else if (isPrintable(byte)) {
            out += byte;
        } else {
            out += "\\x";
            appendHex(out, byte);
        }
    }
    out += '\'';
    return QString::fromLatin1(out);
}

QString asCArray(const QByteArray &bytes)
{
    constexpr qsizetype bytesPerArrayLine = 12;
    if (bytes.isEmpty())
        return u"const unsigned char *data = 0;"_s;
    const bool isOneLine = bytes.size() <= bytesPerArrayLine;
    QByteArray out("const unsigned char data[] = {");
    out.reserve(bytes.size() * 6 + bytes.size() / 2 + 64);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (!isOneLine && i % bytesPerArrayLine == 0)
            out += i == 0 ? "\n    " : ",\n    ";
        else if (i > 0)
            out += ", ";
        out += "0x";
        appendHex(out, bytes[i]);
    }
    out += isOneLine ? "};" : "\n};";
    return QString::fromLatin1(out);
}

QString asBase64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

} // namespace bothends
