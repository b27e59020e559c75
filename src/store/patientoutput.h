// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <optional>

namespace bothends {

/// A new file, a named pipe or standard output, written to without ever blocking: a pipe takes what has room
/// in it (pipe(7), poll(2)). SIGPIPE must be ignored. One thread.
class PatientOutput
{
public:
    /// @param target a path; `-` = standard output
    explicit PatientOutput(QString target);
    ~PatientOutput();
    PatientOutput(const PatientOutput &) = delete;
    PatientOutput &operator=(const PatientOutput &) = delete;

    const QString &target() const { return m_target; }
    /// FileExists, FileUnwritable. A pipe that nobody reads yet is no error and not open; try again later.
    std::optional<Error> open();
    bool isOpen() const { return m_descriptor >= 0; }
    /// For a notifier; -1 = not open.
    int descriptor() const { return m_descriptor; }
    /// As many bytes as go without blocking. FileUnwritable, with EPIPE if the reader is gone; DiskFull.
    /// @param written how many
    std::optional<Error> write(QByteArrayView bytes, qsizetype &written);
    /// Sleeps until more can be written; false when that took longer than `patience`.
    bool sleepUntilWritable(std::chrono::milliseconds patience) const;

private:
    Error errorNow(int code) const;

    const QString m_target;
    int m_descriptor = -1;
};

} // namespace bothends
