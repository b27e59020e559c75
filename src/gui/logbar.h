// SPDX-License-Identifier: MIT
#pragma once

#include "gui/logfilter.h"

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

signals:
    void filterChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showFault(const LogModel &model);

    std::unique_ptr<Ui::LogBar> m_ui;
};

} // namespace bothends
