// SPDX-License-Identifier: MIT
#include "store/sessionfile.h"

#include "core/eventjson.h"
#include "core/journal.h"
#include "store/copyprogress.h"
#include "store/createdsession.h"
#include "store/sessionwriter.h"
#include "support/eventlist.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// One event of every kind with everything that an event can have.
QList<Event> everything()
{
    EventList list;
    QList<Event> events;
    for (const EventKind kind : allEventKinds()) {
        Event event
            = list.data(kind, Side::Client, kind == EventKind::Sent ? QByteArray("a\0b", 3) : QByteArray(),
                        quint32(kind) + 1);
        event.transport = Transport(int(kind) % 6);
        event.isStep = int(kind) % 2 == 1;
        event.wallClockUs = 1'700'000'000'000'000 + qint64(kind);
        event.error = Error{ErrorCode::System, 5, u"/tmp/x"_s, -7, u"Input/output error"_s};
        KernelReading reading;
        reading.state = TcpState::TimeWait;
        reading.cookie = ~quint64(0);
        reading.timer = KernelReading::Timer::TimeWait;
        reading.metrics = TcpMetrics{};
        reading.metrics->bytesAcknowledged = quint64(1) << 63;
        reading.metrics->slowStartThreshold = 0x7fffffff;
        event.reading = std::make_shared<const KernelReading>(reading);
        CallDetail detail;
        detail.call = CallName::RecvMsg;
        detail.flags = MessageFlag::Peek | MessageFlag::DontWait;
        detail.returnedFlags = MessageFlag::Trunc;
        detail.ancillary = {{u"SOL_SOCKET"_s, u"SCM_RIGHTS"_s, QByteArray("\x05\0\0\0", 4), u"fd 5"_s}};
        detail.option = SocketOption::Linger;
        detail.optionAsked = OptionValue{-1, {}};
        detail.optionNow = OptionValue{3, u"x"_s};
        detail.how = ShutdownHow::Both;
        detail.thread = ThreadReading{7, u'S', 288, u"accept4"_s, u"inet_csk_accept"_s};
        event.detail = std::make_shared<const CallDetail>(detail);
        SegmentReading segment;
        segment.frame = quint64(1) << 40;
        segment.flags = TcpFlag::Syn | TcpFlag::Cwr;
        segment.sequence = 0xFFFFFFFF;
        segment.acknowledgment = 7;
        segment.relativeSequence = (qint64(1) << 33) + 1;
        segment.relativeAcknowledgment = -1;
        segment.window = 0xFFFF;
        segment.windowShift = 14;
        segment.mss = 1460;
        segment.isSackPermitted = true;
        segment.role = SegmentRole::WindowUpdate;
        segment.isFragment = true;
        segment.captured = 3;
        segment.comment = u"注释"_s;
        event.segment = std::make_shared<const SegmentReading>(segment);
        events << event;
    }
    events.last().local = Address::path(u"/tmp/中文"_s);
    events.last().peer = Address::unnamed(12345);
    return events;
}

QByteArray jsonOf(const Event &event, const QByteArray &payload)
{
    return eventToJson(event, payload);
}

std::optional<Error> errorOfOpening(const QString &path)
{
    auto opened = SessionFile::open(path);
    if (const Error *error = std::get_if<Error>(&opened))
        return *error;
    SessionFile &file = std::get<SessionFile>(opened);
    file.read(0, 1000);
    file.notes();
    return file.fault();
}

void write(SessionFile &file, const QList<Event> &events)
{
    QVERIFY(!file.beginTransaction());
    for (const Event &event : events)
        QVERIFY(!file.append(event));
    QVERIFY(!file.commit());
}

} // namespace

class TestSessionFile : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"x.bothends"_s);
    }

    void keepsEverything()
    {
        const QList<Event> events = everything();
        SessionFile file = created(m_path);
        write(file, events);
        QVERIFY(!file.isFinished());
        QVERIFY(!file.finish());
        auto opened = SessionFile::open(m_path);
        SessionFile &again = std::get<SessionFile>(opened);
        QVERIFY(again.isFinished());
        const QList<Event> read = again.read(0, 1000);
        QVERIFY(!again.fault());
        QCOMPARE(read.size(), events.size());
        QCOMPARE(again.lastSeq(), events.last().seq);
        for (qsizetype i = 0; i < events.size(); ++i) {
            const QByteArray payload = again.payload(read.at(i).seq);
            QCOMPARE(jsonOf(read.at(i), payload), jsonOf(events.at(i), events.at(i).payload));
            QCOMPARE(payload, events.at(i).payload);
            QCOMPARE(read.at(i).local, events.at(i).local);
            QCOMPARE(read.at(i).reading->cookie, events.at(i).reading->cookie);
            QVERIFY(read.at(i).reading->metrics == events.at(i).reading->metrics);
            QVERIFY(read.at(i).error == events.at(i).error);
            QVERIFY(read.at(i).detail->optionAsked == events.at(i).detail->optionAsked);
        }
        QCOMPARE(again.read(read.at(2).seq, 2).size(), 2);
    }

    void overwritesNothing()
    {
        QFile other(m_path);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("precious");
        other.close();
        auto made = SessionFile::create(m_path);
        QCOMPARE(std::get<Error>(made).code, ErrorCode::FileExists);
        SessionFile file = created(m_folder->filePath(u"y.bothends"_s));
        QCOMPARE(file.copyTo(m_path)->code, ErrorCode::FileExists);
    }

    void copiesASessionThatGoesOn()
    {
        SessionFile file = created(m_path);
        write(file, everything());
        const QString copy = m_folder->filePath(u"copy.bothends"_s);
        QVERIFY(!file.copyTo(copy));
        auto opened = SessionFile::open(copy);
        QCOMPARE(std::get<SessionFile>(opened).read(0, 1000).size(), allEventKinds().size());
    }

    void copyingCanBeCancelled()
    {
        SessionFile file = created(m_path);
        EventList list;
        QList<Event> events;
        for (int i = 0; i < 2000; ++i)
            events << list.data(EventKind::Received, Side::Client, QByteArray(16 * 1024, 'x'));
        write(file, events);
        const QString copy = m_folder->filePath(u"copy.bothends"_s);
        CopyProgress whole;
        QVERIFY(!file.copyTo(copy, &whole));
        QVERIFY2(whole.percent() > 10 && whole.percent() < 100, qPrintable(QString::number(whole.percent())));
        QVERIFY(SessionFile::remove(copy));
        CopyProgress cancelled;
        cancelled.cancel();
        QCOMPARE(file.copyTo(copy, &cancelled)->code, ErrorCode::TransferCancelled);
        QCOMPARE(cancelled.percent(), 0); // at once, not at its end
        QVERIFY(!QFile::exists(copy));
        write(file, {list.data(EventKind::Received, Side::Client, "it goes on")});
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("another table") << QByteArray("CREATE TABLE evil(x)");
        QTest::newRow("a trigger") << QByteArray(
            "CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM meta; END");
        QTest::newRow("a view") << QByteArray(
            "DROP TABLE meta; CREATE VIEW meta AS SELECT 1 AS key, 2 AS value");
        QTest::newRow("a note of nothing") << QByteArray("INSERT INTO notes VALUES(-1, 0, 'x')");
        QTest::newRow("a note that is a blob") << QByteArray("INSERT INTO notes VALUES(3, 0, x'00')");
        QTest::newRow("a bookmark and more") << QByteArray("INSERT INTO notes VALUES(3, 7, 'x')");
        QTest::newRow("a long note") << QByteArray("INSERT INTO notes VALUES(3, 0, hex(zeroblob(20000)))");
        QTest::newRow("no table of notes") << QByteArray("DROP TABLE notes");
        QTest::newRow("no table") << QByteArray("DROP TABLE events");
        QTest::newRow("not ours") << QByteArray("PRAGMA application_id=1");
        QTest::newRow("an unknown kind") << QByteArray("UPDATE events SET kind=99 WHERE seq=3");
        QTest::newRow("a text for a number") << QByteArray("UPDATE events SET bytes='many' WHERE seq=3");
        QTest::newRow("a port that is none") << QByteArray("UPDATE events SET side=-1 WHERE seq=3");
        QTest::newRow("no CBOR") << QByteArray("UPDATE events SET extra=x'ff00ff' WHERE seq=3");
        QTest::newRow("CBOR of something else")
            << QByteArray("UPDATE events SET extra=x'a1656572726f7201' WHERE seq=3");
        QTest::newRow("a time beyond all clocks")
            << QByteArray("UPDATE events SET wallClockUs=459648823659035237 WHERE seq=3");
        QTest::newRow("more bytes than there are")
            << QByteArray("UPDATE events SET bytes=9223372036854775807 WHERE seq=3");
        QTest::newRow("a state below the first")
            << QByteArray("UPDATE events SET extra=x'a16772656164696e67a165737461746520' WHERE seq=3");
        QTest::newRow("a role below the first")
            << QByteArray("UPDATE events SET extra=x'a1677365676d656e74a164726f6c6520' WHERE seq=3");
        QTest::newRow("a fraction beyond all integers") << QByteArray(
            "UPDATE events SET extra=x'a1677365676d656e74a16677696e646f77fb43e158e460913d00' WHERE seq=3");
        QTest::newRow("too much") << QByteArray("UPDATE events SET extra=zeroblob(2000000) WHERE seq=3");
    }
    void refusesWhatIsNone()
    {
        QFETCH(QByteArray, sql);
        {
            SessionFile file = created(m_path);
            write(file, everything());
            QVERIFY(!file.finish());
        }
        QVERIFY(!errorOfOpening(m_path));
        sqlite3 *raw = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(m_path).constData(), &raw), SQLITE_OK);
        QCOMPARE(sqlite3_exec(raw, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(raw);
        const std::optional<Error> error = errorOfOpening(m_path);
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::NotASession);
    }

    void refusesDamagedFiles()
    {
        {
            SessionFile file = created(m_path);
            write(file, everything());
            QVERIFY(!file.finish());
        }
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        const QString damaged = m_folder->filePath(u"damaged"_s);
        for (qsizetype size = 0; size < whole.size(); size += 997) { // cut anywhere
            QFile cut(damaged);
            QVERIFY(cut.open(QIODevice::WriteOnly | QIODevice::Truncate));
            cut.write(whole.first(size));
            cut.close();
            errorOfOpening(damaged); // whatever it says, it ends
        }
        quint32 random = 1;
        for (int turn = 0; turn < 300; ++turn) { // bytes that fell over
            QByteArray bytes = whole;
            for (int i = 0; i < 8; ++i) {
                random = random * 1664525 + 1013904223;
                bytes[qsizetype(random) % bytes.size()] = char(random >> 13);
            }
            QFile::remove(damaged);
            QFile hurt(damaged);
            QVERIFY(hurt.open(QIODevice::WriteOnly));
            hurt.write(bytes);
            hurt.close();
            errorOfOpening(damaged);
        }
        QCOMPARE(errorOfOpening(m_folder->filePath(u"nowhere"_s))->code, ErrorCode::FileUnreadable);
        QCOMPARE(errorOfOpening(u"/dev/null"_s)->code, ErrorCode::FileUnreadable);
    }

    void saysThatItIsNewer()
    {
        {
            SessionFile file = created(m_path);
        }
        sqlite3 *raw = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(m_path).constData(), &raw), SQLITE_OK);
        sqlite3_exec(raw, "PRAGMA user_version=3", nullptr, nullptr, nullptr);
        sqlite3_close(raw);
        const std::optional<Error> error = errorOfOpening(m_path);
        QCOMPARE(error->code, ErrorCode::SessionVersion);
        QCOMPARE(error->amount, 3);
    }

    void keepsNotes()
    {
        const QList<RowNote> kept{{2, true, {}}, {3, false, u"谢谢"_s}};
        {
            SessionFile file = created(m_path);
            write(file, everything());
            SessionWriter writer(std::move(file));
            writer.note({1, true, u"for a while"_s});
            writer.note({3, true, {}});
            for (const RowNote &note : kept)
                writer.note(note);
            writer.note({1, false, {}}); // taken away again
        }
        auto opened = SessionFile::open(m_path);
        SessionFile &file = std::get<SessionFile>(opened);
        QCOMPARE(file.notes(), kept);
        QVERIFY(!file.fault());
        const QString copy = m_folder->filePath(u"copy.bothends"_s);
        QVERIFY(!file.copyTo(copy));
        auto copied = SessionFile::open(copy);
        QCOMPARE(std::get<SessionFile>(copied).notes(), kept);
    }

    void opensVersion1()
    {
        {
            SessionFile file = created(m_path);
            write(file, everything());
            QVERIFY(!file.finish());
        }
        sqlite3 *raw = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(m_path).constData(), &raw), SQLITE_OK);
        QCOMPARE(sqlite3_exec(raw, "DROP TABLE notes; PRAGMA user_version=1", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        sqlite3_close(raw);
        QVERIFY(!errorOfOpening(m_path));
        auto opened = SessionFile::open(m_path);
        SessionFile &file = std::get<SessionFile>(opened);
        QCOMPARE(file.read(0, 1000).size(), allEventKinds().size());
        QVERIFY(file.notes().isEmpty());
        const QList<RowNote> notes{{2, true, u"new"_s}};
        QVERIFY(!file.writeNotes(notes)); // as for a copy of it
        auto again = SessionFile::open(m_path);
        QCOMPARE(std::get<SessionFile>(again).notes(), notes);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_sessionfile.moc"
