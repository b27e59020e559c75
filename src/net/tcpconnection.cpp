// SPDX-License-Identifier: MIT
#include "net/tcpconnection.h"

#include <QSocketNotifier>

namespace bothends {

TcpConnection::TcpConnection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
                             std::unique_ptr<QTcpSocket> socket, QObject *parent)
    : Connection(recorder, identity, socketNumber, parent)
    , m_socket(std::move(socket))
    , m_duplicate(duplicateDescriptor(m_socket->socketDescriptor()))
{
}

TcpConnection::~TcpConnection()
{
    m_socket->disconnect(this); // its destructor emits disconnected()
}

void TcpConnection::begin()
{
    QTcpSocket *socket = m_socket.get();
    // A bounded buffer is what lets TCP's flow control reach a peer that floods.
    socket->setReadBufferSize(kReadBufferBytes);
    // Rows are writes; Nagle's delay would show the kernel's habits instead of the user's.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &TcpConnection::readAvailable);
    connect(socket, &QTcpSocket::bytesWritten, this, &TcpConnection::onBytesWritten);
    connect(socket, &QTcpSocket::errorOccurred, this, &TcpConnection::onError);
    connect(socket, &QTcpSocket::disconnected, this, &TcpConnection::onDisconnected);
    if (withholdsEnd())
        holdEndOfStream();
    if (socket->bytesAvailable() > 0)
        readAvailable();
}

bool TcpConnection::readOnce()
{
    if (!m_socket->isOpen() || m_socket->bytesAvailable() <= (m_holding ? 1 : 0))
        return false;
    releaseEndOfStream();
    const QByteArray bytes = m_socket->read(kReadBufferBytes);
    if (withholdsEnd())
        holdEndOfStream(); // reading makes room in the buffer, and QTcpSocket would go on to the end of
                           // stream
    if (bytes.isEmpty())
        return false;
    takeReceived(bytes, Origin::Qt, recorder().now(), nullptr);
    return true;
}

// At the end of a connection: at most one read buffer, taken in even while the journal lags.
void TcpConnection::drain()
{
    while (readOnce()) { }
}

// QTcpSocket sends in the next turn of the event loop. If the peer's FIN is read before that, the queue
// is dropped: so send now, and if the kernel does not take all of it, withhold the FIN.
qint64 TcpConnection::transmit(QByteArrayView bytes, std::optional<Event> row)
{
    if (row)
        recorder().append(*std::move(row));
    m_socket->write(bytes.data(), bytes.size());
    m_socket->flush();
    if (!isEnded() && m_socket->bytesToWrite() > 0)
        holdEndOfStream();
    return bytes.size();
}

void TcpConnection::onBytesWritten()
{
    if (isEnded())
        return;
    if (m_holding && !withholdsEnd())
        releaseEndOfStream();
    onProgress();
}

// QTcpSocket finds out by itself, and says it as the end of the connection; see onError().
void TcpConnection::onSocketFault(int)
{
    releaseEndOfStream();
}

bool TcpConnection::withholdsEnd() const
{
    return hasUnsent() || (keepsSending() && !isClosing());
}

// QTcpSocket stops reading from the kernel while its buffer is full. A limit of one byte and one byte of
// ours in the buffer make it full; a notifier on the duplicate then tells us what comes.
void TcpConnection::holdEndOfStream()
{
    if (m_holding || !m_duplicate.isValid() || !isConnected())
        return;
    m_holding = true;
    m_socket->setReadBufferSize(1);
    m_socket->ungetChar('\0');
    if (!m_heldInput) {
        m_heldInput = std::make_unique<QSocketNotifier>(m_duplicate.get(), QSocketNotifier::Read);
        connect(m_heldInput.get(), &QSocketNotifier::activated, this, &TcpConnection::onHeldInput);
    }
    m_heldInput->setEnabled(true);
}

void TcpConnection::releaseEndOfStream()
{
    if (!m_holding)
        return;
    m_holding = false;
    m_heldInput->setEnabled(false);
    char ours = 0;
    m_socket->getChar(&ours);
    m_socket->setReadBufferSize(kReadBufferBytes);
}

void TcpConnection::onHeldInput()
{
    switch (pendingInput(m_duplicate.get())) {
    case PendingInput::None:
        return;
    case PendingInput::EndOfStream:
        m_heldInput->setEnabled(false); // withheld until onBytesWritten() finds nothing to send
        if (keepsSending() && !isPeerFinished()) {
            recorder().append(newEvent(EventKind::Eof, Origin::Call));
            peerFinished();
        }
        return;
    case PendingInput::Data:
    case PendingInput::Failed:
        // One read of QTcpSocket's takes data or the failure, never the end behind the data.
        releaseEndOfStream();
        connect(
            m_socket.get(), &QTcpSocket::readyRead, this,
            [this] {
                if (!isEnded() && withholdsEnd())
                    holdEndOfStream();
            },
            Qt::SingleShotConnection);
        return;
    }
}

void TcpConnection::shutSending()
{
    if (m_duplicate.isValid() && shutdownSending(m_duplicate.get()))
        recorder().append(newEvent(EventKind::Shutdown, Origin::Call));
    else
        m_socket->disconnectFromHost(); // the only orderly end that is left
}

void TcpConnection::closeNow()
{
    releaseEndOfStream();
    m_socket->disconnectFromHost();
}

void TcpConnection::abort()
{
    if (isEnded())
        return;
    m_aborted = true;
    drain();
    recorder().append(newEvent(EventKind::Reset, Origin::Call));
    m_endReported = true;
    if (m_duplicate.isValid())
        setAbortOnClose(m_duplicate.get());
    updateStatus();
    m_socket->abort();
    end();
}

void TcpConnection::onError(QAbstractSocket::SocketError socketError)
{
    if (m_endReported || m_aborted)
        return;
    m_endReported = true;
    updateStatus();
    drain(); // what arrived before the end comes before it in the journal
    const EndReason reason = m_duplicate.isValid() ? endReasonOf(m_duplicate.get(), identity().receivedBytes)
                                                   : EndReason::Unknown;
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
        failed.error = Error{code, int(socketError), peer, 0, m_socket->errorString()};
    }
    setFailure(*failed.error);
    recorder().append(std::move(failed));
}

void TcpConnection::onDisconnected()
{
    if (isEnded())
        return;
    drain();
    end();
}

void TcpConnection::closeSocket()
{
    retire(m_heldInput); // we may be in its signal
    m_duplicate.close();
}

} // namespace bothends
