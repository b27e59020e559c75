// SPDX-License-Identifier: MIT
#include "gui/replaydialog.h"

#include "gui/inlinemessage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

ReplayDialog::ReplayDialog(const Readings &readings, quint32 connection, QWidget *parent)
    : QDialog(parent)
    , m_readings(readings)
    , m_form(new QFormLayout)
    , m_connection(new QComboBox(this))
    , m_side(new QComboBox(this))
    , m_target(new QLineEdit(this))
    , m_timing(new QComboBox(this))
    , m_awaits(new QCheckBox(this))
    , m_message(new InlineMessage(this))
    , m_buttons(new QDialogButtonBox(this))
{
    setObjectName(u"replayDialog"_s);
    m_connection->setObjectName(u"replayConnectionCombo"_s);
    m_side->setObjectName(u"replaySideCombo"_s);
    m_target->setObjectName(u"replayTargetEdit"_s);
    m_timing->setObjectName(u"replayTimingCombo"_s);
    m_awaits->setObjectName(u"replayAwaitsCheck"_s);
    m_awaits->setChecked(true);
    const QList<QWidget *> fields{m_connection, m_side, m_target, m_timing};
    for (QWidget *field : fields)
        m_form->addRow(new QLabel(this), field);
    m_form->addRow(new QLabel(this), m_awaits);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addLayout(m_form);
    layout->addWidget(m_buttons);
    QPushButton *start = m_buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    start->setObjectName(u"replayStartButton"_s);
    m_buttons->addButton(QDialogButtonBox::Cancel);
    m_side->addItem(QString(), int(Side::Client));
    m_side->addItem(QString(), int(Side::Server));
    m_timing->addItem(QString(), true);
    m_timing->addItem(QString(), false);
    listConnections(connection);
    connect(m_connection, &QComboBox::currentIndexChanged, this, [this] {
        nameSides();
        proposeTarget();
    });
    connect(m_side, &QComboBox::currentIndexChanged, this, &ReplayDialog::proposeTarget);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ReplayDialog::submit);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    proposeTarget();
    resize(520, sizeHint().height());
}

quint32 ReplayDialog::connection() const
{
    return m_connection->currentData().toUInt();
}

Side ReplayDialog::side() const
{
    return Side(m_side->currentData().toInt());
}

void ReplayDialog::listConnections(quint32 chosen)
{
    const auto &all = m_readings.connections.connections();
    const auto add = [this](quint32 number) {
        const ConnectionInfo info = m_readings.connections.info(number);
        m_connection->addItem(
            u"#%1  %2 → %3"_s.arg(QString::number(number), info.client.toString(), info.server.toString()),
            number);
    };
    for (size_t i = 0; i < std::min(all.size(), kMaxListed); ++i)
        add(all[i]);
    if (chosen != 0 && m_connection->findData(chosen) < 0)
        add(chosen);
    m_connection->setCurrentIndex(qMax(0, m_connection->findData(chosen)));
}

// Where it went then: most often that is where it goes again.
void ReplayDialog::proposeTarget()
{
    const ReplayScript script(m_readings, connection(), side());
    const Address &then = side() == Side::Client ? script.peer() : script.local();
    m_target->setText(targetText(script.transport(), then));
    m_message->clear();
}

void ReplayDialog::nameSides()
{
    const QLocale locale;
    for (int row = 0; row < m_side->count(); ++row) {
        const Side each = Side(m_side->itemData(row).toInt());
        const QString size = locale.formattedDataSize(ReplayScript(m_readings, connection(), each).size());
        m_side->setItemText(row,
                            each == Side::Client ? tr("The client: connect, and send its %1").arg(size)
                                                 : tr("The server: listen, and send its %1").arg(size));
    }
}

void ReplayDialog::submit()
{
    ReplayConfig config;
    config.connection = connection();
    config.side = side();
    config.target = parseTarget(m_target->text().trimmed());
    config.keepsTiming = m_timing->currentData().toBool();
    config.awaitsAnswers = m_awaits->isChecked();
    const bool isListening = config.side == Side::Server;
    const bool needsHost = !isLocal(config.target.transport);
    if (!config.target.isValid()) {
        m_message->say(InlineMessage::Kind::Error, tr("“%1” is no address and port.").arg(m_target->text()));
        m_target->setFocus();
        return;
    }
    if (needsHost && config.target.address.host.isEmpty())
        config.target.address.host = u"127.0.0.1"_s;
    if (needsHost && isListening) {
        const auto checked = Session::checkListenAddress(config.target.address.host);
        if (const Error *error = std::get_if<Error>(&checked)) {
            const ErrorText text = errorText(*error);
            m_message->say(InlineMessage::Kind::Error, text.what, text.nextStep);
            m_target->setFocus();
            return;
        }
        config.target.address.host = std::get<QString>(checked);
    }
    emit replayRequested(config);
    accept();
}

void ReplayDialog::retranslate()
{
    setWindowTitle(tr("Replay a Connection"));
    const QStringList labels{tr("Connection"), tr("Send as"), tr("Address"), tr("Timing"), QString()};
    for (int row = 0; row < m_form->rowCount(); ++row) {
        auto *label = qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget());
        label->setText(labels.at(row));
    }
    m_connection->setAccessibleName(labels.at(0));
    m_side->setAccessibleName(labels.at(1));
    m_target->setAccessibleName(labels.at(2));
    m_timing->setAccessibleName(labels.at(3));
    m_timing->setItemText(0, tr("As then"));
    m_timing->setItemText(1, tr("As fast as possible"));
    m_awaits->setText(tr("Wait for the answers that had come by then"));
    nameSides();
    m_buttons->buttons().constFirst()->setText(tr("Replay"));
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
}

void ReplayDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace bothends
