// SPDX-License-Identifier: MIT
#include "net/threadreading.h"

#include <QFile>

#include <array>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

QByteArray contentOf(int threadId, const QString &file)
{
    QFile source(u"/proc/self/task/%1/%2"_s.arg(threadId).arg(file));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

/// The calls that a socket program waits in, and those that a thread of this program may be met in besides.
QString nameOfSystemCall(int number)
{
    constexpr std::array names{
        std::pair{SYS_accept4, "accept4"},   std::pair{SYS_connect, "connect"},
        std::pair{SYS_recvfrom, "recvfrom"}, std::pair{SYS_recvmsg, "recvmsg"},
        std::pair{SYS_sendto, "sendto"},     std::pair{SYS_sendmsg, "sendmsg"},
        std::pair{SYS_shutdown, "shutdown"}, std::pair{SYS_close, "close"},
        std::pair{SYS_read, "read"},         std::pair{SYS_write, "write"},
        std::pair{SYS_futex, "futex"},       std::pair{SYS_ppoll, "ppoll"},
#ifdef SYS_poll
        std::pair{SYS_poll, "poll"},
#endif
#ifdef SYS_accept
        std::pair{SYS_accept, "accept"},
#endif
    };
    for (const auto &[known, name] : names) {
        if (known == number)
            return QString::fromLatin1(name);
    }
    return {};
}

} // namespace

int beginThread(const char *name)
{
    ::pthread_setname_np(::pthread_self(), name);
    return int(::syscall(SYS_gettid));
}

ThreadReading threadReading(int threadId)
{
    ThreadReading reading;
    reading.threadId = threadId;
    // The state follows the name, which is in brackets and may hold brackets itself.
    const QByteArray stat = contentOf(threadId, u"stat"_s);
    const qsizetype nameEnd = stat.lastIndexOf(')');
    if (nameEnd >= 0 && stat.size() > nameEnd + 2)
        reading.state = QLatin1Char(stat.at(nameEnd + 2));
    bool isNumber = false; // `running` where it is in no call
    const int number = contentOf(threadId, u"syscall"_s).split(' ').constFirst().toInt(&isNumber);
    if (isNumber && number >= 0) {
        reading.systemCall = number;
        reading.systemCallName = nameOfSystemCall(number);
    }
    const QByteArray channel = contentOf(threadId, u"wchan"_s).trimmed();
    if (channel != "0") // it runs, or the system does not tell
        reading.waitChannel = QString::fromLatin1(channel);
    return reading;
}

} // namespace bothends
