// SPDX-License-Identifier: MIT
#pragma once

#include "core/explanation.h"
#include "support/eventlist.h"

#include <functional>

namespace bothends::test {

/// Makes a story by hand and remembers which of its rows it is about: the last one, unless told.
class Stage : public EventList
{
public:
    Event &add(EventKind kind, Side side, quint32 connection = 1)
    {
        return take(make(kind, side, connection));
    }
    Event &listenerStep(EventKind kind)
    {
        Event &event = add(kind, Side::Server, 0);
        event.peer = {};
        event.socket = 1;
        return event;
    }
    Event &write(Side side, const QByteArray &bytes, WriteReason reason = WriteReason::Message)
    {
        Event &event = take(data(EventKind::Sent, side, bytes));
        event.reason = reason;
        return event;
    }
    Event &read(Side side, const QByteArray &bytes)
    {
        Event &event = take(data(EventKind::Received, side, bytes));
        event.origin = Origin::Qt;
        return event;
    }
    Event &fail(Side side, ErrorCode code, quint32 connection, qint64 amount = 0, const QString &words = {})
    {
        Event &event = add(EventKind::Error, side, connection);
        const Address &subject = connection == 0 ? server : event.peer;
        event.error = Error{code, 0, subject.toString(), amount, words};
        return event;
    }
    Event &kernel(Side side, const KernelReading &reading, EventKind kind = EventKind::State,
                  quint32 connection = 1)
    {
        Event &event = connection == 0 ? listenerStep(kind) : add(kind, side, connection);
        event.origin = Origin::Kernel;
        event.reading = std::make_shared<KernelReading>(reading);
        return event;
    }
    Event &queue(int length, int backlog, EventKind kind = EventKind::Queues)
    {
        KernelReading queued;
        queued.state = TcpState::Listen;
        queued.hasOwner = true;
        queued.acceptQueue = length;
        queued.backlog = backlog;
        return kernel(Side::Server, queued, kind, 0);
    }

    /// A step by a call of its own, as the glass box makes it.
    Event &step(EventKind kind, Side side, CallDetail detail, quint32 connection = 1)
    {
        Event &event = connection == 0 ? listenerStep(kind) : add(kind, side, connection);
        event.side = side;
        event.isStep = true;
        event.detail = std::make_shared<const CallDetail>(std::move(detail));
        return event;
    }
    Event &failed(Side side, CallName name, ErrorCode code, quint32 connection = 0)
    {
        CallDetail detail;
        detail.call = name;
        Event &event = step(EventKind::Error, side, detail, connection);
        if (connection == 0)
            event.peer = server;
        event.error = Error{code, 0, QStringLiteral("SUBJECT"), 0, {}};
        return event;
    }
    /// The last write or read was made by this call.
    void by(CallDetail detail)
    {
        m_events.last().detail = std::make_shared<const CallDetail>(std::move(detail));
        m_events.last().isStep = true;
        m_events.last().origin = Origin::Call;
    }

    void listen(int backlog = 3)
    {
        listenerStep(EventKind::Socket).number = 14;
        listenerStep(EventKind::Bind);
        listenerStep(EventKind::Listen).number = backlog;
    }
    void call() { add(EventKind::Connect, Side::Client); }
    void accept()
    {
        Event &event = add(EventKind::Accept, Side::Server);
        event.origin = Origin::Qt;
        event.number = 15;
    }
    void connectBoth()
    {
        call();
        add(EventKind::Connected, Side::Client).origin = Origin::Qt;
        accept();
    }
    /// Only the server is ours.
    void acceptOutside() { accept(); }
    void eof(Side side) { add(EventKind::Eof, side).origin = Origin::Qt; }

    /// The story is about the row made last.
    void thisOne() { m_row = m_events.size() - 1; }
    qsizetype row() const { return m_row < 0 ? m_events.size() - 1 : m_row; }
    const QList<Event> &events() const { return m_events; }

private:
    Event &take(Event event)
    {
        event.endpoint = event.side == Side::Server ? 1 : 2;
        event.socket = event.connection * 10 + (event.side == Side::Server ? 2 : 3);
        event.origin = Origin::Call;
        m_events << event;
        return m_events.last();
    }

    QList<Event> m_events;
    qsizetype m_row = -1;
};

struct Story
{
    Situation situation;
    std::function<void(Stage &)> play;
    QStringList says; ///< parts of the title, the sentences or the evidence, in English
};

inline KernelReading reading(TcpState state, bool hasOwner = true, qint64 unread = 0,
                             qint64 unacknowledged = 0, qint64 unsent = 0)
{
    KernelReading result;
    result.state = state;
    result.hasOwner = hasOwner;
    result.unread = unread;
    result.unacknowledged = unacknowledged;
    result.unsent = unsent;
    return result;
}

} // namespace bothends::test
