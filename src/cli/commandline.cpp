// SPDX-License-Identifier: MIT
#include "cli/commandline.h"

#include "core/windowoptions.h"

#include "cli/displaywidth.h"
#include "core/error.h"
#include "net/session.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct CommandLineTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CommandLine)
};

constexpr int kLargestNumber = 1'000'000;

enum class Verb : quint8 { Serve, Connect, Demo };

struct VerbHelp
{
    Verb verb;
    QString name;
    QString arguments; // as written after the name
    QString purpose;
};

QList<VerbHelp> allVerbs()
{
    return {
        {Verb::Serve, u"serve"_s, u"[ADDRESS:]PORT"_s,
         CommandLineTexts::tr(
             "Listen on a port and greet each client, until Ctrl+C. Port 0 takes any free one.")},
        {Verb::Connect, u"connect"_s, u"HOST:PORT"_s,
         CommandLineTexts::tr("Connect, print what arrives and send the lines of standard input.")},
        {Verb::Demo, u"demo"_s, QString(),
         CommandLineTexts::tr("Let a server and a client talk in this process and print what happened.")}};
}

// ---- Options
// -----------------------------------------------------------------------------------------------

using Options = QList<QCommandLineOption>;

QCommandLineOption encodingOption()
{
    return {u"encoding"_s,
            CommandLineTexts::tr("How text becomes bytes: UTF-8 (default), GB18030, GBK, Big5, …"),
            u"NAME"_s};
}

QCommandLineOption jsonOption()
{
    return {u"json"_s, CommandLineTexts::tr("Print one JSON object for each event.")};
}

QCommandLineOption kernelOption()
{
    return {
        u"kernel"_s,
        CommandLineTexts::tr("Also report the TCP states and queues of both ends, as the kernel has them.")};
}

Options commonOptions()
{
    return {{{u"h"_s, u"help"_s}, CommandLineTexts::tr("Print this help.")},
            {{u"v"_s, u"version"_s}, CommandLineTexts::tr("Print the version.")}};
}

Options optionsOf(Verb verb)
{
    switch (verb) {
    case Verb::Serve:
        return {
            {u"greeting"_s,
             CommandLineTexts::tr("Send this to each client; the default is “%1”.").arg(tutorialGreeting()),
             u"TEXT"_s},
            {u"no-greeting"_s, CommandLineTexts::tr("Send nothing to a new client.")},
            {u"then"_s,
             CommandLineTexts::tr("After the greeting: chat (stay connected, the default), close, or echo."),
             u"chat|close|echo"_s},
            {u"backlog"_s, CommandLineTexts::tr("Clients that may wait to be accepted; the default is 128."),
             u"N"_s},
            {u"limit"_s, CommandLineTexts::tr("Clients connected at the same time; the default is 10000."),
             u"N"_s},
            encodingOption(),
            jsonOption(),
            kernelOption(),
            {u"quiet"_s, CommandLineTexts::tr("Print errors only. With --json it has no effect.")}};
    case Verb::Connect:
        return {{u"send"_s,
                 CommandLineTexts::tr("Send this first, without a line ending; may be given several times."),
                 u"TEXT"_s},
                encodingOption(),
                jsonOption(),
                kernelOption()};
    case Verb::Demo:
        return {jsonOption(),
                {u"no-kernel"_s, CommandLineTexts::tr("Do not ask the kernel: states are concluded.")}};
    }
    return {};
}

// ---- Finding the verb
// --------------------------------------------------------------------------------------

// Options whose value is the next argument. Qt's own are those of QGuiApplication and QApplication.
bool takesValue(const QString &argument)
{
    static const QStringList names = [] {
        QStringList all{u"platform"_s,        u"platformpluginpath"_s,
                        u"platformtheme"_s,   u"plugin"_s,
                        u"qwindowgeometry"_s, u"qwindowicon"_s,
                        u"qwindowtitle"_s,    u"icon"_s,
                        u"title"_s,           u"style"_s,
                        u"stylesheet"_s,      u"display"_s,
                        u"geometry"_s,        u"fontengine"_s,
                        u"session"_s};
        Options options = windowCommandLine();
        for (const VerbHelp &verb : allVerbs())
            options += optionsOf(verb.verb);
        for (const QCommandLineOption &option : options) {
            if (!option.valueName().isEmpty())
                all += option.names();
        }
        return all;
    }();
    return names.contains(argument.mid(argument.startsWith(u"--"_s) ? 2 : 1));
}

struct Outline
{
    qsizetype verb = -1; ///< index of the first argument that is no option
    bool wantsHelp = false;
    bool wantsVersion = false;
};

Outline outlineOf(const QStringList &arguments)
{
    Outline outline;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (argument == u"--"_s || !argument.startsWith(u'-') || argument == u"-"_s) {
            const qsizetype verb = argument == u"--"_s ? i + 1 : i;
            if (verb < arguments.size())
                outline.verb = verb;
            return outline;
        }
        outline.wantsHelp |= argument == u"--help"_s || argument == u"-h"_s;
        outline.wantsVersion |= argument == u"--version"_s || argument == u"-v"_s;
        if (takesValue(argument))
            ++i;
    }
    return outline;
}

// ---- Help
// --------------------------------------------------------------------------------------------------

QString versionText()
{
    return u"bothends " BOTHENDS_VERSION "\n"_s;
}

QString optionLines(const Options &options)
{
    QString lines;
    for (const QCommandLineOption &option : options) {
        QStringList names;
        for (const QString &name : option.names())
            names += (name.size() == 1 ? u"-"_s : u"--"_s) + name;
        QString left = u"  "_s + names.join(u", "_s);
        if (!option.valueName().isEmpty())
            left += u' ' + option.valueName();
        lines += paddedTo(left, 28) + u' ' + option.description() + u'\n';
    }
    return lines;
}

QString exitCodeLines()
{
    return CommandLineTexts::tr("Exit codes:") + u'\n'
        + CommandLineTexts::tr("  0  everything ended in order") + u'\n'
        + CommandLineTexts::tr("  1  the demo failed, or the output could not be written") + u'\n'
        + CommandLineTexts::tr("  2  the arguments or the text to send are wrong") + u'\n'
        + CommandLineTexts::tr("  3  could not listen or connect") + u'\n'
        + CommandLineTexts::tr("  4  the connection was reset") + u'\n';
}

QString usageOf(const VerbHelp &verb)
{
    const QString arguments = verb.arguments.isEmpty() ? QString() : u' ' + verb.arguments;
    return u"bothends %1%2 [options]"_s.arg(verb.name, arguments);
}

QString generalHelp()
{
    QString verbs;
    for (const VerbHelp &verb : allVerbs())
        verbs += u"  "_s + usageOf(verb) + u"\n      "_s + verb.purpose + u'\n';
    return CommandLineTexts::tr("BothEnds shows both ends of a TCP connection: calls, signals and bytes.")
        + u"\n\n"_s + CommandLineTexts::tr("Usage:") + u"\n  bothends [options]\n      "_s
        + CommandLineTexts::tr("Open the window.") + u'\n' + verbs + u'\n'
        + CommandLineTexts::tr("Options of the window:") + u'\n' + optionLines(windowCommandLine())
        + optionLines(commonOptions()) + u'\n'
        + CommandLineTexts::tr("“bothends serve --help” explains the options of serve; the others likewise.")
        + u"\n\n"_s + exitCodeLines();
}

QString verbHelp(const VerbHelp &verb)
{
    return CommandLineTexts::tr("Usage: %1").arg(usageOf(verb)) + u"\n\n"_s + verb.purpose + u"\n\n"_s
        + CommandLineTexts::tr("Options:") + u'\n' + optionLines(optionsOf(verb.verb))
        + optionLines(commonOptions()) + u'\n' + exitCodeLines();
}

// ---- Values
// ------------------------------------------------------------------------------------------------

/// A fault found while the values are read; travels as a value inside this file.
template <typename Value> using Read = std::variant<Value, UsageError>;

UsageError usageError(const Error &error)
{
    const ErrorText text = errorText(error);
    return {CommandLineTexts::tr("%1 %2", "what happened, and what to do").arg(text.what, text.nextStep)};
}

Read<TextEncoding> readEncoding(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"encoding"_s))
        return TextEncoding::Utf8;
    const QString name = parser.value(u"encoding"_s);
    if (const auto encoding = textEncodingFromName(name))
        return *encoding;
    QStringList known;
    for (const TextEncoding encoding : allTextEncodings())
        known += textEncodingName(encoding);
    return UsageError{
        CommandLineTexts::tr("“%1” is not an encoding. Known are: %2.").arg(name, known.join(u", "_s))};
}

Read<QByteArray> readText(TextEncoding encoding, const QString &text)
{
    EncodeResult result = encodeText(encoding, text);
    if (result.unencodable)
        return usageError({ErrorCode::Unencodable, 0, *result.unencodable, 0, {}});
    return std::move(result.bytes);
}

Read<int> readNumber(const QCommandLineParser &parser, const QString &option, int least, int otherwise)
{
    if (!parser.isSet(option))
        return otherwise;
    const QString typed = parser.value(option);
    // toInt() also takes signs and spaces.
    const bool isDigits = !typed.isEmpty()
        && std::all_of(typed.begin(), typed.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool ok = false;
    const int value = typed.toInt(&ok);
    if (isDigits && ok && value >= least && value <= kLargestNumber)
        return value;
    return UsageError{CommandLineTexts::tr("--%1 needs a number from %2 to %3, not “%4”.")
                          .arg(option)
                          .arg(least)
                          .arg(kLargestNumber)
                          .arg(typed)};
}

Read<AfterGreeting> readAfterGreeting(const QCommandLineParser &parser)
{
    const QString word = parser.isSet(u"then"_s) ? parser.value(u"then"_s) : u"chat"_s;
    if (word == u"chat"_s)
        return AfterGreeting::KeepChatting;
    if (word == u"close"_s)
        return AfterGreeting::Close;
    if (word == u"echo"_s)
        return AfterGreeting::Echo;
    return UsageError{CommandLineTexts::tr("--then needs chat, close or echo, not “%1”.").arg(word)};
}

OutputFormat readFormat(const QCommandLineParser &parser)
{
    return parser.isSet(u"json"_s) ? OutputFormat::Json : OutputFormat::Text;
}

Read<Address> readAddress(const QString &typed)
{
    const AddressParse parse = parseAddress(typed);
    if (parse.isValid())
        return parse.address;
    if (parse.fault == typed && !typed.contains(u':'))
        return UsageError{
            CommandLineTexts::tr("“%1” is not a port: it must be a number from 0 to 65535.").arg(typed)};
    if (parse.fault == typed)
        return UsageError{
            CommandLineTexts::tr(
                "“%1” is not an address and a port. Write them as 127.0.0.1:30000 or [::1]:30000.")
                .arg(typed)};
    return UsageError{CommandLineTexts::tr(
                          "“%1” in “%2” is wrong: write address and port as 127.0.0.1:30000 or [::1]:30000, "
                          "with a port from 0 to 65535.")
                          .arg(parse.fault, typed)};
}

Read<Address> readListenAddress(const QString &typed)
{
    Read<Address> read = readAddress(typed);
    Address *address = std::get_if<Address>(&read);
    if (!address)
        return read;
    if (address->isNull())
        address->host = u"127.0.0.1"_s;
    const std::variant<QString, Error> checked = Session::checkListenAddress(address->host);
    if (const Error *error = std::get_if<Error>(&checked))
        return usageError(*error);
    address->host = std::get<QString>(checked);
    return read;
}

Read<Address> readServerAddress(const QString &typed)
{
    Read<Address> read = readAddress(typed);
    const Address *address = std::get_if<Address>(&read);
    if (!address)
        return read;
    const QString &host = address->host;
    if (host.isEmpty())
        return UsageError{
            CommandLineTexts::tr("“%1” names no host. Write host and port as 127.0.0.1:30000.").arg(typed)};
    if (address->port == 0)
        return UsageError{CommandLineTexts::tr("“%1” has port 0, which nobody can connect to.").arg(typed)};
    // What looks like a number must be a whole address: the system would read 1.2.3 as 1.2.0.3.
    const bool isNumeric = host.contains(u':') || std::all_of(host.begin(), host.end(), [](QChar c) {
                               return (c >= u'0' && c <= u'9') || c == u'.';
                           });
    if (isNumeric) {
        const std::variant<QString, Error> checked = Session::checkListenAddress(host);
        if (const Error *error = std::get_if<Error>(&checked))
            return usageError(*error);
    }
    return read;
}

// ---- Verbs
// -------------------------------------------------------------------------------------------------

CommandLine serveOptions(const QCommandLineParser &parser, const QString &typedAddress)
{
    const Read<Address> address = readListenAddress(typedAddress);
    const Read<TextEncoding> encoding = readEncoding(parser);
    const Read<AfterGreeting> afterGreeting = readAfterGreeting(parser);
    const Read<int> backlog = readNumber(parser, u"backlog"_s, 0, ServerConfig::kDefaultBacklog);
    const Read<int> limit = readNumber(parser, u"limit"_s, 1, ServerConfig::kDefaultConnectionLimit);
    const UsageError *fault = nullptr;
    const auto check = [&fault](const auto &read) {
        if (!fault)
            fault = std::get_if<UsageError>(&read);
    };
    check(address);
    check(encoding);
    check(afterGreeting);
    check(backlog);
    check(limit);
    if (fault)
        return *fault;
    if (parser.isSet(u"greeting"_s) && parser.isSet(u"no-greeting"_s))
        return UsageError{CommandLineTexts::tr("--greeting “%1” and --no-greeting contradict each other.")
                              .arg(parser.value(u"greeting"_s))};

    QString greeting = parser.isSet(u"greeting"_s) ? parser.value(u"greeting"_s) : tutorialGreeting();
    if (parser.isSet(u"no-greeting"_s))
        greeting.clear();
    Read<QByteArray> bytes = readText(std::get<TextEncoding>(encoding), greeting);
    if (const UsageError *error = std::get_if<UsageError>(&bytes))
        return *error;

    ServeOptions options;
    options.config.address = std::get<Address>(address);
    options.config.backlog = std::get<int>(backlog);
    options.config.connectionLimit = std::get<int>(limit);
    options.config.greeting = std::get<QByteArray>(bytes);
    options.config.afterGreeting = std::get<AfterGreeting>(afterGreeting);
    options.encoding = std::get<TextEncoding>(encoding);
    options.format = readFormat(parser);
    options.asksKernel = parser.isSet(u"kernel"_s);
    if (options.format == OutputFormat::Text && parser.isSet(u"quiet"_s))
        options.format = OutputFormat::None;
    return options;
}

CommandLine connectOptions(const QCommandLineParser &parser, const QString &typedAddress)
{
    ConnectOptions options;
    const Read<Address> address = readServerAddress(typedAddress);
    if (const UsageError *error = std::get_if<UsageError>(&address))
        return *error;
    const Read<TextEncoding> encoding = readEncoding(parser);
    if (const UsageError *error = std::get_if<UsageError>(&encoding))
        return *error;
    options.config.server = std::get<Address>(address);
    options.encoding = std::get<TextEncoding>(encoding);
    options.format = readFormat(parser);
    options.asksKernel = parser.isSet(u"kernel"_s);
    const QStringList texts = parser.values(u"send"_s);
    for (const QString &text : texts) {
        const Read<QByteArray> bytes = readText(options.encoding, text);
        if (const UsageError *error = std::get_if<UsageError>(&bytes))
            return *error;
        options.messages += std::get<QByteArray>(bytes);
    }
    return options;
}

// As it was typed, dashes included, which QCommandLineParser has taken off.
QString asTyped(const QStringList &arguments, const QString &name)
{
    for (const QString &argument : arguments) {
        const QString bare = argument.section(u'=', 0, 0);
        if (bare == u"--"_s + name || bare == u"-"_s + name)
            return argument;
    }
    return name;
}

CommandLine parseVerb(const VerbHelp &verb, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions(optionsOf(verb.verb) + commonOptions());
    if (!parser.parse(arguments)) {
        const QStringList unknown = parser.unknownOptionNames();
        return UsageError{unknown.isEmpty() ? parser.errorText()
                                            : CommandLineTexts::tr("“%1” is not an option.")
                                                  .arg(asTyped(arguments, unknown.constFirst()))};
    }
    if (parser.isSet(u"help"_s))
        return Information{verbHelp(verb)};
    if (parser.isSet(u"version"_s))
        return Information{versionText()};

    const QStringList positional = parser.positionalArguments();
    const qsizetype wanted = verb.arguments.isEmpty() ? 0 : 1;
    if (positional.size() < wanted)
        return UsageError{CommandLineTexts::tr("“%1” needs %2.").arg(verb.name, verb.arguments)};
    if (positional.size() > wanted)
        return UsageError{CommandLineTexts::tr("“%1” is one argument too many.").arg(positional.at(wanted))};
    switch (verb.verb) {
    case Verb::Serve:
        return serveOptions(parser, positional.constFirst());
    case Verb::Connect:
        return connectOptions(parser, positional.constFirst());
    case Verb::Demo:
        return DemoOptions{readFormat(parser), !parser.isSet(u"no-kernel"_s)};
    }
    return {};
}

UsageError withHint(const UsageError &error, const QString &helpCommand)
{
    return {error.text + u'\n' + CommandLineTexts::tr("“%1” explains the usage.").arg(helpCommand)};
}

} // namespace

bool wantsHeadless(const QStringList &arguments)
{
    const Outline outline = outlineOf(arguments);
    return outline.verb >= 0 || outline.wantsHelp || outline.wantsVersion;
}

CommandLine parseCommandLine(const QStringList &arguments)
{
    const Outline outline = outlineOf(arguments);
    if (outline.verb < 0 && outline.wantsVersion && !outline.wantsHelp)
        return Information{versionText()};
    if (outline.verb < 0)
        return Information{generalHelp()};
    const QString &name = arguments.at(outline.verb);
    for (const VerbHelp &verb : allVerbs()) {
        if (verb.name != name)
            continue;
        QStringList rest = arguments;
        rest.removeAt(outline.verb);
        CommandLine result = parseVerb(verb, rest);
        if (const UsageError *error = std::get_if<UsageError>(&result))
            return withHint(*error, u"bothends %1 --help"_s.arg(name));
        return result;
    }
    return withHint(
        {CommandLineTexts::tr("“%1” is not a command: there are serve, connect and demo.").arg(name)},
        u"bothends --help"_s);
}

} // namespace bothends
