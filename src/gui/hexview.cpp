// SPDX-License-Identifier: MIT
#include "gui/hexview.h"

#include "core/displaytext.h"
#include "gui/fonts.h"
#include "gui/hexglyphs.h"
#include "gui/rowcopier.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyle>

#include <climits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

using Kind = StreamSequence::Kind;

constexpr qint64 kShownBytes = 8; // of a selection, in the status
constexpr qint64 kReadBytes = 48; // of a selection, as text in the status
constexpr qint64 kLongestCharacter = 4;

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(' ').toUpper());
}

// `新 U+65B0`
QString nameOf(char32_t c)
{
    return u"%1 U+%2"_s.arg(glyphOf(c), QString::number(c, 16).toUpper().rightJustified(4, u'0'));
}

int plural(qint64 count)
{
    return int(qMin<qint64>(count, INT_MAX));
}

QByteArray keptBytes(const std::vector<StreamPiece> &pieces)
{
    QByteArray bytes;
    for (const StreamPiece &piece : pieces)
        bytes += piece.bytes;
    return bytes;
}

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(u"hexView"_s);
    setAccessibleName(tr("Bytes of the stream, in hex and as text"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    restyle();
}

void HexView::showRow(const StreamBytes &stream, const StreamRange &row)
{
    const bool isSame = m_stream && *m_stream == stream;
    m_stream = stream;
    m_row = row;
    m_anchor = m_current = -1;
    if (!isSame)
        m_topLine = 0;
    layOut();
    // With a little of what was before it in sight.
    const qint64 first = m_layout.lineOf(qint64(row.offset));
    const qint64 last = m_layout.lineOf(qint64(row.end()) - 1);
    if (first < m_topLine || last >= m_topLine + visibleLines())
        setTopLine(first - qMin<qint64>(2, qMax<qint64>(0, visibleLines() - (last - first + 1))));
    forgetWindow();
    announce();
}

void HexView::clear()
{
    m_stream.reset();
    m_row = {};
    m_anchor = m_current = -1;
    m_topLine = 0;
    layOut();
    announce();
}

void HexView::takeInGrowth()
{
    if (!m_stream || m_stream->size() == m_layout.size())
        return;
    const bool wasEndVisible = m_hasWindow && m_window.end() >= m_layout.size();
    const int bytesPerLine = m_layout.bytesPerLine();
    const int digits = m_layout.offsetDigits();
    const bool hadWindow = m_hasWindow;
    layOut();
    const bool isSame = m_layout.bytesPerLine() == bytesPerLine && m_layout.offsetDigits() == digits;
    m_hasWindow = hadWindow && isSame && !wasEndVisible;
}

void HexView::readAgain()
{
    forgetWindow();
    announce();
}

void HexView::restyle()
{
    m_font = fixedPitchFont(font());
    m_colours = coloursFor(palette());
    const QFontMetrics metrics(m_font);
    m_metrics.charWidth = qMax(1, metrics.horizontalAdvance(u'0'));
    m_metrics.textCell = qMax(2, m_metrics.charWidth * 3 / 2);
    m_metrics.lineHeight = metrics.height() + 6;
    for (size_t byte = 0; byte < m_hexTexts.size(); ++byte) {
        const bool isGone = byte == m_hexTexts.size() - 1;
        m_hexTexts[byte].setText(isGone ? u"··"_s : hexOf(QByteArray(1, char(byte))));
        m_hexTexts[byte].setTextFormat(Qt::PlainText);
        m_hexTexts[byte].prepare({}, m_font);
    }
    layOut();
}

// The width is counted as if the vertical scroll bar were there, so that it does not change the lines.
void HexView::layOut()
{
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const qint64 topByte = m_layout.offsetOf(m_topLine);
    HexMetrics metrics = m_metrics;
    if (m_stream && m_stream->isDatagrams())
        metrics.lineHeight += numberHeight();
    m_layout = HexLayout(metrics, maximumViewportSize().width() - bar, m_stream ? m_stream->size() : 0);
    {
        const QScopedValueRollback adjusting(m_isAdjusting, true);
        verticalScrollBar()->setRange(0, m_layout.lastStep(visibleLines()));
        verticalScrollBar()->setPageStep(qMax(1, int(visibleLines() / m_layout.linesPerStep())));
        horizontalScrollBar()->setRange(0, qMax(0, m_layout.contentWidth() - viewport()->width()));
        horizontalScrollBar()->setPageStep(viewport()->width());
        horizontalScrollBar()->setSingleStep(4 * m_metrics.charWidth);
    }
    setTopLine(m_layout.lineOf(topByte));
    forgetWindow();
}

int HexView::visibleLines() const
{
    return qMax(1, viewport()->height() / m_layout.lineHeight());
}

// Lines are so much higher where datagrams have their numbers above the bytes.
int HexView::numberHeight() const
{
    return QFontMetrics(scaledFont(m_font, kNumberFactor)).height();
}

void HexView::setTopLine(qint64 line)
{
    m_topLine = qMax<qint64>(0, qMin(line, m_layout.lineCount() - visibleLines()));
    const QScopedValueRollback adjusting(m_isAdjusting, true);
    verticalScrollBar()->setValue(m_layout.stepOf(m_topLine));
    forgetWindow();
}

void HexView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    if (!m_isAdjusting && dy != 0) {
        const qint64 wanted = verticalScrollBar()->value() * m_layout.linesPerStep();
        m_topLine = qMax<qint64>(0, qMin(wanted, m_layout.lineCount() - visibleLines()));
        m_hasWindow = false;
    }
    viewport()->update();
}

void HexView::reveal(qint64 offset)
{
    const qint64 line = m_layout.lineOf(offset);
    if (line < m_topLine)
        setTopLine(line);
    else if (line >= m_topLine + visibleLines())
        setTopLine(line - visibleLines() + 1);
}

void HexView::forgetWindow()
{
    m_hasWindow = false;
    viewport()->update();
}

void HexView::announce()
{
    m_selection = wholeSelection();
    const QString text = status();
    setAccessibleDescription(text);
    emit statusChanged(text);
    viewport()->update();
}

StreamSequence HexView::sequenceAt(qint64 offset) const
{
    if (m_hasWindow) {
        for (const StreamSequence &one : m_window.sequences) {
            if (one.kind != Kind::Gone && one.offset <= offset && offset < one.end())
                return one;
        }
    }
    const std::vector<StreamSequence> found
        = m_stream ? m_stream->sequences(offset, 1) : std::vector<StreamSequence>();
    if (found.empty() || found.front().kind == Kind::Gone)
        return {offset, 1, Kind::Gone, 0};
    return found.front();
}

HexView::Selection HexView::wholeSelection() const
{
    if (m_current < 0)
        return {};
    qint64 from = qMin(m_anchor, m_current);
    qint64 to = qMax(m_anchor, m_current) + 1;
    if (m_column == HexColumn::Text) {
        from = sequenceAt(from).offset;
        to = sequenceAt(to - 1).end();
    }
    return {from, to - from};
}

void HexView::select(qint64 offset, qint64 length)
{
    const qint64 last = m_layout.size() - 1;
    if (last < 0 || length <= 0)
        return;
    m_column = HexColumn::Hex;
    m_anchor = qBound<qint64>(0, offset, last);
    m_current = qBound<qint64>(0, offset + length - 1, last);
    announce();
}

void HexView::selectAll()
{
    select(0, m_layout.size());
}

void HexView::selectRow()
{
    select(qint64(m_row.offset), m_row.length);
}

void HexView::moveTo(qint64 offset, bool extend)
{
    if (m_layout.size() == 0)
        return;
    m_current = qBound<qint64>(0, offset, m_layout.size() - 1);
    if (!extend || m_anchor < 0)
        m_anchor = m_current;
    reveal(m_current);
    announce();
}

QString HexView::status() const
{
    if (!m_stream || m_layout.size() == 0)
        return {};
    const bool isSelection = m_selection.length > 0;
    const Selection said = isSelection ? m_selection : Selection{qint64(m_row.offset), m_row.length};
    const QString hexOffset = QString::number(said.offset, 16).toUpper();
    QStringList parts;
    parts << (isSelection ? tr("offset 0x%1 (%2)") : tr("this row: offset 0x%1 (%2)"))
                 .arg(hexOffset, QString::number(said.offset));
    const QByteArray bytes = keptBytes(m_stream->read(said.offset, qMin(said.length, kShownBytes)));
    if (bytes.size() == qMin(said.length, kShownBytes)) {
        const QString hex = hexOf(bytes) + (said.length > kShownBytes ? u" …"_s : QString());
        parts << tr("%n byte(s) %1", nullptr, plural(said.length)).arg(hex);
    } else {
        parts << tr("%n byte(s)", nullptr, plural(said.length));
    }
    parts << meaning(said);
    return parts.join(u" • "_s);
}

QStringList HexView::meaning(const Selection &selected) const
{
    const std::vector<StreamSequence> found
        = m_stream->sequences(selected.offset, qMin(selected.length, kReadBytes));
    if (found.empty())
        return {};
    const StreamSequence &first = found.front();
    QStringList words;
    if (first.kind == Kind::Gone)
        return {tr("no longer kept")};
    if (found.size() > 1) {
        if (selected.length > kReadBytes)
            return {};
        QString text;
        for (const StreamSequence &one : found)
            text += glyphOf(one);
        return {tr("text: %1").arg(text)};
    }
    if (first.kind == Kind::Invalid)
        words << tr("no character in %1").arg(textEncodingName(m_stream->encoding()));
    else if (first.kind == Kind::Incomplete)
        words << tr("part of a character that is not complete");
    else if (first.length > selected.length)
        words << tr("part of %1, bytes %2")
                     .arg(nameOf(first.character),
                          hexOf(keptBytes(m_stream->read(first.offset, first.length))));
    else
        words << nameOf(first.character);
    if (isCut(first))
        words << tr("cut between two rows");
    return words;
}

bool HexView::isCut(const StreamSequence &sequence) const
{
    return m_stream->rowsIn(sequence.offset, qMin(sequence.length, kLongestCharacter)).size() > 1;
}

QByteArray HexView::selectedBytes(bool *isCut) const
{
    Selection selected = m_selection;
    if (selected.length == 0)
        selected = {qint64(m_row.offset), m_row.length};
    *isCut = selected.length > kCopyLimit;
    return m_stream ? keptBytes(m_stream->read(selected.offset, qMin(selected.length, kCopyLimit)))
                    : QByteArray();
}

void HexView::copyHex()
{
    bool isCut = false;
    const QByteArray bytes = selectedBytes(&isCut);
    if (bytes.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(hexOf(bytes));
    emit copied(isCut);
}

void HexView::copyText()
{
    bool isCut = false;
    const QByteArray bytes = selectedBytes(&isCut);
    if (bytes.isEmpty())
        return;
    StreamDecoder decoder(m_stream->encoding());
    DecodedChunk chunk = decoder.decode(bytes);
    const DecodedChunk rest = decoder.finish();
    if (!rest.text.isEmpty())
        appendRange(chunk.escapes, chunk.text.size(), rest.text.size());
    chunk.text += rest.text;
    QGuiApplication::clipboard()->setText(pasteableText(toDisplayText(chunk.text, chunk.escapes)));
    emit copied(isCut);
}

bool HexView::event(QEvent *event)
{
    // Else the window's own Copy and Select All would take these keys.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Bytes of the stream, in hex and as text"));
        announce();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
               || event->type() == QEvent::StyleChange) {
        restyle();
    }
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyHex();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool isWhole = event->modifiers().testFlag(Qt::ControlModifier);
    const qint64 perLine = m_layout.bytesPerLine();
    const qint64 from = m_current < 0 ? qint64(m_row.offset) : m_current;
    const qint64 lineStart = from - from % perLine;
    const qint64 page = perLine * visibleLines();
    const bool isByCharacter = isWhole || m_column == HexColumn::Text;
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_current < 0 ? from : previous(from, isByCharacter), extend);
        break;
    case Qt::Key_Right:
        moveTo(m_current < 0 ? from : isByCharacter ? sequenceAt(from).end() : from + 1, extend);
        break;
    case Qt::Key_Up:
        moveTo(from >= perLine ? from - perLine : from, extend);
        break;
    case Qt::Key_Down:
        moveTo(from + perLine < m_layout.size() ? from + perLine : from, extend);
        break;
    case Qt::Key_PageUp:
        moveTo(from >= page ? from - page : from % perLine, extend);
        break;
    case Qt::Key_PageDown:
        moveTo(from + page, extend);
        break;
    case Qt::Key_Home:
        moveTo(isWhole ? 0 : lineStart, extend);
        break;
    case Qt::Key_End:
        moveTo(isWhole ? m_layout.size() - 1 : lineStart + perLine - 1, extend);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        break;
    }
}

// The byte to the left, or the first one of the character to the left.
qint64 HexView::previous(qint64 offset, bool isByCharacter) const
{
    if (!isByCharacter)
        return offset - 1;
    const qint64 start = sequenceAt(offset).offset;
    return start == 0 ? 0 : sequenceAt(start - 1).offset;
}

qint64 HexView::hit(const QPoint &point, HexColumn column) const
{
    const QPoint place = point + QPoint(horizontalScrollBar()->value(), 0);
    return m_layout.byteAt(place, m_topLine, column).value_or(-1);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_layout.size() == 0)
        return;
    const QPoint point = event->position().toPoint();
    m_column = m_layout.columnAt(point.x() + horizontalScrollBar()->value());
    moveTo(hit(point, m_column), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && m_current >= 0)
        moveTo(hit(event->position().toPoint(), m_column), true);
}

void HexView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_layout.size() == 0)
        return;
    const StreamSequence sequence = sequenceAt(hit(event->position().toPoint(), m_column));
    m_anchor = sequence.offset;
    moveTo(sequence.end() - 1, true);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_stream)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as Hex"), this, &HexView::copyHex)->setObjectName(u"copyHex"_s);
    menu->addAction(tr("Copy as Text"), this, &HexView::copyText)->setObjectName(u"copyText"_s);
    menu->addSeparator();
    menu->addAction(tr("Select the Bytes of the Row"), this, &HexView::selectRow)
        ->setObjectName(u"selectRow"_s);
    menu->addAction(tr("Select All"), this, &HexView::selectAll)->setObjectName(u"selectAll"_s);
    menu->popup(event->globalPos());
}

void HexView::readWindow()
{
    m_window = {};
    m_hasWindow = true;
    if (!m_stream)
        return;
    const qint64 lines = visibleLines() + 1;
    const qint64 length = lines * m_layout.bytesPerLine();
    m_window.offset = m_layout.offsetOf(m_topLine);
    const std::vector<StreamPiece> pieces = m_stream->read(m_window.offset, length);
    for (const StreamPiece &piece : pieces) {
        if (piece.isKept) {
            for (const char byte : piece.bytes)
                m_window.bytes.push_back(uchar(byte));
        } else {
            m_window.bytes.insert(m_window.bytes.end(), size_t(piece.length), -1);
        }
    }
    const qint64 shown = qint64(m_window.bytes.size());
    m_bytesRead += shown;
    m_window.sequences = m_stream->sequences(m_window.offset, shown);
    // The last character may go on behind the window.
    m_window.rows = m_stream->rowsIn(m_window.offset, shown + kLongestCharacter);
}

} // namespace bothends
