// SPDX-License-Identifier: MIT
#include "core/scriptbuilder.h"

#include "core/scriptparts.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct CodeTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CodeTexts)
};

constexpr int kConnectIsMissing = -2; // CodeStep::number of a ConnectFailed

} // namespace

void ScriptBuilder::addNote(CodeUnit &unit, const QString &note) const
{
    CodeStep step;
    step.note = harmless(note);
    unit.steps << step;
}

void ScriptBuilder::addForeignEnd(CodeUnit &unit)
{
    const QString text
        = CodeTexts::tr("This end belongs to another program: what it calls is not known here.");
    addNote(unit, text);
    m_script.remarks << text;
}

CodeUnit ScriptBuilder::unitOf(quint32 connection, const Slice &slice)
{
    CodeUnit unit;
    unit.connection = connection;
    for (qsizetype i = 0; i <= slice.rows.size(); ++i) {
        if (i == slice.beforeAt && slice.before > 0)
            addNote(unit, leftOut(slice.before, slice.isMoreBefore));
        if (i == slice.rows.size())
            break;
        addStep(unit, slice.rows[i]);
        if (at(slice.rows[i]).kind == EventKind::Accept)
            unit.row = slice.rows[i];
    }
    if (unit.row == 0 && !slice.rows.isEmpty())
        unit.row = slice.rows.constFirst();
    if (slice.after > 0)
        addNote(unit, leftOut(slice.after, slice.isMoreAfter));
    else if (!unit.steps.isEmpty() && isOpen(unit))
        addNote(unit, CodeTexts::tr("still open here"));
    m_isPartial = m_isPartial || slice.before > 0 || slice.after > 0;
    return unit;
}

bool ScriptBuilder::isOpen(const CodeUnit &unit)
{
    bool isOpen = false;
    for (const CodeStep &step : unit.steps) {
        if (step.kind == StepKind::Accept || step.kind == StepKind::Connected)
            isOpen = true;
        else if (step.kind == StepKind::Close)
            isOpen = false;
    }
    return isOpen;
}

QString ScriptBuilder::leftOut(qsizetype steps, bool isMore)
{
    return isMore ? CodeTexts::tr("more than %n step(s) are left out here", nullptr, plural(steps))
                  : CodeTexts::tr("%n step(s) are left out here", nullptr, plural(steps));
}

void ScriptBuilder::addStep(CodeUnit &unit, qsizetype row)
{
    const Event &event = at(row);
    CodeStep step;
    step.row = row;
    step.error = event.error;
    step.number = event.number;
    step.address = event.side == Side::Server ? event.local : event.peer;
    step.isIpv6 = step.address.isIpv6();
    step.bytes = event.bytes;
    if (isPieceOfFile(event) || event.kind == EventKind::TransferEnd) {
        addPieceOfFile(unit, step, event);
        return;
    }
    fillStep(step, event);
    step.note = harmless(step.note);
    unit.steps << step;
}

void ScriptBuilder::addPieceOfFile(CodeUnit &unit, CodeStep &step, const Event &event)
{
    const bool isEnd = event.kind == EventKind::TransferEnd;
    const bool isSent = isEnd ? event.call() == CallName::SendFile : event.kind == EventKind::Sent;
    const StepKind kind = isSent ? StepKind::SendFile : StepKind::SaveFile;
    const auto place = std::find_if(unit.steps.rbegin(), unit.steps.rend(),
                                    [kind](const CodeStep &each) { return each.kind == kind; });
    if (place != unit.steps.rend()) {
        if (step.row == m_row)
            place->row = m_row;
        if (isEnd) {
            place->count = event.bytes;
            if (event.error)
                place->note = harmless(errorName(*event.error));
        }
        return;
    }
    fillOther(step, m_script, event);
    if (!isEnd) {
        step.kind = kind;
        step.offset = event.detail->fileOffset;
        step.count = event.bytes;
        step.file = fileOf(m_script, *event.detail, kind);
    }
    step.note = harmless(step.note);
    unit.steps << step;
}

void ScriptBuilder::fillStep(CodeStep &step, const Event &event)
{
    switch (event.kind) {
    case EventKind::Socket:
        step.kind = StepKind::Socket;
        break;
    case EventKind::Bind:
        step.kind = StepKind::Bind;
        if (event.side == Side::Client) { // a port or name of its own
            step.address = event.local;
            step.isIpv6 = event.local.isIpv6();
            fillCall(step, m_script, event, CallName::Bind);
        }
        break;
    case EventKind::Listen:
        step.kind = StepKind::Listen;
        break;
    case EventKind::Accept:
        step.kind = StepKind::Accept;
        break;
    case EventKind::Connect:
        step.kind = StepKind::Connect;
        break;
    case EventKind::Connected:
        step.kind = StepKind::Connected;
        break;
    case EventKind::Sent:
        step.kind = StepKind::Send;
        step.encoding = m_readings.texts.encoding(event.connection);
        break;
    case EventKind::Received:
        step.kind = StepKind::Receive;
        break;
    case EventKind::Eof:
        step.kind = StepKind::Eof;
        step.note = CodeTexts::tr("end of stream, the peer has nothing more to send");
        break;
    case EventKind::Reset:
        step.kind = event.error ? StepKind::ReadFailed : StepKind::SetReset;
        if (!event.error)
            step.note = CodeTexts::tr("now close() sends RST instead of FIN");
        break;
    case EventKind::Shutdown:
        step.kind = StepKind::Shutdown;
        step.detail = event.detail;
        if (event.transport == Transport::Tcp && shutdownHow(step) == ShutdownHow::Write)
            step.note = CodeTexts::tr("sends FIN; reading goes on");
        break;
    case EventKind::Closed:
        step.kind
            = event.connection == 0 && event.side == Side::Server ? StepKind::CloseListener : StepKind::Close;
        if (event.error && event.error->code == ErrorCode::UnsentDiscarded) {
            step.note = CodeTexts::tr("%n byte(s) that were still queued are discarded", nullptr,
                                      plural(event.error->amount));
        }
        break;
    case EventKind::Pause:
        step.kind = StepKind::Pause;
        step.note = CodeTexts::tr("accepting is paused: no accept() until it goes on");
        break;
    case EventKind::Resume:
        step.kind = StepKind::Resume;
        step.note = CodeTexts::tr("accepting goes on");
        break;
    case EventKind::Error:
        fillError(step, event);
        break;
    case EventKind::State:
    case EventKind::Queues:
        fillKernel(step, m_script, m_readings, event);
        break;
    default:
        fillOther(step, m_script, event);
        break;
    }
}

void ScriptBuilder::fillError(CodeStep &step, const Event &event)
{
    const ErrorCode code = event.error ? event.error->code : ErrorCode::Unknown;
    const QString name = errorName(code);
    switch (code) {
    case ErrorCode::MessageTooLong:
    case ErrorCode::NotConnected:
    case ErrorCode::Unencodable:
        step.note = CodeTexts::tr("nothing is sent here: %1").arg(name);
        return;
    case ErrorCode::AcceptQueueOverflow:
        step.note = CodeTexts::tr("the kernel dropped clients; seen with: %1")
                        .arg(u"nstat -az TcpExtListenOverflows TcpExtListenDrops"_s);
        return;
    case ErrorCode::ConnectionLimit:
        if (event.side == Side::Client || event.connection != 0)
            break;
        step.kind = StepKind::Refuse;
        step.number = plural(event.error->amount);
        step.note = name;
        return;
    default:
        break;
    }
    if (event.side == Side::Server && event.connection == 0) {
        const bool hasListened = !m_readings.lifeLines.listenerMarks(event.endpoint).empty();
        step.kind = hasListened ? StepKind::Note : StepKind::ListenFailed;
        if (hasListened)
            step.note = CodeTexts::tr("accept() fails: %1").arg(name);
    } else if (event.side == Side::Client && code == ErrorCode::WouldBlock) {
        step.note = CodeTexts::tr("%1() sleeps here until there is something for it")
                        .arg(callName(CallName::Connect));
    } else if (event.side == Side::Client && !isConnected(event)) {
        step.kind = code == ErrorCode::HostNotFound ? StepKind::LookupFailed
            : code == ErrorCode::TooManyOpenFiles   ? StepKind::SocketFailed
                                                    : StepKind::ConnectFailed;
    } else {
        step.kind = StepKind::ReadFailed;
    }
}

bool ScriptBuilder::isConnected(const Event &event) const
{
    const RowSpan rows = rowsOf(event.connection);
    for (size_t i = 0; i < qMin(rows.size(), size_t(kPrologueRows)); ++i) {
        const Event &each = at(rows[i]);
        if (each.kind == EventKind::Connected && each.side == Side::Client)
            return each.seq < event.seq;
    }
    return false;
}

bool ScriptBuilder::isOfConnect(CallName call)
{
    return call == CallName::Connect || call == CallName::ConnectEx;
}

void ScriptBuilder::addMissingConnects()
{
    for (CodeUnit &unit : m_script.units) {
        for (qsizetype i = 0; i < unit.steps.size(); ++i) {
            if (unit.steps[i].kind != StepKind::ConnectFailed || unit.steps[i].number != kConnectIsMissing)
                continue;
            CodeStep connect = unit.steps[i];
            connect.kind = StepKind::Connect;
            connect.row = -1;
            unit.steps.insert(i++, connect);
        }
    }
}

void ScriptBuilder::addClientUnlink(CodeUnit &unit) const
{
    for (const CodeStep &step : std::as_const(unit.steps)) {
        if (step.call != CallName::Bind || step.address.kind != Address::Kind::Path)
            continue;
        CodeStep unlink;
        unlink.kind = StepKind::Unlink;
        unlink.address = step.address;
        unit.steps << unlink;
        return;
    }
}

void ScriptBuilder::prepareConnects()
{
    for (CodeUnit &unit : m_script.units) {
        CodeStep *connect = nullptr;
        for (CodeStep &step : unit.steps) {
            if (step.kind == StepKind::Connect) {
                connect = &step;
            } else if (step.kind == StepKind::ConnectFailed && connect) {
                connect->error = step.error;
                if (step.error && step.error->code == ErrorCode::TimedOut) {
                    const qint64 ns = at(step.row).monotonicNs - at(connect->row).monotonicNs;
                    connect->seconds
                        = int(qBound(qint64(1), (ns + 500'000'000) / 1'000'000'000, qint64(3600)));
                } else if (step.error && step.error->code == ErrorCode::Cancelled) {
                    connect->note = harmless(CodeTexts::tr("cancelled before the connection was there"));
                }
                connect = nullptr;
            } else if (step.kind == StepKind::ConnectFailed && isOfConnect(at(step.row).call())) {
                step.number = kConnectIsMissing;
            } else if (step.kind == StepKind::ConnectFailed) {
                step.kind = StepKind::Note;
                step.note = harmless(CodeTexts::tr("there is no call: %1").arg(errnoName(step)));
            }
        }
    }
}

} // namespace bothends
