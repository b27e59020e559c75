// SPDX-License-Identifier: MIT
#include "net/qtconnection.h"

#include "net/rawcalls.h"

#include <QIODevice>
#include <QSocketNotifier>

#include <utility>

namespace bothends {

QtConnection::QtConnection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
                           std::unique_ptr<StreamSocket> socket, QObject *parent)
    : Connection(recorder, identity, socketNumber, parent)
    , m_socket(std::move(socket))
    , m_duplicate(duplicateDescriptor(m_socket->descriptor()))
{
}

QtConnection::~QtConnection()
{
    m_socket->setObserver(nullptr);
}

void QtConnection::begin()
{
    StreamSocket *socket = m_socket.get();
    // A bounded buffer is what lets TCP's flow control reach a peer that floods.
    socket->setReadBufferSize(kReadBufferBytes);
    // Rows are writes; Nagle's delay would show the kernel's habits instead of the user's.
    socket->setLowDelay();
    socket->setObserver(this);
    if (withholdsEnd())
        holdEndOfStream();
    if (socket->device().bytesAvailable() > 0)
        readAvailable();
}

void QtConnection::onReadyRead()
{
    readAvailable();
    if (std::exchange(m_holdsAgain, false) && !isEnded() && withholdsEnd())
        holdEndOfStream();
}

bool QtConnection::readOnce()
{
    QIODevice &device = m_socket->device();
    if (!device.isOpen() || unreadBytes() <= 0)
        return false;
    releaseEndOfStream();
    // As large as what is there: QIODevice::read(n) would give a few bytes the room of n for as long as they
    // live.
    QByteArray bytes(qMin(device.bytesAvailable(), kReadBufferBytes), Qt::Uninitialized);
    bytes.truncate(qMax<qint64>(0, device.read(bytes.data(), bytes.size())));
    if (withholdsEnd())
        holdEndOfStream(); // reading makes room in the buffer, and QTcpSocket would go on to the end of
                           // stream
    if (bytes.isEmpty())
        return false;
    takeReceived(bytes, Origin::Qt, recorder().now(), nullptr);
    return true;
}

// At the end of a connection: at most one read buffer, taken in even while the journal lags.
void QtConnection::drain()
{
    while (readOnce()) { }
}

// QTcpSocket sends in the next turn of the event loop. If the peer's FIN is read before that, the queue
// is dropped: so send now, and if the kernel does not take all of it, withhold the FIN.
qint64 QtConnection::transmit(QByteArrayView bytes, std::optional<Event> row)
{
    if (row)
        recorder().append(*std::move(row));
    m_socket->device().write(bytes.data(), bytes.size());
    m_socket->flush();
    return bytes.size();
}

void QtConnection::onQueueChanged()
{
    if (withholdsEnd())
        holdEndOfStream();
    else
        releaseEndOfStream();
}

// QTcpSocket finds out by itself, and says it as the end of the connection; see onFailed().
void QtConnection::onSocketFault(int)
{
    releaseEndOfStream();
}

// While nobody may read, QTcpSocket still would: and behind what it has in its buffer find the end, after
// which nothing can be sent.
void QtConnection::setReading(bool on)
{
    if (!on && withholdsEnd())
        holdEndOfStream();
}

qint64 QtConnection::unreadBytes() const
{
    return m_socket->device().bytesAvailable() - (m_holding ? 1 : 0);
}

bool QtConnection::withholdsEnd() const
{
    const bool owesEcho = isEcho() && unreadBytes() > 0;
    // Of a local socket, Qt's read is the only one to see a reset, and takes it for the end: we look first.
    const bool isSuspect = isLocalSocket() && m_localEnd == EndReason::Unknown;
    return hasUnsent() || ((owesEcho || keepsSending()) && !isClosing()) || isSuspect;
}

// QTcpSocket stops reading from the kernel while its buffer is full. A limit of one byte and one byte of
// ours in the buffer make it full; a notifier on the duplicate then tells us what comes.
void QtConnection::holdEndOfStream()
{
    if (m_holding || !m_duplicate.isValid() || !isConnected())
        return;
    m_holding = true;
    m_socket->block();
    if (!m_heldInput) {
        m_heldInput = std::make_unique<QSocketNotifier>(m_duplicate.get(), QSocketNotifier::Read);
        connect(m_heldInput.get(), &QSocketNotifier::activated, this, &QtConnection::onHeldInput);
    }
    m_heldInput->setEnabled(true);
}

void QtConnection::releaseEndOfStream()
{
    if (!m_holding)
        return;
    m_holding = false;
    m_heldInput->setEnabled(false);
    m_socket->unblock(kReadBufferBytes);
}

void QtConnection::onHeldInput()
{
    switch (pendingInput(m_duplicate.get())) {
    case PendingInput::None:
        return;
    case PendingInput::EndOfStream:
        m_localEnd = EndReason::Fin;
        if (!withholdsEnd()) {
            releaseEndOfStream();
            return;
        }
        m_heldInput->setEnabled(false); // withheld until there is nothing to send
        if (keepsSending() && !isPeerFinished()) {
            recorder().append(newEvent(EventKind::Eof, Origin::Call));
            peerFinished();
        }
        return;
    case PendingInput::Failed:
        m_localEnd = EndReason::Reset;
        [[fallthrough]];
    case PendingInput::Data:
        // One read of QTcpSocket's takes data or the failure, never the end behind the data.
        releaseEndOfStream();
        m_holdsAgain = true;
        return;
    }
}

void QtConnection::shutSending()
{
    if (m_duplicate.isValid() && shutdownSending(m_duplicate.get()))
        recorder().append(newEvent(EventKind::Shutdown, Origin::Call));
    else
        m_socket->disconnectFromPeer(); // the only orderly end that is left
}

void QtConnection::closeNow()
{
    releaseEndOfStream();
    m_socket->disconnectFromPeer();
}

void QtConnection::abort()
{
    if (isEnded())
        return;
    m_aborted = true;
    drain();
    // There is no RST between local sockets: the peer gets ECONNRESET if something of it is unread (unix(7)).
    const bool isReset = !isLocalSocket() || pendingInput(m_duplicate.get()) == PendingInput::Data;
    if (isReset)
        recorder().append(newEvent(EventKind::Reset, Origin::Call));
    m_endReported = true;
    if (m_duplicate.isValid() && !isLocalSocket())
        setAbortOnClose(m_duplicate.get());
    updateStatus();
    m_socket->abort();
    end();
}

void QtConnection::onFailed(QAbstractSocket::SocketError socketError)
{
    if (m_endReported || m_aborted)
        return;
    m_endReported = true;
    updateStatus();
    drain(); // what arrived before the end comes before it in the journal
    const EndReason reason = m_duplicate.isValid() ? reasonOfEnd() : EndReason::Unknown;
    const bool isRemoteEnd = socketError == QAbstractSocket::RemoteHostClosedError;
    if (isReadingShut() && reason == EndReason::Fin)
        return;
    if (reason == EndReason::Fin && isRemoteEnd) {
        if (!isPeerFinished())
            recorder().append(newEvent(EventKind::Eof, Origin::Qt));
        return;
    }
    const QString peer = identity().peer.toString();
    const bool isReset = reason == EndReason::Reset || isRemoteEnd;
    Event failed = newEvent(isReset ? EventKind::Reset : EventKind::Error, Origin::Qt);
    if (isReset) {
        failed.error = Error{ErrorCode::ConnectionReset, int(socketError), peer, 0, {}};
    } else {
        const ErrorCode code
            = socketError == QAbstractSocket::SocketTimeoutError ? ErrorCode::TimedOut : ErrorCode::Unknown;
        failed.error = Error{code, int(socketError), peer, 0, m_socket->device().errorString()};
    }
    setFailure(*failed.error);
    recorder().append(std::move(failed));
}

EndReason QtConnection::reasonOfEnd()
{
    if (!isLocalSocket())
        return endReasonOf(m_duplicate.get(), identity().receivedBytes);
    return m_localEnd != EndReason::Unknown ? m_localEnd : readRest();
}

// Qt has closed a local socket because a write failed. What the peer had sent before is still to be read.
EndReason QtConnection::readRest()
{
    for (;;) {
        const Stamp stamp = recorder().now();
        const RawMessage rest = rawReceive(m_duplicate.get(), kReadBufferBytes, {});
        if (!rest.result.isOk())
            return rest.result.wouldBlock() ? EndReason::Unknown : EndReason::Reset;
        if (rest.bytes.isEmpty())
            return EndReason::Fin;
        takeReceived(rest.bytes, Origin::Call, stamp, nullptr);
    }
}

void QtConnection::onDisconnected()
{
    if (isEnded())
        return;
    drain();
    end();
}

void QtConnection::closeSocket()
{
    retire(m_heldInput); // we may be in its signal
    m_duplicate.close();
}

} // namespace bothends
