// SPDX-License-Identifier: MIT
#include "core/cwriter.h"

using namespace Qt::StringLiterals;

namespace bothends {

bool CWriter::hasTarget(const CodeStep &step) const
{
    const bool isTo = step.call == CallName::SendTo
        || (step.call == CallName::SendMsg && !isStream(m_script.transport) && !step.address.isNull());
    return step.call == CallName::Bind || step.call == CallName::Connect || step.call == CallName::ConnectEx
        || (isTo && step.peer.isEmpty());
}

QString CWriter::flagsOf(const CodeStep &step, bool sends)
{
    return messageFlagsText(sends ? step.flags() | MessageFlag::NoSignal : step.flags());
}

qint64 CWriter::sizeOf(const CodeStep &step) const
{
    return step.asked(isStream(m_script.transport) ? qMax<qint64>(step.bytes, 4096) : 65536);
}

QString CWriter::receiveCall(const CodeStep &step)
{
    const qint64 size = sizeOf(step);
    const QString start = u"%1, %2, %3, "_s.arg(m_socket, buffer(size), QString::number(size));
    if (!step.peer.isEmpty()) {
        declare(u"struct sockaddr_storage %1 = {0};"_s.arg(step.peer));
        declare(u"socklen_t %1Size = 0;"_s.arg(step.peer));
        add(1, u"%1Size = sizeof %1;"_s.arg(step.peer));
    }
    switch (step.call) {
    case CallName::RecvFrom:
    case CallName::RecvFromInto:
        return u"recvfrom("_s + start + flagsOf(step, false)
            + (step.peer.isEmpty() ? u", NULL, NULL)"_s
                                   : u", (struct sockaddr *)&%1, &%1Size)"_s.arg(step.peer));
    case CallName::RecvMsg:
    case CallName::RecvMsgInto:
        return use(ReceiveMessage) + start
            + u"%1, "_s.arg(step.detail ? qMax<qint64>(0, step.detail->ancillaryAsked) : 0)
            + flagsOf(step, false)
            + (step.peer.isEmpty() ? u", NULL, NULL)"_s : u", &%1, &%1Size)"_s.arg(step.peer));
    default:
        return u"recv("_s + start + flagsOf(step, false) + u')';
    }
}

std::pair<QString, QString> CWriter::sendCall(const CodeStep &step, qint64 size)
{
    const QString end = u", %1, "_s.arg(size) + flagsOf(step, true);
    switch (step.call) {
    case CallName::SendTo:
        return {u"sendto(%1, "_s.arg(m_socket), end + u", "_s + addressArguments(step) + u')'};
    case CallName::SendMsg: {
        include(u"string.h"_s);
        const bool isTo = !isStream(m_script.transport) && !step.address.isNull();
        return {use(SendMessage) + m_socket + u", "_s,
                end + (step.file.isEmpty() ? u", -1, "_s : u", passed, "_s)
                    + (isTo ? addressArguments(step) : u"NULL, 0"_s) + u')'};
    }
    default:
        return {u"send(%1, "_s.arg(m_socket), end + u')'};
    }
}

QString CWriter::optionOf(const CodeStep &step)
{
    const SocketOption option
        = step.detail && step.detail->option ? *step.detail->option : SocketOption::ErrorOption;
    const QString level = optionLevel(option, step.isIpv6);
    if (level == u"IPPROTO_TCP")
        include(u"netinet/tcp.h"_s);
    if (level.startsWith(u"IPPROTO"_s))
        include(u"netinet/in.h"_s);
    return level + u", "_s + socketOptionName(option, step.isIpv6);
}

QString CWriter::setOption(const CodeStep &step)
{
    const OptionValue value
        = step.detail && step.detail->optionAsked ? *step.detail->optionAsked : OptionValue();
    const SocketOption option
        = step.detail && step.detail->option ? *step.detail->option : SocketOption::ErrorOption;
    const QString call = u"setsockopt(%1, %2, "_s.arg(m_socket, optionOf(step));
    if (option == SocketOption::Linger)
        return call
            + u"&(struct linger){%1, %2}, sizeof(struct linger))"_s.arg(value.number >= 0 ? 1 : 0)
                  .arg(qMax<qint64>(0, value.number));
    if (option != SocketOption::MulticastJoin && option != SocketOption::MulticastLeave)
        return call + u"&(int){%1}, sizeof(int))"_s.arg(value.number);
    include(u"arpa/inet.h"_s);
    const QString group = asCString(value.text.section(u'%', 0, 0));
    const QString scope = value.text.section(u'%', 1);
    if (step.isIpv6) {
        declare(u"struct ipv6_mreq group6 = {0};"_s);
        add(1, u"inet_pton(AF_INET6, %1, &group6.ipv6mr_multiaddr);"_s.arg(group));
        if (!scope.isEmpty()) {
            include(u"net/if.h"_s);
            add(1, u"group6.ipv6mr_interface = if_nametoindex(%1);"_s.arg(asCString(scope)));
        }
        return call + u"&group6, sizeof group6)"_s;
    }
    declare(u"struct ip_mreq group = {0};"_s);
    add(1, u"inet_pton(AF_INET, %1, &group.imr_multiaddr);"_s.arg(group));
    return call + u"&group, sizeof group)"_s;
}

QString CWriter::callText(const CodeStep &step)
{
    const QString socket = u'(' + m_socket;
    switch (step.call) {
    case CallName::Bind:
        return u"bind"_s + socket + u", "_s + addressArguments(step) + u')';
    case CallName::Connect:
    case CallName::ConnectEx:
        return u"connect"_s + socket + u", "_s + addressArguments(step) + u')';
    case CallName::Listen:
        return u"listen"_s + socket + u", %1)"_s.arg(step.number >= 0 ? step.number : 128);
    case CallName::Accept:
        return u"accept"_s + socket + u", NULL, NULL)"_s;
    case CallName::Shutdown:
        return u"shutdown"_s + socket + u", %1)"_s.arg(shutdownHowName(shutdownHow(step)));
    case CallName::SetSockOpt:
        return setOption(step);
    case CallName::GetSockOpt:
        return u"getsockopt"_s + socket
            + u", %1, %2, &(socklen_t){sizeof data})"_s.arg(optionOf(step), buffer(64));
    default:
        break;
    }
    if (isReceiving(step.call))
        return receiveCall(step);
    if (isSending(step.call)) { // failed: its bytes are not in the journal
        const auto [before, after] = sendCall(step, step.asked(1));
        return before + buffer(step.asked(1)) + after;
    }
    return u"close"_s + socket + u')';
}

QString CWriter::nameOf(CallName call)
{
    return call == CallName::ConnectEx ? u"connect"_s
        : call == CallName::SendAll    ? u"send"_s
                                       : callName(call);
}

bool CWriter::writePreparation(const CodeStep &step)
{
    if (hasTarget(step)) {
        if (isTooLong(step)) {
            add(1, {}, u"%1(): %2"_s.arg(nameOf(step.call), errorName(ErrorCode::PathTooLong)));
            return false;
        }
        if (step.error && step.error->code == ErrorCode::AddressInvalid) {
            add(1, {}, u"%1(): %2"_s.arg(nameOf(step.call), errnoName(step)));
            return false;
        }
        writeAddress(step);
    }
    if (step.error && step.error->code == ErrorCode::FileUnreadable) {
        writeSendFile(step);
        return false;
    }
    if (step.call == CallName::SendMsg && !step.file.isEmpty()) {
        include(u"fcntl.h"_s);
        declare(u"int passed = -1;"_s);
        add(1, u"passed = open(%1, O_RDONLY);"_s.arg(step.file));
        check(1, u"passed >= 0"_s, u"open"_s);
    }
    if (step.call == CallName::ReadLine && !m_readers.contains(m_socket)) {
        m_readers << m_socket;
        add(1, u"FILE *lines_%1 = fdopen(dup(%1), \"r\");"_s.arg(m_socket));
        check(1, u"lines_%1 != NULL"_s.arg(m_socket), u"fdopen"_s);
    }
    return true;
}

void CWriter::setNonBlocking(bool isNonBlocking)
{
    include(u"fcntl.h"_s);
    check(1, u"fcntl(%1, F_SETFL, %2) == 0"_s.arg(m_socket, isNonBlocking ? u"O_NONBLOCK"_s : u"0"_s),
          u"fcntl"_s);
}

void CWriter::writeFailedCall(const CodeStep &step)
{
    if (step.isNonBlocking)
        setNonBlocking(true);
    const QString text = callText(step);
    add(1, u"if (%1 < 0)"_s.arg(text));
    add(2, u"perror(\"%1\");"_s.arg(nameOf(step.call)), errnoName(step));
    if (step.isNonBlocking)
        setNonBlocking(false);
}

void CWriter::writeConnectEx(const CodeStep &step)
{
    include(u"errno.h"_s);
    include(u"string.h"_s);
    add(1,
        u"printf(\"connect: %s\\n\", %1 == 0 ? \"0\" : strerror(errno));"_s.replace(u"%1"_s, callText(step)),
        step.error ? errnoName(step) : step.note);
}

void CWriter::writeCall(const CodeStep &step)
{
    if (!writePreparation(step))
        return;
    if (step.call == CallName::ReadLine) {
        add(1, use(ShowLine) + u"lines_%1);"_s.arg(m_socket), step.error ? errnoName(step) : step.note);
    } else if (step.call == CallName::ConnectEx) {
        writeConnectEx(step);
    } else if (step.error) {
        writeFailedCall(step);
    } else if (step.call == CallName::Accept) {
        add(1, declared(m_socket) + u" = accept(s, NULL, NULL);"_s, step.note);
        check(1, m_socket + u" >= 0"_s, u"accept"_s);
    } else if (isSending(step.call)) {
        const auto [before, after] = sendCall(step, step.bytes);
        if (step.call == CallName::Send)
            writeBytes(step, use(Told) + u"\"send\", "_s + before, after + u");"_s);
        else
            writeBytes(step, use(Check) + before,
                       after + u" == %1, \"%2\");"_s.arg(step.bytes).arg(nameOf(step.call)));
    } else if (isReceiving(step.call)) {
        const QString call = receiveCall(step);
        add(1, use(Show) + u"data, "_s + call + u");"_s, step.note);
    } else if (step.call == CallName::GetSockOpt) {
        add(1, use(ShowOption) + m_socket + u", "_s + optionOf(step) + u");"_s, step.note);
    } else {
        const QString text = callText(step);
        check(1, text + u" == 0"_s, nameOf(step.call), step.note);
    }
    if (step.call == CallName::SendMsg && !step.file.isEmpty())
        check(1, u"close(passed) == 0"_s, u"close"_s);
}

} // namespace bothends
