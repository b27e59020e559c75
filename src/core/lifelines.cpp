// SPDX-License-Identifier: MIT
#include "core/lifelines.h"

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

bool isConnectCall(const Event &event)
{
    return event.call() == CallName::Connect || event.call() == CallName::ConnectEx;
}

bool isConnectGoingOn(const Event &event)
{
    return isConnectCall(event) && event.error && event.error->code == ErrorCode::InProgress;
}

/// A reset has arrived: as the Qt engine and the automatic glass box tell it, or as the errno of a call.
bool isResetByPeer(const Event &event)
{
    return event.error
        && (event.kind == EventKind::Reset
            || (event.kind == EventKind::Error && event.error->code == ErrorCode::ConnectionReset));
}

ShutdownHow howOf(const Event &event)
{
    return event.detail ? event.detail->how.value_or(ShutdownHow::Write) : ShutdownHow::Write;
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

bool endsConnect(const Event &event)
{
    if (!event.error)
        return false;
    if (!event.detail) // the Qt engine tells nothing else while it connects
        return true;
    switch (event.error->code) {
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionReset:
    case ErrorCode::TimedOut:
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::Cancelled:
        return true;
    default:
        return false;
    }
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
    const Entry *entry = m_entries.find(connection);
    return entry ? entry->end(side).marks : none;
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
    const Entry *entry = m_entries.find(connection);
    return entry ? entry->listener : 0;
}

RowSpan LifeLines::readingRows(quint32 connection, Side side) const
{
    const Entry *entry = m_entries.find(connection);
    return entry ? RowSpan(entry->end(side).readings) : RowSpan();
}

RowSpan LifeLines::listenerReadingRows(quint32 endpoint) const
{
    const auto it = m_listeners.constFind(endpoint);
    return it == m_listeners.constEnd() ? RowSpan() : RowSpan(it->readings);
}

std::shared_ptr<const KernelReading> LifeLines::readingAt(quint32 connection, Side side, qsizetype row) const
{
    const RowSpan rows = readingRows(connection, side);
    const auto it = lastAtOrBefore(rows, row, [](qsizetype each) { return each; });
    return it == rows.end() ? nullptr : m_journal.at(*it).reading;
}

const std::vector<InferredSegment> &LifeLines::segments(quint32 connection) const
{
    static const std::vector<InferredSegment> none;
    const Entry *entry = m_entries.find(connection);
    return entry ? entry->segments : none;
}

/// Most rows are data, which does not change a state: but a conversation may begin with it, and what is left
/// unread at the end turns the FIN into a reset.
bool LifeLines::isOfInterest(const Event &event) const
{
    switch (event.kind) {
    case EventKind::Sent:
        return !isStream(event.transport);
    case EventKind::Received:
        return !isStream(event.transport) || m_unreadEnds > 0;
    case EventKind::Option:
    case EventKind::Peeked:
    case EventKind::Line:
    case EventKind::Enter:
    case EventKind::Thread:
    case EventKind::Dropped:
    case EventKind::TransferBegin:
    case EventKind::TransferEnd:
        return false;
    default:
        return true;
    }
}

void LifeLines::takeIn(qsizetype first, qsizetype last)
{
    QSet<quint32> touched;
    for (qsizetype row = first; row <= last; ++row) {
        const Event &event = m_journal.at(row);
        if (!isOfInterest(event))
            continue;
        if (event.connection == 0 || isOwnSocketsEnd(event)) {
            if (learnOwnSocket(event, row, touched))
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

bool LifeLines::learnOwnSocket(const Event &event, qsizetype row, QSet<quint32> &touched)
{
    if (event.kind == EventKind::State && !event.reading) {
        m_isObservable = false;
        return true;
    }
    if (event.side != Side::Server || event.endpoint == 0)
        return false;
    const auto add = [row](Listener &listener, TcpState state, bool isObserved, bool isShut = false) {
        if (!listener.marks.empty()) {
            const LifeMark &last = listener.marks.back();
            if (last.state == state && last.isObserved == isObserved && last.isReadShut == isShut)
                return false;
        }
        listener.marks.push_back({row, state, isObserved, true, isShut, isShut});
        return true;
    };
    const bool isKnown = m_listeners.contains(event.endpoint);
    switch (event.kind) {
    case EventKind::Socket: // of what can be bound, the kernel knows nothing before
        if (!isIcmp(event.transport))
            return false;
        m_lastListener = event.endpoint;
        return add(m_listeners[event.endpoint], TcpState::Unconnected, false);
    case EventKind::Bind:
        if (isStream(event.transport))
            return false;
        m_lastListener = event.endpoint;
        m_listeners[event.endpoint].socket = event.socket;
        return add(m_listeners[event.endpoint], TcpState::Unconnected, false);
    case EventKind::Listen:
        m_lastListener = event.endpoint;
        return add(m_listeners[event.endpoint], TcpState::Listen, false);
    case EventKind::Shutdown: // reading, of a listening socket, is accepting
        if (!isKnown || !isStream(event.transport) || howOf(event) == ShutdownHow::Write)
            return false;
        return event.transport == Transport::Tcp
            ? add(m_listeners[event.endpoint], TcpState::Closed, false)
            : add(m_listeners[event.endpoint], TcpState::Listen, false, true);
    case EventKind::Closed: {
        if (!isKnown)
            return false;
        Listener &listener = m_listeners[event.endpoint];
        const QList<quint32> conversations = std::exchange(listener.conversations, {});
        for (const quint32 each : conversations) {
            if (become(m_entries[each].end(Side::Server), row, TcpState::Closed))
                touched.insert(each);
        }
        return add(listener, TcpState::Closed, false);
    }
    case EventKind::State:
    case EventKind::Queues: {
        if (!event.reading)
            return false;
        Listener &listener = m_listeners[event.endpoint];
        appendRow(listener.readings, row);
        add(listener, event.reading->state, true, event.reading->isReadShut);
        return true;
    }
    default:
        return false;
    }
}

bool LifeLines::mark(End &end, const LifeMark &mark)
{
    if (!end.marks.empty()) {
        const LifeMark &last = end.marks.back();
        const bool isSame = last.state == mark.state && last.isReadShut == mark.isReadShut
            && last.isWriteShut == mark.isWriteShut;
        if (isSame && last.isObserved == mark.isObserved && last.hasOwner == mark.hasOwner)
            return false;
        if (isSame && last.isObserved && !mark.isObserved)
            return false; // knowing less is no news
    } else if (mark.state == TcpState::Closed) {
        return false; // it was never there
    }
    end.marks.push_back(mark);
    return true;
}

bool LifeLines::become(End &end, qsizetype row, TcpState state)
{
    return mark(end, {row, state, false, true});
}

void LifeLines::setUnread(End &end, qint64 bytes)
{
    m_unreadEnds += int(bytes > 0) - int(end.unread > 0);
    end.unread = bytes;
}

bool LifeLines::concludeCaptured(Entry &entry, const Event &event, qsizetype row)
{
    SegmentStates &captured = m_captured[event.connection];
    captured.take(event);
    const bool isServerNews = become(entry.end(Side::Server), row, captured.of(Side::Server));
    return become(entry.end(Side::Client), row, captured.of(Side::Client)) || isServerNews;
}

bool LifeLines::learnEnd(Entry &entry, const Event &event, qsizetype row)
{
    entry.transport = event.transport;
    if (event.kind == EventKind::Received && isStream(event.transport)) {
        End &end = entry.end(event.side);
        setUnread(end, std::max<qint64>(0, end.unread - event.bytes));
        return false;
    }
    if (event.kind == EventKind::State || event.kind == EventKind::Queues) {
        const bool isNews = learnState(entry, event, row);
        if (event.transport != Transport::Tcp)
            return isNews;
        const size_t known = entry.segments.size();
        learnSegments(entry, event, row);
        return isNews || entry.segments.size() != known;
    }
    if (event.kind == EventKind::Segment)
        return event.transport == Transport::Tcp && concludeCaptured(entry, event, row);
    if (event.transport != Transport::Tcp)
        return concludeOther(entry, event, row);
    const bool isNews = conclude(entry, event, row);
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
    const KernelReading &reading = *event.reading;
    appendRow(end.readings, row);
    if (event.transport == Transport::Tcp)
        setUnread(end, reading.state == TcpState::Closed ? 0 : reading.unread);
    if (event.kind == EventKind::Queues)
        return true;
    const LifeMark observed{
        row, reading.state, true, reading.hasOwner, reading.isReadShut, reading.isWriteShut};
    if (event.transport != Transport::Tcp)
        return mark(end, observed);
    // A client's end has sent its SYN before all else, also if we did not see the call.
    if (event.side == Side::Client && reading.state != TcpState::Closed && end.state() == TcpState::Closed)
        mark(end, {row, TcpState::SynSent, reading.state == TcpState::SynSent, true});
    const QList<TcpState> passed = statesBetween(end.state(), reading.state);
    for (const TcpState state : passed)
        mark(end, {row, state, false, reading.hasOwner});
    return mark(end, observed);
}

bool LifeLines::concludeConnect(Entry &entry, End &end, qsizetype row)
{
    entry.connectRow = row;
    return become(end, row, TcpState::SynSent);
}

// close() sends the FIN, or a reset if there is something that nobody will read any more (RFC 2525 §2.17).
bool LifeLines::concludeClose(End &end, qsizetype row)
{
    const TcpState state = end.state();
    const bool isUnread = end.unread > 0;
    setUnread(end, 0);
    if (end.isReset || state == TcpState::SynSent)
        return become(end, row, TcpState::Closed);
    const bool isConnected = state == TcpState::Established || state == TcpState::CloseWait
        || state == TcpState::FinWait1 || state == TcpState::FinWait2;
    if (isUnread && isConnected) {
        end.isReset = true;
        end.resetRow = row;
        return become(end, row, TcpState::Closed);
    }
    if (end.shutdownRow < 0)
        end.shutdownRow = row;
    if (state == TcpState::Established)
        return become(end, row, TcpState::FinWait1);
    if (state == TcpState::CloseWait)
        return become(end, row, TcpState::LastAck);
    return state == TcpState::LastAck && !m_isObservable && become(end, row, TcpState::Closed);
}

// What a call or a signal tells of the state, where the kernel has not told it yet.
bool LifeLines::conclude(Entry &entry, const Event &event, qsizetype row)
{
    End &end = entry.end(event.side);
    const TcpState state = end.state();
    const auto pass = [&](TcpState now) {
        const QList<TcpState> passed = statesBetween(state, now);
        for (const TcpState each : passed)
            become(end, row, each);
        return become(end, row, now);
    };
    switch (event.kind) {
    case EventKind::Connect:
        return concludeConnect(entry, end, row);
    case EventKind::Connected:
        return (state == TcpState::SynSent || state == TcpState::Closed) && pass(TcpState::Established);
    case EventKind::Accept:
        entry.listener = event.endpoint;
        if (End &client = entry.end(Side::Client); client.state() == TcpState::SynSent)
            become(client, row, TcpState::Established); // its ACK is what accept() waited for
        return end.marks.empty() && pass(TcpState::Established);
    case EventKind::Shutdown:
        if (howOf(event) == ShutdownHow::Read)
            return false; // nothing is sent, and the peer does not notice
        end.shutdownRow = row;
        if (state == TcpState::Established)
            return pass(TcpState::FinWait1);
        return state == TcpState::CloseWait && pass(TcpState::LastAck);
    case EventKind::Eof:
        if (state == TcpState::Established)
            return pass(TcpState::CloseWait);
        return (state == TcpState::FinWait1 || state == TcpState::FinWait2) && pass(TcpState::TimeWait);
    case EventKind::Reset:
        end.isReset = true;
        if (!event.error)
            end.resetRow = row;
        return pass(TcpState::Closed);
    case EventKind::Error:
        if (event.side == Side::Client && state == TcpState::SynSent)
            return endsConnect(event) && pass(TcpState::Closed);
        if (event.side == Side::Client && state == TcpState::Closed && isConnectGoingOn(event))
            return concludeConnect(entry, end, row);
        end.isReset = end.isReset || isResetByPeer(event);
        return isResetByPeer(event) && pass(TcpState::Closed);
    case EventKind::Closed:
        return concludeClose(end, row);
    default:
        return false;
    }
}

// Local streams and everything that sends datagrams: there are no segments, and connect() has no middle.
bool LifeLines::concludeOther(Entry &entry, const Event &event, qsizetype row)
{
    End &end = entry.end(event.side);
    End &other = entry.end(oppositeOf(event.side));
    const bool isStreamSocket = isStream(event.transport);
    const bool isDone = event.detail && event.detail->result == 0;
    if (event.side == Side::Server && !isStreamSocket)
        joinConversation(entry, event);
    switch (event.kind) {
    case EventKind::Connect: // a stream's goes on until Connected says so
        return become(end, row, isStreamSocket && !isDone ? TcpState::Unconnected : TcpState::Established);
    case EventKind::Connected:
        return become(end, row, TcpState::Established);
    case EventKind::Accept:
        entry.listener = event.endpoint;
        if (other.state() == TcpState::Unconnected)
            become(other, row, TcpState::Established);
        return end.marks.empty() && become(end, row, TcpState::Established);
    case EventKind::Shutdown:
    case EventKind::Eof:
    case EventKind::Reset:
        return concludeShutdown(entry, event, row);
    case EventKind::Closed: {
        const bool isNews = become(end, row, TcpState::Closed);
        if (isStreamSocket && other.state() == TcpState::Established)
            mark(other, {row, TcpState::Established, false, other.marks.back().hasOwner, true, true});
        return isNews;
    }
    case EventKind::Error:
    case EventKind::Listen:
    case EventKind::Pause:
    case EventKind::Resume:
        return false;
    default: // whatever is done with a socket, it is there
        return end.marks.empty() && become(end, row, TcpState::Unconnected);
    }
}

// What one end of a local stream does no longer write, the other cannot read, and the reverse.
bool LifeLines::concludeShutdown(Entry &entry, const Event &event, qsizetype row)
{
    bool readShut = event.kind != EventKind::Shutdown;
    bool writeShut = event.kind == EventKind::Reset;
    if (event.kind == EventKind::Shutdown) {
        readShut = howOf(event) != ShutdownHow::Write;
        writeShut = howOf(event) != ShutdownHow::Read;
    }
    const auto shut = [row](End &end, bool read, bool write) {
        if (end.marks.empty() || end.state() == TcpState::Closed)
            return false;
        LifeMark changed = end.marks.back();
        if ((changed.isReadShut || !read) && (changed.isWriteShut || !write))
            return false;
        changed = {row,
                   changed.state,
                   false,
                   changed.hasOwner,
                   changed.isReadShut || read,
                   changed.isWriteShut || write};
        return mark(end, changed);
    };
    const bool isNews = shut(entry.end(event.side), readShut, writeShut);
    if (event.transport != Transport::LocalStream)
        return isNews;
    return shut(entry.end(oppositeOf(event.side)), writeShut, readShut) || isNews;
}

/// The close of a socket of datagrams, which may name the one conversation that it had.
bool LifeLines::isOwnSocketsEnd(const Event &event) const
{
    if (event.kind != EventKind::Closed || event.side != Side::Server || isStream(event.transport)
        || !event.isStep)
        return false;
    const auto own = m_listeners.constFind(event.endpoint);
    return own != m_listeners.constEnd() && own->socket == event.socket;
}

void LifeLines::joinConversation(Entry &entry, const Event &event)
{
    if (entry.listener != 0 || event.endpoint == 0 || event.kind == EventKind::Closed)
        return;
    entry.listener = event.endpoint;
    m_listeners[event.endpoint].conversations << event.connection;
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
        const bool hasResetArrived = (isResetByPeer(event) && event.side == other)
            || (event.kind == EventKind::State && event.side == other && sender.resetRow >= 0
                && entry.end(other).state() == TcpState::Closed);
        if (!entry.hasRst && hasResetArrived) {
            entry.hasRst = true;
            add(SegmentKind::Rst, side, sender.resetRow >= 0 ? sender.resetRow : row, row);
        }
    }
}

} // namespace bothends
