// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace bothends {

/// Standard output, or standard error where the other has another use. write() hands everything over before
/// it returns; a reader that is slow therefore slows us down, which is what bounds memory. Only a wish to
/// stop ends the waiting for a reader that does not read. Lives in the main thread.
class StandardOutput
{
public:
    enum class State : quint8 {
        Open,
        Closed, ///< the reader is gone; not a failure
        Failed, ///< cannot be written, see failure()
        Abandoned, ///< the reader did not read when it was time to stop
    };

    /// @param stopDescriptor readable when it is time to stop; -1 = none
    explicit StandardOutput(int stopDescriptor = -1)
        : m_stopDescriptor(stopDescriptor)
    {
    }

    void useStandardError();

    /// Nothing happens unless the state is Open.
    void write(QByteArrayView bytes);
    State state() const { return m_state; }
    /// What the system says.
    QString failure() const { return m_failure; }

    bool isTerminal() const;

private:
    bool waitUntilWritable();

    int m_stopDescriptor;
    int m_descriptor = 1; ///< POSIX: standard output
    State m_state = State::Open;
    QString m_failure;
};

/// One message on standard error, with a line end.
void printError(const QString &message);

/// Leaves at once, without waiting for threads that cannot be interrupted.
[[noreturn]] void exitAtOnce(int code);

} // namespace bothends
