// SPDX-License-Identifier: MIT
#include "gui/logbar.h"

#include "core/eventtext.h"
#include "gui/logmodel.h"
#include "ui_logbar.h"

#include <QAction>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>

namespace bothends {

namespace {

constexpr int kAny = -1;
constexpr int kTypingMs = 700;

template <typename Value> std::optional<Value> chosen(const QComboBox *combo)
{
    const int value = combo->currentData().toInt();
    return value == kAny ? std::nullopt : std::optional<Value>(Value(value));
}

/// Fills the list, or gives the entries other words.
void setEntry(QComboBox *combo, int row, const QString &text, int value)
{
    if (row < combo->count())
        combo->setItemText(row, text);
    else
        combo->addItem(text, value);
}

} // namespace

LogBar::LogBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::LogBar>())
{
    m_ui->setupUi(this);
    retranslate();
    for (const QComboBox *combo : {m_ui->sideCombo, m_ui->kindCombo, m_ui->originCombo, m_ui->modeCombo})
        connect(combo, &QComboBox::currentIndexChanged, this, &LogBar::filterChanged);
    connect(m_ui->modeCombo, &QComboBox::currentIndexChanged, this, &LogBar::retranslate);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingMs);
    connect(&m_pause, &QTimer::timeout, this, &LogBar::filterChanged);
    connect(m_ui->patternEdit, &QLineEdit::textChanged, this, &LogBar::followPattern);
    m_ui->patternEdit->installEventFilter(this);
}

LogBar::~LogBar() = default;

LogFilter LogBar::filter(const LogFilter &base) const
{
    LogFilter filter;
    filter.connection = base.connection;
    filter.side = chosen<Side>(m_ui->sideCombo);
    filter.kinds = chosen<KindGroup>(m_ui->kindCombo);
    filter.origin = chosen<Origin>(m_ui->originCombo);
    filter.mode = RowPattern::Mode(m_ui->modeCombo->currentData().toInt());
    filter.pattern = m_ui->patternEdit->text();
    return filter;
}

void LogBar::followPattern()
{
    const LogFilter now = filter({});
    if (RowPattern(now.mode, now.pattern).isValid()) {
        m_pause.stop();
        emit filterChanged();
    } else {
        m_pause.start();
    }
}

void LogBar::focusPattern()
{
    m_ui->patternEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->patternEdit->selectAll();
}

bool LogBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape)
            m_ui->patternEdit->clear();
        else if (m_pause.isActive() && (key == Qt::Key_Return || key == Qt::Key_Enter))
            emit filterChanged(); // what is wrong with it
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            emit left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LogBar::setActions(QAction *pause, QAction *clear, QAction *undo)
{
    m_ui->pauseButton->setDefaultAction(pause);
    m_ui->clearButton->setDefaultAction(clear);
    m_ui->undoButton->setDefaultAction(undo);
}

void LogBar::setColumnsMenu(QMenu *menu)
{
    menu->setParent(m_ui->columnsButton, menu->windowFlags());
    m_ui->columnsButton->setMenu(menu);
}

void LogBar::showState(const LogModel &model)
{
    const QLocale locale;
    const QString shown = locale.toString(model.rowCount());
    const QString all = locale.toString(qlonglong(model.journal().size()));
    m_ui->countLabel->setText(model.matcher().hasLookedAtAll()
                                  ? tr("%1 of %2 events").arg(shown, all)
                                  : tr("%1 of %2 events, searching…").arg(shown, all));
    m_ui->newLabel->setText(model.isPaused() ? tr("Paused, %n new", nullptr, model.heldBack()) : QString());
    showFault(model);
}

void LogBar::showFault(const LogModel &model)
{
    const RowPattern &pattern = model.matcher().pattern();
    if (!pattern.isValid()) {
        const ErrorText fault = pattern.fault();
        m_ui->faultMessage->say(InlineMessage::Kind::Error, fault.what, fault.nextStep);
    } else if (model.matcher().undecidedRows() > 0) {
        m_ui->faultMessage->say(InlineMessage::Kind::Warning,
                                tr("In %n event(s) this expression takes too many steps; they are not shown.",
                                   nullptr, int(model.matcher().undecidedRows())),
                                tr("Avoid a repetition within a repetition."));
    } else if (!m_ui->faultMessage->isEmpty()) {
        m_ui->faultMessage->clear();
    }
}

void LogBar::retranslate()
{
    const QSignalBlocker sides(m_ui->sideCombo);
    const QSignalBlocker kinds(m_ui->kindCombo);
    const QSignalBlocker origins(m_ui->originCombo);
    const QSignalBlocker modes(m_ui->modeCombo);
    setEntry(m_ui->sideCombo, 0, tr("Both sides"), kAny);
    int row = 0;
    for (const Side side : {Side::Server, Side::Client})
        setEntry(m_ui->sideCombo, ++row, sideText(side), int(side));
    setEntry(m_ui->kindCombo, 0, tr("All kinds"), kAny);
    row = 0;
    for (const KindGroup group :
         {KindGroup::Calls, KindGroup::Signals, KindGroup::Data, KindGroup::Kernel, KindGroup::Errors})
        setEntry(m_ui->kindCombo, ++row, kindGroupText(group), int(group));
    setEntry(m_ui->originCombo, 0, tr("All origins"), kAny);
    row = 0;
    for (const Origin origin : {Origin::Call, Origin::Qt, Origin::Kernel, Origin::Wire})
        setEntry(m_ui->originCombo, ++row, originText(origin), int(origin));
    setEntry(m_ui->modeCombo, 0, tr("Text"), int(RowPattern::Mode::Text));
    setEntry(m_ui->modeCombo, 1, tr("Hex"), int(RowPattern::Mode::Hex));
    setEntry(m_ui->modeCombo, 2, tr("Regular expression"), int(RowPattern::Mode::Regex));
    const QString hints[]
        = {tr("Filter by text…"), tr("Filter by bytes, such as e6 82 a8…"), tr("Filter by expression…")};
    m_ui->patternEdit->setPlaceholderText(hints[qBound(0, m_ui->modeCombo->currentIndex(), 2)]);
}

void LogBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        retranslate();
    }
}

} // namespace bothends
