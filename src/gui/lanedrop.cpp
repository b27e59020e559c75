// SPDX-License-Identifier: MIT
#include "gui/lanedrop.h"

#include "gui/widgets.h"

#include <QDragMoveEvent>
#include <QFileInfo>
#include <QWidget>

namespace bothends {

LaneDrop::LaneDrop(QWidget *viewport)
    : QObject(viewport)
    , m_viewport(viewport)
{
    viewport->setAcceptDrops(true);
    viewport->installEventFilter(this);
}

bool LaneDrop::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (!isDrag && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // DragEnter and DragMove are drops that may come
    const QString file = droppedFile(drop->mimeData());
    if (file.isEmpty() || QFileInfo(file).suffix() == u"bothends") // the window opens a session
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (!isDrag)
        emit dropped(drop->position().x() < m_viewport->width() / 2.0 ? Side::Server : Side::Client, file);
    return true;
}

} // namespace bothends
