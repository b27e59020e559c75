// SPDX-License-Identifier: MIT
#include "gui/emptystate.h"

#include "gui/theme.h"
#include "gui/widgets.h"
#include "ui_emptystate.h"

namespace bothends {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::EmptyState>())
{
    m_ui->setupUi(this);
    m_ui->gridLayout->setColumnStretch(1, 1);
    m_ui->gridLayout->setAlignment(m_ui->firstStartButton, Qt::AlignLeft);
    for (QLabel *number : {m_ui->number1, m_ui->number2, m_ui->number3})
        number->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setFixedWidth(400);
    connect(m_ui->firstStartButton, &QPushButton::clicked, this, &EmptyState::startRequested);
    applyColours();
}

EmptyState::~EmptyState() = default;

void EmptyState::applyColours()
{
    const Colours colours = coloursFor(palette());
    tintTitle(m_ui->headingLabel, colours.text);
    for (QLabel *number : {m_ui->number1, m_ui->number2, m_ui->number3})
        tintTitle(number, colours.server);
    m_ui->firstStartButton->setColours(colours.serverButton, colours.buttonText);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
    else if (event->type() == QEvent::PaletteChange)
        applyColours();
}

} // namespace bothends
