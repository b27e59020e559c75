// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernelprobe.h"

namespace bothends {

class SockDiag;

// What KernelProbe says of local sockets, over unix_diag (sock_diag(7)).

std::optional<ProbedLocalSocket> askLocalSocket(SockDiag &diag, quint64 inode);
QList<ProbedLocalSocket> listNamedLocalSockets(SockDiag &diag);
/// Whether a socket is bound to the file at this path, listening or not, ours or not. Walks the kernel's
/// tables.
bool isSocketFileHeld(SockDiag &diag, const QString &path);

} // namespace bothends
