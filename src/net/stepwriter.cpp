// SPDX-License-Identifier: MIT
#include "net/stepwriter.h"

#include "net/stepsocket.h"

#include <QFileInfo>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qint64 kMostOfOneCall = 0x7ffff000; // sendfile(2)

CallDetail detailOf(const SocketCall &call)
{
    CallDetail detail;
    detail.call = call.call;
    detail.asked = call.bytes.size();
    detail.flags = call.flags;
    return detail;
}

Error unreadable(int error, const QString &file)
{
    return Error{ErrorCode::FileUnreadable, error, file, 0, {}};
}

} // namespace

void StepWriter::call(const SocketCall &call)
{
    if (call.call == CallName::SendAll)
        sendAll(call);
    else if (call.call == CallName::SendFile)
        sendFile(call);
    else
        sendOnce(call);
}

void StepWriter::sendOnce(const SocketCall &call)
{
    const Stamp stamp = m_socket.now();
    CallDetail detail = detailOf(call);
    const Address to = call.call == CallName::Send ? Address() : call.address;
    SystemAddress system;
    if (!m_socket.translate(to, true, system, detail, stamp))
        return;
    bool isMade = true;
    const RawResult result = call.call == CallName::SendMsg && !call.file.isEmpty()
        ? sendWithDescriptor(call, system, detail, stamp, isMade)
        : rawSend(m_socket.descriptor(), call.bytes, call.flags, system);
    if (!isMade)
        return;
    if (!result.isOk()) {
        m_socket.fail(detail, result.error, stamp, to);
        return;
    }
    detail.result = result.value;
    recordSent(detail, call.bytes.left(result.value), to, stamp);
}

/// @param isMade false: the file cannot be opened, which is told, and nothing was sent
RawResult StepWriter::sendWithDescriptor(const SocketCall &call, const SystemAddress &to, CallDetail &detail,
                                         const Stamp &stamp, bool &isMade)
{
    const RawResult opened = openForReading(call.file);
    isMade = opened.isOk();
    if (!isMade) {
        m_socket.fail(detail, unreadable(opened.error, call.file), stamp);
        return opened;
    }
    const DescriptorHandle file(opened.value);
    const int number = int(opened.value);
    detail.file = call.file;
    detail.ancillary << AncillaryItem{u"SOL_SOCKET"_s, u"SCM_RIGHTS"_s,
                                      QByteArray(reinterpret_cast<const char *>(&number), sizeof number),
                                      u"fd %1 %2"_s.arg(number).arg(describeDescriptor(number))};
    return rawSendDescriptor(m_socket.descriptor(), call.bytes, call.flags, to, file.get());
}

void StepWriter::sendAll(const SocketCall &call)
{
    const qint64 queued = queuedBytes();
    if (queued + call.bytes.size() > kMaxQueuedBytes) {
        m_socket.fail(detailOf(call), Error{ErrorCode::MessageTooLong, 0, {}, queued, {}}, m_socket.now());
        return;
    }
    m_queue.append({call.bytes, call.flags});
    if (m_queue.size() == 1)
        proceed();
}

void StepWriter::proceed()
{
    while (!m_queue.isEmpty()) {
        Pending &pending = m_queue.first();
        const QByteArrayView rest = QByteArrayView(pending.bytes).sliced(pending.taken);
        const Stamp stamp = m_socket.now();
        const RawResult result = rawSend(m_socket.descriptor(), rest, pending.flags);
        if (result.error == EAGAIN)
            break;
        CallDetail detail;
        detail.call = CallName::SendAll;
        detail.asked = rest.size();
        detail.flags = pending.flags;
        if (!result.isOk()) {
            m_queue.clear();
            m_socket.fail(detail, result.error, stamp);
            break;
        }
        detail.result = result.value;
        const QByteArray taken = rest.first(result.value).toByteArray();
        pending.taken += result.value;
        if (pending.taken >= pending.bytes.size())
            m_queue.removeFirst();
        recordSent(detail, taken, {}, stamp);
    }
    m_socket.watchWriting(isWaiting());
    if (ConnectionStatus *conversation = m_socket.conversation({}))
        m_socket.publish(*conversation);
}

qint64 StepWriter::queuedBytes() const
{
    qint64 bytes = 0;
    for (const Pending &pending : m_queue)
        bytes += pending.bytes.size() - pending.taken;
    return bytes;
}

void StepWriter::sendFile(const SocketCall &call)
{
    const Stamp stamp = m_socket.now();
    CallDetail detail = detailOf(call);
    detail.file = call.file;
    detail.fileOffset = call.fileOffset;
    detail.fileCount = call.fileCount;
    const RawResult opened = openForReading(call.file);
    const DescriptorHandle file(opened.value);
    const int error = opened.isOk() && QFileInfo(call.file).isDir() ? EISDIR : opened.error;
    if (error != 0) {
        m_socket.fail(detail, unreadable(error, call.file), stamp);
        return;
    }
    const qint64 size = sizeOfFile(file.get());
    const qint64 left = qMax<qint64>(0, size - call.fileOffset);
    detail.asked = qMin(call.fileCount >= 0 ? call.fileCount : left, kMostOfOneCall);
    const RawResult result = rawSendFile(m_socket.descriptor(), file.get(), call.fileOffset, detail.asked);
    if (!result.isOk()) {
        m_socket.fail(detail, result.error, stamp);
        return;
    }
    detail.result = result.value;
    if (result.value == 0 && size <= 0) {
        m_socket.fail(detail, Error{ErrorCode::FileEmpty, 0, call.file, 0, {}}, stamp);
        return;
    }
    if (result.value == 0 && left == 0) { // sendfile(2) just sends nothing
        m_socket.fail(detail,
                      Error{ErrorCode::OutOfRange, ERANGE, u"offset %1"_s.arg(call.fileOffset), size, {}},
                      stamp);
        return;
    }
    ConnectionStatus *conversation = m_socket.openConversation({});
    Event sent = m_socket.newEvent(EventKind::Sent, conversation);
    sent.bytes = result.value;
    sent.streamOffset = quint64(conversation->sentBytes);
    conversation->sentBytes += result.value;
    m_socket.append(std::move(sent), detail, stamp);
    m_socket.publish(*conversation);
}

void StepWriter::recordSent(const CallDetail &detail, const QByteArray &payload, const Address &to,
                            const Stamp &stamp)
{
    ConnectionStatus *conversation = m_socket.openConversation(to);
    Event sent = m_socket.newEvent(EventKind::Sent, conversation);
    sent.bytes = payload.size();
    sent.streamOffset = quint64(conversation->sentBytes);
    sent.payload = payload;
    conversation->sentBytes += payload.size();
    m_socket.noteSent(*conversation, payload);
    m_socket.append(std::move(sent), detail, stamp);
    m_socket.publish(*conversation);
}

} // namespace bothends
