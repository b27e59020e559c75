// SPDX-License-Identifier: MIT
#include "net/socketcalls.h"

#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace bothends {

namespace {
// The kernel's numbers of the states (include/net/tcp_states.h; in <netinet/tcp.h>, which cannot be
// included beside <linux/tcp.h>).
constexpr int kTcpClose = 7;
} // namespace

qint64 droppedBy(Descriptor descriptor)
{
    quint32 values[SK_MEMINFO_VARS]{};
    socklen_t size = sizeof values;
    if (::getsockopt(int(descriptor), SOL_SOCKET, SO_MEMINFO, values, &size) != 0)
        return 0;
    return values[SK_MEMINFO_DROPS];
}

EndReason endReasonOf(Descriptor descriptor, qint64 receivedBytes)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(int(descriptor), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return EndReason::Unknown;
    if (info.tcpi_state != kTcpClose)
        return EndReason::Fin; // CLOSE_WAIT, LAST_ACK, …: only a FIN leads there
    // CLOSE: after RST, but also when both FINs were exchanged (TIME_WAIT is kept apart from the socket).
    // The kernel counts the peer's FIN as one received byte; after a reset that one byte is missing.
    return qint64(info.tcpi_bytes_received) > receivedBytes ? EndReason::Fin : EndReason::Reset;
}

} // namespace bothends
