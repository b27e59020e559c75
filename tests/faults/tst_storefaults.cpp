// SPDX-License-Identifier: MIT
#include "faults/faults.h"

#include "store/sessionfile.h"

#include <QTcpSocket>
#include <QtEndian>

#include <sqlite3.h>

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

QByteArray received(const QString &session)
{
    QByteArray bytes;
    auto opened = SessionFile::open(session);
    auto *file = std::get_if<SessionFile>(&opened);
    if (!file)
        return "not to be opened";
    quint64 last = 0;
    for (QList<Event> events = file->read(last, 1000); !events.isEmpty(); events = file->read(last, 1000)) {
        for (const Event &event : std::as_const(events)) {
            if (event.seq != ++last)
                return "a gap";
            if (event.kind == EventKind::Received)
                bytes += file->payload(event.seq);
        }
    }
    return bytes;
}

} // namespace

/// Disks that fail, under the real program: what was received is there afterwards, or it says what is not.
class TestStoreFaults : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_session = m_folder->filePath(u"x.bothends"_s);
        m_faults = std::make_unique<Faults>(m_folder->filePath(u"control"_s));
    }

    void goesOnAfterwards_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<int>("fault");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no space") << QByteArray("pwrite") << ENOSPC << QByteArray("no space left");
        QTest::newRow("quota") << QByteArray("pwrite") << EDQUOT
                               << QByteArray("quota on the disk is exhausted");
        QTest::newRow("input/output error") << QByteArray("pwrite") << EIO << QByteArray("x.bothends");
    }
    void goesOnAfterwards()
    {
        QFETCH(QByteArray, call);
        QFETCH(int, fault);
        QFETCH(QByteArray, said);
        Program server;
        m_faults->prepare(server);
        START_SERVER(server, {u"--session"_s, m_session, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        QTRY_COMPARE_WITH_TIMEOUT(peer.state(), QAbstractSocket::ConnectedState, kPatienceMs);
        m_faults->set(call + ' ' + m_folder->path().toUtf8() + ' ' + QByteArray::number(fault) + '\n');
        const QByteArray sent(300'000, 's');
        peer.write(sent);
        QTRY_VERIFY_WITH_TIMEOUT(server.err.contains(said), kPatienceMs);
        m_faults->heal();
        QTRY_VERIFY_WITH_TIMEOUT(server.err.contains("written again"), kPatienceMs);
        peer.write("the end");
        peer.disconnectFromHost();
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("the end"), kPatienceMs);
        server.signal(SIGINT);
        FINISHED_WITH(server, 0);
        QCOMPARE(received(m_session), sent + "the end");
    }

    void saysWhatIsLostAtTheEnd()
    {
        Program server;
        m_faults->prepare(server);
        START_SERVER(server, {u"--session"_s, m_session, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        peer.write("kept");
        QTRY_COMPARE_WITH_TIMEOUT(received(m_session), QByteArray("kept"), kPatienceMs);
        m_faults->set("pwrite " + m_folder->path().toUtf8() + " 28\n");
        peer.write("lost");
        QTRY_VERIFY_WITH_TIMEOUT(server.err.contains("no space left"), kPatienceMs);
        server.signal(SIGINT);
        FINISHED_WITH(server, 1);
        VERIFY_SHOWING(server.err.contains("could not be written"), server.err);
        m_faults->heal();
        QCOMPARE(received(m_session), QByteArray("kept"));
    }

    void saysThatItIsNotFinished()
    {
        Program server;
        m_faults->prepare(server);
        START_SERVER(server, {u"--session"_s, m_session, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        peer.write("kept");
        QTRY_COMPARE_WITH_TIMEOUT(received(m_session), QByteArray("kept"), kPatienceMs);
        m_faults->set("fsync " + m_folder->path().toUtf8() + " 5\n");
        server.signal(SIGINT);
        FINISHED_WITH(server, 1);
        VERIFY_SHOWING(server.err.contains("x.bothends"), server.err);
        m_faults->heal();
        QCOMPARE(received(m_session), QByteArray("kept"));
    }

    void cannotBegin_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("open: input/output error") << QByteArray("open %1 5\n");
        QTest::newRow("open: read-only file system") << QByteArray("open %1 30\n");
        QTest::newRow("open: too many files") << QByteArray("open %1 24\n");
        QTest::newRow("write: no space") << QByteArray("pwrite %1 28\n");
        QTest::newRow("write: input/output error") << QByteArray("pwrite %1 5\n");
    }
    void cannotBegin()
    {
        QFETCH(QByteArray, fault);
        m_faults->set(fault.replace("%1", m_session.toUtf8()));
        Program server;
        m_faults->prepare(server);
        server.start({u"serve"_s, u"0"_s, u"--session"_s, m_session});
        FINISHED_WITH(server, 2);
        VERIFY_SHOWING(server.err.contains("x.bothends"), server.err);
    }

    // The log of a crash, damaged as a power cut or a careless copy leaves it: a beginning, or a clear error.
    void damagedWriteAheadLog_data()
    {
        QTest::addColumn<int>("part"); // of the log's length, in percent; -1 = no log at all
        for (const int part : {-1, 0, 1, 10, 33, 50, 75, 99})
            QTest::addRow("%d%%", part) << part;
    }
    void damagedWriteAheadLog()
    {
        QFETCH(int, part);
        Program server;
        START_SERVER(server, {u"--session"_s, m_session, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        QByteArray sent;
        for (int i = 0; i < 20; ++i) {
            sent += QByteArray::number(i).rightJustified(5000, '.');
            peer.write(sent.last(5000));
            QTRY_COMPARE_WITH_TIMEOUT(received(m_session), sent, kPatienceMs);
        }
        server.signal(SIGKILL);
        FINISHED(server);
        QFile log(m_session + u"-wal"_s);
        QVERIFY(log.size() > 0);
        if (part < 0)
            QVERIFY(log.remove());
        else
            QVERIFY(log.resize(log.size() * part / 100));
        QFile::remove(m_session + u"-shm"_s);
        const auto opened = SessionFile::open(m_session);
        if (const Error *error = std::get_if<Error>(&opened))
            QCOMPARE(error->code, ErrorCode::NotASession);
        else
            QVERIFY(sent.startsWith(received(m_session)));
    }

    void cutAndFlippedAtEveryPage()
    {
        {
            auto made = SessionFile::create(m_session);
            SessionFile &file = std::get<SessionFile>(made);
            QVERIFY(!file.beginTransaction());
            for (quint64 seq = 1; seq <= 200; ++seq) {
                Event event;
                event.seq = seq;
                event.kind = EventKind::Received;
                event.payload = QByteArray(500, char('a' + seq % 26));
                event.bytes = event.payload.size();
                QVERIFY(!file.append(event));
            }
            QVERIFY(!file.setNote({7, true, u"seven"_s}));
            QVERIFY(!file.commit());
            QVERIFY(!file.finish());
        }
        const QByteArray whole = received(m_session);
        QCOMPARE(whole.size(), 200 * 500);
        QFile file(m_session);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        const auto look = [this, &whole](const QByteArray &bytes, bool isCut) {
            const QString damaged = m_folder->filePath(u"damaged"_s);
            QFile hurt(damaged);
            QVERIFY(hurt.open(QIODevice::WriteOnly | QIODevice::Truncate));
            hurt.write(bytes);
            hurt.close();
            auto opened = SessionFile::open(damaged);
            if (auto *session = std::get_if<SessionFile>(&opened)) {
                session->read(0, 1000);
                session->notes();
                if (isCut)
                    QVERIFY(whole.startsWith(received(damaged)) || session->fault());
            }
        };
        constexpr qsizetype kPage = 32768;
        QCOMPARE(qFromBigEndian<quint16>(content.constData() + 16), kPage);
        for (qsizetype at = 0; at < content.size(); at += kPage) {
            look(content.first(at), true);
            look(content.first(at + 1), true);
            for (const qsizetype within : {0, 1, 5, 8, 16, 100, 4000, 32767}) {
                QByteArray flipped = content;
                flipped[at + within] = char(~flipped[at + within]);
                look(flipped, false);
            }
        }
    }

    void lockedByAnotherProcess()
    {
        {
            auto made = SessionFile::create(m_session);
            QVERIFY(!std::get<SessionFile>(made).finish());
        }
        sqlite3 *other = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(m_session).constData(), &other), SQLITE_OK);
        QCOMPARE(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
        const auto opened = SessionFile::open(m_session);
        QVERIFY(std::holds_alternative<Error>(opened));
        sqlite3_close(other);
        const auto again = SessionFile::open(m_session);
        QVERIFY(std::holds_alternative<SessionFile>(again));
    }

    void folderGoesWhileItIsWritten()
    {
        Program server;
        const QString folder = m_folder->filePath(u"sub"_s);
        QVERIFY(QDir().mkpath(folder));
        START_SERVER(server, {u"--session"_s, folder + u"/x.bothends"_s, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        peer.write("before");
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("before"), kPatienceMs);
        QVERIFY(QDir(folder).removeRecursively());
        peer.write("after");
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("after"), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(server.err.contains("removed or replaced"), kPatienceMs);
        server.signal(SIGINT);
        FINISHED_WITH(server, 1);
    }

    void fileIsReplacedWhileItIsWritten()
    {
        Program server;
        START_SERVER(server, {u"--session"_s, m_session, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        peer.write("before");
        QTRY_COMPARE_WITH_TIMEOUT(received(m_session), QByteArray("before"), kPatienceMs);
        QFile other(m_folder->filePath(u"other"_s));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("somebody else's") > 0);
        other.close();
        QVERIFY(QFile::remove(m_session) && other.rename(m_session));
        peer.write("after");
        QTRY_VERIFY_WITH_TIMEOUT(server.err.contains("removed or replaced"), kPatienceMs);
        server.signal(SIGINT);
        FINISHED_WITH(server, 1);
        QCOMPARE(server.err.count("while it was written"), 2); // at once, and at the end
        QFile left(m_session);
        QVERIFY(left.open(QIODevice::ReadOnly));
        QCOMPARE(left.readAll(), QByteArray("somebody else's"));
    }

    // Whatever the clock on the wall does, rows stand in the order in which they happened.
    void wallClockJumps()
    {
        Program server;
        m_faults->prepare(server);
        START_SERVER(server, {u"--session"_s, m_session, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        QByteArray sent;
        for (const int seconds : {0, -86'400, 86'400, -7'200, 0}) {
            m_faults->set("clock * " + QByteArray::number(seconds) + '\n');
            sent += "then " + QByteArray::number(seconds) + ' ';
            peer.write(sent.sliced(sent.lastIndexOf("then")));
            QTRY_COMPARE_WITH_TIMEOUT(received(m_session), sent, kPatienceMs); // without a gap
        }
        server.signal(SIGINT);
        FINISHED_WITH(server, 0);
        auto opened = SessionFile::open(m_session);
        const QList<Event> events = std::get<SessionFile>(opened).read(0, 1000);
        qint64 least = events.constFirst().wallClockUs;
        qint64 most = least;
        for (qsizetype i = 1; i < events.size(); ++i) {
            QVERIFY(events.at(i).monotonicNs >= events.at(i - 1).monotonicNs);
            least = qMin(least, events.at(i).wallClockUs);
            most = qMax(most, events.at(i).wallClockUs);
        }
        QVERIFY(most - least > qint64(86'400) * 1'000'000); // it did jump, and that is kept
    }

    void onMemoryFileSystem()
    {
        const QTemporaryDir memory(u"/dev/shm/bothends-XXXXXX"_s);
        if (!memory.isValid())
            QSKIP("There is no file system in memory.");
        const QString session = memory.filePath(u"x.bothends"_s);
        Program server;
        START_SERVER(server, {u"--session"_s, session, u"--no-greeting"_s});
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, server.port());
        const QByteArray sent(300'000, 's');
        peer.write(sent);
        QTRY_COMPARE_WITH_TIMEOUT(received(session), sent, kPatienceMs);
        server.signal(SIGKILL);
        FINISHED(server);
        QCOMPARE(received(session), sent);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_session;
    std::unique_ptr<Faults> m_faults;
};

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_storefaults.moc"
