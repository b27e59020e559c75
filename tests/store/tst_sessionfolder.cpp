// SPDX-License-Identifier: MIT
#include "store/sessionfolder.h"

#include "store/sessionloader.h"
#include "store/sessionpayloads.h"
#include "support/eventlist.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

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

    void saysThatItCannotWrite()
    {
        SessionFolder folder(u"/proc/nowhere"_s);
        QVERIFY(folder.begin().isEmpty());
        QVERIFY(folder.sessions().isEmpty());
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
};

QTEST_GUILESS_MAIN(TestSessionFolder)
#include "tst_sessionfolder.moc"
