// SPDX-License-Identifier: MIT
#include "core/explanationfacts.h"

#include "core/displaytext.h"
#include "core/streamdecoder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qint64 kMs = 1'000'000;
constexpr qint64 kNoticed = 20 * kMs; // less is the time that any accept takes
constexpr qint64 kRepeated = 500 * kMs; // the kernel repeats a SYN after a second, RFC 6298 §2.1
constexpr int kMarksBack = 64;

struct ExplanationWords
{
    Q_DECLARE_TR_FUNCTIONS(bothends::ExplanationWords)
};

enum class ErrorPhase : quint8 { Listening, Accepting, Connecting, Connected };

ErrorPhase phaseOf(const EventFacts &facts)
{
    const Event &event = facts.event;
    if (event.connection != 0 && (event.side == Side::Server || facts.wasEstablished()))
        return ErrorPhase::Connected;
    if (event.side == Side::Client)
        return ErrorPhase::Connecting;
    const std::vector<LifeMark> &marks = facts.readings.lifeLines.listenerMarks(event.endpoint);
    return marks.empty() || marks.front().row > facts.row ? ErrorPhase::Listening : ErrorPhase::Accepting;
}

} // namespace

int pluralCount(qint64 count)
{
    return int(qBound(qint64(0), count, qint64(INT_MAX)));
}

QString bytesText(qint64 count)
{
    return ExplanationWords::tr("%n byte(s)", nullptr, pluralCount(count));
}

QString charactersText(int count)
{
    return ExplanationWords::tr("%n character(s)", nullptr, count);
}

QString durationText(qint64 nanoseconds)
{
    constexpr qint64 kLong = 10'000 * kMs;
    const double ms = double(nanoseconds) / kMs;
    return nanoseconds < kLong
        ? ExplanationWords::tr("%1 ms").arg(QString::number(ms, 'f', nanoseconds < kMs ? 2 : 1))
        : ExplanationWords::tr("%1 s").arg(QString::number(ms / 1000, 'f', 1));
}

QString sideWord(Side side)
{
    //: As in “The server wrote 5 bytes.”
    return side == Side::Server ? ExplanationWords::tr("server") : ExplanationWords::tr("client");
}

bool isLoopback(const Address &address)
{
    return address.host.startsWith(u"127."_s) || address.host == u"::1"_s;
}

QString errorNameText(const Error &error)
{
    const int number = errorNumber(error);
    const QString name = errorName(error);
    return number == 0 ? ExplanationWords::tr("In this program the error is called %1.").arg(name)
                       : ExplanationWords::tr("The system’s name and number for it are %1, %2.")
                             .arg(name, QString::number(number));
}

Wording errorWording(const EventFacts &f, const QString &title, const QString &why)
{
    const Error error = f.event.error.value_or(Error());
    const ErrorText text = errorText(error);
    return {title, {shortText(text.what, 300), why, shortText(text.nextStep, 300), errorNameText(error)}};
}

QString shortText(const QString &text, int maxChars)
{
    const DisplayText display = toDisplayText(text, {}, maxChars);
    QString line = display.text;
    line.remove(u'\n');
    return display.truncated ? line + u'…' : line;
}

EventFacts::EventFacts(const Readings &allReadings, qsizetype ofRow)
    : readings(allReadings)
    , row(ofRow)
    , event(allReadings.journal.at(ofRow))
    , connection(allReadings.connections.info(event.connection))
{
}

qint64 EventFacts::nsSince(qsizetype earlier) const
{
    return qMax<qint64>(0, event.monotonicNs - at(earlier).monotonicNs);
}

template <typename Wanted> qsizetype EventFacts::findBack(quint32 connectionNumber, Wanted wanted) const
{
    const RowSpan rows = readings.connections.rows(connectionNumber);
    auto it = std::lower_bound(rows.begin(), rows.end(), row);
    for (int steps = 0; it != rows.begin() && steps < kRowsBack; ++steps) {
        --it;
        if (wanted(at(*it)))
            return *it;
    }
    return -1;
}

qsizetype EventFacts::rowBefore(EventKind kind) const
{
    return findBack(event.connection, [this, kind](const Event &each) {
        return each.kind == kind && each.side == event.side && each.endpoint == event.endpoint;
    });
}

// The number of a connection may be another one once its addresses are known; the client stays the same.
qsizetype EventFacts::connectBefore() const
{
    if (const qsizetype found = rowBefore(EventKind::Connect); found >= 0)
        return found;
    for (qsizetype each = row - 1; each >= 0 && row - each <= kRowsBack; --each) {
        const Event &other = at(each);
        if (other.kind == EventKind::Connect && other.endpoint == event.endpoint && event.endpoint != 0)
            return each;
    }
    return -1;
}

bool EventFacts::hasSystemPort() const
{
    const qsizetype made = rowBefore(EventKind::Socket);
    return made >= 0 && at(made).socket == event.socket && at(made).local.port == 0;
}

bool EventFacts::isPaused() const
{
    const qsizetype last = findBack(0, [this](const Event &each) {
        return each.endpoint == event.endpoint
            && (each.kind == EventKind::Pause || each.kind == EventKind::Resume);
    });
    return last >= 0 && at(last).kind == EventKind::Pause;
}

int EventFacts::backlog() const
{
    if (const auto reading = listenerReading(); reading && reading->backlog >= 0)
        return reading->backlog;
    const qsizetype listen = findBack(0, [this](const Event &each) {
        return each.kind == EventKind::Listen && each.endpoint == event.endpoint;
    });
    return listen >= 0 ? at(listen).number : -1;
}

std::shared_ptr<const KernelReading> EventFacts::listenerReading() const
{
    const LifeLines &lines = readings.lifeLines;
    const bool isServers = event.side == Side::Server;
    quint32 listener = isServers ? event.endpoint : lines.listenerOf(event.connection);
    if (listener == 0)
        listener = lines.lastListener();
    const RowSpan rows = lines.listenerReadingRows(listener);
    const auto it = std::upper_bound(rows.begin(), rows.end(), row);
    if (it == rows.begin())
        return nullptr;
    const Event &last = at(*(it - 1));
    const quint16 port = isServers ? event.local.port : event.peer.port;
    return last.local.port == port ? last.reading : nullptr;
}

template <typename Wanted> bool EventFacts::anyMarkBefore(Side side, Wanted wanted) const
{
    const std::vector<LifeMark> &marks = readings.lifeLines.marks(event.connection, side);
    auto it = std::lower_bound(marks.begin(), marks.end(), row,
                               [](const LifeMark &mark, qsizetype limit) { return mark.row < limit; });
    for (int steps = 0; it != marks.begin() && steps < kMarksBack; ++steps) {
        --it;
        if (wanted(*it))
            return true;
    }
    return false;
}

bool EventFacts::hasSentFin(Side side) const
{
    return anyMarkBefore(side, [](const LifeMark &mark) {
        return mark.state == TcpState::FinWait1 || mark.state == TcpState::FinWait2
            || mark.state == TcpState::Closing || mark.state == TcpState::LastAck
            || mark.state == TcpState::TimeWait;
    });
}

bool EventFacts::hasReceivedFin(Side side) const
{
    return anyMarkBefore(side, [](const LifeMark &mark) {
        return mark.state == TcpState::CloseWait || mark.state == TcpState::Closing
            || mark.state == TcpState::LastAck || mark.state == TcpState::TimeWait;
    });
}

bool EventFacts::isSecondToClose() const
{
    return anyMarkBefore(event.side, [](const LifeMark &mark) {
        return mark.state == TcpState::CloseWait || mark.state == TcpState::LastAck;
    });
}

bool EventFacts::wasEstablished() const
{
    return anyMarkBefore(event.side, [](const LifeMark &mark) {
        return mark.state != TcpState::Closed && mark.state != TcpState::SynSent
            && mark.state != TcpState::SynReceived;
    });
}

bool EventFacts::isSynSeen() const
{
    return anyMarkBefore(
        event.side, [](const LifeMark &mark) { return mark.state == TcpState::SynSent && mark.isObserved; });
}

std::optional<TcpState> EventFacts::stateBefore() const
{
    const auto mark = readings.lifeLines.at(event.connection, event.side, row - 1);
    return mark ? std::optional(mark->state) : std::nullopt;
}

qsizetype EventFacts::waitingSince() const
{
    qsizetype since = -1;
    anyMarkBefore(event.side, [&since](const LifeMark &mark) {
        const bool isWaiting = !mark.hasOwner && mark.isObserved
            && (mark.state == TcpState::Established || mark.state == TcpState::CloseWait);
        if (isWaiting)
            since = mark.row;
        return false;
    });
    return since;
}

qint64 EventFacts::unreadBefore() const
{
    const qsizetype last = findBack(event.connection, [this](const Event &each) {
        return each.side == event.side && (each.reading || each.kind == EventKind::Received);
    });
    return last >= 0 && at(last).reading ? at(last).reading->unread : 0;
}

quint64 EventFacts::overlap(qsizetype other) const
{
    const Event &that = at(other);
    const quint64 from = std::max(event.streamOffset, that.streamOffset);
    const quint64 to = std::min(streamEnd(), that.streamOffset + quint64(that.bytes));
    return to > from ? to - from : 0;
}

// A stream is read from its front, so the last read tells how far.
qint64 EventFacts::unreadByPeer(const std::vector<qsizetype> &reads) const
{
    if (reads.empty())
        return event.bytes;
    const Event &last = at(reads.back());
    const quint64 readTo = last.streamOffset + quint64(last.bytes);
    return readTo >= streamEnd() ? 0 : qint64(streamEnd() - readTo);
}

bool EventFacts::isPeerClosed() const
{
    const bool isOpen = event.side == Side::Server ? connection.isClientOpen : connection.isServerOpen;
    const std::vector<LifeMark> &marks = readings.lifeLines.marks(event.connection, otherSide());
    // Bytes may be on their way before the signal that the handshake is complete.
    return !isOpen && !marks.empty() && marks.back().state != TcpState::SynSent
        && marks.back().state != TcpState::SynReceived && marks.back().state != TcpState::Established;
}

std::optional<CharacterCount> EventFacts::characters() const
{
    const QByteArray bytes = readings.journal.payload(row);
    if (bytes.isEmpty() || bytes.size() > TextReading::kRowLimit)
        return std::nullopt;
    const TextReading::RowText text = readings.texts.rowText(row);
    const TextEncoding encoding = readings.texts.encoding(event.connection);
    const qsizetype first = qMin<qsizetype>(text.cutAtStart, bytes.size());
    const qsizetype end = qMax<qsizetype>(first, bytes.size() - text.cutAtEnd);
    CharacterCount count;
    count.cutBytes = int(bytes.size() - (end - first));
    QByteArrayView left = QByteArrayView(bytes).sliced(first, end - first);
    while (!left.isEmpty()) {
        const ByteSequence sequence = firstSequence(encoding, left);
        const int length = qBound(1, sequence.length, int(left.size()));
        if (sequence.kind == ByteSequence::Kind::Character)
            ++count.byWidth.at(size_t(qMin(length, 4)));
        else
            count.invalidBytes += length;
        left = left.sliced(length);
    }
    return count;
}

const CallDetail &EventFacts::detail() const
{
    static const CallDetail none;
    return event.detail ? *event.detail : none;
}

qsizetype EventFacts::ofSocketBefore(EventKind kind) const
{
    const auto isIt = [this, kind](const Event &each) {
        return each.kind == kind && each.socket == event.socket && each.side == event.side;
    };
    const qsizetype found = findBack(event.connection, isIt);
    return found >= 0 || event.connection == 0 ? found : findBack(0, isIt);
}

bool EventFacts::isMapped() const
{
    if (event.peer.isNull() || event.peer.isLocal())
        return false;
    if (event.peer.host.startsWith(u"::ffff:"_s))
        return true;
    const qsizetype listen = findBack(0, [this](const Event &each) {
        return each.kind == EventKind::Listen && each.endpoint == event.endpoint;
    });
    return listen >= 0 && at(listen).local.isIpv6() && !event.peer.isIpv6();
}

bool EventFacts::hasDescriptorItem() const
{
    const QList<AncillaryItem> &items = detail().ancillary;
    return std::any_of(items.cbegin(), items.cend(),
                       [](const AncillaryItem &item) { return item.type == u"SCM_RIGHTS"_s; });
}

Situation EventFacts::situation() const
{
    if (const std::optional<Situation> found = callSituation())
        return *found;
    const bool isServer = event.side == Side::Server;
    switch (event.kind) {
    case EventKind::Socket:
        return isServer ? Situation::ServerSocket : Situation::ClientSocket;
    case EventKind::Bind:
        return hasSystemPort() ? Situation::BindSystemPort : Situation::BindAskedPort;
    case EventKind::Listen:
        return Situation::Listen;
    case EventKind::Accept:
        return acceptSituation();
    case EventKind::Connect:
        return connectSituation();
    case EventKind::Connected:
        return connectedSituation();
    case EventKind::Sent:
        return sentSituation();
    case EventKind::Received:
        return receivedSituation();
    case EventKind::Eof:
        return hasSentFin(event.side) ? Situation::EofAfterShutdown : Situation::EofWhileSending;
    case EventKind::Reset:
        return event.error ? Situation::ResetByPeer : Situation::ResetByUs;
    case EventKind::Shutdown:
        // Calls stand in the journal in the order in which they were made, also those of both ends.
        return hasReceivedFin(event.side) || hasSentFin(otherSide()) ? Situation::ShutdownSecond
                                                                     : Situation::ShutdownFirst;
    case EventKind::Closed:
        return closedSituation();
    case EventKind::Error:
        return errorSituation();
    case EventKind::Pause:
        return Situation::Pause;
    case EventKind::Resume:
        return Situation::Resume;
    case EventKind::State:
        return event.reading ? stateSituation() : Situation::KernelNotObservable;
    case EventKind::Queues:
        return event.reading ? queuesSituation() : Situation::KernelNotObservable;
    default: // callSituation() knows the others
        break;
    }
    return Situation::UnknownConnected;
}

Situation EventFacts::acceptSituation() const
{
    if (const qsizetype since = waitingSince(); since >= 0 && nsSince(since) >= kNoticed)
        return Situation::AcceptAfterWaiting;
    if (event.origin != Origin::Call)
        return Situation::AcceptByQt;
    return isPaused() ? Situation::AcceptWhilePaused : Situation::AcceptByCall;
}

Situation EventFacts::connectSituation() const
{
    const qsizetype before = connectBefore();
    if (before < 0)
        return Situation::ConnectFirst;
    return at(before).peer == event.peer ? Situation::ConnectAgain : Situation::ConnectNextAddress;
}

Situation EventFacts::connectedSituation() const
{
    const qsizetype call = connectBefore();
    if (call < 0)
        return Situation::Connected;
    const Address &asked = at(call).local;
    if (!asked.isNull() && asked != event.local)
        return Situation::ConnectedSecondTry;
    return isSynSeen() && nsSince(call) >= kRepeated ? Situation::ConnectedAfterWaiting
                                                     : Situation::Connected;
}

Situation EventFacts::sentSituation() const
{
    constexpr Situation kTable[3][3] = {
        {Situation::MessageRead, Situation::MessageUnread, Situation::MessageOutside},
        {Situation::GreetingRead, Situation::GreetingUnread, Situation::GreetingOutside},
        {Situation::EchoRead, Situation::EchoUnread, Situation::EchoOutside},
    };
    if (!connection.hasBothEnds())
        return kTable[int(event.reason)][2];
    const std::vector<qsizetype> reads = matches();
    return kTable[int(event.reason)][reads.empty() || unreadByPeer(reads) > 0 ? 1 : 0];
}

Situation EventFacts::receivedSituation() const
{
    const TextReading::RowText text = readings.texts.rowText(row);
    if (text.cutAtStart > 0 && text.cutAtEnd > 0)
        return Situation::ReadCutAtBothEnds;
    if (text.cutAtStart > 0)
        return Situation::ReadCutAtStart;
    if (text.cutAtEnd > 0)
        return Situation::ReadCutAtEnd;
    const std::vector<qsizetype> writes = matches();
    if (writes.empty() || !connection.hasBothEnds())
        return Situation::ReadOutside;
    if (writes.size() > 1)
        return Situation::ReadJoined;
    return at(writes.front()).bytes == event.bytes ? Situation::ReadWhole : Situation::ReadPart;
}

Situation EventFacts::closedSituation() const
{
    if (event.connection == 0)
        return event.side == Side::Server ? Situation::ClosedListener : Situation::ClosedAttempt;
    if (event.error)
        return Situation::ClosedDiscarding;
    if (rowBefore(EventKind::Reset) >= 0)
        return Situation::ClosedAfterReset;
    if (event.side == Side::Client && !wasEstablished())
        return Situation::ClosedAttempt;
    const bool hasSent = hasSentFin(event.side);
    const bool hasReceived = hasReceivedFin(event.side) || rowBefore(EventKind::Eof) >= 0;
    if (hasSent && hasReceived)
        return Situation::ClosedInOrder;
    if (unreadBefore() > 0)
        return Situation::ClosedDiscarding;
    if (hasSent)
        return Situation::ClosedWithoutEof;
    return hasReceived ? Situation::ClosedSecond : Situation::ClosedFirst;
}

Situation EventFacts::errorSituation() const
{
    const ErrorPhase phase = phaseOf(*this);
    const bool isConnected = phase == ErrorPhase::Connected;
    const bool isConnecting = phase == ErrorPhase::Connecting;
    switch (event.error ? event.error->code : ErrorCode::Unknown) {
    case ErrorCode::HostNotFound:
        return Situation::HostNotFound;
    case ErrorCode::ConnectionRefused:
        return Situation::ConnectionRefused;
    case ErrorCode::TimedOut:
        return isConnected ? Situation::ConnectionTimedOut : Situation::ConnectTimedOut;
    case ErrorCode::NetworkUnreachable:
        return Situation::NetworkUnreachable;
    case ErrorCode::AddressInUse:
        return Situation::AddressInUse;
    case ErrorCode::AddressNotAvailable:
        return Situation::AddressNotAvailable;
    case ErrorCode::AddressInvalid:
        return isConnecting ? Situation::ConnectAddressInvalid : Situation::ListenAddressInvalid;
    case ErrorCode::PermissionDenied:
        return isConnecting ? Situation::ConnectNotPermitted : Situation::ListenNotPermitted;
    case ErrorCode::TooManyOpenFiles:
        return isConnecting                  ? Situation::ConnectWithoutDescriptor
            : phase == ErrorPhase::Listening ? Situation::ListenWithoutDescriptor
                                             : Situation::AcceptWithoutDescriptor;
    case ErrorCode::ConnectionReset:
        return isConnecting ? Situation::ResetWhileConnecting : Situation::ResetWhileConnected;
    case ErrorCode::Cancelled:
        return Situation::Cancelled;
    case ErrorCode::MessageTooLong:
        return Situation::MessageTooLong;
    case ErrorCode::NotConnected:
        return Situation::NotConnected;
    case ErrorCode::Unencodable:
        return Situation::Unencodable;
    case ErrorCode::ConnectionLimit:
        return Situation::ConnectionLimit;
    case ErrorCode::AcceptQueueOverflow:
        return Situation::AcceptQueueOverflow;
    case ErrorCode::UnsentDiscarded:
        return Situation::UnsentDiscarded;
    default:
        break;
    }
    switch (phase) {
    case ErrorPhase::Listening:
        return Situation::UnknownListening;
    case ErrorPhase::Accepting:
        return Situation::UnknownAccepting;
    case ErrorPhase::Connecting:
        return Situation::UnknownConnecting;
    case ErrorPhase::Connected:
        break;
    }
    return Situation::UnknownConnected;
}

Situation EventFacts::stateSituation() const
{
    const KernelReading &reading = *event.reading;
    const bool isWaiting = !reading.hasOwner && event.side == Side::Server;
    switch (reading.state) {
    case TcpState::Listen:
        return Situation::StateListen;
    case TcpState::SynSent:
        return synSentSituation();
    case TcpState::SynReceived:
        return Situation::StateSynReceived;
    case TcpState::Established:
        if (isWaiting)
            return Situation::StateEstablishedWaiting;
        return reading.hasOwner && event.socket == 0 ? Situation::StateEstablishedOutside
                                                     : Situation::StateEstablished;
    case TcpState::FinWait1:
        return Situation::StateFinWait1;
    case TcpState::FinWait2:
        return reading.hasOwner ? Situation::StateFinWait2 : Situation::StateFinWait2Orphan;
    case TcpState::CloseWait:
        return isWaiting ? Situation::StateCloseWaitWaiting : Situation::StateCloseWait;
    case TcpState::Closing:
        return Situation::StateClosing;
    case TcpState::LastAck:
        return Situation::StateLastAck;
    case TcpState::TimeWait:
        return Situation::StateTimeWait;
    case TcpState::Closed:
    case TcpState::Unconnected:
        break;
    }
    if (event.connection == 0)
        return Situation::StateListenerGone;
    const std::optional<TcpState> before = stateBefore();
    if (before == TcpState::TimeWait)
        return Situation::StateClosedAfterTimeWait;
    const bool wasReset
        = findBack(event.connection, [](const Event &each) { return each.kind == EventKind::Reset; }) >= 0;
    // No other way leads there in one step (RFC 9293 figure 5).
    return wasReset || before == TcpState::Established ? Situation::StateClosedByReset
                                                       : Situation::StateClosed;
}

Situation EventFacts::synSentSituation() const
{
    const auto listener = listenerReading();
    if (listener && listener->acceptQueue > listener->backlog)
        return Situation::StateSynSentHeld;
    return event.reading->timerRetries > 0 ? Situation::StateSynSentUnanswered : Situation::StateSynSent;
}

Situation EventFacts::queuesSituation() const
{
    const KernelReading &reading = *event.reading;
    if (reading.acceptQueue >= 0) {
        if (reading.acceptQueue > reading.backlog)
            return Situation::ListenerQueueFull;
        return reading.acceptQueue > 0 ? Situation::ListenerQueueWaiting : Situation::ListenerQueueEmpty;
    }
    if (reading.unsent > 0)
        return Situation::QueuesUnsent;
    if (reading.unread > 0)
        return Situation::QueuesUnread;
    return reading.unacknowledged > 0 ? Situation::QueuesUnacknowledged : Situation::QueuesEmpty;
}

Situation situationOf(const Readings &readings, qsizetype row)
{
    return EventFacts(readings, row).situation();
}

} // namespace bothends
