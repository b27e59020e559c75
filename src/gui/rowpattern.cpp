// SPDX-License-Identifier: MIT
#include "gui/rowpattern.h"

#include "core/eventtext.h"
#include "gui/widgets.h"

#include <QCoreApplication>
#include <QElapsedTimer>

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
    if (m_mode == Mode::Hex)
        return isInBytes(readings.journal.payload(row)) ? Result::Yes : Result::No;
    if (saysItsBytes(readings.journal.events().brief(row)))
        return matchText(readings.texts.rowText(row, kBytesPerRow).display.text);
    return matchNote(readings.journal.at(row));
}

// The bytes of a whole transfer were in the rows before its end.
bool RowPattern::saysItsBytes(const PackedEvents::Brief &event)
{
    return event.bytes > 0 && event.kind != EventKind::TransferEnd;
}

RowPattern::Result RowPattern::matchNote(const Event &event) const
{
    const Result inTag = matchText(eventTag(event));
    return inTag == Result::Yes ? inTag : matchText(eventNote(event));
}

bool RowPattern::isInBytes(QByteArrayView bytes) const
{
    // Only separators were typed so far: no bytes are in every row that has some.
    return !bytes.isEmpty() && m_bytes.indexIn(bytes) >= 0;
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
