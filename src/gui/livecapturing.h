// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QObject>

#include <memory>

class QAction;
class QLabel;

namespace bothends {

class LiveCapture;
class MainWindow;

/// The File menu's live capture: packets of this window's session for Wireshark, to a new file or a named
/// pipe, while it goes on. While it runs, the status bar says so and can stop it. Belongs to the window.
class LiveCapturing : public QObject
{
    Q_OBJECT
public:
    /// @param action of the menu; it begins, and ends, the capture
    LiveCapturing(MainWindow &window, QAction &action);
    ~LiveCapturing() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

public slots:
    /// Writes what is left, and ends it.
    void stop();

private:
    void toggle();
    void chooseTarget();
    void start(const QString &target);
    void fail(const Error &error);
    void tell();

    MainWindow &m_window;
    QAction &m_action;
    std::unique_ptr<LiveCapture> m_capture; // null = none runs
    QWidget *m_state;
    QLabel *m_text;
    QAction *m_stop;
};

} // namespace bothends
