// SPDX-License-Identifier: MIT
#include "core/event.h"

using namespace Qt::StringLiterals;

namespace bothends {

QString sideName(Side side)
{
    return side == Side::Server ? u"server"_s : u"client"_s;
}

QString originName(Origin origin)
{
    switch (origin) {
    case Origin::Call:
        return u"call"_s;
    case Origin::Qt:
        return u"qt"_s;
    case Origin::Kernel:
        return u"kernel"_s;
    case Origin::Wire:
        return u"wire"_s;
    case Origin::Inferred:
        return u"inferred"_s;
    }
    return {};
}

QString eventKindName(EventKind kind)
{
    switch (kind) {
    case EventKind::Socket:
        return u"socket"_s;
    case EventKind::Bind:
        return u"bind"_s;
    case EventKind::Listen:
        return u"listen"_s;
    case EventKind::Accept:
        return u"accept"_s;
    case EventKind::Connect:
        return u"connect"_s;
    case EventKind::Connected:
        return u"connected"_s;
    case EventKind::Sent:
        return u"sent"_s;
    case EventKind::Received:
        return u"received"_s;
    case EventKind::Eof:
        return u"eof"_s;
    case EventKind::Reset:
        return u"reset"_s;
    case EventKind::Shutdown:
        return u"shutdown"_s;
    case EventKind::Closed:
        return u"closed"_s;
    case EventKind::Error:
        return u"error"_s;
    case EventKind::Pause:
        return u"pause"_s;
    case EventKind::Resume:
        return u"resume"_s;
    case EventKind::State:
        return u"state"_s;
    case EventKind::Queues:
        return u"queues"_s;
    case EventKind::Option:
        return u"option"_s;
    case EventKind::Peeked:
        return u"peeked"_s;
    case EventKind::Line:
        return u"line"_s;
    case EventKind::Enter:
        return u"enter"_s;
    case EventKind::Thread:
        return u"thread"_s;
    case EventKind::Dropped:
        return u"dropped"_s;
    case EventKind::TransferBegin:
        return u"transferBegin"_s;
    case EventKind::TransferEnd:
        return u"transferEnd"_s;
    case EventKind::Segment:
        return u"segment"_s;
    }
    return {};
}

QList<EventKind> allEventKinds()
{
    QList<EventKind> kinds;
    for (int kind = 0; kind <= int(EventKind::Segment); ++kind)
        kinds << EventKind(kind);
    return kinds;
}

} // namespace bothends
