// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"

#include <QByteArray>
#include <QtGlobal>

#include <utility>

namespace bothends {

struct SystemAddress;

// The few socket calls that Qt has no API for, each behind a plain function so that a port to another
// system is one more file. All are called in the I/O thread and never block.

using Descriptor = qintptr;
constexpr Descriptor kNoDescriptor = -1;

/// A second descriptor for the same socket, closed with the object. While it exists the socket outlives
/// QTcpSocket's own descriptor, so the kernel can still be asked how the connection ended.
class DescriptorHandle
{
public:
    DescriptorHandle() = default;
    explicit DescriptorHandle(Descriptor descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~DescriptorHandle() { close(); }
    DescriptorHandle(DescriptorHandle &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, kNoDescriptor))
    {
    }
    DescriptorHandle &operator=(DescriptorHandle &&other) noexcept
    {
        close();
        m_descriptor = std::exchange(other.m_descriptor, kNoDescriptor);
        return *this;
    }
    DescriptorHandle(const DescriptorHandle &) = delete;
    DescriptorHandle &operator=(const DescriptorHandle &) = delete;

    Descriptor get() const { return m_descriptor; }
    bool isValid() const { return m_descriptor != kNoDescriptor; }
    void close();
    /// Not closed any more by this object.
    Descriptor release() { return std::exchange(m_descriptor, kNoDescriptor); }

private:
    Descriptor m_descriptor = kNoDescriptor;
};

/// dup(2), close-on-exec.
DescriptorHandle duplicateDescriptor(Descriptor descriptor);

/// Closes the sending direction: FIN after what is queued (shutdown(2), SHUT_WR). False on error.
bool shutdownSending(Descriptor descriptor);

/// Makes the close of the last descriptor send RST and discard what is queued (socket(7), SO_LINGER 0).
void setAbortOnClose(Descriptor descriptor);

enum class PendingInput : quint8 { None, Data, EndOfStream, Failed };
/// What the next read would find, without taking it (recv(2), MSG_PEEK | MSG_DONTWAIT).
PendingInput pendingInput(Descriptor descriptor);

/// getsockname(2) and getpeername(2); null address on failure. IPv4-mapped IPv6 is shown as IPv4 unless
/// `keepMapped`; a local socket without a name by its inode.
Address localAddressOf(Descriptor descriptor);
Address peerAddressOf(Descriptor descriptor, bool keepMapped = false);
/// The same, of the name that accept(2) told.
Address peerAddressOf(Descriptor descriptor, const SystemAddress &name, bool keepMapped = false);

/// Says why and closes: for a client that cannot be served. What the client sent so far is read first,
/// because closing with unread bytes would turn the answer into a reset (RFC 9293 §3.10.4, RFC 2525 §2.17).
void refuseClient(Descriptor descriptor, const QByteArray &reason);

/// A write to a closed pipe (a terminal that went away) is an error value, not a signal (signal(7)).
void ignoreBrokenPipes();

/// Opens /dev/null where descriptor 0, 1 or 2 is closed: the next socket would get the number, and be read
/// or written as if it were the standard input or output (open(2): the lowest free number).
void openMissingStandardDescriptors();

/// Raises the soft limit of open files to the hard one, once (getrlimit(2)). Returns the limit.
int raiseDescriptorLimit();
/// How many descriptors this process may have open now.
int descriptorLimit();
/// True while fewer than `reserve` descriptors are free. Qt's accept loop spins without a signal when
/// they run out, and starting a thread or a name lookup aborts the process, so we stop before that.
bool descriptorsAreScarce(int reserve);

/// How many connection attempts the kernel dropped at this listening socket because its accept queue was
/// full, or datagrams at this socket because its buffer was, since it is there (socket(7), SO_MEMINFO,
/// SK_MEMINFO_DROPS). 0 where the system does not tell.
qint64 droppedBy(Descriptor descriptor);

enum class EndReason : quint8 { Fin, Reset, TimedOut, Unknown };
/// How the connection behind a still open duplicate ended. Qt reports FIN and RST alike; the kernel
/// tells them apart by the socket's state and byte counters (tcp(7), TCP_INFO).
/// @param receivedBytes all payload bytes read from the socket so far
EndReason endReasonOf(Descriptor descriptor, qint64 receivedBytes);

} // namespace bothends
