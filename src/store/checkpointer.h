// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace bothends {

/// Brings what stands in a session's write-ahead log to its place in the file (a checkpoint,
/// https://www.sqlite.org/wal.html#ckpt), in a thread of its own: it takes as long as the disk takes to have
/// everything twice, and meanwhile the writer goes on. Lives in the writer's thread.
class Checkpointer
{
public:
    /// Called in the thread after each one. @param error why nothing could be brought, if so
    using Done = std::function<void(const std::optional<Error> &error)>;

    explicit Checkpointer(Done done);
    ~Checkpointer();
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

    /// Of this file from now on.
    void open(const QString &path);
    /// Waits for one that runs; then there is no file.
    void close();
    /// Begins one, unless one runs or there is no file.
    void begin();

private:
    void run(const QString &path);

    const Done m_done;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isWanted = false; // guarded by m_mutex, up to the end of the one that runs
    bool m_isClosing = false; // guarded by m_mutex
    std::unique_ptr<QThread> m_thread;
};

} // namespace bothends
