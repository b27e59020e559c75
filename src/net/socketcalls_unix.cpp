// SPDX-License-Identifier: MIT
#include "net/socketcalls.h"

#include "net/rawcalls.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bothends {

namespace {

int fdOf(Descriptor descriptor)
{
    return int(descriptor);
}

bool isUnnamed(const SystemAddress &name)
{
    return name.family() == AF_UNIX && addressOf(name).isNull();
}

} // namespace

void DescriptorHandle::close()
{
    if (m_descriptor != kNoDescriptor)
        ::close(fdOf(std::exchange(m_descriptor, kNoDescriptor)));
}

DescriptorHandle duplicateDescriptor(Descriptor descriptor)
{
    return DescriptorHandle(::fcntl(fdOf(descriptor), F_DUPFD_CLOEXEC, 0));
}

bool shutdownSending(Descriptor descriptor)
{
    return ::shutdown(fdOf(descriptor), SHUT_WR) == 0;
}

void setAbortOnClose(Descriptor descriptor)
{
    const linger abortive{1, 0};
    ::setsockopt(fdOf(descriptor), SOL_SOCKET, SO_LINGER, &abortive, sizeof abortive);
}

PendingInput pendingInput(Descriptor descriptor)
{
    char byte = 0;
    const ssize_t n = ::recv(fdOf(descriptor), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (n > 0)
        return PendingInput::Data;
    if (n == 0)
        return PendingInput::EndOfStream;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? PendingInput::None
                                                                     : PendingInput::Failed;
}

Address localAddressOf(Descriptor descriptor)
{
    const SystemAddress name = nameOf(descriptor);
    return isUnnamed(name) ? Address::unnamed(inodeOf(descriptor)) : addressOf(name);
}

Address peerAddressOf(Descriptor descriptor, bool keepMapped)
{
    return peerAddressOf(descriptor, peerNameOf(descriptor), keepMapped);
}

Address peerAddressOf(Descriptor descriptor, const SystemAddress &name, bool keepMapped)
{
    if (!isUnnamed(name))
        return addressOf(name, keepMapped);
    const quint64 inode = peerInodeOf(descriptor);
    return inode == 0 ? Address() : Address::unnamed(inode);
}

void refuseClient(Descriptor descriptor, const QByteArray &reason)
{
    const int fd = fdOf(descriptor);
    // A fresh socket's send buffer is empty, so one non-blocking send takes the whole short text.
    if (::send(fd, reason.constData(), size_t(reason.size()), MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) {
        ::shutdown(fd, SHUT_WR);
        char discard[4096];
        for (int turn = 0; turn < 16 && ::recv(fd, discard, sizeof discard, MSG_DONTWAIT) > 0; ++turn) { }
    }
    ::close(fd);
}

void ignoreBrokenPipes()
{
    ::signal(SIGPIPE, SIG_IGN);
}

void openMissingStandardDescriptors()
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            ::open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY);
    }
}

int raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    return descriptorLimit();
}

int descriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY
        || limit.rlim_cur > 1'000'000)
        return 1'000'000;
    return int(limit.rlim_cur);
}

bool descriptorsAreScarce(int reserve)
{
    // POSIX gives out the lowest free number, so a low one proves that all numbers above are a reserve.
    const int probe = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (probe < 0)
        return errno == EMFILE || errno == ENFILE;
    ::close(probe);
    return probe >= descriptorLimit() - reserve;
}

} // namespace bothends
