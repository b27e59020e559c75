// SPDX-License-Identifier: MIT
#include "core/sessionscript.h"

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

    static Stages stagesOf(const Steps &steps)
    {
        Stages stages;
        Steps *stage = &stages.atOnce;
        for (const CodeStep *step : steps) {
            if (step->kind == StepKind::Receive) {
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
        return m_script.has(StepKind::Shutdown) || m_script.has(StepKind::SetReset);
    }

    void writeIncludes()
    {
        m_code.add(0, u"#include <QCoreApplication>"_s);
        m_code.add(0, u"#include <QDebug>"_s);
        if (m_script.side == Side::Server)
            m_code.add(0, u"#include <QHostAddress>"_s);
        if (m_script.side == Side::Server)
            m_code.add(0, u"#include <QTcpServer>"_s);
        m_code.add(0, u"#include <QTcpSocket>"_s);
        if (m_script.side == Side::Client)
            m_code.add(0, u"#include <QTimer>"_s);
        if (needsSystemCalls())
            m_code.add(0, u"#include <sys/socket.h>"_s);
        m_code.addBlank();
        m_code.add(0, u"constexpr char HOST[] = "_s + asCString(m_script.address.host) + u';');
        m_code.add(0, u"constexpr quint16 PORT = %1;"_s.arg(m_script.address.port));
    }

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
        const QString listen = u"server.listen(QHostAddress(QString::fromLatin1(HOST)), PORT)"_s;
        const qsizetype from = m_code.count();
        switch (step.kind) {
        case StepKind::Socket:
            m_code.add(1, u"QTcpServer server;"_s);
            break;
        case StepKind::Bind: // listen() binds, too
            m_bind = &step;
            break;
        case StepKind::Listen:
            m_code.add(1, u"server.setListenBacklogSize(%1);"_s.arg(step.number));
            m_code.add(1, u"if (!%1)"_s.arg(listen));
            if (m_bind)
                m_code.mark(*m_bind, m_code.count() - 1);
            m_code.add(2, u"qFatal(\"%s\", qPrintable(server.errorString()));"_s);
            break;
        case StepKind::ListenFailed:
            m_code.add(1, u"QTcpServer server;"_s);
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
                m_code.add(indent, u"server.pauseAccepting();"_s, step.note);
                break;
            case StepKind::Resume:
                m_code.add(indent, u"server.resumeAccepting();"_s, step.note);
                break;
            case StepKind::CloseListener:
                m_code.add(indent, u"server.close();"_s, step.note);
                break;
            case StepKind::Note:
                m_code.add(indent, {}, step.note);
                break;
            case StepKind::Refuse: {
                const QByteArray text = refusalText(step).toLatin1();
                m_code.add(indent, u"if (QTcpSocket *extra = server.nextPendingConnection()) {"_s, step.note);
                m_code.add(indent + 1, u"extra->write("_s + asCString(text) + u");"_s);
                m_code.add(indent + 1, u"extra->disconnectFromHost();"_s);
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
                   u"QObject::connect(&server, &QTcpServer::newConnection, &server, [&server, &number] {"_s);
        m_code.add(2, u"while (QTcpSocket *socket = server.nextPendingConnection()) {"_s);
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
        m_code.add(0, u"static void %1(QTcpSocket *%2)"_s.arg(functionName(unit), m_socket));
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
                m_code.add(1, u"auto *s = new QTcpSocket(&application);"_s);
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
                if (!connected && !failed) {
                    m_code.add(1, {}, step->note);
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
            m_code.add(1, u"auto *s = new QTcpSocket(&application);"_s);
        if (connected) {
            const Stages stages = stagesOf(later);
            const qsizetype from = m_code.count();
            m_code.add(1, u"QObject::connect(s, &QTcpSocket::connected, s, [s] {"_s);
            m_code.add(2, u"qInfo() << \"connected from port\" << s->localPort();"_s);
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
        m_code.add(1, u"s->connectToHost("_s + host + u", PORT);"_s);
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
            m_code.add(1, u"QObject::connect(s, &QTcpSocket::errorOccurred, s, [s] {"_s);
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
        m_code.add(
            1,
            u"QObject::connect(%1, &QTcpSocket::readyRead, %1, [%1, step = 0]() mutable {"_s.arg(m_socket));
        for (qsizetype i = 0; i < stages.reads.size(); ++i) {
            const CodeStep &read = *stages.reads[i].constFirst();
            const qsizetype from = m_code.count();
            m_code.add(
                2, u"if (step == %1 && %2->bytesAvailable() >= %3) {"_s.arg(i).arg(m_socket).arg(read.bytes));
            m_code.add(3, u"++step;"_s);
            m_code.add(3, u"qInfo() << %1->read(%2);"_s.arg(m_socket).arg(read.bytes), read.note);
            m_code.mark(read, from);
            writeSteps(stages.reads[i].mid(1), 3);
            m_code.add(2, u"}"_s);
        }
        m_code.add(1, u"});"_s);
    }

    void writeEnd(const Stages &stages)
    {
        if (stages.atEnd.isEmpty())
            return;
        const CodeStep &end = *stages.atEnd.constFirst();
        const qsizetype from = m_code.count();
        if (end.kind == StepKind::Eof) {
            m_code.add(1, u"QObject::connect(%1, &QTcpSocket::disconnected, %1, [%1] {"_s.arg(m_socket));
            m_code.add(
                2,
                u"qInfo() << \"end of stream after\" << %1->bytesAvailable() << \"unread bytes\";"_s.arg(
                    m_socket),
                m_script.qtEnd);
        } else {
            m_code.add(1, u"QObject::connect(%1, &QTcpSocket::errorOccurred, %1, [%1] {"_s.arg(m_socket));
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
        case StepKind::Shutdown:
            m_code.add(indent, u"::shutdown(int(%1->socketDescriptor()), SHUT_WR);"_s.arg(m_socket),
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

    void writeClose(const CodeStep &step, int indent)
    {
        const bool isClient = m_script.side == Side::Client;
        if (m_hasEnded) {
            m_code.add(indent, isClient ? u"QCoreApplication::quit();"_s : m_socket + u"->deleteLater();"_s,
                       step.note);
            return;
        }
        m_code.add(indent,
                   isClient
                       ? u"QObject::connect(s, &QTcpSocket::disconnected, qApp, &QCoreApplication::quit);"_s
                       : u"QObject::connect(%1, &QTcpSocket::disconnected, %1, &QObject::deleteLater);"_s.arg(
                           m_socket));
        m_code.add(indent, m_socket + (m_isReset ? u"->abort();"_s : u"->disconnectFromHost();"_s),
                   step.note);
        m_isReset = false;
    }

    const CodeScript &m_script;
    CodeLines m_code;
    QString m_socket;
    const CodeStep *m_bind = nullptr;
    bool m_hasEnded = false;
    bool m_isReset = false;
};

} // namespace

CodeListing qtCode(const CodeScript &script)
{
    return QtWriter(script).write();
}

} // namespace bothends
