// SPDX-License-Identifier: MIT
#include "net/receivedfile.h"

#include <QFileInfo>

#include <cerrno>

namespace bothends {

namespace {

Error writingError(int systemCode, const QString &path)
{
    Error error = errorOf(systemCode, CallName::None, Transport::Tcp, path);
    switch (systemCode) {
    case EEXIST:
        error.code = ErrorCode::FileExists;
        break;
    case ENOENT:
    case ENOTDIR:
        error.code = ErrorCode::FolderMissing;
        error.subject = QFileInfo(path).path();
        break;
    case ENOSPC:
    case EDQUOT:
        error.code = ErrorCode::DiskFull;
        break;
    default:
        error.code = ErrorCode::FileUnwritable;
        break;
    }
    return error;
}

} // namespace

ReceivedFile::ReceivedFile(QString path, DescriptorHandle file)
    : m_path(std::move(path))
    , m_file(std::move(file))
{
}

ReceivedFile::~ReceivedFile()
{
    if (m_reserved > m_size)
        cutFile(m_file.get(), m_size);
}

std::unique_ptr<ReceivedFile> ReceivedFile::create(const QString &path, Error &why)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const RawResult opened = openNewFile(absolute);
    if (!opened.isOk()) {
        why = writingError(opened.error, absolute);
        return nullptr;
    }
    return std::unique_ptr<ReceivedFile>(
        new ReceivedFile(absolute, DescriptorHandle(Descriptor(opened.value))));
}

Error ReceivedFile::errorWith(int systemCode) const
{
    return writingError(systemCode, m_path);
}

std::optional<Error> ReceivedFile::makeRoom(qint64 bytes)
{
    if (std::optional<Error> error = writeWaiting())
        return error;
    if (!m_canReserve || m_size + bytes <= m_reserved)
        return std::nullopt;
    int fault = 0;
    // Much at once, to ask seldom; if there is not much left, what is needed.
    for (const qint64 wanted : {qMax(kReserveBytes, bytes), bytes}) {
        const RawResult reserved = reserveRoom(m_file.get(), m_size, wanted);
        if (reserved.isOk()) {
            m_reserved = m_size + wanted;
            return std::nullopt;
        }
        if (reserved.error != ENOSPC && reserved.error != EDQUOT) {
            m_canReserve = false; // then write() finds out
            return std::nullopt;
        }
        fault = reserved.error;
    }
    return errorWith(fault);
}

std::optional<Error> ReceivedFile::write(const QByteArray &bytes)
{
    m_waiting += bytes;
    return writeWaiting();
}

std::optional<Error> ReceivedFile::writeWaiting()
{
    while (!m_waiting.isEmpty()) {
        const RawResult written = writeAt(m_file.get(), m_waiting.constData(), m_waiting.size(), m_size);
        if (written.error == EINTR)
            continue;
        if (!written.isOk())
            return errorWith(written.error);
        m_size += written.value;
        m_waiting.remove(0, written.value);
    }
    return std::nullopt;
}

} // namespace bothends
