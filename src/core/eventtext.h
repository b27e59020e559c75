// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"
#include "core/textreading.h"

namespace bothends {

// The words of a row, the same in the timeline, for screen readers and in headless output.
// Plain text in the language that is installed now.

/// `TCP`, `Local stream` …: of a choice.
QString transportText(Transport transport);

/// `TCP socket`, `local stream socket` …: within a sentence.
QString socketNoun(Transport transport);

/// A datagram of which only the first bytes fitted into the buffer; the others are lost.
bool isCutDatagram(const Event &event);

/// The call, signal or error as code: `listen(backlog=128)`, `recv() → b''`. Not translated.
/// Of sent and received rows only where the call is known; they show their text as well.
QString eventTag(const Event &event);

/// A few words beside the tag; may be empty. Of sent and received rows: instead of their text where the bytes
/// are in a file.
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
