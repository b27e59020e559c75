// SPDX-License-Identifier: MIT
#pragma once

#include "core/messageformat.h"
#include "gui/clientpanel.h"
#include "gui/serverpanel.h"
#include "gui/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

class QSettings;

namespace bothends {

/// Everything the window remembers, as values with defaults. The only place that knows the keys.
struct Settings
{
    ServerPanel::Values server;
    ClientPanel::Values client;
    MessageMode serverMode = MessageMode::Text;
    LineEnding serverEnding = LineEnding::None;
    MessageMode clientMode = MessageMode::Text;
    LineEnding clientEnding = LineEnding::None;
    QString language; ///< empty = as the environment says
    ThemeChoice theme = ThemeChoice::System;
    QByteArray geometry;
    QByteArray splitter;
    QByteArray stage; ///< where the inspector is docked
    QByteArray inspector; ///< its tab and how it is divided
    bool showsLog = false; ///< instead of the timeline
    QByteArray logColumns; ///< which, where and how wide

    /// The tutorial's greeting on 127.0.0.1:30000.
    static Settings defaults();
};

struct LoadedSettings
{
    Settings settings;
    bool hadFaults = false; ///< something in the file was unusable; defaults stand in for it
};

/// Never fails: what is missing, of the wrong type or out of range becomes the default.
LoadedSettings loadSettings(QSettings &store);
void saveSettings(QSettings &store, const Settings &settings);

// What does not wait until a window closes, because there may be others.
void saveLanguage(QSettings &store, const QString &code);
void saveTheme(QSettings &store, ThemeChoice theme);
/// Session files that were opened last, newest first; those that are gone are left out.
QStringList recentSessions(QSettings &store);
void rememberSession(QSettings &store, const QString &file);
/// Of windows that show a stored session.
QByteArray storedWindowGeometry(QSettings &store);
void saveStoredWindowGeometry(QSettings &store, const QByteArray &geometry);

} // namespace bothends
