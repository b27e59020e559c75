// SPDX-License-Identifier: MIT
#include "core/eventtext.h"

#include "core/calltext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

struct EventTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::EventTexts)
};

int plural(qint64 count)
{
    return int(qMin<qint64>(count, INT_MAX));
}

// Beside the name of a state: what else the kernel said with it.
QString readingNote(const Event &event)
{
    const KernelReading &reading = *event.reading;
    if (reading.acceptQueue >= 0)
        return EventTexts::tr("accept queue: %1 of %2").arg(reading.acceptQueue).arg(reading.backlog + 1);
    QStringList parts;
    const bool isBeforeAccept = event.side == Side::Server && !reading.hasOwner
        && (reading.state == TcpState::Established || reading.state == TcpState::CloseWait);
    if (isBeforeAccept)
        parts << EventTexts::tr("waits in the accept queue");
    if (reading.state == TcpState::TimeWait && reading.timerMs > 0)
        parts << EventTexts::tr("for %n more second(s)", nullptr, (reading.timerMs + 999) / 1000);
    if (reading.receiveBuffer >= 0 && reading.unread > 0) // memory, more than the bytes of the datagrams
        parts << EventTexts::tr("receive buffer: %1 of %2 bytes in use")
                     .arg(reading.unread)
                     .arg(reading.receiveBuffer);
    else if (reading.unread > 0)
        parts << EventTexts::tr("%n byte(s) unread", nullptr, plural(reading.unread));
    if (reading.unsent > 0)
        parts << EventTexts::tr("%n byte(s) not sent yet", nullptr, plural(reading.unsent));
    if (reading.unacknowledged > reading.unsent) {
        parts << EventTexts::tr("%n byte(s) not acknowledged yet", nullptr,
                                plural(reading.unacknowledged - reading.unsent));
    }
    if (reading.isWriteShut)
        parts << EventTexts::tr("sending is shut down");
    if (reading.isReadShut)
        parts << EventTexts::tr("reading is shut down");
    if (reading.drops > 0)
        parts << EventTexts::tr("%n datagram(s) dropped so far", nullptr, plural(reading.drops));
    if (parts.isEmpty() && event.kind == EventKind::Queues)
        parts << EventTexts::tr("nothing waits in the kernel");
    return parts.join(u" • "_s);
}

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(' ').toUpper());
}

// Which bytes of a cut character are in this row: the two rows beside each other tell how it was torn.
QStringList cutNotes(const TextReading::RowText &text)
{
    const QString first = hexOf(text.startBytes);
    const QString last = hexOf(text.endBytes);
    if (text.cutAtStart > 0 && text.cutAtEnd > 0 && text.completed.isEmpty()) {
        return {
            EventTexts::tr("%n byte(s) %1 from the middle of a character", nullptr, text.cutAtEnd).arg(last)};
    }
    QStringList notes;
    if (text.cutAtStart > 0) {
        notes << EventTexts::tr("the first %n byte(s) %1 complete %2", nullptr, text.cutAtStart)
                     .arg(first, text.completed);
    }
    if (text.cutAtEnd > 0) {
        notes << EventTexts::tr("the last %n byte(s) %1 begin a character that is cut here", nullptr,
                                text.cutAtEnd)
                     .arg(last);
    }
    return notes;
}

// 5,120: both languages group digits alike.
QString grouped(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString socketNote(const Event &event)
{
    const QString noun = socketNoun(event.transport);
    return event.number < 0
        ? EventTexts::tr("new %1").arg(noun)
        : EventTexts::tr("new %1, descriptor %2").arg(noun, QString::number(event.number));
}

QString acceptNote(const Event &event)
{
    const QString peer = event.peer.toString();
    if (event.call() == CallName::None)
        return EventTexts::tr("newConnection() from %1").arg(peer);
    return event.number < 0
        ? EventTexts::tr("from %1").arg(peer)
        : EventTexts::tr("from %1, descriptor %2").arg(peer, QString::number(event.number));
}

QString connectNote(const Event &event)
{
    if (!isStream(event.transport))
        return EventTexts::tr("nothing is sent: the peer is only noted");
    const bool isDone = event.detail && event.detail->result == 0;
    if (event.local.isNull())
        return isDone ? EventTexts::tr("connected at once") : QString();
    return isDone ? EventTexts::tr("connected at once, from %1").arg(event.local.toString())
                  : EventTexts::tr("from %1").arg(event.local.toString());
}

QString connectedNote(const Event &event)
{
    if (!isStream(event.transport))
        return EventTexts::tr("the peer is noted");
    if (event.call() == CallName::None)
        return event.transport == Transport::Tcp ? EventTexts::tr("signal: the handshake is complete")
                                                 : EventTexts::tr("signal: connected");
    return event.transport == Transport::Tcp ? EventTexts::tr("the handshake is complete")
                                             : EventTexts::tr("connected");
}

QString shutdownNote(const Event &event)
{
    switch (event.detail ? event.detail->how.value_or(ShutdownHow::Write) : ShutdownHow::Write) {
    case ShutdownHow::Read:
        return EventTexts::tr("no more to read; the peer is not told");
    case ShutdownHow::Write:
        return EventTexts::tr("no more to send; still reading");
    case ShutdownHow::Both:
        return EventTexts::tr("no more to send, no more to read");
    }
    return {};
}

QString closedNote(const Event &event)
{
    const bool isListener = event.connection == 0 && event.side == Side::Server && isStream(event.transport)
        && event.call() == CallName::None;
    return isListener ? EventTexts::tr("the server stops listening") : EventTexts::tr("the socket is gone");
}

QString optionNote(const Event &event)
{
    if (!event.detail || event.detail->call != CallName::SetSockOpt || !event.detail->option)
        return {};
    const CallDetail &detail = *event.detail;
    if (!detail.optionNow)
        return EventTexts::tr("done");
    const QString now = optionValueText(*detail.option, *detail.optionNow);
    return !detail.optionAsked || *detail.optionNow == *detail.optionAsked
        ? EventTexts::tr("done: it is %1 now").arg(now)
        : EventTexts::tr("the kernel made %1 of it").arg(now);
}

QString inProgramNote(const Event &event)
{
    if (!event.detail || event.detail->inProgram < 0)
        return {};
    return event.detail->inProgram == 0
        ? EventTexts::tr("nothing waits in the program’s own buffer")
        : EventTexts::tr("%n byte(s) have left the kernel but not yet the program", nullptr,
                         plural(event.detail->inProgram));
}

QString lineNote(const Event &event)
{
    const QString rest = inProgramNote(event);
    const QString line = EventTexts::tr("a line of %n byte(s)", nullptr, plural(event.bytes));
    return rest.isEmpty() ? line : line + u" • "_s + rest;
}

QString enterNote(const Event &event)
{
    switch (event.call()) {
    case CallName::Accept:
        return EventTexts::tr("the thread is in this call until a client comes");
    case CallName::Recv:
        return EventTexts::tr("the thread is in this call until something arrives");
    default:
        return EventTexts::tr("the thread is in this call until it returns");
    }
}

QString threadTag(const Event &event)
{
    return event.detail && event.detail->thread
        ? u"thread %1: %2"_s.arg(event.detail->thread->threadId).arg(event.detail->thread->state)
        : QString();
}

QString threadNote(const Event &event)
{
    if (!event.detail || !event.detail->thread)
        return {};
    const ThreadReading &thread = *event.detail->thread;
    if (thread.state != u'S')
        return EventTexts::tr("it runs");
    if (thread.systemCallName.isEmpty())
        return EventTexts::tr("it sleeps");
    return thread.waitChannel.isEmpty()
        ? EventTexts::tr("it sleeps in %1()").arg(thread.systemCallName)
        : EventTexts::tr("it sleeps in %1(), at %2").arg(thread.systemCallName, thread.waitChannel);
}

bool isSending(const Event &transfer)
{
    return transfer.call() == CallName::SendFile;
}

QString transferTag(const Event &event)
{
    if (!event.detail)
        return {};
    return isSending(event) ? callText(event) : u"open(%1)"_s.arg(fileNameText(event.detail->file));
}

QString transferBeginNote(const Event &event)
{
    if (!isSending(event))
        return EventTexts::tr("what is received goes to this file");
    if (event.detail->fileCount < 0)
        return EventTexts::tr("the file begins to be sent");
    return EventTexts::tr("%1 bytes of the file are to be sent").arg(grouped(event.detail->fileCount));
}

QString transferEndNote(const Event &event)
{
    return isSending(event) ? EventTexts::tr("done: %1 bytes were sent").arg(grouped(event.bytes))
                            : EventTexts::tr("done: %1 bytes were saved").arg(grouped(event.bytes));
}

/// Of TCP, where MSG_TRUNC does not ask for a size (tcp(7)).
bool isThrownAway(const Event &event)
{
    return event.kind == EventKind::Received && event.transport == Transport::Tcp && event.detail
        && event.detail->flags.testFlag(MessageFlag::Trunc);
}

/// Where the bytes of a row are that are not kept in memory.
QString fileNote(const Event &event)
{
    if (isThrownAway(event))
        return EventTexts::tr("thrown away by MSG_TRUNC: the program did not get these bytes");
    if (!event.detail || event.detail->file.isEmpty() || event.bytes == 0)
        return {};
    const CallDetail &detail = *event.detail;
    if (detail.call == CallName::SendMsg) // that file is passed, not sent
        return {};
    return EventTexts::tr("bytes %1 to %2 of the file %3")
        .arg(grouped(detail.fileOffset), grouped(detail.fileOffset + event.bytes - 1),
             fileNameText(detail.file));
}

QString roleNote(SegmentRole role)
{
    switch (role) {
    case SegmentRole::Plain:
        return {};
    case SegmentRole::Retransmission:
        return EventTexts::tr("sent again");
    case SegmentRole::OutOfOrder:
        return EventTexts::tr("out of order");
    case SegmentRole::AfterGap:
        return EventTexts::tr("what comes before it is missing here");
    case SegmentRole::DuplicateAck:
        return EventTexts::tr("the same ACK once more");
    case SegmentRole::KeepAlive:
        return EventTexts::tr("keep-alive");
    case SegmentRole::ZeroWindow:
        return EventTexts::tr("no room for more");
    case SegmentRole::WindowUpdate:
        return EventTexts::tr("room again");
    }
    return {};
}

QString segmentTag(const Event &event)
{
    if (event.transport == Transport::Tcp)
        return tcpFlagsText(event.segment ? event.segment->flags : TcpFlags());
    return event.transport == Transport::Udp ? u"UDP"_s : u"ICMP"_s;
}

// The numbers as packet analysers write them.
QString segmentNote(const Event &event)
{
    const SegmentReading segment = event.segment ? *event.segment : SegmentReading();
    QStringList parts;
    if (event.bytes > 0 || event.transport != Transport::Tcp)
        parts << EventTexts::tr("%n byte(s)", nullptr, plural(event.bytes));
    if (const QString role = roleNote(segment.role); !role.isEmpty())
        parts << role;
    if (segment.isFragment)
        parts << EventTexts::tr("first fragment only");
    if (event.segment && segment.captured < event.bytes)
        parts << EventTexts::tr("cut in the capture: %1 of %2 bytes")
                     .arg(grouped(segment.captured), grouped(event.bytes));
    if (event.segment && event.transport == Transport::Tcp) {
        QString numbers = u"Seq=%1"_s.arg(segment.relativeSequence);
        if (segment.relativeAcknowledgment >= 0)
            numbers += u" Ack=%1"_s.arg(segment.relativeAcknowledgment);
        numbers += u" Win=%1"_s.arg(segment.windowBytes());
        if (segment.mss >= 0)
            numbers += u" MSS=%1"_s.arg(segment.mss);
        parts << numbers;
    }
    return parts.join(u" • "_s);
}

// ---- Under the text of a sent or received row ----

QString sentCaption(const Event &event)
{
    const int bytes = plural(event.bytes);
    if (!isStream(event.transport))
        return event.bytes == 0 ? EventTexts::tr("sent 1 datagram, empty")
                                : EventTexts::tr("sent 1 datagram, %n byte(s)", nullptr, bytes);
    if (event.detail && event.detail->asked > event.bytes && event.detail->file.isEmpty())
        return EventTexts::tr("sent %1 of %2 bytes").arg(grouped(event.bytes), grouped(event.detail->asked));
    return EventTexts::tr("sent %n byte(s)", nullptr, bytes);
}

QString receivedCaption(const Event &event)
{
    const int bytes = plural(event.bytes);
    if (event.bytes == 0 && event.detail && event.detail->how)
        return EventTexts::tr("nothing: reading is shut down");
    if (isStream(event.transport))
        return EventTexts::tr("received %n byte(s) in 1 read", nullptr, bytes);
    return event.bytes == 0 && !isCutDatagram(event)
        ? EventTexts::tr("received 1 datagram, empty")
        : EventTexts::tr("received 1 datagram, %n byte(s)", nullptr, bytes);
}

QStringList receivedNotes(const Event &event)
{
    if (!event.detail || event.call() == CallName::None)
        return {u"readyRead()"_s};
    const CallDetail &detail = *event.detail;
    QStringList notes;
    if (isCutDatagram(event))
        notes
            << EventTexts::tr("cut: %1 of %2 bytes").arg(grouped(event.bytes), grouped(detail.datagramSize));
    if (isIntoBuffer(detail.call) && detail.asked >= 0)
        notes << EventTexts::tr("%1 of %2 cells filled").arg(grouped(event.bytes), grouped(detail.asked));
    if (const QString rest = inProgramNote(event); !rest.isEmpty())
        notes << rest;
    return notes;
}

QString withText(const QString &sentence, const QString &text)
{
    //: What was done, and the text of the bytes.
    return text.isEmpty() ? sentence : EventTexts::tr("%1: %2").arg(sentence, text);
}

} // namespace

QString transportText(Transport transport)
{
    switch (transport) {
    case Transport::Tcp:
        return u"TCP"_s;
    case Transport::Udp:
        return u"UDP"_s;
    case Transport::LocalStream:
        return EventTexts::tr("Local stream");
    case Transport::LocalDatagram:
        return EventTexts::tr("Local datagram");
    case Transport::RawIcmp:
        return EventTexts::tr("Raw ICMP");
    case Transport::PingIcmp:
        return EventTexts::tr("Ping ICMP");
    }
    return {};
}

QString socketNoun(Transport transport)
{
    switch (transport) {
    case Transport::Tcp:
        return EventTexts::tr("TCP socket");
    case Transport::Udp:
        return EventTexts::tr("UDP socket");
    case Transport::LocalStream:
        return EventTexts::tr("local stream socket");
    case Transport::LocalDatagram:
        return EventTexts::tr("local datagram socket");
    case Transport::RawIcmp:
        return EventTexts::tr("raw ICMP socket");
    case Transport::PingIcmp:
        return EventTexts::tr("ping socket");
    }
    return {};
}

bool isCutDatagram(const Event &event)
{
    return event.detail && event.detail->datagramSize > event.bytes;
}

QString eventTag(const Event &event)
{
    switch (event.kind) {
    case EventKind::Socket:
        return u"socket()"_s;
    case EventKind::Bind:
        return u"bind(%1)"_s.arg(callArgument(event.local.toString()));
    case EventKind::Listen:
        return event.number < 0 ? u"listen()"_s : u"listen(backlog=%1)"_s.arg(event.number);
    case EventKind::Accept:
        return u"accept() → #%1"_s.arg(event.connection);
    case EventKind::Connect:
        return event.call() == CallName::ConnectEx
            ? callResultText(event)
            : u"connect(%1)"_s.arg(callArgument(event.peer.toString()));
    case EventKind::Connected:
        return event.call() == CallName::None ? u"connected()"_s : u"SO_ERROR → 0"_s;
    case EventKind::Sent:
    case EventKind::Received:
    case EventKind::Peeked:
    case EventKind::Option:
    case EventKind::Enter:
        return callResultText(event);
    case EventKind::Line:
        return u"readline()"_s;
    case EventKind::Eof:
        return event.call() == CallName::None ? u"recv() → b''"_s : callResultText(event);
    case EventKind::Reset:
        if (event.error)
            return event.call() == CallName::None ? u"recv() → ECONNRESET"_s : callResultText(event);
        return event.call() == CallName::Close ? u"close()"_s : u"abort()"_s;
    case EventKind::Shutdown:
        return event.call() == CallName::None ? u"shutdown(SHUT_WR)"_s : callText(event);
    case EventKind::Closed:
        return u"close()"_s;
    case EventKind::Error:
        if (!event.error)
            return {};
        return event.call() == CallName::None ? errorName(*event.error) : callResultText(event);
    case EventKind::Pause:
        return u"pauseAccepting()"_s;
    case EventKind::Resume:
        return u"resumeAccepting()"_s;
    case EventKind::State:
        return event.reading ? tcpStateName(event.reading->state) : QString();
    case EventKind::Queues:
        return {};
    case EventKind::Thread:
        return threadTag(event);
    case EventKind::Dropped:
        return u"SO_RXQ_OVFL"_s;
    case EventKind::TransferBegin:
    case EventKind::TransferEnd:
        return transferTag(event);
    case EventKind::Segment:
        return segmentTag(event);
    }
    return {};
}

QString eventNote(const Event &event)
{
    if (event.error)
        return errorText(*event.error).what;
    switch (event.kind) {
    case EventKind::Socket:
        return socketNote(event);
    case EventKind::Bind:
        return isLocal(event.transport) ? EventTexts::tr("the socket has its name")
                                        : EventTexts::tr("the socket has its address");
    case EventKind::Listen:
        if (event.number < 0)
            return EventTexts::tr("ready: it listens already");
        return EventTexts::tr("ready: up to %n client(s) may wait for accept", nullptr,
                              plural(qint64(event.number) + 1));
    case EventKind::Accept:
        return acceptNote(event);
    case EventKind::Connect:
        return connectNote(event);
    case EventKind::Connected:
        return connectedNote(event);
    case EventKind::Sent:
    case EventKind::Received:
        return fileNote(event);
    case EventKind::Eof:
        return EventTexts::tr("end of stream: the peer has no more to send");
    case EventKind::Reset:
        return EventTexts::tr("the connection is reset, nothing more is sent");
    case EventKind::Shutdown:
        return shutdownNote(event);
    case EventKind::Closed:
        return closedNote(event);
    case EventKind::Error:
        return {};
    case EventKind::Pause:
        return EventTexts::tr("new clients wait in the accept queue");
    case EventKind::Resume:
        return EventTexts::tr("waiting clients are accepted");
    case EventKind::State:
    case EventKind::Queues:
        return event.reading ? readingNote(event) : QString();
    case EventKind::Option:
        return optionNote(event);
    case EventKind::Peeked:
        return EventTexts::tr("%n byte(s) seen; they stay in the kernel", nullptr, plural(event.bytes));
    case EventKind::Line:
        return lineNote(event);
    case EventKind::Enter:
        return enterNote(event);
    case EventKind::Thread:
        return threadNote(event);
    case EventKind::Dropped:
        return EventTexts::tr("the receive buffer was full: the kernel dropped %n datagram(s)", nullptr,
                              plural(event.number));
    case EventKind::TransferBegin:
        return event.detail ? transferBeginNote(event) : QString();
    case EventKind::TransferEnd:
        return event.detail ? transferEndNote(event) : QString();
    case EventKind::Segment:
        return segmentNote(event);
    }
    return {};
}

QString dataCaption(const Event &event, const TextReading::RowText &text, TextEncoding encoding)
{
    QStringList parts;
    if (const QString call = eventTag(event); !call.isEmpty())
        parts << call;
    if (event.kind == EventKind::Sent) {
        parts << sentCaption(event);
        if (event.bytes > 0 && fileNote(event).isEmpty())
            parts << textEncodingName(encoding);
        if (event.reason == WriteReason::Greeting)
            parts << EventTexts::tr("greeting");
        else if (event.reason == WriteReason::Echo)
            parts << EventTexts::tr("echo");
    } else if (event.kind == EventKind::Segment) {
        parts << segmentNote(event);
    } else {
        parts << receivedCaption(event) << receivedNotes(event);
    }
    if (event.detail && !event.detail->ancillary.isEmpty())
        parts << EventTexts::tr("%n ancillary item(s)", nullptr, int(event.detail->ancillary.size()));
    parts << cutNotes(text);
    return parts.join(u" • "_s);
}

QString eventSentence(const Event &event, const QString &text)
{
    const QString side = sideText(event.side);
    const QString number = event.connection == 0 ? QString() : u"#%1"_s.arg(event.connection);
    QStringList parts{EventTexts::tr("%1 ms").arg(eventTime(event)), side};
    if (!number.isEmpty())
        parts << number;
    if (const QString tag = eventTag(event); !tag.isEmpty())
        parts << tag;
    if (event.kind == EventKind::Sent && event.reason == WriteReason::Greeting) {
        parts << EventTexts::tr("sent greeting, %n byte(s): %1", nullptr, plural(event.bytes)).arg(text);
    } else if (event.kind == EventKind::Sent || event.kind == EventKind::Received) {
        const QString file = fileNote(event);
        parts << withText(event.kind == EventKind::Sent ? sentCaption(event) : receivedCaption(event),
                          file.isEmpty() ? text : file);
    } else {
        const bool isText = event.kind == EventKind::Peeked || event.kind == EventKind::Line
            || event.kind == EventKind::Segment;
        if (const QString note = eventNote(event); !note.isEmpty())
            parts << withText(note, isText ? text : QString());
    }
    //: Between the parts of a row’s description, such as “0.2 ms, Server, accept() → #1”.
    return parts.join(EventTexts::tr(", "));
}

QString eventTime(const Event &event)
{
    const qint64 tenths = event.monotonicNs / 100'000;
    QString whole = QString::number(tenths / 10);
    for (qsizetype place = whole.size() - 3; place > 0; place -= 3)
        whole.insert(place, QChar(0x2009)); // thin space
    return whole + u'.' + QString::number(tenths % 10);
}

QString sideText(Side side)
{
    return side == Side::Server ? EventTexts::tr("Server") : EventTexts::tr("Client");
}

} // namespace bothends
