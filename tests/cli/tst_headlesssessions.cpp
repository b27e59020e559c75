// SPDX-License-Identifier: MIT
#include "cli/program.h"
#include "store/sessionfile.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

/// Sessions on disk, by the real program: what was said to be there is there, whatever ended it.
class TestHeadlessSessions : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        NEEDS(u"python3"_s);
        QVERIFY(m_folder.isValid());
    }

    void exportsWhatWasRecorded()
    {
        const QString session = m_folder.filePath(u"orderly.bothends"_s);
        Program server;
        START_SERVER(server, {u"--session"_s, session});
        Program client;
        client.startPeer(u"tutorial_client.py"_s, {QString::number(server.port())});
        FINISHED_WITH(client, 0);
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("close()"), kPatienceMs);
        server.signal(SIGINT);
        FINISHED_WITH(server, 0);
        Program exported;
        exported.start({u"export"_s, session});
        FINISHED_WITH(exported, 0);
        QCOMPARE(exported.out,
                 server.out.mid(server.out.indexOf('\n')
                                + 1)); // what is printed and what is stored are the same journal
        QVERIFY(!QFileInfo::exists(session + u"-wal"_s));
    }

    // Killed in the middle of a flood, again and again: the file opens, and holds a beginning of what was
    // received without a gap.
    void survivesAKill()
    {
        constexpr int kTimes = 100;
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int turn = 0; turn < kTimes; ++turn) {
            const QString session = m_folder.filePath(u"killed-%1.bothends"_s.arg(turn));
            Program server;
            START_SERVER(server, {u"--session"_s, session, u"--no-greeting"_s});
            Program peer;
            peer.startPeer(u"counting_client.py"_s, {QString::number(server.port())});
            const qsizetype enough = random.bounded(1, 200); // another moment each time
            QTRY_VERIFY_WITH_TIMEOUT(server.out.count('\n') > enough || !server.isRunning(), kPatienceMs);
            server.signal(SIGKILL);
            FINISHED(server);
            FINISHED(peer);
            auto opened = SessionFile::open(session);
            auto *file = std::get_if<SessionFile>(&opened);
            QVERIFY(file);
            QByteArray stored;
            quint64 last = 0;
            for (QList<Event> events = file->read(0, 1000); !events.isEmpty();
                 events = file->read(last, 1000)) {
                for (const Event &event : std::as_const(events)) {
                    QCOMPARE(event.seq, ++last); // no gap
                    if (event.kind == EventKind::Received)
                        stored += file->payload(event.seq);
                }
            }
            QVERIFY(!file->fault());
            QByteArray expected;
            for (int i = 0; expected.size() < stored.size(); ++i)
                expected += QByteArray::number(i).rightJustified(9, '0') + '\n';
            QVERIFY(expected.startsWith(stored));
            QFile::remove(session);
        }
    }

    void refusesWhatIsNoSession()
    {
        QFile other(m_folder.filePath(u"other"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("SQLite format 3\0 but no more");
        other.close();
        Program exported;
        exported.start({u"export"_s, other.fileName()});
        FINISHED_WITH(exported, 2);
        VERIFY_SHOWING(exported.err.contains("other"), exported.err);
        QCOMPARE(exported.out, QByteArray());
        Program server;
        server.start({u"serve"_s, u"0"_s, u"--session"_s, other.fileName()});
        FINISHED_WITH(server, 2);
    }

    // What goes out as packets while it lives, comes in again: as text and as a session.
    void packetsGoOutAndComeIn()
    {
        const QString packets = m_folder.filePath(u"live.pcapng"_s);
        Program server;
        START_SERVER(server, {u"--pcapng"_s, packets});
        Program client;
        client.startPeer(u"tutorial_client.py"_s, {QString::number(server.port())});
        FINISHED_WITH(client, 0);
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("close()"), kPatienceMs);
        server.signal(SIGINT);
        FINISHED_WITH(server, 0);

        Program exported;
        exported.start({u"export"_s, packets});
        FINISHED_WITH(exported, 0);
        VERIFY_SHOWING(exported.out.contains("SYN-ACK") && exported.out.contains(theGreeting().toUtf8()),
                       exported.out);
        const QString session = m_folder.filePath(u"imported.bothends"_s);
        Program imported;
        imported.start({u"import"_s, packets, u"--session"_s, session});
        FINISHED_WITH(imported, 0);
        Program again;
        again.start({u"export"_s, session});
        FINISHED_WITH(again, 0);
        QCOMPARE(again.out, exported.out);
        Program second;
        second.start({u"import"_s, packets, u"--session"_s, session});
        FINISHED_WITH(second, 2); // nothing is overwritten
    }

    void packetsToStandardOutput()
    {
        NEEDS(u"tshark"_s);
        const QString pipeline
            = u"'%1' serve 0 --pcapng - | tshark -n -l -r - -T fields -e tcp.len 2>/dev/null"_s.arg(
                theBinary());
        Program shell;
        shell.start(u"sh"_s, {u"-c"_s, pipeline});
        static const QRegularExpression listening(u"127\\.0\\.0\\.1:([0-9]+)"_s);
        QTRY_VERIFY_WITH_TIMEOUT(listening.match(QString::fromUtf8(shell.err)).hasMatch(), kPatienceMs);
        const QString port = listening.match(QString::fromUtf8(shell.err)).captured(1);
        Program client;
        client.startPeer(u"tutorial_client.py"_s, {port});
        FINISHED_WITH(client, 0);
        QTRY_VERIFY_WITH_TIMEOUT(shell.out.contains("48"), kPatienceMs);
        VERIFY_SHOWING(shell.err.contains("accept()"), shell.err); // all else is told there
        const int stopped = QProcess::execute(
            u"sh"_s, {u"-c"_s, u"kill -INT $(ps -o pid= --ppid %1)"_s.arg(shell.process.processId())});
        QCOMPARE(stopped, 0);
        FINISHED(shell);
    }

    void overwritesNoExport()
    {
        QFile other(m_folder.filePath(u"precious.txt"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("precious");
        other.close();
        Program exported;
        exported.start({u"export"_s, u"x.bothends"_s, u"--output"_s, other.fileName()});
        FINISHED_WITH(exported, 2);
        QCOMPARE(other.size(), 8);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestHeadlessSessions)
#include "tst_headlesssessions.moc"
