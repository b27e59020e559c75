// SPDX-License-Identifier: MIT
#pragma once

#include "net/rawcalls.h"

#include <QString>

namespace bothends {

// The calls on files that Qt has no API for. They wait for the disk at most, never for a peer.

/// open(2) of a file to read. A folder, a pipe or a device is refused (EISDIR, EINVAL), without waiting.
/// @param size the bytes it has now
RawResult openToRead(const QString &path, qint64 &size);
/// open(2) of a new file to write: EEXIST if anything has that name, a dangling link too.
RawResult openNewFile(const QString &path);
/// sendfile(2), or pread(2) and send(2) where the file system has no sendfile. 0 = the file ends before
/// `offset`.
/// @param isSocketFault whether a failure is the socket's and not the file's
RawResult sendFilePiece(Descriptor socket, Descriptor file, qint64 offset, qint64 size, bool &isSocketFault);
/// write(2) at an offset.
RawResult writeAt(Descriptor file, const char *bytes, qint64 size, qint64 offset);
/// fallocate(2): room for bytes beyond the end, so that they can be written for sure. EOPNOTSUPP where the
/// file system cannot tell.
RawResult reserveRoom(Descriptor file, qint64 offset, qint64 size);
/// ftruncate(2): gives back the room beyond.
RawResult cutFile(Descriptor file, qint64 size);

} // namespace bothends
