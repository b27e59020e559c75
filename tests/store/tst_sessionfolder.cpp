// SPDX-License-Identifier: MIT
#include "store/sessionfolder.h"

#include "store/sessionloader.h"
#include "store/sessionpayloads.h"
#include "support/eventlist.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// A session with some events; finished in order, or as a crash leaves it.
QString record(const QString &path, int events, bool isFinished)
{
    auto made = SessionFile::create(path);
    SessionFile &file = std::get<SessionFile>(made);
    EventList list;
    file.beginTransaction();
    for (int i = 0; i < events; ++i)
        file.append(list.data(EventKind::Received, Side::Client, QByteArray::number(i)));
    file.commit();
    if (isFinished)
        file.finish();
    return path;
}

} // namespace

class TestSessionFolder : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhatWasInterrupted()
    {
        QTemporaryDir home;
        const QString place = home.filePath(u"a/sessions"_s);
        QString orderly;
        QString crashed;
        {
            SessionFolder one(place);
            orderly = record(one.begin(), 3, true);
            SessionFolder two(place);
            crashed = record(two.begin(), 3, false);
            SessionFolder empty(place);
            record(empty.begin(), 0, true);
            QVERIFY(SessionFolder(place).sessions().isEmpty()); // all of them are being written
        }
        SessionFolder folder(place);
        QCOMPARE(folder.sessions().size(), 2);
        const QList<SessionFolder::Entry> interrupted = folder.interrupted();
        QCOMPARE(interrupted.size(), 1);
        QCOMPARE(interrupted.constFirst().path, crashed);
        QVERIFY(qAbs(interrupted.constFirst().begun.secsTo(QDateTime::currentDateTime())) < 600);
        QVERIFY(folder.remove(crashed));
        QVERIFY(!QFileInfo::exists(crashed));
        QVERIFY(QFileInfo::exists(orderly));
    }

    void makesRoomAndRemovesNothingElse()
    {
        QTemporaryDir home;
        const QString foreign = record(home.filePath(u"mine.bothends"_s), 1, true);
        for (int i = 0; i < SessionFolder::kKept + 3; ++i) {
            SessionFolder folder(home.path());
            record(folder.begin(), 1, true);
        }
        SessionFolder folder(home.path());
        folder.makeRoom();
        QCOMPARE(folder.sessions().size(), SessionFolder::kKept);
        QVERIFY(!folder.remove(foreign));
        QVERIFY(!folder.remove(u"/etc/passwd"_s));
        QVERIFY(QFileInfo::exists(foreign));
    }

    // Moved out of the folder while it was recorded: it is found there, and nothing else is.
    void tellsWhatWasInterruptedElsewhere()
    {
        QTemporaryDir home;
        QTemporaryDir elsewhere;
        const QString other = elsewhere.filePath(u"über 会话.bothends"_s);
        {
            SessionFolder folder(home.path());
            const QString begun = record(folder.begin(), 3, false);
            QVERIFY(QFile::copy(begun, other));
            QVERIFY(folder.movedTo(other, begun));
            QVERIFY(!QFileInfo::exists(begun));
            QVERIFY(SessionFolder(home.path()).interrupted().isEmpty()); // it goes on
        }
        SessionFolder folder(home.path());
        QVERIFY(folder.sessions().isEmpty());
        QCOMPARE(folder.interrupted().size(), 1);
        const SessionFolder::Entry entry = folder.interrupted().constFirst();
        QCOMPARE(entry.path, other);
        QVERIFY(qAbs(entry.begun.secsTo(QDateTime::currentDateTime())) < 600);
        folder.makeRoom();
        QCOMPARE(folder.interrupted().size(), 1);

        const QString another = record(elsewhere.filePath(u"mine.bothends"_s), 3, false);
        QVERIFY(!folder.remove(another));
        QVERIFY(QFileInfo::exists(another));
        QVERIFY(folder.remove(other));
        QVERIFY(!QFileInfo::exists(other));
        QCOMPARE(QDir(home.path()).entryList(QDir::Files), QStringList());
    }

    void movedSessionsThatAreFinishedAreForgotten()
    {
        QTemporaryDir home;
        QTemporaryDir elsewhere;
        const QString other = record(elsewhere.filePath(u"x.bothends"_s), 3, true);
        {
            SessionFolder folder(home.path());
            QVERIFY(folder.movedTo(other, folder.begin()));
        }
        SessionFolder folder(home.path());
        QVERIFY(folder.interrupted().isEmpty());
        QVERIFY(!folder.remove(other));
        folder.makeRoom();
        QVERIFY(QFileInfo::exists(other));
        QCOMPARE(QDir(home.path()).entryList(QDir::Files), QStringList());
    }

    void hostilePointers_data()
    {
        QTest::addColumn<QByteArray>("content"); // %1 stands for a session that is there
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("relative") << QByteArray("x.bothends");
        QTest::newRow("not there") << QByteArray("/nowhere/x.bothends");
        QTest::newRow("no session") << QByteArray("/etc/passwd");
        QTest::newRow("a folder") << QByteArray("/tmp");
        QTest::newRow("a device") << QByteArray("/dev/zero");
        QTest::newRow("a line end") << QByteArray("%1\n");
        QTest::newRow("a byte 0") << QByteArray("%1\0", 3);
        QTest::newRow("ways round") << QByteArray("/tmp/../%1");
        QTest::newRow("reversed") << QByteArray("%1\u202e");
        QTest::newRow("no UTF-8") << QByteArray("%1\xff");
        QTest::newRow("too long") << QByteArray(5000, '/') + "%1";
        QTest::newRow("huge") << QByteArray(5'000'000, 'x');
    }
    void hostilePointers()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir home;
        QTemporaryDir elsewhere;
        const QString session = record(elsewhere.filePath(u"x.bothends"_s), 3, false);
        QFile pointer(home.filePath(u"session-20260101-000000-000-1.moved"_s));
        const auto write = [&pointer](const QByteArray &bytes) {
            return pointer.open(QIODevice::WriteOnly) && pointer.write(bytes) == bytes.size();
        };
        QVERIFY(write(session.toUtf8()));
        pointer.close();
        SessionFolder folder(home.path());
        QCOMPARE(folder.interrupted().size(), 1);
        QVERIFY(write(content.replace("%1", session.toUtf8())));
        pointer.close();
        QVERIFY(folder.interrupted().isEmpty());
        QVERIFY(!folder.remove(session));
        folder.makeRoom();
        QVERIFY(QFileInfo::exists(session));
    }

    void saysThatItCannotWrite()
    {
        SessionFolder folder(u"/proc/nowhere"_s);
        QVERIFY(folder.begin().isEmpty());
        QVERIFY(folder.sessions().isEmpty());
    }

    void readOnlyFolder()
    {
        QTemporaryDir home;
        QString crashed;
        {
            SessionFolder folder(home.path());
            crashed = record(folder.begin(), 3, false);
        }
        constexpr QFile::Permissions toRead = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
        const QStringList files = QDir(home.path()).entryList(QDir::Files);
        for (const QString &file : files) // also the log
            QFile::setPermissions(home.filePath(file), toRead);
        QFile::setPermissions(home.path(), toRead | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther);
        const uid_t user = geteuid();
        if (user == 0) // who may write everywhere
            QCOMPARE(seteuid(65534), 0);
        const QString begun = SessionFolder(home.path()).begin();
        const QList<SessionFolder::Entry> interrupted = SessionFolder(home.path()).interrupted();
        const bool isRemoved = SessionFolder(home.path()).remove(crashed);
        if (user == 0)
            QCOMPARE(seteuid(user), 0);
        QFile::setPermissions(home.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QVERIFY(begun.isEmpty());
        QCOMPARE(interrupted.size(), 1); // still to be opened
        QVERIFY(!isRemoved);
    }

    void loadsInPortions()
    {
        QTemporaryDir home;
        const QString path = record(home.filePath(u"x.bothends"_s), 5000, true);
        auto reader = SessionFile::open(path);
        auto opened = SessionFile::open(path);
        Journal journal(std::make_unique<SessionPayloads>(std::get<SessionFile>(std::move(reader))));
        SessionLoader loader(std::get<SessionFile>(std::move(opened)), journal);
        QSignalSpy progressed(&loader, &SessionLoader::progressed);
        QSignalSpy finished(&loader, &SessionLoader::finished);
        loader.start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(journal.size(), 5000);
        QVERIFY(progressed.size() >= 3);
        QCOMPARE(journal.payload(4321), "4321");
        QVERIFY(loader.isFinished());
    }

    // The reading thread waits for room then, or reads.
    void goesWhileItReads()
    {
        QTemporaryDir home;
        const QString path = record(home.filePath(u"x.bothends"_s), 40'000, true);
        for (const bool hasBegun : {false, true}) {
            auto opened = SessionFile::open(path);
            Journal journal;
            auto loader = std::make_unique<SessionLoader>(std::get<SessionFile>(std::move(opened)), journal);
            QSignalSpy progressed(loader.get(), &SessionLoader::progressed);
            loader->start();
            if (hasBegun)
                QTRY_VERIFY(!progressed.isEmpty());
            loader.reset();
            const qsizetype taken = journal.size();
            QCoreApplication::processEvents();
            QCOMPARE(journal.size(), taken);
        }
    }

    void tellsWhatIsWrongBehindTheRowsThatAreSound()
    {
        QTemporaryDir home;
        const QString path = record(home.filePath(u"x.bothends"_s), 2799, false);
        {
            auto resumed = SessionFile::resume(path);
            SessionFile &file = std::get<SessionFile>(resumed);
            Event event;
            event.seq = 2800;
            event.side = Side(7);
            file.beginTransaction();
            QVERIFY(!file.append(event));
            file.commit();
        }
        auto opened = SessionFile::open(path);
        Journal journal;
        SessionLoader loader(std::get<SessionFile>(std::move(opened)), journal);
        QSignalSpy finished(&loader, &SessionLoader::finished);
        loader.start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(journal.size(), 2799);
        const auto told = finished.constFirst().constFirst().value<std::optional<Error>>();
        QVERIFY(told);
        QCOMPARE(told->code, ErrorCode::NotASession);
        QVERIFY(loader.fault() == told);
    }
};

QTEST_GUILESS_MAIN(TestSessionFolder)
#include "tst_sessionfolder.moc"
