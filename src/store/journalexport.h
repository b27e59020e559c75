// SPDX-License-Identifier: MIT
#pragma once

#include "core/connectionindex.h"
#include "core/rownotes.h"
#include "core/textreading.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

class QIODevice;

namespace bothends {

enum class ExportFormat : quint8 {
    Pcapng, ///< packets for Wireshark
    JsonLines, ///< one JSON object for each event, as `--json` prints them
    Csv, ///< RFC 4180, UTF-8; no cell can be taken for a formula
    Text, ///< a line for each event, as `serve` prints them
};

QList<ExportFormat> allExportFormats();
/// `pcapng`, `jsonl`, `csv`, `text`.
QString exportFormatName(ExportFormat format);
std::optional<ExportFormat> exportFormatFromName(const QString &name);
/// What a file's name ends with, without the dot.
QString exportFormatEnding(ExportFormat format);

/// Writes a journal out in some form, a part at a time so that a window stays alive. In the journal's thread.
class JournalExport
{
public:
    /// @param connection 0 = all
    /// @param notes what the user noted beside the rows; null = nothing
    JournalExport(const Journal &journal, QIODevice &device, quint32 connection, const RowNotes *notes)
        : m_journal(journal)
        , m_device(device)
        , m_connection(connection)
        , m_notes(notes)
    {
    }
    virtual ~JournalExport() = default;
    JournalExport(const JournalExport &) = delete;
    JournalExport &operator=(const JournalExport &) = delete;

    /// The head. False if it cannot be written; then nothing more.
    virtual bool begin() { return true; }
    /// Goes on until about `bytes` are written or all rows there are now. False if the device takes no more.
    bool writeSome(qint64 bytes);
    bool isAtEnd() const { return m_row >= m_journal.size(); }
    qsizetype row() const { return m_row; }
    /// Rows that this format has no place for.
    qint64 leftOut() const { return m_leftOut; }

protected:
    virtual bool writeRow(qsizetype row) = 0;
    bool write(const QByteArray &bytes);
    bool isWanted(const Event &event) const { return m_connection == 0 || event.connection == m_connection; }

    bool isBookmarked(qsizetype row) const { return m_notes && m_notes->isBookmarked(row); }
    QString comment(qsizetype row) const { return m_notes ? m_notes->comment(row) : QString(); }

    const Journal &m_journal;
    QIODevice &m_device;
    quint32 m_connection;
    const RowNotes *m_notes;
    qint64 m_leftOut = 0;
    qint64 m_written = 0; ///< in this part

private:
    qsizetype m_row = 0;
};

std::unique_ptr<JournalExport> makeExport(ExportFormat format, const Journal &journal,
                                          const ConnectionIndex &connections, const TextReading &texts,
                                          QIODevice &device, quint32 connection = 0,
                                          const RowNotes *notes = nullptr);

} // namespace bothends
