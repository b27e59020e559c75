// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QTest>

namespace bothends::test {

/// Another program that does with its sockets what it is told (python.py).
class Python
{
public:
    Python()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("python3"), {QStringLiteral(BOTHENDS_SUPPORT_DIR "/python.py")});
    }
    ~Python()
    {
        m_process.closeWriteChannel();
        if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 2000)) {
            m_process.kill(); // it waits in a call
            (void)QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 20000);
        }
    }
    Python(const Python &) = delete;
    Python &operator=(const Python &) = delete;

    /// One line of Python; what it answers, without the end of line. Empty if it does not.
    QByteArray run(const QString &line)
    {
        begin(line);
        return answer();
    }
    quint64 number(const QString &line) { return run(line).toULongLong(); }
    /// A line that may take its time.
    void begin(const QString &line) { m_process.write(line.toUtf8() + '\n'); }
    bool hasAnswer() const { return m_process.canReadLine(); }
    QByteArray answer()
    {
        (void)QTest::qWaitFor([this] { return m_process.canReadLine(); }, 20000);
        return m_process.readLine().trimmed();
    }

private:
    QProcess m_process;
};

} // namespace bothends::test
