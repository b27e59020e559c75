// SPDX-License-Identifier: MIT
#include "net/datagramconversation.h"

#include "net/callevents.h"

namespace bothends {

DatagramConversation::DatagramConversation(Recorder &recorder, DatagramSocket &socket,
                                           const ConnectionStatus &identity, quint32 socketNumber,
                                           bool isConnected, const Address &answerFrom)
    : m_recorder(recorder)
    , m_socket(socket)
    , m_status(identity)
    , m_socketNumber(socketNumber)
    , m_isConnected(isConnected)
    , m_answerFrom(answerFrom)
{
    m_status.state = ConnectionStatus::State::Open;
    m_recorder.update(m_status);
}

Event DatagramConversation::newEvent(EventKind kind, Origin origin) const
{
    return eventOf(m_status, m_socketNumber, kind, origin);
}

void DatagramConversation::takeIn(const Datagram &datagram)
{
    Event received = newEvent(EventKind::Received, m_socket.readOrigin());
    if (!datagram.sender.isNull())
        received.peer = datagram.sender; // an answer to a broadcast comes from its sender
    received.bytes = datagram.bytes.size();
    received.streamOffset = quint64(m_status.receivedBytes);
    received.payload = datagram.bytes;
    received.detail = datagram.detail;
    m_status.receivedBytes += datagram.bytes.size();
    m_recorder.append(std::move(received));
    m_recorder.update(m_status);
}

void DatagramConversation::send(const QByteArray &bytes, WriteReason reason)
{
    // Who has no name cannot be addressed, also if we know which socket it was.
    const Address &peer = m_status.peer;
    if (!m_isConnected && (peer.isNull() || peer.kind == Address::Kind::Unnamed)) {
        if (!std::exchange(m_hasSaidUnanswerable, true) || reason == WriteReason::Message)
            reportFailure({ErrorCode::DestinationRequired, 0, peer.toString(), 0, {}}, sendCall(),
                          bytes.size(), Origin::Call);
        return;
    }
    if (m_queue.isEmpty() && sendNow({bytes, reason}))
        return;
    if (m_status.queuedBytes + bytes.size() > kMaxQueuedBytes || m_queue.size() >= kMaxQueued) {
        reportFailure({ErrorCode::MessageTooLong, 0, m_status.peer.toString(), m_status.queuedBytes, {}},
                      sendCall(), bytes.size(), Origin::Call);
        return;
    }
    m_queue.append({bytes, reason});
    m_status.queuedBytes += bytes.size();
    m_recorder.update(m_status);
    m_socket.awaitWritable();
}

void DatagramConversation::flush()
{
    while (!m_queue.isEmpty() && sendNow(m_queue.constFirst()))
        m_status.queuedBytes -= m_queue.takeFirst().bytes.size();
    m_recorder.update(m_status);
    if (!m_queue.isEmpty())
        m_socket.awaitWritable();
}

bool DatagramConversation::sendNow(const Waiting &datagram)
{
    const Stamp stamp = m_recorder.now();
    const Address to = m_isConnected ? Address() : m_status.peer;
    const std::optional<Error> error = m_socket.send(datagram.bytes, to, m_answerFrom);
    if (error && error->code == ErrorCode::WouldBlock)
        return false;
    if (error) {
        reportFailure(*error, sendCall(), datagram.bytes.size(), Origin::Call);
        return true;
    }
    Event sent = newEvent(EventKind::Sent, Origin::Call);
    sent.bytes = datagram.bytes.size();
    sent.streamOffset = quint64(m_status.sentBytes);
    sent.payload = datagram.bytes;
    sent.reason = datagram.reason;
    if (m_socket.readOrigin() == Origin::Call) { // the glass box names its calls
        auto detail = std::make_shared<CallDetail>();
        detail->call = sendCall();
        detail->asked = detail->result = datagram.bytes.size();
        sent.detail = std::move(detail);
    }
    m_status.sentBytes += datagram.bytes.size();
    m_recorder.append(std::move(sent), stamp);
    m_recorder.update(m_status);
    return true;
}

void DatagramConversation::reportFailure(const Error &error, CallName call, qint64 asked, Origin origin)
{
    Event failed = newEvent(EventKind::Error, origin);
    failed.error = error;
    auto detail = std::make_shared<CallDetail>();
    detail->call = call;
    detail->asked = asked;
    failed.detail = std::move(detail);
    m_recorder.append(std::move(failed));
}

qint64 DatagramConversation::close()
{
    qint64 discarded = 0;
    for (const Waiting &waiting : std::as_const(m_queue))
        discarded += qMax<qint64>(1, waiting.bytes.size());
    m_queue.clear();
    m_status.queuedBytes = 0;
    m_status.state = ConnectionStatus::State::Closed;
    m_recorder.update(m_status);
    return discarded;
}

void DatagramConversation::resumeAt(qint64 receivedBytes, qint64 sentBytes)
{
    m_status.receivedBytes = receivedBytes;
    m_status.sentBytes = sentBytes;
}

} // namespace bothends
