// SPDX-License-Identifier: MIT
#include "gui/plainedit.h"

#include "gui/widgets.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QTextDocument>

namespace bothends {

namespace {

constexpr qsizetype kWrappableLine = 2000;
constexpr qsizetype kHistoryLimit = 200;

bool hasLongLine(const QString &text)
{
    qsizetype lineStart = 0;
    while (lineStart <= text.size()) {
        qsizetype lineEnd = text.indexOf(u'\n', lineStart);
        if (lineEnd < 0)
            lineEnd = text.size();
        if (lineEnd - lineStart > kWrappableLine)
            return true;
        lineStart = lineEnd + 1;
    }
    return false;
}

} // namespace

PlainEdit::PlainEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setUndoRedoEnabled(true);
}

void PlainEdit::setMessageField(int maxLines)
{
    m_maxLines = maxLines;
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(document(), &QTextDocument::blockCountChanged, this, [this] { updateGeometry(); });
}

void PlainEdit::setText(const QString &text)
{
    adaptWrapping(text);
    setPlainText(text);
}

void PlainEdit::remember(const QString &text)
{
    constexpr qsizetype kMaxRemembered = 64 * 1024;
    if (!text.isEmpty() && text.size() <= kMaxRemembered && (m_history.isEmpty() || m_history.last() != text))
        m_history << text;
    while (m_history.size() > kHistoryLimit)
        m_history.removeFirst();
    m_historyIndex = m_history.size();
    m_draft.clear();
}

void PlainEdit::setHint(const QString &hint)
{
    m_hint = hint;
    fitHint();
}

void PlainEdit::fitHint()
{
    const int room = viewport()->width() - 2 * qRound(document()->documentMargin());
    setPlaceholderText(fontMetrics().elidedText(m_hint, Qt::ElideRight, room));
}

void PlainEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHint();
}

void PlainEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitHint();
}

void PlainEdit::showHistory(qsizetype index)
{
    if (index < 0 || index > m_history.size())
        return;
    if (m_historyIndex == m_history.size())
        m_draft = toPlainText();
    m_historyIndex = index;
    setText(index == m_history.size() ? m_draft : m_history.at(index));
    moveCursor(QTextCursor::End);
}

void PlainEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_maxLines > 0) {
        const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        // An input method consumes the Enter that ends a composition; it never gets here.
        if (isEnter && !(event->modifiers() & Qt::ShiftModifier)) {
            emit submitted();
            return;
        }
        const int line = textCursor().blockNumber();
        if (event->key() == Qt::Key_Up && line == 0 && event->modifiers() == Qt::NoModifier) {
            showHistory(m_historyIndex - 1);
            return;
        }
        if (event->key() == Qt::Key_Down && line == blockCount() - 1
            && event->modifiers() == Qt::NoModifier) {
            showHistory(m_historyIndex + 1);
            return;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PlainEdit::insertFromMimeData(const QMimeData *source)
{
    const QString text = source->text();
    if (text.size() + document()->characterCount() > kMaxChars) {
        emit pasteRefused(text.size());
        return;
    }
    adaptWrapping(text);
    textCursor().insertText(text);
    ensureCursorVisible();
}

void PlainEdit::dropEvent(QDropEvent *event)
{
    const QString file = droppedFile(event->mimeData());
    if (m_maxLines == 0 || file.isEmpty()) {
        QPlainTextEdit::dropEvent(event);
        return;
    }
    event->acceptProposedAction();
    emit fileDropped(file);
}

void PlainEdit::adaptWrapping(const QString &added)
{
    if (hasLongLine(added) && lineWrapMode() != NoWrap)
        setLineWrapMode(NoWrap);
    else if (document()->isEmpty() && !hasLongLine(added) && lineWrapMode() == NoWrap)
        setLineWrapMode(WidgetWidth);
}

int PlainEdit::heightForLines(int lines) const
{
    const QMargins margins = contentsMargins();
    return fontMetrics().lineSpacing() * lines + qRound(document()->documentMargin() * 2) + 2 * frameWidth()
        + margins.top() + margins.bottom() + 2;
}

QSize PlainEdit::sizeHint() const
{
    const int lines = m_maxLines > 0 ? qBound(1, blockCount(), m_maxLines) : 2;
    return {160, heightForLines(lines)};
}

QSize PlainEdit::minimumSizeHint() const
{
    return {60, m_maxLines > 0 ? sizeHint().height() : heightForLines(2)};
}

} // namespace bothends
