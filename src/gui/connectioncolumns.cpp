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

} // namespace

ConnectionColumns::ConnectionColumns(QTreeView *view)
    : QObject(view)
    , m_view(view)
    , m_fitting(
          kPauseMs, [this] { fit(); }, this)
{
    QHeaderView *header = view->header();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ConnectionsModel::Peer, QHeaderView::Stretch);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, &m_fitting, &Throttle::request);
    connect(model, &QAbstractItemModel::rowsRemoved, &m_fitting, &Throttle::request);
    connect(model, &QAbstractItemModel::dataChanged, &m_fitting, &Throttle::request);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &ConnectionColumns::fit);
    view->installEventFilter(this);
    fit();
}

bool ConnectionColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
    return QObject::eventFilter(watched, event);
}

void ConnectionColumns::fit()
{
    QHeaderView *header = m_view->header();
    const QAbstractItemModel *model = m_view->model();
    const QFontMetrics metrics = m_view->fontMetrics();
    const int padding
        = 2 * (m_view->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, m_view) + 1) + 1;
    const int count = model->rowCount();
    for (int column = 0; column < ConnectionsModel::ColumnCount; ++column) {
        if (column == ConnectionsModel::Peer || header->isSectionHidden(column))
            continue;
        int width = header->sectionSizeHint(column);
        for (int row = 0; row < count; ++row) {
            if (row == kSample && count > 2 * kSample)
                row = count - kSample;
            const QString text = model->index(row, column).data().toString();
            width = qMax(width, metrics.horizontalAdvance(text) + padding);
        }
        if (header->sectionSize(column) != width)
            header->resizeSection(column, width);
    }
}

} // namespace bothends
