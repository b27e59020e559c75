// SPDX-License-Identifier: MIT
#include "core/sessioncode.h"
#include "support/tale.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

QByteArray mixedBytes(qsizetype size)
{
    QByteArray bytes;
    quint32 state = 17;
    while (bytes.size() < size) {
        state = state * 1664525 + 1013904223;
        bytes += char(state >> 24);
    }
    return bytes;
}

} // namespace

class TestCodeListing : public QObject
{
    Q_OBJECT
private slots:
    void marksEachStep_data();
    void marksEachStep();
    void writesLiterals_data();
    void writesLiterals();
    void pythonAgreesOnTheChineseEncodings_data();
    void pythonAgreesOnTheChineseEncodings();
    void shortensWhatIsTooLong();
    void saysWhatIsGone();
    void staysSmall();
    void leavesOutOtherConnections();
    void tellsWhoseKernelRowItIs();
    void explainsErrors_data();
    void explainsErrors();
    void survivesHostileNames();
    void survivesFragments();
    void knowsIpv6();
};

void TestCodeListing::marksEachStep_data()
{
    QTest::addColumn<CodeLanguage>("language");
    QTest::addColumn<QStringList>("serverLines"); // a part of the first marked line of each row
    QTest::newRow("Python") << CodeLanguage::Python << QStringList{u"s = socket.socket("_s,
                                                                   u"s.setsockopt("_s,
                                                                   u"s.listen(5)"_s,
                                                                   u"c1, address = s.accept()"_s,
                                                                   u"c1.sendall(b'hi')"_s,
                                                                   u"print(c1.recv(3, socket.MSG_WAITALL))"_s,
                                                                   u"# accepting is"_s,
                                                                   u"# accepting goes on"_s,
                                                                   u"c1.shutdown(socket.SHUT_WR)"_s,
                                                                   u"print(c1.recv(1))"_s,
                                                                   u"c1.close()"_s,
                                                                   u"s.close()"_s};
    QTest::newRow("C") << CodeLanguage::C
                       << QStringList{u"int s = socket(AF_INET, SOCK_STREAM, 0);"_s,
                                      u"check(setsockopt("_s,
                                      u"check(listen(s, 5) == 0"_s,
                                      u"int c1 = accept(s, NULL, NULL);"_s,
                                      u"check(send(c1, \"hi\", 2, MSG_NOSIGNAL) == 2"_s,
                                      u"show(data, recv(c1, data, 3, MSG_WAITALL));"_s,
                                      u"// accepting is"_s,
                                      u"// accepting goes on"_s,
                                      u"check(shutdown(c1, SHUT_WR) == 0"_s,
                                      u"show(data, recv(c1, data, 1, 0));"_s,
                                      u"check(close(c1) == 0"_s,
                                      u"check(close(s) == 0"_s};
    QTest::newRow("Qt") << CodeLanguage::Qt
                        << QStringList{u"QTcpServer server;"_s,
                                       u"if (!server.listen("_s,
                                       u"server.setListenBacklogSize(5);"_s,
                                       u"connection1(socket);"_s,
                                       u"c1->write(\"hi\", 2);"_s,
                                       u"if (step == 0 && c1->bytesAvailable() >= 3)"_s,
                                       u"server.pauseAccepting();"_s,
                                       u"server.resumeAccepting();"_s,
                                       u"::shutdown(int(c1->socketDescriptor()), SHUT_WR);"_s,
                                       u"QObject::connect(c1, &QTcpSocket::disconnected"_s,
                                       u"c1->deleteLater();"_s,
                                       u"server.close();"_s};
}

void TestCodeListing::marksEachStep()
{
    QFETCH(CodeLanguage, language);
    QFETCH(QStringList, serverLines);
    Tale tale;
    tale.listen();
    tale.add(EventKind::Accept, Side::Server);
    tale.write(Side::Server, "hi");
    tale.read(Side::Server, "you");
    tale.add(EventKind::Pause, Side::Server, 0);
    tale.add(EventKind::Resume, Side::Server, 0);
    tale.add(EventKind::Shutdown, Side::Server);
    tale.add(EventKind::Eof, Side::Server);
    tale.add(EventKind::Closed, Side::Server);
    tale.add(EventKind::Closed, Side::Server, 0);
    for (qsizetype row = 0; row < serverLines.size(); ++row) {
        const QString marked = tale.marked(row, language);
        QVERIFY2(marked.startsWith(serverLines[row]), qPrintable(marked + u" ≠ "_s + serverLines[row]));
    }
}

void TestCodeListing::writesLiterals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<QString>("python");
    QTest::addColumn<QString>("c");
    const auto utf8 = TextEncoding::Utf8;
    QTest::newRow("ASCII") << QByteArray("it's\r\n") << utf8 << uR"(b'it\'s\r\n')"_s << uR"("it's\r\n", 6)"_s;
    QTest::newRow("Chinese") << u"您'\\\"\t"_s.toUtf8() << utf8
                             << uR"('您\'\\"	'.encode('utf-8'))"_s.replace(u'\t', u"\\t"_s)
                             << uR"("您'\\\"\t", 7)"_s;
    QTest::newRow("NUL before a digit")
        << QByteArray("\0001", 2) << utf8 << uR"(b'\x001')"_s << uR"("\0001", 2)"_s;
    QTest::newRow("trigraph") << QByteArray("?\?/") << utf8 << u"b'?\?/'"_s << uR"("\?\?/", 3)"_s;
    QTest::newRow("not text") << QByteArray("\xff\xe6") << utf8 << uR"(b'\xff\xe6')"_s
                              << uR"("\377\346", 2)"_s;
    QTest::newRow("line separator") << u"您\u2028"_s.toUtf8() << utf8 << uR"(b'\xe6\x82\xa8\xe2\x80\xa8')"_s
                                    << uR"("\346\202\250\342\200\250", 6)"_s;
    QTest::newRow("right to left") << u"\u05d0"_s.toUtf8() << utf8 << uR"(b'\xd7\x90')"_s
                                   << uR"("\327\220", 2)"_s;
    QTest::newRow("GB18030") << QByteArray("\xc4\xe3\xba\xc3") << TextEncoding::Gb18030
                             << u"'你好'.encode('gb18030')"_s << uR"("\304\343\272\303", 4)"_s;
    QTest::newRow("UTF-16") << QByteArray("h\0i\0", 4) << TextEncoding::Utf16Le
                            << u"'hi'.encode('utf-16-le')"_s << uR"("h\000i\000", 4)"_s;
    QTest::newRow("repeated") << QByteArray("ab%1").repeated(300) + "ab" << utf8 << u"b'ab%1' * 300 + b'ab'"_s
                              << uR"(repeated("ab%1", 4, 1202), 1202)"_s;
}

void TestCodeListing::writesLiterals()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TextEncoding, encoding);
    QFETCH(QString, python);
    QFETCH(QString, c);
    Tale tale;
    tale.listen();
    tale.add(EventKind::Accept, Side::Server);
    const qsizetype row = tale.write(Side::Server, bytes);
    tale.texts.setDefaultEncoding(encoding);
    QCOMPARE(tale.marked(row), u"c1.sendall("_s + python + u')');
    const QString marked = tale.marked(row, CodeLanguage::C);
    QVERIFY2(marked.startsWith(u"check(send(c1, "_s + c + u", MSG_NOSIGNAL)"_s), qPrintable(marked));
}

void TestCodeListing::pythonAgreesOnTheChineseEncodings_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    for (const TextEncoding encoding : {TextEncoding::Gb18030, TextEncoding::Gbk, TextEncoding::Big5})
        QTest::addRow("%s", qPrintable(textEncodingName(encoding))) << encoding;
}

// Converters differ in some signs. Every character that a listing shows as text in such an encoding is run
// through Python and must give the bytes that the session had.
void TestCodeListing::pythonAgreesOnTheChineseEncodings()
{
    QFETCH(TextEncoding, encoding);
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    QVERIFY(!python.isEmpty());
    Tale tale;
    tale.texts.setDefaultEncoding(encoding);
    tale.listen();
    tale.add(EventKind::Accept, Side::Server);
    QList<qsizetype> rows;
    // Signs one by one, since one that is disputed turns its whole line into bytes; ideographs by the dozen.
    QByteArray line;
    int characters = 0;
    for (char32_t c = 0x80; c < 0xfff0; ++c) {
        if (c == 0xa000)
            c = 0xff00; // between them are other scripts and private characters
        const bool isIdeograph = c >= 0x3400 && c < 0xa000;
        const EncodedCharacter encoded = encodeCharacter(encoding, c);
        line += QByteArray(encoded.bytes.data(), encoded.size);
        characters += encoded.size > 0 ? 1 : 0;
        if (characters > (isIdeograph ? 29 : 0)) {
            rows << tale.write(Side::Server, std::exchange(line, {}));
            characters = 0;
        }
    }
    tale.code(0);
    QByteArray program("import sys\n");
    QByteArray expected;
    int shown = 0;
    // A window of a listing has many rows: take every line from some windows rather than one from each.
    for (qsizetype i = 0; i < rows.size(); i += 60) {
        const CodeListing listing = tale.code(rows[i]);
        qsizetype next = i;
        const QStringList lines = listing.lines.mid(listing.first);
        for (const QString &each : lines) {
            if (each.startsWith(u'#') || (next == i + 60 && each.startsWith(u"c1."_s)))
                break;
            QVERIFY(!each.contains(u"shortened"_s));
            if (each.startsWith(u"c1.sendall("_s))
                expected += tale.journal.payload(rows[next++]);
            shown += each.contains(u".encode("_s) ? 1 : 0;
            program += QString(each).replace(u"c1.sendall"_s, u"sys.stdout.buffer.write"_s).toUtf8() + '\n';
        }
    }
    QVERIFY2(shown > 100, qPrintable(QString::number(shown)));
    QProcess process;
    process.start(python, {u"-"_s});
    process.write(program);
    process.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60'000);
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QVERIFY(process.readAllStandardOutput() == expected);
}

void TestCodeListing::shortensWhatIsTooLong()
{
    Tale tale;
    tale.listen();
    tale.add(EventKind::Accept, Side::Server);
    const qsizetype small = tale.write(Side::Server, "small");
    const qsizetype large = tale.write(Side::Server, mixedBytes(5000));
    const qsizetype text = tale.write(Side::Server, u"您好"_s.toUtf8().repeated(100) + mixedBytes(5000));
    for (const CodeLanguage language : allCodeLanguages()) {
        QVERIFY(tale.marked(large, language).contains(u"shortened: only 64 of 5000 bytes"_s));
        QVERIFY(tale.code(small, language).remark.contains(u"fewer"_s));
        QVERIFY(tale.code(small, language).lines.size() < 120);
    }
    // Not in the middle of a character.
    QVERIFY2(tale.marked(text).contains(u"您'.encode('utf-8'))  # shortened: only 63 of 5600 bytes"_s),
             qPrintable(tale.marked(text)));

    // All together, the nearest first.
    Tale many;
    many.listen();
    many.add(EventKind::Accept, Side::Server);
    QList<qsizetype> rows;
    for (int i = 0; i < 40; ++i)
        rows << many.write(Side::Server, mixedBytes(4000));
    const CodeListing listing = many.code(rows[20]);
    QVERIFY(!listing.lines[listing.last].contains(u"shortened"_s));
    QVERIFY(listing.text().size() < 90'000);
    QCOMPARE(listing.lines.filter(u"shortened"_s).size(), 36);
}

void TestCodeListing::saysWhatIsGone()
{
    Tale tale(10);
    tale.listen();
    tale.add(EventKind::Accept, Side::Server);
    const qsizetype gone = tale.write(Side::Server, "forgotten");
    const qsizetype kept = tale.write(Side::Server, "remembered");
    QCOMPARE(tale.marked(kept), u"c1.sendall(b'remembered')"_s);
    const CodeListing listing = tale.code(gone);
    QVERIFY(listing.lines[listing.first].startsWith(u'#'));
    QVERIFY(!listing.remark.isEmpty());
}

void TestCodeListing::staysSmall()
{
    Tale tale;
    tale.listen();
    tale.add(EventKind::Accept, Side::Server);
    for (int i = 0; i < 50'000; ++i) {
        tale.write(Side::Server, QByteArray::number(i));
        tale.read(Side::Server, QByteArray::number(i));
    }
    for (const CodeLanguage language : allCodeLanguages()) {
        for (const qsizetype row : {3, 4, 500, 50'000, 100'003}) {
            const CodeListing listing = tale.code(row, language);
            QVERIFY(listing.first >= 0);
            QVERIFY2(listing.lines.size() < 1000, qPrintable(QString::number(listing.lines.size())));
            QVERIFY(listing.text().contains(u"left out here"_s));
            QVERIFY(!listing.remark.isEmpty());
        }
    }
    QCOMPARE(tale.marked(50'000), u"c1.sendall(b'24998')"_s);
    QVERIFY(tale.code(500).text().contains(u"# 397 step(s) are left out here"_s));
    QVERIFY(tale.code(50'000).text().contains(u"# more than "_s));
}

void TestCodeListing::leavesOutOtherConnections()
{
    Tale tale;
    tale.listen();
    QList<qsizetype> accepts;
    for (quint32 connection = 1; connection <= 300; ++connection) {
        accepts << tale.add(EventKind::Accept, Side::Server, connection);
        tale.write(Side::Server, "hello", connection);
        tale.add(EventKind::Closed, Side::Server, connection);
    }
    for (const CodeLanguage language : allCodeLanguages()) {
        const CodeListing listing = tale.code(accepts[149], language);
        QVERIFY(listing.lines[listing.first].contains(language == CodeLanguage::Qt ? u"connection150("_s
                                                                                   : u"c150"_s));
        QVERIFY(listing.lines.size() < 1400);
        QVERIFY(listing.text().contains(u"earlier connection(s)"_s));
        QVERIFY(listing.text().contains(u"later connection(s)"_s));
    }
    // The 65 blocks before it are there, in order.
    const QString text = tale.code(accepts[149]).text();
    QVERIFY(text.contains(u"# 84 earlier connection(s)"_s) || text.contains(u"# 83 earlier connection(s)"_s));
    QVERIFY(text.indexOf(u"c149.sendall"_s) < text.indexOf(u"c150.sendall"_s));
    QVERIFY(text.contains(u"c149.sendall"_s));
    // Listening is asked for: the first clients follow.
    QVERIFY(tale.code(2).text().contains(u"c1.sendall"_s));
}

void TestCodeListing::tellsWhoseKernelRowItIs()
{
    Tale tale;
    tale.listen();
    const qsizetype waits = tale.kernel(Side::Server, 1, TcpState::Established, 1);
    const qsizetype listener = tale.kernel(Side::Server, 0, TcpState::Listen, 1);
    tale.add(EventKind::Accept, Side::Server);
    const qsizetype foreign = tale.kernel(Side::Client, 1, TcpState::Established, 0);
    for (const CodeLanguage language : allCodeLanguages()) {
        for (const qsizetype row : {waits, foreign}) {
            QVERIFY(tale.marked(row, language).contains(u"ss -tanoi 'sport = :51234 or dport = :51234'"_s));
            QVERIFY(tale.code(row, language).remark.contains(u"ss -tanoi"_s));
        }
        QVERIFY(tale.marked(listener, language).contains(u"ss -tlni 'sport = :30000'"_s));
        QVERIFY(tale.code(foreign, language).remark.contains(u"another program"_s));
        QVERIFY(tale.code(waits, language).text().contains(u"listen("_s));
        QVERIFY(!tale.code(waits, language).remark.contains(u"another program"_s));
    }
    // It stands before accept(), where it happened.
    const CodeListing listing = tale.code(waits);
    QVERIFY(listing.lines[listing.first + 1].contains(u"accept()"_s));
}

void TestCodeListing::explainsErrors_data()
{
    QTest::addColumn<ErrorCode>("code");
    for (const ErrorCode code : allErrorCodes())
        QTest::addRow("%s", qPrintable(errorName(code))) << code;
}

// Whatever fails, wherever: there is a line for it.
void TestCodeListing::explainsErrors()
{
    QFETCH(ErrorCode, code);
    for (const CodeLanguage language : allCodeLanguages()) {
        {
            Tale tale;
            QVERIFY(!tale.marked(tale.fail(Side::Server, code, 0), language).isEmpty());
        }
        {
            Tale tale;
            tale.listen();
            QVERIFY(!tale.marked(tale.fail(Side::Server, code, 0), language).isEmpty());
        }
        {
            Tale tale;
            tale.add(EventKind::Socket, Side::Client);
            tale.add(EventKind::Connect, Side::Client);
            const qsizetype row = tale.fail(Side::Client, code);
            const qsizetype closed = tale.add(EventKind::Closed, Side::Client);
            QVERIFY2(!tale.marked(row, language).isEmpty(), qPrintable(tale.code(row, language).text()));
            QVERIFY2(tale.marked(row, language).contains(errorName(code))
                         || tale.marked(row, language).contains(u"connect"_s)
                         || tale.marked(row, language).contains(u"nstat"_s),
                     qPrintable(tale.code(row, language).text()));
            QVERIFY2(!tale.marked(closed, language).isEmpty(),
                     qPrintable(tale.code(closed, language).text()));
        }
        {
            Tale tale;
            QVERIFY(!tale.marked(tale.fail(Side::Client, code), language).isEmpty());
        }
        {
            Tale tale;
            tale.connectClient();
            QVERIFY(!tale.marked(tale.fail(Side::Client, code), language).isEmpty());
        }
    }
}

void TestCodeListing::survivesHostileNames()
{
    Tale tale;
    tale.events.server = {u"a'\"b\\\n*/?\?/%1\u202e您"_s, 80};
    Event event = tale.events.make(EventKind::Error, Side::Client);
    event.error = Error{ErrorCode::HostNotFound, 0, event.peer.host, 0, {}};
    const qsizetype row = tale.add(event);
    const QString python = tale.code(row).text();
    QVERIFY2(python.contains(u"HOST = 'a\\'\"b\\\\\\n*/?\?/%1\\u202e您'\n"_s), qPrintable(python));
    const QString c = tale.code(row, CodeLanguage::C).text();
    QVERIFY2(c.contains(u"#define HOST \"a'\\\"b\\\\\\n*/\\?\\?/%1\\342\\200\\256您\"\n"_s), qPrintable(c));
    for (const CodeLanguage language : allCodeLanguages()) {
        const QStringList lines = tale.code(row, language).lines;
        for (const QString &line : lines)
            QVERIFY(!line.contains(u'\n') && !line.contains(QChar(0x202e)));
    }
}

// Journals that begin in the middle or lack their listener are no reason to fail.
void TestCodeListing::survivesFragments()
{
    const QList<EventKind> kinds = allEventKinds();
    for (const CodeLanguage language : allCodeLanguages()) {
        for (const EventKind kind : kinds) {
            for (const Side side : {Side::Server, Side::Client}) {
                for (const quint32 connection : {0U, 1U}) {
                    Tale tale;
                    const qsizetype row = kind == EventKind::Sent || kind == EventKind::Received
                        ? tale.add(tale.events.data(kind, side, "x", connection))
                        : kind == EventKind::Queues ? tale.kernel(side, connection, TcpState::Established, 0)
                                                    : tale.add(kind, side, connection);
                    QCOMPARE(tale.code(row, language).lines.isEmpty(), kind == EventKind::Segment);
                    QCOMPARE(tale.code(row, language).remark.contains(u"captured"_s),
                             kind == EventKind::Segment);
                }
            }
        }
        Tale tale;
        QVERIFY(tale.code(-1, language).lines.isEmpty());
        QVERIFY(tale.code(0, language).lines.isEmpty());
    }
}

void TestCodeListing::knowsIpv6()
{
    Tale tale;
    tale.events.server = {u"fe80::1%lo"_s, 30000};
    tale.events.client = {u"fe80::2%lo"_s, 50000};
    tale.listen();
    tale.connectClient();
    QVERIFY(tale.code(1).text().contains(u"AF_INET6"_s));
    QVERIFY(tale.code(1).text().contains(u"IPV6_V6ONLY"_s));
    const QString c = tale.code(4, CodeLanguage::C).text();
    QVERIFY(c.contains(u"if_nametoindex(\"lo\")"_s));
    QVERIFY(c.contains(u"#include <net/if.h>"_s));
    QVERIFY(c.contains(u"inet_pton(AF_INET6, \"fe80::1\""_s));
}

QTEST_GUILESS_MAIN(TestCodeListing)
#include "tst_codelisting.moc"
