// SPDX-License-Identifier: MIT
#include "gui/logfilter.h"

#include <QCoreApplication>

namespace bothends {

namespace {

struct LogTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::LogTexts)
};

KindGroup groupOf(EventKind kind, Origin origin, qint64 bytes, bool hasError)
{
    if (kind == EventKind::Error || hasError)
        return KindGroup::Errors;
    switch (kind) {
    case EventKind::Sent:
    case EventKind::Received:
    case EventKind::Peeked:
    case EventKind::Line:
    case EventKind::TransferBegin:
    case EventKind::TransferEnd:
        return KindGroup::Data;
    case EventKind::Segment:
        return bytes > 0 ? KindGroup::Data : KindGroup::Signals;
    case EventKind::State:
    case EventKind::Queues:
    case EventKind::Thread:
    case EventKind::Dropped:
        return KindGroup::Kernel;
    default:
        return origin == Origin::Qt ? KindGroup::Signals : KindGroup::Calls;
    }
}

} // namespace

QString kindGroupText(KindGroup kinds)
{
    switch (kinds) {
    case KindGroup::Calls:
        return LogTexts::tr("Calls");
    case KindGroup::Signals:
        return LogTexts::tr("Signals");
    case KindGroup::Data:
        return LogTexts::tr("Data");
    case KindGroup::Kernel:
        return LogTexts::tr("Kernel reports");
    case KindGroup::Errors:
        return LogTexts::tr("Errors");
    }
    return {};
}

QString originText(Origin origin)
{
    switch (origin) {
    case Origin::Call:
        return LogTexts::tr("Call");
    case Origin::Qt:
        return LogTexts::tr("Qt signal");
    case Origin::Kernel:
        return LogTexts::tr("Kernel");
    case Origin::Wire:
        return LogTexts::tr("Wire");
    case Origin::Inferred:
        return LogTexts::tr("Concluded");
    }
    return {};
}

KindGroup kindGroupOf(const Event &event)
{
    return groupOf(event.kind, event.origin, event.bytes, event.error.has_value());
}

KindGroup kindGroupOf(const PackedEvents::Brief &event)
{
    return groupOf(event.kind, event.origin, event.bytes, event.extra && event.extra->error);
}

bool LogFilter::admits(const PackedEvents::Brief &event) const
{
    return (connection == 0 || event.connection == connection) && (!side || event.side == *side)
        && (!origin || event.origin == *origin) && (!kinds || kindGroupOf(event) == *kinds);
}

} // namespace bothends
