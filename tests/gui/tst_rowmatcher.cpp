// SPDX-License-Identifier: MIT
#include "gui/kindstories.h"
#include "gui/story.h"

#include "core/eventtext.h"
#include "core/languages.h"
#include "gui/rowmatcher.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

/// What is said of rows whose bytes were looked at is what is said of rows that were read as text.
class TestRowMatcher : public QObject
{
    Q_OBJECT
private slots:
    void saysWhatThePatternSays_data()
    {
        QTest::addColumn<QList<QByteArray>>("reads");
        QTest::addColumn<TextEncoding>("encoding");
        QTest::addColumn<QStringList>("patterns");
        const auto row
            = [](const char *name, const QList<QByteArray> &reads, TextEncoding encoding,
                 const QStringList &patterns) { QTest::newRow(name) << reads << encoding << patterns; };
        const QByteArray year = u"新年快乐"_s.toUtf8();
        const QByteArray gbYear = QByteArray::fromHex("d0c2c4eabfecc0d6");
        row("ASCII", {"Hello", "a needle here", "hello", "NEEDLE"}, TextEncoding::Utf8,
            {u"hello"_s, u"needle"_s, u"E"_s, u"o"_s, u"nowhere"_s});
        row("line ends", {"one\r\n", "two\r\nthree\n", "n", "\n"}, TextEncoding::Utf8,
            {u"\\n"_s, u"n"_s, u"\n"_s, u"\\r\\n\nthree"_s, u"nt"_s, u"rt"_s, u"\\"_s, u"two\\r"_s, u"r"_s});
        row("controls", {QByteArray("a\0b", 3), "\x1b[1mred", "\t7f", "\x7f", "x1b"}, TextEncoding::Utf8,
            {u"x1b"_s, u"1b["_s, u"b[1"_s, u"\x1b"_s, u"0b"_s, u"t7"_s, u"\\x00b"_s, u"7f"_s, u"\t"_s});
        row("empty of text", {"", " ", ""}, TextEncoding::Utf8, {u" "_s, u"a"_s});
        row("Chinese", {year, "plain", year + " 2024"}, TextEncoding::Utf8,
            {u"年"_s, u"新年"_s, u"年快"_s, u"乐 2"_s, u"2024"_s, u"老"_s});
        row("Chinese cut between rows", {year.left(4), year.mid(4, 3), year.mid(7), "e5"}, TextEncoding::Utf8,
            {u"年"_s, u"快"_s, u"新"_s, u"xe5"_s, u"e5"_s, u"5"_s});
        row("cut, and never completed", {"a\xe5\xb9", "b12", "\xe5", "12", "\xb4z"}, TextEncoding::Utf8,
            {u"xe5"_s, u"b9b"_s, u"9b12"_s, u"e5"_s, u"12"_s, u"512"_s, u"xb4z"_s, u"\\xe5\\xb9b"_s});
        row("invalid bytes",
            {"\xff\xfe", "ed\xfe",
             "\xfe"
             "ed",
             "\xc0\xaf/"},
            TextEncoding::Utf8, {u"eed"_s, u"fe"_s, u"xff\\x"_s, u"feed"_s, u"af/"_s, u"ed"_s});
        row("GB18030", {gbYear, gbYear.left(3), gbYear.mid(3), "year"}, TextEncoding::Gb18030,
            {u"年"_s, u"新年"_s, u"year"_s, u"xc4"_s, u"e"_s});
        row("a half that takes a letter", {QByteArray::fromHex("61d0"), "ab", "\x81", "0\x81", "0"},
            TextEncoding::Gb18030, {u"a"_s, u"b"_s, u"ab"_s, u"衋"_s, u"0"_s, u"\\x81"_s});
        row("long Chinese without a pause", QList<QByteArray>(40, gbYear.repeated(100) + gbYear.left(1)),
            TextEncoding::Gbk, {u"新"_s, u"乐"_s, u"xd0"_s, u"d"_s});
        row("Big5", {QByteArray::fromHex("b773a67e"), QByteArray::fromHex("a4"), "@a"}, TextEncoding::Big5,
            {u"年"_s, u"新"_s, u"@"_s, u"a"_s, u"一"_s});
        row("UTF-16",
            {QByteArray::fromHex("480069004e2d"), QByteArray::fromHex("0a004100"),
             QByteArray::fromHex("3dd8"), QByteArray::fromHex("00de41"), QByteArray::fromHex("00")},
            TextEncoding::Utf16Le, {u"hi"_s, u"H"_s, u"\\n"_s, u"n"_s, u"😀"_s, u"a"_s, u"xd8"_s, u"中"_s});
        row("UTF-16 the other way", {QByteArray::fromHex("00480069"), QByteArray::fromHex("65b0")},
            TextEncoding::Utf16Be, {u"HI"_s, u"新"_s, u"b"_s});
        row("Latin-1", {"caf\xe9", "CAF\xc9", "\xb5m", "\x85"}, TextEncoding::Latin1,
            {u"café"_s, u"É"_s, u"年"_s, u"µ"_s, u"μ"_s, u"x85"_s, u"ÿ"_s, u"Ÿ"_s});
        row("letters with case", {u"ÉTÉ"_s.toUtf8(), u"привет ПРИВЕТ"_s.toUtf8(), "ete", u"ＡＢ"_s.toUtf8()},
            TextEncoding::Utf8, {u"été"_s, u"привет"_s, u"ПРИ"_s, u"ａｂ"_s, u"E"_s});
        row("special case",
            {u"Straße"_s.toUtf8(), "STRASSE", u"İstanbul"_s.toUtf8(), u"ıi"_s.toUtf8(),
             u"5 \u212a"_s.toUtf8(), u"le\u017fs"_s.toUtf8(), u"ẞ"_s.toUtf8(), u"ﬀ"_s.toUtf8()},
            TextEncoding::Utf8,
            {u"strasse"_s, u"straße"_s, u"ß"_s, u"istanbul"_s, u"i"_s, u"İ"_s, u"5 k"_s, u"K"_s, u"\u212a"_s,
             u"less"_s, u"\u017f"_s, u"ss"_s, u"ff"_s, u"ẞ"_s});
        row("marks and what is hidden",
            {u"e\u0301"_s.toUtf8(), u"\u0301e"_s.toUtf8(), u"a\u202eb"_s.toUtf8(), u"\U000e0041z"_s.toUtf8(),
             u"😀"_s.toUtf8()},
            TextEncoding::Utf8,
            {u"e\u0301"_s, u"\u0301"_s, u"u0301"_s, u"1e"_s, u"202eb"_s, u"eb"_s, u"\u202e"_s, u"41z"_s,
             u"U000E"_s, u"😀"_s, QString(QChar(0xde00)), QString(QChar(0xd83d)), u"z"_s});
        row("long", {QByteArray(5000, 'a') + "end", QByteArray(RowPattern::kBytesPerRow, 'x') + "late"},
            TextEncoding::Utf8, {u"end"_s, u"late"_s, u"xx"_s, u"aend"_s});
    }
    void saysWhatThePatternSays()
    {
        QFETCH(QList<QByteArray>, reads);
        QFETCH(TextEncoding, encoding);
        QFETCH(QStringList, patterns);
        StoryReadings readings;
        fill(readings, reads, encoding);
        for (const QString &text : std::as_const(patterns)) {
            compare(readings, {RowPattern::Mode::Text, text});
            compare(readings, {RowPattern::Mode::Text, text.toUpper()});
            compare(readings, {RowPattern::Mode::Regex, QRegularExpression::escape(text)});
            compare(readings, {RowPattern::Mode::Hex, QString::fromLatin1(text.toUtf8().toHex())});
        }
        compare(readings, {RowPattern::Mode::Regex, u"^$|n$"_s});
        compare(readings, {RowPattern::Mode::Hex, u" "_s});
    }

    /// Pieces of what rows show, of bytes made of the pieces that make trouble.
    void saysItOfAnything_data()
    {
        QTest::addColumn<TextEncoding>("encoding");
        for (const TextEncoding encoding : allTextEncodings())
            QTest::newRow(qPrintable(textEncodingName(encoding))) << encoding;
    }
    void saysItOfAnything()
    {
        QFETCH(TextEncoding, encoding);
        QRandomGenerator random(quint32(1 + int(encoding)));
        const QList<QByteArray> pieces = piecesIn(encoding);
        QList<QByteArray> reads;
        for (int i = 0; i < 300; ++i) {
            QByteArray bytes;
            for (quint32 count = random.bounded(6U); count > 0; --count)
                bytes += pieces.at(random.bounded(int(pieces.size())));
            // Where it is cut, a character may be.
            const int cut = random.bounded(int(bytes.size()) + 1);
            reads << bytes.left(cut) << bytes.mid(cut);
        }
        StoryReadings readings;
        fill(readings, reads, encoding);
        for (int i = 0; i < 150; ++i) {
            const qsizetype row = random.bounded(int(readings.journal.size()));
            const QString shown = readings.text.rowText(row).display.text;
            const int from = random.bounded(int(shown.size()) + 1);
            QString text = shown.mid(from, 1 + random.bounded(6));
            if (random.bounded(2) == 0)
                text = text.toUpper();
            if (!text.isEmpty())
                compare(readings, {RowPattern::Mode::Text, text});
            if (QTest::currentTestFailed())
                return;
        }
    }

    void rowsThatSayOtherThings()
    {
        Story story;
        story.listen();
        story.connectBoth(0, 1);
        story.filePart(1, Side::Server, EventKind::Sent, 1, u"/tmp/year.txt"_s, 0, 70);
        story.write(1, Side::Server, 1, "after the file");
        story.add(2, Side::Client, EventKind::Error, 1).error
            = Error{ErrorCode::ConnectionReset, 104, {}, 0, {}};
        CallDetail peek;
        peek.call = CallName::Recv;
        story.data(3, Side::Client, EventKind::Peeked, 1, "peeked \xe5", peek);
        story.data(3, Side::Client, EventKind::Line, 1, "12\n", peek);
        story.write(4, Side::Server, 1, {});
        story.transport = Transport::Udp;
        story.read(5, Side::Server, 2, "cut \xe5");
        story.read(5, Side::Server, 2, "12");
        story.transport = Transport::RawIcmp;
        story.read(6, Side::Server, 3,
                   QByteArray::fromHex("4500001c00010000400100007f0000017f000001")
                       + QByteArray::fromHex("0800f7fe00010001") + "needle");
        StoryReadings readings;
        readings.journal.append(story.take());
        for (const char *text : {"listen", "accept", "file", "year", "reset", "peeked", "e5", "12", "5",
                                 "needle", "echo", "cut", "E"})
            compare(readings, {RowPattern::Mode::Text, QString::fromLatin1(text)});
        compare(readings, {RowPattern::Mode::Regex, u"^(after|12)"_s});
        compare(readings, {RowPattern::Mode::Hex, u"3132"_s});
    }

    /// What rows without bytes say is made once for all that say the same, in the language of now.
    void rowsThatSayTheSame_data()
    {
        QTest::addColumn<QString>("language");
        for (const QString &language : Languages::all())
            QTest::newRow(qPrintable(language)) << language;
    }
    void rowsThatSayTheSame()
    {
        QFETCH(QString, language);
        Languages languages;
        languages.install(language);
        StoryReadings readings;
        readings.journal.append(eventsOfAllKinds());
        QStringList patterns{u"1"_s,  u"0.0.1"_s, u"accept"_s, u"from"_s, u"#"_s,  u"() → #"_s, u":"_s,
                             u"::"_s, u"e"_s,     u"T"_s,      u"队列"_s, u"的"_s, u"#4"_s,     u"4001"_s};
        for (qsizetype row = 0; row < readings.journal.size(); row += 331) {
            const Event event = readings.journal.at(row);
            for (const QString &said : {eventTag(event), eventNote(event)}) {
                for (const qsizetype from : {said.size() / 3, said.size() - 4})
                    patterns << said.mid(qMax<qsizetype>(0, from), 5).toUpper();
            }
        }
        patterns.removeDuplicates();
        patterns.removeAll(QString());
        for (const QString &text : std::as_const(patterns)) {
            compare(readings, {RowPattern::Mode::Text, text});
            if (QTest::currentTestFailed())
                return;
        }
        for (const QString &text : {u"accept|^$"_s, u":4001\\d|的"_s, u"^[^0-9]+$"_s})
            compare(readings, {RowPattern::Mode::Regex, text});
        compare(readings, {RowPattern::Mode::Hex, u"31"_s});
    }

    void theEndOfATransferSaysItsNote()
    {
        Story story;
        story.listen();
        tellFile(story);
        StoryReadings readings;
        readings.journal.append(story.take());
        qsizetype end = 0;
        while (readings.journal.events().kind(end) != EventKind::TransferEnd)
            ++end;
        for (const RowPattern::Mode mode : {RowPattern::Mode::Text, RowPattern::Mode::Regex}) {
            for (const QString &text : {u"1,048,576 bytes were sent"_s, u"report of the year"_s}) {
                const RowPattern pattern(mode, text);
                QCOMPARE(pattern.match(readings, end), RowPattern::Result::Yes);
                compare(readings, pattern);
            }
        }
    }

    void payloadsThatAreGone()
    {
        Journal journal(std::make_unique<MemoryPayloadStore>(40));
        ConnectionIndex connections(journal);
        TextReading texts(journal, connections);
        LifeLines lifeLines(journal);
        Story story;
        for (int i = 0; i < 40; ++i)
            story.write(i, Side::Server, 1, "12 needle " + QByteArray::number(i));
        journal.append(story.take());
        const Readings readings{journal, connections, texts, lifeLines};
        for (const QString &text : {u"needle"_s, u"12"_s, u"3"_s})
            compare(readings, {RowPattern::Mode::Text, text});
        compare(readings, {RowPattern::Mode::Regex, u"^$"_s});
    }

    void rowsFarFromEachOtherAndBack()
    {
        QList<QByteArray> reads;
        for (int i = 0; i < 6000; ++i)
            reads << (i % 7 == 0 ? "a needle\xe5" : i % 7 == 1 ? "\xb9\xb4 12" : "hay 12\n");
        StoryReadings readings;
        fill(readings, reads, TextEncoding::Utf8);
        for (const QString &text : {u"needle"_s, u"年"_s, u"12"_s, u"xe5"_s}) {
            const RowPattern pattern(RowPattern::Mode::Text, text);
            for (const int step : {1, 3, 48, -1}) {
                RowMatcher matcher(readings);
                matcher.start(pattern);
                for (qsizetype row = step > 0 ? 0 : reads.size() - 1; row >= 0 && row < reads.size();
                     row += step)
                    QCOMPARE(matcher.match(row), pattern.match(readings, row));
            }
        }
    }

private:
    /// Each kind with and without what it may have, in pairs that say the same or nearly so.
    static QList<Event> eventsOfAllKinds()
    {
        Story story;
        for (const KindStory &each : kindStories()) {
            story.transport = Transport::Tcp;
            each.tell(story);
        }
        QList<Event> events = story.take();
        for (const Transport transport : {Transport::Tcp, Transport::Udp}) {
            for (const EventKind kind : allEventKinds()) {
                for (const Side side : {Side::Server, Side::Client})
                    addOfKind(events, kind, side, transport);
            }
        }
        for (quint64 seq = 0; Event & event : events)
            event.seq = ++seq;
        return events;
    }

    static void addOfKind(QList<Event> &events, EventKind kind, Side side, Transport transport)
    {
        Event plain;
        plain.kind = kind;
        plain.side = side;
        plain.transport = transport;
        const Address addresses[]{{},
                                  {u"127.0.0.1"_s, 40010},
                                  {u"127.0.0.1"_s, 40012},
                                  {u"::1"_s, 40010},
                                  Address::path(u"/tmp/a:4001\n"_s)};
        for (const Address &address : addresses) {
            for (const int number : {-1, 0, 14}) {
                Event event = plain;
                event.number = number;
                event.connection = quint32(number + 1);
                event.local = address;
                event.peer = event.local;
                event.peer.port += 1;
                events << event << event;
            }
        }
        Event failed = plain;
        for (const ErrorCode code : {ErrorCode::ConnectionRefused, ErrorCode::System, ErrorCode::TimedOut}) {
            failed.error = Error{code, 111, u"127.0.0.1:4001"_s, 0, {}};
            events << failed;
            failed.error->subject = u"127.0.0.1:4002"_s;
            events << failed;
        }
        for (const CallName call : {CallName::Close, CallName::Accept, CallName::Connect, CallName::ConnectEx,
                                    CallName::Recv, CallName::Shutdown}) {
            for (const int result : {0, 111}) {
                CallDetail detail = callOf(call, 4096);
                detail.result = result;
                detail.how = ShutdownHow::Both;
                Event called = plain;
                called.detail = std::make_shared<CallDetail>(detail);
                events << called;
                called.local = addresses[1];
                called.error = failed.error;
                events << called;
            }
        }
        if (kind != EventKind::State && kind != EventKind::Queues)
            return;
        KernelReading reading;
        reading.hasOwner = true;
        const auto addReading = [&](auto change) {
            for (const TcpState state : {TcpState::Established, TcpState::TimeWait, TcpState::Listen}) {
                KernelReading changed = reading;
                changed.state = state;
                changed.cookie = quint64(events.size());
                change(changed);
                Event event = plain;
                event.reading = std::make_shared<KernelReading>(changed);
                events << event;
            }
        };
        addReading([](KernelReading &) {});
        addReading([](KernelReading &each) { each.hasOwner = false; });
        for (const int value : {1, 2, 1500}) {
            addReading([value](KernelReading &each) { each.unread = value; });
            addReading([value](KernelReading &each) { each.unread = each.receiveBuffer = value; });
            addReading([value](KernelReading &each) { each.unacknowledged = value; });
            addReading([value](KernelReading &each) { each.unacknowledged = 2 * (each.unsent = value); });
            addReading([value](KernelReading &each) { each.acceptQueue = each.backlog = value; });
            addReading([value](KernelReading &each) { each.timerMs = value; });
            addReading([value](KernelReading &each) { each.drops = value; });
        }
        addReading([](KernelReading &each) { each.isReadShut = true; });
        addReading([](KernelReading &each) { each.isWriteShut = true; });
    }

    static void fill(StoryReadings &readings, const QList<QByteArray> &reads, TextEncoding encoding)
    {
        Story story;
        for (const QByteArray &bytes : reads)
            story.read(1, Side::Server, 1, bytes);
        readings.journal.append(story.take());
        readings.text.setEncoding(1, encoding);
    }

    static void compare(const Readings &readings, const RowPattern &pattern)
    {
        RowMatcher matcher(readings);
        matcher.start(pattern);
        for (qsizetype row = 0; row < readings.journal.size(); ++row) {
            const RowPattern::Result now = matcher.match(row);
            const RowPattern::Result exact = pattern.match(readings, row);
            using Result = RowPattern::Result;
            if (now == Result::GaveUp || exact == Result::GaveUp) // depends on how fast the machine is
                continue;
            const QString where = u"“%1” in row %2: %3"_s.arg(
                pattern.text(), QString::number(row),
                QString::fromLatin1(readings.journal.payload(row).left(40).toHex()));
            QVERIFY2(now == exact, qPrintable(where));
        }
    }

    static QList<QByteArray> piecesIn(TextEncoding encoding)
    {
        QList<QByteArray> pieces{"12",   "needle", "K",    "s",    "\n",   "\\x",  "e",
                                 " ",    "\xe5",   "\xb9", "\xd0", "\x81", "0",    "\xff",
                                 "feed", "\r\n",   "\t",   "u",    "x1b",  "\x1b", "\\"};
        for (const char32_t c :
             {U'年', U'é', U'É', U'\u212a', U'\u017f', U'ß', U'İ', U'\u0301', U'\u202e', U'😀'}) {
            const EncodedCharacter encoded = encodeCharacter(encoding, c);
            pieces << QByteArray(encoded.bytes.data(), encoded.size);
        }
        return pieces;
    }
};

QTEST_MAIN(TestRowMatcher)
#include "tst_rowmatcher.moc"
