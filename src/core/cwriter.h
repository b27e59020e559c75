// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessionscript.h"

#include <QSet>

#include <utility>

namespace bothends {

/// POSIX.1-2008 in C11. A failed call ends the program with the text of errno, except where the session
/// had a failure there, too. The program is written in ccode.cpp, single calls in ccalls.cpp. Internal to
/// sessionscript.h.
class CWriter
{
public:
    explicit CWriter(const CodeScript &script)
        : m_script(script)
        , m_code(script)
    {
    }

    CodeListing write();

private:
    /// A function that stands before main() if it is used.
    enum Helper {
        Check,
        Told,
        Show,
        Repeated,
        LocalName,
        ReceiveMessage,
        SendMessage,
        ShowLine,
        ShowOption,
        SendAFile,
        SaveAFile
    };

    void add(int indent, const QString &line, const QString &note = {});
    bool has(StepKind kind) const { return m_script.has(kind); }
    QString use(Helper helper);
    QString buffer(qint64 size);
    void include(const QString &name);
    void declare(const QString &line);
    static bool isCancelled(const CodeStep &step);
    void writeBody();
    void writeIncludes();
    void writeConstants();
    static QString asCName(const Address &address);
    void writeLines(const QStringList &lines);
    void writeHelpers();
    void writeDeclarations();
    QString declared(const QString &variable);
    void check(int indent, const QString &condition, const QString &call, const QString &note = {});
    QString socketCall(const CodeStep &step) const;
    void writeSocket(const CodeStep &step);
    void writeAddress(const CodeStep &step);
    void writeLocalAddress(const CodeStep &step);
    QString addressArguments(const CodeStep &step) const;
    void writeReuse(const CodeStep &step);
    /// sun_path has no room for it, so a program has no such call.
    bool isTooLong(const CodeStep &step) const;
    void writeListenFailed(const CodeStep &step);
    void writeConnect(const CodeStep &step);
    void writeSend(const CodeStep &step);
    /// `before`, the payload as literals, and `after`.
    void writeBytes(const CodeStep &step, QString before, QString after);

    // Calls as they were made: ccalls.cpp.
    bool hasTarget(const CodeStep &step) const;
    static QString flagsOf(const CodeStep &step, bool sends);
    qint64 sizeOf(const CodeStep &step) const;
    /// A receiving call; declares where the sender's address goes.
    QString receiveCall(const CodeStep &step);
    /// What a sending call says before and behind its bytes.
    std::pair<QString, QString> sendCall(const CodeStep &step, qint64 size);
    QString optionOf(const CodeStep &step);
    QString setOption(const CodeStep &step);
    /// The call as an expression that is negative where it failed.
    QString callText(const CodeStep &step);
    /// As perror() names it.
    static QString nameOf(CallName call);
    /// False: there is no such call.
    bool writePreparation(const CodeStep &step);
    void setNonBlocking(bool isNonBlocking);
    void writeFailedCall(const CodeStep &step);
    void writeConnectEx(const CodeStep &step);
    void writeCall(const CodeStep &step);

    // Files.
    void writeSendFile(const CodeStep &step);
    void writeReadLoop(const CodeStep &step);

    void writeStep(const CodeStep &step);

    const CodeScript &m_script;
    CodeLines m_code;
    QStringList m_declared; ///< sockets
    QStringList m_readers; ///< sockets that have a FILE
    QStringList m_includes;
    QStringList m_declarations;
    QSet<int> m_helpers;
    qint64 m_buffer = 0; ///< size of `data`; 0 = not used
    int m_indent = 0;
    bool m_isTooLong = false; ///< the name that was to be connected to
    QString m_socket;
    qsizetype m_connectFrom = 0;
    qsizetype m_connectTo = -1;
};

} // namespace bothends
