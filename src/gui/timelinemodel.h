// SPDX-License-Identifier: MIT
#pragma once

#include "core/blockedcalls.h"
#include "core/rowset.h"
#include "gui/journalrows.h"
#include "gui/rowgroups.h"

#include <QAbstractListModel>

#include <vector>

namespace bothends {

/// The rows of the timeline: all of the journal, or those of one connection together with the rows that
/// made the server listen which accepted it. Queue lengths that the kernel reports of a connection's end
/// are not rows: they say how far its bytes are. Some rows of the journal stand together in one (RowGroups).
/// Lives in the journal's thread. The readings must have been
/// made before the model, so that they know a batch when the model announces it.
/// Invariant: rows rise in the journal's order; they are only added at the end, otherwise the model resets. A
/// group that grows changes the data of its row.
class TimelineModel : public QAbstractListModel, public JournalRows
{
    Q_OBJECT
public:
    enum Role {
        JournalRowRole = Qt::UserRole + 1, ///< qlonglong
        ConnectionRole, ///< uint; 0 = none
    };

    /// So many characters of a message are in the sentence of its row.
    static constexpr qsizetype kSentenceLimit = 512;

    explicit TimelineModel(const Readings &readings, QObject *parent = nullptr);

    const Readings &readings() const override { return m_readings; }
    const QAbstractItemModel *model() const override { return this; }
    const ConnectionIndex &connections() const { return m_readings.connections; }
    const TextReading &reading() const { return m_readings.texts; }
    const LifeLines &lifeLines() const { return m_readings.lifeLines; }
    const BlockedCalls &blockedCalls() const { return m_blockedCalls; }

    quint32 connection() const { return m_connection; }
    /// 0 = all connections, and what belongs to none.
    void setConnection(quint32 connection);
    /// The server of ours that accepted a connection, or in whose accept queue it waits; 0 = none.
    quint32 serverOf(quint32 connection) const;
    /// Of a connection; 0 = of the server that listened last.
    Transport transportOf(quint32 connection) const;

    qsizetype journalRow(int row) const override { return m_rows.at(row); }
    /// The group that a row stands for, if it is more than one row of the journal.
    std::optional<RowGroups::Group> groupAt(int row) const;
    /// The row that shows a row of the journal, by itself or with others, or -1.
    int rowOf(qsizetype journalRow) const;
    /// The first row that shows this row of the journal or a later one; rowCount() if there is none.
    int rowAtOrAfter(qsizetype journalRow) const;
    /// One line that says what a row shows.
    QString sentence(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void takeIn(qsizetype first, qsizetype last);
    void announceText(quint32 connection);
    void adoptAll();
    void adopt(const std::vector<qsizetype> &shown);
    bool isShown(qsizetype journalRow) const;
    std::vector<qsizetype> collectRows(quint32 connection) const;
    std::vector<qsizetype> listeningRows(quint32 server, qsizetype serverRow) const;
    void addKernelRows(std::vector<qsizetype> &rows, quint32 server, qsizetype listenRow,
                       qsizetype connectRow, qsizetype serverRow) const;

    Readings m_readings;
    BlockedCalls m_blockedCalls;
    RowGroups m_groups;
    quint32 m_connection = 0;
    bool m_hasListeningRows = false;
    RowSet m_rows; // of the journal
};

} // namespace bothends
