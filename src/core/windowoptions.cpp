// SPDX-License-Identifier: MIT
#include "core/windowoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct WindowOptionTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::WindowOptionTexts)
};

std::optional<Address> addressOf(const QCommandLineParser &parser, const QString &name, bool needsHost,
                                 QString &fault)
{
    if (!parser.isSet(name))
        return std::nullopt;
    AddressParse parsed = parseAddress(parser.value(name));
    if (parsed.isValid() && parsed.address.host.isEmpty() && needsHost)
        parsed.fault = parser.value(name);
    if (!parsed.isValid()) {
        fault = WindowOptionTexts::tr("“%1” is not an address with a port.").arg(parsed.fault);
        return std::nullopt;
    }
    if (parsed.address.host.isEmpty())
        parsed.address.host = u"127.0.0.1"_s;
    return parsed.address;
}

} // namespace

bool opensSessions(const QString &firstArgument)
{
    return firstArgument == u"open"_s || firstArgument.endsWith(u".bothends"_s)
        || firstArgument.endsWith(u".pcapng"_s) || firstArgument.endsWith(u".pcap"_s);
}

QList<QCommandLineOption> windowCommandLine()
{
    return {{u"listen"_s, WindowOptionTexts::tr("Start the server."), u"[ADDRESS:]PORT"_s},
            {u"connect"_s, WindowOptionTexts::tr("Connect the client."), u"HOST:PORT"_s},
            {u"greeting"_s, WindowOptionTexts::tr("Send this to each client."), u"TEXT"_s},
            {u"language"_s, WindowOptionTexts::tr("Language of the window: en or zh_CN."), u"NAME"_s},
            {u"theme"_s, WindowOptionTexts::tr("Colours of the window: system, light or dark."), u"NAME"_s},
            {u"no-kernel"_s, WindowOptionTexts::tr("Do not ask the kernel: states are concluded.")},
            {u"shot"_s, WindowOptionTexts::tr("Save a picture of the window and exit."), u"FILE"_s}};
}

WindowOptions parseWindowOptions(const QStringList &arguments)
{
    WindowOptions options;
    QCommandLineParser parser;
    parser.addOptions(windowCommandLine());
    if (!parser.parse(arguments)) {
        options.fault = parser.errorText();
        return options;
    }
    options.sessions = parser.positionalArguments();
    if (options.sessions.value(0) == u"open"_s) {
        options.sessions.removeFirst();
        if (options.sessions.isEmpty())
            options.fault = WindowOptionTexts::tr("“open” needs the file of a session or a capture.");
    }
    options.listen = addressOf(parser, u"listen"_s, false, options.fault);
    options.connect = addressOf(parser, u"connect"_s, true, options.fault);
    if (parser.isSet(u"greeting"_s))
        options.greeting = parser.value(u"greeting"_s);
    options.language = parser.value(u"language"_s);
    options.theme = parser.value(u"theme"_s);
    if (parser.isSet(u"theme"_s) && !QStringList{u"system"_s, u"light"_s, u"dark"_s}.contains(options.theme))
        options.fault
            = WindowOptionTexts::tr("“%1” is not a theme: use system, light or dark.").arg(options.theme);
    options.asksKernel = !parser.isSet(u"no-kernel"_s);
    options.shotFile = parser.value(u"shot"_s);
    return options;
}

} // namespace bothends
