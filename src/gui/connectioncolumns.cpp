// SPDX-License-Identifier: MIT
#include "gui/connectioncolumns.h"

#include "gui/connectionsmodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QStyle>
#include <QTreeView>

namespace bothends {

namespace {

constexpr int kPauseMs = 200;
constexpr int kSample = 32; // rows at each end
constexpr int kPeerLetters = 22; // of a longer peer the middle is left out

} // namespace

ConnectionColumns::ConnectionColumns(QTreeView *view)
    : QObject(view)
    , m_view(view)
    , m_viewport(view->viewport())
    , m_fitting(
          kPauseMs, [this] { fit(); }, this)
{
    QHeaderView *header = view->header();
    header->setSectionResizeMode(QHeaderView::Fixed);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, &m_fitting, &Throttle::request);
    connect(model, &QAbstractItemModel::rowsRemoved, &m_fitting, &Throttle::request);
    connect(model, &QAbstractItemModel::dataChanged, &m_fitting, &Throttle::request);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &ConnectionColumns::fit);
    view->installEventFilter(this);
    m_viewport->installEventFilter(this);
    fit();
}

bool ConnectionColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange))
        fit();
    else if (watched == m_viewport && event->type() == QEvent::Resize)
        fitPeer();
    return QObject::eventFilter(watched, event);
}

int ConnectionColumns::neededWidth(int column) const
{
    const QAbstractItemModel *model = m_view->model();
    const QFontMetrics metrics = m_view->fontMetrics();
    const int padding
        = 2 * (m_view->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, m_view) + 1) + 1;
    const int count = model->rowCount();
    int width = m_view->header()->sectionSizeHint(column);
    for (int row = 0; row < count; ++row) {
        if (row == kSample && count > 2 * kSample)
            row = count - kSample;
        const QString text = model->index(row, column).data().toString();
        width = qMax(width, metrics.horizontalAdvance(text) + padding);
    }
    return width;
}

void ConnectionColumns::fit()
{
    QHeaderView *header = m_view->header();
    for (int column = 0; column < ConnectionsModel::ColumnCount; ++column) {
        if (header->isSectionHidden(column))
            continue;
        const int width = neededWidth(column);
        if (column == ConnectionsModel::Peer)
            m_leastPeer = qMin(width, kPeerLetters * m_view->fontMetrics().averageCharWidth());
        else if (header->sectionSize(column) != width)
            header->resizeSection(column, width);
    }
    fitPeer();
}

void ConnectionColumns::fitPeer()
{
    QHeaderView *header = m_view->header();
    const int others = header->length() - header->sectionSize(ConnectionsModel::Peer);
    const int width = qMax(m_leastPeer, m_view->viewport()->width() - others);
    if (header->sectionSize(ConnectionsModel::Peer) != width)
        header->resizeSection(ConnectionsModel::Peer, width);
}

} // namespace bothends
