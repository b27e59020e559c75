// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"
#include "core/textreading.h"

namespace bothends {

// The words of a row, the same in the timeline, for screen readers and in headless output.
// Plain text in the language that is installed now.

/// The call, signal or error as code: `listen(backlog=128)`, `recv() → b''`. Not translated.
/// Empty for sent and received rows, which show their text instead.
QString eventTag(const Event &event);

/// A few words beside the tag, or under the text of a sent or received row; may be empty.
QString eventNote(const Event &event);

/// Under the text of a sent or received row: how many bytes, and whether a character is cut.
QString dataCaption(const Event &event, const TextReading::RowText &text, TextEncoding encoding);

/// One whole line that says what the row shows. @param text as displayed, for sent and received rows
QString eventSentence(const Event &event, const QString &text);

/// Time since the session began: `812.4` (milliseconds, thin spaces between thousands).
QString eventTime(const Event &event);

/// `Server` or `Client`.
QString sideText(Side side);

} // namespace bothends
