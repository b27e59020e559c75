// SPDX-License-Identifier: MIT
#pragma once

#include "core/rownotes.h"
#include "gui/logview.h"

#include <QWidget>

class QAction;

namespace bothends {

class LogBar;

/// The journal as a dense table with its filter, bookmarks and comments; what can be done with it as actions
/// for the menu. Pausing and clearing concern what is shown, never what is recorded. Lives in the GUI thread.
class LogPane : public QWidget
{
    Q_OBJECT
public:
    explicit LogPane(const Readings &readings, QWidget *parent = nullptr);

    LogView &view() { return *m_view; }
    /// Bookmarks and comments, by row of the journal.
    RowNotes &notes() { return m_notes; }
    /// For the menu; a null pointer stands for a separator.
    QList<QAction *> menuActions() const;

    /// 0 = all connections.
    void setConnection(quint32 connection);
    void goToJournalRow(qsizetype journalRow);

public slots:
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

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addActionFor(const QString &name, const QKeySequence &keys);
    void setUpActions();
    void retranslate();
    void applyFilter();
    void goToBookmark(qsizetype (RowNotes::*next)(qsizetype) const);

    RowNotes m_notes;
    LogModel m_model;
    LogBar *m_bar;
    LogView *m_view;
    std::vector<qsizetype> m_cleared; // first rows before each clearing, for undo
    QAction *m_bookmark;
    QAction *m_next;
    QAction *m_previous;
    QAction *m_comment;
    QAction *m_pause;
    QAction *m_clear;
    QAction *m_undo;
};

} // namespace bothends
