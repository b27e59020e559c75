// SPDX-License-Identifier: MIT
#pragma once

#include "core/socketcall.h"
#include "net/socketcalls.h"

#include <optional>

namespace bothends {

// setsockopt(2) and getsockopt(2) of every SocketOption, on any socket. Where IPv4 and IPv6 have another name
// for the same thing, the socket's own family decides. Any thread.

/// Whether the socket is of AF_INET6 (SO_DOMAIN).
bool isIpv6Socket(Descriptor descriptor);

/// 0, or the errno. A group to join may name its interface: `239.1.2.3%lo`.
int setOption(Descriptor descriptor, SocketOption option, const OptionValue &value);

/// What the kernel says. @param error gets the errno if it says nothing
std::optional<OptionValue> readOption(Descriptor descriptor, SocketOption option, int &error);

} // namespace bothends
