// SPDX-License-Identifier: MIT
#include "gui/inlinemessage.h"
#include "gui/logpane.h"
#include "gui/mainwindow.h"
#include "gui/sessionwindows.h"
#include "gui/timelineview.h"
#include "store/captureloader.h"
#include "store/sessionfile.h"
#include "store/sessionfolder.h"
#include "store/sessionloader.h"
#include "support/eventlist.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <csignal>
#include <sys/resource.h>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 60000;

/// All windows of a program whose sessions and settings are in a folder of its own.
class Program
{
public:
    explicit Program(const QString &sessions = u"sessions"_s)
        : store(home.filePath(u"settings.ini"_s), QSettings::IniFormat)
        , windows(std::make_unique<SessionWindows>(
              languages, store, sessions.isEmpty() ? QString() : home.filePath(sessions), KernelSource::None))
    {
        languages.install(u"en"_s);
    }

    MainWindow *openNew() const
    {
        MainWindow *window = windows->openNew();
        window->findChild<QWidget *>(u"serverPanel"_s)->findChild<QSpinBox *>(u"portSpin"_s)->setValue(0);
        return window;
    }
    MainWindow *open(const QString &file) const
    {
        const auto opened = windows->open(file);
        MainWindow *const *window = std::get_if<MainWindow *>(&opened);
        return window ? *window : nullptr;
    }
    /// Closes a window and waits until its session is on disk.
    void close(MainWindow *window) const
    {
        const int before = windows->count();
        window->close();
        QTRY_COMPARE_WITH_TIMEOUT(windows->count(), before - 1, kPatience);
    }
    QList<SessionFolder::Entry> stored() const { return SessionFolder(windows->folder()).sessions(); }

    QTemporaryDir home;
    Languages languages;
    QSettings store;
    std::unique_ptr<SessionWindows> windows;
};

QStringList sentences(const MainWindow *window)
{
    QStringList lines;
    const QAbstractItemModel *model = window->findChild<TimelineView *>(u"timeline"_s)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        lines << model->index(row, 0).data(Qt::AccessibleTextRole).toString();
    return lines;
}

/// A server and a client, started by clicks; the greeting arrives, and the client goes.
void chat(MainWindow *window)
{
    auto *start = window->findChild<QPushButton *>(u"startButton"_s);
    auto *connecting = window->findChild<QPushButton *>(u"connectButton"_s);
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window->serverPanel().isRunning(), kPatience);
    QTest::mouseClick(connecting, Qt::LeftButton);
    // Written and read: then both ends wait.
    QTRY_VERIFY_WITH_TIMEOUT(sentences(window).filter(u"新年祝福"_s).size() == 2, kPatience);
}

void trigger(const MainWindow *window, const char *action)
{
    QMenu *menu = window->findChild<QMenu *>(u"fileMenu"_s);
    emit menu->aboutToShow();
    window->findChild<QAction *>(QString::fromLatin1(action))->trigger();
}

/// Answers a file dialog that is open.
void choose(const MainWindow *window, const char *name, const QString &file)
{
    const QString dialogName = QString::fromLatin1(name);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY(dialog = window->findChild<QFileDialog *>(dialogName));
    QVERIFY(dialog->windowModality() != Qt::ApplicationModal);
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(file);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!window->findChild<QFileDialog *>(dialogName));
}

QString messageOf(MainWindow *window)
{
    return window->message().isEmpty() ? QString() : window->message().text();
}

/// Saves or exports it by the menu, and waits for what is said of that.
void write(MainWindow *window, const QByteArray &how, const QString &file, const QString &said)
{
    trigger(window, (how + "Action").constData());
    choose(window, (how + "Dialog").constData(), file);
    QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains(said), kPatience);
}

/// A session as a crash leaves it.
QString interruptedSession(const QString &folder, int events)
{
    SessionFolder place(folder);
    QString path = place.begin();
    auto made = SessionFile::create(path);
    SessionFile &file = std::get<SessionFile>(made);
    EventList list;
    file.beginTransaction();
    for (int i = 0; i < events; ++i)
        file.append(list.data(EventKind::Received, Side::Client, "row " + QByteArray::number(i)));
    file.commit();
    return path;
}

/// It in a window, with all its rows.
MainWindow *openInterrupted(const Program &program, int events)
{
    MainWindow *window = program.open(interruptedSession(program.windows->folder(), events));
    const auto isThere = [&] { return window && window->readings().journal.size() == events; };
    return QTest::qWaitFor(isThere, kPatience) ? window : nullptr;
}

/// While it lives, files of this process grow no further, as on a disk that is full.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN); // then write(2) fails with EFBIG
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{4096, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSessionWindow : public QObject
{
    Q_OBJECT
private slots:
    void isRecordedAndOpensAgain()
    {
        Program program;
        QSignalSpy last(program.windows.get(), &SessionWindows::lastClosed);
        MainWindow *live = program.openNew();
        QVERIFY(program.stored().isEmpty()); // in use
        chat(live);
        const QStringList before = sentences(live);
        program.close(live);
        QCOMPARE(last.count(), 1);

        QCOMPARE(program.stored().size(), 1);
        const SessionFolder::Entry entry = program.stored().constFirst();
        QVERIFY(entry.isFinished);
        MainWindow *again = program.open(entry.path);
        QVERIFY(again);
        QTRY_VERIFY_WITH_TIMEOUT(sentences(again).size() >= before.size(), kPatience);
        QCOMPARE(sentences(again).mid(0, before.size()), before); // and then the end of it
        QCOMPARE(again->windowTitle(), QFileInfo(entry.path).fileName() + u"[*] – BothEnds"_s);
        QCOMPARE(program.open(entry.path), again); // not twice
        program.close(again);
        QCOMPARE(last.count(), 2);
    }

    void notesComeBack()
    {
        Program program;
        MainWindow *live = program.openNew();
        chat(live);
        live->notes().setBookmarked(1, true);
        live->notes().setComment(2, u"谢谢"_s);
        const Journal &journal = live->readings().journal;
        const QList<RowNote> notes = live->notes().all(journal);
        const QString copy = program.home.filePath(u"copy.bothends"_s);
        write(live, "saveSession", copy, u"copy.bothends"_s);
        program.close(live);
        for (const QString &file : {program.stored().constFirst().path, copy}) {
            MainWindow *again = program.open(file);
            QVERIFY(again);
            QTRY_COMPARE_WITH_TIMEOUT(again->notes().all(again->readings().journal), notes, kPatience);
            QVERIFY(!again->isWindowModified());
        }
    }

    // The file of a stored session is never written to: what is noted there is kept by saving it.
    void notesOnStoredSessionsAreKeptBySaving()
    {
        Program program;
        MainWindow *window = openInterrupted(program, 20);
        QVERIFY(window);
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<SessionLoader *>()->isFinished(), kPatience);
        window->notes().setComment(3, u"a find"_s);
        QVERIFY(window->isWindowModified());
        QVERIFY(messageOf(window).contains(u"only read"_s));
        QTimer::singleShot(0, window,
                           [] { QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape); });
        window->close(); // asked, and the answer is no
        QVERIFY(window->isVisible());
        const QString copy = program.home.filePath(u"noted.bothends"_s);
        QTest::mouseClick(window->message().findChild<QPushButton *>(u"saveNotes"_s), Qt::LeftButton);
        choose(window, "saveSessionDialog", copy);
        QTRY_VERIFY_WITH_TIMEOUT(!window->isWindowModified(), kPatience);
        auto saved = SessionFile::open(copy);
        const QList<RowNote> expected{{4, false, u"a find"_s}};
        QCOMPARE(std::get<SessionFile>(saved).notes(), expected);
        program.close(window);
    }

    // Of a long session the first rows are there long before its notes are.
    void notesCountAlsoWhileASessionIsLoaded()
    {
        Program program;
        MainWindow *window = program.open(interruptedSession(program.windows->folder(), 20));
        QVERIFY(window);
        const SessionLoader *loader = window->findChild<SessionLoader *>();
        QVERIFY(!loader->isFinished());
        connect(
            &window->readings().journal, &Journal::appended, window,
            [window] { window->notes().setComment(3, u"early"_s); }, Qt::SingleShotConnection);
        QTRY_VERIFY_WITH_TIMEOUT(window->isWindowModified(), kPatience);
        QVERIFY(messageOf(window).contains(u"only read"_s));
        QTRY_VERIFY_WITH_TIMEOUT(loader->isFinished(), kPatience);
        QCOMPARE(window->notes().comment(3), u"early"_s);
        window->setWindowModified(false); // closes without a question
        program.close(window);
    }

    void nothingHappenedLeavesNoFile()
    {
        Program program;
        program.close(program.openNew());
        QVERIFY(QDir(program.windows->folder()).entryList(QDir::Files).isEmpty());
    }

    void saysWhyItCannotBeRecorded()
    {
        Program program(u"a-file/sessions"_s);
        QFile file(program.home.filePath(u"a-file"_s)); // not a folder
        QVERIFY(file.open(QIODevice::WriteOnly));
        MainWindow *live = program.openNew();
        QVERIFY(messageOf(live).contains(u"a-file/sessions"_s));
        chat(live); // works all the same

        const QString target = program.home.filePath(u"kept.bothends"_s);
        write(live, "saveSession", target, u"kept.bothends"_s);
        MainWindow *again = program.open(target);
        QVERIFY(again);
        QTRY_COMPARE_WITH_TIMEOUT(sentences(again), sentences(live), kPatience);
    }

    void aFullDiskIsToldAndLosesNothing()
    {
        Program program;
        MainWindow *live = program.openNew();
        {
            const FullDisk disk;
            QTest::mouseClick(live->findChild<QPushButton *>(u"startButton"_s), Qt::LeftButton);
            QTRY_VERIFY_WITH_TIMEOUT(live->serverPanel().isRunning(), kPatience);
            QTRY_VERIFY_WITH_TIMEOUT(messageOf(live).contains(u"Nothing is lost"_s), kPatience);
            // Nothing more is taken in, and so nothing more is shown.
            QTest::mouseClick(live->findChild<QPushButton *>(u"connectButton"_s), Qt::LeftButton);
        }
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(live).isEmpty(), kPatience); // it went on by itself
        QTRY_COMPARE_WITH_TIMEOUT(sentences(live).filter(u"新年祝福"_s).size(), 2, kPatience);
        const QStringList before = sentences(live);
        program.close(live);
        QCOMPARE(program.stored().size(), 1);
        MainWindow *again = program.open(program.stored().constFirst().path);
        QVERIFY(again);
        QTRY_VERIFY_WITH_TIMEOUT(sentences(again).size() >= before.size(), kPatience);
        QCOMPARE(sentences(again).mid(0, before.size()), before);
    }

    void damageIsTold()
    {
        Program program;
        const QString path = interruptedSession(program.windows->folder(), 50);
        {
            auto opened = SessionFile::open(path);
            std::get<SessionFile>(opened).finish();
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray content = file.readAll();
        const qsizetype place = content.indexOf("row 30");
        QVERIFY(place > 0);
        file.seek(place - 64); // in the middle of the table
        file.write(QByteArray(2048, char(0xff)));
        file.close();
        MainWindow *window = program.open(path);
        QVERIFY(window);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains(QFileInfo(path).fileName()), kPatience);
        QVERIFY(window->readings().journal.size() < 50);
    }

    void savesUnderANewNameOnly()
    {
        Program program;
        MainWindow *live = program.openNew();
        chat(live);
        const QString target = program.home.filePath(u"copy.bothends"_s);
        write(live, "saveSession", target, u"copy.bothends"_s);
        MainWindow *copy = program.open(target);
        QVERIFY(copy);
        QTRY_COMPARE_WITH_TIMEOUT(sentences(copy), sentences(live), kPatience);
        QVERIFY(!QFile::exists(target + u"-wal"_s));

        const QByteArray content = contentOf(target);
        live->message().clear();
        write(live, "saveSession", target, u"exists already"_s);
        QCOMPARE(contentOf(target), content);
        QTRY_VERIFY(!live->findChild<QWidget *>(u"progressStrip"_s));
    }

    void exportsByTheMenu_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("contained");
        QTest::newRow("pcapng") << u"out.pcapng"_s << QByteArray("\x0a\x0d\x0d\x0a");
        QTest::newRow("JSON Lines") << u"out.jsonl"_s << QByteArray("\"kind\"");
        QTest::newRow("CSV") << u"out.csv"_s << QByteArray("seq,time,");
        QTest::newRow("text") << u"out.txt"_s << QByteArray("127.0.0.1");
        QTest::newRow("no ending") << u"out"_s << QByteArray("\x0a\x0d\x0d\x0a"); // as the dialog begins
    }
    void exportsByTheMenu()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, contained);
        Program program;
        MainWindow *live = program.openNew();
        chat(live);
        const QString target = program.home.filePath(name);
        write(live, "exportSession", target, name);
        const QString made = QFile::exists(target) ? target : target + u".pcapng"_s;
        const QByteArray content = contentOf(made);
        QVERIFY(content.contains(contained));
        QVERIFY(name.endsWith(u"jsonl"_s) || content.contains(u"新年祝福"_s.toUtf8())); // not in Base64

        write(live, "exportSession", made, u"exists already"_s);
        QCOMPARE(contentOf(made), content);
    }

    void exportsTheShownConnection()
    {
        Program program;
        MainWindow *live = program.openNew();
        chat(live);
        emit live->fileMenu().aboutToShow();
        auto *action = live->findChild<QAction *>(u"exportConnectionAction"_s);
        QVERIFY(!action->isEnabled()); // all are shown
        live->showConnection(1);
        const QString target = program.home.filePath(u"one.jsonl"_s);
        trigger(live, "exportConnectionAction");
        choose(live, "exportSessionDialog", target);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(live).contains(u"one.jsonl"_s), kPatience);
        const QByteArray content = contentOf(target);
        QVERIFY(content.contains("\"connection\":1"));
        QVERIFY(!content.contains("\"listen\"")); // of the server, not of the connection
    }

    void cancelledExportLeavesNoFile()
    {
        Program program;
        constexpr int kRows = 30000;
        MainWindow *window = openInterrupted(program, kRows);
        QVERIFY(window);
        const QString target = program.home.filePath(u"long.csv"_s);
        trigger(window, "exportSessionAction");
        QFileDialog *dialog = window->findChild<QFileDialog *>(u"exportSessionDialog"_s);
        QVERIFY(dialog);
        emit dialog->fileSelected(target); // between two turns of the event loop
        QVERIFY(QFile::exists(target));
        auto *cancel = window->findChild<QPushButton *>(u"cancelProgress"_s);
        QVERIFY(cancel);
        cancel->click();
        QVERIFY(!QFile::exists(target));
        QVERIFY(messageOf(window).contains(u"cancelled"_s));
        delete dialog;
        QTRY_VERIFY(!window->findChild<QWidget *>(u"progressStrip"_s));
    }

    // Whatever is saved: a file of the disk, or what is in memory only.
    void cancelledSavingLeavesNoFile_data()
    {
        QTest::addColumn<QString>("sessions");
        QTest::newRow("from the disk") << u"sessions"_s;
        QTest::newRow("in memory") << QString();
    }
    void cancelledSavingLeavesNoFile()
    {
        QFETCH(QString, sessions);
        Program program(sessions);
        MainWindow *window = program.openNew();
        chat(window);
        const QString target = program.home.filePath(u"copy.bothends"_s);
        trigger(window, "saveSessionAction");
        QFileDialog *dialog = window->findChild<QFileDialog *>(u"saveSessionDialog"_s);
        QVERIFY(dialog);
        emit dialog->fileSelected(target); // between two turns of the event loop
        auto *cancel = window->findChild<QPushButton *>(u"cancelProgress"_s);
        QVERIFY(cancel);
        cancel->click();
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains(u"cancelled"_s), kPatience);
        QTRY_VERIFY(!window->findChild<QWidget *>(u"progressStrip"_s));
        QCOMPARE(QDir(program.home.path()).entryList({u"copy*"_s}), QStringList());
        emit dialog->fileSelected(target); // and then not
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains(u"copy.bothends"_s), kPatience);
        delete dialog;
        QVERIFY(program.open(target));
    }

    void closingAsksWhileItIsSaved()
    {
        Program program;
        MainWindow *window = openInterrupted(program, 20000);
        QVERIFY(window);
        const QString target = program.home.filePath(u"copy.bothends"_s);
        trigger(window, "saveSessionAction");
        QFileDialog *dialog = window->findChild<QFileDialog *>(u"saveSessionDialog"_s);
        QVERIFY(dialog);
        emit dialog->fileSelected(target);
        delete dialog;
        QString question;
        QTimer::singleShot(0, window, [&question] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            question = box->text();
            box->findChild<QPushButton *>(u"closeAllTheSame"_s)->click();
        });
        program.close(window);
        QVERIFY(question.contains(u"being saved"_s));
        QVERIFY(!QFile::exists(target) || program.open(target)); // none, or a whole one
    }

    void storedSessionsHaveNoLiveControls()
    {
        Program program;
        MainWindow *window = openInterrupted(program, 2000);
        QVERIFY(window);
        for (const char *name : {"serverPanel", "clientPanel", "serverComposer", "clientComposer",
                                 "startButton", "connectButton"})
            QVERIFY2(!window->findChild<QWidget *>(QString::fromLatin1(name))->isVisible(), name);
        for (const char *name : {"startServerAction", "connectAction", "anotherClientAction",
                                 "newServerSocketAction", "newClientSocketAction", "sendClientFileAction"})
            QVERIFY2(!window->findChild<QAction *>(QString::fromLatin1(name))->isEnabled(), name);
        QTest::keyClick(window, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!window->serverPanel().isRunning());
        auto *timeline = window->findChild<TimelineView *>(u"timeline"_s);
        QVERIFY(timeline->isVisible());
        QCOMPARE(timeline->currentJournalRow(), 0); // its beginning is shown
        QVERIFY(!timeline->findChild<QPushButton *>(u"newRowsButton"_s)->isVisible()); // nothing is new
        QTRY_COMPARE(timeline->indexAt(QPoint(timeline->width() / 2, 40)).row() < 20, true);
        auto *find = window->findChild<QLineEdit *>(u"findEdit"_s);
        find->setText(u"row 1234"_s);
        QTest::keyClick(find, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(timeline->currentJournalRow(), 1234, kPatience);
    }

    void interruptedSessionsAreOffered()
    {
        Program program;
        const QString first = interruptedSession(program.windows->folder(), 3);
        const QString second = interruptedSession(program.windows->folder(), 5);
        MainWindow *live = program.openNew();
        program.windows->offerInterrupted(*live);
        auto *notice = live->findChild<InlineMessage *>(u"interruptedNotice"_s);
        QVERIFY(notice && notice->isVisible());
        QVERIFY(notice->text().contains(u"interrupted"_s));

        QTest::mouseClick(notice->findChild<QPushButton *>(u"openInterrupted"_s), Qt::LeftButton);
        QCOMPARE(program.windows->count(), 2);
        MainWindow *opened = program.open(second); // the newest is asked about first
        QCOMPARE(program.windows->count(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(opened->readings().journal.size(), 5, kPatience);
        QVERIFY(notice->isVisible()); // the other one

        const auto remove = [notice] { // what was offered before goes with the next turn of the event loop
            QPushButton *shown = nullptr;
            for (QPushButton *button : notice->findChildren<QPushButton *>(u"removeInterrupted"_s))
                shown = button->isVisible() ? button : shown;
            return shown;
        };
        QTRY_VERIFY(remove());
        QTest::mouseClick(remove(), Qt::LeftButton);
        QVERIFY(!QFile::exists(first));
        QVERIFY(!notice->isVisible());
        QVERIFY(SessionFolder(program.windows->folder()).interrupted().isEmpty());
        program.close(opened);
        QCOMPARE(program.stored().size(), 1); // what was opened stays
    }

    void damagedFilesAreTold()
    {
        Program program;
        const QString text = program.home.filePath(u"text.bothends"_s);
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no session") > 0);
        file.close();
        MainWindow *live = program.openNew();
        trigger(live, "openSessionAction");
        choose(live, "openSessionDialog", text);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(live).contains(u"text.bothends"_s), kPatience);
        QCOMPARE(program.windows->count(), 1);
    }

    void offersRecentSessions()
    {
        Program program;
        const QString inFolder = interruptedSession(program.windows->folder(), 2);
        const QString elsewhere = program.home.filePath(u"elsewhere.bothends"_s);
        QVERIFY(QFile::copy(interruptedSession(program.home.filePath(u"other"_s), 4), elsewhere));
        MainWindow *live = program.openNew();
        trigger(live, "openSessionAction");
        choose(live, "openSessionDialog", elsewhere);
        QTRY_COMPARE_WITH_TIMEOUT(program.windows->count(), 2, kPatience);
        auto *menu = live->findChild<QMenu *>(u"recentSessionsMenu"_s);
        emit menu->aboutToShow();
        QStringList files;
        for (const QAction *action : menu->actions())
            files << action->data().toString();
        files.removeAll(QString());
        QCOMPARE(files, (QStringList{inFolder, elsewhere}));
        menu->actions().constFirst()->trigger();
        QCOMPARE(program.windows->count(), 3);
    }

    void opensDroppedSessions()
    {
        Program program;
        const QString file = interruptedSession(program.home.filePath(u"other"_s), 4);
        MainWindow *live = program.openNew();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QWidget *timeline = live->findChild<TimelineView *>(u"timeline"_s)->viewport();
        QDragEnterEvent onLane({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(timeline, &onLane);
        QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(live, &drop);
        QCOMPARE(program.windows->count(), 2);
    }

    void opensCaptures()
    {
        Program program;
        MainWindow *live = program.openNew();
        chat(live);
        const QString file = program.home.filePath(u"x.pcapng"_s);
        write(live, "exportSession", file, u"x.pcapng"_s);
        MainWindow *window = program.open(file);
        QVERIFY(window);
        QCOMPARE(program.open(file), window); // not twice
        const Readings readings = window->readings();
        QTRY_VERIFY_WITH_TIMEOUT(readings.journal.size() > 3, kPatience);
        QCOMPARE(readings.journal.at(0).kind, EventKind::Segment);
        QVERIFY(readings.journal.at(0).segment->flags == TcpFlag::Syn);
        QVERIFY(!window->findChild<QAction *>(u"liveCaptureAction"_s)->isVisible());
        const auto &comments = window->findChild<LogPane *>()->notes().comments();
        QVERIFY(std::any_of(comments.begin(), comments.end(),
                            [](const auto &each) { return each.second.contains(u"48 bytes"_s); }));

        const QString session = program.home.filePath(u"imported.bothends"_s);
        write(window, "saveSession", session, u"imported"_s);
        auto saved = SessionFile::open(session);
        QVERIFY(std::holds_alternative<SessionFile>(saved));
        QCOMPARE(std::get<SessionFile>(saved).lastSeq(), quint64(readings.journal.size()));
    }

    // A comment that a packet came with is one of the notes: changed or taken away, it stays so in the copy.
    void commentsOfACaptureStayTakenAway()
    {
        Program program;
        MainWindow *live = program.openNew();
        chat(live);
        const QString file = program.home.filePath(u"x.pcapng"_s);
        write(live, "exportSession", file, u"x.pcapng"_s);
        MainWindow *window = program.open(file);
        QVERIFY(window);
        const CaptureLoader *loader = window->findChild<CaptureLoader *>();
        QTRY_VERIFY_WITH_TIMEOUT(loader->isFinished(), kPatience);
        const auto before = window->notes().comments();
        QVERIFY(!before.empty());
        const qsizetype gone = before.begin()->first;
        const qsizetype other = gone == 0 ? 1 : 0;
        QVERIFY(!window->isWindowModified());
        window->notes().setComment(gone, {});
        QVERIFY(window->isWindowModified());
        QVERIFY(messageOf(window).contains(u"only read"_s));
        window->notes().setComment(other, u"mine"_s);

        const QString session = program.home.filePath(u"imported.bothends"_s);
        QTest::mouseClick(window->message().findChild<QPushButton *>(u"saveNotes"_s), Qt::LeftButton);
        choose(window, "saveSessionDialog", session);
        QTRY_VERIFY_WITH_TIMEOUT(!window->isWindowModified(), kPatience);
        MainWindow *again = program.open(session);
        QTRY_VERIFY_WITH_TIMEOUT(again->findChild<SessionLoader *>()->isFinished(), kPatience);
        QCOMPARE(again->notes().comments(), window->notes().comments());
        QVERIFY(!again->isWindowModified());

        const QString copy = program.home.filePath(u"copy.bothends"_s); // nor in a copy of the copy
        write(again, "saveSession", copy, u"copy"_s);
        MainWindow *third = program.open(copy);
        QTRY_VERIFY_WITH_TIMEOUT(third->findChild<SessionLoader *>()->isFinished(), kPatience);
        QCOMPARE(third->notes().comments(), window->notes().comments());
        third->notes().setComment(gone, u"back"_s);
        QCOMPARE(third->notes().comment(gone), u"back"_s);
    }

    void damagedCapturesAreTold()
    {
        Program program;
        const QString file = program.home.filePath(u"damaged.pcapng"_s);
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("\x0a\x0d\x0d\x0a and then something else altogether");
        damaged.close();
        MainWindow *window = program.open(file);
        QVERIFY(window);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(window).contains(u"damaged.pcapng"_s), kPatience);
    }

    void capturesLive()
    {
        Program program;
        MainWindow *live = program.openNew();
        const QString file = program.home.filePath(u"live.pcapng"_s);
        auto *state = live->findChild<QWidget *>(u"liveCaptureState"_s);
        auto *action = live->findChild<QAction *>(u"liveCaptureAction"_s);
        QVERIFY(state->isHidden());
        trigger(live, "liveCaptureAction");
        choose(live, "liveCaptureDialog", file);
        QTRY_VERIFY_WITH_TIMEOUT(!state->isHidden(), kPatience);
        QVERIFY(action->text().contains(u"Stop"_s));
        chat(live);
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(file).contains(u"新年祝福"_s.toUtf8()), kPatience);
        QVERIFY(state->findChild<QLabel *>()->text().contains(u"live.pcapng"_s));
        QTest::mouseClick(state->findChild<QToolButton *>(u"stopLiveCapture"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(state->isHidden(), kPatience);
        QVERIFY(!action->text().contains(u"Stop"_s));

        trigger(live, "liveCaptureAction"); // it is there already
        choose(live, "liveCaptureDialog", file);
        QTRY_VERIFY_WITH_TIMEOUT(messageOf(live).contains(u"exists already"_s), kPatience);
        QVERIFY(state->isHidden());
    }

    void windowsDoNotFightAboutSettings()
    {
        Program program;
        MainWindow *one = program.openNew();
        MainWindow *two = nullptr;
        trigger(one, "newSessionAction");
        QCOMPARE(program.windows->count(), 2);
        for (QWidget *each : QApplication::topLevelWidgets()) {
            auto *window = qobject_cast<MainWindow *>(each);
            two = window && window != one ? window : two;
        }
        QVERIFY(two && program.windows->liveSession(two) != program.windows->liveSession(one));
        MainWindow *stored = program.open(interruptedSession(program.home.filePath(u"other"_s), 4));
        for (QAction *action : stored->findChild<QMenu *>(u"languageMenu"_s)->actions()) {
            if (action->data().toString() == u"zh_CN"_s)
                action->trigger();
        }
        one->serverPanel().findChild<QSpinBox *>(u"portSpin"_s)->setValue(4321);
        program.close(one);
        program.close(stored);
        QCOMPARE(program.store.value(u"window/language"_s).toString(), u"zh_CN"_s);
        QCOMPARE(program.store.value(u"server/port"_s).toInt(), 4321); // not the stored window's
        program.close(two);
        QCOMPARE(program.store.value(u"window/language"_s).toString(), u"zh_CN"_s);
    }
};

QTEST_MAIN(TestSessionWindow)
#include "tst_sessionwindow.moc"
