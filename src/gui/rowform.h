// SPDX-License-Identifier: MIT
#pragma once

#include "core/packedevents.h"

namespace bothends {

/// How a row of the timeline stands there.
enum class RowForm : quint8 {
    Tag, ///< a call or a signal, with a note
    Bubble, ///< bytes that moved, or were looked at
    Thin, ///< quiet, between the calls: a sign and words on one line
};

RowForm rowFormOf(const PackedEvents::Brief &event);
inline RowForm rowFormOf(const Event &event)
{
    return rowFormOf(PackedEvents::briefOf(event));
}

/// What stands before the words of a thin row, so that its colour does not stand alone.
enum class ThinSign : quint8 {
    State, ///< a dot in the colour of the state
    Option, ///< a small square
    Thread, ///< a hatched piece, as beside the life lines
    Dropped, ///< a cross
};

ThinSign thinSignOf(const Event &event);

/// One datagram that was sent, received or looked at, an empty one too: an envelope.
bool isEnvelope(const Event &event);

/// Bytes that are in a file, not in memory: part of sending or saving one.
bool isFilePart(const PackedEvents::Brief &event);
inline bool isFilePart(const Event &event)
{
    return isFilePart(PackedEvents::briefOf(event));
}

/// The buffer of a call that reads into one which is there already (recv_into and its kin); 0 = no such call.
qint64 givenBuffer(const Event &event);

/// An answer that is no failure of the program: nothing there yet, or it goes on by itself.
bool isPatience(const Event &event);

} // namespace bothends
