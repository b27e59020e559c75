// SPDX-License-Identifier: MIT
#pragma once

#include "core/languages.h"
#include "core/readings.h"
#include "core/socketlist.h"
#include "gui/settings.h"
#include "gui/throttle.h"
#include "net/session.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

class QAbstractItemView;
class QActionGroup;
class QLabel;
class QMenu;
class QSettings;

namespace Ui {
class MainWindow;
}

namespace bothends {

class Composer;
class ConnectionChoices;
class ConnectionEncodings;
class ConnectionsModel;
class InlineMessage;
class Inspector;
class LogPane;
class RowNotes;
class TimelineModel;

/// The window: server panel, timeline, client panel, composers, status bar, and the wiring between them.
/// Knows no protocol; everything it shows is a reading of the session's journal and states. Of a stored
/// session it shows timeline and inspector only, and remembers nothing but its place on the screen.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    enum class Purpose : quint8 {
        Live, ///< a session that goes on
        Stored, ///< one that is only looked at
    };

    MainWindow(Session &session, Languages &languages, QSettings &store, Purpose purpose = Purpose::Live,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    ServerPanel &serverPanel();
    ClientPanel &clientPanel();
    /// For this run only; what is remembered stays as it is.
    void overrideLanguage(const QString &code);
    void overrideTheme(ThemeChoice theme);
    /// A line above all panels, for what concerns none of them.
    void notice(const QString &what, const QString &nextStep);
    InlineMessage &message();
    QMenu &fileMenu();
    Purpose purpose() const { return m_purpose; }
    Readings readings() const;
    /// Bookmarks and comments.
    RowNotes &notes();
    /// Asked when the user closes the window: what would be lost then, as a whole sentence; empty = nothing.
    void addLossCheck(std::function<QString()> check) { m_lossChecks.push_back(std::move(check)); }
    /// 0 = all of them.
    quint32 shownConnection() const;
    /// Shows one connection, 0 = all of them.
    void showConnection(quint32 connection);
    /// Selects a row of the journal and scrolls to it.
    void showRow(qsizetype journalRow);

signals:
    /// The user closed the window and its settings are stored.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    bool mayClose();
    void setUpTimeline();
    void setUpLog();
    void setUpInspector();
    void setUpPanels();
    void setUpComposers();
    void setUpActions();
    void setUpChoices();
    void setUpModes();
    void setUpFiles();
    void setUpStored();
    bool isFirst() const;
    LoadedSettings loadChoices();
    void sendAsServer(quint32 connection, const QByteArray &bytes);
    void load(const Settings &settings);
    void save();
    void resetLayout();
    void fitPanels();
    void retranslate();
    void updateActions();
    void updateWatch();
    void writeStatus();
    QStringList liveStatus() const;
    void updateTargets();
    void setTargets(Composer *composer, const ConnectionsModel &model, bool withAll);
    void showLog(bool shown);
    bool showsLog() const;
    QAbstractItemView *shownRows() const;
    void applyFindText();
    /// Makes a row of the journal current in the timeline and the log, and shows it in the inspector.
    void selectRow(qsizetype journalRow);
    void updateReadChoice();
    void applyReadChoice();
    void applyPanelEncoding(Side side);
    void showFindResult(int match, int count, bool wrapped, bool complete);

    Session &m_session;
    Languages &m_languages;
    QSettings &m_store;
    const Purpose m_purpose;
    bool m_isSetUp = false;
    const LoadedSettings m_loaded; // at the beginning
    std::vector<std::function<QString()>> m_lossChecks;
    std::unique_ptr<Ui::MainWindow> m_ui;
    ConnectionIndex *m_index;
    ConnectionChoices *m_choices;
    TextReading *m_reading;
    ConnectionEncodings *m_encodings;
    LifeLines *m_lifeLines;
    SocketList *m_sockets;
    TimelineModel *m_model;
    LogPane *m_log;
    QMainWindow *m_stage; // the middle, with the inspector docked in it
    Inspector *m_inspector;
    QLabel *m_status;
    Throttle *m_statusPace;
    QActionGroup *m_languageActions = nullptr;
    QActionGroup *m_themeActions = nullptr;
    QActionGroup *m_serverModes = nullptr;
    QActionGroup *m_clientModes = nullptr;
    ThemeChoice m_theme = ThemeChoice::System;
    bool m_isSelecting = false; // the timeline and the log follow each other
    std::pair<bool, quint32> m_watch; // as the session was told last
};

} // namespace bothends
