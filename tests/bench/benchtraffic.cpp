// SPDX-License-Identifier: MIT
#include "bench/benchtraffic.h"

#include "bench/stopwatch.h"
#include "support/sessionprobe.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace bothends::bench {

namespace {

constexpr qint64 kBytes = qint64(192) * 1024 * 1024;
constexpr qint64 kPiece = 64 * 1024;

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

/// A loop of send() in one thread and a loop of recv() in another: what the kernel can do.
double rawSeconds()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(listener, reinterpret_cast<const sockaddr *>(&address), size);
    ::listen(listener, 1);
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    QElapsedTimer timer;
    timer.start();
    std::thread sender([address] {
        const int client = ::socket(AF_INET, SOCK_STREAM, 0);
        ::connect(client, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        const QByteArray piece(kPiece, 'x');
        for (qint64 sent = 0; sent < kBytes;)
            sent += qMax<qint64>(0, ::send(client, piece.constData(), size_t(piece.size()), 0));
        ::close(client);
    });
    const int accepted = ::accept(listener, nullptr, nullptr);
    QByteArray buffer(kPiece, Qt::Uninitialized);
    while (::recv(accepted, buffer.data(), size_t(buffer.size()), 0) > 0) { }
    const double result = seconds(timer);
    sender.join();
    ::close(accepted);
    ::close(listener);
    return result;
}

/// The same bytes from a server of ours to a client of ours, every one of them in the journal.
double sessionSeconds(KernelSource source)
{
    test::SessionProbe probe;
    probe.session.observeKernel(source);
    probe.session.setWatched(true);
    const quint32 server = test::startServer(probe);
    probe.session.startClient({probe.addressOf(server)});
    std::ignore = QTest::qWaitFor([&] { return probe.count(EventKind::Accept, Side::Server) == 1; }, 20000);
    const QByteArray piece(4 * 1024 * 1024, 'x');
    QElapsedTimer timer;
    timer.start();
    qint64 sent = 0;
    QObject::connect(
        &probe.session, &Session::connectionsChanged, &probe, [&](const QList<ConnectionStatus> &changed) {
            for (const ConnectionStatus &status : changed) {
                if (status.side != Side::Server || status.queuedBytes > piece.size() || sent >= kBytes)
                    continue;
                sent += piece.size();
                probe.session.send(server, status.connection, piece);
            }
        });
    sent += piece.size();
    probe.session.broadcast(server, piece);
    std::ignore = QTest::qWaitFor([&] { return probe.session.journal().receivedBytes() >= kBytes; }, 120000);
    const double result = seconds(timer);
    probe.session.stopAll(std::chrono::milliseconds(0));
    std::ignore = QTest::qWaitFor([&] { return probe.isStopped; }, 20000);
    return result;
}

} // namespace

void measureTraffic()
{
    heading("Traffic: 192 MiB over loopback, both ends in one I/O thread, every byte kept in the journal");
    const auto rate = [](double time) {
        return QString::number(double(kBytes) / time / 1024 / 1024, 'f', 0) + QStringLiteral(" MiB/s");
    };
    const double raw = rawSeconds();
    const double unobserved = sessionSeconds(KernelSource::None);
    const double observed = sessionSeconds(KernelSource::System);
    line("send() and recv() in two threads", rate(raw));
    line("a server and a client of ours", rate(unobserved),
         times(unobserved / raw, "the time of the raw loops"));
    line("the same, with the kernel asked", rate(observed), times(observed / unobserved, "the time without"));
}

} // namespace bothends::bench
