// SPDX-License-Identifier: MIT
#include "gui/timelinerow.h"

#include "core/eventtext.h"
#include "gui/rowsigns.h"

#include <QFileInfo>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <climits>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kTagNoteLines = 4;
constexpr int kUnlimited = std::numeric_limits<int>::max();
constexpr qreal kTallestLine = 3; // in usual lines; some scripts stack high
constexpr qsizetype kFirstPiece = 1024; // characters that fill twelve lines as a rule
constexpr qsizetype kMostMarks = 500; // of found text in one row
constexpr int kMostCells = 64; // of a buffer; beyond that each is several bytes
constexpr QSizeF kCell(9, 11); // before zooming
constexpr qreal kStripPad = 6;
constexpr qreal kSheet = 12;

int plural(qint64 count)
{
    return int(qMin<qint64>(count, INT_MAX));
}

QTextOption plainOption(QTextOption::WrapMode wrap)
{
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setWrapMode(wrap);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    return option;
}

struct LaidOut
{
    QSizeF size;
    bool isWhole = true; // all of the text is within the lines
    qsizetype end = 0; // of the text that is within the lines
};

// Breaks the text of `layout` into at most `maxLines` lines of `width`.
LaidOut breakLines(QTextLayout &layout, qreal width, int maxLines, qreal tallestLine)
{
    LaidOut result;
    qreal y = 0;
    int lines = 0;
    layout.beginLayout();
    for (;;) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        if (lines == maxLines) {
            result.isWhole = false;
            break;
        }
        ++lines;
        line.setPosition(QPointF(0, y));
        y += qMin(line.height(), tallestLine);
        result.end = line.textStart() + line.textLength();
        result.size.setWidth(qMax(result.size.width(), line.naturalTextWidth()));
    }
    layout.endLayout();
    result.size.setHeight(y);
    return result;
}

// A paragraph that reads from right to left ends flush with the widest line.
void alignRightToLeft(QTextLayout &layout, qreal width)
{
    if (!layout.text().isRightToLeft())
        return;
    for (int i = 0; i < layout.lineCount(); ++i) {
        QTextLine line = layout.lineAt(i);
        line.setPosition(QPointF(std::floor(width - line.naturalTextWidth()), line.position().y()));
    }
}

QList<QTextLayout::FormatRange> formatsFor(const TextRanges &ranges, qsizetype end, const QColor &colour)
{
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[start, length] : ranges) {
        if (start >= end)
            break;
        QTextLayout::FormatRange range;
        range.start = int(start);
        range.length = int(qMin(length, end - start));
        range.format.setForeground(colour);
        formats << range;
    }
    return formats;
}

void setPlainText(QTextLayout &layout, const QString &text, const QFont &font, QTextOption::WrapMode wrap)
{
    QString shown = text;
    shown.replace(u'\n', QChar(QChar::LineSeparator));
    layout.setText(shown);
    layout.setFont(font);
    layout.setTextOption(plainOption(wrap));
    layout.setCacheEnabled(true);
}

// Lays out as much of a message as the lines take, whatever its length: text that will not be seen is
// not shaped either.
LaidOut layOutMessage(QTextLayout &layout, const DisplayText &display, const QFont &font,
                      const QColor &escapeColour, qreal width, int maxLines, qreal tallestLine)
{
    const qsizetype all = display.text.size();
    const auto layOut = [&](qsizetype end) {
        setPlainText(layout, display.text.left(end), font, QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setFormats(formatsFor(display.escapes, end, escapeColour));
        return breakLines(layout, width, maxLines, tallestLine);
    };
    LaidOut result;
    for (qsizetype piece = maxLines == kUnlimited ? all : qMin(all, kFirstPiece);;
         piece = qMin(all, 2 * piece)) {
        result = layOut(piece);
        if (!result.isWhole || piece == all)
            break;
    }
    if (!result.isWhole) {
        qsizetype end = result.end;
        while (end > 0 && display.text[end - 1] == u'\n') // no empty line in its place
            --end;
        result = layOut(qMax<qsizetype>(1, end));
        result.isWhole = false;
    }
    return result;
}

// Words of ours in the place of a message.
DisplayText quietText(const QString &text)
{
    return {text, {{0, text.size()}}, false};
}

// What was only looked at was not received; a line was received before.
QString captionOf(const TimelineRowFacts &facts)
{
    const Event &event = facts.event;
    if (event.kind != EventKind::Peeked && event.kind != EventKind::Line)
        return dataCaption(event, facts.text, facts.encoding);
    QStringList parts{eventTag(event), eventNote(event)};
    parts.removeAll(QString());
    return parts.join(u" • "_s);
}

QString gapText(qint64 nanoseconds)
{
    const qreal seconds = qreal(nanoseconds) / 1e9;
    if (seconds < 60)
        return TimelineRow::tr("%1 s later").arg(QString::number(seconds, 'f', 1));
    if (seconds < 3600)
        return TimelineRow::tr("%1 min later").arg(QString::number(seconds / 60, 'f', 1));
    return TimelineRow::tr("%1 h later").arg(QString::number(seconds / 3600, 'f', 1));
}

QList<QTextLayout::FormatRange> occurrences(const QString &text, const QString &wanted)
{
    QList<QTextLayout::FormatRange> ranges;
    if (wanted.isEmpty())
        return ranges;
    for (qsizetype at = text.indexOf(wanted, 0, Qt::CaseInsensitive); at >= 0 && ranges.size() < kMostMarks;
         at = text.indexOf(wanted, at + wanted.size(), Qt::CaseInsensitive)) {
        QTextLayout::FormatRange range;
        range.start = int(at);
        range.length = int(wanted.size());
        ranges << range;
    }
    return ranges;
}

void paintLine(QPainter &painter, const QRectF &place, const QString &text, Qt::Alignment alignment)
{
    if (!text.isEmpty() && place.isValid())
        painter.drawText(place, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
                         text);
}

} // namespace

TimelineRow::TimelineRow(const TimelineRowFacts &facts, const TimelineStyle &style,
                         const TimelineLayout &layout)
    : m_side(facts.event.side)
    , m_extraLead(facts.extraLead)
    , m_isThin(rowFormOf(facts.event) == RowForm::Thin)
    , m_isData(rowFormOf(facts.event) == RowForm::Bubble)
    , m_isSent(facts.event.kind == EventKind::Sent || facts.event.kind == EventKind::Segment)
    , m_isError(facts.event.error.has_value())
    , m_isPatience(bothends::isPatience(facts.event))
    , m_isGone(facts.text.isGone)
    , m_isPeeked(facts.event.kind == EventKind::Peeked)
    , m_isEnvelope(bothends::isEnvelope(facts.event))
    , m_isTorn((facts.event.detail && facts.event.detail->datagramSize > facts.event.bytes)
               || (facts.event.segment && facts.event.segment->captured < facts.event.bytes))
    , m_sign(thinSignOf(facts.event))
    , m_isInferred(facts.event.origin == Origin::Inferred)
    , m_isShortened(facts.text.isShortened)
    , m_time(facts.isTimeRepeated ? QString() : eventTime(facts.event))
{
    RowContent content;
    content.side = m_side;
    content.isData = m_isData;
    content.isThin = m_isThin;
    content.isEnvelope = m_isEnvelope;
    content.extraLead = m_extraLead;
    content.hasGap = facts.gapNs > 0;
    content.isFirst = facts.isFirst;
    if (content.hasGap)
        m_gap = gapText(facts.gapNs);
    if (style.sizes.numberWidth > 0 && facts.event.connection != 0) {
        m_number = u'#' + QString::number(facts.event.connection);
        content.numberWidth = QFontMetricsF(style.note).horizontalAdvance(m_number);
    }
    if (m_isData && isFilePart(facts.event))
        layOutFilePart(facts, style, layout, content);
    else if (m_isData)
        layOutBubble(facts, style, layout, content);
    else if (m_isThin)
        layOutThin(facts, style, layout, content);
    else
        layOutTag(facts, style, layout, content);
    m_places = layout.place(content);
    alignRightToLeft(m_body, m_places.body.width());
}

void TimelineRow::layOutTag(const TimelineRowFacts &facts, const TimelineStyle &style,
                            const TimelineLayout &layout, RowContent &content)
{
    QString tag = eventTag(facts.event);
    if (facts.event.kind == EventKind::Error && facts.event.call() == CallName::None)
        tag = tr("error %1").arg(tag); // else it has the call and what it returned
    const qreal limit = layout.tagTextLimit(m_side);
    // Of a path both the folder and the file tell something.
    const Qt::TextElideMode elide = isLocal(facts.event.transport) ? Qt::ElideMiddle : Qt::ElideRight;
    setPlainText(m_body, QFontMetricsF(style.tag).elidedText(tag, elide, limit), style.tag,
                 QTextOption::NoWrap);
    content.body = breakLines(m_body, limit, 1, kTallestLine * style.sizes.tagLine).size;

    layOutNote(eventNote(facts.event), style, layout,
               layout.noteLimitBeside(m_side, content.body.width(), content.numberWidth), content);
}

// Beside the tag if there is room, else below it.
void TimelineRow::layOutNote(const QString &note, const TimelineStyle &style, const TimelineLayout &layout,
                             qreal beside, RowContent &content)
{
    if (note.isEmpty())
        return;
    const QFontMetricsF metrics(style.note);
    content.isNoteBelow = metrics.horizontalAdvance(note) > beside;
    const qreal noteWidth = content.isNoteBelow ? layout.noteLimit(m_side) : beside;
    setPlainText(m_note, note, style.note, QTextOption::WrapAtWordBoundaryOrAnywhere);
    const LaidOut laid = breakLines(m_note, noteWidth, kTagNoteLines, kTallestLine * style.sizes.noteLine);
    content.note = laid.size;
    if (!laid.isWhole) { // its last line says that there is more
        const QTextLine last = m_note.lineAt(kTagNoteLines - 1);
        const QString cut = note.left(last.textStart())
            + metrics.elidedText(note.mid(last.textStart()), Qt::ElideRight, noteWidth);
        setPlainText(m_note, cut, style.note, QTextOption::WrapAtWordBoundaryOrAnywhere);
        content.note = breakLines(m_note, noteWidth, kUnlimited, kTallestLine * style.sizes.noteLine).size;
    }
    if (content.isNoteBelow && m_side == Side::Server) { // towards its tag
        for (int i = 0; i < m_note.lineCount(); ++i) {
            QTextLine line = m_note.lineAt(i);
            line.setPosition(QPointF(std::ceil(content.note.width()) - line.naturalTextWidth(), line.y()));
        }
    }
}

void TimelineRow::layOutThin(const TimelineRowFacts &facts, const TimelineStyle &style,
                             const TimelineLayout &layout, RowContent &content)
{
    if (facts.event.reading)
        m_state = facts.event.reading->state;
    QString tag = eventTag(facts.event);
    QString note = eventNote(facts.event);
    if (facts.group) {
        tag = callName(facts.event.call()) + u"()"_s;
        note = tr("%n option(s) were read", nullptr, facts.group->count);
    }
    QFont strong = style.note;
    strong.setWeight(QFont::DemiBold);
    const qreal limit = layout.thinNoteLimit(m_side, 0, content.numberWidth);
    setPlainText(m_body, QFontMetricsF(strong).elidedText(tag, Qt::ElideRight, limit), strong,
                 QTextOption::NoWrap);
    content.body = breakLines(m_body, limit, 1, kTallestLine * style.sizes.noteLine).size;
    layOutNote(note, style, layout, layout.thinNoteLimit(m_side, content.body.width(), content.numberWidth),
               content);
}

void TimelineRow::layOutBubble(const TimelineRowFacts &facts, const TimelineStyle &style,
                               const TimelineLayout &layout, RowContent &content)
{
    const qreal limit = layout.bubbleTextLimit(m_side);
    const int maxLines = facts.isExpanded ? kUnlimited : kCollapsedLines;
    DisplayText display = facts.text.display;
    if (m_isGone)
        display = DisplayText{tr("The bytes of this row are no longer kept."), {}, false};
    if (facts.event.bytes == 0) // of an empty datagram, which is one all the same
        display = quietText(tr("%n byte(s)", nullptr, 0));
    const LaidOut laid = layOutMessage(m_body, display, style.text, style.colours.note, limit, maxLines,
                                       kTallestLine * style.sizes.textLine);
    content.body = QSizeF(laid.size.width(), qMax(laid.size.height(), style.sizes.textLine));
    layOutStrip(facts, style, limit, content);
    m_canToggle = !laid.isWhole || (facts.isExpanded && m_body.lineCount() > kCollapsedLines);

    QString caption = captionOf(facts);
    if (m_cells.count() > 0 && !m_cells.isOneByteEach())
        caption += u" • "_s + tr("the buffer has %n byte(s)", nullptr, plural(m_cells.size()));
    setPlainText(m_note, caption, style.note, QTextOption::WrapAtWordBoundaryOrAnywhere);
    content.note = breakLines(m_note, limit, kUnlimited, kTallestLine * style.sizes.noteLine).size;

    const QFontMetricsF metrics(style.link);
    if (m_canToggle) {
        m_more = facts.isExpanded ? tr("less") : tr("more");
        content.moreWidth = metrics.horizontalAdvance(m_more);
    }
    if (m_isShortened) {
        m_showAll = tr("show all (%1)").arg(QLocale().formattedDataSize(facts.event.bytes, 1));
        content.showAllWidth = metrics.horizontalAdvance(m_showAll);
    }
}

// Where the bytes are instead of the bytes themselves: the name, the range and how many calls it took.
void TimelineRow::layOutFilePart(const TimelineRowFacts &facts, const TimelineStyle &style,
                                 const TimelineLayout &layout, RowContent &content)
{
    const CallDetail &detail = *facts.event.detail;
    const qint64 bytes = facts.group ? facts.group->bytes : facts.event.bytes;
    const int calls = facts.group ? facts.group->count : 1;
    content.iconWidth = kSheet * style.sizes.zoom;
    const qreal limit = layout.bubbleTextLimit(m_side) - 2 * content.iconWidth;
    const QString name = toDisplayText(QFileInfo(detail.file).fileName()).text;
    setPlainText(m_body, QFontMetricsF(style.text).elidedText(name, Qt::ElideMiddle, limit), style.text,
                 QTextOption::NoWrap);
    content.body = breakLines(m_body, limit, 1, kTallestLine * style.sizes.textLine).size;

    const QLocale locale;
    const QString size = locale.formattedDataSize(bytes, 1);
    const QString from = locale.toString(detail.fileOffset);
    const QString to = locale.toString(qMax(detail.fileOffset, detail.fileOffset + bytes - 1));
    const QString caption = m_isSent
        ? tr("sent %1 of the file, bytes %2 to %3, in %n call(s)", nullptr, calls).arg(size, from, to)
        : tr("received %1 in %n read(s), saved as bytes %2 to %3", nullptr, calls).arg(size, from, to);
    setPlainText(m_note, caption, style.note, QTextOption::WrapAtWordBoundaryOrAnywhere);
    content.note
        = breakLines(m_note, layout.bubbleTextLimit(m_side), kUnlimited, kTallestLine * style.sizes.noteLine)
              .size;
}

// The buffer that a read was given, as cells; or what a line left behind in the program's own buffer.
void TimelineRow::layOutStrip(const TimelineRowFacts &facts, const TimelineStyle &style, qreal limit,
                              RowContent &content)
{
    const qreal zoom = style.sizes.zoom;
    if (const qint64 size = givenBuffer(facts.event); size > 0) {
        const QSizeF cell = kCell * zoom;
        const int inALine = BufferCells::cellsPerLine(limit, cell.width());
        m_cells = BufferCells(size, facts.event.bytes,
                              size > kMostCells ? qMin(kMostCells, inALine) : kMostCells);
        content.strip = m_cells.sizeHint(limit, cell);
    } else if (facts.event.kind == EventKind::Line && facts.event.detail
               && facts.event.detail->inProgram >= 0) {
        m_stripTexts = {facts.inKernel < 0 ? tr("in the kernel: not told")
                                           : tr("in the kernel: %n byte(s)", nullptr, plural(facts.inKernel)),
                        tr("in the program: %n byte(s)", nullptr, plural(facts.event.detail->inProgram))};
        const QFontMetricsF metrics(style.note);
        for (size_t i = 0; i < m_stripWidths.size(); ++i)
            m_stripWidths[i]
                = std::ceil(metrics.horizontalAdvance(m_stripTexts.at(qsizetype(i))) + 2 * kStripPad * zoom);
        const qreal height = std::ceil(style.sizes.noteLine + 4 * zoom);
        m_isStripStacked = m_stripWidths[0] + m_stripWidths[1] > limit;
        content.strip = m_isStripStacked
            ? QSizeF(qMin(limit, qMax(m_stripWidths[0], m_stripWidths[1])), 2 * height)
            : QSizeF(m_stripWidths[0] + m_stripWidths[1], height);
    }
}

TimelineRow::Part TimelineRow::partAt(const QPointF &point) const
{
    constexpr qreal kSlack = 3;
    const auto isIn = [&point](const QRectF &place) {
        return !place.isNull() && place.adjusted(-kSlack, -1, kSlack, 1).contains(point);
    };
    if (isIn(m_places.more))
        return Part::More;
    return isIn(m_places.showAll) ? Part::ShowAll : Part::Other;
}

void TimelineRow::setFoundText(const QString &text)
{
    if (m_foundText == text)
        return;
    m_foundText = text;
    m_foundInBody = occurrences(m_body.text().replace(QChar(QChar::LineSeparator), u'\n'), text);
    m_foundInNote = m_isData ? QList<QTextLayout::FormatRange>() : occurrences(m_note.text(), text);
}

void TimelineRow::paintConnector(QPainter &painter, const TimelineStyle &style, qreal toX) const
{
    const QColor role = roleColour(style);
    painter.setPen(QPen(m_isInferred ? style.outline(role) : style.colours.line, 1,
                        m_isInferred   ? Qt::DashLine
                            : m_isThin ? Qt::DotLine
                                       : Qt::SolidLine));
    const qreal y = std::floor(m_places.wireY) + 0.5;
    const qreal from = m_side == Side::Server ? m_places.mark.right() : m_places.mark.left();
    painter.drawLine(QPointF(from, y), QPointF(toX, y));
}

void TimelineRow::paint(QPainter &painter, const TimelineStyle &style, const TimelineLayout &layout,
                        const QRectF &exposed, bool isSelected)
{
    const bool isServer = m_side == Side::Server;
    paintMark(painter, style, isSelected);

    painter.setPen(style.colours.note);
    painter.setFont(style.note);
    paintLine(painter, m_places.time, m_time, Qt::AlignLeft);
    paintLine(painter, m_places.number, m_number, isServer ? Qt::AlignRight : Qt::AlignLeft);
    if (!m_gap.isEmpty()) {
        paintLine(painter, m_places.gap, m_gap, Qt::AlignLeft);
        const qreal width = painter.fontMetrics().horizontalAdvance(m_gap);
        const qreal middle = std::floor(m_places.gap.center().y()) + 0.5;
        painter.setPen(QPen(style.colours.line, 1, Qt::DotLine));
        painter.drawLine(QPointF(m_places.gap.left() + width + 8, middle),
                         QPointF(layout.lanes().clientRight, middle));
    }
    paintTexts(painter, style, exposed);
    painter.setFont(style.link);
    painter.setPen(style.linkColour);
    paintLine(painter, m_places.more, m_more, Qt::AlignLeft);
    paintLine(painter, m_places.showAll, m_showAll, Qt::AlignLeft);
}

QColor TimelineRow::roleColour(const TimelineStyle &style) const
{
    if (m_isPatience)
        return style.colours.warning;
    return m_isError ? style.colours.error : style.role(m_side);
}

void TimelineRow::paintMark(QPainter &painter, const TimelineStyle &style, bool isSelected) const
{
    if (m_isThin) {
        paintThinSign(painter, style, isSelected);
        return;
    }
    const qreal zoom = style.sizes.zoom;
    const QColor role = roleColour(style);
    const qreal radius = (m_isEnvelope || !m_isData ? 4 : 10) * zoom;
    const qreal inset = isSelected ? 1 : 0.5;
    const QRectF mark = m_places.mark.adjusted(inset, inset, -inset, -inset);
    painter.setPen(QPen(isSelected ? role : style.outline(role), isSelected ? 2 : 1,
                        m_isInferred || m_isPeeked ? Qt::DashLine : Qt::SolidLine));
    if (m_isError)
        painter.setBrush(m_isPatience ? style.colours.warningFill : style.colours.errorFill);
    else
        painter.setBrush(m_isSent ? style.fill(m_side) : style.colours.ground);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.drawPath(bubbleOutline(mark, radius, m_isTorn, zoom));
    if (m_isEnvelope)
        paintFlap(painter, mark, m_places.flap);
    if (!m_places.icon.isNull())
        paintSheet(painter, m_places.icon, role);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    if (!m_places.strip.isNull())
        paintStrip(painter, style);
}

void TimelineRow::paintThinSign(QPainter &painter, const TimelineStyle &style, bool isSelected) const
{
    const QRectF sign = m_places.dot.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const bool isGoneState = m_state == TcpState::Closed;
    switch (m_sign) {
    case ThinSign::State:
        painter.setPen(
            QPen(isGoneState ? style.colours.note : stateColour(style.colours, m_state), isSelected ? 2 : 1));
        painter.setBrush(isGoneState ? QBrush() : QBrush(stateColour(style.colours, m_state)));
        painter.drawEllipse(sign);
        break;
    case ThinSign::Option:
        painter.setPen(QPen(style.role(m_side), isSelected ? 2 : 1));
        painter.setBrush(style.fill(m_side));
        painter.drawRect(sign);
        break;
    case ThinSign::Thread:
        paintSleep(painter, sign, style.role(m_side), 0, style.sizes.zoom);
        break;
    case ThinSign::Dropped:
        paintCross(painter, sign.center(), sign.width(), style.colours.error);
        break;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
}

void TimelineRow::paintStrip(QPainter &painter, const TimelineStyle &style) const
{
    if (m_stripTexts.isEmpty()) {
        paintCells(painter, m_cells, m_places.strip, kCell * style.sizes.zoom,
                   {style.outline(style.role(m_side)), style.role(m_side), style.colours.ground});
        return;
    }
    // Two halves of one bar: what is still in the kernel, and what has left it and waits in the program.
    QRectF kernel = m_places.strip.adjusted(0.5, 0.5, -0.5, -0.5);
    QRectF program = kernel;
    if (m_isStripStacked) {
        kernel.setHeight(m_places.strip.height() / 2);
        program.setTop(kernel.bottom());
    } else {
        kernel.setWidth(m_stripWidths[0]);
        program.setLeft(kernel.right());
    }
    painter.setFont(style.note);
    const std::array<QRectF, 2> halves{kernel, program};
    for (size_t i = 0; i < halves.size(); ++i) {
        painter.setPen(QPen(style.outline(style.role(m_side)), 1));
        painter.setBrush(i == 0 ? style.colours.band : style.fill(m_side));
        painter.drawRect(halves[i]);
        painter.setPen(style.colours.text);
        paintLine(painter, halves[i], m_stripTexts.at(qsizetype(i)), Qt::AlignHCenter);
    }
    painter.setBrush(Qt::NoBrush);
}

void TimelineRow::paintTexts(QPainter &painter, const TimelineStyle &style, const QRectF &exposed) const
{
    const auto marked = [&style](QList<QTextLayout::FormatRange> ranges) {
        for (QTextLayout::FormatRange &range : ranges) {
            range.format.setBackground(style.colours.match);
            range.format.setForeground(style.colours.text);
        }
        return ranges;
    };
    const QColor role = roleColour(style);
    painter.setPen(m_isGone || m_isThin ? style.colours.note : (m_isData ? style.colours.text : role));
    m_body.draw(&painter, m_places.body.topLeft(), marked(m_foundInBody), exposed);
    if (m_places.note.isNull())
        return;
    painter.setPen(style.colours.note);
    m_note.draw(&painter, m_places.note.topLeft(), marked(m_foundInNote), exposed);
}

} // namespace bothends
