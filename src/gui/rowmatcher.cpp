// SPDX-License-Identifier: MIT
#include "gui/rowmatcher.h"

#include <QElapsedTimer>

namespace bothends {

namespace {

constexpr qsizetype kNear = 16; // rows further on, at most, is one after the other
constexpr qsizetype kAheadRows = 4096;
constexpr qint64 kAheadBytes = qint64(1024) * 1024;
constexpr qint64 kReadingWeight = 8; // how much longer it takes to read a byte as text than to look at it
constexpr qint64 kRegexMs = 1;

} // namespace

RowMatcher::RowMatcher(const Readings &readings)
    : m_readings(readings)
{
}

void RowMatcher::start(const RowPattern &pattern)
{
    m_pattern = pattern;
    m_bytePattern = BytePattern(pattern.mode() == RowPattern::Mode::Text ? pattern.text() : QString());
    m_notes.start(pattern);
    m_ends.clear();
    m_answers.clear();
    m_lastRow = -1;
}

RowPattern::Result RowMatcher::match(qsizetype row)
{
    m_wasAhead = true;
    if (m_pattern.isEmpty())
        return RowPattern::Result::Yes;
    if (!m_pattern.isValid())
        return RowPattern::Result::No;
    const bool isNext = m_lastRow >= 0 && row > m_lastRow && row - m_lastRow <= kNear;
    m_lastRow = row;
    if (m_pattern.mode() != RowPattern::Mode::Hex
        && !RowPattern::saysItsBytes(m_readings.journal.events().brief(row))) {
        const RowPattern::Result result = m_notes.match(m_readings.journal.at(row));
        m_wasAhead = m_notes.wasKnown();
        return result;
    }
    const auto isAhead
        = [&] { return row >= m_aheadFrom && row < m_aheadFrom + qsizetype(m_answers.size()); };
    if (!isAhead()) {
        m_wasAhead = false;
        if (!isNext)
            return matchOne(row);
        lookAhead(row);
    }
    if (const Answer &answer = m_answers[size_t(row - m_aheadFrom)])
        return *answer;
    m_wasAhead = false;
    return m_pattern.match(m_readings, row);
}

RowPattern::Result RowMatcher::matchOne(qsizetype row)
{
    const QByteArray bytes = m_readings.journal.payload(row);
    if (const Answer answer = bytes.isEmpty() ? std::nullopt : judge(row, bytes))
        return *answer;
    return m_pattern.match(m_readings, row);
}

void RowMatcher::lookAhead(qsizetype row)
{
    const qsizetype last = qMin(row + kAheadRows, m_readings.journal.size()) - 1;
    m_aheadFrom = row;
    // Who is not visited has no bytes.
    const bool isOfBytes = m_pattern.mode() == RowPattern::Mode::Hex;
    m_answers.assign(size_t(last - row + 1), isOfBytes ? Answer(RowPattern::Result::No) : std::nullopt);
    m_weight = 0;
    QElapsedTimer clock;
    if (m_pattern.mode() == RowPattern::Mode::Regex)
        clock.start();
    m_readings.journal.visitPayloads(row, last, [&](qsizetype each, QByteArrayView bytes) {
        m_answers[size_t(each - row)] = judge(each, bytes);
        m_weight += bytes.size();
        if (m_weight < kAheadBytes && !(clock.isValid() && clock.elapsed() >= kRegexMs))
            return true;
        m_answers.resize(size_t(each - row + 1));
        return false;
    });
}

RowMatcher::Answer RowMatcher::judge(qsizetype row, QByteArrayView bytes)
{
    using Result = RowPattern::Result;
    if (m_pattern.mode() == RowPattern::Mode::Hex)
        return m_pattern.isInBytes(bytes) ? Result::Yes : Result::No;
    const PackedEvents::Brief event = m_readings.journal.events().brief(row);
    const TextEncoding encoding = m_readings.texts.encoding(event.connection);
    const bool isAll = bytes.size() <= RowPattern::kBytesPerRow;
    m_bytes.take(isAll ? bytes : bytes.first(RowPattern::kBytesPerRow));
    const bool saysItsBytes = RowPattern::saysItsBytes(event) && !isIcmp(event.transport);
    if (saysItsBytes && encoding == TextEncoding::Utf8 && m_bytes.isAscii() && m_bytePattern.isPlainAscii())
        return m_bytePattern.isInAscii(m_bytes) ? Result::Yes : Result::No; // whatever was before it
    const bool isWhole = m_ends.isWhole(event, bytes, encoding);
    if (!saysItsBytes)
        return {};
    const bool isEnd = isAll && TextReading::isAlone(event);
    return m_pattern.mode() == RowPattern::Mode::Text ? judgeText(encoding, isWhole, isEnd)
                                                      : judgeRegex(encoding, isWhole, isEnd);
}

RowMatcher::Answer RowMatcher::judgeText(TextEncoding encoding, bool isWhole, bool isEnd)
{
    using Result = RowPattern::Result;
    const bool isUtf16 = encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
    const bool isAscii = m_bytes.isAscii() && !isUtf16;
    if (isAscii && (isWhole || encoding == TextEncoding::Utf8)) {
        if (m_bytePattern.isInAscii(m_bytes))
            return Result::Yes;
        if (isWhole)
            return Result::No;
    }
    // What was carried into ASCII of UTF-8 is shown as escapes in front of it.
    if ((isWhole || (isAscii && encoding == TextEncoding::Utf8)) && !m_bytePattern.mayBeIn(encoding, m_bytes))
        return Result::No;
    if (!isWhole)
        return {};
    m_weight += m_bytes.original().size() * kReadingWeight;
    return m_pattern.matchText(TextReading::wholeText(encoding, m_bytes.original(), isEnd).text);
}

RowMatcher::Answer RowMatcher::judgeRegex(TextEncoding encoding, bool isWhole, bool isEnd)
{
    if (!isWhole)
        return {};
    const bool isUtf16 = encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be;
    if (!m_bytes.isAscii() || isUtf16)
        return m_pattern.matchText(TextReading::wholeText(encoding, m_bytes.original(), isEnd).text);
    return m_pattern.matchText(m_bytes.hasControls()
                                   ? QString::fromLatin1(asciiDisplayText(m_bytes.original()))
                                   : QString::fromLatin1(m_bytes.original()));
}

} // namespace bothends
