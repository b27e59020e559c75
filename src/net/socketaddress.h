// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/error.h"
#include "core/socketcall.h"
#include "core/transport.h"
#include "net/config.h"

#include <optional>
#include <variant>

class QHostAddress;
struct sockaddr;
struct sockaddr_storage;

namespace bothends {

// Between our values and the system's: addresses and error numbers. Any thread.

/// An address as the calls take it.
struct SystemAddress
{
    alignas(8) char bytes[128]{}; ///< a sockaddr_storage
    quint32 size = 0; ///< of what is used; 0 = it is no address

    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(bytes); }
    sockaddr *get() { return reinterpret_cast<sockaddr *>(bytes); }
    bool isValid() const { return size > 0; }
    /// AF_INET, AF_INET6, AF_UNIX.
    int family() const;
};

/// A literal IP address and port, a path, or an abstract name. Invalid for a host name, or a name that is too
/// long. @param asIpv6 an IPv4 address as `::ffff:a.b.c.d`, for a dual-stack socket
SystemAddress systemAddressOf(const Address &address, bool asIpv6 = false);

/// Null for an unnamed local address. @param keepMapped `::ffff:127.0.0.1` stays as it is instead of being
/// shown as IPv4
Address addressOf(const SystemAddress &address, bool keepMapped = false);

/// `::ffff:127.0.0.1` as `127.0.0.1`; every other address as it is.
QHostAddress withoutMapping(const QHostAddress &host);

/// What an errno means after this call, and about what it is. Never ErrorCode::Unknown: what has no sentence
/// of its own is ErrorCode::System.
Error errorOf(int systemCode, CallName call, Transport transport, const QString &subject);

/// See Session::removeStaleSocketFile().
std::optional<Error> removeStaleFile(const Address &path, Transport transport);
/// After bind() failed with EADDRINUSE on a path, or connect(): what is there.
ErrorCode whatIsAt(const Address &path, Transport transport);

/// See Session::inspectDescriptor(). BadDescriptor, NotASocketFile or TransportNotSupported where it is
/// nothing that we can use.
std::variant<AdoptedSocket, Error> describeSocket(int descriptor);

/// Inode of a socket of ours (fstat(2)): the name of an unnamed one. 0 on failure.
quint64 inodeOf(qintptr descriptor);
/// Inode of the socket at the other end of a local one, ours or not, over unix_diag (sock_diag(7)). 0 = not
/// told.
quint64 peerInodeOf(qintptr descriptor);

} // namespace bothends
