// SPDX-License-Identifier: MIT
#include "net/socketaddress.h"

#include "kernel/localdiag.h"
#include "kernel/sockdiag.h"

#include <QFile>
#include <QHostAddress>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bothends {

static_assert(sizeof(SystemAddress::bytes) >= sizeof(sockaddr_storage));

namespace {

constexpr qsizetype kMaxName = qsizetype(sizeof(sockaddr_un::sun_path)) - 1;

SystemAddress localAddress(const QByteArray &name, bool isAbstract)
{
    SystemAddress result;
    if (name.isEmpty() || name.size() > kMaxName || (!isAbstract && name.contains('\0')))
        return result;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + (isAbstract ? 1 : 0), name.constData(), size_t(name.size()));
    result.size = quint32(offsetof(sockaddr_un, sun_path)) + quint32(name.size()) + 1;
    std::memcpy(result.bytes, &address, sizeof address);
    return result;
}

} // namespace

QHostAddress withoutMapping(const QHostAddress &host)
{
    // toIPv4Address() alone also takes `::` for an IPv4 address.
    static const QHostAddress mapped(u"::ffff:0:0"_s);
    constexpr int kMappedPrefix = 96; // RFC 4291 §2.5.5.2
    return host.isInSubnet(mapped, kMappedPrefix) ? QHostAddress(host.toIPv4Address()) : host;
}

int SystemAddress::family() const
{
    return isValid() ? get()->sa_family : AF_UNSPEC;
}

SystemAddress systemAddressOf(const Address &address, bool asIpv6)
{
    SystemAddress result;
    switch (address.kind) {
    case Address::Kind::Path:
        return localAddress(QFile::encodeName(address.host), false);
    case Address::Kind::Abstract:
        return localAddress(address.abstractBytes(), true);
    case Address::Kind::Unnamed:
        return result;
    case Address::Kind::Ip:
        break;
    }
    const QHostAddress host(address.host);
    if (host.protocol() == QAbstractSocket::IPv4Protocol && !asIpv6) {
        sockaddr_in ipv4{};
        ipv4.sin_family = AF_INET;
        ipv4.sin_port = htons(address.port);
        ipv4.sin_addr.s_addr = htonl(host.toIPv4Address());
        std::memcpy(result.bytes, &ipv4, sizeof ipv4);
        result.size = sizeof ipv4;
    } else if (!host.isNull()) {
        sockaddr_in6 ipv6{};
        ipv6.sin6_family = AF_INET6;
        ipv6.sin6_port = htons(address.port);
        const Q_IPV6ADDR bytes = host.toIPv6Address(); // an IPv4 address becomes ::ffff:a.b.c.d
        std::memcpy(&ipv6.sin6_addr, &bytes, sizeof ipv6.sin6_addr);
        ipv6.sin6_scope_id = QHostAddress(address.host).scopeId().toUInt();
        std::memcpy(result.bytes, &ipv6, sizeof ipv6);
        result.size = sizeof ipv6;
    }
    return result;
}

Address addressOf(const SystemAddress &address, bool keepMapped)
{
    if (address.family() == AF_UNIX) {
        sockaddr_un local{};
        std::memcpy(&local, address.bytes, sizeof local);
        const qsizetype size = qsizetype(address.size) - qsizetype(offsetof(sockaddr_un, sun_path));
        if (size <= 0)
            return {};
        if (local.sun_path[0] == '\0')
            return Address::abstractBytes(QByteArray(local.sun_path + 1, size - 1));
        return Address::path(QFile::decodeName(
            QByteArray(local.sun_path, qsizetype(::strnlen(local.sun_path, size_t(size))))));
    }
    if (address.family() != AF_INET && address.family() != AF_INET6)
        return {};
    QHostAddress host(address.get());
    sockaddr_in6 ipv6{}; // the port is at the same place in both
    std::memcpy(&ipv6, address.bytes, sizeof ipv6);
    if (!keepMapped)
        host = withoutMapping(host);
    return {host.toString(), ntohs(ipv6.sin6_port)};
}

quint64 inodeOf(qintptr descriptor)
{
    struct stat status
    {
    };
    return ::fstat(int(descriptor), &status) == 0 ? quint64(status.st_ino) : 0;
}

quint64 peerInodeOf(qintptr descriptor)
{
    SockDiag diag;
    const std::optional<ProbedLocalSocket> socket = askLocalSocket(diag, inodeOf(descriptor));
    return socket ? socket->peerInode : 0;
}

Error errorOf(int systemCode, CallName call, Transport transport, const QString &subject)
{
    Error error{ErrorCode::System, systemCode, subject, 0, QString::fromLocal8Bit(std::strerror(systemCode))};
    const bool isConnect = call == CallName::Connect || call == CallName::ConnectEx;
    switch (systemCode) {
    case EAGAIN:
        error.code = ErrorCode::WouldBlock;
        break;
    case EINPROGRESS:
    case EALREADY:
        error.code = ErrorCode::InProgress;
        break;
    case EINVAL:
        error.code = ErrorCode::InvalidCall;
        break;
    case EPIPE:
        error.code = ErrorCode::BrokenPipe;
        break;
    case EISCONN:
        error.code = ErrorCode::AlreadyConnected;
        break;
    case ENOTCONN:
        error.code = ErrorCode::NotConnected;
        break;
    case EDESTADDRREQ:
        error.code = ErrorCode::DestinationRequired;
        break;
    case EBADF:
        error.code = ErrorCode::BadDescriptor;
        break;
    case EOPNOTSUPP:
        error.code = ErrorCode::OperationNotSupported;
        break;
    case ENOPROTOOPT:
        error.code = ErrorCode::OptionNotSupported;
        break;
    case EPERM:
        error.code = ErrorCode::NotPermitted;
        break;
    case EACCES:
        error.code = call == CallName::Socket ? ErrorCode::NotPermitted : ErrorCode::PermissionDenied;
        break;
    case EPROTONOSUPPORT:
    case EAFNOSUPPORT:
    case ESOCKTNOSUPPORT:
        error.code = ErrorCode::TransportNotSupported;
        break;
    case EMSGSIZE:
        error.code = ErrorCode::DatagramTooLarge;
        break;
    case ENOBUFS:
    case ENOMEM:
        error.code = ErrorCode::NoBuffers;
        break;
    case ENAMETOOLONG:
        error.code = ErrorCode::PathTooLong;
        break;
    case ENOENT:
    case ENOTDIR:
        error.code
            = isConnect || call == CallName::SendTo ? ErrorCode::SocketFileMissing : ErrorCode::FolderMissing;
        break;
    case ENOTSOCK:
        error.code = ErrorCode::NotASocketFile;
        break;
    case EPROTOTYPE:
        error.code = ErrorCode::WrongSocketType;
        break;
    case EADDRINUSE:
        error.code = ErrorCode::AddressInUse;
        break;
    case EADDRNOTAVAIL:
        error.code = ErrorCode::AddressNotAvailable;
        break;
    case ECONNREFUSED:
        error.code = ErrorCode::ConnectionRefused;
        break;
    case ECONNRESET:
    case ECONNABORTED:
        error.code = ErrorCode::ConnectionReset;
        break;
    case ETIMEDOUT:
        error.code = ErrorCode::TimedOut;
        break;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
        error.code = ErrorCode::NetworkUnreachable;
        break;
    case EMFILE:
    case ENFILE:
        error.code = ErrorCode::TooManyOpenFiles;
        break;
    case ENOSPC:
    case EDQUOT:
        error.code = ErrorCode::DiskFull;
        break;
    default:
        break;
    }
    // What the errno leaves open of a path is told by what is there.
    const bool isAboutPath = isLocal(transport) && !subject.isEmpty() && !subject.startsWith(u'@')
        && !subject.startsWith(u"socket:["_s);
    const bool isRefused = systemCode == ECONNREFUSED && (isConnect || call == CallName::SendTo);
    if (isAboutPath && (systemCode == EADDRINUSE || isRefused)) {
        const ErrorCode there = whatIsAt(Address::path(subject), transport);
        if (!isRefused || there == ErrorCode::SocketFileStale || there == ErrorCode::NotASocketFile)
            error.code = there; // else refused it is: somebody has it, and does not listen
    }
    return error;
}

ErrorCode whatIsAt(const Address &path, Transport transport)
{
    const QByteArray name = QFile::encodeName(path.host);
    struct stat status
    {
    };
    if (::lstat(name.constData(), &status) != 0)
        return ErrorCode::SocketFileMissing;
    if (!S_ISSOCK(status.st_mode))
        return ErrorCode::NotASocketFile;
    const SystemAddress address = systemAddressOf(path);
    if (!address.isValid())
        return ErrorCode::PathTooLong;
    SockDiag diag;
    if (isSocketFileHeld(diag, path.host))
        return ErrorCode::AddressInUse;
    // Nobody whom this kernel's tables name. Where they do not tell, or of another network namespace, a
    // connect() does; it is the last resort because it is a client that the server would have to accept.
    const int type = transport == Transport::LocalDatagram ? SOCK_DGRAM : SOCK_STREAM;
    const int probe = ::socket(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0)
        return ErrorCode::AddressInUse;
    const bool isRefused = ::connect(probe, address.get(), address.size) != 0 && errno == ECONNREFUSED;
    ::close(probe);
    return isRefused ? ErrorCode::SocketFileStale : ErrorCode::AddressInUse;
}

std::variant<AdoptedSocket, Error> describeSocket(int descriptor)
{
    const auto option = [descriptor](int name) {
        int value = -1;
        socklen_t size = sizeof value;
        return ::getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
    };
    const QString subject = QString::number(descriptor);
    const int type = option(SO_TYPE);
    if (type < 0) {
        const ErrorCode code = errno == EBADF ? ErrorCode::BadDescriptor : ErrorCode::NotASocketFile;
        return Error{code, errno, subject, 0, {}};
    }
    SystemAddress local;
    socklen_t size = sizeof local.bytes;
    if (::getsockname(descriptor, local.get(), &size) == 0)
        local.size = size;
    const int family = local.family();
    AdoptedSocket socket;
    socket.isIpv6 = family == AF_INET6;
    const bool isIp = family == AF_INET || socket.isIpv6;
    const int protocol = option(SO_PROTOCOL);
    const bool isIcmpProtocol = protocol == (socket.isIpv6 ? int(IPPROTO_ICMPV6) : int(IPPROTO_ICMP));
    if (isIp && type == SOCK_STREAM && protocol == IPPROTO_TCP)
        socket.transport = Transport::Tcp;
    else if (isIp && type == SOCK_DGRAM && protocol == IPPROTO_UDP)
        socket.transport = Transport::Udp;
    else if (isIp && type == SOCK_DGRAM && isIcmpProtocol)
        socket.transport = Transport::PingIcmp;
    else if (isIp && type == SOCK_RAW && isIcmpProtocol)
        socket.transport = Transport::RawIcmp;
    else if (family == AF_UNIX && type == SOCK_STREAM)
        socket.transport = Transport::LocalStream;
    else if (family == AF_UNIX && type == SOCK_DGRAM)
        socket.transport = Transport::LocalDatagram;
    else
        return Error{ErrorCode::TransportNotSupported, EPROTONOSUPPORT, subject, 0, {}};
    socket.isListening = option(SO_ACCEPTCONN) == 1;
    socket.local = addressOf(local);
    SystemAddress peer;
    size = sizeof peer.bytes;
    if (::getpeername(descriptor, peer.get(), &size) == 0) {
        socket.isConnected = true;
        peer.size = size;
        socket.peer = addressOf(peer);
    }
    return socket;
}

std::optional<Error> removeStaleFile(const Address &path, Transport transport)
{
    const ErrorCode there = whatIsAt(path, transport);
    if (there == ErrorCode::SocketFileMissing)
        return std::nullopt; // it is gone already
    if (there != ErrorCode::SocketFileStale)
        return Error{there, 0, path.host, 0, {}};
    if (::unlink(QFile::encodeName(path.host).constData()) == 0)
        return std::nullopt;
    return Error{ErrorCode::PermissionDenied, errno, path.host, 0, {}};
}

} // namespace bothends
