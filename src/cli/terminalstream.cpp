// SPDX-License-Identifier: MIT
#include "cli/terminalstream.h"

#include "core/displaytext.h"

namespace bothends {

namespace {

constexpr qsizetype kEnoughMarks = 64; // far beyond what terminalText() lets pass

// The last character with its marks, or nothing if the text ends with a control.
QString lastBase(QStringView text)
{
    qsizetype start = text.size();
    while (start > 0) {
        --start;
        if (start > 0 && text[start].isLowSurrogate() && text[start - 1].isHighSurrogate())
            --start;
        const char32_t c = codePointAt(text, start).value;
        if (!isMarkCharacter(c))
            return isHiddenCharacter(c) ? QString() : text.sliced(start).left(kEnoughMarks).toString();
    }
    return {};
}

} // namespace

QString TerminalStream::render(const QString &text)
{
    const QString whole = m_base + text;
    QString shown = terminalText(whole).mid(terminalText(m_base).size());
    m_base = lastBase(whole);
    return shown;
}

QString TerminalStream::take(QByteArrayView bytes)
{
    QString text = m_heldBack + m_decoder.decode(bytes).text;
    m_heldBack.clear();
    if (text.endsWith(u'\r')) {
        m_heldBack = text.last(1);
        text.chop(1);
    }
    return render(text);
}

QString TerminalStream::finish()
{
    const QString text = m_heldBack + m_decoder.finish().text;
    m_heldBack.clear();
    return render(text);
}

} // namespace bothends
