// SPDX-License-Identifier: MIT
#include "gui/rowform.h"

namespace bothends {

namespace {

bool movesBytes(EventKind kind)
{
    return kind == EventKind::Sent || kind == EventKind::Received || kind == EventKind::Peeked
        || kind == EventKind::Segment;
}

} // namespace

RowForm rowFormOf(const PackedEvents::Brief &event)
{
    switch (event.kind) {
    case EventKind::Sent:
    case EventKind::Received:
    case EventKind::Peeked:
    case EventKind::Line:
        return RowForm::Bubble;
    case EventKind::Segment:
        return event.bytes > 0 || !isStream(event.transport) ? RowForm::Bubble : RowForm::Tag;
    case EventKind::State:
    case EventKind::Queues:
        return event.extra && event.extra->reading ? RowForm::Thin : RowForm::Tag;
    case EventKind::Option:
    case EventKind::Thread:
    case EventKind::Dropped:
        return event.extra && event.extra->error ? RowForm::Tag : RowForm::Thin;
    default:
        return RowForm::Tag;
    }
}

ThinSign thinSignOf(const Event &event)
{
    switch (event.kind) {
    case EventKind::Option:
        return ThinSign::Option;
    case EventKind::Thread:
        return ThinSign::Thread;
    case EventKind::Dropped:
        return ThinSign::Dropped;
    default:
        return ThinSign::State;
    }
}

bool isEnvelope(const Event &event)
{
    return !isStream(event.transport) && movesBytes(event.kind);
}

bool isFilePart(const PackedEvents::Brief &event)
{
    return (event.kind == EventKind::Sent || event.kind == EventKind::Received) && event.extra
        && event.extra->detail && !event.extra->detail->file.isEmpty();
}

qint64 givenBuffer(const Event &event)
{
    return isIntoBuffer(event.call()) ? qMax<qint64>(0, event.detail->asked) : 0;
}

bool isPatience(const Event &event)
{
    return event.error
        && (event.error->code == ErrorCode::WouldBlock || event.error->code == ErrorCode::InProgress);
}

} // namespace bothends
