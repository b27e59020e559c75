// SPDX-License-Identifier: MIT
#include "store/pcapngexport.h"

#include "support/eventlist.h"
#include "support/sessionprobe.h"

#include <QBuffer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

namespace {

constexpr int kPatience = 60000;

/// What tshark prints of a file.
QString tshark(const QString &file, const QStringList &arguments)
{
    QProcess process;
    process.start(u"tshark"_s, QStringList{u"-n"_s, u"-r"_s, file} << arguments);
    if (!process.waitForFinished(kPatience) || process.exitCode() != 0)
        return u"tshark failed: "_s + QString::fromLocal8Bit(process.readAllStandardError());
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// What tshark finds wrong with a file: nothing. That a connection was reset is a warning of its own, and
/// true.
QString faults(const QString &file)
{
    return tshark(file,
                  {u"-Y"_s,
                   u"tcp.analysis.flags or _ws.malformed or (_ws.expert.severity >= \"Warning\" and not "
                   "tcp.flags.reset == 1)"_s,
                   u"-o"_s, u"tcp.check_checksum:TRUE"_s, u"-o"_s, u"ip.check_checksum:TRUE"_s, u"-o"_s,
                   u"udp.check_checksum:TRUE"_s});
}

QByteArray followed(const QString &file, int stream, bool fromServer)
{
    const QString text = tshark(file, {u"-q"_s, u"-z"_s, u"follow,tcp,raw,%1"_s.arg(stream)});
    QByteArray bytes;
    for (const QString &line : text.split(u'\n')) {
        const bool isServer = line.startsWith(u'\t');
        const QByteArray hex = line.trimmed().toLatin1();
        if (hex.isEmpty() || hex.startsWith("=") || hex.startsWith("Follow") || hex.startsWith("Filter")
            || hex.startsWith("Node"))
            continue;
        if (isServer == fromServer)
            bytes += QByteArray::fromHex(hex);
    }
    return bytes;
}

} // namespace

class TestPcapngExport : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"tshark"_s).isEmpty())
            QSKIP("tshark is not installed.");
        QVERIFY(m_folder.isValid());
    }

    void realConversations_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("IPv4") << u"127.0.0.1"_s;
        QTest::newRow("IPv6") << u"::1"_s;
    }
    void realConversations()
    {
        QFETCH(QString, host);
        SessionProbe probe;
        ServerConfig config;
        config.address.host = host;
        config.greeting = u"您好，您收到了服务器的新年祝福！"_s.toUtf8();
        config.afterGreeting = AfterGreeting::Echo;
        const quint32 server = startServer(probe, config);
        QVERIFY(server != 0);
        const quint32 client = probe.session.startClient({probe.addressOf(server)});
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        const quint32 connection
            = probe.eventAt(probe.rows(EventKind::Accept, Side::Server).constFirst()).connection;
        QByteArray large(10'000'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < large.size(); ++i)
            large[i] = char((i * 131 + (i >> 9)) & 0xFF);
        probe.session.send(client, connection, large);
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Client, connection).size(),
                                  large.size() + config.greeting.size(), kPatience);
        probe.session.stop(client);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, connection), 1, kPatience);

        const QString file = write(probe.session.journal());
        QCOMPARE(faults(file), QString());
        QVERIFY(followed(file, 0, false) == large);
        QVERIFY(followed(file, 0, true) == config.greeting + large);
        QVERIFY(tshark(file, {u"-T"_s, u"fields"_s, u"-e"_s, u"frame.comment"_s})
                    .contains(u"one write of 48 byte"_s));
    }

    void resetsAndRefusals()
    {
        EventList list;
        Journal journal;
        Event refused = list.make(EventKind::Error, Side::Client, 1);
        refused.error = Error{ErrorCode::ConnectionRefused, 0, {}, 0, {}};
        Event reset = list.make(EventKind::Reset, Side::Client, 2);
        reset.error = Error{ErrorCode::ConnectionReset, 0, {}, 0, {}};
        list.client.port = 51235;
        journal.append({refused, list.make(EventKind::Connected, Side::Client, 2),
                        list.data(EventKind::Sent, Side::Client, "hello", 2), reset,
                        list.make(EventKind::Closed, Side::Client, 2)});
        const QString file = write(journal);
        QCOMPARE(tshark(file, {u"-T"_s, u"fields"_s, u"-e"_s, u"tcp.flags.str"_s})
                     .remove(QChar(0xB7))
                     .simplified(),
                 u"S AR S AS A AP AR"_s);
        QCOMPARE(faults(file), QString());
        QCOMPARE(followed(file, 1, false), QByteArray("hello"));
    }

    void datagrams()
    {
        EventList list;
        Journal journal;
        Event empty = list.data(EventKind::Received, Side::Server, {}, 1);
        Event hello = list.data(EventKind::Received, Side::Server, u"你好"_s.toUtf8(), 1);
        Event answer = list.data(EventKind::Sent, Side::Server, QByteArray(65507, 'x'), 1);
        Event local = list.data(EventKind::Received, Side::Server, "no packet", 2);
        for (Event *event : {&empty, &hello, &answer})
            event->transport = Transport::Udp;
        local.transport = Transport::LocalDatagram;
        journal.append({empty, hello, answer, local});
        QString file;
        QCOMPARE(exported(journal, file), 1);
        QCOMPARE(tshark(file,
                        {u"-T"_s, u"fields"_s, u"-e"_s, u"udp.length"_s, u"-o"_s,
                         u"udp.check_checksum:TRUE"_s, u"-Y"_s, u"udp.checksum.status == 1"_s})
                     .simplified(),
                 u"8 14 65515"_s);
        QCOMPARE(faults(file), QString());
    }

    void commentsStandBesideTheirPackets()
    {
        EventList list;
        Journal journal;
        journal.append({list.make(EventKind::Listen, Side::Server, 0),
                        list.make(EventKind::Accept, Side::Server),
                        list.data(EventKind::Received, Side::Server, "hello"),
                        list.make(EventKind::Closed, Side::Server)});
        RowNotes notes;
        notes.setComment(0, u"of no packet"_s);
        notes.setComment(2, u"谢谢"_s);
        notes.setComment(3, u"the end"_s);
        const ConnectionIndex connections(journal);
        const QString path = m_folder.filePath(u"comments.pcapng"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        PcapngExport writer(journal, connections, file, 0, &notes);
        QVERIFY(writer.begin() && writer.writeSome(1 << 20));
        file.close();
        const QString shown = tshark(path,
                                     {u"-Y"_s, u"frame.comment contains \"谢谢\""_s, u"-T"_s, u"fields"_s,
                                      u"-e"_s, u"frame.comment"_s, u"-e"_s, u"tcp.len"_s});
        QVERIFY2(shown.contains(u"谢谢"_s) && shown.contains(u"Event 4 (closed): the end"_s)
                     && shown.trimmed().endsWith(u"\t5"_s),
                 qPrintable(shown));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().first(400).contains("Event 1 (listen): of no packet"));
        QCOMPARE(faults(path), QString());
    }

private:
    QString write(const Journal &journal)
    {
        QString file;
        exported(journal, file);
        return file;
    }
    /// Returns how many rows were left out.
    qint64 exported(const Journal &journal, QString &name)
    {
        name = m_folder.filePath(u"%1.pcapng"_s.arg(++m_files));
        QFile file(name);
        const ConnectionIndex connections(journal);
        if (!file.open(QIODevice::WriteOnly))
            return -1;
        PcapngExport exporter(journal, connections, file, 0);
        bool isWritten = exporter.begin();
        while (isWritten && !exporter.isAtEnd())
            isWritten = exporter.writeSome(100'000);
        return isWritten ? exporter.leftOut() : -1;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestPcapngExport)
#include "tst_pcapngexport.moc"
