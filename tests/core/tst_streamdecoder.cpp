// SPDX-License-Identifier: MIT
#include "core/streamdecoder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestStreamDecoder : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void knowsWhereItIsCut_data();
    void knowsWhereItIsCut();
    void everySplitGivesTheSameText_data();
    void everySplitGivesTheSameText();
    void noByteVanishes_data();
    void noByteVanishes();
    void everyUtf8Character();
    void everyCharacterComesBack_data();
    void everyCharacterComesBack();
    void longTextLikeQt();
    void byteOrderMarkIsData_data();
    void byteOrderMarkIsData();
    void finishAndReset();
    void emptyChunks();
    void firstSequenceAgrees_data();
    void firstSequenceAgrees();
    void rangesAreJoined();
    void textHoldsNoSpareMemory();
};

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

void addEncodingRows()
{
    QTest::addColumn<TextEncoding>("encoding");
    for (const TextEncoding encoding : allTextEncodings())
        QTest::newRow(qPrintable(textEncodingName(encoding))) << encoding;
}

// Two decoded stretches one after the other.
struct Joined
{
    QString text;
    TextRanges escapes;

    void add(const DecodedChunk &chunk)
    {
        for (const auto &[start, length] : chunk.escapes)
            appendRange(escapes, text.size() + start, length);
        text += chunk.text;
    }
    friend bool operator==(const Joined &, const Joined &) = default;
};

Joined decodeInPieces(TextEncoding encoding, const QList<QByteArray> &pieces)
{
    StreamDecoder decoder(encoding);
    Joined joined;
    for (const QByteArray &piece : pieces)
        joined.add(decoder.decode(piece));
    joined.add(decoder.finish());
    return joined;
}

QByteArray randomBytes(QRandomGenerator &random, int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += char(random.bounded(256));
    return bytes;
}

// Characters of all lengths with some rubbish between, which random bytes alone seldom give.
QByteArray mixture(QRandomGenerator &random, TextEncoding encoding, int count)
{
    const QString letters = u"a0\u00e9您好國€\u0e01\U0001f600\U00020000"_s;
    QByteArray bytes;
    for (int i = 0; i < count; ++i) {
        const CodePoint point = codePointAt(letters, random.bounded(int(letters.size()) - 1));
        const EncodedCharacter encoded = encodeCharacter(encoding, point.value);
        switch (random.bounded(8)) {
        case 0:
            bytes += randomBytes(random, 1);
            break;
        case 1: // half a character
            bytes.append(encoded.bytes.data(), encoded.size / 2);
            break;
        case 2:
            bytes.append("plain ascii, long", 9 + random.bounded(8));
            break;
        default:
            bytes.append(encoded.bytes.data(), encoded.size);
        }
    }
    return bytes;
}

} // namespace

void TestStreamDecoder::decodes_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextRanges>("escapes");
    const auto row = [](const char *name, TextEncoding encoding, const char *bytes, const QString &text,
                        const TextRanges &escapes = {}) {
        QTest::newRow(name) << encoding << hex(bytes) << text << escapes;
    };
    using enum TextEncoding;
    row("nothing", Utf8, "", {});
    row("UTF-8", Utf8, "61 c3a9 e682a8 f09f9880", u"a\u00e9您\U0001f600"_s);
    row("UTF-8, NUL", Utf8, "610062", u"a\0b"_s);
    row("UTF-8, a backslash of the peer", Utf8, "5c786666", u"\\xff"_s);
    row("UTF-8, stray byte", Utf8, "61ff62", u"a\\xffb"_s, {{1, 4}});
    row("UTF-8, two stray bytes", Utf8, "fffe41ff", u"\\xff\\xfeA\\xff"_s, {{0, 8}, {9, 4}});
    row("UTF-8, continuation first", Utf8, "80bf", u"\\x80\\xbf"_s, {{0, 8}});
    row("UTF-8, overlong slash", Utf8, "c0af", u"\\xc0\\xaf"_s, {{0, 8}});
    row("UTF-8, overlong of three", Utf8, "e080af", u"\\xe0\\x80\\xaf"_s, {{0, 12}});
    row("UTF-8, overlong of four", Utf8, "f08080af", u"\\xf0\\x80\\x80\\xaf"_s, {{0, 16}});
    row("UTF-8, surrogate", Utf8, "eda0bd", u"\\xed\\xa0\\xbd"_s, {{0, 12}});
    row("UTF-8, above U+10FFFF", Utf8, "f4908080", u"\\xf4\\x90\\x80\\x80"_s, {{0, 16}});
    row("UTF-8, last", Utf8, "f48fbfbf", u"\U0010ffff"_s);
    row("UTF-8, F5", Utf8, "f5808080", u"\\xf5\\x80\\x80\\x80"_s, {{0, 16}});
    row("UTF-8, broken off", Utf8, "e68241", u"\\xe6\\x82"_s + u"A"_s, {{0, 8}});
    row("UTF-8, broken off by a character", Utf8, "f09f98e682a8", u"\\xf0\\x9f\\x98您"_s, {{0, 12}});
    row("UTF-8, noncharacter", Utf8, "efbfbf", u"\uffff"_s);

    row("GBK", Gbk, "61c4fabac380", u"a您好€"_s);
    row("GBK, stray byte", Gbk, "61ff62", u"a\\xffb"_s, {{1, 4}});
    row("GBK, lead and line feed", Gbk, "c40a62", u"\\xc4\nb"_s, {{0, 4}});
    row("GBK, lead and digit", Gbk, "c43062", u"\\xc4"_s + u"0b"_s, {{0, 4}});
    row("GBK, lead and DEL", Gbk, "c47f", u"\\xc4\u007f"_s, {{0, 4}});
    row("GBK, UTF-8 bytes", Gbk, "e682a8e5a5bd", u"鎮ㄥソ"_s);

    row("GB18030", Gb18030, "61c4fa9439fc368130813062", u"a您\U0001f600\u0080b"_s);
    row("GB18030, U+FFFD of the peer", Gb18030, "8431a437", u"\ufffd"_s);
    row("GB18030, 80 and FF", Gb18030, "80ff", u"\\x80\\xff"_s, {{0, 8}});
    row("GB18030, third byte wrong", Gb18030, "813041", u"\\x81"_s + u"0A"_s, {{0, 4}});
    row("GB18030, fourth byte wrong", Gb18030, "8130c4fa", u"\\x81"_s + u"0您"_s, {{0, 4}});
    row("GB18030, unassigned four", Gb18030, "8431a530", u"\\x84\\x31\\xa5\\x30"_s, {{0, 16}});
    row("GB18030, beyond the last", Gb18030, "e3329a36", u"\\xe3\\x32\\x9a\\x36"_s, {{0, 16}});

    row("Big5", Big5, "61b17aa66e", u"a您好"_s);
    row("Big5, trail that is none", Big5, "a180", u"\\xa1\\x80"_s, {{0, 8}});
    row("Big5, unknown pair", Big5, "a3c041", u"\\xa3\\xc0"_s + u"A"_s, {{0, 8}});
    row("Big5, 80", Big5, "8041", u"\\x80"_s + u"A"_s, {{0, 4}});

    row("UTF-16LE", Utf16Le, "6100a8603dd800de", u"a您\U0001f600"_s);
    row("UTF-16BE", Utf16Be, "006160a8d83dde00", u"a您\U0001f600"_s);
    row("UTF-16LE, lone high", Utf16Le, "3dd86100", u"\\x3d\\xd8"_s + u"a"_s, {{0, 8}});
    row("UTF-16LE, lone low", Utf16Le, "00de6100", u"\\x00\\xde"_s + u"a"_s, {{0, 8}});
    row("UTF-16BE, high high low", Utf16Be, "d83dd83dde00", u"\\xd8\\x3d\U0001f600"_s, {{0, 8}});
    row("UTF-16LE, odd", Utf16Le, "610061", u"a\\x61"_s, {{1, 4}});
    row("UTF-16BE, three bytes at the end", Utf16Be, "d83dde", u"\\xd8\\x3d\\xde"_s, {{0, 12}});

    row("Latin-1", Latin1, "61e9ff80", u"a\u00e9\u00ff\u0080"_s);
}

void TestStreamDecoder::decodes()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(TextRanges, escapes);
    const Joined joined = decodeInPieces(encoding, {bytes});
    QCOMPARE(joined.text, text);
    QCOMPARE(joined.escapes, escapes);
}

struct Step
{
    const char *bytes;
    QString text;
    int cutAtStart;
    int cutAtEnd;
    TextRanges escapes;
};
using Steps = QList<Step>;
Q_DECLARE_METATYPE(Steps)

void TestStreamDecoder::knowsWhereItIsCut_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<Steps>("steps");
    using enum TextEncoding;
    QTest::newRow("whole") << Utf8 << Steps{{"e682a8", u"您"_s, 0, 0, {}}};
    QTest::newRow("after one") << Utf8 << Steps{{"41e6", u"A"_s, 0, 1, {}}, {"82a841", u"您A"_s, 2, 0, {}}};
    QTest::newRow("after two") << Utf8 << Steps{{"e682", {}, 0, 2, {}}, {"a841", u"您A"_s, 1, 0, {}}};
    QTest::newRow("byte by byte") << Utf8
                                  << Steps{{"f0", {}, 0, 1, {}},
                                           {"9f", {}, 1, 1, {}},
                                           {"98", {}, 1, 1, {}},
                                           {"80", u"\U0001f600"_s, 1, 0, {}}};
    QTest::newRow("both ends") << Utf8
                               << Steps{{"e6", {}, 0, 1, {}},
                                        {"82a841e5a5", u"您A"_s, 2, 2, {}},
                                        {"bd", u"好"_s, 1, 0, {}}};
    QTest::newRow("turns out wrong") << Utf8
                                     << Steps{{"e682", {}, 0, 2, {}},
                                              {"41", u"\\xe6\\x82"_s + u"A"_s, 0, 0, {{0, 8}}}};
    QTest::newRow("wrong with part of the new chunk")
        << Utf8 << Steps{{"f0", {}, 0, 1, {}}, {"9f9841", u"\\xf0\\x9f\\x98"_s + u"A"_s, 0, 0, {{0, 12}}}};
    QTest::newRow("wrong, and begins again")
        << Utf8
        << Steps{{"e6", {}, 0, 1, {}}, {"e6", u"\\xe6"_s, 0, 1, {{0, 4}}}, {"82a8", u"您"_s, 2, 0, {}}};
    QTest::newRow("never begun") << Utf8 << Steps{{"ff", u"\\xff"_s, 0, 0, {{0, 4}}}};
    QTest::newRow("GBK") << Gbk
                         << Steps{
                                {"c4", {}, 0, 1, {}}, {"faba", u"您"_s, 1, 1, {}}, {"c3", u"好"_s, 1, 0, {}}};
    QTest::newRow("GB18030, one three")
        << Gb18030 << Steps{{"94", {}, 0, 1, {}}, {"39fc36", u"\U0001f600"_s, 3, 0, {}}};
    QTest::newRow("GB18030, three one")
        << Gb18030 << Steps{{"9439fc", {}, 0, 3, {}}, {"36", u"\U0001f600"_s, 1, 0, {}}};
    // Half of what was pending is given up, and its last byte begins another character.
    QTest::newRow("GB18030, another character")
        << Gb18030 << Steps{{"8130c4", {}, 0, 3, {}}, {"fa41", u"\\x81"_s + u"0您A"_s, 1, 0, {{0, 4}}}};
    QTest::newRow("UTF-16LE") << Utf16Le
                              << Steps{{"61", {}, 0, 1, {}},
                                       {"003d", u"a"_s, 1, 1, {}},
                                       {"d800", {}, 2, 2, {}},
                                       {"de62", u"\U0001f600"_s, 1, 1, {}},
                                       {"00", u"b"_s, 1, 0, {}}};
    QTest::newRow("UTF-16BE, wrong half")
        << Utf16Be << Steps{{"d83d", {}, 0, 2, {}}, {"0061", u"\\xd8\\x3d"_s + u"a"_s, 0, 0, {{0, 8}}}};
}

void TestStreamDecoder::knowsWhereItIsCut()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(Steps, steps);
    StreamDecoder decoder(encoding);
    for (const Step &step : steps) {
        const DecodedChunk chunk = decoder.decode(hex(step.bytes));
        QCOMPARE(chunk.text, step.text);
        QCOMPARE(chunk.cutAtStart, step.cutAtStart);
        QCOMPARE(chunk.cutAtEnd, step.cutAtEnd);
        QCOMPARE(chunk.escapes, step.escapes);
    }
    QCOMPARE(decoder.pendingBytes(), 0);
}

void TestStreamDecoder::everySplitGivesTheSameText_data()
{
    addEncodingRows();
}

void TestStreamDecoder::everySplitGivesTheSameText()
{
    QFETCH(TextEncoding, encoding);
    QRandomGenerator random(20240917);
    for (int round = 0; round < 60; ++round) {
        const QByteArray bytes = round % 2 == 0 ? randomBytes(random, 60) : mixture(random, encoding, 20);
        const Joined whole = decodeInPieces(encoding, {bytes});
        for (qsizetype at = 0; at <= bytes.size(); ++at) {
            const Joined split = decodeInPieces(encoding, {bytes.first(at), bytes.sliced(at)});
            QCOMPARE(split.text, whole.text);
            QVERIFY(split == whole);
        }
        QList<QByteArray> single;
        for (const char byte : bytes)
            single += QByteArray(1, byte);
        QVERIFY(decodeInPieces(encoding, single) == whole);
        for (int times = 0; times < 20; ++times) {
            QList<QByteArray> pieces;
            for (qsizetype at = 0; at < bytes.size();) {
                const qsizetype length = qMin<qsizetype>(random.bounded(6), bytes.size() - at);
                pieces += bytes.sliced(at, length);
                at += length;
            }
            QVERIFY(decodeInPieces(encoding, pieces) == whole);
        }
    }
}

void TestStreamDecoder::noByteVanishes_data()
{
    addEncodingRows();
}

// The bytes can be had back from text and escapes. (In GBK and Big5 some characters have two forms;
// there at least the number of bytes is right.)
void TestStreamDecoder::noByteVanishes()
{
    QFETCH(TextEncoding, encoding);
    QRandomGenerator random(7);
    for (int round = 0; round < 50; ++round) {
        const QByteArray bytes = round % 2 == 0 ? randomBytes(random, 2000) : mixture(random, encoding, 500);
        const Joined joined = decodeInPieces(encoding, {bytes});
        QByteArray back;
        qsizetype at = 0;
        TextRanges escapes = joined.escapes;
        escapes.append({joined.text.size(), 0});
        for (const auto &[start, length] : escapes) {
            const EncodeResult encoded = encodeText(encoding, joined.text.sliced(at, start - at));
            QVERIFY(!encoded.unencodable);
            back += encoded.bytes;
            back += QByteArray::fromHex(joined.text.sliced(start, length).remove(u"\\x"_s).toLatin1());
            at = start + length;
        }
        if (encoding == TextEncoding::Gbk || encoding == TextEncoding::Big5)
            QVERIFY(qAbs(back.size() - bytes.size()) < bytes.size() / 100);
        else
            QCOMPARE(back, bytes);
    }
}

void TestStreamDecoder::everyUtf8Character()
{
    QList<char32_t> all;
    for (char32_t c = 1; c <= 0x10ffff; ++c) {
        if (!isSurrogate(c))
            all += c;
    }
    const QString text = QString::fromUcs4(all.constData(), all.size());
    const Joined joined = decodeInPieces(TextEncoding::Utf8, {text.toUtf8()});
    QVERIFY(joined.text == text);
    QVERIFY(joined.escapes.isEmpty());
}

void TestStreamDecoder::everyCharacterComesBack_data()
{
    addEncodingRows();
}

void TestStreamDecoder::everyCharacterComesBack()
{
    QFETCH(TextEncoding, encoding);
    QString text;
    QByteArray bytes;
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        const EncodedCharacter encoded = encodeCharacter(encoding, c);
        if (encoded.size > 0) {
            appendCodePoint(text, c);
            bytes.append(encoded.bytes.data(), encoded.size);
        }
    }
    const Joined joined = decodeInPieces(encoding, {bytes});
    QVERIFY(joined.text == text);
    QVERIFY(joined.escapes.isEmpty());
}

void TestStreamDecoder::longTextLikeQt()
{
    QRandomGenerator random(3);
    QString text;
    while (text.size() < 500000)
        text += random.bounded(3) == 0 ? u"好"_s
                                       : u"some ASCII that is long enough"_s.left(random.bounded(30));
    const QByteArray bytes = text.toUtf8();
    QVERIFY(decodeInPieces(TextEncoding::Utf8, {bytes}).text == text);
    QList<QByteArray> pieces;
    for (qsizetype at = 0; at < bytes.size(); at += 4096)
        pieces += bytes.sliced(at, qMin<qsizetype>(4096, bytes.size() - at));
    QVERIFY(decodeInPieces(TextEncoding::Utf8, pieces).text == text);
}

void TestStreamDecoder::byteOrderMarkIsData_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("UTF-8") << TextEncoding::Utf8 << hex("efbbbf61") << u"\ufeffa"_s;
    QTest::newRow("UTF-16LE") << TextEncoding::Utf16Le << hex("fffe6100") << u"\ufeffa"_s;
    QTest::newRow("UTF-16LE, the wrong one") << TextEncoding::Utf16Le << hex("feff") << u"\ufffe"_s;
    QTest::newRow("UTF-16BE") << TextEncoding::Utf16Be << hex("feff0061") << u"\ufeffa"_s;
    QTest::newRow("GB18030") << TextEncoding::Gb18030 << hex("8431953361") << u"\ufeffa"_s;
}

void TestStreamDecoder::byteOrderMarkIsData()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    StreamDecoder decoder(encoding);
    for (int times = 0; times < 2; ++times) {
        const DecodedChunk chunk = decoder.decode(bytes);
        QCOMPARE(chunk.text, text);
        QVERIFY(chunk.escapes.isEmpty());
    }
}

void TestStreamDecoder::finishAndReset()
{
    StreamDecoder decoder;
    QCOMPARE(decoder.encoding(), TextEncoding::Utf8);
    decoder.decode(hex("41e682"));
    QCOMPARE(decoder.pendingBytes(), 2);
    const DecodedChunk end = decoder.finish();
    QCOMPARE(end.text, u"\\xe6\\x82"_s);
    QCOMPARE(end.escapes, (TextRanges{{0, 8}}));
    QCOMPARE(end.cutAtStart, 0);
    QCOMPARE(end.cutAtEnd, 0);
    QCOMPARE(decoder.pendingBytes(), 0);
    QVERIFY(decoder.finish().text.isEmpty());

    decoder.decode(hex("f09f98"));
    QCOMPARE(decoder.pendingBytes(), 3);
    decoder.reset();
    QCOMPARE(decoder.pendingBytes(), 0);
    QCOMPARE(decoder.decode("A").text, u"A"_s);
}

void TestStreamDecoder::emptyChunks()
{
    StreamDecoder decoder;
    QVERIFY(decoder.decode({}).text.isEmpty());
    decoder.decode(hex("e6"));
    const DecodedChunk empty = decoder.decode({});
    QVERIFY(empty.text.isEmpty());
    QCOMPARE(empty.cutAtStart, 0);
    QCOMPARE(empty.cutAtEnd, 0);
    QCOMPARE(decoder.pendingBytes(), 1);
    QCOMPARE(decoder.decode(hex("82a8")).text, u"您"_s);
}

void TestStreamDecoder::firstSequenceAgrees_data()
{
    addEncodingRows();
}

void TestStreamDecoder::firstSequenceAgrees()
{
    QFETCH(TextEncoding, encoding);
    using Kind = ByteSequence::Kind;
    QVERIFY(firstSequence(encoding, {}).kind == Kind::Incomplete);
    QRandomGenerator random(11);
    const QByteArray bytes = mixture(random, encoding, 2000);
    QString text;
    for (QByteArrayView rest = bytes; !rest.isEmpty();) {
        const ByteSequence sequence = firstSequence(encoding, rest);
        QVERIFY(sequence.length > 0 && sequence.length <= 4);
        QVERIFY(sequence.kind != Kind::Incomplete || sequence.length == rest.size());
        if (sequence.kind == Kind::Character) {
            appendCodePoint(text, sequence.character);
        } else {
            for (const char byte : rest.first(sequence.length))
                text += u"\\x"_s + QString::fromLatin1(QByteArray(1, byte).toHex());
        }
        rest = rest.sliced(sequence.length);
    }
    QCOMPARE(text, decodeInPieces(encoding, {bytes}).text);
}

void TestStreamDecoder::rangesAreJoined()
{
    TextRanges ranges;
    appendRange(ranges, 0, 4);
    appendRange(ranges, 4, 4);
    appendRange(ranges, 9, 1);
    QCOMPARE(ranges, (TextRanges{{0, 8}, {9, 1}}));
}

void TestStreamDecoder::textHoldsNoSpareMemory()
{
    StreamDecoder decoder;
    const DecodedChunk chunk = decoder.decode(QByteArray("\xe6\x82\xa8").repeated(10000));
    QCOMPARE(chunk.text.size(), 10000);
    QVERIFY(chunk.text.capacity() < 20000);
}

QTEST_APPLESS_MAIN(TestStreamDecoder)
#include "tst_streamdecoder.moc"
