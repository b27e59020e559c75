// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/kernelreading.h"
#include "core/transport.h"

#include <QList>

#include <memory>
#include <optional>

namespace bothends {

/// One socket as the kernel lists it.
struct ProbedSocket
{
    Address local;
    Address peer;
    KernelReading reading;
};

/// One local socket as the kernel lists it (unix(7)).
struct ProbedLocalSocket
{
    quint64 inode = 0;
    quint64 peerInode = 0; ///< of a connected one; 0 = none, or the peer is closed or not yet accepted
    Address name; ///< null = unnamed. Sockets that accept() made have the listening socket's
    bool isStream = false; ///< else datagrams, or SOCK_SEQPACKET
    QList<quint64> waiting; ///< of a listening one: the clients in its accept queue, the longest wait first
    KernelReading reading;
};

/// Asks the kernel for the sockets of this machine, whoever holds them; needs no privilege and changes
/// nothing. Lives in one thread (the I/O thread); no call blocks. Costs were measured on an idle system.
class KernelProbe
{
public:
    KernelProbe() = default;
    virtual ~KernelProbe() = default;
    KernelProbe(const KernelProbe &) = delete;
    KernelProbe &operator=(const KernelProbe &) = delete;

    /// False where the kernel cannot be asked; then nothing below finds anything.
    virtual bool isAvailable() const = 0;
    /// errno of what made it unavailable, or 0.
    virtual int unavailableCode() const { return 0; }

    /// The end of a TCP connection at `local` whose other end is `peer`. State Closed: the kernel has no such
    /// socket. About 4 µs with any number of sockets.
    virtual KernelReading end(const Address &local, const Address &peer) = 0;
    /// The TCP socket that listens at `local`. About 4 µs.
    virtual KernelReading listener(const Address &local) = 0;
    /// All TCP sockets but listening ones with this port at either end. Walks the kernel's tables: 0.4 ms
    /// with few sockets, 10 ms with ten thousand; not more than once a second.
    virtual QList<ProbedSocket> socketsAround(quint16 port) = 0;

    /// The UDP socket that a datagram from `peer` to `local` would reach: Established if it is connected to
    /// just this peer, else Unconnected. A null peer asks for one that is not connected. Closed: there is
    /// none. One that is not bound does not count, nor, unless `local` is a loopback address, one that is
    /// bound to all addresses: it may not be this machine's. About 4 µs.
    virtual KernelReading datagramSocket(const Address &local, const Address &peer) = 0;

    /// The local socket with this inode; null if there is none. About 10 µs, and more with thousands of them.
    virtual std::optional<ProbedLocalSocket> localSocket(quint64 inode) = 0;
    /// All local sockets that have a name. Walks the kernel's tables: not more than once a second.
    virtual QList<ProbedLocalSocket> namedLocalSockets() = 0;
};

/// Stands in where the kernel cannot be asked.
class NullProbe : public KernelProbe
{
public:
    explicit NullProbe(int code = 0)
        : m_code(code)
    {
    }
    bool isAvailable() const override { return false; }
    int unavailableCode() const override { return m_code; }
    KernelReading end(const Address &, const Address &) override { return {}; }
    KernelReading listener(const Address &) override { return {}; }
    QList<ProbedSocket> socketsAround(quint16) override { return {}; }
    KernelReading datagramSocket(const Address &, const Address &) override { return {}; }
    std::optional<ProbedLocalSocket> localSocket(quint64) override { return std::nullopt; }
    QList<ProbedLocalSocket> namedLocalSockets() override { return {}; }

private:
    int m_code;
};

/// The probe of this system; a NullProbe where there is none or it cannot be opened.
std::unique_ptr<KernelProbe> makeKernelProbe();

} // namespace bothends
