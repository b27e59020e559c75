// SPDX-License-Identifier: MIT
#include "bench/benchjournal.h"

#include "bench/heldmemory.h"
#include "bench/stopwatch.h"
#include "core/rownotes.h"
#include "core/socketlist.h"
#include "gui/connectionchoices.h"
#include "gui/logmodel.h"
#include "gui/timelinemodel.h"

#include <malloc.h>

using namespace Qt::StringLiterals;

namespace bothends::bench {

namespace {

constexpr quint32 kConnections = 500'000;
constexpr quint32 kBatch = 512; // connections
constexpr int kEventsEach = 9;

/// Both ends ours: connect, 48 bytes, close.
void appendGreeting(QList<Event> &events, quint32 connection, quint64 &seq)
{
    struct Step
    {
        Side side;
        EventKind kind;
    };
    static constexpr Step kSteps[kEventsEach]{
        {Side::Client, EventKind::Socket},    {Side::Client, EventKind::Connect},
        {Side::Server, EventKind::Accept},    {Side::Server, EventKind::Sent},
        {Side::Client, EventKind::Connected}, {Side::Client, EventKind::Received},
        {Side::Server, EventKind::Closed},    {Side::Client, EventKind::Eof},
        {Side::Client, EventKind::Closed}};
    for (const Step &step : kSteps) {
        const bool isServer = step.side == Side::Server;
        const Address server{u"127.0.0.1"_s, 30000, Address::Kind::Ip};
        const Address client{u"127.0.0.1"_s, quint16(32768 + connection % 28000), Address::Kind::Ip};
        Event event;
        event.seq = ++seq;
        event.monotonicNs = qint64(seq) * 20'000;
        event.wallClockUs = 1'700'000'000'000'000 + event.monotonicNs / 1000;
        event.endpoint = isServer ? 1 : 2;
        event.socket = 2 * connection + (isServer ? 1 : 0);
        event.connection = connection;
        event.side = step.side;
        event.kind = step.kind;
        event.local = isServer ? server : client;
        event.peer = isServer ? client : server;
        if (step.kind == EventKind::Sent || step.kind == EventKind::Received)
            event.bytes = 48;
        events << event;
    }
}

template <typename Reading> void measure(const char *what)
{
    ::malloc_trim(0);
    const qint64 before = heldMemory();
    Samples samples;
    Journal journal(std::make_unique<NoPayloads>());
    const Reading reading(journal);
    quint64 seq = 0;
    for (quint32 done = 0; done < kConnections; done += kBatch) {
        QList<Event> events;
        for (quint32 i = 0; i < kBatch; ++i)
            appendGreeting(events, done + i + 1, seq);
        samples.measure([&] { journal.append(events); });
    }
    line(what, QString::number(double(heldMemory() - before) / double(seq), 'f', 1) + u" bytes an event"_s,
         u"%1 million a second, %2 the longest batch"_s.arg(
             QString::number(double(seq) / samples.sum(), 'f', 2), us(samples.worst())));
}

struct Nothing
{
    explicit Nothing(Journal &) { }
};

struct All
{
    explicit All(Journal &journal)
        : connections(journal)
        , texts(journal, connections)
        , lifeLines(journal)
        , sockets(journal)
        , readings{journal, connections, texts, lifeLines}
        , model(readings)
        , log(readings, notes)
        , choices(connections)
    {
    }
    ConnectionIndex connections;
    TextReading texts;
    LifeLines lifeLines;
    SocketList sockets;
    Readings readings;
    TimelineModel model;
    RowNotes notes;
    LogModel log;
    ConnectionChoices choices;
};

} // namespace

void measureShort()
{
    heading("Journal: 500,000 connections of nine events, both ends ours");
    measure<Nothing>("the journal alone");
    measure<ConnectionIndex>("with the index of connections");
    measure<LifeLines>("with life lines");
    measure<SocketList>("with the list of sockets");
    measure<All>("with all readings, timeline and log");
}

} // namespace bothends::bench
