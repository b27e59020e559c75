// SPDX-License-Identifier: MIT
#include "cli/optionvalues.h"

#include "core/target.h"
#include "net/session.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct OptionTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::CommandLine)
};

constexpr int kLargestNumber = 1'000'000;

} // namespace

UsageError usageError(const Error &error)
{
    const ErrorText text = errorText(error);
    return {OptionTexts::tr("%1 %2", "what happened, and what to do").arg(text.what, text.nextStep)};
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
        OptionTexts::tr("“%1” is not an encoding. Known are: %2.").arg(name, known.join(u", "_s))};
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
    return UsageError{OptionTexts::tr("--%1 needs a number from %2 to %3, not “%4”.")
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
    return UsageError{OptionTexts::tr("--then needs chat, close or echo, not “%1”.").arg(word)};
}

OutputFormat readFormat(const QCommandLineParser &parser)
{
    return parser.isSet(u"json"_s) ? OutputFormat::Json : OutputFormat::Text;
}

namespace {

UsageError addressFault(const QString &typed, const QString &fault)
{
    if (fault == typed && !typed.contains(u':'))
        return {OptionTexts::tr("“%1” is not a port: it must be a number from 0 to 65535.").arg(typed)};
    if (fault == typed)
        return {OptionTexts::tr("“%1” is not an address and a port. Write them as 127.0.0.1:30000 or "
                                "[::1]:30000.")
                    .arg(typed)};
    return {OptionTexts::tr("“%1” in “%2” is wrong: write address and port as 127.0.0.1:30000 or "
                            "[::1]:30000, with a port from 0 to 65535.")
                .arg(fault, typed)};
}

/// What every target has to be, whatever is done with it.
Read<Target> readTarget(const QString &typed)
{
    const Target target = parseTarget(typed);
    if (!target.isValid())
        return addressFault(typed, target.fault);
    if (!isLocal(target.transport))
        return target;
    const std::variant<Address, Error> checked
        = Session::checkLocalName(target.address.toString(), target.transport);
    if (const Error *error = std::get_if<Error>(&checked))
        return usageError(*error);
    return target;
}

} // namespace

Read<Target> readListenTarget(const QString &typed)
{
    Read<Target> read = readTarget(typed);
    Target *target = std::get_if<Target>(&read);
    if (!target || isLocal(target->transport))
        return read;
    if (target->address.isNull())
        target->address.host = u"127.0.0.1"_s;
    const std::variant<QString, Error> checked = Session::checkListenAddress(target->address.host);
    if (const Error *error = std::get_if<Error>(&checked))
        return usageError(*error);
    target->address.host = std::get<QString>(checked);
    return read;
}

Read<Target> readServerTarget(const QString &typed)
{
    Read<Target> read = readTarget(typed);
    const Target *target = std::get_if<Target>(&read);
    if (!target || isLocal(target->transport))
        return read;
    const QString &host = target->address.host;
    if (host.isEmpty())
        return UsageError{
            OptionTexts::tr("“%1” names no host. Write host and port as 127.0.0.1:30000.").arg(typed)};
    if (target->address.port == 0 && !isIcmp(target->transport))
        return UsageError{OptionTexts::tr("“%1” has port 0, which nobody can connect to.").arg(typed)};
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

Read<Address> readOwnAddress(const QString &typed, Transport transport)
{
    if (isLocal(transport)) {
        const std::variant<Address, Error> checked = Session::checkLocalName(typed, transport);
        if (const Error *error = std::get_if<Error>(&checked))
            return usageError(*error);
        return std::get<Address>(checked);
    }
    const AddressParse parse = parseAddress(typed);
    if (!parse.isValid())
        return addressFault(typed, parse.fault);
    Address address = parse.address;
    if (!address.host.isEmpty()) {
        const std::variant<QString, Error> checked = Session::checkListenAddress(address.host);
        if (const Error *error = std::get_if<Error>(&checked))
            return usageError(*error);
        address.host = std::get<QString>(checked);
    }
    return address;
}

Read<EngineKind> readEngine(const QCommandLineParser &parser, bool isServer)
{
    if (!parser.isSet(u"engine"_s))
        return EngineKind::Qt;
    const QString word = parser.value(u"engine"_s);
    if (word == u"qt"_s)
        return EngineKind::Qt;
    if (word == u"glass"_s)
        return EngineKind::GlassBox;
    if (word == u"blocking"_s && isServer)
        return EngineKind::BlockingLoop;
    return UsageError{isServer ? OptionTexts::tr("--engine needs qt, glass or blocking, not “%1”.").arg(word)
                               : OptionTexts::tr("--engine needs qt or glass, not “%1”.").arg(word)};
}

Read<QString> readNewFile(const QCommandLineParser &parser, const QString &option)
{
    const QString typed = parser.value(option);
    if (typed.isEmpty())
        return QString();
    const QFileInfo file(typed);
    if (file.exists() || file.isSymLink())
        return usageError({ErrorCode::FileExists, 0, typed, 0, {}});
    return file.absoluteFilePath();
}

Read<QString> readPacketTarget(const QCommandLineParser &parser)
{
    const QString typed = parser.value(u"pcapng"_s);
    if (typed.isEmpty() || typed == u"-"_s)
        return typed;
    const QFileInfo file(typed);
    const bool isPipe = file.exists() && !file.isFile() && !file.isDir();
    if (!isPipe && (file.exists() || file.isSymLink()))
        return usageError({ErrorCode::FileExists, 0, typed, 0, {}});
    return file.absoluteFilePath();
}

Read<QString> readOldFile(const QCommandLineParser &parser, const QString &option)
{
    const QString typed = parser.value(option);
    if (typed.isEmpty())
        return QString();
    const QFileInfo file(typed);
    if (!file.isFile() || !file.isReadable())
        return usageError({ErrorCode::FileUnreadable, 0, typed, 0, {}});
    return file.absoluteFilePath();
}

Read<int> readDescriptor(const QCommandLineParser &parser)
{
    constexpr int kNone = -1;
    return parser.isSet(u"fd"_s) ? readNumber(parser, u"fd"_s, 0, kNone) : Read<int>(kNone);
}

} // namespace bothends
