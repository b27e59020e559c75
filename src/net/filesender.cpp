// SPDX-License-Identifier: MIT
#include "net/filesender.h"

#include <QFileInfo>

namespace bothends {

FileSender::FileSender(QString path, DescriptorHandle file, qint64 start, qint64 total)
    : m_path(std::move(path))
    , m_file(std::move(file))
    , m_start(start)
    , m_total(total)
{
}

std::unique_ptr<FileSender> FileSender::open(const FileToSend &file, Error &why)
{
    const QString path = QFileInfo(file.file).absoluteFilePath();
    qint64 size = 0;
    const RawResult opened = openToRead(path, size);
    if (!opened.isOk()) {
        why = errorOf(opened.error, CallName::SendFile, Transport::Tcp, path);
        why.code = ErrorCode::FileUnreadable;
        return nullptr;
    }
    DescriptorHandle handle{Descriptor(opened.value)};
    const qint64 start = qMax<qint64>(0, file.offset);
    const qint64 rest = size - start;
    const qint64 total = file.count < 0 ? rest : qMin(file.count, rest);
    if (total <= 0) {
        why = Error{ErrorCode::FileEmpty, 0, path, 0, {}};
        return nullptr;
    }
    return std::unique_ptr<FileSender>(new FileSender(path, std::move(handle), start, total));
}

FileSender::Piece FileSender::sendPiece(Descriptor socket)
{
    bool isSocketFault = false;
    const qint64 size = qMin(kPieceBytes, m_total - m_done);
    const RawResult sent = sendFilePiece(socket, m_file.get(), m_start + m_done, size, isSocketFault);
    if (sent.wouldBlock())
        return {};
    if (!sent.isOk() && isSocketFault)
        return {0, std::nullopt, sent.error};
    if (!sent.isOk()) {
        Error error = errorOf(sent.error, CallName::SendFile, Transport::Tcp, m_path);
        error.code = ErrorCode::FileUnreadable;
        return {0, error, 0};
    }
    if (sent.value == 0)
        return {0, Error{ErrorCode::FileShrunk, 0, m_path, m_total - m_done, {}}, 0};
    m_done += sent.value;
    return {sent.value, std::nullopt, 0};
}

} // namespace bothends
