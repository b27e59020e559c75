// SPDX-License-Identifier: MIT
#pragma once

#include "core/journal.h"

#include <QStringList>

namespace bothends {

/// The journal drawn in text: the server's rows on the left, the client's on the right, what was sent as
/// heavy boxes and what was received as light ones, with arrows between the rows that belong together:
/// the write and the reads of its bytes, the connect and its accept, the end of sending and its EOF.
/// What the kernel reported begins with a dot: the TCP state of that end, from there on.
/// No line is wider than kLadderWidth columns (see displaywidth.h).
constexpr int kLadderWidth = 98;
QStringList ladderLines(const Journal &journal);

} // namespace bothends
