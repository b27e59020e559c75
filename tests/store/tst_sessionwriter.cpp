// SPDX-License-Identifier: MIT
#include "store/sessionwriter.h"

#include "core/journal.h"
#include "store/createdsession.h"
#include "store/sessionpayloads.h"
#include "support/eventlist.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 20000;

} // namespace

class TestSessionWriter : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"x.bothends"_s);
    }

    // Each commit costs a page of the log at least, so small batches share one.
    void aCommitIsNotOneForEachBatch()
    {
        SessionWriter writer(created(m_path));
        QSignalSpy written(&writer, &SessionWriter::written);
        constexpr quint64 kBatches = 200;
        EventList list;
        quint64 seq = 0;
        QTimer feed;
        connect(&feed, &QTimer::timeout, &feed, [&] {
            writer.append({list.data(EventKind::Received, Side::Client, "abc")});
            if (++seq == kBatches)
                feed.stop();
        });
        QElapsedTimer clock;
        clock.start();
        feed.start(2);
        QTRY_COMPARE_WITH_TIMEOUT(writer.writtenSeq(), kBatches, kPatience);
        const qint64 most = clock.elapsed() / SessionWriter::kCommitMs + 2;
        QVERIFY2(written.size() <= most, QByteArray::number(written.size()).constData());
    }

    // What is written goes along, what comes later follows it, and the old file may go.
    void goesOnInAnotherPlace()
    {
        const QString other = m_folder->filePath(u"other.bothends"_s);
        EventList list;
        {
            auto recorded = SessionPayloads::record(m_path);
            auto payloads = std::get<std::unique_ptr<SessionPayloads>>(std::move(recorded));
            SessionWriter *writer = payloads->writer();
            QSignalSpy moved(writer, &SessionWriter::moved);
            QSignalSpy failed(writer, &SessionWriter::moveFailed);
            Journal journal(std::move(payloads));
            journal.append({list.data(EventKind::Received, Side::Client, "before")});
            QTRY_COMPARE_WITH_TIMEOUT(writer->writtenSeq(), quint64(1), kPatience);
            writer->moveTo(m_path); // is there already
            QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatience);
            writer->moveTo(m_folder->filePath(u"nowhere/x"_s));
            QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, kPatience);
            writer->moveTo(other);
            journal.append({list.data(EventKind::Received, Side::Client, "after")});
            QTRY_COMPARE_WITH_TIMEOUT(moved.size(), 1, kPatience);
            QCOMPARE(journal.payload(0), QByteArray("before"));
            QTRY_COMPARE_WITH_TIMEOUT(writer->writtenSeq(), quint64(2), kPatience);
            QVERIFY(SessionFile::remove(m_path));
            QVERIFY(!QFile::exists(m_path + u"-wal"_s));
            QCOMPARE(journal.payload(1), QByteArray("after"));
        }
        auto opened = SessionFile::open(other);
        SessionFile &file = std::get<SessionFile>(opened);
        QVERIFY(file.isFinished());
        QCOMPARE(file.lastSeq(), quint64(2));
        QCOMPARE(file.payload(1) + file.payload(2), QByteArray("beforeafter"));
    }

    void writesWhileItIsRead()
    {
        auto recorded = SessionPayloads::record(m_path);
        auto payloads = std::get<std::unique_ptr<SessionPayloads>>(std::move(recorded));
        const SessionWriter *writer = payloads->writer();
        auto journal = std::make_unique<Journal>(std::move(payloads));
        EventList list;
        constexpr int kBatches = 200;
        for (int i = 0; i < kBatches; ++i) {
            QList<Event> batch;
            for (int j = 0; j < 10; ++j)
                batch << list.data(EventKind::Received, Side::Client, QByteArray(50'000, char('a' + j)));
            journal->append(batch);
        }
        QTRY_COMPARE_WITH_TIMEOUT(writer->writtenSeq(), quint64(kBatches * 10), kPatience);
        for (qsizetype row = 0; row < kBatches * 10; row += 37)
            QCOMPARE(journal->payload(row), QByteArray(50'000, char('a' + row % 10)));
        QCOMPARE(writer->pendingBytes(), 0);
        journal.reset();
        auto again = SessionFile::open(m_path);
        QVERIFY(std::get<SessionFile>(again).isFinished());
        QCOMPARE(std::get<SessionFile>(again).lastSeq(), quint64(kBatches * 10));
    }

    void showsPayloadsWhereTheyAre()
    {
        // More than memory keeps, so that a part is in the file only; and the same from the file alone.
        auto recorded = SessionPayloads::record(m_path);
        auto payloads = std::get<std::unique_ptr<SessionPayloads>>(std::move(recorded));
        const SessionPayloads *store = payloads.get();
        const SessionWriter *writer = payloads->writer();
        auto journal = std::make_unique<Journal>(std::move(payloads));
        EventList list;
        constexpr int kEvents = 2000;
        for (int i = 0; i < kEvents; ++i) {
            const QByteArray bytes = i % 5 == 0 ? QByteArray() : QByteArray(50'000, char('a' + i % 26));
            journal->append({list.data(EventKind::Received, Side::Client, bytes)});
        }
        const auto check = [](const Journal &shown) {
            for (const qsizetype first : {qsizetype(0), qsizetype(kEvents - 300)}) {
                qsizetype expected = first;
                shown.visitPayloads(first, kEvents - 2, [&](qsizetype row, QByteArrayView bytes) {
                    expected += expected % 5 == 0 ? 1 : 0;
                    if (row != expected++ || bytes != QByteArray(50'000, char('a' + row % 26)))
                        expected = -2 * kEvents;
                    return true;
                });
                QCOMPARE(expected, qsizetype(kEvents - 1));
            }
            qsizetype last = 0;
            shown.visitPayloads(3, kEvents - 1, [&last](qsizetype row, QByteArrayView) {
                last = row;
                return row < 17;
            });
            QCOMPARE(last, 17);
        };
        check(*journal);
        QTRY_COMPARE_WITH_TIMEOUT(writer->writtenSeq(), quint64(kEvents), kPatience);
        journal->append({list.data(EventKind::Received, Side::Client, "z")});
        QVERIFY(store->heldBytes() <= SessionPayloads::kCacheBytes);
        check(*journal);
        journal.reset();

        auto again = SessionFile::open(m_path);
        Journal stored(std::make_unique<SessionPayloads>(std::get<SessionFile>(std::move(again))));
        EventList same;
        for (int i = 0; i < kEvents; ++i)
            stored.append({same.data(EventKind::Received, Side::Client, {})});
        check(stored);
    }

    void saysWhenItLags()
    {
        SessionWriter writer(created(m_path));
        QSignalSpy lagging(&writer, &SessionWriter::lagging);
        QSignalSpy relieved(&writer, &SessionWriter::relieved);
        EventList list;
        QList<Event> events;
        for (int i = 0; i < 40; ++i)
            events << list.data(EventKind::Received, Side::Client, QByteArray(1'000'000, 'x'));
        writer.append(events);
        QCOMPARE(lagging.size(), 1);
        QVERIFY(writer.isLagging());
        QTRY_COMPARE_WITH_TIMEOUT(relieved.size(), 1, kPatience);
        QVERIFY(!writer.isLagging());
    }

    // Beside the writing; and once the log is too long, nothing is let in until it is there.
    void bringsItsLogToItsPlace_data()
    {
        QTest::addColumn<bool>("isRead");
        QTest::newRow("alone") << false;
        QTest::newRow("while somebody reads all the time") << true;
    }
    void bringsItsLogToItsPlace()
    {
        QFETCH(bool, isRead);
        SessionWriter writer(created(m_path), kShortLog);
        QSignalSpy lagging(&writer, &SessionWriter::lagging);
        QSignalSpy relieved(&writer, &SessionWriter::relieved);
        sqlite3 *reader = nullptr;
        if (isRead) { // keeps the log from beginning anew
            QCOMPARE(sqlite3_open(QFile::encodeName(m_path).constData(), &reader), SQLITE_OK);
            sqlite3_exec(reader, "BEGIN; SELECT * FROM events", nullptr, nullptr, nullptr);
        }
        constexpr quint64 kCount = 320; // of 64 KiB
        constexpr quint64 kAtOnce = 32; // more than the log may have
        for (quint64 seq = 1; seq <= kCount; ++seq) {
            QTRY_VERIFY_WITH_TIMEOUT(!writer.isLagging(), kPatience);
            writer.append({large(seq)});
            if (seq % kAtOnce == 0)
                QTRY_COMPARE_WITH_TIMEOUT(writer.writtenSeq(), seq, kPatience);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!writer.isLagging(), kPatience);
        QCOMPARE(relieved.size(), lagging.size());
        const qint64 log = QFileInfo(m_path + u"-wal"_s).size();
        if (isRead)
            QVERIFY(log > 64 * 1024 * qint64(kCount));
        else
            QVERIFY2(log < 8 * kShortLog.most, QByteArray::number(log).constData());
        sqlite3_close(reader);
    }

    void saysThatItsLogCannotBeBrought()
    {
        const QString away = m_path + u".away"_s;
        SessionWriter writer(created(m_path), kShortLog);
        QSignalSpy failed(&writer, &SessionWriter::failed);
        QSignalSpy recovered(&writer, &SessionWriter::recovered);
        QVERIFY(QFile::rename(m_path, away));
        for (quint64 seq = 1; failed.isEmpty() && seq <= 300; ++seq) {
            writer.append({large(seq)});
            QTRY_COMPARE_WITH_TIMEOUT(writer.writtenSeq(), seq, kPatience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatience);
        QVERIFY(writer.isLagging());
        QVERIFY(writer.isFailing());
        QVERIFY(QFile::rename(away, m_path));
        writer.retry();
        QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!writer.isLagging(), kPatience);
        QVERIFY(!writer.isFailing());
        QCOMPARE(failed.size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    static constexpr SessionWriter::LogLimits kShortLog{256 * 1024, 1024 * 1024};

    static Event large(quint64 seq)
    {
        Event event;
        event.seq = seq;
        event.kind = EventKind::Received;
        event.payload = QByteArray(64 * 1024, 'x');
        event.bytes = event.payload.size();
        return event;
    }
};

QTEST_GUILESS_MAIN(TestSessionWriter)
#include "tst_sessionwriter.moc"
