// SPDX-License-Identifier: MIT
#include "net/stepsocket.h"

#include "net/controlcall.h"

#include <QFile>
#include <QSocketNotifier>

#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

CallDetail detailOf(CallName call)
{
    CallDetail detail;
    detail.call = call;
    return detail;
}

bool isWildcard(const Address &address)
{
    return address.kind == Address::Kind::Ip
        && (address.host.isEmpty() || address.host == "0.0.0.0"_L1 || address.host == "::"_L1);
}

} // namespace

StepSocket::StepSocket(EngineContext &context, const SocketIdentity &identity, Descriptor descriptor,
                       QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_identity(identity)
    , m_descriptor(descriptor)
    , m_conversations(context, identity)
    , m_reader(*this)
    , m_writer(*this)
{
}

StepSocket::~StepSocket()
{
    if (m_descriptor == kNoDescriptor)
        return;
    m_readable.reset();
    m_writable.reset();
    rawClose(m_descriptor);
    removeSocketFile(m_local.host, m_file);
}

void StepSocket::begin(const Stamp &stamp)
{
    refreshLocal();
    Event made = newEvent(EventKind::Socket, nullptr);
    made.number = qint32(m_descriptor);
    CallDetail detail = detailOf(CallName::Socket);
    detail.result = m_descriptor;
    append(std::move(made), detail, stamp);
}

// Whoever made it also bound it, made it listen or connected it. Those calls were not ours: the kernel tells
// of their outcome.
void StepSocket::beginAdopted(const AdoptedSocket &adopted)
{
    const Stamp stamp = now();
    begin(stamp);
    const auto tell = [&](EventKind kind, const ConnectionStatus *conversation) {
        Event event = newEvent(kind, conversation);
        event.origin = Origin::Kernel;
        m_context.recorder.append(std::move(event), stamp);
    };
    const bool isBound = isLocal(transport()) ? m_local.kind != Address::Kind::Unnamed
                                              : m_local.port != 0 || !isWildcard(m_local);
    if (isBound && !adopted.isConnected)
        tell(EventKind::Bind, nullptr);
    if (adopted.isListening)
        tell(EventKind::Listen, nullptr);
    if (!adopted.isConnected)
        return;
    m_isOpen = isStream(transport());
    m_peer = connectedPeer(adopted.peer);
    tell(EventKind::Connected, openConversation(m_peer));
}

void StepSocket::beginAccepted(const Address &peer, const Stamp &stamp)
{
    refreshLocal();
    m_isOpen = true;
    m_peer = connectedPeer(peer);
    Event event = newEvent(EventKind::Accept, openConversation(m_peer));
    event.number = qint32(m_descriptor);
    CallDetail detail = detailOf(CallName::Accept);
    detail.result = m_descriptor;
    append(std::move(event), detail, stamp);
}

void StepSocket::call(const SocketCall &call)
{
    switch (call.call) {
    case CallName::Bind:
        bind(call);
        break;
    case CallName::Listen:
        listen(call);
        break;
    case CallName::Accept:
        accept();
        break;
    case CallName::Connect:
    case CallName::ConnectEx:
        connectTo(call);
        break;
    case CallName::Send:
    case CallName::SendAll:
    case CallName::SendTo:
    case CallName::SendMsg:
    case CallName::SendFile:
        m_writer.call(call);
        break;
    case CallName::Recv:
    case CallName::RecvFrom:
    case CallName::RecvMsg:
    case CallName::RecvInto:
    case CallName::RecvFromInto:
    case CallName::RecvMsgInto:
    case CallName::ReadLine:
        m_reader.call(call);
        break;
    case CallName::Shutdown:
    case CallName::SetSockOpt:
    case CallName::GetSockOpt:
        control(call);
        break;
    case CallName::Close:
        close(call.isAbortive);
        break;
    case CallName::None:
    case CallName::Socket: // Session::openSocket() makes one
        fail(detailOf(call.call), Error{ErrorCode::NotOffered, 0, callName(call.call), 0, {}}, now());
        break;
    }
}

bool StepSocket::translate(const Address &address, bool isOptional, SystemAddress &system,
                           const CallDetail &detail, const Stamp &stamp)
{
    if (isOptional && address.isNull())
        return true;
    system = systemAddressOf(address, m_identity.isIpv6);
    if (system.isValid())
        return true;
    const bool isName = address.kind == Address::Kind::Path || address.kind == Address::Kind::Abstract;
    const qint64 size = QFile::encodeName(address.host).size();
    const Error error = isName && size > 0
        ? Error{ErrorCode::PathTooLong, ENAMETOOLONG, address.toString(), size, {}}
        : Error{ErrorCode::AddressInvalid, 0, address.host, 0, {}};
    fail(detail, error, stamp, address);
    return false;
}

void StepSocket::bind(const SocketCall &call)
{
    const Stamp stamp = now();
    CallDetail detail = detailOf(CallName::Bind);
    Address asked = call.address;
    SystemAddress system;
    if (asked.isNull() && isLocal(transport()))
        system = autobindAddress();
    else if (asked.isNull()) // Python's bind(("", port)): every interface
        asked.host = m_identity.isIpv6 ? u"::"_s : u"0.0.0.0"_s;
    if (!system.isValid() && !translate(asked, false, system, detail, stamp))
        return;
    const RawResult result = rawBind(m_descriptor, system);
    if (!result.isOk()) {
        fail(detail, result.error, stamp, asked);
        return;
    }
    refreshLocal();
    if (m_local.kind == Address::Kind::Path)
        m_file = socketFileAt(m_local.host);
    detail.result = 0;
    append(newEvent(EventKind::Bind, nullptr), detail, stamp);
    emit localChanged();
}

void StepSocket::listen(const SocketCall &call)
{
    const Stamp stamp = now();
    CallDetail detail = detailOf(CallName::Listen);
    const RawResult result = rawListen(m_descriptor, call.backlog);
    if (!result.isOk()) {
        fail(detail, result.error, stamp, m_local);
        return;
    }
    refreshLocal(); // without a bind() before, the kernel chose a port
    detail.result = 0;
    Event event = newEvent(EventKind::Listen, nullptr);
    event.number = call.backlog;
    append(std::move(event), detail, stamp);
    emit localChanged();
}

void StepSocket::accept()
{
    const Stamp stamp = now();
    SystemAddress from;
    const RawResult result = rawAccept(m_descriptor, from);
    if (result.isOk())
        emit accepted(result.value, addressOf(from), stamp);
    else
        fail(detailOf(CallName::Accept), result.error, stamp, m_local);
}

void StepSocket::connectTo(const SocketCall &call)
{
    const Stamp stamp = now();
    CallDetail detail = detailOf(call.call);
    SystemAddress to;
    if (!translate(call.address, false, to, detail, stamp))
        return;
    const RawResult result = rawConnect(m_descriptor, to);
    if (call.call == CallName::ConnectEx)
        detail.result = result.error;
    const bool isPending = result.error == EINPROGRESS;
    if (!result.isOk() && !isPending) {
        // It is about the attempt that was going on, if it is not only that it still goes on.
        ConnectionStatus *attempt = m_isConnecting && result.error != EALREADY ? conversation({}) : nullptr;
        fail(detail, result.error, stamp, call.address);
        if (attempt) {
            m_isConnecting = false;
            m_peer = {};
            m_conversations.end(*attempt);
            watchWriting(false);
        }
        return;
    }
    detail.result = result.error;
    m_isConnecting = isPending;
    m_connectCall = call.call;
    m_connectTarget = to;
    refreshLocal();
    m_peer = connectedPeer(call.address);
    m_isOpen = isStream(transport()) && !isPending;
    ConnectionStatus &status = m_conversations.with(localTowards(m_peer), m_peer,
                                                    isPending ? ConnectionStatus::State::Connecting
                                                              : ConnectionStatus::State::Open);
    append(newEvent(EventKind::Connect, &status), detail, stamp);
    if (m_isOpen)
        append(newEvent(EventKind::Connected, &status), detail, now());
    watchWriting(isPending);
    emit localChanged();
}

// POSIX: the socket becomes writable, and SO_ERROR says how it went. Linux keeps the attempt until another
// connect() has fetched its end as well: only then is the socket one that is connected (EISCONN), or free for
// another attempt.
void StepSocket::onConnectReady()
{
    int error = pendingError(m_descriptor);
    const int fetched = rawConnect(m_descriptor, m_connectTarget).error;
    if (error == 0)
        error = fetched;
    if (error == EALREADY || error == EINPROGRESS)
        return;
    const bool isOpen = error == 0 || error == EISCONN;
    m_isConnecting = false;
    m_isOpen = isOpen;
    watchWriting(false);
    ConnectionStatus *status = conversation({});
    CallDetail detail = detailOf(m_connectCall);
    detail.result = isOpen ? 0 : m_connectCall == CallName::ConnectEx ? error : -1;
    if (!isOpen) {
        fail(detail, error, now(), m_peer);
        if (status)
            m_conversations.end(*status);
        m_peer = {};
        return;
    }
    if (status) {
        status->state = ConnectionStatus::State::Open;
        publish(*status);
    }
    append(newEvent(EventKind::Connected, status), detail, now());
    m_writer.proceed();
}

void StepSocket::control(const SocketCall &call)
{
    const Stamp stamp = now();
    ConnectionStatus *status = conversation({});
    Event event = newEvent(EventKind::Option, status);
    performControlCall(m_descriptor, call, event);
    if (event.kind == EventKind::Shutdown) {
        m_isReadShut = m_isReadShut || call.how != ShutdownHow::Write;
        m_isWriteShut = m_isWriteShut || call.how != ShutdownHow::Read;
        if (status && m_isWriteShut) {
            status->state = ConnectionStatus::State::Closing;
            publish(*status);
        }
    }
    m_context.recorder.append(std::move(event), stamp);
}

// A close() answers with a reset instead of FIN where SO_LINGER says so, and where bytes are unread (RFC 2525
// §2.17; unix(7) sockets do the same to their peer). Nothing is left to reset when both directions have
// ended.
bool StepSocket::wouldReset(bool isAbortive) const
{
    if (!m_isOpen || m_isReset || (m_hasEof && m_isWriteShut))
        return false;
    return (isAbortive && transport() == Transport::Tcp) || pendingInput(m_descriptor) == PendingInput::Data;
}

void StepSocket::close(bool isAbortive)
{
    if (m_descriptor == kNoDescriptor)
        return;
    m_reader.flush();
    const Stamp stamp = now();
    const CallDetail detail = detailOf(CallName::Close);
    ConnectionStatus *status = m_peer.isNull() ? m_conversations.only() : conversation({});
    if (isAbortive)
        setAbortOnClose(m_descriptor);
    if (wouldReset(isAbortive))
        append(newEvent(EventKind::Reset, status), detail, stamp);
    m_readable.reset();
    m_writable.reset();
    rawClose(std::exchange(m_descriptor, kNoDescriptor));
    removeSocketFile(m_local.host, m_file);
    Event event = newEvent(EventKind::Closed, status);
    if (const qint64 unsent = m_writer.queuedBytes(); unsent > 0)
        event.error = Error{ErrorCode::UnsentDiscarded, 0, m_peer.toString(), unsent, {}};
    append(std::move(event), detail, stamp);
    m_conversations.endAll();
    emit closed();
}

void StepSocket::refreshLocal()
{
    m_local = localAddressOf(m_descriptor);
    if (transport() == Transport::RawIcmp)
        m_local.port = 0; // the kernel keeps the protocol's number there
    if (!isLocal(transport()) && isWildcard(m_local) && m_local.port == 0 && !m_identity.isIpv6)
        m_local = {}; // it has none yet; of IPv6, `::` tells the family
}

/// The name of a socket that is bound to every interface, as this peer sees it.
Address StepSocket::localTowards(const Address &peer) const
{
    if (isLocal(transport()) || !isWildcard(m_local) || peer.isNull())
        return m_local;
    const QString source = sourceTowards(peer);
    return source.isEmpty() ? m_local : Address{source, m_local.port};
}

Address StepSocket::connectedPeer(const Address &asked) const
{
    const Address told = peerAddressOf(m_descriptor);
    return told.isNull() ? asked : told;
}

ConnectionStatus *StepSocket::conversation(const Address &peer)
{
    return m_conversations.find(peer.isNull() ? m_peer : peer);
}

ConnectionStatus *StepSocket::openConversation(const Address &peer)
{
    if (ConnectionStatus *known = conversation(peer))
        return known;
    refreshLocal();
    Address other = peer.isNull() ? m_peer : peer;
    if (!isLocal(transport()) && isWildcard(other)) // connect(2) and sendto(2): this machine
        other.host = m_identity.isIpv6 ? u"::1"_s : u"127.0.0.1"_s;
    if (ConnectionStatus *known = m_conversations.find(other))
        return known;
    return &m_conversations.with(localTowards(other), other, ConnectionStatus::State::Open);
}

void StepSocket::noteSent(const ConnectionStatus &conversation, const QByteArray &bytes)
{
    if (transport() == Transport::LocalDatagram && conversation.local.kind == Address::Kind::Unnamed)
        m_context.connections.noteNameless(conversation.local, conversation.peer, bytes);
}

void StepSocket::publish(ConnectionStatus &status)
{
    status.queuedBytes = status.peer == m_peer ? m_writer.queuedBytes() : 0;
    m_conversations.publish(status);
}

Event StepSocket::newEvent(EventKind kind, const ConnectionStatus *conversation) const
{
    Event event;
    event.endpoint = m_identity.endpoint;
    event.socket = m_identity.number;
    event.side = m_identity.side;
    event.transport = m_identity.transport;
    event.isStep = true;
    event.origin = Origin::Call;
    event.kind = kind;
    event.local = conversation ? conversation->local : m_local;
    event.peer = conversation ? conversation->peer : m_peer;
    event.connection = conversation ? conversation->connection : 0;
    return event;
}

void StepSocket::append(Event event, const CallDetail &detail, const Stamp &stamp)
{
    event.detail = std::make_shared<const CallDetail>(detail);
    m_context.recorder.append(std::move(event), stamp);
}

void StepSocket::fail(CallDetail detail, int error, const Stamp &stamp, const Address &about)
{
    const Address &subject = !about.isNull() ? about : !m_peer.isNull() ? m_peer : m_local;
    fail(std::move(detail), errorOf(error, detail.call, transport(), subject.toString()), stamp, about);
}

void StepSocket::fail(CallDetail detail, const Error &error, const Stamp &stamp, const Address &about)
{
    const bool isReset = error.code == ErrorCode::ConnectionReset && m_isOpen;
    m_isReset = m_isReset || isReset;
    Event event = newEvent(isReset ? EventKind::Reset : EventKind::Error, conversation(about));
    if (event.connection == 0 && !about.isNull() && about != m_local)
        event.peer = about;
    event.error = error;
    append(std::move(event), detail, stamp);
}

void StepSocket::watchReading(bool isWanted)
{
    if (!m_readable && isWanted) {
        m_readable = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
        connect(m_readable.get(), &QSocketNotifier::activated, this, &StepSocket::onReadable);
    }
    if (m_readable)
        m_readable->setEnabled(isWanted);
}

void StepSocket::watchWriting(bool isWanted)
{
    if (!m_writable && isWanted) {
        m_writable = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        connect(m_writable.get(), &QSocketNotifier::activated, this, &StepSocket::onWritable);
    }
    if (m_writable)
        m_writable->setEnabled(isWanted);
}

void StepSocket::onReadable()
{
    m_reader.proceed();
}

void StepSocket::onWritable()
{
    if (m_isConnecting)
        onConnectReady();
    else
        m_writer.proceed();
}

} // namespace bothends
