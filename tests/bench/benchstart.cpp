// SPDX-License-Identifier: MIT
#include "bench/benchnetwork.h"
#include "bench/program.h"
#include "bench/table.h"

#include <QTemporaryDir>

#include <ctime>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kRuns = 9;

/// Milliseconds from the start of the process to its first painted window; 0 = it failed.
double startMs(const QString &role)
{
    const QTemporaryDir home;
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    Program program;
    if (!program.start(windowProgram(), {role}, home.path()))
        return 0;
    const QList<QByteArray> words = program.line(20'000).value_or(QByteArray()).split(' ');
    const double painted = words.value(1).toDouble();
    return painted > 0 ? (painted - double(time.tv_sec) * 1e9 - double(time.tv_nsec)) / 1e6 : 0;
}

} // namespace

void measureStart()
{
    QList<double> ours;
    QList<double> empty;
    QList<double> label; // what it takes until Qt can draw the first letter
    startMs(u"window"_s); // reads the files from the disk
    for (int run = 0; run < kRuns; ++run) {
        sampleNoise();
        empty << startMs(u"empty"_s);
        label << startMs(u"label"_s);
        ours << startMs(u"window"_s);
    }
    if (median(ours) <= 0 || median(empty) <= 0)
        return reportMissing(u"start to the first painted window"_s, u"the window cannot be started"_s);
    const auto text = [](const QList<double> &values) {
        return QString::number(median(values), 'f', 0) + u" ms "_s + spread(values);
    };
    report({u"start to the first painted window"_s, text(ours), u"an empty Qt window "_s + text(empty),
            median(ours) / median(empty), Target{Target::Is::AtMost, 2.5}});
    report({u"the same"_s,
            text(ours),
            u"a Qt window with one word "_s + text(label),
            median(ours) / median(label),
            {}});
}

} // namespace bothends::bench
