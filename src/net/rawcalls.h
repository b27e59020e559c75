// SPDX-License-Identifier: MIT
#pragma once

#include "core/socketcall.h"
#include "core/transport.h"
#include "net/socketaddress.h"
#include "net/socketcalls.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace bothends {

// The system calls that a program makes one by one, each as a function that does just this and keeps the
// errno. Descriptors are non-blocking, so none of them waits. Any thread; used in the I/O thread.

struct RawResult
{
    qint64 value = 0; ///< what the call returned
    int error = 0; ///< errno; 0 = it succeeded

    bool isOk() const { return error == 0; }
    /// It would have slept (EAGAIN), or a signal came in between (EINTR): nothing happened.
    bool wouldBlock() const;
};

/// socket(2), non-blocking and close-on-exec.
RawResult rawSocket(Transport transport, bool isIpv6);
RawResult rawBind(Descriptor descriptor, const SystemAddress &address);
/// For bind(2): the kernel chooses an abstract name (unix(7), autobind).
SystemAddress autobindAddress();
RawResult rawListen(Descriptor descriptor, int backlog);
/// accept4(2). @param from the client's address
RawResult rawAccept(Descriptor descriptor, SystemAddress &from);
RawResult rawConnect(Descriptor descriptor, const SystemAddress &address);
RawResult rawShutdown(Descriptor descriptor, ShutdownHow how);
RawResult rawClose(Descriptor descriptor);

/// sendto(2), or send(2) without an address. Never raises SIGPIPE.
RawResult rawSend(Descriptor descriptor, QByteArrayView bytes, MessageFlags flags,
                  const SystemAddress &to = {});
/// sendmsg(2) with SCM_RIGHTS (unix(7)): the receiver gets a descriptor of its own for the same file.
RawResult rawSendDescriptor(Descriptor descriptor, QByteArrayView bytes, MessageFlags flags,
                            const SystemAddress &to, Descriptor passed);
/// sendmsg(2) with IP_PKTINFO or IPV6_PKTINFO: the datagram gets this sender, where the socket is bound to
/// every address and the kernel would choose one. @param from of the socket's family; its port does not count
RawResult rawSendFrom(Descriptor descriptor, QByteArrayView bytes, const SystemAddress &to,
                      const SystemAddress &from);
/// sendfile(2).
RawResult rawSendFile(Descriptor descriptor, Descriptor file, qint64 offset, qint64 count);

/// What recvmsg(2) hands out; the other receiving calls hand out a part of it.
struct RawMessage
{
    RawResult result; ///< of a datagram with MessageFlag::Trunc: its real size
    QByteArray bytes; ///< what is in the buffer now
    SystemAddress from; ///< invalid: not told
    MessageFlags flags;
    QList<AncillaryItem> ancillary;
};
/// recv(2) into a buffer of the caller's.
RawResult rawReceiveInto(Descriptor descriptor, char *buffer, qint64 size);
/// recvmsg(2). Descriptors that come along are described and closed. @param ancillarySize 0 = no buffer for
/// it
RawMessage rawReceive(Descriptor descriptor, qint64 size, MessageFlags flags, qint64 ancillarySize = 0);

/// open(2) for reading; never waits for the other end of a pipe.
RawResult openForReading(const QString &file);
/// Of a regular file, bytes; -1 = it is none.
qint64 sizeOfFile(Descriptor file);
/// What a descriptor stands for, in technical words: `regular file /tmp/x`, `socket socket:[4711]`.
QString describeDescriptor(Descriptor descriptor);

/// Of the datagram that waits in front, bytes (ioctl(2), FIONREAD); 0 = it is empty, or none waits.
qint64 nextDatagramSize(Descriptor descriptor);
/// True if a read would return at once, with bytes, an end or an error (poll(2)). Takes none of them.
bool wouldReturn(Descriptor descriptor);
/// The errno of a call made by a library that does not tell it: to be cleared before, read right after.
int lastSystemError();
void clearSystemError();
/// SO_ERROR, which reading clears; an errno.
int pendingError(Descriptor descriptor);
/// The name a socket has (getsockname(2)), its peer's (getpeername(2)); invalid = none.
SystemAddress nameOf(Descriptor descriptor);
SystemAddress peerNameOf(Descriptor descriptor);
/// The address of this machine from which the system would send to a peer: what a socket bound to a wildcard
/// has as its own. Nothing is sent. Empty = there is no route.
QString sourceTowards(const Address &peer);

/// For a descriptor that somebody else made: non-blocking, close-on-exec (fcntl(2)).
void makeOurs(Descriptor descriptor);

/// The identity of a socket's file, by which we know later that the path is still ours. Invalid = no socket.
struct SocketFile
{
    quint64 device = 0;
    quint64 inode = 0;

    bool isValid() const { return inode != 0; }
    friend bool operator==(const SocketFile &, const SocketFile &) = default;
};
SocketFile socketFileAt(const QString &path);
/// unlink(2) if this very socket is still there.
void removeSocketFile(const QString &path, const SocketFile &file);

} // namespace bothends
