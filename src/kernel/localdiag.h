// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernelprobe.h"

namespace bothends {

class SockDiag;

// What KernelProbe says of local sockets, over unix_diag (sock_diag(7)).

std::optional<ProbedLocalSocket> askLocalSocket(SockDiag &diag, quint64 inode);
QList<ProbedLocalSocket> listNamedLocalSockets(SockDiag &diag);

} // namespace bothends
