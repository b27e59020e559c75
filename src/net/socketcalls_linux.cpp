// SPDX-License-Identifier: MIT
#include "net/socketaddress.h"
#include "net/socketcalls.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bothends {

namespace {
// The kernel's numbers of the states (include/net/tcp_states.h; in <netinet/tcp.h>, which cannot be
// included beside <linux/tcp.h>).
constexpr int kTcpClose = 7;
} // namespace

qint64 droppedAttempts(Descriptor listener)
{
    quint32 values[SK_MEMINFO_VARS]{};
    socklen_t size = sizeof values;
    if (::getsockopt(int(listener), SOL_SOCKET, SO_MEMINFO, values, &size) != 0)
        return 0;
    return values[SK_MEMINFO_DROPS];
}

quint64 peerInodeOf(qintptr descriptor)
{
    struct Request
    {
        nlmsghdr header;
        unix_diag_req question;
    } request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST;
    request.question.sdiag_family = AF_UNIX;
    request.question.udiag_states = ~0U;
    request.question.udiag_ino = quint32(inodeOf(descriptor));
    request.question.udiag_show = UDIAG_SHOW_PEER;
    request.question.udiag_cookie[0] = ~0U; // INET_DIAG_NOCOOKIE
    request.question.udiag_cookie[1] = ~0U;
    const DescriptorHandle diag(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    if (!diag.isValid() || request.question.udiag_ino == 0
        || ::send(int(diag.get()), &request, sizeof request, MSG_DONTWAIT) < 0)
        return 0;
    alignas(nlmsghdr) std::array<char, 512> reply{};
    const ssize_t size = ::recv(int(diag.get()), reply.data(), reply.size(), MSG_DONTWAIT);
    nlmsghdr header{};
    constexpr size_t kBody = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(unix_diag_msg));
    if (size < ssize_t(kBody))
        return 0;
    std::memcpy(&header, reply.data(), sizeof header);
    if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY)
        return 0;
    const size_t end = std::min(size_t(size), size_t(header.nlmsg_len));
    for (size_t at = kBody; at + NLA_HDRLEN <= end;) {
        nlattr attribute{};
        std::memcpy(&attribute, reply.data() + at, sizeof attribute);
        if (attribute.nla_type == UNIX_DIAG_PEER && at + NLA_HDRLEN + sizeof(quint32) <= end) {
            quint32 inode = 0;
            std::memcpy(&inode, reply.data() + at + NLA_HDRLEN, sizeof inode);
            return inode;
        }
        at += qMax<size_t>(NLA_ALIGN(attribute.nla_len), NLA_HDRLEN);
    }
    return 0;
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
