// SPDX-License-Identifier: MIT
#include "core/cwriter.h"

#include <QHash>

#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

CodeListing CWriter::write()
{
    // The statements come first: they tell what has to stand before them.
    writeBody();
    const CodeLines body = std::exchange(m_code, CodeLines(m_script));
    writeIncludes();
    m_code.addBlank();
    writeConstants();
    writeHelpers();
    m_code.addBlank();
    m_code.add(0, u"int main(void)"_s);
    m_code.add(0, u"{"_s);
    writeDeclarations();
    m_code.append(body);
    if (!m_script.isLoop)
        m_code.add(1, u"return 0;"_s);
    m_code.add(0, u"}"_s);
    return m_code.take();
}

void CWriter::add(int indent, const QString &line, const QString &note)
{
    m_code.add(m_indent + indent, line, note);
}

QString CWriter::use(Helper helper)
{
    static const QStringList names{u"check"_s,      u"told"_s,           u"show"_s,        u"repeated"_s,
                                   u"local"_s,      u"receiveMessage"_s, u"sendMessage"_s, u"showLine"_s,
                                   u"showOption"_s, u"sendFile"_s,       u"saveFile"_s};
    m_helpers << helper;
    if (helper != Told && helper != Show && helper != ShowLine && helper != SendMessage
        && helper != ReceiveMessage)
        m_helpers << Check;
    if (helper == ShowLine)
        m_helpers << Show;
    return names[helper] + u'(';
}

QString CWriter::buffer(qint64 size)
{
    m_buffer = qMax(m_buffer, size);
    return u"data"_s;
}

void CWriter::include(const QString &name)
{
    if (!m_includes.contains(name))
        m_includes << name;
}

void CWriter::declare(const QString &line)
{
    if (!m_declarations.contains(line))
        m_declarations << line;
}

bool CWriter::isCancelled(const CodeStep &step)
{
    return step.error && step.error->code == ErrorCode::Cancelled;
}

void CWriter::writeBody()
{
    m_code = CodeLines(m_script);
    for (const CodeUnit &unit : m_script.units) {
        const bool isBody = m_script.isLoop && &unit == &m_script.units.constLast();
        if ((unit.connection != 0 || isBody) && &unit != &m_script.units.constFirst())
            m_code.addBlank();
        if (!unit.title.isEmpty())
            m_code.add(1, {}, unit.title);
        if (isBody)
            m_code.add(1, u"for (;;) {"_s);
        m_indent = isBody ? 1 : 0;
        const QString variable
            = m_script.side == Side::Server && unit.connection != 0 ? unit.variable() : u"s"_s;
        for (const CodeStep &step : unit.steps) {
            m_socket = step.socket.isEmpty() ? variable : step.socket;
            const qsizetype from = m_code.count();
            writeStep(step);
            m_code.mark(step, from);
        }
        m_indent = 0;
        if (isBody)
            m_code.add(1, u"}"_s);
    }
}

void CWriter::writeIncludes()
{
    const bool needsMore = m_script.any([](const CodeStep &step) {
        return step.kind == StepKind::Call && step.detail && step.detail->option;
    });
    m_code.add(0, needsMore ? u"#define _GNU_SOURCE"_s : u"#define _POSIX_C_SOURCE 200809L"_s);
    m_code.addBlank();
    for (const QString &name : {u"stdio.h"_s, u"stdlib.h"_s, u"sys/socket.h"_s, u"unistd.h"_s})
        include(name);
    if (isLocal(m_script.transport)) {
        include(u"sys/un.h"_s);
    } else {
        include(u"arpa/inet.h"_s);
        include(u"netinet/in.h"_s);
    }
    m_includes.sort();
    for (const QString &name : std::as_const(m_includes))
        m_code.add(0, u"#include <%1>"_s.arg(name));
}

void CWriter::writeConstants()
{
    if (isLocal(m_script.transport)) {
        m_code.add(0, u"#define PATH "_s + asCName(m_script.address));
    } else {
        m_code.add(0, u"#define HOST "_s + asCString(m_script.address.host));
        if (!isIcmp(m_script.transport))
            m_code.add(0, u"#define PORT %1"_s.arg(m_script.address.port));
    }
    for (qsizetype i = 0; i < m_script.files.size(); ++i)
        m_code.add(0, u"#define %1 "_s.arg(fileVariableName(i)) + asCString(m_script.files[i]));
}

QString CWriter::asCName(const Address &address)
{
    const QByteArray name = localName(address);
    return address.kind == Address::Kind::Abstract ? asCString(name) : asCString(QString::fromUtf8(name));
}

void CWriter::writeLines(const QStringList &lines)
{
    m_code.addBlank();
    for (const QString &line : lines)
        m_code.add(0, line);
}

void CWriter::writeHelpers()
{
    static const QHash<int, const char *> texts{
        {Check, R"(static void check(int ok, const char *call)
{
    if (!ok) {
        perror(call);
        exit(EXIT_FAILURE);
    }
})"},
        {Told, R"(static void told(const char *call, ssize_t result)
{
    if (result < 0)
        perror(call);
    else
        printf("%s: %zd\n", call, result);
})"},
        {Show, R"(static void show(const char *bytes, ssize_t size)
{
    if (size < 0) {
        perror("recv");
        return;
    }
    printf("%zd bytes: ", size);
    for (ssize_t i = 0; i < size; ++i) {
        if (bytes[i] >= ' ' && bytes[i] <= '~' && bytes[i] != '\\')
            putchar(bytes[i]);
        else
            printf("\\%03o", (unsigned)(unsigned char)bytes[i]);
    }
    putchar('\n');
})"},
        {Repeated, R"(static const char *repeated(const char *part, size_t length, size_t size)
{
    static char *bytes = NULL;
    bytes = realloc(bytes, size);
    check(bytes != NULL, "realloc");
    for (size_t i = 0; i < size; ++i)
        bytes[i] = part[i % length];
    return bytes;
})"},
        {LocalName, R"(static socklen_t local(struct sockaddr_un *address, const char *name, size_t size)
{
    check(size <= sizeof address->sun_path, "sun_path");
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    memcpy(address->sun_path, name, size);
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size);
})"},
        {ReceiveMessage,
         R"(static ssize_t receiveMessage(int s, char *bytes, size_t size, size_t ancillarySize,
                              int flags, struct sockaddr_storage *from, socklen_t *fromSize)
{
    static union {
        struct cmsghdr header;
        char bytes[65536];
    } ancillary;
    struct iovec part = {bytes, size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    message.msg_name = from;
    message.msg_namelen = from != NULL ? *fromSize : 0;
    message.msg_control = ancillarySize > 0 ? ancillary.bytes : NULL;
    message.msg_controllen = ancillarySize < sizeof ancillary ? ancillarySize : sizeof ancillary;
    const ssize_t result = recvmsg(s, &message, flags);
    if (result < 0)
        return result;
    if (from != NULL)
        *fromSize = message.msg_namelen;
    struct cmsghdr *each = CMSG_FIRSTHDR(&message);
    for (; each != NULL; each = CMSG_NXTHDR(&message, each)) {
        const size_t length = (size_t)each->cmsg_len - CMSG_LEN(0);
        printf("ancillary: level %d, type %d, length %zu\n", each->cmsg_level, each->cmsg_type, length);
    }
    printf("flags: %#x\n", (unsigned)message.msg_flags);
    return result;
})"},
        {SendMessage,
         R"(static ssize_t sendMessage(int s, const char *bytes, size_t size, int flags, int passed,
                           const void *to, socklen_t toSize)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {.bytes = {0}};
    struct iovec part = {(char *)bytes, size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    message.msg_name = (void *)to;
    message.msg_namelen = toSize;
    if (passed >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *const rights = CMSG_FIRSTHDR(&message);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(rights), &passed, sizeof passed);
    }
    return sendmsg(s, &message, flags);
})"},
        {ShowLine, R"(static void showLine(FILE *file)
{
    char *line = NULL;
    size_t room = 0;
    const ssize_t size = getline(&line, &room, file);
    show(line, size < 0 ? 0 : size);
    free(line);
})"},
        {ShowOption, R"(static void showOption(int s, int level, int name)
{
    int values[16] = {0};
    socklen_t size = sizeof values;
    check(getsockopt(s, level, name, values, &size) == 0, "getsockopt");
    for (size_t i = 0; i < size / sizeof values[0]; ++i)
        printf("%d ", values[i]);
    putchar('\n');
})"},
        {SendAFile, R"(// sendfile(2) is Linux's own; POSIX has read() and send(). count < 0: to the end
static void sendFile(int s, const char *name, off_t offset, off_t count)
{
    static char part[65536];
    const int file = open(name, O_RDONLY);
    check(file >= 0 && lseek(file, offset, SEEK_SET) == offset, name);
    while (count != 0) {
        const size_t wanted = count > 0 && count < (off_t)sizeof part ? (size_t)count : sizeof part;
        const ssize_t size = read(file, part, wanted);
        if (size <= 0)
            break;
        for (ssize_t done = 0; done < size;) {
            const ssize_t sent = send(s, part + done, (size_t)(size - done), MSG_NOSIGNAL);
            check(sent >= 0, "send");
            done += sent;
        }
        if (count > 0)
            count -= size;
    }
    check(close(file) == 0, "close");
})"},
        {SaveAFile, R"(// count < 0: until the peer has nothing more to send
static void saveFile(int s, const char *name, off_t count)
{
    static char part[65536];
    const int file = open(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
    check(file >= 0, name);
    while (count != 0) {
        const size_t wanted = count > 0 && count < (off_t)sizeof part ? (size_t)count : sizeof part;
        const ssize_t size = recv(s, part, wanted, 0);
        if (size <= 0)
            break;
        check(write(file, part, (size_t)size) == size, "write");
        if (count > 0)
            count -= size;
    }
    check(close(file) == 0, "close");
})"}};
    for (int helper = Check; helper <= SaveAFile; ++helper) {
        if (m_helpers.contains(helper))
            writeLines(QString::fromUtf8(texts.value(helper)).split(u'\n'));
    }
}

void CWriter::writeDeclarations()
{
    m_declarations.sort();
    for (const QString &line : std::as_const(m_declarations))
        m_code.add(1, line);
    if (m_buffer > 0)
        m_code.add(1, u"static char data[%1];"_s.arg(m_buffer));
    m_code.addBlank();
}

QString CWriter::declared(const QString &variable)
{
    if (m_declared.contains(variable))
        return variable;
    m_declared << variable;
    return u"int "_s + variable;
}

void CWriter::check(int indent, const QString &condition, const QString &call, const QString &note)
{
    add(indent, use(Check) + u"%1, \"%2\");"_s.arg(condition, call), note);
}

QString CWriter::socketCall(const CodeStep &step) const
{
    const QString protocol = protocolName(step, m_script.transport);
    return u"socket(%1, %2, %3)"_s.arg(familyName(step, m_script.transport), typeName(m_script.transport),
                                       protocol.isEmpty() ? u"0"_s : protocol);
}

void CWriter::writeSocket(const CodeStep &step)
{
    add(1, declared(u"s"_s) + u" = "_s + socketCall(step) + u';');
    check(1, u"s >= 0"_s, u"socket"_s);
}

void CWriter::writeAddress(const CodeStep &step)
{
    if (isLocal(m_script.transport)) {
        writeLocalAddress(step);
        return;
    }
    QString host = hostFor(step);
    const bool isSame = host == m_script.address.host;
    const qsizetype percent = host.indexOf(u'%');
    const QString scope = percent < 0 ? QString() : host.mid(percent + 1);
    if (percent >= 0)
        host.truncate(percent);
    const QString text = isSame && percent < 0 ? u"HOST"_s : asCString(host);
    const bool isConstant = step.address.port == m_script.address.port && !isIcmp(m_script.transport);
    const QString port = isConstant ? u"PORT"_s : QString::number(step.address.port);
    if (step.isIpv6) {
        declare(u"struct sockaddr_in6 address6 = {0};"_s);
        add(1, u"address6.sin6_family = AF_INET6;"_s);
        add(1, u"address6.sin6_port = htons(%1);"_s.arg(port));
        if (!scope.isEmpty()) {
            include(u"net/if.h"_s);
            add(1, u"address6.sin6_scope_id = if_nametoindex(%1);"_s.arg(asCString(scope)));
        }
        check(1, u"inet_pton(AF_INET6, %1, &address6.sin6_addr) == 1"_s.arg(text), u"inet_pton"_s);
    } else {
        declare(u"struct sockaddr_in address = {0};"_s);
        add(1, u"address.sin_family = AF_INET;"_s);
        add(1, u"address.sin_port = htons(%1);"_s.arg(port));
        check(1, u"inet_pton(AF_INET, %1, &address.sin_addr) == 1"_s.arg(text), u"inet_pton"_s);
    }
}

void CWriter::writeLocalAddress(const CodeStep &step)
{
    const QString name = step.address == m_script.address ? u"PATH"_s : asCName(step.address);
    // A path ends with NUL, an abstract name with its size (unix(7)).
    const QString size = step.address.kind == Address::Kind::Abstract ? u"sizeof %1 - 1"_s.arg(name)
                                                                      : u"sizeof %1"_s.arg(name);
    include(u"stddef.h"_s);
    include(u"string.h"_s);
    declare(u"struct sockaddr_un name = {0};"_s);
    declare(u"socklen_t nameSize = 0;"_s);
    add(1, u"nameSize = "_s + use(LocalName) + u"&name, %1, %2);"_s.arg(name, size));
}

QString CWriter::addressArguments(const CodeStep &step) const
{
    if (!step.peer.isEmpty())
        return u"(struct sockaddr *)&%1, %1Size"_s.arg(step.peer);
    if (isLocal(m_script.transport))
        return u"(struct sockaddr *)&name, nameSize"_s;
    return step.isIpv6 ? u"(struct sockaddr *)&address6, sizeof address6"_s
                       : u"(struct sockaddr *)&address, sizeof address"_s;
}

void CWriter::writeReuse(const CodeStep &step)
{
    if (isLocal(m_script.transport))
        return;
    const QString yes = u"setsockopt(s, %1, &yes, sizeof yes) == 0"_s;
    if (!m_script.sets(SocketOption::ReuseAddress)) {
        declare(u"const int yes = 1;"_s);
        check(1, yes.arg(u"SOL_SOCKET, SO_REUSEADDR"_s), u"setsockopt"_s);
    }
    if (step.isIpv6 && !m_script.sets(SocketOption::V6Only)) {
        declare(u"const int yes = 1;"_s);
        check(1, yes.arg(u"IPPROTO_IPV6, IPV6_V6ONLY"_s), u"setsockopt"_s);
    }
}

bool CWriter::isTooLong(const CodeStep &step) const
{
    constexpr qsizetype kRoom = 108;
    const bool isPath = step.address.kind != Address::Kind::Abstract;
    return isLocal(m_script.transport) && localName(step.address).size() + (isPath ? 1 : 0) > kRoom;
}

void CWriter::writeListenFailed(const CodeStep &step)
{
    if (isTooLong(step)) {
        add(1, {}, u"bind(): "_s + errorName(ErrorCode::PathTooLong));
        return;
    }
    writeSocket(step);
    writeReuse(step);
    writeAddress(step);
    add(1, u"if (bind(s, %1) < 0)"_s.arg(addressArguments(step)));
    add(2, u"perror(\"bind\");"_s, errnoName(step));
}

void CWriter::writeConnect(const CodeStep &step)
{
    m_connectFrom = m_code.count();
    m_connectTo = m_connectFrom;
    m_isTooLong = isTooLong(step);
    if (m_isTooLong) {
        add(1, {}, u"connect(): "_s + errorName(ErrorCode::PathTooLong));
        return;
    }
    writeAddress(step);
    const QString call = u"connect(s, %1)"_s.arg(addressArguments(step));
    if (!step.error) {
        check(1, call + u" == 0"_s, u"connect"_s, step.note);
    } else if (isCancelled(step)) {
        include(u"errno.h"_s);
        include(u"fcntl.h"_s);
        check(1, u"fcntl(s, F_SETFL, O_NONBLOCK) == 0"_s, u"fcntl"_s);
        check(1, call + u" == 0 || errno == EINPROGRESS"_s, u"connect"_s, step.note);
    } else {
        if (step.seconds > 0) {
            include(u"sys/time.h"_s);
            check(1,
                  u"setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){%1, 0}, "
                  "sizeof(struct timeval)) == 0"_s.arg(step.seconds),
                  u"setsockopt"_s);
        }
        add(1, u"if (%1 < 0)"_s.arg(call));
    }
    m_connectTo = m_code.count() - 1;
}

void CWriter::writeSend(const CodeStep &step)
{
    writeBytes(step, use(Check) + u"send("_s + m_socket + u", "_s,
               u", %1, MSG_NOSIGNAL) == %1, \"send\");"_s.arg(step.bytes));
}

void CWriter::writeBytes(const CodeStep &step, QString before, QString after)
{
    if (step.isRepeated()) {
        before += use(Repeated);
        after = u", %1, %2)"_s.arg(step.payload.size()).arg(step.bytes) + after;
    }
    QStringList literals = cLiterals(step);
    if (literals.isEmpty())
        literals << u"\"\""_s;
    for (qsizetype i = 0; i < literals.size(); ++i) {
        const bool isLast = i == literals.size() - 1;
        add(1, (i == 0 ? before : QString(before.size(), u' ')) + literals[i] + (isLast ? after : QString()),
            isLast ? cNote(step) : QString());
    }
}

void CWriter::writeSendFile(const CodeStep &step)
{
    include(u"fcntl.h"_s);
    if (step.error) {
        add(1, u"if (open(%1, O_RDONLY) < 0)"_s.arg(step.file));
        add(2, u"perror(%1);"_s.arg(step.file), errnoName(step));
        return;
    }
    add(1, use(SendAFile) + u"%1, %2, %3, %4);"_s.arg(m_socket, step.file).arg(step.offset).arg(step.count),
        step.note);
}

void CWriter::writeReadLoop(const CodeStep &step)
{
    add(1, u"for (;;) {"_s, errnoName(step));
    add(2, u"const ssize_t size = recv(%1, %2, %3, 0);"_s.arg(m_socket, buffer(step.bytes)).arg(step.bytes));
    add(2, u"if (size <= 0)"_s);
    add(3, u"break;"_s);
    if (step.echoes)
        check(2, u"send(%1, data, (size_t)size, MSG_NOSIGNAL) == size"_s.arg(m_socket), u"send"_s);
    else
        add(2, use(Show) + u"data, size);"_s);
    add(1, u"}"_s);
}

void CWriter::writeStep(const CodeStep &step)
{
    switch (step.kind) {
    case StepKind::Note:
    case StepKind::Pause:
    case StepKind::Resume:
        add(1, {}, step.note);
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
        add(1, declared(m_socket) + u" = accept(s, NULL, NULL);"_s);
        check(1, m_socket + u" >= 0"_s, u"accept"_s);
        break;
    case StepKind::Refuse: {
        const QByteArray text = refusalText(step).toLatin1();
        add(1, declared(u"extra"_s) + u" = accept(s, NULL, NULL);"_s, step.note);
        check(1, u"extra >= 0"_s, u"accept"_s);
        check(1, u"send(extra, "_s + asCString(text) + u", %1, MSG_NOSIGNAL) == %1"_s.arg(text.size()),
              u"send"_s);
        check(1, u"close(extra) == 0"_s, u"close"_s);
        break;
    }
    case StepKind::LookupFailed:
        include(u"netdb.h"_s);
        add(1, u"struct addrinfo *found = NULL;"_s);
        add(1, u"const int failure = getaddrinfo(HOST, NULL, NULL, &found);"_s);
        add(1, u"if (failure != 0)"_s);
        add(2, u"fprintf(stderr, \"%s\\n\", gai_strerror(failure));"_s, errnoName(step));
        break;
    case StepKind::SocketFailed:
        add(1, u"if (%1 < 0)"_s.arg(socketCall(step)));
        add(2, u"perror(\"socket\");"_s, errnoName(step));
        break;
    case StepKind::Connect:
        writeConnect(step);
        break;
    case StepKind::Connected: // connect() has returned: the same lines
        m_code.mark(step, m_connectFrom, m_connectTo);
        break;
    case StepKind::ConnectFailed:
        if (isCancelled(step) || m_isTooLong)
            m_code.mark(step, m_connectFrom, m_connectTo);
        else
            add(2, u"perror(\"connect\");"_s, errnoName(step));
        break;
    case StepKind::Send:
        writeSend(step);
        break;
    case StepKind::Receive:
        add(1,
            use(Show)
                + u"%1, recv(%2, data, %3, MSG_WAITALL));"_s.arg(buffer(step.bytes), m_socket)
                      .arg(step.bytes),
            step.note);
        break;
    case StepKind::Eof:
        add(1, use(Show) + u"%1, recv(%2, data, 1, 0));"_s.arg(buffer(1), m_socket), u"0: "_s + step.note);
        break;
    case StepKind::ReadFailed:
        add(1, use(Show) + u"%1, recv(%2, data, 1, 0));"_s.arg(buffer(1), m_socket), errnoName(step));
        break;
    case StepKind::SetReset:
        add(1, {}, step.note);
        check(1,
              u"setsockopt(%1, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger)) == 0"_s
                  .arg(m_socket),
              u"setsockopt"_s);
        break;
    case StepKind::Shutdown:
        check(1, u"shutdown(%1, %2) == 0"_s.arg(m_socket, shutdownHowName(shutdownHow(step))), u"shutdown"_s,
              step.note);
        break;
    case StepKind::Close:
        check(1, u"close(%1) == 0"_s.arg(m_socket), u"close"_s, step.note);
        break;
    case StepKind::Call:
        writeCall(step);
        break;
    case StepKind::SendFile:
        writeSendFile(step);
        break;
    case StepKind::SaveFile:
        include(u"fcntl.h"_s);
        add(1, use(SaveAFile) + u"%1, %2, %3);"_s.arg(m_socket, step.file).arg(step.count), step.note);
        break;
    case StepKind::Unlink:
        check(1,
              u"unlink(%1) == 0"_s.arg(step.address == m_script.address ? u"PATH"_s : asCName(step.address)),
              u"unlink"_s);
        break;
    case StepKind::ReadLoop:
        writeReadLoop(step);
        break;
    }
}

CodeListing cCode(const CodeScript &script)
{
    return CWriter(script).write();
}

} // namespace bothends
