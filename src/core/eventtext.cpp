// SPDX-License-Identifier: MIT
#include "core/eventtext.h"

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
    if (reading.unread > 0)
        parts << EventTexts::tr("%n byte(s) unread", nullptr, plural(reading.unread));
    if (reading.unsent > 0)
        parts << EventTexts::tr("%n byte(s) not sent yet", nullptr, plural(reading.unsent));
    if (reading.unacknowledged > reading.unsent) {
        parts << EventTexts::tr("%n byte(s) not acknowledged yet", nullptr,
                                plural(reading.unacknowledged - reading.unsent));
    }
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

} // namespace

QString eventTag(const Event &event)
{
    switch (event.kind) {
    case EventKind::Socket:
        return u"socket()"_s;
    case EventKind::Bind:
        return u"bind(%1)"_s.arg(event.local.toString());
    case EventKind::Listen:
        return u"listen(backlog=%1)"_s.arg(event.number);
    case EventKind::Accept:
        return u"accept() → #%1"_s.arg(event.connection);
    case EventKind::Connect:
        return u"connect(%1)"_s.arg(event.peer.toString());
    case EventKind::Connected:
        return u"connected()"_s;
    case EventKind::Sent:
    case EventKind::Received:
        return {};
    case EventKind::Eof:
        return u"recv() → b''"_s;
    case EventKind::Reset:
        return event.error ? u"recv() → ECONNRESET"_s : u"abort()"_s;
    case EventKind::Shutdown:
        return u"shutdown(SHUT_WR)"_s;
    case EventKind::Closed:
        return u"close()"_s;
    case EventKind::Error:
        return event.error ? errorName(event.error->code) : QString();
    case EventKind::Pause:
        return u"pauseAccepting()"_s;
    case EventKind::Resume:
        return u"resumeAccepting()"_s;
    case EventKind::State:
        return event.reading ? tcpStateName(event.reading->state) : QString();
    case EventKind::Queues:
        return {};
    default: // the words of the newer kinds follow
        break;
    }
    return {};
}

QString eventNote(const Event &event)
{
    if (event.error)
        return errorText(*event.error).what;
    switch (event.kind) {
    case EventKind::Socket:
        return event.number < 0 ? EventTexts::tr("new TCP socket")
                                : EventTexts::tr("new TCP socket, descriptor %1").arg(event.number);
    case EventKind::Bind:
        return EventTexts::tr("the socket has its address");
    case EventKind::Listen:
        return EventTexts::tr("ready: up to %n client(s) may wait for accept", nullptr,
                              plural(qint64(event.number) + 1));
    case EventKind::Accept:
        return EventTexts::tr("newConnection() from %1").arg(event.peer.toString());
    case EventKind::Connect:
        return event.local.isNull() ? QString() : EventTexts::tr("from %1").arg(event.local.toString());
    case EventKind::Connected:
        return EventTexts::tr("signal: the handshake is complete");
    case EventKind::Eof:
        return EventTexts::tr("end of stream: the peer has no more to send");
    case EventKind::Reset:
        return EventTexts::tr("the connection is reset, nothing more is sent");
    case EventKind::Shutdown:
        return EventTexts::tr("no more to send; still reading");
    case EventKind::Closed:
        return event.connection == 0 && event.side == Side::Server
            ? EventTexts::tr("the server stops listening")
            : EventTexts::tr("the socket is gone");
    case EventKind::Pause:
        return EventTexts::tr("new clients wait in the accept queue");
    case EventKind::Resume:
        return EventTexts::tr("waiting clients are accepted");
    case EventKind::State:
    case EventKind::Queues:
        return event.reading ? readingNote(event) : QString();
    default:
        break;
    }
    return {};
}

QString dataCaption(const Event &event, const TextReading::RowText &text, TextEncoding encoding)
{
    QStringList parts;
    if (event.kind == EventKind::Sent) {
        parts << EventTexts::tr("sent %n byte(s)", nullptr, plural(event.bytes))
              << textEncodingName(encoding);
        if (event.reason == WriteReason::Greeting)
            parts << EventTexts::tr("greeting");
        else if (event.reason == WriteReason::Echo)
            parts << EventTexts::tr("echo");
    } else {
        parts << EventTexts::tr("received %n byte(s) in 1 read", nullptr, plural(event.bytes))
              << u"readyRead()"_s;
    }
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
    if (event.kind == EventKind::Sent) {
        const int bytes = plural(event.bytes);
        if (event.reason == WriteReason::Greeting)
            parts << EventTexts::tr("sent greeting, %n byte(s): %1", nullptr, bytes).arg(text);
        else
            parts << EventTexts::tr("sent %n byte(s): %1", nullptr, bytes).arg(text);
    } else if (event.kind == EventKind::Received) {
        parts << EventTexts::tr("received %n byte(s) in 1 read: %1", nullptr, plural(event.bytes)).arg(text);
    } else {
        if (const QString tag = eventTag(event); !tag.isEmpty())
            parts << tag;
        const QString note = eventNote(event);
        if (!note.isEmpty())
            parts << note;
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
