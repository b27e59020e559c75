// SPDX-License-Identifier: MIT
#include "net/callevents.h"

#include "net/controlcall.h"

#include <QFile>

#include <cerrno>

namespace bothends {

Event eventOf(const ConnectionStatus &status, quint32 socket, EventKind kind, Origin origin)
{
    Event event;
    event.endpoint = status.endpoint;
    event.socket = socket;
    event.connection = status.connection;
    event.side = status.side;
    event.transport = status.transport;
    event.origin = origin;
    event.kind = kind;
    event.local = status.local;
    event.peer = status.peer;
    return event;
}

Event eventOfCall(Event success, CallName call, const RawResult &result)
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = call;
    detail->result = result.value;
    success.detail = std::move(detail);
    if (result.isOk())
        return success;
    const Address &subject = success.peer.isNull() ? success.local : success.peer;
    success.kind = EventKind::Error;
    success.error = errorOf(result.error, call, success.transport, subject.toString());
    return success;
}

void setSwitch(Recorder &recorder, Event event, Descriptor descriptor, SocketOption option, bool isOn)
{
    SocketCall call;
    call.call = CallName::SetSockOpt;
    call.option = option;
    call.value.number = isOn ? 1 : 0;
    const Stamp stamp = recorder.now();
    performControlCall(descriptor, call, event);
    recorder.append(std::move(event), stamp);
}

Error addressFault(const Address &address)
{
    constexpr qsizetype kMaxName = 107; // bytes of sun_path without the closing NUL (unix(7))
    const qsizetype size = QFile::encodeName(address.host).size();
    if (address.isLocal() && size > kMaxName)
        return {ErrorCode::PathTooLong, ENAMETOOLONG, address.toString(), size, {}};
    return {ErrorCode::AddressInvalid, 0, address.isLocal() ? address.toString() : address.host, 0, {}};
}

std::optional<Error> takeOver(int descriptor, Transport transport, bool isListening)
{
    const std::variant<AdoptedSocket, Error> found = describeSocket(descriptor);
    if (const auto *error = std::get_if<Error>(&found))
        return *error;
    const AdoptedSocket &socket = std::get<AdoptedSocket>(found);
    const QString subject = QString::number(descriptor);
    if (socket.transport != transport)
        return Error{ErrorCode::WrongSocketType, EPROTOTYPE, subject, 0, {}};
    if (isListening && !socket.isListening)
        return Error{ErrorCode::InvalidCall, EINVAL, subject, 0, {}};
    if (!isListening && !socket.isConnected)
        return Error{ErrorCode::NotConnected, ENOTCONN, subject, 0, {}};
    makeOurs(descriptor);
    return std::nullopt;
}

} // namespace bothends
