// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"
#include "core/tcpstate.h"

#include <array>

namespace bothends {

/// The states in which both ends of a TCP connection must be, as far as its captured segments tell (RFC 9293
/// §3.3.2). An end is taken to have a segment at the time of the capture. A value; any thread.
class SegmentStates
{
public:
    /// The next segment of the connection.
    void take(const Event &event);
    /// Closed before its first segment and after its last.
    TcpState of(Side side) const { return m_states[size_t(side)]; }

private:
    TcpState &state(Side side) { return m_states[size_t(side)]; }

    std::array<TcpState, 2> m_states{TcpState::Closed, TcpState::Closed};
    std::array<qint64, 2> m_finEnds{-1, -1}; ///< what acknowledges the FIN of a side; -1 = it sent none
    bool m_hasBegun = false;
};

} // namespace bothends
