// SPDX-License-Identifier: MIT
#pragma once

#include "gui/mainwindow.h"
#include "net/replayer.h"

#include <QPointer>

namespace bothends {

class ProgressStrip;

/// A replay in a live window of its own: there it is shown, told and cancelled, and there the result stands,
/// with a way to the first difference. Belongs to the window whose session is replayed; without it the replay
/// ends. In the GUI thread.
class ReplayJob : public QObject
{
    Q_OBJECT
public:
    /// @param name of what is replayed, as it is called in the texts
    ReplayJob(const Readings &then, MainWindow &window, Session &live, const ReplayConfig &config,
              QString name, QObject *parent);
    ~ReplayJob() override;

    void start();

private:
    void tellBeginning(const Address &address);
    void conclude(const ReplayResult &result);
    void showDifference(qint64 offset);

    QPointer<MainWindow> m_window;
    QPointer<QWidget> m_difference;
    QPointer<ProgressStrip> m_strip;
    QString m_name;
    Replayer *m_replayer; // child
    bool m_isOver = false;
};

} // namespace bothends
