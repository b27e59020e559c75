// SPDX-License-Identifier: MIT
#pragma once

#include "gui/throttle.h"

class QTreeView;

namespace bothends {

/// Keeps the columns of a table of connections as wide as the texts in a bounded sample of its rows; the peer
/// gets what is left, or what it needs. Measures a few times a second at most, however fast the rows change.
/// Lives in the GUI thread, as a child of its view.
class ConnectionColumns : public QObject
{
    Q_OBJECT
public:
    /// @param view has its ConnectionsModel already
    explicit ConnectionColumns(QTreeView *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void fitPeer();
    int neededWidth(int column) const;

    QTreeView *m_view;
    QWidget *m_viewport; // still sends events when the view is no view any more
    int m_leastPeer = 0;
    Throttle m_fitting;
};

} // namespace bothends
