// SPDX-License-Identifier: MIT
#pragma once

#include "core/connectionindex.h"
#include "core/journal.h"
#include "core/textreading.h"

#include <QAbstractListModel>

#include <vector>

namespace bothends {

/// The rows of the timeline: all of the journal, or those of one connection together with the rows that
/// made the server listen which accepted it. Lives in the journal's thread. The readings must have been
/// made before the model, so that they know a batch when the model announces it.
/// Invariant: rows rise in the journal's order; they are only added at the end, otherwise the model resets.
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        JournalRowRole = Qt::UserRole + 1, ///< qlonglong
        ConnectionRole, ///< uint; 0 = none
    };

    /// So many characters of a message are in the sentence of its row.
    static constexpr qsizetype kSentenceLimit = 512;

    TimelineModel(const Journal &journal, const ConnectionIndex &connections, const TextReading &reading,
                  QObject *parent = nullptr);

    const Journal &journal() const { return m_journal; }
    const ConnectionIndex &connections() const { return m_connections; }
    const TextReading &reading() const { return m_reading; }

    quint32 connection() const { return m_connection; }
    /// 0 = all connections, and what belongs to none.
    void setConnection(quint32 connection);

    /// The row of the journal that a row shows, 0 <= row < rowCount().
    qsizetype journalRow(int row) const { return m_connection == 0 ? row : m_rows[size_t(row)]; }
    /// The row that shows a row of the journal, or -1.
    int rowOf(qsizetype journalRow) const;
    const Event &eventAt(int row) const { return m_journal.at(journalRow(row)); }
    /// One line that says what a row shows.
    QString sentence(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void takeIn(qsizetype first, qsizetype last);
    void announceText(quint32 connection);
    std::vector<qsizetype> collectRows(quint32 connection) const;
    std::vector<qsizetype> listeningRows(qsizetype acceptRow) const;

    const Journal &m_journal;
    const ConnectionIndex &m_connections;
    const TextReading &m_reading;
    quint32 m_connection = 0;
    qsizetype m_count = 0; // announced rows of the journal
    std::vector<qsizetype> m_rows; // of one connection; empty for all
};

} // namespace bothends
