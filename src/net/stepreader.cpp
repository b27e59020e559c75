// SPDX-License-Identifier: MIT
#include "net/stepreader.h"

#include "net/stepsocket.h"

#include <cerrno>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

bool isRecvMsg(CallName call)
{
    return call == CallName::RecvMsg || call == CallName::RecvMsgInto;
}

CallDetail detailOf(const SocketCall &call)
{
    CallDetail detail;
    detail.call = call.call;
    detail.asked = call.size;
    detail.flags = call.flags;
    if (isRecvMsg(call.call))
        detail.ancillaryAsked = call.ancillarySize;
    return detail;
}

} // namespace

void StepReader::call(const SocketCall &call)
{
    if (m_waiting) {
        // The bytes of both would be mixed up: two readers of one stream.
        m_socket.fail(detailOf(call),
                      Error{ErrorCode::InProgress, EALREADY, callName(m_waiting->call.call), 0, {}},
                      m_socket.now());
        return;
    }
    if (call.call == CallName::ReadLine) {
        readLine();
        return;
    }
    const SocketCall possible = clamped(call);
    const bool mayWait = possible.flags.testFlag(MessageFlag::WaitAll)
        && !possible.flags.testFlag(MessageFlag::DontWait) && !possible.flags.testFlag(MessageFlag::Peek);
    if (mayWait && isStream(m_socket.transport()))
        startWaiting(possible);
    else
        receive(possible);
}

SocketCall StepReader::clamped(const SocketCall &call)
{
    SocketCall possible = call;
    possible.size = qBound<qint64>(1, call.size, kMaxSize);
    possible.ancillarySize = isRecvMsg(call.call) ? qBound<qint64>(0, call.ancillarySize, kMaxAncillary) : 0;
    const bool isOutOfRange = possible.size != call.size;
    if (isOutOfRange || (isRecvMsg(call.call) && possible.ancillarySize != call.ancillarySize)) {
        const qint64 asked = isOutOfRange ? call.size : call.ancillarySize;
        m_socket.fail(
            detailOf(call),
            Error{ErrorCode::OutOfRange, ERANGE, u"%1(%2)"_s.arg(callName(call.call)).arg(asked), asked, {}},
            m_socket.now());
    }
    return possible;
}

void StepReader::receive(const SocketCall &call)
{
    const Stamp stamp = m_socket.now();
    // Of a datagram that does not fit, the kernel tells the real size only if it is asked to.
    const bool isDatagram = !isStream(m_socket.transport());
    const MessageFlags flags = isDatagram ? call.flags | MessageFlag::Trunc : call.flags;
    RawMessage message = rawReceive(m_socket.descriptor(), call.size, flags, call.ancillarySize);
    if (message.result.isOk())
        take(call, std::move(message), stamp);
    else
        m_socket.fail(detailOf(call), message.result.error, stamp);
}

void StepReader::take(const SocketCall &call, RawMessage &&message, const Stamp &stamp)
{
    const bool isDatagram = !isStream(m_socket.transport());
    const qint64 size = qMin(message.result.value, call.size);
    CallDetail detail = detailOf(call);
    detail.result = call.flags.testFlag(MessageFlag::Trunc) ? message.result.value : size;
    detail.returnedFlags = message.flags;
    detail.ancillary = std::move(message.ancillary);
    if (isDatagram && message.result.value > size)
        detail.datagramSize = message.result.value;
    Address from = isDatagram ? addressOf(message.from) : Address();
    if (m_socket.transport() == Transport::RawIcmp)
        from.port = 0;
    const bool isShut = size == 0 && m_socket.isReadShut() && from.isNull();
    if (size == 0 && (isShut || !isDatagram)) {
        takeEnd(std::move(detail), stamp);
        return;
    }
    if (m_socket.transport() == Transport::Tcp && call.flags.testFlag(MessageFlag::Trunc))
        message.bytes.clear(); // tcp(7): the bytes were thrown away, not copied
    const bool isPeek = call.flags.testFlag(MessageFlag::Peek);
    if (m_socket.transport() == Transport::LocalDatagram && from.isNull())
        from = m_socket.namelessSender(message.bytes, message.result.value, isPeek);
    ConnectionStatus *conversation = m_socket.openConversation(from);
    Event event = m_socket.newEvent(isPeek ? EventKind::Peeked : EventKind::Received, conversation);
    event.bytes = size;
    event.streamOffset = quint64(conversation->receivedBytes);
    event.payload = std::move(message.bytes);
    m_socket.append(std::move(event), detail, stamp);
    if (isPeek)
        return;
    conversation->receivedBytes += size;
    m_socket.publish(*conversation);
}

/// A stream's recv() returned 0. After a shutdown(SHUT_RD) of ours it does so without a word of the peer's.
void StepReader::takeEnd(CallDetail detail, const Stamp &stamp)
{
    const bool isOurs = m_socket.isReadShut();
    ConnectionStatus *conversation = m_socket.conversation({});
    if (isOurs)
        detail.how = ShutdownHow::Read;
    else
        m_socket.setEof();
    Event event = m_socket.newEvent(isOurs ? EventKind::Received : EventKind::Eof, conversation);
    if (isOurs && conversation)
        event.streamOffset = quint64(conversation->receivedBytes);
    m_socket.append(std::move(event), detail, stamp);
}

void StepReader::startWaiting(const SocketCall &call)
{
    m_waiting = Waiting{call, {}, m_socket.now()};
    proceed();
}

void StepReader::proceed()
{
    if (!m_waiting) {
        m_socket.watchReading(false);
        return;
    }
    const SocketCall call = m_waiting->call;
    RawMessage &whole = m_waiting->message;
    while (whole.result.value < call.size) {
        RawMessage part = rawReceive(m_socket.descriptor(), call.size - whole.result.value,
                                     call.flags & ~MessageFlags(MessageFlag::WaitAll), call.ancillarySize);
        if (part.result.error == EAGAIN) {
            m_socket.watchReading(true);
            return;
        }
        if (!part.result.isOk() || part.result.value == 0) {
            const bool hasSome = whole.result.value > 0;
            const Stamp stamp = hasSome ? m_socket.now() : m_waiting->stamp;
            flush();
            if (!part.result.isOk())
                m_socket.fail(detailOf(call), part.result.error, stamp);
            else if (!hasSome)
                take(call, std::move(part), stamp);
            return;
        }
        whole.result.value += part.result.value;
        whole.bytes += part.bytes;
        whole.flags |= part.flags;
        whole.ancillary += part.ancillary;
    }
    flush();
}

void StepReader::flush()
{
    if (!m_waiting)
        return;
    Waiting done = std::move(*m_waiting);
    m_waiting.reset();
    m_socket.watchReading(false);
    if (done.message.result.value > 0)
        take(done.call, std::move(done.message), m_socket.now());
}

void StepReader::readLine()
{
    do {
        const qsizetype newline = m_inProgram.indexOf('\n');
        if (newline >= 0 || m_inProgram.size() >= kMaxSize) {
            giveLine(newline >= 0 ? newline + 1 : m_inProgram.size());
            return;
        }
    } while (fillProgramBuffer());
}

/// One recv(2) of makefile()'s. False: nothing came, and what there is to tell is told.
bool StepReader::fillProgramBuffer()
{
    SocketCall call;
    call.call = CallName::ReadLine;
    call.size = kProgramBuffer;
    CallDetail detail = detailOf(call);
    detail.inProgram = m_inProgram.size();
    const Stamp stamp = m_socket.now();
    RawMessage message = rawReceive(m_socket.descriptor(), kProgramBuffer, {});
    if (!message.result.isOk()) {
        m_socket.fail(detail, message.result.error, stamp);
        return false;
    }
    detail.result = message.result.value;
    if (message.result.value == 0 && isStream(m_socket.transport())) {
        takeEnd(detail, stamp);
        giveLine(m_inProgram.size());
        return false;
    }
    ConnectionStatus *conversation = m_socket.openConversation(addressOf(message.from));
    if (m_inProgram.isEmpty())
        m_inProgramOffset = quint64(conversation->receivedBytes);
    m_inProgram += message.bytes;
    detail.inProgram = m_inProgram.size();
    Event event = m_socket.newEvent(EventKind::Received, conversation);
    event.bytes = message.bytes.size();
    event.streamOffset = quint64(conversation->receivedBytes);
    event.payload = message.bytes;
    conversation->receivedBytes += event.bytes;
    const bool isEmpty = message.bytes.isEmpty();
    m_socket.append(std::move(event), detail, stamp);
    m_socket.publish(*conversation);
    if (isEmpty)
        giveLine(m_inProgram.size()); // an empty datagram: makefile() takes it for the end
    return !isEmpty;
}

void StepReader::giveLine(qsizetype size)
{
    if (size == 0)
        return;
    Event event = m_socket.newEvent(EventKind::Line, m_socket.conversation({}));
    event.bytes = size;
    event.streamOffset = m_inProgramOffset;
    event.payload = m_inProgram.left(size);
    m_inProgram.remove(0, size);
    m_inProgramOffset += quint64(size);
    CallDetail detail;
    detail.call = CallName::ReadLine;
    detail.result = size;
    detail.inProgram = m_inProgram.size();
    m_socket.append(std::move(event), detail, m_socket.now());
}

} // namespace bothends
