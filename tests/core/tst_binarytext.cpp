// SPDX-License-Identifier: MIT
#include "core/binarytext.h"

#include "core/streamdecoder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

DisplayText shown(const QByteArray &bytes)
{
    StreamDecoder decoder(TextEncoding::Utf8);
    const DecodedChunk chunk = decoder.decode(bytes);
    return toDisplayText(chunk.text, chunk.escapes);
}

} // namespace

class TestBinaryText : public QObject
{
    Q_OBJECT
private slots:
    void textStaysAsItIs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("greeting") << u"您好，您收到了服务器的新年祝福！"_s.toUtf8();
        QTest::newRow("short lines") << u"好\r\n"_s.toUtf8().repeated(200);
        QTest::newRow("a few bytes that are none") << QByteArray("\xff\xfe\xff\xd1\x8f");
        QTest::newRow("one byte in two is none")
            << QByteArray("a\xff").repeated(20) + u"é"_s.toUtf8().repeated(30);
    }
    void textStaysAsItIs()
    {
        QFETCH(const QByteArray, bytes);
        const DisplayText before = shown(bytes);
        const DisplayText after = sparingText(before);
        QCOMPARE(after.text, before.text);
        QCOMPARE(after.escapes, before.escapes);
    }

    void randomBytesAreShownInAscii()
    {
        QByteArray bytes(4096, Qt::Uninitialized);
        QRandomGenerator random(1);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        const DisplayText before = shown(bytes);
        const auto isAscii = [](QChar c) { return c.unicode() < 0x7f; };
        QVERIFY(isMostlyEscapes(before));
        QVERIFY(!std::all_of(before.text.cbegin(), before.text.cend(), isAscii));
        const DisplayText after = sparingText(before);
        QVERIFY(std::all_of(after.text.cbegin(), after.text.cend(), isAscii));
        // What is no escape is the same as before, in its order.
        const auto plain = [](const DisplayText &text) {
            QString result = text.text;
            for (auto it = text.escapes.crbegin(); it != text.escapes.crend(); ++it)
                result.remove(it->first, it->second);
            result.removeIf([](QChar c) { return c.unicode() >= 0x7f; });
            return result;
        };
        QCOMPARE(plain(after), plain(before));
    }

    void asciiStaysAndTheRestIsEscaped()
    {
        QCOMPARE(asciiText({}), QString());
        QCOMPARE(asciiText(u"aé\\b😀"_s), u"a\\u00e9\\b\\U0001f600"_s);
    }

    void aLetterBeyondTheBasicPlaneIsOneEscape()
    {
        const DisplayText after = sparingText(shown(QByteArray(40, '\xff') + u"😀z"_s.toUtf8()));
        QVERIFY2(after.text.endsWith(u"\\xff\\U0001f600z"_s), qPrintable(after.text));
    }
};

QTEST_APPLESS_MAIN(TestBinaryText)
#include "tst_binarytext.moc"
