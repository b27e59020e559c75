// SPDX-License-Identifier: MIT
#include "net/filecalls.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bothends {

namespace {

RawResult resultOf(qint64 value)
{
    return {value, value < 0 ? errno : 0};
}

RawResult readAndSend(Descriptor socket, Descriptor file, qint64 offset, qint64 size, bool &isSocketFault)
{
    std::array<char, 65536> buffer{};
    const size_t wanted = size_t(qMin(size, qint64(buffer.size())));
    const RawResult bytes = resultOf(::pread(int(file), buffer.data(), wanted, offset));
    if (bytes.value <= 0)
        return bytes;
    isSocketFault = true;
    return rawSend(socket, {buffer.data(), bytes.value}, {});
}

} // namespace

RawResult openToRead(const QString &path, qint64 &size)
{
    const RawResult file = openForReading(path);
    if (!file.isOk())
        return file;
    size = sizeOfFile(Descriptor(file.value));
    if (size >= 0)
        return file;
    struct stat status
    {
    };
    const bool isFolder = ::fstat(int(file.value), &status) == 0 && S_ISDIR(status.st_mode);
    ::close(int(file.value));
    return {-1, isFolder ? EISDIR : EINVAL};
}

RawResult openNewFile(const QString &path)
{
    constexpr mode_t kReadWriteForAll = 0666; // less what the umask takes away
    return resultOf(::open(QFile::encodeName(path).constData(),
                           O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadWriteForAll));
}

RawResult sendFilePiece(Descriptor socket, Descriptor file, qint64 offset, qint64 size, bool &isSocketFault)
{
    isSocketFault = false;
    const RawResult sent = rawSendFile(socket, file, offset, size);
    if (sent.error == EINVAL || sent.error == ENOSYS || sent.error == EOPNOTSUPP)
        return readAndSend(socket, file, offset, size, isSocketFault);
    isSocketFault = sent.error != EIO && sent.error != EOVERFLOW;
    return sent;
}

RawResult writeAt(Descriptor file, const char *bytes, qint64 size, qint64 offset)
{
    return resultOf(::pwrite(int(file), bytes, size_t(size), offset));
}

RawResult reserveRoom(Descriptor file, qint64 offset, qint64 size)
{
    return resultOf(::fallocate(int(file), FALLOC_FL_KEEP_SIZE, offset, size));
}

RawResult cutFile(Descriptor file, qint64 size)
{
    return resultOf(::ftruncate(int(file), size));
}

} // namespace bothends
