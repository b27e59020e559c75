// SPDX-License-Identifier: MIT
#include "gui/payloadlines.h"

#include "core/streamdecoder.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qsizetype kStride = 64; // lines between remembered positions
constexpr qsizetype kLongestCharacter = 4;
constexpr int kByteColumns = 4; // `\xff`

bool isOneByte(TextEncoding encoding)
{
    return encoding != TextEncoding::Utf16Le && encoding != TextEncoding::Utf16Be;
}

// East Asian wide and full-width characters, by block: close enough to break lines by.
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

int columnsOf(char32_t c)
{
    if (c == U'\n' || c == U'\r' || c == U'\t')
        return 2;
    if (c < 0x20 || (c >= 0x7f && c < 0xa0))
        return kByteColumns;
    if (isHiddenCharacter(c) || isMarkCharacter(c))
        return int(unicodeEscape(c).size()); // a mark takes less, unless there are too many
    return isWide(c) ? 2 : 1;
}

} // namespace

PayloadLines::PayloadLines(const QByteArray &bytes, TextEncoding encoding, int cutAtStart)
    : m_bytes(bytes)
    , m_encoding(encoding)
    , m_cutAtStart(int(qMin<qsizetype>(cutAtStart, bytes.size())))
{
}

bool PayloadLines::findMore(qint64 milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    while (!isComplete()) {
        for (qsizetype i = 0; i < kStride && !isComplete(); ++i) {
            if (m_count % kStride == 0)
                m_starts.push_back(m_found);
            m_found = endOfLine(m_found);
            ++m_count;
        }
        if (clock.elapsed() >= milliseconds)
            break;
    }
    return isComplete();
}

qsizetype PayloadLines::offset(qsizetype line) const
{
    if (line >= m_count)
        return m_found;
    qsizetype at = m_starts[size_t(line / kStride)];
    for (qsizetype i = line % kStride; i > 0; --i)
        at = endOfLine(at);
    return at;
}

qsizetype PayloadLines::endOfLine(qsizetype from) const
{
    const QByteArrayView bytes(m_bytes);
    const bool hasPlainBytes = isOneByte(m_encoding);
    qsizetype at = from;
    int columns = 0;
    while (at < bytes.size()) {
        int length = 1;
        int width = 1;
        bool isLineFeed = false;
        const uchar byte = uchar(bytes[at]);
        if (at < m_cutAtStart) {
            width = kByteColumns;
        } else if (!hasPlainBytes || byte < 0x20 || byte > 0x7e) {
            const QByteArrayView rest = bytes.sliced(at, qMin(kLongestCharacter, bytes.size() - at));
            const ByteSequence sequence = firstSequence(m_encoding, rest);
            const bool isCharacter = sequence.kind == ByteSequence::Kind::Character;
            length = qMax(1, sequence.length);
            width = isCharacter ? columnsOf(sequence.character) : length * kByteColumns;
            isLineFeed = isCharacter && sequence.character == U'\n';
        }
        if (at > from && columns + width > kColumns && !isLineFeed)
            break;
        at += length;
        columns += width;
        if (isLineFeed)
            break;
    }
    return at;
}

DisplayText PayloadLines::textBetween(qsizetype first, qsizetype last) const
{
    qsizetype from = offset(first);
    const qsizetype to = offset(last + 1);
    QString text;
    TextRanges escapes;
    const auto append = [&text, &escapes](const DecodedChunk &chunk) {
        for (const auto &[start, length] : chunk.escapes)
            appendRange(escapes, text.size() + start, length);
        text += chunk.text;
    };
    for (; from < qMin<qsizetype>(m_cutAtStart, to); ++from) {
        appendRange(escapes, text.size(), kByteColumns);
        text += u"\\x"_s + QString::number(uchar(m_bytes[from]), 16).rightJustified(2, u'0');
    }
    StreamDecoder decoder(m_encoding);
    append(decoder.decode(QByteArrayView(m_bytes).sliced(from, to - from)));
    append(decoder.finish());
    return toDisplayText(text, escapes);
}

} // namespace bothends
