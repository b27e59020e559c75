// SPDX-License-Identifier: MIT
#include "net/blockingloop.h"

#include "net/blockingcalls.h"
#include "net/threadreading.h"

#include <cerrno>
#include <chrono>
#include <utility>

namespace bothends {

namespace {

constexpr std::chrono::milliseconds kRetryPause(200); // after accept() found no free descriptor

} // namespace

BlockingLoop::BlockingLoop(Descriptor listener, Transport transport, const Address &local,
                           const QElapsedTimer &clock, std::function<void()> wake)
    : m_listener(listener)
    , m_transport(transport)
    , m_local(local)
    , m_clock(clock)
    , m_wake(std::move(wake))
{
}

BlockingLoop::~BlockingLoop()
{
    abort();
    if (m_thread.joinable())
        m_thread.join();
}

void BlockingLoop::start()
{
    m_thread = std::thread([this] { run(); });
}

void BlockingLoop::run()
{
    LoopStep begun = stepOf(LoopStep::Kind::Began);
    begun.number = beginThread("bothends-loop");
    put(std::move(begun));
    while (acceptNext()) {
        serve();
        closeClient();
    }
    put(stepOf(LoopStep::Kind::Ended));
}

/// conn, addr = listener.accept()
bool BlockingLoop::acceptNext()
{
    int told = 0; // the error that lasts
    while (!isEnding()) {
        if (!isReadable(m_listener))
            put(stepOf(LoopStep::Kind::Entered, CallName::Accept));
        SystemAddress from;
        const RawResult result = blockingAccept(m_listener, from);
        if (result.isOk())
            return takeClient(result.value, from);
        if (isEnding())
            return false; // EINVAL: we were woken
        if (result.error == EINTR)
            continue;
        if (std::exchange(told, result.error) != result.error)
            fail(CallName::Accept, result.error);
        if (result.error == EINVAL || result.error == EBADF)
            return false; // somebody else shut it down
        pauseBriefly();
    }
    return false;
}

bool BlockingLoop::takeClient(Descriptor descriptor, const SystemAddress &from)
{
    LoopStep accepted = stepOf(LoopStep::Kind::Accepted, CallName::Accept);
    accepted.number = descriptor;
    accepted.local = isLocal(m_transport) ? m_local : localAddressOf(descriptor);
    accepted.peer = addressOf(from);
    if (accepted.peer.isNull() && isLocal(m_transport)) {
        const quint64 inode = peerInodeOf(descriptor);
        accepted.peer = inode != 0 ? Address::unnamed(inode) : Address();
    }
    Lock lock(m_mutex);
    awaitRoom(lock);
    m_client = descriptor;
    accepted.client = ++m_clientNumber;
    m_unsent = 0;
    m_isReadShut = m_isReset = m_hasEof = m_isClientEnding = false;
    append(std::move(accepted), lock);
    return true;
}

void BlockingLoop::serve()
{
    QByteArray greeting;
    AfterGreeting afterGreeting{};
    {
        const Lock lock(m_mutex);
        greeting = m_greeting;
        afterGreeting = m_afterGreeting;
    }
    if (isEnding() || (!greeting.isEmpty() && !sendAll(greeting, WriteReason::Greeting)))
        return;
    if (afterGreeting == AfterGreeting::Close)
        return;
    QByteArray data;
    while (!isEnding() && receive(data)) {
        if (afterGreeting == AfterGreeting::Echo && !sendAll(data, WriteReason::Echo))
            return;
    }
}

/// conn.sendall(bytes)
bool BlockingLoop::sendAll(const QByteArray &bytes, WriteReason reason)
{
    LoopStep sent = stepOf(LoopStep::Kind::Sent, CallName::SendAll);
    sent.asked = bytes.size();
    sent.reason = reason;
    Lock lock(m_mutex);
    awaitRoom(lock);
    sent.stamp = stampOf(m_clock);
    // What the kernel takes at once is told before anybody can have read it: see Recorder::addSource().
    const RawResult first = rawSend(m_client, bytes, MessageFlag::DontWait);
    qint64 taken = qMax<qint64>(0, first.value);
    int error = first.wouldBlock() ? 0 : first.error;
    if (error == 0 && taken < bytes.size()) {
        LoopStep entered = stepOf(LoopStep::Kind::Entered, CallName::SendAll);
        entered.asked = bytes.size();
        append(std::move(entered), lock);
        m_isSending = true;
        const Descriptor client = m_client;
        lock.unlock();
        while (error == 0 && taken < bytes.size()) {
            const RawResult next = blockingSend(client, QByteArrayView(bytes).sliced(taken));
            taken += qMax<qint64>(0, next.value);
            error = next.error == EINTR ? 0 : next.error;
        }
        lock.lock();
        m_isSending = false;
    }
    m_unsent = bytes.size() - taken;
    if (taken > 0) {
        sent.bytes = bytes.left(taken);
        append(std::move(sent), lock);
    }
    lock.unlock();
    if (error != 0)
        fail(CallName::SendAll, error);
    return error == 0;
}

/// data = conn.recv(1024); false when there is none any more
bool BlockingLoop::receive(QByteArray &bytes)
{
    // The descriptor is only closed by this thread.
    if (!isReadable(m_client)) {
        LoopStep entered = stepOf(LoopStep::Kind::Entered, CallName::Recv);
        entered.asked = kReceiveSize;
        put(std::move(entered));
    }
    bytes = QByteArray(kReceiveSize, Qt::Uninitialized); // the last one belongs to its step
    RawResult result;
    do {
        result = blockingReceive(m_client, bytes.data(), bytes.size());
    } while (result.error == EINTR);
    if (!result.isOk()) {
        fail(CallName::Recv, result.error);
        return false;
    }
    bytes.resize(result.value);
    LoopStep step = stepOf(bytes.isEmpty() ? LoopStep::Kind::Eof : LoopStep::Kind::Received, CallName::Recv);
    step.asked = kReceiveSize;
    step.bytes = bytes;
    Lock lock(m_mutex);
    if (bytes.isEmpty() && m_isReadShut)
        return false; // not the peer's end of stream: we were woken
    m_hasEof = m_hasEof || bytes.isEmpty();
    awaitRoom(lock);
    append(std::move(step), lock);
    return !bytes.isEmpty();
}

/// conn.close()
void BlockingLoop::closeClient()
{
    Lock lock(m_mutex);
    awaitRoom(lock);
    // With unread bytes close() answers with a reset (RFC 2525 §2.17); so it does when it was told to.
    const bool isUnread = pendingInput(m_client) == PendingInput::Data;
    if (!std::exchange(m_isReset, m_isReset || isUnread) && isUnread)
        append(stepOf(LoopStep::Kind::Reset, CallName::Close), lock);
    LoopStep closed = stepOf(LoopStep::Kind::Closed, CallName::Close);
    closed.amount = m_unsent;
    rawClose(std::exchange(m_client, kNoDescriptor));
    append(std::move(closed), lock);
}

void BlockingLoop::fail(CallName call, int error)
{
    LoopStep failed = stepOf(error == ECONNRESET ? LoopStep::Kind::Reset : LoopStep::Kind::Failed, call);
    failed.error = error;
    Lock lock(m_mutex);
    const bool isOurDoing = m_isStopping || m_isClientEnding;
    m_isReset = m_isReset || error == ECONNRESET || error == EPIPE;
    if (isOurDoing && call != CallName::Accept)
        return;
    awaitRoom(lock);
    append(std::move(failed), lock);
}

LoopStep BlockingLoop::stepOf(LoopStep::Kind kind, CallName call) const
{
    LoopStep step;
    step.kind = kind;
    step.call = call;
    step.stamp = stampOf(m_clock);
    return step;
}

void BlockingLoop::put(LoopStep step)
{
    Lock lock(m_mutex);
    awaitRoom(lock);
    append(std::move(step), lock);
}

void BlockingLoop::append(LoopStep step, const Lock &)
{
    const bool wasEmpty = m_steps.isEmpty();
    m_waitingBytes += step.bytes.size();
    m_steps.append(std::move(step));
    if (wasEmpty)
        m_wake();
}

void BlockingLoop::awaitRoom(Lock &lock)
{
    m_changed.wait(lock, [this] {
        return m_isStopping || (m_steps.size() < kMaxWaiting && m_waitingBytes < kMaxWaitingBytes);
    });
}

bool BlockingLoop::isEnding()
{
    const Lock lock(m_mutex);
    return m_isStopping || (m_client != kNoDescriptor && m_isClientEnding);
}

void BlockingLoop::pauseBriefly()
{
    Lock lock(m_mutex);
    m_changed.wait_for(lock, kRetryPause, [this] { return m_isStopping; });
}

QList<LoopStep> BlockingLoop::take()
{
    const Lock lock(m_mutex);
    m_waitingBytes = 0;
    m_changed.notify_all();
    return std::exchange(m_steps, {});
}

void BlockingLoop::setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting)
{
    const Lock lock(m_mutex);
    m_greeting = greeting;
    m_afterGreeting = afterGreeting;
}

// The client's recv() returns what has arrived, and then 0; so its close() comes next, and sends the FIN.
BlockingLoop::Woken BlockingLoop::wakeClient(const Lock &lock, bool abortive)
{
    Woken woken;
    if (m_client == kNoDescriptor)
        return woken;
    m_isClientEnding = true;
    if (abortive && m_transport == Transport::Tcp) { // a local socket has no such close
        setAbortOnClose(m_client);
        if (!std::exchange(m_isReset, true))
            append(stepOf(LoopStep::Kind::Reset, CallName::Close), lock);
    }
    woken.isClientShut = true;
    woken.how = abortive && m_isSending ? ShutdownHow::Both : ShutdownHow::Read;
    rawShutdown(m_client, woken.how);
    m_isReadShut = true;
    return woken;
}

BlockingLoop::Woken BlockingLoop::stop()
{
    const Lock lock(m_mutex);
    if (std::exchange(m_isStopping, true))
        return {};
    Woken woken = wakeClient(lock, false);
    rawShutdown(m_listener, ShutdownHow::Both);
    woken.isListenerShut = true;
    m_changed.notify_all();
    return woken;
}

BlockingLoop::Woken BlockingLoop::abort()
{
    const Lock lock(m_mutex);
    Woken woken = wakeClient(lock, true);
    woken.isListenerShut = !std::exchange(m_isStopping, true);
    if (woken.isListenerShut)
        rawShutdown(m_listener, ShutdownHow::Both);
    m_changed.notify_all();
    return woken;
}

BlockingLoop::Woken BlockingLoop::endClient(quint64 client, bool abortive)
{
    const Lock lock(m_mutex);
    return client == m_clientNumber ? wakeClient(lock, abortive) : Woken();
}

RawResult BlockingLoop::sendPast(quint64 client, const QByteArray &bytes)
{
    const Lock lock(m_mutex);
    if (client != m_clientNumber || m_client == kNoDescriptor)
        return {-1, ENOTCONN};
    if (m_isSending)
        return {-1, EAGAIN};
    return rawSend(m_client, bytes, MessageFlag::DontWait);
}

bool BlockingLoop::withClient(quint64 client, const std::function<void(Descriptor)> &use)
{
    const Lock lock(m_mutex);
    if (client != m_clientNumber || m_client == kNoDescriptor)
        return false;
    use(m_client);
    return true;
}

} // namespace bothends
