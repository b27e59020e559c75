// SPDX-License-Identifier: MIT
#pragma once

#include "core/streambytes.h"

namespace bothends {

// What a hex view shows of a character.

bool isControl(char32_t c);
/// One visible glyph for each character, whatever a peer sends.
QString glyphOf(char32_t c);
/// That of its character, or a sign for what is none.
QString glyphOf(const StreamSequence &sequence);

} // namespace bothends
