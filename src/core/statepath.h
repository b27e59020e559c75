// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

#include <QList>
#include <QString>

namespace bothends {

/// One edge of the state diagram (RFC 9293 §3.3.2, figure 5) that an end has taken; of other sockets than
/// TCP's, which have three states, one of theirs.
struct PathStep
{
    TcpState from = TcpState::Closed;
    TcpState to = TcpState::Closed;
    bool isObserved = false; ///< the kernel reported `to`; else it was passed or is concluded
    qsizetype row = 0; ///< from here on the end was in `to`
    QString cause; ///< the call or segment: `connect() → SYN`, `FIN → ACK`; words in the user's language

    friend bool operator==(const PathStep &, const PathStep &) = default;
};

// Readings of the life lines; in the journal's thread. The work depends on how many states one socket has
// passed, never on how many rows its connection has.

/// The way of one end up to a row, from CLOSED on. The end of a server begins with the way of the socket it
/// was accepted from. After a failed attempt to connect, only the newest attempt. Empty if nothing is known.
QList<PathStep> statePath(const Readings &readings, quint32 connection, Side side, qsizetype row);

/// The same for the listening socket of a server: the last one, when it listened more than once.
QList<PathStep> listenerPath(const Readings &readings, quint32 endpoint, qsizetype row);

/// Every text that statePath() may give as the cause of this edge; for layouts and tests.
QStringList possibleCauses(TcpState from, TcpState to, Transport transport = Transport::Tcp);

} // namespace bothends
