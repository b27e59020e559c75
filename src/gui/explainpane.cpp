// SPDX-License-Identifier: MIT
#include "gui/explainpane.h"

#include "gui/fonts.h"
#include "gui/theme.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextEdit>
#include <QTreeView>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kWide = 560; // pixels: from here on, text and evidence are side by side

} // namespace

/// The origin as one word in a frame; dashed for what is only concluded, as in the timeline.
class OriginBadge : public QLabel
{
public:
    explicit OriginBadge(QWidget *parent)
        : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setContentsMargins(7, 2, 7, 2);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    void setOrigin(Origin origin)
    {
        m_origin = origin;
        setText(originName(origin).toUpper());
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colours colours = coloursFor(palette());
        painter.setBrush(m_origin == Origin::Inferred ? QBrush(Qt::NoBrush) : QBrush(colours.band));
        painter.setPen(QPen(colours.note, 1, m_origin == Origin::Inferred ? Qt::DashLine : Qt::SolidLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.end();
        QLabel::paintEvent(event);
    }

private:
    Origin m_origin = Origin::Call;
};

/// Labels and values of one explanation.
class EvidenceModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setEvidence(const QList<Evidence> &evidence)
    {
        beginResetModel();
        m_evidence = evidence;
        endResetModel();
    }
    void setStyle(const QFont &valueFont, const QColor &labelColour)
    {
        m_valueFont = valueFont;
        m_labelColour = labelColour;
        if (!m_evidence.isEmpty())
            emit dataChanged(index(0, 0), index(int(m_evidence.size()) - 1, 1));
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_evidence.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const bool isValue = index.column() == 1;
        switch (role) {
        case Qt::DisplayRole:
            return isValue ? m_evidence.at(index.row()).value : m_evidence.at(index.row()).label;
        case Qt::FontRole:
            return isValue ? QVariant(m_valueFont) : QVariant();
        case Qt::ForegroundRole:
            return isValue ? QVariant() : QVariant(m_labelColour);
        default:
            return {};
        }
    }

private:
    QList<Evidence> m_evidence;
    QFont m_valueFont;
    QColor m_labelColour;
};

namespace {

QTextEdit *newTextWidget(QWidget *parent)
{
    auto *text = new QTextEdit(parent);
    text->setObjectName(u"explainText"_s);
    text->setReadOnly(true);
    text->setUndoRedoEnabled(false);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setTabChangesFocus(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text->document()->setDocumentMargin(1);
    QPalette palette = text->palette();
    palette.setColor(QPalette::Base, Qt::transparent);
    text->setPalette(palette);
    return text;
}

QTreeView *newEvidenceView(EvidenceModel *model, QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setObjectName(u"explainEvidence"_s);
    view->setModel(model);
    view->setHeaderHidden(true);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setTextElideMode(Qt::ElideNone);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    view->header()->setStretchLastSection(false);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    QPalette palette = view->palette();
    palette.setColor(QPalette::Base, Qt::transparent);
    view->setPalette(palette);
    return view;
}

void fitLabels(QTreeView *view)
{
    constexpr int kGap = 12;
    view->resizeColumnToContents(0);
    view->setColumnWidth(0, view->columnWidth(0) + kGap);
}

// A blank line of half the height between paragraphs.
void spread(QTextEdit *text)
{
    QTextCharFormat format;
    format.setFont(scaledFont(text->font(), 0.4));
    for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.length() == 1)
            QTextCursor(block).setBlockCharFormat(format);
    }
}

} // namespace

ExplainPane::ExplainPane(const Readings &readings, QWidget *parent)
    : QWidget(parent)
    , m_readings(readings)
    , m_scroll(new QScrollArea(this))
    , m_page(new QWidget)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, m_page))
    , m_title(new QLabel(m_page))
    , m_text(newTextWidget(m_page))
    , m_proof(new QWidget(m_page))
    , m_origin(new OriginBadge(m_proof))
    , m_originText(new QLabel(m_proof))
    , m_evidence(new EvidenceModel(this))
    , m_evidenceView(newEvidenceView(m_evidence, m_proof))
    , m_copy(new QAction(m_evidenceView))
{
    m_title->setObjectName(u"explainTitle"_s);
    m_origin->setObjectName(u"explainOrigin"_s);
    m_originText->setObjectName(u"explainOriginText"_s);
    for (QLabel *label : {m_title, m_originText}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    }
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_evidenceView->addAction(m_copy);
    connect(m_copy, &QAction::triggered, this, &ExplainPane::copyEvidence);
    arrange();

    // A write that was unread may be read by now, and an encoding may be another one.
    connect(&readings.journal, &Journal::appended, this, &ExplainPane::explainAgain);
    connect(&readings.texts, &TextReading::encodingChanged, this, &ExplainPane::explainAgain);
    restyle();
    retranslate();
}

void ExplainPane::arrange()
{
    auto *story = new QVBoxLayout;
    story->setSpacing(6);
    story->addWidget(m_title);
    story->addWidget(m_text, 1);
    story->addStretch(0); // below what is only as tall as it needs
    auto *origin = new QHBoxLayout;
    origin->setSpacing(8);
    origin->addWidget(m_origin, 0, Qt::AlignTop);
    origin->addWidget(m_originText, 1);
    auto *proof = new QVBoxLayout(m_proof);
    proof->setContentsMargins(0, 0, 0, 0);
    proof->setSpacing(6);
    proof->addLayout(origin);
    proof->addWidget(m_evidenceView, 1);
    proof->addStretch(0);
    m_layout->setContentsMargins(10, 8, 10, 8);
    m_layout->setSpacing(14);
    m_layout->addLayout(story, 3);
    m_layout->addWidget(m_proof, 2);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_page->setAutoFillBackground(false);
    m_scroll->setWidget(m_page);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_scroll);
}

void ExplainPane::showRow(qsizetype row)
{
    m_row = row >= 0 && row < m_readings.journal.size() ? row : -1;
    if (isVisible()) // else with the next show
        refresh();
}

void ExplainPane::refresh()
{
    if (m_row >= 0) {
        present(explain(m_readings, m_row));
        return;
    }
    Explanation nothing;
    nothing.title = tr("Nothing is selected");
    nothing.sentences << tr(
        "Select a mark in the timeline, or a row of the log, to read what happened there, and why.");
    present(nothing);
}

void ExplainPane::explainAgain()
{
    if (m_row >= 0 && isVisible())
        refresh();
}

// Only what differs is touched: a selection in the text survives a refresh.
void ExplainPane::present(const Explanation &explanation)
{
    if (explanation.title != m_shown.title)
        m_title->setText(explanation.title);
    if (explanation.sentences != m_shown.sentences) {
        m_text->setPlainText(explanation.sentences.join(u"\n\n"_s));
        spread(m_text);
    }
    if (explanation.originText != m_shown.originText || explanation.origin != m_shown.origin) {
        m_origin->setOrigin(explanation.origin);
        m_originText->setText(explanation.originText);
    }
    if (explanation.evidence != m_shown.evidence) {
        m_evidence->setEvidence(explanation.evidence);
        fitLabels(m_evidenceView);
    }
    m_proof->setVisible(!explanation.evidence.isEmpty());
    m_shown = explanation;
    fit();
}

// Side by side, text and evidence scroll by themselves; one below the other, they are as tall as they need
// and the page scrolls.
void ExplainPane::fit()
{
    const bool isWide = width() >= kWide;
    m_layout->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // A bar of its own would take the width that makes it needed, and never go again.
    m_text->setVerticalScrollBarPolicy(isWide ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    // The height that they would like is no reason for the page to scroll.
    const QSizePolicy::Policy height = isWide ? QSizePolicy::Ignored : QSizePolicy::Expanding;
    m_text->setSizePolicy(QSizePolicy::Expanding, height);
    m_evidenceView->setSizePolicy(QSizePolicy::Expanding, height);
    if (isWide) {
        for (QWidget *part : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_evidenceView)}) {
            part->setMinimumHeight(0);
            part->setMaximumHeight(QWIDGETSIZE_MAX);
        }
        m_text->setMinimumHeight(3 * fontMetrics().height());
        return;
    }
    const QMargins margins = m_layout->contentsMargins();
    const int room
        = width() - margins.left() - margins.right() - m_scroll->verticalScrollBar()->sizeHint().width();
    m_text->document()->setTextWidth(room);
    m_text->setFixedHeight(int(std::ceil(m_text->document()->size().height())));
    constexpr int kSlack = 6;
    const int rows = m_evidence->rowCount();
    const int row = rows > 0 ? m_evidenceView->sizeHintForRow(0) : 0;
    m_evidenceView->setFixedHeight(rows * row + m_evidenceView->horizontalScrollBar()->sizeHint().height()
                                   + kSlack);
}

void ExplainPane::copyEvidence()
{
    const QModelIndex current = m_evidenceView->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(current.siblingAtColumn(1).data().toString());
}

void ExplainPane::retranslate()
{
    m_text->setAccessibleName(tr("Explanation"));
    m_evidenceView->setAccessibleName(tr("Evidence"));
    m_copy->setText(tr("Copy value"));
    refresh();
}

void ExplainPane::restyle()
{
    const Colours colours = coloursFor(palette());
    QFont bold = scaledFont(font(), 1.2);
    bold.setBold(true);
    m_title->setFont(bold);
    QFont badge = fixedPitchFont(font(), 0.9);
    badge.setBold(true);
    m_origin->setFont(badge);
    QPalette note = palette();
    note.setColor(QPalette::WindowText, colours.note);
    m_originText->setPalette(note);
    m_evidence->setStyle(fixedPitchFont(font()), colours.note);
    fitLabels(m_evidenceView);
    spread(m_text);
}

void ExplainPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

void ExplainPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ExplainPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace bothends
