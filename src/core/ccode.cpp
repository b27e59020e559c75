// SPDX-License-Identifier: MIT
#include "core/sessionscript.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// POSIX.1-2008 in C11. A failed call ends the program with the text of errno, except where the session
/// had a failure there, too.
class CWriter
{
public:
    explicit CWriter(const CodeScript &script)
        : m_script(script)
        , m_code(script)
    {
    }

    CodeListing write()
    {
        writeIncludes();
        m_code.addBlank();
        m_code.add(0, u"#define HOST "_s + asCString(m_script.address.host));
        m_code.add(0, u"#define PORT %1"_s.arg(m_script.address.port));
        writeHelpers();
        m_code.addBlank();
        m_code.add(0, u"int main(void)"_s);
        m_code.add(0, u"{"_s);
        writeDeclarations();
        bool isFirst = true;
        for (const CodeUnit &unit : m_script.units) {
            if (unit.connection != 0 && !isFirst)
                m_code.addBlank();
            isFirst = false;
            if (!unit.title.isEmpty())
                m_code.add(1, {}, unit.title);
            m_socket = m_script.side == Side::Server && unit.connection != 0 ? unit.variable() : u"s"_s;
            for (const CodeStep &step : unit.steps) {
                const qsizetype from = m_code.count();
                writeStep(step);
                m_code.mark(step, from);
            }
        }
        m_code.add(1, u"return 0;"_s);
        m_code.add(0, u"}"_s);
        return m_code.take();
    }

private:
    bool has(StepKind kind) const { return m_script.has(kind); }
    bool reads() const { return has(StepKind::Receive) || has(StepKind::Eof) || has(StepKind::ReadFailed); }
    template <typename Predicate> bool any(Predicate predicate) const
    {
        return std::any_of(m_script.units.begin(), m_script.units.end(), [&](const CodeUnit &unit) {
            return std::any_of(unit.steps.begin(), unit.steps.end(), predicate);
        });
    }
    static bool hasAddress(const CodeStep &step)
    {
        return step.kind == StepKind::Bind || step.kind == StepKind::ListenFailed
            || step.kind == StepKind::Connect;
    }
    static bool isScoped(const CodeStep &step)
    {
        return hasAddress(step) && step.address.host.contains(u'%');
    }
    static bool isCancelled(const CodeStep &step)
    {
        return step.error && step.error->code == ErrorCode::Cancelled;
    }
    static bool isRepeatedSend(const CodeStep &step)
    {
        return step.kind == StepKind::Send && step.isRepeated();
    }
    static bool isTimedConnect(const CodeStep &step)
    {
        return step.kind == StepKind::Connect && step.seconds > 0;
    }
    static bool isCancelledConnect(const CodeStep &step)
    {
        return step.kind == StepKind::Connect && isCancelled(step);
    }

    void writeIncludes()
    {
        m_code.add(0, u"#define _POSIX_C_SOURCE 200809L"_s);
        m_code.addBlank();
        QStringList names{u"arpa/inet.h"_s, u"netinet/in.h"_s, u"stdio.h"_s,
                          u"stdlib.h"_s,    u"sys/socket.h"_s, u"unistd.h"_s};
        if (any(isCancelledConnect))
            names << u"errno.h"_s << u"fcntl.h"_s;
        if (any(isScoped))
            names << u"net/if.h"_s;
        if (has(StepKind::LookupFailed))
            names << u"netdb.h"_s;
        if (any(isTimedConnect))
            names << u"sys/time.h"_s;
        names.sort();
        for (const QString &name : std::as_const(names))
            m_code.add(0, u"#include <%1>"_s.arg(name));
    }

    void writeLines(const QStringList &lines)
    {
        m_code.addBlank();
        for (const QString &line : lines)
            m_code.add(0, line);
    }

    bool needsCheck() const
    {
        return any([](const CodeStep &step) {
            switch (step.kind) {
            case StepKind::Note:
            case StepKind::Pause:
            case StepKind::Resume:
            case StepKind::LookupFailed:
            case StepKind::SocketFailed:
            case StepKind::Connected:
            case StepKind::ConnectFailed:
            case StepKind::Receive:
            case StepKind::Eof:
            case StepKind::ReadFailed:
                return false;
            default:
                return true;
            }
        });
    }

    void writeHelpers()
    {
        if (needsCheck()) {
            writeLines({u"static void check(int ok, const char *call)"_s, u"{"_s, u"    if (!ok) {"_s,
                        u"        perror(call);"_s, u"        exit(EXIT_FAILURE);"_s, u"    }"_s, u"}"_s});
        }
        if (reads()) {
            writeLines({u"static void show(const char *bytes, ssize_t size)"_s, u"{"_s,
                        u"    if (size < 0) {"_s, u"        perror(\"recv\");"_s, u"        return;"_s,
                        u"    }"_s, u"    printf(\"%zd bytes: \", size);"_s,
                        u"    for (ssize_t i = 0; i < size; ++i) {"_s,
                        u"        if (bytes[i] >= ' ' && bytes[i] <= '~' && bytes[i] != '\\\\')"_s,
                        u"            putchar(bytes[i]);"_s, u"        else"_s,
                        u"            printf(\"\\\\%03o\", (unsigned)(unsigned char)bytes[i]);"_s, u"    }"_s,
                        u"    putchar('\\n');"_s, u"}"_s});
        }
        if (any(isRepeatedSend)) {
            writeLines({u"static const char *repeated(const char *part, size_t length, size_t size)"_s,
                        u"{"_s, u"    static char *bytes = NULL;"_s, u"    bytes = realloc(bytes, size);"_s,
                        u"    check(bytes != NULL, \"realloc\");"_s,
                        u"    for (size_t i = 0; i < size; ++i)"_s, u"        bytes[i] = part[i % length];"_s,
                        u"    return bytes;"_s, u"}"_s});
        }
    }

    void writeDeclarations()
    {
        if (any([](const CodeStep &step) { return hasAddress(step) && !isIpv6(step.address); }))
            m_code.add(1, u"struct sockaddr_in address = {0};"_s);
        if (any([](const CodeStep &step) { return hasAddress(step) && isIpv6(step.address); }))
            m_code.add(1, u"struct sockaddr_in6 address6 = {0};"_s);
        if (has(StepKind::Bind) || has(StepKind::ListenFailed))
            m_code.add(1, u"const int yes = 1;"_s);
        if (reads()) {
            qint64 largest = 1;
            for (const CodeUnit &unit : m_script.units) {
                for (const CodeStep &step : unit.steps)
                    largest = step.kind == StepKind::Receive ? qMax(largest, step.bytes) : largest;
            }
            m_code.add(1, u"static char data[%1];"_s.arg(largest));
        }
        if (m_code.count() > 0)
            m_code.addBlank();
    }

    QString declared(const QString &variable)
    {
        if (m_declared.contains(variable))
            return variable;
        m_declared << variable;
        return u"int "_s + variable;
    }

    void check(int indent, const QString &condition, const QString &call, const QString &note = {})
    {
        m_code.add(indent, u"check(%1, \"%2\");"_s.arg(condition, call), note);
    }

    QString socketCall(const CodeStep &step) const
    {
        return u"socket(%1, SOCK_STREAM, 0)"_s.arg(isIpv6(step.address) ? u"AF_INET6"_s : u"AF_INET"_s);
    }

    void writeSocket(const CodeStep &step)
    {
        m_code.add(1, declared(u"s"_s) + u" = "_s + socketCall(step) + u';');
        check(1, u"s >= 0"_s, u"socket"_s);
    }

    void writeAddress(const CodeStep &step)
    {
        const bool isSame = step.address.host == m_script.address.host;
        QString host = step.address.host;
        const qsizetype percent = host.indexOf(u'%');
        const QString scope = percent < 0 ? QString() : host.mid(percent + 1);
        if (percent >= 0)
            host.truncate(percent);
        const QString text = isSame && percent < 0 ? u"HOST"_s : asCString(host);
        if (isIpv6(step.address)) {
            m_code.add(1, u"address6.sin6_family = AF_INET6;"_s);
            m_code.add(1, u"address6.sin6_port = htons(PORT);"_s);
            if (!scope.isEmpty())
                m_code.add(1, u"address6.sin6_scope_id = if_nametoindex(%1);"_s.arg(asCString(scope)));
            check(1, u"inet_pton(AF_INET6, %1, &address6.sin6_addr) == 1"_s.arg(text), u"inet_pton"_s);
        } else {
            m_code.add(1, u"address.sin_family = AF_INET;"_s);
            m_code.add(1, u"address.sin_port = htons(PORT);"_s);
            check(1, u"inet_pton(AF_INET, %1, &address.sin_addr) == 1"_s.arg(text), u"inet_pton"_s);
        }
    }

    static QString addressArguments(const CodeStep &step)
    {
        return isIpv6(step.address) ? u"(struct sockaddr *)&address6, sizeof address6"_s
                                    : u"(struct sockaddr *)&address, sizeof address"_s;
    }

    void writeReuse(const CodeStep &step)
    {
        check(1, u"setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0"_s, u"setsockopt"_s);
        if (isIpv6(step.address))
            check(1, u"setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes) == 0"_s, u"setsockopt"_s);
    }

    void writeListenFailed(const CodeStep &step)
    {
        writeSocket(step);
        writeReuse(step);
        writeAddress(step);
        m_code.add(1, u"if (bind(s, %1) < 0)"_s.arg(addressArguments(step)));
        m_code.add(2, u"perror(\"bind\");"_s, errnoName(step));
    }

    void writeConnect(const CodeStep &step)
    {
        m_connectFrom = m_code.count();
        writeAddress(step);
        const QString call = u"connect(s, %1)"_s.arg(addressArguments(step));
        if (!step.error) {
            check(1, call + u" == 0"_s, u"connect"_s, step.note);
        } else if (isCancelled(step)) {
            check(1, u"fcntl(s, F_SETFL, O_NONBLOCK) == 0"_s, u"fcntl"_s);
            check(1, call + u" == 0 || errno == EINPROGRESS"_s, u"connect"_s, step.note);
        } else {
            if (step.seconds > 0) {
                check(1,
                      u"setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){%1, 0}, "
                      "sizeof(struct timeval)) == 0"_s.arg(step.seconds),
                      u"setsockopt"_s);
            }
            m_code.add(1, u"if (%1 < 0)"_s.arg(call));
        }
        m_connectTo = m_code.count() - 1;
    }

    void writeSend(const CodeStep &step)
    {
        const QString end = u", %1, MSG_NOSIGNAL) == %1, \"send\");"_s.arg(step.bytes);
        QString before = u"check(send("_s + m_socket + u", "_s;
        QString after = end;
        if (step.isRepeated()) {
            before += u"repeated("_s;
            after = u", %1, %2)"_s.arg(step.payload.size()).arg(step.bytes) + end;
        }
        const QStringList literals = cLiterals(step);
        for (qsizetype i = 0; i < literals.size(); ++i) {
            const bool isLast = i == literals.size() - 1;
            m_code.add(1,
                       (i == 0 ? before : QString(before.size(), u' ')) + literals[i]
                           + (isLast ? after : QString()),
                       isLast ? cNote(step) : QString());
        }
    }

    void writeStep(const CodeStep &step)
    {
        switch (step.kind) {
        case StepKind::Note:
        case StepKind::Pause:
        case StepKind::Resume:
            m_code.add(1, {}, step.note);
            break;
        case StepKind::Socket:
            writeSocket(step);
            break;
        case StepKind::Bind:
            writeReuse(step);
            writeAddress(step);
            check(1, u"bind(s, %1) == 0"_s.arg(addressArguments(step)), u"bind"_s);
            break;
        case StepKind::Listen:
            check(1, u"listen(s, %1) == 0"_s.arg(step.number), u"listen"_s);
            break;
        case StepKind::ListenFailed:
            writeListenFailed(step);
            break;
        case StepKind::CloseListener:
            check(1, u"close(s) == 0"_s, u"close"_s, step.note);
            break;
        case StepKind::Accept:
            m_code.add(1, declared(m_socket) + u" = accept(s, NULL, NULL);"_s);
            check(1, m_socket + u" >= 0"_s, u"accept"_s);
            break;
        case StepKind::Refuse: {
            const QByteArray text = refusalText(step).toLatin1();
            m_code.add(1, declared(u"extra"_s) + u" = accept(s, NULL, NULL);"_s, step.note);
            check(1, u"extra >= 0"_s, u"accept"_s);
            check(1, u"send(extra, "_s + asCString(text) + u", %1, MSG_NOSIGNAL) == %1"_s.arg(text.size()),
                  u"send"_s);
            check(1, u"close(extra) == 0"_s, u"close"_s);
            break;
        }
        case StepKind::LookupFailed:
            m_code.add(1, u"struct addrinfo *found = NULL;"_s);
            m_code.add(1, u"const int failure = getaddrinfo(HOST, NULL, NULL, &found);"_s);
            m_code.add(1, u"if (failure != 0)"_s);
            m_code.add(2, u"fprintf(stderr, \"%s\\n\", gai_strerror(failure));"_s, errnoName(step));
            break;
        case StepKind::SocketFailed:
            m_code.add(1, u"if (%1 < 0)"_s.arg(socketCall(step)));
            m_code.add(2, u"perror(\"socket\");"_s, errnoName(step));
            break;
        case StepKind::Connect:
            writeConnect(step);
            break;
        case StepKind::Connected: // connect() has returned: the same lines
            m_code.mark(step, m_connectFrom, m_connectTo);
            break;
        case StepKind::ConnectFailed:
            if (isCancelled(step))
                m_code.mark(step, m_connectFrom, m_connectTo);
            else
                m_code.add(2, u"perror(\"connect\");"_s, errnoName(step));
            break;
        case StepKind::Send:
            writeSend(step);
            break;
        case StepKind::Receive:
            m_code.add(1, u"show(data, recv(%1, data, %2, MSG_WAITALL));"_s.arg(m_socket).arg(step.bytes),
                       step.note);
            break;
        case StepKind::Eof:
            m_code.add(1, u"show(data, recv(%1, data, 1, 0));"_s.arg(m_socket), u"0: "_s + step.note);
            break;
        case StepKind::ReadFailed:
            m_code.add(1, u"show(data, recv(%1, data, 1, 0));"_s.arg(m_socket), errnoName(step));
            break;
        case StepKind::SetReset:
            m_code.add(1, {}, step.note);
            check(
                1,
                u"setsockopt(%1, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger)) == 0"_s
                    .arg(m_socket),
                u"setsockopt"_s);
            break;
        case StepKind::Shutdown:
            check(1, u"shutdown(%1, SHUT_WR) == 0"_s.arg(m_socket), u"shutdown"_s, step.note);
            break;
        case StepKind::Close:
            check(1, u"close(%1) == 0"_s.arg(m_socket), u"close"_s, step.note);
            break;
        }
    }

    const CodeScript &m_script;
    CodeLines m_code;
    QStringList m_declared;
    QString m_socket;
    qsizetype m_connectFrom = 0;
    qsizetype m_connectTo = -1;
};

} // namespace

CodeListing cCode(const CodeScript &script)
{
    return CWriter(script).write();
}

} // namespace bothends
