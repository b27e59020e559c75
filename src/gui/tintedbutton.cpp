// SPDX-License-Identifier: MIT
#include "gui/tintedbutton.h"

#include <QPainter>

namespace bothends {

TintedButton::TintedButton(QWidget *parent)
    : QPushButton(parent)
    , m_ground(Qt::darkBlue)
    , m_text(Qt::white)
{
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
    setAttribute(Qt::WA_Hover); // repaints when the pointer comes and goes
}

void TintedButton::setColours(const QColor &ground, const QColor &text)
{
    m_ground = ground;
    m_text = text;
    update();
}

QSize TintedButton::sizeHint() const
{
    return QPushButton::sizeHint() + QSize(8, 6);
}

void TintedButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor ground = isEnabled() ? m_ground : palette().color(QPalette::Button);
    if (isDown())
        ground = ground.darker(125);
    else if (underMouse() && isEnabled())
        ground = ground.darker(110);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 4, 4);
    const QColor text = isEnabled() ? m_text : palette().color(QPalette::Disabled, QPalette::ButtonText);
    if (hasFocus()) {
        painter.setPen(QPen(text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 2.5, 2.5);
    }
    painter.setPen(text);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, this->text());
}

} // namespace bothends
