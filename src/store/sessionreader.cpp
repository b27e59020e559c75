// SPDX-License-Identifier: MIT
#include "store/sessionreader.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kFirstPortion = 500; // events: what is seen first is there sooner
constexpr int kPortion = 1000; // a millisecond or so
constexpr size_t kMostAhead = 16; // portions

} // namespace

SessionReader::SessionReader(SessionFile file, Ready ready)
    : m_file(std::move(file))
    , m_ready(std::move(ready))
{
}

SessionReader::~SessionReader()
{
    if (!m_thread)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
        m_hasRoom.notify_all();
    }
    m_thread->wait();
}

void SessionReader::start()
{
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(u"bothends-read"_s); // Linux shows 15 characters
    m_thread->start();
}

std::optional<QList<Event>> SessionReader::take()
{
    const std::lock_guard lock(m_mutex);
    m_isAwaited = m_portions.empty();
    if (m_isAwaited)
        return std::nullopt;
    QList<Event> events = std::move(m_portions.front());
    m_portions.pop_front();
    m_hasRoom.notify_all();
    return events;
}

bool SessionReader::put(QList<Event> events)
{
    std::unique_lock lock(m_mutex);
    m_hasRoom.wait(lock, [this] { return m_portions.size() < kMostAhead || m_isClosing; });
    if (m_isClosing)
        return false;
    m_portions.push_back(std::move(events));
    if (std::exchange(m_isAwaited, false))
        m_ready();
    return true;
}

void SessionReader::run()
{
    quint64 seq = 0;
    int limit = kFirstPortion;
    for (bool isEnd = false; !isEnd; limit = kPortion) {
        QList<Event> events = m_file.read(seq, limit);
        isEnd = events.isEmpty();
        if (!isEnd)
            seq = events.constLast().seq;
        if (!put(std::move(events)))
            return;
        if (!isEnd && m_file.fault()) {
            put({});
            return;
        }
    }
}

} // namespace bothends
