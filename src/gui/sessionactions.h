// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QObject>

#include <functional>

class QAction;
class QMenu;

namespace bothends {

class MainWindow;
class Session;
struct ReplayConfig;
class SessionWindows;
class SessionWriter;

/// What the File menu of a window does with sessions: begin a new one, open a stored one, save this one,
/// export it and replay one of its connections. Also opens session files that are dropped on the window.
/// Belongs to the window.
class SessionActions : public QObject
{
    Q_OBJECT
public:
    /// @param file of this session; empty = it is in memory only
    /// @param writer what writes it; null = nobody
    SessionActions(MainWindow &window, SessionWindows &windows, Session &session, QString file,
                   SessionWriter *writer);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAction *addAction(const QString &name, const QKeySequence &keys);
    void retranslate();
    void fillRecent();
    void addRecent(const QString &text, const QString &file);
    void open(const QString &file);
    void chooseFile();
    void chooseTarget();
    void chooseExport(quint32 connection);
    void chooseReplay();
    void replay(const ReplayConfig &config);
    void save(const QString &target);
    void exportTo(const QString &target, const QString &ending, quint32 connection);
    void conclude(const QString &target, const std::optional<Error> &error, const QString &cancelled,
                  const QString &more = {});
    void tell(const Error &error);

    MainWindow &m_window;
    SessionWindows &m_windows;
    Session &m_session;
    QString m_file;
    SessionWriter *m_writer;
    QAction *m_new;
    QAction *m_open;
    QMenu *m_recent;
    QAction *m_save;
    QAction *m_export;
    QAction *m_exportShown;
    QAction *m_liveCapture;
    QAction *m_replay;
};

} // namespace bothends
