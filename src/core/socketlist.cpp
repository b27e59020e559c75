// SPDX-License-Identifier: MIT
#include "core/socketlist.h"

#include <algorithm>

namespace bothends {

namespace {

int indexOf(Side side)
{
    return side == Side::Server ? 0 : 1;
}

// connect() and the first datagram give an internet datagram socket a port (udp(7)); a local one stays
// unnamed.
bool hasPortsByItself(Transport transport)
{
    return !isStream(transport) && !isLocal(transport);
}

bool isConnectCall(const Event &event)
{
    return event.call() == CallName::Connect || event.call() == CallName::ConnectEx;
}

// Only a call whose result is known to be 0 has connected at once; Qt's never is.
void learnConnect(SocketInfo &socket, const Event &event)
{
    socket.peer = event.peer;
    const bool isDone = event.detail ? event.detail->result == 0 : !isStream(event.transport);
    socket.isConnected = socket.isConnected || isDone;
    socket.isBound = socket.isBound || (isDone && hasPortsByItself(event.transport));
    socket.isConnecting = !isDone;
}

void learnShutdown(SocketInfo &socket, const Event &event)
{
    const ShutdownHow how
        = event.detail ? event.detail->how.value_or(ShutdownHow::Write) : ShutdownHow::Write;
    socket.isReadShut = socket.isReadShut || how != ShutdownHow::Write;
    socket.isWriteShut = socket.isWriteShut || how != ShutdownHow::Read;
    // The listening socket of TCP is one like any other again (inet_shutdown() of Linux).
    if (event.transport == Transport::Tcp && socket.isListening && how != ShutdownHow::Write) {
        socket.isListening = false;
        socket.isReadShut = false;
        socket.isWriteShut = false;
    }
}

void learnReset(SocketInfo &socket)
{
    socket.isReset = true;
    socket.isConnected = false;
    socket.isConnecting = false;
}

// What a failed call tells of the socket: most of them tell nothing.
void learnError(SocketInfo &socket, const Event &event)
{
    if (!event.error)
        return;
    switch (event.error->code) {
    case ErrorCode::InProgress: // EINPROGRESS, or EALREADY: the first connect() goes on
        if (!isConnectCall(event))
            return;
        socket.isConnecting = true;
        socket.peer = event.peer;
        return;
    case ErrorCode::ConnectionReset:
    case ErrorCode::TimedOut:
    case ErrorCode::ConnectionRefused:
        if (socket.isConnected && isStream(socket.transport))
            learnReset(socket);
        socket.isConnecting = false;
        return;
    case ErrorCode::AlreadyConnected:
    case ErrorCode::InvalidCall:
        return;
    default:
        if (isConnectCall(event) || (!event.detail && socket.isConnecting))
            socket.isConnecting = false;
        return;
    }
}

} // namespace

void SocketInfo::pack(PackWriter &writer) const
{
    quint64 bits = 0;
    for (const bool flag : {isAccepted, isBound, isListening, isConnecting, isConnected, isReadShut,
                            isWriteShut, hasEof, isReset, isClosed, hasSent, hasReceived})
        bits = bits << 1 | quint64(flag);
    writer.number(bits);
    writer.number(number);
    writer.number(endpoint);
    writer.number(connection);
    writer.number(quint64(transport) << 1 | quint64(side));
    writer.signedNumber(descriptor);
    writer.address(local);
    writer.address(peer);
}

void SocketInfo::unpack(PackReader &reader)
{
    quint64 bits = reader.number();
    for (bool *flag : {&hasReceived, &hasSent, &isClosed, &isReset, &hasEof, &isWriteShut, &isReadShut,
                       &isConnected, &isConnecting, &isListening, &isBound, &isAccepted}) {
        *flag = (bits & 1) != 0;
        bits >>= 1;
    }
    number = quint32(reader.number());
    endpoint = quint32(reader.number());
    connection = quint32(reader.number());
    const quint64 what = reader.number();
    transport = Transport(what >> 1);
    side = Side(what & 1);
    descriptor = qint32(reader.signedNumber());
    local = reader.address();
    peer = reader.address();
}

SocketList::SocketList(const Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
{
    if (journal.size() > 0)
        takeIn(0, journal.size() - 1);
    connect(&journal, &Journal::appended, this, &SocketList::takeIn);
}

const SocketInfo *SocketList::find(quint32 socket) const
{
    return m_sockets.find(socket);
}

QList<quint32> SocketList::socketsOf(quint32 endpoint) const
{
    return m_byEndpoint.value(endpoint);
}

QList<quint32> SocketList::openSockets(Side side) const
{
    return m_open[indexOf(side)];
}

void SocketList::takeIn(qsizetype first, qsizetype last)
{
    QList<quint32> touched;
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_journal.at(row);
        if (event.socket == 0)
            continue;
        learn(event);
        touched << event.socket;
    }
    if (touched.isEmpty())
        return;
    std::sort(touched.begin(), touched.end());
    const auto rest = std::unique(touched.begin(), touched.end());
    touched.resize(rest - touched.begin());
    emit changed(touched);
}

void SocketList::learn(const Event &event)
{
    SocketInfo &socket = m_sockets[event.socket];
    if (socket.number == 0) {
        socket.number = event.socket;
        socket.endpoint = event.endpoint;
        socket.side = event.side;
        socket.transport = event.transport;
        m_byEndpoint[event.endpoint] << event.socket;
        QList<quint32> &open = m_open[indexOf(event.side)];
        open.insert(std::lower_bound(open.constBegin(), open.constEnd(), event.socket), event.socket);
    }
    if (event.connection != 0)
        socket.connection = event.connection;
    if (!event.local.isNull())
        socket.local = event.local;
    if (!event.peer.isNull() && isStream(event.transport))
        socket.peer = event.peer;

    switch (event.kind) {
    case EventKind::Socket:
        socket.descriptor = event.number;
        break;
    case EventKind::Bind:
        socket.isBound = true;
        break;
    case EventKind::Listen:
        socket.isBound = true; // also without bind(): the system chooses a port
        socket.isListening = true;
        break;
    case EventKind::Accept:
        socket.descriptor = event.number;
        socket.isAccepted = true;
        socket.isConnected = true;
        break;
    case EventKind::Connect:
        learnConnect(socket, event);
        break;
    case EventKind::Connected:
        socket.peer = event.peer;
        socket.isConnected = true;
        socket.isConnecting = false;
        break;
    case EventKind::Sent:
        socket.hasSent = true;
        socket.isBound = socket.isBound || hasPortsByItself(event.transport);
        break;
    case EventKind::Received:
    case EventKind::Line:
        socket.hasReceived = true;
        break;
    case EventKind::Eof:
        socket.hasEof = true;
        break;
    case EventKind::Reset:
        learnReset(socket);
        break;
    case EventKind::Shutdown:
        learnShutdown(socket, event);
        break;
    case EventKind::Closed:
        noteClosed(socket);
        break;
    case EventKind::Error:
        learnError(socket, event);
        break;
    case EventKind::Pause:
    case EventKind::Resume:
    case EventKind::State:
    case EventKind::Queues:
    case EventKind::Option:
    case EventKind::Peeked:
    case EventKind::Enter:
    case EventKind::Thread:
    case EventKind::Dropped:
    case EventKind::TransferBegin:
    case EventKind::TransferEnd:
    case EventKind::Segment:
        break;
    }
}

void SocketList::noteClosed(SocketInfo &socket)
{
    socket.isClosed = true;
    socket.isListening = false;
    socket.isConnecting = false;
    socket.isConnected = false;
    QList<quint32> &open = m_open[indexOf(socket.side)];
    const auto place = std::lower_bound(open.constBegin(), open.constEnd(), socket.number);
    if (place != open.constEnd() && *place == socket.number)
        open.erase(place);
}

} // namespace bothends
