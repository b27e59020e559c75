// SPDX-License-Identifier: MIT
#include "gui/window.h"

#include "core/languages.h"
#include "core/windowoptions.h"
#include "gui/demoscene.h"
#include "gui/mainwindow.h"
#include "gui/sessionwindows.h"
#include "gui/settings.h"
#include "store/sessionfolder.h"

#include <QApplication>
#include <QFontInfo>
#include <QIcon>
#include <QSettings>
#include <QTimer>

#include <cstdio>
#include <string_view>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// The language is needed before there is an application to parse the arguments.
QString chosenLanguage(int argc, char **argv, QSettings &store)
{
    const std::string_view option = "--language";
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == option && i + 1 < argc)
            return Languages::canonical(QString::fromLocal8Bit(argv[i + 1]));
        if (argument.starts_with(option) && argument.substr(option.size()).starts_with('='))
            return Languages::canonical(QString::fromLocal8Bit(argv[i] + option.size() + 1));
    }
    return Languages::canonical(loadSettings(store).settings.language);
}

// Without it, Chinese text is drawn with the Japanese shapes of its characters. Fontconfig reads the
// variable once, when QApplication is made; naming the families covers a language chosen later.
void prepareFontLanguage(const QString &language)
{
    if (language == u"zh_CN"_s && !qEnvironmentVariableIsSet("FC_LANG"))
        qputenv("FC_LANG", "zh-cn");
}

ThemeChoice themeNamed(const QString &name)
{
    return name == u"dark"_s ? ThemeChoice::Dark
        : name == u"light"_s ? ThemeChoice::Light
                             : ThemeChoice::System;
}

// Qt passes over an alias such as “Sans Serif” for a family that is there, and the quotation marks of a
// Chinese font are as wide as its characters: right in Chinese only.
void prepareFonts(const QString &language)
{
    QFont font = QApplication::font();
    const QString first = language == u"zh_CN"_s ? font.family() : QFontInfo(font).family();
    font.setFamilies({first, u"Noto Sans CJK SC"_s, u"WenQuanYi Micro Hei"_s});
    QApplication::setFont(font);
}

void apply(const WindowOptions &options, MainWindow &window)
{
    ServerPanel::Values server = window.serverPanel().values();
    if (options.greeting)
        server.greeting = *options.greeting;
    if (options.listen) {
        server.host = options.listen->host;
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
    QSettings store(QSettings::IniFormat, QSettings::UserScope, u"BothEnds"_s, u"BothEnds"_s);
    const QString language = chosenLanguage(argc, argv, store);
    prepareFontLanguage(language);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"BothEnds"_s);
    QApplication::setApplicationName(u"BothEnds"_s);
    QApplication::setDesktopFileName(u"io.github.bothends.BothEnds"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    prepareFonts(language);
    Languages languages;
    languages.install({});

    const WindowOptions options = parseWindowOptions(QApplication::arguments());
    if (!options.fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(options.fault));
        return 2;
    }

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
    // Behind the first picture, which need not wait for a plug-in that reads it.
    QTimer::singleShot(0, &application,
                       [] { QApplication::setWindowIcon(QIcon(u":/icons/bothends.svg"_s)); });
    return QApplication::exec();
}

} // namespace bothends
