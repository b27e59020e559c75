// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace bothends {

/// The states of one end of a TCP connection (RFC 9293 §3.3.2). Each end has its own; they are never in step.
/// Other sockets know fewer: local streams Listen, Established and Unconnected, datagram sockets Established
/// (connected to a peer) and Unconnected.
enum class TcpState : quint8 {
    Closed, ///< no such socket in the kernel
    Listen,
    SynSent,
    SynReceived,
    Established,
    FinWait1,
    FinWait2,
    CloseWait,
    Closing,
    LastAck,
    TimeWait,
    Unconnected, ///< no state of TCP: a socket of another transport that is there and has no peer
};

/// The eleven of TCP.
QList<TcpState> allTcpStates();

/// `SYN_RECV`, `FIN_WAIT_1`, `UNCONN` …: the names of tcp(7) and ss(8), the same in every language.
QString tcpStateName(TcpState state);

/// The states that an end must have passed in order between two that were seen, without either of them:
/// FIN_WAIT_1 between ESTABLISHED and FIN_WAIT_2. Empty if the second can follow at once, if there is no
/// orderly way, or to CLOSED from a state that a reset ends (RFC 9293 §3.3.2, figure 5).
QList<TcpState> statesBetween(TcpState from, TcpState to);

} // namespace bothends
