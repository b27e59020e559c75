// SPDX-License-Identifier: MIT
#pragma once

#include "core/chunkedvector.h"
#include "core/event.h"

#include <QHash>

#include <vector>

namespace bothends {

/// The journal's rows in little memory: 32 bytes for each, who it was once for all rows that have it in
/// common, and beside that what only some events have. Whatever an event says, at() says the same again, but
/// for the payload, which is not kept here. In the journal's thread.
class PackedEvents
{
public:
    void append(const Event &event);
    qsizetype size() const { return m_records.size(); }
    Event at(qsizetype row) const;

    // Single members, for those who look at many rows: far cheaper than at().
    EventKind kind(qsizetype row) const { return EventKind(m_records.at(row).timeAndKind & 0xFF); }
    Origin origin(qsizetype row) const;
    quint64 seq(qsizetype row) const { return quint64(row) + valueAt(m_seqRuns, row); }
    qint64 monotonicNs(qsizetype row) const;
    qint64 bytes(qsizetype row) const;
    quint64 streamOffset(qsizetype row) const;
    quint32 endpoint(qsizetype row) const { return who(row).endpoint; }
    quint32 socket(qsizetype row) const { return who(row).socket; }
    quint32 connection(qsizetype row) const { return who(row).connection; }
    Side side(qsizetype row) const { return who(row).side; }
    Transport transport(qsizetype row) const { return who(row).transport; }
    bool isStep(qsizetype row) const { return who(row).isStep; }
    bool hasExtra(qsizetype row) const { return m_records.at(row).extra != 0; }

    /// What is asked of a row by who goes through all of them.
    struct Brief
    {
        EventKind kind = EventKind::Socket;
        Origin origin = Origin::Call;
        Side side = Side::Server;
        Transport transport = Transport::Tcp;
        quint32 connection = 0;
        qint64 bytes = 0;
        quint64 streamOffset = 0;
        const EventExtra *extra = nullptr; ///< null = none; valid until the next append()
    };
    Brief brief(qsizetype row) const;
    /// The same of an event, and valid as long as it is.
    static Brief briefOf(const Event &event)
    {
        return {event.kind,       event.origin, event.side,         event.transport,
                event.connection, event.bytes,  event.streamOffset, &event};
    }

private:
    /// One row. What does not fit is in its Extra.
    struct Record
    {
        quint64 timeAndKind = 0; ///< nanoseconds << 8 | kind
        quint64 placeAndFlags = 0; ///< streamOffset << 16 | wall clock << 5 | reason << 3 | origin
        quint32 who = 0;
        quint32 bytes = 0;
        qint32 number = -1;
        quint32 extra = 0; ///< place in m_extras + 1; 0 = none
    };
    static_assert(sizeof(Record) == 32);
    static constexpr quint64 kOriginMask = 0x7;
    static constexpr quint64 kReasonMask = 0x3;
    static constexpr int kReasonShift = 3;
    static constexpr int kWallShift = 5; ///< 11 bits, signed: microseconds beside the run's
    static constexpr qint64 kWallReach = 1023;
    static constexpr int kPlaceShift = 16;
    static constexpr int kTimeShift = 8;

    /// A host, and which kind of address has it.
    struct Host
    {
        QString name;
        Address::Kind kind = Address::Kind::Ip;

        friend bool operator==(const Host &, const Host &) = default;
        friend size_t qHash(const Host &host, size_t seed) { return qHash(host.name, seed); }
    };
    /// What the rows of one end of one connection have in common.
    struct Who
    {
        quint32 endpoint = 0;
        quint32 socket = 0;
        quint32 connection = 0;
        quint32 localHost = 0; ///< places in m_hosts
        quint32 peerHost = 0;
        quint16 localPort = 0;
        quint16 peerPort = 0;
        Side side = Side::Server;
        Transport transport = Transport::Tcp;
        bool isStep = false;

        friend bool operator==(const Who &, const Who &) = default;
    };
    /// Numbers that no real session has, but a file may: as they came.
    struct Wide
    {
        qint64 monotonicNs = 0;
        qint64 bytes = 0;
        quint64 streamOffset = 0;
        Origin origin = Origin::Call;
        WriteReason reason = WriteReason::Message;
    };
    struct Extra
    {
        EventExtra event;
        std::shared_ptr<const Wide> wide;
    };
    /// From this row on, a number that changes rarely.
    struct Run
    {
        qsizetype row = 0;
        quint64 value = 0;
    };

    const Who &who(qsizetype row) const { return m_whos.at(m_records.at(row).who); }
    const Wide *wide(const Record &record) const
    {
        return record.extra == 0 ? nullptr : m_extras.at(record.extra - 1).wide.get();
    }
    static quint64 valueAt(const std::vector<Run> &runs, qsizetype row);
    static bool fits(const Event &event);
    qint64 packWallClock(const Event &event);
    quint32 hostOf(const Address &address);
    Address addressOf(quint32 host, quint16 port) const;
    quint32 whoOf(const Event &event);
    quint32 *bucketOf(const Who &who);
    static void remember(quint32 *bucket, quint32 place);
    void growRecent();

    ChunkedVector<Record> m_records;
    ChunkedVector<Who> m_whos;
    ChunkedVector<Extra, 256> m_extras;
    std::vector<Run> m_seqRuns; ///< seq - row
    std::vector<Run> m_wallRuns; ///< wall clock - steady clock, microseconds
    std::vector<Host> m_hosts; ///< the first is the null address'
    QHash<Host, quint32> m_hostPlaces;
    /// Places in m_whos + 1 of those that were seen lately, by hash: buckets of a few. Bounded, so that a
    /// long session neither pays for all who ever were nor stops to sort them anew; who is forgotten is noted
    /// once more.
    std::vector<quint32> m_recentWhos;
};

inline PackedEvents::Brief PackedEvents::brief(qsizetype row) const
{
    const Record &record = m_records.at(row);
    const Who &ofRow = m_whos.at(record.who);
    Brief brief{EventKind(record.timeAndKind & 0xFF),
                Origin(record.placeAndFlags & kOriginMask),
                ofRow.side,
                ofRow.transport,
                ofRow.connection,
                qint64(record.bytes),
                record.placeAndFlags >> kPlaceShift,
                nullptr};
    if (record.extra == 0)
        return brief;
    const Extra &extra = m_extras.at(record.extra - 1);
    brief.extra = &extra.event;
    if (extra.wide) {
        brief.origin = extra.wide->origin;
        brief.bytes = extra.wide->bytes;
        brief.streamOffset = extra.wide->streamOffset;
    }
    return brief;
}

} // namespace bothends
