// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

namespace bothends::test {

inline constexpr int kPatienceMs
    = 60'000; // a sanitizer on a busy machine; nothing waits longer than it has to

inline QString theBinary()
{
    return QStringLiteral(BOTHENDS_BINARY);
}

inline QString theGreeting()
{
    return QStringLiteral("您好，您收到了服务器的新年祝福！");
}

/// A program at work, with all it has printed so far.
class Program
{
public:
    Program() = default;
    ~Program()
    {
        if (process.state() == QProcess::NotRunning)
            return;
        process.kill();
        process.waitForFinished(); // a child must not outlive its test
    }
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    void start(const QString &program, const QStringList &arguments)
    {
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &process,
                         [this] { out += process.readAllStandardOutput(); });
        QObject::connect(&process, &QProcess::readyReadStandardError, &process,
                         [this] { err += process.readAllStandardError(); });
        process.start(program, arguments);
    }
    void start(const QStringList &arguments) { start(theBinary(), arguments); }
    /// One of the scripts in peers/.
    void startPeer(const QString &script, const QStringList &arguments = {})
    {
        start(QStringLiteral("python3"),
              QStringList{QStringLiteral(BOTHENDS_PEERS "/") + script} << arguments);
    }
    void setEnvironment(const QString &name, const QString &value)
    {
        QProcessEnvironment environment = process.processEnvironment();
        if (environment.isEmpty())
            environment = QProcessEnvironment::systemEnvironment();
        environment.insert(name, value);
        process.setProcessEnvironment(environment);
    }

    bool isRunning() const { return process.state() != QProcess::NotRunning; }
    void signal(int number) const { ::kill(pid_t(process.processId()), number); }
    QList<QByteArray> lines() const
    {
        QList<QByteArray> whole = out.split('\n');
        whole.removeLast(); // what follows the last line end
        return whole;
    }
    /// The port in the first line that has one at its end or after the last colon; 0 = not yet.
    quint16 port() const
    {
        static const QRegularExpression number(QStringLiteral("([0-9]+)\\.? ?(Press.*)?$"));
        const QList<QByteArray> all = lines();
        return all.isEmpty() ? 0 : number.match(QString::fromUtf8(all.constFirst())).captured(1).toUShort();
    }
    QList<QJsonObject> events() const
    {
        QList<QJsonObject> objects;
        for (const QByteArray &line : lines())
            objects += QJsonDocument::fromJson(line).object();
        return objects;
    }
    /// What the programs did and heard; what the kernel reported beside it is states().
    QString kinds(const QString &side = {}) const
    {
        QStringList names;
        for (const QJsonObject &event : events()) {
            const bool isKernels = event[QStringLiteral("origin")].toString() == QStringLiteral("kernel");
            if (!isKernels && (side.isEmpty() || event[QStringLiteral("side")].toString() == side))
                names += event[QStringLiteral("kind")].toString();
        }
        return names.join(u' ');
    }

    QString states(const QString &side) const
    {
        QStringList names;
        for (const QJsonObject &event : events()) {
            const QString state
                = event[QStringLiteral("reading")].toObject()[QStringLiteral("state")].toString();
            const bool isShown = event[QStringLiteral("side")].toString() == side
                && event[QStringLiteral("kind")].toString() == QStringLiteral("state")
                && event[QStringLiteral("connection")].toInt() != 0;
            if (isShown && (names.isEmpty() || names.constLast() != state))
                names += state;
        }
        return names.join(u' ');
    }

    QProcess process;
    QByteArray out;
    QByteArray err;
};

} // namespace bothends::test

#define VERIFY_SHOWING(condition, shown) QVERIFY2(condition, QByteArray(shown).constData())

#define START_SERVER(program, ...)                                                                           \
    (program).start(QStringList{QStringLiteral("serve"), QStringLiteral("0")} << QStringList __VA_ARGS__);   \
    QTRY_VERIFY_WITH_TIMEOUT((program).port() != 0 || !(program).isRunning(), kPatienceMs);                  \
    VERIFY_SHOWING((program).port() != 0, (program).err)

#define START_PEER_SERVER(program, script, ...)                                                              \
    (program).startPeer(script, QStringList __VA_ARGS__);                                                    \
    QTRY_VERIFY_WITH_TIMEOUT((program).port() != 0 || !(program).isRunning(), kPatienceMs);                  \
    VERIFY_SHOWING((program).port() != 0, (program).err)

#define FINISHED(program) QTRY_VERIFY_WITH_TIMEOUT(!(program).isRunning(), kPatienceMs)

#define FINISHED_WITH(program, code)                                                                         \
    FINISHED(program);                                                                                       \
    QCOMPARE((program).process.exitStatus(), QProcess::NormalExit);                                          \
    VERIFY_SHOWING((program).process.exitCode() == (code),                                                   \
                   ("exit code " + QByteArray::number((program).process.exitCode()) + ": " + (program).err)  \
                       .constData())

#define NEEDS(program)                                                                                       \
    if (QStandardPaths::findExecutable(program).isEmpty())                                                   \
    QSKIP(qUtf8Printable(QStringLiteral("%1 is not installed").arg(program)))
