// SPDX-License-Identifier: MIT
#pragma once

#include "core/rownotes.h"
#include "gui/logview.h"

#include <QWidget>

#include <memory>

class QAction;

namespace bothends {

class LogBar;

/// The journal as a dense table with its filter, bookmarks and comments; what can be done with it as actions
/// for the menu. Pausing and clearing concern what is shown, never what is recorded. Its table and its model
/// are made when it is shown or used for the first time, and cost nothing until then. Lives in the GUI
/// thread.
class LogPane : public QWidget
{
    Q_OBJECT
public:
    explicit LogPane(const Readings &readings, QWidget *parent = nullptr);
    ~LogPane() override;

    LogView &view();
    /// Actions of the table that are somebody else's.
    void addTableActions(const QList<QAction *> &actions);
    bool hasTableFocus() const;
    /// Bookmarks and comments, by row of the journal.
    RowNotes &notes() { return m_notes; }
    /// For the menu; a null pointer stands for a separator.
    QList<QAction *> menuActions() const;

    /// 0 = all connections.
    void setConnection(quint32 connection);
    void goToJournalRow(qsizetype journalRow);
    /// Empty ends the search.
    void setFindText(const QString &text);
    /// As LogView's.
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

public slots:
    void setVisible(bool visible) override;
    /// Comments that came with packets of a capture become those of their rows.
    void adoptComments(qsizetype first, qsizetype last);
    void toggleBookmark();
    void goToNextBookmark();
    void goToPreviousBookmark();
    void setPaused(bool paused);
    /// Hides what is there now. The journal keeps it.
    void clearView();
    void undoClear();

signals:
    void currentRowChanged(qsizetype journalRow);
    /// The user wants to see the log, to write in it.
    void showRequested();
    void notice(const QString &text);
    /// As LogView::findResult().
    void findResult(int match, int count, bool wrapped, bool complete);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QAction *addActionFor(const QString &name, const QKeySequence &keys);
    void setUpActions();
    void retranslate();
    void applyFilter();
    void showComments();
    void showState();
    void goToBookmark(qsizetype (RowNotes::*next)(qsizetype) const);

    Readings m_readings;
    RowNotes m_notes;
    std::unique_ptr<LogModel> m_model; // null before build(), as what follows
    LogBar *m_bar = nullptr;
    LogView *m_view = nullptr;
    quint32 m_connection = 0; // until then
    qsizetype m_row = -1;
    bool m_showedComments = false;
    QByteArray m_columns;
    QList<QAction *> m_tableActions;
    std::vector<qsizetype> m_cleared; // first rows before each clearing, for undo
    QAction *m_bookmark;
    QAction *m_next;
    QAction *m_previous;
    QAction *m_comment;
    QAction *m_pause;
    QAction *m_clear;
    QAction *m_undo;
    QAction *m_filter;
};

} // namespace bothends
