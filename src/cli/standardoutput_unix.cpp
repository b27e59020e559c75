// SPDX-License-Identifier: MIT
#include "cli/standardoutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <unistd.h>

namespace bothends {

namespace {

constexpr int kGraceMs = 200; // for a reader that is only slow, when it is time to stop

} // namespace

// poll(2) says that PIPE_BUF bytes can be written without blocking (pipe(7)); so write(2) never blocks,
// and the wait is here, where it can be ended.
bool StandardOutput::waitUntilWritable()
{
    pollfd waits[2] = {{m_descriptor, POLLOUT, 0}, {m_stopDescriptor, POLLIN, 0}};
    while (::poll(waits, 2, -1) < 0 && errno == EINTR) { }
    if (waits[0].revents != 0)
        return true;
    return ::poll(waits, 1, kGraceMs) > 0;
}

void StandardOutput::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_state == State::Open) {
        if (!waitUntilWritable()) {
            m_state = State::Abandoned;
            return;
        }
        const size_t part = size_t(std::min<qsizetype>(bytes.size(), PIPE_BUF));
        const ssize_t written = ::write(m_descriptor, bytes.data(), part);
        if (written >= 0) {
            bytes = bytes.sliced(written);
        } else if (errno == EPIPE || errno == ECONNRESET) {
            m_state = State::Closed;
        } else if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
            m_state = State::Failed;
            m_failure = qt_error_string(errno);
        }
    }
}

void StandardOutput::useStandardError()
{
    m_descriptor = STDERR_FILENO;
}

bool StandardOutput::isTerminal() const
{
    return ::isatty(m_descriptor) == 1;
}

void printError(const QString &message)
{
    const QByteArray line = message.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
    std::fflush(stderr);
}

void exitAtOnce(int code)
{
    std::fflush(nullptr);
    std::_Exit(code);
}

} // namespace bothends
