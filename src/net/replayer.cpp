// SPDX-License-Identifier: MIT
#include "net/replayer.h"

namespace bothends {

Replayer::Replayer(const Readings &then, Session &live, ReplayConfig config, QObject *parent)
    : QObject(parent)
    , m_live(live)
    , m_config(std::move(config))
    , m_script(then, m_config.connection, m_config.side)
    , m_comparison(m_script.answer())
    , m_awaitsAnswers(m_config.awaitsAnswers)
{
    m_turn.setSingleShot(true);
    m_turn.setTimerType(Qt::PreciseTimer);
    connect(&m_turn, &QTimer::timeout, this, &Replayer::goOn);
    m_patience.setSingleShot(true);
    m_patience.setInterval(m_config.patience);
    connect(&m_patience, &QTimer::timeout, this, &Replayer::stopAwaiting);
    connect(&live.journal(), &Journal::appended, this, &Replayer::takeIn);
    connect(&live, &Session::connectionsChanged, this, &Replayer::onConnectionsChanged);
    connect(&live, &Session::endpointChanged, this, &Replayer::onEndpointChanged);
}

void Replayer::start()
{
    if (m_config.side == Side::Client) {
        ClientConfig client;
        client.server = m_config.target.address;
        client.transport = m_config.target.transport;
        client.afterEof = AfterEof::KeepSending; // as much as was sent then, whatever the peer does
        m_endpoint = m_live.startClient(client);
        return;
    }
    ServerConfig server;
    server.address = m_config.target.address;
    server.transport = m_config.target.transport;
    server.connectionLimit = 1;
    server.afterEof = AfterEof::KeepSending;
    m_endpoint = m_live.startServer(server);
}

void Replayer::cancel()
{
    if (m_isFinished || m_isCancelled)
        return;
    m_isCancelled = true;
    m_turn.stop();
    m_patience.stop();
    m_live.stop(m_endpoint);
}

void Replayer::takeIn(qsizetype first, qsizetype last)
{
    const Journal &journal = m_live.journal();
    for (qsizetype row = first; row <= last && !m_isFinished; ++row) {
        const Event event = journal.at(row);
        const bool isOurs = event.endpoint == m_endpoint
            && (m_connection == 0 || event.connection == m_connection || event.connection == 0);
        if (!isOurs)
            continue;
        if (event.kind == EventKind::Received) {
            m_comparison.take(journal.payload(row));
            m_patience.stop(); // something comes
        }
        m_hasPeerEnded |= event.kind == EventKind::Eof;
        if (event.error) {
            m_error = event.error;
            m_isBroken |= m_connection != 0;
        }
    }
    if (m_connection != 0 && !m_turn.isActive())
        m_turn.start(0);
}

void Replayer::onConnectionsChanged(const QList<ConnectionStatus> &connections)
{
    for (const ConnectionStatus &status : connections) {
        if (status.endpoint != m_endpoint || (m_connection != 0 && status.connection != m_connection))
            continue;
        const qint64 taken = status.sentBytes - status.queuedBytes;
        if (taken > m_taken)
            m_patience.stop(); // it is read
        m_taken = taken;
        if (status.state == ConnectionStatus::State::Open && m_connection == 0)
            begin(status.connection);
        else if (status.state == ConnectionStatus::State::Closed && m_connection != 0)
            m_live.stop(m_endpoint); // of a server: nobody else is let in
        else if (m_connection != 0 && m_next && !m_turn.isActive())
            m_turn.start(0);
    }
}

void Replayer::onEndpointChanged(const EndpointStatus &status)
{
    if (status.endpoint != m_endpoint || m_isFinished)
        return;
    if (status.state == EndpointStatus::State::Stopped)
        finish();
    else if (status.state == EndpointStatus::State::Running && m_config.side == Side::Server
             && m_connection == 0)
        emit listening(status.local);
}

void Replayer::begin(quint32 connection)
{
    m_connection = connection;
    m_error.reset(); // of another address of the same host
    m_clock.start();
    m_next = m_script.next();
    emit connected(connection);
    emit progressed(0, m_script.size());
    m_turn.start(0);
}

void Replayer::goOn()
{
    if (m_isFinished || m_isCancelled || m_isClosing)
        return;
    if (m_isEnding) {
        end();
        return;
    }
    for (int steps = 0; m_next && steps < kStepsATurn; ++steps) {
        if (!mayPerform(*m_next))
            return;
        const ReplayStep step = *m_next;
        m_next = m_script.next();
        perform(step);
        if (m_isClosing || m_isEnding)
            return;
    }
    if (m_next)
        m_turn.start(0);
    else
        end();
}

bool Replayer::hasAnswer(qint64 bytes) const
{
    return !m_awaitsAnswers || m_hasPeerEnded || m_comparison.size() >= bytes;
}

// Waits by starting what comes back here: the clock, an arrival, the kernel, or the end of the patience.
bool Replayer::mayPerform(const ReplayStep &step)
{
    if (m_config.keepsTiming) {
        const qint64 early = step.ns / 1000000 - m_clock.elapsed();
        if (early > 0) {
            m_turn.start(int(qMin<qint64>(early, INT_MAX)));
            return false;
        }
    }
    if (m_handedOver - m_taken <= kMaxOutstanding && hasAnswer(step.answerBytes))
        return true;
    if (!m_patience.isActive())
        m_patience.start();
    return false;
}

void Replayer::perform(const ReplayStep &step)
{
    switch (step.kind) {
    case ReplayStep::Kind::Send: {
        const std::optional<QByteArray> bytes = m_script.bytes(step);
        if (!bytes) { // going on with a gap would be another stream
            m_missingFrom = step.offset;
            m_isBroken = true;
            close();
            return;
        }
        // A stream has no pieces of its own; a huge one would exceed what may be queued.
        const qsizetype piece = isStream(m_script.transport()) ? kPiece : bytes->size();
        qsizetype place = 0;
        do {
            m_live.send(m_endpoint, m_connection, bytes->mid(place, piece));
            place += piece;
        } while (place < bytes->size());
        m_handedOver += bytes->size();
        emit progressed(m_handedOver, m_script.size());
        return;
    }
    case ReplayStep::Kind::FinishSending:
        m_live.finishSending(m_endpoint, m_connection);
        return;
    case ReplayStep::Kind::Close:
        end();
        return;
    case ReplayStep::Kind::Reset:
        m_isClosing = true;
        m_live.abortPeer(m_endpoint, m_connection);
        return;
    }
}

// Everything was sent. It ends when what came then has come again, with its end if it had one; otherwise a
// moment later, for the peer may have more to say than then.
void Replayer::end()
{
    m_next.reset();
    m_isEnding = true;
    if (m_hasPeerEnded) {
        close();
        return;
    }
    const bool isAnswered = m_comparison.size() >= m_script.answerSize();
    if (!m_patience.isActive())
        m_patience.start(isAnswered && !m_script.isAnswerEnded() ? kQuiet : m_config.patience);
}

void Replayer::close()
{
    m_isClosing = true;
    m_patience.stop();
    m_live.disconnectPeer(m_endpoint, m_connection);
}

void Replayer::stopAwaiting()
{
    if (m_isEnding) {
        close();
        return;
    }
    if (m_handedOver - m_taken
        > kMaxOutstanding) { // a peer that does not read takes no more, however long we wait
        m_isBroken = true;
        m_error = Error{ErrorCode::TimedOut, 0, m_config.target.address.toString(), 0, {}};
        m_isClosing = true;
        m_live.abortPeer(m_endpoint, m_connection);
        return;
    }
    m_awaitsAnswers = false;
    m_turn.start(0);
}

ReplayResult::Verdict Replayer::verdict() const
{
    using Verdict = ReplayResult::Verdict;
    if (m_isCancelled)
        return Verdict::Cancelled;
    if (m_connection == 0 || (m_isBroken && m_taken < m_script.size()))
        return Verdict::Failed;
    const std::optional<qint64> difference = m_comparison.firstDifference();
    if (difference)
        return *difference < m_script.answerSize() ? Verdict::Different : Verdict::Longer;
    return m_comparison.size() < m_script.answerSize() ? Verdict::Shorter : Verdict::Equal;
}

void Replayer::finish()
{
    m_isFinished = true;
    m_turn.stop();
    m_patience.stop();
    ReplayResult result;
    result.verdict = verdict();
    result.sentBytes = m_handedOver;
    result.sentThen = m_script.size();
    result.receivedBytes = m_comparison.size();
    result.receivedThen = m_script.answerSize();
    result.firstDifference = m_comparison.firstDifference();
    if (result.verdict == ReplayResult::Verdict::Shorter)
        result.firstDifference = m_comparison.size();
    result.unknownBytes = m_comparison.unknown();
    result.wasStarted = m_connection != 0;
    result.missingFrom = m_missingFrom;
    result.error = m_error;
    emit finished(result);
}

} // namespace bothends
