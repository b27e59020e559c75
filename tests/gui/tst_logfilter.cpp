// SPDX-License-Identifier: MIT
#include "gui/story.h"

#include "gui/logmatcher.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

Q_DECLARE_METATYPE(bothends::LogFilter)

/// Which rows a filter lets through, and that each row is looked at once, while they arrive.
class TestLogFilter : public QObject
{
    Q_OBJECT
private slots:
    void eachEventIsOfOneKind_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("origin");
        QTest::addColumn<bool>("hasError");
        QTest::addColumn<int>("group");
        const auto add = [](const char *name, EventKind kind, Origin origin, bool hasError, KindGroup group) {
            QTest::newRow(name) << int(kind) << int(origin) << hasError << int(group);
        };
        add("listen", EventKind::Listen, Origin::Call, false, KindGroup::Calls);
        add("accepted by Qt", EventKind::Accept, Origin::Qt, false, KindGroup::Signals);
        add("accepted", EventKind::Accept, Origin::Call, false, KindGroup::Calls);
        add("read at a signal", EventKind::Received, Origin::Qt, false, KindGroup::Data);
        add("written", EventKind::Sent, Origin::Call, false, KindGroup::Data);
        add("a write that failed", EventKind::Error, Origin::Call, true, KindGroup::Errors);
        add("reset by the peer", EventKind::Reset, Origin::Qt, true, KindGroup::Errors);
        add("reset by us", EventKind::Reset, Origin::Call, false, KindGroup::Calls);
        add("state", EventKind::State, Origin::Kernel, false, KindGroup::Kernel);
        add("queues", EventKind::Queues, Origin::Kernel, false, KindGroup::Kernel);
    }
    void eachEventIsOfOneKind()
    {
        QFETCH(int, kind);
        QFETCH(int, origin);
        QFETCH(bool, hasError);
        QFETCH(int, group);
        Event event;
        event.kind = EventKind(kind);
        event.origin = Origin(origin);
        if (hasError)
            event.error = Error{ErrorCode::ConnectionReset, 104, {}, 0, {}};
        QCOMPARE(int(kindGroupOf(event)), group);
        QVERIFY(!kindGroupText(KindGroup(group)).isEmpty());
        QVERIFY(!originText(Origin(origin)).isEmpty());
    }

    void letsThrough_data()
    {
        QTest::addColumn<LogFilter>("filter");
        QTest::addColumn<QList<int>>("rows");
        const auto add = [](const char *name, const LogFilter &filter, const QList<int> &rows) {
            QTest::newRow(name) << filter << rows;
        };
        // 0 socket 1 bind 2 listen | #1: 3 connect 4 connected 5 accept | #2: 6 connect 7 connected 8 accept
        // 9 server writes #1 10 client reads it | 11 client #2 writes 12 server reads | 13 state 14 error
        LogFilter all;
        add("all", all, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
        LogFilter one;
        one.connection = 1;
        add("connection", one, {3, 4, 5, 9, 10, 13});
        LogFilter none;
        none.connection = 77;
        add("no such connection", none, {});
        LogFilter client;
        client.side = Side::Client;
        add("side", client, {3, 4, 6, 7, 10, 11, 14});
        LogFilter both = client;
        both.connection = 1;
        add("side of a connection", both, {3, 4, 10});
        LogFilter data;
        data.kinds = KindGroup::Data;
        add("data", data, {9, 10, 11, 12});
        LogFilter errors;
        errors.kinds = KindGroup::Errors;
        add("errors", errors, {14});
        LogFilter kernel;
        kernel.origin = Origin::Kernel;
        add("origin", kernel, {13});
        LogFilter text;
        text.pattern = u"happy"_s;
        add("text in any case", text, {9, 10});
        text.pattern = u"新年"_s;
        add("Chinese text", text, {11, 12});
        text.pattern = u"LISTEN(backlog"_s;
        add("text of a call", text, {2});
        text.pattern = u"nowhere"_s;
        add("text that is nowhere", text, {});
        LogFilter hex;
        hex.mode = RowPattern::Mode::Hex;
        hex.pattern = u"e6 96 b0"_s;
        add("hex", hex, {11, 12});
        hex.pattern = u"4861707079"_s;
        add("hex without spaces", hex, {9, 10});
        hex.pattern = u"4"_s;
        add("half a byte", hex, {});
        LogFilter regex;
        regex.mode = RowPattern::Mode::Regex;
        regex.pattern = u"^Happy.+year$"_s;
        add("expression", regex, {9, 10});
        regex.pattern = u"^(connect|accept)"_s;
        add("expression on calls", regex, {3, 4, 5, 6, 7, 8});
        regex.pattern = u"(unclosed"_s;
        add("no expression", regex, {});
        LogFilter much = data;
        much.side = Side::Server;
        much.pattern = u"a"_s;
        add("all together", much, {9});
    }
    void letsThrough()
    {
        QFETCH(LogFilter, filter);
        QFETCH(QList<int>, rows);
        // Rows that are there, and rows that come, give the same.
        for (const bool isLive : {false, true}) {
            StoryReadings readings;
            if (!isLive)
                readings.journal.append(story());
            LogMatcher matcher(readings);
            QList<int> found;
            connect(&matcher, &LogMatcher::found, this, [&found](const std::vector<quint32> &rowsFound) {
                for (const quint32 row : rowsFound)
                    found << int(row);
            });
            matcher.start(filter, 0);
            if (isLive) {
                for (const Event &event : story())
                    readings.journal.append({event});
            }
            QTRY_VERIFY(matcher.isComplete());
            QCOMPARE(found, rows);
        }
    }

    void faultsAreToldWithTheirPlace()
    {
        const RowPattern open(RowPattern::Mode::Regex, u"ab(c"_s);
        QVERIFY(!open.isValid());
        QVERIFY2(open.fault().what.contains(u"5"), qPrintable(open.fault().what));
        QVERIFY(!open.fault().nextStep.isEmpty());
        const RowPattern digit(RowPattern::Mode::Hex, u"e6 zz"_s);
        QVERIFY(!digit.isValid());
        QVERIFY2(digit.fault().what.contains(u"“z”"), qPrintable(digit.fault().what));
        QVERIFY(RowPattern(RowPattern::Mode::Text, u"(any"_s).isValid());
    }

    void anExpressionThatExplodesIsGivenUp()
    {
        Story story;
        story.connectBoth(0, 1);
        story.write(1, Side::Server, 1, QByteArray(5000, 'a') + "b");
        story.write(2, Side::Server, 1, "aaaa");
        StoryReadings readings;
        readings.journal.append(story.take());
        LogMatcher matcher(readings);
        LogFilter filter;
        filter.kinds = KindGroup::Data;
        filter.mode = RowPattern::Mode::Regex;
        filter.pattern = u"^(a+)+$"_s;
        QList<quint32> found;
        connect(&matcher, &LogMatcher::found, this, [&found](const std::vector<quint32> &rows) {
            found << QList<quint32>(rows.begin(), rows.end());
        });
        matcher.start(filter, 0);
        QTRY_VERIFY(matcher.isComplete());
        QCOMPARE(matcher.undecidedRows(), 1);
        QCOMPARE(found, QList<quint32>{4});
        // The user's own limits cannot raise ours.
        filter.pattern = u"(*LIMIT_MATCH=4000000000)^(a+)+$"_s;
        matcher.start(filter, 0);
        QTRY_VERIFY(matcher.isComplete());
        QCOMPARE(matcher.undecidedRows(), 1);
    }

    void aLongTextIsSearchedToItsEndOrGivenUp()
    {
        Story story;
        story.connectBoth(0, 1);
        story.write(1, Side::Server, 1, QByteArray(200 * 1024, 'a') + "end");
        story.write(2, Side::Server, 1, u"年"_s.toUtf8().repeated(3000) + u"😀"_s.toUtf8().repeated(3000));
        StoryReadings readings;
        readings.journal.append(story.take());
        using Result = RowPattern::Result;
        const auto match = [&readings](const QString &text, qsizetype row) {
            return RowPattern(RowPattern::Mode::Regex, text).match(readings, row);
        };
        QCOMPARE(match(u"e.d$"_s, 3), Result::Yes);
        QCOMPARE(match(u"a$"_s, 3), Result::No); // not where a part of it ends
        QCOMPARE(match(u"a.*b.*c"_s, 3) == Result::Yes, false);
        QCOMPARE(match(u"(a|b).*(c|f).*g"_s, 3) == Result::Yes, false); // grows with the square
        QCOMPARE(match(u"😀$"_s, 4), Result::Yes);
        QCOMPARE(match(u"b"_s, 4), Result::No);
    }

    void bytesAndTextAgree_data()
    {
        QTest::addColumn<QList<QByteArray>>("reads");
        QTest::addColumn<TextEncoding>("encoding");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QList<bool>>("isFound");
        const auto row = [](const char *name, const QList<QByteArray> &reads, TextEncoding encoding,
                            const QString &pattern, const QList<bool> &isFound) {
            QTest::newRow(name) << reads << encoding << pattern << isFound;
        };
        const QByteArray year = u"新年"_s.toUtf8();
        row("ASCII", {"Hello", "World"}, TextEncoding::Utf8, u"WORLD"_s, {false, true});
        row("an escape", {"a\nb", "anb"}, TextEncoding::Utf8, u"\\n"_s, {true, false});
        row("within an escape", {"a\x1b", "a"}, TextEncoding::Utf8, u"x1b"_s, {true, false});
        row("Chinese", {year, "year"}, TextEncoding::Utf8, u"年"_s, {true, false});
        row("Chinese cut", {year.left(4), year.mid(4)}, TextEncoding::Utf8, u"年"_s, {false, true});
        row("GB18030", {QByteArray::fromHex("d0c2c4ea"), "x"}, TextEncoding::Gb18030, u"年"_s, {true, false});
        row("UTF-16", {QByteArray::fromHex("48006900"), "Hi"}, TextEncoding::Utf16Le, u"hi"_s, {true, false});
        row("letters with case", {u"ÉTÉ"_s.toUtf8(), "ete"}, TextEncoding::Utf8, u"été"_s, {true, false});
        row("wide letters with case", {u"ＡＢ"_s.toUtf8(), "AB"}, TextEncoding::Utf8, u"ａｂ"_s,
            {true, false});
    }
    void bytesAndTextAgree()
    {
        QFETCH(QList<QByteArray>, reads);
        QFETCH(TextEncoding, encoding);
        QFETCH(QString, pattern);
        QFETCH(QList<bool>, isFound);
        Story story;
        for (const QByteArray &bytes : reads)
            story.read(1, Side::Server, 1, bytes);
        StoryReadings readings;
        readings.journal.append(story.take());
        readings.text.setEncoding(1, encoding);
        for (int row = 0; row < reads.size(); ++row) {
            const auto result = RowPattern(RowPattern::Mode::Text, pattern).match(readings, row);
            QCOMPARE(result == RowPattern::Result::Yes, isFound.at(row));
            QCOMPARE(readings.text.rowText(row).display.text.contains(pattern, Qt::CaseInsensitive),
                     isFound.at(row));
        }
    }

    void eachRowIsLookedAtOnceWhileTheyArrive()
    {
        constexpr int kBatches = 200;
        constexpr int kBatch = 1000; // 200,000 rows
        StoryReadings readings;
        LogMatcher matcher(readings);
        std::vector<quint32> found;
        connect(&matcher, &LogMatcher::found, this, [&found](const std::vector<quint32> &rows) {
            found.insert(found.end(), rows.begin(), rows.end());
        });
        LogFilter filter;
        filter.pattern = u"needle"_s;
        matcher.start(filter, 0);
        Story story;
        for (int batch = 0; batch < kBatches; ++batch) {
            for (int i = 0; i < kBatch; ++i)
                story.write(i, Side::Server, quint32(1 + i % 64), i % 10 == 3 ? "a needle" : "only hay");
            readings.journal.append(story.take());
            if (batch % 50 == 0)
                QTest::qWait(0);
        }
        QTRY_VERIFY_WITH_TIMEOUT(matcher.isComplete(), 60000);
        QCOMPARE(found.size(), size_t(kBatches * kBatch / 10));
        for (size_t i = 0; i < found.size(); ++i)
            QCOMPARE(found[i], quint32(i * 10 + 3));
        QCOMPARE(matcher.examinedRows(), qint64(kBatches) * kBatch);
        // Of one connection only its own rows are looked at.
        LogFilter one;
        one.connection = 5;
        const qint64 before = matcher.examinedRows();
        matcher.start(one, 0);
        QTRY_VERIFY(matcher.isComplete());
        QCOMPARE(matcher.examinedRows() - before, qint64(readings.connections.rows(5).size()));
    }

private:
    static QList<Event> story()
    {
        Story story;
        story.listen();
        story.connectBoth(1, 1);
        story.connectBoth(2, 2);
        story.say(3, Side::Server, 1, "Happy new year");
        story.say(4, Side::Client, 2, u"新年快乐"_s.toUtf8());
        story.state(5, Side::Server, 1, TcpState::Established);
        story.add(6, Side::Client, EventKind::Error).error
            = Error{ErrorCode::ConnectionRefused, 111, {}, 0, {}};
        return story.take();
    }
};

QTEST_MAIN(TestLogFilter)
#include "tst_logfilter.moc"
