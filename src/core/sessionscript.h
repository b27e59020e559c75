// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessioncode.h"

#include <algorithm>
#include <optional>

namespace bothends {

// What a program does, step by step, before it is written in one language or the other. Internal to
// sessioncode.h. Everything in a step can stand in a program as it is: notes are one line of harmless text.

enum class StepKind : quint8 {
    Note, ///< a comment only
    Socket,
    Bind,
    Listen,
    ListenFailed, ///< socket, bind and listen in one, one of which failed
    Pause,
    Resume,
    CloseListener,
    Accept,
    Refuse, ///< accept, say that the server is full, and close
    LookupFailed,
    SocketFailed,
    Connect, ///< with the error that ended it, if one did
    Connected,
    ConnectFailed,
    Send,
    Receive,
    Eof,
    ReadFailed, ///< the peer's RST, or another error while waiting for data
    SetReset, ///< from now on, close() sends RST
    Shutdown,
    Close,
    Call, ///< one call as it was made, with its arguments, whether it succeeded or not: see CodeStep::call
    SendFile, ///< a part of a file
    SaveFile, ///< what is received goes into a file
    Unlink, ///< removes the file of a local socket that the program has made
    ReadLoop, ///< of the blocking loop: reads until the peer has nothing more to send
};

struct CodeStep
{
    StepKind kind = StepKind::Note;
    qsizetype row = -1; ///< of the journal; -1 = it is not there
    Address address; ///< to bind or connect to
    int number = -1; ///< backlog of Listen, limit of Refuse
    int seconds = 0; ///< a Connect that timed out: after how many
    qint64 bytes = 0; ///< of a Send (as it is shown) or Receive
    QByteArray payload; ///< of a Send; if it repeats itself only that part, see isRepeated()
    TextEncoding encoding = TextEncoding::Utf8;
    QString text; ///< of a Send: all of `payload` as text that may stand in a program; empty = it may not
    std::optional<Error> error;
    QString note; ///< behind the step, or all of it
    CallName call = CallName::None; ///< of a Call
    std::shared_ptr<const CallDetail> detail; ///< of a Call: may be null
    QString socket; ///< its variable; empty = that of the unit
    QString peer; ///< variable that keeps the sender's address, or has the receiver's; empty = `address`
    bool isIpv6 = false; ///< the socket is one of AF_INET6
    bool isNonBlocking = false; ///< EAGAIN: the call must not sleep
    bool echoes = false; ///< of a ReadLoop: sends back what it reads
    qint64 offset = 0; ///< of SendFile
    qint64 count = -1; ///< of SendFile and SaveFile: bytes; -1 = all
    QString file; ///< of SendFile, SaveFile and sendmsg(): variable of its path

    bool isRepeated() const { return payload.size() < bytes; }
    /// Sends bytes of the journal. Those of a call that failed are not in it.
    bool sends() const;
    MessageFlags flags() const { return detail ? detail->flags : MessageFlags(); }
    /// Bytes that the call asked for, at least 1.
    qint64 asked(qint64 otherwise) const { return detail && detail->asked > 0 ? detail->asked : otherwise; }
};

/// One connection from accept() or socket() to close(), or one thing that happened to the listening socket.
struct CodeUnit
{
    qsizetype row = 0; ///< its place among the others
    quint32 connection = 0; ///< 0 = the listening socket
    QString title;
    QList<CodeStep> steps;

    /// The variable of its socket: `c1`.
    QString variable() const { return QStringLiteral("c%1").arg(connection); }
};

struct CodeScript
{
    Side side = Side::Server;
    Transport transport = Transport::Tcp;
    Address address; ///< HOST and PORT, or PATH
    QStringList files; ///< FILE, FILE2 …: their paths
    bool isLoop = false; ///< the last unit is the body of the tutorial's loop
    bool isInOrder = false; ///< one unit has the steps of all sockets, in the order of the journal
    QList<CodeUnit> units; ///< of a server: the first makes the listening socket
    qsizetype row = -1; ///< the event that was asked for
    QStringList remarks;
    // What only one language has to say:
    QString qtShutdown;
    QString qtReset;
    QString qtEnd;
    QString qtTimeout;

    bool has(StepKind kind) const;
    bool has(CallName call) const;
    bool sets(SocketOption option) const;
    template <typename Predicate> bool any(Predicate predicate) const
    {
        return std::any_of(units.begin(), units.end(), [&](const CodeUnit &unit) {
            return std::any_of(unit.steps.begin(), unit.steps.end(), predicate);
        });
    }
    /// The variable that has this file's path; makes one where there is none.
    QString fileVariable(const QString &path);
};

constexpr int kMaxSteps = 200;
constexpr qsizetype kMaxLiteral = 4096;
constexpr qsizetype kMaxLiterals = 16384;

/// @param withLoop the blocking loop is written as a loop; else connection by connection
CodeScript scriptOf(const Readings &readings, qsizetype row, bool withLoop);

CodeListing pythonCode(const CodeScript &script);
CodeListing cCode(const CodeScript &script);
CodeListing qtCode(const CodeScript &script);

/// `FILE`, `FILE2` …
QString fileVariableName(qsizetype place);

/// Lines of a program that is being written, with marks.
class CodeLines
{
public:
    explicit CodeLines(const CodeScript &script);

    qsizetype count() const { return m_listing.lines.size(); }
    void add(int indent, const QString &line, const QString &note = {});
    void addBlank();
    /// The lines from here on are the event's if the step is the one that was asked for.
    void mark(const CodeStep &step, qsizetype from) { mark(step, from, count() - 1); }
    void mark(const CodeStep &step, qsizetype from, qsizetype to);
    /// Behind these lines those, with their mark.
    void append(const CodeLines &other);
    CodeListing take() { return std::move(m_listing); }

    /// What stands before a note: `#` or `//`.
    QString noteSign = QStringLiteral("//");

private:
    qsizetype m_row;
    CodeListing m_listing;
};

/// `AF_UNIX`, `SOCK_DGRAM`, `IPPROTO_ICMP`: the arguments of socket(2); no protocol = empty.
QString familyName(const CodeStep &step, Transport transport);
QString typeName(Transport transport);
QString protocolName(const CodeStep &step, Transport transport);
/// What sun_path holds: a path, or NUL and the name of an abstract socket (unix(7)).
QByteArray localName(const Address &address);
/// An IPv4 address as a socket of AF_INET6 takes it (RFC 4291 §2.5.5.2).
QString hostFor(const CodeStep &step);
/// The bytes in pieces, each of which fits on a line as a literal.
QList<QByteArray> literalPieces(const QByteArray &bytes);
QStringList literalPieces(const QString &text);
/// `"…"` for C and C++: text as UTF-8, or bytes with octal escapes (a hexadecimal one would go on into the
/// digits behind it). No trigraph (ISO C11 §5.2.1.1) survives in it.
QString asCString(const QString &text);
QString asCString(const QByteArray &bytes);
/// The payload of a Send as one or more C literals.
QStringList cLiterals(const CodeStep &step);
/// The note of a Send; where the literals do not show a short text, the text.
QString cNote(const CodeStep &step);
QString errnoName(const CodeStep &step);
ShutdownHow shutdownHow(const CodeStep &step);
/// What the server tells a client for whom it has no place.
QString refusalText(const CodeStep &step);

} // namespace bothends
