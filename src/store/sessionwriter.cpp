// SPDX-License-Identifier: MIT
#include "store/sessionwriter.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr unsigned long kCommitMs = 100; // between two commits, so that 200 ms are never exceeded by much
constexpr unsigned long kRetryMs = 1000;

// What an event takes while it waits, roughly.
qint64 weightOf(const Event &event)
{
    return event.payload.size() + qint64(sizeof(Event));
}

qint64 weightOf(const QList<Event> &events)
{
    qint64 weight = 0;
    for (const Event &event : events)
        weight += weightOf(event);
    return weight;
}

} // namespace

SessionWriter::SessionWriter(SessionFile file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(u"bothends-store"_s);
    m_thread->start();
}

SessionWriter::~SessionWriter()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_isClosing = true;
        m_wake.wakeAll();
    }
    m_thread->wait();
}

void SessionWriter::append(const QList<Event> &events)
{
    if (events.isEmpty())
        return;
    const qint64 pending = m_pendingBytes.fetch_add(weightOf(events)) + weightOf(events);
    {
        const QMutexLocker lock(&m_mutex);
        m_queue += events;
        m_wake.wakeAll();
    }
    if (pending > kMaxPendingBytes && !m_isLagging) {
        m_isLagging = true;
        emit lagging();
    }
}

void SessionWriter::retry()
{
    const QMutexLocker lock(&m_mutex);
    m_mustRetry = true;
    m_wake.wakeAll();
}

// False when everything is written and nothing will come.
bool SessionWriter::takeQueue(QList<Event> &events)
{
    const QMutexLocker lock(&m_mutex);
    while (m_queue.isEmpty() && !m_isClosing)
        m_wake.wait(&m_mutex);
    events = std::exchange(m_queue, {});
    return !events.isEmpty();
}

// True if it shall be tried again; false when the window closes.
bool SessionWriter::pauseAfterFailure()
{
    const QMutexLocker lock(&m_mutex);
    if (!m_isClosing && !m_mustRetry)
        m_wake.wait(&m_mutex, kRetryMs);
    m_mustRetry = false;
    return !m_isClosing;
}

void SessionWriter::run()
{
    QList<Event> events;
    while (takeQueue(events)) {
        if (!writeAll(events))
            return; // the end, with a disk that takes no more
        const QMutexLocker lock(&m_mutex);
        if (!m_isClosing)
            m_wake.wait(&m_mutex, kCommitMs); // a commit for each batch would be one for each frame
    }
    m_file.finish();
}

// One transaction; what failed is tried again from its beginning, so the file always ends with a whole one.
bool SessionWriter::writeAll(const QList<Event> &events)
{
    bool hasFailed = false;
    const auto attempt = [this, &events]() -> std::optional<Error> {
        if (auto error = m_file.beginTransaction())
            return error;
        for (const Event &event : events) {
            if (auto error = m_file.append(event))
                return error;
        }
        return m_file.commit();
    };
    for (auto error = attempt(); error; error = attempt()) {
        m_file.rollback();
        if (!std::exchange(hasFailed, true))
            QMetaObject::invokeMethod(this, [this, fault = *error] { emit failed(fault); });
        if (!pauseAfterFailure())
            return false;
    }
    m_writtenSeq.store(events.constLast().seq, std::memory_order_release);
    const qint64 weight = weightOf(events);
    m_pendingBytes.fetch_sub(weight);
    QMetaObject::invokeMethod(this, [this, hasFailed, seq = events.constLast().seq] {
        if (hasFailed)
            emit recovered();
        emit written(seq);
        if (m_isLagging && pendingBytes() <= kMaxPendingBytes / 2) {
            m_isLagging = false;
            emit relieved();
        }
    });
    return true;
}

} // namespace bothends
