// SPDX-License-Identifier: MIT
#include "bench/benchnetwork.h"
#include "bench/program.h"
#include "bench/table.h"
#include "store/sessionfile.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kRuns = 20;
constexpr useconds_t kPauseUs = 1000;
constexpr quint32 kSeed = 5;
const QByteArray kMessage("8 bytes.");

/// Sends a message every millisecond for so long.
/// @return when each was sent; empty if it cannot connect
std::vector<qint64> talk(int port, qint64 forNs, const QElapsedTimer &clock)
{
    std::vector<qint64> sent;
    const int talker = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the sockets API
    if (::connect(talker, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        const qint64 endNs = clock.nsecsElapsed() + forNs;
        while (clock.nsecsElapsed() < endNs
               && ::send(talker, kMessage.constData(), size_t(kMessage.size()), MSG_NOSIGNAL) > 0) {
            sent.push_back(clock.nsecsElapsed());
            ::usleep(kPauseUs);
        }
    }
    ::close(talker);
    return sent;
}

qint64 messagesIn(const QString &session)
{
    auto opened = SessionFile::open(session);
    auto *file = std::get_if<SessionFile>(&opened);
    if (!file)
        return -1;
    qint64 bytes = 0;
    for (QList<Event> events = file->read(0, 4096); !events.isEmpty();
         events = file->read(events.constLast().seq, 4096)) {
        for (const Event &event : std::as_const(events))
            bytes += event.kind == EventKind::Received ? event.bytes : 0;
    }
    return bytes / kMessage.size();
}

} // namespace

void measureKill()
{
    const QString measure = u"killed while a peer talks: of what it sent, lost, ms"_s;
    const QTemporaryDir folder;
    QRandomGenerator random(kSeed);
    QElapsedTimer clock;
    clock.start();
    QList<double> lost;
    qsizetype said = 0;
    for (int run = 0; run < kRuns; ++run) {
        const QString session = folder.filePath(u"killed%1.bothends"_s.arg(run));
        Server server;
        if (!startOurs(server, {u"--no-greeting"_s}, session))
            return reportMissing(measure, u"bothends serve cannot be started"_s);
        const std::vector<qint64> sent
            = talk(server.port, qint64(random.bounded(300, 900)) * 1'000'000, clock);
        const qint64 killedNs = clock.nsecsElapsed();
        server.program.kill();
        const qint64 kept = messagesIn(session);
        if (sent.empty() || kept < 0)
            return reportMissing(measure, u"the session cannot be opened"_s);
        said += qsizetype(sent.size());
        const bool isWhole = kept >= qint64(sent.size());
        lost << (isWhole ? 0.0 : double(killedNs - sent[size_t(kept)]) / 1e6);
    }
    const double most = *std::max_element(lost.cbegin(), lost.cend());
    report({measure, QString::number(most, 'f', 0),
            u"%1 kills, %2 messages, median %3 ms"_s.arg(kRuns).arg(said).arg(median(lost), 0, 'f', 0), most,
            Target{Target::Is::AtMost, 200}});
}

} // namespace bothends::bench
