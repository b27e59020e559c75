// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <optional>

namespace bothends::bench {

/// A child process that is measured or measures. It is killed with this object.
class Program
{
public:
    Program() = default;
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;
    ~Program();

    /// False if it cannot be started.
    bool start(const QString &program, const QStringList &arguments, const QString &home = {});
    /// A line of its standard output; none if none comes within the time.
    std::optional<QByteArray> line(int patienceMs = 60'000);
    void say(const QByteArray &line);
    /// SIGTERM, and waits for the end; SIGKILL if it does not come.
    void stop();
    void kill();
    qint64 id() const { return m_process.processId(); }
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    // As /proc tells, of all its threads together.
    double processorSeconds() const;
    qint64 residentBytes() const;
    /// How often its threads were woken so far, by the name of the thread.
    QList<std::pair<QString, qint64>> wakeUps() const;

private:
    QProcess m_process;
};

/// A server that is measured, and its port.
struct Server
{
    Program program;
    int port = 0;
};

/// A bare loop of tests/bench/peers.
bool startPeer(Server &server, const QStringList &arguments);
/// The Python loop; false where there is no python3.
bool startPython(Server &server);
/// `bothends serve`, which is connected to once to see that it runs.
/// @param session the file that the session is written into; empty = in memory
bool startOurs(Server &server, const QStringList &arguments, const QString &session);
/// The window with a server that greets its clients, in a home of its own.
/// @param closes after the greeting
bool startWindow(Server &server, const QString &home, bool closes);

/// Runs a load of tests/bench/peers to its end: the figures that it prints; none if it fails.
QList<double> load(const QStringList &arguments);

QString peerProgram();
QString windowProgram();
int freePort();
/// As many as a child may have open.
int descriptorLimit();

} // namespace bothends::bench
