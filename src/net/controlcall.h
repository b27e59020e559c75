// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"
#include "net/socketcalls.h"

namespace bothends {

/// The calls that any engine can make on a descriptor it holds without losing its way: getsockopt, setsockopt
/// and shutdown. Gives the event its kind (Option, Shutdown or Error), its error and its detail; everything
/// else of it, the transport included, is the caller's. False, and the event untouched: it is another call.
/// I/O thread.
bool performControlCall(Descriptor descriptor, const SocketCall &call, Event &event);

/// For a call on a socket that is closed (EBADF): gives the event its kind, error and detail.
void refuseClosed(const SocketCall &call, Event &event);

} // namespace bothends
