// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <memory>

namespace Ui {
class EmptyState;
}

namespace bothends {

/// What the timeline shows before anything happened: three numbered steps, the first one a button.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    ~EmptyState() override;

signals:
    void startRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColours();

    std::unique_ptr<Ui::EmptyState> m_ui;
};

} // namespace bothends
