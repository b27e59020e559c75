// SPDX-License-Identifier: MIT
#include "core/eventcalls.h"

using namespace Qt::StringLiterals;

namespace bothends {

bool isConnecting(CallName call)
{
    return call == CallName::Connect || call == CallName::ConnectEx;
}

CallName callOf(const Event &event, bool isConnected)
{
    if (event.call() != CallName::None)
        return event.call();
    const bool isEnvelope = !isStream(event.transport);
    switch (event.kind) {
    case EventKind::Bind:
        return CallName::Bind;
    case EventKind::Listen:
        return CallName::Listen;
    case EventKind::Accept:
        return CallName::Accept;
    case EventKind::Connect:
    case EventKind::Connected:
        return CallName::Connect;
    case EventKind::Sent:
        return isEnvelope ? (isConnected ? CallName::Send : CallName::SendTo) : CallName::SendAll;
    case EventKind::Received:
    case EventKind::Peeked:
        return isEnvelope && !isConnected ? CallName::RecvFrom : CallName::Recv;
    case EventKind::Eof:
        return CallName::Recv;
    case EventKind::Reset:
        return event.error ? CallName::Recv : CallName::SetSockOpt;
    case EventKind::Shutdown:
        return CallName::Shutdown;
    case EventKind::Closed:
        return CallName::Close;
    default:
        return CallName::None;
    }
}

CallName callOfError(const Event &event, bool isConnected)
{
    if (event.call() != CallName::None || !event.error)
        return event.call();
    switch (event.error->code) {
    case ErrorCode::AddressInUse:
    case ErrorCode::AddressNotAvailable:
    case ErrorCode::SocketFileStale:
    case ErrorCode::FolderMissing:
    case ErrorCode::PathTooLong:
    case ErrorCode::NotASocketFile:
        return CallName::Bind;
    case ErrorCode::SocketFileMissing:
    case ErrorCode::WrongSocketType:
        return event.side == Side::Client ? CallName::Connect : CallName::SendTo;
    case ErrorCode::TooManyOpenFiles:
    case ErrorCode::TransportNotSupported:
    case ErrorCode::NotPermitted:
        return CallName::Socket;
    case ErrorCode::DatagramTooLarge:
    case ErrorCode::DestinationRequired:
        return CallName::SendTo;
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionReset:
        return isStream(event.transport) || isConnected ? CallName::Recv : CallName::RecvFrom;
    default:
        return CallName::None;
    }
}

Address targetOf(const Event &event)
{
    const bool isBind
        = event.kind == EventKind::Bind || (event.call() == CallName::Bind && event.peer.isNull());
    const Address &address = isBind ? event.local : event.peer;
    if (!address.isNull() || !event.error || event.error->subject.isEmpty())
        return address;
    if (isLocal(event.transport)) {
        const QString &name = event.error->subject;
        return name.startsWith(u'@') ? Address::abstractName(name.mid(1)) : Address::path(name);
    }
    return parseAddress(event.error->subject).address;
}

} // namespace bothends
