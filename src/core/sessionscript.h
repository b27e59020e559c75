// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessioncode.h"

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

    bool isRepeated() const { return payload.size() < bytes; }
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
    Address address; ///< HOST and PORT
    QList<CodeUnit> units; ///< of a server: the first makes the listening socket
    qsizetype row = -1; ///< the event that was asked for
    QStringList remarks;
    // What only one language has to say:
    QString qtShutdown;
    QString qtReset;
    QString qtEnd;
    QString qtTimeout;

    bool has(StepKind kind) const;
};

constexpr int kMaxSteps = 200;
constexpr qsizetype kMaxLiteral = 4096;
constexpr qsizetype kMaxLiterals = 16384;

CodeScript scriptOf(const Readings &readings, qsizetype row);

CodeListing pythonCode(const CodeScript &script);
CodeListing cCode(const CodeScript &script);
CodeListing qtCode(const CodeScript &script);

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
    CodeListing take() { return std::move(m_listing); }

    /// What stands before a note: `#` or `//`.
    QString noteSign = QStringLiteral("//");

private:
    qsizetype m_row;
    CodeListing m_listing;
};

bool isIpv6(const Address &address);
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
/// What the server tells a client for whom it has no place.
QString refusalText(const CodeStep &step);

} // namespace bothends
