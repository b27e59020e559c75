// SPDX-License-Identifier: MIT
#include "gui/timelinearrows.h"

#include "core/eventtext.h"

#include <QLocale>

#include <algorithm>

namespace bothends {

namespace {

constexpr size_t kArrowsPerRow = 64;
constexpr qptrdiff kRefusalRows = 4; // after a datagram, in which it may be refused
constexpr qptrdiff kFirstRows = 16; // in which a connection tells whether somebody is there
constexpr qreal kPaleDistance = 5; // before zooming
constexpr qreal kHangingLength = 0.72; // of the way to the other life line

struct Stretch // of bytes in one direction of a connection
{
    qint64 begin = 0;
    qint64 end = 0;

    qint64 overlap(const Stretch &other) const
    {
        return qMax<qint64>(0, qMin(end, other.end) - qMax(begin, other.begin));
    }
};

Stretch stretchOf(const Event &event)
{
    return {qint64(event.streamOffset), qint64(event.streamOffset) + event.bytes};
}

// Of all rows of the journal that a row stands for.
Stretch wholeStretch(const TimelineModel &model, int row)
{
    Stretch stretch = stretchOf(model.eventAt(row));
    if (const std::optional<RowGroups::Group> group = model.groupAt(row))
        stretch.end = stretch.begin + group->bytes;
    return stretch;
}

std::shared_ptr<const KernelReading> lastReading(const Readings &readings, quint32 connection, Side side,
                                                 qsizetype notBefore)
{
    const RowSpan rows = readings.lifeLines.readingRows(connection, side);
    return rows.empty() || rows.back() < notBefore ? nullptr : readings.journal.at(rows.back()).reading;
}

QString sizeText(qint64 bytes)
{
    return bytes < 1024 ? TimelineArrows::tr("%1 B").arg(bytes) : QLocale().formattedDataSize(bytes, 1);
}

// Which bytes the receiver has read, and from where on they wait for it.
struct Receiver
{
    qint64 read = 0; // all bytes before this one
    qint64 unreadEnd = 0; // bytes from `read` up to here have arrived
};

Receiver ownReceiver(const Readings &readings, quint32 connection, Side side)
{
    Receiver receiver;
    qsizetype readRow = 0;
    if (const std::optional<StreamRange> last = readings.connections.lastRead(connection, side)) {
        receiver.read = qint64(last->end());
        readRow = last->row;
    }
    receiver.unreadEnd = receiver.read;
    if (const auto reading = lastReading(readings, connection, side, readRow)) // else it is of before
        receiver.unreadEnd += reading->unread;
    return receiver;
}

// Of another program only the kernel knows what it has read: what arrived, without what is unread.
Receiver otherReceiver(const Readings &readings, quint32 connection, Side side, const StreamRange &lastWrite)
{
    Receiver receiver{qint64(lastWrite.end()), qint64(lastWrite.end())};
    const auto receiving = lastReading(readings, connection, side, lastWrite.row);
    const auto sending = lastReading(readings, connection, oppositeOf(side), lastWrite.row);
    if (receiving && receiving->unread > 0) {
        receiver.unreadEnd -= sending ? sending->unacknowledged : 0;
        receiver.read = qMax<qint64>(0, receiver.unreadEnd - receiving->unread);
    }
    return receiver;
}

} // namespace

HangingBytes hangingBytes(const TimelineModel &model, qsizetype journalRow)
{
    const Readings &readings = model.readings();
    HangingBytes hanging;
    const Event &write = readings.journal.at(journalRow);
    const Side side = oppositeOf(write.side);
    const std::optional<StreamRange> lastWrite = readings.connections.lastWrite(write.connection, write.side);
    if (write.kind != EventKind::Sent || !lastWrite)
        return hanging;
    const ConnectionInfo info = readings.connections.info(write.connection);
    const bool isOurs = side == Side::Client ? info.hasClientEnd
                                             : info.hasServerEnd || model.serverOf(write.connection) != 0;
    const std::vector<LifeMark> &life = readings.lifeLines.marks(write.connection, side);
    if (!isOurs && life.empty())
        return hanging;
    const Receiver receiver = isOurs ? ownReceiver(readings, write.connection, side)
                                     : otherReceiver(readings, write.connection, side, *lastWrite);
    const Stretch all = stretchOf(write);
    const Stretch rest{qMax(all.begin, receiver.read), all.end};
    if (rest.end <= rest.begin)
        return hanging;
    hanging.count = rest.end - rest.begin;
    hanging.isLost = !life.empty() && life.back().state == TcpState::Closed;
    hanging.unread = rest.overlap({receiver.read, receiver.unreadEnd});
    if (const auto sending = lastReading(readings, write.connection, write.side, lastWrite->row)) {
        const qint64 written = qint64(lastWrite->end());
        const Stretch unsent{qMax(receiver.unreadEnd, written - sending->unsent), written};
        const Stretch unacknowledged{qMax(receiver.unreadEnd, written - sending->unacknowledged),
                                     qMax(receiver.unreadEnd, written - sending->unsent)};
        hanging.unsent = rest.overlap(unsent);
        hanging.onTheWay = rest.overlap(unacknowledged);
    }
    return hanging;
}

bool isDatagramLost(const TimelineModel &model, qsizetype journalRow)
{
    const Readings &readings = model.readings();
    const Event &sent = readings.journal.at(journalRow);
    if (!readings.connections.matches(journalRow).empty())
        return false;
    const Side receiver = oppositeOf(sent.side);
    if (const std::optional<StreamRange> last = readings.connections.lastRead(sent.connection, receiver)) {
        const std::vector<qsizetype> origin = readings.connections.matches(last->row);
        if (!origin.empty() && origin.back() > journalRow)
            return true; // on one machine they do not overtake each other
    }
    // The one socket of a server has a life line of its own.
    const quint32 server = receiver == Side::Server ? model.serverOf(sent.connection) : 0;
    const std::vector<LifeMark> &life = server != 0 ? readings.lifeLines.listenerMarks(server)
                                                    : readings.lifeLines.marks(sent.connection, receiver);
    if (!life.empty() && life.back().state == TcpState::Closed && life.back().row > journalRow)
        return true;
    const RowSpan asked = server != 0 ? readings.lifeLines.listenerReadingRows(server)
                                      : readings.lifeLines.readingRows(sent.connection, receiver);
    return !asked.empty() && asked.back() > journalRow && readings.journal.at(asked.back()).reading
        && readings.journal.at(asked.back()).reading->unread == 0;
}

bool isDatagramRefused(const TimelineModel &model, qsizetype journalRow)
{
    const Event &sent = model.journal().at(journalRow);
    const RowSpan own = model.connections().rows(sent.connection);
    const auto next = std::upper_bound(own.begin(), own.end(), journalRow);
    const auto end = next + qMin(kRefusalRows, qptrdiff(own.end() - next));
    return std::any_of(next, end, [&](qsizetype row) {
        const Event &event = model.journal().at(row);
        return event.side == sent.side && event.kind == EventKind::Error && event.error
            && event.error->code == ErrorCode::ConnectionRefused;
    });
}

bool isOutside(const TimelineModel &model, quint32 connection, Side side)
{
    const ConnectionInfo info = model.connections().info(connection);
    if (info.number == 0 || info.hasBothEnds())
        return false;
    if (!isStream(info.transport) && side == Side::Server) {
        if (!info.hasClientEnd || model.serverOf(connection) != 0)
            return false;
        const auto sent = model.connections().lastWrite(connection, Side::Client);
        return model.connections().lastRead(connection, Side::Client)
            || (sent && !isDatagramRefused(model, sent->row));
    }
    if (side == Side::Client)
        return info.hasServerEnd;
    if (!info.hasClientEnd || model.serverOf(connection) != 0)
        return false; // it waits in our own accept queue
    const RowSpan own = model.connections().rows(connection);
    return std::any_of(
        own.begin(), own.begin() + qMin(kFirstRows, qptrdiff(own.size())),
        [&model](qsizetype row) { return model.journal().at(row).kind == EventKind::Connected; });
}

TimelineArrows::TimelineArrows(const TimelineRows &rows, quint32 focus, int first, int last)
    : m_rows(rows)
    , m_model(*rows.model())
    , m_focus(focus)
    , m_first(first)
    , m_last(last)
{
}

std::vector<TimelineArrow> TimelineArrows::arrowsOf(int row) const
{
    std::vector<TimelineArrow> arrows;
    const Event &event = m_model.eventAt(row);
    if (event.kind == EventKind::Segment)
        addCaptured(arrows, row);
    if (event.kind != EventKind::Sent && event.kind != EventKind::Received)
        return arrows;
    addMatches(arrows, row);
    const bool isOutsideEnd = isOutside(m_model, event.connection, oppositeOf(event.side));
    const bool isRefused = event.kind == EventKind::Sent && !isStream(event.transport)
        && isDatagramRefused(m_model, m_model.journalRow(row));
    if (isOutsideEnd && !isRefused)
        addOutside(arrows, row);
    if (event.kind == EventKind::Sent && isStream(event.transport))
        addHanging(arrows, row);
    else if (event.kind == EventKind::Sent && (!isOutsideEnd || isRefused))
        addHangingDatagram(arrows, row);
    for (TimelineArrow &arrow : arrows) {
        arrow.isFocused = event.connection == m_focus;
        arrow.isEnvelope = !isStream(event.transport);
    }
    return arrows;
}

// Where the arrows of a connection begin and end: those of others do not touch the life lines.
qreal TimelineArrows::edge(quint32 connection, Side side) const
{
    const qreal edge = m_rows.layout().lanes().wireEdge(side);
    if (connection == m_focus)
        return edge;
    const qreal distance = kPaleDistance * m_rows.style().sizes.zoom;
    return side == Side::Server ? edge + distance : edge - distance;
}

// From one end to the other, at the time at which it was captured.
void TimelineArrows::addCaptured(std::vector<TimelineArrow> &arrows, int row) const
{
    const Event &event = m_model.eventAt(row);
    const QPointF from(edge(event.connection, event.side), m_rows.wireY(row));
    const QPointF to(edge(event.connection, oppositeOf(event.side)),
                     from.y() + m_rows.layout().pairShift() * 0.6);
    const QString flags = isStream(event.transport) ? eventTag(event) : QString();
    const QString size = event.bytes > 0 || flags.isEmpty() ? sizeText(event.bytes) : QString();
    arrows.push_back({QLineF(from, to),
                      {(flags + u' ' + size).trimmed()},
                      event.side,
                      TimelineArrow::End::Tip,
                      event.connection == m_focus,
                      std::nullopt,
                      !isStream(event.transport)});
}

void TimelineArrows::addMatches(std::vector<TimelineArrow> &arrows, int row) const
{
    const Event &event = m_model.eventAt(row);
    const bool isSent = event.kind == EventKind::Sent;
    const Side sender = isSent ? event.side : oppositeOf(event.side);
    const QPointF here(edge(event.connection, event.side), m_rows.wireY(row));
    const std::vector<qsizetype> matches = m_model.connections().matches(m_model.journalRow(row));
    for (const qsizetype journalRow : matches) {
        const int other = m_model.rowOf(journalRow);
        const bool isDrawnByOther = isSent && other >= m_first && other <= m_last;
        if (other < 0 || isDrawnByOther)
            continue; // the visible read draws it
        const QPointF there(edge(event.connection, oppositeOf(event.side)), m_rows.wireY(other));
        const QLineF line = isSent ? QLineF(here, there) : QLineF(there, here);
        if (!arrows.empty() && arrows.back().line == line)
            continue; // to another part of the same group
        arrows.push_back(
            {line, {matchText(row, other)}, sender, TimelineArrow::End::Tip, true, std::nullopt});
        if (arrows.size() >= kArrowsPerRow)
            return;
    }
}

// How much of what was sent in one of the rows was received in the other.
QString TimelineArrows::matchText(int row, int other) const
{
    const Event &first = m_model.eventAt(row);
    const Event &second = m_model.eventAt(other);
    if (isStream(first.transport))
        return sizeText(wholeStretch(m_model, row).overlap(wholeStretch(m_model, other)));
    const Event &sent = first.kind == EventKind::Sent ? first : second;
    const Event &received = first.kind == EventKind::Sent ? second : first;
    return received.bytes < sent.bytes
        ? tr("%1 of %2").arg(QString::number(received.bytes), sizeText(sent.bytes))
        : sizeText(sent.bytes);
}

void TimelineArrows::addOutside(std::vector<TimelineArrow> &arrows, int row) const
{
    const Event &event = m_model.eventAt(row);
    const bool isSent = event.kind == EventKind::Sent;
    const Side other = oppositeOf(event.side);
    const qint64 hanging = isSent ? hangingBytes(m_model, m_model.journalRow(row)).count : 0;
    if (hanging >= event.bytes)
        return;
    const QPointF ours(edge(event.connection, event.side), m_rows.wireY(row));
    const QPointF theirs(edge(event.connection, other),
                         ours.y() + (isSent ? 1 : -1) * m_rows.layout().pairShift() * 0.6);
    const bool isUnknown = m_model.lifeLines().marks(event.connection, other).empty();
    arrows.push_back({isSent ? QLineF(ours, theirs) : QLineF(theirs, ours),
                      {sizeText(event.bytes - hanging)},
                      isSent ? event.side : other,
                      TimelineArrow::End::Tip,
                      true,
                      isUnknown ? std::optional(other) : std::nullopt});
}

// Bytes that hang in the air end before they reach the other life line; several of them do not share a line
// with those that have arrived.
void TimelineArrows::addHanging(std::vector<TimelineArrow> &arrows, int row) const
{
    const HangingBytes hanging = hangingBytes(m_model, m_model.journalRow(row));
    if (hanging.count == 0)
        return;
    const Event &event = m_model.eventAt(row);
    arrows.push_back({hangingLine(row), hangingTexts(hanging), event.side, TimelineArrow::End::OpenCircle,
                      true, std::nullopt});
}

// A datagram arrives whole, or not at all.
void TimelineArrows::addHangingDatagram(std::vector<TimelineArrow> &arrows, int row) const
{
    const qsizetype journalRow = m_model.journalRow(row);
    const Event &event = m_model.eventAt(row);
    const ConnectionInfo info = m_model.connections().info(event.connection);
    const bool hasReceiver = event.side == Side::Server
        ? info.hasClientEnd
        : info.hasServerEnd || m_model.serverOf(event.connection) != 0;
    const bool isRefused = isDatagramRefused(m_model, journalRow);
    if ((!hasReceiver && !isRefused) || !m_model.connections().matches(journalRow).empty())
        return;
    const bool isLost = isRefused || isDatagramLost(m_model, journalRow);
    const QString size = sizeText(event.bytes);
    arrows.push_back({hangingLine(row),
                      {isRefused    ? tr("%1 refused").arg(size)
                           : isLost ? tr("%1 lost").arg(size)
                                    : tr("%1 unread").arg(size)},
                      event.side,
                      isLost ? TimelineArrow::End::Cross : TimelineArrow::End::OpenCircle,
                      true,
                      std::nullopt});
}

QLineF TimelineArrows::hangingLine(int row) const
{
    const Event &event = m_model.eventAt(row);
    const QPointF from(edge(event.connection, event.side), m_rows.wireY(row));
    const QPointF bar(edge(event.connection, oppositeOf(event.side)),
                      from.y() + m_rows.layout().pairShift() * 0.8);
    return {from, QLineF(from, bar).pointAt(kHangingLength)};
}

QStringList TimelineArrows::hangingTexts(const HangingBytes &bytes)
{
    if (bytes.isLost)
        return {tr("%1 never read").arg(sizeText(bytes.count))};
    QStringList parts;
    if (bytes.unread > 0)
        parts << tr("%1 unread").arg(sizeText(bytes.unread));
    if (bytes.onTheWay > 0)
        parts << tr("%1 on the way").arg(sizeText(bytes.onTheWay));
    if (bytes.unsent > 0)
        parts << tr("%1 not sent yet").arg(sizeText(bytes.unsent));
    return parts.isEmpty() ? QStringList(sizeText(bytes.count)) : parts;
}

} // namespace bothends
