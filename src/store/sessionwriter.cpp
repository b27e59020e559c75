// SPDX-License-Identifier: MIT
#include "store/sessionwriter.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bothends {

namespace {

constexpr auto kRetry = 1000ms;

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
    : SessionWriter(std::move(file), LogLimits{}, parent)
{
}

SessionWriter::SessionWriter(SessionFile file, const LogLimits &limits, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
    , m_checkpointer([this](const std::optional<Error> &error) {
        const std::lock_guard lock(m_mutex);
        m_isCheckpointOver = true;
        m_checkpointError = error;
        m_wake.notify_all();
    })
    , m_limits(limits)
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(u"bothends-store"_s);
    m_thread->start();
}

SessionWriter::~SessionWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing = true;
        m_wake.notify_all();
    }
    m_thread->wait();
}

void SessionWriter::append(const QList<Event> &events)
{
    if (events.isEmpty())
        return;
    const qint64 pending = m_pendingBytes.fetch_add(weightOf(events)) + weightOf(events);
    {
        const std::lock_guard lock(m_mutex);
        m_queue.events += events;
        if (!m_isResting || pending >= kCommitBytes)
            m_wake.notify_all();
    }
    const bool isTooMuch = pending > kMaxPendingBytes || m_isLogLong.load(std::memory_order_relaxed);
    if (isTooMuch && !m_isLagging) {
        m_isLagging = true;
        emit lagging();
    }
}

void SessionWriter::note(const RowNote &note)
{
    const std::lock_guard lock(m_mutex);
    m_queue.notes << note;
    m_wake.notify_all();
}

void SessionWriter::retry()
{
    const std::lock_guard lock(m_mutex);
    m_mustRetry = true;
    m_wake.notify_all();
}

void SessionWriter::look()
{
    const std::lock_guard lock(m_mutex);
    m_mustLook = true;
    m_wake.notify_all();
}

void SessionWriter::moveTo(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    m_newPlace = path;
    m_mustRetry = true;
    m_wake.notify_all();
}

// False when everything is written and nothing will come.
bool SessionWriter::takeQueue(Work &work)
{
    QString place;
    bool mustLook = false;
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] {
            return !m_queue.isEmpty() || m_isClosing || !m_newPlace.isEmpty() || m_isCheckpointOver
                || m_mustLook;
        });
        work = std::exchange(m_queue, {});
        place = std::exchange(m_newPlace, {});
        mustLook = std::exchange(m_mustLook, false);
        if (m_isClosing && work.isEmpty())
            return false;
    }
    if (mustLook)
        lookWhetherItIsGone();
    if (!place.isEmpty())
        move(place);
    return true;
}

// A commit for each batch would be one for each frame, and each writes a page of the log at least.
void SessionWriter::rest()
{
    std::unique_lock lock(m_mutex);
    m_isResting = true;
    m_wake.wait_for(lock, std::chrono::milliseconds(kCommitMs), [this] {
        return m_isClosing || !m_newPlace.isEmpty() || m_isCheckpointOver || pendingBytes() >= kCommitBytes;
    });
    m_isResting = false;
}

// True if it shall be tried again; false when that was the last time.
bool SessionWriter::pauseAfterFailure()
{
    QString place;
    {
        std::unique_lock lock(m_mutex);
        if (m_isClosing)
            return false;
        if (!m_mustRetry)
            m_wake.wait_for(lock, kRetry);
        m_mustRetry = false;
        place = std::exchange(m_newPlace, {});
    }
    if (!place.isEmpty())
        move(place);
    return true;
}

// By a copy: the old file stays whole until the new one is, so that nothing is lost on the way.
void SessionWriter::move(const QString &path)
{
    const QString old = m_isGone ? QString() : m_file.path();
    if (const auto error = copyTo(path)) {
        QMetaObject::invokeMethod(this, [this, fault = *error] { emit moveFailed(fault); });
        return;
    }
    QMetaObject::invokeMethod(this, [this, path, old] { emit moved(path, old); });
}

std::optional<Error> SessionWriter::copyTo(const QString &path)
{
    if (auto error = m_file.copyTo(path))
        return error;
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner); // as private as the sessions' folder
    auto copy = SessionFile::resume(path);
    if (const Error *error = std::get_if<Error>(&copy))
        return *error;
    SessionFile &file = std::get<SessionFile>(copy);
    if (file.lastSeq() != m_file.lastSeq())
        return Error{ErrorCode::FileUnwritable, 0, path, 0, {}};
    m_checkpointer.close();
    m_file = std::move(file);
    m_isGone = false;
    watchFile();
    return std::nullopt;
}

Error SessionWriter::goneError() const
{
    return {ErrorCode::FileUnwritable, ESTALE, m_file.path(), 0, {}};
}

// Asked once for each commit, and when somebody says so: the system lets a file be written that has no name
// any more.
void SessionWriter::lookWhetherItIsGone()
{
    if (m_isGone || !m_file.isGone())
        return;
    m_isGone = true;
    QMetaObject::invokeMethod(this, [this, error = goneError()] { emit gone(error); });
}

void SessionWriter::run()
{
    watchFile();
    Work work;
    while (takeQueue(work)) {
        if (!work.isEmpty() && !writeAll(work)) {
            m_checkpointer.close();
            return; // the end, with a disk that takes no more
        }
        keepLogShort();
        rest();
    }
    m_checkpointer.close();
    m_outcome->error = m_file.finish();
    if (m_file.isGone())
        m_outcome->error = goneError();
}

void SessionWriter::watchFile()
{
    m_checkpointer.open(m_file.path());
    m_isCheckpointing = false;
    m_logBytes = 0;
    m_next = m_limits;
}

void SessionWriter::keepLogShort()
{
    const qint64 bytes = m_file.logBytes();
    if (bytes < std::exchange(m_logBytes, bytes)) // it began anew
        m_next = m_limits;
    bool isOver = false;
    std::optional<Error> error;
    {
        const std::lock_guard lock(m_mutex);
        isOver = std::exchange(m_isCheckpointOver, false);
        error = std::exchange(m_checkpointError, std::nullopt);
    }
    if (isOver)
        takeCheckpoint(error);
    if (bytes >= m_next.most && !m_isLogLong.exchange(true))
        tellLag();
    if (m_isCheckpointing || (bytes < m_next.checkpoint && !m_isLogLong))
        return;
    m_isCheckpointing = true;
    m_checkpointedBytes = bytes;
    m_checkpointer.begin();
}

void SessionWriter::takeCheckpoint(const std::optional<Error> &error)
{
    m_isCheckpointing = false;
    m_next.checkpoint = m_logBytes + m_limits.checkpoint;
    if (error) {
        if (!m_isLogLong)
            return; // there is time to try it again
        if (!std::exchange(m_hasCheckpointFailed, true))
            tellFailure(*error);
        pauseAfterFailure();
        return;
    }
    if (!m_isLogLong)
        return;
    if (m_checkpointedBytes != m_logBytes)
        return; // what came meanwhile is for the next one
    // The log begins anew, unless somebody reads: that may take long.
    m_next.most = m_logBytes + m_limits.most;
    m_isLogLong = false;
    if (std::exchange(m_hasCheckpointFailed, false))
        QMetaObject::invokeMethod(this, [this] {
            m_isFailing = false;
            emit recovered();
        });
    tellLag();
}

void SessionWriter::tellFailure(const Error &error)
{
    QMetaObject::invokeMethod(this, [this, error] {
        m_isFailing = true;
        emit failed(error);
    });
}

void SessionWriter::tellLag()
{
    QMetaObject::invokeMethod(this, [this] {
        const bool isLong = m_isLogLong.load(std::memory_order_relaxed);
        if (!m_isLagging && isLong) {
            m_isLagging = true;
            emit lagging();
        } else if (m_isLagging && !isLong && pendingBytes() <= kMaxPendingBytes / 2) {
            m_isLagging = false;
            emit relieved();
        }
    });
}

std::optional<Error> SessionWriter::attempt(const Work &work)
{
    if (auto error = m_file.beginTransaction())
        return error;
    for (const Event &event : work.events) {
        if (auto error = m_file.append(event))
            return error;
    }
    for (const RowNote &note : work.notes) {
        if (auto error = m_file.setNote(note))
            return error;
    }
    return m_file.commit();
}

// One transaction; what failed is tried again from its beginning, so the file always ends with a whole one.
bool SessionWriter::writeAll(const Work &work)
{
    bool hasFailed = false;
    for (auto error = attempt(work); error; error = attempt(work)) {
        m_file.rollback();
        if (!std::exchange(hasFailed, true))
            tellFailure(*error);
        if (!pauseAfterFailure()) {
            giveUp(work, *error);
            return false;
        }
    }
    lookWhetherItIsGone();
    if (!work.events.isEmpty())
        m_writtenSeq.store(work.events.constLast().seq, std::memory_order_release);
    m_pendingBytes.fetch_sub(weightOf(work.events));
    QMetaObject::invokeMethod(this, [this, hasFailed, seq = writtenSeq()] {
        if (hasFailed) {
            m_isFailing = false;
            emit recovered();
        }
        emit written(seq);
    });
    tellLag();
    return true;
}

void SessionWriter::giveUp(const Work &work, const Error &error)
{
    const std::lock_guard lock(m_mutex);
    *m_outcome = {error, work.events.size() + m_queue.events.size()};
}

} // namespace bothends
