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
QString exceptionName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HostNotFound:
        return u"socket.gaierror"_s;
    case ErrorCode::ConnectionRefused:
        return u"ConnectionRefusedError"_s;
    case ErrorCode::ConnectionReset:
        return u"ConnectionResetError"_s;
    case ErrorCode::TimedOut:
        return u"TimeoutError"_s;
    case ErrorCode::PermissionDenied:
        return u"PermissionError"_s;
    default:
        return u"OSError"_s;
    }
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
        m_code.add(0, u"import socket"_s);
        if (m_script.has(StepKind::SetReset))
            m_code.add(0, u"import struct"_s);
        m_code.addBlank();
        m_code.add(0, u"HOST = "_s + asPythonText(m_script.address.host));
        m_code.add(0, u"PORT = %1"_s.arg(m_script.address.port));
        for (const CodeUnit &unit : m_script.units) {
            if (unit.connection != 0 || m_code.count() == 0 || &unit == &m_script.units.constFirst())
                m_code.addBlank();
            if (!unit.title.isEmpty())
                m_code.add(0, {}, unit.title);
            m_socket = m_script.side == Side::Server && unit.connection != 0 ? unit.variable() : u"s"_s;
            for (const CodeStep &step : unit.steps) {
                const qsizetype from = m_code.count();
                writeStep(step);
                m_code.mark(step, from);
            }
        }
        return m_code.take();
    }

private:
    QString host(const Address &address) const
    {
        return address.host == m_script.address.host ? u"HOST"_s : asPythonText(address.host);
    }

    void writeSocket(const CodeStep &step, int indent = 0)
    {
        m_code.add(indent,
                   u"s = socket.socket(socket.%1, socket.SOCK_STREAM)"_s.arg(
                       isIpv6(step.address) ? u"AF_INET6"_s : u"AF_INET"_s));
    }

    void writeBind(const CodeStep &step, int indent = 0)
    {
        m_code.add(indent, u"s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)"_s);
        if (isIpv6(step.address))
            m_code.add(indent, u"s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)"_s);
        m_code.add(indent, u"s.bind((HOST, PORT))"_s);
    }

    void writeExcept(const CodeStep &step)
    {
        m_code.add(
            0,
            u"except %1 as error:"_s.arg(exceptionName(step.error ? step.error->code : ErrorCode::Unknown)));
        m_code.add(1, u"print(error)"_s, errnoName(step));
    }

    void writeConnect(const CodeStep &step)
    {
        const QString target = u"((%1, PORT))"_s.arg(host(step.address));
        m_connectFrom = m_code.count();
        if (!step.error) {
            m_code.add(0, u"s.connect"_s + target, step.note);
        } else if (step.error->code == ErrorCode::Cancelled) {
            m_code.add(0, u"s.setblocking(False)"_s);
            m_code.add(0, u"s.connect_ex"_s + target, step.note);
        } else {
            if (step.seconds > 0)
                m_code.add(0, u"s.settimeout(%1)"_s.arg(step.seconds));
            m_code.add(0, u"try:"_s);
            m_code.add(1, u"s.connect"_s + target);
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

    void writeSend(const CodeStep &step)
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
        const QString encode = isText ? u".encode('%1')"_s.arg(codecName(step.encoding)) : QString();
        const QString call = m_socket + u".sendall("_s;
        if (literals.size() == 1) {
            m_code.add(0, call + literals.constFirst() + encode + u')', step.note);
            return;
        }
        const bool isGroup = isText; // .encode() binds to the last literal otherwise
        const QString before = call + (isGroup ? u"("_s : QString());
        const QString after = (isGroup ? u")"_s : QString()) + encode + u")"_s;
        for (qsizetype i = 0; i < literals.size(); ++i) {
            const bool isLast = i == literals.size() - 1;
            m_code.add(0,
                       (i == 0 ? before : QString(before.size(), u' ')) + literals[i]
                           + (isLast ? after : QString()),
                       isLast ? step.note : QString());
        }
    }

    void writeStep(const CodeStep &step)
    {
        switch (step.kind) {
        case StepKind::Note:
        case StepKind::Pause:
        case StepKind::Resume:
            m_code.add(0, {}, step.note);
            break;
        case StepKind::Socket:
            writeSocket(step);
            break;
        case StepKind::Bind:
            writeBind(step);
            break;
        case StepKind::Listen:
            m_code.add(0, u"s.listen(%1)"_s.arg(step.number));
            break;
        case StepKind::ListenFailed:
            m_code.add(0, u"try:"_s);
            writeSocket(step, 1);
            writeBind(step, 1);
            m_code.add(1, u"s.listen()"_s);
            writeExcept(step);
            break;
        case StepKind::CloseListener:
            m_code.add(0, u"s.close()"_s, step.note);
            break;
        case StepKind::Accept:
            m_code.add(0, m_socket + u", address = s.accept()"_s);
            break;
        case StepKind::Refuse:
            m_code.add(0, u"extra, address = s.accept()"_s, step.note);
            m_code.add(0, u"extra.sendall("_s + asPythonBytes(refusalText(step).toLatin1()) + u')');
            m_code.add(0, u"extra.close()"_s);
            break;
        case StepKind::LookupFailed:
            m_code.add(0, u"try:"_s);
            m_code.add(1, u"socket.getaddrinfo(HOST, PORT)"_s);
            writeExcept(step);
            break;
        case StepKind::SocketFailed:
            m_code.add(0, u"try:"_s);
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
            writeSend(step);
            break;
        case StepKind::Receive:
            m_code.add(0, u"print(%1.recv(%2, socket.MSG_WAITALL))"_s.arg(m_socket).arg(step.bytes),
                       step.note);
            break;
        case StepKind::Eof:
            m_code.add(0, u"print(%1.recv(1))"_s.arg(m_socket), u"b'': "_s + step.note);
            break;
        case StepKind::ReadFailed:
            m_code.add(0, u"try:"_s);
            m_code.add(1, u"print(%1.recv(1))"_s.arg(m_socket));
            writeExcept(step);
            break;
        case StepKind::SetReset:
            m_code.add(
                0, m_socket + u".setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))"_s,
                step.note);
            break;
        case StepKind::Shutdown:
            m_code.add(0, m_socket + u".shutdown(socket.SHUT_WR)"_s, step.note);
            break;
        case StepKind::Close:
            m_code.add(0, m_socket + u".close()"_s, step.note);
            break;
        }
    }

    const CodeScript &m_script;
    CodeLines m_code;
    QString m_socket;
    qsizetype m_connectFrom = 0;
    qsizetype m_connectTo = -1;
};

} // namespace

CodeListing pythonCode(const CodeScript &script)
{
    return PythonWriter(script).write();
}

} // namespace bothends
