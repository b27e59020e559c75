// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "net/filecalls.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace bothends {

/// A new file that what is received is appended to. Room for a read is asked for before the read is made, so
/// that a full disk pauses the peer instead of losing bytes. Never opens a file that is there. Lives in the
/// I/O thread.
class ReceivedFile
{
public:
    /// Null, and the error says why: FileExists, FolderMissing, DiskFull, FileUnwritable with the errno.
    static std::unique_ptr<ReceivedFile> create(const QString &path, Error &why);
    ~ReceivedFile();
    ReceivedFile(const ReceivedFile &) = delete;
    ReceivedFile &operator=(const ReceivedFile &) = delete;

    /// Room for so many more bytes. An error of DiskFull passes when there is room again; any other is final.
    std::optional<Error> makeRoom(qint64 bytes);
    /// Appends. What could not be written waits, and is written first the next time (also by makeRoom()).
    std::optional<Error> write(const QByteArray &bytes);

    const QString &path() const { return m_path; }
    qint64 size() const { return m_size; }
    /// Bytes that were given to write() and are not in the file.
    qint64 waitingBytes() const { return m_waiting.size(); }

private:
    static constexpr qint64 kReserveBytes = 1024 * 1024;

    ReceivedFile(QString path, DescriptorHandle file);
    std::optional<Error> writeWaiting();
    Error errorWith(int systemCode) const;

    QString m_path;
    DescriptorHandle m_file;
    QByteArray m_waiting;
    qint64 m_size = 0;
    qint64 m_reserved = 0; // room there is, from the beginning of the file
    bool m_canReserve = true;
};

} // namespace bothends
