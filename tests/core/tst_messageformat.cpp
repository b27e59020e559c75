// SPDX-License-Identifier: MIT
#include "core/messageformat.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

using Kind = MessageError::Kind;

class TestMessageFormat : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void hexInput_data();
    void hexInput();
    void escapes_data();
    void escapes();
    void errors_data();
    void errors();
    void lineEndings_data();
    void lineEndings();
    void escapedInput_data();
    void escapedInput();
    void escapedInputRoundTrips_data();
    void escapedInputRoundTrips();
    void everyByteRoundTrips_data();
    void everyByteRoundTrips();
    void longMessagesAreFast();
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

} // namespace

void TestMessageFormat::text_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << TextEncoding::Utf8 << u""_s << QByteArray();
    QTest::newRow("UTF-8") << TextEncoding::Utf8 << u"您好"_s << hex("e682a8e5a5bd");
    QTest::newRow("GBK") << TextEncoding::Gbk << u"您好"_s << hex("c4fabac3");
    QTest::newRow("backslash is itself") << TextEncoding::Utf8 << u"a\\n"_s << hex("615c6e");
    QTest::newRow("line feed is itself") << TextEncoding::Utf8 << u"a\nb"_s << hex("610a62");
}

void TestMessageFormat::text()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, typed);
    QFETCH(QByteArray, bytes);
    const MessageResult result = messageToBytes(typed, MessageMode::Text, encoding);
    QVERIFY(!result.error);
    QCOMPARE(result.bytes, bytes);
}

void TestMessageFormat::hexInput_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QString &typed, const char *bytes) {
        QTest::newRow(name) << typed << hex(bytes);
    };
    row("empty", u""_s, "");
    row("only separators", u" ,\t\n"_s, "");
    row("spaced", u"e6 82 a8"_s, "e682a8");
    row("together", u"E682A8"_s, "e682a8");
    row("mixed case", u"eA Ea"_s, "eaea");
    row("0x and commas", u"0xe6,0x82, 0XA8"_s, "e682a8");
    row("0x without separators", u"0xe60x82"_s, "e682");
    row("0x of several bytes", u"0x0d0a"_s, "0d0a");
    row("backslash x", u"\\xe6\\x82\\xa8"_s, "e682a8");
    row("colons", u"de:ad:be:ef"_s, "deadbeef");
    row("semicolons, tabs, lines", u"01;02\t03\r\n04\n"_s, "01020304");
    row("full-width punctuation", u"01，02；03：04、05\u300006\u00a007"_s, "01020304050607");
    row("zeros", u"00 0000"_s, "000000");
}

void TestMessageFormat::hexInput()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, bytes);
    for (const TextEncoding encoding : {TextEncoding::Utf8, TextEncoding::Utf16Le}) {
        const MessageResult result = messageToBytes(typed, MessageMode::Hex, encoding);
        QVERIFY(!result.error);
        QCOMPARE(result.bytes, bytes);
    }
}

void TestMessageFormat::escapes_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("bytes");
    using enum TextEncoding;
    const auto row = [](const char *name, TextEncoding encoding, const QString &typed, const char *bytes) {
        QTest::newRow(name) << encoding << typed << hex(bytes);
    };
    row("empty", Utf8, u""_s, "");
    row("plain", Utf8, u"您 a"_s, "e682a82061");
    row("named", Utf8, u"\\n\\r\\t\\0\\a\\b\\f\\v\\e\\\\\\\"\\'"_s, "0a0d090007080c0b1b5c2227");
    row("zero takes no digits", Utf8, u"\\012"_s, "003132");
    row("byte", Utf8, u"\\xFF\\x00a\\xe6"_s, "ff0061e6");
    row("byte takes two digits", Utf8, u"\\x414"_s, "4134");
    row("byte in UTF-16", Utf16Le, u"a\\x41b"_s, "6100416200");
    row("named in UTF-16", Utf16Be, u"\\n"_s, "000a");
    row("u", Utf8, u"\\u60A8\\u597d"_s, "e682a8e5a5bd");
    row("u in GBK", Gbk, u"\\u60a8"_s, "c4fa");
    row("U", Utf8, u"\\U0001F600\\U00000041"_s, "f09f988041");
    row("surrogate pair", Utf8, u"\\uD83D\\uDE00"_s, "f09f9880");
    row("surrogate pair in GB18030", Gb18030, u"a\\ud83d\\ude00b"_s, "619439fc3662");
    row("half typed, half escaped", Utf8, u"a"_s + QChar(0xd83d) + u"\\ude00"_s, "61f09f9880");
    row("U+FEFF", Utf8, u"\\ufeffa"_s, "efbbbf61");
    row("backslash before x", Utf8, u"\\\\x41"_s, "5c783431");
}

void TestMessageFormat::escapes()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, typed);
    QFETCH(QByteArray, bytes);
    const MessageResult result = messageToBytes(typed, MessageMode::Escapes, encoding);
    QVERIFY(!result.error);
    QCOMPARE(result.bytes, bytes);
}

void TestMessageFormat::errors_data()
{
    QTest::addColumn<MessageMode>("mode");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, MessageMode mode, TextEncoding encoding, const QString &typed,
                        Kind kind, int position, const QString &fault) {
        QTest::newRow(name) << mode << encoding << typed << kind << position << fault;
    };
    using enum MessageMode;
    using enum TextEncoding;
    const QString high = QString(QChar(0xd83d));
    row("text", Text, Gbk, u"好\U0001f600\U0001f600"_s, Kind::Unencodable, 1, u"\U0001f600"_s);
    row("text, Latin-1", Text, Latin1, u"a€"_s, Kind::Unencodable, 1, u"€"_s);
    row("text, lone surrogate", Text, Utf8, u"ab"_s + high, Kind::Unencodable, 2, high);

    row("hex, letter", Hex, Utf8, u"e6 8g"_s, Kind::BadHexDigit, 4, u"g"_s);
    row("hex, emoji", Hex, Utf8, u"e6\U0001f600"_s, Kind::BadHexDigit, 2, u"\U0001f600"_s);
    row("hex, full-width digit", Hex, Utf8, u"０１"_s, Kind::BadHexDigit, 0, u"０"_s);
    row("hex, Arabic digit", Hex, Utf8, u"\u0661\u0661"_s, Kind::BadHexDigit, 0, u"\u0661"_s);
    row("hex, sign", Hex, Utf8, u"-1"_s, Kind::BadHexDigit, 0, u"-"_s);
    row("hex, prefix alone", Hex, Utf8, u"41 0x"_s, Kind::BadHexDigit, 3, u"0x"_s);
    row("hex, prefix twice", Hex, Utf8, u"0x0x41"_s, Kind::BadHexDigit, 0, u"0x"_s);
    row("hex, backslash", Hex, Utf8, u"41\\n"_s, Kind::BadHexDigit, 2, u"\\"_s);
    row("hex, one digit", Hex, Utf8, u"41 a 42"_s, Kind::OddHexDigits, 3, u"a"_s);
    row("hex, one digit with prefix", Hex, Utf8, u"0xa"_s, Kind::OddHexDigits, 0, u"0xa"_s);
    row("hex, three digits", Hex, Utf8, u"e6 82a"_s, Kind::OddHexDigits, 3, u"82a"_s);
    row("hex, odd before a prefix", Hex, Utf8, u"410 0x41"_s, Kind::OddHexDigits, 0, u"410"_s);
    row("hex, long group", Hex, Utf8, u"0123456789abcdef0123456789abcdef0"_s, Kind::OddHexDigits, 0,
        u"0123456789abcdef"_s);
    row("hex, the first error", Hex, Utf8, u"4 zz"_s, Kind::OddHexDigits, 0, u"4"_s);

    row("escape, unknown", Escapes, Utf8, u"ab\\q"_s, Kind::BadEscape, 2, u"\\q"_s);
    row("escape, unknown emoji", Escapes, Utf8, u"\\\U0001f600"_s, Kind::BadEscape, 0, u"\\\U0001f600"_s);
    row("escape, trailing", Escapes, Utf8, u"ab\\"_s, Kind::BadEscape, 2, u"\\"_s);
    row("escape, trailing after a pair", Escapes, Utf8, u"\\\\\\"_s, Kind::BadEscape, 2, u"\\"_s);
    row("escape, capital X", Escapes, Utf8, u"\\X41"_s, Kind::BadEscape, 0, u"\\X"_s);
    row("escape, x short", Escapes, Utf8, u"a\\x4"_s, Kind::BadEscape, 1, u"\\x4"_s);
    row("escape, x not hex", Escapes, Utf8, u"\\x4g1"_s, Kind::BadEscape, 0, u"\\x4g"_s);
    row("escape, x sign", Escapes, Utf8, u"\\x+1"_s, Kind::BadEscape, 0, u"\\x+1"_s);
    row("escape, u short", Escapes, Utf8, u"\\u60a"_s, Kind::BadEscape, 0, u"\\u60a"_s);
    row("escape, u with emoji", Escapes, Utf8, u"\\u60a\U0001f600"_s, Kind::BadEscape, 0, u"\\u60a"_s);
    row("escape, U too large", Escapes, Utf8, u"\\U00110000"_s, Kind::BadEscape, 0, u"\\U00110000"_s);
    row("escape, U largest", Escapes, Utf8, u"\\UFFFFFFFF"_s, Kind::BadEscape, 0, u"\\UFFFFFFFF"_s);
    row("escape, lone surrogate", Escapes, Utf8, u"a\\ud83d!"_s, Kind::Unencodable, 1, u"\\ud83d"_s);
    row("escape, surrogates apart", Escapes, Utf8, u"\\ud83d\\x41\\ude00"_s, Kind::Unencodable, 0,
        u"\\ud83d"_s);
    row("escape, missing in GBK", Escapes, Gbk, u"好\\n\\U0001f600"_s, Kind::Unencodable, 3,
        u"\\U0001f600"_s);
    row("escape, pair missing in GBK", Escapes, Gbk, u"\\ud83d\\ude00"_s, Kind::Unencodable, 0,
        u"\\ud83d\\ude00"_s);
    row("escape, typed character missing", Escapes, Gbk, u"\\x41\\n好好\U0001f600x"_s, Kind::Unencodable, 8,
        u"\U0001f600"_s);
    row("escape, the first error", Escapes, Latin1, u"€\\xff"_s, Kind::Unencodable, 0, u"€"_s);
    row("escape, the first error of a run", Escapes, Latin1, u"€\\q"_s, Kind::Unencodable, 0, u"€"_s);
}

void TestMessageFormat::errors()
{
    QFETCH(MessageMode, mode);
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, typed);
    QFETCH(Kind, kind);
    QFETCH(int, position);
    QFETCH(QString, fault);
    const MessageResult result = messageToBytes(typed, mode, encoding, LineEnding::CrLf);
    QVERIFY(result.bytes.isEmpty());
    QVERIFY(result.error);
    QCOMPARE(result.error->kind, kind);
    QCOMPARE(result.error->position, position);
    QCOMPARE(result.error->fault, fault);
    QVERIFY(fault.size() <= 16);
}

void TestMessageFormat::lineEndings_data()
{
    QTest::addColumn<LineEnding>("lineEnding");
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<QByteArray>("utf16Le");
    QTest::newRow("none") << LineEnding::None << QByteArray() << QByteArray();
    QTest::newRow("LF") << LineEnding::Lf << hex("0a") << hex("0a00");
    QTest::newRow("CR LF") << LineEnding::CrLf << hex("0d0a") << hex("0d000a00");
    QTest::newRow("CR") << LineEnding::Cr << hex("0d") << hex("0d00");
}

void TestMessageFormat::lineEndings()
{
    QFETCH(LineEnding, lineEnding);
    QFETCH(QByteArray, utf8);
    QFETCH(QByteArray, utf16Le);
    for (const MessageMode mode : {MessageMode::Text, MessageMode::Hex, MessageMode::Escapes}) {
        QCOMPARE(messageToBytes({}, mode, TextEncoding::Utf8, lineEnding).bytes, utf8);
        QCOMPARE(messageToBytes({}, mode, TextEncoding::Utf16Le, lineEnding).bytes, utf16Le);
        QVERIFY(messageToBytes(u"41"_s, mode, TextEncoding::Utf16Le, lineEnding).bytes.endsWith(utf16Le));
    }
}

void TestMessageFormat::escapedInput_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("input");
    using enum TextEncoding;
    QTest::newRow("empty") << Utf8 << QByteArray() << u""_s;
    QTest::newRow("text") << Utf8 << u"您好 it's \"a\""_s.toUtf8() << u"您好 it's \"a\""_s;
    QTest::newRow("controls") << Utf8 << hex("0a0d090007080c0b1b5c017f")
                              << u"\\n\\r\\t\\0\\a\\b\\f\\v\\e\\\\\\u0001\\u007f"_s;
    QTest::newRow("invalid") << Utf8 << hex("ff41e682") << u"\\xffA\\xe6\\x82"_s;
    QTest::newRow("hidden") << Utf8 << u"\u202e\u200b\u2028\U000e0041"_s.toUtf8()
                            << u"\\u202e\\u200b\\u2028\\U000e0041"_s;
    QTest::newRow("marks") << Utf8 << u"e\u0301"_s.toUtf8() << u"e\\u0301"_s;
    QTest::newRow("GBK") << Gbk << hex("c4fa80ffc4") << u"您€\\xff\\xc4"_s;
    QTest::newRow("UTF-16LE") << Utf16Le << hex("a8600a0041") << u"您\\n\\x41"_s;
    // This box-drawing character has two forms in Big5; only F9F9 is what we would send.
    QTest::newRow("Big5, other form") << Big5 << hex("a2a4f9f9") << u"\\xa2\\xa4\u2550"_s;
}

void TestMessageFormat::escapedInput()
{
    QFETCH(TextEncoding, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, input);
    QCOMPARE(toEscapedInput(bytes, encoding), input);
}

void TestMessageFormat::escapedInputRoundTrips_data()
{
    addEncodingRows();
}

void TestMessageFormat::escapedInputRoundTrips()
{
    QFETCH(TextEncoding, encoding);
    QRandomGenerator random(99);
    for (int round = 0; round < 400; ++round) {
        QByteArray bytes;
        const int size = random.bounded(200);
        for (int i = 0; i < size; ++i) {
            // Some in the range where lead bytes are, some backslashes and digits beside them.
            const int kind = random.bounded(4);
            bytes += kind == 0 ? "\\xu0"[random.bounded(4)]
                : kind == 1    ? char(0x81 + random.bounded(0x7e))
                               : char(random.bounded(256));
        }
        const MessageResult back
            = messageToBytes(toEscapedInput(bytes, encoding), MessageMode::Escapes, encoding);
        QVERIFY(!back.error);
        QCOMPARE(back.bytes, bytes);
    }
}

void TestMessageFormat::everyByteRoundTrips_data()
{
    addEncodingRows();
}

void TestMessageFormat::everyByteRoundTrips()
{
    QFETCH(TextEncoding, encoding);
    QByteArray pairs;
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const QByteArray bytes = QByteArray(1, char(first)) + char(second);
            const QString input = toEscapedInput(bytes, encoding);
            QVERIFY(!input.contains(u'\n'));
            QCOMPARE(messageToBytes(input, MessageMode::Escapes, encoding).bytes, bytes);
            pairs += bytes;
        }
    }
    const MessageResult back
        = messageToBytes(toEscapedInput(pairs, encoding), MessageMode::Escapes, encoding);
    QVERIFY(back.bytes == pairs);
}

// Loose bounds, as in the test of encodeText(): they catch quadratic work, not slow machines.
void TestMessageFormat::longMessagesAreFast()
{
    QElapsedTimer timer;
    timer.start();
    const QString escapes = u"\\u60a8\\x41"_s.repeated(100000);
    QCOMPARE(messageToBytes(escapes, MessageMode::Escapes, TextEncoding::Gbk).bytes.size(), 300000);
    const QString digits = u"e6 "_s.repeated(300000);
    QCOMPARE(messageToBytes(digits, MessageMode::Hex, TextEncoding::Utf8).bytes.size(), 300000);
    const QByteArray bytes = QByteArray("\xe6\x82\xa8\xff").repeated(100000);
    QVERIFY(!toEscapedInput(bytes, TextEncoding::Utf8).isEmpty());
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(TestMessageFormat)
#include "tst_messageformat.moc"
