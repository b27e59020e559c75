// SPDX-License-Identifier: MIT
#include "cli/program.h"

#include <QCryptographicHash>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QUdpSocket>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bothends::test;

namespace {

/// An address nobody uses, of each transport and family.
QString freeAddress(const QString &scheme, const QTemporaryDir &folder)
{
    if (scheme.startsWith(u"unix"_s))
        return scheme.endsWith(u'@') ? scheme + folder.path().section(u'/', -1)
                                     : scheme + folder.filePath(u"s"_s);
    const bool isIpv6 = scheme.endsWith(u"[::1]:"_s);
    const QHostAddress host(isIpv6 ? QHostAddress::LocalHostIPv6 : QHostAddress::LocalHost);
    QTcpServer tcp;
    QUdpSocket udp;
    const bool isUdp = scheme.startsWith(u"udp"_s);
    const bool isBound = isUdp ? udp.bind(host) : tcp.listen(host);
    return isBound ? scheme + QString::number(isUdp ? udp.localPort() : tcp.serverPort()) : QString();
}

bool hasIpv6()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHostIPv6);
}

} // namespace

/// The real program on every transport, family and engine, with plain Python at the other end.
class TestHeadlessSockets : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        NEEDS(u"python3"_s);
        qputenv("PYTHONIOENCODING", "utf-8");
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void serves_data() { rows(); }
    void serves()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, engine);
        const QString address = freeAddress(scheme, *m_folder);
        Program server;
        server.start({u"serve"_s, address, u"--engine"_s, engine});
        QTRY_VERIFY_WITH_TIMEOUT(!server.lines().isEmpty() || !server.isRunning(), kPatienceMs);
        VERIFY_SHOWING(server.lines().value(0).contains(address.section(u"//"_s, -1).toUtf8()),
                       server.out + server.err);
        Program client;
        client.startPeer(u"any_socket.py"_s, {u"connect"_s, address});
        FINISHED_WITH(client, 0);
        QCOMPARE(QString::fromUtf8(client.out), theGreeting() + u'\n');
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("thanks"), kPatienceMs);
        server.signal(SIGINT);
        FINISHED_WITH(server, 0);
        VERIFY_SHOWING(server.err.isEmpty(), server.err);
        if (scheme == u"unix:"_s)
            QVERIFY(!QFileInfo::exists(m_folder->filePath(u"s"_s))); // what was bound is gone
    }

    void connects_data() { rows(); }
    void connects()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, engine);
        if (engine == u"blocking"_s)
            return; // a server only
        const QString address = freeAddress(scheme, *m_folder);
        Program server;
        server.startPeer(u"any_socket.py"_s, {u"serve"_s, address});
        QTRY_VERIFY_WITH_TIMEOUT(server.out.contains("ready") || !server.isRunning(), kPatienceMs);
        Program client;
        client.start({u"connect"_s, address, u"--engine"_s, engine, u"--send"_s, u"你好"_s});
        client.process.closeWriteChannel();
        FINISHED_WITH(client, 0);
        QCOMPARE(client.out, "welcome");
        FINISHED_WITH(server, 0);
        QVERIFY(QString::fromUtf8(server.out).contains(u"你好"_s));
    }

    void takesOverAListeningSocket_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::newRow("glass") << u"glass"_s;
        QTest::newRow("qt") << u"qt"_s;
    }
    // As a service manager hands it over: bound and listening in the parent, used in the child.
    void takesOverAListeningSocket()
    {
        QFETCH(QString, engine);
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::listen(listener, 5), 0);
        socklen_t size = sizeof address;
        QCOMPARE(::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size), 0);
        Program server;
        server.process.setChildProcessModifier([listener] { ::dup2(listener, 3); });
        server.start({u"serve"_s, u"--fd"_s, u"3"_s, u"--engine"_s, engine});
        const QString where = u"127.0.0.1:%1"_s.arg(ntohs(address.sin_port));
        QTRY_VERIFY_WITH_TIMEOUT(!server.lines().isEmpty() || !server.isRunning(), kPatienceMs);
        VERIFY_SHOWING(server.lines().value(0).contains(where.toUtf8()), server.out + server.err);
        ::close(listener);
        Program client;
        client.startPeer(u"any_socket.py"_s, {u"connect"_s, where});
        FINISHED_WITH(client, 0);
        QCOMPARE(QString::fromUtf8(client.out), theGreeting() + u'\n');
    }

    void refusesADescriptorThatIsNone()
    {
        Program server;
        server.process.setChildProcessModifier([] { ::dup2(::open("/dev/null", O_RDONLY), 3); });
        server.start({u"serve"_s, u"--fd"_s, u"3"_s});
        FINISHED_WITH(server, 2);
        VERIFY_SHOWING(server.err.contains("3"), server.err);
    }

    void saysWhyAPathCannotBeUsed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("a folder that is missing") << u"nowhere/s"_s << QByteArray("nowhere");
        QTest::newRow("a regular file") << u"regular"_s << QByteArray("regular");
    }
    void saysWhyAPathCannotBeUsed()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, said);
        QFile regular(m_folder->filePath(u"regular"_s));
        QVERIFY(regular.open(QIODevice::WriteOnly));
        regular.write("precious");
        regular.close();
        for (const QString &engine : {u"qt"_s, u"glass"_s}) {
            Program server;
            server.start({u"serve"_s, u"unix:"_s + m_folder->filePath(file), u"--engine"_s, engine});
            FINISHED_WITH(server, 3);
            VERIFY_SHOWING(server.err.contains(said), server.err);
        }
        QCOMPARE(regular.size(), 8);
    }

    void sendsAndSavesAFile()
    {
        const QString sent = m_folder->filePath(u"sent"_s);
        QByteArray content;
        for (int i = 0; content.size() < 5'000'000; ++i)
            content += QByteArray::number(quint32(i) * 2654435761U, 16);
        QFile file(sent);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        for (const QString &engine : {u"qt"_s, u"glass"_s}) {
            const QString saved = m_folder->filePath(u"saved-"_s + engine);
            Program server;
            server.start({u"serve"_s, u"127.0.0.1:0"_s, u"--no-greeting"_s, u"--then"_s, u"echo"_s,
                          u"--engine"_s, engine});
            QTRY_VERIFY_WITH_TIMEOUT(server.port() != 0, kPatienceMs);
            Program client;
            client.start({u"connect"_s, u"127.0.0.1:%1"_s.arg(server.port()), u"--send-file"_s, sent,
                          u"--save"_s, saved, u"--engine"_s, engine});
            FINISHED_WITH(client, 0);
            QFile back(saved);
            QVERIFY(back.open(QIODevice::ReadOnly));
            QVERIFY(back.readAll() == content);
            QCOMPARE(client.out, QByteArray());
        }
    }

private:
    void rows()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("engine");
        const auto row = [](const QString &scheme, const QString &engine) {
            QTest::newRow(qPrintable(scheme + u' ' + engine)) << scheme << engine;
        };
        for (const QString &engine : {u"qt"_s, u"glass"_s}) {
            row(u"tcp://127.0.0.1:"_s, engine);
            row(u"udp://127.0.0.1:"_s, engine);
            if (hasIpv6()) {
                row(u"tcp://[::1]:"_s, engine);
                row(u"udp://[::1]:"_s, engine);
            }
            row(u"unix:"_s, engine);
            row(u"unix:@"_s, engine);
        }
        row(u"unix-dgram:"_s, u"glass"_s);
        row(u"unix-dgram:@"_s, u"glass"_s);
        row(u"tcp://127.0.0.1:"_s, u"blocking"_s);
        row(u"unix:"_s, u"blocking"_s);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestHeadlessSockets)
#include "tst_headlesssockets.moc"
