// SPDX-License-Identifier: MIT
#pragma once

#include "core/replayresult.h"
#include "core/replayscript.h"
#include "core/streamcomparison.h"
#include "core/target.h"
#include "net/session.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <optional>

namespace bothends {

/// What is to be replayed, and how.
struct ReplayConfig
{
    quint32 connection = 0;
    Side side = Side::Client;
    /// Of a client: where it connects. Of a server: where it listens, for one client.
    Target target;
    bool keepsTiming = true; ///< else each step as soon as it may
    /// Before a step, what the other side had sent until then has to have come again.
    bool awaitsAnswers = true;
    /// How long an answer may take that came then; behind it the replay goes on without waiting for more.
    std::chrono::milliseconds patience{5000};
};

/// Sends one side of a stored connection again, through a live session, and compares what comes back with
/// what came then. Hands over a few MiB at most before the kernel has taken them. In the journals' thread;
/// must not outlive either of them.
class Replayer : public QObject
{
    Q_OBJECT
public:
    Replayer(const Readings &then, Session &live, ReplayConfig config, QObject *parent = nullptr);

    const ReplayConfig &config() const { return m_config; }
    const ReplayScript &script() const { return m_script; }
    quint32 endpoint() const { return m_endpoint; }
    /// Of the live session; 0 = there is none yet.
    quint32 connection() const { return m_connection; }

    void start();
    /// Ends it in order; finished() follows.
    void cancel();

signals:
    /// Of a server: it waits there for its client.
    void listening(const bothends::Address &address);
    void connected(quint32 connection);
    /// Bytes that were handed over, of all there are.
    void progressed(qint64 sent, qint64 total);
    /// Once.
    void finished(const bothends::ReplayResult &result);

private:
    static constexpr qint64 kMaxOutstanding = qint64(4) * 1024 * 1024;
    static constexpr int kStepsATurn = 256;
    static constexpr qsizetype kPiece = 1024 * 1024; ///< of a stream: so much is one send at most
    static constexpr std::chrono::milliseconds kQuiet{200}; ///< so long nothing more may come at the end

    void takeIn(qsizetype first, qsizetype last);
    void onConnectionsChanged(const QList<ConnectionStatus> &connections);
    void onEndpointChanged(const EndpointStatus &status);
    void begin(quint32 connection);
    void goOn();
    bool mayPerform(const ReplayStep &step);
    void perform(const ReplayStep &step);
    void end();
    void close();
    void stopAwaiting();
    bool hasAnswer(qint64 bytes) const;
    void finish();
    ReplayResult::Verdict verdict() const;

    Session &m_live;
    const ReplayConfig m_config;
    ReplayScript m_script;
    StreamComparison m_comparison;
    std::optional<ReplayStep> m_next;
    QElapsedTimer m_clock; ///< since the connection is there
    QTimer m_turn; ///< the next step, now or at its time
    QTimer m_patience;
    quint32 m_endpoint = 0;
    quint32 m_connection = 0;
    qint64 m_handedOver = 0;
    qint64 m_taken = 0; ///< by the kernel
    bool m_awaitsAnswers;
    bool m_hasPeerEnded = false;
    bool m_isEnding = false; ///< all is sent
    bool m_isClosing = false;
    bool m_isBroken = false;
    bool m_isCancelled = false;
    bool m_isFinished = false;
    std::optional<qint64> m_missingFrom;
    std::optional<Error> m_error;
};

} // namespace bothends

Q_DECLARE_METATYPE(bothends::ReplayResult)
