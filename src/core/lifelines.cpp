// SPDX-License-Identifier: MIT
#include "core/lifelines.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// The peer's FIN has arrived at an end in this state.
bool hasPeersFin(TcpState state)
{
    return state == TcpState::CloseWait || state == TcpState::LastAck || state == TcpState::Closing
        || state == TcpState::TimeWait;
}

/// The peer has acknowledged the FIN of an end in this state.
bool hasOwnFinAcknowledged(TcpState state)
{
    return state == TcpState::FinWait2 || state == TcpState::TimeWait;
}

/// An ACK leaves when the FIN has arrived, and before a FIN that answers it; so it has arrived when that has.
std::pair<qsizetype, qsizetype> finAckRows(const std::vector<InferredSegment> &segments, Side finFrom,
                                           qsizetype row)
{
    const auto finOf = [&segments](Side from) {
        return std::find_if(segments.begin(), segments.end(), [from](const InferredSegment &segment) {
            return segment.kind == SegmentKind::Fin && segment.from == from;
        });
    };
    const auto fin = finOf(finFrom);
    const auto answer = finOf(oppositeOf(finFrom));
    const qsizetype left = fin->toRow;
    const bool isAnswered = answer != segments.end() && answer->fromRow >= left;
    const qsizetype arrived = isAnswered ? std::min(row, answer->toRow) : row;
    return {std::min(left, arrived), arrived};
}

template <typename Rows> auto lastAtOrBefore(const Rows &rows, qsizetype row, auto rowOf)
{
    const auto it = std::upper_bound(rows.begin(), rows.end(), row, [&](qsizetype wanted, const auto &each) {
        return wanted < rowOf(each);
    });
    return it == rows.begin() ? rows.end() : it - 1;
}

} // namespace

QString segmentName(SegmentKind kind)
{
    switch (kind) {
    case SegmentKind::Syn:
        return u"SYN"_s;
    case SegmentKind::SynAck:
        return u"SYN-ACK"_s;
    case SegmentKind::Ack:
        return u"ACK"_s;
    case SegmentKind::Fin:
        return u"FIN"_s;
    case SegmentKind::Rst:
        return u"RST"_s;
    }
    return {};
}

LifeLines::LifeLines(const Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
{
    connect(&journal, &Journal::appended, this, &LifeLines::takeIn);
    if (journal.size() > 0)
        takeIn(0, journal.size() - 1);
}

const std::vector<LifeMark> &LifeLines::marks(quint32 connection, Side side) const
{
    static const std::vector<LifeMark> none;
    const auto it = m_entries.constFind(connection);
    return it == m_entries.constEnd() ? none : it->end(side).marks;
}

std::optional<LifeMark> LifeLines::at(quint32 connection, Side side, qsizetype row) const
{
    const std::vector<LifeMark> &all = marks(connection, side);
    const auto it = lastAtOrBefore(all, row, [](const LifeMark &mark) { return mark.row; });
    return it == all.end() ? std::nullopt : std::optional(*it);
}

const std::vector<LifeMark> &LifeLines::listenerMarks(quint32 endpoint) const
{
    static const std::vector<LifeMark> none;
    const auto it = m_listeners.constFind(endpoint);
    return it == m_listeners.constEnd() ? none : it->marks;
}

quint32 LifeLines::listenerOf(quint32 connection) const
{
    const auto it = m_entries.constFind(connection);
    return it == m_entries.constEnd() ? 0 : it->listener;
}

const std::vector<qsizetype> &LifeLines::readingRows(quint32 connection, Side side) const
{
    static const std::vector<qsizetype> none;
    const auto it = m_entries.constFind(connection);
    return it == m_entries.constEnd() ? none : it->end(side).readings;
}

const std::vector<qsizetype> &LifeLines::listenerReadingRows(quint32 endpoint) const
{
    static const std::vector<qsizetype> none;
    const auto it = m_listeners.constFind(endpoint);
    return it == m_listeners.constEnd() ? none : it->readings;
}

std::shared_ptr<const KernelReading> LifeLines::readingAt(quint32 connection, Side side, qsizetype row) const
{
    const std::vector<qsizetype> &rows = readingRows(connection, side);
    const auto it = lastAtOrBefore(rows, row, [](qsizetype each) { return each; });
    return it == rows.end() ? nullptr : m_journal.at(*it).reading;
}

const std::vector<InferredSegment> &LifeLines::segments(quint32 connection) const
{
    static const std::vector<InferredSegment> none;
    const auto it = m_entries.constFind(connection);
    return it == m_entries.constEnd() ? none : it->segments;
}

void LifeLines::takeIn(qsizetype first, qsizetype last)
{
    QSet<quint32> touched;
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_journal.at(row);
        if (event.kind == EventKind::Sent || event.kind == EventKind::Received)
            continue; // data does not change a state, and most rows are data
        if (event.connection == 0) {
            if (learnListener(event, row))
                touched.insert(0);
        } else if (learnEnd(m_entries[event.connection], event, row)) {
            touched.insert(event.connection);
        }
    }
    if (touched.isEmpty())
        return;
    QList<quint32> connections = touched.values();
    std::sort(connections.begin(), connections.end());
    emit changed(connections);
}

bool LifeLines::learnListener(const Event &event, qsizetype row)
{
    if (event.kind == EventKind::State && !event.reading) {
        m_isObservable = false;
        return true;
    }
    if (event.side != Side::Server || event.endpoint == 0)
        return false;
    const auto add = [row](Listener &listener, TcpState state, bool isObserved) {
        if (!listener.marks.empty() && listener.marks.back().state == state
            && listener.marks.back().isObserved == isObserved)
            return false;
        listener.marks.push_back({row, state, isObserved, true});
        return true;
    };
    switch (event.kind) {
    case EventKind::Listen: {
        Listener &listener = m_listeners[event.endpoint];
        m_lastListener = event.endpoint;
        return add(listener, TcpState::Listen, false);
    }
    case EventKind::Closed:
        return m_listeners.contains(event.endpoint)
            && add(m_listeners[event.endpoint], TcpState::Closed, false);
    case EventKind::State:
    case EventKind::Queues: {
        if (!event.reading)
            return false;
        Listener &listener = m_listeners[event.endpoint];
        listener.readings.push_back(row);
        add(listener, event.reading->state, true);
        return true;
    }
    default:
        return false;
    }
}

bool LifeLines::mark(End &end, qsizetype row, TcpState state, bool isObserved, bool hasOwner)
{
    if (!end.marks.empty()) {
        const LifeMark &last = end.marks.back();
        if (last.state == state && last.isObserved == isObserved && last.hasOwner == hasOwner)
            return false;
        if (last.state == state && last.isObserved && !isObserved)
            return false; // knowing less is no news
    } else if (state == TcpState::Closed) {
        return false; // it was never there
    }
    end.marks.push_back({row, state, isObserved, hasOwner});
    return true;
}

bool LifeLines::learnEnd(Entry &entry, const Event &event, qsizetype row)
{
    const bool isNews = event.kind == EventKind::State || event.kind == EventKind::Queues
        ? learnState(entry, event, row)
        : conclude(entry, event, row);
    const size_t known = entry.segments.size();
    learnSegments(entry, event, row);
    return isNews || entry.segments.size() != known;
}

bool LifeLines::learnState(Entry &entry, const Event &event, qsizetype row)
{
    if (!event.reading) {
        m_isObservable = false;
        return true;
    }
    End &end = entry.end(event.side);
    end.readings.push_back(row);
    if (event.kind == EventKind::Queues)
        return true;
    const KernelReading &reading = *event.reading;
    // A client's end has sent its SYN before all else, also if we did not see the call.
    if (event.side == Side::Client && reading.state != TcpState::Closed && end.state() == TcpState::Closed)
        mark(end, row, TcpState::SynSent, reading.state == TcpState::SynSent, true);
    const QList<TcpState> passed = statesBetween(end.state(), reading.state);
    for (const TcpState state : passed)
        mark(end, row, state, false, reading.hasOwner);
    return mark(end, row, reading.state, true, reading.hasOwner);
}

// What a call or a signal tells of the state, where the kernel has not told it yet.
bool LifeLines::conclude(Entry &entry, const Event &event, qsizetype row)
{
    End &end = entry.end(event.side);
    const TcpState state = end.state();
    const auto become = [&](TcpState now) {
        const QList<TcpState> passed = statesBetween(state, now);
        for (const TcpState each : passed)
            mark(end, row, each, false, true);
        return mark(end, row, now, false, true);
    };
    switch (event.kind) {
    case EventKind::Connect:
        entry.connectRow = row;
        return become(TcpState::SynSent);
    case EventKind::Connected:
        return (state == TcpState::SynSent || state == TcpState::Closed) && become(TcpState::Established);
    case EventKind::Accept:
        entry.listener = event.endpoint;
        if (End &client = entry.end(Side::Client); client.state() == TcpState::SynSent)
            mark(client, row, TcpState::Established, false, true); // its ACK is what accept() waited for
        if (!end.marks.empty())
            return false;
        return become(TcpState::Established);
    case EventKind::Shutdown:
        end.shutdownRow = row;
        if (state == TcpState::Established)
            return become(TcpState::FinWait1);
        return state == TcpState::CloseWait && become(TcpState::LastAck);
    case EventKind::Eof:
        if (state == TcpState::Established)
            return become(TcpState::CloseWait);
        return (state == TcpState::FinWait1 || state == TcpState::FinWait2) && become(TcpState::TimeWait);
    case EventKind::Reset:
        end.isReset = true;
        if (!event.error)
            end.resetRow = row;
        return become(TcpState::Closed);
    case EventKind::Error:
        return event.side == Side::Client && state == TcpState::SynSent && become(TcpState::Closed);
    case EventKind::Closed:
        if (end.isReset || state == TcpState::SynSent)
            return become(TcpState::Closed);
        if (end.shutdownRow < 0)
            end.shutdownRow = row; // close() sends the FIN
        if (state == TcpState::Established)
            return become(TcpState::FinWait1);
        if (state == TcpState::CloseWait)
            return become(TcpState::LastAck);
        return state == TcpState::LastAck && !m_isObservable && become(TcpState::Closed);
    default:
        return false;
    }
}

// The handshake is over once both ends are known to be established, or one call or signal says so. A FIN has
// arrived when the other end is in a state that only a FIN leads to.
void LifeLines::learnSegments(Entry &entry, const Event &event, qsizetype row)
{
    const auto add = [&entry](SegmentKind kind, Side from, qsizetype fromRow, qsizetype toRow) {
        entry.segments.push_back({kind, from, fromRow, toRow});
    };
    const End &client = entry.end(Side::Client);
    const End &server = entry.end(Side::Server);
    const auto since = [row](const End &end) {
        for (const LifeMark &mark : end.marks) {
            if (mark.state == TcpState::Established)
                return mark.row;
        }
        return row;
    };
    const auto isPastHandshake = [](const End &end) {
        return end.state() != TcpState::Closed && end.state() != TcpState::SynSent
            && end.state() != TcpState::SynReceived;
    };
    const bool isProven = event.kind == EventKind::Connected || event.kind == EventKind::Accept;
    if (!entry.hasHandshake && (isProven || (isPastHandshake(client) && isPastHandshake(server)))) {
        entry.hasHandshake = true;
        const qsizetype first = std::min(since(client), since(server));
        const qsizetype start = entry.connectRow >= 0 ? std::min(entry.connectRow, first) : first;
        add(SegmentKind::Syn, Side::Client, start, first);
        add(SegmentKind::SynAck, Side::Server, first, std::max(first, since(client)));
        add(SegmentKind::Ack, Side::Client, std::max(first, since(client)), row);
    }
    if (event.kind == EventKind::Error && event.side == Side::Client && !entry.hasHandshake && event.error
        && event.error->code == ErrorCode::ConnectionRefused && entry.connectRow >= 0) {
        add(SegmentKind::Syn, Side::Client, entry.connectRow, row);
        add(SegmentKind::Rst, Side::Server, row, row);
    }
    for (const Side side : {Side::Server, Side::Client}) {
        const Side other = oppositeOf(side);
        const End &sender = entry.end(side);
        const bool hasArrived
            = hasPeersFin(entry.end(other).state()) || (event.kind == EventKind::Eof && event.side == other);
        const bool isAcknowledged = hasOwnFinAcknowledged(sender.state())
            || (sender.state() == TcpState::Closed && !sender.isReset && sender.marks.size() > 1
                && sender.marks.back().isObserved && (sender.marks.end() - 2)->state == TcpState::LastAck);
        if (!entry.hasFin[size_t(side)] && (hasArrived || (isAcknowledged && sender.shutdownRow >= 0))) {
            entry.hasFin[size_t(side)] = true;
            add(SegmentKind::Fin, side, sender.shutdownRow >= 0 ? sender.shutdownRow : row, row);
        }
        if (entry.hasFin[size_t(side)] && isAcknowledged && !entry.hasFinAck[size_t(side)]) {
            entry.hasFinAck[size_t(side)] = true;
            const auto [left, arrived] = finAckRows(entry.segments, side, row);
            add(SegmentKind::Ack, other, left, arrived);
        }
        const bool hasResetArrived = (event.kind == EventKind::Reset && event.error && event.side == other)
            || (event.kind == EventKind::State && event.side == other && sender.resetRow >= 0
                && entry.end(other).state() == TcpState::Closed);
        if (!entry.hasRst && hasResetArrived) {
            entry.hasRst = true;
            add(SegmentKind::Rst, side, sender.resetRow >= 0 ? sender.resetRow : row, row);
        }
    }
}

} // namespace bothends
