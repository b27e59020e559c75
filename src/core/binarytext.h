// SPDX-License-Identifier: MIT
#pragma once

#include "core/displaytext.h"

namespace bothends {

/// Whether hardly anything of it is text: at least three quarters are escapes, and not just a few.
bool isMostlyEscapes(const DisplayText &text);

/// The same, but if hardly anything of it is text, with letters beyond ASCII as escapes too. Random bytes
/// hold letters of every script; nobody reads them, and to draw them fonts for all scripts would have to be
/// loaded. Any thread.
DisplayText sparingText(DisplayText text);

/// With everything beyond ASCII as escapes.
QString asciiText(const QString &text);

} // namespace bothends
