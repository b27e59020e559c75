// SPDX-License-Identifier: MIT
#include "gui/statelabel.h"

#include "gui/theme.h"

#include <QAccessible>
#include <QPainter>

namespace bothends {

namespace {
constexpr int kDot = 10;
constexpr int kGap = 6;
} // namespace

StateLabel::StateLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void StateLabel::setState(State state, const QString &text)
{
    m_state = state;
    m_text = text;
    setAccessibleName(text);
    QAccessibleEvent nameChanged(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&nameChanged);
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {kDot + kGap + metrics.horizontalAdvance(m_text) + 2, qMax(kDot, metrics.height()) + 2};
}

void StateLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours colours = coloursFor(palette());
    const QColor colour = m_state == State::Running ? colours.good
        : m_state == State::Busy                    ? colours.warning
                                                    : colours.idle;
    const QRectF dot(1, (height() - kDot) / 2.0, kDot - 1, kDot - 1);
    painter.setPen(QPen(colour, 1.5));
    if (m_state == State::Running)
        painter.setBrush(colour);
    painter.drawEllipse(dot);
    if (m_state == State::Busy) {
        painter.setBrush(colour);
        painter.drawPie(dot, 90 * 16, 180 * 16);
    }
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(kDot + kGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

} // namespace bothends
