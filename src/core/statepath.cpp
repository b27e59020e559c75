// SPDX-License-Identifier: MIT
#include "core/statepath.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <span>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// More than any socket passes; a bound in case a journal was made by hand.
constexpr int kMostMarks = 64;
// How far to look for the call behind a state, when the kernel's report came in another row.
constexpr int kMostRows = 256;

constexpr QStringView kCloseFin = u"close() → FIN";
constexpr QStringView kShutdownFin = u"shutdown() → FIN";
constexpr QStringView kRst = u"RST";
constexpr QStringView kCloseRst = u"close() → RST"; // with unread bytes, or SO_LINGER 0
constexpr QStringView kAbortRst = u"abort() → RST";

struct StatePathTexts
{
    Q_DECLARE_TR_FUNCTIONS(bothends::StatePathTexts)
};

/// One end of one connection, as of one row.
struct Place
{
    const Readings &readings;
    quint32 connection;
    Side side;
    qsizetype firstRow; ///< of this life
    qsizetype row;

    Transport transport() const { return readings.journal.at(firstRow).transport; }
};

/// The marks of one life: since the socket last left CLOSED, up to a row.
std::span<const LifeMark> lifeUpTo(const std::vector<LifeMark> &marks, qsizetype row)
{
    const auto end
        = std::upper_bound(marks.begin(), marks.end(), row,
                           [](qsizetype wanted, const LifeMark &mark) { return wanted < mark.row; });
    auto begin = end;
    while (begin != marks.begin() && end - begin < kMostMarks) {
        const auto previous = begin - 1;
        const bool isBirth = begin != end && begin->state != TcpState::Closed;
        if (previous->state == TcpState::Closed && isBirth)
            break;
        begin = previous;
    }
    return {begin, end};
}

/// The last event at this end at or before a row that is what is looked for; nothing if it is not near.
std::optional<Event> lastNear(const Place &place, qsizetype row, auto isWanted)
{
    const RowSpan rows = place.readings.connections.rows(place.connection);
    auto it = std::upper_bound(rows.begin(), rows.end(), row);
    for (int i = 0; i < kMostRows && it != rows.begin(); ++i) {
        --it;
        if (*it < place.firstRow)
            break;
        const Event &each = place.readings.journal.at(*it);
        if (each.side == place.side && isWanted(each))
            return each;
    }
    return std::nullopt;
}

// Another program may have called close() or shutdown(), or have ended: we only know what it sent.
QString finCause(const Place &place, qsizetype row)
{
    const auto call = lastNear(place, row, [](const Event &each) {
        return each.kind == EventKind::Shutdown || each.kind == EventKind::Closed;
    });
    if (!call)
        return StatePathTexts::tr("FIN sent");
    return (call->kind == EventKind::Shutdown ? kShutdownFin : kCloseFin).toString();
}

bool hasClosed(const Place &place)
{
    return lastNear(place, place.row, [](const Event &each) { return each.kind == EventKind::Closed; })
        .has_value();
}

/// Empty if no RST is known of.
QString resetCause(const Place &place)
{
    const auto reset = lastNear(place, place.row, [](const Event &each) {
        return each.kind == EventKind::Reset
            || (each.error && each.error->code == ErrorCode::ConnectionReset);
    });
    if (reset)
        return (reset->error ? kRst : reset->call() == CallName::Close ? kCloseRst : kAbortRst).toString();
    const std::vector<InferredSegment> &segments = place.readings.lifeLines.segments(place.connection);
    for (const InferredSegment &segment : segments) {
        const bool isOfThisLife = segment.toRow >= place.firstRow && segment.toRow <= place.row;
        if (segment.kind == SegmentKind::Rst && isOfThisLife)
            return segment.from != place.side ? kRst.toString()
                : hasClosed(place)            ? kCloseRst.toString()
                                              : StatePathTexts::tr("RST sent");
    }
    return {};
}

QString failedConnectCause(const Place &place)
{
    const auto isFailure
        = [](const Event &each) { return each.kind == EventKind::Error && endsConnect(each); };
    if (const auto failure = lastNear(place, place.row, isFailure)) {
        switch (failure->error->code) {
        case ErrorCode::ConnectionRefused:
            return kRst.toString();
        case ErrorCode::TimedOut:
            return StatePathTexts::tr("no answer");
        case ErrorCode::Cancelled:
            return u"close()"_s;
        default:
            return errorName(failure->error->code);
        }
    }
    return hasClosed(place) ? u"close()"_s : StatePathTexts::tr("given up");
}

QString endCause(const Place &place, TcpState from)
{
    if (from == TcpState::Listen)
        return u"close()"_s;
    if (from == TcpState::TimeWait)
        return u"60 s"_s;
    if (QString reset = resetCause(place); !reset.isEmpty())
        return reset;
    switch (from) {
    case TcpState::SynSent:
        return failedConnectCause(place);
    case TcpState::LastAck:
        return u"ACK"_s;
    case TcpState::FinWait1: // an orphan is also given up by the kernel, see tcp_fin_timeout in tcp(7)
    case TcpState::FinWait2:
    case TcpState::Closing:
        return StatePathTexts::tr("RST or timeout");
    default: // nothing else ends it so abruptly
        return (hasClosed(place) ? kCloseRst : kRst).toString();
    }
}

QString segmentCause(TcpState from, TcpState to)
{
    switch (to) {
    case TcpState::Listen:
        return u"listen()"_s;
    case TcpState::SynSent:
        return u"connect() → SYN"_s;
    case TcpState::SynReceived:
        return u"SYN → SYN-ACK"_s;
    case TcpState::Established:
        return from == TcpState::SynSent ? u"SYN-ACK → ACK"_s : u"ACK"_s;
    case TcpState::FinWait2:
        return u"ACK"_s;
    case TcpState::TimeWait:
        return from == TcpState::Closing ? u"ACK"_s : u"FIN → ACK"_s;
    case TcpState::CloseWait:
    case TcpState::Closing:
        return u"FIN → ACK"_s;
    default:
        return {};
    }
}

/// Of sockets that have no segments: every edge is a call.
QString callCause(TcpState from, TcpState to)
{
    switch (to) {
    case TcpState::Listen:
        return u"listen()"_s;
    case TcpState::Established:
        return u"connect()"_s;
    case TcpState::Unconnected:
        return from == TcpState::Established ? StatePathTexts::tr("peer gone") : u"socket()"_s;
    default:
        return u"close()"_s;
    }
}

QString causeOf(const Place &place, TcpState from, TcpState to, qsizetype row)
{
    if (place.transport() != Transport::Tcp)
        return callCause(from, to);
    if (to == TcpState::FinWait1 || to == TcpState::LastAck)
        return finCause(place, row);
    if (to == TcpState::Closed)
        return endCause(place, from);
    return segmentCause(from, to);
}

QList<TcpState> passedBetween(const Place &place, TcpState from, TcpState to)
{
    if (place.transport() == Transport::Tcp)
        return statesBetween(from, to);
    const bool isMissing = from == TcpState::Closed && to == TcpState::Established;
    return isMissing ? QList{TcpState::Unconnected} : QList<TcpState>();
}

void addSteps(QList<PathStep> &path, std::span<const LifeMark> life, const Place &place, TcpState from)
{
    const auto add = [&](TcpState to, bool isObserved, qsizetype row) {
        path << PathStep{from, to, isObserved, row, causeOf(place, from, to, row)};
        from = to;
    };
    for (const LifeMark &mark : life) {
        if (mark.state == from) {
            if (mark.isObserved && !path.isEmpty())
                path.last().isObserved = true;
            continue;
        }
        const QList<TcpState> passed = passedBetween(place, from, mark.state);
        for (const TcpState state : passed)
            add(state, false, mark.row);
        add(mark.state, mark.isObserved, mark.row);
    }
}

/// Of the listening socket that a server's end came from; before accept() only the event says whose it is.
quint32 listenerBehind(const Place &place)
{
    const quint32 listener = place.readings.lifeLines.listenerOf(place.connection);
    return listener != 0 ? listener : place.readings.journal.at(place.firstRow).endpoint;
}

} // namespace

QList<PathStep> statePath(const Readings &readings, quint32 connection, Side side, qsizetype row)
{
    const std::span<const LifeMark> life = lifeUpTo(readings.lifeLines.marks(connection, side), row);
    if (life.empty())
        return {};
    const Place place{readings, connection, side, life.front().row, row};
    QList<PathStep> path;
    TcpState from = TcpState::Closed;
    if (side == Side::Server && isStream(place.transport())) {
        path = listenerPath(readings, listenerBehind(place), place.firstRow);
        if (!path.isEmpty() && path.constLast().to == TcpState::Closed)
            path.clear(); // it stopped listening: this end has another origin
        from = TcpState::Listen;
    }
    addSteps(path, life, place, from);
    return path;
}

QList<PathStep> listenerPath(const Readings &readings, quint32 endpoint, qsizetype row)
{
    const std::span<const LifeMark> life = lifeUpTo(readings.lifeLines.listenerMarks(endpoint), row);
    if (life.empty())
        return {};
    QList<PathStep> path;
    addSteps(path, life, {readings, 0, Side::Server, life.front().row, row}, TcpState::Closed);
    return path;
}

QStringList possibleCauses(TcpState from, TcpState to, Transport transport)
{
    if (transport != Transport::Tcp)
        return {callCause(from, to)};
    if (to == TcpState::FinWait1 || to == TcpState::LastAck)
        return {kCloseFin.toString(), kShutdownFin.toString(), StatePathTexts::tr("FIN sent")};
    if (to != TcpState::Closed)
        return {segmentCause(from, to)};
    const QStringList resets{kRst.toString(), kCloseRst.toString(), kAbortRst.toString(),
                             StatePathTexts::tr("RST sent")};
    switch (from) {
    case TcpState::Listen:
        return {u"close()"_s};
    case TcpState::TimeWait:
        return {u"60 s"_s};
    case TcpState::SynSent:
        return resets
            + QStringList{StatePathTexts::tr("given up"), StatePathTexts::tr("no answer"), u"close()"_s};
    case TcpState::LastAck:
        return resets + QStringList{u"ACK"_s};
    default:
        return resets + QStringList{StatePathTexts::tr("RST or timeout")};
    }
}

} // namespace bothends
