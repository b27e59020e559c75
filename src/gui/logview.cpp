// SPDX-License-Identifier: MIT
#include "gui/logview.h"

#include "gui/fonts.h"
#include "gui/rowsearch.h"
#include "gui/theme.h"

#include <QContextMenuEvent>
#include <QFocusEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kCellPadding = 4; // above and below the text, together
constexpr int kTextLetters = 30;

/// Colours by side, errors in their own colour, bytes and calls in a fixed pitch.
class LogDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
        const auto *model = qobject_cast<const LogModel *>(index.model());
        if (!model)
            return;
        const Event &event = model->eventAt(index.row());
        const int column = index.column();
        if (column == LogModel::Event || column == LogModel::Hex)
            option->font = fixedPitchFont(option->font);
        const Colours colours = coloursFor(option->palette);
        QColor colour = option->palette.color(QPalette::Text);
        if (column == LogModel::Side || column == LogModel::Event || column == LogModel::Mark)
            colour = event.side == Side::Server ? colours.server : colours.client;
        else if (column == LogModel::Time || column == LogModel::Number || column == LogModel::Origin
                 || (column == LogModel::Text && event.bytes == 0))
            colour = colours.note;
        if (kindGroupOf(event) == KindGroup::Errors
            && (column == LogModel::Event || column == LogModel::Text))
            colour = colours.error;
        option->palette.setColor(QPalette::Text, colour);
    }
};

} // namespace

LogView::LogView(QWidget *parent)
    : QTableView(parent)
    , m_search(new RowSearch(this, [this] { return std::pair(rowAt(0), rowAt(viewport()->height() - 1)); }))
    , m_copier(new RowCopier(this))
{
    setItemDelegate(new LogDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers); // Enter, or a double click on the comment
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *columns = horizontalHeader();
    columns->setSectionsMovable(true);
    columns->setHighlightSections(false);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setMinimumSectionSize(24);
    columns->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(columns, &QWidget::customContextMenuRequested, this, [this, columns](const QPoint &place) {
        auto *menu = new QMenu(this);
        menu->setObjectName(u"columnsMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnsMenu(menu);
        menu->popup(columns->viewport()->mapToGlobal(place));
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isFitting)
            m_followsEnd = value >= verticalScrollBar()->maximum();
    });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() == LogModel::Comment)
            editComment();
    });
    connect(m_search, &RowSearch::found, this, &LogView::goToRow);
    connect(m_search, &RowSearch::result, this, &LogView::findResult);
    connect(m_copier, &RowCopier::notice, this, &LogView::notice);
    fitRows();
}

void LogView::setLog(LogModel *model)
{
    m_log = model;
    setModel(model);
    m_search->setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        regainCurrent();
        fitNumbers();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_followsEnd = true;
        regainCurrent();
        fitNumbers();
    });
    setDefaultColumns();
}

// ---- Rows

qsizetype LogView::currentJournalRow() const
{
    return m_log && currentIndex().isValid() ? m_log->journalRow(currentIndex().row()) : -1;
}

void LogView::goToJournalRow(qsizetype journalRow)
{
    m_wanted = journalRow;
    if (journalRow >= 0 && journalRow == currentJournalRow())
        return;
    const int row = m_log ? m_log->rowOf(journalRow) : -1;
    if (row >= 0) {
        goToRow(row);
        return;
    }
    selectionModel()->clear(); // what is current elsewhere is not in this list (yet)
}

void LogView::regainCurrent()
{
    if (m_wanted < 0 || currentIndex().isValid())
        return;
    if (const int row = m_log->rowOf(m_wanted); row >= 0)
        goToRow(row);
}

void LogView::goToRow(int row)
{
    const int column = qMax(0, horizontalHeader()->logicalIndex(0));
    const QModelIndex index = m_log->index(row, currentIndex().isValid() ? currentIndex().column() : column);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const int sideways = horizontalScrollBar()->value();
    scrollTo(index);
    horizontalScrollBar()->setValue(sideways);
}

void LogView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!current.isValid() || current.row() == previous.row())
        return;
    m_wanted = currentJournalRow();
    emit currentRowChanged(m_wanted);
}

void LogView::goToEnd()
{
    m_followsEnd = true;
    scrollToBottom();
}

void LogView::updateGeometries()
{
    m_isFitting = true; // the range of the bar grows; nobody scrolls
    QTableView::updateGeometries();
    if (m_followsEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_isFitting = false;
}

// Home and End are the first and the last row, as in the timeline.
QModelIndex LogView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const bool isEdge = action == MoveHome || action == MoveEnd;
    return QTableView::moveCursor(action, isEdge ? modifiers | Qt::ControlModifier : modifiers);
}

// Typing letters would make the base class look through the text of every row.
void LogView::keyboardSearch(const QString &) { }

void LogView::editComment()
{
    if (!currentIndex().isValid())
        return;
    showColumn(LogModel::Comment, true);
    const QModelIndex index = currentIndex().siblingAtColumn(LogModel::Comment);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    edit(index);
}

void LogView::setHint(const QString &hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    setAccessibleDescription(hint);
    viewport()->update();
}

void LogView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_hint.isEmpty() || !m_log || m_log->rowCount() > 0)
        return;
    constexpr int kMargin = 24;
    QPainter painter(viewport());
    painter.setPen(coloursFor(palette()).note);
    painter.drawText(viewport()->rect().adjusted(kMargin, kMargin, -kMargin, -kMargin),
                     int(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, m_hint);
}

// Else the base class would make the first row current, out of sight and without selecting it.
void LogView::focusInEvent(QFocusEvent *event)
{
    const bool isByKeys = event->reason() != Qt::MouseFocusReason
        && event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason;
    if (isByKeys && m_log && m_log->rowCount() > 0 && !currentIndex().isValid())
        goToRow(m_followsEnd ? m_log->rowCount() - 1 : qMax(0, rowAt(0)));
    QTableView::focusInEvent(event);
}

void LogView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRows();
    else if (event->type() == QEvent::LanguageChange && m_log)
        m_log->retranslate();
}

void LogView::fitRows()
{
    const int text = qMax(fontMetrics().height(), QFontMetrics(fixedPitchFont(font())).height());
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(text + kCellPadding);
}

// ---- Columns

void LogView::setDefaultColumns()
{
    QHeaderView *columns = horizontalHeader();
    const int letter = QFontMetrics(font()).horizontalAdvance(u'0');
    const std::pair<LogModel::Column, int> widths[]
        = {{LogModel::Mark, 3},       {LogModel::Number, 8},  {LogModel::Time, 11},   {LogModel::Side, 8},
           {LogModel::Connection, 5}, {LogModel::Origin, 10}, {LogModel::Event, 27},  {LogModel::Bytes, 8},
           {LogModel::Text, 45},      {LogModel::Hex, 30},    {LogModel::Comment, 24}};
    for (const auto &[column, letters] : widths) {
        columns->setSectionHidden(column, false);
        columns->moveSection(columns->visualIndex(column), column);
        columns->resizeSection(column, letters * letter);
    }
    for (const LogModel::Column column :
         {LogModel::Number, LogModel::Origin, LogModel::Hex, LogModel::Comment})
        columns->setSectionHidden(column, true);
    columns->setSectionResizeMode(QHeaderView::Interactive);
    fitText();
}

// What the other columns leave is the text's, but it keeps a width in which something can be read; the table
// scrolls.
void LogView::fitText()
{
    if (isColumnHidden(LogModel::Text))
        return;
    QHeaderView *columns = horizontalHeader();
    const int others = columns->length() - columns->sectionSize(LogModel::Text);
    const int least = kTextLetters * QFontMetrics(font()).horizontalAdvance(u'0');
    columns->resizeSection(LogModel::Text, qMax(least, viewport()->width() - others));
}

// Numbers rise, so the last row has the longest. Whoever makes a column narrower has it so until there is one
// digit more.
void LogView::fitNumbers()
{
    const int last = m_log ? m_log->rowCount() - 1 : -1;
    if (last < 0)
        return;
    QHeaderView *columns = horizontalHeader();
    bool isWider = false;
    for (const LogModel::Column column : {LogModel::Number, LogModel::Connection}) {
        const int needed = isColumnHidden(column) ? 0 : sizeHintForIndex(m_log->index(last, column)).width();
        int &widest = column == LogModel::Number ? m_widestNumber : m_widestConnection;
        if (needed <= widest)
            continue;
        widest = needed;
        if (columns->sectionSize(column) < needed) {
            columns->resizeSection(column, needed);
            isWider = true;
        }
    }
    if (isWider)
        fitText();
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (m_log)
        fitText();
}

void LogView::showColumn(LogModel::Column column, bool shown)
{
    const QHeaderView *columns = horizontalHeader();
    if (!shown && columns->count() - columns->hiddenSectionCount() <= 1)
        return; // one always stays
    setColumnHidden(column, !shown);
    fitNumbers();
    fitText();
}

void LogView::fillColumnsMenu(QMenu *menu)
{
    menu->clear();
    for (int column = 0; column < LogModel::ColumnCount; ++column) {
        const bool isSign = column == LogModel::Mark || column == LogModel::Connection;
        const QString name = column == LogModel::Connection ? tr("Connection")
            : isSign                                        ? tr("Bookmark")
                     : m_log->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { showColumn(LogModel::Column(column), shown); });
    }
}

QByteArray LogView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void LogView::restoreColumns(const QByteArray &state)
{
    QHeaderView *columns = horizontalHeader();
    const bool isFine = !state.isEmpty() && columns->restoreState(state)
        && columns->count() == LogModel::ColumnCount && columns->hiddenSectionCount() < columns->count();
    if (!isFine)
        setDefaultColumns();
}

// ---- Copy and find

void LogView::copy(RowCopier::Form form)
{
    if (!m_log)
        return;
    QItemSelection rows; // a range for each block of rows, whatever columns it has
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        const QItemSelection block(m_log->index(range.top(), 0), m_log->index(range.bottom(), 0));
        rows.merge(block, QItemSelectionModel::Select);
    }
    m_copier->copy(*m_log, rows, form);
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = isByMouse ? indexAt(event->pos()) : currentIndex();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"logMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu *copyMenu = menu->addMenu(tr("&Copy"));
    copyMenu->setEnabled(selectionModel()->hasSelection());
    const std::pair<RowCopier::Form, QString> forms[] = {{RowCopier::Form::Text, tr("&Text")},
                                                         {RowCopier::Form::Hex, tr("&Hex")},
                                                         {RowCopier::Form::PythonBytes, tr("&Python bytes")},
                                                         {RowCopier::Form::CArray, tr("&C array")},
                                                         {RowCopier::Form::Base64, tr("&Base64")}};
    for (const auto &[form, name] : forms)
        copyMenu->addAction(name, this, [this, chosen = form] { copy(chosen); });
    menu->addSeparator();
    menu->addActions(m_rowActions);
    QPoint place = event->globalPos();
    if (!isByMouse && index.isValid())
        place = viewport()->mapToGlobal(visualRect(index).intersected(viewport()->rect()).center());
    menu->popup(place);
}

void LogView::setFindText(const QString &text)
{
    if (m_log)
        m_search->setText(text);
}

void LogView::findNext()
{
    m_search->findNext();
}

void LogView::findPrevious()
{
    m_search->findPrevious();
}

} // namespace bothends
