// SPDX-License-Identifier: MIT
#pragma once

#include "gui/logmodel.h"
#include "gui/rowcopier.h"

#include <QTableView>

class QMenu;

namespace bothends {

class RowSearch;

/// The log as a table of whole rows: follows the newest row until somebody scrolls up, keeps its current row
/// of the journal when the filter changes, finds and copies as the timeline does. Work is proportional to the
/// rows that are visible.
class LogView : public QTableView
{
    Q_OBJECT
public:
    explicit LogView(QWidget *parent = nullptr);

    /// Once.
    void setLog(LogModel *model);
    LogModel *log() const { return m_log; }

    /// The row of the journal that is current, or -1.
    qsizetype currentJournalRow() const;
    /// The same, but also while the filter hides it.
    qsizetype chosenJournalRow() const { return m_wanted; }
    /// Makes a row of the journal current and scrolls to it, now or as soon as it is shown.
    void goToJournalRow(qsizetype journalRow);
    bool followsEnd() const { return m_followsEnd; }

    /// The columns that can be shown or hidden, as actions in a menu.
    void fillColumnsMenu(QMenu *menu);
    void showColumn(LogModel::Column column, bool shown);
    /// Which columns are shown, where, and how wide.
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    /// Stands in the table while it has no rows.
    void setHint(const QString &hint);
    QString hint() const { return m_hint; }
    /// What the context menu offers for a row besides copying.
    void setRowActions(const QList<QAction *> &actions) { m_rowActions = actions; }
    void copy(RowCopier::Form form);
    void keyboardSearch(const QString &search) override;

public slots:
    void goToEnd();
    /// Looks for `text` from the current row on; empty ends the search.
    void setFindText(const QString &text);
    void findNext();
    void findPrevious();
    void editComment();

signals:
    void currentRowChanged(qsizetype journalRow); ///< never -1
    /// As TimelineView::findResult().
    void findResult(int match, int count, bool wrapped, bool complete);
    void notice(const QString &text);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void updateGeometries() override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void fitRows();
    void fitText();
    void fitNumbers();
    void setDefaultColumns();
    void regainCurrent();
    void goToRow(int row);

    LogModel *m_log = nullptr;
    RowSearch *m_search;
    RowCopier *m_copier;
    QList<QAction *> m_rowActions;
    QString m_hint;
    qsizetype m_wanted = -1; // the row of the journal that was current last, also while it is not shown
    int m_widestNumber = 0; // of those that were shown, in pixels
    int m_widestConnection = 0;
    bool m_followsEnd = true;
    bool m_isFitting = false;
};

} // namespace bothends
