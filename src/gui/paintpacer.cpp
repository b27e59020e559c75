// SPDX-License-Identifier: MIT
#include "gui/paintpacer.h"

#include <QAbstractItemView>
#include <QEvent>

namespace bothends {

namespace {

constexpr int kPauseMs = 100;

} // namespace

PaintPacer::PaintPacer(QAbstractItemView *view)
    : QObject(view)
    , m_view(view)
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_view->viewport()->setUpdatesEnabled(true); });
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &PaintPacer::hold);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &PaintPacer::hold);
    connect(model, &QAbstractItemModel::dataChanged, this, &PaintPacer::hold);
    view->viewport()->installEventFilter(this);
}

bool PaintPacer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint)
        m_pause.start();
    return QObject::eventFilter(watched, event);
}

void PaintPacer::hold()
{
    if (m_pause.isActive())
        m_view->viewport()->setUpdatesEnabled(false);
}

} // namespace bothends
