// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

namespace bothends {

/// One JSON object on one line, without the line's end, as documented in docs/journal.md.
/// @param payload the event's bytes; the journal keeps them apart from the event
QByteArray eventToJson(const Event &event, const QByteArray &payload);

} // namespace bothends
