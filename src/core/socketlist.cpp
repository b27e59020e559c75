// SPDX-License-Identifier: MIT
#include "core/socketlist.h"

namespace bothends {

SocketList::SocketList(const Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
{
    if (journal.size() > 0)
        takeIn(0, journal.size() - 1);
    connect(&journal, &Journal::appended, this, &SocketList::takeIn);
}

const SocketInfo *SocketList::find(quint32 socket) const
{
    const auto it = m_sockets.constFind(socket);
    return it == m_sockets.constEnd() ? nullptr : &*it;
}

QList<quint32> SocketList::socketsOf(quint32 endpoint) const
{
    return m_byEndpoint.value(endpoint);
}

QList<quint32> SocketList::openSockets(Side side) const
{
    QList<quint32> open;
    for (const SocketInfo &socket : m_sockets) {
        if (socket.side == side && !socket.isClosed)
            open << socket.number;
    }
    std::sort(open.begin(), open.end());
    return open;
}

void SocketList::takeIn(qsizetype first, qsizetype last)
{
    QList<quint32> touched;
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_journal.at(row);
        if (event.socket == 0)
            continue;
        touched << event.socket;
    }
    if (!touched.isEmpty())
        emit changed(touched);
}

} // namespace bothends
