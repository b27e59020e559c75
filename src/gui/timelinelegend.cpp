// SPDX-License-Identifier: MIT
#include "gui/timelinelegend.h"

#include "gui/lifelinepainter.h"
#include "gui/rowsigns.h"

#include <QFontMetricsF>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QScreen>

#include <cmath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qreal kSampleWidth = 44; // before zooming
constexpr qreal kSpacing = 10;
constexpr qreal kTextWidth = 320;

QSizeF sampleSize(const TimelineStyle &style)
{
    return {kSampleWidth * style.sizes.zoom, style.sizes.noteLine + 4};
}

class SampleWidget : public QWidget
{
public:
    SampleWidget(const TimelineStyle &style, TimelineLegend::Sample sample, QWidget *parent)
        : QWidget(parent)
        , m_style(style)
        , m_sample(sample)
    {
        setFixedSize(sampleSize(style).toSize());
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        TimelineLegend::paintSample(painter, rect(), m_style, m_sample);
    }

private:
    TimelineStyle m_style;
    TimelineLegend::Sample m_sample;
};

void paintBar(QPainter &painter, const QRectF &place, const TimelineStyle &style, const LifeMark &mark,
              LifeOwner owner, qreal width)
{
    const QRectF bar(std::round(place.center().x() - width / 2), place.top(), width, place.height());
    LifeLinePainter(painter, style, 0, place.bottom()).paintPiece(bar, mark, owner);
}

void paintLine(QPainter &painter, const QRectF &place, const QPen &pen, bool hasHead)
{
    const qreal y = std::floor(place.center().y()) + 0.5;
    painter.setPen(pen);
    painter.drawLine(QPointF(place.left(), y), QPointF(place.right() - 6, y));
    if (!hasHead)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    painter.drawPolygon(
        QPolygonF{{place.right(), y}, {place.right() - 9, y - 3.5}, {place.right() - 9, y + 3.5}});
}

} // namespace

QList<TimelineLegend::Entry> TimelineLegend::entries()
{
    return {
        {Sample::Reported, tr("state that the kernel reported")},
        {Sample::Concluded, tr("state concluded from calls and signals, not seen in the kernel")},
        {Sample::Waiting, tr("connected, but it waits in the accept queue: no program holds it yet")},
        {Sample::OtherProgram, tr("socket of another program on this machine")},
        {Sample::Data,
         tr("bytes from one of our writes to the read that took them; or a segment that was captured")},
        {Sample::Segment, tr("segment that was not captured, concluded from the states")},
        {Sample::Hanging, tr("bytes that nobody has read yet")},
        {Sample::Sent, tr("sent")},
        {Sample::Received, tr("received")},
        {Sample::Activity, tr("something happened to another connection")},
        {Sample::Datagram, tr("one datagram, an envelope: it arrives whole or not at all")},
        {Sample::Truncated, tr("a datagram that was longer than the buffer: the rest is lost")},
        {Sample::Lost, tr("a datagram that nobody will read")},
        {Sample::Peeked, tr("looked at with MSG_PEEK: the bytes are still in the kernel")},
        {Sample::Buffer, tr("a buffer that was given: cells that were filled, cells that were not touched")},
        {Sample::File, tr("bytes that are in a file")},
        {Sample::Sleep, tr("a thread of the server that waits in a call")},
    };
}

void TimelineLegend::paintSample(QPainter &painter, const QRectF &place, const TimelineStyle &style,
                                 Sample sample)
{
    const qreal zoom = style.sizes.zoom;
    const qreal bar = std::round(14 * zoom);
    const QColor role = style.role(Side::Server);
    LifeMark mark{0, TcpState::Established, true, true};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    switch (sample) {
    case Sample::Reported:
        paintBar(painter, place, style, mark, LifeOwner::Ours, bar);
        break;
    case Sample::Concluded:
        mark.isObserved = false;
        paintBar(painter, place, style, mark, LifeOwner::Ours, bar);
        break;
    case Sample::Waiting:
        mark.hasOwner = false;
        paintBar(painter, place, style, mark, LifeOwner::Ours, std::round(bar / 2));
        break;
    case Sample::OtherProgram:
        paintBar(painter, place, style, mark, LifeOwner::Other, bar);
        break;
    case Sample::Data:
        paintLine(painter, place, QPen(role, 1.4 * zoom), true);
        break;
    case Sample::Segment: {
        QPen pen(style.colours.note, 1.2 * zoom, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({4, 3});
        paintLine(painter, place, pen, true);
        break;
    }
    case Sample::Hanging:
        paintLine(painter, place, QPen(role, 1.4 * zoom), false);
        painter.setPen(QPen(role, 1.4 * zoom));
        painter.setBrush(style.colours.ground);
        painter.drawEllipse(QPointF(place.right() - 6, std::floor(place.center().y()) + 0.5), 4 * zoom,
                            4 * zoom);
        break;
    case Sample::Sent:
    case Sample::Received:
        painter.setPen(QPen(style.outline(role), 1));
        painter.setBrush(sample == Sample::Sent ? style.fill(Side::Server) : style.colours.ground);
        painter.drawRoundedRect(place.adjusted(0.5, 1.5, -0.5, -1.5), 6 * zoom, 6 * zoom);
        break;
    case Sample::Datagram:
        paintLine(painter, place, QPen(role, 1.4 * zoom), true);
        paintEnvelope(painter, QRectF(place.center() - QPointF(8, 4.5) * zoom, QSizeF(13, 9) * zoom), role,
                      style.colours.ground);
        break;
    case Sample::Truncated:
        painter.setPen(QPen(style.outline(role), 1));
        painter.setBrush(style.colours.ground);
        painter.drawPath(bubbleOutline(place.adjusted(0.5, 1.5, -0.5, -1.5), 3 * zoom, true, zoom * 0.6));
        break;
    case Sample::Lost:
        paintLine(painter, place, QPen(role, 1.4 * zoom), false);
        paintCross(painter, QPointF(place.right() - 6, std::floor(place.center().y()) + 0.5), 9 * zoom,
                   style.colours.error);
        break;
    case Sample::Peeked:
        painter.setPen(QPen(style.outline(role), 1, Qt::DashLine));
        painter.setBrush(style.colours.ground);
        painter.drawRoundedRect(place.adjusted(0.5, 1.5, -0.5, -1.5), 6 * zoom, 6 * zoom);
        break;
    case Sample::Buffer: {
        const QSizeF cell(place.width() / 5, qMin(place.height() - 4, 11 * zoom));
        QRectF cells(0, 0, place.width(), cell.height());
        cells.moveCenter(place.center());
        paintCells(painter, BufferCells(5, 3, 5), cells, cell,
                   {style.outline(role), role, style.colours.ground});
        break;
    }
    case Sample::File:
        paintSheet(painter, QRectF(place.center().x() - 6 * zoom, place.top(), 12 * zoom, place.height()),
                   role);
        break;
    case Sample::Sleep:
        paintSleep(painter, QRectF(place.center().x() - 2.5, place.top() + 0.5, 5, place.height() - 1), role,
                   0, zoom);
        break;
    case Sample::Activity:
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRectF(place.center() - QPointF(2, 1.5) * zoom, QSizeF(4, 3) * zoom),
                         style.outline(role));
        break;
    }
    painter.restore();
}

qreal TimelineLegend::heightOf(const TimelineStyle &style, qreal width)
{
    const QFontMetricsF metrics(style.note);
    const qreal column = width / 2 - sampleSize(style).width() - 3 * kSpacing;
    qreal height = 0;
    const QList<Entry> all = entries();
    for (qsizetype i = 0; i < all.size(); i += 2) {
        qreal row = sampleSize(style).height();
        for (qsizetype j = i; j < qMin(i + 2, all.size()); ++j) {
            const QRectF room(0, 0, column, 1e6);
            row = qMax(row, metrics.boundingRect(room, Qt::TextWordWrap, all.at(j).text).height());
        }
        height += std::ceil(row) + 4;
    }
    return height + kSpacing;
}

void TimelineLegend::paintAll(QPainter &painter, const QRectF &place, const TimelineStyle &style)
{
    const QFontMetricsF metrics(style.note);
    const QSizeF sample = sampleSize(style);
    const qreal column = place.width() / 2 - sample.width() - 3 * kSpacing;
    painter.setFont(style.note);
    qreal y = place.top() + kSpacing / 2;
    const QList<Entry> all = entries();
    for (qsizetype i = 0; i < all.size(); i += 2) {
        qreal row = sample.height();
        for (qsizetype j = i; j < qMin(i + 2, all.size()); ++j) {
            const qreal x = place.left() + kSpacing + (j == i ? 0 : place.width() / 2);
            paintSample(painter, QRectF(QPointF(x, y), sample), style, all.at(j).sample);
            const QRectF room(x + sample.width() + kSpacing, y, column, 1e6);
            const QRectF words = metrics.boundingRect(room, Qt::TextWordWrap, all.at(j).text);
            painter.setPen(style.colours.note);
            painter.drawText(QRectF(room.topLeft() + QPointF(0, 2), QSizeF(column, words.height())),
                             int(Qt::AlignLeft | Qt::TextWordWrap), all.at(j).text);
            row = qMax(row, words.height());
        }
        y += std::ceil(row) + 4;
    }
}

TimelineLegend::TimelineLegend(const TimelineStyle &style, QWidget *parent)
    : QFrame(parent, Qt::Popup)
{
    setObjectName(u"timelineLegend"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Legend"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *grid = new QGridLayout(this);
    grid->setHorizontalSpacing(int(kSpacing));
    grid->setVerticalSpacing(5);
    QStringList words;
    const QList<Entry> all = entries();
    for (const Entry &entry : all) {
        const int row = grid->rowCount();
        auto *label = new QLabel(entry.text, this);
        label->setTextFormat(Qt::PlainText);
        label->setFont(style.note);
        label->setWordWrap(true);
        label->setFixedWidth(int(kTextWidth * style.sizes.zoom));
        grid->addWidget(new SampleWidget(style, entry.sample, this), row, 0, Qt::AlignTop);
        grid->addWidget(label, row, 1);
        words << entry.text;
    }
    setAccessibleDescription(words.join(u'\n'));
}

void TimelineLegend::popUpBelow(const QWidget &widget)
{
    adjustSize();
    const QRect area = widget.screen()->availableGeometry();
    QPoint place = widget.mapToGlobal(widget.rect().bottomRight()) - QPoint(width(), 0);
    place.setX(qBound(area.left(), place.x(), qMax(area.left(), area.right() - width())));
    place.setY(qBound(area.top(), place.y(), qMax(area.top(), area.bottom() - height())));
    move(place);
    show();
}

} // namespace bothends
