// SPDX-License-Identifier: MIT
#include "gui/window.h"

#include "gui/demoscene.h"
#include "gui/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFontDatabase>
#include <QIcon>
#include <QSettings>
#include <QTimer>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct WindowTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::WindowTexts)
};

struct WindowOptions
{
    std::optional<Address> listen;
    std::optional<Address> connect;
    std::optional<QString> greeting;
    QString language;
    std::optional<ThemeChoice> theme;
    QString shotFile;
    QString fault; ///< what is wrong with the arguments, for the user
};

WindowOptions parseOptions(const QStringList &arguments)
{
    WindowOptions options;
    QCommandLineParser parser;
    parser.addOptions({{u"listen"_s, {}, u"ADDRESS"_s},
                       {u"connect"_s, {}, u"ADDRESS"_s},
                       {u"greeting"_s, {}, u"TEXT"_s},
                       {u"language"_s, {}, u"NAME"_s},
                       {u"theme"_s, {}, u"NAME"_s},
                       {u"shot"_s, {}, u"FILE"_s}});
    if (!parser.parse(arguments)) {
        options.fault = parser.errorText();
        return options;
    }
    const auto address = [&](const QString &name, bool needsHost) -> std::optional<Address> {
        if (!parser.isSet(name))
            return std::nullopt;
        AddressParse parsed = parseAddress(parser.value(name));
        if (parsed.isValid() && parsed.address.host.isEmpty() && needsHost)
            parsed.fault = parser.value(name);
        if (!parsed.isValid())
            options.fault = WindowTexts::tr("“%1” is not an address with a port.").arg(parsed.fault);
        else if (parsed.address.host.isEmpty())
            parsed.address.host = u"127.0.0.1"_s;
        return parsed.address;
    };
    options.listen = address(u"listen"_s, false);
    options.connect = address(u"connect"_s, true);
    if (parser.isSet(u"greeting"_s))
        options.greeting = parser.value(u"greeting"_s);
    options.language = parser.value(u"language"_s);
    if (parser.isSet(u"theme"_s)) {
        const QStringList names{u"system"_s, u"light"_s, u"dark"_s};
        const qsizetype choice = names.indexOf(parser.value(u"theme"_s));
        if (choice < 0)
            options.fault = WindowTexts::tr("“%1” is not a theme: use system, light or dark.")
                                .arg(parser.value(u"theme"_s));
        else
            options.theme = ThemeChoice(choice);
    }
    options.shotFile = parser.value(u"shot"_s);
    return options;
}

// Without it, Chinese text is drawn with the Japanese shapes of its characters. Fontconfig reads the
// variable once, when QApplication is made; naming the families covers a language chosen later.
void prepareFontLanguage()
{
    if (!qEnvironmentVariableIsSet("FC_LANG"))
        qputenv("FC_LANG", "zh-cn");
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

    const WindowOptions options = parseOptions(QApplication::arguments());
    if (!options.fault.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(options.fault));
        return 2;
    }

    Session session;
    QSettings store(QSettings::IniFormat, QSettings::UserScope, u"BothEnds"_s, u"BothEnds"_s);
    MainWindow window(session, languages, store);
    if (!options.language.isEmpty())
        window.overrideLanguage(options.language);
    if (options.theme)
        window.overrideTheme(*options.theme);
    // Say goodbye to all connections in order, but do not keep the user waiting for a peer that is silent.
    QObject::connect(&window, &MainWindow::closed, &session,
                     [&session] { session.stopAll(std::chrono::milliseconds(500)); });
    QObject::connect(&session, &Session::stopped, &application, &QCoreApplication::quit);
    window.show();
    if (options.shotFile.isEmpty()) {
        apply(options, window);
    } else {
        auto *scene = new DemoScene(session, window, &window);
        QObject::connect(scene, &DemoScene::finished, &window, [&] {
            const bool isSaved = window.grab().save(options.shotFile);
            QTimer::singleShot(0, &application, [isSaved] { QCoreApplication::exit(isSaved ? 0 : 1); });
        });
        scene->play();
    }
    return QApplication::exec();
}

} // namespace bothends
