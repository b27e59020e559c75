// SPDX-License-Identifier: MIT
#pragma once

#include "core/transport.h"
#include "kernel/kernelprobe.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace bothends {

/// Finds the inode of a local socket of which only the name is known, by a walk through the kernel's tables:
/// at most one a second, for all names. Lives in the I/O thread.
class LocalNames : public QObject
{
    Q_OBJECT
public:
    static constexpr int kWalkPauseMs = 1000;

    explicit LocalNames(KernelProbe &probe, QObject *parent = nullptr);

    /// 0 if there is none, or if the kernel must not be asked yet: then walked() follows. Of a connected
    /// stream it is the end that was bound, not what accept() made.
    quint64 inodeOf(const Address &name, Transport transport, bool isListening);

signals:
    /// A walk that had to wait was made.
    void walked();

private:
    quint64 find(const Address &name, Transport transport, bool isListening) const;
    bool mayWalk() const { return !m_sinceWalk.isValid() || m_sinceWalk.elapsed() >= kWalkPauseMs; }
    void walk();

    KernelProbe &m_probe;
    QList<ProbedLocalSocket> m_found;
    QElapsedTimer m_sinceWalk;
    QTimer m_later;
};

} // namespace bothends
