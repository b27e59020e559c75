// SPDX-License-Identifier: MIT
//
// Measures what the README and the architecture page claim. Numbers of one machine mean little; each is
// printed with a ratio to something else measured in the same run.
//
// arguments: the parts to measure; none = all but the long ones
#include "bench/benchjournal.h"
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
    struct Part
    {
        const char *name;
        void (*measure)();
        bool isLong = false; ///< only when it is named
    };
    const Part parts[] = {
        {"greetings", bench::measureGreetings},
        {"flood", bench::measureFlood},
        {"echo", bench::measureEcho},
        {"clients", bench::measureClients},
        {"kill", bench::measureKill},
        {"idle", bench::measureIdle},
        {"start", bench::measureStart},
        {"kernel", bench::measureKernel},
        {"traffic", bench::measureTraffic},
        {"window", bench::measureWindow},
        {"journal", bench::measureJournal, true},
        {"short", bench::measureShort, true},
        {"flood4g", bench::measureLongFlood, true},
        {"messages", bench::measureMessages, true},
    };
    const QStringList wanted = QApplication::arguments().mid(1);
    for (const Part &part : parts) {
        if (wanted.isEmpty() ? !part.isLong : wanted.contains(QLatin1String(part.name)))
            part.measure();
    }
    bench::reportNoise();
    return 0;
}
