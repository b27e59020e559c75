// SPDX-License-Identifier: MIT
#include "bench/benchnetwork.h"
#include "bench/program.h"
#include "bench/table.h"

#include <QTemporaryDir>
#include <QThread>

#include <memory>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kMost = 10'000;
constexpr int kTalking = 100;
constexpr int kRuns = 5;
constexpr int kRounds = 100; // of a message from each that talks
constexpr int kIdleSeconds = 5;

/// An echo of ours with its session on disk, and clients that have connected.
struct Crowd
{
    Crowd(const QString &session, int clients)
    {
        isRunning = startOurs(
            server,
            {u"--no-greeting"_s, u"--then"_s, u"echo"_s, u"--backlog"_s, u"4096"_s, u"--limit"_s, u"20000"_s},
            session);
        if (!isRunning)
            return;
        before = server.program.residentBytes();
        isRunning = load.start(peerProgram(),
                               {u"clients"_s, QString::number(server.port), QString::number(clients),
                                QString::number(kTalking)});
        const std::optional<QByteArray> line = load.line(30'000);
        isRunning = isRunning && line && !line->isEmpty();
        acceptSeconds = line.value_or(QByteArray()).toDouble();
        QThread::msleep(500); // what is still on its way to the disk
        after = server.program.residentBytes();
    }
    /// Microseconds of the server's processor time for each message that was received and echoed.
    double processorPerMessage()
    {
        const double start = server.program.processorSeconds();
        load.say(QByteArray::number(kRounds));
        const QByteArray line = load.line().value_or(QByteArray());
        QThread::msleep(300); // the last of it goes to the disk
        const double messages = line.split(' ').value(0).toDouble();
        return messages > 0 ? (server.program.processorSeconds() - start) / messages * 1e6 : 0;
    }

    Server server;
    Program load;
    bool isRunning = false;
    double acceptSeconds = 0;
    qint64 before = 0;
    qint64 after = 0;
};

qint64 wakeUps(const Program &program)
{
    qint64 sum = 0;
    const auto counts = program.wakeUps();
    for (const auto &[thread, count] : counts)
        sum += count;
    return sum;
}

double wakeUpsPerSecond(const Program &program)
{
    const qint64 before = wakeUps(program);
    QThread::sleep(kIdleSeconds);
    return double(wakeUps(program) - before) / kIdleSeconds;
}

} // namespace

void measureClients()
{
    // Each takes two descriptors of ours, and some are left for the rest.
    const int count = qMin(kMost, (descriptorLimit() - 200) / 2);
    const QString clients = grouped(count) + u" clients"_s;
    const QTemporaryDir folder;
    Crowd few(folder.filePath(u"few.bothends"_s), kTalking);
    Crowd many(folder.filePath(u"many.bothends"_s), count);
    if (!few.isRunning || !many.isRunning)
        return reportMissing(clients, u"they cannot all connect"_s);
    report({clients + u": until all are accepted, s"_s,
            QString::number(many.acceptSeconds, 'f', 2),
            {},
            many.acceptSeconds,
            Target{Target::Is::AtMost, 2}});
    const double each = double(many.after - many.before) / count / 1024;
    report({clients + u": memory each, KiB"_s,
            QString::number(each, 'f', 1),
            {},
            each,
            Target{Target::Is::AtMost, 12}});
    QList<double> alone;
    QList<double> among;
    for (int run = 0; run < kRuns; ++run) {
        sampleNoise();
        alone << few.processorPerMessage();
        among << many.processorPerMessage();
    }
    const auto cost = [](const QList<double> &values) {
        return QString::number(median(values), 'f', 1) + u" µs "_s + spread(values);
    };
    report({u"100 of %1 talk: processor per message"_s.arg(clients), cost(among),
            u"100 clients alone "_s + cost(alone), median(among) / median(alone),
            Target{Target::Is::AtMost, 1.3}});
}

void measureIdle()
{
    const QTemporaryDir folder;
    Crowd crowd(folder.filePath(u"idle.bothends"_s), 100);
    if (!crowd.isRunning)
        return reportMissing(u"idle"_s, u"bothends serve cannot be started"_s);
    QThread::sleep(2);
    const double headless = wakeUpsPerSecond(crowd.server.program);
    report({u"idle, 100 connections, headless: wake-ups a second"_s,
            QString::number(headless, 'f', 1),
            {},
            headless,
            Target{Target::Is::AtMost, 0}});

    const QTemporaryDir home;
    Server window;
    if (!startWindow(window, home.path(), false))
        return reportMissing(u"idle, window open"_s, u"the window cannot be started"_s);
    window.program.line(); // painted
    window.program.say("idle");
    window.program.line();
    Program clients;
    clients.start(peerProgram(), {u"connect"_s, QString::number(window.port), u"100"_s});
    clients.line();
    QThread::sleep(4);
    const auto before = window.program.wakeUps();
    QThread::sleep(kIdleSeconds);
    const auto after = window.program.wakeUps();
    double sum = 0;
    QStringList threads;
    for (qsizetype i = 0; i < qMin(before.size(), after.size()); ++i) {
        const double woken = double(after[i].second - before[i].second) / kIdleSeconds;
        sum += woken;
        if (woken > 0)
            threads << u"%1 %2"_s.arg(after[i].first, QString::number(woken, 'f', 1));
    }
    // Two a second are the blinking cursor's.
    report({u"idle, 100 connections, window open: wake-ups a second"_s, QString::number(sum, 'f', 1),
            threads.join(u", "_s), sum, Target{Target::Is::AtMost, 2}});
}

} // namespace bothends::bench
