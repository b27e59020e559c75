// SPDX-License-Identifier: MIT
#pragma once

#include "net/datagramsocket.h"
#include "net/recorder.h"

#include <QList>

namespace bothends {

/// What two ends say to each other over datagram sockets: our end of it. There is no connection in the
/// kernel; it is known by its two addresses. One write is one datagram is one row, made when the kernel has
/// taken it; what the kernel cannot take yet waits, in order, in a bounded queue. Lives in the I/O thread.
class DatagramConversation
{
public:
    static constexpr qint64 kMaxQueuedBytes = 16 * 1024 * 1024;
    static constexpr qsizetype kMaxQueued = 65536; ///< datagrams: empty ones weigh something, too

    /// @param isConnected the socket has this peer, and no other
    /// @param answerFrom what the peer has written to, if the socket is bound to every address; else null
    DatagramConversation(Recorder &recorder, DatagramSocket &socket, const ConnectionStatus &identity,
                         quint32 socketNumber, bool isConnected, const Address &answerFrom = {});

    quint32 number() const { return m_status.connection; }
    const ConnectionStatus &status() const { return m_status; }
    bool hasQueued() const { return !m_queue.isEmpty(); }

    void takeIn(const Datagram &datagram);
    void send(const QByteArray &bytes, WriteReason reason);
    /// Sends what is queued as far as the kernel takes it.
    void flush();
    Event newEvent(EventKind kind, Origin origin) const;
    void reportFailure(const Error &error, CallName call, qint64 asked, Origin origin);
    /// Its queue is discarded: how many bytes that was. Datagrams without bytes count as one each.
    qint64 close();
    /// Goes on counting where an earlier conversation of the same number ended.
    void resumeAt(qint64 receivedBytes, qint64 sentBytes);

private:
    struct Waiting
    {
        QByteArray bytes;
        WriteReason reason;
    };
    /// False: it has to wait.
    bool sendNow(const Waiting &datagram);
    CallName sendCall() const { return m_isConnected ? CallName::Send : CallName::SendTo; }

    Recorder &m_recorder;
    DatagramSocket &m_socket;
    ConnectionStatus m_status;
    quint32 m_socketNumber;
    bool m_isConnected;
    Address m_answerFrom;
    bool m_hasSaidUnanswerable = false;
    QList<Waiting> m_queue;
};

} // namespace bothends
