// SPDX-License-Identifier: MIT
//
// Measures what the README and the architecture page claim. Numbers of one machine mean little; each is
// printed with a ratio to something else measured in the same run.
//
// arguments: the parts to measure; none = all
#include "bench/benchkernel.h"
#include "bench/benchnetwork.h"
#include "bench/benchtraffic.h"
#include "bench/benchwindow.h"
#include "bench/table.h"
#include "net/session.h"

#include <QApplication>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    using namespace bothends;
    Session::prepareProcess();
    const QApplication application(argc, argv);
    const std::pair<const char *, void (*)()> parts[] = {
        {"greetings", bench::measureGreetings}, {"flood", bench::measureFlood},
        {"echo", bench::measureEcho},           {"clients", bench::measureClients},
        {"idle", bench::measureIdle},           {"start", bench::measureStart},
        {"kernel", bench::measureKernel},       {"traffic", bench::measureTraffic},
        {"window", bench::measureWindow},
    };
    const QStringList wanted = QApplication::arguments().mid(1);
    for (const auto &[name, measure] : parts) {
        if (wanted.isEmpty() || wanted.contains(QLatin1String(name)))
            measure();
    }
    bench::reportNoise();
    return 0;
}
