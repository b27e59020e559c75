// SPDX-License-Identifier: MIT
#include "core/textencoding.h"

#include <QElapsedTimer>
#include <QStringConverter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestTextEncoding : public QObject
{
    Q_OBJECT

private slots:
    void namesRoundTrip();
    void otherNames_data();
    void otherNames();
    void encodes_data();
    void encodes();
    void refusesWhatIsMissing_data();
    void refusesWhatIsMissing();
    void loneSurrogatesAreUnencodable_data();
    void loneSurrogatesAreUnencodable();
    void everyCharacterLikeQt_data();
    void everyCharacterLikeQt();
    void everySequenceLikeQt_data();
    void everySequenceLikeQt();
    void everyGb18030QuadLikeQt();
    void asciiIsAscii();
    void longTextIsFast_data();
    void longTextIsFast();
};

namespace {

void addEncodingRows()
{
    QTest::addColumn<TextEncoding>("encoding");
    for (const TextEncoding encoding : allTextEncodings())
        QTest::newRow(qPrintable(textEncodingName(encoding))) << encoding;
}

void addMultiByteRows()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::newRow("GB18030") << TextEncoding::Gb18030;
    QTest::newRow("GBK") << TextEncoding::Gbk;
    QTest::newRow("Big5") << TextEncoding::Big5;
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

void TestTextEncoding::namesRoundTrip()
{
    QCOMPARE(allTextEncodings().size(), 7);
    for (const TextEncoding encoding : allTextEncodings()) {
        const QString name = textEncodingName(encoding);
        QVERIFY(!name.isEmpty());
        QCOMPARE(textEncodingFromName(name), encoding);
        QCOMPARE(textEncodingFromName(name.toLower()), encoding);
        QCOMPARE(textEncodingFromName(name.toUpper()), encoding);
    }
}

void TestTextEncoding::otherNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<std::optional<TextEncoding>>("encoding");
    const auto row = [](const char *name, std::optional<TextEncoding> encoding) {
        QTest::newRow(name) << QString::fromLatin1(name) << encoding;
    };
    row("utf8", TextEncoding::Utf8);
    row(" Utf_8 ", TextEncoding::Utf8);
    row("gb-18030", TextEncoding::Gb18030);
    row("GB2312", TextEncoding::Gbk);
    row("EUC-CN", TextEncoding::Gbk);
    row("cp936", TextEncoding::Gbk);
    row("big-5", TextEncoding::Big5);
    row("CP950", TextEncoding::Big5);
    row("utf16le", TextEncoding::Utf16Le);
    row("UTF_16BE", TextEncoding::Utf16Be);
    row("latin1", TextEncoding::Latin1);
    row("ISO-8859-1", TextEncoding::Latin1);
    row("utf-16", std::nullopt);
    row("iso-8859-15", std::nullopt);
    row("windows-1252", std::nullopt);
    row("", std::nullopt);
    row("klingon", std::nullopt);
}

void TestTextEncoding::otherNames()
{
    QFETCH(QString, name);
    QFETCH(std::optional<TextEncoding>, encoding);
    QVERIFY(textEncodingFromName(name) == encoding);
}

void TestTextEncoding::encodes_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << TextEncoding::Utf8 << QString() << QByteArray();
    QTest::newRow("UTF-8") << TextEncoding::Utf8 << u"a\u00e9您\U0001f600"_s << hex("61c3a9e682a8f09f9880");
    QTest::newRow("UTF-8, U+FEFF kept") << TextEncoding::Utf8 << u"\ufeffa"_s << hex("efbbbf61");
    QTest::newRow("GB18030") << TextEncoding::Gb18030 << u"a您好€\U0001f600"_s
                             << hex("61c4fabac3a2e39439fc36");
    QTest::newRow("GB18030, U+FFFD") << TextEncoding::Gb18030 << u"\ufffd"_s << hex("8431a437");
    QTest::newRow("GB18030, U+FEFF kept") << TextEncoding::Gb18030 << u"\ufeff"_s << hex("84319533");
    QTest::newRow("GB18030, last") << TextEncoding::Gb18030 << u"\U0010ffff"_s << hex("e3329a35");
    QTest::newRow("GBK") << TextEncoding::Gbk << u"a您好€"_s << hex("61c4fabac380");
    QTest::newRow("Big5") << TextEncoding::Big5 << u"a您好"_s << hex("61b17aa66e");
    QTest::newRow("UTF-16LE") << TextEncoding::Utf16Le << u"a您\U0001f600"_s << hex("6100a8603dd800de");
    QTest::newRow("UTF-16BE") << TextEncoding::Utf16Be << u"a您\U0001f600"_s << hex("006160a8d83dde00");
    QTest::newRow("Latin-1") << TextEncoding::Latin1 << u"a\u00e9\u00ff"_s << hex("61e9ff");
    QTest::newRow("NUL") << TextEncoding::Gbk << u"a\0b"_s << hex("610062");
}

void TestTextEncoding::encodes()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    const EncodeResult result = encodeText(encoding, text);
    QVERIFY(!result.unencodable);
    QCOMPARE(result.bytes, bytes);
}

void TestTextEncoding::refusesWhatIsMissing_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("unencodable");
    QTest::addColumn<int>("position");
    QTest::newRow("GBK, emoji") << TextEncoding::Gbk << u"好\U0001f600?"_s << u"\U0001f600"_s << 1;
    QTest::newRow("Big5, simplified") << TextEncoding::Big5 << u"a国国"_s << u"国"_s << 1;
    QTest::newRow("Latin-1") << TextEncoding::Latin1 << u"caf\u00e9 €"_s << u"€"_s << 5;
    // The converters lose this one without an error.
    QTest::newRow("GBK, U+FEFF") << TextEncoding::Gbk << u"a\ufeff"_s << u"\ufeff"_s << 1;
    QTest::newRow("Big5, U+FEFF") << TextEncoding::Big5 << u"\ufeff"_s << u"\ufeff"_s << 0;
    QTest::newRow("GBK, zero width space") << TextEncoding::Gbk << u"a\u200b"_s << u"\u200b"_s << 1;
    QTest::newRow("GBK, soft hyphen") << TextEncoding::Gbk << u"\u00ad"_s << u"\u00ad"_s << 0;
    // Windows would send 0xFF for this, and 0x80 for U+0080 in Big5.
    QTest::newRow("GBK, U+F8F5") << TextEncoding::Gbk << u"\uf8f5"_s << u"\uf8f5"_s << 0;
    QTest::newRow("Big5, U+0080") << TextEncoding::Big5 << u"\u0080"_s << u"\u0080"_s << 0;
}

void TestTextEncoding::refusesWhatIsMissing()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, text);
    QFETCH(QString, unencodable);
    QFETCH(int, position);
    const EncodeResult result = encodeText(encoding, text);
    QVERIFY(result.bytes.isEmpty());
    QCOMPARE(result.unencodable.value_or(QString()), unencodable);
    QCOMPARE(result.position, position);
}

void TestTextEncoding::loneSurrogatesAreUnencodable_data()
{
    addEncodingRows();
}

void TestTextEncoding::loneSurrogatesAreUnencodable()
{
    QFETCH(TextEncoding, encoding);
    for (const char16_t unit : {char16_t(0xd83d), char16_t(0xde00)}) {
        const QString lone = QString(QChar(unit));
        for (const QString &text : {u"ab"_s + lone, u"ab"_s + lone + u"c"_s}) {
            const EncodeResult result = encodeText(encoding, text);
            QVERIFY(result.bytes.isEmpty());
            QVERIFY(result.unencodable == lone);
            QCOMPARE(result.position, 2);
        }
    }
    QCOMPARE(encodeCharacter(encoding, 0xd800).size, 0);
    QCOMPARE(encodeCharacter(encoding, 0x110000).size, 0);
    QCOMPARE(encodeCharacter(encoding, 0xffffffff).size, 0);
}

void TestTextEncoding::everyCharacterLikeQt_data()
{
    addEncodingRows();
}

// What we encode is what Qt encodes; and what we refuse, Qt refuses or could not bring back.
void TestTextEncoding::everyCharacterLikeQt()
{
    QFETCH(TextEncoding, encoding);
    const QByteArray name
        = encoding == TextEncoding::Latin1 ? QByteArray("ISO-8859-1") : textEncodingName(encoding).toLatin1();
    const char32_t step = encoding == TextEncoding::Gbk || encoding == TextEncoding::Big5 ? 251 : 1;
    QString known;
    QByteArray ours;
    for (char32_t c = 0; c <= 0x10ffff; c += c < 0x10000 ? 1 : step) {
        const EncodedCharacter encoded = encodeCharacter(encoding, c);
        if (encoded.size > 0) {
            appendCodePoint(known, c);
            ours.append(encoded.bytes.data(), encoded.size);
        } else if (!isSurrogate(c)) {
            QStringEncoder encoder(name.constData());
            QString text;
            appendCodePoint(text, c);
            const QByteArray theirs = encoder(text);
            const bool isWindowsFiller = (c >= 0x80 && c <= 0x9f) || (c >= 0xe000 && c <= 0xf8ff);
            QVERIFY2(encoder.hasError() || theirs.isEmpty() || isWindowsFiller,
                     qPrintable(u"U+%1"_s.arg(uint(c), 0, 16)));
        }
    }
    QStringEncoder encoder(name.constData());
    const QByteArray theirs = encoder(known);
    QVERIFY(!encoder.hasError());
    QVERIFY(ours == theirs);
}

void TestTextEncoding::everySequenceLikeQt_data()
{
    addMultiByteRows();
}

void TestTextEncoding::everySequenceLikeQt()
{
    QFETCH(TextEncoding, encoding);
    const QByteArray name = textEncodingName(encoding).toLatin1();
    const MultiByteTable &table = MultiByteTable::of(encoding);
    int known = 0;
    for (int lead = 0x80; lead <= 0xff; ++lead) {
        for (int trail = 0; trail <= 0xff; ++trail) {
            const char32_t ours = table.pair(uchar(lead), uchar(trail));
            if (!table.isPair(uchar(lead), uchar(trail))) {
                QCOMPARE(ours, char32_t(0));
                continue;
            }
            QStringDecoder decoder(name.constData());
            const std::array<char, 2> bytes = {char(lead), char(trail)};
            const QString theirs = decoder(QByteArrayView(bytes));
            if (decoder.hasError() || theirs.size() != 1) {
                QCOMPARE(ours, char32_t(0));
            } else {
                QCOMPARE(ours, char32_t(theirs[0].unicode()));
                ++known;
            }
        }
    }
    QVERIFY(known > 13000); // else the converters are missing and the test says nothing
}

void TestTextEncoding::everyGb18030QuadLikeQt()
{
    const MultiByteTable &table = MultiByteTable::of(TextEncoding::Gb18030);
    QByteArray input;
    QList<char32_t> ours;
    for (int a = 0x81; a <= 0xfe; ++a) {
        for (int b = 0x30; b <= 0x39; ++b) {
            for (int c = 0x81; c <= 0xfe; ++c) {
                for (int d = 0x30; d <= 0x39; ++d) {
                    const std::array<char, 5> bytes = {char(a), char(b), char(c), char(d), '\n'};
                    input.append(bytes.data(), qsizetype(bytes.size()));
                    ours += table.quad(uchar(a), uchar(b), uchar(c), uchar(d));
                }
            }
        }
    }
    QStringDecoder decoder("GB18030");
    const QString decoded = decoder(input);
    const QList<QStringView> lines = QStringView(decoded).split(u'\n');
    QCOMPARE(lines.size(), ours.size() + 1);
    int replacements = 0;
    for (qsizetype i = 0; i < ours.size(); ++i) {
        const char32_t theirs = codePointAt(lines[i], 0).value;
        if (ours[i] == 0xfffd)
            ++replacements;
        if (ours[i] != theirs && !(ours[i] == 0 && theirs == 0xfffd))
            QFAIL(qPrintable(u"quad number %1"_s.arg(i)));
    }
    QCOMPARE(replacements, 1);
    QCOMPARE(table.quad(0x81, 0x41, 0x81, 0x30), char32_t(0));
    QCOMPARE(MultiByteTable::of(TextEncoding::Gbk).quad(0x81, 0x30, 0x81, 0x30), char32_t(0));
}

void TestTextEncoding::asciiIsAscii()
{
    for (const TextEncoding encoding : {TextEncoding::Gb18030, TextEncoding::Gbk, TextEncoding::Big5}) {
        for (int byte = 0; byte < 0x80; ++byte) {
            QCOMPARE(MultiByteTable::of(encoding).single(uchar(byte)), char32_t(byte));
            QCOMPARE(encodeCharacter(encoding, char32_t(byte)).size, 1);
        }
    }
    QCOMPARE(MultiByteTable::of(TextEncoding::Gbk).single(0x80), U'€');
    QCOMPARE(MultiByteTable::of(TextEncoding::Gbk).single(0xff), char32_t(0));
    QCOMPARE(MultiByteTable::of(TextEncoding::Utf8).pair(0xc4, 0xfa), char32_t(0));
}

void TestTextEncoding::longTextIsFast_data()
{
    addEncodingRows();
}

// A message of a mebibyte is encoded while someone waits. The bound is loose, for slow machines and
// sanitizers; it is there to catch work that grows with the square of the length.
void TestTextEncoding::longTextIsFast()
{
    QFETCH(TextEncoding, encoding);
    const QChar letter = encoding == TextEncoding::Latin1 ? QChar(u'\u00e9') : QChar(u'好');
    const QString text = QString(0x100000, letter);
    encodeText(encoding, text.left(1)); // the table is read once
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!encodeText(encoding, text).unencodable);
    const EncodeResult refused = encodeText(encoding, text + QChar(0xd800));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(refused.position, text.size());
}

QTEST_APPLESS_MAIN(TestTextEncoding)
#include "tst_textencoding.moc"
