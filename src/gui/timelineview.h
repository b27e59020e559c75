// SPDX-License-Identifier: MIT
#pragma once

#include "gui/framepacer.h"
#include "gui/rowcopier.h"
#include "gui/timelinepainter.h"

#include <QListView>
#include <QPointer>
#include <QTimer>

class QPushButton;

namespace bothends {

class RowSearch;
class TimelineHeader;

/// The picture of a session: time, server lane, life lines, wire with its arrows, client lane; one row below
/// the other. A QListView only in its outward behaviour (selection, keys, a list to screen readers); where
/// rows are is TimelineRows' knowledge, how they look TimelinePainter's, and work is proportional to the rows
/// that are visible.
///
/// Rows have a guessed height until they are seen. Then they are measured, and the first visible row
/// stays where it is.
class TimelineView : public QListView
{
    Q_OBJECT
public:
    static constexpr qreal kSmallestZoom = 0.6;
    static constexpr qreal kLargestZoom = 2.5;

    explicit TimelineView(QWidget *parent = nullptr);
    ~TimelineView() override;

    /// Takes a TimelineModel; any other model is refused.
    void setModel(QAbstractItemModel *model) override;
    TimelineModel *timeline() const { return m_model; }

    /// Shown in the middle while there are no rows; the view becomes its parent.
    void setPlaceholder(QWidget *placeholder);

    /// The row of the journal that is current, or -1.
    qsizetype currentJournalRow() const;
    /// Makes a row of the journal current and scrolls to it, if it is shown.
    void goToJournalRow(qsizetype journalRow);
    bool followsEnd() const { return m_followsEnd; }
    qreal zoom() const { return m_zoom; }
    /// The connection whose life lines are shown; 0 = none.
    quint32 focusedConnection() const;
    bool isExpanded(qsizetype journalRow) const { return m_rows.isExpanded(journalRow); }

    /// Puts the selected rows on the clipboard.
    void copy(RowCopier::Form form);

    /// How often a row was laid out or painted, since the beginning; for tests.
    qint64 measuredRows() const { return m_rows.measuredRows(); }
    qint64 paintedRows() const { return m_paintedRows; }
    /// Everything that is there has its place; for tests.
    bool isSettled() const { return !m_isUnsettled && !m_settleTimer.isActive(); }

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &search) override;
    /// Of a session that is read from a file: that further rows come is no news.
    void setStored(bool stored) { m_isStored = stored; }

public slots:
    void goToEnd();
    void copyText();
    void copyHex();
    void copyPythonBytes();
    void zoomIn();
    void zoomOut();
    void resetZoom();
    /// Looks for `text` from the current row on; empty ends the search.
    void setFindText(const QString &text);
    void findNext();
    void findPrevious();
    /// Unfolds or folds a message that has more lines than are shown.
    void toggleExpanded(int row);

signals:
    void currentRowChanged(qsizetype journalRow); ///< -1 = none
    void showAllRequested(qsizetype journalRow);
    void connectionChosen(quint32 connection); ///< 0 = all
    /// What the search knows now. @param match place of the current row among the matches, from 0, or -1
    /// @param count rows that match so far @param wrapped it went on at the other end
    /// @param complete all rows have been searched
    void findResult(int match, int count, bool wrapped, bool complete);
    /// Something to tell the user that is not an error, such as a copy that was cut.
    void notice(const QString &text);

protected:
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    QSize viewportSizeHint() const override;

    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    // Geometry of rows
    int rows() const { return m_model ? m_model->rowCount() : 0; }
    int rowNear(const QPoint &point) const;
    int clampedRowAt(qint64 y) const { return m_rows.rowAt(y); }
    int firstVisibleRow() const;
    int lastVisibleRow() const;
    TimelineRow &laidOut(int row) { return m_rows.laidOut(row); }

    // Scrolling
    void settle();
    void settleSoon();
    bool measureVisible();
    void takeInLifeLines(const QList<quint32> &connections);
    void fitScrollBar();
    void setScrollValue(qint64 value);
    void setFollowsEnd(bool follows);
    void forgetFarRows();
    void relayout();
    void restyle();
    void placeOverlays();
    void updateHeader();
    void updateNewRowsButton();

    // Painting
    TimelinePainter painterOf(int first, int last);
    void paintSelection(QPainter &painter, int row);

    // Actions
    void setZoom(qreal zoom);
    void showFound(int row);
    void goToRow(int row);
    void activateRow(int row);
    TimelineRow::Part partAt(const QPoint &position, int row);
    bool pressLink(const QPoint &position);

    TimelineModel *m_model = nullptr;
    TimelineRows m_rows;
    bool m_followsEnd = true;
    bool m_isSettling = false;
    bool m_isUnsettled = true;
    int m_anchorRow = 0; // the first visible row when it was last settled
    bool m_isStored = false;
    int m_newRows = 0; // since following the end was given up
    int m_pressedRow = -1;
    QPoint m_dragPoint;
    int m_wheelAngle = 0;
    qreal m_zoom = 1;
    quint32 m_highestNumber = 0;
    qint64 m_paintedRows = 0;
    QTimer m_settleTimer;
    FramePacer m_pacer;
    TimelineHeader *m_header;
    QPushButton *m_newRowsButton;
    RowSearch *m_search;
    RowCopier *m_copier;
    QPointer<QWidget> m_placeholder;
};

} // namespace bothends
