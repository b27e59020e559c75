// SPDX-License-Identifier: MIT
#include "core/qtscript.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// One socket, and one slot that is called when datagrams are there: in the order in which they came, each is
/// followed by what the session did next.
class QtDatagramWriter
{
public:
    explicit QtDatagramWriter(const CodeScript &script)
        : m_script(script)
        , m_isNative(script.transport != Transport::Udp)
        , m_code(script)
    {
    }

    CodeListing write()
    {
        writeIncludes();
        writeConstants();
        if (m_isNative)
            writeHelpers();
        m_code.addBlank();
        m_code.add(0, u"int main(int argc, char **argv)"_s);
        m_code.add(0, u"{"_s);
        m_code.add(1, u"QCoreApplication application(argc, argv);"_s);
        writePeers();
        writeSteps();
        m_code.add(1, u"return application.exec();"_s);
        m_code.add(0, u"}"_s);
        return m_code.take();
    }

private:
    static bool receives(const CodeStep &step)
    {
        return step.kind == StepKind::Call && !step.error && isReceiving(step.call);
    }
    QString descriptor() const { return m_isNative ? u"s"_s : u"int(s->socketDescriptor())"_s; }

    void writeIncludes()
    {
        m_code.add(0, u"#include <QCoreApplication>"_s);
        m_code.add(0, u"#include <QDebug>"_s);
        if (m_script.has(StepKind::Unlink))
            m_code.add(0, u"#include <QFile>"_s);
        if (!m_isNative)
            m_code.add(0, u"#include <QHostAddress>"_s);
        if (!m_isNative)
            m_code.add(0, u"#include <QNetworkDatagram>"_s);
        if (m_isNative)
            m_code.add(0, u"#include <QSocketNotifier>"_s);
        m_code.add(0, u"#include <QTimer>"_s);
        if (!m_isNative)
            m_code.add(0, u"#include <QUdpSocket>"_s);
        if (!m_isNative && (m_script.has(CallName::SetSockOpt) || m_script.has(CallName::GetSockOpt)))
            m_code.add(0, u"#include <QVariant>"_s);
        m_code.add(0, u"#include <arpa/inet.h>"_s);
        if (m_isNative) {
            m_code.add(0, u"#include <cerrno>"_s);
            m_code.add(0, u"#include <cstddef>"_s);
            m_code.add(0, u"#include <cstring>"_s);
        }
        m_code.add(0, u"#include <netinet/in.h>"_s);
        m_code.add(0, u"#include <netinet/tcp.h>"_s);
        m_code.add(0, u"#include <sys/socket.h>"_s);
        if (isLocal(m_script.transport))
            m_code.add(0, u"#include <sys/un.h>"_s);
        if (m_isNative)
            m_code.add(0, u"#include <unistd.h>"_s);
        m_code.addBlank();
    }

    void writeConstants()
    {
        if (isLocal(m_script.transport)) {
            m_code.add(0, u"constexpr char PATH[] = "_s + asCString(localName(m_script.address)) + u';');
            return;
        }
        m_code.add(0, u"constexpr char HOST[] = "_s + asCString(m_script.address.host) + u';');
        if (!isIcmp(m_script.transport))
            m_code.add(0, u"constexpr quint16 PORT = %1;"_s.arg(m_script.address.port));
    }

    void writeHelpers()
    {
        const QStringList common{u"struct Name"_s,
                                 u"{"_s,
                                 u"    sockaddr_storage address{};"_s,
                                 u"    socklen_t size = sizeof(sockaddr_storage);"_s,
                                 u"    sockaddr *get() { return reinterpret_cast<sockaddr *>(&address); }"_s,
                                 u"};"_s};
        const QStringList local{u"static Name named(const char *text, size_t size)"_s,
                                u"{"_s,
                                u"    Name name;"_s,
                                u"    auto *address = reinterpret_cast<sockaddr_un *>(&name.address);"_s,
                                u"    address->sun_family = AF_UNIX;"_s,
                                u"    size = qMin(size, sizeof address->sun_path);"_s,
                                u"    memcpy(address->sun_path, text, size);"_s,
                                u"    name.size = socklen_t(offsetof(sockaddr_un, sun_path) + size);"_s,
                                u"    return name;"_s,
                                u"}"_s};
        const QStringList internet{u"static Name named(const char *host)"_s,
                                   u"{"_s,
                                   u"    Name name;"_s,
                                   u"    auto *ipv4 = reinterpret_cast<sockaddr_in *>(&name.address);"_s,
                                   u"    auto *ipv6 = reinterpret_cast<sockaddr_in6 *>(&name.address);"_s,
                                   u"    const bool isIpv6 = strchr(host, ':') != nullptr;"_s,
                                   u"    name.address.ss_family = isIpv6 ? AF_INET6 : AF_INET;"_s,
                                   u"    name.size = isIpv6 ? sizeof *ipv6 : sizeof *ipv4;"_s,
                                   u"    if (isIpv6)"_s,
                                   u"        inet_pton(AF_INET6, host, &ipv6->sin6_addr);"_s,
                                   u"    else"_s,
                                   u"        inet_pton(AF_INET, host, &ipv4->sin_addr);"_s,
                                   u"    return name;"_s,
                                   u"}"_s};
        const QStringList sendTo{
            u"static void sendTo(int s, const QByteArray &bytes, int flags, Name name)"_s, u"{"_s,
            u"    if (::sendto(s, bytes.constData(), size_t(bytes.size()), flags, name.get(), name.size) < 0)"_s,
            u"        qWarning(\"sendto: %s\", strerror(errno));"_s, u"}"_s};
        const bool usesNames = m_script.any([](const CodeStep &step) { return usesName(step); });
        writeLines(common);
        if (usesNames)
            writeLines(isLocal(m_script.transport) ? local : internet);
        if (m_script.any([](const CodeStep &step) { return sendsTo(step); }))
            writeLines(sendTo);
    }

    static bool sendsTo(const CodeStep &step)
    {
        return step.kind == StepKind::Call && !step.error
            && (step.call == CallName::SendTo || (step.call == CallName::SendMsg && !step.address.isNull()));
    }
    static bool usesName(const CodeStep &step)
    {
        const bool isAddressed = step.call == CallName::Bind || step.call == CallName::Connect
            || step.call == CallName::ConnectEx;
        return (step.kind == StepKind::Call && !step.error && isAddressed)
            || (sendsTo(step) && step.peer.isEmpty());
    }

    void writeLines(const QStringList &lines)
    {
        m_code.addBlank();
        for (const QString &line : lines)
            m_code.add(0, line);
    }

    /// Who has spoken, for the answers.
    void writePeers()
    {
        QStringList peers;
        for (const CodeUnit &unit : m_script.units) {
            for (const CodeStep &step : unit.steps) {
                if (receives(step) && !step.peer.isEmpty() && !peers.contains(step.peer))
                    peers << step.peer;
            }
        }
        for (const QString &peer : std::as_const(peers))
            m_code.add(1, (m_isNative ? u"Name "_s : u"QNetworkDatagram "_s) + peer + u';');
    }

    void writeSteps()
    {
        int stage = 0;
        for (const CodeUnit &unit : m_script.units) {
            for (const CodeStep &step : unit.steps) {
                const qsizetype from = m_code.count();
                if (receives(step))
                    writeReceive(step, stage++);
                else
                    writeStep(step, stage > 0 ? 4 : 1);
                m_code.mark(step, from);
            }
        }
        if (stage == 0)
            return;
        m_code.add(4, u"break;"_s);
        m_code.add(3, u"}"_s);
        m_code.add(3, u"default:"_s);
        m_code.add(4, m_isNative ? u"notifier->setEnabled(false);"_s : u"s->receiveDatagram();"_s);
        m_code.add(3, u"}"_s);
        m_code.add(2, u"}"_s);
        m_code.add(1, u"});"_s);
    }

    // Between two datagrams the slot returns, unless more of them are there.
    void beginSlot()
    {
        m_code.add(1, u"int step = 0;"_s);
        if (m_isNative) {
            m_code.add(1, u"auto *notifier = new QSocketNotifier(s, QSocketNotifier::Read, &application);"_s);
            m_code.add(1, u"QObject::connect(notifier, &QSocketNotifier::activated, notifier, [&] {"_s);
            m_code.add(2, u"{"_s);
        } else {
            m_code.add(1, u"QObject::connect(s, &QUdpSocket::readyRead, s, [&] {"_s);
            m_code.add(2, u"while (s->isValid() && s->hasPendingDatagrams()) {"_s);
        }
        m_code.add(3, u"switch (step++) {"_s);
    }

    void writeReceive(const CodeStep &step, int stage)
    {
        if (stage == 0) {
            beginSlot();
        } else {
            m_code.add(4, u"break;"_s);
            m_code.add(3, u"}"_s);
        }
        m_code.add(3, u"case %1: {"_s.arg(stage));
        const bool isPeek = step.flags().testFlag(MessageFlag::Peek);
        const qint64 size = step.asked(65536);
        if (m_isNative || isPeek) {
            const QString flags = messageFlagsText(step.flags());
            m_code.add(4, u"QByteArray data(%1, Qt::Uninitialized);"_s.arg(size),
                       isPeek ? m_script.qtShutdown : QString());
            if (m_isNative && !step.peer.isEmpty())
                m_code.add(4, step.peer + u" = Name();"_s);
            const QString from = m_isNative && !step.peer.isEmpty() ? u"%1.get(), &%1.size"_s.arg(step.peer)
                                                                    : u"nullptr, nullptr"_s;
            m_code.add(4,
                       u"const auto size = ::recvfrom(%1, data.data(), size_t(data.size()), %2, %3);"_s.arg(
                           descriptor(), flags, from));
            m_code.add(4, u"qInfo() << data.left(qMax<qsizetype>(0, size));"_s, step.note);
            return;
        }
        const QString receive = u"s->receiveDatagram(%1)"_s.arg(size);
        const QString variable = step.peer.isEmpty() ? u"datagram"_s : step.peer;
        m_code.add(4,
                   (step.peer.isEmpty() ? u"const QNetworkDatagram "_s : QString()) + variable + u" = "_s
                       + receive + u';',
                   step.note);
        m_code.add(4, u"qInfo() << %1.data();"_s.arg(variable));
    }

    QString hostOf(const CodeStep &step) const
    {
        const QString host = hostFor(step);
        return u"QHostAddress(QString::fromLatin1("_s
            + (host == m_script.address.host ? u"HOST"_s : asCString(host)) + u"))"_s;
    }
    QString portOf(const CodeStep &step) const
    {
        return step.address.port == m_script.address.port ? u"PORT"_s : QString::number(step.address.port);
    }
    /// The native address of a step as an expression.
    QString nameOf(const CodeStep &step) const
    {
        const bool isSame = step.address == m_script.address;
        if (!isLocal(m_script.transport))
            return u"named("_s + (isSame ? u"HOST"_s : asCString(hostFor(step))) + u')';
        const QString text = isSame ? u"PATH"_s : asCString(localName(step.address));
        return step.address.kind == Address::Kind::Abstract
            ? u"named(%1, sizeof %1 - 1)"_s.replace(u"%1"_s, text)
            : u"named(%1, sizeof %1)"_s.replace(u"%1"_s, text);
    }

    void writeStep(const CodeStep &step, int indent)
    {
        switch (step.kind) {
        case StepKind::Socket:
            writeSocket(step, indent);
            break;
        case StepKind::Unlink:
            m_code.add(
                indent,
                u"QFile::remove(QString::fromUtf8(%1));"_s.arg(
                    step.address == m_script.address ? u"PATH"_s : asCString(localName(step.address))));
            break;
        case StepKind::Call:
            writeCall(step, indent);
            break;
        case StepKind::LookupFailed:
        case StepKind::SocketFailed:
            m_code.add(indent, {}, errnoName(step));
            break;
        default:
            m_code.add(indent, {}, step.note.isEmpty() ? callNote(step) : step.note);
            break;
        }
    }

    void writeSocket(const CodeStep &step, int indent)
    {
        if (!m_isNative) {
            m_code.add(indent, u"auto *s = new QUdpSocket(&application);"_s);
            return;
        }
        const QString protocol = protocolName(step, m_script.transport);
        m_code.add(indent,
                   u"const int s = ::socket(%1, %2, %3);"_s.arg(familyName(step, m_script.transport),
                                                                typeName(m_script.transport),
                                                                protocol.isEmpty() ? u"0"_s : protocol),
                   m_script.qtShutdown);
        m_code.add(indent, u"if (s < 0)"_s);
        m_code.add(indent + 1, u"qFatal(\"socket: %s\", strerror(errno));"_s);
    }

    void writeCall(const CodeStep &step, int indent)
    {
        if (step.error) {
            m_code.add(indent, {}, callNote(step));
            return;
        }
        switch (step.call) {
        case CallName::Bind:
        case CallName::Connect:
        case CallName::ConnectEx:
            writeAddressCall(step, indent);
            break;
        case CallName::Send:
        case CallName::SendAll:
        case CallName::SendTo:
        case CallName::SendMsg:
            writeSend(step, indent);
            break;
        case CallName::SetSockOpt:
        case CallName::GetSockOpt:
            writeOption(step, indent);
            break;
        case CallName::Shutdown:
            m_code.add(indent, u"::shutdown(%1, %2);"_s.arg(descriptor(), shutdownHowName(shutdownHow(step))),
                       step.note);
            break;
        case CallName::Close:
            if (m_isNative && indent > 1)
                m_code.add(indent, u"notifier->setEnabled(false);"_s);
            m_code.add(indent, m_isNative ? u"::close(s);"_s : u"s->close();"_s, step.note);
            m_code.add(indent, u"QTimer::singleShot(0, qApp, &QCoreApplication::quit);"_s);
            break;
        default:
            m_code.add(indent, {}, callNote(step));
            break;
        }
    }

    void writeAddressCall(const CodeStep &step, int indent)
    {
        const bool isBind = step.call == CallName::Bind;
        if (!m_isNative && !isBind) {
            m_code.add(indent, u"s->connectToHost(%1, %2);"_s.arg(hostOf(step), portOf(step)), step.note);
            return;
        }
        if (!m_isNative) {
            m_code.add(indent, u"if (!s->bind(%1, %2))"_s.arg(hostOf(step), portOf(step)));
            m_code.add(indent + 1, u"qFatal(\"%s\", qPrintable(s->errorString()));"_s);
            return;
        }
        const QString call = isBind ? u"bind"_s : u"connect"_s;
        m_code.add(indent,
                   u"if (Name name = "_s + nameOf(step)
                       + u"; ::%1(s, name.get(), name.size) < 0)"_s.arg(call));
        m_code.add(indent + 1, u"qFatal(\"%1: %s\", strerror(errno));"_s.arg(call));
    }

    void writeSend(const CodeStep &step, int indent)
    {
        const bool isTo = sendsTo(step);
        if (m_isNative) {
            const QString flags = messageFlagsText(step.flags() | MessageFlag::NoSignal);
            const QString name = step.peer.isEmpty() ? nameOf(step) : step.peer;
            if (isTo)
                addBytes(step, indent, u"sendTo(s, "_s, u", "_s + flags + u", "_s + name + u");"_s);
            else
                writeNativeSend(step, indent, flags);
            return;
        }
        if (!isTo)
            addBytes(step, indent, u"s->write("_s, u");"_s);
        else if (step.peer.isEmpty())
            addBytes(step, indent, u"s->writeDatagram("_s,
                     u", "_s + hostOf(step) + u", "_s + portOf(step) + u");"_s);
        else
            addBytes(step, indent, u"s->writeDatagram(%1.makeReply("_s.arg(step.peer), u"));"_s);
    }

    void writeNativeSend(const CodeStep &step, int indent, const QString &flags)
    {
        m_code.add(indent, u"{"_s);
        addBytes(step, indent + 1, u"const QByteArray bytes = "_s, u";"_s);
        m_code.add(indent + 1, u"::send(s, bytes.constData(), size_t(bytes.size()), "_s + flags + u");"_s);
        m_code.add(indent, u"}"_s);
    }

    void addBytes(const CodeStep &step, int indent, const QString &before, const QString &after)
    {
        const QStringList pieces = asByteArray(step);
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            const bool isLast = i == pieces.size() - 1;
            m_code.add(indent,
                       (i == 0 ? before : QString(before.size(), u' ')) + pieces[i]
                           + (isLast ? after : QString()),
                       isLast ? cNote(step) : QString());
        }
    }

    void writeOption(const CodeStep &step, int indent)
    {
        const SocketOption option
            = step.detail && step.detail->option ? *step.detail->option : SocketOption::ErrorOption;
        const bool isMembership
            = option == SocketOption::MulticastJoin || option == SocketOption::MulticastLeave;
        if (isMembership) { // the system's call wants a struct
            m_code.add(
                indent,
                m_isNative ? QString()
                           : u"s->%1MulticastGroup(QHostAddress(QString::fromUtf8("_s.arg(
                                 option == SocketOption::MulticastJoin ? u"join"_s : u"leave"_s)
                        + asCString(step.detail->optionAsked ? step.detail->optionAsked->text : QString())
                        + u")));"_s,
                m_isNative ? callNote(step) : step.note);
            return;
        }
        const QString name = m_isNative ? QString() : qtOption(option);
        if (!name.isEmpty() && step.call == CallName::SetSockOpt) {
            m_code.add(indent,
                       u"s->setSocketOption(QAbstractSocket::%1, %2);"_s.arg(name).arg(
                           step.detail->optionAsked ? step.detail->optionAsked->number : 0),
                       step.note);
        } else if (!name.isEmpty()) {
            m_code.add(indent, u"qInfo() << s->socketOption(QAbstractSocket::%1);"_s.arg(name), step.note);
        } else {
            const QStringList lines = nativeOption(step, descriptor());
            for (const QString &line : lines)
                m_code.add(indent, line, &line == &lines.constLast() ? step.note : QString());
        }
    }

    const CodeScript &m_script;
    const bool m_isNative;
    CodeLines m_code;
};

} // namespace

CodeListing qtDatagramCode(const CodeScript &script)
{
    return QtDatagramWriter(script).write();
}

} // namespace bothends
