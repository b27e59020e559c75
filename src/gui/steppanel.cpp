// SPDX-License-Identifier: MIT
#include "gui/steppanel.h"

#include "gui/endpointfields.h"
#include "gui/steparguments.h"
#include "gui/stepbuttons.h"
#include "gui/stepoutcome.h"
#include "ui_steppanel.h"

#include <QEvent>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

QString socketStateText(const SocketInfo &socket)
{
    if (socket.isClosed)
        return StepPanel::tr("Closed");
    if (socket.isListening)
        return StepPanel::tr("Listening");
    if (socket.isConnected)
        return StepPanel::tr("Connected");
    if (socket.isConnecting)
        return StepPanel::tr("Connecting");
    return socket.isBound ? StepPanel::tr("Bound") : StepPanel::tr("New socket");
}

StepPanel::StepPanel(QWidget *parent)
    : QFrame(parent)
{
}

StepPanel::~StepPanel() = default;

void StepPanel::setUp(Side side, EndpointFields &fields, std::function<Place()> bindPlace)
{
    m_side = side;
    m_fields = &fields;
    m_bindPlace = std::move(bindPlace);
}

void StepPanel::attach(Session &session, const SocketList &sockets)
{
    m_session = &session;
    m_sockets = &sockets;
    if (m_ui)
        listen();
}

void StepPanel::setVisible(bool visible)
{
    if (visible)
        build();
    QFrame::setVisible(visible);
}

void StepPanel::build()
{
    if (m_ui)
        return;
    m_ui = std::make_unique<Ui::StepPanel>();
    m_ui->setupUi(this);
    m_buttons = new StepButtons(*m_ui, m_side, *this);
    m_arguments = std::make_unique<StepArguments>(*m_ui, m_side, *m_fields, m_bindPlace, *this);
    m_arguments->setEncoding(m_encoding);
    m_arguments->proposeBytes(m_proposal);
    m_outcome = new StepOutcome(*m_ui->outcome, m_side, *m_fields, this);
    m_ui->reasonLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::MinimumExpanding);
    m_ui->reasonLabel->setMinimumHeight(3 * fontMetrics().lineSpacing()); // so that nothing jumps
    connect(m_ui->newSocketButton, &QPushButton::clicked, this, &StepPanel::openSocket);
    connect(m_ui->socketCombo, &QComboBox::activated, this,
            [this] { chooseSocket(m_ui->socketCombo->currentData().toUInt()); });
    m_ui->moreButton->setChecked(m_showsMore);
    applyMore(m_showsMore);
    connect(m_ui->moreButton, &QToolButton::toggled, this, [this](bool shows) {
        applyMore(shows);
        retranslate();
    });
    connect(m_buttons, &StepButtons::pressed, this, &StepPanel::make);
    connect(m_buttons, &StepButtons::asked, this, &StepPanel::showReason);
    connect(m_outcome, &StepOutcome::pingSocketWanted, this, [this] {
        m_fields->setTransport(Transport::PingIcmp);
        openSocket();
    });
    connect(m_fields, &EndpointFields::changed, this, [this] {
        followType();
        showPlaces();
    });
    if (m_session)
        listen();
    followType();
    retranslate();
}

void StepPanel::listen()
{
    connect(m_sockets, &SocketList::changed, this, &StepPanel::updateSockets);
    connect(&m_session->journal(), &Journal::appended, this, &StepPanel::showOutcomes);
    connect(m_session, &Session::connectionsChanged, this, &StepPanel::rememberPeers);
}

// The buttons are those of the type that is chosen, or of the socket that is looked at.
void StepPanel::followType()
{
    const SocketInfo *socket = current();
    const Transport transport = socket && !socket->isClosed ? socket->transport : m_fields->transport();
    if (transport != m_transport || m_buttons->isEmpty()) {
        m_transport = transport;
        m_arguments->setTransport(transport);
    }
    advise();
}

void StepPanel::applyMore(bool shows)
{
    m_showsMore = shows;
    m_arguments->setShowsMore(shows);
    m_buttons->setShowsMore(shows);
}

bool StepPanel::showsMore() const
{
    return m_showsMore;
}

void StepPanel::setShowsMore(bool shows)
{
    m_showsMore = shows;
    if (m_ui)
        m_ui->moreButton->setChecked(shows);
}

const SocketInfo *StepPanel::current() const
{
    return m_sockets && m_current != 0 ? m_sockets->find(m_current) : nullptr;
}

// ---- Which socket ----

QString StepPanel::socketText(const SocketInfo &socket) const
{
    const QString fd = QString::number(socket.descriptor);
    if (socket.isClosed)
        return tr("fd %1, closed").arg(fd);
    if (socket.isListening)
        return tr("fd %1, listening").arg(fd);
    if (socket.isAccepted)
        return tr("fd %1, accepted #%2").arg(fd, QString::number(socket.connection));
    if (socket.isConnected)
        return tr("fd %1, connected #%2").arg(fd, QString::number(socket.connection));
    if (socket.isConnecting)
        return tr("fd %1, connecting").arg(fd);
    return socket.isBound ? tr("fd %1, bound").arg(fd) : tr("fd %1, new").arg(fd);
}

void StepPanel::updateSockets(const QList<quint32> &changed)
{
    bool isOurs = false;
    quint32 newest = 0;
    for (const quint32 number : changed) {
        const SocketInfo *socket = m_sockets->find(number);
        if (!socket || !m_endpoints.contains(socket->endpoint))
            continue;
        isOurs = true;
        // A new socket, and one that accept() made, is the one that a program goes on with.
        if (!socket->isClosed && m_ui->socketCombo->findData(number) < 0)
            newest = number;
    }
    if (!isOurs)
        return;
    QList<quint32> listed;
    const QList<quint32> open = m_sockets->openSockets(m_side);
    std::copy_if(open.cbegin(), open.cend(), std::back_inserter(listed),
                 [this](quint32 number) { return m_endpoints.contains(m_sockets->find(number)->endpoint); });
    const SocketInfo *now = current();
    if (newest != 0)
        m_current = newest;
    else if (now && now->isClosed && !listed.isEmpty())
        m_current = listed.constFirst(); // the listening one, if there is one
    if (!listed.contains(m_current))
        listed << m_current; // closed, and still there to be asked
    m_ui->socketCombo->clear();
    for (const quint32 number : std::as_const(listed)) {
        if (const SocketInfo *socket = m_sockets->find(number))
            m_ui->socketCombo->addItem(socketText(*socket), number);
    }
    chooseSocket(m_current);
}

void StepPanel::chooseSocket(quint32 socket)
{
    m_current = socket;
    m_ui->socketCombo->setCurrentIndex(m_ui->socketCombo->findData(socket));
    m_ui->socketCombo->setEnabled(m_ui->socketCombo->count() > 0);
    followType();
    emit currentChanged();
}

// ---- What to say of each call ----

void StepPanel::advise()
{
    const SocketInfo *socket = current();
    const bool isOther = socket && socket->isClosed && socket->transport != m_transport;
    showReason(m_buttons->setAdvice(adviceFor(m_side, m_transport, isOther ? nullptr : socket), m_transport));
}

void StepPanel::showReason(CallName call)
{
    for (const CallAdvice &advice : m_buttons->advice()) {
        if (advice.call == call)
            m_ui->reasonLabel->setText(u"%1(): %2"_s.arg(callName(call), advice.reason));
    }
}

// ---- The calls ----

void StepPanel::openSocket()
{
    build();
    SocketConfig config;
    config.side = m_side;
    config.transport = m_fields->transport();
    config.isIpv6 = m_fields->isIpv6();
    m_outcome->clear();
    const quint32 endpoint = m_session->openSocket(config);
    m_endpoints.insert(endpoint);
    emit opened(endpoint);
}

void StepPanel::make(CallName name)
{
    build();
    const SocketInfo *socket = current();
    if (!socket) {
        m_outcome->showFault(errorText({ErrorCode::BadDescriptor, 0, callName(name), 0, {}}));
        return;
    }
    const auto made = m_arguments->of(name, *socket);
    if (const ErrorText *fault = std::get_if<ErrorText>(&made)) {
        m_outcome->showFault(*fault);
        return;
    }
    m_outcome->clear();
    m_session->call(socket->endpoint, std::get<SocketCall>(made));
}

// ---- What came of it ----

void StepPanel::showOutcomes(qsizetype first, qsizetype last)
{
    const Journal &journal = m_session->journal();
    for (qsizetype row = last; row >= first; --row) {
        const Event &event = journal.at(row);
        const bool isTransfer
            = event.kind == EventKind::TransferBegin || event.kind == EventKind::TransferEnd;
        if (!m_endpoints.contains(event.endpoint) || event.origin != Origin::Call || isTransfer)
            continue;
        m_outcome->show(event);
        return; // the newest one of a batch; each has its row
    }
}

void StepPanel::showPlaces()
{
    if (m_ui)
        m_arguments->showPlaces();
}

void StepPanel::setEncoding(TextEncoding encoding)
{
    m_encoding = encoding;
    if (m_ui)
        m_arguments->setEncoding(encoding);
}

void StepPanel::proposeBytes(const QString &text)
{
    m_proposal = text;
    if (m_ui)
        m_arguments->proposeBytes(text);
}

void StepPanel::rememberPeers(const QList<ConnectionStatus> &connections)
{
    for (const ConnectionStatus &status : connections) {
        if (status.side != m_side || !m_endpoints.contains(status.endpoint) || isStream(status.transport)
            || status.peer.isNull() || status.peer.kind == Address::Kind::Unnamed)
            continue;
        m_arguments->rememberPeer(status.peer);
    }
}

void StepPanel::retranslate()
{
    m_ui->retranslateUi(this);
    const QString sockets = m_side == Side::Server ? tr("Server socket that the calls are for")
                                                   : tr("Client socket that the calls are for");
    m_ui->socketCombo->setAccessibleName(sockets);
    m_ui->socketCombo->setToolTip(sockets);
    m_ui->moreButton->setText(showsMore() ? u"▾ "_s + tr("Fewer calls") : u"▸ "_s + tr("More calls"));
    for (int i = 0; i < m_ui->socketCombo->count(); ++i) {
        if (const SocketInfo *socket = m_sockets->find(m_ui->socketCombo->itemData(i).toUInt()))
            m_ui->socketCombo->setItemText(i, socketText(*socket));
    }
    m_ui->socketCombo->setPlaceholderText(tr("no socket yet"));
    advise();
    m_arguments->retranslate();
    m_outcome->retranslate();
}

void StepPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    showPlaces();
}

void StepPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_ui)
        retranslate();
}

} // namespace bothends
