// SPDX-License-Identifier: MIT
#include "gui/fonts.h"
#include "gui/hexglyphs.h"
#include "gui/hexview.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

// How a hex view paints what it has read.

namespace bothends {

namespace {

using Kind = StreamSequence::Kind;

// In the middle of `place`, made smaller where it would be wider.
void drawFitted(QPainter &painter, const QRectF &place, const QString &glyph, qreal factor)
{
    const bool isAscii = glyph.size() == 1 && glyph.front() < QChar(0x7f);
    const qreal width = isAscii ? 0 : painter.fontMetrics().horizontalAdvance(glyph) * factor;
    const qreal scale = width > place.width() ? factor * place.width() / width : factor;
    if (scale == 1.0) {
        painter.drawText(place, Qt::AlignCenter, glyph);
        return;
    }
    painter.save();
    painter.translate(place.center());
    painter.scale(scale, scale);
    painter.drawText(QRectF(-place.width(), -place.height(), 2 * place.width(), 2 * place.height()),
                     Qt::AlignCenter, glyph);
    painter.restore();
}

// A vertical line, with ticks to one side if it is a bracket. Inside of a glyph it is broken, so that the
// glyph can be read.
void drawBorder(QPainter &painter, const QPointF &top, const QPointF &bottom, qreal tick, bool isBroken)
{
    if (!isBroken) {
        painter.drawPolyline(QPolygonF{top + QPointF(tick, 0), top, bottom, bottom + QPointF(tick, 0)});
        return;
    }
    const QPointF down(0, (bottom.y() - top.y()) / 6);
    painter.drawPolyline(QPolygonF{top + QPointF(tick, 0), top, top + down});
    painter.drawPolyline(QPolygonF{bottom + QPointF(tick, 0), bottom, bottom - down});
}

} // namespace

std::vector<HexSpan> HexView::visibleSpans(qint64 from, qint64 to) const
{
    return m_layout.spans(from, to, m_topLine, m_topLine + visibleLines());
}

QRect HexView::place(HexColumn column, const HexSpan &span) const
{
    return m_layout.cells(column, int(span.line - m_topLine), span.first, span.last);
}

// Null where nothing of it is selected.
QRect HexView::selectedPart(HexColumn column, const HexSpan &span) const
{
    const qint64 start = m_layout.offsetOf(span.line);
    HexSpan part = span;
    part.first = int(qMax<qint64>(span.first, m_selection.offset - start));
    part.last = int(qMin<qint64>(span.last, m_selection.offset + m_selection.length - 1 - start));
    return part.first <= part.last ? place(column, part) : QRect();
}

// What spans several cells, of which only some may be selected: on each ground in the colour that is seen
// there.
template <typename Draw>
void HexView::drawPartlySelected(QPainter &painter, HexColumn column, const HexSpan &span,
                                 const QColor &colour, const Draw &draw) const
{
    const QRect all = place(column, span);
    const QRect selected = selectedPart(column, span);
    const QColor onSelection = palette().color(QPalette::HighlightedText);
    if (selected.isNull() || selected == all) {
        draw(selected.isNull() ? colour : onSelection);
        return;
    }
    painter.save();
    painter.setClipRegion(QRegion(all) - selected);
    draw(colour);
    painter.setClipRect(selected);
    draw(onSelection);
    painter.restore();
}

bool HexView::isSelected(qint64 offset) const
{
    return offset >= m_selection.offset && offset < m_selection.offset + m_selection.length;
}

void HexView::paintEvent(QPaintEvent *event)
{
    if (!m_hasWindow)
        readWindow();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_colours.ground);
    if (!m_stream)
        return;
    painter.translate(-horizontalScrollBar()->value(), 0);
    painter.setFont(m_font);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGrounds(painter);
    paintBorders(painter);
    paintOffsets(painter);
    paintHex(painter);
    for (const StreamSequence &sequence : m_window.sequences)
        paintSequence(painter, sequence);
    paintBrackets(painter);
    if (m_stream->isDatagrams())
        paintNumbers(painter);
    paintCaret(painter);
}

void HexView::fill(QPainter &painter, qint64 from, qint64 to, const QBrush &brush) const
{
    const std::vector<HexSpan> spans = visibleSpans(from, to);
    for (const HexSpan &span : spans) {
        painter.fillRect(place(HexColumn::Hex, span), brush);
        painter.fillRect(place(HexColumn::Text, span), brush);
    }
}

void HexView::paintGrounds(QPainter &painter) const
{
    const bool isFromServer = m_stream->writer() == Side::Server;
    fill(painter, qint64(m_row.offset), qint64(m_row.end()),
         isFromServer ? m_colours.serverFill : m_colours.clientFill);
    for (const StreamSequence &sequence : m_window.sequences) {
        if (sequence.kind == Kind::Invalid)
            fill(painter, sequence.offset, sequence.end(), m_colours.errorFill);
        else if (sequence.kind == Kind::Gone)
            fill(painter, sequence.offset, sequence.end(), QBrush(m_colours.line, Qt::BDiagPattern));
    }
    fill(painter, m_selection.offset, m_selection.offset + m_selection.length,
         palette().color(QPalette::Highlight));
}

void HexView::paintOffsets(QPainter &painter) const
{
    painter.setPen(m_colours.note);
    const qint64 last = qMin(m_topLine + visibleLines(), m_layout.lineCount() - 1);
    for (qint64 line = m_topLine; line <= last; ++line) {
        painter.drawText(m_layout.offsetRect(int(line - m_topLine)), Qt::AlignCenter,
                         m_layout.offsetText(line));
    }
}

void HexView::paintHex(QPainter &painter) const
{
    const QColor onSelection = palette().color(QPalette::HighlightedText);
    for (const StreamSequence &sequence : m_window.sequences) {
        const QColor colour = sequence.kind == Kind::Invalid ? m_colours.error
            : sequence.kind == Kind::Gone                    ? m_colours.note
                                                             : m_colours.text;
        const qint64 to = qMin(sequence.end(), m_window.end());
        for (qint64 at = qMax(sequence.offset, m_window.offset); at < to; ++at) {
            const qint16 byte = m_window.bytes[size_t(at - m_window.offset)];
            painter.setPen(isSelected(at) ? onSelection : colour);
            const int column = int(at % m_layout.bytesPerLine());
            const int row = int(m_layout.lineOf(at) - m_topLine);
            const QRectF cell = m_layout.cells(HexColumn::Hex, row, column, column);
            const QStaticText &text = m_hexTexts[byte < 0 ? m_hexTexts.size() - 1 : size_t(byte)];
            painter.drawStaticText(cell.center() - QRectF({}, text.size()).center(), text);
        }
    }
}

void HexView::paintSequence(QPainter &painter, const StreamSequence &sequence) const
{
    if (sequence.kind == Kind::Gone)
        return;
    paintGlyph(painter, sequence);
    const bool isTorn = sequence.kind == Kind::Incomplete
        || (sequence.length > 1 && hasBorder(sequence.offset + 1, sequence.end()));
    if (isTorn)
        paintOutline(painter, sequence, QPen(m_colours.warning, 1.6, Qt::CustomDashLine));
    else if (sequence.kind == Kind::Invalid)
        paintOutline(painter, sequence, QPen(m_colours.error, 1, Qt::DotLine));
    else if (sequence.length > 1)
        paintOutline(painter, sequence, QPen(m_colours.outside, 1));
}

// Once over the cells of its bytes; where a line ends within them, in the longer part.
void HexView::paintGlyph(QPainter &painter, const StreamSequence &sequence) const
{
    const std::vector<HexSpan> spans
        = m_layout.spans(sequence.offset, sequence.end(), m_topLine - 1, m_topLine + visibleLines() + 1);
    const auto longest = std::max_element(spans.begin(), spans.end(), [](const HexSpan &a, const HexSpan &b) {
        return a.last - a.first < b.last - b.first;
    });
    if (longest == spans.end())
        return;
    const bool isPlain = sequence.kind == Kind::Character && !isHiddenCharacter(sequence.character);
    const QColor colour = sequence.kind == Kind::Invalid ? m_colours.error
        : isPlain                                        ? m_colours.text
                                                         : m_colours.note;
    const bool isPicture = sequence.kind == Kind::Character && isControl(sequence.character);
    drawPartlySelected(painter, HexColumn::Text, *longest, colour, [&](const QColor &ink) {
        painter.setPen(ink);
        drawFitted(painter, place(HexColumn::Text, *longest), glyphOf(sequence), isPicture ? 1.4 : 1.0);
    });
}

// Rounded, and open at the side where it goes on in another line.
void HexView::paintOutline(QPainter &painter, const StreamSequence &sequence, const QPen &pen) const
{
    constexpr qreal kInset = 2.5;
    constexpr qreal kRadius = 4;
    constexpr qreal kBeyond = 20;
    QPen drawn = pen;
    if (pen.style() == Qt::CustomDashLine)
        drawn.setDashPattern({2.5, 1.8});
    const std::vector<HexSpan> spans = visibleSpans(sequence.offset, sequence.end());
    for (const HexSpan &span : spans) {
        painter.setBrush(Qt::NoBrush);
        for (const HexColumn column : {HexColumn::Hex, HexColumn::Text}) {
            const QRectF cells = place(column, span);
            const qreal side = column == HexColumn::Hex ? kInset : 1.5;
            const QRectF outline = cells.adjusted(span.hasStart ? side : -kBeyond, kInset,
                                                  span.hasEnd ? -side : kBeyond, -kInset);
            const bool isOpen = !span.hasStart || !span.hasEnd;
            painter.save();
            if (isOpen)
                painter.setClipRect(cells);
            drawPartlySelected(painter, column, span, pen.color(), [&](const QColor &ink) {
                drawn.setColor(ink);
                painter.setPen(drawn);
                painter.drawRoundedRect(outline, kRadius, kRadius);
            });
            painter.restore();
        }
    }
}

bool HexView::isInsideCharacter(qint64 offset) const
{
    return std::any_of(m_window.sequences.begin(), m_window.sequences.end(),
                       [offset](const StreamSequence &one) {
                           return one.kind != Kind::Gone && one.offset < offset && offset < one.end();
                       });
}

// Whether a visible row begins at one of these bytes.
bool HexView::hasBorder(qint64 from, qint64 to) const
{
    const auto next
        = std::lower_bound(m_window.rows.begin(), m_window.rows.end(), from,
                           [](const StreamRange &row, qint64 offset) { return qint64(row.offset) < offset; });
    return next != m_window.rows.end() && qint64(next->offset) < to;
}

// A thin line where one row ends and the next begins.
void HexView::paintBorders(QPainter &painter) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(m_colours.outside);
    for (const StreamRange &row : m_window.rows) {
        const qint64 offset = qint64(row.offset);
        if (offset == 0 || offset < m_window.offset)
            continue;
        const std::vector<HexSpan> spans = visibleSpans(offset, offset + 1);
        for (const HexSpan &span : spans) {
            const QRect hex = place(HexColumn::Hex, span);
            const QRect text = place(HexColumn::Text, span);
            drawBorder(painter, hex.topLeft(), hex.bottomLeft(), 0, false);
            drawBorder(painter, text.topLeft(), text.bottomLeft(), 0, isInsideCharacter(offset));
        }
    }
    painter.restore();
}

// Which datagram begins here, small above its first byte.
void HexView::paintNumbers(QPainter &painter) const
{
    painter.save();
    painter.setFont(scaledFont(m_font, kNumberFactor));
    painter.setPen(m_stream->writer() == Side::Server ? m_colours.server : m_colours.client);
    for (const StreamRange &row : m_window.rows) {
        const qint64 offset = qint64(row.offset);
        const std::vector<HexSpan> spans = visibleSpans(offset, offset + 1);
        for (const HexSpan &span : spans) {
            const QRectF cell = place(HexColumn::Hex, span);
            const QString number = QString::number(m_stream->numberOf(row));
            const qreal width = painter.fontMetrics().horizontalAdvance(number);
            const QRectF flag(cell.left() + 2, cell.top(), width + 4, numberHeight());
            painter.fillRect(flag, m_colours.ground);
            painter.drawText(flag, int(Qt::AlignCenter) | Qt::TextSingleLine, number);
        }
    }
    painter.restore();
}

// Square brackets around the bytes of the marked row.
void HexView::paintBrackets(QPainter &painter) const
{
    constexpr qreal kTick = 4;
    const bool isFromServer = m_stream->writer() == Side::Server;
    painter.setPen(QPen(isFromServer ? m_colours.server : m_colours.client, 2, Qt::SolidLine, Qt::SquareCap,
                        Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    const std::vector<HexSpan> spans = visibleSpans(qint64(m_row.offset), qint64(m_row.end()));
    for (const HexSpan &span : spans) {
        for (const HexColumn column : {HexColumn::Hex, HexColumn::Text}) {
            const QRectF cells = QRectF(place(column, span)).adjusted(0.5, 1.5, -0.5, -1.5);
            const bool isText = column == HexColumn::Text;
            if (span.hasStart) {
                drawBorder(painter, cells.topLeft(), cells.bottomLeft(), kTick,
                           isText && isInsideCharacter(qint64(m_row.offset)));
            }
            if (span.hasEnd) {
                drawBorder(painter, cells.topRight(), cells.bottomRight(), -kTick,
                           isText && isInsideCharacter(qint64(m_row.end())));
            }
        }
    }
}

// In the column that the keyboard moves in.
void HexView::paintCaret(QPainter &painter) const
{
    if (!hasFocus())
        return;
    const qint64 at = m_current < 0 ? qint64(m_row.offset) : m_current;
    painter.setPen(QPen(isSelected(at) ? palette().color(QPalette::HighlightedText) : m_colours.text, 1.5));
    const std::vector<HexSpan> spans = visibleSpans(at, at + 1);
    for (const HexSpan &span : spans) {
        const QRectF cell = QRectF(place(m_column, span)).adjusted(1.5, 0, -1.5, -2);
        painter.drawLine(cell.bottomLeft(), cell.bottomRight());
    }
}

} // namespace bothends
