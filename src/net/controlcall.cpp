// SPDX-License-Identifier: MIT
#include "net/controlcall.h"

#include "net/rawcalls.h"
#include "net/socketoptions.h"

#include <cerrno>

namespace bothends {

namespace {

/// Returns the errno.
int performOption(Descriptor descriptor, const SocketCall &call, CallDetail &detail)
{
    detail.option = call.option;
    int error = 0;
    if (call.call == CallName::GetSockOpt) {
        detail.optionNow = readOption(descriptor, call.option, error);
        return error;
    }
    detail.optionAsked = call.value;
    error = setOption(descriptor, call.option, call.value);
    int unreadable = 0; // a membership can only be set
    if (error == 0)
        detail.optionNow = readOption(descriptor, call.option, unreadable);
    return error;
}

} // namespace

bool performControlCall(Descriptor descriptor, const SocketCall &call, Event &event)
{
    const bool isOption = call.call == CallName::GetSockOpt || call.call == CallName::SetSockOpt;
    if (!isOption && call.call != CallName::Shutdown)
        return false;
    auto detail = std::make_shared<CallDetail>();
    detail->call = call.call;
    int error = 0;
    QString subject;
    if (isOption) {
        error = performOption(descriptor, call, *detail);
        subject = socketOptionName(call.option, isIpv6Socket(descriptor));
    } else {
        detail->how = call.how;
        error = rawShutdown(descriptor, call.how).error;
        subject = shutdownHowName(call.how);
    }
    event.kind = error != 0 ? EventKind::Error : isOption ? EventKind::Option : EventKind::Shutdown;
    if (error == 0)
        detail->result = 0;
    else
        event.error = errorOf(error, call.call, event.transport, subject);
    event.detail = std::move(detail);
    return true;
}

void refuseClosed(const SocketCall &call, Event &event)
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = call.call;
    event.kind = EventKind::Error;
    event.error = errorOf(EBADF, call.call, event.transport, callName(call.call));
    event.detail = std::move(detail);
}

} // namespace bothends
