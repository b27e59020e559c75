// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"
#include "store/journalexport.h"

#include <QFile>
#include <QObject>
#include <QTimer>

namespace bothends {

/// Writes what the journal holds now into a new file, a portion at each turn of the event loop. Half a file
/// is never left behind. Lives in the journal's thread; the readings have to outlive it.
class ExportJob : public QObject
{
    Q_OBJECT
public:
    /// @param connection 0 = all
    ExportJob(const Readings &readings, const RowNotes &notes, ExportFormat format, quint32 connection,
              const QString &path, QObject *parent = nullptr);
    ~ExportJob() override;

    void start();
    void cancel();

signals:
    void progressed(int percent);
    /// FileExists, FileUnwritable, TransferCancelled. @param leftOut rows the format has no place for
    void finished(const std::optional<bothends::Error> &error, qint64 leftOut);

private:
    void writeSome();
    void end(const std::optional<Error> &error);
    Error fileError() const;

    QFile m_file;
    std::unique_ptr<JournalExport> m_export;
    QTimer m_timer;
    const qsizetype m_rows; // more may come meanwhile
    bool m_isOurs = false; // the file was made here and is not whole
};

} // namespace bothends
