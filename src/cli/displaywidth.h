// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace bothends {

// Columns on a terminal: wide East Asian characters and emoji take two, combining marks none (Unicode
// UAX #11). Characters of ambiguous width count one, as in terminals outside of old CJK locales.

int displayWidth(char32_t character);
int displayWidth(QStringView text);

/// The longest front part of `text` that fits into `columns`; never splits a character from its marks.
QStringView frontThatFits(QStringView text, int columns);

/// `text` with spaces behind it up to `columns`; unchanged if it is as wide already.
QString paddedTo(const QString &text, int columns);

/// `text`, or its front and an ellipsis where it is wider than `columns`.
QString elidedTo(const QString &text, int columns);

} // namespace bothends
