// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QObject>

class QSettings;

namespace bothends {

class MainWindow;
class SessionWriter;

/// Says in a live window that its session cannot be written now, and offers what can be done: free space and
/// try again, or go on in another place. Belongs to the window.
class StoreWatch : public QObject
{
    Q_OBJECT
public:
    /// @param store where the new place is remembered as a recent session
    StoreWatch(MainWindow &window, SessionWriter &writer, QSettings &store);

private:
    void say();
    void choosePlace();
    void sayMoved(const QString &path);
    void sayGone(const Error &error);

    MainWindow &m_window;
    SessionWriter &m_writer;
    QSettings &m_store;
    Error m_error; // the last one
    bool m_isShown = false;
    bool m_isGone = false; // the file, and with it the session at its end
};

} // namespace bothends
