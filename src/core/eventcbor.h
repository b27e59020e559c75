// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

namespace bothends {

// What only some events have (an error, a kernel's reading, more of a call) as one CBOR map (RFC 8949), for
// files. Keys are the names of the members; what is not set is left out. Any thread.

/// Empty if the event has none of it.
QByteArray extraToCbor(const Event &event);

/// The reverse. False if the bytes are not what extraToCbor() makes: then the event is as it was. Bounded
/// work: linear in the bytes, whatever they are.
bool extraFromCbor(const QByteArray &bytes, Event &event);

} // namespace bothends
