// SPDX-License-Identifier: MIT
#include "net/glassconnection.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>

namespace bothends {

GlassConnection::GlassConnection(Recorder &recorder, const ConnectionStatus &identity, quint32 socketNumber,
                                 DescriptorHandle socket, QObject *parent)
    : Connection(recorder, identity, socketNumber, parent)
    , m_socket(std::move(socket))
{
}

GlassConnection::~GlassConnection() = default;

void GlassConnection::begin()
{
    m_readable = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &GlassConnection::onReadable);
    m_readable->setEnabled(true);
}

void GlassConnection::onReadable()
{
    m_readsLeft = kReadsPerTurn;
    readAvailable();
}

void GlassConnection::setReading(bool on)
{
    m_readable->setEnabled(on && !isPeerFinished() && !m_isDeaf);
}

bool GlassConnection::readOnce()
{
    if (isEnded() || isPeerFinished() || m_readsLeft-- <= 0)
        return false;
    static thread_local std::array<char, kReadBufferBytes> buffer;
    const Stamp stamp = recorder().now();
    const RawResult read = rawReceiveInto(m_socket.get(), buffer.data(), qint64(buffer.size()));
    if (takeRead(buffer.data(), read, stamp))
        return true;
    if (read.value == 0 && isReadingShut())
        m_isDeaf = true; // the end is ours, and would be told for ever
    else if (read.value == 0)
        onEndOfStream(stamp);
    else if (!read.wouldBlock())
        lose(read.error, CallName::Recv);
    return false;
}

bool GlassConnection::takeRead(const char *bytes, const RawResult &read, const Stamp &stamp)
{
    if (read.value <= 0)
        return false;
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::Recv;
    detail->asked = kReadBufferBytes;
    detail->result = read.value;
    takeReceived(QByteArray(bytes, read.value), Origin::Call, stamp, std::move(detail));
    return true;
}

void GlassConnection::onEndOfStream(const Stamp &stamp)
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::Recv;
    detail->asked = kReadBufferBytes;
    detail->result = 0;
    Event eof = newEvent(EventKind::Eof, Origin::Call);
    eof.detail = std::move(detail);
    recorder().append(std::move(eof), stamp);
    m_readable->setEnabled(false); // it would tell of the end for ever
    m_failing = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Exception);
    connect(m_failing.get(), &QSocketNotifier::activated, this, &GlassConnection::onFailure);
    m_failing->setEnabled(true);
    peerFinished();
}

void GlassConnection::onFailure()
{
    const int error = pendingError(m_socket.get());
    if (error != 0)
        lose(error, CallName::GetSockOpt);
    else
        m_failing->setEnabled(false); // out-of-band data, or a local peer that is gone
}

// What the first call took; the rest follows as the socket can take it, as sendall() does.
std::shared_ptr<const CallDetail> GlassConnection::detailOfWrite(qint64 asked, qint64 result) const
{
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::SendAll;
    detail->asked = asked;
    detail->result = result;
    return detail;
}

qint64 GlassConnection::transmit(QByteArrayView bytes, std::optional<Event> row)
{
    const Stamp stamp = recorder().now();
    const RawResult sent = rawSend(m_socket.get(), bytes, {});
    const bool isLost = !sent.isOk() && !sent.wouldBlock();
    if (row) {
        row->detail = detailOfWrite(bytes.size(), sent.value);
        recorder().append(*std::move(row), stamp);
    }
    if (isLost)
        lose(sent.error, CallName::Send);
    return qMax<qint64>(sent.value, 0);
}

void GlassConnection::onSocketFault(int systemCode)
{
    lose(systemCode, CallName::SendFile);
}

void GlassConnection::shutSending()
{
    SocketCall shut;
    shut.call = CallName::Shutdown;
    shut.how = ShutdownHow::Write;
    performCall(shut);
}

void GlassConnection::closeNow()
{
    updateStatus();
    end();
}

void GlassConnection::abort()
{
    if (isEnded())
        return;
    updateStatus();
    const bool isTcp = !isLocal(identity().transport);
    if (isTcp)
        lingerNot();
    if (isTcp || pendingInput(m_socket.get()) == PendingInput::Data) {
        auto detail = std::make_shared<CallDetail>();
        detail->call = CallName::Close;
        Event reset = newEvent(EventKind::Reset, Origin::Call);
        reset.detail = std::move(detail);
        recorder().append(std::move(reset));
    }
    end();
}

// SO_LINGER with time 0 makes the close() a reset (socket(7)).
void GlassConnection::lingerNot()
{
    SocketCall linger;
    linger.call = CallName::SetSockOpt;
    linger.option = SocketOption::Linger;
    performCall(linger);
}

// The connection is no more. What arrived before comes before it in the journal.
void GlassConnection::lose(int systemCode, CallName call)
{
    if (isEnded())
        return;
    updateStatus();
    std::array<char, kReadBufferBytes> buffer;
    const auto readOn = [&] {
        const Stamp stamp = recorder().now();
        return takeRead(buffer.data(), rawReceiveInto(m_socket.get(), buffer.data(), qint64(buffer.size())),
                        stamp);
    };
    while (!isPeerFinished() && readOn()) { }
    const bool isReset = systemCode == ECONNRESET || systemCode == EPIPE;
    auto detail = std::make_shared<CallDetail>();
    detail->call = call;
    Event lost = newEvent(isReset ? EventKind::Reset : EventKind::Error, Origin::Call);
    lost.error = errorOf(systemCode, call, identity().transport, identity().peer.toString());
    if (isReset) // EPIPE: we learn of it by writing
        lost.error->code = ErrorCode::ConnectionReset;
    lost.detail = std::move(detail);
    setFailure(*lost.error);
    recorder().append(std::move(lost));
    end();
}

void GlassConnection::closeSocket()
{
    retire(m_readable);
    retire(m_failing);
    m_socket.close();
}

} // namespace bothends
