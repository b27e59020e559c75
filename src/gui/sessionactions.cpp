// SPDX-License-Identifier: MIT
#include "gui/sessionactions.h"

#include "gui/exportjob.h"
#include "gui/inlinemessage.h"
#include "gui/livecapturing.h"
#include "gui/mainwindow.h"
#include "gui/progressstrip.h"
#include "gui/replaydialog.h"
#include "gui/replayjob.h"
#include "gui/savejob.h"
#include "gui/sessionwindows.h"
#include "gui/settings.h"
#include "gui/widgets.h"
#include "store/sessionfolder.h"
#include "store/sessionwriter.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLocale>
#include <QMenu>
#include <QStatusBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

const QString kEnding = u"bothends"_s;

QString native(const QString &file)
{
    return QDir::toNativeSeparators(file);
}

QString filterOf(const QString &what, const QString &ending)
{
    return u"%1 (*.%2)"_s.arg(what, ending);
}

/// A dialog of the window that does not block; it answers by its signals.
QFileDialog *makeDialog(MainWindow &window, const QString &name, const QString &title,
                        QFileDialog::AcceptMode mode)
{
    auto *dialog = new QFileDialog(&window, title);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptOpen ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
    // Nothing is overwritten; what says so is in the window.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    return dialog;
}

ExportFormat formatOf(const QString &file, const QString &chosenEnding)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    const QList<ExportFormat> all = allExportFormats();
    for (const QString &wanted : {ending, chosenEnding}) {
        const auto found = std::find_if(all.begin(), all.end(), [&wanted](ExportFormat each) {
            return exportFormatEnding(each) == wanted;
        });
        if (found != all.end())
            return *found;
    }
    return ExportFormat::Text;
}

} // namespace

SessionActions::SessionActions(MainWindow &window, SessionWindows &windows, Session &session, QString file,
                               SessionWriter *writer)
    : QObject(&window)
    , m_window(window)
    , m_windows(windows)
    , m_session(session)
    , m_file(std::move(file))
    , m_writer(writer)
    , m_new(addAction(u"newSessionAction"_s, QKeySequence::New))
    , m_open(addAction(u"openSessionAction"_s, QKeySequence::Open))
    , m_recent(new QMenu(&window))
    , m_save(addAction(u"saveSessionAction"_s, QKeySequence(u"Ctrl+S"_s)))
    , m_export(addAction(u"exportSessionAction"_s, QKeySequence(u"Ctrl+Shift+E"_s)))
    , m_exportShown(addAction(u"exportConnectionAction"_s, {}))
    , m_liveCapture(addAction(u"liveCaptureAction"_s, {}))
    , m_replay(addAction(u"replayAction"_s, QKeySequence(u"Ctrl+Shift+R"_s)))
{
    m_recent->setObjectName(u"recentSessionsMenu"_s);
    m_recent->addAction(QString())->setEnabled(false); // an empty menu would not open
    m_window.fileMenu().insertMenu(m_save, m_recent);
    m_window.fileMenu().insertSeparator(m_export);
    connect(m_new, &QAction::triggered, this, [this] { m_windows.openNew(); });
    connect(m_open, &QAction::triggered, this, &SessionActions::chooseFile);
    connect(m_recent, &QMenu::aboutToShow, this, &SessionActions::fillRecent);
    connect(m_save, &QAction::triggered, this, &SessionActions::chooseTarget);
    connect(m_export, &QAction::triggered, this, [this] { chooseExport(0); });
    connect(m_exportShown, &QAction::triggered, this, [this] { chooseExport(m_window.shownConnection()); });
    connect(&m_window.fileMenu(), &QMenu::aboutToShow, this,
            [this] { m_exportShown->setEnabled(m_window.shownConnection() != 0); });
    m_liveCapture->setVisible(m_window.purpose() == MainWindow::Purpose::Live);
    auto *capturing = new LiveCapturing(m_window, *m_liveCapture);
    connect(&m_session, &Session::stopped, capturing, &LiveCapturing::stop); // with the goodbyes
    connect(m_replay, &QAction::triggered, this, &SessionActions::chooseReplay);
    if (m_writer)
        connect(m_writer, &SessionWriter::moved, this, [this](const QString &path) { m_file = path; });
    m_window.addLossCheck([this] {
        return findChild<SaveJob *>()
            ? tr("A copy of this session is still being saved. Closing the window cancels that.")
            : QString();
    });
    m_window.setAcceptDrops(true);
    m_window.installEventFilter(this);
    retranslate();
}

QAction *SessionActions::addAction(const QString &name, const QKeySequence &keys)
{
    const QList<QAction *> present = m_window.fileMenu().actions();
    const auto before = std::find_if(present.begin(), present.end(), [](const QAction *each) {
        return each->objectName() == u"exportPictureAction"_s;
    });
    auto *action = new QAction(&m_window);
    action->setObjectName(name);
    action->setShortcut(keys);
    m_window.fileMenu().insertAction(before == present.end() ? nullptr : *before, action);
    return action;
}

void SessionActions::retranslate()
{
    m_new->setText(tr("&New Session"));
    m_open->setText(tr("&Open Session or Capture…"));
    m_recent->setTitle(tr("Open &Recent"));
    m_save->setText(tr("&Save Session As…"));
    m_export->setText(tr("E&xport Session…"));
    m_exportShown->setText(tr("Export the Shown &Connection…"));
    m_replay->setText(tr("Rep&lay a Connection…"));
}

bool SessionActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (!isDrag && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // DragEnter and DragMove are drops that may come
    const QString file = droppedFile(drop->mimeData());
    if (!QStringList{kEnding, u"pcapng"_s, u"pcap"_s}.contains(QFileInfo(file).suffix()))
        return false;
    drop->acceptProposedAction();
    if (!isDrag)
        open(file);
    return true;
}

void SessionActions::fillRecent()
{
    m_recent->clear();
    const QLocale locale;
    const QList<SessionFolder::Entry> sessions = m_windows.folder().isEmpty()
        ? QList<SessionFolder::Entry>()
        : SessionFolder(m_windows.folder()).sessions();
    for (const SessionFolder::Entry &entry : sessions) {
        const QString date = locale.toString(entry.begun, QLocale::ShortFormat);
        const QString size = locale.formattedDataSize(entry.bytes);
        addRecent(entry.isFinished ? tr("%1 (%2)").arg(date, size)
                                   : tr("%1 (%2, interrupted)").arg(date, size),
                  entry.path);
    }
    const QStringList files = recentSessions(m_windows.store());
    if (!files.isEmpty() && !m_recent->isEmpty())
        m_recent->addSeparator();
    for (const QString &file : files)
        addRecent(native(file), file);
    if (m_recent->isEmpty())
        m_recent->addAction(tr("No stored sessions yet"))->setEnabled(false);
}

void SessionActions::addRecent(const QString &text, const QString &file)
{
    QAction *action = m_recent->addAction(QString(text).replace(u'&', u"&&"_s));
    action->setData(file);
    connect(action, &QAction::triggered, this, [this, file] { open(file); });
}

void SessionActions::open(const QString &file)
{
    const auto opened = m_windows.open(file);
    if (const Error *error = std::get_if<Error>(&opened)) {
        tell(*error);
        return;
    }
    // Those of the folder are offered by their dates.
    if (QFileInfo(file).absolutePath() != QFileInfo(m_windows.folder()).absoluteFilePath())
        rememberSession(m_windows.store(), QFileInfo(file).absoluteFilePath());
}

void SessionActions::chooseFile()
{
    QFileDialog *dialog
        = makeDialog(m_window, u"openSessionDialog"_s, tr("Open Session"), QFileDialog::AcceptOpen);
    dialog->setNameFilters({u"%1 (*.%2 *.pcapng *.pcap)"_s.arg(tr("Sessions and captures"), kEnding),
                            filterOf(tr("Sessions"), kEnding),
                            u"%1 (*.pcapng *.pcap)"_s.arg(tr("Captures of packets")),
                            u"%1 (*)"_s.arg(tr("All files"))});
    connect(dialog, &QFileDialog::fileSelected, this, &SessionActions::open);
    dialog->open();
}

void SessionActions::chooseTarget()
{
    QFileDialog *dialog
        = makeDialog(m_window, u"saveSessionDialog"_s, tr("Save Session"), QFileDialog::AcceptSave);
    dialog->setNameFilters({filterOf(tr("Sessions"), kEnding)});
    dialog->setDefaultSuffix(kEnding);
    connect(dialog, &QFileDialog::fileSelected, this, &SessionActions::save);
    dialog->open();
}

void SessionActions::save(const QString &target)
{
    const QList<RowNote> notes = m_window.notes().all(m_session.journal());
    auto *job = new SaveJob(m_session.journal(), m_file, m_writer, target, notes, this);
    auto *strip = new ProgressStrip(tr("Saving the session…"), &m_window);
    m_window.statusBar()->addPermanentWidget(strip);
    connect(job, &SaveJob::progressed, strip, &ProgressStrip::setPercent);
    connect(strip, &ProgressStrip::cancelRequested, job, &SaveJob::cancel);
    connect(job, &SaveJob::finished, this,
            [this, job, strip, target, notes](const std::optional<Error> &error) {
                strip->deleteLater();
                job->deleteLater();
                if (!error && notes == m_window.notes().all(m_session.journal()))
                    m_window.setWindowModified(false);
                conclude(target, error, tr("Saving was cancelled, and its file removed."));
            });
    job->start();
}

void SessionActions::chooseExport(quint32 connection)
{
    QFileDialog *dialog
        = makeDialog(m_window, u"exportSessionDialog"_s, tr("Export Session"), QFileDialog::AcceptSave);
    const QStringList filters{filterOf(tr("Packets for Wireshark"), u"pcapng"_s),
                              filterOf(u"JSON Lines"_s, u"jsonl"_s), filterOf(tr("Table"), u"csv"_s),
                              filterOf(tr("Text"), u"txt"_s)}; // in the order of allExportFormats()
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(exportFormatEnding(allExportFormats().constFirst()));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters](const QString &filter) {
        const qsizetype chosen = filters.indexOf(filter);
        if (chosen >= 0)
            dialog->setDefaultSuffix(exportFormatEnding(allExportFormats().at(chosen)));
    });
    dialog->selectFile(connection == 0 ? u"session"_s : u"connection-%1"_s.arg(connection));
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, connection](const QString &file) {
        exportTo(file, dialog->defaultSuffix(), connection);
    });
    dialog->open();
}

void SessionActions::exportTo(const QString &target, const QString &ending, quint32 connection)
{
    auto *job = new ExportJob(m_window.readings(), m_window.notes(), formatOf(target, ending), connection,
                              target, this);
    auto *strip = new ProgressStrip(tr("Exporting…"), &m_window);
    m_window.statusBar()->addPermanentWidget(strip);
    connect(job, &ExportJob::progressed, strip, &ProgressStrip::setPercent);
    connect(strip, &ProgressStrip::cancelRequested, job, &ExportJob::cancel);
    connect(job, &ExportJob::finished, this,
            [this, job, strip, target](const std::optional<Error> &error, qint64 leftOut) {
                strip->deleteLater();
                job->deleteLater();
                conclude(target, error, tr("The export was cancelled, and its file removed."),
                         leftOut == 0 ? QString()
                                      : tr("%n row(s) have no place in this format and were left out.",
                                           nullptr, int(qMin<qint64>(leftOut, INT_MAX))));
            });
    job->start();
}

void SessionActions::chooseReplay()
{
    if (m_window.readings().connections.connections().empty()) {
        m_window.message().say(InlineMessage::Kind::Note, tr("There is no connection to replay yet."));
        return;
    }
    auto *dialog = new ReplayDialog(m_window.readings(), m_window.shownConnection(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReplayDialog::replayRequested, this, &SessionActions::replay);
    dialog->open();
}

void SessionActions::replay(const ReplayConfig &config)
{
    MainWindow *window = m_windows.openNew();
    auto *job = new ReplayJob(m_window.readings(), *window, *m_windows.liveSession(window), config,
                              m_file.isEmpty() ? tr("this session") : QFileInfo(m_file).fileName(), this);
    job->start();
}

void SessionActions::conclude(const QString &target, const std::optional<Error> &error,
                              const QString &cancelled, const QString &more)
{
    if (error && error->code == ErrorCode::TransferCancelled)
        m_window.message().say(InlineMessage::Kind::Note, cancelled);
    else if (error)
        tell(*error);
    else
        m_window.message().say(InlineMessage::Kind::Note, tr("The session is in %1.").arg(native(target)),
                               more);
}

void SessionActions::tell(const Error &error)
{
    const ErrorText text = errorText(error);
    m_window.message().say(InlineMessage::Kind::Error, text.what, text.nextStep);
}

} // namespace bothends
