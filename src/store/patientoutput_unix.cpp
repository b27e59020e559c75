// SPDX-License-Identifier: MIT
#include "store/patientoutput.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bothends {

PatientOutput::PatientOutput(QString target)
    : m_target(std::move(target))
{
}

PatientOutput::~PatientOutput()
{
    if (m_descriptor >= 0 && m_descriptor != STDOUT_FILENO)
        ::close(m_descriptor);
}

Error PatientOutput::errorNow(int code) const
{
    const bool isFull = code == ENOSPC || code == EDQUOT;
    return {isFull ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, code, m_target, 0,
            qt_error_string(code)};
}

std::optional<Error> PatientOutput::open()
{
    if (m_target == u"-"_s) {
        m_descriptor = STDOUT_FILENO;
        return std::nullopt;
    }
    const QByteArray path = QFile::encodeName(m_target);
    struct stat info
    {
    };
    const bool isThere = ::stat(path.constData(), &info) == 0;
    if (isThere && !S_ISFIFO(info.st_mode))
        return Error{ErrorCode::FileExists, EEXIST, m_target, 0, {}};
    // Without O_NONBLOCK, opening a pipe would wait for a reader (fifo(7)).
    const int flags = O_WRONLY | O_CLOEXEC | (isThere ? O_NONBLOCK : O_CREAT | O_EXCL);
    m_descriptor = ::open(path.constData(), flags, 0600);
    if (m_descriptor < 0 && errno != ENXIO)
        return errorNow(errno);
    return std::nullopt;
}

std::optional<Error> PatientOutput::write(QByteArrayView bytes, qsizetype &written)
{
    written = 0;
    while (written < bytes.size() && sleepUntilWritable({})) {
        const auto part = size_t(std::min<qsizetype>(bytes.size() - written, PIPE_BUF));
        const ssize_t done = ::write(m_descriptor, bytes.data() + written, part);
        if (done > 0)
            written += qsizetype(done);
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            break;
        else if (errno != EINTR)
            return errorNow(errno);
    }
    return std::nullopt;
}

bool PatientOutput::sleepUntilWritable(std::chrono::milliseconds patience) const
{
    pollfd wait{m_descriptor, POLLOUT, 0};
    int result = ::poll(&wait, 1, int(patience.count()));
    while (result < 0 && errno == EINTR)
        result = ::poll(&wait, 1, int(patience.count()));
    return result > 0; // also when the reader is gone: then write(2) says so
}

} // namespace bothends
