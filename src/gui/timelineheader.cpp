// SPDX-License-Identifier: MIT
#include "gui/timelineheader.h"

#include "gui/timelinearrows.h"
#include "gui/timelinelegend.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr qreal kLeastAddress = 4; // ellipses wide; less of an address says nothing

// A name that is too long loses its middle: both the folder and the file of a local socket tell something.
void paintLane(QPainter &painter, const QRectF &place, const TimelineHeader::Lane &lane,
               const TimelineStyle &style, Side side)
{
    painter.setFont(style.text);
    painter.setPen(lane.isOutside ? style.colours.outside : style.role(side));
    const QString separator = lane.address.isEmpty() || lane.role.isEmpty() ? QString()
        : lane.isOutside                                                    ? u" · "_s
                                                                            : u"  "_s;
    const QFontMetricsF metrics(painter.font());
    const qreal room = place.width() - metrics.horizontalAdvance(lane.role + separator);
    const bool hasRoom = room >= metrics.horizontalAdvance(u"…"_s) * kLeastAddress;
    const QString address = hasRoom ? metrics.elidedText(lane.address, Qt::ElideMiddle, room) : QString();
    const QString between = hasRoom ? separator : QString();
    const QString role = metrics.elidedText(lane.role, Qt::ElideRight, place.width());
    const QString text = side == Side::Server ? role + between + address : address + between + role;
    const Qt::Alignment edge = side == Side::Server ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(place, int(edge | Qt::AlignVCenter | Qt::AlignAbsolute) | Qt::TextSingleLine, text);
}

} // namespace

TimelineHeader::Texts TimelineHeader::textsOf(const TimelineModel &model)
{
    Texts texts{{tr("Server"), {}}, {tr("Clients"), {}}, {}};
    if (const quint32 number = model.connection(); number != 0) {
        const ConnectionInfo info = model.connections().info(number);
        const auto address = [&info](const Address &end) { // ICMP knows no ports
            return isIcmp(info.transport) ? end.host : end.toString();
        };
        texts.server.address = address(info.server);
        texts.client.address = address(info.client);
        texts.client.role = tr("Client #%1").arg(number);
        for (const Side side : {Side::Server, Side::Client}) {
            if (isOutside(model, number, side)) {
                Lane &lane = side == Side::Server ? texts.server : texts.client;
                lane.role = isIcmp(info.transport) ? tr("the other host") : tr("other program");
                lane.isOutside = true;
            }
        }
    }
    if (!model.lifeLines().isKernelObservable())
        texts.note = tr("The kernel’s states cannot be observed here; all states are concluded.");
    return texts;
}

int TimelineHeader::heightOf(const Texts &texts, const TimelineStyle &style, const TimelineLayout &layout)
{
    const int note = texts.note.isEmpty() ? 0 : int(std::ceil(style.sizes.noteLine)) + 4;
    return layout.headerHeight() + note;
}

void TimelineHeader::paintTexts(QPainter &painter, const QRectF &place, const Texts &texts,
                                const TimelineStyle &style, const TimelineLayout &layout, qreal right)
{
    painter.fillRect(place, style.colours.band);
    painter.setPen(style.colours.line);
    painter.drawLine(QPointF(place.left(), place.bottom() - 0.5),
                     QPointF(place.right(), place.bottom() - 0.5));

    const TimelineLanes &lanes = layout.lanes();
    const qreal height = layout.headerHeight();
    const auto column = [&](qreal from, qreal to) { return QRectF(from, place.top(), to - from, height); };
    painter.setFont(style.note);
    painter.setPen(style.colours.note);
    painter.drawText(column(lanes.timeLeft, lanes.serverLeft),
                     int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, tr("+ms"));
    painter.drawText(column(lanes.wireLeft, lanes.wireRight), int(Qt::AlignCenter) | Qt::TextSingleLine,
                     tr("wire"));
    if (!texts.note.isEmpty()) {
        const QRectF line(lanes.timeLeft, place.top() + height - 4, lanes.clientRight - lanes.timeLeft,
                          std::ceil(style.sizes.noteLine));
        painter.drawText(line, int(Qt::AlignCenter) | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(texts.note, Qt::ElideRight, int(line.width())));
    }
    paintLane(painter, column(lanes.serverLeft, lanes.serverRight), texts.server, style, Side::Server);
    paintLane(painter, column(lanes.clientLeft, qMin(lanes.clientRight, place.right() - right)), texts.client,
              style, Side::Client);
}

TimelineHeader::TimelineHeader(QWidget *parent)
    : QWidget(parent)
    , m_legendButton(new QToolButton(this))
{
    setObjectName(u"timelineHeader"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_legendButton->setObjectName(u"legendButton"_s);
    m_legendButton->setAutoRaise(true);
    m_legendButton->setFocusPolicy(Qt::StrongFocus);
    connect(m_legendButton, &QToolButton::clicked, this, &TimelineHeader::showLegend);
    rename();
}

void TimelineHeader::setLook(const TimelineStyle &style, const TimelineLayout &layout)
{
    m_style = style;
    m_layout = layout;
    m_legendButton->setFont(style.note);
    placeButton();
    update();
}

void TimelineHeader::setTexts(const Texts &texts)
{
    if (m_texts == texts)
        return;
    m_texts = texts;
    rename();
    update();
}

void TimelineHeader::rename()
{
    const QString server = m_texts.server.role + u' ' + m_texts.server.address;
    const QString client = m_texts.client.address + u' ' + m_texts.client.role;
    setToolTip(server.trimmed() + u'\n' + client.trimmed()); // in full
    setAccessibleName(tr("Columns: time, %1, wire, %2").arg(server.trimmed(), client.trimmed()));
    setAccessibleDescription(m_texts.note);
    m_legendButton->setText(tr("Legend"));
    m_legendButton->setToolTip(tr("What the bars and arrows mean"));
    placeButton();
}

void TimelineHeader::placeButton()
{
    const QSize wanted = m_legendButton->sizeHint();
    const int band = m_layout.headerHeight();
    m_legendButton->setGeometry(width() - wanted.width() - 4, qMax(0, (band - wanted.height()) / 2),
                                wanted.width(), qMin(band, wanted.height()));
}

void TimelineHeader::showLegend()
{
    (new TimelineLegend(m_style, this))->popUpBelow(*m_legendButton);
}

void TimelineHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        rename();
        update();
    }
    QWidget::changeEvent(event);
}

void TimelineHeader::resizeEvent(QResizeEvent *event)
{
    placeButton();
    QWidget::resizeEvent(event);
}

void TimelineHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTexts(painter, rect(), m_texts, m_style, m_layout, m_legendButton->width() + 8);
}

} // namespace bothends
