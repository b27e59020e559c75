// SPDX-License-Identifier: MIT
#include "core/copyas.h"
#include "core/sessionscript.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// https://docs.python.org/3/library/codecs.html#standard-encodings
QString codecName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return u"utf-8"_s;
    case TextEncoding::Gb18030:
        return u"gb18030"_s;
    case TextEncoding::Gbk:
        return u"gbk"_s;
    case TextEncoding::Big5:
        return u"big5"_s;
    case TextEncoding::Utf16Le:
        return u"utf-16-le"_s;
    case TextEncoding::Utf16Be:
        return u"utf-16-be"_s;
    case TextEncoding::Latin1:
        return u"latin-1"_s;
    }
    return {};
}

QString asPythonText(const QString &text)
{
    QString out(u'\'');
    for (qsizetype i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        i += point.units;
        if (point.value == U'\'' || point.value == U'\\')
            (out += u'\\') += QChar(char16_t(point.value));
        else if (point.value == U'\n')
            out += u"\\n"_s;
        else if (point.value == U'\r')
            out += u"\\r"_s;
        else if (point.value == U'\t')
            out += u"\\t"_s;
        else if (isHiddenCharacter(point.value))
            out += unicodeEscape(point.value);
        else
            appendCodePoint(out, point.value);
    }
    return out + u'\'';
}

/// Bytes that look the same as their text: b'…' is as readable, and shorter.
bool isPlainAscii(const CodeStep &step)
{
    return step.payload == step.text.toLatin1()
        && std::all_of(step.payload.begin(), step.payload.end(),
                       [](char byte) { return uchar(byte) < 0x80; });
}

// https://docs.python.org/3/library/exceptions.html#os-exceptions
QString exceptionName(const std::optional<Error> &error)
{
    switch (error ? error->code : ErrorCode::Unknown) {
    case ErrorCode::HostNotFound:
        return u"socket.gaierror"_s;
    case ErrorCode::ConnectionRefused:
        return u"ConnectionRefusedError"_s;
    case ErrorCode::ConnectionReset:
        return u"ConnectionResetError"_s;
    case ErrorCode::TimedOut:
        return u"TimeoutError"_s;
    case ErrorCode::PermissionDenied:
    case ErrorCode::NotPermitted:
        return u"PermissionError"_s;
    case ErrorCode::WouldBlock:
    case ErrorCode::InProgress:
        return u"BlockingIOError"_s;
    case ErrorCode::BrokenPipe:
        return u"BrokenPipeError"_s;
    case ErrorCode::FolderMissing:
    case ErrorCode::SocketFileMissing:
        return u"FileNotFoundError"_s;
    default:
        return u"OSError"_s;
    }
}

/// Constants of Linux that Python's module lacks: their numbers; 0 = it has it.
int numberOf(SocketOption option, bool isIpv6)
{
    switch (option) {
    case SocketOption::ReceivePacketInfo:
        return isIpv6 ? 0 : 8;
    case SocketOption::ReceiveTtl:
        return isIpv6 ? 0 : 12;
    case SocketOption::ReceiveTimestamp:
        return 35;
    case SocketOption::ReceiveDrops:
        return 40;
    default:
        return 0;
    }
}

QString asPythonName(const Address &address)
{
    const QByteArray name = localName(address);
    if (address.kind != Address::Kind::Abstract)
        return asPythonText(QString::fromUtf8(name));
    const bool isPlain = name.size() > 1 && (name.at(1) < '0' || name.at(1) > '9')
        && std::all_of(name.begin() + 1, name.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!isPlain)
        return asPythonBytes(name);
    return u"'\\0"_s + asPythonText(QString::fromLatin1(name.sliced(1))).mid(1);
}

QString asPythonFlags(MessageFlags flags)
{
    return messageFlagsText(flags).replace(u"MSG_"_s, u"socket.MSG_"_s);
}

class PythonWriter
{
public:
    explicit PythonWriter(const CodeScript &script)
        : m_script(script)
        , m_code(script)
    {
        m_code.noteSign = u"#"_s;
    }

    CodeListing write()
    {
        writeImports();
        m_code.addBlank();
        writeConstants();
        for (const CodeUnit &unit : m_script.units) {
            const bool isBody = m_script.isLoop && &unit == &m_script.units.constLast();
            if (unit.connection != 0 || isBody || &unit == &m_script.units.constFirst())
                m_code.addBlank();
            if (!unit.title.isEmpty())
                m_code.add(0, {}, unit.title);
            if (isBody)
                m_code.add(0, u"while True:"_s);
            m_indent = isBody ? 1 : 0;
            const QString variable
                = m_script.side == Side::Server && unit.connection != 0 ? unit.variable() : u"s"_s;
            for (const CodeStep &step : unit.steps) {
                m_socket = step.socket.isEmpty() ? variable : step.socket;
                const qsizetype from = m_code.count();
                writeStep(step);
                m_code.mark(step, from);
            }
        }
        return m_code.take();
    }

private:
    void add(int indent, const QString &line, const QString &note = {})
    {
        m_code.add(m_indent + indent, line, note);
    }

    static bool packs(const CodeStep &step)
    {
        if (step.kind == StepKind::SetReset || (step.call == CallName::SendMsg && !step.file.isEmpty()))
            return true;
        if (!step.detail || !step.detail->option)
            return false;
        const SocketOption option = *step.detail->option;
        const bool isMembership
            = option == SocketOption::MulticastJoin || option == SocketOption::MulticastLeave;
        return option == SocketOption::Linger || option == SocketOption::PeerCredentials
            || (isMembership && step.isIpv6);
    }

    void writeImports()
    {
        if (m_script.has(CallName::ConnectEx))
            m_code.add(0, u"import errno"_s);
        if (m_script.has(StepKind::Unlink))
            m_code.add(0, u"import os"_s);
        m_code.add(0, u"import socket"_s);
        if (m_script.any(packs))
            m_code.add(0, u"import struct"_s);
    }

    void writeConstants()
    {
        if (isLocal(m_script.transport)) {
            m_code.add(0, u"PATH = "_s + asPythonName(m_script.address));
        } else {
            m_code.add(0, u"HOST = "_s + asPythonText(m_script.address.host));
            if (!isIcmp(m_script.transport))
                m_code.add(0, u"PORT = %1"_s.arg(m_script.address.port));
        }
        for (qsizetype i = 0; i < m_script.files.size(); ++i)
            m_code.add(0, fileVariableName(i) + u" = "_s + asPythonText(m_script.files[i]));
        for (const SocketOption option : allSocketOptions()) {
            const auto usesNumber = [option](const CodeStep &step) {
                return step.detail && step.detail->option == option && numberOf(option, step.isIpv6) != 0;
            };
            if (m_script.any(usesNumber))
                m_code.add(0, u"%1 = %2"_s.arg(socketOptionName(option)).arg(numberOf(option, false)),
                           u"Linux"_s);
        }
    }

    QString addressOf(const CodeStep &step) const
    {
        if (isLocal(m_script.transport))
            return step.address == m_script.address ? u"PATH"_s : asPythonName(step.address);
        const QString host = hostFor(step);
        const bool isConstant = step.address.port == m_script.address.port && !isIcmp(m_script.transport);
        return u"(%1, %2)"_s.arg(host == m_script.address.host ? u"HOST"_s : asPythonText(host),
                                 isConstant ? u"PORT"_s : QString::number(step.address.port));
    }

    void writeSocket(const CodeStep &step, int indent = 0)
    {
        const QString protocol = protocolName(step, m_script.transport);
        add(indent,
            u"s = socket.socket(socket.%1, socket.%2%3)"_s.arg(
                familyName(step, m_script.transport), typeName(m_script.transport),
                protocol.isEmpty() ? QString() : u", socket."_s + protocol));
    }

    void writeBind(const CodeStep &step, int indent = 0)
    {
        if (!isLocal(m_script.transport)) {
            if (!m_script.sets(SocketOption::ReuseAddress))
                add(indent, u"s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)"_s);
            if (step.isIpv6 && !m_script.sets(SocketOption::V6Only))
                add(indent, u"s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)"_s);
        }
        add(indent, u"s.bind(%1)"_s.arg(addressOf(step)));
    }

    void writeExcept(const CodeStep &step)
    {
        add(0, u"except %1 as error:"_s.arg(exceptionName(step.error)));
        add(1, u"print(error)"_s, errnoName(step));
    }

    void writeConnect(const CodeStep &step)
    {
        const QString target = u'(' + addressOf(step) + u')';
        m_connectFrom = m_code.count();
        if (!step.error) {
            add(0, u"s.connect"_s + target, step.note);
        } else if (step.error->code == ErrorCode::Cancelled) {
            add(0, u"s.setblocking(False)"_s);
            add(0, u"s.connect_ex"_s + target, step.note);
        } else {
            if (step.seconds > 0)
                add(0, u"s.settimeout(%1)"_s.arg(step.seconds));
            add(0, u"try:"_s);
            add(1, u"s.connect"_s + target);
        }
        m_connectTo = m_code.count() - 1;
    }

    QString expression(const CodeStep &step, const QString &literal) const
    {
        if (!step.isRepeated())
            return literal;
        const qint64 whole = step.bytes / step.payload.size();
        const qint64 rest = step.bytes % step.payload.size();
        const QString product = literal + u" * "_s + QString::number(whole);
        return rest == 0 ? product : product + u" + "_s + asPythonBytes(step.payload.first(rest));
    }

    /// `before`, the payload as literals, and `after`.
    void writeBytes(int indent, const QString &before, const CodeStep &step, const QString &after)
    {
        const bool isText = !step.text.isEmpty() && !isPlainAscii(step) && !step.isRepeated();
        QStringList literals;
        if (isText) {
            const QStringList pieces = literalPieces(step.text);
            for (const QString &piece : pieces)
                literals << asPythonText(piece);
        } else if (step.isRepeated()) {
            literals << expression(step, asPythonBytes(step.payload));
        } else {
            const QList<QByteArray> pieces = literalPieces(step.payload);
            for (const QByteArray &piece : pieces)
                literals << asPythonBytes(piece);
        }
        if (literals.isEmpty())
            literals << u"b''"_s;
        const QString encode = isText ? u".encode('%1')"_s.arg(codecName(step.encoding)) : QString();
        if (literals.size() == 1) {
            add(indent, before + literals.constFirst() + encode + after, step.note);
            return;
        }
        const bool isGroup = isText; // .encode() binds to the last literal otherwise
        const QString opening = before + (isGroup ? u"("_s : QString());
        const QString closing = (isGroup ? u")"_s : QString()) + encode + after;
        for (qsizetype i = 0; i < literals.size(); ++i) {
            const bool isLast = i == literals.size() - 1;
            add(indent,
                (i == 0 ? opening : QString(opening.size(), u' ')) + literals[i]
                    + (isLast ? closing : QString()),
                isLast ? step.note : QString());
        }
    }

    // ---- Calls as they were made

    static QString moreFlags(const CodeStep &step)
    {
        return step.flags() ? u", "_s + asPythonFlags(step.flags()) : QString();
    }

    qint64 sizeOf(const CodeStep &step) const
    {
        return step.asked(isStream(m_script.transport) ? qMax<qint64>(step.bytes, 4096) : 65536);
    }

    /// What the call says before and behind its bytes.
    std::pair<QString, QString> sendCall(const CodeStep &step) const
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
            return {step.error ? call : u"print("_s + call,
                    moreFlags(step) + (step.error ? u")"_s : u"))"_s)};
        default:
            return {call, moreFlags(step) + u')'};
        }
    }

    QString optionOf(const CodeStep &step) const
    {
        const SocketOption option
            = step.detail && step.detail->option ? *step.detail->option : SocketOption::ErrorOption;
        const QString name = socketOptionName(option, step.isIpv6);
        return u"socket.%1, %2"_s.arg(optionLevel(option, step.isIpv6),
                                      numberOf(option, step.isIpv6) != 0 ? name : u"socket."_s + name);
    }

    QString optionValue(const CodeStep &step) const
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

    QString readOption(const CodeStep &step) const
    {
        const QString call = m_socket + u".getsockopt("_s + optionOf(step);
        if (step.detail && step.detail->option == SocketOption::Linger)
            return u"struct.unpack('ii', %1, 8))"_s.arg(call);
        if (step.detail && step.detail->option == SocketOption::PeerCredentials)
            return u"struct.unpack('3i', %1, 12))"_s.arg(call);
        return call + u')';
    }

    /// The call as an expression, as far as it needs no bytes of the journal.
    QString callText(const CodeStep &step) const
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

    QString readerOf() const { return u"lines_"_s + m_socket; }

    void writePreparation(const CodeStep &step)
    {
        if (isIntoBuffer(step.call))
            add(0, u"buffer = bytearray(%1)"_s.arg(sizeOf(step)));
        if (step.call == CallName::ReadLine && !m_readers.contains(m_socket)) {
            m_readers << m_socket;
            add(0, u"%1 = %2.makefile('rb')"_s.arg(readerOf(), m_socket));
        }
    }

    void writeFailedCall(const CodeStep &step)
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

    void writeConnectEx(const CodeStep &step)
    {
        add(0, u"code = "_s + callText(step), step.note);
        add(0, u"print(code, errno.errorcode.get(code, 'OK'))"_s, errnoName(step));
    }

    void writeCall(const CodeStep &step)
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

    // ---- Files

    void writeSendFile(const CodeStep &step)
    {
        const int indent = step.error ? 1 : 0;
        if (step.error)
            add(0, u"try:"_s);
        add(indent, u"with open(%1, 'rb') as file:"_s.arg(step.file), step.note);
        if (step.count == 0)
            add(indent + 1, u"pass"_s);
        else if (step.count > 0)
            add(indent + 1, u"%1.sendfile(file, %2, %3)"_s.arg(m_socket).arg(step.offset).arg(step.count));
        else
            add(indent + 1, u"%1.sendfile(file, %2)"_s.arg(m_socket).arg(step.offset));
        if (step.error)
            writeExcept(step);
    }

    void writeSaveFile(const CodeStep &step)
    {
        if (step.count >= 0)
            add(0, u"left = %1"_s.arg(step.count));
        add(0, u"with open(%1, 'xb') as file:"_s.arg(step.file), step.note);
        const QString call
            = u"data := %1.recv(%2)"_s.arg(m_socket, step.count >= 0 ? u"min(left, 65536)"_s : u"65536"_s);
        add(1, u"while %1:"_s.arg(step.count >= 0 ? u"left > 0 and (%1)"_s.arg(call) : call));
        add(2, u"file.write(data)"_s);
        if (step.count >= 0)
            add(2, u"left -= len(data)"_s);
    }

    void writeReadLoop(const CodeStep &step)
    {
        const int indent = step.error ? 1 : 0;
        if (step.error)
            add(0, u"try:"_s);
        add(indent, u"while True:"_s);
        add(indent + 1, u"data = %1.recv(%2)"_s.arg(m_socket).arg(step.bytes));
        add(indent + 1, u"if not data:"_s);
        add(indent + 2, u"break"_s);
        add(indent + 1, step.echoes ? m_socket + u".sendall(data)"_s : u"print(data)"_s);
        if (step.error)
            writeExcept(step);
    }

    void writeStep(const CodeStep &step)
    {
        switch (step.kind) {
        case StepKind::Note:
        case StepKind::Pause:
        case StepKind::Resume:
            add(0, {}, step.note);
            break;
        case StepKind::Socket:
            writeSocket(step);
            break;
        case StepKind::Bind:
            writeBind(step);
            break;
        case StepKind::Listen:
            add(0, u"s.listen(%1)"_s.arg(step.number));
            break;
        case StepKind::ListenFailed:
            add(0, u"try:"_s);
            writeSocket(step, 1);
            writeBind(step, 1);
            add(1, u"s.listen()"_s);
            writeExcept(step);
            break;
        case StepKind::CloseListener:
            add(0, u"s.close()"_s, step.note);
            break;
        case StepKind::Accept:
            add(0, m_socket + u", address = s.accept()"_s);
            break;
        case StepKind::Refuse:
            add(0, u"extra, address = s.accept()"_s, step.note);
            add(0, u"extra.sendall("_s + asPythonBytes(refusalText(step).toLatin1()) + u')');
            add(0, u"extra.close()"_s);
            break;
        case StepKind::LookupFailed:
            add(0, u"try:"_s);
            add(1, u"socket.getaddrinfo(HOST, %1)"_s.arg(isIcmp(m_script.transport) ? u"0"_s : u"PORT"_s));
            writeExcept(step);
            break;
        case StepKind::SocketFailed:
            add(0, u"try:"_s);
            writeSocket(step, 1);
            writeExcept(step);
            break;
        case StepKind::Connect:
            writeConnect(step);
            break;
        case StepKind::Connected: // connect() has returned: the same line
            m_code.mark(step, m_connectFrom, m_connectTo);
            break;
        case StepKind::ConnectFailed:
            if (step.error && step.error->code == ErrorCode::Cancelled)
                m_code.mark(step, m_connectFrom, m_connectTo);
            else
                writeExcept(step);
            break;
        case StepKind::Send:
            writeBytes(0, m_socket + u".sendall("_s, step, u")"_s);
            break;
        case StepKind::Receive:
            add(0, u"print(%1.recv(%2, socket.MSG_WAITALL))"_s.arg(m_socket).arg(step.bytes), step.note);
            break;
        case StepKind::Eof:
            add(0, u"print(%1.recv(1))"_s.arg(m_socket), u"b'': "_s + step.note);
            break;
        case StepKind::ReadFailed:
            add(0, u"try:"_s);
            add(1, u"print(%1.recv(1))"_s.arg(m_socket));
            writeExcept(step);
            break;
        case StepKind::SetReset:
            add(0, m_socket + u".setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))"_s,
                step.note);
            break;
        case StepKind::Shutdown:
            add(0, u"%1.shutdown(socket.%2)"_s.arg(m_socket, shutdownHowName(shutdownHow(step))), step.note);
            break;
        case StepKind::Close:
            add(0, m_socket + u".close()"_s, step.note);
            break;
        case StepKind::Call:
            writeCall(step);
            break;
        case StepKind::SendFile:
            writeSendFile(step);
            break;
        case StepKind::SaveFile:
            writeSaveFile(step);
            break;
        case StepKind::Unlink:
            add(0, u"os.unlink(%1)"_s.arg(addressOf(step)));
            break;
        case StepKind::ReadLoop:
            writeReadLoop(step);
            break;
        }
    }

    const CodeScript &m_script;
    CodeLines m_code;
    QString m_socket;
    QStringList m_readers; ///< sockets that have a makefile()
    int m_indent = 0;
    qsizetype m_connectFrom = 0;
    qsizetype m_connectTo = -1;
};

} // namespace

CodeListing pythonCode(const CodeScript &script)
{
    return PythonWriter(script).write();
}

} // namespace bothends
