// SPDX-License-Identifier: MIT
#include "gui/rowpattern.h"

#include "core/eventtext.h"
#include "gui/widgets.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct PatternTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::PatternTexts)
};

// pcre2pattern(3): such a setting at the start can only be lowered by what the user writes after it.
const auto kRegexLimits = u"(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=2000)"_s;
constexpr qsizetype kFirstProbe = 4096;
constexpr qsizetype kProbeGrowth = 4;
constexpr qint64 kLongestNs = 60'000'000; // that one row may take

bool isPrintableAscii(const QByteArray &bytes)
{
    bool isOther = false;
    for (const char byte : bytes)
        isOther |= byte < 0x20 || byte > 0x7e;
    return !isOther;
}

bool isCaseless(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() > 0x2e80 && !c.isSurrogate() && c.toUpper() == c && c.toLower() == c;
    });
}

} // namespace

RowPattern::RowPattern(Mode mode, const QString &text)
    : m_mode(mode)
    , m_text(text)
{
    if (text.isEmpty())
        return;
    if (mode == Mode::Hex) {
        const MessageResult result = messageToBytes(text, MessageMode::Hex, TextEncoding::Latin1);
        m_hexFault = result.error;
        m_bytes.setPattern(result.bytes);
    } else if (mode == Mode::Text) {
        m_bytes.setPattern(text.toUtf8());
        m_isCaseless = isCaseless(text);
    } else if (mode == Mode::Regex) {
        m_regex = QRegularExpression(kRegexLimits + text, QRegularExpression::UseUnicodePropertiesOption);
        m_regex.optimize();
    }
}

ErrorText RowPattern::fault() const
{
    if (m_hexFault)
        return messageErrorText(*m_hexFault);
    if (m_regex.isValid())
        return {};
    const qsizetype place = qMax<qsizetype>(0, m_regex.patternErrorOffset() - kRegexLimits.size());
    return {PatternTexts::tr("Not a regular expression, from character %1 on: %2.")
                .arg(QString::number(place + 1), m_regex.errorString()),
            PatternTexts::tr("A backslash before a sign takes its special meaning away.")};
}

RowPattern::Result RowPattern::match(const Readings &readings, qsizetype row) const
{
    if (isEmpty())
        return Result::Yes;
    if (!isValid())
        return Result::No;
    if (m_mode == Mode::Hex) {
        // Only separators were typed so far: no bytes are in every row that has some.
        const QByteArray bytes = readings.journal.payload(row);
        return !bytes.isEmpty() && m_bytes.indexIn(bytes) >= 0 ? Result::Yes : Result::No;
    }
    const Event &event = readings.journal.at(row);
    if (event.bytes > 0) {
        if (const std::optional<Result> quick = matchBytes(readings, row))
            return *quick;
        return matchText(readings.texts.rowText(row, kBytesPerRow).display.text);
    }
    const Result inTag = matchText(eventTag(event));
    return inTag == Result::Yes ? inTag : matchText(eventNote(event));
}

// A million rows are not decoded to look for a word in them: where the bytes themselves tell, they are asked.
std::optional<RowPattern::Result> RowPattern::matchBytes(const Readings &readings, qsizetype row) const
{
    const TextEncoding encoding = readings.texts.encoding(readings.journal.at(row).connection);
    if (m_mode != Mode::Text || encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be)
        return {};
    const QByteArray bytes = readings.journal.payload(row);
    if (bytes.isEmpty() || bytes.size() > kBytesPerRow)
        return {};
    if (isPrintableAscii(bytes)) // is its own text in all other encodings
        return QLatin1StringView(bytes).contains(m_text, Qt::CaseInsensitive) ? Result::Yes : Result::No;
    // The first character of the row may have begun in an earlier one; escapes are ASCII.
    const bool beginsInside = (uchar(bytes.front()) & 0xC0) == 0x80;
    if (encoding == TextEncoding::Utf8 && m_isCaseless && !beginsInside && m_bytes.indexIn(bytes) < 0)
        return Result::No;
    return {};
}

RowPattern::Result RowPattern::matchText(const QString &text) const
{
    if (m_mode == Mode::Text)
        return text.contains(m_text, Qt::CaseInsensitive) ? Result::Yes : Result::No;
    return matchRegex(text);
}

// The limits bound how often an expression branches, not how far it runs from each place, so the work may
// grow with the square of a text. Its beginning tells: what would take too long there is not tried on more.
RowPattern::Result RowPattern::matchRegex(QStringView text) const
{
    QElapsedTimer clock;
    for (qsizetype length = kFirstProbe;; length *= kProbeGrowth) {
        const bool isAll = length >= text.size();
        QStringView part = isAll ? text : text.first(length);
        if (!isAll && part.last().isHighSurrogate())
            part.chop(1);
        clock.start();
        const QRegularExpressionMatch found = m_regex.match(part);
        if (!found.isValid())
            return Result::GaveUp;
        if (isAll)
            return found.hasMatch() ? Result::Yes : Result::No;
        if (clock.nsecsElapsed() * kProbeGrowth * kProbeGrowth > kLongestNs)
            return Result::GaveUp;
    }
}

} // namespace bothends
