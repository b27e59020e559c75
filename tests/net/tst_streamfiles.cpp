// SPDX-License-Identifier: MIT
#include "support/pythonpeer.h"
#include "support/sessionprobe.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>

#include <cerrno>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bothends;
using namespace bothends::test;

// Freed memory that AddressSanitizer keeps back (256 MiB by itself) would be taken for memory in use.
extern "C" const char *__asan_default_options(); // NOLINT(bugprone-reserved-identifier)
extern "C" const char *__asan_default_options() // NOLINT(bugprone-reserved-identifier)
{
    return "quarantine_size_mb=16";
}

namespace {

constexpr int kPatience = 60000;
constexpr qint64 kMegabyte = 1024 * 1024;

QByteArray hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray();
}

/// Of this process, resident.
qint64 residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

/// While it lives, the process may do what everybody may: root reads every file.
class Unprivileged
{
public:
    Unprivileged()
        : m_wasRoot(::geteuid() == 0)
    {
        if (m_wasRoot)
            m_worked = ::seteuid(kNobody) == 0;
    }
    ~Unprivileged()
    {
        if (m_wasRoot)
            m_worked = ::seteuid(0) == 0;
    }
    Unprivileged(const Unprivileged &) = delete;
    Unprivileged &operator=(const Unprivileged &) = delete;
    bool worked() const { return m_worked; }

private:
    static constexpr uid_t kNobody = 65534;
    bool m_wasRoot;
    bool m_worked = true;
};

/// A file system of so many bytes; only root can have one.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &path, qint64 size)
        : m_path(QFile::encodeName(path))
    {
        const QByteArray options = "size=" + QByteArray::number(size);
        m_isThere = ::mkdir(m_path.constData(), 0700) == 0
            && ::mount("tmpfs", m_path.constData(), "tmpfs", 0, options.constData()) == 0;
    }
    ~SmallDisk()
    {
        if (m_isThere)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    bool isThere() const { return m_isThere; }

private:
    QByteArray m_path;
    bool m_isThere = false;
};

/// A session that remembers how transfers stand.
class TransferProbe : public SessionProbe
{
public:
    TransferProbe()
    {
        connect(&session, &Session::transfersChanged, this, [this](const QList<TransferStatus> &changed) {
            for (const TransferStatus &status : changed) {
                last.insert({status.side, status.direction}, status);
                all << status;
            }
        });
    }
    TransferStatus status(Side side, TransferStatus::Direction direction) const
    {
        return last.value({side, direction});
    }
    /// The event that ended a transfer of this side; its row, or -1.
    qsizetype endOf(Side side) const
    {
        const QList<qsizetype> ends = rows(EventKind::TransferEnd, side);
        return ends.isEmpty() ? -1 : ends.last();
    }

    QMap<std::pair<Side, TransferStatus::Direction>, TransferStatus> last;
    QList<TransferStatus> all;
};

} // namespace

/// Files over a connection of an engine: sent, saved, and everything that can go wrong with them.
class TestFileTransfer : public QObject
{
    Q_OBJECT
public:
    TestFileTransfer(EngineKind engine, Transport transport)
        : m_engine(engine)
        , m_transport(transport)
    {
    }

private:
    quint32 serve(TransferProbe &probe, ServerConfig config = {})
    {
        config.engine = m_engine;
        config.transport = m_transport;
        if (isLocal(m_transport))
            config.address = Address::path(newPath(u"sock"_s));
        return startServer(probe, config);
    }
    /// A client of ours; returns the number of the connection.
    quint32 connectClient(TransferProbe &probe, quint32 server)
    {
        ClientConfig config{probe.addressOf(server)};
        config.engine = m_engine;
        config.transport = m_transport;
        m_client = probe.session.startClient(config);
        const bool isOpen = QTest::qWaitFor(
            [&] {
                return probe.count(EventKind::Accept, Side::Server) == 1
                    && probe.count(EventKind::Connected, Side::Client) == 1;
            },
            kPatience);
        return isOpen ? probe.eventAt(probe.rows(EventKind::Accept, Side::Server).first()).connection : 0;
    }
    /// A client in Python, which reads only when it is told to.
    QByteArray connectPython(TransferProbe &probe, quint32 server, PythonPeer &python)
    {
        const Address address = probe.addressOf(server);
        const QByteArray family = isLocal(m_transport) ? "socket.AF_UNIX" : "socket.AF_INET";
        const QByteArray name = isLocal(m_transport)
            ? "'" + address.host.toUtf8() + "'"
            : "('127.0.0.1', " + QByteArray::number(address.port) + ")";
        python.run("s = socket.socket(" + family + ")");
        return python.run("s.connect(" + name + ")");
    }
    QString newPath(const QString &ending = u"bin"_s)
    {
        return m_folder.filePath(u"%1.%2"_s.arg(++m_count).arg(ending));
    }
    /// A file whose bytes tell where they are; `hole` bytes of nothing in front.
    QString makeFile(qint64 size, qint64 hole = 0)
    {
        const QString path = newPath();
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !file.seek(hole))
            return {};
        QByteArray block(kMegabyte, Qt::Uninitialized);
        for (qint64 at = 0; at < size; at += block.size()) {
            for (qsizetype i = 0; i < block.size(); ++i)
                block[i] = char(((at + i) * 31 + ((at + i) >> 11)) & 0xFF);
            file.write(block.constData(), qMin<qint64>(block.size(), size - at));
        }
        return path;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const EngineKind m_engine;
    const Transport m_transport;
    QTemporaryDir m_folder;
    quint32 m_client = 0;
    int m_count = 0;

private slots:
    void initTestCase()
    {
        Session::prepareProcess(); // QTest gives SIGPIPE a handler; sendfile(2) has no MSG_NOSIGNAL
        QVERIFY(m_folder.isValid());
        QVERIFY(::chmod(QFile::encodeName(m_folder.path()).constData(), 0755) == 0); // for Unprivileged
    }

    // Through both ends in one process; only the rows are kept.
    void goesThroughExactlyWithFlatMemory()
    {
        const qint64 size = qEnvironmentVariable("BOTHENDS_TRANSFER_BYTES", u"67108864"_s).toLongLong();
        const QString path = makeFile(kMegabyte + 12345, size - kMegabyte - 12345);
        const QString saved = newPath();
        TransferProbe probe;
        const quint32 server = serve(probe);
        const quint32 connection = connectClient(probe, server);
        QVERIFY(connection != 0);
        const qint64 before = residentBytes();
        probe.session.saveReceived(m_client, connection, saved);
        probe.session.sendFile(server, connection, {path});
        qint64 most = 0;
        QElapsedTimer elapsed;
        elapsed.start();
        QVERIFY(QTest::qWaitFor(
            [&] {
                most = qMax(most, residentBytes());
                return probe.connections.value({connection, Side::Client}).receivedBytes == size;
            },
            10 * kPatience));
        qInfo("%lld MiB in %lld ms, %lld MiB more resident", size / kMegabyte, elapsed.elapsed(),
              (most - before) / kMegabyte);
        QVERIFY2(most - before < 150 * kMegabyte, qPrintable(QString::number(most - before)));
        probe.session.saveReceived(m_client, connection, {});
        QTRY_VERIFY_WITH_TIMEOUT(probe.endOf(Side::Client) >= 0, kPatience);
        QCOMPARE(probe.eventAt(probe.endOf(Side::Client)).bytes, size);
        QCOMPARE(probe.eventAt(probe.endOf(Side::Server)).bytes, size);
        QVERIFY(probe.errors().isEmpty());
        QCOMPARE(hashOf(saved), hashOf(path));

        // What the rows say.
        QCOMPARE(probe.count(EventKind::TransferBegin, Side::Server), 1);
        QCOMPARE(probe.count(EventKind::TransferBegin, Side::Client), 1);
        qint64 offset = 0;
        for (const qsizetype row : probe.rows(EventKind::Sent, Side::Server)) {
            const Event &sent = probe.eventAt(row);
            QCOMPARE(sent.call(), CallName::SendFile);
            QCOMPARE(sent.detail->file, path);
            QCOMPARE(sent.detail->fileOffset, offset);
            QCOMPARE(sent.streamOffset, quint64(offset));
            QVERIFY(probe.session.journal().payload(row).isEmpty());
            offset += sent.bytes;
        }
        QCOMPARE(offset, size);
        offset = 0;
        for (const qsizetype row : probe.rows(EventKind::Received, Side::Client)) {
            const Event &received = probe.eventAt(row);
            QCOMPARE(received.detail->file, saved);
            QCOMPARE(received.detail->fileOffset, offset);
            QVERIFY(probe.session.journal().payload(row).isEmpty());
            offset += received.bytes;
        }
        QCOMPARE(offset, size);

        // And how it went on.
        using Direction = TransferStatus::Direction;
        QVERIFY(probe.status(Side::Server, Direction::Sending).isFinished);
        QCOMPARE(probe.status(Side::Server, Direction::Sending).totalBytes, size);
        QVERIFY(probe.status(Side::Client, Direction::Saving).isFinished);
        qint64 last = 0;
        for (const TransferStatus &status : std::as_const(probe.all)) {
            if (status.direction != Direction::Sending)
                continue;
            QVERIFY(status.doneBytes >= last);
            QVERIFY(status.elapsedNs > 0);
            last = status.doneBytes;
        }
        QFile::remove(saved);
        QFile::remove(path);
    }

    void sendsAPart_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<qint64>("goes");
        QTest::newRow("all") << qint64(0) << qint64(-1) << qint64(3000000);
        QTest::newRow("from an offset") << qint64(1234567) << qint64(-1) << qint64(3000000 - 1234567);
        QTest::newRow("a piece in the middle") << qint64(1000) << qint64(2000) << qint64(2000);
        QTest::newRow("one byte") << qint64(2999999) << qint64(1) << qint64(1);
        QTest::newRow("more than there is") << qint64(2999000) << qint64(5000) << qint64(1000);
    }
    void sendsAPart()
    {
        QFETCH(qint64, offset);
        QFETCH(qint64, count);
        QFETCH(qint64, goes);
        const QString path = makeFile(3000000);
        TransferProbe probe;
        const quint32 server = serve(probe);
        const quint32 connection = connectClient(probe, server);
        probe.session.sendFile(m_client, connection, {path, offset, count});
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Server, connection).size(), goes, kPatience);
        QVERIFY(probe.received(Side::Server, connection) == contentOf(path).mid(offset, goes));
        QTRY_VERIFY_WITH_TIMEOUT(probe.endOf(Side::Client) >= 0, kPatience);
        const Event &begin = probe.eventAt(probe.rows(EventKind::TransferBegin, Side::Client).constFirst());
        QCOMPARE(begin.detail->fileOffset, offset);
        QCOMPARE(begin.detail->fileCount, goes);
        QVERIFY(probe.errors().isEmpty());
    }

    void messagesKeepTheirPlace()
    {
        const QString one = makeFile(5 * kMegabyte);
        const QString two = makeFile(1000);
        TransferProbe probe;
        const quint32 server = serve(probe);
        const quint32 connection = connectClient(probe, server);
        const QByteArray large(3 * kMegabyte, 'L'); // more than the kernel takes at once
        probe.session.send(server, connection, large);
        probe.session.sendFile(server, connection, {one});
        probe.session.send(server, connection, "between");
        probe.session.send(server, connection, "them");
        probe.session.sendFile(server, connection, {two});
        probe.session.send(server, connection, "after");
        probe.session.disconnectPeer(server, connection); // waits for all of it
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Client), 1, kPatience);
        const QByteArray expected = large + contentOf(one) + "betweenthem" + contentOf(two) + "after";
        QVERIFY(probe.received(Side::Client, connection) == expected);
        quint64 offset = 0; // rows are in the order of the stream
        for (const qsizetype row : probe.rows(EventKind::Sent, Side::Server)) {
            QCOMPARE(probe.eventAt(row).streamOffset, offset);
            offset += quint64(probe.eventAt(row).bytes);
        }
        QCOMPARE(offset, quint64(expected.size()));
        QCOMPARE(probe.count(EventKind::TransferEnd, Side::Server), 2);
        QVERIFY(probe.errors().isEmpty());
    }

    void canBeCancelled()
    {
        const QString path = makeFile(kMegabyte, 200 * kMegabyte);
        TransferProbe probe;
        const quint32 server = serve(probe);
        PythonPeer python(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        QCOMPARE(connectPython(probe, server, python), "None");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        probe.session.sendFile(server, 1, {path});
        probe.session.send(server, 1, "still here");
        QTRY_VERIFY_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server) > 0, kPatience);
        probe.session.cancelTransfer(server, 1);
        QTRY_VERIFY_WITH_TIMEOUT(probe.endOf(Side::Server) >= 0, kPatience);
        const Event end = probe.eventAt(probe.endOf(Side::Server));
        QCOMPARE(end.error->code, ErrorCode::TransferCancelled);
        QVERIFY(end.bytes > 0 && end.bytes < 200 * kMegabyte);
        QVERIFY(probe.status(Side::Server, TransferStatus::Direction::Sending).isFinished);
        probe.session.cancelTransfer(server, 1); // of nothing
        probe.session.disconnectPeer(server, 1);
        python.run("b = b''");
        python.run("exec('while True:\\n d = s.recv(1 << 20)\\n if not d: break\\n b += d')");
        python.run("s.close()");
        QCOMPARE(python.run("len(b)"), QByteArray::number(end.bytes + 10)); // what had gone stays gone
        QCOMPARE(python.run("b[-10:].decode()"), "still here");
        QCOMPARE(probe.count(EventKind::TransferEnd, Side::Server), 1);
    }

    void refusesWhatCannotBeSent_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("systemCode");
        const QString unreadable = makeFile(10);
        ::chmod(QFile::encodeName(unreadable).constData(), 0);
        const QString pipe = newPath();
        ::mkfifo(QFile::encodeName(pipe).constData(), 0644);
        const QString link = newPath();
        QFile::link(newPath(), link);
        QTest::newRow("missing") << newPath() << qint64(0) << ErrorCode::FileUnreadable << ENOENT;
        QTest::newRow("dangling link") << link << qint64(0) << ErrorCode::FileUnreadable << ENOENT;
        QTest::newRow("unreadable") << unreadable << qint64(0) << ErrorCode::FileUnreadable << EACCES;
        QTest::newRow("a folder") << m_folder.path() << qint64(0) << ErrorCode::FileUnreadable << EISDIR;
        QTest::newRow("a pipe") << pipe << qint64(0) << ErrorCode::FileUnreadable << EINVAL;
        QTest::newRow("a device") << u"/dev/zero"_s << qint64(0) << ErrorCode::FileUnreadable << EINVAL;
        QTest::newRow("empty") << makeFile(0) << qint64(0) << ErrorCode::FileEmpty << 0;
        QTest::newRow("past its end") << makeFile(10) << qint64(10) << ErrorCode::FileEmpty << 0;
    }
    void refusesWhatCannotBeSent()
    {
        QFETCH(QString, file);
        QFETCH(qint64, offset);
        QFETCH(ErrorCode, code);
        QFETCH(int, systemCode);
        TransferProbe probe;
        const quint32 server = serve(probe);
        const quint32 connection = connectClient(probe, server);
        {
            const Unprivileged everybody;
            QVERIFY(everybody.worked());
            probe.session.sendFile(server, connection, {file, offset});
            QTRY_COMPARE_WITH_TIMEOUT(probe.errors().size(), 1, kPatience);
        }
        const Event &error = probe.eventAt(probe.rows(EventKind::Error, Side::Server).constFirst());
        QCOMPARE(error.error->code, code);
        QCOMPARE(error.error->systemCode, systemCode);
        QCOMPARE(error.error->subject, file);
        QCOMPARE(error.connection, connection);
        QCOMPARE(error.call(), CallName::SendFile);
        probe.session.send(server, connection, "goes on");
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Client, connection), "goes on", kPatience);
        QCOMPARE(probe.count(EventKind::TransferBegin, Side::Server), 0);
    }

    void saysIfThereIsNoConnection()
    {
        TransferProbe probe;
        const quint32 server = serve(probe);
        probe.session.sendFile(server, 77, {makeFile(10)});
        QTRY_COMPARE_WITH_TIMEOUT(probe.errors().size(), 1, kPatience);
        QCOMPARE(probe.errors().constFirst().code, ErrorCode::NotConnected);
        probe.session.saveReceived(server, 77, newPath());
        QTRY_COMPARE_WITH_TIMEOUT(probe.errors().size(), 2, kPatience);
        probe.session.cancelTransfer(server, 77);
    }

    void saysThatTheFileShrank()
    {
        const QString path = makeFile(kMegabyte, 100 * kMegabyte);
        TransferProbe probe;
        const quint32 server = serve(probe);
        PythonPeer python(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        QCOMPARE(connectPython(probe, server, python), "None");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        probe.session.sendFile(server, 1, {path});
        QTRY_VERIFY_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server) > 0, kPatience);
        QVERIFY(QFile::resize(path, 50 * kMegabyte));
        probe.session.send(server, 1, "the end");
        python.begin("len(s.recv(50 * 1024 * 1024 + 7, socket.MSG_WAITALL))");
        QCOMPARE(python.result(), QByteArray::number(50 * kMegabyte + 7));
        QTRY_VERIFY_WITH_TIMEOUT(probe.endOf(Side::Server) >= 0, kPatience);
        const Event &end = probe.eventAt(probe.endOf(Side::Server));
        QCOMPARE(end.bytes, 50 * kMegabyte);
        QCOMPARE(end.error->code, ErrorCode::FileShrunk);
        QCOMPARE(end.error->amount, 51 * kMegabyte);
    }

    void endsWithTheConnection()
    {
        const QString path = makeFile(kMegabyte, 100 * kMegabyte);
        TransferProbe probe;
        const quint32 server = serve(probe);
        PythonPeer python(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        QCOMPARE(connectPython(probe, server, python), "None");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        probe.session.sendFile(server, 1, {path});
        QTRY_VERIFY_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server) > 0, kPatience);
        python.run("s.close()"); // with unread bytes: a reset
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        QCOMPARE(probe.count(EventKind::Reset, Side::Server, 1), 1);
        QCOMPARE(probe.count(EventKind::TransferEnd, Side::Server), 1);
        const Event &end = probe.eventAt(probe.endOf(Side::Server));
        QCOMPARE(end.error->code, ErrorCode::ConnectionReset);
        QVERIFY(end.bytes > 0);
        QVERIFY(probe.status(Side::Server, TransferStatus::Direction::Sending).isFinished);
    }

    void aHalfClosingPeerGetsTheWholeFile()
    {
        const QString path = makeFile(20 * kMegabyte);
        TransferProbe probe;
        const quint32 server = serve(probe);
        PythonPeer python(QStringLiteral(BOTHENDS_PEERS_DIR "/interpreter.py"));
        QCOMPARE(connectPython(probe, server, python), "None");
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        probe.session.sendFile(server, 1, {path});
        QTRY_VERIFY_WITH_TIMEOUT(probe.count(EventKind::Sent, Side::Server) > 0, kPatience);
        python.run("s.shutdown(socket.SHUT_WR)");
        python.run("import hashlib");
        python.run("h = hashlib.sha256()");
        python.run("exec('while True:\\n d = s.recv(1 << 20)\\n if not d: break\\n h.update(d)')");
        QCOMPARE(python.run("h.hexdigest()"), hashOf(path));
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Closed, Side::Server, 1), 1, kPatience);
        QCOMPARE(probe.count(EventKind::Eof, Side::Server, 1), 1);
        QVERIFY(probe.errors().isEmpty());
    }

    void savesFromNowOn()
    {
        TransferProbe probe;
        const quint32 server = serve(probe);
        const quint32 connection = connectClient(probe, server);
        const QString path = newPath();
        probe.session.send(m_client, connection, "not this, ");
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Server, connection), "not this, ", kPatience);
        probe.session.saveReceived(server, connection, path);
        probe.session.send(m_client, connection, "this");
        QTRY_COMPARE_WITH_TIMEOUT(probe.connections.value({connection, Side::Server}).receivedBytes, 14,
                                  kPatience);
        probe.session.saveReceived(server, connection, {});
        probe.session.send(m_client, connection, ", not that");
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Server, connection), "not this, , not that",
                                  kPatience);
        QCOMPARE(contentOf(path), "this");
        QCOMPARE(probe.eventAt(probe.endOf(Side::Server)).bytes, 4);
        QVERIFY(probe.errors().isEmpty());
    }

    void savesUntilTheEnd()
    {
        TransferProbe probe;
        const quint32 server = serve(probe);
        const QString path = newPath();
        ClientConfig config{probe.addressOf(server)};
        config.engine = m_engine;
        config.transport = m_transport;
        config.saveFile = path; // from the first byte
        m_client = probe.session.startClient(config);
        QTRY_COMPARE_WITH_TIMEOUT(probe.count(EventKind::Accept, Side::Server), 1, kPatience);
        probe.session.send(server, 1, "to the last byte");
        probe.session.disconnectPeer(server, 1);
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasStopped(m_client), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(probe.endOf(Side::Client) >= 0, kPatience);
        QCOMPARE(contentOf(path), "to the last byte");
        QVERIFY(!probe.eventAt(probe.endOf(Side::Client)).error);
        QVERIFY(probe.endOf(Side::Client) < probe.rows(EventKind::Closed, Side::Client).constLast());
    }

    void refusesWhereItCannotSave_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<ErrorCode>("code");
        const QString there = makeFile(10);
        const QString link = newPath();
        QFile::link(newPath(), link);
        const QString readOnly = m_folder.filePath(u"read only"_s);
        ::mkdir(QFile::encodeName(readOnly).constData(), 0555);
        QTest::newRow("a file is there") << there << there << ErrorCode::FileExists;
        QTest::newRow("a folder is there") << m_folder.path() << m_folder.path() << ErrorCode::FileExists;
        QTest::newRow("a dangling link is there") << link << link << ErrorCode::FileExists;
        QTest::newRow("no such folder")
            << m_folder.filePath(u"no/x.bin"_s) << m_folder.filePath(u"no"_s) << ErrorCode::FolderMissing;
        QTest::newRow("not a folder") << there + u"/x.bin"_s << there << ErrorCode::FolderMissing;
        QTest::newRow("no permission")
            << readOnly + u"/x.bin"_s << readOnly + u"/x.bin"_s << ErrorCode::FileUnwritable;
    }
    void refusesWhereItCannotSave()
    {
        QFETCH(QString, file);
        QFETCH(QString, subject);
        QFETCH(ErrorCode, code);
        const QByteArray before = contentOf(file);
        TransferProbe probe;
        const quint32 server = serve(probe);
        const quint32 connection = connectClient(probe, server);
        {
            const Unprivileged everybody;
            QVERIFY(everybody.worked());
            probe.session.saveReceived(m_client, connection, file);
            QTRY_COMPARE_WITH_TIMEOUT(probe.errors().size(), 1, kPatience);
        }
        QCOMPARE(probe.errors().constFirst().code, code);
        QCOMPARE(probe.errors().constFirst().subject, subject);
        probe.session.send(server, connection, "not lost");
        QTRY_COMPARE_WITH_TIMEOUT(probe.received(Side::Client, connection), "not lost", kPatience);
        QCOMPARE(contentOf(file), before);
        QCOMPARE(probe.count(EventKind::TransferBegin, Side::Client), 0);
    }

    void aFullDiskPausesThePeer()
    {
        const QString folder = m_folder.filePath(u"disk%1"_s.arg(++m_count));
        const SmallDisk disk(folder, 8 * kMegabyte);
        if (!disk.isThere())
            QSKIP("Only root can mount a small file system.");
        const QString ballast = folder + u"/ballast"_s;
        QFile file(ballast);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5 * kMegabyte, 'b')) > 0);
        file.close();
        const QString path = makeFile(6 * kMegabyte);
        const QString saved = folder + u"/saved"_s;
        TransferProbe probe;
        const quint32 server = serve(probe);
        const quint32 connection = connectClient(probe, server);
        probe.session.saveReceived(m_client, connection, saved);
        probe.session.sendFile(server, connection, {path});
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasError(ErrorCode::DiskFull), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(probe.status(Side::Client, TransferStatus::Direction::Saving).isPaused,
                                 kPatience);
        const qint64 got = probe.connections.value({connection, Side::Client}).receivedBytes;
        QVERIFY(got > 0 && got <= 3 * kMegabyte);
        QCOMPARE(probe.errors().size(), 1); // said once
        QVERIFY(QFile::remove(ballast));
        QTRY_COMPARE_WITH_TIMEOUT(probe.connections.value({connection, Side::Client}).receivedBytes,
                                  6 * kMegabyte, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!probe.status(Side::Client, TransferStatus::Direction::Saving).isPaused,
                                 kPatience);
        probe.session.saveReceived(m_client, connection, {});
        QTRY_VERIFY_WITH_TIMEOUT(probe.endOf(Side::Client) >= 0, kPatience);
        QCOMPARE(hashOf(saved), hashOf(path));
        QCOMPARE(probe.errors().size(), 1);
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_FATAL_WARNINGS", "1");
    Session::prepareProcess();
    QCoreApplication application(argc, argv);
    TestFileTransfer qt(EngineKind::Qt, Transport::Tcp);
    TestFileTransfer qtLocal(EngineKind::Qt, Transport::LocalStream);
    TestFileTransfer glassBox(EngineKind::GlassBox, Transport::Tcp);
    TestFileTransfer glassBoxLocal(EngineKind::GlassBox, Transport::LocalStream);
    int failures = 0;
    for (TestFileTransfer *test : {&qt, &qtLocal, &glassBox, &glassBoxLocal})
        failures += QTest::qExec(test, argc, argv);
    return failures;
}

#include "tst_streamfiles.moc"
