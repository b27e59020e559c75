// SPDX-License-Identifier: MIT
#include "net/datagramclient.h"

#include "core/icmp.h"
#include "net/callevents.h"
#include "net/controlcall.h"
#include "net/rawcalls.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QRandomGenerator>

namespace bothends {

namespace {

// GLib aborts the process when a name lookup finds no descriptor for its wake-up pipe.
constexpr int kLookupReserve = 16;

// Answers come from other addresses than the one that was written to.
bool hasManyReceivers(const Address &address)
{
    const QHostAddress host(address.host);
    return !address.isLocal() && (host.isMulticast() || host.isBroadcast());
}

} // namespace

DatagramClient::DatagramClient(EngineContext &context, quint32 id, ClientConfig config, QObject *parent)
    : Endpoint(context, id, Side::Client, config.transport, parent)
    , m_config(std::move(config))
    , m_deadline(this)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(kDrainTimeoutMs);
    connect(&m_deadline, &QTimer::timeout, this, &DatagramClient::closeSocket);
}

DatagramClient::~DatagramClient()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
}

Event DatagramClient::stepEvent(EventKind kind, Origin origin) const
{
    Event step = newEvent(kind, origin);
    step.socket = m_socketNumber;
    step.connection = m_status.connection;
    step.local = m_status.local;
    step.peer = m_status.peer;
    return step;
}

void DatagramClient::start()
{
    m_status.connection = m_context.connections.next();
    m_status.endpoint = id();
    m_status.side = Side::Client;
    m_status.transport = transport();
    m_status.peer = m_config.server;
    m_context.recorder.update(m_status);
    updateStatus(EndpointStatus::State::Starting);

    const Address &server = m_config.server;
    if (m_config.adoptDescriptor >= 0) {
        adopt();
    } else if (server.isNull()) {
        fail({ErrorCode::AddressInvalid, 0, server.host, 0, {}}, CallName::Connect);
    } else if (server.isLocal() || !QHostAddress(server.host).isNull()) {
        open();
    } else if (descriptorsAreScarce(kLookupReserve)) {
        fail({ErrorCode::TooManyOpenFiles, 0, server.toString(), 0, {}}, CallName::Socket);
    } else {
        m_lookup = QHostInfo::lookupHost(server.host, this, [this](const QHostInfo &info) {
            m_lookup = -1;
            onLookedUp(info.addresses(), info.errorString());
        });
    }
}

// The first address is the one: without a handshake there is no telling whether it is the right one.
void DatagramClient::onLookedUp(const QList<QHostAddress> &addresses, const QString &failure)
{
    if (addresses.isEmpty()) {
        fail({ErrorCode::HostNotFound, 0, m_config.server.host, 0, failure}, CallName::None);
        return;
    }
    m_status.peer.host = addresses.constFirst().toString();
    open();
}

void DatagramClient::reportSocket(const Stamp &stamp)
{
    if (m_hasSocket || m_socket->descriptor() == kNoDescriptor)
        return;
    m_hasSocket = true;
    Event made = stepEvent(EventKind::Socket, Origin::Call);
    made.local = {};
    made.number = qint32(m_socket->descriptor());
    m_context.recorder.append(std::move(made), stamp);
}

void DatagramClient::open()
{
    m_socketNumber = m_context.nextSocket();
    m_socket = makeDatagramSocket(m_config.engine, transport());
    Stamp stamp = m_context.recorder.now();
    if (const auto error = m_socket->open(m_status.peer.isIpv6(), false)) {
        fail(*error, CallName::Socket);
        return;
    }
    reportSocket(stamp);
    if (!bindIfNeeded())
        return;
    const bool isConnected = !hasManyReceivers(m_status.peer);
    if (isConnected) {
        stamp = m_context.recorder.now();
        const auto error = m_socket->connectTo(m_status.peer);
        reportSocket(stamp);
        if (error) {
            fail(*error, CallName::Connect);
            return;
        }
        m_status.local = addressOf(nameOf(m_socket->descriptor()));
        if (transport() == Transport::RawIcmp)
            m_status.local.port = 0; // there are none; the kernel puts the protocol in its place
    }
    converse(isConnected, stamp);
}

void DatagramClient::adopt()
{
    m_socketNumber = m_context.nextSocket();
    m_socket = makeDatagramSocket(m_config.engine, transport());
    const int descriptor = m_config.adoptDescriptor;
    std::optional<Error> why = takeOver(descriptor, transport(), false);
    if (!why) {
        const auto socket = std::get<AdoptedSocket>(describeSocket(descriptor));
        m_status.local = socket.local;
        m_status.peer = socket.peer;
        why = m_socket->adopt(descriptor, socket);
    }
    if (why) {
        fail(*why, CallName::Socket);
        return;
    }
    reportSocket(m_context.recorder.now());
    converse(true, std::nullopt);
}

/// @param connected when connect() was called; nothing: somebody else did
void DatagramClient::converse(bool isConnected, const std::optional<Stamp> &connected)
{
    m_status.connection
        = m_context.connections.bindClient(m_status.connection, m_status.local, m_status.peer);
    if (isConnected && connected)
        m_context.recorder.append(stepEvent(EventKind::Connect, Origin::Call), *connected);
    // The kernel gives an unprivileged ping an identifier, which it shows as the port.
    m_echoIdentifier = m_status.local.port != 0 ? m_status.local.port
                                                : quint16(QRandomGenerator::global()->bounded(1, 0x10000));

    m_conversation = std::make_unique<DatagramConversation>(m_context.recorder, *m_socket, m_status,
                                                            m_socketNumber, isConnected);
    m_reader = std::make_unique<DatagramReader>(
        m_context.recorder, *m_socket, [] { return true; }, nullptr);
    connect(m_reader.get(), &DatagramReader::received, this,
            [this](const Datagram &datagram) { m_conversation->takeIn(datagram); });
    connect(m_reader.get(), &DatagramReader::failed, this, [this](const Error &error) {
        m_conversation->reportFailure(error, CallName::Recv, -1, m_socket->readOrigin());
    });
    connect(m_reader.get(), &DatagramReader::dropped, this, [this](qint64 count) {
        Event dropped = stepEvent(EventKind::Dropped, Origin::Kernel);
        dropped.number = qint32(qMin<qint64>(count, INT_MAX));
        m_context.recorder.append(std::move(dropped));
    });
    connect(m_socket.get(), &DatagramSocket::writable, this, &DatagramClient::flush);
    updateStatus(EndpointStatus::State::Running);
    if (m_sendingEnds)
        shutSending();
    m_reader->start();
}

// A local socket without a name could send, but nobody could answer it.
bool DatagramClient::bindIfNeeded()
{
    const bool hasMany = hasManyReceivers(m_status.peer);
    if (m_config.local == Address() && transport() != Transport::LocalDatagram && !hasMany)
        return true;
    Address local = m_config.local;
    if (!isLocal(transport()) && local.host.isEmpty())
        local.host = m_status.peer.isIpv6() ? QStringLiteral("::") : QStringLiteral("0.0.0.0");
    const Stamp stamp = m_context.recorder.now();
    m_status.local = local;
    const auto error = m_socket->bind(local);
    reportSocket(stamp);
    if (error) {
        fail(*error, CallName::Bind);
        return false;
    }
    m_status.local = addressOf(nameOf(m_socket->descriptor()));
    m_context.recorder.append(stepEvent(EventKind::Bind, Origin::Call), stamp);
    return true;
}

void DatagramClient::send(quint32 connection, const QByteArray &bytes)
{
    if (!m_conversation || m_stopping) {
        reportNotConnected(connection);
    } else if (m_sendingEnds) {
        m_conversation->reportFailure({ErrorCode::BrokenPipe, 0, m_status.peer.toString(), 0, {}},
                                      CallName::Send, bytes.size(), Origin::Call);
    } else if (isIcmp(transport())) {
        m_conversation->send(
            icmp::echoRequest(m_status.peer.isIpv6(), m_echoIdentifier, ++m_echoSequence, bytes),
            WriteReason::Message);
    } else {
        m_conversation->send(bytes, WriteReason::Message);
    }
}

void DatagramClient::finishSending(quint32)
{
    m_sendingEnds = true;
    shutSending();
}

void DatagramClient::shutSending()
{
    if (!m_conversation || m_sendingShut || m_stopping || m_conversation->hasQueued())
        return;
    m_sendingShut = true;
    if (shutdownSending(m_socket->descriptor()))
        m_context.recorder.append(stepEvent(EventKind::Shutdown, Origin::Call));
}

void DatagramClient::call(const SocketCall &call)
{
    Event event = stepEvent(EventKind::Option, Origin::Call);
    const bool isOurs = call.socket == 0 || call.socket == m_socketNumber;
    if (isOurs && m_conversation && !m_finished && performControlCall(m_socket->descriptor(), call, event))
        m_context.recorder.append(std::move(event));
    else
        reportNotOffered(call);
}

void DatagramClient::flush()
{
    if (!m_conversation)
        return;
    const qint64 before = m_conversation->status().queuedBytes;
    m_conversation->flush();
    if (m_conversation->hasQueued()) {
        if (m_stopping && m_conversation->status().queuedBytes < before)
            m_deadline.start();
        return;
    }
    if (m_sendingEnds)
        shutSending();
    if (m_stopping)
        closeSocket();
}

void DatagramClient::stop()
{
    if (m_finished || m_stopping)
        return;
    m_stopping = true;
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    if (!m_conversation) {
        fail({ErrorCode::Cancelled, 0, m_config.server.toString(), 0, {}}, CallName::None);
        return;
    }
    updateStatus(EndpointStatus::State::Stopping);
    if (m_conversation->hasQueued())
        m_deadline.start();
    else
        closeSocket();
}

void DatagramClient::abort()
{
    if (m_finished)
        return;
    if (m_conversation)
        closeSocket();
    else
        stop();
}

void DatagramClient::fail(const Error &error, CallName call)
{
    Event failed = stepEvent(EventKind::Error, Origin::Call);
    failed.error = error;
    auto detail = std::make_shared<CallDetail>();
    detail->call = call;
    failed.detail = std::move(detail);
    m_context.recorder.append(std::move(failed));
    if (m_hasSocket)
        m_context.recorder.append(stepEvent(EventKind::Closed, Origin::Call));
    if (m_socket)
        m_socket->close();
    m_status.state = ConnectionStatus::State::Closed;
    m_context.recorder.update(m_status);
    finish();
}

void DatagramClient::closeSocket()
{
    if (m_finished)
        return;
    m_deadline.stop();
    m_reader->stop();
    const qint64 discarded = m_conversation->close();
    m_socket->close();
    m_context.connections.release(Side::Client, m_status.local, m_status.peer);
    Event closed = stepEvent(EventKind::Closed, Origin::Call);
    if (discarded > 0)
        closed.error = Error{ErrorCode::UnsentDiscarded, 0, m_status.peer.toString(), discarded, {}};
    m_context.recorder.append(std::move(closed));
    finish();
}

void DatagramClient::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    updateStatus(EndpointStatus::State::Stopped);
    emit finished();
}

void DatagramClient::updateStatus(EndpointStatus::State state)
{
    EndpointStatus status;
    status.endpoint = id();
    status.side = Side::Client;
    status.transport = transport();
    status.state = state;
    status.local = m_status.local;
    m_context.recorder.update(status);
}

} // namespace bothends
