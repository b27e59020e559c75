// SPDX-License-Identifier: MIT
#include "gui/payloadpane.h"

#include "core/copyas.h"
#include "gui/fonts.h"
#include "gui/rowcopier.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kMargin = 8;
constexpr int kHexColumns = 79;
constexpr qreal kWidest = 1e6; // no line is
constexpr qint64 kSliceMs = 6;
constexpr qsizetype kMaxLines = std::numeric_limits<int>::max() / 2;

} // namespace

PayloadPane::PayloadPane(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_timer(this)
{
    setObjectName(u"payloadPane"_s);
    setAccessibleName(tr("Bytes of the message"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(&m_timer, &QTimer::timeout, this, &PayloadPane::findMore);
    restyle();
}

void PayloadPane::setBytes(const QByteArray &bytes, TextEncoding encoding, int cutAtStart)
{
    m_bytes = bytes;
    m_lines = PayloadLines(bytes, encoding, cutAtStart);
    m_anchor = m_current = -1;
    findMore();
    fitScrollBars();
}

void PayloadPane::setForm(Form form)
{
    if (m_form == form)
        return;
    // The same bytes stay at the top.
    const qsizetype top = verticalScrollBar()->value();
    const bool toHex = form == Form::Hex;
    const qsizetype offset = toHex ? m_lines.offset(top) : top * kBytesPerHexLine;
    m_form = form;
    m_anchor = m_current = -1;
    fitScrollBars();
    qsizetype line = offset / kBytesPerHexLine;
    if (!toHex) {
        qsizetype low = 0;
        qsizetype high = m_lines.count();
        while (low < high) {
            const qsizetype middle = (low + high) / 2;
            if (m_lines.offset(middle + 1) <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        line = low;
    }
    verticalScrollBar()->setValue(int(qMin(line, kMaxLines)));
    viewport()->update();
    emit linesFound();
}

qsizetype PayloadPane::lineCount() const
{
    if (m_form == Form::Text)
        return m_lines.count();
    return (m_bytes.size() + kBytesPerHexLine - 1) / kBytesPerHexLine;
}

bool PayloadPane::isComplete() const
{
    return m_form == Form::Hex || m_lines.isComplete();
}

QString PayloadPane::lineText(qsizetype line) const
{
    return displayLine(line).text;
}

DisplayText PayloadPane::displayLine(qsizetype line) const
{
    if (m_form == Form::Text) {
        DisplayText display = m_lines.text(line);
        display.text.remove(u'\n');
        return display;
    }
    const qsizetype offset = line * kBytesPerHexLine;
    QString table = asHexTable(m_bytes.mid(offset, kBytesPerHexLine));
    const QString place = QString::number(offset, 16).rightJustified(8, u'0');
    table.replace(0, 8, place);
    return {table, {{0, place.size()}}, false};
}

void PayloadPane::findMore()
{
    const bool isDone = m_lines.findMore(kSliceMs);
    if (isDone)
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start(0);
    fitScrollBars();
    emit linesFound();
}

void PayloadPane::restyle()
{
    m_font = fixedPitchFont(font());
    m_colours = coloursFor(palette());
    const QFontMetrics metrics(m_font);
    m_lineHeight = metrics.height() + 3;
    m_columnWidth = qMax(1, metrics.horizontalAdvance(u'0'));
    fitScrollBars();
    viewport()->update();
}

qsizetype PayloadPane::visibleLines() const
{
    return qMax(1, viewport()->height() / m_lineHeight);
}

void PayloadPane::fitScrollBars()
{
    const qsizetype lines = qMin(lineCount(), kMaxLines);
    verticalScrollBar()->setRange(0, int(qMax<qsizetype>(0, lines - visibleLines())));
    verticalScrollBar()->setPageStep(int(visibleLines()));
    const int columns = m_form == Form::Text ? PayloadLines::kColumns + 2 : kHexColumns;
    const int width = columns * m_columnWidth + 2 * kMargin;
    horizontalScrollBar()->setRange(0, qMax(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(4 * m_columnWidth);
    viewport()->update();
}

void PayloadPane::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_colours.ground);
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = qMin(lineCount() - 1, first + visibleLines() + 1);
    const qsizetype low = qMin(m_anchor, m_current);
    const qsizetype high = qMax(m_anchor, m_current);
    for (qsizetype line = first; line <= last; ++line) {
        const QRect place(0, int(line - first) * m_lineHeight, viewport()->width(), m_lineHeight);
        if (!place.intersects(event->rect()))
            continue;
        ++m_paintedLines;
        const bool isSelected = low >= 0 && line >= low && line <= high;
        if (isSelected)
            painter.fillRect(place, palette().color(QPalette::Highlight));
        const DisplayText display = displayLine(line);
        QTextLayout layout(display.text, m_font);
        QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
        option.setWrapMode(QTextOption::NoWrap);
        option.setTextDirection(Qt::LeftToRight);
        layout.setTextOption(option);
        QList<QTextLayout::FormatRange> formats;
        for (const auto &[start, length] : display.escapes) {
            QTextLayout::FormatRange range;
            range.start = int(start);
            range.length = int(length);
            range.format.setForeground(m_colours.note);
            formats << range;
        }
        if (!isSelected)
            layout.setFormats(formats);
        layout.beginLayout();
        QTextLine textLine = layout.createLine();
        if (textLine.isValid())
            textLine.setLineWidth(kWidest);
        layout.endLayout();
        painter.save();
        painter.setClipRect(place);
        painter.setPen(isSelected ? palette().color(QPalette::HighlightedText) : m_colours.text);
        layout.draw(&painter, QPointF(kMargin - horizontalScrollBar()->value(), place.top() + 1));
        painter.restore();
    }
}

void PayloadPane::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScrollBars();
}

void PayloadPane::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Bytes of the message"));
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
             || event->type() == QEvent::StyleChange)
        restyle();
}

qsizetype PayloadPane::lineAt(const QPoint &point) const
{
    const int lines = point.y() < 0 ? -1 : point.y() / m_lineHeight;
    const qsizetype line = verticalScrollBar()->value() + lines;
    return qMax<qsizetype>(0, qMin(line, lineCount() - 1));
}

void PayloadPane::select(qsizetype line, bool extend)
{
    if (lineCount() == 0)
        return;
    m_current = qMax<qsizetype>(0, qMin(line, lineCount() - 1));
    if (!extend || m_anchor < 0)
        m_anchor = m_current;
    const int top = verticalScrollBar()->value();
    if (m_current < top)
        verticalScrollBar()->setValue(int(m_current));
    else if (m_current >= top + visibleLines())
        verticalScrollBar()->setValue(int(m_current - visibleLines() + 1));
    setAccessibleDescription(lineText(m_current));
    viewport()->update();
}

void PayloadPane::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    const qsizetype from = m_current < 0 ? verticalScrollBar()->value() - 1 : m_current;
    switch (event->key()) {
    case Qt::Key_Up:
        select(from - 1, extend);
        break;
    case Qt::Key_Down:
        select(from + 1, extend);
        break;
    case Qt::Key_PageUp:
        select(from - visibleLines(), extend);
        break;
    case Qt::Key_PageDown:
        select(from + visibleLines(), extend);
        break;
    case Qt::Key_Home:
        select(0, extend);
        break;
    case Qt::Key_End:
        select(lineCount() - 1, extend);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        break;
    }
}

void PayloadPane::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        select(lineAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void PayloadPane::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        select(lineAt(event->position().toPoint()), true);
}

void PayloadPane::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy"), this, &PayloadPane::copy)->setEnabled(m_current >= 0);
    menu->addAction(tr("Select &All"), this, &PayloadPane::selectAll);
    menu->popup(event->globalPos());
}

void PayloadPane::selectAll()
{
    if (lineCount() == 0)
        return;
    m_anchor = 0;
    m_current = lineCount() - 1;
    viewport()->update();
}

void PayloadPane::copy()
{
    if (m_current < 0 || m_anchor < 0)
        return;
    const qsizetype first = qMin(m_anchor, m_current);
    qsizetype last = qMax(m_anchor, m_current);
    const auto offsetOf = [this](qsizetype line) {
        return m_form == Form::Text ? m_lines.offset(line) : line * kBytesPerHexLine;
    };
    const qsizetype start = offsetOf(first);
    const bool isCut = offsetOf(last + 1) - start > kCopyLimit;
    if (isCut) {
        qsizetype low = first;
        while (low < last) {
            const qsizetype middle = (low + last + 1) / 2;
            if (offsetOf(middle + 1) - start <= kCopyLimit)
                low = middle;
            else
                last = middle - 1;
        }
    }
    QString text;
    if (m_form == Form::Text) {
        text = pasteableText(m_lines.textBetween(first, last));
    } else {
        for (qsizetype line = first; line <= last; ++line)
            text += (line > first ? u"\n"_s : QString()) + lineText(line);
    }
    QGuiApplication::clipboard()->setText(text);
    emit copied(isCut);
}

} // namespace bothends
