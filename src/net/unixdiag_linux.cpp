// SPDX-License-Identifier: MIT
#include "net/socketaddress.h"
#include "net/socketcalls.h"

#include <QFile>

#include <array>
#include <cstring>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <optional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace bothends {

namespace {

constexpr size_t kHeaderSize = NLMSG_HDRLEN;
constexpr size_t kBodySize = NLMSG_ALIGN(sizeof(unix_diag_msg));

/// Asks for one socket, or for all (inode 0).
DescriptorHandle ask(quint32 inode, quint32 show)
{
    struct Request
    {
        nlmsghdr header;
        unix_diag_req question;
    } request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = quint16(NLM_F_REQUEST | (inode == 0 ? NLM_F_DUMP : 0));
    request.question.sdiag_family = AF_UNIX;
    request.question.udiag_states = ~0U;
    request.question.udiag_ino = inode;
    request.question.udiag_show = show;
    request.question.udiag_cookie[0] = ~0U; // INET_DIAG_NOCOOKIE
    request.question.udiag_cookie[1] = ~0U;
    DescriptorHandle diag(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    if (diag.isValid() && ::send(int(diag.get()), &request, sizeof request, MSG_DONTWAIT) < 0)
        diag.close();
    return diag;
}

/// The attribute of this type behind a unix_diag_msg that ends at `end`.
template <typename Value>
std::optional<Value> attribute(const char *reply, size_t begin, size_t end, int type)
{
    for (size_t at = begin + kHeaderSize + kBodySize; at + NLA_HDRLEN <= end;) {
        nlattr header{};
        std::memcpy(&header, reply + at, sizeof header);
        Value value{};
        if (header.nla_type == type && at + NLA_HDRLEN + sizeof value <= end) {
            std::memcpy(&value, reply + at + NLA_HDRLEN, sizeof value);
            return value;
        }
        at += qMax<size_t>(NLA_ALIGN(header.nla_len), NLA_HDRLEN);
    }
    return std::nullopt;
}

/// Calls `visit` with the place of each socket in one read of answers. False: nothing more will come.
template <typename Visit> bool visitAnswers(const char *reply, size_t size, Visit visit)
{
    for (size_t at = 0; at + kHeaderSize <= size;) {
        nlmsghdr header{};
        std::memcpy(&header, reply + at, sizeof header);
        const size_t end = at + header.nlmsg_len;
        if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY || header.nlmsg_len < kHeaderSize || end > size)
            return false;
        visit(at, end);
        at += NLMSG_ALIGN(header.nlmsg_len);
    }
    return true;
}

} // namespace

quint64 peerInodeOf(qintptr descriptor)
{
    const auto inode = quint32(inodeOf(descriptor));
    const DescriptorHandle diag = inode != 0 ? ask(inode, UDIAG_SHOW_PEER) : DescriptorHandle();
    alignas(nlmsghdr) std::array<char, 512> reply{};
    const ssize_t size
        = diag.isValid() ? ::recv(int(diag.get()), reply.data(), reply.size(), MSG_DONTWAIT) : 0;
    quint32 peer = 0;
    visitAnswers(reply.data(), size_t(qMax<ssize_t>(size, 0)), [&](size_t begin, size_t end) {
        peer = attribute<quint32>(reply.data(), begin, end, UNIX_DIAG_PEER).value_or(0);
    });
    return peer;
}

// The answers of a dump come in the same call, from this thread's own request: nothing is waited for.
bool isSocketFileHeld(const QString &path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return false;
    // The kernel's own form of a device's number; of the inode it tells 32 bits.
    const quint32 device = (::major(status.st_dev) << 20) | ::minor(status.st_dev);
    const auto inode = quint32(status.st_ino);
    const DescriptorHandle diag = ask(0, UDIAG_SHOW_VFS);
    if (!diag.isValid())
        return false;
    bool isHeld = false;
    bool hasMore = true;
    while (hasMore && !isHeld) {
        alignas(nlmsghdr) std::array<char, 32 * 1024> reply{};
        const ssize_t size = ::recv(int(diag.get()), reply.data(), reply.size(), MSG_DONTWAIT);
        if (size <= 0)
            break;
        hasMore = visitAnswers(reply.data(), size_t(size), [&](size_t begin, size_t end) {
            const auto file = attribute<unix_diag_vfs>(reply.data(), begin, end, UNIX_DIAG_VFS);
            isHeld = isHeld || (file && file->udiag_vfs_ino == inode && file->udiag_vfs_dev == device);
        });
    }
    return isHeld;
}

} // namespace bothends
