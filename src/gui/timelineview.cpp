// SPDX-License-Identifier: MIT
#include "gui/timelineview.h"

#include "gui/rowsearch.h"
#include "gui/timelineheader.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kSettlePasses = 10;
constexpr qreal kZoomStep = 1.1;
constexpr int kWheelStep = 120; // of QWheelEvent::angleDelta

} // namespace

// Where QAbstractItemView is called past QListView, it is on purpose: QListView visits every row there.
// NOLINTBEGIN(bugprone-parent-virtual-call)

TimelineView::TimelineView(QWidget *parent)
    : QListView(parent)
    , m_settleTimer(this)
    , m_header(new TimelineHeader(this))
    , m_newRowsButton(new QPushButton(this))
    , m_search(new RowSearch(this, [this] { return std::pair(firstVisibleRow(), lastVisibleRow()); }))
    , m_copier(new RowCopier(this))
{
    setObjectName(u"timeline"_s);
    setAccessibleName(tr("Timeline"));
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    m_newRowsButton->setObjectName(u"newRowsButton"_s);
    m_newRowsButton->setFocusPolicy(Qt::NoFocus); // the End key does the same
    m_newRowsButton->hide();
    m_settleTimer.setSingleShot(true);
    connect(&m_settleTimer, &QTimer::timeout, this, &TimelineView::settle);
    connect(m_newRowsButton, &QPushButton::clicked, this, &TimelineView::goToEnd);
    connect(m_search, &RowSearch::found, this, &TimelineView::showFound);
    connect(m_search, &RowSearch::result, this, &TimelineView::findResult);
    connect(m_copier, &RowCopier::notice, this, &TimelineView::notice);
    restyle();
}

TimelineView::~TimelineView() = default;

void TimelineView::setModel(QAbstractItemModel *model)
{
    auto *timelineModel = qobject_cast<TimelineModel *>(model);
    if (m_model)
        m_model->connections().disconnect(this);
    if (m_model)
        m_model->lifeLines().disconnect(this);
    m_model = timelineModel;
    m_rows.setModel(timelineModel);
    m_search->setModel(timelineModel);
    QListView::setModel(timelineModel);
    if (!timelineModel)
        return;
    connect(&timelineModel->connections(), &ConnectionIndex::changed, this, [this] {
        updateHeader();
        settleSoon();
    });
    connect(&timelineModel->lifeLines(), &LifeLines::changed, this, &TimelineView::takeInLifeLines);
    connect(timelineModel, &QObject::destroyed, this, [this] {
        m_model = nullptr;
        m_rows.setModel(nullptr);
    });
}

void TimelineView::setPlaceholder(QWidget *placeholder)
{
    if (m_placeholder && m_placeholder != placeholder)
        m_placeholder->deleteLater();
    m_placeholder = placeholder;
    if (placeholder)
        placeholder->setParent(viewport());
    placeOverlays();
}

quint32 TimelineView::focusedConnection() const
{
    return m_model ? TimelinePainter::focusOf(*m_model, currentIndex().row()) : 0;
}

qsizetype TimelineView::currentJournalRow() const
{
    return m_model && currentIndex().isValid() ? m_model->journalRow(currentIndex().row()) : -1;
}

void TimelineView::goToJournalRow(qsizetype journalRow)
{
    const int row = m_model ? m_model->rowOf(journalRow) : -1;
    if (row >= 0)
        goToRow(row);
}

// Not setCurrentIndex(), which would extend the selection while Shift is held, as in Shift+F3.
void TimelineView::goToRow(int row)
{
    selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::ClearAndSelect);
    scrollTo(m_model->index(row));
}

// ---- Geometry of rows

// The row at a point of the viewport, or the nearest one above or below; -1 when there are none.
int TimelineView::rowNear(const QPoint &point) const
{
    const int row = clampedRowAt(point.y() + qint64(verticalOffset()));
    if (row < 0)
        return -1;
    const Side half = point.x() < m_rows.layout().lanes().middle() ? Side::Server : Side::Client;
    if (m_rows.isPaired(row + 1)) // within the shift: both begin here
        return m_model->eventAt(row).side == half ? row : row + 1;
    if (m_rows.isPaired(row) && m_model->eventAt(row).side != half)
        return row - 1;
    return row;
}

int TimelineView::firstVisibleRow() const
{
    const int row = clampedRowAt(verticalOffset());
    return row > 0 && m_rows.isPaired(row) ? row - 1 : row;
}

int TimelineView::lastVisibleRow() const
{
    return clampedRowAt(qint64(verticalOffset()) + qMax(0, viewport()->height() - 1));
}

QRect TimelineView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.count())
        return {};
    const int row = index.row();
    const TimelineRows::Extent extent = m_rows.extentOf(row);
    const qint64 top = extent.top - verticalOffset();
    constexpr qint64 far = std::numeric_limits<int>::max() / 2;
    QRect rect(0, int(qBound(-far, top, far)), viewport()->width(), int(extent.bottom - extent.top));
    if (m_rows.isPaired(row) || m_rows.isPaired(row + 1)) { // each has its half of the width
        const int middle = int(m_rows.layout().lanes().middle());
        if (m_model->eventAt(row).side == Side::Server)
            rect.setRight(middle - 1);
        else
            rect.setLeft(middle);
    }
    return rect;
}

QModelIndex TimelineView::indexAt(const QPoint &point) const
{
    const qint64 y = point.y() + qint64(verticalOffset());
    if (y < 0 || y >= m_rows.total() || !m_model)
        return {};
    return m_model->index(rowNear(point));
}

// ---- Scrolling

void TimelineView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= m_rows.count())
        return;
    const int height = viewport()->height();
    for (int pass = 0; pass < kSettlePasses; ++pass) {
        const TimelineRows::Extent extent = m_rows.extentOf(index.row());
        const qint64 now = verticalOffset();
        qint64 wanted = now;
        const bool isTaller = extent.bottom - extent.top > height;
        switch (hint) {
        case EnsureVisible:
            if (extent.top < now || (isTaller && extent.top >= now + height))
                wanted = extent.top;
            else if (extent.bottom > now + height && !isTaller)
                wanted = extent.bottom - height;
            break;
        case PositionAtTop:
            wanted = extent.top;
            break;
        case PositionAtBottom:
            wanted = extent.bottom - height;
            break;
        case PositionAtCenter:
            wanted = (extent.top + extent.bottom - height) / 2;
            break;
        }
        if (isTaller && hint == EnsureVisible && extent.top < now && extent.bottom > now)
            wanted = now; // it is all there is to see
        wanted = qBound(qint64(0), wanted, qint64(verticalScrollBar()->maximum()));
        if (wanted == now && !m_isUnsettled)
            return;
        if (wanted != now) {
            m_followsEnd = false;
            m_anchorRow = index.row();
            const QScopedValueRollback guard(m_isSettling, true);
            setScrollValue(wanted);
        }
        settle();
        setFollowsEnd(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
    }
}

void TimelineView::goToEnd()
{
    setFollowsEnd(true);
    settle();
}

void TimelineView::setFollowsEnd(bool follows)
{
    m_followsEnd = follows;
    if (follows)
        m_newRows = 0;
    updateNewRowsButton();
}

int TimelineView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void TimelineView::setScrollValue(qint64 value)
{
    verticalScrollBar()->setValue(int(qBound(qint64(0), value, qint64(std::numeric_limits<int>::max()))));
}

void TimelineView::fitScrollBar()
{
    const int space = rows() > 0 ? qRound(8 * m_zoom) : 0; // below the last row
    const qint64 range = qMax<qint64>(0, m_rows.total() + space - viewport()->height());
    verticalScrollBar()->setRange(0, int(qMin<qint64>(range, std::numeric_limits<int>::max())));
    verticalScrollBar()->setPageStep(qMax(1, viewport()->height() - int(m_rows.style().sizes.textLine)));
    verticalScrollBar()->setSingleStep(int(m_rows.style().sizes.textLine));
}

// Measures what is visible until nothing moves any more. Rows above the first visible one that turn out
// taller or lower than guessed change the scroll position, not what is seen.
void TimelineView::settle()
{
    m_settleTimer.stop();
    if (m_isSettling)
        return;
    m_pacer.beginFrame();
    const FramePacer::Work work(m_pacer);
    {
        const QScopedValueRollback guard(m_isSettling, true);
        for (int pass = 0; pass < kSettlePasses; ++pass) {
            m_isUnsettled = false;
            fitScrollBar();
            if (m_followsEnd)
                setScrollValue(verticalScrollBar()->maximum());
            if (rows() == 0)
                break;
            const qint64 value = verticalOffset();
            int anchor = clampedRowAt(value);
            if (value > 0 && m_anchorRow < m_rows.count()) {
                const qint64 top = m_rows.top(m_anchorRow);
                if (top >= value && top < value + viewport()->height())
                    anchor = m_anchorRow;
            }
            const qint64 before = m_rows.top(anchor);
            const bool isChanged = measureVisible();
            if (isChanged && !m_followsEnd) {
                fitScrollBar();
                setScrollValue(value + m_rows.top(anchor) - before);
            }
            if (!isChanged && !m_isUnsettled)
                break;
        }
    }
    m_anchorRow = qMax(0, clampedRowAt(verticalOffset()));
    forgetFarRows();
    updateNewRowsButton();
    viewport()->update();
}

// What arrives while frames are costly is shown a little later, with what arrives meanwhile.
void TimelineView::settleSoon()
{
    if (!m_settleTimer.isActive())
        m_settleTimer.start(m_pacer.untilNext());
}

// Whether a height turned out different from what it was.
bool TimelineView::measureVisible()
{
    return m_rows.measure(firstVisibleRow(), qint64(verticalOffset()) + viewport()->height());
}

// What is known of the states has changed: other colours, other arrows, and other room for them.
void TimelineView::takeInLifeLines(const QList<quint32> &connections)
{
    if (connections.contains(m_model->connection())) {
        m_rows.forgetArrivals();
        m_isUnsettled = true;
    }
    updateHeader();
    settleSoon();
}

void TimelineView::forgetFarRows()
{
    if (rows() > 0)
        m_rows.forgetFarFrom(firstVisibleRow(), lastVisibleRow());
}

void TimelineView::scrollContentsBy(int, int)
{
    if (m_isSettling)
        return;
    setFollowsEnd(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
    settle();
}

// Everything may have another size; the first visible row stays where it is.
void TimelineView::relayout()
{
    const bool hasRows = m_rows.count() > 0 && rows() > 0;
    const int anchor = hasRows ? clampedRowAt(verticalOffset()) : 0;
    const qint64 offset = hasRows ? verticalOffset() - m_rows.top(anchor) : 0;
    restyle();
    m_rows.rebuild();
    {
        const QScopedValueRollback guard(m_isSettling, true);
        fitScrollBar();
        if (anchor < m_rows.count())
            setScrollValue(m_rows.top(anchor) + qMin<qint64>(offset, m_rows.height(anchor)));
    }
    m_anchorRow = anchor;
    updateGeometries();
}

void TimelineView::restyle()
{
    m_rows.setStyle(TimelineStyle::make(font(), palette(), m_zoom, m_highestNumber), viewport()->width());
    m_header->setLook(m_rows.style(), m_rows.layout());
    viewport()->setAutoFillBackground(false);
}

void TimelineView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
}

void TimelineView::reset()
{
    QAbstractItemView::reset();
    m_newRows = 0;
    m_pressedRow = -1;
    m_followsEnd = true;
    m_highestNumber = 0;
    if (m_model && m_model->connection() == 0 && !m_model->connections().connections().empty())
        m_highestNumber = m_model->connections().connections().back();
    restyle();
    m_rows.rebuild();
    updateHeader();
    updateGeometries();
}

void TimelineView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    if (start == m_rows.count())
        m_rows.append(start, end);
    else
        m_rows.rebuild();
    if (!m_followsEnd && !m_isStored)
        m_newRows += end - start + 1;
    if (m_model->connection() == 0) {
        const std::vector<quint32> &numbers = m_model->connections().connections();
        const quint32 highest = numbers.empty() ? 0 : numbers.back();
        if (QString::number(highest).size() != QString::number(m_highestNumber).size()
            || m_highestNumber == 0) {
            m_highestNumber = highest;
            restyle();
        }
    }
    placeOverlays();
    m_isUnsettled = true;
    settleSoon();
}

void TimelineView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
}

void TimelineView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    m_rows.forget(topLeft.row(), bottomRight.row());
    m_isUnsettled = true;
    settleSoon();
}

void TimelineView::updateGeometries()
{
    const int headerHeight = m_header->wantedHeight();
    if (viewportMargins().top() != headerHeight)
        setViewportMargins(0, headerHeight, 0, 0); // comes back here when the size changes
    if (!qFuzzyCompare(m_rows.layout().width() + 1, qreal(viewport()->width()) + 1)) {
        m_rows.setWidth(viewport()->width());
        m_isUnsettled = true;
    }
    m_header->setLook(m_rows.style(), m_rows.layout());
    QAbstractItemView::updateGeometries();
    placeOverlays();
    settle();
}

void TimelineView::placeOverlays()
{
    const QRect area = viewport()->geometry();
    const int headerHeight = m_header->wantedHeight();
    m_header->setGeometry(area.left(), area.top() - headerHeight, area.width(), headerHeight);
    if (m_placeholder) {
        QRect place(QPoint(), m_placeholder->sizeHint().boundedTo(viewport()->size()));
        place.moveCenter(viewport()->rect().center());
        m_placeholder->setGeometry(place);
        m_placeholder->setVisible(rows() == 0);
    }
    updateNewRowsButton();
}

void TimelineView::updateNewRowsButton()
{
    const bool isWanted = m_newRows > 0 && !m_followsEnd;
    if (isWanted) {
        m_newRowsButton->setText(tr("%n new", nullptr, m_newRows));
        m_newRowsButton->setAccessibleName(tr("%n new row(s): go to the end", nullptr, m_newRows));
        m_newRowsButton->adjustSize();
        const QRect area = viewport()->geometry();
        m_newRowsButton->move(area.center().x() - m_newRowsButton->width() / 2,
                              area.bottom() - m_newRowsButton->height() - 10);
        m_newRowsButton->raise();
    }
    m_newRowsButton->setVisible(isWanted);
}

void TimelineView::updateHeader()
{
    if (!m_model)
        return;
    const int before = m_header->wantedHeight();
    m_header->setTexts(TimelineHeader::textsOf(*m_model));
    if (m_header->wantedHeight() != before)
        updateGeometries();
}

QSize TimelineView::viewportSizeHint() const
{
    return QAbstractItemView::viewportSizeHint();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event); // calls updateGeometries()
}

void TimelineView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        setAccessibleName(tr("Timeline"));
        updateHeader();
        m_search->lookAgain();
        relayout();
        break;
    case QEvent::FontChange:
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
    case QEvent::EnabledChange:
        relayout();
        break;
    default:
        break;
    }
}

// ---- Painting

void TimelineView::paintEvent(QPaintEvent *event)
{
    if (m_isUnsettled)
        settle();
    const FramePacer::Work work(m_pacer);
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_rows.style().colours.ground);
    if (rows() == 0)
        return;
    const int first = firstVisibleRow();
    const int last = lastVisibleRow();
    for (int row = first; row <= last; ++row)
        paintSelection(painter, row);
    m_paintedRows += painterOf(first, last).paint(painter, selectionModel(), event->rect());
}

void TimelineView::paintSelection(QPainter &painter, int row)
{
    const QModelIndex index = m_model->index(row);
    const qreal top = qreal(m_rows.top(row) - verticalOffset());
    if (selectionModel()->isSelected(index)) {
        const int lead = m_rows.leadBefore(row); // the time that passed before it does not belong to it
        const qreal height = qreal(m_rows.extentOf(row).bottom - m_rows.top(row) - lead);
        painter.fillRect(QRectF(0, top + lead, viewport()->width(), height), m_rows.style().colours.band);
    }
    if (hasFocus() && index == currentIndex()) {
        painter.setPen(QPen(m_rows.style().focusColour, 1, Qt::DotLine));
        painter.drawRect(laidOut(row).places().mark.translated(0, top).adjusted(-4, -4, 3, 3));
    }
}

TimelinePainter TimelineView::painterOf(int first, int last)
{
    const qreal top = verticalOffset();
    return {m_rows, focusedConnection(), {first, last, top, top + viewport()->height()}};
}

// ---- Selection

void TimelineView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    if (rows() == 0)
        return;
    int first = rowNear(rect.topLeft());
    int last = rowNear(QPoint(rect.right(), rect.bottom()));
    if (state() == DragSelectingState && m_pressedRow >= 0 && m_pressedRow < rows()) {
        first = m_pressedRow; // the rectangle has lost which of its corners is where the drag began
        last = rowNear(m_dragPoint);
    }
    const auto [low, high] = std::minmax(first, last);
    selectionModel()->select(QItemSelection(m_model->index(low), m_model->index(high)), command);
}

QRegion TimelineView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    if (rows() == 0)
        return region;
    const int first = firstVisibleRow();
    const int last = lastVisibleRow();
    for (const QItemSelectionRange &range : selection) {
        const int top = qMax(first, range.top());
        const int bottom = qMin(last, range.bottom());
        if (top > bottom)
            continue;
        const qint64 from = m_rows.top(top) - verticalOffset();
        const qint64 to = m_rows.extentOf(bottom).bottom - verticalOffset();
        region += QRect(0, int(from), viewport()->width(), int(to - from)) & viewport()->rect();
    }
    return region;
}

void TimelineView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    viewport()->update();
    if (QAccessible::isActive() && !selected.isEmpty()) {
        QAccessibleEvent event(this, QAccessible::Selection);
        event.setChild(selected.constFirst().top());
        QAccessible::updateAccessibility(&event);
    }
}

void TimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    viewport()->update();
    if (QAccessible::isActive() && current.isValid() && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
    emit currentRowChanged(currentJournalRow());
}

QModelIndex TimelineView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = rows();
    if (count == 0)
        return {};
    const int current = currentIndex().row();
    if (current < 0) { // where the eyes are, so that the first key does not scroll
        switch (action) {
        case MoveHome:
            return m_model->index(0);
        case MoveEnd:
            return m_model->index(count - 1);
        default:
            return m_model->index(m_followsEnd ? count - 1 : firstVisibleRow());
        }
    }
    const TimelineRows::Extent extent = m_rows.extentOf(current);
    const qint64 page = qMax(1, viewport()->height() - int(m_rows.style().sizes.textLine));
    int row = current;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        row = current - 1;
        break;
    case MoveDown:
    case MoveNext:
        row = current + 1;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = count - 1;
        break;
    case MovePageUp:
        row = qMin(current - 1, clampedRowAt(extent.top - page));
        break;
    case MovePageDown:
        row = qMax(current + 1, clampedRowAt(extent.top + page));
        break;
    case MoveLeft: // to the opposite row of a pair
    case MoveRight:
        if (m_rows.isPaired(current + 1) || m_rows.isPaired(current)) {
            const Side wanted = action == MoveLeft ? Side::Server : Side::Client;
            if (m_model->eventAt(current).side != wanted)
                row = m_rows.isPaired(current + 1) ? current + 1 : current - 1;
        }
        break;
    }
    return m_model->index(qBound(0, row, count - 1));
}

// Typing letters would make the base class look through the text of every row.
void TimelineView::keyboardSearch(const QString &) { }

// ---- Input

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && rows() > 0) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QPointF place = help->pos() + QPoint(0, verticalOffset());
        const QString text = painterOf(firstVisibleRow(), lastVisibleRow()).textAt(place);
        QToolTip::showText(help->globalPos(), text, viewport()); // empty = hides it
        return true;
    }
    return QListView::viewportEvent(event);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool isControl = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->matches(QKeySequence::Copy)) {
        copyText();
    } else if (event->matches(QKeySequence::ZoomIn) || (isControl && event->key() == Qt::Key_Equal)) {
        zoomIn();
    } else if (event->matches(QKeySequence::ZoomOut)) {
        zoomOut();
    } else if (isControl && event->key() == Qt::Key_0) {
        resetZoom();
    } else if (event->modifiers() == Qt::NoModifier && currentIndex().isValid()
               && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
                   || event->key() == Qt::Key_Space)) {
        activateRow(currentIndex().row());
    } else {
        QListView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void TimelineView::activateRow(int row)
{
    if (laidOut(row).canToggle())
        toggleExpanded(row);
    else if (laidOut(row).isShortened())
        emit showAllRequested(m_model->journalRow(row));
}

void TimelineView::toggleExpanded(int row)
{
    if (row < 0 || row >= rows() || !laidOut(row).canToggle())
        return;
    m_rows.toggleExpanded(row);
    m_followsEnd = false; // or the row would run away from under the mouse
    m_anchorRow = row;
    m_isUnsettled = true;
    settle();
    setFollowsEnd(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
}

TimelineRow::Part TimelineView::partAt(const QPoint &position, int row)
{
    const QPointF inRow(position.x(), position.y() + verticalOffset() - qreal(m_rows.top(row)));
    return laidOut(row).partAt(inRow);
}

bool TimelineView::pressLink(const QPoint &position)
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return false;
    switch (partAt(position, index.row())) {
    case TimelineRow::Part::More:
        toggleExpanded(index.row());
        return true;
    case TimelineRow::Part::ShowAll:
        emit showAllRequested(m_model->journalRow(index.row()));
        return true;
    case TimelineRow::Part::Other:
        break;
    }
    return false;
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && pressLink(event->position().toPoint()))
        return;
    if (event->button() == Qt::LeftButton)
        m_pressedRow = rows() > 0 ? rowNear(event->position().toPoint()) : -1;
    m_dragPoint = event->position().toPoint();
    QListView::mousePressEvent(event);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    m_dragPoint = event->position().toPoint();
    if (event->buttons() == Qt::NoButton) {
        const QModelIndex index = indexAt(m_dragPoint);
        const bool isLink = index.isValid() && partAt(m_dragPoint, index.row()) != TimelineRow::Part::Other;
        viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    QListView::mouseMoveEvent(event);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event); // the second press of a double click on a link counts as well
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QListView::wheelEvent(event);
        return;
    }
    m_wheelAngle += event->angleDelta().y();
    for (; m_wheelAngle >= kWheelStep; m_wheelAngle -= kWheelStep)
        zoomIn();
    for (; m_wheelAngle <= -kWheelStep; m_wheelAngle += kWheelStep)
        zoomOut();
    event->accept();
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index
        = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"timelineMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu *copyMenu = menu->addMenu(tr("&Copy"));
    copyMenu->addAction(tr("&Text"), this, &TimelineView::copyText)->setObjectName(u"copyText"_s);
    copyMenu->addAction(tr("&Hex"), this, &TimelineView::copyHex)->setObjectName(u"copyHex"_s);
    copyMenu->addAction(tr("&Python bytes"), this, &TimelineView::copyPythonBytes)
        ->setObjectName(u"copyPythonBytes"_s);
    copyMenu->addAction(tr("&C array"), this, [this] { copy(RowCopier::Form::CArray); })
        ->setObjectName(u"copyCArray"_s);
    copyMenu->addAction(tr("&Base64"), this, [this] { copy(RowCopier::Form::Base64); })
        ->setObjectName(u"copyBase64"_s);
    copyMenu->setEnabled(selectionModel() && selectionModel()->hasSelection());
    if (index.isValid()) {
        const qsizetype journalRow = m_model->journalRow(index.row());
        const Event &shown = m_model->eventAt(index.row());
        QAction *showAll = menu->addAction(tr("Show &All Bytes"), this,
                                           [this, journalRow] { emit showAllRequested(journalRow); });
        showAll->setObjectName(u"showAllBytes"_s);
        showAll->setEnabled(shown.bytes > 0);
        menu->addSeparator();
        if (m_model->connection() != 0) {
            menu->addAction(tr("All Co&nnections"), this, [this] { emit connectionChosen(0); })
                ->setObjectName(u"allConnections"_s);
        } else if (const quint32 number = shown.connection; number != 0) {
            menu->addAction(tr("&Only Connection #%1").arg(number), this,
                            [this, number] { emit connectionChosen(number); })
                ->setObjectName(u"onlyConnection"_s);
        }
    }
    QPoint place = event->globalPos();
    if (event->reason() != QContextMenuEvent::Mouse && index.isValid())
        place = viewport()->mapToGlobal(visualRect(index).intersected(viewport()->rect()).center());
    menu->popup(place);
}

// ---- Actions

void TimelineView::copy(RowCopier::Form form)
{
    if (m_model && selectionModel())
        m_copier->copy(*m_model, selectionModel()->selection(), form);
}

void TimelineView::copyText()
{
    copy(RowCopier::Form::Text);
}

void TimelineView::copyHex()
{
    copy(RowCopier::Form::Hex);
}

void TimelineView::copyPythonBytes()
{
    copy(RowCopier::Form::PythonBytes);
}

void TimelineView::setZoom(qreal zoom)
{
    const qreal clamped = qBound(kSmallestZoom, zoom, kLargestZoom);
    if (qFuzzyCompare(clamped, m_zoom))
        return;
    m_zoom = clamped;
    relayout();
}

void TimelineView::zoomIn()
{
    setZoom(m_zoom * kZoomStep);
}

void TimelineView::zoomOut()
{
    setZoom(m_zoom / kZoomStep);
}

void TimelineView::resetZoom()
{
    setZoom(1);
}

void TimelineView::setFindText(const QString &text)
{
    if (!m_model || text == m_search->text())
        return;
    m_rows.setFoundText(text);
    viewport()->update();
    m_search->setText(text);
}

void TimelineView::findNext()
{
    m_search->findNext();
}

void TimelineView::findPrevious()
{
    m_search->findPrevious();
}

void TimelineView::showFound(int row)
{
    goToRow(row);
    TimelineRow &shown = laidOut(row);
    const bool isBeyond = shown.canToggle() && !isExpanded(m_model->journalRow(row))
        && !shown.shownText().contains(m_search->text(), Qt::CaseInsensitive);
    if (isBeyond)
        toggleExpanded(row);
}

// NOLINTEND(bugprone-parent-virtual-call)

} // namespace bothends
