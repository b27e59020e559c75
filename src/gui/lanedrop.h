// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

#include <QObject>

class QWidget;

namespace bothends {

/// Files that are dropped on the timeline: the left half is the server's lane, the right half the client's.
/// Watches the view that it is given; lives in the GUI thread.
class LaneDrop : public QObject
{
    Q_OBJECT
public:
    /// @param viewport also the owner
    explicit LaneDrop(QWidget *viewport);

signals:
    void dropped(bothends::Side side, const QString &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_viewport;
};

} // namespace bothends
