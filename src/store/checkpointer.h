// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QMutex>
#include <QString>
#include <QThread>
#include <QWaitCondition>

#include <functional>
#include <memory>
#include <optional>

namespace bothends {

/// Brings what stands in a session's write-ahead log to its place in the file (a checkpoint,
/// https://www.sqlite.org/wal.html#ckpt), in a thread of its own: it takes as long as the disk takes to have
/// everything twice, and meanwhile the writer goes on.
class Checkpointer
{
public:
    /// Why nothing could be brought, if so.
    struct Result
    {
        std::optional<Error> error;
    };

    /// @param done called in the thread after each one
    Checkpointer(const QString &path, std::function<void(const Result &)> done);
    /// Waits for one that runs.
    ~Checkpointer();
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

    /// Begins one, unless one runs. From any thread.
    void begin();

private:
    void run(const QString &path);

    std::function<void(const Result &)> m_done;
    QMutex m_mutex;
    QWaitCondition m_wake;
    bool m_isWanted = false; // guarded by m_mutex, up to the end of the one that runs
    bool m_isClosing = false; // guarded by m_mutex
    std::unique_ptr<QThread> m_thread;
};

} // namespace bothends
