// SPDX-License-Identifier: MIT
#include "core/calltext.h"

#include "core/displaytext.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qsizetype kLongestName = 200;

QString optionArguments(const Event &event)
{
    const CallDetail &detail = *event.detail;
    if (!detail.option)
        return {};
    const QString name = socketOptionName(*detail.option, event.local.isIpv6());
    if (detail.call != CallName::SetSockOpt || !detail.optionAsked)
        return name;
    return u"%1, %2"_s.arg(name, optionValueText(*detail.option, *detail.optionAsked));
}

QString arguments(const Event &event)
{
    const CallDetail &detail = *event.detail;
    QStringList list;
    switch (detail.call) {
    case CallName::Bind:
        return callArgument(event.local.toString());
    case CallName::Listen:
        return event.number < 0 ? QString() : QString::number(event.number);
    case CallName::Connect:
    case CallName::ConnectEx:
        return callArgument(event.peer.toString());
    case CallName::SendTo:
        list << callArgument(event.peer.toString());
        break;
    case CallName::Shutdown:
        return detail.how ? shutdownHowName(*detail.how) : QString();
    case CallName::SetSockOpt:
    case CallName::GetSockOpt:
        return optionArguments(event);
    case CallName::ReadLine:
        return {};
    case CallName::SendFile:
        return fileNameText(detail.file);
    default:
        if (detail.asked >= 0)
            list << QString::number(detail.asked);
        if (detail.ancillaryAsked >= 0)
            list << QString::number(detail.ancillaryAsked);
        break;
    }
    if (detail.flags)
        list << messageFlagsText(detail.flags);
    return list.join(u", "_s);
}

QString connectExResult(const Event &event)
{
    const qint64 number = event.error ? errorNumber(*event.error) : event.detail->result;
    const QString name = errnoName(int(number));
    return name.isEmpty() ? QString::number(number) : u"%1 %2"_s.arg(number).arg(name);
}

QString resultOf(const Event &event)
{
    const CallDetail &detail = *event.detail;
    if (detail.call == CallName::ConnectEx)
        return connectExResult(event);
    if (event.error)
        return errorName(*event.error);
    switch (event.kind) {
    case EventKind::Connect: // 0 says that it is connected at once; a datagram socket always is
        return detail.result == 0 && isStream(event.transport) ? u"0"_s : QString();
    case EventKind::Accept:
        return event.connection == 0 ? QString() : u"#%1"_s.arg(event.connection);
    case EventKind::Eof:
        return detail.call == CallName::RecvInto ? u"0"_s : u"b''"_s;
    case EventKind::Received: // after a shutdown() of our own
        return event.bytes == 0 && detail.how ? u"b''"_s : QString();
    case EventKind::Sent: // what the call returned is news only if it is not what was asked for
        return detail.asked > event.bytes && detail.call != CallName::SendFile ? QString::number(event.bytes)
                                                                               : QString();
    case EventKind::Option:
        return detail.call == CallName::GetSockOpt && detail.option && detail.optionNow
            ? optionValueText(*detail.option, *detail.optionNow)
            : QString();
    default:
        return {};
    }
}

} // namespace

QString callText(const Event &event)
{
    if (event.call() == CallName::None)
        return {};
    // The arguments of a call that failed stand in its evidence: the error is what matters.
    const bool isBare = event.kind == EventKind::Error && event.error && !isReceiving(event.call())
        && event.call() != CallName::SetSockOpt && event.call() != CallName::GetSockOpt;
    return u"%1(%2)"_s.arg(callName(event.call()), isBare ? QString() : arguments(event));
}

QString callResultText(const Event &event)
{
    const QString call = callText(event);
    if (call.isEmpty())
        return {};
    const QString result = resultOf(event);
    return result.isEmpty() ? call : u"%1 → %2"_s.arg(call, result);
}

// A path may hold every character, also those that paint elsewhere.
QString callArgument(const QString &text)
{
    QString line = toDisplayText(text, {}, kLongestName).text;
    line.remove(u'\n');
    return line;
}

QString optionValueText(SocketOption option, const OptionValue &value)
{
    if (!value.text.isEmpty())
        return callArgument(value.text);
    if (option == SocketOption::Linger && value.number < 0)
        return u"off"_s;
    return QString::number(value.number);
}

QString fileNameText(const QString &path)
{
    return callArgument(path.mid(path.lastIndexOf(u'/') + 1));
}

} // namespace bothends
