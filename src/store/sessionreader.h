// SPDX-License-Identifier: MIT
#pragma once

#include "store/sessionfile.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace bothends {

/// Reads the events of a stored session in a thread of its own, some portions ahead of who takes them: to
/// find a row in SQLite's pages takes as long as to take it into a journal with its readings. The object
/// lives in the thread of who takes them; its end waits for the portion that is being read.
class SessionReader
{
public:
    /// Called in the reading thread when portions are there, after take() found none.
    using Ready = std::function<void()>;

    SessionReader(SessionFile file, Ready ready);
    ~SessionReader();
    SessionReader(const SessionReader &) = delete;
    SessionReader &operator=(const SessionReader &) = delete;

    /// Once.
    void start();
    /// The next events, rising; none = the end, and nothing = they are not there yet: `ready` will tell.
    std::optional<QList<Event>> take();
    /// The thread's from start() until take() has returned the end.
    SessionFile &file() { return m_file; }

private:
    void run();
    bool put(QList<Event> events);

    SessionFile m_file;
    const Ready m_ready;
    std::mutex m_mutex;
    std::condition_variable m_hasRoom;
    std::deque<QList<Event>> m_portions; // guarded by m_mutex, as what follows
    bool m_isAwaited = true;
    bool m_isClosing = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace bothends
