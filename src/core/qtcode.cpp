// SPDX-License-Identifier: MIT
#include "core/qtscript.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// Nothing waits here: what a blocking program does after a read stands in the slot of the signal that
/// says that there is something to read.
class QtWriter
{
public:
    explicit QtWriter(const CodeScript &script)
        : m_script(script)
        , m_isLocal(isLocal(script.transport))
        , m_socketClass(m_isLocal ? u"QLocalSocket"_s : u"QTcpSocket"_s)
        , m_serverClass(m_isLocal ? u"QLocalServer"_s : u"QTcpServer"_s)
        , m_code(script)
    {
    }

    CodeListing write()
    {
        writeIncludes();
        if (m_script.side == Side::Server)
            writeServer();
        else
            writeClient();
        return m_code.take();
    }

private:
    using Steps = QList<const CodeStep *>;

    /// The steps of a connection by the signal in whose slot they stand.
    struct Stages
    {
        Steps atOnce; ///< when the connection is there
        QList<Steps> reads; ///< each begins with a Receive
        Steps atEnd; ///< begins with an Eof or ReadFailed
    };

    /// Waits for bytes of the peer.
    static bool isRead(const CodeStep &step)
    {
        return step.kind == StepKind::Receive || step.kind == StepKind::SaveFile
            || (step.kind == StepKind::Call && !step.error
                && (step.call == CallName::ReadLine || step.flags().testFlag(MessageFlag::Peek)));
    }

    static Stages stagesOf(const Steps &steps)
    {
        Stages stages;
        Steps *stage = &stages.atOnce;
        for (const CodeStep *step : steps) {
            if (isRead(*step)) {
                stages.reads << Steps();
                stage = &stages.reads.last();
            } else if (step->kind == StepKind::Eof || step->kind == StepKind::ReadFailed) {
                stage = &stages.atEnd;
            }
            *stage << step;
        }
        return stages;
    }

    bool needsSystemCalls() const
    {
        return m_script.has(StepKind::Shutdown) || m_script.has(StepKind::SetReset)
            || m_script.has(CallName::SetSockOpt) || m_script.has(CallName::GetSockOpt);
    }

    void writeIncludes()
    {
        const bool isServer = m_script.side == Side::Server;
        QStringList names{u"QCoreApplication"_s, u"QDebug"_s, m_socketClass};
        if (isServer)
            names << m_serverClass;
        if (!m_isLocal && (isServer || m_script.has(CallName::Bind)))
            names << u"QHostAddress"_s;
        if (!isServer)
            names << u"QTimer"_s;
        if (!m_script.files.isEmpty())
            names << u"QFile"_s;
        if (m_script.has(CallName::SetSockOpt) || m_script.has(CallName::GetSockOpt))
            names << u"QVariant"_s;
        names.sort();
        if (needsSystemCalls())
            names << u"netinet/in.h"_s << u"netinet/tcp.h"_s << u"sys/socket.h"_s;
        for (const QString &name : std::as_const(names))
            m_code.add(0, u"#include <%1>"_s.arg(name));
        m_code.addBlank();
        if (m_isLocal) {
            const QByteArray name = localName(m_script.address);
            m_code.add(
                0, u"constexpr char PATH[] = "_s + asCString(isAbstract() ? name.sliced(1) : name) + u';');
        } else {
            m_code.add(0, u"constexpr char HOST[] = "_s + asCString(m_script.address.host) + u';');
            m_code.add(0, u"constexpr quint16 PORT = %1;"_s.arg(m_script.address.port));
        }
        for (qsizetype i = 0; i < m_script.files.size(); ++i)
            m_code.add(0,
                       u"constexpr char %1[] = "_s.arg(fileVariableName(i)) + asCString(m_script.files[i])
                           + u';');
    }

    bool isAbstract() const { return m_script.address.kind == Address::Kind::Abstract; }

    // ---- Server

    void writeServer()
    {
        for (const CodeUnit &unit : m_script.units) {
            if (hasStep(unit, StepKind::Accept))
                writeConnection(unit);
        }
        m_code.addBlank();
        m_code.add(0, u"int main(int argc, char **argv)"_s);
        m_code.add(0, u"{"_s);
        m_code.add(1, u"QCoreApplication application(argc, argv);"_s);
        const bool hasFailed = m_script.has(StepKind::ListenFailed);
        for (const CodeUnit &unit : m_script.units) {
            for (const CodeStep &step : unit.steps)
                writeListening(step);
        }
        if (!hasFailed && !m_script.has(StepKind::Listen) && !m_script.has(StepKind::Bind)) {
            for (const CodeUnit &unit : m_script.units)
                writeListenerSteps(unit, 1);
            m_code.add(1, u"return 0;"_s);
            m_code.add(0, u"}"_s);
            return;
        }
        // Until the first client is there; what follows a client stands in the slot.
        qsizetype next = 0;
        for (; next < m_script.units.size() && !hasStep(m_script.units[next], StepKind::Accept); ++next)
            writeListenerSteps(m_script.units[next], 1);
        if (next < m_script.units.size())
            writeSlot(next);
        m_code.add(1, u"return application.exec();"_s);
        m_code.add(0, u"}"_s);
    }

    void writeListening(const CodeStep &step)
    {
        const QString listen = m_isLocal ? u"server.listen(QString::fromUtf8(PATH))"_s
                                         : u"server.listen(QHostAddress(QString::fromLatin1(HOST)), PORT)"_s;
        const qsizetype from = m_code.count();
        switch (step.kind) {
        case StepKind::Socket:
            m_code.add(1, m_serverClass + u" server;"_s);
            break;
        case StepKind::Bind: // listen() binds, too
            m_bind = &step;
            break;
        case StepKind::Listen:
            m_hasListened = true;
            if (step.number >= 0)
                m_code.add(1, u"server.setListenBacklogSize(%1);"_s.arg(step.number));
            if (isAbstract())
                m_code.add(1, u"server.setSocketOptions(QLocalServer::AbstractNamespaceOption);"_s);
            m_code.add(1, u"if (!%1)"_s.arg(listen));
            if (m_bind)
                m_code.mark(*m_bind, m_code.count() - 1);
            m_code.add(2, u"qFatal(\"%s\", qPrintable(server.errorString()));"_s);
            break;
        case StepKind::ListenFailed:
            m_code.add(1, m_serverClass + u" server;"_s);
            m_code.add(1, u"if (!%1)"_s.arg(listen));
            m_code.add(2, u"qFatal(\"%s\", qPrintable(server.errorString()));"_s, errnoName(step));
            break;
        default:
            return;
        }
        m_code.mark(step, from);
    }

    void writeListenerSteps(const CodeUnit &unit, int indent)
    {
        for (const CodeStep &step : unit.steps) {
            const qsizetype from = m_code.count();
            switch (step.kind) {
            case StepKind::Pause:
            case StepKind::Resume: // QLocalServer cannot
                m_code.add(indent,
                           m_isLocal                          ? QString()
                               : step.kind == StepKind::Pause ? u"server.pauseAccepting();"_s
                                                              : u"server.resumeAccepting();"_s,
                           step.note);
                break;
            case StepKind::Call:
                writeOption(step, u"server"_s, indent);
                break;
            case StepKind::Unlink: // QLocalServer does it
                continue;
            case StepKind::CloseListener:
                m_code.add(indent, u"server.close();"_s, step.note);
                break;
            case StepKind::Note:
                m_code.add(indent, {}, step.note);
                break;
            case StepKind::Refuse: {
                const QByteArray text = refusalText(step).toLatin1();
                m_code.add(indent, u"if (%1 *extra = server.nextPendingConnection()) {"_s.arg(m_socketClass),
                           step.note);
                m_code.add(indent + 1, u"extra->write("_s + asCString(text) + u");"_s);
                m_code.add(indent + 1, u"extra->"_s + disconnectCall());
                m_code.add(indent, u"}"_s);
                break;
            }
            default:
                continue;
            }
            m_code.mark(step, from);
        }
    }

    void writeSlot(qsizetype next)
    {
        m_code.add(1, u"int number = 0;"_s);
        m_code.add(1,
                   u"QObject::connect(&server, &%1::newConnection, &server, [&server, &number] {"_s.arg(
                       m_serverClass));
        m_code.add(2, u"while (%1 *socket = server.nextPendingConnection()) {"_s.arg(m_socketClass));
        m_code.add(3, u"switch (number++) {"_s);
        int number = 0;
        for (; next < m_script.units.size(); ++next) {
            const CodeUnit &unit = m_script.units[next];
            if (!hasStep(unit, StepKind::Accept)) {
                writeListenerSteps(unit, 4);
                continue;
            }
            if (number > 0)
                m_code.add(4, u"break;"_s);
            m_code.add(3, u"case %1:"_s.arg(number++));
            for (const CodeStep &step : unit.steps) {
                if (step.kind == StepKind::Accept) {
                    m_code.add(4, functionName(unit) + u"(socket);"_s);
                    m_code.mark(step, m_code.count() - 1);
                    break;
                }
                m_code.add(4, {}, step.note);
                m_code.mark(step, m_code.count() - 1);
            }
        }
        m_code.add(4, u"break;"_s);
        m_code.add(3, u"}"_s);
        m_code.add(2, u"}"_s);
        m_code.add(1, u"});"_s);
    }

    static QString functionName(const CodeUnit &unit) { return u"connection%1"_s.arg(unit.connection); }

    void writeConnection(const CodeUnit &unit)
    {
        m_socket = unit.variable();
        m_code.addBlank();
        m_code.add(0, {}, unit.title);
        m_code.add(0, u"static void %1(%2 *%3)"_s.arg(functionName(unit), m_socketClass, m_socket));
        m_code.add(0, u"{"_s);
        Steps steps;
        bool isAccepted = false;
        for (const CodeStep &step : unit.steps) {
            if (isAccepted)
                steps << &step;
            isAccepted = isAccepted || step.kind == StepKind::Accept;
        }
        const qsizetype from = m_code.count();
        const Stages stages = stagesOf(steps);
        writeReads(stages);
        writeEnd(stages);
        writeSteps(stages.atOnce, 1);
        if (m_code.count() == from)
            m_code.add(1, u"Q_UNUSED(%1)"_s.arg(m_socket));
        m_code.add(0, u"}"_s);
    }

    // ---- Client

    void writeClient()
    {
        m_socket = u"s"_s;
        m_code.addBlank();
        if (!m_script.units.isEmpty() && !m_script.units.constFirst().title.isEmpty())
            m_code.add(0, {}, m_script.units.constFirst().title);
        m_code.add(0, u"int main(int argc, char **argv)"_s);
        m_code.add(0, u"{"_s);
        m_code.add(1, u"QCoreApplication application(argc, argv);"_s);
        const Steps steps = lastAttempt();
        Steps later;
        const CodeStep *connecting = nullptr;
        const CodeStep *connected = nullptr;
        const CodeStep *failed = nullptr;
        bool hasSocket = false;
        for (const CodeStep *step : steps) {
            const qsizetype from = m_code.count();
            switch (step->kind) {
            case StepKind::Socket:
                m_code.add(1, u"auto *s = new %1(&application);"_s.arg(m_socketClass));
                m_code.mark(*step, from);
                hasSocket = true;
                break;
            case StepKind::Connect:
                connecting = step;
                break;
            case StepKind::Connected:
                connected = step;
                break;
            case StepKind::ConnectFailed:
            case StepKind::LookupFailed:
            case StepKind::SocketFailed:
                failed = step;
                break;
            case StepKind::Note:
            case StepKind::Call:
                if (!connected && !failed) {
                    writeStep(*step, 1);
                    m_code.mark(*step, from);
                    break;
                }
                [[fallthrough]];
            default:
                later << step;
            }
        }
        if (!connecting && !failed) {
            m_code.add(1, u"return 0;"_s);
            m_code.add(0, u"}"_s);
            return;
        }
        if (!hasSocket)
            m_code.add(1, u"auto *s = new %1(&application);"_s.arg(m_socketClass));
        if (connected) {
            const Stages stages = stagesOf(later);
            const qsizetype from = m_code.count();
            m_code.add(1, u"QObject::connect(s, &%1::connected, s, [s] {"_s.arg(m_socketClass));
            m_code.add(2,
                       m_isLocal ? u"qInfo() << \"connected to\" << s->serverName();"_s
                                 : u"qInfo() << \"connected from port\" << s->localPort();"_s);
            m_code.mark(*connected, from);
            writeSteps(stages.atOnce, 2);
            m_code.add(1, u"});"_s);
            writeReads(stages);
            writeEnd(stages);
        } else if (failed) {
            writeFailure(*failed, later);
        }
        const qsizetype from = m_code.count();
        const QString host = connecting && connecting->address.host != m_script.address.host
            ? u"QString::fromUtf8("_s + asCString(connecting->address.host) + u')'
            : u"QString::fromUtf8(HOST)"_s;
        if (m_isLocal) {
            if (isAbstract())
                m_code.add(1, u"s->setSocketOptions(QLocalSocket::AbstractNamespaceOption);"_s);
            m_code.add(1, u"s->connectToServer(QString::fromUtf8(PATH));"_s);
        } else {
            m_code.add(1, u"s->connectToHost("_s + host + u", PORT);"_s);
        }
        if (connecting)
            m_code.mark(*connecting, from);
        if (failed && isCode(*failed, ErrorCode::Cancelled)) {
            m_code.add(1, u"s->abort();"_s, errnoName(*failed));
            m_code.mark(*failed, m_code.count() - 1);
            for (const CodeStep *step : later)
                m_code.mark(*step, m_code.count() - 1);
        } else if (!connected && !failed) {
            writeSteps(later, 1);
        }
        m_code.add(1, u"return application.exec();"_s);
        m_code.add(0, u"}"_s);
    }

    static bool isCode(const CodeStep &step, ErrorCode code)
    {
        return step.error && step.error->code == code;
    }

    void writeFailure(const CodeStep &failed, const Steps &later)
    {
        const qsizetype from = m_code.count();
        if (isCode(failed, ErrorCode::Cancelled))
            return; // abort() stands behind the call
        if (isCode(failed, ErrorCode::TimedOut)) {
            int seconds = 15;
            for (const CodeUnit &unit : m_script.units) {
                for (const CodeStep &step : unit.steps)
                    seconds = step.seconds > 0 ? step.seconds : seconds;
            }
            m_code.add(1, u"QTimer::singleShot(%1, s, [s] {"_s.arg(seconds * 1000), m_script.qtTimeout);
            m_code.add(2, u"qInfo() << \"%1\";"_s.arg(errnoName(failed)));
        } else {
            m_code.add(1, u"QObject::connect(s, &%1::errorOccurred, s, [s] {"_s.arg(m_socketClass));
            m_code.add(2, u"qInfo() << s->errorString();"_s, errnoName(failed));
        }
        m_code.mark(failed, from);
        const qsizetype close = m_code.count();
        m_code.add(2, u"s->abort();"_s);
        m_code.add(2, u"QCoreApplication::quit();"_s);
        for (const CodeStep *step : later)
            m_code.mark(*step, close);
        m_code.add(1, u"});"_s);
    }

    /// QTcpSocket tries the addresses of a name by itself, so one attempt stands for all: the one that was
    /// asked for, or the last.
    Steps lastAttempt() const
    {
        Steps attempt;
        for (const CodeUnit &unit : m_script.units) {
            for (const CodeStep &step : unit.steps) {
                if (step.kind == StepKind::Socket) {
                    const bool isAsked
                        = std::any_of(attempt.begin(), attempt.end(),
                                      [this](const CodeStep *each) { return each->row == m_script.row; });
                    if (isAsked)
                        return attempt;
                    attempt.clear();
                }
                attempt << &step;
            }
        }
        return attempt;
    }

    // ---- What both have

    static bool hasStep(const CodeUnit &unit, StepKind kind)
    {
        return std::any_of(unit.steps.begin(), unit.steps.end(),
                           [kind](const CodeStep &step) { return step.kind == kind; });
    }

    void writeReads(const Stages &stages)
    {
        if (stages.reads.isEmpty())
            return;
        m_code.add(1,
                   u"QObject::connect(%1, &%2::readyRead, %1, [%1, step = 0]() mutable {"_s.arg(
                       m_socket, m_socketClass));
        for (qsizetype i = 0; i < stages.reads.size(); ++i) {
            const CodeStep &read = *stages.reads[i].constFirst();
            const qsizetype from = m_code.count();
            writeRead(read, i);
            m_code.mark(read, from);
            writeSteps(stages.reads[i].mid(1), 3);
            m_code.add(2, u"}"_s);
        }
        m_code.add(1, u"});"_s);
    }

    void writeRead(const CodeStep &read, qsizetype stage)
    {
        if (read.kind == StepKind::SaveFile) {
            writeSaveFile(read, stage);
            return;
        }
        const bool isLine = read.kind == StepKind::Call && read.call == CallName::ReadLine;
        const bool isPeek = read.kind == StepKind::Call && !isLine;
        const QString condition = isLine ? u"%1->canReadLine()"_s.arg(m_socket)
                                         : u"%1->bytesAvailable() >= %2"_s.arg(m_socket).arg(read.bytes);
        m_code.add(2, u"if (step == %1 && "_s.arg(stage) + condition + u") {"_s);
        m_code.add(3, u"++step;"_s);
        const QString call = isLine
            ? u"%1->readLine();"_s.arg(m_socket)
            : u"%1->%2(%3);"_s.arg(m_socket, isPeek ? u"peek"_s : u"read"_s).arg(read.bytes);
        m_code.add(3, u"qInfo() << "_s + call, read.note);
    }

    void writeSaveFile(const CodeStep &step, qsizetype stage)
    {
        m_code.add(2, u"if (step == %1) {"_s.arg(stage));
        m_code.add(3, u"static QFile file(QString::fromUtf8(%1));"_s.arg(step.file));
        m_code.add(3, u"if (!file.isOpen() && !file.open(QIODevice::WriteOnly | QIODevice::NewOnly))"_s);
        m_code.add(4, u"qFatal(\"%s\", qPrintable(file.errorString()));"_s);
        if (step.count < 0) {
            m_code.add(3, u"file.write(%1->readAll());"_s.arg(m_socket), step.note);
            m_code.add(3, u"file.flush();"_s);
            m_code.add(3, u"return;"_s);
            return;
        }
        m_code.add(3, u"file.write(%1->read(%2 - file.pos()));"_s.arg(m_socket).arg(step.count), step.note);
        m_code.add(3, u"if (file.pos() < %1)"_s.arg(step.count));
        m_code.add(4, u"return;"_s);
        m_code.add(3, u"file.close();"_s);
        m_code.add(3, u"++step;"_s);
    }

    void writeEnd(const Stages &stages)
    {
        if (stages.atEnd.isEmpty())
            return;
        const CodeStep &end = *stages.atEnd.constFirst();
        const qsizetype from = m_code.count();
        if (end.kind == StepKind::Eof) {
            m_code.add(1,
                       u"QObject::connect(%1, &%2::disconnected, %1, [%1] {"_s.arg(m_socket, m_socketClass));
            m_code.add(
                2,
                u"qInfo() << \"end of stream after\" << %1->bytesAvailable() << \"unread bytes\";"_s.arg(
                    m_socket),
                m_script.qtEnd);
        } else {
            m_code.add(1,
                       u"QObject::connect(%1, &%2::errorOccurred, %1, [%1] {"_s.arg(m_socket, m_socketClass));
            m_code.add(2, u"qInfo() << %1->errorString();"_s.arg(m_socket), errnoName(end));
        }
        m_code.mark(end, from);
        m_hasEnded = true;
        writeSteps(stages.atEnd.mid(1), 2);
        m_hasEnded = false;
        m_code.add(1, u"});"_s);
    }

    void writeSteps(const Steps &steps, int indent)
    {
        for (const CodeStep *step : steps) {
            const qsizetype from = m_code.count();
            writeStep(*step, indent);
            m_code.mark(*step, from);
        }
    }

    void writeSend(const CodeStep &step, int indent)
    {
        QString before = m_socket + u"->write("_s;
        QString after = u", %1);"_s.arg(step.bytes);
        if (step.isRepeated()) {
            const qint64 size = step.payload.size();
            before += u"QByteArray("_s;
            after = u", %1).repeated(%2).left(%3));"_s.arg(size)
                        .arg((step.bytes + size - 1) / size)
                        .arg(step.bytes);
        }
        const QStringList literals = cLiterals(step);
        for (qsizetype i = 0; i < literals.size(); ++i) {
            const bool isLast = i == literals.size() - 1;
            m_code.add(indent,
                       (i == 0 ? before : QString(before.size(), u' ')) + literals[i]
                           + (isLast ? after : QString()),
                       isLast ? cNote(step) : QString());
        }
        m_code.add(indent, m_socket + u"->flush();"_s);
    }

    void writeStep(const CodeStep &step, int indent)
    {
        switch (step.kind) {
        case StepKind::Send:
            writeSend(step, indent);
            break;
        case StepKind::Call:
            writeCall(step, indent);
            break;
        case StepKind::SendFile:
            writeSendFile(step, indent);
            break;
        case StepKind::Shutdown:
            m_code.add(indent,
                       u"::shutdown(int(%1->socketDescriptor()), %2);"_s.arg(
                           m_socket, shutdownHowName(shutdownHow(step))),
                       m_script.qtShutdown);
            break;
        case StepKind::SetReset:
            m_code.add(indent, u"const linger reset{1, 0};"_s, m_script.qtReset);
            m_code.add(
                indent,
                u"::setsockopt(int(%1->socketDescriptor()), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);"_s
                    .arg(m_socket));
            m_isReset = true;
            break;
        case StepKind::Close:
            writeClose(step, indent);
            break;
        default:
            m_code.add(indent, {}, step.note);
            break;
        }
    }

    void writeCall(const CodeStep &step, int indent)
    {
        if (step.error) {
            m_code.add(indent, {}, callNote(step));
        } else if (step.call == CallName::Bind && !m_isLocal) {
            m_code.add(indent,
                       u"s->bind(QHostAddress(QString::fromLatin1("_s + asCString(hostFor(step))
                           + u")), %1);"_s.arg(step.address.port),
                       step.note);
        } else if (step.call == CallName::SetSockOpt || step.call == CallName::GetSockOpt) {
            writeOption(step, m_socket, indent);
        } else {
            m_code.add(indent, {}, callNote(step));
        }
    }

    void writeOption(const CodeStep &step, const QString &object, int indent)
    {
        const bool isServer = object == u"server";
        const bool isKnown = step.detail && step.detail->option && !step.error;
        const bool isOption = step.call == CallName::SetSockOpt || step.call == CallName::GetSockOpt;
        if (!isOption || !isKnown || (isServer && !m_hasListened)) {
            m_code.add(indent, {}, callNote(step));
            return;
        }
        const QString name = isServer || m_isLocal ? QString() : qtOption(*step.detail->option);
        if (!name.isEmpty() && step.call == CallName::SetSockOpt) {
            m_code.add(indent,
                       u"%1->setSocketOption(QAbstractSocket::%2, %3);"_s.arg(object, name)
                           .arg(step.detail->optionAsked ? step.detail->optionAsked->number : 0),
                       step.note);
            return;
        }
        if (!name.isEmpty()) {
            m_code.add(indent, u"qInfo() << %1->socketOption(QAbstractSocket::%2);"_s.arg(object, name),
                       step.note);
            return;
        }
        const QStringList lines = nativeOption(
            step, u"int(%1socketDescriptor())"_s.arg(isServer ? u"server."_s : object + u"->"_s));
        for (const QString &line : lines)
            m_code.add(indent, line, &line == &lines.constLast() ? step.note : QString());
    }

    /// write() queues all of it; the socket sends it while other signals go on.
    void writeSendFile(const CodeStep &step, int indent)
    {
        m_code.add(indent, u"if (QFile file(QString::fromUtf8(%1));"_s.arg(step.file));
        m_code.add(indent + 1, u"file.open(QIODevice::ReadOnly) && file.seek(%1))"_s.arg(step.offset));
        m_code.add(indent + 1,
                   m_socket + u"->write("_s
                       + (step.count >= 0 ? u"file.read(%1)"_s.arg(step.count) : u"file.readAll()"_s)
                       + u");"_s,
                   step.error ? errnoName(step) : step.note);
    }

    QString disconnectCall() const
    {
        return m_isLocal ? u"disconnectFromServer();"_s : u"disconnectFromHost();"_s;
    }

    void writeClose(const CodeStep &step, int indent)
    {
        const bool isClient = m_script.side == Side::Client;
        if (m_hasEnded) {
            m_code.add(indent, isClient ? u"QCoreApplication::quit();"_s : m_socket + u"->deleteLater();"_s,
                       step.note);
            return;
        }
        const QString target
            = isClient ? u"qApp, &QCoreApplication::quit"_s : m_socket + u", &QObject::deleteLater"_s;
        m_code.add(indent,
                   u"QObject::connect(%1, &%2::disconnected, %3);"_s.arg(m_socket, m_socketClass, target));
        m_code.add(indent, m_socket + u"->"_s + (m_isReset ? u"abort();"_s : disconnectCall()), step.note);
        m_isReset = false;
    }

    const CodeScript &m_script;
    const bool m_isLocal;
    const QString m_socketClass;
    const QString m_serverClass;
    CodeLines m_code;
    QString m_socket;
    bool m_hasListened = false;
    const CodeStep *m_bind = nullptr;
    bool m_hasEnded = false;
    bool m_isReset = false;
};

} // namespace

CodeListing qtCode(const CodeScript &script)
{
    if (!isStream(script.transport))
        return qtDatagramCode(script);
    return script.isInOrder ? QtWriter(withSignals(script)).write() : QtWriter(script).write();
}

} // namespace bothends
