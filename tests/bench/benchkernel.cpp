// SPDX-License-Identifier: MIT
#include "bench/benchkernel.h"

#include "bench/stopwatch.h"
#include "kernel/kernelprobe.h"
#include "support/sessionprobe.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace bothends::bench {

namespace {

constexpr int kConnections = 200;
constexpr int kRounds = 200;
constexpr int kWatchedMs = 5000;

/// Connections between a QTcpServer and as many clients.
struct Pairs
{
    Pairs()
    {
        server.setListenBacklogSize(2 * kConnections);
        server.setMaxPendingConnections(2 * kConnections);
        server.listen(QHostAddress::LocalHost);
        for (int i = 0; i < kConnections; ++i) {
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(QHostAddress::LocalHost, server.serverPort());
        }
        std::ignore = QTest::qWaitFor([this] {
            return std::all_of(clients.begin(), clients.end(), [](const auto &client) {
                return client->state() == QAbstractSocket::ConnectedState;
            });
        });
    }
    QTcpServer server;
    std::vector<std::unique_ptr<QTcpSocket>> clients;
};

void measureQuestions()
{
    const Pairs pairs;
    const auto probe = makeKernelProbe();
    if (!probe->isAvailable()) {
        line("the kernel cannot be asked here", {});
        return;
    }
    std::vector<std::pair<Address, Address>> ends;
    for (const auto &client : pairs.clients) {
        const Address local{client->localAddress().toString(), client->localPort()};
        const Address peer{client->peerAddress().toString(), client->peerPort()};
        ends.emplace_back(local, peer);
        ends.emplace_back(peer, local);
    }
    Samples round;
    Samples raw;
    Samples file;
    for (int i = 0; i < kRounds; ++i) {
        round.measure([&] {
            for (const auto &[local, peer] : ends)
                (void)probe->end(local, peer);
        });
        raw.measure([&] {
            tcp_info info{};
            for (const auto &client : pairs.clients) {
                socklen_t size = sizeof info;
                ::getsockopt(int(client->socketDescriptor()), IPPROTO_TCP, TCP_INFO, &info, &size);
            }
        });
        if (i % 10 == 0) {
            file.measure([] {
                QFile table(QStringLiteral("/proc/net/tcp"));
                if (table.open(QIODevice::ReadOnly))
                    (void)table.readAll();
            });
        }
    }
    const double each = round.median() / double(ends.size());
    line("one question about one end", us(each),
         times(each / (raw.median() / kConnections), "getsockopt(TCP_INFO)"));
    line("both ends of 200 connections", us(round.median()),
         times(round.median() / file.median(), "reading /proc/net/tcp once"));
    line("the same ten times a second, of one core",
         QString::number(round.median() * 10 / 1e6 * 100, 'f', 2) + QStringLiteral(" %"));
}

double processorShare(bool watched)
{
    test::SessionProbe probe;
    probe.session.observeKernel(KernelSource::System);
    probe.session.setWatched(watched);
    const quint32 server = test::startServer(probe);
    for (int i = 0; i < kConnections; ++i)
        probe.session.startClient({probe.addressOf(server)});
    std::ignore = QTest::qWaitFor(
        [&] { return probe.count(EventKind::Connected, Side::Client) == kConnections; }, 20000);
    QTest::qWait(500);
    const double before = processorSeconds();
    QTest::qWait(kWatchedMs);
    const double share = (processorSeconds() - before) / (kWatchedMs / 1000.0) * 100;
    probe.session.stopAll(std::chrono::milliseconds(0));
    std::ignore = QTest::qWaitFor([&] { return probe.isStopped; }, 20000);
    return share;
}

} // namespace

void measureKernel()
{
    heading("Kernel probe");
    measureQuestions();
    const double hidden = processorShare(false);
    const double watched = processorShare(true);
    const auto percent = [](double share) { return QString::number(share, 'f', 2) + QStringLiteral(" %"); };
    line("200 live quiet connections, window hidden, of one core", percent(hidden));
    line("200 live quiet connections, watched, of one core", percent(watched),
         QStringLiteral("wanted: under 5 %"));
}

} // namespace bothends::bench
