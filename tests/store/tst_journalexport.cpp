// SPDX-License-Identifier: MIT
#include "store/journalexport.h"

#include "support/eventlist.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

QByteArray exported(ExportFormat format, const Journal &journal, quint32 connection = 0, qint64 part = 1)
{
    const ConnectionIndex connections(journal);
    TextReading texts(journal, connections);
    QBuffer device;
    device.open(QIODevice::WriteOnly);
    const auto writer = makeExport(format, journal, connections, texts, device, connection);
    if (!writer->begin())
        return {};
    while (!writer->isAtEnd()) {
        if (!writer->writeSome(part))
            return {};
    }
    return device.data();
}

/// A device that takes some bytes and then no more.
class FullDevice : public QIODevice
{
public:
    explicit FullDevice(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (size > m_room)
            return -1;
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace

class TestJournalExport : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        EventList list;
        m_journal.append({list.make(EventKind::Connected, Side::Client),
                          list.data(EventKind::Sent, Side::Client, u"=1+1, \"谢谢\"\n"_s.toUtf8()),
                          list.data(EventKind::Received, Side::Client, "@SUM(A1)", 2),
                          list.make(EventKind::Closed, Side::Client)});
    }

    void notesGoAlong()
    {
        RowNotes notes;
        notes.setBookmarked(0, true);
        notes.setComment(1, u"=2+2, \x1b[31m谢谢"_s);
        const ConnectionIndex connections(m_journal);
        const TextReading texts(m_journal, connections);
        const auto lines = [&](ExportFormat format) {
            QBuffer device;
            device.open(QIODevice::WriteOnly);
            const auto writer = makeExport(format, m_journal, connections, texts, device, 0, &notes);
            if (!writer->begin() || !writer->writeSome(1 << 20))
                return QList<QByteArray>();
            return device.data().split('\n');
        };
        const QList<QByteArray> json = lines(ExportFormat::JsonLines);
        QCOMPARE(QJsonDocument::fromJson(json.at(0))[u"bookmarked"_s].toBool(), true);
        QCOMPARE(QJsonDocument::fromJson(json.at(1))[u"comment"_s].toString(), u"=2+2, [31m谢谢"_s);
        QVERIFY(!json.at(2).contains("comment"));
        const QList<QByteArray> csv = lines(ExportFormat::Csv);
        QVERIFY(csv.at(1).endsWith(",1,\r"));
        QVERIFY(csv.at(2).endsWith(u",,\"'=2+2, [31m谢谢\"\r"_s.toUtf8()));
        QCOMPARE(lines(ExportFormat::Text).at(2), u"    # =2+2, [31m谢谢"_s.toUtf8());
    }

    void names()
    {
        for (const ExportFormat format : allExportFormats()) {
            QCOMPARE(exportFormatFromName(exportFormatName(format)), format);
            QVERIFY(!exportFormatEnding(format).isEmpty());
        }
        QVERIFY(!exportFormatFromName(u"xls"_s));
    }

    void jsonLines()
    {
        const QList<QByteArray> lines = exported(ExportFormat::JsonLines, m_journal).split('\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines.last().isEmpty());
        const QJsonObject sent = QJsonDocument::fromJson(lines.at(1)).object();
        QCOMPARE(QByteArray::fromBase64(sent[u"data"_s].toString().toLatin1()),
                 u"=1+1, \"谢谢\"\n"_s.toUtf8());
        QCOMPARE(exported(ExportFormat::JsonLines, m_journal, 2).count('\n'), 1);
    }

    // Read by somebody else's reader, and harmless in a spreadsheet.
    void csv()
    {
        QProcess python;
        python.start(u"python3"_s,
                     {u"-c"_s,
                      u"import csv, sys, io\n"
                      "rows = list(csv.DictReader(io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')))\n"
                      "assert len(rows) == 4, rows\n"
                      "assert bytes.fromhex(rows[1]['hex']) == '=1+1, \"谢谢\"\\n'.encode(), rows[1]\n"
                      "assert rows[1]['text'].startswith(\"'=1+1, \\\"谢谢\\\"\"), rows[1]['text']\n"
                      "assert rows[2]['text'] == \"'@SUM(A1)\"\n"
                      "assert all(v[:1] not in '=+-@' or not v for r in rows for v in r.values())\n"
                      "print('sound')"_s});
        python.write(exported(ExportFormat::Csv, m_journal));
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished());
        QCOMPARE(python.readAllStandardOutput().trimmed(), "sound");
    }

    void text()
    {
        const QByteArray text = exported(ExportFormat::Text, m_journal);
        QCOMPARE(text.count('\n'), 4);
        QVERIFY(text.contains("谢谢"));
    }

    void saysWhenTheDeviceIsFull_data()
    {
        QTest::addColumn<int>("format");
        for (const ExportFormat format : allExportFormats())
            QTest::newRow(qPrintable(exportFormatName(format))) << int(format);
    }
    void saysWhenTheDeviceIsFull()
    {
        QFETCH(int, format);
        const ConnectionIndex connections(m_journal);
        TextReading texts(m_journal, connections);
        const qsizetype whole = exported(ExportFormat(format), m_journal).size();
        for (const qsizetype room : {qsizetype(0), whole / 2, whole - 1}) {
            FullDevice device(room);
            const auto writer = makeExport(ExportFormat(format), m_journal, connections, texts, device);
            QVERIFY(!(writer->begin() && writer->writeSome(INT_MAX)));
        }
        FullDevice device(whole);
        const auto writer = makeExport(ExportFormat(format), m_journal, connections, texts, device);
        QVERIFY(writer->begin() && writer->writeSome(INT_MAX));
    }

private:
    Journal m_journal;
};

QTEST_GUILESS_MAIN(TestJournalExport)
#include "tst_journalexport.moc"
