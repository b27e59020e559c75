// SPDX-License-Identifier: MIT
#include "cli/inputencoder.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

/// All of it, given in pieces of `size` bytes.
InputEncoder::Result encodedInPieces(TextEncoding encoding, const QByteArray &input, qsizetype size)
{
    InputEncoder encoder(encoding);
    InputEncoder::Result all;
    const auto add = [&all](const InputEncoder::Result &part) {
        all.bytes += part.bytes;
        all.errors += part.errors;
    };
    for (qsizetype at = 0; at < input.size(); at += size)
        add(encoder.take(input.mid(at, size)));
    add(encoder.finish());
    return all;
}

} // namespace

class TestInputEncoder : public QObject
{
    Q_OBJECT
private slots:
    void passesUtf8OnAsItIs();
    void transcodesLines();
    void refusesOnlyTheFaultyLine();
    void cutsVeryLongLinesBetweenCharacters();
};

void TestInputEncoder::passesUtf8OnAsItIs()
{
    InputEncoder encoder(TextEncoding::Utf8);
    const QByteArray odd("\xff\0half \xe6\x82", 9);
    QCOMPARE(encoder.take(odd).bytes, odd);
    QCOMPARE(encoder.take("\xa8\r\n").bytes, QByteArray("\xa8\r\n"));
    QVERIFY(encoder.finish().bytes.isEmpty());
}

void TestInputEncoder::transcodesLines()
{
    const QString text = u"您好\r\n\nabc 谢谢\n无行尾"_s;
    for (const TextEncoding encoding : {TextEncoding::Gb18030, TextEncoding::Utf16Le, TextEncoding::Utf8}) {
        for (qsizetype size = 1; size < 40; ++size) {
            const InputEncoder::Result result = encodedInPieces(encoding, text.toUtf8(), size);
            QVERIFY(result.errors.isEmpty());
            QCOMPARE(result.bytes, encodeText(encoding, text).bytes);
        }
    }
}

void TestInputEncoder::refusesOnlyTheFaultyLine()
{
    const QByteArray input = u"one\nzwei 您\nthree\n"_s.toUtf8() + "bad \xff\n" + "last";
    for (qsizetype size = 1; size < 20; ++size) {
        const InputEncoder::Result result = encodedInPieces(TextEncoding::Latin1, input, size);
        QCOMPARE(result.bytes, QByteArray("one\nthree\nlast"));
        QCOMPARE(result.errors.size(), 2);
        QCOMPARE(result.errors.at(0).code, ErrorCode::Unencodable);
        QCOMPARE(result.errors.at(0).subject, u"您"_s);
        QCOMPARE(result.errors.at(1).subject, u"\\xff"_s);
    }
    QCOMPARE(encodedInPieces(TextEncoding::Latin1, "half \xe6\x82", 3).errors.size(), 1);
}

void TestInputEncoder::cutsVeryLongLinesBetweenCharacters()
{
    const QString text = QString(100'000, u'您') + u'\n' + u"end"_s;
    for (const qsizetype size : {1000, 65536, 65537, 1'000'000}) {
        const InputEncoder::Result result = encodedInPieces(TextEncoding::Gb18030, text.toUtf8(), size);
        QVERIFY(result.errors.isEmpty());
        QCOMPARE(result.bytes, encodeText(TextEncoding::Gb18030, text).bytes);
    }
    const QByteArray noise(200'000, '\x80'); // nothing here is a character's end
    QVERIFY(!encodedInPieces(TextEncoding::Gb18030, noise, 65536).errors.isEmpty());
}

QTEST_GUILESS_MAIN(TestInputEncoder)
#include "tst_inputencoder.moc"
