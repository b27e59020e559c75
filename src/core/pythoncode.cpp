// SPDX-License-Identifier: MIT
#include "core/pythonwriter.h"

#include "core/copyas.h"

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

QString asPythonName(const Address &address)
{
    const QByteArray name = localName(address);
    if (address.kind != Address::Kind::Abstract)
        return PythonWriter::asPythonText(QString::fromUtf8(name));
    const bool isPlain = name.size() > 1 && (name.at(1) < '0' || name.at(1) > '9')
        && std::all_of(name.begin() + 1, name.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!isPlain)
        return asPythonBytes(name);
    return u"'\\0"_s + PythonWriter::asPythonText(QString::fromLatin1(name.sliced(1))).mid(1);
}

} // namespace

QString PythonWriter::asPythonText(const QString &text)
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

int PythonWriter::numberOf(SocketOption option, bool isIpv6)
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

CodeListing PythonWriter::write()
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

void PythonWriter::add(int indent, const QString &line, const QString &note)
{
    m_code.add(m_indent + indent, line, note);
}

bool PythonWriter::packs(const CodeStep &step)
{
    if (step.kind == StepKind::SetReset || (step.call == CallName::SendMsg && !step.file.isEmpty()))
        return true;
    if (!step.detail || !step.detail->option)
        return false;
    const SocketOption option = *step.detail->option;
    const bool isMembership = option == SocketOption::MulticastJoin || option == SocketOption::MulticastLeave;
    return option == SocketOption::Linger || option == SocketOption::PeerCredentials
        || (isMembership && step.isIpv6);
}

void PythonWriter::writeImports()
{
    if (m_script.has(CallName::ConnectEx))
        m_code.add(0, u"import errno"_s);
    if (m_script.has(StepKind::Unlink))
        m_code.add(0, u"import os"_s);
    m_code.add(0, u"import socket"_s);
    if (m_script.any(packs))
        m_code.add(0, u"import struct"_s);
}

void PythonWriter::writeConstants()
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

QString PythonWriter::addressOf(const CodeStep &step) const
{
    if (isLocal(m_script.transport))
        return step.address == m_script.address ? u"PATH"_s : asPythonName(step.address);
    const QString host = hostFor(step);
    const bool isConstant = step.address.port == m_script.address.port && !isIcmp(m_script.transport);
    return u"(%1, %2)"_s.arg(host == m_script.address.host ? u"HOST"_s : asPythonText(host),
                             isConstant ? u"PORT"_s : QString::number(step.address.port));
}

void PythonWriter::writeSocket(const CodeStep &step, int indent)
{
    const QString protocol = protocolName(step, m_script.transport);
    add(indent,
        u"s = socket.socket(socket.%1, socket.%2%3)"_s.arg(
            familyName(step, m_script.transport), typeName(m_script.transport),
            protocol.isEmpty() ? QString() : u", socket."_s + protocol));
}

void PythonWriter::writeBind(const CodeStep &step, int indent)
{
    if (!isLocal(m_script.transport)) {
        if (!m_script.sets(SocketOption::ReuseAddress))
            add(indent, u"s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)"_s);
        if (step.isIpv6 && !m_script.sets(SocketOption::V6Only))
            add(indent, u"s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)"_s);
    }
    add(indent, u"s.bind(%1)"_s.arg(addressOf(step)));
}

void PythonWriter::writeExcept(const CodeStep &step)
{
    add(0, u"except %1 as error:"_s.arg(exceptionName(step.error)));
    add(1, u"print(error)"_s, errnoName(step));
}

void PythonWriter::writeConnect(const CodeStep &step)
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

QString PythonWriter::expression(const CodeStep &step, const QString &literal) const
{
    if (!step.isRepeated())
        return literal;
    const qint64 whole = step.bytes / step.payload.size();
    const qint64 rest = step.bytes % step.payload.size();
    const QString product = literal + u" * "_s + QString::number(whole);
    return rest == 0 ? product : product + u" + "_s + asPythonBytes(step.payload.first(rest));
}

void PythonWriter::writeBytes(int indent, const QString &before, const CodeStep &step, const QString &after)
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
            (i == 0 ? opening : QString(opening.size(), u' ')) + literals[i] + (isLast ? closing : QString()),
            isLast ? step.note : QString());
    }
}

void PythonWriter::writeSendFile(const CodeStep &step)
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

void PythonWriter::writeSaveFile(const CodeStep &step)
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

void PythonWriter::writeReadLoop(const CodeStep &step)
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

void PythonWriter::writeStep(const CodeStep &step)
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

CodeListing pythonCode(const CodeScript &script)
{
    return PythonWriter(script).write();
}

} // namespace bothends
