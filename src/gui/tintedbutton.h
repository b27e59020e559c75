// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace bothends {

/// The main button of a panel: flat, in the colour of its role. Fusion would blend the colour until
/// white text on it is hard to read.
class TintedButton : public QPushButton
{
    Q_OBJECT
public:
    explicit TintedButton(QWidget *parent = nullptr);

    void setColours(const QColor &ground, const QColor &text);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_ground;
    QColor m_text;
};

} // namespace bothends
