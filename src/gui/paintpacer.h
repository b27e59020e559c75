// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

class QAbstractItemView;

namespace bothends {

/// Lets a view whose model changes all the time paint at most ten times a second; a single change is seen at
/// once. Lives in the GUI thread, as a child of its view.
class PaintPacer : public QObject
{
    Q_OBJECT
public:
    /// @param view has its model already
    explicit PaintPacer(QAbstractItemView *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void hold();

    QAbstractItemView *m_view;
    QTimer m_pause; // since it painted
};

} // namespace bothends
