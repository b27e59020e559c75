// SPDX-License-Identifier: MIT
#include "cli/displaywidth.h"
#include "cli/ladder.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;

namespace {

constexpr Side kServer = Side::Server;
constexpr Side kClient = Side::Client;

/// Writes rows of one connection into a journal, each a tenth of a millisecond after the other.
class Script
{
public:
    Script &step(Side side, EventKind kind)
    {
        add(side, kind, {});
        return *this;
    }
    Script &sent(Side side, const QByteArray &bytes)
    {
        add(side, EventKind::Sent, bytes);
        return *this;
    }
    Script &received(Side side, const QByteArray &bytes)
    {
        add(side, EventKind::Received, bytes);
        return *this;
    }
    Script &shutdown(Side side, ShutdownHow how)
    {
        CallDetail detail;
        detail.call = CallName::Shutdown;
        detail.how = how;
        add(side, EventKind::Shutdown, {}, std::make_shared<CallDetail>(detail));
        return *this;
    }
    QStringList lines() const { return ladderLines(m_journal); }

private:
    void add(Side side, EventKind kind, const QByteArray &bytes,
             const std::shared_ptr<const CallDetail> &detail = {})
    {
        Event event;
        event.seq = quint64(m_journal.size()) + 1;
        event.monotonicNs = qint64(event.seq) * 100'000;
        event.side = side;
        event.kind = kind;
        event.connection = 1;
        const Address server{u"127.0.0.1"_s, 30000};
        const Address client{u"127.0.0.1"_s, 50000};
        event.local = side == kServer ? server : client;
        event.peer = side == kServer ? client : server;
        event.bytes = bytes.size();
        event.payload = bytes;
        event.detail = detail;
        quint64 &offset = m_offsets[(side == kServer ? 0 : 2) + (kind == EventKind::Sent ? 0 : 1)];
        event.streamOffset = offset;
        offset += quint64(bytes.size());
        m_journal.append({event});
    }

    Journal m_journal;
    quint64 m_offsets[4] = {};
};

/// The part of a line between the lanes.
QString wireOf(const QString &line)
{
    static constexpr QStringView kinds = u"─│╭╮╯╰├┤┬┴┼▶◀";
    QString wire;
    int column = 0;
    for (const QChar c : line) {
        if (column >= 48 && column < 60)
            wire += kinds.contains(c) ? c : u' ';
        column += displayWidth(char32_t(c.unicode()));
    }
    return wire.trimmed();
}

qsizetype lineWith(const QStringList &lines, const QString &text, qsizetype from = 0)
{
    for (qsizetype i = from; i < lines.size(); ++i) {
        if (lines[i].contains(text))
            return i;
    }
    return -1;
}

} // namespace

class TestLadder : public QObject
{
    Q_OBJECT
private slots:
    void measuresColumns_data();
    void measuresColumns();
    void fitsIntoColumns();
    void emptyJournal();
    void leadsAnArrowFromTheWriteToItsRead();
    void leadsArrowsToAllReadsOfAWrite();
    void crossingArrowsTakeDifferentTracks();
    void tellsTheEndOnce();
    void hasALineForEveryKind();
    void leadsNoArrowFromTheReadingDirection();
    void neverExceedsItsWidth_data();
    void neverExceedsItsWidth();
};

void TestLadder::measuresColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("empty") << QString() << 0;
    QTest::newRow("ascii") << u"Happy new year"_s << 14;
    QTest::newRow("chinese") << u"您好，您收到了服务器的新年祝福！"_s << 32;
    QTest::newRow("mixed") << u"谢谢！Happy"_s << 11;
    QTest::newRow("full width") << u"ＡＢ"_s << 4;
    QTest::newRow("half width katakana") << u"ｱｲ"_s << 2;
    QTest::newRow("hangul") << u"한국"_s << 4;
    QTest::newRow("kana") << u"ひらカ"_s << 6;
    QTest::newRow("emoji") << u"😀!"_s << 3;
    QTest::newRow("mark") << u"e\u0301"_s << 1;
    QTest::newRow("han beyond the BMP") << u"\U00020000"_s << 2;
    QTest::newRow("latin, greek, box") << u"éΩ─•"_s << 4;
}

void TestLadder::measuresColumns()
{
    QFETCH(QString, text);
    QTEST(displayWidth(text), "width");
}

void TestLadder::fitsIntoColumns()
{
    QCOMPARE(frontThatFits(u"您好", 3).toString(), u"您"_s);
    QCOMPARE(frontThatFits(u"e\u0301x", 1).toString(), u"e\u0301"_s);
    QCOMPARE(frontThatFits(u"😀", 1).toString(), QString());
    QCOMPARE(paddedTo(u"您"_s, 4), u"您  "_s);
    QCOMPARE(elidedTo(u"您好吗"_s, 6), u"您好吗"_s);
    QCOMPARE(elidedTo(u"您好吗"_s, 5), u"您好…"_s);
    QCOMPARE(elidedTo(u"您好吗"_s, 4), u"您…"_s);
}

void TestLadder::emptyJournal()
{
    const QStringList lines = ladderLines(Journal());
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).indexOf(u"Server"_s) < lines.at(0).indexOf(u"Client"_s));
}

void TestLadder::leadsAnArrowFromTheWriteToItsRead()
{
    const QByteArray text = u"您好"_s.toUtf8();
    const QStringList lines = Script()
                                  .step(kClient, EventKind::Connect)
                                  .step(kServer, EventKind::Accept)
                                  .sent(kServer, text)
                                  .step(kClient, EventKind::Connected)
                                  .received(kClient, text)
                                  .lines();
    const qsizetype sent = lineWith(lines, u"┃ 您好 ┃"_s);
    const qsizetype received = lineWith(lines, u"│ 您好 │"_s);
    const qsizetype connected = lineWith(lines, u"connected()"_s);
    QVERIFY(sent >= 0 && connected > sent && received > connected);
    QVERIFY(lines.at(sent).contains(u"0.3"_s));
    QCOMPARE(wireOf(lines.at(sent)), u"─────╮"_s);
    QCOMPARE(wireOf(lines.at(connected)), u"│"_s);
    QCOMPARE(wireOf(lines.at(received)), u"╰────▶"_s);
    QCOMPARE(wireOf(lines.at(lineWith(lines, u"connect(127.0.0.1:30000)"_s))), u"╭──────"_s);
    QCOMPARE(wireOf(lines.at(lineWith(lines, u"accept() → #1"_s))), u"◀───╯"_s);
    QVERIFY(lineWith(lines, u"sent 6 byte"_s) > sent);
}

void TestLadder::leadsArrowsToAllReadsOfAWrite()
{
    const QStringList lines
        = Script().sent(kClient, "abcdef").received(kServer, "abc").received(kServer, "def").lines();
    const qsizetype first = lineWith(lines, u"│ abc │"_s);
    const qsizetype second = lineWith(lines, u"│ def │"_s);
    QVERIFY(wireOf(lines.at(first)).startsWith(u'◀'));
    QVERIFY(wireOf(lines.at(second)).startsWith(u'◀'));
}

void TestLadder::crossingArrowsTakeDifferentTracks()
{
    const QStringList lines = Script()
                                  .sent(kServer, "down")
                                  .sent(kClient, "up")
                                  .received(kServer, "up")
                                  .received(kClient, "down")
                                  .lines();
    QCOMPARE(wireOf(lines.at(lineWith(lines, u"┃ down ┃"_s))), u"─────╮"_s);
    QCOMPARE(wireOf(lines.at(lineWith(lines, u"┃ up ┃"_s))), u"│ ╭────"_s);
    QCOMPARE(wireOf(lines.at(lineWith(lines, u"│ up │"_s))), u"◀───┼─╯"_s);
    QCOMPARE(wireOf(lines.at(lineWith(lines, u"│ down │"_s))), u"╰────▶"_s);
}

void TestLadder::tellsTheEndOnce()
{
    const QStringList lines = Script()
                                  .step(kClient, EventKind::Shutdown)
                                  .step(kServer, EventKind::Eof)
                                  .step(kServer, EventKind::Closed)
                                  .step(kClient, EventKind::Eof)
                                  .step(kClient, EventKind::Closed)
                                  .lines();
    QCOMPARE(lines.size(), 2 + 5);
    QCOMPARE(wireOf(lines.at(2)), u"╭──────"_s);
    QCOMPARE(wireOf(lines.at(3)), u"◀───╯"_s);
    QCOMPARE(wireOf(lines.at(4)), u"─────╮"_s);
    QCOMPARE(wireOf(lines.at(5)), u"╰────▶"_s);
    QCOMPARE(wireOf(lines.at(6)), QString());
}

void TestLadder::hasALineForEveryKind()
{
    for (const EventKind kind : allEventKinds()) {
        if (kind == EventKind::Queues)
            continue; // they change with every byte
        const QStringList lines = Script().step(kServer, kind).lines();
        QVERIFY2(lines.size() > 2, qPrintable(eventKindName(kind)));
        QVERIFY2(!lines.at(2).mid(11).trimmed().isEmpty(), qPrintable(eventKindName(kind)));
    }
}

void TestLadder::leadsNoArrowFromTheReadingDirection()
{
    const QStringList lines = Script()
                                  .shutdown(kClient, ShutdownHow::Read)
                                  .shutdown(kClient, ShutdownHow::Write)
                                  .step(kServer, EventKind::Eof)
                                  .lines();
    QCOMPARE(wireOf(lines.at(2)), QString());
    QCOMPARE(wireOf(lines.at(3)), u"╭──────"_s);
    QCOMPARE(wireOf(lines.at(4)), u"◀───╯"_s);
}

void TestLadder::neverExceedsItsWidth_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("long han") << QString(500, u'您').toUtf8();
    QTest::newRow("long word") << QByteArray(5000, 'w');
    QTest::newRow("sentences") << QByteArray("To be, or not to be, that is the question. ").repeated(20);
    QTest::newRow("odd and wide") << (u'a' + QString(100, u'您')).toUtf8();
    QTest::newRow("invalid") << QByteArray(300, '\xff');
    QTest::newRow("lines") << QByteArray("x\n").repeated(300);
    QTest::newRow("spaces") << QByteArray(300, ' ');
    QTest::newRow("controls") << QByteArray("\x1b[2J\0\r", 6);
    QTest::newRow("marks") << (u'a' + QString(200, QChar(0x301))).toUtf8();
    QTest::newRow("half a character") << QByteArray("\xe6\x82");
}

void TestLadder::neverExceedsItsWidth()
{
    QFETCH(QByteArray, bytes);
    const QStringList lines = Script()
                                  .sent(kServer, bytes)
                                  .received(kClient, bytes)
                                  .sent(kClient, bytes)
                                  .received(kServer, bytes)
                                  .lines();
    QVERIFY(lines.size() < 60);
    for (const QString &line : lines) {
        QVERIFY2(displayWidth(line) <= kLadderWidth, qUtf8Printable(line));
        QVERIFY(!line.contains(u'\n') && !line.contains(QChar(0x1b)) && !line.endsWith(u' '));
    }
}

QTEST_GUILESS_MAIN(TestLadder)
#include "tst_ladder.moc"
