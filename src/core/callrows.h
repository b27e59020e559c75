// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

#include <QList>

namespace bothends {

// Which rows a script has whose calls are shown one by one in the order of the journal: of endpoints that are
// worked call by call, and of datagram sockets, where one socket has all conversations. Internal to
// sessionscript.h.

struct CallRows
{
    QList<qsizetype> rows; ///< of the journal, rising
    qsizetype leftOutAt = 0; ///< where rows before the chosen one are left out, if isPartial
    bool isPartial = false;
    bool isCutOff = false; ///< there are more rows behind the last
};

/// What the kernel reports, and no call of the program.
bool isKernelRow(const Event &event);

/// The endpoint of ours to which the row belongs if it is such a one; 0 = it is not, or it is not ours.
quint32 endpointInOrder(const Readings &readings, qsizetype row);

/// The rows around this one, and those in which the sockets came to be that are used in them.
CallRows callRowsOf(const Readings &readings, qsizetype row, quint32 endpoint);

} // namespace bothends
