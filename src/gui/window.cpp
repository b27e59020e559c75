// SPDX-License-Identifier: MIT
#include "gui/window.h"

#include "core/windowoptions.h"
#include "gui/demoscene.h"
#include "gui/mainwindow.h"
#include "gui/sessionwindows.h"
#include "store/sessionfolder.h"

#include <QApplication>
#include <QFontDatabase>
#include <QIcon>
#include <QSettings>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// Without it, Chinese text is drawn with the Japanese shapes of its characters. Fontconfig reads the
// variable once, when QApplication is made; naming the families covers a language chosen later.
void prepareFontLanguage()
{
    if (!qEnvironmentVariableIsSet("FC_LANG"))
        qputenv("FC_LANG", "zh-cn");
}

ThemeChoice themeNamed(const QString &name)
{
    return name == u"dark"_s ? ThemeChoice::Dark
        : name == u"light"_s ? ThemeChoice::Light
                             : ThemeChoice::System;
}

void prepareFonts()
{
    QFont font = QApplication::font();
    font.setFamilies({font.family(), u"Noto Sans CJK SC"_s, u"WenQuanYi Micro Hei"_s});
    QApplication::setFont(font);
}

void apply(const WindowOptions &options, MainWindow &window)
{
    ServerPanel::Values server = window.serverPanel().values();
    if (options.greeting)
        server.greeting = *options.greeting;
    if (options.listen) {
        server.address = options.listen->host;
        server.port = options.listen->port;
    }
    window.serverPanel().setValues(server);
    if (options.connect) {
        ClientPanel::Values client = window.clientPanel().values();
        client.host = options.connect->host;
        client.port = options.connect->port;
        window.clientPanel().setValues(client);
    }
    if (options.listen)
        window.serverPanel().start();
    if (options.connect)
        window.clientPanel().connectAnother();
}

/// The first window; null if a file that was asked for cannot be opened.
MainWindow *openWindows(const WindowOptions &options, SessionWindows &windows)
{
    if (options.sessions.isEmpty())
        return windows.openNew();
    MainWindow *first = nullptr;
    for (const QString &file : options.sessions) {
        const auto opened = windows.open(file);
        if (const Error *error = std::get_if<Error>(&opened)) {
            const ErrorText text = errorText(*error);
            std::fprintf(stderr, "%s\n%s\n", qPrintable(text.what), qPrintable(text.nextStep));
            return nullptr;
        }
        first = first ? first : std::get<MainWindow *>(opened);
    }
    return first;
}

} // namespace

int runWindow(int &argc, char **argv)
{
    prepareFontLanguage();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"BothEnds"_s);
    QApplication::setApplicationName(u"BothEnds"_s);
    QApplication::setDesktopFileName(u"io.github.bothends.BothEnds"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/bothends.svg"_s));
    QApplication::setQuitOnLastWindowClosed(false);
    prepareFonts();
    Languages languages;
    languages.install({});

    const WindowOptions options = parseWindowOptions(QApplication::arguments());
    if (!options.fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(options.fault));
        return 2;
    }

    QSettings store(QSettings::IniFormat, QSettings::UserScope, u"BothEnds"_s, u"BothEnds"_s);
    SessionWindows windows(languages, store,
                           options.shotFile.isEmpty() ? SessionFolder::standardPath() : QString(),
                           options.asksKernel ? KernelSource::System : KernelSource::Unavailable);
    QObject::connect(&windows, &SessionWindows::lastClosed, &application, &QCoreApplication::quit);
    MainWindow *window = openWindows(options, windows);
    if (!window)
        return 2;
    if (!options.language.isEmpty())
        window->overrideLanguage(options.language);
    if (!options.theme.isEmpty())
        window->overrideTheme(themeNamed(options.theme));
    Session *session = windows.liveSession(window);
    if (!options.shotFile.isEmpty() && session) {
        auto *scene = new DemoScene(*session, *window, window);
        QObject::connect(scene, &DemoScene::finished, window, [window, file = options.shotFile] {
            QCoreApplication::exit(window->grab().save(file) ? 0 : 1);
        });
        scene->play();
    } else if (session) {
        windows.offerInterrupted(*window);
        apply(options, *window);
    }
    return QApplication::exec();
}

} // namespace bothends
