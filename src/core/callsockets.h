// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

namespace bothends {

/// The sockets of a program whose calls are shown one by one, as its variables. Internal to sessionscript.h.
class CallSockets
{
public:
    /// @param rows those that the program has @param chosen the event of the row that is looked at
    CallSockets(const Readings &readings, const QList<qsizetype> &rows, const Event &chosen);

    /// `s` for the one socket that the rest comes of, `c3` for that of connection 3.
    QString variableOf(const Event &event) const;
    /// Of the server; null = nothing tells it.
    const Address &address() const { return m_address; }
    bool isIpv6() const { return m_isIpv6; }

private:
    Side m_side;
    Transport m_transport;
    quint32 m_mainSocket = 0;
    bool m_isIpv6 = false;
    Address m_address;
};

} // namespace bothends
