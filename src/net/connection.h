// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"
#include "net/filetransfers.h"
#include "net/recorder.h"
#include "net/socketcalls.h"

#include <QBasicTimer>
#include <QObject>

#include <deque>
#include <memory>
#include <optional>

class QSocketNotifier;

namespace bothends {

/// How a connection behaves by itself.
struct ConnectionHabits
{
    bool isEcho = false; ///< every byte received is sent back
    AfterEof afterEof = AfterEof::Close;
};

/// Our end of one established stream: reads, writes, files, backpressure and the end, as far as they are the
/// same for every engine. Used by servers and clients. Lives in the I/O thread; every step is appended to
/// the recorder.
///
/// What it promises:
/// - the outgoing queue is bounded (write() refuses instead of growing without end), and what was written
///   before leaves before: a message typed while a file is being sent comes after it;
/// - while the journal lags, an echo's queue is long or a disk is full, nothing is read: the peer waits;
/// - an orderly end by us first closes the sending direction and reads on for a while, because close(2)
///   with unread bytes sends RST, which can destroy what the peer has not read yet (RFC 2525 §2.17).
class Connection : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 kMaxQueuedBytes = 16 * 1024 * 1024;

    ~Connection() override;

    /// Begins to read. Apart from the constructor, so that the owner can append its own event (accept,
    /// connected) and connect its slots first.
    void open(const ConnectionHabits &habits);

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
    /// getsockopt, setsockopt or shutdown on the socket. False: there is no such call here.
    bool call(const SocketCall &call);
    /// RST, now. What was queued is discarded, and said so.
    virtual void abort() = 0;

    void sendFile(const FileToSend &file);
    /// The file that is being sent, or else the next one.
    void cancelTransfer();
    void saveReceived(const QString &file);

    /// Ends a notifier, also inside its own signal; before its descriptor is closed.
    static void retire(std::unique_ptr<QSocketNotifier> &notifier);

signals:
    /// The socket is closed, the `closed` event is appended. Emitted once; delete later.
    void ended();

protected:
    static constexpr qint64 kReadBufferBytes = 64 * 1024;

    Connection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber, QObject *parent);

    // What an engine is made of.

    /// Wires the socket.
    virtual void begin() = 0;
    virtual bool isConnected() const = 0;
    /// Valid until closeSocket().
    virtual Descriptor descriptor() const = 0;
    /// Hands bytes to the socket and returns how many it took. With a row, it is the first attempt, and the
    /// row is to be appended. A failure ends the connection.
    virtual qint64 transmit(QByteArrayView bytes, std::optional<Event> row) = 0;
    /// What to tell of a write of so many bytes; -1 = no call was made yet, because others wait.
    virtual std::shared_ptr<const CallDetail> detailOfWrite(qint64, qint64) const { return nullptr; }
    /// Bytes that the socket took and the kernel did not.
    virtual qint64 queuedInSocket() const { return 0; }
    /// There is something to send now, or nothing any more (see hasUnsent()).
    virtual void onQueueChanged() { }
    /// A file could not be sent because of the socket, whose end follows if it is not here yet.
    virtual void onSocketFault(int systemCode) = 0;
    /// One read, given to takeReceived(); false if there was nothing.
    virtual bool readOnce() = 0;
    /// Whether readAvailable() has to be called when there is something.
    virtual void setReading(bool) { }
    /// shutdown(SHUT_WR) and its row.
    virtual void shutSending() = 0;
    /// Ends in order, at once; leads to end().
    virtual void closeNow() = 0;
    /// The last use of the descriptor.
    virtual void closeSocket() = 0;

    Event newEvent(EventKind kind, Origin origin) const;
    void readAvailable();
    /// What readOnce() read: the row (detail may be null), the file it is saved to, the echo.
    void takeReceived(const QByteArray &bytes, Origin origin, const Stamp &stamp,
                      std::shared_ptr<CallDetail> detail);
    /// Makes the call on the descriptor, and appends its event. False: it is no control call.
    bool performCall(const SocketCall &call);
    /// The peer's end of stream was read; its row is appended.
    void peerFinished();
    /// The socket took what it had queued, or some of it.
    void onProgress();
    /// Sends what waits as far as the socket takes it.
    void advance();
    bool hasUnsent() const { return queuedInSocket() > 0 || !m_outgoing.empty(); }
    qint64 queuedBytes() const { return queuedInSocket() + m_waitingBytes; }
    /// Why the connection ends, if not because somebody wanted it.
    void setFailure(const Error &failure) { m_failure = failure; }
    /// Closes and says so. Harmless when repeated.
    void end();
    void updateStatus();

    void timerEvent(QTimerEvent *event) override;

    bool isEnded() const { return m_ended; }
    bool isClosing() const { return m_closing; }
    bool isReadingShut() const { return m_readingShut; }
    bool isPeerFinished() const { return m_peerFinished; }
    bool isEcho() const { return m_habits.isEcho; }
    bool keepsSending() const { return m_habits.afterEof == AfterEof::KeepSending; }
    const ConnectionStatus &identity() const { return m_status; }
    Recorder &recorder() { return m_recorder; }

private:
    static constexpr qint64 kEchoQueueBytes = 1024 * 1024; ///< above it an echo reads no more
    static constexpr int kDrainTimeoutMs = 5000; ///< without progress of the queue while closing
    static constexpr int kLingerTimeoutMs = 2000; ///< for the peer's FIN after ours
    static constexpr int kDiskRetryMs = 250;

    /// A message or a file that is not sent yet, or not whole.
    struct Outgoing
    {
        QByteArray bytes;
        WriteReason reason = WriteReason::Message;
        qsizetype taken = 0; ///< by the socket
        bool isRecorded = false;
        std::unique_ptr<FileSending> file; ///< then there are no bytes
    };

    bool mayRead();
    Event recordMessage(Outgoing &message);
    bool advanceMessage(Outgoing &message);
    bool advanceFile(FileSending &file);
    void watchWritable(bool on);
    void continueClosing();
    void onCloseDeadline();

    TransferOwner transferOwner() { return {m_recorder, m_status, m_socketNumber}; }
    void dropOutgoing();
    bool hasRoomToSave();

    Recorder &m_recorder;
    ConnectionStatus m_status;
    quint32 m_socketNumber;
    ConnectionHabits m_habits;
    std::deque<Outgoing> m_outgoing;
    qint64 m_waitingBytes = 0; // of messages in m_outgoing
    std::unique_ptr<QSocketNotifier> m_writable;
    FileSaving m_saving;
    QBasicTimer m_diskRetry;
    std::optional<Error> m_failure;
    QBasicTimer m_closeDeadline;
    bool m_waitsForJournal = false;
    bool m_reading = false;
    bool m_advancing = false;
    bool m_finishSending = false;
    bool m_sendingShut = false;
    bool m_readingShut = false; ///< by a call() of ours: what looks like the peer's end is none
    bool m_peerFinished = false;
    bool m_closing = false;
    bool m_ended = false;
};

} // namespace bothends
