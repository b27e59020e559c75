// SPDX-License-Identifier: MIT
//
// Measures what the README and the architecture page claim. Numbers of one machine mean little; each is
// printed with a ratio to something else measured in the same run.

#include "bench/benchkernel.h"
#include "bench/benchtraffic.h"
#include "bench/benchwindow.h"
#include "net/session.h"

#include <QApplication>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    using namespace bothends;
    Session::prepareProcess();
    const QApplication application(argc, argv);
    const QStringList wanted = QApplication::arguments().mid(1);
    const auto wants = [&wanted](const QString &name) { return wanted.isEmpty() || wanted.contains(name); };
    if (wants(u"kernel"_s))
        bench::measureKernel();
    if (wants(u"traffic"_s))
        bench::measureTraffic();
    if (wants(u"window"_s))
        bench::measureWindow();
    return 0;
}
