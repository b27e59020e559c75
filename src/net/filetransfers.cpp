// SPDX-License-Identifier: MIT
#include "net/filetransfers.h"

#include "net/callevents.h"

namespace bothends {

namespace {

TransferStatus statusOf(const ConnectionStatus &connection, TransferStatus::Direction direction,
                        const QElapsedTimer &since)
{
    TransferStatus status;
    status.connection = connection.connection;
    status.endpoint = connection.endpoint;
    status.side = connection.side;
    status.direction = direction;
    status.elapsedNs = since.isValid() ? since.nsecsElapsed() : 0;
    return status;
}

} // namespace

Event TransferOwner::newEvent(EventKind kind) const
{
    return eventOf(connection, socketNumber, kind, Origin::Call);
}

void TransferOwner::refuse(const Error &error, CallName call) const
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = call;
    Event refused = newEvent(EventKind::Error);
    refused.error = error;
    refused.detail = std::move(detail);
    recorder.append(std::move(refused));
}

// ---- Sending

FileSending::FileSending(const TransferOwner &owner, std::unique_ptr<FileSender> file)
    : m_owner(owner)
    , m_file(std::move(file))
{
}

FileSender::Piece FileSending::sendPiece(Descriptor socket, qint64 streamOffset)
{
    if (!m_since.isValid()) {
        m_since.start();
        tell(EventKind::TransferBegin, std::nullopt);
    }
    const Stamp stamp = m_owner.recorder.now();
    const FileSender::Piece piece = m_file->sendPiece(socket);
    if (piece.bytes > 0)
        tellPiece(piece.bytes, streamOffset, stamp);
    return piece;
}

bool FileSending::settle(const std::optional<Error> &error)
{
    const bool isOver = error || m_file->isDone();
    if (isOver)
        tell(EventKind::TransferEnd, error);
    update(isOver);
    return isOver;
}

void FileSending::cancel(const std::optional<Error> &reason)
{
    const Error cancelled{ErrorCode::TransferCancelled, 0, m_file->path(), m_file->done(), {}};
    tell(EventKind::TransferEnd, reason.value_or(cancelled));
    update(true);
}

void FileSending::tell(EventKind kind, const std::optional<Error> &error)
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::SendFile;
    detail->file = m_file->path();
    detail->fileOffset = m_file->start();
    detail->fileCount = m_file->total();
    Event event = m_owner.newEvent(kind);
    event.bytes = kind == EventKind::TransferEnd ? m_file->done() : 0;
    event.error = error;
    event.detail = std::move(detail);
    m_owner.recorder.append(std::move(event));
}

void FileSending::tellPiece(qint64 bytes, qint64 streamOffset, const Stamp &stamp)
{
    const qint64 before = m_file->done() - bytes;
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::SendFile;
    detail->file = m_file->path();
    detail->fileOffset = m_file->start() + before;
    detail->fileCount = qMin(FileSender::kPieceBytes, m_file->total() - before);
    detail->asked = detail->fileCount;
    detail->result = bytes;
    Event sent = m_owner.newEvent(EventKind::Sent);
    sent.bytes = bytes;
    sent.streamOffset = quint64(streamOffset);
    sent.detail = std::move(detail);
    m_owner.recorder.append(std::move(sent), stamp);
}

void FileSending::update(bool isFinished)
{
    TransferStatus status = statusOf(m_owner.connection, TransferStatus::Direction::Sending, m_since);
    status.file = m_file->path();
    status.doneBytes = m_file->done();
    status.totalBytes = m_file->total();
    status.isFinished = isFinished;
    m_owner.recorder.update(status);
}

// ---- Saving

FileSaving::FileSaving(const TransferOwner &owner)
    : m_owner(owner)
{
}

void FileSaving::begin(const QString &path)
{
    Error why;
    m_file = ReceivedFile::create(path, why);
    if (!m_file) {
        m_owner.refuse(why, CallName::None);
        return;
    }
    m_since.start();
    auto detail = std::make_shared<CallDetail>();
    detail->file = m_file->path();
    Event begin = m_owner.newEvent(EventKind::TransferBegin);
    begin.detail = std::move(detail);
    m_owner.recorder.append(std::move(begin));
    update(false);
}

void FileSaving::end(const std::optional<Error> &error)
{
    if (!m_file)
        return;
    auto detail = std::make_shared<CallDetail>();
    detail->file = m_file->path();
    Event over = m_owner.newEvent(EventKind::TransferEnd);
    over.bytes = m_file->size();
    over.error = error;
    if (!error && m_file->waitingBytes() > 0)
        over.error = Error{ErrorCode::DiskFull, 0, m_file->path(), m_file->waitingBytes(), {}};
    over.detail = std::move(detail);
    m_owner.recorder.append(std::move(over));
    m_isDiskFull = false;
    update(true);
    m_file.reset();
}

bool FileSaving::hasRoom(qint64 bytes)
{
    if (!m_file)
        return true;
    const std::optional<Error> error = m_file->makeRoom(bytes);
    const bool isFull = error && error->code == ErrorCode::DiskFull;
    if (error && !isFull) {
        end(error);
        return true;
    }
    if (isFull != m_isDiskFull) {
        m_isDiskFull = isFull;
        if (isFull)
            m_owner.refuse(*error, CallName::None);
        update(false);
    }
    return !isFull;
}

std::optional<Error> FileSaving::write(const QByteArray &bytes, CallDetail &where)
{
    where.file = m_file->path();
    where.fileOffset = m_file->size() + m_file->waitingBytes();
    return m_file->write(bytes);
}

void FileSaving::settle(const std::optional<Error> &error)
{
    if (error && error->code != ErrorCode::DiskFull)
        end(error);
    else
        update(false);
}

void FileSaving::update(bool isFinished)
{
    TransferStatus status = statusOf(m_owner.connection, TransferStatus::Direction::Saving, m_since);
    status.file = m_file->path();
    status.doneBytes = m_file->size();
    status.isPaused = m_isDiskFull;
    status.isFinished = isFinished;
    m_owner.recorder.update(status);
}

} // namespace bothends
