// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

namespace bothends {

/// `font` at `factor` times its size, whether that is given in points or in pixels.
QFont scaledFont(const QFont &font, qreal factor);

/// A font for code and bytes: the system's fixed-pitch family, and for Chinese one whose glyphs are
/// exactly two columns wide; at `factor` times the size of `like`.
QFont fixedPitchFont(const QFont &like, qreal factor = 1);

} // namespace bothends
