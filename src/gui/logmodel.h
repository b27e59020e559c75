// SPDX-License-Identifier: MIT
#pragma once

#include "core/rowset.h"
#include "gui/journalrows.h"
#include "gui/logmatcher.h"

#include <QAbstractTableModel>

#include <vector>

namespace bothends {

class RowNotes;

/// The rows of the log: those of the journal that a filter lets through, appended in batches. Constant work
/// for each event; the text of a cell is made when it is asked for, from a bounded part of the bytes. Paused,
/// it holds back what is new, and knows how much that is. Lives in the journal's thread; the readings must
/// have been made before. Invariant: rows rise in the journal's order; they are only added at the end,
/// otherwise the model resets.
class LogModel : public QAbstractTableModel, public JournalRows
{
    Q_OBJECT
public:
    enum Column {
        Mark,
        Number,
        Time,
        Side,
        Connection,
        Origin,
        Event,
        Bytes,
        Text,
        Hex,
        Comment,
        ColumnCount
    };
    enum Role { JournalRowRole = Qt::UserRole + 1 }; ///< qlonglong

    /// At most so many characters are in a cell, made from so many bytes.
    static constexpr qsizetype kCellChars = 400;
    static constexpr qsizetype kCellBytes = 1024;
    static constexpr qsizetype kHexBytes = 64;

    LogModel(const Readings &readings, RowNotes &notes, QObject *parent = nullptr);

    void setFilter(const LogFilter &filter);
    const LogFilter &filter() const { return m_matcher.filter(); }
    const LogMatcher &matcher() const { return m_matcher; }

    /// The rows before this one of the journal are not shown; they stay in the journal.
    void setFirstRow(qsizetype journalRow);
    qsizetype firstRow() const { return m_firstRow; }

    void setPaused(bool paused);
    bool isPaused() const { return m_pausedAt >= 0; }
    /// Rows that would be shown if it were not paused.
    int heldBack() const { return int(m_rows.count()) - m_shown; }

    const Readings &readings() const override { return m_readings; }
    const QAbstractItemModel *model() const override { return this; }
    qsizetype journalRow(int row) const override { return m_rows.at(row); }
    /// The row that shows a row of the journal, or -1.
    int rowOf(qsizetype journalRow) const;
    bothends::Event eventAt(int row) const { return JournalRows::eventAt(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The words of the header anew, in the language that is installed now.
    void retranslate();

signals:
    /// How many rows are shown, held back or searched changed.
    void counted();

private:
    void restart(const LogFilter &filter);
    void take(const std::vector<quint32> &journalRows);
    void show(qsizetype count);
    void announce(qsizetype journalRow);
    void announceTexts();
    QString cell(int row, int column) const;
    QString text(qsizetype journalRow) const;
    QString hex(qsizetype journalRow) const;

    Readings m_readings;
    RowNotes &m_notes;
    LogMatcher m_matcher;
    RowSet m_rows; // of the journal
    int m_shown = 0; // the first so many of them
    qsizetype m_firstRow = 0;
    qsizetype m_pausedAt = -1; // rows of the journal from this one on are held back; -1 = none
    bool m_isRestarting = false;
};

} // namespace bothends
