// SPDX-License-Identifier: MIT
#include "net/connection.h"

#include "net/callevents.h"
#include "net/controlcall.h"

#include <QScopedValueRollback>
#include <QSocketNotifier>
#include <QTimerEvent>

namespace bothends {

Connection::Connection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
                       QObject *parent)
    : QObject(parent)
    , m_recorder(recorder)
    , m_status(identity)
    , m_socketNumber(socketNumber)
    , m_saving(transferOwner())
{
    m_status.state = ConnectionStatus::State::Open;
}

Connection::~Connection() = default;

void Connection::open(const ConnectionHabits &habits)
{
    m_habits = habits;
    updateStatus();
    begin();
}

Event Connection::newEvent(EventKind kind, Origin origin) const
{
    return eventOf(m_status, m_socketNumber, kind, origin);
}

void Connection::retire(std::unique_ptr<QSocketNotifier> &notifier)
{
    if (!notifier)
        return;
    notifier->setEnabled(false);
    notifier.release()->deleteLater();
}

// ---- Reading

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
    return !(isEcho() && queuedBytes() > kEchoQueueBytes) && hasRoomToSave();
}

void Connection::readAvailable()
{
    if (m_reading || m_ended) // an echo's write may flush and come back here
        return;
    const QScopedValueRollback guard(m_reading, true);
    bool mayGoOn = mayRead();
    while (mayGoOn && readOnce())
        mayGoOn = mayRead();
    if (m_ended)
        return;
    setReading(mayGoOn);
    updateStatus();
}

void Connection::takeReceived(const QByteArray &bytes, Origin origin, const Stamp &stamp,
                              std::shared_ptr<CallDetail> detail)
{
    Event received = newEvent(EventKind::Received, origin);
    received.bytes = bytes.size();
    received.streamOffset = quint64(m_status.receivedBytes);
    const bool isSaved = m_saving.isActive();
    std::optional<Error> fault;
    if (isSaved) {
        if (!detail)
            detail = std::make_shared<CallDetail>();
        fault = m_saving.write(bytes, *detail);
    }
    if (!isSaved || fault) // what may not get into the file stays at hand
        received.payload = bytes;
    received.detail = std::move(detail);
    m_status.receivedBytes += bytes.size();
    m_recorder.append(std::move(received), stamp);
    if (isSaved)
        m_saving.settle(fault);
    if (isEcho() && m_reading && !m_closing && !m_finishSending && !m_ended)
        write(bytes, WriteReason::Echo);
}

void Connection::peerFinished()
{
    m_peerFinished = true;
    if (m_sendingShut)
        closeNow(); // both directions are over
    else if (m_habits.afterEof == AfterEof::Close)
        disconnectOrderly();
}

// ---- Sending

bool Connection::write(const QByteArray &bytes, WriteReason reason)
{
    if (bytes.isEmpty())
        return true;
    const bool isOpen = !m_ended && !m_closing && !m_finishSending && isConnected();
    const qint64 queued = queuedBytes();
    if (!isOpen || queued + bytes.size() > kMaxQueuedBytes) {
        Event refused = newEvent(EventKind::Error, Origin::Call);
        refused.error = isOpen ? Error{ErrorCode::MessageTooLong, 0, m_status.peer.toString(), queued, {}}
                               : Error{ErrorCode::NotConnected, 0, m_status.peer.toString(), 0, {}};
        refused.number = int(qMin<qint64>(bytes.size(), INT_MAX));
        m_recorder.append(std::move(refused));
        return false;
    }
    Outgoing message;
    message.bytes = bytes;
    message.reason = reason;
    m_outgoing.push_back(std::move(message));
    m_waitingBytes += bytes.size();
    advance();
    return true;
}

void Connection::advance()
{
    if (m_advancing || m_ended) // a socket that flushes may come back here
        return;
    bool isBlocked = false;
    {
        const QScopedValueRollback guard(m_advancing, true);
        while (!m_outgoing.empty() && !isBlocked && !m_ended) {
            Outgoing &first = m_outgoing.front();
            isBlocked = !(first.file ? advanceFile(*first.file) : advanceMessage(first));
            if (!isBlocked)
                m_outgoing.pop_front();
        }
    }
    if (m_ended)
        return;
    // A write is a row at once, unless a file goes first, of which nobody knows how many bytes will go.
    for (auto it = m_outgoing.begin(); it != m_outgoing.end() && !it->file; ++it) {
        if (it->isRecorded)
            continue;
        Event row = recordMessage(*it);
        row.detail = detailOfWrite(row.bytes, -1);
        m_recorder.append(std::move(row));
    }
    watchWritable(isBlocked && queuedInSocket() == 0);
    onQueueChanged();
    updateStatus();
}

Event Connection::recordMessage(Outgoing &message)
{
    message.isRecorded = true;
    Event row = newEvent(EventKind::Sent, Origin::Call);
    row.bytes = message.bytes.size();
    row.streamOffset = quint64(m_status.sentBytes);
    row.payload = message.bytes;
    row.reason = message.reason;
    m_status.sentBytes += message.bytes.size();
    return row;
}

// True when it is gone.
bool Connection::advanceMessage(Outgoing &message)
{
    std::optional<Event> row;
    if (!message.isRecorded)
        row = recordMessage(message);
    const qint64 taken = transmit(QByteArrayView(message.bytes).sliced(message.taken), std::move(row));
    message.taken += taken;
    m_waitingBytes -= taken;
    return message.taken == message.bytes.size();
}

void Connection::watchWritable(bool on)
{
    if (!m_writable) {
        if (!on)
            return;
        m_writable = std::make_unique<QSocketNotifier>(descriptor(), QSocketNotifier::Write);
        connect(m_writable.get(), &QSocketNotifier::activated, this, &Connection::onProgress);
    }
    m_writable->setEnabled(on);
}

void Connection::onProgress()
{
    if (m_ended)
        return;
    advance();
    if (!m_ended && m_finishSending && !m_sendingShut)
        finishSending();
    if (m_closing)
        continueClosing();
    if (isEcho() && !m_ended)
        QMetaObject::invokeMethod(this, &Connection::readAvailable, Qt::QueuedConnection);
    updateStatus();
}

// ---- The end

void Connection::finishSending()
{
    m_finishSending = true;
    if (m_ended || m_sendingShut || hasUnsent())
        return;
    m_sendingShut = true;
    shutSending();
    if (m_peerFinished && !m_ended)
        closeNow();
}

bool Connection::performCall(const SocketCall &call)
{
    Event event = newEvent(EventKind::Option, Origin::Call);
    const Stamp stamp = m_recorder.now();
    if (!performControlCall(descriptor(), call, event))
        return false;
    if (call.call == CallName::Shutdown && !event.error) {
        m_readingShut = m_readingShut || call.how != ShutdownHow::Write;
        m_finishSending = m_sendingShut = m_sendingShut || call.how != ShutdownHow::Read;
    }
    m_recorder.append(std::move(event), stamp);
    return true;
}

bool Connection::call(const SocketCall &call)
{
    if (m_ended)
        return false;
    if (call.call == CallName::Shutdown && call.how == ShutdownHow::Write && !m_finishSending) {
        finishSending(); // behind what is queued
        return true;
    }
    return performCall(call);
}

void Connection::disconnectOrderly()
{
    if (m_ended || m_closing)
        return;
    m_closing = true;
    m_status.state = ConnectionStatus::State::Closing;
    updateStatus();
    continueClosing();
    if (!m_ended && !m_closeDeadline.isActive())
        m_closeDeadline.start(kDrainTimeoutMs, this);
}

void Connection::continueClosing()
{
    if (m_ended)
        return;
    if (hasUnsent()) {
        m_closeDeadline.start(kDrainTimeoutMs, this); // there was progress
        return;
    }
    if (m_peerFinished) {
        closeNow(); // close(2) sends the FIN, and nothing is unread
    } else if (!m_sendingShut) {
        m_closeDeadline.start(kLingerTimeoutMs, this);
        finishSending();
    }
}

void Connection::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_closeDeadline.timerId()) {
        m_closeDeadline.stop();
        onCloseDeadline();
    } else if (event->timerId() == m_diskRetry.timerId()) {
        m_diskRetry.stop();
        readAvailable();
    }
}

void Connection::onCloseDeadline()
{
    if (m_ended)
        return;
    if (hasUnsent())
        abort(); // the peer does not read; says how much was discarded
    else
        closeNow();
}

void Connection::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_closeDeadline.stop();
    m_diskRetry.stop();
    const qint64 unsent = m_status.queuedBytes;
    dropOutgoing();
    m_saving.end(m_failure);
    retire(m_writable);
    closeSocket();
    Event closed = newEvent(EventKind::Closed, Origin::Call);
    if (unsent > 0)
        closed.error = Error{ErrorCode::UnsentDiscarded, 0, m_status.peer.toString(), unsent, {}};
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
    m_status.queuedBytes = queuedBytes();
    m_recorder.update(m_status);
}

// ---- Files

void Connection::sendFile(const FileToSend &file)
{
    const TransferOwner owner = transferOwner();
    if (m_ended || m_closing || m_finishSending || !isConnected()) {
        owner.refuse({ErrorCode::NotConnected, 0, m_status.peer.toString(), 0, {}}, CallName::SendFile);
        return;
    }
    Error why;
    std::unique_ptr<FileSender> sender = FileSender::open(file, why);
    if (!sender) {
        owner.refuse(why, CallName::SendFile);
        return;
    }
    Outgoing transfer;
    transfer.file = std::make_unique<FileSending>(owner, std::move(sender));
    m_outgoing.push_back(std::move(transfer));
    advance();
}

// One piece a turn of the event loop, so that everybody else has theirs. True when the file is gone.
bool Connection::advanceFile(FileSending &file)
{
    if (queuedInSocket() > 0)
        return false; // what was written before leaves before
    const FileSender::Piece piece = file.sendPiece(descriptor(), m_status.sentBytes);
    m_status.sentBytes += piece.bytes;
    std::optional<Error> error = piece.error;
    if (piece.socketFault != 0) {
        onSocketFault(piece.socketFault);
        if (m_ended) // the transfer was among what was dropped
            return false;
        error = Error{ErrorCode::ConnectionReset, piece.socketFault, m_status.peer.toString(), 0, {}};
    }
    return file.settle(error);
}

void Connection::cancelTransfer()
{
    const auto it = std::find_if(m_outgoing.begin(), m_outgoing.end(),
                                 [](const Outgoing &each) { return each.file != nullptr; });
    if (it == m_outgoing.end() || m_ended)
        return;
    it->file->cancel(std::nullopt);
    m_outgoing.erase(it);
    onProgress(); // what waited behind it
}

void Connection::dropOutgoing()
{
    for (const Outgoing &each : m_outgoing) {
        if (each.file)
            each.file->cancel(m_failure);
    }
    if (!m_advancing) // else its loop holds a reference
        m_outgoing.clear();
    m_waitingBytes = 0;
}

void Connection::saveReceived(const QString &file)
{
    m_saving.end(std::nullopt);
    m_diskRetry.stop();
    if (file.isEmpty())
        return readAvailable();
    if (m_ended)
        transferOwner().refuse({ErrorCode::NotConnected, 0, m_status.peer.toString(), 0, {}}, CallName::None);
    else
        m_saving.begin(file);
}

bool Connection::hasRoomToSave()
{
    const bool hasRoom = m_saving.hasRoom(kReadBufferBytes);
    if (!hasRoom)
        m_diskRetry.start(kDiskRetryMs, this);
    return hasRoom;
}

} // namespace bothends
