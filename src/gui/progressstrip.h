// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace bothends {

/// Something that takes a while, told in the status bar, with a button that cancels it.
class ProgressStrip : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressStrip(const QString &what, QWidget *parent = nullptr);

    void setPercent(int percent);

signals:
    void cancelRequested();

private:
    QProgressBar *m_bar;
};

} // namespace bothends
