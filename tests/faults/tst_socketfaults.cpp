// SPDX-License-Identifier: MIT
#include "faults/faults.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <cerrno>
#include <memory>

using namespace Qt::StringLiterals;
using namespace bothends::test;

namespace {

// Every byte value, in an order that a lost or doubled byte disturbs.
QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, '\0');
    quint32 random = 7;
    for (char &byte : bytes) {
        random = random * 1664525 + 1013904223;
        byte = char(random >> 24);
    }
    return bytes;
}

} // namespace

/// Calls on sockets that fail or do half, under the real program.
class TestSocketFaults : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_faults = std::make_unique<Faults>(m_folder->filePath(u"control"_s));
        m_port = 0;
    }

    void byteExact_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QByteArray>("faults");
        for (const char *engine : {"qt", "glass", "blocking"}) {
            const QString name = QString::fromLatin1(engine);
            QTest::addRow("%s, one byte read", engine) << name << QByteArray("recv * 0\nread * 0\n");
            QTest::addRow("%s, one byte written", engine) << name << QByteArray("send * 0\nwrite * 0\n");
            QTest::addRow("%s, interrupted", engine)
                << name << QByteArray("recv * 4\nread * 4\nsend * 4\nwrite * 4\naccept * 4\n");
            if (name != u"blocking"_s) // whose calls wait, and so never say so
                QTest::addRow("%s, not ready though it was told so", engine)
                    << name << QByteArray("recv * 11\nread * 11\nsend * 11\nwrite * 11\naccept * 11\n");
        }
    }
    void byteExact()
    {
        QFETCH(QString, engine);
        QFETCH(QByteArray, faults);
        m_faults->set(faults);
        Program server;
        m_faults->prepare(server);
        const QString greeting = QString::fromLatin1(QByteArray(500, 'g'));
        server.start({u"serve"_s, u"0"_s, u"--engine"_s, engine, u"--greeting"_s, greeting, u"--json"_s});
        QTRY_VERIFY_WITH_TIMEOUT(findPort(server), kPatienceMs);
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, m_port);
        const QByteArray sent = pattern(3000);
        peer.write(sent);
        QTRY_COMPARE_WITH_TIMEOUT(peer.bytesAvailable(), 500, kPatienceMs);
        QCOMPARE(peer.readAll(), greeting.toLatin1());
        QTRY_COMPARE_WITH_TIMEOUT(receivedBy(server), sent, kPatienceMs);
        QVERIFY(m_faults->hits() > 0);
        server.signal(SIGINT);
        FINISHED_WITH(server, 0);
    }

    void outOfDescriptorsAtAccept_data() { engines(); }
    void outOfDescriptorsAtAccept()
    {
        QFETCH(QString, engine);
        QFETCH(int, fault);
        Program server;
        m_faults->prepare(server);
        server.start({u"serve"_s, u"0"_s, u"--engine"_s, engine, u"--json"_s});
        QTRY_VERIFY_WITH_TIMEOUT(findPort(server), kPatienceMs);
        m_faults->set("accept * " + QByteArray::number(fault) + '\n');
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, m_port);
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("\"error\""), kPatienceMs);
        const qint64 first = m_faults->hits();
        QTRY_VERIFY_WITH_TIMEOUT(m_faults->hits() >= first + 4, kPatienceMs); // it tries again
        m_faults->heal();
        QTRY_VERIFY_WITH_TIMEOUT(peer.bytesAvailable() >= 48, kPatienceMs); // greeted in the end
        QCOMPARE(server.out.count("\"error\":{"), 1); // and said it once
        server.signal(SIGINT);
        FINISHED_WITH(server, 0);
    }

    void outOfDescriptorsAtConnect_data() { engines(); }
    void outOfDescriptorsAtConnect()
    {
        QFETCH(QString, engine);
        QFETCH(int, fault);
        QTcpServer peer;
        QVERIFY(peer.listen(QHostAddress::LocalHost));
        m_faults->set("socket * " + QByteArray::number(fault) + '\n');
        Program client;
        m_faults->prepare(client);
        client.start({u"connect"_s, u"127.0.0.1:%1"_s.arg(peer.serverPort()), u"--engine"_s, engine});
        FINISHED(client);
        QCOMPARE(client.process.exitStatus(), QProcess::NormalExit);
        QVERIFY(client.process.exitCode() != 0);
        QVERIFY(!client.err.isEmpty() || !client.out.isEmpty());
    }

private:
    static void engines()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("fault");
        for (const char *engine : {"qt", "glass"}) {
            QTest::addRow("%s, EMFILE", engine) << QString::fromLatin1(engine) << EMFILE;
            QTest::addRow("%s, ENFILE", engine) << QString::fromLatin1(engine) << ENFILE;
        }
    }
    bool findPort(const Program &server)
    {
        for (const QJsonObject &event : server.events()) {
            const QString local = event[u"local"_s].toString();
            if (event[u"kind"_s].toString() == u"listen"_s)
                m_port = local.section(u':', -1).toUShort();
        }
        return m_port != 0;
    }
    static QByteArray receivedBy(const Program &server)
    {
        QByteArray bytes;
        for (const QJsonObject &event : server.events()) {
            if (event[u"kind"_s].toString() == u"received"_s)
                bytes += QByteArray::fromBase64(event[u"data"_s].toString().toLatin1());
        }
        return bytes;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Faults> m_faults;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(TestSocketFaults)
#include "tst_socketfaults.moc"
