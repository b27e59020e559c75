// SPDX-License-Identifier: MIT
#include "gui/inlinemessage.h"

#include "gui/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

// What a peer or a resolver said may be long and without a space: bounded, and breakable anywhere.
QString bounded(const QString &text)
{
    constexpr qsizetype kLimit = 400;
    constexpr qsizetype kLongWord = 24;
    QString result;
    qsizetype sinceBreak = 0;
    const QString part = text.left(kLimit);
    for (const QChar c : part) {
        result += c;
        sinceBreak = c.isSpace() ? 0 : sinceBreak + 1;
        if (sinceBreak >= kLongWord && !c.isHighSurrogate()) {
            result += QChar(0x200B);
            sinceBreak = 0;
        }
    }
    return text.size() > kLimit ? result + u'…' : result;
}

} // namespace

InlineMessage::InlineMessage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_what(new QLabel(this))
    , m_nextStep(new QLabel(this))
    , m_texts(new QVBoxLayout)
    , m_beside(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 4, 6);
    layout->setSpacing(6);
    m_texts->setSpacing(2);
    for (QLabel *label : {m_what, m_nextStep}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
        m_texts->addWidget(label);
    }
    QFont bold = font();
    bold.setBold(true);
    m_icon->setFont(bold);
    m_close->setText(u"×"_s);
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::TabFocus);
    connect(m_close, &QToolButton::clicked, this, &InlineMessage::clear);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(m_texts, 1);
    layout->addLayout(m_beside);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    QWidget::hide();
}

void InlineMessage::say(Kind kind, const QString &what, const QString &nextStep,
                        const QList<Remedy> &remedies)
{
    m_kind = kind;
    offer(remedies);
    m_icon->setText(kind == Kind::Note ? u"ℹ"_s : u"!"_s);
    m_what->setText(bounded(what));
    m_nextStep->setText(bounded(nextStep));
    m_nextStep->setVisible(!nextStep.isEmpty());
    m_close->setAccessibleName(tr("Close this message"));
    setAccessibleName(text());
    applyColours();
    QWidget::show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void InlineMessage::setWide()
{
    m_isWide = true;
    for (QLabel *label : {m_what, m_nextStep})
        label->setMinimumHeight(1); // else as high as a label that is narrow; the width tells how high it is
}

void InlineMessage::offer(const QList<Remedy> &remedies)
{
    for (QPushButton *old : std::as_const(m_remedies)) {
        old->hide();
        old->deleteLater(); // it may be the one that was pressed
    }
    m_remedies.clear();
    for (const Remedy &remedy : remedies) {
        auto *button = new QPushButton(remedy.text, this);
        button->setObjectName(remedy.name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [run = remedy.run] { run(); });
        if (m_isWide)
            m_beside->addWidget(button, 0, Qt::AlignVCenter);
        else
            m_texts->addWidget(button, 0, Qt::AlignLeft);
        m_remedies << button;
    }
}

void InlineMessage::clear()
{
    QWidget::hide();
}

QString InlineMessage::text() const
{
    QString text = m_what->text();
    if (!m_nextStep->text().isEmpty())
        text += u' ' + m_nextStep->text();
    return text.remove(QChar(0x200B));
}

void InlineMessage::applyColours()
{
    const Colours colours = coloursFor(window()->palette());
    QPalette texts = window()->palette();
    const QColor accent = m_kind == Kind::Error ? colours.error
        : m_kind == Kind::Warning               ? colours.warning
                                                : colours.text;
    m_icon->setPalette(texts);
    texts.setColor(QPalette::WindowText, accent);
    m_what->setPalette(texts);
    m_icon->setPalette(texts);
    texts.setColor(QPalette::WindowText, colours.text);
    m_nextStep->setPalette(texts);
}

void InlineMessage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours colours = coloursFor(palette());
    const QColor ground = m_kind == Kind::Error ? colours.errorFill
        : m_kind == Kind::Warning               ? colours.warningFill
                                                : colours.band;
    const QColor edge = m_kind == Kind::Error ? colours.error
        : m_kind == Kind::Warning             ? colours.warning
                                              : colours.line;
    painter.setPen(QPen(edge, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

void InlineMessage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyColours();
}

} // namespace bothends
