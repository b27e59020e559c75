// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace bothends {

/// Between the thread that makes a copy of a session and the one that asked for it: how far it is, and
/// whether it shall end. Any thread.
class CopyProgress
{
public:
    void setPercent(int percent) { m_percent.store(percent, std::memory_order_relaxed); }
    int percent() const { return m_percent.load(std::memory_order_relaxed); }
    void cancel() { m_isCancelled.store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_isCancelled.load(std::memory_order_relaxed); }

private:
    std::atomic<int> m_percent{0};
    std::atomic<bool> m_isCancelled{false};
};

} // namespace bothends
