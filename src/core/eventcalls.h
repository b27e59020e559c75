// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

namespace bothends {

// Which call an event stands for, also one of an endpoint that does not say which it made: as a program would
// make it. Internal to sessionscript.h.

bool isConnecting(CallName call);

/// @param isConnected its socket is, so that a datagram needs no address
CallName callOf(const Event &event, bool isConnected);
/// Of a failure.
CallName callOfError(const Event &event, bool isConnected);
/// The address that the call has as its argument.
Address targetOf(const Event &event);

} // namespace bothends
