// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessionscript.h"

namespace bothends {

// Scripts of endpoints whose calls are shown one by one in the order of the journal: those that are worked
// call by call, and datagram sockets, where one socket has all conversations. Internal to sessionscript.h.

/// @param endpoint as endpointInOrder() tells it
CodeScript callScriptOf(const Readings &readings, qsizetype row, quint32 endpoint);

} // namespace bothends
