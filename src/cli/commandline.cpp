// SPDX-License-Identifier: MIT
#include "cli/commandline.h"

#include "core/windowoptions.h"

#include "cli/displaywidth.h"
#include "cli/optionvalues.h"
#include "net/session.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct CommandLineTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CommandLine)
};

enum class Verb : quint8 { Serve, Connect, Demo, Export, Import, Replay, Open };

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
        {Verb::Serve, u"serve"_s, u"ADDRESS"_s,
         CommandLineTexts::tr("Listen and greet each client, until Ctrl+C. ADDRESS is [HOST:]PORT (port 0 "
                              "takes any free one), udp://[HOST:]PORT, unix:PATH, unix-dgram:PATH or "
                              "icmp-raw://HOST; @NAME for PATH is an abstract name.")},
        {Verb::Connect, u"connect"_s, u"ADDRESS"_s,
         CommandLineTexts::tr("Connect, print what arrives and send the lines of standard input. ADDRESS is "
                              "HOST:PORT, udp://HOST:PORT, unix:PATH, unix-dgram:PATH, icmp://HOST or "
                              "icmp-raw://HOST.")},
        {Verb::Demo, u"demo"_s, QString(),
         CommandLineTexts::tr("Let a server and a client talk in this process and print what happened.")},
        {Verb::Export, u"export"_s, u"FILE"_s,
         CommandLineTexts::tr("Write a stored session, or a capture (pcapng or pcap), in another form.")},
        {Verb::Import, u"import"_s, u"FILE"_s,
         CommandLineTexts::tr("Write a capture (pcapng or pcap) into a session file.")},
        {Verb::Replay, u"replay"_s, u"FILE ADDRESS"_s,
         CommandLineTexts::tr(
             "Send one side of a stored connection again and compare what comes back with what "
             "came then. ADDRESS is that of the peer, as of connect; with --side server, where "
             "to listen for it, as of serve.")},
        {Verb::Open, u"open"_s, u"FILE"_s,
         CommandLineTexts::tr("Open a stored session or a capture (pcapng or pcap) in a window.")}};
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

QCommandLineOption halfOpenOption()
{
    return {u"half-open"_s,
            CommandLineTexts::tr(
                "When the peer ends its sending direction, keep sending instead of closing, too.")};
}

QCommandLineOption sessionOption()
{
    return {u"session"_s,
            CommandLineTexts::tr("Write the session to this new file as it happens; “export” reads it."),
            u"FILE"_s};
}

QCommandLineOption packetsOption()
{
    return {u"pcapng"_s,
            CommandLineTexts::tr(
                "Also write packets for Wireshark as it goes on, to this new file, to a named pipe, or "
                "with “-” to standard output; all else then goes to standard error."),
            u"FILE|PIPE|-"_s};
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
            {u"engine"_s,
             CommandLineTexts::tr("What it is made of: qt (QTcpServer and its like, the default), glass (raw "
                                  "descriptors, each call by itself) or blocking (the tutorial’s loop)."),
             u"qt|glass|blocking"_s},
            {u"fd"_s,
             CommandLineTexts::tr("Take over a socket that is there already, as socket activation hands it "
                                  "over, instead of ADDRESS."),
             u"N"_s},
            halfOpenOption(),
            {u"ipv6-only"_s, CommandLineTexts::tr("On ::, take no IPv4 clients (IPV6_V6ONLY).")},
            sessionOption(),
            packetsOption(),
            encodingOption(),
            jsonOption(),
            kernelOption(),
            {u"quiet"_s, CommandLineTexts::tr("Print errors only. With --json it has no effect.")}};
    case Verb::Connect:
        return {{u"send"_s,
                 CommandLineTexts::tr("Send this first, without a line ending; may be given several times."),
                 u"TEXT"_s},
                {u"send-file"_s,
                 CommandLineTexts::tr("Send this file after the texts, then end the sending direction."),
                 u"FILE"_s},
                {u"save"_s,
                 CommandLineTexts::tr("Write what arrives to this new file instead of printing it."),
                 u"FILE"_s},
                {u"from"_s,
                 CommandLineTexts::tr("Bind to this before connecting: a fixed port, or a local name."),
                 u"[HOST:]PORT|PATH"_s},
                {u"engine"_s,
                 CommandLineTexts::tr("What it is made of: qt (QTcpSocket and its like, the default) or "
                                      "glass (raw descriptors, each call by itself)."),
                 u"qt|glass"_s},
                {u"fd"_s,
                 CommandLineTexts::tr("Take over a socket that is connected already, instead of ADDRESS."),
                 u"N"_s},
                halfOpenOption(),
                sessionOption(),
                packetsOption(),
                encodingOption(),
                jsonOption(),
                kernelOption()};
    case Verb::Demo:
        return {jsonOption(),
                {u"no-kernel"_s, CommandLineTexts::tr("Do not ask the kernel: states are concluded.")}};
    case Verb::Export:
        return {
            {u"format"_s,
             CommandLineTexts::tr("pcapng (packets for Wireshark), jsonl (one JSON object for each event), "
                                  "csv, or text (the default)."),
             u"pcapng|jsonl|csv|text"_s},
            {u"output"_s, CommandLineTexts::tr("Write to this new file instead of standard output."),
             u"FILE"_s},
            {u"connection"_s, CommandLineTexts::tr("Only this connection, by its number."), u"N"_s},
            encodingOption()};
    case Verb::Import:
        return {{u"session"_s, CommandLineTexts::tr("The new session file; needed."), u"FILE"_s}};
    case Verb::Replay:
        return {{u"connection"_s,
                 CommandLineTexts::tr("Which connection, by its number; not needed where there is only one."),
                 u"N"_s},
                {u"side"_s, CommandLineTexts::tr("Whose bytes are sent; the default is client."),
                 u"client|server"_s},
                {u"fast"_s, CommandLineTexts::tr("As fast as possible, instead of with the timing of then.")},
                {u"no-wait"_s,
                 CommandLineTexts::tr("Do not wait for the answers that had come by then before going on.")},
                {u"patience"_s,
                 CommandLineTexts::tr(
                     "How long to wait for an answer before going on without; the default is 5."),
                 u"SECONDS"_s},
                sessionOption(),
                jsonOption(),
                kernelOption()};
    case Verb::Open:
        return windowCommandLine();
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
        + CommandLineTexts::tr("  4  the connection was reset") + u'\n'
        + CommandLineTexts::tr("  5  what came back in a replay is not what came then") + u'\n';
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
    return CommandLineTexts::tr("BothEnds shows both ends of a socket: calls, signals and bytes.") + u"\n\n"_s
        + CommandLineTexts::tr("Usage:") + u"\n  bothends [options]\n      "_s
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

// ---- Verbs
// -------------------------------------------------------------------------------------------------

/// The first fault among values that were read; null if there is none.
template <typename... Values> const UsageError *firstFault(const Read<Values> &...reads)
{
    const UsageError *fault = nullptr;
    ((fault = fault ? fault : std::get_if<UsageError>(&reads)), ...);
    return fault;
}

/// Where a verb takes either an address or a descriptor: what it is. @param typed null = none was typed
template <typename Config>
std::optional<UsageError> readPlace(const QCommandLineParser &parser, const VerbHelp &verb,
                                    const Read<Target> &target, const QString &typed, Config &config)
{
    const Read<int> descriptor = readDescriptor(parser);
    if (const UsageError *fault = std::get_if<UsageError>(&descriptor))
        return *fault;
    config.adoptDescriptor = std::get<int>(descriptor);
    if (config.adoptDescriptor < 0) {
        if (const UsageError *fault = std::get_if<UsageError>(&target))
            return *fault;
        config.transport = std::get<Target>(target).transport;
        return std::nullopt;
    }
    if (!typed.isNull())
        return UsageError{CommandLineTexts::tr("“%1” and --fd contradict each other.").arg(typed)};
    const std::variant<AdoptedSocket, Error> socket = Session::inspectDescriptor(config.adoptDescriptor);
    if (const Error *error = std::get_if<Error>(&socket))
        return UsageError{CommandLineTexts::tr("Descriptor %1 cannot be taken over: %2")
                              .arg(config.adoptDescriptor)
                              .arg(errorText(*error).what)};
    const AdoptedSocket &adopted = std::get<AdoptedSocket>(socket);
    config.transport = adopted.transport;
    const bool isServer = verb.verb == Verb::Serve;
    const bool isReady = isServer ? adopted.isListening || !isStream(adopted.transport) : adopted.isConnected;
    if (isReady)
        return std::nullopt;
    return UsageError{isServer ? CommandLineTexts::tr("The socket with descriptor %1 does not listen.")
                                     .arg(config.adoptDescriptor)
                               : CommandLineTexts::tr("The socket with descriptor %1 is not connected.")
                                     .arg(config.adoptDescriptor)};
}

AfterEof afterEofOf(const QCommandLineParser &parser)
{
    return parser.isSet(u"half-open"_s) ? AfterEof::KeepSending : AfterEof::Close;
}

CommandLine serveOptions(const QCommandLineParser &parser, const VerbHelp &verb, const QString &typedAddress)
{
    ServeOptions options;
    const Read<Target> target
        = typedAddress.isNull() ? Read<Target>(Target()) : readListenTarget(typedAddress);
    if (const auto fault = readPlace(parser, verb, target, typedAddress, options.config))
        return *fault;
    if (options.config.adoptDescriptor < 0)
        options.config.address = std::get<Target>(target).address;
    const Read<TextEncoding> encoding = readEncoding(parser);
    const Read<AfterGreeting> afterGreeting = readAfterGreeting(parser);
    const Read<int> backlog = readNumber(parser, u"backlog"_s, 0, ServerConfig::kDefaultBacklog);
    const Read<int> limit = readNumber(parser, u"limit"_s, 1, ServerConfig::kDefaultConnectionLimit);
    const Read<EngineKind> engine = readEngine(parser, true);
    const Read<QString> session = readNewFile(parser, u"session"_s);
    const Read<QString> packets = readPacketTarget(parser);
    if (const UsageError *fault
        = firstFault(encoding, afterGreeting, backlog, limit, engine, session, packets))
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

    options.config.backlog = std::get<int>(backlog);
    options.config.connectionLimit = std::get<int>(limit);
    options.config.greeting = std::get<QByteArray>(bytes);
    options.config.afterGreeting = std::get<AfterGreeting>(afterGreeting);
    options.config.engine = std::get<EngineKind>(engine);
    options.sessionFile = std::get<QString>(session);
    options.packetTarget = std::get<QString>(packets);
    options.config.isIpv6Only = parser.isSet(u"ipv6-only"_s);
    options.config.afterEof = afterEofOf(parser);
    options.encoding = std::get<TextEncoding>(encoding);
    options.format = readFormat(parser);
    options.asksKernel = parser.isSet(u"kernel"_s);
    if (options.format == OutputFormat::Text && parser.isSet(u"quiet"_s))
        options.format = OutputFormat::None;
    return options;
}

CommandLine connectOptions(const QCommandLineParser &parser, const VerbHelp &verb,
                           const QString &typedAddress)
{
    ConnectOptions options;
    const Read<Target> target
        = typedAddress.isNull() ? Read<Target>(Target()) : readServerTarget(typedAddress);
    if (const auto fault = readPlace(parser, verb, target, typedAddress, options.config))
        return *fault;
    if (options.config.adoptDescriptor < 0)
        options.config.server = std::get<Target>(target).address;
    const Read<TextEncoding> encoding = readEncoding(parser);
    const Read<EngineKind> engine = readEngine(parser, false);
    const Read<QString> fileToSend = readOldFile(parser, u"send-file"_s);
    const Read<QString> saveFile = readNewFile(parser, u"save"_s);
    const Read<Address> own = parser.isSet(u"from"_s)
        ? readOwnAddress(parser.value(u"from"_s), options.config.transport)
        : Read<Address>(Address());
    const Read<QString> session = readNewFile(parser, u"session"_s);
    const Read<QString> packets = readPacketTarget(parser);
    if (const UsageError *fault = firstFault(encoding, engine, fileToSend, saveFile, own, session, packets))
        return *fault;
    options.config.engine = std::get<EngineKind>(engine);
    options.config.local = std::get<Address>(own);
    options.fileToSend = std::get<QString>(fileToSend);
    options.saveFile = std::get<QString>(saveFile);
    options.sessionFile = std::get<QString>(session);
    options.packetTarget = std::get<QString>(packets);
    options.config.afterEof = afterEofOf(parser);
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

CommandLine exportOptions(const QCommandLineParser &parser, const QString &typedFile)
{
    const Read<TextEncoding> encoding = readEncoding(parser);
    const Read<QString> output = readNewFile(parser, u"output"_s);
    const Read<int> connection = readNumber(parser, u"connection"_s, 1, 0);
    if (const UsageError *fault = firstFault(encoding, output, connection))
        return *fault;
    const QString format
        = parser.isSet(u"format"_s) ? parser.value(u"format"_s) : exportFormatName(ExportFormat::Text);
    const std::optional<ExportFormat> known = exportFormatFromName(format);
    if (!known)
        return UsageError{
            CommandLineTexts::tr("--format needs pcapng, jsonl, csv or text, not “%1”.").arg(format)};
    return ExportOptions{QFileInfo(typedFile).absoluteFilePath(), *known, std::get<QString>(output),
                         quint32(std::get<int>(connection)), std::get<TextEncoding>(encoding)};
}

CommandLine importOptions(const QCommandLineParser &parser, const QString &typedFile)
{
    const Read<QString> session = readNewFile(parser, u"session"_s);
    if (const UsageError *fault = firstFault(session))
        return *fault;
    if (std::get<QString>(session).isEmpty())
        return UsageError{CommandLineTexts::tr("“%1” needs %2.").arg(u"import"_s, u"--session FILE"_s)};
    return ImportOptions{QFileInfo(typedFile).absoluteFilePath(), std::get<QString>(session)};
}

CommandLine replayOptions(const QCommandLineParser &parser, const QStringList &positional)
{
    ReplayOptions options;
    const QString side = parser.isSet(u"side"_s) ? parser.value(u"side"_s) : sideName(Side::Client);
    if (side != sideName(Side::Client) && side != sideName(Side::Server))
        return UsageError{CommandLineTexts::tr("--side needs client or server, not “%1”.").arg(side)};
    options.replay.side = side == sideName(Side::Server) ? Side::Server : Side::Client;
    const Read<Target> target = options.replay.side == Side::Server ? readListenTarget(positional.at(1))
                                                                    : readServerTarget(positional.at(1));
    const Read<int> connection = readNumber(parser, u"connection"_s, 1, 0);
    const Read<int> patience
        = readNumber(parser, u"patience"_s, 0,
                     int(std::chrono::duration_cast<std::chrono::seconds>(options.replay.patience).count()));
    const Read<QString> session = readNewFile(parser, u"session"_s);
    if (const UsageError *fault = firstFault(target, connection, patience, session))
        return *fault;
    options.session = QFileInfo(positional.at(0)).absoluteFilePath();
    options.replay.target = std::get<Target>(target);
    options.replay.connection = quint32(std::get<int>(connection));
    options.replay.patience = std::chrono::seconds(std::get<int>(patience));
    options.replay.keepsTiming = !parser.isSet(u"fast"_s);
    options.replay.awaitsAnswers = !parser.isSet(u"no-wait"_s);
    options.format = readFormat(parser);
    options.asksKernel = parser.isSet(u"kernel"_s);
    options.sessionFile = std::get<QString>(session);
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
    const qsizetype wanted = verb.arguments.isEmpty() ? 0 : verb.arguments.count(u' ') + 1;
    const bool takesDescriptor = verb.verb == Verb::Serve || verb.verb == Verb::Connect;
    const bool hasDescriptor = takesDescriptor && parser.isSet(u"fd"_s);
    if (positional.size() < wanted && !hasDescriptor)
        return UsageError{CommandLineTexts::tr("“%1” needs %2.").arg(verb.name, verb.arguments)};
    if (positional.size() > wanted)
        return UsageError{CommandLineTexts::tr("“%1” is one argument too many.").arg(positional.at(wanted))};
    switch (verb.verb) {
    case Verb::Serve:
        return serveOptions(parser, verb, positional.value(0, QString()));
    case Verb::Connect:
        return connectOptions(parser, verb, positional.value(0, QString()));
    case Verb::Export:
        return exportOptions(parser, positional.constFirst());
    case Verb::Import:
        return importOptions(parser, positional.constFirst());
    case Verb::Replay:
        return replayOptions(parser, positional);
    case Verb::Demo:
        return DemoOptions{readFormat(parser), !parser.isSet(u"no-kernel"_s)};
    case Verb::Open:
        return Information{verbHelp(verb)}; // the window's, but for its help
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
    if (outline.wantsHelp || outline.wantsVersion || outline.verb < 0)
        return outline.wantsHelp || outline.wantsVersion;
    if (!opensSessions(arguments.at(outline.verb)))
        return true;
    const QStringList rest = arguments.mid(outline.verb + 1);
    return std::any_of(rest.begin(), rest.end(), [](const QString &argument) {
        return QStringList{u"--help"_s, u"-h"_s, u"--version"_s, u"-v"_s}.contains(argument);
    });
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
        {CommandLineTexts::tr(
             "“%1” is not a command: there are serve, connect, demo, export, import, replay and open.")
             .arg(name)},
        u"bothends --help"_s);
}

} // namespace bothends
