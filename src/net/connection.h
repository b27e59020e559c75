// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"
#include "net/recorder.h"
#include "net/socketcalls.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

class QSocketNotifier;

namespace bothends {

/// Our end of one established TCP connection: reads, writes, backpressure, and an end that is told
/// apart (FIN, RST) although QTcpSocket reports both alike. Used by server and client. Lives in the I/O
/// thread; every step is appended to the recorder.
///
/// Three promises QTcpSocket alone does not keep:
/// - the outgoing queue is bounded (write() refuses instead of growing without end);
/// - a peer that closes its sending direction still gets everything that was queued for it: the end of
///   stream is withheld from QTcpSocket, which would drop its queue, until the queue is empty;
/// - an orderly end by us first closes the sending direction and reads on for a while, because close(2)
///   with unread bytes sends RST, which can destroy what the peer has not read yet (RFC 2525 §2.17).
class Connection : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 kMaxQueuedBytes = 16 * 1024 * 1024;

    /// @param socket connected; taken over
    Connection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
               std::unique_ptr<QTcpSocket> socket, QObject *parent);
    ~Connection() override;

    /// Wires the socket and begins to read. Apart from the constructor, so that the owner can append
    /// its own event (accept, connected) and connect its slots first.
    void open(bool echo = false);

    quint32 number() const { return m_status.connection; }
    const ConnectionStatus &status() const { return m_status; }

    /// One write, one row. False, with an error row, if the queue would exceed kMaxQueuedBytes or the
    /// connection is ending.
    bool write(const QByteArray &bytes, WriteReason reason);
    /// shutdown(SHUT_WR) as soon as everything written is sent; reading goes on.
    void finishSending();
    /// Sends what is queued, then FIN, reads until the peer's FIN (bounded in time), then closes.
    void disconnectOrderly();
    quint32 socketNumber() const { return m_socketNumber; }
    /// getsockopt, setsockopt or shutdown on the socket. False: Qt's sockets have no such call.
    bool call(const SocketCall &call);
    /// RST, now. What was queued is discarded, and said so.
    void abort();

signals:
    /// The socket is closed, the `closed` event is appended. Emitted once; delete later.
    void ended();

private:
    static constexpr qint64 kReadBufferBytes = 64 * 1024;
    static constexpr qint64 kEchoQueueBytes = 1024 * 1024; ///< above it an echo reads no more
    static constexpr int kDrainTimeoutMs = 5000; ///< without progress of the queue while closing
    static constexpr int kLingerTimeoutMs = 2000; ///< for the peer's FIN after ours

    Event newEvent(EventKind kind, Origin origin) const;
    void readAvailable();
    QByteArray readOnce();
    void drain();
    bool mayRead();
    void afterWrite();
    void onBytesWritten(qint64 bytes);
    void onError(QAbstractSocket::SocketError socketError);
    void onDisconnected();
    void continueClosing();
    void onCloseDeadline();
    void holdEndOfStream();
    void releaseEndOfStream();
    void onHeldInput();
    void updateStatus();

    Recorder &m_recorder;
    ConnectionStatus m_status;
    quint32 m_socketNumber;
    std::unique_ptr<QTcpSocket> m_socket;
    DescriptorHandle m_duplicate;
    std::unique_ptr<QSocketNotifier> m_heldInput; ///< watches the duplicate while the end is withheld
    QTimer m_closeDeadline;
    bool m_echo = false;
    bool m_holding = false; ///< QTcpSocket's reading is blocked by one byte that is not the peer's
    bool m_waitsForJournal = false;
    bool m_finishSending = false;
    bool m_sendingShut = false;
    bool m_readingShut = false; ///< by a call() of ours: what looks like the peer's end is none
    bool m_closing = false;
    bool m_reading = false;
    bool m_endReported = false;
    bool m_aborted = false;
    bool m_ended = false;
};

} // namespace bothends
