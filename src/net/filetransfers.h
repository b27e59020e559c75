// SPDX-License-Identifier: MIT
#pragma once

#include "net/filesender.h"
#include "net/receivedfile.h"
#include "net/recorder.h"
#include "net/status.h"

#include <QElapsedTimer>

#include <memory>
#include <optional>

namespace bothends {

/// Whose transfers they are: the connection, which outlives them, and where they are told.
struct TransferOwner
{
    Recorder &recorder;
    const ConnectionStatus &connection;
    quint32 socketNumber;

    Event newEvent(EventKind kind) const;
    /// A transfer that did not come about.
    void refuse(const Error &error, CallName call) const;
};

/// A file on its way into a connection, with its rows and how far it is. Lives in the I/O thread.
class FileSending
{
public:
    FileSending(const TransferOwner &owner, std::unique_ptr<FileSender> file);

    /// Sends one piece, and tells of it; the first time, that it begins.
    /// @param streamOffset bytes sent on this connection before
    FileSender::Piece sendPiece(Descriptor socket, qint64 streamOffset);
    /// Tells how far it is. True, and the end is told, if there was an error or all is sent.
    bool settle(const std::optional<Error> &error);
    /// Ended before all was sent; without a reason, somebody wanted it.
    void cancel(const std::optional<Error> &reason);

private:
    void tell(EventKind kind, const std::optional<Error> &error);
    void tellPiece(qint64 bytes, qint64 streamOffset, const Stamp &stamp);
    void update(bool isFinished);

    TransferOwner m_owner;
    std::unique_ptr<FileSender> m_file;
    QElapsedTimer m_since; // it began
};

/// What a connection receives, on its way into a file, with its rows and how far it is. Lives in the I/O
/// thread.
class FileSaving
{
public:
    explicit FileSaving(const TransferOwner &owner);

    bool isActive() const { return m_file != nullptr; }
    /// A new file; refused with a row if there cannot be one.
    void begin(const QString &path);
    /// Without an error it is complete. Harmless if nothing is being saved.
    void end(const std::optional<Error> &error);

    /// For so many bytes more. False: the disk is full, which is told once; ask again later.
    bool hasRoom(qint64 bytes);
    bool isDiskFull() const { return m_isDiskFull; }
    /// Puts into the detail where the bytes are in the file. The error says why they do not get there.
    std::optional<Error> write(const QByteArray &bytes, CallDetail &where);
    /// To be called when the row of what was written is appended.
    void settle(const std::optional<Error> &error);

private:
    void update(bool isFinished);

    TransferOwner m_owner;
    std::unique_ptr<ReceivedFile> m_file;
    QElapsedTimer m_since; // it began
    bool m_isDiskFull = false;
};

} // namespace bothends
