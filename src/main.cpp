// SPDX-License-Identifier: MIT
#include "cli/headless.h"
#include "core/languages.h"
#include "gui/window.h"
#include "net/session.h"

#include <QCoreApplication>

// Headless or window is decided from the bare arguments, before any application object exists: making
// a QApplication without a display would end the process.
int main(int argc, char **argv)
{
    using namespace bothends;
    Session::prepareProcess();
    QCoreApplication::setApplicationVersion(QStringLiteral(BOTHENDS_VERSION));
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (!isHeadless(arguments))
        return runWindow(argc, argv);

    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("bothends"));
    Languages languages;
    languages.install({});
    return runHeadless(argc, argv);
}
