// SPDX-License-Identifier: MIT
#include "net/rawcalls.h"

#include "net/ancillarydata.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr std::array<std::pair<MessageFlag, int>, 9> kFlags{{
    {MessageFlag::Peek, MSG_PEEK},
    {MessageFlag::DontWait, MSG_DONTWAIT},
    {MessageFlag::WaitAll, MSG_WAITALL},
    {MessageFlag::Trunc, MSG_TRUNC},
    {MessageFlag::CTrunc, MSG_CTRUNC},
    {MessageFlag::Oob, MSG_OOB},
    {MessageFlag::NoSignal, MSG_NOSIGNAL},
    {MessageFlag::Eor, MSG_EOR},
    {MessageFlag::ErrQueue, MSG_ERRQUEUE},
}};

int systemFlags(MessageFlags flags)
{
    int all = 0;
    for (const auto &[flag, system] : kFlags)
        all |= flags.testFlag(flag) ? system : 0;
    return all;
}

MessageFlags ourFlags(int flags)
{
    MessageFlags all;
    for (const auto &[flag, system] : kFlags)
        all.setFlag(flag, (flags & system) != 0);
    return all;
}

RawResult resultOf(qint64 returned)
{
    return returned < 0 ? RawResult{-1, errno} : RawResult{returned, 0};
}

SystemAddress nameBy(int (*call)(int, sockaddr *, socklen_t *), Descriptor descriptor)
{
    SystemAddress name;
    socklen_t size = sizeof name.bytes;
    if (call(int(descriptor), name.get(), &size) == 0)
        name.size = size;
    return name;
}

} // namespace

bool RawResult::wouldBlock() const
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

RawResult rawSocket(Transport transport, bool isIpv6)
{
    const int domain = isLocal(transport) ? AF_UNIX : isIpv6 ? AF_INET6 : AF_INET;
    const int type = isStream(transport)  ? SOCK_STREAM
        : transport == Transport::RawIcmp ? SOCK_RAW
                                          : SOCK_DGRAM;
    const int protocol = !isIcmp(transport) ? 0 : isIpv6 ? int(IPPROTO_ICMPV6) : int(IPPROTO_ICMP);
    return resultOf(::socket(domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol));
}

RawResult rawBind(Descriptor descriptor, const SystemAddress &address)
{
    return resultOf(::bind(int(descriptor), address.get(), address.size));
}

SystemAddress autobindAddress()
{
    SystemAddress address;
    address.get()->sa_family = AF_UNIX;
    address.size = sizeof(sa_family_t);
    return address;
}

RawResult rawListen(Descriptor descriptor, int backlog)
{
    return resultOf(::listen(int(descriptor), backlog));
}

RawResult rawAccept(Descriptor descriptor, SystemAddress &from)
{
    socklen_t size = sizeof from.bytes;
    const RawResult result
        = resultOf(::accept4(int(descriptor), from.get(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    from.size = result.isOk() ? size : 0;
    return result;
}

RawResult rawConnect(Descriptor descriptor, const SystemAddress &address)
{
    return resultOf(::connect(int(descriptor), address.get(), address.size));
}

RawResult rawShutdown(Descriptor descriptor, ShutdownHow how)
{
    const int direction = how == ShutdownHow::Read ? SHUT_RD
        : how == ShutdownHow::Write                ? SHUT_WR
                                                   : SHUT_RDWR;
    return resultOf(::shutdown(int(descriptor), direction));
}

RawResult rawClose(Descriptor descriptor)
{
    return resultOf(::close(int(descriptor)));
}

RawResult rawSend(Descriptor descriptor, QByteArrayView bytes, MessageFlags flags, const SystemAddress &to)
{
    return resultOf(::sendto(int(descriptor), bytes.data(), size_t(bytes.size()),
                             systemFlags(flags) | MSG_NOSIGNAL | MSG_DONTWAIT,
                             to.isValid() ? to.get() : nullptr, to.size));
}

RawResult rawSendDescriptor(Descriptor descriptor, QByteArrayView bytes, MessageFlags flags,
                            const SystemAddress &to, Descriptor passed)
{
    SystemAddress receiver = to;
    iovec part{const_cast<char *>(bytes.data()), size_t(bytes.size())};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_name = to.isValid() ? receiver.get() : nullptr;
    message.msg_namelen = to.size;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    const int fd = int(passed);
    std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
    return resultOf(::sendmsg(int(descriptor), &message, systemFlags(flags) | MSG_NOSIGNAL | MSG_DONTWAIT));
}

RawResult rawSendFrom(Descriptor descriptor, QByteArrayView bytes, const SystemAddress &to,
                      const SystemAddress &from)
{
    SystemAddress receiver = to;
    iovec part{const_cast<char *>(bytes.data()), size_t(bytes.size())};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(in6_pktinfo))> control{};
    msghdr message{};
    message.msg_name = receiver.get();
    message.msg_namelen = to.size;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr *header = CMSG_FIRSTHDR(&message);
    const auto put = [&](int level, int type, const auto &info) {
        header->cmsg_level = level;
        header->cmsg_type = type;
        header->cmsg_len = CMSG_LEN(sizeof info);
        std::memcpy(CMSG_DATA(header), &info, sizeof info);
        message.msg_controllen = CMSG_SPACE(sizeof info);
    };
    if (from.family() == AF_INET) {
        sockaddr_in ipv4{};
        std::memcpy(&ipv4, from.bytes, sizeof ipv4);
        in_pktinfo info{};
        info.ipi_spec_dst = ipv4.sin_addr;
        put(IPPROTO_IP, IP_PKTINFO, info);
    } else {
        sockaddr_in6 ipv6{};
        std::memcpy(&ipv6, from.bytes, sizeof ipv6);
        in6_pktinfo info{};
        info.ipi6_addr = ipv6.sin6_addr;
        put(IPPROTO_IPV6, IPV6_PKTINFO, info);
    }
    return resultOf(::sendmsg(int(descriptor), &message, MSG_NOSIGNAL | MSG_DONTWAIT));
}

RawResult rawSendFile(Descriptor descriptor, Descriptor file, qint64 offset, qint64 count)
{
    off_t from = offset;
    return resultOf(::sendfile(int(descriptor), int(file), &from, size_t(count)));
}

RawResult rawReceiveInto(Descriptor descriptor, char *buffer, qint64 size)
{
    return resultOf(::recv(int(descriptor), buffer, size_t(size), MSG_DONTWAIT));
}

RawMessage rawReceive(Descriptor descriptor, qint64 size, MessageFlags flags, qint64 ancillarySize)
{
    RawMessage received;
    received.bytes = QByteArray(size, Qt::Uninitialized);
    QByteArray control(ancillarySize, '\0');
    iovec part{received.bytes.data(), size_t(size)};
    msghdr message{};
    message.msg_name = received.from.get();
    message.msg_namelen = sizeof received.from.bytes;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = ancillarySize > 0 ? control.data() : nullptr;
    message.msg_controllen = size_t(ancillarySize);
    received.result = resultOf(
        ::recvmsg(int(descriptor), &message, systemFlags(flags) | MSG_DONTWAIT | MSG_CMSG_CLOEXEC));
    if (!received.result.isOk()) {
        received.bytes.clear();
        return received;
    }
    received.bytes.truncate(std::min(received.result.value, size));
    received.bytes.squeeze();
    received.from.size = message.msg_namelen;
    received.flags = ourFlags(message.msg_flags);
    if (ancillarySize > 0)
        received.ancillary = takeAncillary(message);
    return received;
}

RawResult openForReading(const QString &file)
{
    return resultOf(::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

qint64 sizeOfFile(Descriptor file)
{
    struct stat status
    {
    };
    return ::fstat(int(file), &status) == 0 && S_ISREG(status.st_mode) ? qint64(status.st_size) : -1;
}

QString describeDescriptor(Descriptor descriptor)
{
    struct stat status
    {
    };
    if (::fstat(int(descriptor), &status) != 0)
        return {};
    const mode_t mode = status.st_mode;
    const QString type = S_ISREG(mode) ? u"regular file"_s
        : S_ISDIR(mode)                ? u"directory"_s
        : S_ISSOCK(mode)               ? u"socket"_s
        : S_ISFIFO(mode)               ? u"pipe"_s
        : S_ISCHR(mode)                ? u"character device"_s
        : S_ISBLK(mode)                ? u"block device"_s
                                       : u"file"_s;
    std::array<char, 4096> target{};
    const ssize_t size = ::readlink(QByteArray("/proc/self/fd/" + QByteArray::number(descriptor)).constData(),
                                    target.data(), target.size());
    return size <= 0 ? type : type + u' ' + QFile::decodeName(QByteArray(target.data(), size));
}

qint64 nextDatagramSize(Descriptor descriptor)
{
    int waiting = 0;
    return ::ioctl(int(descriptor), FIONREAD, &waiting) == 0 ? waiting : 0;
}

bool wouldReturn(Descriptor descriptor)
{
    pollfd question{int(descriptor), POLLIN, 0};
    return ::poll(&question, 1, 0) > 0;
}

int lastSystemError()
{
    return errno;
}

void clearSystemError()
{
    errno = 0;
}

int pendingError(Descriptor descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(int(descriptor), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

SystemAddress nameOf(Descriptor descriptor)
{
    return nameBy(&::getsockname, descriptor);
}

SystemAddress peerNameOf(Descriptor descriptor)
{
    return nameBy(&::getpeername, descriptor);
}

// connect() of a datagram socket looks the route up and sends nothing (udp(7)).
QString sourceTowards(const Address &peer)
{
    Address target = peer;
    if (target.port == 0)
        target.port = 9; // discard: a connect() to port 0 is refused by some systems
    const SystemAddress address = systemAddressOf(target);
    const DescriptorHandle probe(::socket(address.family(), SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!address.isValid() || !probe.isValid() || !rawConnect(probe.get(), address).isOk())
        return {};
    return addressOf(nameOf(probe.get())).host;
}

void makeOurs(Descriptor descriptor)
{
    const int fd = int(descriptor);
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

SocketFile socketFileAt(const QString &path)
{
    struct stat status
    {
    };
    const bool isSocket
        = ::lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISSOCK(status.st_mode);
    return isSocket ? SocketFile{quint64(status.st_dev), quint64(status.st_ino)} : SocketFile{};
}

void removeSocketFile(const QString &path, const SocketFile &file)
{
    if (file.isValid() && socketFileAt(path) == file)
        ::unlink(QFile::encodeName(path).constData());
}

} // namespace bothends
