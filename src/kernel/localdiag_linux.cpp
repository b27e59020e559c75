// SPDX-License-Identifier: MIT
#include "kernel/localdiag.h"

#include "kernel/sockdiag.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <linux/unix_diag.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

// Measured, beyond the man page:
// - the peer of a client that waits in the accept queue has inode 0; the listening socket names the client;
// - a socket whose peer has closed stays ESTABLISHED, with both directions shut;
// - a listening socket after shutdown() stays LISTEN, with both directions shut;
// - a datagram socket that another one is connected to is ESTABLISHED as well;
// - of what was written it tells only the memory that it takes.

namespace bothends {

namespace {

// The kernel's numbers (include/net/tcp_states.h, include/net/sock.h).
constexpr int kEstablished = 1;
constexpr int kListen = 10;
constexpr int kReceiveShutdown = 1;
constexpr int kSendShutdown = 2;

TcpState localStateOf(int number)
{
    switch (number) {
    case kEstablished:
        return TcpState::Established;
    case kListen:
        return TcpState::Listen;
    default:
        return TcpState::Unconnected;
    }
}

Address nameOf(const DiagAttribute &attribute)
{
    const QByteArray name(attribute.data, attribute.size);
    if (name.startsWith('\0'))
        return Address::abstractBytes(name.mid(1));
    return Address::path(
        QFile::decodeName(name.left(qsizetype(qstrnlen(name.constData(), size_t(name.size()))))));
}

quint32 numberAt(const DiagAttribute &attribute, qsizetype index)
{
    quint32 number = 0;
    const qsizetype start = index * qsizetype(sizeof number);
    if (attribute.size >= start + qsizetype(sizeof number))
        std::memcpy(&number, attribute.data + start, sizeof number);
    return number;
}

unix_diag_req question(quint64 inode, quint32 show)
{
    unix_diag_req request{};
    request.sdiag_family = AF_UNIX;
    request.udiag_states = ~0U;
    request.udiag_ino = quint32(inode);
    request.udiag_show = show;
    request.udiag_cookie[0] = ~0U; // any
    request.udiag_cookie[1] = ~0U;
    return request;
}

void learn(ProbedLocalSocket &socket, const DiagAttribute &attribute)
{
    KernelReading &reading = socket.reading;
    switch (attribute.type) {
    case UNIX_DIAG_NAME:
        socket.name = nameOf(attribute);
        break;
    case UNIX_DIAG_PEER:
        socket.peerInode = numberAt(attribute, 0);
        break;
    case UNIX_DIAG_ICONS:
        for (qsizetype i = 0; i < attribute.size / qsizetype(sizeof(quint32)); ++i)
            socket.waiting << numberAt(attribute, i);
        break;
    case UNIX_DIAG_RQLEN: // of a listening socket: its queue and its limit
        if (reading.state == TcpState::Listen) {
            reading.acceptQueue = int(numberAt(attribute, 0));
            reading.backlog = int(numberAt(attribute, 1));
        } else {
            reading.unread = numberAt(attribute, 0);
        }
        break;
    case UNIX_DIAG_SHUTDOWN:
        reading.isReadShut = attribute.size > 0 && (*attribute.data & kReceiveShutdown) != 0;
        reading.isWriteShut = attribute.size > 0 && (*attribute.data & kSendShutdown) != 0;
        break;
    default:
        break;
    }
}

std::optional<ProbedLocalSocket> socketOf(const nlmsghdr *answer)
{
    const char *body = answer ? SockDiag::bodyOf(answer, sizeof(unix_diag_msg)) : nullptr;
    if (!body)
        return std::nullopt;
    unix_diag_msg message{};
    std::memcpy(&message, body, sizeof message);
    ProbedLocalSocket socket;
    socket.inode = message.udiag_ino;
    socket.isStream = message.udiag_type == SOCK_STREAM;
    socket.reading.state = localStateOf(message.udiag_state);
    socket.reading.hasOwner = message.udiag_ino != 0;
    socket.reading.cookie = (quint64(message.udiag_cookie[1]) << 32) | message.udiag_cookie[0];
    SockDiag::forEachAttribute(answer, sizeof message,
                               [&socket](const DiagAttribute &attribute) { learn(socket, attribute); });
    return socket;
}

constexpr quint32 kShown = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN;

} // namespace

std::optional<ProbedLocalSocket> askLocalSocket(SockDiag &diag, quint64 inode)
{
    if (inode == 0)
        return std::nullopt;
    // A thousand clients in an accept queue do not fit into an answer: then without their names.
    for (const quint32 show : {kShown | quint32(UDIAG_SHOW_ICONS), kShown}) {
        const unix_diag_req request = question(inode, show);
        if (std::optional<ProbedLocalSocket> found = socketOf(diag.ask(&request, sizeof request)))
            return found;
        if (diag.code() == ENOENT)
            break;
    }
    return std::nullopt;
}

QList<ProbedLocalSocket> listNamedLocalSockets(SockDiag &diag)
{
    QList<ProbedLocalSocket> found;
    const unix_diag_req request = question(0, kShown);
    diag.list(&request, sizeof request, [&found](const nlmsghdr *answer) {
        std::optional<ProbedLocalSocket> socket = socketOf(answer);
        if (socket && !socket->name.isNull())
            found << *socket;
    });
    return found;
}

bool isSocketFileHeld(SockDiag &diag, const QString &path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return false;
    // The kernel's own form of a device's number; of the inode it tells 32 bits.
    const quint32 device = (::major(status.st_dev) << 20) | ::minor(status.st_dev);
    const auto inode = quint32(status.st_ino);
    bool isHeld = false;
    const unix_diag_req request = question(0, UDIAG_SHOW_VFS);
    diag.list(&request, sizeof request, [&](const nlmsghdr *answer) {
        if (!SockDiag::bodyOf(answer, sizeof(unix_diag_msg)))
            return;
        SockDiag::forEachAttribute(answer, sizeof(unix_diag_msg), [&](const DiagAttribute &attribute) {
            unix_diag_vfs file{};
            if (attribute.type != UNIX_DIAG_VFS || attribute.size < qsizetype(sizeof file))
                return;
            std::memcpy(&file, attribute.data, sizeof file);
            isHeld = isHeld || (file.udiag_vfs_ino == inode && file.udiag_vfs_dev == device);
        });
    });
    return isHeld;
}

} // namespace bothends
