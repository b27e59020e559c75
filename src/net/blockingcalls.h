// SPDX-License-Identifier: MIT
#pragma once

#include "net/rawcalls.h"

namespace bothends {

// The calls of rawcalls.h that wait, on descriptors that are left blocking. Only for a thread that has
// nothing else to do.

/// fcntl(2): from now on calls on it wait.
void makeBlocking(Descriptor descriptor);
/// Whether accept() or recv() would return at once (poll(2) without a timeout).
bool isReadable(Descriptor descriptor);

/// accept4(2); the new descriptor is blocking, and close-on-exec. @param from the client's address
RawResult blockingAccept(Descriptor descriptor, SystemAddress &from);
/// recv(2).
RawResult blockingReceive(Descriptor descriptor, char *buffer, qint64 size);
/// send(2): takes all of it, or less if the socket is shut down meanwhile. Never raises SIGPIPE.
RawResult blockingSend(Descriptor descriptor, QByteArrayView bytes);

} // namespace bothends
