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
