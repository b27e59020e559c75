// SPDX-License-Identifier: MIT
#include "bench/table.h"

#include "bench/stopwatch.h"

#include <QLocale>

#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

QList<double> noise; // milliseconds

void print(const QString &measure, const QString &ours, const QString &beside, const QString &ratio,
           const QString &target, const QString &isMet)
{
    static bool isFirst = true;
    if (isFirst) {
        isFirst = false;
        print(u"measure"_s, u"ours"_s, u"beside it"_s, u"ratio"_s, u"target"_s, u"met?"_s);
        std::puts(
            "---------------------------------------------------------------------------------------------"
            "-------------------------------------------------");
    }
    std::puts(qPrintable(u"%1 %2 %3 %4 %5 %6"_s.arg(measure, -56)
                             .arg(ours, 18)
                             .arg(beside, 38)
                             .arg(ratio, 8)
                             .arg(target, 9)
                             .arg(isMet, 7)));
    std::fflush(stdout);
}

} // namespace

void report(const Row &row)
{
    const QString ratio = QString::number(row.ratio, 'f', row.ratio < 100 ? 2 : 0);
    QString target;
    QString isMet;
    if (row.target) {
        const bool isAtLeast = row.target->is == Target::Is::AtLeast;
        target = (isAtLeast ? u"≥ "_s : u"≤ "_s) + QString::number(row.target->value, 'g', 5);
        isMet = (isAtLeast ? row.ratio >= row.target->value : row.ratio <= row.target->value) ? u"met"_s
                                                                                              : u"missed"_s;
    }
    print(row.measure, row.ours, row.beside, row.beside.isEmpty() && !row.target ? QString() : ratio, target,
          isMet);
}

void reportMissing(const QString &measure, const QString &why)
{
    print(measure, u"–"_s, why, {}, {}, {});
}

void sampleNoise()
{
    constexpr int kTurns = 20'000;
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return;
    char bytes[64] = {};
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kTurns; ++i) {
        if (::send(ends[0], bytes, sizeof bytes, 0) < 0 || ::recv(ends[1], bytes, sizeof bytes, 0) < 0)
            break;
    }
    noise << double(timer.nsecsElapsed()) / 1e6;
    ::close(ends[0]);
    ::close(ends[1]);
}

void reportNoise()
{
    if (noise.isEmpty())
        return;
    const auto [least, most] = std::minmax_element(noise.cbegin(), noise.cend());
    const double middle = median(noise);
    std::printf("\nNoise of the machine: the same 20,000 send() and recv() took %.1f ms, %.1f to %.1f ms "
                "(%+.0f %% to %+.0f %%) in %lld samples.\n",
                middle, *least, *most, (*least / middle - 1) * 100, (*most / middle - 1) * 100,
                static_cast<long long>(noise.size()));
}

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

QString grouped(double value)
{
    return QLocale(QLocale::English).toString(value, 'f', 0);
}

QString perSecond(double value)
{
    return grouped(value) + u"/s"_s;
}

QString bytesPerSecond(double value)
{
    return grouped(value / 1024 / 1024) + u" MiB/s"_s;
}

QString spread(const QList<double> &values)
{
    if (values.isEmpty())
        return {};
    const auto [least, most] = std::minmax_element(values.cbegin(), values.cend());
    return u"±%1 %"_s.arg((*most - *least) / 2 / median(values) * 100, 0, 'f', 0);
}

} // namespace bothends::bench
