// SPDX-License-Identifier: MIT
#include "bench/benchnetwork.h"
#include "bench/program.h"
#include "bench/table.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kRuns = 5;
constexpr qint64 kFlood = qint64(256) * 1024 * 1024;
constexpr int kRounds = 10'000;

double floodRate(int port)
{
    const QList<double> figures = load({u"flood"_s, QString::number(port), QString::number(kFlood)});
    return figures.size() < 2 ? 0 : figures[0] / figures[1];
}

double roundTrip(int port)
{
    return load({u"ping"_s, QString::number(port), QString::number(kRounds)}).value(0);
}

QString microseconds(double value)
{
    return QString::number(value, 'f', 1) + u" µs"_s;
}

} // namespace

void measureFlood()
{
    const QTemporaryDir folder;
    Server bare;
    Server writing;
    if (!startPeer(bare, {u"sink"_s}) || !startPeer(writing, {u"sink"_s, folder.filePath(u"sink"_s)}))
        return reportMissing(u"one peer floods"_s, u"benchpeer cannot be started"_s);
    QList<double> ours;
    QList<double> sink;
    QList<double> written;
    for (int run = 0; run < kRuns; ++run) {
        sampleNoise();
        sink << floodRate(bare.port);
        written << floodRate(writing.port);
        // A new session each time: the disk's room is limited, and its cache the same for each run.
        const QString session = folder.filePath(u"flood.bothends"_s);
        Server server;
        if (!startOurs(server, {u"--no-greeting"_s}, session))
            return reportMissing(u"one peer floods"_s, u"bothends serve cannot be started"_s);
        ours << floodRate(server.port);
        server.program.stop();
        if (QFileInfo(session).size() < kFlood)
            reportMissing(u"one peer floods"_s, u"the session is shorter than what was sent"_s);
        QFile::remove(session);
    }
    const QString rate = bytesPerSecond(median(ours)) + u' ' + spread(ours);
    report({u"received from one peer that floods, all on disk"_s, rate,
            u"C sink %1 %2"_s.arg(bytesPerSecond(median(sink)), spread(sink)), median(ours) / median(sink),
            Target{Target::Is::AtLeast, 0.6}});
    report({u"  the same beside a sink that writes a file"_s, rate,
            u"C sink %1 %2"_s.arg(bytesPerSecond(median(written)), spread(written)),
            median(ours) / median(written), std::nullopt});
}

void measureEcho()
{
    const QTemporaryDir folder;
    Server bare;
    Server ours;
    if (!startPeer(bare, {u"echo"_s}))
        return reportMissing(u"echo, 64 bytes"_s, u"benchpeer cannot be started"_s);
    if (!startOurs(ours, {u"--no-greeting"_s, u"--then"_s, u"echo"_s}, folder.filePath(u"echo.bothends"_s)))
        return reportMissing(u"echo, 64 bytes"_s, u"bothends serve cannot be started"_s);
    QList<double> own;
    QList<double> raw;
    for (int run = 0; run < kRuns; ++run) {
        sampleNoise();
        raw << roundTrip(bare.port);
        own << roundTrip(ours.port);
    }
    report({u"echo of 64 bytes, one client, round trip, all on disk"_s,
            microseconds(median(own)) + u' ' + spread(own),
            u"C epoll echo %1 %2"_s.arg(microseconds(median(raw)), spread(raw)), median(own) / median(raw),
            Target{Target::Is::AtMost, 1.5}});
}

} // namespace bothends::bench
