// SPDX-License-Identifier: MIT
#include "net/localnames.h"

namespace bothends {

LocalNames::LocalNames(KernelProbe &probe, QObject *parent)
    : QObject(parent)
    , m_probe(probe)
    , m_later(this)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] {
        walk();
        emit walked();
    });
}

quint64 LocalNames::inodeOf(const Address &name, Transport transport, bool isListening)
{
    if (const quint64 inode = find(name, transport, isListening); inode != 0)
        return inode;
    if (mayWalk()) {
        walk();
        return find(name, transport, isListening);
    }
    if (!m_later.isActive())
        m_later.start(int(qMax<qint64>(1, kWalkPauseMs - m_sinceWalk.elapsed())));
    return 0;
}

void LocalNames::walk()
{
    m_found = m_probe.namedLocalSockets();
    m_sinceWalk.start();
}

quint64 LocalNames::find(const Address &name, Transport transport, bool isListening) const
{
    for (const ProbedLocalSocket &each : m_found) {
        if (each.name == name && each.isStream == isStream(transport) && each.inode != 0
            && (each.reading.state == TcpState::Listen) == isListening)
            return each.inode;
    }
    return 0;
}

} // namespace bothends
