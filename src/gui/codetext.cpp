// SPDX-License-Identifier: MIT
#include "gui/codetext.h"

#include "gui/theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace bothends {

CodeText::CodeText(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_margin(new QWidget(this))
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight); // a program is, in every language
    document()->setDefaultTextOption(option);
    document()->setDocumentMargin(0); // the band reaches the margin with the arrow
    m_margin->installEventFilter(this);
    connect(this, &QPlainTextEdit::updateRequest, m_margin, qOverload<>(&QWidget::update));
    setViewportMargins(marginWidth(), 0, 0, 0);
}

void CodeText::setProgram(const QStringList &lines, int first, int last, bool scroll)
{
    const QString program = lines.join(u'\n');
    const int x = horizontalScrollBar()->value();
    const int y = verticalScrollBar()->value();
    if (program != m_program) {
        m_program = program;
        setPlainText(program);
    }
    m_first = first;
    m_last = last;
    mark();
    if (scroll) {
        scrollToMark();
    } else {
        horizontalScrollBar()->setValue(x);
        verticalScrollBar()->setValue(y);
    }
}

void CodeText::setSide(Side side)
{
    m_side = side;
    m_margin->update();
}

void CodeText::mark()
{
    QList<QTextEdit::ExtraSelection> selections;
    for (int line = m_first; line >= 0 && line <= m_last; ++line) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document()->findBlockByNumber(line));
        selection.format.setBackground(coloursFor(palette()).band);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
    }
    setExtraSelections(selections);
    m_margin->update();
}

void CodeText::scrollToMark()
{
    setTextCursor(QTextCursor(document()->findBlockByNumber(qMax(0, m_first))));
    if (m_first >= 0)
        centerCursor();
    else
        verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
}

int CodeText::marginWidth() const
{
    return fontMetrics().height();
}

void CodeText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect place = contentsRect();
    m_margin->setGeometry(place.left(), place.top(), marginWidth(), viewport()->height());
    if (event->size().height() != event->oldSize().height() && m_first >= 0)
        scrollToMark();
}

void CodeText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setViewportMargins(marginWidth(), 0, 0, 0);
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        mark();
}

bool CodeText::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_margin && event->type() == QEvent::Paint) {
        paintMargin();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void CodeText::paintMargin()
{
    QPainter painter(m_margin);
    const Colours colours = coloursFor(palette());
    painter.fillRect(m_margin->rect(), palette().color(QPalette::Base));
    const QTextBlock first = document()->findBlockByNumber(m_first);
    const QTextBlock last = document()->findBlockByNumber(m_last);
    if (m_first < 0 || !first.isValid() || !last.isValid())
        return;
    const QRectF top = blockBoundingGeometry(first).translated(contentOffset());
    const QRectF bottom = blockBoundingGeometry(last).translated(contentOffset());
    const QRectF band(0, top.top(), m_margin->width(), bottom.bottom() - top.top());
    painter.fillRect(band, colours.band);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_side == Side::Server ? colours.server : colours.client);
    const qreal size = top.height() * 0.28;
    const QPointF middle(m_margin->width() / 2.0, top.center().y());
    painter.drawPolygon(QPolygonF({middle + QPointF(-size * 0.8, -size), middle + QPointF(size, 0),
                                   middle + QPointF(-size * 0.8, size)}));
}

} // namespace bothends
