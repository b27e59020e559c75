// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTest>

namespace bothends::test {

/// A Python interpreter as the other end (tests/net/peers/interpreter.py): each line is plain Python with the
/// socket module at hand.
class PythonPeer
{
public:
    explicit PythonPeer(const QString &program)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("python3"), {QStringLiteral("-u"), program});
    }
    ~PythonPeer()
    {
        m_process.closeWriteChannel();
        m_process.kill();
        (void)QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 20000);
    }

    /// The result of an expression as text, `bytes …` already decoded; of an exception, `! NAME errno`.
    QByteArray run(const QByteArray &line)
    {
        begin(line);
        return result();
    }
    /// For a call that waits: result() fetches what becomes of it.
    void begin(const QByteArray &line) { m_process.write(line + '\n'); }
    QByteArray result()
    {
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, 20000))
            return "! nothing came";
        QByteArray answer = m_process.readLine();
        answer.chop(1);
        if (answer.startsWith("= bytes "))
            return QByteArray::fromHex(answer.mid(8));
        return answer.startsWith("= ") ? answer.mid(2) : answer;
    }
    bool isWaiting() const { return !m_process.canReadLine(); }
    qint64 processId() const { return m_process.processId(); }

private:
    QProcess m_process;
};

} // namespace bothends::test
