// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessioncode.h"
#include "support/eventlist.h"

namespace bothends::test {

using namespace Qt::StringLiterals;

/// A session told by hand: its journal and readings. tests/net/tst_sessioncode.cpp has real ones.
struct Tale
{
    explicit Tale(qint64 limit = MemoryPayloadStore::kDefaultLimit)
        : journal(std::make_unique<MemoryPayloadStore>(limit))
    {
    }

    qsizetype add(Event event)
    {
        if (event.endpoint == 0)
            event.endpoint = event.side == Side::Server ? 1 : 2;
        batch << event;
        return journal.size() + batch.size() - 1;
    }
    qsizetype add(EventKind kind, Side side, quint32 connection = 1)
    {
        Event event = events.make(kind, side, connection);
        event.number = kind == EventKind::Listen ? 5 : -1;
        return add(event);
    }
    qsizetype write(Side side, const QByteArray &bytes, quint32 connection = 1)
    {
        return add(events.data(EventKind::Sent, side, bytes, connection));
    }
    qsizetype read(Side side, const QByteArray &bytes, quint32 connection = 1)
    {
        return add(events.data(EventKind::Received, side, bytes, connection));
    }
    qsizetype fail(Side side, ErrorCode code, quint32 connection = 1)
    {
        Event event = events.make(EventKind::Error, side, connection);
        event.error = Error{code, 0, u"x"_s, 7, {}};
        return add(event);
    }
    qsizetype kernel(Side side, quint32 connection, TcpState state, quint32 endpoint)
    {
        Event event = events.make(EventKind::State, side, connection);
        event.origin = Origin::Kernel;
        event.endpoint = endpoint;
        auto reading = std::make_shared<KernelReading>();
        reading->state = state;
        event.reading = reading;
        return add(event);
    }
    void listen()
    {
        for (const EventKind kind : {EventKind::Socket, EventKind::Bind, EventKind::Listen})
            add(kind, Side::Server, 0);
    }
    void connectClient()
    {
        for (const EventKind kind : {EventKind::Socket, EventKind::Connect, EventKind::Connected})
            add(kind, Side::Client);
    }

    CodeListing code(qsizetype row, CodeLanguage language = CodeLanguage::Python)
    {
        journal.append(std::exchange(batch, {}));
        return codeOf(readings, row, language);
    }
    QString marked(qsizetype row, CodeLanguage language = CodeLanguage::Python)
    {
        const CodeListing listing = code(row, language);
        if (listing.first < 0)
            return {};
        QStringList lines;
        for (int line = listing.first; line <= listing.last; ++line)
            lines << listing.lines[line].trimmed();
        return lines.join(u'\n');
    }

    EventList events;
    QList<Event> batch;
    Journal journal;
    ConnectionIndex connections{journal};
    TextReading texts{journal, connections};
    LifeLines lifeLines{journal};
    Readings readings{journal, connections, texts, lifeLines};
};

} // namespace bothends::test
