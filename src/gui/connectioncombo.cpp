// SPDX-License-Identifier: MIT
#include "gui/connectioncombo.h"

#include <QAbstractItemView>
#include <QScrollBar>

namespace bothends {

namespace {

constexpr int kMostLetters = 70; // an IPv6 address has up to 47 with its port
constexpr int kSample = 32; // rows before and after the chosen one
constexpr int kPadding = 8;

} // namespace

ConnectionCombo::ConnectionCombo(QWidget *parent)
    : QComboBox(parent)
{
    connect(this, &QComboBox::currentTextChanged, this, &QWidget::updateGeometry);
}

QSize ConnectionCombo::sizeHint() const
{
    const QSize least = QComboBox::sizeHint();
    const QFontMetrics metrics = fontMetrics();
    const int frame = least.width() - minimumContentsLength() * metrics.horizontalAdvance(u'X');
    const int text
        = qMin(metrics.horizontalAdvance(currentText()), kMostLetters * metrics.averageCharWidth());
    return {qMax(least.width(), text + kPadding + frame), least.height()};
}

void ConnectionCombo::showPopup()
{
    const int first = qMax(0, currentIndex() - kSample);
    const int last = qMin(count() - 1, currentIndex() + kSample);
    int text = 0;
    for (int row = first; row <= last; ++row)
        text = qMax(text, view()->fontMetrics().horizontalAdvance(itemText(row)));
    view()->setMinimumWidth(text + 2 * kPadding + view()->verticalScrollBar()->sizeHint().width());
    QComboBox::showPopup();
}

} // namespace bothends
