// SPDX-License-Identifier: MIT
#include "core/eventtext.h"
#include "core/textreading.h"

#include "core/icmp.h"
#include "support/eventlist.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

class TestTextReading : public QObject
{
    Q_OBJECT
private slots:
    void aCutCharacterIsWholeInTheLaterRow()
    {
        Reading r;
        const QByteArray bytes = u"新年快乐"_s.toUtf8();
        r.receive({bytes.left(4), bytes.mid(4)});
        QCOMPARE(r.text(0), u"新"_s);
        QCOMPARE(r.reading.rowText(0).cutAtEnd, 1);
        QCOMPARE(r.text(1), u"年快乐"_s);
        QCOMPARE(r.reading.rowText(1).cutAtStart, 2);
    }

    void everySplitGivesTheSameText_data()
    {
        QTest::addColumn<TextEncoding>("encoding");
        for (const TextEncoding encoding : allTextEncodings())
            QTest::newRow(qPrintable(textEncodingName(encoding))) << encoding;
    }
    void everySplitGivesTheSameText()
    {
        QFETCH(TextEncoding, encoding);
        const QString text = encoding == TextEncoding::Latin1
            ? u"plain Äöü text of some length"_s
            : u"您好，您收到了服务器的新年祝福 abc def 您好"_s;
        // Big5 lacks simplified characters.
        const QString usable = encoding == TextEncoding::Big5 ? u"您好，新年 abc def 您好"_s : text;
        const QByteArray bytes = encodeText(encoding, usable).bytes;
        QVERIFY(!bytes.isEmpty());
        for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
            Reading r;
            r.reading.setEncoding(1, encoding);
            r.receive({bytes.left(cut), bytes.mid(cut)});
            QCOMPARE(r.text(0) + r.text(1), usable);
        }
    }

    void changingTheEncodingReadsAgain()
    {
        Reading r;
        const QByteArray bytes = encodeText(TextEncoding::Gb18030, u"您好"_s).bytes;
        r.receive({bytes.left(1), bytes.mid(1)});
        QVERIFY(r.text(0) + r.text(1) != u"您好"_s);
        QSignalSpy changed(&r.reading, &TextReading::encodingChanged);
        r.reading.setEncoding(1, TextEncoding::Gb18030);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(r.text(0) + r.text(1), u"您好"_s);
        r.reading.setEncoding(1, TextEncoding::Gb18030);
        QCOMPARE(changed.size(), 1);
    }

    void theDefaultIsForConnectionsWithoutTheirOwn()
    {
        Reading r;
        r.receive({encodeText(TextEncoding::Gbk, u"您"_s).bytes});
        r.reading.setDefaultEncoding(TextEncoding::Gbk);
        QCOMPARE(r.text(0), u"您"_s);
    }

    void hostileBytesAreShownAsEscapesAndKept()
    {
        Reading r;
        const QByteArray bytes("\xff\0<b>\xe2\x80\xae", 8);
        r.receive({bytes});
        QCOMPARE(r.text(0), u"\\xff\\x00<b>\\u202e"_s);
        QCOMPARE(r.journal.payload(0), bytes);
    }

    void whatARowShowsIsBounded()
    {
        Reading r;
        r.receive({QByteArray(1024 * 1024, 'x')});
        const TextReading::RowText row = r.reading.rowText(0);
        QVERIFY(row.isShortened);
        QVERIFY(row.display.text.size() <= TextReading::kRowLimit);
        QCOMPARE(r.reading.rowText(0, -1).display.text.size(), 1024 * 1024);
    }

    void sentAndReceivedAreReadApart()
    {
        // Our write is whole although the other end's reads of it are cut.
        Reading r;
        const QByteArray bytes = u"您"_s.toUtf8();
        r.journal.append({r.events.data(EventKind::Sent, Side::Server, bytes),
                          r.events.data(EventKind::Received, Side::Client, bytes.left(2)),
                          r.events.data(EventKind::Sent, Side::Server, "a")});
        QCOMPARE(r.text(2), u"a"_s);
        QCOMPARE(r.reading.rowText(1).cutAtEnd, 2);
    }

    void aDatagramIsReadByItself()
    {
        Reading r;
        r.events.transport = Transport::Udp;
        const QByteArray bytes = u"新年"_s.toUtf8();
        r.receive({bytes.left(4), bytes.mid(4), u"好"_s.toUtf8()});
        QCOMPARE(r.text(0), u"新\\xe5"_s); // the next one does not continue it
        QCOMPARE(r.text(1), u"\\xb9\\xb4"_s);
        QCOMPARE(r.text(2), u"好"_s);
        QCOMPARE(r.reading.rowText(0).cutAtEnd, 0);
        QCOMPARE(r.reading.rowText(1).cutAtStart, 0);
        QCOMPARE(r.reading.rowText(0).display.escapes, (TextRanges{{1, 4}}));
    }

    void aPeekAndALineAreReadByThemselves_data()
    {
        QTest::addColumn<EventKind>("kind");
        QTest::newRow("peek") << EventKind::Peeked;
        QTest::newRow("line") << EventKind::Line;
    }
    void aPeekAndALineAreReadByThemselves()
    {
        QFETCH(EventKind, kind);
        Reading r;
        const QByteArray bytes = u"新"_s.toUtf8();
        Event aside = r.events.make(kind, Side::Client);
        aside.payload = bytes.left(2);
        aside.bytes = 2;
        r.receive({bytes.left(2)});
        aside.seq = 50;
        r.journal.append({aside});
        Event rest = r.events.data(EventKind::Received, Side::Client, bytes.mid(2));
        rest.seq = 60;
        r.journal.append({rest});
        QCOMPARE(r.text(1), u"\\xe6\\x96"_s);
        QCOMPARE(r.text(2), u"新"_s); // the stream goes on as if nobody had looked
    }

    void bytesInAFileAreANote()
    {
        Reading r;
        Event saved = r.events.data(EventKind::Received, Side::Client, {});
        saved.bytes = 4096;
        CallDetail detail;
        detail.call = CallName::Recv;
        detail.file = u"/tmp/photo.jpg"_s;
        saved.detail = std::make_shared<const CallDetail>(detail);
        r.journal.append({saved});
        const TextReading::RowText text = r.reading.rowText(0);
        QVERIFY(text.isElsewhere && !text.isGone);
        QVERIFY2(text.display.text.contains(u"photo.jpg"_s), qPrintable(text.display.text));
        QCOMPARE(text.display.escapes, (TextRanges{{0, text.display.text.size()}})); // no text of the peer
    }

    void captionsSayWhatIsCut()
    {
        Reading r;
        r.receive({u"您"_s.toUtf8().left(2)});
        const QString caption = dataCaption(r.journal.at(0), r.reading.rowText(0), TextEncoding::Utf8);
        QVERIFY(caption.contains(u"2"_s) && caption.contains(u"cut"_s));
        QVERIFY2(caption.contains(u"E6 82"_s), qPrintable(caption));
    }

    void bothRowsSayWhichBytesOfACutCharacterTheyHold_data()
    {
        QTest::addColumn<QList<QByteArray>>("reads");
        QTest::addColumn<QStringList>("ends");
        const QByteArray bytes = u"新年"_s.toUtf8();
        const QString begins = u"the last %1 byte(s) %2 begin a character that is cut here"_s;
        const QString completes = u"the first %1 byte(s) %2 complete %3"_s;
        QTest::newRow("1 + 2") << QList<QByteArray>{bytes.left(1), bytes.mid(1)}
                               << QStringList{begins.arg(u"1"_s, u"E6"_s),
                                              completes.arg(u"2"_s, u"96 B0"_s, u"新"_s)};
        QTest::newRow("5 + 1") << QList<QByteArray>{bytes.left(5), bytes.mid(5)}
                               << QStringList{begins.arg(u"2"_s, u"E5 B9"_s),
                                              completes.arg(u"1"_s, u"B4"_s, u"年"_s)};
        QTest::newRow("1 + 1 + 1") << QList<QByteArray>{bytes.left(1), bytes.mid(1, 1), bytes.mid(2, 1)}
                                   << QStringList{begins.arg(u"1"_s, u"E6"_s),
                                                  u"1 byte(s) 96 from the middle of a character"_s,
                                                  completes.arg(u"1"_s, u"B0"_s, u"新"_s)};
        QTest::newRow("ends one, begins one")
            << QList<QByteArray>{bytes.left(2), bytes.mid(2, 2)}
            << QStringList{begins.arg(u"2"_s, u"E6 96"_s),
                           completes.arg(u"1"_s, u"B0"_s, u"新"_s) + u" • "_s + begins.arg(u"1"_s, u"E5"_s)};
        QTest::newRow("hostile: a bidi control")
            << QList<QByteArray>{"\xe2", "\x80\xae"}
            << QStringList{begins.arg(u"1"_s, u"E2"_s), completes.arg(u"2"_s, u"80 AE"_s, u"\\u202e"_s)};
        QTest::newRow("never completed")
            << QList<QByteArray>{"\xe6", "xyz"} << QStringList{begins.arg(u"1"_s, u"E6"_s), u"readyRead()"_s};
    }
    void bothRowsSayWhichBytesOfACutCharacterTheyHold()
    {
        QFETCH(QList<QByteArray>, reads);
        QFETCH(QStringList, ends);
        Reading r;
        r.receive(reads);
        for (qsizetype row = 0; row < reads.size(); ++row) {
            const QString caption
                = dataCaption(r.journal.at(row), r.reading.rowText(row), TextEncoding::Utf8);
            QVERIFY2(caption.endsWith(ends.at(row)), qPrintable(caption));
        }
    }

    void droppedBytesAreSaid()
    {
        Journal journal(std::make_unique<MemoryPayloadStore>(1));
        ConnectionIndex index(journal);
        TextReading reading(journal, index);
        EventList events;
        journal.append({events.data(EventKind::Received, Side::Client, "hello")});
        QVERIFY(reading.rowText(0).isGone);
    }

private:
    struct Reading
    {
        void receive(const QList<QByteArray> &reads)
        {
            for (const QByteArray &bytes : reads)
                journal.append({events.data(EventKind::Received, Side::Client, bytes)});
        }
        QString text(qsizetype row) const { return reading.rowText(row).display.text; }

        Journal journal;
        ConnectionIndex index{journal};
        TextReading reading{journal, index};
        EventList events;
    };

    // What no learner can read as text is said in words, in front of what can be read.
    void icmpHeadersAreSaidInWords()
    {
        Journal journal;
        const ConnectionIndex connections(journal);
        const TextReading reading(journal, connections);
        EventList list;
        Event ping = list.data(EventKind::Sent, Side::Client, icmp::echoRequest(false, 258, 7, "ping\x01"));
        ping.transport = Transport::RawIcmp;
        Event broken = list.data(EventKind::Received, Side::Client, "E");
        broken.transport = Transport::RawIcmp;
        journal.append({ping, broken});
        const TextReading::RowText text = reading.rowText(0);
        QVERIFY2(text.display.text.startsWith(u"8 Echo • "_s), qPrintable(text.display.text));
        QVERIFY(text.display.text.contains(u" 258 • "_s));
        QVERIFY(text.display.text.endsWith(u" 7 • ping\\x01"_s));
        QCOMPARE(text.display.escapes.constFirst().first, 0);
        const TextRange last = text.display.escapes.constLast();
        QCOMPARE(text.display.text.mid(last.first, last.second), u"\\x01"_s);
        QCOMPARE(reading.rowText(1).display.text, u"E"_s);
        QVERIFY(!reading.rowText(0, -1).display.text.startsWith(u"8 Echo"_s)); // all of it: the bytes
    }
};

QTEST_APPLESS_MAIN(TestTextReading)
#include "tst_textreading.moc"
