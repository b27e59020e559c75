// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/kernelreading.h"

#include <QList>

#include <memory>

namespace bothends {

/// One socket as the kernel lists it.
struct ProbedSocket
{
    Address local;
    Address peer;
    KernelReading reading;
};

/// Asks the kernel for the TCP sockets of this machine, whoever holds them; needs no privilege and changes
/// nothing. Lives in one thread (the I/O thread); no call blocks.
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

    /// The end of a connection at `local` whose other end is `peer`. State Closed: the kernel has no such
    /// socket. About 4 µs with any number of sockets.
    virtual KernelReading end(const Address &local, const Address &peer) = 0;
    /// The socket that listens at `local`. About 4 µs.
    virtual KernelReading listener(const Address &local) = 0;
    /// All sockets but listening ones with this port at either end. Walks the kernel's tables: 0.4 ms with
    /// few sockets, 10 ms with ten thousand; not more than once a second.
    virtual QList<ProbedSocket> socketsAround(quint16 port) = 0;
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

private:
    int m_code;
};

/// The probe of this system; a NullProbe where there is none or it cannot be opened.
std::unique_ptr<KernelProbe> makeKernelProbe();

} // namespace bothends
