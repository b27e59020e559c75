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
    m_ui->fields->setSide(Side::Client);
    m_ui->stepPanel->setUp(Side::Client, *m_ui->fields, [this] { return from(); });
    m_ui->stepPanel->proposeBytes(u"谢谢！Happy new year"_s); // what one answers to the tutorial's greeting
    m_ui->fromCombo->setCompleter(nullptr);
    fillEncodings(m_ui->encodingCombo);
    prepareConnectionTable(m_ui->connectionsView, *m_connections);
    m_ui->connectionsView->setMinimumHeight(90);

    connect(m_ui->connectButton, &QPushButton::clicked, this, &ClientPanel::toggle);
    const auto connectUnlessConnected = [this] {
        if (!selected() || selected()->state == ConnectionStatus::State::Closed)
            toggle();
    };
    connect(m_ui->fields, &EndpointFields::submitted, this, connectUnlessConnected);
    connect(m_ui->fromCombo->lineEdit(), &QLineEdit::returnPressed, this, connectUnlessConnected);
    connect(m_ui->fields, &EndpointFields::changed, this, [this] {
        showFieldsOfType();
        updateStateLabel();
        emit changed();
    });
    connect(m_ui->fromCombo, &QComboBox::editTextChanged, m_ui->stepPanel, &StepPanel::showPlaces);
    connect(m_ui->stepPanel, &StepPanel::opened, this, [this](quint32 endpoint) { m_newest = endpoint; });
    connect(m_ui->stepPanel, &StepPanel::currentChanged, this, &ClientPanel::updateStateLabel);
    connect(m_ui->anotherButton, &QPushButton::clicked, this, &ClientPanel::connectAnother);
    connect(m_ui->resetButton, &QPushButton::clicked, this, &ClientPanel::resetSelected);
    connect(m_ui->encodingCombo, &QComboBox::currentIndexChanged, this, [this] {
        m_ui->stepPanel->setEncoding(encoding());
        emit changed();
    });
    connect(m_ui->connectionsView->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        updateTexts();
        if (const ConnectionStatus *connection = selected())
            emit connectionChosen(connection->connection);
    });
    retranslate();
    applyColours();
}

ClientPanel::~ClientPanel() = default;

void ClientPanel::attach(Session &session, const SocketList &sockets)
{
    m_session = &session;
    m_ui->stepPanel->attach(session, sockets);
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
    Values values;
    static_cast<EndpointFields::Values &>(values) = m_ui->fields->values();
    values.encoding = encoding();
    values.showsMoreCalls = m_ui->stepPanel->showsMore();
    values.keepsSending = m_ui->halfOpenCheck->isChecked();
    values.from = m_ui->fromCombo->currentText();
    return values;
}

void ClientPanel::setValues(const Values &values)
{
    m_ui->fields->setValues(values);
    m_ui->stepPanel->setShowsMore(values.showsMoreCalls);
    m_ui->halfOpenCheck->setChecked(values.keepsSending);
    m_ui->fromCombo->setEditText(values.from);
    chooseEncoding(m_ui->encodingCombo, values.encoding);
}

void ClientPanel::setPort(quint16 port)
{
    m_ui->fields->setPort(port);
}

void ClientPanel::follow(const Address &address, Transport transport)
{
    if (m_ui->fields->transport() == transport)
        m_ui->fields->follow(address);
}

// What bind() is given before connect(): a port, an address, both, or a name.
std::variant<Address, Error> ClientPanel::from() const
{
    const Transport transport = m_ui->fields->transport();
    const QString typed = m_ui->fromCombo->currentText().trimmed();
    if (typed.isEmpty())
        return Address{};
    if (isLocal(transport) || isIcmp(transport))
        return EndpointFields::checkPlace(typed, transport);
    const AddressParse parsed = parseAddress(typed);
    if (!parsed.isValid())
        return EndpointFields::checkPlace(typed, transport); // an address without a port
    if (parsed.address.host.isEmpty())
        return parsed.address;
    auto place = EndpointFields::checkPlace(parsed.address.host, transport);
    if (Address *address = std::get_if<Address>(&place))
        address->port = parsed.address.port;
    return place;
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

EngineKind ClientPanel::mode() const
{
    return m_ui->fields->mode();
}

void ClientPanel::setMode(EngineKind mode)
{
    m_ui->fields->setMode(mode);
}

StepPanel &ClientPanel::steps()
{
    return *m_ui->stepPanel;
}

bool ClientPanel::isStepping() const
{
    return mode() == EngineKind::GlassBox;
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
    const auto server = m_ui->fields->address();
    const auto local = from();
    for (const auto &checked : {server, local}) {
        if (const Error *error = std::get_if<Error>(&checked)) {
            m_error = *error;
            showCurrentError();
            return;
        }
    }
    ClientConfig config;
    config.server = std::get<Address>(server);
    config.local = std::get<Address>(local);
    config.transport = m_ui->fields->transport();
    config.engine = m_ui->fields->mode();
    config.afterEof = m_ui->halfOpenCheck->isChecked() ? AfterEof::KeepSending : AfterEof::Close;
    m_newest = m_session->startClient(config);
    m_awaitsStatus = true;
    if (!config.server.isLocal())
        m_ui->fields->remember(config.server.host);
    updateTexts();
    emit changed();
}

void ClientPanel::resetSelected()
{
    if (const ConnectionStatus *connection = selected())
        m_session->abort(connection->endpoint);
}

void ClientPanel::halfCloseSelected()
{
    if (const ConnectionStatus *connection = selected())
        m_session->finishSending(connection->endpoint, connection->connection);
}

void ClientPanel::showErrors(qsizetype first, qsizetype last)
{
    const Journal &journal = m_session->journal();
    for (qsizetype row = last; row >= first; --row) {
        const EventKind kind = journal.events().kind(row);
        if (kind != EventKind::Error && kind != EventKind::Reset)
            continue;
        const Event &event = journal.at(row);
        if (event.side == Side::Client && event.error && !m_ui->stepPanel->owns(event.endpoint)
            && !isAboutSending(*event.error)) {
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
    QList<InlineMessage::Remedy> remedies;
    if (isAboutRawPrivilege(*m_error, m_ui->fields->transport()))
        remedies << InlineMessage::Remedy{u"pingSocketButton"_s, tr("Use a ping socket instead"), [this] {
                                              m_ui->fields->setTransport(Transport::PingIcmp);
                                              connectAnother();
                                          }};
    m_ui->message->say(isOwnWish ? InlineMessage::Kind::Note : InlineMessage::Kind::Error, text.what,
                       text.nextStep, remedies);
}

void ClientPanel::updateFromField()
{
    const Transport transport = m_ui->fields->transport();
    QLineEdit *edit = m_ui->fromCombo->lineEdit();
    if (isLocal(transport)) {
        edit->setPlaceholderText(tr("no name"));
        m_ui->fromCombo->setToolTip(tr("A path or an @abstract name that the client is bound to. To a client "
                                       "without a name no datagram can be sent."));
    } else if (isIcmp(transport)) {
        edit->setPlaceholderText(tr("any address"));
        m_ui->fromCombo->setToolTip(tr("The address of this machine that the client is bound to."));
    } else {
        edit->setPlaceholderText(tr("any free port"));
        m_ui->fromCombo->setToolTip(
            tr("What the client is bound to before it connects: a port, an address, or both, such as "
               "127.0.0.1:40000."));
    }
}

void ClientPanel::updateTexts()
{
    showQueueColumn(m_ui->connectionsView, *m_connections);
    const ConnectionStatus *connection = selected();
    const QString action = actionText();
    const bool isConnect = action == tr("Connect");
    m_ui->connectButton->setText((isConnect ? u"▶  "_s : u"■  "_s) + action);
    m_ui->connectButton->setAccessibleName(action);
    updateStateLabel();
    m_ui->connectionsLabel->setText(tr("C&onnections (%1)").arg(m_connections->openCount()));
    m_ui->resetButton->setEnabled(connection && connection->state != ConnectionStatus::State::Closed);
}

void ClientPanel::updateStateLabel()
{
    const ConnectionStatus *connection = selected();
    using State = StateLabel::State;
    if (m_awaitsStatus || (connection && connection->state == ConnectionStatus::State::Connecting))
        m_ui->stateLabel->setState(State::Busy, tr("Connecting"));
    else if (connection && connection->state == ConnectionStatus::State::Open)
        m_ui->stateLabel->setState(State::Running, tr("Connected"));
    else if (connection && connection->state == ConnectionStatus::State::Closing)
        m_ui->stateLabel->setState(State::Busy, tr("Closing"));
    else if (const SocketInfo *socket = isStepping() ? m_ui->stepPanel->current() : nullptr;
             socket && !socket->isClosed)
        m_ui->stateLabel->setState(State::Busy, socketStateText(*socket));
    else
        m_ui->stateLabel->setState(State::Idle, tr("Closed"));
}

void ClientPanel::applyColours()
{
    const Colours colours = coloursFor(palette());
    tintTitle(m_ui->titleLabel, colours.client);
    m_ui->connectButton->setColours(colours.clientButton, colours.buttonText);
}

void ClientPanel::showFieldsOfType()
{
    updateFromField();
    m_ui->stepPanel->setVisible(isStepping());
    m_ui->halfOpenCheck->setVisible(isStream(m_ui->fields->transport()));
}

void ClientPanel::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->fields->retranslate();
    nameEdit(m_ui->fromCombo);
    showFieldsOfType();
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
