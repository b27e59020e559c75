// SPDX-License-Identifier: MIT
#include "core/displaytext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestDisplayText : public QObject
{
    Q_OBJECT

private slots:
    void shows_data();
    void shows();
    void everyHiddenRangeIsEscaped_data();
    void everyHiddenRangeIsEscaped();
    void lettersStay_data();
    void lettersStay();
    void loneSurrogates();
    void marksAreBounded();
    void marksNeedABase();
    void selectorsAreBounded();
    void escapesOfTheDecoderMove();
    void badRangesDoNoHarm();
    void truncates_data();
    void truncates();
    void nothingDangerousIsLeft();
    void decodedBytesAreShown();
    void asciiIsTheSame();
    void terminal_data();
    void terminal();
};

void TestDisplayText::shows_data()
{
    QTest::addColumn<QString>("decoded");
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextRanges>("escapes");
    const auto row
        = [](const char *name, const QString &decoded, const QString &text, const TextRanges &escapes = {}) {
              QTest::newRow(name) << decoded << text << escapes;
          };
    row("nothing", {}, {});
    row("plain", u"Hello, 您好!"_s, u"Hello, 您好!"_s);
    row("backslash of the peer", u"C:\\new"_s, u"C:\\new"_s);
    row("line feed inside", u"a\nb"_s, u"a\\n\nb"_s, {{1, 2}});
    row("line feed last", u"a\n"_s, u"a\\n"_s, {{1, 2}});
    row("only a line feed", u"\n"_s, u"\\n"_s, {{0, 2}});
    row("two line feeds", u"\n\n"_s, u"\\n\n\\n"_s, {{0, 2}, {3, 2}});
    row("CR LF", u"a\r\nb\r\n"_s, u"a\\r\\n\nb\\r\\n"_s, {{1, 4}, {7, 4}});
    row("CR alone", u"a\rb"_s, u"a\\rb"_s, {{1, 2}});
    row("tab", u"a\tb"_s, u"a\\tb"_s, {{1, 2}});
    row("NUL", u"a\0b"_s, u"a\\x00"_s + u"b"_s, {{1, 4}});
    row("ESC", u"\x1b[31m"_s, u"\\x1b[31m"_s, {{0, 4}});
    row("DEL", u"\x7f"_s, u"\\x7f"_s, {{0, 4}});
    row("C1", u"\u0085\u009b"_s, u"\\x85\\x9b"_s, {{0, 8}});
    row("override", u"a\u202e\u0062"_s, u"a\\u202e"_s + u"b"_s, {{1, 6}});
    row("soft hyphen", u"\u00ad"_s, u"\\u00ad"_s, {{0, 6}});
    row("tag", u"\U000e0041"_s, u"\\U000e0041"_s, {{0, 10}});
    row("zero width joiner", u"\u200d"_s, u"\\u200d"_s, {{0, 6}});
    row("byte order mark", u"\ufeffa"_s, u"\\ufeffa"_s, {{0, 6}});
    row("line separator", u"a\u2028\u2029"_s, u"a\\u2028\\u2029"_s, {{1, 12}});
    row("two escapes touch", u"\t\x01"_s, u"\\t\\x01"_s, {{0, 6}});
}

void TestDisplayText::shows()
{
    QFETCH(QString, decoded);
    QFETCH(QString, text);
    QFETCH(TextRanges, escapes);
    const DisplayText result = toDisplayText(decoded);
    QCOMPARE(result.text, text);
    QCOMPARE(result.escapes, escapes);
    QVERIFY(!result.truncated);
}

void TestDisplayText::everyHiddenRangeIsEscaped_data()
{
    QTest::addColumn<uint>("first");
    QTest::addColumn<uint>("last");
    const auto row = [](uint first, uint last) { QTest::addRow("U+%04X", first) << first << last; };
    row(0x00, 0x1f);
    row(0x7f, 0x9f);
    row(0xad, 0xad);
    row(0x034f, 0x034f);
    row(0x061c, 0x061c);
    row(0x115f, 0x1160);
    row(0x17b4, 0x17b5);
    row(0x180e, 0x180e);
    row(0x200b, 0x200f);
    row(0x2028, 0x202e);
    row(0x2060, 0x206f);
    row(0x3164, 0x3164);
    row(0xd800, 0xdfff);
    row(0xfdd0, 0xfdef);
    row(0xfeff, 0xfeff);
    row(0xffa0, 0xffa0);
    row(0xfff0, 0xfffc);
    row(0x1bca0, 0x1bca3);
    row(0x1d173, 0x1d17a);
    row(0xe0000, 0xe00ff);
    row(0xe01f0, 0xe0fff);
    for (uint plane = 0; plane <= 16; ++plane)
        row(plane << 16 | 0xfffe, plane << 16 | 0xffff);
}

void TestDisplayText::everyHiddenRangeIsEscaped()
{
    QFETCH(uint, first);
    QFETCH(uint, last);
    for (char32_t c = first; c <= last; ++c) {
        QVERIFY(isHiddenCharacter(c));
        QString decoded;
        appendCodePoint(decoded, c);
        const DisplayText result = toDisplayText(decoded);
        QCOMPARE(result.escapes, (TextRanges{{0, result.text.size()}}));
        for (const QChar letter : result.text)
            QVERIFY(letter > u' ' && letter < u'\x7f');
    }
}

void TestDisplayText::lettersStay_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Arabic and Hebrew") << u"سلام \u05e9\u05dc\u05d5\u05dd"_s;
    QTest::newRow("Hebrew with points") << u"\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd"_s;
    QTest::newRow("Thai") << u"น้ำใจที่ดี"_s;
    QTest::newRow("Hindi") << u"नमस्ते"_s;
    QTest::newRow("decomposed") << u"e\u0301a\u0308\u0304"_s;
    QTest::newRow("emoji with selector") << u"\u2764\ufe0f 1\ufe0f\u20e3"_s;
    QTest::newRow("skin tone") << u"\U0001f44d\U0001f3fd"_s;
    QTest::newRow("rare Han with selector") << u"葛\U000e0100 \U00020000"_s;
    QTest::newRow("Korean") << u"안녕"_s;
    QTest::newRow("Arabic number sign") << u"\u0600\u0661"_s;
    QTest::newRow("replacement character of the peer") << u"\ufffd"_s;
    QTest::newRow("private use") << u"\ue000"_s;
    QTest::newRow("ideographic space") << u"\u3000\u00a0"_s;
}

void TestDisplayText::lettersStay()
{
    QFETCH(QString, text);
    const DisplayText result = toDisplayText(text);
    QCOMPARE(result.text, text);
    QVERIFY(result.escapes.isEmpty());
    QCOMPARE(terminalText(text), text);
}

void TestDisplayText::loneSurrogates()
{
    const QString high = QString(QChar(0xd83d));
    const QString low = QString(QChar(0xde00));
    QCOMPARE(toDisplayText(high).text, u"\\ud83d"_s);
    QCOMPARE(toDisplayText(low + u"a"_s + high).text, u"\\ude00"_s + u"a\\ud83d"_s);
    QCOMPARE(toDisplayText(low + high).text, u"\\ude00\\ud83d"_s);
    QCOMPARE(toDisplayText(high + low).text, u"\U0001f600"_s);
    QCOMPARE(terminalText(high + u"a"_s), u"\\ud83d"_s + u"a"_s);
}

void TestDisplayText::marksAreBounded()
{
    const QString mark = u"\u0335"_s;
    QCOMPARE(toDisplayText(u"a"_s + mark.repeated(8)).text, u"a"_s + mark.repeated(8));
    const DisplayText flood = toDisplayText(u"a"_s + mark.repeated(1000) + u"b"_s + mark);
    QCOMPARE(flood.text, u"a"_s + mark.repeated(8) + u"\\u0335"_s.repeated(992) + u"b"_s + mark);
    QCOMPARE(flood.escapes, (TextRanges{{9, 992 * 6}}));
    // Marks of different kinds and beyond the BMP count together.
    const QString mixed = u"\u0335\U0001d165\u20dd"_s.repeated(3);
    QCOMPARE(toDisplayText(u"a"_s + mixed).text, u"a"_s + mixed.chopped(1) + u"\\u20dd"_s);
}

void TestDisplayText::marksNeedABase()
{
    QCOMPARE(toDisplayText(u"\u0301a"_s).text, u"\\u0301"_s + u"a"_s);
    QCOMPARE(toDisplayText(u"a\n\u0301"_s).text, u"a\\n\n\\u0301"_s);
    QCOMPARE(toDisplayText(u"\x01\u0301"_s).text, u"\\x01\\u0301"_s);
    QCOMPARE(toDisplayText(u"\ufe0f"_s).text, u"\\ufe0f"_s);
    QCOMPARE(toDisplayText(u" \u0301"_s).text, u" \u0301"_s);
    QCOMPARE(toDisplayText(u"\\xff\u0301"_s, {{0, 4}}).text, u"\\xff\\u0301"_s);
}

void TestDisplayText::selectorsAreBounded()
{
    const DisplayText result = toDisplayText(u"a\ufe0f\ufe0e\U000e0101b\U000e0100"_s);
    QCOMPARE(result.text, u"a\ufe0f\\ufe0e\\U000e0101"_s + u"b\U000e0100"_s);
    QCOMPARE(result.escapes, (TextRanges{{2, 16}}));
}

void TestDisplayText::escapesOfTheDecoderMove()
{
    // The peer's own `\xff`, a line feed, and an invalid byte.
    const DisplayText result = toDisplayText(u"\\xff\n\\xfe\\xfdz"_s, {{5, 8}});
    QCOMPARE(result.text, u"\\xff\\n\n\\xfe\\xfdz"_s);
    QCOMPARE(result.escapes, (TextRanges{{4, 2}, {7, 8}}));
    // One that touches an escape of ours is one range with it.
    QCOMPARE(toDisplayText(u"\t\\xfe"_s, {{1, 4}}).escapes, (TextRanges{{0, 6}}));
}

void TestDisplayText::badRangesDoNoHarm()
{
    const QString decoded = u"ab\x1b[m\ncd"_s;
    const QString shown = u"ab\\x1b[m\\n\ncd"_s;
    for (const TextRanges &ranges : QList<TextRanges>{{{0, 9}},
                                                      {{2, 1}},
                                                      {{-1, 4}},
                                                      {{0, -5}},
                                                      {{4, 100}},
                                                      {{100, 1}},
                                                      {{9, 0}},
                                                      {{3, 1}, {2, 1}},
                                                      {{2, 4}, {1, 100}}}) {
        QCOMPARE(toDisplayText(decoded, ranges).text, shown);
        for (qsizetype max = 0; max < 12; ++max)
            QVERIFY(shown.startsWith(toDisplayText(decoded, ranges, max).text));
    }
}

void TestDisplayText::truncates_data()
{
    QTest::addColumn<QString>("decoded");
    QTest::addColumn<TextRanges>("escapes");
    QTest::addColumn<int>("maxChars");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("truncated");
    const TextRanges none;
    QTest::newRow("all") << u"abc"_s << none << -1 << u"abc"_s << false;
    QTest::newRow("exactly") << u"abc"_s << none << 3 << u"abc"_s << false;
    QTest::newRow("less") << u"abc"_s << none << 2 << u"ab"_s << true;
    QTest::newRow("none") << u"abc"_s << none << 0 << u""_s << true;
    QTest::newRow("nothing of nothing") << u""_s << none << 0 << u""_s << false;
    QTest::newRow("pair whole") << u"a\U0001f600"_s << none << 3 << u"a\U0001f600"_s << false;
    QTest::newRow("pair not split") << u"a\U0001f600"_s << none << 2 << u"a"_s << true;
    QTest::newRow("pair first") << u"\U0001f600"_s << none << 1 << u""_s << true;
    QTest::newRow("no break at the end") << u"a\nb"_s << none << 2 << u"a\\n"_s << true;
    const TextRanges two{{1, 8}};
    QTest::newRow("before the escapes") << u"a\\xff\\xfeb"_s << two << 1 << u"a"_s << true;
    QTest::newRow("in the first escape") << u"a\\xff\\xfeb"_s << two << 4 << u"a"_s << true;
    QTest::newRow("between the escapes") << u"a\\xff\\xfeb"_s << two << 5 << u"a\\xff"_s << true;
    QTest::newRow("in the second escape") << u"a\\xff\\xfeb"_s << two << 6 << u"a\\xff"_s << true;
    QTest::newRow("after the escapes") << u"a\\xff\\xfeb"_s << two << 9 << u"a\\xff\\xfe"_s << true;
}

void TestDisplayText::truncates()
{
    QFETCH(QString, decoded);
    QFETCH(TextRanges, escapes);
    QFETCH(int, maxChars);
    QFETCH(QString, text);
    QFETCH(bool, truncated);
    const DisplayText result = toDisplayText(decoded, escapes, maxChars);
    QCOMPARE(result.text, text);
    QCOMPARE(result.truncated, truncated);
    for (const auto &[start, length] : result.escapes)
        QVERIFY(start >= 0 && length > 0 && start + length <= result.text.size());
}

// Whatever comes in, only line feeds of ours are left of all controls, and each stands after `\n`.
void TestDisplayText::nothingDangerousIsLeft()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 300; ++round) {
        QString decoded;
        for (int i = 0; i < 200; ++i) {
            const uint limit = i % 3 == 0 ? 0x110000 : i % 3 == 1 ? 0x3100 : 0x80;
            appendCodePoint(decoded, random.bounded(limit));
        }
        const DisplayText result = toDisplayText(decoded);
        for (qsizetype i = 0; i < result.text.size();) {
            const CodePoint point = codePointAt(result.text, i);
            if (point.value == U'\n')
                QVERIFY(result.text.first(i).endsWith(u"\\n"_s));
            else
                QVERIFY(!isHiddenCharacter(point.value));
            i += point.units;
        }
        qsizetype end = -1;
        for (const auto &[start, length] : result.escapes) {
            QVERIFY(start > end && length > 0);
            end = start + length;
            QCOMPARE(result.text[start], u'\\');
        }
        QVERIFY(end <= result.text.size());
        const QString written = terminalText(decoded);
        for (qsizetype i = 0; i < written.size();) {
            const CodePoint point = codePointAt(written, i);
            const bool isKept = point.value == U'\n' || point.value == U'\t'
                || (point.value == U'\r' && written.sliced(i).startsWith(u"\r\n"_s));
            QVERIFY(isKept || !isHiddenCharacter(point.value));
            i += point.units;
        }
    }
}

void TestDisplayText::decodedBytesAreShown()
{
    StreamDecoder decoder(TextEncoding::Utf8);
    const DecodedChunk chunk = decoder.decode(QByteArray("ok\xff\xfe\r\n\xe6\x82\xa8\x1b"));
    const DisplayText result = toDisplayText(chunk.text, chunk.escapes);
    QCOMPARE(result.text, u"ok\\xff\\xfe\\r\\n\n您\\x1b"_s);
    QCOMPARE(result.escapes, (TextRanges{{2, 12}, {16, 4}}));
}

void TestDisplayText::asciiIsTheSame()
{
    QByteArray all;
    for (int c = 0; c < 0x80; ++c) {
        all += char(c);
        const QByteArray alone(1, char(c));
        QCOMPARE(QString::fromLatin1(asciiDisplayText(alone)),
                 toDisplayText(QString::fromLatin1(alone)).text);
    }
    QCOMPARE(QString::fromLatin1(asciiDisplayText(all)), toDisplayText(QString::fromLatin1(all)).text);
    QCOMPARE(asciiDisplayText("a\r\n\n"), QByteArray("a\\r\\n\n\\n"));
    QCOMPARE(asciiDisplayText({}), QByteArray());
}

void TestDisplayText::terminal_data()
{
    QTest::addColumn<QString>("decoded");
    QTest::addColumn<QString>("text");
    QTest::newRow("lines") << u"a\nb\n"_s << u"a\nb\n"_s;
    QTest::newRow("tab") << u"a\tb"_s << u"a\tb"_s;
    QTest::newRow("CR LF") << u"a\r\nb"_s << u"a\r\nb"_s;
    QTest::newRow("CR alone") << u"a\rb\r"_s << u"a\\rb\\r"_s;
    QTest::newRow("CR CR LF") << u"\r\r\n"_s << u"\\r\r\n"_s;
    QTest::newRow("escape sequence") << u"\x1b]0;title\x07"_s << u"\\x1b]0;title\\x07"_s;
    QTest::newRow("C1 escape sequence") << u"\u009b31m"_s << u"\\x9b31m"_s;
    QTest::newRow("backspace") << u"a\bb"_s << u"a\\x08"_s + u"b"_s;
    QTest::newRow("override") << u"\u202etxt"_s << u"\\u202etxt"_s;
    QTest::newRow("mark at a line start") << u"a\n\u0301"_s << u"a\n\\u0301"_s;
    QTest::newRow("escape of the decoder") << u"\\xff"_s << u"\\xff"_s;
}

void TestDisplayText::terminal()
{
    QFETCH(QString, decoded);
    QFETCH(QString, text);
    QCOMPARE(terminalText(decoded), text);
}

QTEST_APPLESS_MAIN(TestDisplayText)
#include "tst_displaytext.moc"
