// SPDX-License-Identifier: MIT
#include "gui/payloadviewer.h"

#include "core/eventtext.h"
#include "gui/payloadpane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QRadioButton>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

QString grouped(qint64 number)
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale.toString(number);
}

int plural(qint64 count)
{
    return int(qMin<qint64>(count, std::numeric_limits<int>::max()));
}

} // namespace

PayloadViewer::PayloadViewer(const Journal &journal, const TextReading &reading, qsizetype row,
                             QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_journal(journal)
    , m_reading(reading)
    , m_row(row)
    , m_pane(new PayloadPane(this))
    , m_text(new QRadioButton(this))
    , m_hex(new QRadioButton(this))
    , m_status(new QLabel(this))
{
    setObjectName(u"payloadViewer"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setObjectName(u"payloadAsText"_s);
    m_hex->setObjectName(u"payloadAsHex"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_text->setChecked(true);

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_text);
    bar->addWidget(m_hex);
    bar->addStretch();
    bar->addWidget(m_status);
    auto *column = new QVBoxLayout(this);
    column->addLayout(bar);
    column->addWidget(m_pane);

    connect(m_hex, &QRadioButton::toggled, m_pane,
            [this](bool hex) { m_pane->setForm(hex ? PayloadPane::Form::Hex : PayloadPane::Form::Text); });
    connect(m_pane, &PayloadPane::linesFound, this, &PayloadViewer::updateStatus);
    connect(m_pane, &PayloadPane::copied, this, [this](bool cut) {
        if (cut)
            m_status->setText(tr("The selection was too large to copy; the clipboard has its beginning."));
    });
    connect(&reading, &TextReading::encodingChanged, this, [this](quint32 connection) {
        if (connection == m_journal.at(m_row).connection)
            load();
    });
    retranslate();
    load();
    m_pane->setFocus();
    resize(980, 620);
}

void PayloadViewer::load()
{
    const Event &event = m_journal.at(m_row);
    const QByteArray bytes = m_journal.payload(m_row);
    m_isGone = !m_journal.hasPayload(m_row);
    constexpr qsizetype kEnough = 16; // the cut is in the first bytes
    m_pane->setBytes(bytes, m_reading.encoding(event.connection),
                     m_reading.rowText(m_row, kEnough).cutAtStart);
}

void PayloadViewer::retranslate()
{
    const qint64 bytes = m_journal.at(m_row).bytes;
    setWindowTitle(tr("Message — %1 byte(s)", nullptr, plural(bytes)).arg(grouped(bytes)));
    m_text->setText(tr("&Text"));
    m_text->setAccessibleName(tr("As text"));
    m_hex->setText(tr("&Hex"));
    m_hex->setAccessibleName(tr("As hex"));
    updateStatus();
}

void PayloadViewer::updateStatus()
{
    const qsizetype lines = m_pane->lineCount();
    if (const QString elsewhere = m_isGone ? eventNote(m_journal.at(m_row)) : QString(); !elsewhere.isEmpty())
        m_status->setText(elsewhere);
    else if (m_isGone)
        m_status->setText(tr("The bytes of this message are no longer kept."));
    else if (m_pane->isComplete())
        m_status->setText(tr("%1 line(s)", nullptr, plural(lines)).arg(grouped(lines)));
    else
        m_status->setText(tr("%1 line(s) so far…", nullptr, plural(lines)).arg(grouped(lines)));
}

void PayloadViewer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PayloadViewer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace bothends
