// SPDX-License-Identifier: MIT
#include "gui/serverpanel.h"

#include "gui/acceptqueuemodel.h"
#include "gui/connectionsmodel.h"
#include "gui/theme.h"
#include "gui/widgets.h"
#include "ui_serverpanel.h"

#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace bothends {

ServerPanel::ServerPanel(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ServerPanel>())
    , m_clients(new ConnectionsModel(Side::Server, this))
{
    m_ui->setupUi(this);
    m_ui->fields->setSide(Side::Server);
    m_ui->stepPanel->setUp(Side::Server, *m_ui->fields, [this] { return m_ui->fields->address(); });
    fillEncodings(m_ui->encodingCombo);
    prepareConnectionTable(m_ui->clientsView, *m_clients);
    m_ui->greetingEdit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_ui->clientsView->setMinimumHeight(90);

    connect(m_ui->startButton, &QPushButton::clicked, this, &ServerPanel::toggle);
    connect(m_ui->fields, &EndpointFields::submitted, this, &ServerPanel::start);
    connect(m_ui->fields, &EndpointFields::changed, this, [this] {
        showFieldsOfType();
        updateExposureNote();
        emit changed();
    });
    connect(m_ui->optionsButton, &QToolButton::toggled, this, &ServerPanel::showFieldsOfType);
    connect(m_ui->stepPanel, &StepPanel::currentChanged, this, &ServerPanel::takeSteps);
    connect(m_ui->greetingEdit, &PlainEdit::textChanged, this, &ServerPanel::takeGreeting);
    connect(m_ui->greetingEdit, &PlainEdit::pasteRefused, this, [this](qsizetype chars) {
        m_ui->greetingMessage->say(
            InlineMessage::Kind::Error,
            tr("%n character(s) are too many to paste here.", nullptr, int(qMin<qsizetype>(chars, INT_MAX))));
    });
    connect(m_ui->thenCombo, &QComboBox::currentIndexChanged, this, &ServerPanel::takeGreeting);
    connect(m_ui->encodingCombo, &QComboBox::currentIndexChanged, this, [this] {
        m_ui->stepPanel->setEncoding(encoding());
        takeGreeting();
        emit changed();
    });
    connect(m_ui->acceptCheck, &QCheckBox::toggled, this, &ServerPanel::setAccepting);
    connect(m_ui->disconnectClientButton, &QPushButton::clicked, this, &ServerPanel::disconnectSelected);
    connect(m_ui->resetClientButton, &QPushButton::clicked, this, &ServerPanel::resetSelected);
    connect(m_ui->clientsView->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ServerPanel::updateTexts);
    retranslate();
    applyColours();
}

ServerPanel::~ServerPanel() = default;

void ServerPanel::attach(Session &session, const SocketList &sockets)
{
    m_session = &session;
    m_ui->stepPanel->attach(session, sockets);
    connect(&session, &Session::endpointChanged, this, &ServerPanel::applyState);
    connect(&session, &Session::connectionsChanged, this, [this](const QList<ConnectionStatus> &connections) {
        m_clients->update(connections);
        updateTexts();
    });
    connect(&session.journal(), &Journal::appended, this, &ServerPanel::showErrors);
    m_clients->follow(session.journal());
    m_acceptQueue = new AcceptQueueModel(session.journal(), this);
    m_ui->acceptQueue->setModel(m_acceptQueue);
    connect(m_ui->acceptQueue, &AcceptQueue::acceptOneRequested, this, &ServerPanel::acceptOne);
}

ServerPanel::Values ServerPanel::values() const
{
    Values values;
    static_cast<EndpointFields::Values &>(values) = m_ui->fields->values();
    values.backlog = m_ui->backlogSpin->value();
    values.connectionLimit = m_ui->limitSpin->value();
    values.greeting = m_ui->greetingEdit->toPlainText();
    values.afterGreeting = m_ui->thenCombo->currentIndex();
    values.encoding = encoding();
    values.showsOptions = m_ui->optionsButton->isChecked();
    values.showsMoreCalls = m_ui->stepPanel->showsMore();
    values.keepsSending = m_ui->halfOpenCheck->isChecked();
    values.isIpv6Only = m_ui->ipv6OnlyCheck->isChecked();
    return values;
}

void ServerPanel::setValues(const Values &values)
{
    m_ui->fields->setValues(values);
    m_ui->optionsButton->setChecked(values.showsOptions);
    m_ui->stepPanel->setShowsMore(values.showsMoreCalls);
    m_ui->halfOpenCheck->setChecked(values.keepsSending);
    m_ui->ipv6OnlyCheck->setChecked(values.isIpv6Only);
    m_ui->backlogSpin->setValue(values.backlog);
    m_ui->limitSpin->setValue(values.connectionLimit);
    m_ui->thenCombo->setCurrentIndex(values.afterGreeting);
    chooseEncoding(m_ui->encodingCombo, values.encoding);
    m_ui->greetingEdit->setText(values.greeting);
    m_ui->stepPanel->proposeBytes(values.greeting);
}

Address ServerPanel::place() const
{
    if (isRunning())
        return m_status.local;
    const SocketInfo *socket = isStepping() ? m_ui->stepPanel->current() : nullptr;
    return socket && socket->isListening && !socket->isClosed ? socket->local : Address();
}

TextEncoding ServerPanel::encoding() const
{
    return chosenEncoding(m_ui->encodingCombo);
}

QString ServerPanel::actionText() const
{
    return isRunning() ? tr("Stop server") : tr("Start server");
}

bool ServerPanel::isAccepting() const
{
    return m_ui->acceptCheck->isChecked();
}

EngineKind ServerPanel::mode() const
{
    return m_ui->fields->mode();
}

void ServerPanel::setMode(EngineKind mode)
{
    m_ui->fields->setMode(mode);
}

StepPanel &ServerPanel::steps()
{
    return *m_ui->stepPanel;
}

bool ServerPanel::isStepping() const
{
    return mode() == EngineKind::GlassBox;
}

void ServerPanel::toggle()
{
    if (isRunning())
        stop();
    else
        start();
}

bool ServerPanel::encodeGreeting(QByteArray &bytes)
{
    const EncodeResult result = encodeText(encoding(), m_ui->greetingEdit->toPlainText());
    if (result.unencodable) {
        const ErrorText text = errorText({ErrorCode::Unencodable, 0, *result.unencodable, 0, {}});
        m_ui->greetingMessage->say(InlineMessage::Kind::Error, text.what, text.nextStep);
        return false;
    }
    m_ui->greetingMessage->clear();
    bytes = result.bytes;
    return true;
}

void ServerPanel::start()
{
    if (isRunning())
        return;
    m_error.reset();
    m_ui->message->clear();
    const auto checked = m_ui->fields->address();
    if (const Error *error = std::get_if<Error>(&checked)) {
        m_error = *error;
        showCurrentError();
        return;
    }
    ServerConfig config;
    if (!encodeGreeting(config.greeting))
        return;
    config.address = std::get<Address>(checked);
    config.transport = m_ui->fields->transport();
    config.engine = m_ui->fields->mode();
    config.backlog = m_ui->backlogSpin->value();
    config.connectionLimit = m_ui->limitSpin->value();
    config.afterGreeting = AfterGreeting(m_ui->thenCombo->currentIndex());
    config.afterEof = m_ui->halfOpenCheck->isChecked() ? AfterEof::KeepSending : AfterEof::Close;
    config.isIpv6Only = m_ui->ipv6OnlyCheck->isChecked();
    m_endpoint = m_session->startServer(config);
    m_acceptQueue->setServer(m_endpoint);
    if (!isAccepting())
        m_session->setAccepting(m_endpoint, false);
    if (!config.address.isLocal())
        m_ui->fields->remember(config.address.host);
}

void ServerPanel::stop()
{
    m_session->stop(m_endpoint);
}

void ServerPanel::setAccepting(bool accepting)
{
    if (m_ui->acceptCheck->isChecked() != accepting)
        m_ui->acceptCheck->setChecked(accepting); // comes back here
    else if (isRunning())
        m_session->setAccepting(m_endpoint, accepting);
    updateTexts();
    emit changed();
}

void ServerPanel::acceptOne()
{
    if (isRunning())
        m_session->acceptOne(m_endpoint);
}

void ServerPanel::disconnectSelected()
{
    if (const ConnectionStatus *client = m_clients->status(m_ui->clientsView->currentIndex()))
        m_session->disconnectPeer(client->endpoint, client->connection);
}

void ServerPanel::resetSelected()
{
    if (const ConnectionStatus *client = m_clients->status(m_ui->clientsView->currentIndex()))
        m_session->abortPeer(client->endpoint, client->connection);
}

void ServerPanel::halfCloseSelected()
{
    if (const ConnectionStatus *client = m_clients->status(m_ui->clientsView->currentIndex()))
        m_session->finishSending(client->endpoint, client->connection);
}

void ServerPanel::applyState(const EndpointStatus &status)
{
    if (status.endpoint != m_endpoint)
        return;
    const bool becameRunning = status.state == EndpointStatus::State::Running && !isRunning();
    m_status = status;
    updateTexts();
    emit changed();
    if (becameRunning)
        emit listening(status.local, status.transport);
}

void ServerPanel::showErrors(qsizetype first, qsizetype last)
{
    const Journal &journal = m_session->journal();
    for (qsizetype row = last; row >= first; --row) {
        if (journal.events().kind(row) != EventKind::Error)
            continue;
        const Event &event = journal.at(row);
        if (event.endpoint == m_endpoint && event.error && !isAboutSending(*event.error)) {
            m_error = event.error;
            showCurrentError();
            return; // the newest one of a batch is enough here; each has its row
        }
    }
}

void ServerPanel::showCurrentError()
{
    if (!m_error)
        return;
    const ErrorText text = errorText(*m_error);
    m_ui->message->say(InlineMessage::Kind::Error, text.what, text.nextStep, remediesFor(*m_error));
}

QList<InlineMessage::Remedy> ServerPanel::remediesFor(const Error &error)
{
    if (error.code == ErrorCode::SocketFileStale)
        return {{u"removeStaleButton"_s, tr("Remove the stale file"),
                 [this, path = m_ui->fields->path()] { removeStaleFile(path); }}};
    // A ping socket is no way out here: it gets only the answers to its own requests.
    return {};
}

void ServerPanel::removeStaleFile(const QString &path)
{
    m_error = Session::removeStaleSocketFile(path, m_ui->fields->transport());
    if (m_error)
        showCurrentError();
    else
        m_ui->message->say(InlineMessage::Kind::Note, tr("The stale file is removed."),
                           tr("Start the server again."));
}

// The greeting can be edited while the server runs; it is for the clients that come next.
void ServerPanel::takeGreeting()
{
    QByteArray bytes;
    if (!encodeGreeting(bytes) || !m_session || !isRunning())
        return;
    m_session->setGreeting(m_endpoint, bytes, AfterGreeting(m_ui->thenCombo->currentIndex()));
}

// Only streams are accepted and queue; a limit of clients is a limit of connections.
void ServerPanel::showFieldsOfType()
{
    const bool hasQueue = isStream(m_ui->fields->transport());
    for (QWidget *widget : QList<QWidget *>{m_ui->backlogLabel, m_ui->backlogSpin, m_ui->limitLabel,
                                            m_ui->limitSpin, m_ui->acceptCheck, m_ui->acceptQueue})
        widget->setVisible(hasQueue);
    // The loop of the tutorial reads until the end, and then it closes.
    m_ui->halfOpenCheck->setVisible(hasQueue && m_ui->fields->mode() != EngineKind::BlockingLoop);
    const auto address = m_ui->fields->address();
    const Address *place = std::get_if<Address>(&address);
    m_ui->ipv6OnlyCheck->setVisible(place && place->host == u"::"_s && !isIcmp(m_ui->fields->transport()));
    // A raw socket only shows what arrives: the kernel itself answers echo requests.
    for (QWidget *widget :
         QList<QWidget *>{m_ui->greetingLabel, m_ui->greetingEdit, m_ui->thenLabel, m_ui->thenCombo})
        widget->setVisible(!isIcmp(m_ui->fields->transport()));
    // A client of datagrams is only known, and greeted, when it has sent one.
    m_ui->greetingLabel->setText(hasQueue ? tr("Greeting to ever&y new client")
                                          : tr("Greeting to ever&y first datagram"));
    // Step by step, these concern only the same as a whole.
    m_ui->stepPanel->setVisible(isStepping());
    m_ui->optionsButton->setVisible(isStepping());
    m_ui->automaticOptions->setVisible(!isStepping() || m_ui->optionsButton->isChecked());
    m_ui->optionsButton->setText((m_ui->optionsButton->isChecked() ? u"▾ "_s : u"▸ "_s)
                                 + tr("Greeting and what follows it"));
    updateStateLabel();
}

void ServerPanel::updateExposureNote()
{
    const auto checked = m_ui->fields->address();
    const Address *address = std::get_if<Address>(&checked);
    if (address && !address->isLocal() && !Session::isLoopback(address->host))
        m_ui->exposureNote->say(InlineMessage::Kind::Warning,
                                tr("Other machines in the network can reach a server on this address."),
                                tr("127.0.0.1 keeps it to this machine."));
    else
        m_ui->exposureNote->clear();
}

void ServerPanel::updateTexts()
{
    showQueueColumn(m_ui->clientsView, *m_clients);
    m_ui->startButton->setText((isRunning() ? u"■  "_s : u"▶  "_s) + actionText());
    m_ui->startButton->setAccessibleName(actionText());
    updateStateLabel();
    const SocketInfo *stepped = isStepping() && !isRunning() ? m_ui->stepPanel->current() : nullptr;
    if (m_acceptQueue)
        m_acceptQueue->setServer(stepped ? stepped->endpoint : m_endpoint);
    m_ui->acceptQueue->setState(isRunning() || (stepped && stepped->isListening),
                                !isStepping() && !isAccepting());
    m_ui->clientsLabel->setText(tr("C&lients (%1)").arg(m_clients->openCount()));
    const ConnectionStatus *selected = m_clients->status(m_ui->clientsView->currentIndex());
    const bool canEnd = selected && selected->state != ConnectionStatus::State::Closed;
    m_ui->disconnectClientButton->setEnabled(canEnd && selected->state == ConnectionStatus::State::Open);
    m_ui->resetClientButton->setEnabled(canEnd);
}

void ServerPanel::takeSteps()
{
    updateTexts();
    emit changed();
    const SocketInfo *socket = m_ui->stepPanel->current();
    const bool isReachable = socket && !socket->isAccepted && !socket->isClosed
        && (isStream(socket->transport) ? socket->isListening : socket->isBound);
    const Address place = isReachable ? socket->local : Address();
    if (place == m_stepped)
        return;
    m_stepped = place;
    if (isReachable)
        emit listening(place, socket->transport);
}

void ServerPanel::updateStateLabel()
{
    using State = StateLabel::State;
    switch (m_status.state) {
    case EndpointStatus::State::Running:
        if (m_status.outOfDescriptors)
            m_ui->stateLabel->setState(State::Busy, tr("Waiting for descriptors"));
        else if (!m_status.isAccepting)
            m_ui->stateLabel->setState(State::Busy, tr("Accepting paused"));
        else
            m_ui->stateLabel->setState(State::Running, tr("Listening"));
        break;
    case EndpointStatus::State::Stopping:
        m_ui->stateLabel->setState(State::Busy, tr("Stopping"));
        break;
    default:
        if (const SocketInfo *socket = isStepping() ? m_ui->stepPanel->current() : nullptr;
            socket && !socket->isClosed)
            m_ui->stateLabel->setState(socket->isListening ? State::Running : State::Busy,
                                       socketStateText(*socket));
        else
            m_ui->stateLabel->setState(State::Idle, tr("Stopped"));
        break;
    }
}

void ServerPanel::applyColours()
{
    const Colours colours = coloursFor(palette());
    tintTitle(m_ui->titleLabel, colours.server);
    m_ui->startButton->setColours(colours.serverButton, colours.buttonText);
}

void ServerPanel::retranslate()
{
    const QSignalBlocker blocker(m_ui->thenCombo); // retranslateUi() resets its texts, not the choice
    m_ui->retranslateUi(this);
    m_ui->fields->retranslate();
    showFieldsOfType();
    m_clients->retranslate();
    updateTexts();
    updateExposureNote();
    if (!m_ui->message->isEmpty())
        showCurrentError();
}

void ServerPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        applyColours();
}

} // namespace bothends
