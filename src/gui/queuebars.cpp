// SPDX-License-Identifier: MIT
#include "gui/queuebars.h"

#include "gui/fonts.h"
#include "gui/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kMargin = 4;
constexpr int kGap = 5;
constexpr int kBar = 8; // height
constexpr int kLeastBar = 30; // width
constexpr int kLines = 5; // title, three bars, caption
constexpr int kMostPlaces = 32; // drawn one by one
constexpr qreal kFontFactor = 0.87;

qreal share(qint64 part, qint64 whole)
{
    return whole <= 0 ? 0 : qBound(0.0, qreal(part) / qreal(whole), 1.0);
}

} // namespace

QueueBars::QueueBars(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

qint64 QueueBars::niceScale(qint64 bytes)
{
    qint64 power = 100;
    while (power < bytes && power < std::numeric_limits<qint64>::max() / 100) {
        for (const qint64 factor : {2, 5}) {
            if (bytes <= factor * power)
                return factor * power;
        }
        power *= 10;
    }
    return power;
}

void QueueBars::setContent(const QueueBarsContent &content)
{
    if (m_content == content)
        return;
    m_content = content;
    describe();
    update();
}

QList<QueueBars::Bar> QueueBars::bars() const
{
    if (!m_content.note.isEmpty())
        return {};
    const QueueBarsContent &c = m_content;
    if (c.isListening) {
        const int room = c.backlog + 1;
        return {
            {tr("accept queue"), tr("%1 of %2").arg(c.acceptQueue).arg(room), share(c.acceptQueue, room)}};
    }
    const auto bytes = [](qint64 count) { return u"%L1 B"_s.arg(count); };
    return {{tr("unsent"), bytes(c.unsent), share(c.unsent, c.scale)},
            {tr("on the way"), bytes(c.unacknowledged), share(c.unacknowledged, c.scale)},
            {tr("unread"), bytes(c.unread), share(c.unread, c.scale)}};
}

QString QueueBars::caption() const
{
    if (!m_content.note.isEmpty())
        return m_content.note;
    if (m_content.isListening)
        return tr("backlog %1 lets %2 wait").arg(m_content.backlog).arg(m_content.backlog + 1);
    return tr("full bar: %1").arg(u"%L1 B"_s.arg(m_content.scale));
}

void QueueBars::describe()
{
    QStringList parts;
    const QList<Bar> all = bars();
    for (const Bar &bar : all)
        parts << bar.word + u' ' + bar.amount;
    parts << caption();
    setAccessibleName(tr("Queues: %1").arg(m_content.title));
    setAccessibleDescription(parts.join(u", "_s));
    setToolTip(tr("unsent: written by the program, still in the send buffer of the kernel\n"
                  "on the way: sent, not acknowledged by the peer yet\n"
                  "unread: arrived, not read by the program yet"));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

QFont QueueBars::smallFont() const
{
    return scaledFont(font(), kFontFactor);
}

QSize QueueBars::minimumSizeHint() const
{
    const QFontMetricsF metrics(smallFont());
    const qreal words = metrics.horizontalAdvance(tr("on the way"));
    const qreal amounts = metrics.horizontalAdvance(u"9,999,999 B"_s);
    const qreal width = words + amounts + kLeastBar + 2 * kGap + 2 * kMargin;
    return QSizeF(std::ceil(width), std::ceil(kLines * metrics.height() + 2 * kMargin)).toSize();
}

QSize QueueBars::sizeHint() const
{
    return minimumSizeHint() + QSize(60, 0);
}

void QueueBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours colours = coloursFor(palette());
    QFont title = smallFont();
    title.setBold(true);
    const QFontMetricsF metrics(smallFont());
    const qreal line = metrics.height();
    QRectF place(kMargin, kMargin, width() - 2 * kMargin, line);

    painter.setFont(title);
    painter.setPen(m_content.side == Side::Server ? colours.server : colours.client);
    painter.drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                     QFontMetricsF(title).elidedText(m_content.title, Qt::ElideRight, place.width()));
    painter.setFont(smallFont());
    const QList<Bar> all = bars();
    for (const Bar &bar : all) {
        place.translate(0, line);
        paintBar(painter, bar, place);
    }
    place.translate(0, line);
    painter.setPen(colours.note);
    painter.drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                     metrics.elidedText(caption(), Qt::ElideRight, place.width()));
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

void QueueBars::paintBar(QPainter &painter, const Bar &bar, const QRectF &place) const
{
    const Colours colours = coloursFor(palette());
    const QFontMetricsF metrics(painter.font());
    qreal words = 0;
    qreal amounts = 0;
    const QList<Bar> all = bars();
    for (const Bar &each : all) {
        words = qMax(words, metrics.horizontalAdvance(each.word));
        amounts = qMax(amounts, metrics.horizontalAdvance(each.amount));
    }
    painter.setPen(colours.text);
    painter.drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, bar.word);
    painter.drawText(place, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, bar.amount);
    QRectF track(place.left() + words + kGap, 0, place.width() - words - amounts - 2 * kGap, kBar);
    if (track.width() < kBar)
        return; // the number says it
    track.moveTop(place.center().y() - kBar / 2.0);
    const bool isServer = m_content.side == Side::Server;
    painter.setPen(QPen(colours.outside, 1));
    painter.setBrush(colours.ground);
    painter.drawRoundedRect(track, 2, 2);
    if (bar.share > 0) {
        QRectF filled = track;
        filled.setWidth(qMax(2.0, track.width() * bar.share));
        painter.setBrush(isServer ? colours.serverButton : colours.clientButton);
        painter.drawRoundedRect(filled, 2, 2);
    }
    const int places = m_content.isListening ? m_content.backlog + 1 : 0;
    if (places > 1 && places <= kMostPlaces) {
        painter.setPen(QPen(colours.outside, 1));
        for (int i = 1; i < places; ++i) {
            const qreal x = track.left() + track.width() * i / places;
            painter.drawLine(QPointF(x, track.top()), QPointF(x, track.bottom()));
        }
    }
}

void QueueBars::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        updateGeometry();
    update();
}

void QueueBars::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void QueueBars::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace bothends
