// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"
#include "net/rawcalls.h"
#include "net/recorder.h"

#include <QElapsedTimer>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace bothends {

/// What the loop did, on its way to the I/O thread, with the moment at which it did it.
struct LoopStep
{
    enum class Kind : quint8 {
        Began, ///< number = the kernel's number of the thread
        Entered, ///< went into a call that cannot return at once
        Accepted, ///< number = descriptor
        Sent,
        Received,
        Eof,
        Reset, ///< with error: the peer's; without: close() made one
        Failed,
        Closed, ///< of the client; amount = bytes that were not taken
        Ended, ///< the thread is about to end: the last step
    };
    Kind kind = Kind::Began;
    Stamp stamp;
    CallName call = CallName::None;
    qint64 asked = -1; ///< bytes
    qint64 number = -1;
    quint64 client = 0; ///< of Accepted: by which the commands below name it
    qint64 amount = 0;
    int error = 0; ///< errno
    QByteArray bytes;
    WriteReason reason = WriteReason::Message;
    Address local; ///< of Accepted
    Address peer;
};

/// The tutorial's server as it is written there: accept(), sendall(), recv(), close(), one client after the
/// other, in a thread of its own that sleeps in these calls. Made, told and emptied by one other thread, the
/// I/O thread, which never waits for it longer than a call takes that has been woken.
///
/// A thread that sleeps in a call cannot be asked to stop; it is woken by shutdown(2) from outside, as a
/// program would do it: accept() then fails with EINVAL, recv() returns 0, send() fails with EPIPE
/// (measured, for TCP and local sockets). Nothing is ever killed, and the thread is always joined.
///
/// Invariant: what both threads use is guarded by one mutex, which is never held during a call that waits.
/// Not more than kMaxWaiting steps or bytes wait to be taken; then the loop waits instead of reading on.
class BlockingLoop
{
public:
    static constexpr int kReceiveSize = 1024; ///< as in the tutorial: recv(1024)

    /// @param listener blocking, listening; stays the caller's and must outlive this
    /// @param wake called in the loop's thread when take() has something, after it had nothing
    BlockingLoop(Descriptor listener, Transport transport, const Address &local, const QElapsedTimer &clock,
                 std::function<void()> wake);
    /// Ends it as abort() does, and joins.
    ~BlockingLoop();
    BlockingLoop(const BlockingLoop &) = delete;
    BlockingLoop &operator=(const BlockingLoop &) = delete;

    void start();
    QList<LoopStep> take();
    /// For the clients that come from now on.
    void setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting);

    /// Which descriptors were shut down from outside to wake the loop.
    struct Woken
    {
        bool isListenerShut = false;
        bool isClientShut = false;
        ShutdownHow how = ShutdownHow::Read; ///< of the client
    };
    /// Ends after the present call: the client is closed in order. A sendall() to a peer that does not read
    /// goes on.
    Woken stop();
    /// Ends now: the client is reset.
    Woken abort();
    /// The client alone, if the loop still serves it: with `abortive` it is reset, else closed in order, as
    /// stop() does.
    Woken endClient(quint64 client, bool abortive);
    /// Bytes to the client, past the loop: as much as the kernel takes now. Nothing while the loop itself
    /// sleeps in sendall(), and ENOTCONN if it does not serve it any more.
    RawResult sendPast(quint64 client, const QByteArray &bytes);
    /// Runs with the client's descriptor, which is not closed meanwhile. False if it is not served any more.
    bool withClient(quint64 client, const std::function<void(Descriptor)> &use);

private:
    static constexpr qsizetype kMaxWaiting = 1024;
    static constexpr qint64 kMaxWaitingBytes = 1024 * 1024;

    using Lock = std::unique_lock<std::mutex>;

    void run();
    bool acceptNext();
    bool takeClient(Descriptor descriptor, const SystemAddress &from);
    void serve();
    bool sendAll(const QByteArray &bytes, WriteReason reason);
    bool receive(QByteArray &bytes);
    void closeClient();
    void fail(CallName call, int error);

    LoopStep stepOf(LoopStep::Kind kind, CallName call = CallName::None) const;
    void put(LoopStep step);
    void append(LoopStep step, const Lock &lock);
    void awaitRoom(Lock &lock);
    Woken wakeClient(const Lock &lock, bool abortive);
    bool isEnding();
    void pauseBriefly();

    const Descriptor m_listener;
    const Transport m_transport;
    const Address m_local;
    const QElapsedTimer m_clock;
    const std::function<void()> m_wake;

    std::mutex m_mutex; // for all that follows
    std::condition_variable m_changed;
    QList<LoopStep> m_steps;
    qint64 m_waitingBytes = 0;
    QByteArray m_greeting;
    AfterGreeting m_afterGreeting = AfterGreeting::Close;
    Descriptor m_client = kNoDescriptor;
    quint64 m_clientNumber = 0; // counts
    qint64 m_unsent = 0; // of the sendall() that did not get through
    bool m_isSending = false; // sleeps in sendall()
    bool m_isReadShut = false; // the client, from outside
    bool m_isReset = false; // the client, by either end
    bool m_hasEof = false;
    bool m_isClientEnding = false;
    bool m_isStopping = false;

    std::thread m_thread; // last: it uses the others
};

} // namespace bothends
