// SPDX-License-Identifier: MIT
#include "gui/inlinemessage.h"
#include "gui/mainwindow.h"
#include "gui/recordedsession.h"
#include "gui/sessionwindows.h"
#include "store/sessionfile.h"
#include "store/sessionwriter.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

constexpr int kPatience = 60000;

// As another process: records a session, moves it, goes on, and says so. It is ended by a signal.
int record(const QString &folder, const QString &target)
{
    RecordedSession recorded(folder);
    QObject::connect(recorded.writer(), &SessionWriter::moved, &recorded, [&recorded] {
        recorded.session().startServer({});
        QObject::connect(recorded.writer(), &SessionWriter::written, &recorded, [] {
            std::puts("moved, and more was written");
            std::fflush(stdout);
        });
    });
    QObject::connect(
        recorded.writer(), &SessionWriter::written, &recorded,
        [&recorded, target] { recorded.writer()->moveTo(target); }, Qt::SingleShotConnection);
    recorded.session().startServer({});
    return QApplication::exec();
}

} // namespace

/// Sessions that left the folder of sessions while they were recorded, after the end of their program.
class TestMovedSession : public QObject
{
    Q_OBJECT
private slots:
    void isOfferedAfterACrash()
    {
        QTemporaryDir home;
        QTemporaryDir elsewhere;
        const QString sessions = home.filePath(u"sessions"_s);
        const QString target = elsewhere.filePath(u"went on.bothends"_s);
        QProcess program;
        program.start(QApplication::applicationFilePath(), {u"--record"_s, sessions, target});
        QTRY_VERIFY_WITH_TIMEOUT(program.bytesAvailable() > 0, kPatience);
        ::kill(pid_t(program.processId()), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, kPatience);
        QCOMPARE(QDir(sessions).entryList({u"*.bothends"_s}, QDir::Files), QStringList());

        Languages languages;
        languages.install(u"en"_s);
        QSettings store(home.filePath(u"settings.ini"_s), QSettings::IniFormat);
        SessionWindows windows(languages, store, sessions, KernelSource::None);
        MainWindow *live = windows.openNew();
        windows.offerInterrupted(*live);
        auto *notice = live->findChild<InlineMessage *>(u"interruptedNotice"_s);
        QVERIFY(notice && notice->isVisible());
        QVERIFY2(notice->text().contains(target), qPrintable(notice->text()));
        QTest::mouseClick(notice->findChild<QPushButton *>(u"openInterrupted"_s), Qt::LeftButton);
        QCOMPARE(windows.count(), 2);
        const auto opened = windows.open(target);
        QCOMPARE(windows.count(), 2); // it is the one that was opened
        MainWindow *window = std::get<MainWindow *>(opened);
        QTRY_VERIFY_WITH_TIMEOUT(window->readings().journal.size() >= 2, kPatience); // both servers
        QVERIFY(!notice->isVisible());
        QVERIFY(SessionFolder(sessions).interrupted().isEmpty());
    }

    // Somebody removed the file: it is said at once, and nothing is lost if the session goes on elsewhere.
    void goesOnWhenItsFileIsRemoved()
    {
        QTemporaryDir home;
        const QString sessions = home.filePath(u"sessions"_s);
        const QString target = home.filePath(u"went on.bothends"_s);
        Languages languages;
        languages.install(u"en"_s);
        QSettings store(home.filePath(u"settings.ini"_s), QSettings::IniFormat);
        SessionWindows windows(languages, store, sessions, KernelSource::None);
        MainWindow *live = windows.openNew();
        Session *session = windows.liveSession(live);
        session->startServer({});
        QTRY_VERIFY_WITH_TIMEOUT(live->readings().journal.size() > 0, kPatience);
        const QStringList files = QDir(sessions).entryList({u"*.bothends"_s}, QDir::Files);
        QCOMPARE(files.size(), 1);
        QVERIFY(QFile::remove(sessions + u'/' + files.constFirst())); // and nothing is written meanwhile
        QTRY_VERIFY_WITH_TIMEOUT(live->message().text().contains(u"removed or replaced"_s), kPatience);
        QTest::mouseClick(live->message().findChild<QPushButton *>(u"choosePlace"_s), Qt::LeftButton);
        auto *dialog = live->findChild<QFileDialog *>(u"choosePlaceDialog"_s);
        QVERIFY(dialog);
        emit dialog->fileSelected(target);
        delete dialog;
        QTRY_VERIFY_WITH_TIMEOUT(live->message().text().contains(u"went on.bothends"_s), kPatience);
        const qsizetype rows = live->readings().journal.size();
        live->close();
        QTRY_COMPARE_WITH_TIMEOUT(windows.count(), 0, kPatience);
        auto opened = SessionFile::open(target);
        QVERIFY(std::holds_alternative<SessionFile>(opened));
        QVERIFY(std::get<SessionFile>(opened).isFinished());
        QVERIFY(std::get<SessionFile>(opened).lastSeq() >= quint64(rows));
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--record"_s)
        return record(arguments.at(2), arguments.at(3));
    TestMovedSession test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_movedsession.moc"
