// SPDX-License-Identifier: MIT
#include "gui/exportjob.h"

#include <cerrno>

namespace bothends {

namespace {
constexpr qint64 kPortion = qint64(256) * 1024; // some milliseconds
}

ExportJob::ExportJob(const Readings &readings, const RowNotes &notes, ExportFormat format, quint32 connection,
                     const QString &path, QObject *parent)
    : QObject(parent)
    , m_file(path)
    , m_export(makeExport(format, readings.journal, readings.connections, readings.texts, m_file, connection,
                          &notes))
    , m_timer(this)
    , m_rows(readings.journal.size())
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &ExportJob::writeSome);
}

ExportJob::~ExportJob()
{
    if (m_isOurs)
        m_file.remove(); // half of it would be taken for the whole
}

void ExportJob::start()
{
    if (m_file.exists()) {
        end(Error{ErrorCode::FileExists, EEXIST, m_file.fileName(), 0, {}});
        return;
    }
    m_isOurs = m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly);
    if (!m_isOurs || !m_export->begin())
        end(fileError());
    else
        m_timer.start();
}

void ExportJob::cancel()
{
    if (m_timer.isActive())
        end(Error{ErrorCode::TransferCancelled, 0, m_file.fileName(), 0, {}});
}

void ExportJob::writeSome()
{
    if (m_export->row() < m_rows && !m_export->writeSome(kPortion)) {
        end(fileError());
        return;
    }
    if (m_export->row() < m_rows) {
        emit progressed(int(100 * m_export->row() / m_rows));
        return;
    }
    if (m_file.flush())
        end(std::nullopt);
    else
        end(fileError());
}

void ExportJob::end(const std::optional<Error> &error)
{
    m_timer.stop();
    m_file.close();
    if (error && m_isOurs)
        m_file.remove();
    m_isOurs = false;
    emit finished(error, m_export->leftOut());
}

Error ExportJob::fileError() const
{
    return {ErrorCode::FileUnwritable, 0, m_file.fileName(), 0, m_file.errorString()};
}

} // namespace bothends
