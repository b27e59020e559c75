// SPDX-License-Identifier: MIT
#include "gui/lazypage.h"

#include <QVBoxLayout>

#include <utility>

namespace bothends {

LazyPage::LazyPage(std::function<QWidget *()> make, QWidget *parent)
    : QWidget(parent)
    , m_make(std::move(make))
{
}

void LazyPage::setVisible(bool visible)
{
    if (visible && m_make) {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins({});
        layout->addWidget(std::exchange(m_make, nullptr)());
    }
    QWidget::setVisible(visible);
}

} // namespace bothends
