// SPDX-License-Identifier: MIT
#include "core/callscript.h"

#include "core/callrows.h"
#include "core/callsockets.h"
#include "core/eventcalls.h"
#include "core/scriptparts.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct CodeTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CodeTexts)
};

class CallScriptBuilder
{
public:
    CallScriptBuilder(const Readings &readings, qsizetype row, quint32 endpoint)
        : m_readings(readings)
        , m_row(row)
        , m_event(readings.journal.at(row))
        , m_rows(callRowsOf(readings, row, endpoint))
        , m_sockets(readings, m_rows.rows, m_event)
    {
    }

    CodeScript build()
    {
        m_script.side = m_event.side;
        m_script.transport = m_event.transport;
        m_script.row = m_row;
        m_script.isInOrder = true;
        m_script.address = m_sockets.address();
        for (qsizetype i = 0; i <= m_rows.rows.size(); ++i) {
            if (i == m_rows.leftOutAt && m_rows.isPartial)
                addNote(CodeTexts::tr("some steps are left out here"));
            if (i < m_rows.rows.size())
                addRow(m_rows.rows[i]);
        }
        finish();
        m_script.units << m_unit;
        preparePayloads(m_script, m_readings);
        if (m_rows.isPartial || m_rows.isCutOff) {
            m_script.remarks << CodeTexts::tr(
                "Only the steps around the selected row are shown: this program "
                "does less than the session did.");
        }
        return std::move(m_script);
    }

private:
    Event at(qsizetype row) const { return m_readings.journal.at(row); }

    // ---- Steps

    CodeStep stepOf(qsizetype row, const QString &variable) const
    {
        const Event &event = at(row);
        CodeStep step;
        step.row = row;
        step.socket = variable;
        step.error = event.error;
        step.number = event.number;
        step.address = targetOf(event);
        step.bytes = event.bytes;
        step.isIpv6 = m_sockets.isIpv6();
        step.encoding = m_readings.texts.encoding(event.connection);
        return step;
    }
    CodeStep made(StepKind kind, const QString &variable) const
    {
        CodeStep step;
        step.kind = kind;
        step.socket = variable;
        step.address = m_script.address;
        step.isIpv6 = m_sockets.isIpv6();
        return step;
    }
    CodeStep madeCall(CallName call, const QString &variable) const
    {
        CodeStep step = made(StepKind::Call, variable);
        step.call = call;
        step.number = 128;
        return step;
    }

    void addNote(const QString &note, qsizetype row = -1)
    {
        CodeStep step;
        step.row = row;
        step.note = harmless(note);
        m_unit.steps << step;
    }
    /// The row has no line of its own.
    void alias(qsizetype row, qsizetype step)
    {
        if (row == m_row && step >= 0)
            m_unit.steps[step].row = row;
    }

    /// A program cannot use what it has not made, even if the journal's beginning is not shown.
    void ensureThere(const QString &variable, CallName call)
    {
        if (m_there.contains(variable))
            return;
        m_there << variable;
        if (variable != u"s") {
            ensureThere(u"s"_s, CallName::Accept);
            m_unit.steps << madeCall(CallName::Accept, variable);
            return;
        }
        m_unit.steps << made(StepKind::Socket, variable);
        const bool isServer = m_script.side == Side::Server;
        if (isServer && call != CallName::Bind && !m_script.address.isNull()) {
            m_unit.steps << madeCall(CallName::Bind, variable);
            if (m_script.address.kind == Address::Kind::Path)
                m_bound.insert(variable, m_script.address);
            if (isStream(m_script.transport) && call != CallName::Listen)
                m_unit.steps << madeCall(CallName::Listen, variable);
        }
        const bool isOfConnection = call == CallName::Send || call == CallName::SendAll
            || call == CallName::Recv || call == CallName::Shutdown;
        if (!isServer && isOfConnection && isStream(m_script.transport) && m_event.kind != EventKind::Error) {
            m_unit.steps << madeCall(CallName::Connect, variable);
            m_connected << variable;
        }
    }

    void addRow(qsizetype row)
    {
        const Event &event = at(row);
        const QString variable = m_sockets.variableOf(event);
        if (isKernelRow(event) && event.kind != EventKind::Dropped && event.kind != EventKind::Thread) {
            CodeStep step;
            step.row = row;
            fillKernel(step, m_script, m_readings, event);
            step.note = harmless(step.note);
            m_unit.steps << step;
            return;
        }
        switch (event.kind) {
        case EventKind::Socket:
            addSocket(row, variable);
            return;
        case EventKind::Connected:
            addConnected(row, variable);
            return;
        case EventKind::Reset:
            if (!event.error) {
                ensureThere(variable, CallName::Close);
                CodeStep step = stepOf(row, variable);
                step.kind = StepKind::SetReset;
                step.note = harmless(CodeTexts::tr("now close() sends RST instead of FIN"));
                m_unit.steps << step;
                return;
            }
            break;
        case EventKind::Closed:
            addClosed(row, variable);
            return;
        case EventKind::Error:
            addError(row, variable);
            return;
        default:
            break;
        }
        addCall(row, variable);
    }

    void addSocket(qsizetype row, const QString &variable)
    {
        m_there << variable;
        CodeStep step = stepOf(row, variable);
        step.kind = StepKind::Socket;
        step.error.reset();
        m_unit.steps << step;
    }

    void addConnected(qsizetype row, const QString &variable)
    {
        const auto pending = m_connecting.constFind(variable);
        if (pending == m_connecting.constEnd()) {
            const auto isConnect = [](const CodeStep &step) { return isConnecting(step.call); };
            const auto last = std::find_if(m_unit.steps.crbegin(), m_unit.steps.crend(), isConnect);
            if (!isStream(m_script.transport) && last != m_unit.steps.crend()) // it has nothing to wait for
                alias(row, m_unit.steps.crend() - last - 1);
            else
                addCall(row, variable);
        } else {
            alias(row, *pending);
            m_connecting.erase(pending);
        }
        m_connected << variable;
    }

    void addClosed(qsizetype row, const QString &variable)
    {
        const Event &event = at(row);
        const bool isConversation = !isStream(event.transport) && event.connection != 0
            && m_script.side == Side::Server && event.call() != CallName::Close;
        if (isConversation) {
            addNote(CodeTexts::tr("the conversation ends here; no call belongs to it"), row);
            return;
        }
        if (const auto closed = m_closed.constFind(variable); closed != m_closed.constEnd()) {
            alias(row, *closed);
            return;
        }
        ensureThere(variable, CallName::Close);
        CodeStep step = stepOf(row, variable);
        fillCall(step, m_script, event, CallName::Close);
        step.error.reset();
        m_closed.insert(variable, m_unit.steps.size());
        m_unit.steps << step;
        addUnlink(variable);
    }

    void addUnlink(const QString &variable)
    {
        const auto bound = m_bound.constFind(variable);
        if (bound == m_bound.constEnd())
            return;
        CodeStep step = made(StepKind::Unlink, variable);
        step.address = *bound;
        m_unit.steps << step;
        m_bound.erase(bound);
    }

    void addError(qsizetype row, const QString &variable)
    {
        const Event &event = at(row);
        const ErrorCode code = event.error ? event.error->code : ErrorCode::Unknown;
        const CallName call = callOfError(event, m_connected.contains(u"s"_s));
        if (code == ErrorCode::HostNotFound) {
            CodeStep step = stepOf(row, variable);
            step.kind = StepKind::LookupFailed;
            m_unit.steps << step;
        } else if (call == CallName::Socket) {
            CodeStep step = stepOf(row, variable);
            step.kind = StepKind::SocketFailed;
            m_unit.steps << step;
        } else if (code == ErrorCode::NotOffered || call == CallName::None) {
            const QString name = event.error ? errorName(*event.error) : errorName(code);
            addNote(call == CallName::None
                        ? CodeTexts::tr("no call belongs to this: %1").arg(name)
                        : CodeTexts::tr("%1() is not to be had here: %2").arg(callName(call), name),
                    row);
        } else if (call == CallName::ReadLine && code == ErrorCode::WouldBlock) {
            addNote(CodeTexts::tr("readline() has no whole line yet: %1").arg(errorName(code)), row);
        } else if (isConnecting(call)) {
            addConnectError(row, variable, call);
        } else {
            addCall(row, variable, call);
        }
    }

    void addConnectError(qsizetype row, const QString &variable, CallName call)
    {
        const Event &event = at(row);
        const auto pending = m_connecting.constFind(variable);
        const bool isOnItsWay = event.error->code == ErrorCode::InProgress;
        if (pending == m_connecting.constEnd()) {
            const qsizetype index = addCall(row, variable, call);
            if (isOnItsWay) { // in a program that may sleep, connect() returns when it is through
                CodeStep &step = m_unit.steps[index];
                step.error.reset();
                step.note = harmless(
                    CodeTexts::tr("it goes on, the socket does not sleep: %1").arg(errorName(*event.error)));
                m_connecting.insert(variable, index);
                m_connected << variable;
            }
            return;
        }
        alias(row, *pending);
        CodeStep &step = m_unit.steps[*pending];
        if (isOnItsWay) {
            step.note = harmless(
                CodeTexts::tr("it goes on, the socket does not sleep: %1").arg(errorName(*event.error)));
            return;
        }
        step.error = event.error;
        step.note.clear();
        m_connected.remove(variable);
        m_connecting.erase(pending);
    }

    /// @return its place among the steps
    qsizetype addCall(qsizetype row, const QString &variable, CallName named = CallName::None)
    {
        const Event &event = at(row);
        const CallName call = named != CallName::None
            ? named
            : callOf(event, m_connected.contains(m_sockets.variableOf(event)));
        CodeStep step = stepOf(row, variable);
        if (call == CallName::SendFile || isPieceOfFile(event)) {
            if (joinsFile(row, event))
                return m_unit.steps.size() - 1;
            fillCall(step, m_script, event, call);
            step.kind = event.kind == EventKind::Received ? StepKind::SaveFile : StepKind::SendFile;
            step.offset = event.detail ? event.detail->fileOffset : 0;
            step.count = event.error ? -1 : event.bytes;
        } else if (call == CallName::ReadLine
                   && (event.kind == EventKind::Received
                       || (event.kind == EventKind::Eof && event.detail && event.detail->inProgram > 0))) {
            m_lineRows << row; // the line that comes of it is the call
            return -1;
        } else if (call == CallName::None || event.kind == EventKind::Enter
                   || (event.kind == EventKind::Accept && !isStream(event.transport))
                   || (event.kind == EventKind::Listen && !isStream(event.transport))) {
            if (!fillOther(step, m_script, event))
                step.note = CodeTexts::tr("no call belongs to this: %1").arg(eventKindName(event.kind));
            step.note = harmless(step.note);
            m_unit.steps << step;
            return m_unit.steps.size() - 1;
        } else {
            fillCall(step, m_script, event, call);
        }
        if (call != CallName::Accept || event.error)
            ensureThere(variable, call);
        else
            ensureThere(u"s"_s, call);
        prepareCall(step, event);
        m_unit.steps << step;
        const qsizetype index = m_unit.steps.size() - 1;
        if (event.kind == EventKind::Connect && isStream(m_script.transport))
            m_connecting.insert(variable, index);
        return index;
    }

    /// A sendfile() that took several pieces is one call.
    bool joinsFile(qsizetype row, const Event &event)
    {
        if (m_unit.steps.isEmpty() || !event.detail || event.error)
            return false;
        CodeStep &last = m_unit.steps.last();
        const bool continues = (last.kind == StepKind::SendFile || last.kind == StepKind::SaveFile)
            && last.socket == m_sockets.variableOf(event) && last.count >= 0
            && last.offset + last.count == event.detail->fileOffset
            && last.file == fileOf(m_script, *event.detail, last.kind);
        if (continues) {
            last.count += event.bytes;
            alias(row, m_unit.steps.size() - 1);
        }
        return continues;
    }

    void prepareCall(CodeStep &step, const Event &event)
    {
        switch (step.call) {
        case CallName::Bind:
            if (!step.error && step.address.kind == Address::Kind::Path)
                m_bound.insert(step.socket, step.address);
            break;
        case CallName::Accept:
            if (!step.error)
                m_there << step.socket;
            break;
        case CallName::Connect:
        case CallName::ConnectEx:
            if (!step.error)
                m_connected << step.socket;
            break;
        case CallName::RecvFrom:
        case CallName::RecvMsg:
        case CallName::RecvFromInto:
        case CallName::RecvMsgInto:
            if (!step.error && !isStream(m_script.transport)) {
                step.peer = u"a%1"_s.arg(event.connection);
                m_peers.insert(step.peer);
            }
            break;
        case CallName::SendTo:
        case CallName::SendMsg: {
            // Who has spoken first may have another address next time.
            const QString peer = u"a%1"_s.arg(event.connection);
            if (m_peers.contains(peer) && !m_addressed.contains(peer) && !step.error)
                step.peer = peer;
            else
                m_addressed << peer;
            const bool isToPeer = step.call == CallName::SendMsg && m_connected.contains(step.socket);
            if (isToPeer || step.address.kind == Address::Kind::Unnamed)
                step.address = {};
            if (step.call == CallName::SendTo && (step.address.isNull() || isStream(m_script.transport)))
                step.call = CallName::Send;
            break;
        }
        case CallName::Recv:
            if (event.kind == EventKind::Eof)
                step.note = harmless(CodeTexts::tr("end of stream, the peer has nothing more to send"));
            break;
        case CallName::Shutdown:
            if (!step.error && step.note.isEmpty()
                && !(step.detail && step.detail->how && *step.detail->how == ShutdownHow::Read)
                && m_script.transport == Transport::Tcp)
                step.note = harmless(CodeTexts::tr("sends FIN; reading goes on"));
            break;
        case CallName::ReadLine:
            step.number = m_readings.journal.payload(step.row).endsWith('\n') ? 1 : 0; // whole lines
            for (const qsizetype row : std::as_const(m_lineRows)) {
                if (row == m_row)
                    step.row = row;
            }
            m_lineRows.clear();
            break;
        default:
            break;
        }
    }

    void finish()
    {
        for (const qsizetype row : std::as_const(m_lineRows))
            addNote(CodeTexts::tr("readline() has no whole line yet: %n byte(s) are in its buffer", nullptr,
                                  plural(at(row).bytes)),
                    row);
        bool isOpen = false;
        for (const QString &variable : std::as_const(m_there))
            isOpen = isOpen || !m_closed.contains(variable);
        if (m_rows.isCutOff)
            addNote(CodeTexts::tr("later steps are left out here"));
        else if (isOpen)
            addNote(CodeTexts::tr("still open here"));
        const QStringList bound = m_bound.keys();
        for (const QString &variable : bound)
            addUnlink(variable);
        if (m_unit.steps.isEmpty())
            addNote(CodeTexts::tr("still open here"));
    }

    const Readings &m_readings;
    const qsizetype m_row;
    const Event m_event;
    const CallRows m_rows;
    const CallSockets m_sockets;
    CodeScript m_script;
    CodeUnit m_unit;
    QSet<QString> m_there; ///< variables
    QSet<QString> m_connected;
    QSet<QString> m_peers; ///< variables of addresses
    QSet<QString> m_addressed; ///< those that we have sent to before they sent anything
    QHash<QString, qsizetype> m_connecting; ///< by variable: the step whose end is not known yet
    QHash<QString, qsizetype> m_closed;
    QMap<QString, Address> m_bound; ///< by variable: files to remove
    QList<qsizetype> m_lineRows; ///< reads of makefile() before the line they belong to
};

} // namespace

CodeScript callScriptOf(const Readings &readings, qsizetype row, quint32 endpoint)
{
    return CallScriptBuilder(readings, row, endpoint).build();
}

} // namespace bothends
