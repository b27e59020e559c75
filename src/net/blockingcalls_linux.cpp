// SPDX-License-Identifier: MIT
#include "net/blockingcalls.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

namespace bothends {

namespace {

RawResult resultOf(qint64 returned)
{
    return returned < 0 ? RawResult{-1, errno} : RawResult{returned, 0};
}

} // namespace

void makeBlocking(Descriptor descriptor)
{
    const int flags = ::fcntl(int(descriptor), F_GETFL);
    ::fcntl(int(descriptor), F_SETFL, flags & ~O_NONBLOCK);
}

bool isReadable(Descriptor descriptor)
{
    pollfd question{int(descriptor), POLLIN, 0};
    return ::poll(&question, 1, 0) != 0; // also when it failed, or the peer hung up: the call says how
}

RawResult blockingAccept(Descriptor descriptor, SystemAddress &from)
{
    socklen_t size = sizeof from.bytes;
    const RawResult result = resultOf(::accept4(int(descriptor), from.get(), &size, SOCK_CLOEXEC));
    from.size = result.isOk() ? size : 0;
    return result;
}

RawResult blockingReceive(Descriptor descriptor, char *buffer, qint64 size)
{
    return resultOf(::recv(int(descriptor), buffer, size_t(size), 0));
}

RawResult blockingSend(Descriptor descriptor, QByteArrayView bytes)
{
    return resultOf(::send(int(descriptor), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL));
}

} // namespace bothends
