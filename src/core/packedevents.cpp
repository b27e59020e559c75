// SPDX-License-Identifier: MIT
#include "core/packedevents.h"

#include <algorithm>

namespace bothends {

namespace {

constexpr size_t kBucket = 4;
constexpr size_t kFewRecent = 1024; // of a new journal
constexpr size_t kMostRecent = size_t(1) << 18; // both ends of ten thousand connections, several times

// Whoever adds a member: one that few events have belongs into EventExtra, and needs nothing else. Any other
// needs a place in Record or Who, and its line in append() and at().
static_assert(sizeof(Event) - sizeof(EventExtra) == 152 || sizeof(void *) != 8);

} // namespace

quint64 PackedEvents::valueAt(const std::vector<Run> &runs, qsizetype row)
{
    const auto behind = std::upper_bound(runs.begin(), runs.end(), row,
                                         [](qsizetype wanted, const Run &run) { return wanted < run.row; });
    return behind == runs.begin() ? 0 : (behind - 1)->value;
}

bool PackedEvents::fits(const Event &event)
{
    return event.monotonicNs >= 0 && quint64(event.monotonicNs) >> (64 - kTimeShift) == 0 && event.bytes >= 0
        && quint64(event.bytes) >> 32 == 0 && event.streamOffset >> (64 - kPlaceShift) == 0
        && quint64(event.origin) <= kOriginMask && quint64(event.reason) <= kReasonMask;
}

// The two clocks go at the same pace until somebody sets one of them, so what lies between them is kept once
// for many rows, and with each row how much it differed: both are read one after the other.
qint64 PackedEvents::packWallClock(const Event &event)
{
    const quint64 apart = quint64(event.wallClockUs) - quint64(event.monotonicNs / 1000);
    const qint64 beside = m_wallRuns.empty() ? 0 : qint64(apart - m_wallRuns.back().value);
    if (!m_wallRuns.empty() && beside >= -kWallReach && beside <= kWallReach)
        return beside;
    m_wallRuns.push_back({size(), apart});
    return 0;
}

quint32 PackedEvents::hostOf(const Address &address)
{
    if (m_hosts.empty())
        m_hosts.emplace_back();
    constexpr size_t kFirst = 4; // nearly always it is one of few: sooner compared than hashed
    for (size_t place = 0; place < std::min(kFirst, m_hosts.size()); ++place) {
        if (m_hosts[place].kind == address.kind && m_hosts[place].name == address.host)
            return quint32(place);
    }
    const Host host{address.host, address.kind};
    const auto found = m_hostPlaces.constFind(host);
    if (found != m_hostPlaces.constEnd())
        return *found;
    const auto place = quint32(m_hosts.size());
    m_hosts.push_back(host);
    m_hostPlaces.insert(host, place);
    return place;
}

Address PackedEvents::addressOf(quint32 host, quint16 port) const
{
    const Host &found = m_hosts[host];
    return {found.name, port, found.kind};
}

quint32 PackedEvents::whoOf(const Event &event)
{
    const Who who{event.endpoint,     event.socket,     event.connection, hostOf(event.local),
                  hostOf(event.peer), event.local.port, event.peer.port,  event.side,
                  event.transport,    event.isStep};
    if (m_recentWhos.size() < kMostRecent && size_t(m_whos.size()) * 2 >= m_recentWhos.size())
        growRecent();
    quint32 *bucket = bucketOf(who);
    for (size_t i = 0; i < kBucket && bucket[i] != 0; ++i) {
        if (m_whos.at(bucket[i] - 1) == who)
            return bucket[i] - 1;
    }
    m_whos.append(who);
    remember(bucket, quint32(m_whos.size()));
    return quint32(m_whos.size() - 1);
}

quint32 *PackedEvents::bucketOf(const Who &who)
{
    const size_t hash = qHashMulti(0, who.endpoint, who.socket, who.connection, who.localHost, who.peerHost,
                                   who.localPort, who.peerPort, int(who.side));
    return &m_recentWhos[(hash * kBucket) & (m_recentWhos.size() - 1)];
}

void PackedEvents::remember(quint32 *bucket, quint32 place)
{
    std::copy_backward(bucket, bucket + kBucket - 1, bucket + kBucket); // the oldest goes
    bucket[0] = place;
}

void PackedEvents::growRecent()
{
    const size_t length = std::max(kFewRecent, m_recentWhos.size() * 2);
    m_recentWhos.assign(length, 0);
    for (qsizetype place = 0; place < m_whos.size(); ++place)
        remember(bucketOf(m_whos.at(place)), quint32(place + 1));
}

void PackedEvents::append(const Event &event)
{
    if (const quint64 ahead = event.seq - quint64(size());
        m_seqRuns.empty() || ahead != m_seqRuns.back().value)
        m_seqRuns.push_back({size(), ahead});
    Record record;
    record.who = whoOf(event);
    record.number = event.number;
    const bool isNarrow = fits(event);
    quint64 flags = quint64(packWallClock(event) & 0x7FF) << kWallShift;
    record.timeAndKind = quint64(event.kind);
    if (isNarrow) {
        record.timeAndKind |= quint64(event.monotonicNs) << kTimeShift;
        record.bytes = quint32(event.bytes);
        flags |= event.streamOffset << kPlaceShift | quint64(event.reason) << kReasonShift
            | quint64(event.origin);
    }
    record.placeAndFlags = flags;
    const EventExtra &extra = event;
    if (!isNarrow || extra != EventExtra()) {
        Extra more{extra, nullptr};
        if (!isNarrow) {
            more.wide = std::make_shared<const Wide>(
                Wide{event.monotonicNs, event.bytes, event.streamOffset, event.origin, event.reason});
        }
        m_extras.append(std::move(more));
        record.extra = quint32(m_extras.size());
    }
    m_records.append(record);
}

qint64 PackedEvents::monotonicNs(qsizetype row) const
{
    const Record &record = m_records.at(row);
    const Wide *more = wide(record);
    return more ? more->monotonicNs : qint64(record.timeAndKind >> kTimeShift);
}

qint64 PackedEvents::bytes(qsizetype row) const
{
    const Record &record = m_records.at(row);
    const Wide *more = wide(record);
    return more ? more->bytes : qint64(record.bytes);
}

quint64 PackedEvents::streamOffset(qsizetype row) const
{
    const Record &record = m_records.at(row);
    const Wide *more = wide(record);
    return more ? more->streamOffset : record.placeAndFlags >> kPlaceShift;
}

Origin PackedEvents::origin(qsizetype row) const
{
    const Record &record = m_records.at(row);
    const Wide *more = wide(record);
    return more ? more->origin : Origin(record.placeAndFlags & kOriginMask);
}

Event PackedEvents::at(qsizetype row) const
{
    const Record &record = m_records.at(row);
    const Who &ofRow = m_whos.at(record.who);
    Event event;
    if (record.extra != 0)
        static_cast<EventExtra &>(event) = m_extras.at(record.extra - 1).event;
    const Wide *more = wide(record);
    event.seq = seq(row);
    event.monotonicNs = monotonicNs(row);
    const auto beside = qint64(record.placeAndFlags << (64 - kPlaceShift)) >> (64 - kPlaceShift + kWallShift);
    event.wallClockUs
        = qint64(quint64(event.monotonicNs / 1000) + valueAt(m_wallRuns, row) + quint64(beside));
    event.endpoint = ofRow.endpoint;
    event.socket = ofRow.socket;
    event.connection = ofRow.connection;
    event.side = ofRow.side;
    event.origin = origin(row);
    event.kind = kind(row);
    event.transport = ofRow.transport;
    event.reason = more ? more->reason : WriteReason((record.placeAndFlags >> kReasonShift) & kReasonMask);
    event.isStep = ofRow.isStep;
    event.number = record.number;
    event.local = addressOf(ofRow.localHost, ofRow.localPort);
    event.peer = addressOf(ofRow.peerHost, ofRow.peerPort);
    event.bytes = bytes(row);
    event.streamOffset = streamOffset(row);
    return event;
}

} // namespace bothends
