// SPDX-License-Identifier: MIT
#include "gui/logpane.h"

#include "gui/logbar.h"
#include "gui/widgets.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace bothends {

LogPane::LogPane(const Readings &readings, QWidget *parent)
    : QWidget(parent)
    , m_readings(readings)
    , m_bookmark(addActionFor(u"bookmarkAction"_s, QKeySequence(u"Ctrl+B"_s)))
    , m_next(addActionFor(u"nextBookmarkAction"_s, QKeySequence(Qt::Key_F2)))
    , m_previous(addActionFor(u"previousBookmarkAction"_s, QKeySequence(u"Shift+F2"_s)))
    , m_comment(addActionFor(u"commentAction"_s, {}))
    , m_pause(addActionFor(u"pauseViewAction"_s, QKeySequence(u"Ctrl+P"_s)))
    , m_clear(addActionFor(u"clearViewAction"_s, QKeySequence(u"Ctrl+L"_s)))
    , m_undo(addActionFor(u"undoClearAction"_s, QKeySequence(u"Ctrl+Shift+L"_s)))
    , m_filter(addActionFor(u"filterAction"_s, QKeySequence(u"Ctrl+/"_s)))
{
    setObjectName(u"logPane"_s);
    setUpActions();
    connect(&m_notes, &RowNotes::changed, this, &LogPane::showComments);
    retranslate();
}

LogPane::~LogPane() = default;

void LogPane::setVisible(bool visible)
{
    if (visible)
        build();
    QWidget::setVisible(visible);
}

LogView &LogPane::view()
{
    build();
    return *m_view;
}

void LogPane::build()
{
    if (m_view)
        return;
    m_model = std::make_unique<LogModel>(m_readings, m_notes);
    setConnection(m_connection);
    m_bar = new LogBar(this);
    m_bar->setObjectName(u"logBar"_s);
    m_bar->setActions(m_pause, m_clear, m_undo);
    m_view = new LogView(this);
    m_view->setObjectName(u"logView"_s);
    m_view->setLog(m_model.get());
    m_view->restoreColumns(m_columns);
    showComments();
    m_view->addAction(m_comment);
    m_view->addActions(m_tableActions);
    m_view->setRowActions({m_bookmark, m_comment});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_bar);
    layout->addWidget(m_view, 1);
    connect(m_bar, &LogBar::filterChanged, this, &LogPane::applyFilter);
    connect(m_bar, &LogBar::left, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_model.get(), &LogModel::counted, this, &LogPane::showState);
    auto *columns = new QMenu(this);
    columns->setObjectName(u"columnsButtonMenu"_s);
    m_bar->setColumnsMenu(columns);
    connect(columns, &QMenu::aboutToShow, m_view, [this, columns] { m_view->fillColumnsMenu(columns); });
    m_view->goToJournalRow(m_row);
    connect(m_view, &LogView::currentRowChanged, this, &LogPane::currentRowChanged);
    connect(m_view, &LogView::notice, this, &LogPane::notice);
    connect(m_view, &LogView::findResult, this, &LogPane::findResult);
    retranslate();
}

void LogPane::addTableActions(const QList<QAction *> &actions)
{
    m_tableActions += actions;
    if (m_view)
        m_view->addActions(actions);
}

bool LogPane::hasTableFocus() const
{
    return m_view && m_view->hasFocus();
}

QAction *LogPane::addActionFor(const QString &name, const QKeySequence &keys)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
}

void LogPane::setUpActions()
{
    m_pause->setCheckable(true);
    m_undo->setEnabled(false);
    m_comment->setShortcuts({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    m_comment->setShortcutContext(Qt::WidgetShortcut); // elsewhere Enter means something else
    connect(m_bookmark, &QAction::triggered, this, &LogPane::toggleBookmark);
    connect(m_next, &QAction::triggered, this, &LogPane::goToNextBookmark);
    connect(m_previous, &QAction::triggered, this, &LogPane::goToPreviousBookmark);
    connect(m_comment, &QAction::triggered, this, [this] {
        emit showRequested();
        view().editComment();
    });
    connect(m_filter, &QAction::triggered, this, [this] {
        emit showRequested();
        m_bar->focusPattern();
    });
    connect(m_pause, &QAction::toggled, this, &LogPane::setPaused);
    connect(m_clear, &QAction::triggered, this, &LogPane::clearView);
    connect(m_undo, &QAction::triggered, this, &LogPane::undoClear);
}

QList<QAction *> LogPane::menuActions() const
{
    return {m_filter, nullptr, m_bookmark, m_next, m_previous, m_comment, nullptr, m_pause, m_clear, m_undo};
}

void LogPane::setConnection(quint32 connection)
{
    m_connection = connection;
    if (!m_model)
        return;
    LogFilter filter = m_model->filter();
    filter.connection = connection;
    m_model->setFilter(filter);
}

void LogPane::applyFilter()
{
    m_model->setFilter(m_bar->filter(m_model->filter()));
}

void LogPane::goToJournalRow(qsizetype journalRow)
{
    m_row = journalRow;
    if (m_view)
        m_view->goToJournalRow(journalRow);
}

void LogPane::setFindText(const QString &text)
{
    if (m_view || !text.isEmpty())
        view().setFindText(text);
}

QByteArray LogPane::saveColumns() const
{
    return m_view ? m_view->saveColumns() : m_columns;
}

void LogPane::restoreColumns(const QByteArray &state)
{
    m_columns = state;
    if (m_view)
        m_view->restoreColumns(state);
}

void LogPane::adoptComments(qsizetype first, qsizetype last)
{
    m_notes.adoptComments(m_readings.journal, first, last);
}

// Once, when there are some: whoever hides the column afterwards has his way.
void LogPane::showComments()
{
    if (!m_view || m_showedComments || m_notes.comments().empty())
        return;
    m_showedComments = true;
    m_view->showColumn(LogModel::Comment, true);
}

void LogPane::showState()
{
    m_bar->showState(*m_model);
    const LogMatcher &matcher = m_model->matcher();
    const qsizetype events = m_readings.journal.size();
    if (events == 0)
        m_view->setHint(tr("Nothing has happened yet."));
    else if (m_model->firstRow() >= events)
        m_view->setHint(
            tr("The view was cleared; what happens now appears here. “Undo Clear” shows the earlier "
               "events again."));
    else if (matcher.isComplete() && matcher.pattern().isValid())
        m_view->setHint(tr("No event passes the filter."));
    else
        m_view->setHint({}); // the bar says why
}

void LogPane::toggleBookmark()
{
    if (const qsizetype row = view().chosenJournalRow(); row >= 0)
        m_notes.setBookmarked(row, !m_notes.isBookmarked(row));
}

void LogPane::goToNextBookmark()
{
    goToBookmark(&RowNotes::bookmarkAfter);
}

void LogPane::goToPreviousBookmark()
{
    goToBookmark(&RowNotes::bookmarkBefore);
}

// Only to rows that can be seen: the log may have filtered some away.
void LogPane::goToBookmark(qsizetype (RowNotes::*next)(qsizetype) const)
{
    qsizetype row = view().chosenJournalRow();
    for (size_t tries = m_notes.bookmarks().size(); tries > 0; --tries) {
        row = (m_notes.*next)(row);
        if (isVisible() && m_model->rowOf(row) < 0)
            continue;
        m_view->goToJournalRow(row);
        emit currentRowChanged(row);
        return;
    }
    emit notice(m_notes.bookmarks().empty()
                    ? tr("There is no bookmark yet. Ctrl+B sets one on the selected row.")
                    : tr("None of the shown rows has a bookmark."));
}

void LogPane::setPaused(bool paused)
{
    build();
    m_model->setPaused(paused);
    m_pause->setChecked(paused);
}

void LogPane::clearView()
{
    build();
    const qsizetype now = m_readings.journal.size();
    if (now == m_model->firstRow())
        return;
    m_cleared.push_back(m_model->firstRow());
    m_model->setFirstRow(now);
    m_undo->setEnabled(true);
}

void LogPane::undoClear()
{
    if (m_cleared.empty())
        return;
    m_model->setFirstRow(m_cleared.back());
    m_cleared.pop_back();
    m_undo->setEnabled(!m_cleared.empty());
}

void LogPane::retranslate()
{
    m_bookmark->setText(tr("&Bookmark the Row"));
    m_next->setText(tr("&Next Bookmark"));
    m_previous->setText(tr("Pre&vious Bookmark"));
    m_comment->setText(tr("&Comment on the Row"));
    m_pause->setText(tr("&Pause View"));
    m_clear->setText(tr("C&lear View"));
    m_undo->setText(tr("&Undo Clear"));
    m_filter->setText(tr("&Filter the Log"));
    for (QAction *action : {m_pause, m_clear, m_undo})
        action->setIconText(withoutAccessKey(action->text())); // of its button
    if (!m_view)
        return;
    m_view->setAccessibleName(tr("Log"));
    showState();
}

void LogPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace bothends
