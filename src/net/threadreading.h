// SPDX-License-Identifier: MIT
#pragma once

#include "core/socketcall.h"

namespace bothends {

/// The kernel's number of the thread that calls (gettid(2)). @param name what ps(1) shows for it, 15 bytes
int beginThread(const char *name);

/// Where a thread of this process is now, of /proc/self/task/TID/{stat,syscall,wchan} (proc(5)). What a
/// system keeps to itself is not told. Any thread; never waits.
ThreadReading threadReading(int threadId);

} // namespace bothends
