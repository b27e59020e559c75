// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"
#include "net/rawcalls.h"
#include "net/recorder.h"

#include <optional>

namespace bothends {

class StepSocket;

/// The receiving calls of one StepSocket, and makefile()'s second buffer: what has left the kernel and not
/// yet reached the program. Lives in the I/O thread.
class StepReader
{
public:
    static constexpr qint64 kMaxSize = 16 * 1024 * 1024;
    static constexpr qint64 kMaxAncillary = 64 * 1024;
    static constexpr qint64 kProgramBuffer = 8192; ///< as Python's io.DEFAULT_BUFFER_SIZE

    explicit StepReader(StepSocket &socket)
        : m_socket(socket)
    {
    }

    void call(const SocketCall &call);
    /// More can be read: a MSG_WAITALL goes on.
    void proceed();
    bool isWaiting() const { return m_waiting.has_value(); }
    /// Before close(): what a MSG_WAITALL has taken is told.
    void flush();

private:
    /// A recv() with MSG_WAITALL that has not got all it asked for.
    struct Waiting
    {
        SocketCall call;
        RawMessage message;
        Stamp stamp;
    };

    SocketCall clamped(const SocketCall &call);
    void receive(const SocketCall &call);
    void take(const SocketCall &call, RawMessage &&message, const Stamp &stamp);
    void takeEnd(CallDetail detail, const Stamp &stamp);
    void startWaiting(const SocketCall &call);
    void readLine();
    bool fillProgramBuffer();
    void giveLine(qsizetype size);

    StepSocket &m_socket;
    std::optional<Waiting> m_waiting;
    QByteArray m_inProgram;
    quint64 m_inProgramOffset = 0; // where it begins in the stream
};

} // namespace bothends
