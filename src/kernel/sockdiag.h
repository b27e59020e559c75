// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <array>
#include <functional>

struct nlmsghdr;

namespace bothends {

/// One attribute of an answer, as bytes; they are valid until the next question.
struct DiagAttribute
{
    int type = 0;
    const char *data = nullptr;
    qsizetype size = 0;
};

/// The netlink socket that sock_diag(7) is asked through. A question's answer is there when the call returns:
/// the kernel makes it inside of it. Lives in one thread.
class SockDiag
{
public:
    SockDiag();
    ~SockDiag();
    SockDiag(const SockDiag &) = delete;
    SockDiag &operator=(const SockDiag &) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    void close();
    /// errno of what failed last, or 0; ENOENT: there is no such socket.
    int code() const { return m_code; }

    /// Asks for one socket. Null if there is none or it failed. Valid until the next question.
    /// @param body of the question, as sock_diag(7) describes it for the family
    const nlmsghdr *ask(const void *body, qsizetype size);
    /// Asks for all sockets that fit.
    void list(const void *body, qsizetype size, const std::function<void(const nlmsghdr *)> &take);

    /// What stands in an answer behind the header; null if it is shorter than `size`.
    static const char *bodyOf(const nlmsghdr *answer, qsizetype size);
    /// Every attribute of an answer behind a body of `size` bytes.
    static void forEachAttribute(const nlmsghdr *answer, qsizetype size,
                                 const std::function<void(const DiagAttribute &)> &take);

private:
    bool put(const void *body, qsizetype size, quint16 flags);
    qint64 get();

    int m_descriptor;
    int m_code;
    quint32 m_sequence = 0;
    alignas(8) std::array<char, 32768> m_buffer{};
};

} // namespace bothends
