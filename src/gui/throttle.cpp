// SPDX-License-Identifier: MIT
#include "gui/throttle.h"

#include <utility>

namespace bothends {

Throttle::Throttle(int pauseMs, std::function<void()> work, QObject *parent)
    : QObject(parent)
    , m_work(std::move(work))
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isDue, false))
            request();
    });
}

void Throttle::request()
{
    if (m_pause.isActive()) {
        m_isDue = true;
        return;
    }
    m_pause.start();
    m_work();
}

} // namespace bothends
