// SPDX-License-Identifier: MIT
#pragma once

#include "gui/logfilter.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;
class QMenu;

namespace Ui {
class LogBar;
}

namespace bothends {

class LogModel;

/// The filter of the log as controls, how much of the journal it lets through, and what is wrong with its
/// pattern. The connection is chosen above the timeline and the log, for both.
class LogBar : public QWidget
{
    Q_OBJECT
public:
    explicit LogBar(QWidget *parent = nullptr);
    ~LogBar() override;

    /// As the controls stand; the connection is that of `base`.
    LogFilter filter(const LogFilter &base) const;
    void setActions(QAction *pause, QAction *clear, QAction *undo);
    /// Filled anew whenever it opens; becomes a child.
    void setColumnsMenu(QMenu *menu);
    /// Counts and faults, as they are now.
    void showState(const LogModel &model);
    void focusPattern();

signals:
    void filterChanged();
    /// By Enter or Esc in the pattern, which Esc empties.
    void left();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void followPattern();
    void showFault(const LogModel &model);

    std::unique_ptr<Ui::LogBar> m_ui;
    QTimer m_pause; // in which somebody types; half a pattern is no fault yet
};

} // namespace bothends
