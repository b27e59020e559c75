// SPDX-License-Identifier: MIT
#include "store/livecapture.h"

#include "support/eventlist.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 60000;

struct Desk
{
    Journal journal;
    ConnectionIndex connections{journal};
    EventList list;

    void greet(const QByteArray &bytes, int times = 1)
    {
        QList<Event> events;
        if (journal.size() == 0)
            events << list.make(EventKind::Accept, Side::Server);
        for (int i = 0; i < times; ++i)
            events << list.data(EventKind::Sent, Side::Server, bytes);
        journal.append(events);
    }
};

} // namespace

class TestLiveCapture : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        std::signal(SIGPIPE, SIG_IGN); // as the program does
    }

    void toAFile()
    {
        Desk desk;
        desk.greet("before it began");
        const QString file = m_folder.filePath(u"live.pcapng"_s);
        LiveCapture capture(desk.journal, desk.connections, file);
        QVERIFY(!capture.start());
        QTRY_COMPARE(capture.packetCount(), 4);
        desk.greet("while it goes on");
        QTRY_COMPARE(capture.packetCount(), 5);
        QTRY_VERIFY(content(file).contains("while it goes on"));
        desk.greet("at the end");
        capture.finish(1s);
        QVERIFY(content(file).contains("at the end"));
        QVERIFY(content(file).contains("before it began"));
    }

    void overwritesNothing()
    {
        Desk desk;
        const QString file = m_folder.filePath(u"mine"_s);
        QFile mine(file);
        QVERIFY(mine.open(QIODevice::WriteOnly));
        mine.write("mine");
        mine.close();
        LiveCapture capture(desk.journal, desk.connections, file);
        const auto error = capture.start();
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::FileExists);
        LiveCapture nowhere(desk.journal, desk.connections, m_folder.filePath(u"no/such/folder"_s));
        QCOMPARE(nowhere.start()->code, ErrorCode::FileUnwritable);
        QCOMPARE(content(file), QByteArray("mine"));
    }

    // A reader that comes late, reads nothing for a while, and goes: none of it holds up the journal.
    void aReaderOfAPipe()
    {
        const QString pipe = newPipe();
        Desk desk;
        LiveCapture capture(desk.journal, desk.connections, pipe);
        QSignalSpy failures(&capture, &LiveCapture::failed);
        QVERIFY(!capture.start());
        desk.greet("hello");
        QVERIFY(capture.isWaitingForReader());
        {
            QFile reader;
            const int descriptor = ::open(QFile::encodeName(pipe).constData(), O_RDONLY | O_NONBLOCK);
            QVERIFY(
                reader.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFile::AutoCloseHandle));
            QTRY_VERIFY_WITH_TIMEOUT(!capture.isWaitingForReader(), kPatience);
            QTRY_COMPARE_WITH_TIMEOUT(capture.packetCount(), 4, kPatience);
            desk.greet(QByteArray(60'000, 'x'), 200); // far more than a pipe holds
            const qint64 written = capture.packetCount();
            QVERIFY(written < 204);
            QByteArray all;
            QTRY_VERIFY_WITH_TIMEOUT((all += reader.read(100'000)).count('x') >= 200 * 60'000, kPatience);
            QCOMPARE(capture.packetCount(), 204);
            QCOMPARE(failures.count(), 0);
        }
        desk.greet("nobody reads this");
        QTRY_COMPARE_WITH_TIMEOUT(failures.count(), 1, kPatience);
        const auto error = failures.constFirst().constFirst().value<Error>();
        QCOMPARE(error.systemCode, EPIPE);
        QVERIFY(liveCaptureText(error).contains(pipe));
        desk.greet("nor this");
        capture.finish(10ms);
        QCOMPARE(failures.count(), 1);
    }

    void tsharkReadsItLive()
    {
        if (QStandardPaths::findExecutable(u"tshark"_s).isEmpty())
            QSKIP("tshark is not installed.");
        const QString pipe = newPipe();
        QProcess shark;
        shark.start(u"tshark"_s,
                    {u"-n"_s, u"-l"_s, u"-i"_s, pipe, u"-T"_s, u"fields"_s, u"-e"_s, u"tcp.len"_s});
        Desk desk;
        LiveCapture capture(desk.journal, desk.connections, pipe);
        QVERIFY(!capture.start());
        desk.greet("hello");
        QByteArray told;
        QTRY_VERIFY_WITH_TIMEOUT((told += shark.readAllStandardOutput()).simplified() == "0 0 0 5",
                                 kPatience);
        desk.greet("more");
        QTRY_VERIFY_WITH_TIMEOUT((told += shark.readAllStandardOutput()).simplified() == "0 0 0 5 4",
                                 kPatience);
        shark.kill();
        QTRY_COMPARE_WITH_TIMEOUT(shark.state(), QProcess::NotRunning, kPatience);
    }

private:
    QString newPipe()
    {
        const QString pipe = m_folder.filePath(u"pipe-%1"_s.arg(++m_pipes));
        if (::mkfifo(QFile::encodeName(pipe).constData(), 0600) != 0)
            qFatal("mkfifo");
        return pipe;
    }
    static QByteArray content(const QString &file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    int m_pipes = 0;
};

QTEST_GUILESS_MAIN(TestLiveCapture)
#include "tst_livecapture.moc"
