// SPDX-License-Identifier: MIT
#pragma once

#include "net/rawcalls.h"
#include "net/recorder.h"

#include <optional>

namespace bothends {

/// An event of a connection or conversation.
Event eventOf(const ConnectionStatus &status, quint32 socket, EventKind kind, Origin origin);

/// The event of a call of the glass box: `success` where it succeeded, Error with the errno where not; the
/// detail names the call and its result.
/// @param success its kind, socket, addresses and number
Event eventOfCall(Event success, CallName call, const RawResult &result);

/// Makes an option on or off by setsockopt(2), and tells it.
/// @param event of the socket
void setSwitch(Recorder &recorder, Event event, Descriptor descriptor, SocketOption option, bool isOn);

/// Why systemAddressOf() cannot be had of it.
Error addressFault(const Address &address);

/// Takes over a socket that somebody else made, if it is one of this transport that listens, or else is
/// connected. The error says why not.
std::optional<Error> takeOver(int descriptor, Transport transport, bool isListening);

} // namespace bothends
