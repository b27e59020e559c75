// SPDX-License-Identifier: MIT
#include "core/streambytes.h"
#include "support/eventlist.h"

#include <QTemporaryFile>
#include <QTest>

#include <unordered_map>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

/// Counts what is asked of it, and forgets single payloads on demand.
class CountingStore : public PayloadStore
{
public:
    void put(quint64 seq, const QByteArray &payload) override { m_payloads[seq] = payload; }
    QByteArray payload(quint64 seq) const override
    {
        ++fetches;
        const auto it = m_payloads.find(seq);
        return it == m_payloads.end() ? QByteArray() : it->second;
    }
    bool has(quint64 seq) const override { return m_payloads.count(seq) > 0; }
    qint64 droppedBytes() const override { return 0; }
    void drop(quint64 seq) { m_payloads.erase(seq); }

    mutable int fetches = 0;

private:
    std::unordered_map<quint64, QByteArray> m_payloads;
};

struct Scene
{
    void receive(const QList<QByteArray> &reads)
    {
        for (const QByteArray &bytes : reads)
            journal.append({events.data(EventKind::Received, Side::Client, bytes)});
    }
    StreamBytes stream(qsizetype row = 0) const { return StreamBytes::around(readings, row); }

    CountingStore *store = new CountingStore;
    Journal journal{std::unique_ptr<PayloadStore>(store)};
    ConnectionIndex index{journal};
    TextReading texts{journal, index};
    LifeLines lines{journal};
    Readings readings{journal, index, texts, lines};
    EventList events;
};

QString described(const std::vector<StreamSequence> &sequences)
{
    QStringList words;
    for (const StreamSequence &one : sequences) {
        QString word = u"%1+%2 "_s.arg(one.offset).arg(one.length);
        switch (one.kind) {
        case StreamSequence::Kind::Character:
            appendCodePoint(word, one.character);
            break;
        case StreamSequence::Kind::Invalid:
            word += u"invalid"_s;
            break;
        case StreamSequence::Kind::Incomplete:
            word += u"incomplete"_s;
            break;
        case StreamSequence::Kind::Gone:
            word += u"gone"_s;
            break;
        }
        words << word;
    }
    return words.join(u", "_s);
}

} // namespace

class TestStreamBytes : public QObject
{
    Q_OBJECT
private slots:
    void rowsAreOneStream()
    {
        Scene s;
        s.receive({"abc", "defg", "h"});
        const StreamBytes stream = s.stream(1);
        QCOMPARE(stream.size(), 8);
        const auto pieces = stream.read(2, 4);
        QCOMPARE(pieces.size(), size_t(1));
        QCOMPARE(pieces[0].bytes, QByteArray("cdef"));
        QCOMPARE(pieces[0].offset, 2);
        QCOMPARE(stream.read(0, 100)[0].bytes, QByteArray("abcdefgh"));
        QVERIFY(stream.read(8, 1).empty());
        QVERIFY(stream.read(3, 0).empty());
    }

    void directionsAndEndsAreApart()
    {
        Scene s;
        s.journal.append({s.events.data(EventKind::Sent, Side::Server, "one"),
                          s.events.data(EventKind::Received, Side::Client, "on"),
                          s.events.data(EventKind::Sent, Side::Client, "answer"),
                          s.events.data(EventKind::Received, Side::Client, "e")});
        QCOMPARE(s.stream(0).size(), 3);
        QCOMPARE(s.stream(0).rowsIn(0, 3).size(), size_t(1));
        QCOMPARE(s.stream(1).rowsIn(0, 3).size(), size_t(2));
        QVERIFY(s.stream(1) == s.stream(3));
        QVERIFY(!(s.stream(0) == s.stream(1)));
        QCOMPARE(s.stream(1).writer(), Side::Server);
        QCOMPARE(s.stream(2).size(), 6);
        QCOMPARE(s.stream(2).writer(), Side::Client);
    }

    void itGrowsWithTheJournal()
    {
        Scene s;
        s.receive({"ab"});
        const StreamBytes stream = s.stream();
        s.receive({"cd"});
        QCOMPARE(stream.size(), 4);
        QCOMPARE(stream.read(1, 2)[0].bytes, QByteArray("bc"));
    }

    void rowsByOffset()
    {
        Scene s;
        s.receive({"ab", "cde"});
        const StreamBytes stream = s.stream();
        QCOMPARE(stream.rowAt(1)->row, 0);
        QCOMPARE(stream.rowAt(2)->row, 1);
        QCOMPARE(stream.rowAt(4)->row, 1);
        QVERIFY(!stream.rowAt(5));
        QVERIFY(!stream.rowAt(-1));
        QCOMPARE(stream.range(1).offset, 2U);
        QCOMPARE(stream.range(1).length, 3);
    }

    void whatIsNotKeptIsAGapAndNotZeros()
    {
        Scene s;
        s.receive({"ab", "cd", "ef", "gh"});
        s.store->drop(2);
        s.store->drop(3);
        const auto pieces = s.stream().read(1, 6);
        QCOMPARE(pieces.size(), size_t(3));
        QCOMPARE(pieces[0].bytes, QByteArray("b"));
        QVERIFY(!pieces[1].isKept && pieces[1].bytes.isEmpty());
        QCOMPARE(pieces[1].offset, 2);
        QCOMPARE(pieces[1].length, 4);
        QCOMPARE(pieces[2].bytes, QByteArray("g"));
        QCOMPARE(described(s.stream().sequences(1, 6)), u"1+1 b, 2+4 gone, 6+1 g"_s);
    }

    void aReadTouchesItsRowsOnly()
    {
        Scene s;
        for (int i = 0; i < 2000; ++i)
            s.receive({QByteArray(100, 'x')});
        s.store->fetches = 0;
        QCOMPARE(s.stream().read(100'050, 200)[0].length, 200);
        QCOMPARE(s.store->fetches, 3);
        s.store->fetches = 0;
        QCOMPARE(s.stream().sequences(100'050, 200).size(), size_t(200));
        QVERIFY2(s.store->fetches < 12, qPrintable(QString::number(s.store->fetches)));
    }

    void charactersAcrossRows()
    {
        Scene s;
        const QByteArray bytes = u"a新b"_s.toUtf8();
        s.receive({bytes.left(2), bytes.mid(2, 1), bytes.mid(3)});
        QCOMPARE(described(s.stream().sequences(0, 5)), u"0+1 a, 1+3 新, 4+1 b"_s);
        // Windows that begin and end within it.
        QCOMPARE(described(s.stream().sequences(2, 1)), u"1+3 新"_s);
        QCOMPARE(described(s.stream().sequences(3, 2)), u"1+3 新, 4+1 b"_s);
    }

    void invalidAndIncompleteBytes()
    {
        Scene s;
        s.receive({"\xff\x80\x80\x80\x80"
                   "a\xe6\x96"});
        QCOMPARE(described(s.stream().sequences(0, 8)),
                 u"0+1 invalid, 1+1 invalid, 2+1 invalid, 3+1 invalid, 4+1 invalid, 5+1 a, 6+2 incomplete"_s);
        QCOMPARE(described(s.stream().sequences(4, 1)), u"4+1 invalid"_s);
        QCOMPARE(described(s.stream().sequences(7, 1)), u"6+2 incomplete"_s);
    }

    void theRestOfACharacterBehindAGap()
    {
        Scene s;
        const QByteArray bytes = u"新x"_s.toUtf8();
        s.receive({bytes.left(1), bytes.mid(1)});
        s.store->drop(1);
        QCOMPARE(described(s.stream().sequences(0, 4)), u"0+1 gone, 1+2 incomplete, 3+1 x"_s);
        QCOMPARE(described(s.stream().sequences(2, 2)), u"1+2 incomplete, 3+1 x"_s);
    }

    void everyWindowAgreesWithTheWhole_data()
    {
        QTest::addColumn<TextEncoding>("encoding");
        for (const TextEncoding encoding : allTextEncodings())
            QTest::newRow(qPrintable(textEncodingName(encoding))) << encoding;
    }
    void everyWindowAgreesWithTheWhole()
    {
        QFETCH(TextEncoding, encoding);
        const QString sample = encoding == TextEncoding::Latin1 ? u"Äöü text"_s
            : encoding == TextEncoding::Big5                    ? u"您好新年 abc 您好"_s
            : encoding == TextEncoding::Gbk                     ? u"您好，新年祝福 abc 服务器"_s
                                            : u"您好，😀新年祝福 abc 𠀀服务器"_s;
        QByteArray bytes = encodeText(encoding, sample).bytes;
        QVERIFY(!bytes.isEmpty());
        bytes += QByteArray("\xff\x81") + bytes;
        for (const int step : {1, 2, 3, 5, 7, 1000}) {
            Scene s;
            s.texts.setEncoding(1, encoding);
            for (qsizetype at = 0; at < bytes.size(); at += step)
                s.receive({bytes.mid(at, step)});
            const QString whole = u", "_s + described(s.stream().sequences(0, bytes.size())) + u',';
            for (qsizetype at = 0; at < bytes.size(); ++at) {
                for (const StreamSequence &one : s.stream().sequences(at, 1))
                    QVERIFY2(
                        whole.contains(u", "_s + described({one}) + u','),
                        qPrintable(
                            u"%1 at %2 step %3 in %4"_s.arg(described({one})).arg(at).arg(step).arg(whole)));
            }
        }
    }

    void aLongRowWithoutASafePlaceIsBounded()
    {
        Scene s;
        s.texts.setEncoding(1, TextEncoding::Gbk);
        const QByteArray one = encodeText(TextEncoding::Gbk, u"您"_s).bytes;
        s.receive({one.repeated(1024 * 1024)});
        const auto found = s.stream().sequences(1024 * 1024 + 1, 4);
        QCOMPARE(described(found), u"1048576+2 您, 1048578+2 您, 1048580+2 您"_s);
    }

    void charactersDoNotCrossDatagrams()
    {
        Scene scene;
        scene.events.transport = Transport::Udp;
        const QByteArray bytes = u"新年"_s.toUtf8();
        scene.receive({bytes.left(4), QByteArray(), bytes.mid(4)});
        const StreamBytes stream = scene.stream();
        QCOMPARE(stream.size(), 6);
        QCOMPARE(described(stream.sequences(0, 6)), u"0+3 新, 3+1 invalid, 4+1 invalid, 5+1 invalid"_s);
        QCOMPARE(described(stream.sequences(3, 2)), u"3+1 invalid, 4+1 invalid"_s);
        scene.store->drop(1);
        QCOMPARE(described(stream.sequences(2, 3)), u"2+2 gone, 4+1 invalid"_s);
    }

    void bytesThatAreInAFileAreReadFromThere()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("head0123456789tail");
        QVERIFY(file.flush());
        Scene s;
        Event part = s.events.data(EventKind::Received, Side::Client, "0123456789");
        part.payload.clear();
        CallDetail detail;
        detail.file = file.fileName();
        detail.fileOffset = 4;
        part.detail = std::make_shared<CallDetail>(detail);
        s.journal.append({part});
        const StreamBytes stream = s.stream();
        QCOMPARE(stream.size(), 10);
        const std::vector<StreamPiece> pieces = stream.read(2, 5);
        QCOMPARE(pieces.size(), size_t(1));
        QVERIFY(pieces[0].isKept);
        QCOMPARE(pieces[0].bytes, QByteArray("23456"));
        QCOMPARE(stream.read(0, 100)[0].bytes, QByteArray("0123456789")); // not what follows in the file
        QCOMPARE(stream.sequences(3, 1).size(), size_t(1));
        QVERIFY(file.resize(8));
        QVERIFY(!stream.read(2, 5)[0].isKept); // it is shorter now
        QVERIFY(stream.read(0, 4)[0].isKept);
        QVERIFY(file.remove());
        QVERIFY(!stream.read(0, 4)[0].isKept);
    }

    void whatWasPeekedAtStandsAlone()
    {
        Scene s;
        s.receive({"first"});
        Event peeked = s.events.make(EventKind::Peeked, Side::Client);
        peeked.payload = "second";
        peeked.bytes = 6;
        peeked.streamOffset = 5;
        s.journal.append({peeked});
        const StreamBytes stream = s.stream(1);
        QVERIFY(stream.isAlone());
        QCOMPARE(stream.size(), 6);
        QCOMPARE(stream.range(1).offset, 0U);
        QCOMPARE(stream.read(0, 6)[0].bytes, QByteArray("second"));
        QVERIFY(!(stream == s.stream(0)));
        QCOMPARE(s.stream(0).size(), 5); // the stream has it not yet
    }

    void datagramsAreCounted()
    {
        Scene s;
        s.events.transport = Transport::Udp;
        s.receive({"one", "", "three"});
        const StreamBytes stream = s.stream();
        QVERIFY(stream.isDatagrams());
        QCOMPARE(stream.rowCount(), 3);
        QCOMPARE(stream.numberOf(stream.range(0)), 1);
        QCOMPARE(stream.numberOf(stream.range(1)), 2);
        QCOMPARE(stream.numberOf(stream.range(2)), 3);
        const std::vector<StreamRange> rows = stream.rowsIn(0, 8);
        QCOMPARE(rows.size(), size_t(2)); // the empty one has no place among the bytes
        QCOMPARE(rows[1].row, qsizetype(2));
    }
};

QTEST_APPLESS_MAIN(TestStreamBytes)
#include "tst_streambytes.moc"
