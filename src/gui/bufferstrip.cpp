// SPDX-License-Identifier: MIT
#include "gui/bufferstrip.h"

#include "gui/fonts.h"
#include "gui/rowform.h"
#include "gui/rowsigns.h"
#include "gui/theme.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>
#include <climits>
#include <cmath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kMostCells = 128;
constexpr int kMargin = 2;
constexpr int kPad = 3;
constexpr qreal kFontFactor = 0.87;

QString bytesText(qint64 bytes)
{
    return BufferStrip::tr("%1 byte(s)", nullptr, int(std::min<qint64>(bytes, INT_MAX)))
        .arg(QLocale().toString(bytes));
}

} // namespace

BufferStrip::BufferStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"bufferStrip"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void BufferStrip::setRow(const Event &event, const QByteArray &bytes)
{
    m_cells = BufferCells(givenBuffer(event), event.bytes, kMostCells);
    m_bytes = m_cells.isOneByteEach() ? bytes.left(kMostCells) : QByteArray();
    m_side = event.side;
    setVisible(m_cells.count() > 0);
    describe();
    updateGeometry();
    update();
}

QString BufferStrip::caption() const
{
    const QString filled = bytesText(m_cells.filled());
    const QString rest = bytesText(m_cells.size() - m_cells.filled());
    return m_cells.isOneByteEach()
        ? tr("The buffer: %1 filled, %2 not touched. A cell is a byte.").arg(filled, rest)
        : tr("The buffer: %1 filled, %2 not touched. A cell is about %3.")
              .arg(filled, rest, bytesText(m_cells.size() / m_cells.count()));
}

void BufferStrip::describe()
{
    if (m_cells.count() == 0)
        return;
    setAccessibleName(tr("Buffer of the call"));
    setAccessibleDescription(caption());
}

QSizeF BufferStrip::cellSize() const
{
    const QFontMetricsF metrics(fixedPitchFont(font(), kFontFactor));
    const qreal height = std::ceil(metrics.height()) + 2 * kPad;
    const qreal wide = std::ceil(metrics.horizontalAdvance(u"00"_s)) + 2 * kPad;
    const qreal narrow = std::floor((width() - 2.0 * kMargin) / std::max(1, m_cells.count()));
    return {m_cells.isOneByteEach() ? wide : std::clamp<qreal>(narrow, 3, wide), height};
}

int BufferStrip::room() const
{
    return std::max(1, width() - 2 * kMargin);
}

QSize BufferStrip::sizeHint() const
{
    const qreal cells = m_cells.sizeHint(room(), cellSize()).height();
    return {200, int(std::ceil(cells + fontMetrics().height() + 3 * kMargin))};
}

QSize BufferStrip::minimumSizeHint() const
{
    return {60, sizeHint().height()};
}

void BufferStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours colours = coloursFor(palette());
    const QColor role = m_side == Side::Server ? colours.server : colours.client;
    const QColor fill = m_side == Side::Server ? colours.serverFill : colours.clientFill;
    painter.setPen(colours.text);
    const QRectF words(kMargin, kMargin, room(), fontMetrics().height());
    painter.drawText(words, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                     fontMetrics().elidedText(caption(), Qt::ElideRight, room()));
    const QSizeF cell = cellSize();
    const QRectF place(kMargin, words.bottom() + kMargin, room(), height());
    paintCells(painter, m_cells, place, cell, {role, m_bytes.isEmpty() ? role : fill, colours.ground});
    if (m_bytes.isEmpty())
        return;
    painter.setFont(fixedPitchFont(font(), kFontFactor));
    for (int i = 0; i < m_cells.count(); ++i) {
        const bool isFilled = i < m_bytes.size();
        painter.setPen(isFilled ? colours.text : colours.note);
        const QString text = isFilled ? QString::fromLatin1(m_bytes.mid(i, 1).toHex().toUpper()) : u"··"_s;
        painter.drawText(m_cells.rectOf(i, place.topLeft(), place.width(), cell), Qt::AlignCenter, text);
    }
}

void BufferStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        updateGeometry();
    update();
}

void BufferStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry(); // other lines of cells
}

} // namespace bothends
