// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <vector>

namespace bothends::bench {

/// Durations in microseconds, and what one says of them.
class Samples
{
public:
    template <typename Work> void measure(Work work)
    {
        QElapsedTimer timer;
        timer.start();
        work();
        m_us.push_back(double(timer.nsecsElapsed()) / 1000);
    }
    double quantile(double part) const
    {
        std::vector<double> sorted = m_us;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(part * double(sorted.size())))];
    }
    double median() const { return quantile(0.5); }
    double worst() const { return quantile(1); }
    double sum() const { return std::accumulate(m_us.begin(), m_us.end(), 0.0); }

private:
    std::vector<double> m_us;
};

/// Processor time of all threads of this process, in seconds.
inline double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

inline void heading(const char *text)
{
    std::printf("\n%s\n", text);
}

/// One line: what, how much, and compared to what.
inline void line(const char *what, const QString &measured, const QString &compared = {})
{
    std::printf("  %-52s %16s   %s\n", what, qPrintable(measured), qPrintable(compared));
    std::fflush(stdout);
}

inline QString us(double value)
{
    return value < 1000 ? QString::number(value, 'f', value < 10 ? 2 : 0) + QStringLiteral(" µs")
                        : QString::number(value / 1000, 'f', 2) + QStringLiteral(" ms");
}

inline QString times(double ratio, const char *what)
{
    return QString::number(ratio, 'f', ratio < 10 ? 2 : 0) + QStringLiteral(" × ") + QString::fromUtf8(what);
}

} // namespace bothends::bench
