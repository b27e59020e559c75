// SPDX-License-Identifier: MIT
#include "net/connection.h"

#include "net/controlcall.h"

#include <QScopedValueRollback>
#include <QSocketNotifier>

namespace bothends {

Connection::Connection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
                       std::unique_ptr<QTcpSocket> socket, QObject *parent)
    : QObject(parent)
    , m_recorder(recorder)
    , m_status(identity)
    , m_socketNumber(socketNumber)
    , m_socket(std::move(socket))
    , m_duplicate(duplicateDescriptor(m_socket->socketDescriptor()))
    , m_closeDeadline(this)
{
    m_status.state = ConnectionStatus::State::Open;
    m_closeDeadline.setSingleShot(true);
    connect(&m_closeDeadline, &QTimer::timeout, this, &Connection::onCloseDeadline);
}

Connection::~Connection()
{
    m_socket->disconnect(this); // its destructor emits disconnected()
}

void Connection::open(bool echo)
{
    m_echo = echo;
    QTcpSocket *socket = m_socket.get();
    // A bounded buffer is what lets TCP's flow control reach a peer that floods.
    socket->setReadBufferSize(kReadBufferBytes);
    // Rows are writes; Nagle's delay would show the kernel's habits instead of the user's.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &Connection::readAvailable);
    connect(socket, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(socket, &QTcpSocket::errorOccurred, this, &Connection::onError);
    connect(socket, &QTcpSocket::disconnected, this, &Connection::onDisconnected);
    updateStatus();
    if (socket->bytesAvailable() > 0)
        readAvailable();
}

Event Connection::newEvent(EventKind kind, Origin origin) const
{
    Event event;
    event.endpoint = m_status.endpoint;
    event.socket = m_socketNumber;
    event.connection = m_status.connection;
    event.side = m_status.side;
    event.origin = origin;
    event.kind = kind;
    event.local = m_status.local;
    event.peer = m_status.peer;
    return event;
}

bool Connection::mayRead()
{
    if (m_recorder.isCongested()) {
        if (!m_waitsForJournal) {
            m_waitsForJournal = true;
            connect(
                &m_recorder, &Recorder::relieved, this,
                [this] {
                    m_waitsForJournal = false;
                    readAvailable();
                },
                Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
        }
        return false;
    }
    return !(m_echo && m_socket->bytesToWrite() > kEchoQueueBytes);
}

void Connection::readAvailable()
{
    if (m_reading || m_ended) // an echo's write may flush and come back here
        return;
    const QScopedValueRollback guard(m_reading, true);
    while (mayRead()) {
        const QByteArray bytes = readOnce();
        if (bytes.isEmpty())
            break;
        if (m_echo && !m_closing && !m_finishSending)
            write(bytes, WriteReason::Echo);
    }
    updateStatus();
}

QByteArray Connection::readOnce()
{
    if (!m_socket->isOpen() || m_socket->bytesAvailable() <= (m_holding ? 1 : 0))
        return {};
    releaseEndOfStream();
    QByteArray bytes = m_socket->read(kReadBufferBytes);
    if (m_socket->bytesToWrite() > 0)
        holdEndOfStream(); // reading makes room in the buffer, and QTcpSocket would go on to the end of
                           // stream
    if (bytes.isEmpty())
        return {};
    Event received = newEvent(EventKind::Received, Origin::Qt);
    received.bytes = bytes.size();
    received.streamOffset = quint64(m_status.receivedBytes);
    received.payload = bytes;
    m_status.receivedBytes += bytes.size();
    m_recorder.append(std::move(received));
    return bytes;
}

// At the end of a connection: at most one read buffer, taken in even while the journal lags.
void Connection::drain()
{
    while (!readOnce().isEmpty()) { }
}

bool Connection::write(const QByteArray &bytes, WriteReason reason)
{
    if (bytes.isEmpty())
        return true;
    const bool isOpen
        = !m_ended && !m_closing && !m_finishSending && m_socket->state() == QAbstractSocket::ConnectedState;
    const qint64 queued = m_socket->bytesToWrite();
    if (!isOpen || queued + bytes.size() > kMaxQueuedBytes) {
        Event refused = newEvent(EventKind::Error, Origin::Call);
        refused.error = isOpen ? Error{ErrorCode::MessageTooLong, 0, m_status.peer.toString(), queued, {}}
                               : Error{ErrorCode::NotConnected, 0, m_status.peer.toString(), 0, {}};
        refused.number = int(qMin<qint64>(bytes.size(), INT_MAX));
        m_recorder.append(std::move(refused));
        return false;
    }
    Event sent = newEvent(EventKind::Sent, Origin::Call);
    sent.bytes = bytes.size();
    sent.streamOffset = quint64(m_status.sentBytes);
    sent.payload = bytes;
    sent.reason = reason;
    m_status.sentBytes += bytes.size();
    m_recorder.append(std::move(sent));
    m_socket->write(bytes);
    afterWrite();
    return true;
}

// QTcpSocket sends in the next turn of the event loop. If the peer's FIN is read before that, the queue
// is dropped: so send now, and if the kernel does not take all of it, withhold the FIN.
void Connection::afterWrite()
{
    m_socket->flush();
    if (!m_ended && m_socket->bytesToWrite() > 0)
        holdEndOfStream();
    updateStatus();
}

void Connection::onBytesWritten(qint64)
{
    if (m_ended)
        return;
    if (m_socket->bytesToWrite() == 0) {
        if (m_holding)
            releaseEndOfStream();
        if (m_finishSending && !m_sendingShut)
            finishSending();
    }
    if (m_closing)
        continueClosing();
    if (m_echo && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Connection::readAvailable, Qt::QueuedConnection);
    updateStatus();
}

// QTcpSocket stops reading from the kernel while its buffer is full. A limit of one byte and one byte of
// ours in the buffer make it full; a notifier on the duplicate then tells us what comes.
void Connection::holdEndOfStream()
{
    if (m_holding || !m_duplicate.isValid() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_holding = true;
    m_socket->setReadBufferSize(1);
    m_socket->ungetChar('\0');
    if (!m_heldInput) {
        m_heldInput = std::make_unique<QSocketNotifier>(m_duplicate.get(), QSocketNotifier::Read);
        connect(m_heldInput.get(), &QSocketNotifier::activated, this, &Connection::onHeldInput);
    }
    m_heldInput->setEnabled(true);
}

void Connection::releaseEndOfStream()
{
    if (!m_holding)
        return;
    m_holding = false;
    m_heldInput->setEnabled(false);
    char ours = 0;
    m_socket->getChar(&ours);
    m_socket->setReadBufferSize(kReadBufferBytes);
}

void Connection::onHeldInput()
{
    switch (pendingInput(m_duplicate.get())) {
    case PendingInput::None:
        return;
    case PendingInput::EndOfStream:
        m_heldInput->setEnabled(false); // withheld until onBytesWritten() finds the queue empty
        return;
    case PendingInput::Data:
    case PendingInput::Failed:
        // One read of QTcpSocket's takes data or the failure, never the end behind the data.
        releaseEndOfStream();
        connect(
            m_socket.get(), &QTcpSocket::readyRead, this,
            [this] {
                if (!m_ended && m_socket->bytesToWrite() > 0)
                    holdEndOfStream();
            },
            Qt::SingleShotConnection);
        return;
    }
}

void Connection::finishSending()
{
    m_finishSending = true;
    if (m_ended || m_sendingShut || m_socket->bytesToWrite() > 0)
        return;
    m_sendingShut = true;
    Event shut = newEvent(EventKind::Shutdown, Origin::Call);
    const bool done = m_duplicate.isValid() && shutdownSending(m_duplicate.get());
    if (done)
        m_recorder.append(std::move(shut));
    else
        m_socket->disconnectFromHost(); // the only orderly end that is left
}

bool Connection::call(const SocketCall &call)
{
    const bool isShutdown = call.call == CallName::Shutdown;
    if (isShutdown && call.how == ShutdownHow::Write && !m_finishSending) {
        finishSending(); // behind what Qt has queued
        return true;
    }
    Event event = newEvent(EventKind::Option, Origin::Call);
    if (!m_duplicate.isValid() || !performControlCall(m_duplicate.get(), call, event))
        return false;
    if (isShutdown && !event.error) {
        m_readingShut = m_readingShut || call.how != ShutdownHow::Write;
        m_finishSending = m_sendingShut = m_sendingShut || call.how != ShutdownHow::Read;
    }
    m_recorder.append(std::move(event));
    return true;
}

void Connection::disconnectOrderly()
{
    if (m_ended || m_closing)
        return;
    m_closing = true;
    m_status.state = ConnectionStatus::State::Closing;
    updateStatus();
    m_closeDeadline.start(kDrainTimeoutMs);
    continueClosing();
}

void Connection::continueClosing()
{
    if (m_ended)
        return;
    if (m_socket->bytesToWrite() > 0) {
        m_closeDeadline.start(kDrainTimeoutMs); // there was progress
        return;
    }
    if (!m_sendingShut) {
        m_closeDeadline.start(kLingerTimeoutMs);
        finishSending();
    }
}

void Connection::onCloseDeadline()
{
    if (m_ended)
        return;
    if (m_socket->bytesToWrite() > 0)
        abort(); // the peer does not read; says how much was discarded
    else
        m_socket->disconnectFromHost();
}

void Connection::abort()
{
    if (m_ended)
        return;
    m_aborted = true;
    drain();
    m_recorder.append(newEvent(EventKind::Reset, Origin::Call));
    m_endReported = true;
    if (m_duplicate.isValid())
        setAbortOnClose(m_duplicate.get());
    m_status.queuedBytes = m_socket->bytesToWrite();
    m_socket->abort();
    if (!m_ended)
        onDisconnected();
}

void Connection::onError(QAbstractSocket::SocketError socketError)
{
    if (m_endReported || m_aborted)
        return;
    m_endReported = true;
    m_status.queuedBytes = m_socket->bytesToWrite();
    drain(); // what arrived before the end comes before it in the journal
    const EndReason reason
        = m_duplicate.isValid() ? endReasonOf(m_duplicate.get(), m_status.receivedBytes) : EndReason::Unknown;
    const bool isRemoteEnd = socketError == QAbstractSocket::RemoteHostClosedError;
    if (m_readingShut && reason == EndReason::Fin)
        return;
    if (reason == EndReason::Fin && isRemoteEnd) {
        m_recorder.append(newEvent(EventKind::Eof, Origin::Qt));
        return;
    }
    if (reason == EndReason::Reset || isRemoteEnd) {
        Event reset = newEvent(EventKind::Reset, Origin::Qt);
        reset.error = Error{ErrorCode::ConnectionReset, int(socketError), m_status.peer.toString(), 0, {}};
        m_recorder.append(std::move(reset));
        return;
    }
    Event failed = newEvent(EventKind::Error, Origin::Qt);
    const ErrorCode code
        = socketError == QAbstractSocket::SocketTimeoutError ? ErrorCode::TimedOut : ErrorCode::Unknown;
    failed.error = Error{code, int(socketError), m_status.peer.toString(), 0, m_socket->errorString()};
    m_recorder.append(std::move(failed));
}

void Connection::onDisconnected()
{
    if (m_ended)
        return;
    drain();
    m_ended = true;
    m_closeDeadline.stop();
    m_heldInput.reset();
    Event closed = newEvent(EventKind::Closed, Origin::Call);
    if (m_status.queuedBytes > 0)
        closed.error
            = Error{ErrorCode::UnsentDiscarded, 0, m_status.peer.toString(), m_status.queuedBytes, {}};
    m_duplicate.close();
    m_recorder.append(std::move(closed));
    m_status.state = ConnectionStatus::State::Closed;
    m_status.queuedBytes = 0;
    m_recorder.update(m_status);
    emit ended();
}

void Connection::updateStatus()
{
    if (m_ended)
        return;
    m_status.queuedBytes = m_socket->bytesToWrite();
    m_recorder.update(m_status);
}

} // namespace bothends
