// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace bothends {

class AcceptQueueModel;

/// The kernel's accept queue in the server panel: how many wait and how many may (the backlog and one more),
/// as numbers and as a bar of places; while accepting is paused also who they are, and a button that lets one
/// in.
class AcceptQueue : public QWidget
{
    Q_OBJECT
public:
    explicit AcceptQueue(QWidget *parent = nullptr);

    void setModel(AcceptQueueModel *model);
    /// @param running a server listens; @param paused it accepts nobody
    void setState(bool running, bool paused);

signals:
    void acceptOneRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    class Bar;

    void updateTexts();

    AcceptQueueModel *m_model = nullptr;
    bool m_running = false;
    bool m_paused = false;
    QLabel *m_label;
    Bar *m_bar;
    QListView *m_occupants;
    QPushButton *m_acceptOne;
};

} // namespace bothends
