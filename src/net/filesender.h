// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "net/config.h"
#include "net/filecalls.h"

#include <memory>
#include <optional>

namespace bothends {

/// A file, or a part of it, on its way into a stream socket: sendfile(2) in pieces, as the socket takes them.
/// Nothing of it is kept in memory. Invariant: done() bytes from FileToSend::offset are in the kernel. Lives
/// in the I/O thread.
class FileSender
{
public:
    static constexpr qint64 kPieceBytes = 1024 * 1024;

    /// Null, and the error says why: FileUnreadable with the errno, FileEmpty.
    static std::unique_ptr<FileSender> open(const FileToSend &file, Error &why);

    struct Piece
    {
        qint64 bytes = 0; ///< that the socket took; 0 and no error: it takes none now
        std::optional<Error> error; ///< of the file: FileShrunk, FileUnreadable
        int socketFault = 0; ///< errno of the socket; 0 = none
    };
    Piece sendPiece(Descriptor socket);

    const QString &path() const { return m_path; }
    qint64 start() const { return m_start; }
    qint64 total() const { return m_total; }
    qint64 done() const { return m_done; }
    bool isDone() const { return m_done == m_total; }

private:
    FileSender(QString path, DescriptorHandle file, qint64 start, qint64 total);

    QString m_path;
    DescriptorHandle m_file;
    qint64 m_start;
    qint64 m_total;
    qint64 m_done = 0;
};

} // namespace bothends
