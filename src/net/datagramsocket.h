// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/error.h"
#include "core/event.h"
#include "net/config.h"
#include "net/socketcalls.h"

#include <QObject>

#include <memory>
#include <optional>
#include <variant>

namespace bothends {

/// One datagram as it was taken from a socket, always whole.
struct Datagram
{
    QByteArray bytes;
    Address sender; ///< null: it has no name (unix(7)), and cannot be answered
    Address receiver; ///< what it was sent to, where the socket is bound to every address; else null
    qint64 drops = -1; ///< how many the kernel had dropped at this socket before it; -1 = not told
    std::shared_ptr<const CallDetail> detail;
};

/// A socket of datagrams, whichever engine makes it: one call each, which never blocks. Lives in the I/O
/// thread. Failures are values; ErrorCode::WouldBlock means "later", told by writable() or readable().
class DatagramSocket : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// socket(2). Qt has no such call: there the next one makes the socket.
    /// @param isIpv6Only bound to `::`, IPv4 is refused instead of mapped
    virtual std::optional<Error> open(bool isIpv6, bool isIpv6Only) = 0;
    /// Takes over a socket that somebody else made, instead of open() and what follows.
    virtual std::optional<Error> adopt(Descriptor descriptor, const AdoptedSocket &socket) = 0;
    /// bind(2). Null: a local name that the kernel chooses.
    virtual std::optional<Error> bind(const Address &local) = 0;
    /// connect(2): sends nothing, but says who the other end is; only then a refusal reaches us.
    virtual std::optional<Error> connectTo(const Address &peer) = 0;
    /// @param to null = the connected peer  @param from the sender it shall have; null = the kernel chooses
    virtual std::optional<Error> send(const QByteArray &bytes, const Address &to, const Address &from) = 0;
    virtual std::variant<Datagram, Error> receive() = 0;
    /// While false, readable() is not emitted.
    virtual void setReading(bool reading) = 0;
    /// writable() when a send may succeed.
    virtual void awaitWritable() = 0;
    virtual void close() = 0;
    virtual Descriptor descriptor() const = 0; ///< kNoDescriptor before there is one
    /// Where the knowledge of what was received comes from: a signal, or a call of ours.
    virtual Origin readOrigin() const = 0;

signals:
    void readable();
    void writable();
};

/// Qt has sockets for UDP only; every other transport is a raw descriptor with either engine.
std::unique_ptr<DatagramSocket> makeDatagramSocket(EngineKind engine, Transport transport);

} // namespace bothends
