// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/transport.h"

namespace bothends {

/// Where to listen or connect, as a user typed it, taken apart but not looked up.
struct Target
{
    Transport transport = Transport::Tcp;
    Address address; ///< host may be empty when only a port was typed
    QString fault; ///< the part that is wrong, as typed; empty = no fault

    bool isValid() const { return fault.isEmpty(); }
};

/// `tcp://HOST:PORT`, `udp://HOST:PORT`, `unix:PATH`, `unix-dgram:PATH`, `icmp://HOST`, `icmp-raw://HOST`,
/// or, for TCP, what parseAddress() takes. A path that begins with `@` is an abstract name (unix(7)).
Target parseTarget(const QString &typed);

/// The same in one line, as parseTarget() reads it: `udp://127.0.0.1:5000`, `unix:/tmp/x`; TCP's without
/// `tcp://`.
QString targetText(Transport transport, const Address &address);

} // namespace bothends
