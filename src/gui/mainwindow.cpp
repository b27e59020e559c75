// SPDX-License-Identifier: MIT
#include "gui/mainwindow.h"

#include "gui/composer.h"
#include "gui/connectionchoices.h"
#include "gui/connectionencodings.h"
#include "gui/connectionsmodel.h"
#include "gui/emptystate.h"
#include "gui/exportdialog.h"
#include "gui/filetransfers.h"
#include "gui/helpdialogs.h"
#include "gui/inspector.h"
#include "gui/lanedrop.h"
#include "gui/logpane.h"
#include "gui/payloadviewer.h"
#include "gui/steppanel.h"
#include "gui/timelinemodel.h"
#include "gui/timelineview.h"
#include "gui/widgets.h"
#include "ui_mainwindow.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kStatusPauseMs = 100;

} // namespace

MainWindow::MainWindow(Session &session, Languages &languages, QSettings &store, Purpose purpose,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_languages(languages)
    , m_store(store)
    , m_purpose(purpose)
    , m_loaded(loadChoices())
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_index(new ConnectionIndex(session.journal(), this))
    , m_choices(new ConnectionChoices(*m_index, this))
    , m_reading(new TextReading(session.journal(), *m_index, this))
    , m_encodings(new ConnectionEncodings(*m_index, *m_reading, this))
    , m_lifeLines(new LifeLines(session.journal(), this))
    , m_sockets(new SocketList(session.journal(), this))
    , m_model(new TimelineModel(Readings{session.journal(), *m_index, *m_reading, *m_lifeLines}, this))
    , m_log(new LogPane(m_model->readings()))
    , m_stage(new QMainWindow)
    , m_inspector(new Inspector(m_model->readings(), m_session, m_stage))
    , m_status(new QLabel(this))
    , m_statusPace(new Throttle(
          kStatusPauseMs, [this] { writeStatus(); }, this))
    , m_theme(m_loaded.settings.theme)
{
    m_ui->setupUi(this);
    m_ui->message->setWide();
    setUpTimeline();
    setUpLog();
    setUpInspector();
    setUpPanels();
    setUpComposers();
    setUpActions();
    setUpChoices();
    setUpModes();
    if (m_purpose == Purpose::Live)
        setUpFiles();
    else
        setUpStored();
    load(m_loaded.settings);
    retranslate();
    QCoreApplication::removePostedEvents(this, QEvent::LanguageChange); // all was made in this language
    m_isSetUp = true;
    m_ui->serverPanel->installEventFilter(this);
    m_ui->clientPanel->installEventFilter(this);
    if (m_purpose == Purpose::Live)
        m_ui->serverPanel->setFocus();
    else
        m_ui->timeline->setFocus();
}

MainWindow::~MainWindow() = default;

ServerPanel &MainWindow::serverPanel()
{
    return *m_ui->serverPanel;
}

ClientPanel &MainWindow::clientPanel()
{
    return *m_ui->clientPanel;
}

void MainWindow::setUpTimeline()
{
    TimelineView *view = m_ui->timeline;
    view->setModel(m_model);
    auto *emptyState = new EmptyState;
    view->setPlaceholder(emptyState);
    connect(emptyState, &EmptyState::startRequested, m_ui->serverPanel, &ServerPanel::start);
    connect(view, &TimelineView::showAllRequested, this, [this](qsizetype row) {
        auto *viewer = new PayloadViewer(m_session.journal(), *m_reading, row, this);
        viewer->setAttribute(Qt::WA_DeleteOnClose);
        viewer->show();
    });
    connect(view, &TimelineView::connectionChosen, this, &MainWindow::showConnection);
    connect(view, &TimelineView::findResult, this, &MainWindow::showFindResult);
    connect(view, &TimelineView::notice, this,
            [this](const QString &text) { m_ui->message->say(InlineMessage::Kind::Note, text); });
    m_ui->connectionCombo->setModel(m_choices);
    if (auto *list = qobject_cast<QListView *>(m_ui->connectionCombo->view()))
        list->setUniformItemSizes(true); // else it would measure each
    connect(m_ui->connectionCombo, &QComboBox::currentIndexChanged, this,
            [this] { showConnection(m_ui->connectionCombo->currentData().toUInt()); });
    fillEncodings(m_ui->readCombo);
    connect(m_ui->readCombo, &QComboBox::activated, this, &MainWindow::applyReadChoice);
}

void MainWindow::setUpLog()
{
    m_ui->views->addWidget(m_log);
    if (m_purpose == Purpose::Stored)
        connect(&m_session.journal(), &Journal::appended, m_log, &LogPane::adoptComments);
    connect(m_log, &LogPane::currentRowChanged, this, &MainWindow::selectRow);
    connect(m_log, &LogPane::showRequested, this, [this] { showLog(true); });
    connect(m_log, &LogPane::notice, this,
            [this](const QString &text) { m_ui->message->say(InlineMessage::Kind::Note, text); });
    connect(m_log, &LogPane::findResult, this, &MainWindow::showFindResult);
    const QList<QAction *> actions = m_log->menuActions();
    for (QAction *action : actions) {
        if (action)
            m_ui->logMenu->addAction(action);
        else
            m_ui->logMenu->addSeparator();
    }
    connect(m_ui->showTimelineAction, &QAction::triggered, this, [this] { showLog(false); });
    connect(m_ui->showLogAction, &QAction::triggered, this, [this] { showLog(true); });
    connect(m_ui->timelineButton, &QPushButton::clicked, this, [this] { showLog(false); });
    connect(m_ui->logButton, &QPushButton::clicked, this, [this] { showLog(true); });
}

QAbstractItemView *MainWindow::shownRows() const
{
    return showsLog() ? static_cast<QAbstractItemView *>(&m_log->view()) : m_ui->timeline;
}

bool MainWindow::showsLog() const
{
    return m_ui->views->currentWidget() == m_log;
}

void MainWindow::showLog(bool shown)
{
    const bool hadFocus = m_ui->timeline->hasFocus() || m_log->hasTableFocus();
    m_ui->views->setCurrentWidget(shown ? static_cast<QWidget *>(m_log) : m_ui->timeline);
    m_ui->showTimelineAction->setChecked(!shown);
    m_ui->showLogAction->setChecked(shown);
    for (QPushButton *button : {m_ui->timelineButton, m_ui->logButton}) {
        const bool isChosen = (button == m_ui->logButton) == shown;
        button->setChecked(isChosen);
        QFont font = m_ui->views->font();
        font.setBold(isChosen); // in the dark theme the ground alone hardly tells
        button->setFont(font);
    }
    if (hadFocus)
        shownRows()->setFocus();
    applyFindText();
}

void MainWindow::selectRow(qsizetype journalRow)
{
    if (m_isSelecting)
        return;
    m_isSelecting = true;
    if (journalRow >= 0) { // -1: the timeline has no current row any more, which is no choice
        m_ui->timeline->goToJournalRow(journalRow);
        m_log->goToJournalRow(journalRow);
    }
    m_isSelecting = false;
    m_inspector->showRow(journalRow);
    updateWatch();
}

// Only what is visible is searched.
void MainWindow::applyFindText()
{
    const QString text = m_ui->findEdit->text();
    m_ui->timeline->setFindText(showsLog() ? QString() : text);
    m_log->setFindText(showsLog() ? text : QString());
}

// Docked below the timeline, not below the panels: so the middle is a main window of its own.
void MainWindow::setUpInspector()
{
    const int place = m_ui->splitter->indexOf(m_ui->centre);
    m_stage->setWindowFlags(Qt::Widget);
    m_stage->setContextMenuPolicy(Qt::NoContextMenu);
    m_stage->setCentralWidget(m_ui->centre);
    m_ui->splitter->insertWidget(place, m_stage);
    m_stage->addDockWidget(Qt::BottomDockWidgetArea, m_inspector);
    QAction *toggle = m_inspector->toggleViewAction();
    toggle->setShortcut(QKeySequence(Qt::Key_F4));
    m_ui->viewMenu->insertAction(m_ui->languageMenu->menuAction(), toggle);
    m_ui->viewMenu->insertSeparator(m_ui->languageMenu->menuAction());
    connect(m_ui->timeline, &TimelineView::currentRowChanged, this, &MainWindow::selectRow);
    connect(m_index, &ConnectionIndex::changed, this, &MainWindow::updateWatch);
}

// The kernel is polled only while somebody can see it, and the connection that is looked at first.
void MainWindow::updateWatch()
{
    const std::pair<bool, quint32> watch(isVisible() && !isMinimized(), m_ui->timeline->focusedConnection());
    if (watch == m_watch)
        return;
    m_watch = watch;
    m_session.setWatched(watch.first, watch.second);
}

void MainWindow::setUpPanels()
{
    m_ui->serverPanel->attach(m_session, *m_sockets);
    m_ui->clientPanel->attach(m_session, *m_sockets);
    connect(m_ui->serverPanel, &ServerPanel::changed, this, [this] {
        updateActions();
        m_statusPace->request();
        applyPanelEncoding(Side::Server);
    });
    connect(m_ui->clientPanel, &ClientPanel::changed, this, [this] {
        updateActions();
        applyPanelEncoding(Side::Client);
    });
    connect(m_ui->clientPanel, &ClientPanel::connectionChosen, this,
            [this](quint32 connection) { m_ui->clientComposer->chooseTarget(connection); });
    // With port 0 the system chose; the client follows, so that two clicks are still enough.
    connect(m_ui->serverPanel, &ServerPanel::listening, this,
            [this](const Address &address, Transport transport) {
                m_ui->clientPanel->follow(address, transport);
            });
    connect(&m_session.journal(), &Journal::appended, m_statusPace, &Throttle::request);
    connect(
        &m_session, &Session::connectionsChanged, this, [this](const QList<ConnectionStatus> &connections) {
            m_encodings->opened(connections, m_ui->serverPanel->encoding(), m_ui->clientPanel->encoding());
            updateReadChoice();
            updateTargets();
            m_statusPace->request();
        });
    m_ui->statusBar->addWidget(m_status, 1);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void MainWindow::setUpComposers()
{
    m_ui->serverComposer->setSide(Side::Server);
    m_ui->clientComposer->setSide(Side::Client);
    connect(m_ui->serverComposer, &Composer::send, this, &MainWindow::sendAsServer);
    connect(m_ui->clientComposer, &Composer::send, this, [this](quint32 connection, const QByteArray &bytes) {
        if (const ConnectionStatus *own = m_ui->clientPanel->connections().find(connection))
            m_session.send(own->endpoint, connection, bytes);
    });
    // What could not be sent is said where it was typed.
    connect(&m_session.journal(), &Journal::appended, this, [this](qsizetype first, qsizetype last) {
        const Journal &journal = m_session.journal();
        for (qsizetype row = last; row >= first; --row) {
            if (journal.events().kind(row) != EventKind::Error)
                continue;
            const Event &event = journal.at(row);
            if (!event.error || !isAboutSending(*event.error))
                continue;
            const ErrorText text = errorText(*event.error);
            Composer *composer = event.side == Side::Server ? m_ui->serverComposer : m_ui->clientComposer;
            composer->showError(text.what, text.nextStep);
            return;
        }
    });
}

void MainWindow::sendAsServer(quint32 connection, const QByteArray &bytes)
{
    const ConnectionsModel &clients = m_ui->serverPanel->clients();
    if (connection == 0)
        m_session.broadcast(m_ui->serverPanel->endpoint(), bytes);
    // Clients that were let in step by step are of sockets that no server holds together.
    const QList<ConnectionStatus> open = clients.open();
    for (const ConnectionStatus &client : open) {
        const bool isMeant = connection == 0 ? client.endpoint != m_ui->serverPanel->endpoint()
                                             : client.connection == connection;
        if (isMeant)
            m_session.send(client.endpoint, client.connection, bytes);
    }
}

void MainWindow::setUpFiles()
{
    auto *server
        = new FileTransfers(Side::Server, m_session, *m_ui->serverComposer, m_ui->serverPanel->clients());
    auto *client
        = new FileTransfers(Side::Client, m_session, *m_ui->clientComposer, m_ui->clientPanel->connections());
    connect(m_ui->sendServerFileAction, &QAction::triggered, server, &FileTransfers::chooseFile);
    connect(m_ui->sendServerPartAction, &QAction::triggered, server, &FileTransfers::choosePart);
    connect(m_ui->saveServerAction, &QAction::triggered, server, &FileTransfers::chooseSaveFile);
    connect(m_ui->sendClientFileAction, &QAction::triggered, client, &FileTransfers::chooseFile);
    connect(m_ui->sendClientPartAction, &QAction::triggered, client, &FileTransfers::choosePart);
    connect(m_ui->saveClientAction, &QAction::triggered, client, &FileTransfers::chooseSaveFile);
    auto *lanes = new LaneDrop(m_ui->timeline->viewport());
    connect(lanes, &LaneDrop::dropped, this, [server, client](Side side, const QString &file) {
        (side == Side::Server ? server : client)->sendFile(file);
    });
}

// Nothing of what makes something happen; what is read stays.
void MainWindow::setUpStored()
{
    for (QWidget *live : std::initializer_list<QWidget *>{m_ui->serverArea, m_ui->clientArea,
                                                          m_ui->serverComposer, m_ui->clientComposer})
        live->hide();
    for (QMenu *menu : {m_ui->serverMenu, m_ui->clientMenu}) {
        menu->menuAction()->setVisible(false);
        menu->setEnabled(false);
        for (QAction *action : menu->actions())
            action->setEnabled(false); // its shortcut, too
    }
    m_ui->timeline->setPlaceholder(new QLabel);
    m_ui->timeline->setStored(true);
    m_inspector->setStored(true);
}

void MainWindow::setUpModes()
{
    const auto fill = [this](QMenu *menu, const QList<EngineKind> &modes) {
        auto *group = new QActionGroup(this);
        for (const EngineKind mode : modes) {
            QAction *action = menu->addAction(QString());
            action->setCheckable(true);
            action->setData(int(mode));
            group->addAction(action);
        }
        return group;
    };
    m_serverModes
        = fill(m_ui->serverModeMenu, {EngineKind::Qt, EngineKind::GlassBox, EngineKind::BlockingLoop});
    m_clientModes = fill(m_ui->clientModeMenu, {EngineKind::Qt, EngineKind::GlassBox});
    connect(m_serverModes, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_ui->serverPanel->setMode(EngineKind(action->data().toInt()));
    });
    connect(m_clientModes, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_ui->clientPanel->setMode(EngineKind(action->data().toInt()));
    });
    connect(m_ui->newServerSocketAction, &QAction::triggered, this, [this] {
        m_ui->serverPanel->setMode(EngineKind::GlassBox);
        m_ui->serverPanel->steps().openSocket();
    });
    connect(m_ui->newClientSocketAction, &QAction::triggered, this, [this] {
        m_ui->clientPanel->setMode(EngineKind::GlassBox);
        m_ui->clientPanel->steps().openSocket();
    });
}

void MainWindow::setUpActions()
{
    TimelineView *view = m_ui->timeline;
    // In a text field Ctrl+C and Ctrl+A mean the field's text.
    m_ui->copyTextAction->setShortcut(QKeySequence::Copy);
    m_ui->selectAllAction->setShortcut(QKeySequence::SelectAll);
    for (QAction *action : {m_ui->copyTextAction, m_ui->selectAllAction}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        view->addAction(action);
    }
    m_log->addTableActions({m_ui->copyTextAction, m_ui->selectAllAction});
    const std::pair<QAction *, RowCopier::Form> copies[]
        = {{m_ui->copyTextAction, RowCopier::Form::Text},
           {m_ui->copyHexAction, RowCopier::Form::Hex},
           {m_ui->copyPythonAction, RowCopier::Form::PythonBytes},
           {m_ui->copyCArrayAction, RowCopier::Form::CArray},
           {m_ui->copyBase64Action, RowCopier::Form::Base64}};
    for (const auto &[action, form] : copies) {
        connect(action, &QAction::triggered, this, [this, view, chosen = form] {
            showsLog() ? m_log->view().copy(chosen) : view->copy(chosen);
        });
    }
    connect(m_ui->selectAllAction, &QAction::triggered, this, [this] { shownRows()->selectAll(); });
    connect(m_ui->findAction, &QAction::triggered, this, [this] {
        m_ui->findEdit->setFocus(Qt::ShortcutFocusReason);
        m_ui->findEdit->selectAll();
    });
    const auto findNext = [this, view] { showsLog() ? m_log->view().findNext() : view->findNext(); };
    connect(m_ui->findEdit, &QLineEdit::textChanged, this, &MainWindow::applyFindText);
    connect(
        m_ui->findEdit, &QLineEdit::textChanged, this,
        [this] { m_ui->findEdit->setClearButtonEnabled(true); }, // its icon takes 2 ms of a start
        Qt::SingleShotConnection);
    connect(m_ui->findEdit, &QLineEdit::returnPressed, this, findNext);
    connect(m_ui->findNextAction, &QAction::triggered, this, findNext);
    connect(m_ui->findPreviousAction, &QAction::triggered, this,
            [this, view] { showsLog() ? m_log->view().findPrevious() : view->findPrevious(); });
    m_ui->zoomInAction->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    connect(m_ui->zoomInAction, &QAction::triggered, view, &TimelineView::zoomIn);
    connect(m_ui->zoomOutAction, &QAction::triggered, view, &TimelineView::zoomOut);
    connect(m_ui->resetZoomAction, &QAction::triggered, view, &TimelineView::resetZoom);
    connect(m_ui->followAction, &QAction::triggered, this,
            [this, view] { showsLog() ? m_log->view().goToEnd() : view->goToEnd(); });
    connect(m_ui->resetLayoutAction, &QAction::triggered, this, &MainWindow::resetLayout);
    connect(m_ui->startServerAction, &QAction::triggered, m_ui->serverPanel, &ServerPanel::toggle);
    connect(m_ui->pauseAcceptingAction, &QAction::toggled, m_ui->serverPanel, &ServerPanel::setAccepting);
    connect(m_ui->acceptOneAction, &QAction::triggered, m_ui->serverPanel, &ServerPanel::acceptOne);
    connect(m_ui->disconnectClientAction, &QAction::triggered, m_ui->serverPanel,
            &ServerPanel::disconnectSelected);
    connect(m_ui->resetClientAction, &QAction::triggered, m_ui->serverPanel, &ServerPanel::resetSelected);
    connect(m_ui->halfCloseClientAction, &QAction::triggered, m_ui->serverPanel,
            &ServerPanel::halfCloseSelected);
    connect(m_ui->halfCloseConnectionAction, &QAction::triggered, m_ui->clientPanel,
            &ClientPanel::halfCloseSelected);
    connect(m_ui->connectAction, &QAction::triggered, m_ui->clientPanel, &ClientPanel::toggle);
    connect(m_ui->anotherClientAction, &QAction::triggered, m_ui->clientPanel, &ClientPanel::connectAnother);
    connect(m_ui->resetConnectionAction, &QAction::triggered, m_ui->clientPanel, &ClientPanel::resetSelected);
    connect(m_ui->shortcutsAction, &QAction::triggered, this, [this] { showShortcuts(this); });
    connect(m_ui->aboutAction, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_ui->aboutQtAction, &QAction::triggered, qApp, &QApplication::aboutQt);
    connect(m_ui->exportPictureAction, &QAction::triggered, this,
            [this] { openExportDialog(m_model->readings(), m_model->connection(), *m_ui->message, this); });
    connect(m_ui->closeWindowAction, &QAction::triggered, this, &QWidget::close);
    connect(m_ui->quitAction, &QAction::triggered, qApp, &QApplication::closeAllWindows);
    auto *leaveFind = new QShortcut(QKeySequence(Qt::Key_Escape), m_ui->findEdit);
    leaveFind->setContext(Qt::WidgetShortcut);
    connect(leaveFind, &QShortcut::activated, this, [this] {
        m_ui->findEdit->clear();
        shownRows()->setFocus();
    });
}

void MainWindow::setUpChoices()
{
    m_languageActions = new QActionGroup(this);
    const auto addLanguage = [this](const QString &name, const QString &code) {
        QAction *action = m_ui->languageMenu->addAction(name);
        action->setCheckable(true);
        action->setData(code);
        m_languageActions->addAction(action);
    };
    addLanguage(u"English"_s, u"en"_s); // each in its own language, never translated
    addLanguage(u"简体中文"_s, u"zh_CN"_s);
    connect(m_languageActions, &QActionGroup::triggered, this, [this](QAction *action) {
        saveLanguage(m_store, action->data().toString());
        m_languages.install(action->data().toString());
    });
    m_themeActions = new QActionGroup(this);
    for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark}) {
        QAction *action = m_ui->themeMenu->addAction(QString());
        action->setCheckable(true);
        action->setData(int(choice));
        m_themeActions->addAction(action);
    }
    connect(m_themeActions, &QActionGroup::triggered, this, [this](QAction *action) {
        m_theme = ThemeChoice(action->data().toInt());
        saveTheme(m_store, m_theme);
        applyTheme(*qApp, m_theme);
    });
    connect(m_ui->themeMenu, &QMenu::aboutToShow, this, [this] {
        m_theme = loadSettings(m_store).settings.theme; // another window may have chosen
        for (QAction *action : m_themeActions->actions())
            action->setChecked(action->data().toInt() == int(m_theme));
    });
}

// Language and theme before there is any widget: each would have to follow.
LoadedSettings MainWindow::loadChoices()
{
    LoadedSettings loaded = loadSettings(m_store);
    if (isFirst()) {
        m_languages.install(loaded.settings.language);
        applyTheme(*qApp, loaded.settings.theme);
    }
    return loaded;
}

void MainWindow::load(const Settings &settings)
{
    m_ui->serverPanel->setValues(settings.server);
    m_ui->clientPanel->setValues(settings.client);
    m_ui->serverComposer->setModes(settings.serverMode, settings.serverEnding);
    m_ui->clientComposer->setModes(settings.clientMode, settings.clientEnding);
    resetLayout();
    const QByteArray geometry
        = m_purpose == Purpose::Live ? settings.geometry : storedWindowGeometry(m_store);
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
    if (!settings.splitter.isEmpty())
        m_ui->splitter->restoreState(settings.splitter);
    if (!settings.stage.isEmpty())
        m_stage->restoreState(settings.stage);
    m_inspector->restoreLayout(settings.inspector);
    m_log->restoreColumns(settings.logColumns);
    showLog(settings.showsLog);
}

// Of several windows: language and theme are those of the whole program, and in force already.
bool MainWindow::isFirst() const
{
    const QWidgetList all = QApplication::topLevelWidgets();
    return std::none_of(all.begin(), all.end(), [this](const QWidget *each) {
        return each != this && qobject_cast<const MainWindow *>(each);
    });
}

void MainWindow::save()
{
    if (m_purpose == Purpose::Stored) {
        saveStoredWindowGeometry(m_store, saveGeometry());
        return;
    }
    Settings settings;
    settings.server = m_ui->serverPanel->values();
    settings.client = m_ui->clientPanel->values();
    settings.serverMode = m_ui->serverComposer->mode();
    settings.serverEnding = m_ui->serverComposer->lineEnding();
    settings.clientMode = m_ui->clientComposer->mode();
    settings.clientEnding = m_ui->clientComposer->lineEnding();
    const Settings chosen = loadSettings(m_store).settings; // perhaps in another window
    settings.language = chosen.language;
    settings.theme = chosen.theme;
    settings.geometry = saveGeometry();
    settings.splitter = m_ui->splitter->saveState();
    settings.stage = m_stage->saveState();
    settings.inspector = m_inspector->saveLayout();
    settings.showsLog = showsLog();
    settings.logColumns = m_log->saveColumns();
    saveSettings(m_store, settings);
}

void MainWindow::resetLayout()
{
    resize(1440, 900);
    m_ui->splitter->setStretchFactor(0, 0);
    m_ui->splitter->setStretchFactor(1, 1);
    m_ui->splitter->setStretchFactor(2, 0);
    m_ui->splitter->setSizes({280, 860, 280});
    m_inspector->setFloating(false);
    m_stage->addDockWidget(Qt::BottomDockWidgetArea, m_inspector);
    m_inspector->show();
    m_stage->resizeDocks({m_inspector}, {290}, Qt::Vertical);
}

// A panel scrolls up and down only, so its area must be wide enough for its texts and fonts.
void MainWindow::fitPanels()
{
    const std::pair<QScrollArea *, QWidget *> panels[]
        = {{m_ui->serverArea, m_ui->serverPanel}, {m_ui->clientArea, m_ui->clientPanel}};
    for (const auto &[area, panel] : panels) {
        const int scrollBar = area->verticalScrollBar()->sizeHint().width();
        area->setMinimumWidth(panel->minimumSizeHint().width() + scrollBar);
    }
}

// What a panel needs is known for good when it is laid out: after the window was told of a language or font.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        fitPanels();
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::overrideLanguage(const QString &code)
{
    m_languages.install(code);
}

void MainWindow::overrideTheme(ThemeChoice theme)
{
    applyTheme(*qApp, theme);
}

void MainWindow::notice(const QString &what, const QString &nextStep)
{
    m_ui->message->say(InlineMessage::Kind::Warning, what, nextStep);
}

InlineMessage &MainWindow::message()
{
    return *m_ui->message;
}

QMenu &MainWindow::fileMenu()
{
    return *m_ui->fileMenu;
}

RowNotes &MainWindow::notes()
{
    return m_log->notes();
}

Readings MainWindow::readings() const
{
    return m_model->readings();
}

quint32 MainWindow::shownConnection() const
{
    return m_model->connection();
}

void MainWindow::updateActions()
{
    m_ui->startServerAction->setText(m_ui->serverPanel->actionText());
    m_ui->connectAction->setText(m_ui->clientPanel->actionText());
    m_ui->pauseAcceptingAction->setChecked(m_ui->serverPanel->isAccepting());
    const auto choose = [](const QActionGroup *group, EngineKind mode) {
        if (!group)
            return; // not set up yet
        for (QAction *action : group->actions())
            action->setChecked(action->data().toInt() == int(mode));
    };
    choose(m_serverModes, m_ui->serverPanel->mode());
    choose(m_clientModes, m_ui->clientPanel->mode());
    m_ui->acceptOneAction->setEnabled(m_ui->serverPanel->isRunning() && !m_ui->serverPanel->isAccepting());
}

QStringList MainWindow::liveStatus() const
{
    const Address place = m_ui->serverPanel->place();
    return {place.isNull() ? tr("Server stopped") : tr("Server listening on %1").arg(place.toString()),
            tr("%n client(s)", nullptr, m_ui->serverPanel->clients().openCount())};
}

void MainWindow::writeStatus()
{
    const Journal &journal = m_session.journal();
    const QLocale locale;
    const bool isCapture = journal.size() > 0 && journal.events().kind(0) == EventKind::Segment;
    QStringList parts = m_purpose == Purpose::Live ? liveStatus()
        : isCapture                                ? QStringList{tr("Captured packets")}
                                                   : QStringList{tr("Stored session")};
    if (!isCapture) {
        parts << tr("received %1").arg(locale.formattedDataSize(journal.receivedBytes()));
        parts << tr("sent %1").arg(locale.formattedDataSize(journal.sentBytes()));
    }
    parts << tr("%n event(s)", nullptr, int(qMin<qsizetype>(journal.size(), INT_MAX)));
    const qint64 queued
        = m_ui->serverPanel->clients().queuedBytes() + m_ui->clientPanel->connections().queuedBytes();
    if (queued > 0)
        parts << tr("%1 wait to be read by a peer").arg(locale.formattedDataSize(queued));
    if (journal.droppedPayloadBytes() > 0)
        parts << tr("the oldest %1 of content are no longer kept")
                     .arg(locale.formattedDataSize(journal.droppedPayloadBytes()));
    m_status->setText(parts.join(u"  •  "_s));
}

void MainWindow::setTargets(Composer *composer, const ConnectionsModel &model, bool withAll)
{
    constexpr qsizetype kMaxTargets = 500; // a list that can still be used; all are in the panel's table
    QList<Composer::Target> targets;
    const QList<ConnectionStatus> open = model.open();
    if (withAll && !open.isEmpty())
        targets << Composer::Target{0, tr("to all"), !isStream(open.constFirst().transport)};
    for (const ConnectionStatus &connection : open.mid(qMax<qsizetype>(0, open.size() - kMaxTargets)))
        targets << Composer::Target{connection.connection, u"#%1"_s.arg(connection.connection),
                                    !isStream(connection.transport)};
    composer->setTargets(targets);
}

void MainWindow::updateTargets()
{
    setTargets(m_ui->serverComposer, m_ui->serverPanel->clients(), true);
    setTargets(m_ui->clientComposer, m_ui->clientPanel->connections(), false);
}

void MainWindow::showConnection(quint32 connection)
{
    const int row = m_choices->rowOf(connection);
    if (row >= 0 && m_ui->connectionCombo->currentIndex() != row) {
        m_ui->connectionCombo->setCurrentIndex(row); // comes back here
        return;
    }
    m_model->setConnection(connection);
    m_log->setConnection(connection);
    updateReadChoice();
    updateWatch();
}

void MainWindow::showRow(qsizetype journalRow)
{
    selectRow(journalRow);
}

void MainWindow::updateReadChoice()
{
    const quint32 connection = m_ui->connectionCombo->currentData().toUInt();
    chooseEncoding(m_ui->readCombo,
                   connection == 0 ? m_reading->defaultEncoding() : m_reading->encoding(connection));
}

void MainWindow::applyReadChoice()
{
    m_encodings->readShownAs(chosenEncoding(m_ui->readCombo), shownConnection());
}

void MainWindow::applyPanelEncoding(Side side)
{
    const bool isServer = side == Side::Server;
    const TextEncoding encoding = isServer ? m_ui->serverPanel->encoding() : m_ui->clientPanel->encoding();
    (isServer ? m_ui->serverComposer : m_ui->clientComposer)->setEncoding(encoding);
    const ConnectionsModel &model
        = isServer ? m_ui->serverPanel->clients() : m_ui->clientPanel->connections();
    m_encodings->panelChose(side, encoding, model.open());
    updateReadChoice();
}

void MainWindow::showFindResult(int match, int count, bool wrapped, bool complete)
{
    QString text;
    if (m_ui->findEdit->text().isEmpty())
        text.clear();
    else if (count == 0)
        text = complete ? tr("No match") : tr("Searching…");
    else if (match < 0)
        text = tr("%n match(es)", nullptr, count);
    else
        text = wrapped ? tr("%1 of %2, from the other end").arg(match + 1).arg(count)
                       : tr("%1 of %2").arg(match + 1).arg(count);
    m_ui->findResult->setText(text);
}

void MainWindow::retranslate()
{
    m_ui->retranslateUi(this);
    const QStringList themes{tr("&System"), tr("&Light"), tr("&Dark")};
    for (QAction *action : m_themeActions->actions()) {
        action->setText(themes.at(action->data().toInt()));
        action->setChecked(action->data().toInt() == int(m_theme));
    }
    const QStringList modes{tr("By &Signals"), tr("S&tep by Step"), tr("As a &Blocking Loop")};
    for (const QActionGroup *group : {m_serverModes, m_clientModes}) {
        for (QAction *action : group->actions())
            action->setText(modes.at(action->data().toInt()));
    }
    for (QAction *action : m_languageActions->actions())
        action->setChecked(action->data().toString() == m_languages.current());
    m_choices->retranslate();
    if (m_loaded.hadFaults)
        notice(tr("The stored settings could not be read completely; defaults stand in for the rest."),
               tr("They are written anew when the window closes."));
    updateTargets();
    updateActions();
    writeStatus();
    fitPanels();
}

bool MainWindow::mayClose()
{
    QStringList losses;
    for (const auto &check : m_lossChecks)
        losses << check();
    losses.removeAll(QString());
    if (losses.isEmpty())
        return true;
    QMessageBox box(QMessageBox::Warning, QStringLiteral("BothEnds"), losses.join(u"\n\n"_s),
                    QMessageBox::NoButton, this);
    box.setObjectName(u"lossQuestion"_s);
    box.setTextFormat(Qt::PlainText);
    QPushButton *discard = box.addButton(tr("Close All the Same"), QMessageBox::DestructiveRole);
    discard->setObjectName(u"closeAllTheSame"_s);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    return box.clickedButton() == discard;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayClose()) {
        event->ignore();
        return;
    }
    save();
    event->accept();
    emit closed();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (!m_isSetUp)
        return;
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitPanels();
    else if (event->type() == QEvent::WindowStateChange)
        updateWatch();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    updateWatch();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    updateWatch();
}

} // namespace bothends
