// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace bothends {

/// Turns the operating system's wish that the program ends (SIGINT, SIGTERM) into a signal of the event
/// loop. One object at a time; lives in the main thread. What was in force before comes back with its end.
class StopSignals : public QObject
{
    Q_OBJECT
public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

    /// Becomes and stays readable with the first wish, for those that have to wait outside of the event
    /// loop; -1 if there is none.
    int descriptor() const;

signals:
    /// Emitted once.
    void requested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace bothends
