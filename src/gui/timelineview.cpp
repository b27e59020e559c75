// SPDX-License-Identifier: MIT
#include "gui/timelineview.h"

#include "core/eventtext.h"
#include "gui/rowcopier.h"
#include "gui/rowfinder.h"
#include "gui/timelineheader.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qint64 kGapNs = 1'000'000'000; // shorter pauses are not labelled
constexpr int kRowsKept = 40; // laid out, on either side of the visible ones
constexpr int kSettlePasses = 10;
constexpr size_t kArrowsPerRow = 64;
constexpr qreal kZoomStep = 1.1;
constexpr int kWheelStep = 120; // of QWheelEvent::angleDelta

qint64 overlap(const Event &a, const Event &b)
{
    const quint64 start = qMax(a.streamOffset, b.streamOffset);
    const quint64 end = qMin(a.streamOffset + quint64(a.bytes), b.streamOffset + quint64(b.bytes));
    return end > start ? qint64(end - start) : 0;
}

QString byteText(qint64 bytes)
{
    return bytes < 1024 ? TimelineView::tr("%1 B").arg(bytes) : QLocale().formattedDataSize(bytes, 1);
}

Side oppositeOf(Side side)
{
    return side == Side::Server ? Side::Client : Side::Server;
}

} // namespace

// Where QAbstractItemView is called past QListView, it is on purpose: QListView visits every row there.
// NOLINTBEGIN(bugprone-parent-virtual-call)

TimelineView::TimelineView(QWidget *parent)
    : QListView(parent)
    , m_settleTimer(this)
    , m_header(new TimelineHeader(this))
    , m_newRowsButton(new QPushButton(this))
    , m_finder(new RowFinder(this))
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
    m_settleTimer.setInterval(0);
    connect(&m_settleTimer, &QTimer::timeout, this, &TimelineView::settle);
    connect(m_newRowsButton, &QPushButton::clicked, this, &TimelineView::goToEnd);
    connect(m_finder, &RowFinder::found, this, &TimelineView::showFound);
    connect(m_finder, &RowFinder::progressed, this, [this] { reportFind(false); });
    connect(m_copier, &RowCopier::copied, this, [this](qsizetype copiedRows, bool cut) {
        if (cut)
            emit notice(tr("The selection was too large to copy; the clipboard has its beginning."));
        else if (copiedRows == 0)
            emit notice(tr("The selected rows have no bytes to copy."));
    });
    restyle();
}

TimelineView::~TimelineView() = default;

void TimelineView::setModel(QAbstractItemModel *model)
{
    auto *timelineModel = qobject_cast<TimelineModel *>(model);
    if (m_model)
        m_model->connections().disconnect(this);
    m_model = timelineModel;
    m_finder->setModel(timelineModel);
    QListView::setModel(timelineModel);
    if (!timelineModel)
        return;
    connect(&timelineModel->connections(), &ConnectionIndex::changed, this, [this] {
        updateHeader();
        viewport()->update();
    });
    connect(timelineModel, &QObject::destroyed, this, [this] { m_model = nullptr; });
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

bool TimelineView::isPaired(int row) const
{
    if (row < 1 || row >= rows())
        return false;
    const Event &second = m_model->eventAt(row);
    if (second.kind != EventKind::Received || second.connection == 0)
        return false;
    const Event &first = m_model->eventAt(row - 1);
    return first.kind == EventKind::Sent && first.connection == second.connection && first.side != second.side
        && overlap(first, second) > 0 && gapBefore(row) == 0;
}

qint64 TimelineView::gapBefore(int row) const
{
    if (row < 1)
        return 0;
    const qint64 gap = m_model->eventAt(row).monotonicNs - m_model->eventAt(row - 1).monotonicNs;
    return gap > kGapNs ? gap : 0;
}

// Where a row is drawn. The first of a pair reaches below the top of the second.
TimelineView::Extent TimelineView::extentOf(int row) const
{
    const qint64 top = m_heights.top(row);
    if (!isPaired(row + 1))
        return {top, top + m_heights.height(row)};
    const auto it = m_laidOut.find(row);
    return {top, top + (it != m_laidOut.end() ? it->second->height() : estimate(row))};
}

int TimelineView::clampedRowAt(qint64 y) const
{
    return int(m_heights.rowAt(y));
}

// The row at a point of the viewport, or the nearest one above or below; -1 when there are none.
int TimelineView::rowNear(const QPoint &point) const
{
    const int row = clampedRowAt(point.y() + qint64(verticalOffset()));
    if (row < 0)
        return -1;
    const Side half = point.x() < m_layout.lanes().middle() ? Side::Server : Side::Client;
    if (isPaired(row + 1)) // within the shift: both begin here
        return m_model->eventAt(row).side == half ? row : row + 1;
    if (isPaired(row) && m_model->eventAt(row).side != half)
        return row - 1;
    return row;
}

int TimelineView::firstVisibleRow() const
{
    const int row = clampedRowAt(verticalOffset());
    return row > 0 && isPaired(row) ? row - 1 : row;
}

int TimelineView::lastVisibleRow() const
{
    return clampedRowAt(qint64(verticalOffset()) + qMax(0, viewport()->height() - 1));
}

int TimelineView::leadBefore(int row) const
{
    return m_layout.leadBefore(gapBefore(row) > 0, row == 0);
}

int TimelineView::estimate(int row) const
{
    return m_layout.estimatedHeight(m_model->eventAt(row).bytes, gapBefore(row) > 0);
}

void TimelineView::appendHeights(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const int height = estimate(row);
        if (isPaired(row)) {
            const auto it = m_laidOut.find(row - 1);
            const int before = it != m_laidOut.end() ? it->second->height() : m_heights.height(row - 1);
            const int lead = leadBefore(row - 1);
            m_heights.setHeight(row - 1, m_layout.firstOfPairHeight(lead));
            m_heights.append(m_layout.secondOfPairHeight(lead, before, height));
        } else {
            m_heights.append(height);
        }
    }
}

void TimelineView::rebuildHeights()
{
    m_heights.clear();
    m_laidOut.clear();
    m_heights.reserve(rows());
    if (rows() > 0)
        appendHeights(0, rows() - 1);
}

TimelineRow &TimelineView::laidOut(int row)
{
    std::unique_ptr<TimelineRow> &slot = m_laidOut[row];
    if (!slot) {
        const qsizetype journalRow = m_model->journalRow(row);
        const Event &event = m_model->eventAt(row);
        TimelineRowFacts facts{event, {}, m_model->reading().encoding(event.connection)};
        if (event.bytes > 0)
            facts.text = m_model->reading().rowText(journalRow);
        facts.gapNs = gapBefore(row);
        facts.isFirst = row == 0;
        facts.isExpanded = m_expanded.contains(journalRow);
        facts.isTimeRepeated = isPaired(row) && eventTime(event) == eventTime(m_model->eventAt(row - 1));
        slot = std::make_unique<TimelineRow>(facts, m_style, m_layout);
        ++m_measuredRows;
    }
    slot->setFoundText(m_finder->text());
    return *slot;
}

QRect TimelineView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_heights.count())
        return {};
    const int row = index.row();
    const Extent extent = extentOf(row);
    const qint64 top = extent.top - verticalOffset();
    constexpr qint64 far = std::numeric_limits<int>::max() / 2;
    QRect rect(0, int(qBound(-far, top, far)), viewport()->width(), int(extent.bottom - extent.top));
    if (isPaired(row) || isPaired(row + 1)) { // each has its half of the width
        const int middle = int(m_layout.lanes().middle());
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
    if (y < 0 || y >= m_heights.total() || !m_model)
        return {};
    return m_model->index(rowNear(point));
}

// ---- Scrolling

void TimelineView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= m_heights.count())
        return;
    const int height = viewport()->height();
    for (int pass = 0; pass < kSettlePasses; ++pass) {
        const Extent extent = extentOf(index.row());
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
    const qint64 range = qMax<qint64>(0, m_heights.total() + space - viewport()->height());
    verticalScrollBar()->setRange(0, int(qMin<qint64>(range, std::numeric_limits<int>::max())));
    verticalScrollBar()->setPageStep(qMax(1, viewport()->height() - int(m_style.sizes.textLine)));
    verticalScrollBar()->setSingleStep(int(m_style.sizes.textLine));
}

// Measures what is visible until nothing moves any more. Rows above the first visible one that turn out
// taller or lower than guessed change the scroll position, not what is seen.
void TimelineView::settle()
{
    m_settleTimer.stop();
    if (m_isSettling)
        return;
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
            if (value > 0 && m_anchorRow < m_heights.count()) {
                const qint64 top = m_heights.top(m_anchorRow);
                if (top >= value && top < value + viewport()->height())
                    anchor = m_anchorRow;
            }
            const qint64 before = m_heights.top(anchor);
            const bool isChanged = measureVisible();
            if (isChanged && !m_followsEnd) {
                fitScrollBar();
                setScrollValue(value + m_heights.top(anchor) - before);
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

// Whether a height turned out different from what it was.
bool TimelineView::measureVisible()
{
    bool isChanged = false;
    const qint64 bottom = qint64(verticalOffset()) + viewport()->height();
    qint64 top = m_heights.top(firstVisibleRow());
    for (int row = firstVisibleRow(); row < rows() && top < bottom; ++row) {
        int height = laidOut(row).height();
        if (isPaired(row + 1))
            height = m_layout.firstOfPairHeight(leadBefore(row));
        else if (isPaired(row))
            height = m_layout.secondOfPairHeight(leadBefore(row - 1), laidOut(row - 1).height(), height);
        isChanged = m_heights.setHeight(row, height) || isChanged;
        top += height;
    }
    return isChanged;
}

void TimelineView::forgetFarRows()
{
    if (rows() == 0) {
        m_laidOut.clear();
        return;
    }
    m_laidOut.erase(m_laidOut.begin(), m_laidOut.lower_bound(firstVisibleRow() - kRowsKept));
    m_laidOut.erase(m_laidOut.upper_bound(lastVisibleRow() + kRowsKept), m_laidOut.end());
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
    const bool hasRows = m_heights.count() > 0 && rows() > 0;
    const int anchor = hasRows ? clampedRowAt(verticalOffset()) : 0;
    const qint64 offset = hasRows ? verticalOffset() - m_heights.top(anchor) : 0;
    restyle();
    rebuildHeights();
    {
        const QScopedValueRollback guard(m_isSettling, true);
        fitScrollBar();
        if (anchor < m_heights.count())
            setScrollValue(m_heights.top(anchor) + qMin<qint64>(offset, m_heights.height(anchor)));
    }
    m_anchorRow = anchor;
    updateGeometries();
}

void TimelineView::restyle()
{
    m_style = TimelineStyle::make(font(), palette(), m_zoom, m_highestNumber);
    m_layout = TimelineLayout(viewport()->width(), m_style.sizes);
    m_header->setLook(m_style, m_layout);
    viewport()->setAutoFillBackground(false);
    m_laidOut.clear();
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
    rebuildHeights();
    updateHeader();
    updateGeometries();
}

void TimelineView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    if (start == m_heights.count())
        appendHeights(start, end);
    else
        rebuildHeights();
    if (!m_followsEnd)
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
    m_settleTimer.start();
}

void TimelineView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
}

void TimelineView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    m_laidOut.erase(m_laidOut.lower_bound(topLeft.row()), m_laidOut.upper_bound(bottomRight.row()));
    m_isUnsettled = true;
    m_settleTimer.start();
}

void TimelineView::updateGeometries()
{
    const int headerHeight = m_layout.headerHeight();
    if (viewportMargins().top() != headerHeight)
        setViewportMargins(0, headerHeight, 0, 0); // comes back here when the size changes
    if (!qFuzzyCompare(m_layout.width() + 1, qreal(viewport()->width()) + 1)) {
        m_layout = TimelineLayout(viewport()->width(), m_style.sizes);
        m_laidOut.clear();
        m_isUnsettled = true;
    }
    m_header->setLook(m_style, m_layout);
    QAbstractItemView::updateGeometries();
    placeOverlays();
    settle();
}

void TimelineView::placeOverlays()
{
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - m_layout.headerHeight(), area.width(),
                          m_layout.headerHeight());
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
    TimelineHeader::Lane server{tr("Server"), {}};
    TimelineHeader::Lane client{tr("Clients"), {}};
    if (const quint32 number = m_model ? m_model->connection() : 0; number != 0) {
        const ConnectionInfo info = m_model->connections().info(number);
        server.address = info.server.toString();
        client.address = info.client.toString();
        client.role = tr("Client #%1").arg(number);
        for (const Side side : {Side::Server, Side::Client}) {
            if (isOutside(number, side)) {
                TimelineHeader::Lane &lane = side == Side::Server ? server : client;
                lane.role = tr("other program");
                lane.isOutside = true;
            }
        }
    }
    m_header->setLanes(server, client);
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
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_style.colours.ground);
    if (rows() == 0)
        return;
    const int first = firstVisibleRow();
    const int last = lastVisibleRow();
    for (int row = first; row <= last; ++row)
        paintSelection(painter, row);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintWire(painter, first, last);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row, event->rect());
}

void TimelineView::paintSelection(QPainter &painter, int row)
{
    const QModelIndex index = m_model->index(row);
    const qreal top = qreal(m_heights.top(row) - verticalOffset());
    if (selectionModel()->isSelected(index)) {
        const int lead = leadBefore(row); // the time that passed before it does not belong to it
        const qreal height = qreal(extentOf(row).bottom - m_heights.top(row) - lead);
        painter.fillRect(QRectF(0, top + lead, viewport()->width(), height), m_style.colours.band);
    }
    if (hasFocus() && index == currentIndex()) {
        painter.setPen(QPen(m_style.focusColour, 1, Qt::DotLine));
        painter.drawRect(laidOut(row).places().mark.translated(0, top).adjusted(-4, -4, 3, 3));
    }
}

void TimelineView::paintRow(QPainter &painter, int row, const QRect &exposed)
{
    const QRect rect = visualRect(m_model->index(row));
    if (!rect.intersects(exposed))
        return;
    ++m_paintedRows;
    const qreal top = qreal(m_heights.top(row) - verticalOffset());
    painter.save();
    painter.translate(0, top);
    laidOut(row).paint(painter, m_style, m_layout, QRectF(exposed).translated(0, -top),
                       selectionModel()->isSelected(m_model->index(row)));
    painter.restore();
}

// Where the arrow of a row meets the wire, in the contents.
QPointF TimelineView::wirePoint(int row)
{
    const auto it = m_laidOut.find(row);
    const qreal y = it != m_laidOut.end() ? it->second->places().wireY : m_layout.pairShift();
    return {m_layout.lanes().wireEdge(m_model->eventAt(row).side), qreal(m_heights.top(row)) + y};
}

std::vector<TimelineView::Arrow> TimelineView::arrowsOf(int row)
{
    std::vector<Arrow> arrows;
    const Event &event = m_model->eventAt(row);
    const bool isSent = event.kind == EventKind::Sent;
    if (!isSent && event.kind != EventKind::Received)
        return arrows;
    const Side sender = isSent ? event.side : oppositeOf(event.side);
    for (const qsizetype journalRow : m_model->connections().matches(m_model->journalRow(row))) {
        const int other = m_model->rowOf(journalRow);
        const bool isDrawnByOther = isSent && other >= firstVisibleRow() && other <= lastVisibleRow();
        if (other < 0 || isDrawnByOther)
            continue; // the visible read draws it
        const QLineF line
            = isSent ? QLineF(wirePoint(row), wirePoint(other)) : QLineF(wirePoint(other), wirePoint(row));
        arrows.push_back({line, overlap(event, m_model->eventAt(other)), sender, std::nullopt});
        if (arrows.size() >= kArrowsPerRow)
            break;
    }
    if (isOutside(event.connection, oppositeOf(event.side))) {
        const QPointF ours = wirePoint(row);
        const QPointF theirs(m_layout.lanes().wireEdge(oppositeOf(event.side)),
                             ours.y() + (isSent ? 1 : -1) * m_layout.pairShift() * 0.6);
        arrows.push_back({isSent ? QLineF(ours, theirs) : QLineF(theirs, ours), event.bytes, sender,
                          oppositeOf(event.side)});
    }
    return arrows;
}

// Whether that end is a socket of another program. Not before the handshake is complete: until then
// nobody is known to be there.
bool TimelineView::isOutside(quint32 connection, Side side) const
{
    const ConnectionInfo info = m_model->connections().info(connection);
    if (info.number == 0 || info.hasBothEnds())
        return false;
    if (side == Side::Client)
        return info.hasServerEnd;
    const std::vector<qsizetype> &own = m_model->connections().rows(connection);
    const auto isConnected
        = [this](qsizetype row) { return m_model->journal().at(row).kind == EventKind::Connected; };
    return info.hasClientEnd
        && std::any_of(own.begin(), own.begin() + qMin<qptrdiff>(8, qptrdiff(own.size())), isConnected);
}

void TimelineView::paintWire(QPainter &painter, int first, int last)
{
    const TimelineLanes &lanes = m_layout.lanes();
    const quint32 connection = m_model->connection();
    const qreal height = qMin<qreal>(viewport()->height(), qreal(m_heights.total() - verticalOffset()));
    for (const Side side : {Side::Server, Side::Client}) {
        const bool isTheirs = connection != 0 && isOutside(connection, side);
        painter.setPen(QPen(isTheirs ? m_style.colours.outside : m_style.colours.line, isTheirs ? 2 : 1,
                            isTheirs ? Qt::DashLine : Qt::SolidLine));
        const qreal x = lanes.wireEdge(side);
        painter.drawLine(QPointF(x, 0), QPointF(x, height));
        if (isTheirs) {
            const QRectF place(lanes.left(side), 8, lanes.width(side), m_style.sizes.noteLine);
            painter.setFont(m_style.note);
            painter.drawText(place,
                             int(side == Side::Server ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                             tr("outside"));
        }
    }
    for (int row = first; row <= last; ++row) {
        for (const Arrow &arrow : arrowsOf(row))
            paintArrow(painter, arrow);
    }
}

void TimelineView::paintArrow(QPainter &painter, const Arrow &arrow) const
{
    const QLineF inView = arrow.line.translated(0, -qreal(verticalOffset()));
    const qreal slack = 20;
    const std::optional<ArrowPart> part = visibleArrow(inView, -slack, viewport()->height() + slack);
    if (!part)
        return;
    const QColor colour = m_style.role(arrow.sender);
    const qreal zoom = m_style.sizes.zoom;
    painter.setPen(QPen(colour, 1.4 * zoom));
    painter.setBrush(colour);
    QLineF shaft = part->line;
    if (part->hasHead && shaft.length() > 12 * zoom) {
        const QPointF tip = shaft.p2();
        const QLineF unit = shaft.unitVector();
        const QPointF along(unit.dx() * 10 * zoom, unit.dy() * 10 * zoom);
        const QPointF across(-unit.dy() * 3.5 * zoom, unit.dx() * 3.5 * zoom);
        shaft.setP2(tip - along * 0.8);
        painter.drawLine(shaft);
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(QPolygonF{tip, tip - along + across, tip - along - across});
    } else {
        painter.drawLine(shaft);
    }

    if (arrow.outside && m_model->connection() == 0) // where no rail stands for all of them
        paintOutsideEnd(painter, *arrow.outside, *arrow.outside == arrow.sender ? inView.p1() : inView.p2());

    // The size above the middle; across a steep arrow, on a ground of its own.
    const QString text = byteText(arrow.bytes);
    const QFontMetricsF metrics(m_style.note);
    const qreal width = metrics.horizontalAdvance(text);
    const QPointF middle = part->line.center();
    const qreal slope = std::abs(part->line.dy()) / qMax<qreal>(1, std::abs(part->line.dx()));
    const bool isSteep = slope > 0.5;
    const qreal lift = isSteep ? metrics.height() / 2 : metrics.height() + 1 + slope * width / 2;
    const QRectF place(middle.x() - width / 2, middle.y() - lift, width, metrics.height());
    if (isSteep)
        painter.fillRect(place.adjusted(-3, 0, 3, 0), m_style.colours.ground);
    painter.setFont(m_style.note);
    painter.setPen(colour);
    painter.drawText(place, int(Qt::AlignCenter) | Qt::TextSingleLine | Qt::TextDontClip, text);
}

void TimelineView::paintOutsideEnd(QPainter &painter, Side side, const QPointF &end) const
{
    const qreal radius = 3.5 * m_zoom;
    painter.setPen(QPen(m_style.colours.outside, 1.4 * m_zoom));
    painter.setBrush(m_style.colours.ground);
    painter.drawEllipse(end, radius, radius);
    const TimelineLanes &lanes = m_layout.lanes();
    const QRectF place(lanes.left(side), end.y() - m_style.sizes.noteLine / 2, lanes.width(side),
                       m_style.sizes.noteLine);
    painter.setFont(m_style.note);
    painter.setPen(m_style.colours.outside);
    painter.drawText(place, int(side == Side::Server ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                     tr("outside"));
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
        const qint64 from = m_heights.top(top) - verticalOffset();
        const qint64 to = extentOf(bottom).bottom - verticalOffset();
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
    const Extent extent = extentOf(current);
    const qint64 page = qMax(1, viewport()->height() - int(m_style.sizes.textLine));
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
        if (isPaired(current + 1) || isPaired(current)) {
            const Side wanted = action == MoveLeft ? Side::Server : Side::Client;
            if (m_model->eventAt(current).side != wanted)
                row = isPaired(current + 1) ? current + 1 : current - 1;
        }
        break;
    }
    return m_model->index(qBound(0, row, count - 1));
}

// Typing letters would make the base class look through the text of every row.
void TimelineView::keyboardSearch(const QString &) { }

// ---- Input

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
    const qsizetype journalRow = m_model->journalRow(row);
    if (!m_expanded.remove(journalRow))
        m_expanded.insert(journalRow);
    m_laidOut.erase(row);
    m_followsEnd = false; // or the row would run away from under the mouse
    m_anchorRow = row;
    m_isUnsettled = true;
    settle();
    setFollowsEnd(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
}

bool TimelineView::pressLink(const QPoint &position)
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return false;
    const QPointF inRow(position.x(), position.y() + verticalOffset() - qreal(m_heights.top(index.row())));
    switch (laidOut(index.row()).partAt(inRow)) {
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
        const auto it = m_laidOut.find(index.isValid() ? index.row() : -1);
        const bool isLink = it != m_laidOut.end()
            && it->second->partAt(QPointF(
                   m_dragPoint.x(), m_dragPoint.y() + verticalOffset() - qreal(m_heights.top(it->first))))
                != TimelineRow::Part::Other;
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

void TimelineView::copy(int form)
{
    if (m_model && selectionModel())
        m_copier->copy(*m_model, selectionModel()->selection(), RowCopier::Form(form));
}

void TimelineView::copyText()
{
    copy(int(RowCopier::Form::Text));
}

void TimelineView::copyHex()
{
    copy(int(RowCopier::Form::Hex));
}

void TimelineView::copyPythonBytes()
{
    copy(int(RowCopier::Form::PythonBytes));
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
    if (!m_model || text == m_finder->text())
        return;
    const int from = currentIndex().isValid() ? currentIndex().row() : qMax(0, firstVisibleRow());
    m_finder->start(text, from);
    viewport()->update();
    if (text.isEmpty())
        emit findResult(-1, 0, false, true);
    else
        m_finder->findAfter(from - 1);
}

void TimelineView::findNext()
{
    m_finder->findAfter(currentIndex().isValid() ? currentIndex().row() : firstVisibleRow() - 1);
}

void TimelineView::findPrevious()
{
    m_finder->findBefore(currentIndex().isValid() ? currentIndex().row() : lastVisibleRow() + 1);
}

void TimelineView::showFound(int row, bool wrapped)
{
    if (row >= 0) {
        goToRow(row);
        TimelineRow &shown = laidOut(row);
        const bool isBeyond = shown.canToggle() && !isExpanded(m_model->journalRow(row))
            && !shown.shownText().contains(m_finder->text(), Qt::CaseInsensitive);
        if (isBeyond)
            toggleExpanded(row);
    }
    reportFind(wrapped);
}

void TimelineView::reportFind(bool wrapped)
{
    const int row = currentIndex().row();
    const qsizetype match = row >= 0 ? m_finder->indexOf(row) : -1;
    emit findResult(int(match), int(m_finder->count()), wrapped, m_finder->isComplete());
}

// NOLINTEND(bugprone-parent-virtual-call)

} // namespace bothends
