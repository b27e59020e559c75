// SPDX-License-Identifier: MIT
#include "gui/codepane.h"

#include "gui/codetext.h"
#include "gui/fonts.h"
#include "gui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr int kGrowthMs = 250; // how often the program of an end that is busy is written again

QString languageName(CodeLanguage language)
{
    switch (language) {
    case CodeLanguage::Python:
        return u"Python"_s;
    case CodeLanguage::C:
        return u"C"_s;
    case CodeLanguage::Qt:
        return u"Qt"_s;
    }
    return {};
}

} // namespace

CodePane::CodePane(const Readings &readings, QWidget *parent)
    : QWidget(parent)
    , m_readings(readings)
    , m_tabs(new QTabBar(this))
    , m_text(new CodeText(this))
    , m_copy(new QPushButton(this))
    , m_remark(new QLabel(this))
    , m_growth(this)
{
    m_tabs->setObjectName(u"codeTabs"_s);
    m_text->setObjectName(u"codeText"_s);
    m_copy->setObjectName(u"codeCopy"_s);
    m_remark->setObjectName(u"codeRemark"_s);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    const QList<CodeLanguage> languages = allCodeLanguages();
    for (const CodeLanguage each : languages)
        m_tabs->addTab(languageName(each));
    m_copy->setEnabled(false);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_remark->setWordWrap(true);
    m_remark->hide();

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_tabs, 0, Qt::AlignBottom);
    bar->addStretch();
    bar->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_text, 1);
    column->addWidget(m_remark);

    m_growth.setSingleShot(true);
    m_growth.setInterval(kGrowthMs);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        m_isSameRow = false;
        refresh();
        emit languageChanged(language());
    });
    connect(m_copy, &QPushButton::clicked, this, &CodePane::copy);
    connect(&m_growth, &QTimer::timeout, this, &CodePane::refresh);
    connect(&m_readings.journal, &Journal::appended, this, [this] {
        if (m_row >= 0 && isVisible() && !m_growth.isActive())
            m_growth.start();
        m_isStale = m_isStale || m_row >= 0;
    });
    connect(&m_readings.texts, &TextReading::encodingChanged, this, [this] { refresh(); });
    retranslate();
    restyle();
}

void CodePane::showRow(qsizetype row)
{
    if (row == m_row && !m_isStale)
        return;
    m_isSameRow = m_isSameRow && row == m_row;
    m_row = row;
    refresh();
}

CodeLanguage CodePane::language() const
{
    return allCodeLanguages().value(m_tabs->currentIndex());
}

void CodePane::setLanguage(CodeLanguage language)
{
    m_tabs->setCurrentIndex(int(allCodeLanguages().indexOf(language)));
}

void CodePane::refresh()
{
    m_isStale = true;
    if (isVisible())
        write();
}

// Where there is no code, the remark says why.
void CodePane::tellPlaceholder()
{
    m_text->setPlaceholderText(m_listing.remark.isEmpty()
                                   ? tr("Select a row to see the line of code that does the same.")
                                   : QString());
}

void CodePane::write()
{
    m_isStale = false;
    m_growth.stop();
    const bool hasRow = m_row >= 0 && m_row < m_readings.journal.size();
    m_listing = hasRow ? codeOf(m_readings, m_row, language()) : CodeListing();
    if (hasRow)
        m_text->setSide(m_readings.journal.at(m_row).side);
    m_text->setProgram(m_listing.lines, m_listing.first, m_listing.last, !m_isSameRow);
    m_isSameRow = true;
    tellPlaceholder();
    m_remark->setText(m_listing.remark);
    m_remark->setVisible(!m_listing.remark.isEmpty());
    m_copy->setEnabled(!m_listing.lines.isEmpty());
    if (m_listing.first < 0)
        m_text->setAccessibleDescription(m_listing.remark);
    else if (m_listing.first == m_listing.last)
        m_text->setAccessibleDescription(tr("Line %1 is the selected row.").arg(m_listing.first + 1));
    else
        m_text->setAccessibleDescription(
            tr("Lines %1 to %2 are the selected row.").arg(m_listing.first + 1).arg(m_listing.last + 1));
}

void CodePane::copy()
{
    QGuiApplication::clipboard()->setText(m_listing.text());
}

void CodePane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        write();
}

void CodePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        retranslate();
        refresh();
        break;
    case QEvent::FontChange:
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
        restyle();
        break;
    default:
        break;
    }
}

void CodePane::retranslate()
{
    m_tabs->setAccessibleName(tr("Language of the code"));
    m_text->setAccessibleName(tr("The selected row as code"));
    tellPlaceholder();
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the program"));
    m_copy->setToolTip(tr("Copies the whole program; it runs as it stands."));
}

void CodePane::restyle()
{
    m_text->setFont(fixedPitchFont(font()));
    QPalette notes = palette();
    notes.setColor(QPalette::WindowText, coloursFor(palette()).note);
    m_remark->setPalette(notes);
    m_remark->setMargin(fontMetrics().height() / 4);
}

} // namespace bothends
