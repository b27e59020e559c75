// SPDX-License-Identifier: MIT
#include "kernel/sockdiag.h"

#include <cerrno>
#include <cstring>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace bothends {

namespace {

// The macros of <linux/netlink.h> and <linux/rtnetlink.h>, as functions.
constexpr qsizetype aligned(qsizetype size)
{
    return (size + 3) & ~qsizetype(3);
}
constexpr qsizetype kHeaderSize = aligned(sizeof(nlmsghdr));
constexpr qsizetype kAttributeSize = aligned(sizeof(rtattr));
constexpr qsizetype kMostQuestion = 256;

const char *bytesOf(const void *start)
{
    return static_cast<const char *>(start);
}

} // namespace

SockDiag::SockDiag()
    : m_descriptor(::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG))
    , m_code(m_descriptor < 0 ? errno : 0)
{
}

SockDiag::~SockDiag()
{
    close();
}

void SockDiag::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

bool SockDiag::put(const void *body, qsizetype size, quint16 flags)
{
    alignas(nlmsghdr) std::array<char, kMostQuestion> question{};
    nlmsghdr header{};
    header.nlmsg_len = quint32(kHeaderSize + size);
    header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    header.nlmsg_flags = flags;
    header.nlmsg_seq = ++m_sequence;
    std::memcpy(question.data(), &header, sizeof header);
    std::memcpy(question.data() + kHeaderSize, body, size_t(size));
    m_code = ::send(m_descriptor, question.data(), size_t(kHeaderSize + size), 0) < 0 ? errno : 0;
    return m_code == 0;
}

qint64 SockDiag::get()
{
    const qint64 size = ::recv(m_descriptor, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
    if (size < 0)
        m_code = errno;
    return size;
}

const nlmsghdr *SockDiag::ask(const void *body, qsizetype size)
{
    if (!put(body, size, NLM_F_REQUEST))
        return nullptr;
    const auto *answer = reinterpret_cast<const nlmsghdr *>(m_buffer.data());
    do {
        if (get() < qint64(sizeof(nlmsghdr)))
            return nullptr;
    } while (answer->nlmsg_seq != m_sequence); // left over from a list that was cut short
    if (answer->nlmsg_type != NLMSG_ERROR)
        return answer;
    m_code = -reinterpret_cast<const nlmsgerr *>(bytesOf(answer) + kHeaderSize)->error;
    return nullptr;
}

void SockDiag::list(const void *body, qsizetype size, const std::function<void(const nlmsghdr *)> &take)
{
    if (!put(body, size, NLM_F_REQUEST | NLM_F_DUMP))
        return;
    for (;;) {
        const qint64 received = get();
        if (received <= 0)
            return;
        const char *next = m_buffer.data();
        const char *end = next + received;
        while (end - next >= qptrdiff(sizeof(nlmsghdr))) {
            const auto *each = reinterpret_cast<const nlmsghdr *>(next);
            if (each->nlmsg_len < sizeof(nlmsghdr) || each->nlmsg_len > end - next)
                return;
            next += aligned(each->nlmsg_len);
            if (each->nlmsg_seq != m_sequence)
                continue;
            if (each->nlmsg_type == NLMSG_DONE || each->nlmsg_type == NLMSG_ERROR)
                return;
            take(each);
        }
    }
}

const char *SockDiag::bodyOf(const nlmsghdr *answer, qsizetype size)
{
    return answer->nlmsg_type == SOCK_DIAG_BY_FAMILY && answer->nlmsg_len >= size_t(kHeaderSize + size)
        ? bytesOf(answer) + kHeaderSize
        : nullptr;
}

void SockDiag::forEachAttribute(const nlmsghdr *answer, qsizetype size,
                                const std::function<void(const DiagAttribute &)> &take)
{
    const char *next = bytesOf(answer) + kHeaderSize + aligned(size);
    const char *end = bytesOf(answer) + answer->nlmsg_len;
    while (end - next >= qptrdiff(sizeof(rtattr))) {
        const auto *attribute = reinterpret_cast<const rtattr *>(next);
        if (attribute->rta_len < sizeof(rtattr) || attribute->rta_len > end - next)
            return;
        take({attribute->rta_type, next + kAttributeSize, attribute->rta_len - kAttributeSize});
        next += aligned(attribute->rta_len);
    }
}

} // namespace bothends
