// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <chrono>

namespace bothends {

/// What the program ends with; documented in `--help`.
enum class ExitCode : int {
    Orderly = 0,
    Failed = 1, ///< the demo did not go as planned, or standard output cannot be written
    Usage = 2,
    NotStarted = 3, ///< could not listen or connect
    Reset = 4, ///< the connection did not end in order
    Different = 5, ///< what came back in a replay is not what came then
};

/// One verb at work: begins with start() and ends with finished(). Lives in the main thread.
class Command : public QObject
{
    Q_OBJECT
public:
    /// How long connections may take to end in order once the user wants to leave.
    static constexpr std::chrono::milliseconds kPatience{500};

    using QObject::QObject;

    virtual void start() = 0;
    /// The user wants to leave: ends in order and soon. Harmless when repeated.
    virtual void stop() = 0;
    /// True while the system may still be looking up a name, which nobody can interrupt.
    virtual bool isLookingUp() const { return false; }

signals:
    /// Emitted once.
    void finished(bothends::ExitCode code);
};

} // namespace bothends
