// SPDX-License-Identifier: MIT
#include "gui/clientpanel.h"

#include "gui/connectionsmodel.h"
#include "gui/theme.h"
#include "gui/widgets.h"
#include "ui_clientpanel.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace bothends {

ClientPanel::ClientPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ClientPanel>())
    , m_connections(new ConnectionsModel(Side::Client, this))
{
    m_ui->setupUi(this);
    m_ui->addressCombo->addItems({u"127.0.0.1"_s, u"localhost"_s, u"::1"_s});
    m_ui->addressCombo->setCompleter(nullptr);
    fillEncodings(m_ui->encodingCombo);
    prepareConnectionTable(m_ui->connectionsView, *m_connections);
    m_ui->connectionsView->setMinimumHeight(90);

    connect(m_ui->connectButton, &QPushButton::clicked, this, &ClientPanel::toggle);
    connect(m_ui->addressCombo->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        if (!selected() || selected()->state == ConnectionStatus::State::Closed)
            toggle();
    });
    connect(m_ui->anotherButton, &QPushButton::clicked, this, &ClientPanel::connectAnother);
    connect(m_ui->resetButton, &QPushButton::clicked, this, &ClientPanel::resetSelected);
    connect(m_ui->encodingCombo, &QComboBox::currentIndexChanged, this, &ClientPanel::changed);
    connect(m_ui->connectionsView->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        updateTexts();
        if (const ConnectionStatus *connection = selected())
            emit connectionChosen(connection->connection);
    });
    retranslate();
    applyColours();
}

ClientPanel::~ClientPanel() = default;

void ClientPanel::attach(Session &session)
{
    m_session = &session;
    connect(&session, &Session::connectionsChanged, this, &ClientPanel::takeConnections);
    connect(&session.journal(), &Journal::appended, this, &ClientPanel::showErrors);
    m_connections->follow(session.journal());
}

void ClientPanel::takeConnections(const QList<ConnectionStatus> &connections)
{
    quint32 toSelect = 0;
    for (const ConnectionStatus &connection : connections) {
        if (connection.side != Side::Client || m_connections->find(connection.connection))
            continue;
        if (connection.endpoint == m_newest) {
            toSelect = connection.connection;
            m_awaitsStatus = false;
        }
    }
    m_connections->update(connections);
    if (toSelect != 0)
        m_ui->connectionsView->setCurrentIndex(m_connections->indexOf(toSelect));
    updateTexts();
    emit changed();
}

ClientPanel::Values ClientPanel::values() const
{
    QStringList recent;
    for (int i = 0; i < m_ui->addressCombo->count(); ++i)
        recent << m_ui->addressCombo->itemText(i);
    return {m_ui->addressCombo->currentText(), m_ui->portSpin->value(), encoding(), recent};
}

void ClientPanel::setValues(const Values &values)
{
    for (qsizetype i = values.recentHosts.size() - 1; i >= 0; --i)
        rememberText(m_ui->addressCombo, values.recentHosts.at(i));
    m_ui->addressCombo->setEditText(values.host);
    m_ui->portSpin->setValue(values.port);
    chooseEncoding(m_ui->encodingCombo, values.encoding);
}

void ClientPanel::setPort(quint16 port)
{
    m_ui->portSpin->setValue(port);
}

TextEncoding ClientPanel::encoding() const
{
    return chosenEncoding(m_ui->encodingCombo);
}

const ConnectionStatus *ClientPanel::selected() const
{
    return m_connections->status(m_ui->connectionsView->currentIndex());
}

QString ClientPanel::actionText() const
{
    const ConnectionStatus *connection = selected();
    if (m_awaitsStatus)
        return tr("Cancel");
    if (!connection || connection->state == ConnectionStatus::State::Closed)
        return tr("Connect");
    return connection->state == ConnectionStatus::State::Connecting ? tr("Cancel") : tr("Disconnect");
}

void ClientPanel::toggle()
{
    const ConnectionStatus *connection = selected();
    if (m_awaitsStatus)
        m_session->stop(m_newest);
    else if (connection && connection->state == ConnectionStatus::State::Closing)
        m_session->abort(connection->endpoint); // pressed again: the peer does not say goodbye
    else if (connection && connection->state != ConnectionStatus::State::Closed)
        m_session->stop(connection->endpoint);
    else
        connectAnother();
}

void ClientPanel::connectAnother()
{
    m_error.reset();
    m_ui->message->clear();
    const QString host = m_ui->addressCombo->currentText().trimmed();
    if (host.isEmpty() || host.contains(u' ')) {
        m_error = Error{ErrorCode::AddressInvalid, 0, host, 0, {}};
        showCurrentError();
        return;
    }
    ClientConfig config;
    config.server = {host, quint16(m_ui->portSpin->value())};
    m_newest = m_session->startClient(config);
    m_awaitsStatus = true;
    rememberText(m_ui->addressCombo, host);
    updateTexts();
    emit changed();
}

void ClientPanel::resetSelected()
{
    if (const ConnectionStatus *connection = selected())
        m_session->abort(connection->endpoint);
}

void ClientPanel::showErrors(qsizetype first, qsizetype last)
{
    const Journal &journal = m_session->journal();
    for (qsizetype row = last; row >= first; --row) {
        const Event &event = journal.at(row);
        if (event.side == Side::Client && event.error && !isAboutSending(*event.error)
            && (event.kind == EventKind::Error || event.kind == EventKind::Reset)) {
            m_error = event.error;
            showCurrentError();
            return;
        }
    }
}

void ClientPanel::showCurrentError()
{
    if (!m_error)
        return;
    const ErrorText text = errorText(*m_error);
    const bool isOwnWish = m_error->code == ErrorCode::Cancelled;
    m_ui->message->say(isOwnWish ? InlineMessage::Kind::Note : InlineMessage::Kind::Error, text.what,
                       text.nextStep);
}

void ClientPanel::updateTexts()
{
    showQueueColumn(m_ui->connectionsView, *m_connections);
    const ConnectionStatus *connection = selected();
    const QString action = actionText();
    const bool isConnect = action == tr("Connect");
    m_ui->connectButton->setText((isConnect ? u"▶  "_s : u"■  "_s) + action);
    m_ui->connectButton->setAccessibleName(action);
    using State = StateLabel::State;
    if (m_awaitsStatus || (connection && connection->state == ConnectionStatus::State::Connecting))
        m_ui->stateLabel->setState(State::Busy, tr("Connecting"));
    else if (connection && connection->state == ConnectionStatus::State::Open)
        m_ui->stateLabel->setState(State::Running, tr("Connected"));
    else if (connection && connection->state == ConnectionStatus::State::Closing)
        m_ui->stateLabel->setState(State::Busy, tr("Closing"));
    else
        m_ui->stateLabel->setState(State::Idle, tr("Closed"));
    m_ui->connectionsLabel->setText(tr("C&onnections (%1)").arg(m_connections->openCount()));
    m_ui->resetButton->setEnabled(connection && connection->state != ConnectionStatus::State::Closed);
}

void ClientPanel::applyColours()
{
    const Colours colours = coloursFor(palette());
    tintTitle(m_ui->titleLabel, colours.client);
    m_ui->connectButton->setColours(colours.clientButton, colours.buttonText);
}

void ClientPanel::retranslate()
{
    m_ui->retranslateUi(this);
    nameEdit(m_ui->addressCombo);
    m_connections->retranslate();
    updateTexts();
    if (!m_ui->message->isEmpty())
        showCurrentError();
}

void ClientPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        applyColours();
}

} // namespace bothends
