// SPDX-License-Identifier: MIT
#include "cli/terminalstream.h"

#include "core/displaytext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

class TestTerminalStream : public QObject
{
    Q_OBJECT
private slots:
    void isSafeAndSplitsNowhere_data();
    void isSafeAndSplitsNowhere();
};

void TestTerminalStream::isSafeAndSplitsNowhere_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text.toUtf8() << expected;
    };
    row("plain", u"您好 ok\n谢谢\t!"_s, u"您好 ok\n谢谢\t!"_s);
    row("line ends", u"a\r\nb\rc\r"_s, u"a\r\nb\\rc\\r"_s);
    row("only CR", u"\r\r\n"_s, u"\\r\r\n"_s);
    row("terminal sequence", u"\x1b[31mred"_s, u"\\x1b[31mred"_s);
    row("override", u"a\u202eb"_s, u"a\\u202eb"_s);
    row("mark on its base", u"e\u0301x"_s, u"e\u0301x"_s);
    row("mark on a wide base", u"😀\u0301x"_s, u"😀\u0301x"_s);
    row("mark without a base", u"\u0301x\n\u0301"_s, u"\\u0301x\n\\u0301"_s);
    const QString nine = u"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"_s;
    row("too many marks", nine, nine.chopped(1) + u"\\u0301"_s);
    QTest::newRow("invalid") << QByteArray("a\xff\xe6\x82"
                                           "b")
                             << u"a\\xff\\xe6\\x82b"_s;
    QTest::newRow("cut at the end") << QByteArray("a\xe6\x82") << u"a\\xe6\\x82"_s;
}

void TestTerminalStream::isSafeAndSplitsNowhere()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    for (qsizetype first = 0; first <= bytes.size(); ++first) {
        for (qsizetype second = first; second <= bytes.size(); ++second) {
            TerminalStream stream(TextEncoding::Utf8);
            QString text = stream.take(bytes.first(first));
            text += stream.take(bytes.sliced(first, second - first));
            text += stream.take(bytes.sliced(second));
            text += stream.finish();
            QCOMPARE(text, expected);
        }
    }
}

QTEST_GUILESS_MAIN(TestTerminalStream)
#include "tst_terminalstream.moc"
