// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/messageformat.h"
#include "core/readings.h"

#include <QByteArrayMatcher>
#include <QRegularExpression>

namespace bothends {

/// What a row is searched for: a text, bytes or a regular expression. Text and expression are looked for in
/// what the row says: the text of a message as it is shown, else its call and note; bytes in what was sent or
/// received. A value; in the journal's thread. Bounded work for a row, whatever the pattern and whatever a
/// peer sent.
class RowPattern
{
public:
    enum class Mode : quint8 { Text, Hex, Regex };
    enum class Result : quint8 {
        No,
        Yes,
        GaveUp, ///< the expression took too many steps in this row, or would have
    };

    /// Of longer messages only so many first bytes are read as text.
    static constexpr qsizetype kBytesPerRow = 256 * 1024;

    RowPattern() = default; ///< every row has it
    RowPattern(Mode mode, const QString &text);

    Mode mode() const { return m_mode; }
    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    bool isValid() const { return !m_hexFault && m_regex.isValid(); }
    /// Why it is not valid, in the language that is installed now.
    ErrorText fault() const;
    /// Letter case does not matter in a text. An invalid pattern is in no row.
    /// For many rows see RowMatcher.
    Result match(const Readings &readings, qsizetype row) const;
    /// A row says its bytes as a text; else its call and note.
    static bool saysItsBytes(const PackedEvents::Brief &event);
    /// The same as match() for a row that says its call and note, of a text or an expression …
    Result matchNote(const Event &event) const;
    /// … for the text of another …
    Result matchText(const QString &text) const;
    /// … and for its bytes, of bytes.
    bool isInBytes(QByteArrayView bytes) const;

private:
    Result matchRegex(QStringView text) const;

    Mode m_mode = Mode::Text;
    QString m_text;
    QByteArrayMatcher m_bytes; // of a hex pattern
    std::optional<MessageError> m_hexFault;
    QRegularExpression m_regex;
};

} // namespace bothends
