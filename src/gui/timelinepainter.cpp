// SPDX-License-Identifier: MIT
#include "gui/timelinepainter.h"

#include "gui/rowsigns.h"

#include <QFontMetricsF>
#include <QItemSelectionModel>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qreal kSlack = 20; // arrows are drawn so far beyond what is seen
constexpr qreal kEnvelopePlace = 0.16; // of an arrow, so that its label in the middle stays free
constexpr qreal kSteep = 0.35; // dy / dx from which on a label stays level

// Left to right, so that what is written along it can be read.
QLineF rightwards(const QLineF &line)
{
    return line.dx() < 0 ? QLineF(line.p2(), line.p1()) : line;
}

} // namespace

quint32 TimelinePainter::focusOf(const TimelineModel &model, int chosenRow)
{
    if (model.connection() != 0)
        return model.connection();
    if (chosenRow >= 0 && chosenRow < model.rowCount() && model.eventAt(chosenRow).connection != 0)
        return model.eventAt(chosenRow).connection;
    const std::vector<quint32> &all = model.connections().connections();
    return all.empty() ? 0 : all.back();
}

TimelinePainter::TimelinePainter(TimelineRows &rows, quint32 focus, const Window &window)
    : m_rows(rows)
    , m_model(*rows.model())
    , m_style(rows.style())
    , m_lanes(rows.layout().lanes())
    , m_focus(focus)
    , m_hasConnections(isStream(m_model.transportOf(focus)))
    , m_window(window)
{
}

int TimelinePainter::paint(QPainter &painter, const QItemSelectionModel *selection, const QRectF &exposed)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintConnectors(painter);
    paintSleeps(painter);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const TimelineArrows arrows(m_rows, m_focus, m_window.first, m_window.last);
    std::vector<TimelineArrow> focused;
    for (int row = m_window.first; row <= m_window.last; ++row) {
        for (const TimelineArrow &arrow : arrows.arrowsOf(row)) {
            if (arrow.isFocused)
                focused.push_back(arrow);
            else
                paintArrow(painter, arrow);
        }
    }
    paintActivity(painter);
    paintLifeLines(painter);
    paintSegments(painter);
    for (const TimelineArrow &arrow : focused)
        paintArrow(painter, arrow);
    painter.setRenderHint(QPainter::Antialiasing, false);
    int painted = 0;
    for (int row = m_window.first; row <= m_window.last; ++row) {
        const qreal top = qreal(m_rows.top(row)) - m_window.top;
        const TimelineRows::Extent extent = m_rows.extentOf(row);
        if (top > exposed.bottom() || top + qreal(extent.bottom - extent.top) < exposed.top())
            continue;
        paintRow(painter, row, exposed, selection && selection->isSelected(m_model.index(row)));
        ++painted;
    }
    return painted;
}

void TimelinePainter::paintRow(QPainter &painter, int row, const QRectF &exposed, bool isSelected)
{
    const qreal top = qreal(m_rows.top(row)) - m_window.top;
    painter.save();
    painter.translate(0, top);
    m_rows.laidOut(row).paint(painter, m_style, m_rows.layout(), exposed.translated(0, -top), isSelected);
    painter.restore();
}

// ---- Life lines

const std::vector<LifeMark> &TimelinePainter::listenerMarks() const
{
    const LifeLines &lifeLines = m_model.lifeLines();
    const quint32 server = m_model.serverOf(m_focus);
    return lifeLines.listenerMarks(server == 0 && m_model.connection() == 0 ? lifeLines.lastListener()
                                                                            : server);
}

// A server of datagrams has one socket for all, which stands where those of connections stand.
const Span &TimelinePainter::listenSpan() const
{
    return m_hasConnections ? m_lanes.listenBar : m_lanes.serverBar;
}

std::vector<LifePiece> TimelinePainter::pieces(const std::vector<LifeMark> &marks) const
{
    if (marks.empty())
        return {};
    LifeStretch stretch;
    stretch.firstRow = m_model.journalRow(m_window.first);
    stretch.lastRow = m_model.journalRow(m_window.last);
    stretch.yOf = [this](qsizetype row) { return m_rows.yOf(row); };
    stretch.openEnd = std::max(qreal(m_rows.total()), m_window.bottom);
    stretch.shortPiece = m_rows.layout().shortPiece();
    return lifePieces(marks, stretch);
}

void TimelinePainter::paintLifeLines(QPainter &painter) const
{
    const LifeLinePainter bars(painter, m_style, m_window.top, m_window.bottom);
    bars.paint(pieces(listenerMarks()), listenSpan(), Side::Server, LifeOwner::Ours);
    for (const Side side : {Side::Server, Side::Client}) {
        const std::vector<LifeMark> &marks = m_model.lifeLines().marks(m_focus, side);
        if (!m_hasConnections && side == Side::Server && !listenerMarks().empty())
            continue; // its one socket stands there already
        const bool isOther = isOutside(m_model, m_focus, side);
        if (isOther && marks.empty() && m_model.connection() != 0)
            paintRail(painter, side);
        bars.paint(pieces(marks), m_lanes.bar(side), side, isOther ? LifeOwner::Other : LifeOwner::Ours);
    }
}

// Of an end on another machine nothing is known but that it is there.
void TimelinePainter::paintRail(QPainter &painter, Side side) const
{
    const qreal x = m_lanes.bar(side).centre();
    painter.setPen(QPen(m_style.colours.outside, 2, Qt::DashLine));
    painter.drawLine(QPointF(x, 0), QPointF(x, m_window.bottom - m_window.top));
    const QRectF place(m_lanes.left(side), 8, m_lanes.width(side), m_style.sizes.noteLine);
    painter.setFont(m_style.note);
    painter.drawText(place, int(side == Side::Server ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                     tr("outside"));
}

QString TimelinePainter::textAt(const QPointF &point) const
{
    const auto textIn = [&](const std::vector<LifeMark> &marks, const Span &bar, Side side) {
        if (point.x() < bar.left || point.x() > bar.right)
            return QString();
        for (const LifePiece &piece : pieces(marks)) {
            if (point.y() < piece.top || point.y() >= piece.bottom)
                continue;
            const QString name = lifeMarkName(piece.mark);
            if (waitsForAccept(piece.mark, side))
                return tr("%1, in the accept queue: no program holds it yet").arg(name);
            return piece.mark.isObserved ? tr("%1, reported by the kernel").arg(name)
                                         : tr("%1, concluded: the kernel was not seen in it").arg(name);
        }
        return QString();
    };
    const LifeLines &lifeLines = m_model.lifeLines();
    if (const QString sleep = sleepTextAt(point); !sleep.isEmpty())
        return sleep;
    QString text = textIn(listenerMarks(), listenSpan(), Side::Server);
    for (const Side side : {Side::Server, Side::Client})
        text += textIn(lifeLines.marks(m_focus, side), m_lanes.bar(side), side);
    return text;
}

// ---- Rows and the life lines

// What a thread does concerns the thread. The listening socket makes, listens and accepts; all else concerns
// the connection's own socket.
qreal TimelinePainter::connectorEnd(const Event &event) const
{
    if (event.side == Side::Client)
        return event.connection == 0 || event.connection == m_focus ? m_lanes.clientBar.right
                                                                    : m_lanes.clientStrip.centre();
    if (event.kind == EventKind::Enter || event.kind == EventKind::Thread)
        return m_lanes.threadBar.left;
    if (!isStream(event.transport))
        return event.connection == 0 || event.connection == m_focus ? m_lanes.serverBar.left
                                                                    : m_lanes.serverStrip.centre();
    if (event.connection == 0 || event.kind == EventKind::Accept)
        return m_lanes.listenBar.left;
    return event.connection == m_focus ? m_lanes.serverBar.left : m_lanes.serverStrip.centre();
}

void TimelinePainter::paintConnectors(QPainter &painter)
{
    for (int row = m_window.first; row <= m_window.last; ++row) {
        painter.save();
        painter.translate(0, qreal(m_rows.top(row)) - m_window.top);
        m_rows.laidOut(row).paintConnector(painter, m_style, connectorEnd(m_model.eventAt(row)));
        painter.restore();
        if (m_model.eventAt(row).kind == EventKind::Line)
            paintJoint(painter, row);
    }
}

// A line hangs from the read that filled the buffer it came out of.
void TimelinePainter::paintJoint(QPainter &painter, int row)
{
    const int above = m_rows.joinedRow(row);
    if (above < 0)
        return;
    const QRectF from = m_rows.laidOut(above).places().mark.translated(0, qreal(m_rows.top(above)));
    const QRectF to = m_rows.laidOut(row).places().mark.translated(0, qreal(m_rows.top(row)));
    const Side side = m_model.eventAt(row).side;
    const qreal inset = 14 * m_style.sizes.zoom;
    const qreal x = side == Side::Server ? to.right() - inset : to.left() + inset;
    const qreal top = std::max(from.bottom(), m_window.top - kSlack) - m_window.top;
    painter.setPen(QPen(m_style.outline(m_style.role(side)), 2));
    for (const qreal distance : {qreal(0), 4 * m_style.sizes.zoom})
        painter.drawLine(QPointF(x + distance, top), QPointF(x + distance, to.top() - m_window.top));
}

// ---- Threads that wait

// The calls of threads that reach into the window, with their places in the contents. The work depends on how
// many those are.
template <typename Visit> void TimelinePainter::visitSleeps(Visit visit) const
{
    const BlockedCalls &blocked = m_model.blockedCalls();
    const qsizetype first = m_model.journalRow(m_window.first);
    const qsizetype last = m_model.journalRow(m_window.last);
    for (const quint32 endpoint : blocked.endpoints()) {
        const std::vector<BlockedCall> &calls = blocked.calls(endpoint);
        auto it
            = std::lower_bound(calls.begin(), calls.end(), first, [](const BlockedCall &call, qsizetype row) {
                  return call.returnRow >= 0 && call.returnRow < row;
              });
        for (; it != calls.end() && it->enterRow <= last; ++it) {
            if (m_model.rowOf(it->enterRow) < 0)
                continue; // of another connection than the one that is shown
            const qreal top = m_rows.yOf(it->enterRow);
            const qreal bottom = it->returnRow < 0 ? std::max(qreal(m_rows.total()), m_window.bottom)
                                                   : m_rows.yOf(it->returnRow);
            visit(*it, top, bottom);
        }
    }
}

void TimelinePainter::paintSleeps(QPainter &painter) const
{
    visitSleeps([&](const BlockedCall &call, qreal from, qreal to) {
        const qreal top = std::round(std::max(from, m_window.top - kSlack) - m_window.top) + 0.5;
        const qreal bottom = std::round(std::min(to, m_window.bottom + kSlack) - m_window.top) - 0.5;
        const Side side = m_model.journal().at(call.enterRow).side;
        paintSleep(painter, QRectF(m_lanes.threadBar.left, top, m_lanes.threadBar.width(), bottom - top),
                   m_style.role(side), m_window.top, m_style.sizes.zoom);
    });
}

QString TimelinePainter::sleepTextAt(const QPointF &point) const
{
    if (point.x() < m_lanes.threadBar.left - 2 || point.x() > m_lanes.threadBar.right + 1)
        return {};
    QString text;
    visitSleeps([&](const BlockedCall &call, qreal from, qreal to) {
        if (point.y() < from || point.y() >= to)
            return;
        const QString name = callName(call.call) + u"()"_s;
        text = call.threadRow < 0 ? tr("a thread is in %1; the kernel was not asked where").arg(name)
                                  : tr("a thread sleeps in %1, as the kernel reported").arg(name);
    });
    return text;
}

// Connections without life lines leave a mark where something happened to them.
void TimelinePainter::paintActivity(QPainter &painter) const
{
    painter.setPen(Qt::NoPen);
    for (int row = m_window.first; row <= m_window.last; ++row) {
        const Event &event = m_model.eventAt(row);
        if (event.connection == 0 || event.connection == m_focus)
            continue;
        const Span &strip = m_lanes.strip(event.side);
        const qreal height = 3 * m_style.sizes.zoom;
        const qreal y = m_rows.wireY(row) - m_window.top;
        painter.setBrush(m_style.outline(m_style.role(event.side)));
        painter.drawRect(QRectF(strip.left, y - height / 2, strip.width(), height));
    }
}

// ---- Arrows

void TimelinePainter::paintSegments(QPainter &painter) const
{
    const TimelineLayout &layout = m_rows.layout();
    const auto yOf = [this](qsizetype row) { return m_rows.yOf(row); };
    const std::vector<PlacedSegment> segments = placeSegments(m_model.lifeLines().segments(m_focus), yOf,
                                                              layout.segmentSlant(), layout.segmentPitch());
    for (const PlacedSegment &segment : segments) {
        const bool isFromServer = segment.from == Side::Server;
        const QPointF from(isFromServer ? m_lanes.wireLeft : m_lanes.wireRight, segment.departs);
        const QPointF to(isFromServer ? m_lanes.wireRight : m_lanes.wireLeft, segment.arrives);
        const QLineF line = QLineF(from, to).translated(0, -m_window.top);
        const std::optional<ArrowPart> part
            = visibleArrow(line, -kSlack, m_window.bottom - m_window.top + kSlack);
        if (!part)
            continue;
        QPen pen(m_style.colours.note, 1.2 * m_style.sizes.zoom, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({4, 3});
        paintShaft(painter, *part, pen, part->hasHead);
        painter.setPen(m_style.colours.note);
        paintLabels(painter, part->line, {segmentName(segment.kind)});
    }
}

void TimelinePainter::paintArrow(QPainter &painter, const TimelineArrow &arrow)
{
    const QLineF inView = arrow.line.translated(0, -m_window.top);
    const std::optional<ArrowPart> part
        = visibleArrow(inView, -kSlack, m_window.bottom - m_window.top + kSlack);
    if (!part)
        return;
    const QColor role = m_style.role(arrow.sender);
    const QColor colour = arrow.isFocused ? role : m_style.outline(role);
    const qreal zoom = m_style.sizes.zoom;
    const bool isTip = arrow.end == TimelineArrow::End::Tip;
    paintShaft(painter, *part, QPen(colour, (arrow.isFocused ? 1.4 : 0.8) * zoom), part->hasHead && isTip);
    if (part->hasHead)
        paintEnd(painter, arrow, part->line.p2());
    if (arrow.isEnvelope && arrow.isFocused) {
        QRectF sign(0, 0, std::round(13 * zoom), std::round(9 * zoom));
        sign.moveCenter(inView.pointAt(kEnvelopePlace));
        paintEnvelope(painter, sign, colour, m_style.colours.ground);
    }
    if (arrow.outside && m_model.connection() == 0) // where no rail stands for all of them
        paintOutsideEnd(painter, *arrow.outside, *arrow.outside == arrow.sender ? inView.p1() : inView.p2());
    if (!arrow.isFocused)
        return;
    painter.setPen(role);
    if (claimRoom(part->line, arrow.labels)) // many writes of one read would only hide each other's sizes
        paintLabels(painter, part->line, arrow.labels);
}

// Of bytes that did not arrive.
void TimelinePainter::paintEnd(QPainter &painter, const TimelineArrow &arrow, const QPointF &end) const
{
    const qreal zoom = m_style.sizes.zoom;
    if (arrow.end == TimelineArrow::End::Cross) {
        paintCross(painter, end, 9 * zoom, m_style.colours.error);
    } else if (arrow.end == TimelineArrow::End::OpenCircle) {
        const QColor role = m_style.role(arrow.sender);
        painter.setPen(QPen(arrow.isFocused ? role : m_style.outline(role), 1.4 * zoom));
        painter.setBrush(m_style.colours.ground);
        painter.drawEllipse(end, 4 * zoom, 4 * zoom);
    }
}

void TimelinePainter::paintShaft(QPainter &painter, const ArrowPart &part, const QPen &pen,
                                 bool hasHead) const
{
    const qreal zoom = m_style.sizes.zoom;
    QLineF shaft = part.line;
    painter.setPen(pen);
    if (!hasHead || shaft.length() <= 12 * zoom) {
        painter.drawLine(shaft);
        return;
    }
    const QPointF tip = shaft.p2();
    const QLineF unit = shaft.unitVector();
    const QPointF along(unit.dx() * 10 * zoom, unit.dy() * 10 * zoom);
    const QPointF across(-unit.dy() * 3.5 * zoom, unit.dx() * 3.5 * zoom);
    shaft.setP2(tip - along * 0.8);
    painter.drawLine(shaft);
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    painter.drawPolygon(QPolygonF{tip, tip - along + across, tip - along - across});
}

// Whether labels across a line hide none that is there already.
bool TimelinePainter::claimRoom(const QLineF &line, const QStringList &labels)
{
    const QFontMetricsF metrics(m_style.note);
    qreal width = 0;
    for (const QString &label : labels)
        width = qMax(width, metrics.horizontalAdvance(label));
    QRectF room(0, 0, width, metrics.height() * qreal(labels.size()));
    room.moveCenter(line.center());
    const auto isTaken = [&room](const QRectF &other) { return other.intersects(room); };
    if (std::any_of(m_labels.begin(), m_labels.end(), isTaken))
        return false;
    m_labels.push_back(room);
    return true;
}

// Along the arrow, the first above its middle; beside a steep one level, on a ground of its own.
void TimelinePainter::paintLabels(QPainter &painter, const QLineF &line, const QStringList &labels) const
{
    const QLineF along = rightwards(line);
    const bool isSteep = std::abs(along.dy()) > kSteep * std::abs(along.dx());
    const QFontMetricsF metrics(m_style.note);
    const qreal height = metrics.height();
    painter.setFont(m_style.note);
    painter.save();
    painter.translate(along.center());
    if (!isSteep)
        painter.rotate(-along.angle());
    qreal y = isSteep ? -height / 2 : -height - 1;
    for (const QString &label : labels) {
        const qreal width = metrics.horizontalAdvance(label);
        const QRectF place(-width / 2, y, width, height);
        if (isSteep)
            painter.fillRect(place.adjusted(-3, 0, 3, 0), m_style.colours.ground);
        painter.drawText(place, int(Qt::AlignCenter) | Qt::TextSingleLine | Qt::TextDontClip, label);
        y += isSteep || y > 0 ? height : height + 3;
    }
    painter.restore();
}

void TimelinePainter::paintOutsideEnd(QPainter &painter, Side side, const QPointF &end) const
{
    const qreal zoom = m_style.sizes.zoom;
    painter.setPen(QPen(m_style.colours.outside, 1.4 * zoom));
    painter.setBrush(m_style.colours.ground);
    painter.drawEllipse(end, 3.5 * zoom, 3.5 * zoom);
    const QRectF place(m_lanes.left(side), end.y() - m_style.sizes.noteLine / 2, m_lanes.width(side),
                       m_style.sizes.noteLine);
    painter.setFont(m_style.note);
    painter.setPen(m_style.colours.outside);
    painter.drawText(place, int(side == Side::Server ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                     tr("outside"));
}

} // namespace bothends
