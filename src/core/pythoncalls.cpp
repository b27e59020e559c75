// SPDX-License-Identifier: MIT
#include "core/pythonwriter.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

QString asPythonFlags(MessageFlags flags)
{
    return messageFlagsText(flags).replace(u"MSG_"_s, u"socket.MSG_"_s);
}

} // namespace

QString PythonWriter::moreFlags(const CodeStep &step)
{
    return step.flags() ? u", "_s + asPythonFlags(step.flags()) : QString();
}

qint64 PythonWriter::sizeOf(const CodeStep &step) const
{
    return step.asked(isStream(m_script.transport) ? qMax<qint64>(step.bytes, 4096) : 65536);
}

std::pair<QString, QString> PythonWriter::sendCall(const CodeStep &step) const
{
    const QString target = step.peer.isEmpty() ? addressOf(step) : step.peer;
    const QString call = m_socket + u'.' + callName(step.call) + u'(';
    switch (step.call) {
    case CallName::SendTo:
        return {call, moreFlags(step) + u", "_s + target + u')'};
    case CallName::SendMsg: {
        const QString rights = step.file.isEmpty()
            ? QString()
            : u"(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack('i', file.fileno()))"_s;
        const bool isTo = !isStream(m_script.transport) && !step.address.isNull();
        const QString flags = isTo ? u", "_s + asPythonFlags(step.flags()) : moreFlags(step);
        return {call + u'[',
                u"], ["_s + rights + u']' + flags + (isTo ? u", "_s + target : QString()) + u')'};
    }
    case CallName::Send:
        return {step.error ? call : u"print("_s + call, moreFlags(step) + (step.error ? u")"_s : u"))"_s)};
    default:
        return {call, moreFlags(step) + u')'};
    }
}

QString PythonWriter::optionOf(const CodeStep &step) const
{
    const SocketOption option
        = step.detail && step.detail->option ? *step.detail->option : SocketOption::ErrorOption;
    const QString name = socketOptionName(option, step.isIpv6);
    return u"socket.%1, %2"_s.arg(optionLevel(option, step.isIpv6),
                                  numberOf(option, step.isIpv6) != 0 ? name : u"socket."_s + name);
}

QString PythonWriter::optionValue(const CodeStep &step) const
{
    const OptionValue value
        = step.detail && step.detail->optionAsked ? *step.detail->optionAsked : OptionValue();
    const SocketOption option
        = step.detail && step.detail->option ? *step.detail->option : SocketOption::ErrorOption;
    if (option == SocketOption::Linger)
        return u"struct.pack('ii', %1, %2)"_s.arg(value.number >= 0 ? 1 : 0)
            .arg(qMax<qint64>(0, value.number));
    if (option != SocketOption::MulticastJoin && option != SocketOption::MulticastLeave)
        return QString::number(value.number);
    const QString group = value.text.section(u'%', 0, 0);
    const QString scope = value.text.section(u'%', 1);
    if (!step.isIpv6)
        return u"socket.inet_aton(%1) + socket.inet_aton('0.0.0.0')"_s.arg(asPythonText(group));
    return u"socket.inet_pton(socket.AF_INET6, %1) + struct.pack('I', %2)"_s.arg(
        asPythonText(group),
        scope.isEmpty() ? u"0"_s : u"socket.if_nametoindex(%1)"_s.arg(asPythonText(scope)));
}

QString PythonWriter::readOption(const CodeStep &step) const
{
    const QString call = m_socket + u".getsockopt("_s + optionOf(step);
    if (step.detail && step.detail->option == SocketOption::Linger)
        return u"struct.unpack('ii', %1, 8))"_s.arg(call);
    if (step.detail && step.detail->option == SocketOption::PeerCredentials)
        return u"struct.unpack('3i', %1, 12))"_s.arg(call);
    return call + u')';
}

QString PythonWriter::callText(const CodeStep &step) const
{
    const QString call = m_socket + u'.' + callName(step.call) + u'(';
    const qint64 size = sizeOf(step);
    const qint64 ancillary = step.detail ? qMax<qint64>(0, step.detail->ancillaryAsked) : 0;
    switch (step.call) {
    case CallName::Bind:
    case CallName::Connect:
    case CallName::ConnectEx:
        return call + addressOf(step) + u')';
    case CallName::Listen:
        return step.number >= 0 ? call + QString::number(step.number) + u')' : call + u')';
    case CallName::Send:
    case CallName::SendAll:
    case CallName::SendTo:
    case CallName::SendMsg: { // failed: its bytes are not in the journal
        const auto [before, after] = sendCall(step);
        return before + u"bytes(%1)"_s.arg(step.asked(1)) + after;
    }
    case CallName::Recv:
    case CallName::RecvFrom:
        return call + QString::number(size) + moreFlags(step) + u')';
    case CallName::RecvMsg:
        return call + u"%1, %2"_s.arg(size).arg(ancillary) + moreFlags(step) + u')';
    case CallName::RecvInto:
    case CallName::RecvFromInto:
        return call + (step.flags() ? u"buffer, 0"_s : u"buffer"_s) + moreFlags(step) + u')';
    case CallName::RecvMsgInto:
        return call + u"[buffer], %1"_s.arg(ancillary) + moreFlags(step) + u')';
    case CallName::Shutdown:
        return call + u"socket."_s + shutdownHowName(shutdownHow(step)) + u')';
    case CallName::SetSockOpt:
        return call + optionOf(step) + u", "_s + optionValue(step) + u')';
    case CallName::GetSockOpt:
        return readOption(step);
    case CallName::ReadLine:
        return readerOf() + u".readline()"_s;
    default:
        return call + u')';
    }
}

QString PythonWriter::readerOf() const
{
    return u"lines_"_s + m_socket;
}

void PythonWriter::writePreparation(const CodeStep &step)
{
    if (isIntoBuffer(step.call))
        add(0, u"buffer = bytearray(%1)"_s.arg(sizeOf(step)));
    if (step.call == CallName::ReadLine && !m_readers.contains(m_socket)) {
        m_readers << m_socket;
        add(0, u"%1 = %2.makefile('rb')"_s.arg(readerOf(), m_socket));
    }
}

void PythonWriter::writeFailedCall(const CodeStep &step)
{
    writePreparation(step);
    if (step.isNonBlocking)
        add(0, m_socket + u".setblocking(False)"_s);
    if (step.call == CallName::ConnectEx) {
        writeConnectEx(step);
    } else {
        add(0, u"try:"_s);
        if (step.call == CallName::SendMsg && !step.file.isEmpty()) {
            add(1, u"with open(%1, 'rb') as file:"_s.arg(step.file));
            add(2, callText(step));
        } else {
            add(1, callText(step));
        }
        writeExcept(step);
    }
    if (step.isNonBlocking)
        add(0, m_socket + u".setblocking(True)"_s);
}

void PythonWriter::writeConnectEx(const CodeStep &step)
{
    add(0, u"code = "_s + callText(step), step.note);
    add(0, u"print(code, errno.errorcode.get(code, 'OK'))"_s, errnoName(step));
}

void PythonWriter::writeCall(const CodeStep &step)
{
    if (step.error) {
        writeFailedCall(step);
        return;
    }
    writePreparation(step);
    const QString peer = step.peer.isEmpty() ? u"address"_s : step.peer;
    const QString filled = u"print(bytes(memoryview(buffer)[:count]))"_s;
    switch (step.call) {
    case CallName::Accept:
        add(0, m_socket + u", address = s.accept()"_s, step.note);
        break;
    case CallName::ConnectEx:
        writeConnectEx(step);
        break;
    case CallName::Send:
    case CallName::SendAll:
    case CallName::SendTo:
    case CallName::SendMsg: {
        const bool passes = step.call == CallName::SendMsg && !step.file.isEmpty();
        if (passes)
            add(0, u"with open(%1, 'rb') as file:"_s.arg(step.file));
        const auto [before, after] = sendCall(step);
        writeBytes(passes ? 1 : 0, before, step, after);
        break;
    }
    case CallName::Recv:
    case CallName::GetSockOpt:
    case CallName::ReadLine:
        add(0, u"print("_s + callText(step) + u')', step.note);
        break;
    case CallName::RecvFrom:
        add(0, u"data, %1 = "_s.arg(peer) + callText(step), step.note);
        add(0, u"print(data)"_s);
        break;
    case CallName::RecvMsg:
        add(0, u"data, ancillary, flags, %1 = "_s.arg(peer) + callText(step), step.note);
        add(0, u"print(data)"_s);
        add(0, u"print(ancillary, flags, %1)"_s.arg(peer));
        break;
    case CallName::RecvInto:
        add(0, u"count = "_s + callText(step), step.note);
        add(0, filled);
        break;
    case CallName::RecvFromInto:
        add(0, u"count, %1 = "_s.arg(peer) + callText(step), step.note);
        add(0, filled);
        break;
    case CallName::RecvMsgInto:
        add(0, u"count, ancillary, flags, %1 = "_s.arg(peer) + callText(step), step.note);
        add(0, filled);
        add(0, u"print(ancillary, flags, %1)"_s.arg(peer));
        break;
    default:
        add(0, callText(step), step.note);
        break;
    }
    if (step.call == CallName::Connect || step.call == CallName::ConnectEx)
        m_connectTo = m_code.count() - 1;
}

} // namespace bothends
