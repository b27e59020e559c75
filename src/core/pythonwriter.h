// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessionscript.h"

#include <utility>

namespace bothends {

/// Python 3. The program is written in pythoncode.cpp, single calls in pythoncalls.cpp. Internal to
/// sessionscript.h.
class PythonWriter
{
public:
    explicit PythonWriter(const CodeScript &script)
        : m_script(script)
        , m_code(script)
    {
        m_code.noteSign = QStringLiteral("#");
    }

    CodeListing write();
    /// A literal, in quotes.
    static QString asPythonText(const QString &text);

private:
    /// Constants of Linux that Python's module lacks: their numbers; 0 = it has it.
    static int numberOf(SocketOption option, bool isIpv6);
    void add(int indent, const QString &line, const QString &note = {});
    static bool packs(const CodeStep &step);
    void writeImports();
    void writeConstants();
    QString addressOf(const CodeStep &step) const;
    void writeSocket(const CodeStep &step, int indent = 0);
    void writeBind(const CodeStep &step, int indent = 0);
    void writeExcept(const CodeStep &step);
    void writeConnect(const CodeStep &step);
    QString expression(const CodeStep &step, const QString &literal) const;
    /// `before`, the payload as literals, and `after`.
    void writeBytes(int indent, const QString &before, const CodeStep &step, const QString &after);

    // Calls as they were made: pythoncalls.cpp.
    static QString moreFlags(const CodeStep &step);
    qint64 sizeOf(const CodeStep &step) const;
    /// What the call says before and behind its bytes.
    std::pair<QString, QString> sendCall(const CodeStep &step) const;
    QString optionOf(const CodeStep &step) const;
    QString optionValue(const CodeStep &step) const;
    QString readOption(const CodeStep &step) const;
    /// The call as an expression, as far as it needs no bytes of the journal.
    QString callText(const CodeStep &step) const;
    QString readerOf() const;
    void writePreparation(const CodeStep &step);
    void writeFailedCall(const CodeStep &step);
    void writeConnectEx(const CodeStep &step);
    void writeCall(const CodeStep &step);

    // Files.
    void writeSendFile(const CodeStep &step);
    void writeSaveFile(const CodeStep &step);
    void writeReadLoop(const CodeStep &step);

    void writeStep(const CodeStep &step);

    const CodeScript &m_script;
    CodeLines m_code;
    QString m_socket;
    QStringList m_readers; ///< sockets that have a makefile()
    int m_indent = 0;
    qsizetype m_connectFrom = 0;
    qsizetype m_connectTo = -1;
};

} // namespace bothends
