// SPDX-License-Identifier: MIT
#include "gui/transferlist.h"

#include "gui/transferbar.h"

#include <QVBoxLayout>

#include <algorithm>

namespace bothends {

namespace {
constexpr qsizetype kMaxFinished = 3;
} // namespace

TransferList::TransferList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    hide();
}

TransferBar *TransferList::barOf(const TransferStatus &status)
{
    const auto it = std::find_if(m_bars.cbegin(), m_bars.cend(), [&status](const TransferBar *bar) {
        const TransferStatus &own = bar->status();
        return own.endpoint == status.endpoint && own.connection == status.connection
            && own.direction == status.direction;
    });
    return it == m_bars.cend() ? nullptr : *it;
}

void TransferList::show(const TransferStatus &status)
{
    TransferBar *bar = barOf(status);
    if (!bar) {
        bar = new TransferBar(this);
        m_layout->addWidget(bar);
        m_bars << bar;
        connect(bar, &TransferBar::cancelRequested, this, [this, bar] { emit endRequested(bar->status()); });
        connect(bar, &TransferBar::closeRequested, this, [this, bar] { remove(bar); });
    }
    bar->setStatus(status);
    bar->show();
    makeRoom();
    setVisible(true);
}

void TransferList::remove(TransferBar *bar)
{
    m_bars.removeOne(bar);
    bar->hide();
    bar->deleteLater(); // its button was pressed
    setVisible(!m_bars.isEmpty());
}

void TransferList::makeRoom()
{
    const auto isFinished = [](const TransferBar *bar) { return bar->status().isFinished; };
    while (std::count_if(m_bars.cbegin(), m_bars.cend(), isFinished) > kMaxFinished)
        remove(*std::find_if(m_bars.cbegin(), m_bars.cend(), isFinished));
}

} // namespace bothends
