// SPDX-License-Identifier: MIT
#include "net/blockingserver.h"

#include "net/blockingcalls.h"
#include "net/callevents.h"
#include "net/controlcall.h"
#include "net/threadreading.h"

#include <QScopedValueRollback>

#include <cerrno>
#include <utility>

namespace bothends {

namespace {

CallDetail detailOf(CallName call)
{
    CallDetail detail;
    detail.call = call;
    return detail;
}

} // namespace

BlockingServer::BlockingServer(EngineContext &context, quint32 id, ServerConfig config, QObject *parent)
    : ServerEndpoint(context, id, Side::Server, config.transport, parent)
    , m_config(std::move(config))
    , m_local(m_config.address)
    , m_ask(this)
    , m_patience(this)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(kAskAfterMs);
    connect(&m_ask, &QTimer::timeout, this, &BlockingServer::askForThread);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_loop)
            return;
        if (m_isStopping)
            tellShutdown(m_loop->abort());
        else if (m_client)
            tellShutdown(m_loop->endClient(m_client->number, true));
    });
    connect(&m_context.recorder, &Recorder::relieved, this, [this] { takeIn(); });
}

BlockingServer::~BlockingServer()
{
    m_context.recorder.removeSource(this);
    m_loop.reset(); // joins
    removeSocketFile(m_local.host, m_file);
}

void BlockingServer::start()
{
    if (!open()) {
        finish();
        return;
    }
    // The thread begins after this; what it needs is there.
    m_loop = std::make_unique<BlockingLoop>(
        m_listener.get(), transport(), m_local, m_context.recorder.clock(), [this] {
            QMetaObject::invokeMethod(this, qOverload<>(&BlockingServer::takeIn), Qt::QueuedConnection);
        });
    m_loop->setGreeting(m_config.greeting, m_config.afterGreeting);
    m_context.recorder.addSource(this, [this] { takeIn(); });
    m_loop->start();
    updateStatus();
}

// The calls before the loop do not wait, so they are made here.
bool BlockingServer::open()
{
    m_socketNumber = m_context.nextSocket();
    if (!(m_config.adoptDescriptor >= 0 ? adopt() : make()) || !listens()) {
        close();
        return false;
    }
    makeBlocking(m_listener.get());
    return true;
}

/// socket(), setsockopt(), bind()
bool BlockingServer::make()
{
    const SystemAddress address = systemAddressOf(m_config.address);
    if (!address.isValid() || m_config.address.isLocal() != isLocal(transport())) {
        refuse(addressFault(m_config.address));
        return false;
    }
    Stamp stamp = m_context.recorder.now();
    const RawResult made = rawSocket(transport(), m_config.address.isIpv6());
    m_listener = DescriptorHandle(Descriptor(made.value));
    Event event = eventOf(EventKind::Socket, false);
    event.number = qint32(made.value);
    if (!told(std::move(event), CallName::Socket, made, stamp))
        return false;
    const auto set = [this](SocketOption option, bool isOn) {
        setSwitch(m_context.recorder, eventOf(EventKind::Option, false), m_listener.get(), option, isOn);
    };
    if (!isLocal(transport())) // else TIME_WAIT of the last run keeps the port
        set(SocketOption::ReuseAddress, true);
    if (m_config.address.isIpv6())
        set(SocketOption::V6Only, m_config.isIpv6Only);

    stamp = m_context.recorder.now();
    const RawResult bound = rawBind(m_listener.get(), address);
    if (bound.isOk())
        m_local = addressOf(nameOf(m_listener.get()));
    if (bound.isOk() && m_local.kind == Address::Kind::Path)
        m_file = socketFileAt(m_local.host);
    return told(eventOf(EventKind::Bind, false), CallName::Bind, bound, stamp);
}

bool BlockingServer::adopt()
{
    if (const std::optional<Error> why = takeOver(m_config.adoptDescriptor, transport(), true)) {
        refuse(*why);
        return false;
    }
    m_listener = DescriptorHandle(m_config.adoptDescriptor);
    m_local = addressOf(nameOf(m_listener.get()));
    Event event = eventOf(EventKind::Socket, false);
    event.number = m_config.adoptDescriptor;
    m_context.recorder.append(std::move(event));
    return true;
}

// An adopted socket listens already; calling it again sets our backlog.
bool BlockingServer::listens()
{
    const Stamp stamp = m_context.recorder.now();
    Event event = eventOf(EventKind::Listen, false);
    event.number = m_config.backlog;
    return told(std::move(event), CallName::Listen, rawListen(m_listener.get(), m_config.backlog), stamp);
}

void BlockingServer::close()
{
    if (!m_listener.isValid())
        return;
    const Stamp stamp = m_context.recorder.now();
    m_listener.close();
    removeSocketFile(m_local.host, std::exchange(m_file, {}));
    append(eventOf(EventKind::Closed, false), detailOf(CallName::Close), stamp);
}

/// Whether the call succeeded.
bool BlockingServer::told(Event event, CallName call, const RawResult &result, const Stamp &stamp)
{
    m_context.recorder.append(eventOfCall(std::move(event), call, result), stamp);
    return result.isOk();
}

void BlockingServer::takeIn()
{
    if (!m_loop || m_isTakingIn || m_context.recorder.isCongested())
        return; // relieved() follows; meanwhile the loop waits when too much has gathered
    const QScopedValueRollback guard(m_isTakingIn, true);
    const QList<LoopStep> steps = m_loop->take();
    for (const LoopStep &step : steps)
        takeIn(step);
}

void BlockingServer::takeIn(const LoopStep &step)
{
    m_ask.stop();
    switch (step.kind) {
    case LoopStep::Kind::Began:
        m_threadId = int(step.number);
        break;
    case LoopStep::Kind::Entered:
        m_entered = step;
        tell(EventKind::Enter, step);
        m_ask.start();
        break;
    case LoopStep::Kind::Accepted:
        onAccepted(step);
        break;
    case LoopStep::Kind::Sent:
        tellData(EventKind::Sent, step);
        break;
    case LoopStep::Kind::Received:
        tellData(EventKind::Received, step);
        break;
    case LoopStep::Kind::Eof:
        tell(EventKind::Eof, step);
        break;
    case LoopStep::Kind::Reset:
    case LoopStep::Kind::Failed:
        tellError(step);
        break;
    case LoopStep::Kind::Closed:
        onClosed(step);
        break;
    case LoopStep::Kind::Ended:
        onEnded();
        break;
    }
}

void BlockingServer::onAccepted(const LoopStep &step)
{
    Client client;
    client.socket = m_context.nextSocket();
    client.number = step.client;
    client.status.connection = m_context.connections.accept(step.peer, step.local);
    client.status.endpoint = id();
    client.status.side = Side::Server;
    client.status.state = ConnectionStatus::State::Open;
    client.status.transport = transport();
    client.status.local = step.local;
    client.status.peer = step.peer;
    m_client = client;
    tell(EventKind::Accept, step);
    m_context.recorder.update(m_client->status);
}

void BlockingServer::onClosed(const LoopStep &step)
{
    m_patience.stop();
    tell(EventKind::Closed, step);
    ConnectionStatus &status = m_client->status;
    m_context.connections.release(Side::Server, status.peer, status.local);
    status.state = ConnectionStatus::State::Closed;
    m_context.recorder.update(status);
    m_client.reset();
}

/// The thread ends by itself right after it said so.
void BlockingServer::onEnded()
{
    m_loop.reset();
    m_context.recorder.removeSource(this);
    close();
    finish();
}

Event BlockingServer::eventOf(EventKind kind, bool isOfClient) const
{
    Event event = newEvent(kind, Origin::Call);
    event.socket = m_socketNumber;
    event.local = m_local;
    if (isOfClient && m_client) {
        event.socket = m_client->socket;
        event.connection = m_client->status.connection;
        event.local = m_client->status.local;
        event.peer = m_client->status.peer;
    }
    return event;
}

void BlockingServer::append(Event event, CallDetail detail, const Stamp &stamp)
{
    event.detail = std::make_shared<const CallDetail>(std::move(detail));
    m_context.recorder.append(std::move(event), stamp);
}

void BlockingServer::tell(EventKind kind, const LoopStep &step)
{
    const bool isOfListener = step.call == CallName::Accept && kind != EventKind::Accept;
    Event event = eventOf(kind, !isOfListener);
    CallDetail detail = detailOf(step.call);
    detail.asked = step.asked;
    if (kind == EventKind::Eof || kind == EventKind::Closed)
        detail.result = 0;
    if (kind == EventKind::Accept) {
        event.number = qint32(step.number);
        detail.result = step.number;
    }
    if (step.amount > 0)
        event.error = Error{ErrorCode::UnsentDiscarded, 0, event.peer.toString(), step.amount, {}};
    append(std::move(event), std::move(detail), step.stamp);
}

void BlockingServer::tellData(EventKind kind, const LoopStep &step)
{
    const bool isSent = kind == EventKind::Sent;
    qint64 &total = isSent ? m_client->status.sentBytes : m_client->status.receivedBytes;
    Event event = eventOf(kind, true);
    event.bytes = step.bytes.size();
    event.payload = step.bytes;
    event.reason = step.reason;
    event.streamOffset = quint64(total);
    total += event.bytes;
    CallDetail detail = detailOf(step.call);
    detail.asked = step.asked;
    detail.result = event.bytes;
    append(std::move(event), std::move(detail), step.stamp);
    m_context.recorder.update(m_client->status);
}

void BlockingServer::tellError(const LoopStep &step)
{
    const bool isOfClient = step.call != CallName::Accept;
    Event event
        = eventOf(step.kind == LoopStep::Kind::Reset ? EventKind::Reset : EventKind::Error, isOfClient);
    if (step.error != 0) {
        const Address &subject = isOfClient ? event.peer : m_local;
        event.error = errorOf(step.error, step.call, transport(), subject.toString());
    }
    append(std::move(event), detailOf(step.call), step.stamp);
}

void BlockingServer::tellShutdown(bool isOfClient, ShutdownHow how)
{
    CallDetail detail = detailOf(CallName::Shutdown);
    detail.how = how;
    detail.result = 0;
    append(eventOf(EventKind::Shutdown, isOfClient), std::move(detail), m_context.recorder.now());
}

void BlockingServer::tellShutdown(const BlockingLoop::Woken &woken)
{
    if (woken.isClientShut && m_client)
        tellShutdown(true, woken.how);
    if (woken.isListenerShut)
        tellShutdown(false, ShutdownHow::Both);
}

void BlockingServer::askForThread()
{
    ThreadReading reading = threadReading(m_threadId);
    if (m_lastReading == reading)
        return;
    m_lastReading = reading;
    Event event = eventOf(EventKind::Thread, m_entered.call != CallName::Accept);
    event.origin = Origin::Kernel;
    CallDetail detail = detailOf(m_entered.call);
    detail.thread = std::move(reading);
    append(std::move(event), std::move(detail), m_context.recorder.now());
}

void BlockingServer::stop()
{
    if (!m_loop || m_isStopping)
        return;
    m_isStopping = true;
    takeIn();
    if (!m_loop)
        return; // it has ended by itself
    tellShutdown(m_loop->stop());
    m_patience.start();
    updateStatus();
}

void BlockingServer::abort()
{
    if (!m_loop)
        return;
    m_isStopping = true;
    takeIn();
    if (!m_loop)
        return;
    tellShutdown(m_loop->abort());
    updateStatus();
}

void BlockingServer::send(quint32 connection, const QByteArray &bytes)
{
    takeIn();
    if (!m_loop || !isClient(connection)) {
        reportNotConnected(connection);
        return;
    }
    if (bytes.isEmpty())
        return;
    LoopStep step;
    step.call = CallName::Send;
    step.asked = bytes.size();
    step.stamp = m_context.recorder.now();
    const RawResult result = m_loop->sendPast(m_client->number, bytes);
    if (result.isOk()) {
        step.bytes = bytes.left(result.value);
        tellData(EventKind::Sent, step);
    }
    const qint64 left = bytes.size() - qMax<qint64>(0, result.value);
    if (left == 0)
        return;
    Event refused = eventOf(EventKind::Error, true);
    refused.error
        = errorOf(result.isOk() ? EAGAIN : result.error, step.call, transport(), refused.peer.toString());
    refused.error->amount = left;
    append(std::move(refused), detailOf(step.call), m_context.recorder.now());
}

void BlockingServer::broadcast(const QByteArray &bytes)
{
    takeIn();
    if (m_client)
        send(m_client->status.connection, bytes);
}

void BlockingServer::finishSending(quint32 connection)
{
    takeIn();
    if (!m_loop || !isClient(connection))
        return;
    RawResult result;
    const auto shut = [&result](Descriptor client) { result = rawShutdown(client, ShutdownHow::Write); };
    if (m_loop->withClient(m_client->number, shut) && result.isOk())
        tellShutdown(true, ShutdownHow::Write);
}

void BlockingServer::disconnectPeer(quint32 connection)
{
    endClient(connection, false);
}

void BlockingServer::abortPeer(quint32 connection)
{
    endClient(connection, true);
}

void BlockingServer::endClient(quint32 connection, bool abortive)
{
    takeIn();
    if (!m_loop || !isClient(connection))
        return;
    m_client->status.state = ConnectionStatus::State::Closing;
    m_context.recorder.update(m_client->status);
    tellShutdown(m_loop->endClient(m_client->number, abortive));
    m_patience.start();
}

void BlockingServer::call(const SocketCall &call)
{
    takeIn();
    const bool isOfClient = m_client && call.socket == m_client->socket;
    const bool isOfListener = call.socket == 0 || call.socket == m_socketNumber;
    const Stamp stamp = m_context.recorder.now();
    Event event = eventOf(EventKind::Option, isOfClient);
    bool isDone = false;
    if (isOfListener && m_listener.isValid())
        isDone = performControlCall(m_listener.get(), call, event);
    else if (isOfClient && m_loop)
        m_loop->withClient(m_client->number,
                           [&](Descriptor client) { isDone = performControlCall(client, call, event); });
    if (isDone)
        m_context.recorder.append(std::move(event), stamp);
    else
        reportNotOffered(call);
}

// A thread that sleeps in accept() does not hear of it: this is what the loop teaches.
void BlockingServer::pauseAccepting()
{
    SocketCall call;
    call.call = CallName::Accept;
    reportNotOffered(call);
}

void BlockingServer::resumeAccepting()
{
    pauseAccepting();
}

void BlockingServer::acceptOne()
{
    pauseAccepting();
}

void BlockingServer::setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting)
{
    m_config.greeting = greeting;
    m_config.afterGreeting = afterGreeting;
    if (m_loop)
        m_loop->setGreeting(greeting, afterGreeting);
}

void BlockingServer::refuse(const Error &error)
{
    Event refused = eventOf(EventKind::Error, false);
    refused.error = error;
    append(std::move(refused), detailOf(CallName::Bind), m_context.recorder.now());
}

void BlockingServer::finish()
{
    if (std::exchange(m_isFinished, true))
        return;
    updateStatus();
    emit finished();
}

void BlockingServer::updateStatus()
{
    EndpointStatus status;
    status.endpoint = id();
    status.side = Side::Server;
    status.transport = transport();
    status.local = m_local;
    status.state = m_isFinished ? EndpointStatus::State::Stopped
        : m_isStopping          ? EndpointStatus::State::Stopping
                                : EndpointStatus::State::Running;
    status.isAccepting = status.state == EndpointStatus::State::Running;
    status.connectionLimit = 1;
    m_context.recorder.update(status);
}

} // namespace bothends
