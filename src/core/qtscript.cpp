// SPDX-License-Identifier: MIT
#include "core/qtscript.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

class SignalScript
{
public:
    explicit SignalScript(const CodeScript &script)
        : m_from(script)
        , m_script(script)
    {
    }

    CodeScript build()
    {
        m_script.units.clear();
        m_script.isInOrder = false;
        const auto isServerStep = [](const CodeStep &step) {
            return step.call == CallName::Listen || step.call == CallName::Accept;
        };
        const auto isClientStep = [](const CodeStep &step) {
            return step.call == CallName::Connect || step.call == CallName::ConnectEx;
        };
        const bool isServer
            = m_from.any(isServerStep) || (m_from.side == Side::Server && !m_from.any(isClientStep));
        m_script.side = isServer ? Side::Server : Side::Client;
        for (const CodeUnit &unit : m_from.units) {
            for (const CodeStep &step : unit.steps)
                add(step);
        }
        return m_script;
    }

private:
    /// A connection is a unit of its own, and so is what happens to the listening socket between two of them.
    CodeUnit &unitFor(const CodeStep &step, bool begins)
    {
        const bool isMain = m_script.side == Side::Client || step.socket.isEmpty() || step.socket == u"s";
        if (isMain) {
            const bool isNew = m_script.units.isEmpty()
                || (m_script.side == Side::Server && m_script.units.constLast().connection != 0);
            if (isNew)
                m_script.units << CodeUnit();
            return m_script.units.last();
        }
        const quint32 connection = QStringView(step.socket).mid(1).toUInt();
        for (CodeUnit &unit : m_script.units) {
            if (unit.connection == connection && !begins)
                return unit;
        }
        CodeUnit unit;
        unit.connection = connection;
        m_script.units << unit;
        return m_script.units.last();
    }

    void add(const CodeStep &step)
    {
        if (step.kind == StepKind::Unlink)
            return; // QLocalServer does it
        CodeStep made = step;
        made.socket.clear();
        if (step.kind == StepKind::Call)
            convert(made, step.socket == u"s");
        if (made.kind == StepKind::Note && step.kind == StepKind::Call && made.note.isEmpty())
            made.note = callNote(step);
        CodeUnit &unit = unitFor(step, made.kind == StepKind::Accept);
        unit.steps << made;
        if (made.kind == StepKind::Connect) {
            CodeStep end = made;
            end.kind = made.error ? StepKind::ConnectFailed : StepKind::Connected;
            end.row = -1;
            unit.steps << end;
        }
    }

    void convert(CodeStep &step, bool isMain)
    {
        const bool isPeek = step.flags().testFlag(MessageFlag::Peek);
        const bool isConnect = step.call == CallName::Connect || step.call == CallName::ConnectEx;
        if ((step.error && !isConnect) || (isConnect && m_script.side == Side::Server)) {
            step.kind = StepKind::Note;
            step.note.clear();
            return;
        }
        switch (step.call) {
        case CallName::Bind:
            if (m_script.side == Side::Server)
                step.kind = StepKind::Bind;
            break;
        case CallName::Listen:
            step.kind = m_hasListened ? StepKind::Note : StepKind::Listen;
            m_hasListened = true;
            break;
        case CallName::Accept:
            step.kind = StepKind::Accept;
            break;
        case CallName::Connect:
        case CallName::ConnectEx:
            step.kind = StepKind::Connect;
            step.call = CallName::None;
            break;
        case CallName::Send:
        case CallName::SendAll:
        case CallName::SendTo:
        case CallName::SendMsg:
            step.kind = StepKind::Send;
            if (step.call == CallName::SendMsg && !step.file.isEmpty())
                step.note = u"SCM_RIGHTS: "_s + m_script.qtShutdown;
            break;
        case CallName::Shutdown:
            step.kind = StepKind::Shutdown;
            break;
        case CallName::Close:
            step.kind = isMain && m_script.side == Side::Server ? StepKind::CloseListener : StepKind::Close;
            break;
        default:
            break;
        }
        if (step.call == CallName::ReadLine && step.number == 0)
            step.kind = StepKind::Eof; // what is left when the peer has ended
        if (isReceiving(step.call) && !isPeek)
            step.kind = step.bytes > 0 ? StepKind::Receive : StepKind::Eof;
    }

    const CodeScript &m_from;
    CodeScript m_script;
    bool m_hasListened = false;
};

} // namespace

CodeScript withSignals(const CodeScript &script)
{
    return SignalScript(script).build();
}

QString qtOption(SocketOption option)
{
    switch (option) {
    case SocketOption::NoDelay:
        return u"LowDelayOption"_s;
    case SocketOption::KeepAlive:
        return u"KeepAliveOption"_s;
    case SocketOption::MulticastTtl:
        return u"MulticastTtlOption"_s;
    case SocketOption::MulticastLoop:
        return u"MulticastLoopbackOption"_s;
    case SocketOption::SendBuffer:
        return u"SendBufferSizeSocketOption"_s;
    case SocketOption::ReceiveBuffer:
        return u"ReceiveBufferSizeSocketOption"_s;
    default:
        return {};
    }
}

QStringList nativeOption(const CodeStep &step, const QString &descriptor)
{
    const SocketOption option
        = step.detail && step.detail->option ? *step.detail->option : SocketOption::ErrorOption;
    const OptionValue value
        = step.detail && step.detail->optionAsked ? *step.detail->optionAsked : OptionValue();
    const QString arguments = u"(%1, %2, %3, "_s.arg(descriptor, optionLevel(option, step.isIpv6),
                                                     socketOptionName(option, step.isIpv6));
    if (step.call == CallName::GetSockOpt) {
        return {u"{"_s,
                u"    int values[16] = {};"_s,
                u"    socklen_t size = sizeof values;"_s,
                u"    ::getsockopt"_s + arguments + u"values, &size);"_s,
                u"    qInfo() << values[0];"_s,
                u"}"_s};
    }
    const QString set = u"    ::setsockopt"_s + arguments + u"&value, sizeof value);"_s;
    if (option == SocketOption::Linger) {
        return {u"{"_s,
                u"    const linger value{%1, %2};"_s.arg(value.number >= 0 ? 1 : 0)
                    .arg(qMax<qint64>(0, value.number)),
                set, u"}"_s};
    }
    return {u"{"_s, u"    const int value = %1;"_s.arg(value.number), set, u"}"_s};
}

QString callNote(const CodeStep &step)
{
    const QString name = callName(step.call) + u"()"_s;
    if (step.error)
        return name + u": "_s + errnoName(step);
    return step.note.isEmpty() ? name : name + u": "_s + step.note;
}

QStringList asByteArray(const CodeStep &step)
{
    QStringList literals = cLiterals(step);
    if (literals.isEmpty())
        literals << u"\"\""_s;
    const qint64 size = step.payload.size();
    literals.first().prepend(u"QByteArray("_s);
    literals.last() += u", %1)"_s.arg(size);
    if (step.isRepeated())
        literals.last() += u".repeated(%1).left(%2)"_s.arg((step.bytes + size - 1) / size).arg(step.bytes);
    return literals;
}

} // namespace bothends
