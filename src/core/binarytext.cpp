// SPDX-License-Identifier: MIT
#include "core/binarytext.h"

#include "core/textencoding.h"

namespace bothends {

namespace {

constexpr qsizetype kFew = 64; // characters of escapes

qsizetype escapedLength(const DisplayText &text)
{
    qsizetype length = 0;
    for (const auto &[start, size] : text.escapes)
        length += size;
    return length;
}

} // namespace

bool isMostlyEscapes(const DisplayText &text)
{
    const qsizetype escaped = escapedLength(text);
    return escaped >= kFew && escaped >= text.text.size() / 4 * 3;
}

DisplayText sparingText(DisplayText text)
{
    if (!isMostlyEscapes(text))
        return text;
    DisplayText result;
    result.truncated = text.truncated;
    result.text.reserve(text.text.size() + text.text.size() / 8);
    const QStringView all(text.text);
    qsizetype at = 0;
    const auto writePlain = [&](qsizetype end) {
        while (at < end) {
            const CodePoint point = codePointAt(all.first(end), at);
            if (point.value < 0x7f) {
                result.text += all[at];
            } else {
                const QString escape = unicodeEscape(point.value);
                appendRange(result.escapes, result.text.size(), escape.size());
                result.text += escape;
            }
            at += point.units;
        }
    };
    for (const auto &[start, size] : std::as_const(text.escapes)) {
        writePlain(start);
        appendRange(result.escapes, result.text.size(), size);
        result.text += all.sliced(start, size);
        at = start + size;
    }
    writePlain(all.size());
    return result;
}

QString asciiText(const QString &text)
{
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        result += point.value < 0x7f ? QString(text[at]) : unicodeEscape(point.value);
        at += point.units;
    }
    return result;
}

} // namespace bothends
