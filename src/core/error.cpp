// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <cerrno>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct ErrorTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ErrorTexts)
};

struct Row
{
    ErrorCode code;
    const char16_t *name;
    int number; // POSIX <errno.h>; 0 where POSIX has none
};

constexpr Row kRows[] = {
    {ErrorCode::Unknown, u"UNKNOWN", 0},
    {ErrorCode::HostNotFound, u"EAI_NONAME", -2}, // <netdb.h>, glibc's value
    {ErrorCode::ConnectionRefused, u"ECONNREFUSED", ECONNREFUSED},
    {ErrorCode::TimedOut, u"ETIMEDOUT", ETIMEDOUT},
    {ErrorCode::NetworkUnreachable, u"ENETUNREACH", ENETUNREACH},
    {ErrorCode::AddressInUse, u"EADDRINUSE", EADDRINUSE},
    {ErrorCode::AddressNotAvailable, u"EADDRNOTAVAIL", EADDRNOTAVAIL},
    {ErrorCode::AddressInvalid, u"EINVAL", EINVAL},
    {ErrorCode::PermissionDenied, u"EACCES", EACCES},
    {ErrorCode::TooManyOpenFiles, u"EMFILE", EMFILE},
    {ErrorCode::ConnectionReset, u"ECONNRESET", ECONNRESET},
    {ErrorCode::Cancelled, u"ECANCELED", ECANCELED},
    {ErrorCode::MessageTooLong, u"EMSGSIZE", EMSGSIZE},
    {ErrorCode::NotConnected, u"ENOTCONN", ENOTCONN},
    {ErrorCode::Unencodable, u"EILSEQ", EILSEQ},
    {ErrorCode::ConnectionLimit, u"CONNECTION_LIMIT", 0},
    {ErrorCode::AcceptQueueOverflow, u"ACCEPT_QUEUE_OVERFLOW", 0},
    {ErrorCode::UnsentDiscarded, u"UNSENT_DISCARDED", 0},
    {ErrorCode::KernelNotObservable, u"KERNEL_NOT_OBSERVABLE", 0},
    {ErrorCode::WouldBlock, u"EAGAIN", EAGAIN},
    {ErrorCode::InProgress, u"EINPROGRESS", EINPROGRESS},
    {ErrorCode::InvalidCall, u"EINVAL", EINVAL},
    {ErrorCode::BrokenPipe, u"EPIPE", EPIPE},
    {ErrorCode::AlreadyConnected, u"EISCONN", EISCONN},
    {ErrorCode::DestinationRequired, u"EDESTADDRREQ", EDESTADDRREQ},
    {ErrorCode::BadDescriptor, u"EBADF", EBADF},
    {ErrorCode::OperationNotSupported, u"EOPNOTSUPP", EOPNOTSUPP},
    {ErrorCode::OptionNotSupported, u"ENOPROTOOPT", ENOPROTOOPT},
    {ErrorCode::NotPermitted, u"EPERM", EPERM},
    {ErrorCode::TransportNotSupported, u"EPROTONOSUPPORT", EPROTONOSUPPORT},
    {ErrorCode::DatagramTooLarge, u"EMSGSIZE", EMSGSIZE},
    {ErrorCode::NoBuffers, u"ENOBUFS", ENOBUFS},
    {ErrorCode::PathTooLong, u"ENAMETOOLONG", ENAMETOOLONG},
    {ErrorCode::FolderMissing, u"ENOENT", ENOENT},
    {ErrorCode::SocketFileMissing, u"ENOENT", ENOENT},
    {ErrorCode::SocketFileStale, u"EADDRINUSE", EADDRINUSE},
    {ErrorCode::NotASocketFile, u"ENOTSOCK", ENOTSOCK},
    {ErrorCode::WrongSocketType, u"EPROTOTYPE", EPROTOTYPE},
    {ErrorCode::NotOffered, u"NOT_OFFERED", 0},
    {ErrorCode::FileUnreadable, u"FILE_UNREADABLE", 0},
    {ErrorCode::FileUnwritable, u"FILE_UNWRITABLE", 0},
    {ErrorCode::FileExists, u"EEXIST", EEXIST},
    {ErrorCode::FileShrunk, u"FILE_SHRUNK", 0},
    {ErrorCode::FileEmpty, u"FILE_EMPTY", 0},
    {ErrorCode::DiskFull, u"ENOSPC", ENOSPC},
    {ErrorCode::TransferCancelled, u"TRANSFER_CANCELLED", 0},
    {ErrorCode::OutOfRange, u"ERANGE", ERANGE},
    {ErrorCode::NotASession, u"NOT_A_SESSION", 0},
    {ErrorCode::SessionVersion, u"SESSION_VERSION", 0},
    {ErrorCode::System, u"SYSTEM", 0},
    {ErrorCode::NotACapture, u"NOT_A_CAPTURE", 0},
};

const Row &rowOf(ErrorCode code)
{
    for (const Row &row : kRows) {
        if (row.code == code)
            return row;
    }
    return kRows[0];
}

// The older codes may come from Qt, whose numbers are no errno; these are made from one.
bool isByErrno(ErrorCode code)
{
    return code >= ErrorCode::WouldBlock;
}

} // namespace

QList<ErrorCode> allErrorCodes()
{
    QList<ErrorCode> codes;
    for (const Row &row : kRows)
        codes << row.code;
    return codes;
}

QString errorName(ErrorCode code)
{
    return QString::fromUtf16(rowOf(code).name);
}

QString errorName(const Error &error)
{
    if (rowOf(error.code).number == 0 || isByErrno(error.code)) {
        if (QString name = errnoName(error.systemCode); !name.isEmpty())
            return name;
    }
    return errorName(error.code);
}

QString errnoName(int number)
{
    struct Name
    {
        int number;
        const char16_t *text;
    };
    // Those that a socket or file call of ours can end with (socket(7), unix(7), open(2), write(2)).
    static constexpr Name names[] = {{EACCES, u"EACCES"},
                                     {EADDRINUSE, u"EADDRINUSE"},
                                     {EADDRNOTAVAIL, u"EADDRNOTAVAIL"},
                                     {EAFNOSUPPORT, u"EAFNOSUPPORT"},
                                     {EAGAIN, u"EAGAIN"},
                                     {EALREADY, u"EALREADY"},
                                     {EBADF, u"EBADF"},
                                     {EBUSY, u"EBUSY"},
                                     {ECANCELED, u"ECANCELED"},
                                     {ECONNABORTED, u"ECONNABORTED"},
                                     {ECONNREFUSED, u"ECONNREFUSED"},
                                     {ECONNRESET, u"ECONNRESET"},
                                     {EDESTADDRREQ, u"EDESTADDRREQ"},
                                     {EDOM, u"EDOM"},
                                     {EDQUOT, u"EDQUOT"},
                                     {EEXIST, u"EEXIST"},
                                     {EFAULT, u"EFAULT"},
                                     {EFBIG, u"EFBIG"},
                                     {EHOSTUNREACH, u"EHOSTUNREACH"},
                                     {EINPROGRESS, u"EINPROGRESS"},
                                     {EINTR, u"EINTR"},
                                     {EINVAL, u"EINVAL"},
                                     {EIO, u"EIO"},
                                     {EISCONN, u"EISCONN"},
                                     {EISDIR, u"EISDIR"},
                                     {ELOOP, u"ELOOP"},
                                     {EMFILE, u"EMFILE"},
                                     {EMSGSIZE, u"EMSGSIZE"},
                                     {ENAMETOOLONG, u"ENAMETOOLONG"},
                                     {ENETDOWN, u"ENETDOWN"},
                                     {ENETUNREACH, u"ENETUNREACH"},
                                     {ENFILE, u"ENFILE"},
                                     {ENOBUFS, u"ENOBUFS"},
                                     {ENODEV, u"ENODEV"},
                                     {ENOENT, u"ENOENT"},
                                     {ENOMEM, u"ENOMEM"},
                                     {ENOPROTOOPT, u"ENOPROTOOPT"},
                                     {ENOSPC, u"ENOSPC"},
                                     {ENOTCONN, u"ENOTCONN"},
                                     {ENOTDIR, u"ENOTDIR"},
                                     {ENOTSOCK, u"ENOTSOCK"},
                                     {ENXIO, u"ENXIO"},
                                     {EOPNOTSUPP, u"EOPNOTSUPP"},
                                     {EPERM, u"EPERM"},
                                     {EPIPE, u"EPIPE"},
                                     {EPROTONOSUPPORT, u"EPROTONOSUPPORT"},
                                     {EPROTOTYPE, u"EPROTOTYPE"},
                                     {EROFS, u"EROFS"},
                                     {ETIMEDOUT, u"ETIMEDOUT"},
                                     {ETXTBSY, u"ETXTBSY"},
                                     {EXDEV, u"EXDEV"}};
    for (const Name &name : names) {
        if (name.number == number)
            return QString::fromUtf16(name.text);
    }
    return {};
}

int errorNumber(const Error &error)
{
    if (isByErrno(error.code) && error.systemCode != 0)
        return error.systemCode;
    const int number = rowOf(error.code).number;
    return number != 0 ? number : error.systemCode;
}

// Where only the subject tells: `/tmp/x.sock` and `@name` are no internet addresses.
namespace {

bool isLocalName(const QString &subject)
{
    return subject.startsWith(u'@') || subject.contains(u'/');
}

ErrorText permissionText(const QString &subject)
{
    if (subject.isEmpty())
        return {ErrorTexts::tr("The system does not permit this."),
                ErrorTexts::tr("Choose something that needs no privilege, or ask who administers it.")};
    if (isLocalName(subject))
        return {ErrorTexts::tr("The system does not permit access to %1.").arg(subject),
                ErrorTexts::tr("Choose a path in a folder of your own, or ask its owner.")};
    return {ErrorTexts::tr("The system does not permit listening or connecting on %1.").arg(subject),
            ErrorTexts::tr("Ports below 1024 need a privilege: choose a port from 1024 to 65535.")};
}

/// With the errno's name, because these codes stand for whatever open(2), read(2) and write(2) can say.
QString fileText(const QString &plain, const QString &withName, const Error &error)
{
    const QString name = errnoName(error.systemCode);
    return name.isEmpty() ? plain.arg(error.subject) : withName.arg(error.subject, name);
}

ErrorText systemText(const Error &error)
{
    const QString what = error.systemText.isEmpty()
        ? ErrorTexts::tr("The system reported an error (number %1).").arg(error.systemCode)
        : ErrorTexts::tr("The system reported: %1").arg(error.systemText);
    return {what, ErrorTexts::tr("Check address and port, then try again.")};
}

ErrorText namedSystemText(const Error &error)
{
    const QString name = errnoName(error.systemCode);
    if (name.isEmpty())
        return {ErrorTexts::tr("The system refused this call with the number %1.").arg(error.systemCode),
                ErrorTexts::tr("The manual page of the call says when that happens.")};
    return {ErrorTexts::tr("The system refused this call: %1.").arg(name),
            ErrorTexts::tr("The manual page of the call says when that happens.")};
}

int plural(qint64 amount)
{
    return int(qBound(qint64(0), amount, qint64(INT_MAX)));
}

} // namespace

ErrorText errorText(const Error &error)
{
    const QString &subject = error.subject;
    switch (error.code) {
    case ErrorCode::Unknown:
        return systemText(error);
    case ErrorCode::System:
        return namedSystemText(error);
    case ErrorCode::HostNotFound:
        return {ErrorTexts::tr("The name “%1” was not found.").arg(subject),
                ErrorTexts::tr("Check the spelling, or type an address such as 127.0.0.1.")};
    case ErrorCode::ConnectionRefused:
        return {ErrorTexts::tr("%1 refused the connection: nothing listens there.").arg(subject),
                isLocalName(subject) ? ErrorTexts::tr("Start the server first, or check the name.")
                                     : ErrorTexts::tr("Start the server first, or check address and port.")};
    case ErrorCode::TimedOut:
        return {ErrorTexts::tr("%1 did not answer in time.").arg(subject),
                ErrorTexts::tr(
                    "The host may be off, a firewall may drop the packets, or the server’s accept queue is "
                    "full.")};
    case ErrorCode::NetworkUnreachable:
        return {ErrorTexts::tr("There is no route to %1.").arg(subject),
                ErrorTexts::tr("Check the address and this machine’s network connection.")};
    case ErrorCode::AddressInUse:
        return {ErrorTexts::tr("%1 is already in use by another socket.").arg(subject),
                isLocalName(subject)
                    ? ErrorTexts::tr("Stop the program that listens there, or choose another name.")
                    : ErrorTexts::tr("Stop the program that listens there, choose another port, or use port "
                                     "0 for any free one.")};
    case ErrorCode::AddressNotAvailable:
        return {ErrorTexts::tr("%1 is not an address of this machine.").arg(subject),
                ErrorTexts::tr("Choose one of the addresses in the list; 127.0.0.1 always works.")};
    case ErrorCode::AddressInvalid:
        return {ErrorTexts::tr("“%1” is not an address.").arg(subject),
                ErrorTexts::tr("Type an address such as 127.0.0.1 or ::1.")};
    case ErrorCode::PermissionDenied:
        return permissionText(subject);
    case ErrorCode::TooManyOpenFiles:
        return {
            ErrorTexts::tr("This program has no free file descriptor for another socket."),
            ErrorTexts::tr("Close some connections; waiting clients are accepted by themselves as soon as "
                           "descriptors are free.")};
    case ErrorCode::ConnectionReset:
        return {ErrorTexts::tr("%1 reset the connection: it ended at once, and data on its way may be lost.")
                    .arg(subject),
                ErrorTexts::tr("The peer aborted, or closed while data from here was still unread.")};
    case ErrorCode::Cancelled:
        return {ErrorTexts::tr("Connecting to %1 was cancelled.").arg(subject),
                ErrorTexts::tr("Connect again when you are ready.")};
    case ErrorCode::MessageTooLong:
        return {ErrorTexts::tr(
                    "The message does not fit into the outgoing queue: %n byte(s) are waiting because the "
                    "peer does not read.",
                    nullptr, plural(error.amount)),
                ErrorTexts::tr("Wait until the peer reads, send less, or end the connection.")};
    case ErrorCode::NotConnected:
        return {ErrorTexts::tr("This socket is not connected."), ErrorTexts::tr("Connect first.")};
    case ErrorCode::Unencodable:
        return {ErrorTexts::tr("The character “%1” does not exist in this encoding.").arg(subject),
                ErrorTexts::tr("Choose another encoding (UTF-8 has every character) or remove it.")};
    case ErrorCode::ConnectionLimit:
        return {
            ErrorTexts::tr("The connection limit of %n connection(s) is reached: %1 was told so and closed.",
                           nullptr, plural(error.amount))
                .arg(subject),
            ErrorTexts::tr("Disconnect a client, or raise the limit.")};
    case ErrorCode::AcceptQueueOverflow:
        return {
            ErrorTexts::tr("The accept queue of %1 was full: the kernel dropped %n connection attempt(s).",
                           nullptr, plural(error.amount))
                .arg(subject),
            ErrorTexts::tr(
                "Most of these clients try again by themselves; a larger backlog gives them room to wait.")};
    case ErrorCode::UnsentDiscarded:
        return {ErrorTexts::tr("%n byte(s) that were still waiting to be sent were discarded.", nullptr,
                               plural(error.amount)),
                ErrorTexts::tr("Disconnect in order instead of aborting when everything must arrive.")};
    case ErrorCode::KernelNotObservable:
        return {ErrorTexts::tr("This system does not tell the kernel’s socket states and queues."),
                ErrorTexts::tr(
                    "Everything else works: the life lines show what calls and signals lead to, hatched.")};
    case ErrorCode::WouldBlock:
        return {ErrorTexts::tr("Nothing is there yet, or there is no room: a blocking call would sleep now."),
                ErrorTexts::tr("Call again when something has arrived, or when the peer has read.")};
    case ErrorCode::InProgress:
        if (error.systemCode == EALREADY)
            return {ErrorTexts::tr("The call before goes on and is not over."),
                    ErrorTexts::tr("Wait for what comes of it.")};
        return {ErrorTexts::tr("Connecting has begun and goes on by itself."),
                ErrorTexts::tr("Wait for the signal that tells how it ended.")};
    case ErrorCode::InvalidCall:
        return {ErrorTexts::tr("The call makes no sense in the state that this socket is in."),
                ErrorTexts::tr("Look at the calls before it: a server binds once, listens, then accepts.")};
    case ErrorCode::BrokenPipe:
        return {ErrorTexts::tr("Nothing can be sent: this direction is closed, or was never open."),
                ErrorTexts::tr("Connect first; after an end make a new connection.")};
    case ErrorCode::AlreadyConnected:
        return {ErrorTexts::tr("This socket is connected already."),
                ErrorTexts::tr("Use it as it is, or make a new socket for another connection.")};
    case ErrorCode::DestinationRequired:
        return {ErrorTexts::tr("The datagram has no receiver."),
                ErrorTexts::tr("Give an address with sendto(), or note one with connect() before.")};
    case ErrorCode::BadDescriptor:
        return {ErrorTexts::tr("This descriptor is closed, or belongs to no socket."),
                ErrorTexts::tr("Make a new socket.")};
    case ErrorCode::OperationNotSupported:
        return {ErrorTexts::tr("This type of socket does not know the call."),
                ErrorTexts::tr("Use a call of its type: only streams listen and accept.")};
    case ErrorCode::OptionNotSupported:
        return {ErrorTexts::tr("This socket has no such option."),
                ErrorTexts::tr("Choose an option of its own family and type.")};
    case ErrorCode::NotPermitted:
        return {ErrorTexts::tr("A privilege is missing for this."),
                ErrorTexts::tr("Choose what needs none: for ICMP that is the ping socket.")};
    case ErrorCode::TransportNotSupported:
        return {ErrorTexts::tr("This system has no socket of this family, type and protocol."),
                ErrorTexts::tr("Choose another type of socket, or IPv4 instead of IPv6.")};
    case ErrorCode::DatagramTooLarge:
        return {
            error.amount > 0 ? ErrorTexts::tr("A datagram of %n byte(s) does not go out in one piece.",
                                              nullptr, plural(error.amount))
                             : ErrorTexts::tr("The datagram does not go out in one piece."),
            ErrorTexts::tr("Send less, or several datagrams: over IPv4 one carries at most 65,507 bytes.")};
    case ErrorCode::NoBuffers:
        return {ErrorTexts::tr("The system has no buffer left for this."),
                ErrorTexts::tr("Wait until the receiver has read, then try again.")};
    case ErrorCode::PathTooLong:
        return {
            ErrorTexts::tr("%1 is too long for the name of a socket: 107 bytes are the most.").arg(subject),
            ErrorTexts::tr("Choose a shorter path.")};
    case ErrorCode::FolderMissing:
        return {ErrorTexts::tr("The folder for %1 does not exist.").arg(subject),
                ErrorTexts::tr("Make the folder first, or choose a path in one that is there.")};
    case ErrorCode::SocketFileMissing:
        return {ErrorTexts::tr("There is no socket at %1.").arg(subject),
                ErrorTexts::tr("Start the server first, or check the path.")};
    case ErrorCode::SocketFileStale:
        return {
            ErrorTexts::tr("%1 is left over from a server that is gone: nobody listens there.").arg(subject),
            ErrorTexts::tr("Remove the file, then start again; it is never removed unasked.")};
    case ErrorCode::NotASocketFile:
        return {ErrorTexts::tr("%1 is there and is not a socket.").arg(subject),
                ErrorTexts::tr("Choose another path; what is there stays as it is.")};
    case ErrorCode::WrongSocketType:
        return {ErrorTexts::tr("The socket at %1 is of another type.").arg(subject),
                ErrorTexts::tr("Choose the same type at both ends: stream or datagram.")};
    case ErrorCode::NotOffered:
        return {ErrorTexts::tr("This endpoint does not offer the call."),
                ErrorTexts::tr("Use a socket that is driven step by step.")};
    case ErrorCode::FileUnreadable:
        return {fileText(ErrorTexts::tr("The file %1 cannot be read."),
                         ErrorTexts::tr("The file %1 cannot be read: %2."), error),
                ErrorTexts::tr("Check that it is a file that you may read.")};
    case ErrorCode::FileUnwritable:
        if (error.systemCode == ESTALE)
            return {ErrorTexts::tr("%1 was removed or replaced while it was written.").arg(subject),
                    ErrorTexts::tr("What is recorded there is lost at the end: go on in another file.")};
        return {fileText(ErrorTexts::tr("The file %1 cannot be written."),
                         ErrorTexts::tr("The file %1 cannot be written: %2."), error),
                ErrorTexts::tr("Choose a folder in which you may write.")};
    case ErrorCode::FileExists:
        return {ErrorTexts::tr("%1 exists already and is not overwritten.").arg(subject),
                ErrorTexts::tr("Choose another name.")};
    case ErrorCode::FileShrunk:
        return {
            ErrorTexts::tr("%1 became shorter while it was sent: not all announced bytes went.").arg(subject),
            ErrorTexts::tr("Send it again when no other program changes it any more.")};
    case ErrorCode::OutOfRange:
        return {
            ErrorTexts::tr("%1 is out of range.").arg(subject),
            ErrorTexts::tr(
                "A buffer has 1 byte to 16 MiB and gets the nearest size; an offset lies within its file.")};
    case ErrorCode::FileEmpty:
        return {ErrorTexts::tr("%1 is empty: there is nothing to send.").arg(subject),
                ErrorTexts::tr("Choose a file that has content.")};
    case ErrorCode::DiskFull:
        return {
            error.systemCode == EDQUOT
                ? ErrorTexts::tr("Your quota on the disk is exhausted: there is no room for %1.").arg(subject)
                : ErrorTexts::tr("The disk has no space left for %1.").arg(subject),
            ErrorTexts::tr("Free some space; what the peer still sends is not read meanwhile.")};
    case ErrorCode::NotASession:
        return {error.systemText.isEmpty()
                    ? ErrorTexts::tr("%1 is no session of BothEnds, or it is damaged.").arg(subject)
                    : ErrorTexts::tr("%1 is no session of BothEnds, or it is damaged (%2).")
                          .arg(subject, error.systemText),
                ErrorTexts::tr("What could be read before the damage is shown; try another copy.")};
    case ErrorCode::NotACapture:
        return {ErrorTexts::tr("%1 is no pcapng or pcap file, or it is damaged (%2).")
                    .arg(subject, error.systemText),
                ErrorTexts::tr("What could be read before the damage is shown; try another copy.")};
    case ErrorCode::SessionVersion:
        return {
            ErrorTexts::tr("%1 was written by a newer BothEnds (format %2).").arg(subject).arg(error.amount),
            ErrorTexts::tr("Open it with that version.")};
    case ErrorCode::TransferCancelled:
        return {ErrorTexts::tr("The transfer of %1 was cancelled.").arg(subject),
                ErrorTexts::tr("What went before stays where it is; begin again when you are ready.")};
    }
    return systemText(error);
}

} // namespace bothends
