// SPDX-License-Identifier: MIT
#include "gui/timelineheader.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace bothends {

TimelineHeader::TimelineHeader(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"timelineHeader"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void TimelineHeader::setLook(const TimelineStyle &style, const TimelineLayout &layout)
{
    m_style = style;
    m_layout = layout;
    update();
}

void TimelineHeader::setLanes(const Lane &server, const Lane &client)
{
    m_server = server;
    m_client = client;
    rename();
    update();
}

void TimelineHeader::rename()
{
    const QString server = m_server.role + u' ' + m_server.address;
    const QString client = m_client.address + u' ' + m_client.role;
    setAccessibleName(tr("Columns: time, %1, wire, %2").arg(server.trimmed(), client.trimmed()));
}

void TimelineHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        rename();
        update();
    }
    QWidget::changeEvent(event);
}

void TimelineHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_style.colours.band);
    painter.setPen(m_style.colours.line);
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));

    const TimelineLanes &lanes = m_layout.lanes();
    painter.setFont(m_style.note);
    painter.setPen(m_style.colours.note);
    painter.drawText(QRectF(lanes.timeLeft, 0, lanes.serverLeft - lanes.timeLeft, height()),
                     int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, tr("+ms"));
    painter.drawText(QRectF(lanes.wireLeft, 0, lanes.wireRight - lanes.wireLeft, height()),
                     int(Qt::AlignCenter) | Qt::TextSingleLine, tr("wire"));
    paintLane(painter, m_server, Side::Server);
    paintLane(painter, m_client, Side::Client);
}

void TimelineHeader::paintLane(QPainter &painter, const Lane &lane, Side side) const
{
    const TimelineLanes &lanes = m_layout.lanes();
    const QRectF place(lanes.left(side), 0, lanes.width(side), height());
    painter.setFont(m_style.text);
    painter.setPen(lane.isOutside ? m_style.colours.outside : m_style.role(side));
    const QString separator = lane.address.isEmpty() || lane.role.isEmpty() ? QString()
        : lane.isOutside                                                    ? u" · "_s
                                                                            : u"  "_s;
    const QString text
        = side == Side::Server ? lane.role + separator + lane.address : lane.address + separator + lane.role;
    const QFontMetrics metrics = painter.fontMetrics();
    const bool hasRoom = metrics.horizontalAdvance(text) <= place.width();
    const QString shown = metrics.elidedText(hasRoom ? text : lane.role, Qt::ElideRight, int(place.width()));
    const Qt::Alignment edge = side == Side::Server ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(place, int(edge | Qt::AlignVCenter | Qt::AlignAbsolute) | Qt::TextSingleLine, shown);
}

} // namespace bothends
