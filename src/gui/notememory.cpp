// SPDX-License-Identifier: MIT
#include "gui/notememory.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr size_t kEntries = 2048;

int secondsOf(const KernelReading &reading)
{
    return reading.state == TcpState::TimeWait ? (qMax(0, reading.timerMs) + 999) / 1000 : 0;
}

bool saysTheSame(const KernelReading &a, const KernelReading &b)
{
    return a.isSameAs(b) && a.receiveBuffer == b.receiveBuffer && secondsOf(a) == secondsOf(b);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

bool NoteMemory::Key::operator==(const Key &other) const
{
    const bool isSame = kind == other.kind && side == other.side && transport == other.transport
        && call == other.call && hasDetail == other.hasDetail && isDone == other.isDone
        && number == other.number && connection == other.connection && local == other.local
        && peer == other.peer && error == other.error && bool(reading) == bool(other.reading);
    return isSame && (!reading || reading == other.reading || saysTheSame(*reading, *other.reading));
}

void NoteMemory::start(const RowPattern &pattern)
{
    m_pattern = pattern;
    const QString &text = pattern.text();
    m_hasDigits
        = pattern.mode() != RowPattern::Mode::Text || std::any_of(text.cbegin(), text.cend(), isDigit);
    m_entries.clear();
}

// Where only the digits differ, a text without digits is in both or in neither: it lies between them.
std::optional<NoteMemory::Key> NoteMemory::keyOf(const Event &event) const
{
    Key key{event.kind,
            event.side,
            event.transport,
            event.call(),
            bool(event.detail),
            false,
            event.number,
            event.connection == 0 ? 0U : 1U,
            {},
            {},
            event.error,
            nullptr};
    const auto withoutDigits = [this](qint32 number) { return m_hasDigits ? number : qMin(number, 0); };
    switch (event.kind) {
    case EventKind::Socket:
        key.number = withoutDigits(event.number);
        break;
    case EventKind::Bind:
        key.local = event.local;
        break;
    case EventKind::Accept:
        key.number = withoutDigits(event.number);
        key.connection = m_hasDigits ? event.connection : 0;
        key.peer = event.peer;
        break;
    case EventKind::Connect:
        if (event.call() == CallName::ConnectEx)
            return std::nullopt;
        key.isDone = event.detail && event.detail->result == 0;
        key.local = event.local;
        key.peer = event.peer;
        break;
    case EventKind::Listen:
    case EventKind::Connected:
    case EventKind::Closed:
    case EventKind::Pause:
    case EventKind::Resume:
    case EventKind::Dropped:
        break;
    case EventKind::State:
    case EventKind::Queues:
        key.reading = event.reading;
        break;
    case EventKind::Eof:
    case EventKind::Reset:
    case EventKind::Shutdown:
    case EventKind::Error:
        if (event.detail) // tells all of the call
            return std::nullopt;
        break;
    default:
        return std::nullopt;
    }
    if (!m_hasDigits) {
        key.local.port = 0;
        key.peer.port = 0;
    }
    return key;
}

size_t NoteMemory::hashOf(const Key &key)
{
    const KernelReading none;
    const KernelReading &reading = key.reading ? *key.reading : none;
    return qHashMulti(0, int(key.kind), int(key.side), int(key.transport), key.number, key.connection,
                      key.local.port, key.peer.port, int(reading.state), reading.unread,
                      reading.unacknowledged, reading.acceptQueue,
                      int(key.error ? key.error->code : ErrorCode()));
}

RowPattern::Result NoteMemory::match(const Event &event)
{
    m_wasKnown = false;
    std::optional<Key> key = keyOf(event);
    if (!key)
        return m_pattern.matchNote(event);
    if (m_entries.empty())
        m_entries.resize(kEntries);
    std::optional<Entry> &entry = m_entries[hashOf(*key) % kEntries];
    m_wasKnown = entry && entry->key == *key;
    if (!m_wasKnown)
        entry = Entry{std::move(*key), m_pattern.matchNote(event)};
    return entry->result;
}

} // namespace bothends
