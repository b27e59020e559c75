// SPDX-License-Identifier: MIT
#pragma once

#include "core/streamdecoder.h"

#include <QString>

namespace bothends {

/// Text of a peer that is safe to paint as plain text: one row that cannot disturb another.
struct DisplayText
{
    QString text;
    TextRanges escapes; ///< the parts of `text` that stand for something else, for a different colour
    bool truncated = false; ///< there was more than `maxChars` allowed to read
};

/// `decoded` with everything that paints nothing, or paints elsewhere than in its place, as an escape:
///
/// - `\n` (followed by a real line feed unless it ends the text), `\r`, `\t`, else `\x1b` for controls;
/// - `\u202e`, beyond the BMP `\U000e0041`, for what isHiddenCharacter() names;
/// - combining marks that have no base before them, or follow eight others on the same base, and
///   variation selectors after the first: so a row has a bounded height and length.
///
/// Right-to-left letters stay letters, and a backslash stays one backslash; `escapes` tells them apart.
/// The ranges passed in (those of DecodedChunk) are copied as they are and come back at their new place.
/// `maxChars` bounds how many UTF-16 units of `decoded` are read, -1 = all; it splits neither a
/// surrogate pair nor an escape. Any thread.
DisplayText toDisplayText(const QString &decoded, const TextRanges &escapes = {}, qsizetype maxChars = -1);

/// The text of bytes that are all ASCII, as toDisplayText() has it: far cheaper.
QByteArray asciiDisplayText(QByteArrayView bytes);

/// toDisplayText() for writing to a terminal, where an escape sequence of a peer must never take effect:
/// line feed, tab and CR LF stay what they are and nothing is added; a CR alone is escaped.
QString terminalText(const QString &decoded);

/// Whether a character is invisible or steers the ones beside it: controls, line and paragraph
/// separators, bidi and other format characters, fillers, tags, noncharacters, surrogates.
/// Variation selectors and combining marks are not among them: they are judged where they stand.
/// Unicode: the categories Cc, Cf, Zl, Zp and the property Default_Ignorable_Code_Point.
bool isHiddenCharacter(char32_t c);

/// Whether a character goes on top of the one before it: combining marks and variation selectors.
bool isMarkCharacter(char32_t c);

/// `\u202e`, or `\U000e0041` beyond the BMP: lower-case hex, as C++ and Python read it.
QString unicodeEscape(char32_t c);

} // namespace bothends
