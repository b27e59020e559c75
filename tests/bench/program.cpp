// SPDX-License-Identifier: MIT
#include "bench/program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSettings>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr int kStartMs = 10'000;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList threadsOf(qint64 process)
{
    const QDir tasks(u"/proc/%1/task"_s.arg(process));
    QStringList paths;
    const QStringList names = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names)
        paths << tasks.filePath(name);
    return paths;
}

qint64 statusValue(const QByteArray &status, const QByteArray &name)
{
    const qsizetype at = status.indexOf(name + ':');
    if (at < 0)
        return 0;
    const qsizetype end = status.indexOf('\n', at);
    const QByteArray rest = status.mid(at + name.size() + 1, end - at - name.size() - 1);
    return rest.trimmed().split(' ').value(0).toLongLong();
}

bool startsListening(Server &server)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kStartMs && server.program.isRunning()) {
        QTcpSocket probe;
        probe.connectToHost(u"127.0.0.1"_s, quint16(server.port));
        if (probe.waitForConnected(1000)) {
            probe.abort();
            return true;
        }
        QThread::msleep(10);
    }
    return false;
}

} // namespace

Program::~Program()
{
    kill();
}

bool Program::start(const QString &program, const QStringList &arguments, const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!home.isEmpty()) {
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
            environment.insert(QString::fromLatin1(name), home);
    }
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
    return m_process.waitForStarted(kStartMs);
}

std::optional<QByteArray> Program::line(int patienceMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_process.canReadLine()) {
        const qint64 left = patienceMs - timer.elapsed();
        if (left <= 0 || !m_process.waitForReadyRead(int(left)))
            return std::nullopt;
    }
    return m_process.readLine().trimmed();
}

void Program::say(const QByteArray &line)
{
    m_process.write(line + '\n');
    m_process.waitForBytesWritten();
}

void Program::stop()
{
    if (!isRunning())
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(30'000))
        kill();
}

void Program::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

double Program::processorSeconds() const
{
    double sum = 0;
    const QStringList threads = threadsOf(id());
    for (const QString &thread : threads)
        sum += contents(thread + u"/schedstat"_s).split(' ').value(0).toDouble() / 1e9;
    return sum;
}

qint64 Program::residentBytes() const
{
    return statusValue(contents(u"/proc/%1/status"_s.arg(id())), "VmRSS") * 1024;
}

QList<std::pair<QString, qint64>> Program::wakeUps() const
{
    QList<std::pair<QString, qint64>> counts;
    const QStringList threads = threadsOf(id());
    for (const QString &thread : threads) {
        counts.append({QString::fromUtf8(contents(thread + u"/comm"_s)).trimmed(),
                       statusValue(contents(thread + u"/status"_s), "voluntary_ctxt_switches")});
    }
    return counts;
}

bool startPeer(Server &server, const QStringList &arguments)
{
    if (!server.program.start(peerProgram(), arguments))
        return false;
    server.port = server.program.line().value_or(QByteArray()).toInt();
    return server.port != 0;
}

bool startPython(Server &server)
{
    if (!server.program.start(u"python3"_s, {QStringLiteral(BOTHENDS_BENCH_PEERS) + u"/accept.py"_s}))
        return false;
    server.port = server.program.line().value_or(QByteArray()).toInt();
    return server.port != 0;
}

bool startOurs(Server &server, const QStringList &arguments, const QString &session)
{
    server.port = freePort();
    QStringList all{u"serve"_s, u"127.0.0.1:%1"_s.arg(server.port), u"--quiet"_s};
    if (!session.isEmpty())
        all << u"--session"_s << session;
    return server.program.start(QStringLiteral(BOTHENDS_PROGRAM), all + arguments) && startsListening(server);
}

bool startWindow(Server &server, const QString &home, bool closes)
{
    server.port = freePort();
    {
        QSettings settings(home + u"/BothEnds/BothEnds.ini"_s, QSettings::IniFormat);
        settings.setValue(u"server/afterGreeting"_s, closes ? 1 : 0);
        settings.setValue(u"server/greeting"_s, QString(48, u'g'));
    }
    return server.program.start(windowProgram(),
                                {u"window"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(server.port)}, home)
        && startsListening(server);
}

QList<double> load(const QStringList &arguments)
{
    Program program;
    if (!program.start(peerProgram(), arguments))
        return {};
    const std::optional<QByteArray> line = program.line();
    QList<double> figures;
    const QList<QByteArray> words = line.value_or(QByteArray()).split(' ');
    for (const QByteArray &word : words) {
        bool isNumber = false;
        const double figure = word.toDouble(&isNumber);
        if (isNumber)
            figures << figure;
    }
    return figures;
}

QString peerProgram()
{
    return QStringLiteral(BOTHENDS_BENCH_PEER);
}

QString windowProgram()
{
    return QStringLiteral(BOTHENDS_BENCH_WINDOW);
}

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

int descriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return int(qMin<rlim_t>(limit.rlim_max, 1'000'000));
}

} // namespace bothends::bench
