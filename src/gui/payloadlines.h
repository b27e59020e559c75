// SPDX-License-Identifier: MIT
#pragma once

#include "core/displaytext.h"
#include "core/textencoding.h"

#include <QByteArray>

#include <vector>

namespace bothends {

/// The bytes of one message as lines of text: a new line after each line feed, and wherever a line would
/// be wider than kColumns. Lines are found piece by piece, so that 100 MB open at once. One position in
/// 64 is remembered and the others are found again from it: memory stays small for empty lines too.
class PayloadLines
{
public:
    static constexpr int kColumns = 120;

    PayloadLines() = default;
    /// @param cutAtStart first bytes that end a character of an earlier message; shown as bytes
    PayloadLines(const QByteArray &bytes, TextEncoding encoding, int cutAtStart);

    /// Goes on looking for lines for about so long. Returns whether all are found.
    bool findMore(qint64 milliseconds);
    bool isComplete() const { return m_found >= m_bytes.size(); }
    /// Lines that are found so far.
    qsizetype count() const { return m_count; }

    /// The first byte of a line, 0 <= line <= count().
    qsizetype offset(qsizetype line) const;
    DisplayText text(qsizetype line) const { return textBetween(line, line); }
    /// All of the lines first … last as one text.
    DisplayText textBetween(qsizetype first, qsizetype last) const;

private:
    qsizetype endOfLine(qsizetype from) const;

    QByteArray m_bytes;
    TextEncoding m_encoding = TextEncoding::Utf8;
    int m_cutAtStart = 0;
    std::vector<qsizetype> m_starts; // of every 64th line
    qsizetype m_found = 0; // bytes that belong to the found lines
    qsizetype m_count = 0;
};

} // namespace bothends
