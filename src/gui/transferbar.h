// SPDX-License-Identifier: MIT
#pragma once

#include "net/status.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace bothends {

/// How one file goes on: its name, how much of it, how fast, how long still; and a way to end it. Stays when
/// it is over, until it is closed. Lives in the GUI thread.
class TransferBar : public QWidget
{
    Q_OBJECT
public:
    explicit TransferBar(QWidget *parent = nullptr);

    void setStatus(const TransferStatus &status);
    const TransferStatus &status() const { return m_status; }

signals:
    void cancelRequested();
    /// It is over, and the user has seen it.
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateTexts();
    QString progressText() const;

    TransferStatus m_status;
    QLabel *m_name;
    QLabel *m_progress;
    QProgressBar *m_bar;
    QToolButton *m_end;
};

} // namespace bothends
