// SPDX-License-Identifier: MIT
#pragma once

#include "net/status.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace bothends {

class TransferBar;

/// The files that one side sends and saves: a bar for each. Those that are over make room when there are
/// many. Lives in the GUI thread.
class TransferList : public QWidget
{
    Q_OBJECT
public:
    explicit TransferList(QWidget *parent = nullptr);

    void show(const TransferStatus &status);

signals:
    /// The user wants it to end.
    void endRequested(const bothends::TransferStatus &transfer);

private:
    TransferBar *barOf(const TransferStatus &status);
    void remove(TransferBar *bar);
    void makeRoom();

    QVBoxLayout *m_layout;
    QList<TransferBar *> m_bars; // oldest first
};

} // namespace bothends
