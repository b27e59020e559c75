// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "net/session.h"

#include <QObject>

#include <memory>
#include <variant>
#include <vector>

class QSettings;

namespace bothends {

class Languages;
class MainWindow;
class PayloadStore;
class RecordedSession;
class SessionFile;

/// All windows of the program: live ones, each with a session of its own that is recorded, and those that
/// show a stored session. A window that the user closes says goodbye to its peers and goes. Lives in the GUI
/// thread; the languages and the settings have to outlive it.
class SessionWindows : public QObject
{
    Q_OBJECT
public:
    /// @param folder where live sessions are recorded; empty = nowhere
    SessionWindows(Languages &languages, QSettings &store, QString folder, KernelSource kernel,
                   QObject *parent = nullptr);
    ~SessionWindows() override;

    QSettings &store() { return m_store; }
    const QString &folder() const { return m_folder; }
    int count() const { return int(m_windows.size()); }

    /// A live window with a new session.
    MainWindow *openNew();
    /// A window on a stored session or a capture, or the one that shows it already. FileUnreadable,
    /// NotASession, SessionVersion.
    std::variant<MainWindow *, Error> open(const QString &file);
    /// The session of a live window; null of any other.
    Session *liveSession(const MainWindow *window) const;
    /// In a live window: asks what is to become of sessions that a crash interrupted, if there are any.
    void offerInterrupted(MainWindow &window);

signals:
    void lastClosed();

private:
    struct Window;

    void take(std::unique_ptr<Window> window);
    void release(const Window *window);
    MainWindow *openStored(std::unique_ptr<PayloadStore> payloads, const QString &path);
    std::variant<MainWindow *, Error> openCapture(const QString &path);
    static void load(SessionFile file, Session &session, MainWindow &window);

    Languages &m_languages;
    QSettings &m_store;
    const QString m_folder;
    const KernelSource m_kernel;
    std::vector<std::unique_ptr<Window>> m_windows;
};

} // namespace bothends
