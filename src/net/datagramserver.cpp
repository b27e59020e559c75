// SPDX-License-Identifier: MIT
#include "net/datagramserver.h"

#include "net/controlcall.h"
#include "net/rawcalls.h"

#include <cerrno>

namespace bothends {

DatagramServer::DatagramServer(EngineContext &context, quint32 id, ServerConfig config, QObject *parent)
    : ServerEndpoint(context, id, Side::Server, config.transport, parent)
    , m_config(std::move(config))
    , m_deadline(this)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(kDrainTimeoutMs);
    connect(&m_deadline, &QTimer::timeout, this, &DatagramServer::closeSocket);
}

DatagramServer::~DatagramServer() = default;

Event DatagramServer::socketEvent(EventKind kind, Origin origin) const
{
    Event event = newEvent(kind, origin);
    event.socket = m_socketNumber;
    event.local = m_local;
    return event;
}

void DatagramServer::start()
{
    m_local = m_config.address;
    m_socketNumber = m_context.nextSocket();
    m_socket = makeDatagramSocket(m_config.engine, transport());
    if (!open()) {
        if (m_socket->descriptor() != kNoDescriptor)
            m_context.recorder.append(socketEvent(EventKind::Closed, Origin::Call));
        m_socket->close();
        m_finished = true;
        updateStatus();
        emit finished();
        return;
    }
    m_reader = std::make_unique<DatagramReader>(
        m_context.recorder, *m_socket, [this] { return mayRead(); }, nullptr);
    connect(m_reader.get(), &DatagramReader::received, this, &DatagramServer::onReceived);
    connect(m_reader.get(), &DatagramReader::dropped, this, &DatagramServer::onDropped);
    connect(m_reader.get(), &DatagramReader::failed, this,
            [this](const Error &error) { fail(error, CallName::RecvFrom); });
    connect(m_socket.get(), &DatagramSocket::writable, this, &DatagramServer::flush);
    updateStatus();
    m_reader->start();
}

// The steps as a program would make them: where the engine makes two in one go, they share a time.
bool DatagramServer::open()
{
    if (m_config.adoptDescriptor >= 0)
        return adopt();
    Stamp stamp = m_context.recorder.now();
    if (const auto error = m_socket->open(m_local.isIpv6(), m_config.isIpv6Only)) {
        fail(*error, CallName::Socket);
        return false;
    }
    const auto reportSocket = [&] {
        Event made = socketEvent(EventKind::Socket, Origin::Call);
        made.local = {};
        made.number = qint32(m_socket->descriptor());
        m_context.recorder.append(std::move(made), stamp);
    };
    const bool hasSocket = m_socket->descriptor() != kNoDescriptor;
    if (hasSocket) {
        reportSocket();
        stamp = m_context.recorder.now();
    }
    const auto error = m_socket->bind(m_local);
    if (!hasSocket && m_socket->descriptor() != kNoDescriptor)
        reportSocket();
    if (error) {
        fail(*error, CallName::Bind);
        return false;
    }
    m_local = addressOf(nameOf(m_socket->descriptor()));
    if (transport() == Transport::RawIcmp)
        m_local.port = 0; // there are none; the kernel puts the protocol in its place
    m_context.recorder.append(socketEvent(EventKind::Bind, Origin::Call), stamp);
    return true;
}

bool DatagramServer::adopt()
{
    const int descriptor = m_config.adoptDescriptor;
    const std::variant<AdoptedSocket, Error> found = describeSocket(descriptor);
    std::optional<Error> why;
    if (const auto *error = std::get_if<Error>(&found)) {
        why = *error;
    } else {
        const auto &socket = std::get<AdoptedSocket>(found);
        const QString subject = QString::number(descriptor);
        const bool isBound = socket.local.isLocal() || isIcmp(transport()) || socket.local.port != 0;
        if (socket.transport != transport())
            why = Error{ErrorCode::WrongSocketType, EPROTOTYPE, subject, 0, {}};
        else if (!isBound || socket.local.isNull() || socket.isConnected)
            why = Error{ErrorCode::InvalidCall, EINVAL, subject, 0, {}};
        else
            why = m_socket->adopt(descriptor, socket);
        m_local = socket.local;
    }
    if (why) {
        fail(*why, CallName::Socket);
        return false;
    }
    makeOurs(descriptor);
    Event taken = socketEvent(EventKind::Socket, Origin::Call);
    taken.number = descriptor;
    m_context.recorder.append(std::move(taken));
    return true;
}

void DatagramServer::fail(const Error &error, CallName call)
{
    Event failed = socketEvent(EventKind::Error, Origin::Call);
    failed.error = error;
    auto detail = std::make_shared<CallDetail>();
    detail->call = call;
    failed.detail = std::move(detail);
    m_context.recorder.append(std::move(failed));
}

// While an echo cannot be sent, what it is to be made of stays in the kernel, and is dropped there at last.
bool DatagramServer::mayRead() const
{
    return m_config.afterGreeting != AfterGreeting::Echo || queuedBytes() <= kEchoQueueBytes;
}

qint64 DatagramServer::queuedBytes() const
{
    qint64 queued = 0;
    for (const auto &[number, conversation] : m_conversations)
        queued += conversation->status().queuedBytes;
    return queued;
}

DatagramConversation *DatagramServer::conversationWith(const Datagram &datagram)
{
    const Address local = datagram.receiver.isNull() ? m_local : datagram.receiver;
    const Pair pair{datagram.sender, local};
    if (const quint32 known = m_numbers.value(pair))
        return m_conversations.at(known).get();
    if (int(m_conversations.size()) >= m_config.connectionLimit || m_stopping)
        return nullptr;
    ConnectionStatus identity;
    identity.endpoint = id();
    identity.side = Side::Server;
    identity.transport = transport();
    identity.local = local;
    identity.peer = datagram.sender;
    identity.connection = m_context.connections.accept(datagram.sender, local);
    m_numbers.insert(pair, identity.connection);
    auto conversation = std::make_unique<DatagramConversation>(m_context.recorder, *m_socket, identity,
                                                               m_socketNumber, false, datagram.receiver);
    const Counts before = m_forgotten.take(identity.connection);
    conversation->resumeAt(before.received, before.sent);
    return m_conversations.insert_or_assign(identity.connection, std::move(conversation)).first->second.get();
}

void DatagramServer::onReceived(const Datagram &received)
{
    Datagram datagram = received;
    if (transport() == Transport::LocalDatagram && datagram.sender.isNull())
        datagram.sender
            = m_context.connections.namelessSender(m_local, datagram.bytes, datagram.bytes.size(), false);
    const size_t before = m_conversations.size();
    DatagramConversation *conversation = conversationWith(datagram);
    if (!conversation) {
        Event taken = socketEvent(EventKind::Received, m_socket->readOrigin());
        taken.peer = datagram.sender;
        taken.bytes = datagram.bytes.size();
        taken.payload = datagram.bytes;
        taken.detail = datagram.detail;
        m_context.recorder.append(std::move(taken));
        if (!m_stopping && !std::exchange(m_isFull, true))
            fail({ErrorCode::ConnectionLimit, 0, datagram.sender.toString(), m_config.connectionLimit, {}},
                 CallName::None);
        return;
    }
    const quint32 number = conversation->number();
    const bool isNew = m_conversations.size() > before;
    conversation->takeIn(datagram);
    if (isNew)
        greet(*conversation);
    if (m_config.afterGreeting == AfterGreeting::Echo && transport() != Transport::RawIcmp && !m_stopping)
        conversation->send(datagram.bytes, WriteReason::Echo);
    if (m_config.afterGreeting == AfterGreeting::Close && !conversation->hasQueued())
        forget(number);
}

// A raw socket sees every packet, its own too: greeting them would never end.
void DatagramServer::greet(DatagramConversation &conversation)
{
    if (!m_config.greeting.isEmpty() && !isIcmp(transport()))
        conversation.send(m_config.greeting, WriteReason::Greeting);
}

void DatagramServer::onDropped(qint64 count)
{
    Event dropped = socketEvent(EventKind::Dropped, Origin::Kernel);
    dropped.number = qint32(qMin<qint64>(count, INT_MAX));
    m_context.recorder.append(std::move(dropped));
}

void DatagramServer::forget(quint32 connection)
{
    const auto it = m_conversations.find(connection);
    if (it == m_conversations.end())
        return;
    DatagramConversation &conversation = *it->second;
    const ConnectionStatus &status = conversation.status();
    if (const qint64 discarded = conversation.close(); discarded > 0)
        conversation.reportFailure({ErrorCode::UnsentDiscarded, 0, status.peer.toString(), discarded, {}},
                                   CallName::SendTo, discarded, Origin::Call);
    if (m_forgotten.size() >= kMostForgotten)
        m_forgotten.clear();
    m_forgotten.insert(connection, {status.receivedBytes, status.sentBytes});
    m_context.connections.release(Side::Server, status.peer, status.local);
    m_numbers.remove({status.peer, status.local});
    m_conversations.erase(it);
    m_isFull = false;
}

void DatagramServer::flush()
{
    const qint64 before = queuedBytes();
    QList<quint32> done;
    bool isQueued = false;
    for (const auto &[number, conversation] : m_conversations) {
        if (!conversation->hasQueued())
            continue;
        conversation->flush();
        isQueued = isQueued || conversation->hasQueued();
        if (!conversation->hasQueued() && m_config.afterGreeting == AfterGreeting::Close)
            done << number;
    }
    for (const quint32 number : std::as_const(done))
        forget(number);
    if (!m_stopping)
        m_reader->resume();
    else if (!isQueued)
        closeSocket();
    else if (queuedBytes() < before)
        m_deadline.start();
}

void DatagramServer::setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting)
{
    m_config.greeting = greeting;
    m_config.afterGreeting = afterGreeting;
}

void DatagramServer::send(quint32 connection, const QByteArray &bytes)
{
    const auto it = m_conversations.find(connection);
    if (it == m_conversations.end() || m_stopping)
        reportNotConnected(connection);
    else
        it->second->send(bytes, WriteReason::Message);
}

void DatagramServer::broadcast(const QByteArray &bytes)
{
    if (m_conversations.empty() || m_stopping) {
        reportNotConnected(0);
        return;
    }
    for (const auto &[number, conversation] : m_conversations)
        conversation->send(bytes, WriteReason::Message);
}

void DatagramServer::call(const SocketCall &call)
{
    Event event = socketEvent(EventKind::Option, Origin::Call);
    const bool isOurs = call.socket == 0 || call.socket == m_socketNumber;
    if (isOurs && !m_finished && performControlCall(m_socket->descriptor(), call, event))
        m_context.recorder.append(std::move(event));
    else
        reportNotOffered(call);
}

void DatagramServer::disconnectPeer(quint32 connection)
{
    forget(connection);
}

void DatagramServer::abortPeer(quint32 connection)
{
    forget(connection);
}

void DatagramServer::stop()
{
    if (m_stopping || m_finished)
        return;
    m_stopping = true;
    m_reader->stop();
    updateStatus();
    bool isQueued = false;
    for (const auto &[number, conversation] : m_conversations)
        isQueued = isQueued || conversation->hasQueued();
    if (isQueued)
        m_deadline.start();
    else
        closeSocket();
}

void DatagramServer::abort()
{
    if (m_finished)
        return;
    m_stopping = true;
    m_reader->stop();
    closeSocket();
}

void DatagramServer::closeSocket()
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    while (!m_conversations.empty())
        forget(m_conversations.begin()->first);
    m_socket->close();
    m_context.recorder.append(socketEvent(EventKind::Closed, Origin::Call));
    updateStatus();
    emit finished();
}

void DatagramServer::updateStatus()
{
    EndpointStatus status;
    status.endpoint = id();
    status.side = Side::Server;
    status.transport = transport();
    status.state = m_finished ? EndpointStatus::State::Stopped
        : m_stopping          ? EndpointStatus::State::Stopping
                              : EndpointStatus::State::Running;
    status.local = m_local;
    status.isAccepting = !m_finished && !m_stopping;
    status.connectionLimit = m_config.connectionLimit;
    m_context.recorder.update(status);
}

} // namespace bothends
