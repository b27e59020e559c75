// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

/// Values cross between the main and the I/O thread only in Qt's queued calls. Qt orders them by a mutex that
/// ThreadSanitizer does not see in a Qt that was not built for it; these two say the same in terms of the C++
/// memory model, so that a report in our code is a real one. One atomic operation per batch or command.
namespace bothends::handover {

inline std::atomic<unsigned> counter{0};

/// Before the queued call: everything done so far …
inline void give()
{
    counter.fetch_add(1, std::memory_order_release);
}

/// … is visible after this, first thing in the called function.
inline void take()
{
    static_cast<void>(counter.load(std::memory_order_acquire));
}

} // namespace bothends::handover
