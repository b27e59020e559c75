// SPDX-License-Identifier: MIT
#include "core/callsockets.h"

#include "core/eventcalls.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace bothends {

CallSockets::CallSockets(const Readings &readings, const QList<qsizetype> &rows, const Event &chosen)
    : m_side(chosen.side)
    , m_transport(chosen.transport)
{
    const auto at = [&readings](qsizetype row) { return readings.journal.at(row); };
    QSet<quint32> accepted;
    for (const qsizetype row : rows) {
        if (at(row).kind == EventKind::Accept && isStream(m_transport))
            accepted << at(row).socket;
    }
    for (const qsizetype row : rows) {
        const Event &event = at(row);
        const bool isMaking = event.kind == EventKind::Socket && m_mainSocket == 0;
        if (isMaking || (m_mainSocket == 0 && event.socket != 0 && !accepted.contains(event.socket)))
            m_mainSocket = event.socket;
    }
    Address asked; // of the first bind(), whatever came of it
    Address bound;
    Address reached;
    for (const qsizetype row : rows) {
        const Event &event = at(row);
        if (variableOf(event) != u"s")
            continue;
        const Address target = targetOf(event);
        m_isIpv6 = m_isIpv6 || event.local.isIpv6() || target.isIpv6();
        if (event.kind == EventKind::Bind && bound.isNull())
            bound = event.local;
        const CallName call = callOf(event, false);
        const bool reaches = isConnecting(call) || call == CallName::SendTo || event.kind == EventKind::Sent;
        if (reaches && reached.isNull())
            reached = target;
        if (asked.isNull() && call == CallName::Bind)
            asked = target;
    }
    const bool isServer = m_side == Side::Server;
    for (const Address &address : {isServer ? bound : reached, isServer ? asked : bound, reached,
                                   isServer ? chosen.local : chosen.peer, chosen.local}) {
        if (m_address.isNull() && address.kind != Address::Kind::Unnamed)
            m_address = address;
    }
}

QString CallSockets::variableOf(const Event &event) const
{
    const bool isMain = m_mainSocket != 0 && event.socket != 0
        ? event.socket == m_mainSocket && event.kind != EventKind::Accept
        : m_side == Side::Client || event.connection == 0;
    if (isMain || !isStream(m_transport))
        return u"s"_s;
    return u"c%1"_s.arg(event.connection != 0 ? event.connection : event.socket);
}

} // namespace bothends
