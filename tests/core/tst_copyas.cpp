// SPDX-License-Identifier: MIT
#include "core/copyas.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestCopyAs : public QObject
{
    Q_OBJECT

private slots:
    void hexDump();
    void hexTable_data();
    void hexTable();
    void pythonBytes_data();
    void pythonBytes();
    void pythonReadsTheSame_data();
    void pythonReadsTheSame();
    void cArray_data();
    void cArray();
    void cReadsTheSame();
    void base64();
    void onlyPrintableAscii();
};

namespace {

QByteArray allBytes()
{
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += char(byte);
    return bytes;
}

} // namespace

void TestCopyAs::hexDump()
{
    QCOMPARE(asHexDump({}), QString());
    QCOMPARE(asHexDump("\xe6"), u"e6"_s);
    QCOMPARE(asHexDump(QByteArray::fromHex("e682a8000a")), u"e6 82 a8 00 0a"_s);
}

void TestCopyAs::hexTable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("table");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("one") << QByteArray("A")
                         << u"00000000  41                                                |A|"_s;
    QTest::newRow("nine") << QByteArray("GET / HTT")
                          << u"00000000  47 45 54 20 2f 20 48 54  54                       |GET / HTT|"_s;
    QTest::newRow("sixteen")
        << QByteArray("0123456789abcdef")
        << u"00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|"_s;
    QTest::newRow("seventeen")
        << QByteArray("0123456789\r\n\xe6\x82\xa8~\x7f")
        << u"00000000  30 31 32 33 34 35 36 37  38 39 0d 0a e6 82 a8 7e  |0123456789.....~|\n"
           "00000010  7f                                                |.|"_s;
}

void TestCopyAs::hexTable()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, table);
    QCOMPARE(asHexTable(bytes), table);
}

void TestCopyAs::pythonBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("literal");
    QTest::newRow("nothing") << QByteArray() << u"b''"_s;
    QTest::newRow("text") << QByteArray("GET / HTTP/1.1\r\n") << u"b'GET / HTTP/1.1\\r\\n'"_s;
    QTest::newRow("Chinese") << u"您"_s.toUtf8() << u"b'\\xe6\\x82\\xa8'"_s;
    QTest::newRow("quotes") << QByteArray("it's \"a\"") << u"b'it\\'s \"a\"'"_s;
    QTest::newRow("backslash") << QByteArray("a\\x41") << u"b'a\\\\x41'"_s;
    QTest::newRow("digit after NUL") << QByteArray("\0"
                                                   "1\t\x7f",
                                                   4)
                                     << u"b'\\x001\\t\\x7f'"_s;
}

void TestCopyAs::pythonBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, literal);
    QCOMPARE(asPythonBytes(bytes), literal);
}

void TestCopyAs::pythonReadsTheSame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("all bytes") << allBytes();
    QRandomGenerator random(17);
    QByteArray bytes;
    for (int i = 0; i < 20000; ++i)
        bytes += random.bounded(3) == 0 ? "\\'\"x0"[random.bounded(5)] : char(random.bounded(256));
    QTest::newRow("random") << bytes;
}

void TestCopyAs::pythonReadsTheSame()
{
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty())
        QSKIP("python3 is not installed");
    QFETCH(QByteArray, bytes);
    QProcess process;
    process.start(python,
                  {u"-c"_s, u"import sys; sys.stdout.buffer.write("_s + asPythonBytes(bytes) + u")"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), bytes);
}

void TestCopyAs::cArray_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("array");
    QTest::newRow("nothing") << QByteArray() << u"const unsigned char *data = 0;"_s;
    QTest::newRow("one") << QByteArray("A") << u"const unsigned char data[] = {0x41};"_s;
    QTest::newRow("twelve") << QByteArray(
        12, '\xff') << u"const unsigned char data[] = {%1};"_s.arg(QStringList(12, u"0xff"_s).join(u", "_s));
    QTest::newRow("thirteen") << QByteArray(13, '\0')
                              << u"const unsigned char data[] = {\n    %1,\n    0x00\n};"_s.arg(
                                     QStringList(12, u"0x00"_s).join(u", "_s));
}

void TestCopyAs::cArray()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, array);
    QCOMPARE(asCArray(bytes), array);
}

void TestCopyAs::cReadsTheSame()
{
    const QString compiler = QStandardPaths::findExecutable(u"cc"_s);
    if (compiler.isEmpty())
        QSKIP("no C compiler is installed");
    const QTemporaryDir folder;
    QFile source(folder.filePath(u"a.c"_s));
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write("#include <stdio.h>\n");
    source.write(asCArray(allBytes()).toLatin1());
    source.write("\nint main(void) { fwrite(data, 1, sizeof data, stdout); return 0; }\n");
    source.close();
    QProcess process;
    process.start(compiler, {u"-Wall"_s, u"-Werror"_s, u"-o"_s, folder.filePath(u"a"_s), source.fileName()});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
    process.start(folder.filePath(u"a"_s), QStringList());
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput(), allBytes());
}

void TestCopyAs::base64()
{
    QCOMPARE(asBase64({}), QString());
    QCOMPARE(asBase64("f"), u"Zg=="_s); // RFC 4648 §10
    QCOMPARE(asBase64("foobar"), u"Zm9vYmFy"_s);
}

void TestCopyAs::onlyPrintableAscii()
{
    const QString together
        = asHexDump(allBytes()) + asHexTable(allBytes()).remove(u'\n') + asPythonBytes(allBytes());
    for (const QChar c : together)
        QVERIFY(c >= u' ' && c <= u'~');
}

QTEST_GUILESS_MAIN(TestCopyAs)
#include "tst_copyas.moc"
