// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

namespace bothends {

/// Chooses among connections. Wants as much room as the chosen one's text takes, as far as it has not too
/// many letters; where there is less, it makes do with its minimumContentsLength. Its list is as wide as the
/// texts around the chosen one. Never looks at all of them: there may be a million. Lives in the GUI thread.
class ConnectionCombo : public QComboBox
{
    Q_OBJECT
public:
    explicit ConnectionCombo(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    void showPopup() override;
};

} // namespace bothends
