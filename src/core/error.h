// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace bothends {

/// Why something did not work. Names follow POSIX where POSIX has one (see errorName()).
enum class ErrorCode : quint8 {
    Unknown,
    HostNotFound,
    ConnectionRefused,
    TimedOut,
    NetworkUnreachable,
    AddressInUse,
    AddressNotAvailable,
    AddressInvalid,
    PermissionDenied,
    TooManyOpenFiles,
    ConnectionReset,
    Cancelled,
    MessageTooLong,
    NotConnected,
    Unencodable,
    ConnectionLimit,
    AcceptQueueOverflow,
    UnsentDiscarded,
    KernelNotObservable,
    // Calls made step by step, and sockets other than TCP's.
    WouldBlock, ///< EAGAIN: nothing there yet, or no room
    InProgress, ///< EINPROGRESS: connect(2) goes on; a signal follows
    InvalidCall, ///< EINVAL: the call makes no sense in this state of the socket
    BrokenPipe, ///< EPIPE: the sending direction is closed, or was never open
    AlreadyConnected, ///< EISCONN
    DestinationRequired, ///< EDESTADDRREQ: a datagram without a receiver
    BadDescriptor, ///< EBADF
    OperationNotSupported, ///< EOPNOTSUPP
    OptionNotSupported, ///< ENOPROTOOPT
    NotPermitted, ///< EPERM: a privilege is missing
    TransportNotSupported, ///< EPROTONOSUPPORT, EAFNOSUPPORT, ESOCKTNOSUPPORT
    DatagramTooLarge, ///< EMSGSIZE of a datagram
    NoBuffers, ///< ENOBUFS
    PathTooLong, ///< ENAMETOOLONG: over 107 bytes (unix(7))
    FolderMissing, ///< ENOENT, of a path to bind to
    SocketFileMissing, ///< ENOENT, of a path to connect to
    SocketFileStale, ///< EADDRINUSE, and nobody listens there
    NotASocketFile, ///< the path is there and is no socket: ENOTSOCK, or EADDRINUSE of bind
    WrongSocketType, ///< EPROTOTYPE: a stream where datagrams are meant, or the reverse
    NotOffered, ///< this engine has no such call
    FileUnreadable, ///< errno of open(2) or read(2)
    FileUnwritable, ///< errno of open(2) or write(2)
    FileExists, ///< EEXIST: nothing is overwritten unasked
    FileShrunk, ///< it ended before the bytes that were announced
    FileEmpty,
    DiskFull, ///< ENOSPC, EDQUOT
    TransferCancelled,
    OutOfRange, ///< ERANGE: a size or an offset that cannot be; no call was made with it
    NotASession, ///< a file that is no session of ours, or a damaged one
    SessionVersion, ///< amount = the version of its format, which is newer
    System, ///< any other errno: systemCode
    NotACapture, ///< a file that is neither pcapng nor pcap, or a damaged one
};

/// All codes, for tables and tests.
QList<ErrorCode> allErrorCodes();

/// An expected failure as a value. Wording is made when it is shown (see errorText()), so that the
/// language can change and code can compare.
struct Error
{
    ErrorCode code = ErrorCode::Unknown;
    int systemCode = 0; ///< errno, or Qt's SocketError where errno is not known; 0 = none
    QString subject; ///< what it is about, untranslated: `127.0.0.1:30000`, a host name, a character
    qint64 amount = 0; ///< bytes or connections, where the sentence names a number
    QString systemText; ///< what the system or Qt said, for errors we have no sentence for

    friend bool operator==(const Error &, const Error &) = default;
};

/// The stable identifier in `--json` and in the row: `ECONNREFUSED`, `EADDRINUSE`, …
/// POSIX <errno.h> and <netdb.h> (EAI_NONAME) names where there is one.
QString errorName(ErrorCode code);
/// The same with the errno's own name where the code stands for several: `EIO`, `ENOSPC`.
QString errorName(const Error &error);
/// The name of an errno as <errno.h> spells it; empty = unknown.
QString errnoName(int number);

/// The number that goes with errorName() on this system, or 0.
int errorNumber(const Error &error);

struct ErrorText
{
    QString what; ///< one sentence: what happened
    QString nextStep; ///< one sentence: what to do now
};

/// What to tell the user, in the language that is installed now. Plain text; callable in any thread
/// that may translate.
ErrorText errorText(const Error &error);

} // namespace bothends
