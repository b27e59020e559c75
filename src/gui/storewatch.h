// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QFileSystemWatcher>
#include <QObject>

class QSettings;

namespace bothends {

class MainWindow;
class SessionWriter;

/// Says in a live window that its session cannot be written now, and offers what can be done: free space and
/// try again, or go on in another place; and when its file goes away, also while nothing is written. Belongs
/// to the window.
class StoreWatch : public QObject
{
    Q_OBJECT
public:
    /// @param path the session's file
    /// @param store where the new place is remembered as a recent session
    StoreWatch(MainWindow &window, SessionWriter &writer, const QString &path, QSettings &store);

private:
    void say();
    void choosePlace();
    void sayMoved(const QString &path);
    void sayGone(const Error &error);
    void watchFolderOf(const QString &path);

    MainWindow &m_window;
    SessionWriter &m_writer;
    QSettings &m_store;
    QFileSystemWatcher m_folder; // not the file, which tells of each write
    Error m_error; // the last one
    bool m_isShown = false;
    bool m_isGone = false; // the file, and with it the session at its end
};

} // namespace bothends
