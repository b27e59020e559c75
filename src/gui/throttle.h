// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace bothends {

/// Work that follows something which may change all the time: done at once after a rest, else once at the end
/// of a pause for everything that asked meanwhile. Lives in its parent's thread.
class Throttle : public QObject
{
    Q_OBJECT
public:
    Throttle(int pauseMs, std::function<void()> work, QObject *parent);

public slots:
    void request();

private:
    std::function<void()> m_work;
    QTimer m_pause; // since it was done
    bool m_isDue = false;
};

} // namespace bothends
