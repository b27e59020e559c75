// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"
#include "net/rawcalls.h"
#include "net/recorder.h"

#include <QList>

namespace bothends {

class StepSocket;

/// The sending calls of one StepSocket. send(2) takes what there is room for, and the rest is the caller's
/// business; only sendall() goes on until all is taken. Lives in the I/O thread.
class StepWriter
{
public:
    static constexpr qint64 kMaxQueuedBytes = 16 * 1024 * 1024;

    explicit StepWriter(StepSocket &socket)
        : m_socket(socket)
    {
    }

    void call(const SocketCall &call);
    /// There is room again: a sendall() goes on.
    void proceed();
    bool isWaiting() const { return !m_queue.isEmpty(); }
    /// That sendall() has not handed over yet.
    qint64 queuedBytes() const;

private:
    /// A sendall() that is not done.
    struct Pending
    {
        QByteArray bytes;
        MessageFlags flags;
        qint64 taken = 0;
    };

    void sendOnce(const SocketCall &call);
    RawResult sendWithDescriptor(const SocketCall &call, const SystemAddress &to, CallDetail &detail,
                                 const Stamp &stamp, bool &isMade);
    void sendAll(const SocketCall &call);
    void sendFile(const SocketCall &call);
    void recordSent(const CallDetail &detail, const QByteArray &payload, const Address &to,
                    const Stamp &stamp);

    StepSocket &m_socket;
    QList<Pending> m_queue;
};

} // namespace bothends
