// SPDX-License-Identifier: MIT
#include "gui/steppanel.h"

#include "core/messageformat.h"
#include "gui/endpointfields.h"
#include "gui/theme.h"
#include "gui/widgets.h"
#include "ui_steppanel.h"

#include <QEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

bool isRare(CallName call, Transport transport)
{
    switch (call) {
    case CallName::ConnectEx:
    case CallName::SendMsg:
    case CallName::SendFile:
    case CallName::RecvMsg:
    case CallName::RecvInto:
    case CallName::RecvFromInto:
    case CallName::RecvMsgInto:
    case CallName::ReadLine:
    case CallName::SetSockOpt:
    case CallName::GetSockOpt:
        return true;
    case CallName::SendAll:
        return false;
    case CallName::RecvFrom:
        return isStream(transport);
    default:
        return false;
    }
}

bool isReading(CallName call)
{
    return isReceiving(call) || call == CallName::ReadLine;
}

bool isLocalOption(SocketOption option)
{
    return option == SocketOption::PassCredentials || option == SocketOption::PeerCredentials;
}

bool suits(SocketOption option, Transport transport)
{
    const QString level = optionLevel(option);
    if (level == u"IPPROTO_TCP")
        return transport == Transport::Tcp;
    if (isLocalOption(option))
        return isLocal(transport);
    return level == u"SOL_SOCKET" || !isLocal(transport);
}

/// `recv_into(…)` without its arguments; what came of it is the point.
QString outcomeTag(const Event &event)
{
    const QString call = event.call() == CallName::None ? eventKindName(event.kind) : callName(event.call());
    if (event.error && event.kind == EventKind::Error) {
        const int number = errorNumber(*event.error);
        const QString name = errorName(*event.error);
        return number > 0 ? u"%1() → %2 (%3)"_s.arg(call, name).arg(number) : u"%1() → %2"_s.arg(call, name);
    }
    switch (event.kind) {
    case EventKind::Connected:
        return u"%1() → 0"_s.arg(call);
    case EventKind::Eof:
        return u"%1() → b''"_s.arg(call);
    case EventKind::Socket:
    case EventKind::Accept:
        return u"%1() → fd %2"_s.arg(call).arg(event.number);
    case EventKind::Option:
        if (event.detail && event.detail->optionNow) {
            const OptionValue &now = *event.detail->optionNow;
            return u"%1() → %2"_s.arg(call, now.text.isEmpty() ? QString::number(now.number) : now.text);
        }
        break;
    default:
        break;
    }
    if (event.detail && event.detail->result >= 0)
        return u"%1() → %2"_s.arg(call).arg(event.detail->result);
    return u"%1()"_s.arg(call);
}

} // namespace

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
    makeButtons();
    fillChoices();
    for (QLabel *label : {m_ui->bindLabel, m_ui->targetLabel}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_ui->reasonLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::MinimumExpanding);
    m_ui->reasonLabel->setMinimumHeight(3 * fontMetrics().lineSpacing()); // so that nothing jumps
    m_ui->toCombo->setCompleter(nullptr);
    m_ui->moreButton->setChecked(m_showsMore);
    connect(m_ui->newSocketButton, &QPushButton::clicked, this, &StepPanel::openSocket);
    connect(m_ui->socketCombo, &QComboBox::activated, this,
            [this] { chooseSocket(m_ui->socketCombo->currentData().toUInt()); });
    connect(m_ui->moreButton, &QToolButton::toggled, this, [this](bool shows) {
        m_showsMore = shows;
        arrange();
        retranslate();
    });
    connect(m_ui->fileButton, &QToolButton::clicked, this, &StepPanel::chooseFile);
    m_ui->newSocketButton->installEventFilter(this);
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

void StepPanel::makeButtons()
{
    m_groups = {
        {m_ui->optionGroup, m_ui->optionButtons, {CallName::SetSockOpt, CallName::GetSockOpt}},
        {m_ui->bindGroup, m_ui->bindButtons, {CallName::Bind}},
        {m_ui->listenGroup, m_ui->listenButtons, {CallName::Listen, CallName::Accept}},
        {m_ui->connectGroup, m_ui->connectButtons, {CallName::Connect, CallName::ConnectEx}},
        {m_ui->sendGroup,
         m_ui->sendButtons,
         {CallName::Send, CallName::SendAll, CallName::SendTo, CallName::SendMsg, CallName::SendFile}},
        {m_ui->receiveGroup,
         m_ui->receiveButtons,
         {CallName::Recv, CallName::RecvFrom, CallName::RecvMsg, CallName::RecvInto, CallName::RecvFromInto,
          CallName::RecvMsgInto, CallName::ReadLine}},
        {m_ui->endGroup, m_ui->endButtons, {CallName::Shutdown, CallName::Close}},
    };
    for (const Group &group : std::as_const(m_groups)) {
        group.buttons->setColumnStretch(0, 1);
        group.buttons->setColumnStretch(1, 1);
        for (const CallName call : group.calls) {
            auto *button = new QPushButton(group.widget);
            button->setObjectName(u"call_"_s + callName(call));
            button->setAutoDefault(false);
            button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // both columns are equal
            button->installEventFilter(this);
            connect(button, &QPushButton::clicked, this, [this, call] { make(call); });
            m_buttons.insert(call, button);
        }
    }
}

void StepPanel::fillChoices()
{
    for (const ShutdownHow how : {ShutdownHow::Write, ShutdownHow::Read, ShutdownHow::Both})
        m_ui->howCombo->addItem(shutdownHowName(how), int(how));
    for (const MessageMode mode : {MessageMode::Text, MessageMode::Hex, MessageMode::Escapes})
        m_ui->bytesModeCombo->addItem(QString(), int(mode));
}

void StepPanel::fillOptions()
{
    const int chosen = m_ui->optionCombo->currentData().toInt();
    const bool isIpv6 = m_fields->isIpv6();
    m_ui->optionCombo->clear();
    const QList<SocketOption> options = allSocketOptions();
    for (const SocketOption option : options) {
        if (suits(option, m_transport))
            m_ui->optionCombo->addItem(socketOptionName(option, isIpv6), int(option));
    }
    m_ui->optionCombo->setCurrentIndex(qMax(0, m_ui->optionCombo->findData(chosen)));
}

// The buttons are those of the type that is chosen, or of the socket that is looked at.
void StepPanel::followType()
{
    const SocketInfo *socket = current();
    const Transport transport = socket && !socket->isClosed ? socket->transport : m_fields->transport();
    if (transport != m_transport || m_advice.isEmpty()) {
        m_transport = transport;
        fillOptions();
        proposeBytes(m_proposal);
    }
    advise();
}

void StepPanel::proposeBytes(const QString &text)
{
    m_proposal = text;
    if (!m_ui || m_ui->bytesEdit->isModified())
        return;
    // An echo request with a right checksum (RFC 792): raw sockets send what they are given.
    const bool isEcho = isIcmp(m_transport);
    m_ui->bytesEdit->setText(isEcho ? u"08 00 f7 fd 00 01 00 01"_s : text.section(u'\n', 0, 0));
    m_ui->bytesEdit->setCursorPosition(0);
    m_ui->bytesModeCombo->setCurrentIndex(int(isEcho ? MessageMode::Hex : MessageMode::Text));
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

// ---- The arrangement ----

QWidget *StepPanel::besideOf(CallName call) const
{
    // The first of the receiving calls has their buffer beside it.
    const auto first = std::find_if(m_advice.cbegin(), m_advice.cend(), [this](const CallAdvice &advice) {
        return isReading(advice.call) && isShown(advice.call);
    });
    if (first != m_advice.cend() && first->call == call)
        return m_ui->sizeSpin;
    switch (call) {
    case CallName::Bind:
        return m_ui->bindLabel;
    case CallName::Listen:
        return m_ui->stepBacklogSpin;
    case CallName::Connect:
        return m_ui->targetLabel;
    case CallName::Shutdown:
        return m_ui->howCombo;
    case CallName::Close:
        return m_ui->abortiveCheck;
    default:
        return nullptr;
    }
}

bool StepPanel::isShown(CallName call) const
{
    const auto advice = std::find_if(m_advice.cbegin(), m_advice.cend(),
                                     [call](const CallAdvice &candidate) { return candidate.call == call; });
    return advice != m_advice.cend() && (showsMore() || advice->isNext || !isRare(call, m_transport));
}

bool StepPanel::isShown(const QList<CallName> &calls) const
{
    return std::any_of(calls.cbegin(), calls.cend(), [this](CallName call) { return isShown(call); });
}

void StepPanel::arrangeButtons(const Group &group)
{
    while (QLayoutItem *item = group.buttons->takeAt(0))
        delete item; // the button stays
    int row = 0;
    int column = 0;
    const auto put = [&](QWidget *widget) {
        group.buttons->addWidget(widget, row, column);
        row += column;
        column = 1 - column;
    };
    for (const CallAdvice &advice : std::as_const(m_advice)) {
        if (!group.calls.contains(advice.call) || !isShown(advice.call))
            continue;
        QWidget *beside = besideOf(advice.call);
        if (beside && column == 1) {
            ++row;
            column = 0;
        }
        put(m_buttons.value(advice.call));
        if (beside)
            put(beside);
    }
}

// In the order in which a program makes the calls.
void StepPanel::arrange()
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setVisible(isShown(it.key()));
    int place = 1; // behind the choice of a socket
    QList<QWidget *> placed;
    for (const CallAdvice &advice : std::as_const(m_advice)) {
        for (const Group &group : std::as_const(m_groups)) {
            if (!group.calls.contains(advice.call) || placed.contains(group.widget))
                continue;
            m_ui->stepLayout->removeWidget(group.widget);
            m_ui->stepLayout->insertWidget(place++, group.widget);
            placed << group.widget;
        }
    }
    for (const Group &group : std::as_const(m_groups)) {
        group.widget->setVisible(isShown(group.calls));
        arrangeButtons(group);
    }
    const bool choosesReceiver = m_side == Side::Server && !isStream(m_transport);
    m_ui->toRow->setVisible(choosesReceiver);
    m_ui->fileRow->setVisible(isShown({CallName::SendFile, CallName::SendMsg}));
    m_ui->flagsRow->setVisible(showsMore());
    m_ui->ancillaryRow->setVisible(isShown({CallName::RecvMsg, CallName::RecvMsgInto}));
    m_ui->abortiveCheck->setVisible(m_transport == Transport::Tcp);
    orderByTab();
}

void StepPanel::orderByTab()
{
    QWidget *last = m_ui->socketCombo;
    setTabOrder(m_ui->newSocketButton, last);
    for (int i = 1; i < m_ui->stepLayout->count(); ++i) {
        QWidget *group = m_ui->stepLayout->itemAt(i)->widget();
        const bool isGroup = std::any_of(m_groups.cbegin(), m_groups.cend(),
                                         [group](const Group &each) { return each.widget == group; });
        if (!isGroup)
            continue;
        // Arguments first, as they stand; then the buttons with what is beside them.
        QList<QWidget *> stops;
        const QList<QWidget *> inside = group->findChildren<QWidget *>();
        std::copy_if(
            inside.cbegin(), inside.cend(), std::back_inserter(stops), [group](const QWidget *widget) {
                return widget->focusPolicy() != Qt::NoFocus && !widget->isHidden() && !widget->isWindow()
                    && widget->window() == group->window() && !widget->parentWidget()->inherits("QComboBox")
                    && !widget->parentWidget()->inherits("QAbstractSpinBox");
            });
        std::stable_sort(stops.begin(), stops.end(), [group](const QWidget *a, const QWidget *b) {
            const QPoint left = a->mapTo(group, QPoint());
            const QPoint right = b->mapTo(group, QPoint());
            return left.y() != right.y() ? left.y() < right.y() : left.x() < right.x();
        });
        for (QWidget *stop : std::as_const(stops)) {
            setTabOrder(last, stop);
            last = stop;
        }
    }
    setTabOrder(last, m_ui->moreButton);
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
    const QList<CallAdvice> old = m_advice;
    const SocketInfo *socket = current();
    const bool isOther = socket && socket->isClosed && socket->transport != m_transport;
    m_advice = adviceFor(m_side, m_transport, isOther ? nullptr : socket);
    CallName next = CallName::None;
    for (const CallAdvice &advice : std::as_const(m_advice)) {
        if (advice.isNext)
            next = advice.call;
        QPushButton *button
            = advice.call == CallName::Socket ? m_ui->newSocketButton : m_buttons.value(advice.call);
        if (!button)
            continue;
        const QString name = advice.call == CallName::Socket ? tr("New socket") : callName(advice.call);
        button->setText(advice.isNext ? u"→ "_s + name : name);
        button->setAccessibleName(advice.isNext ? tr("%1, comes next").arg(name) : name);
        button->setAccessibleDescription(advice.reason);
        button->setToolTip(advice.reason);
        QFont face = font();
        face.setBold(advice.isNext);
        button->setFont(face);
    }
    const auto shape = [](const QList<CallAdvice> &advices) {
        QList<std::pair<CallName, bool>> calls;
        for (const CallAdvice &advice : advices)
            calls << std::pair(advice.call, advice.isNext);
        return calls;
    };
    if (shape(old) != shape(m_advice))
        arrange();
    showReason(next);
}

void StepPanel::showReason(CallName call)
{
    for (const CallAdvice &advice : std::as_const(m_advice)) {
        if (advice.call == call)
            m_ui->reasonLabel->setText(u"%1(): %2"_s.arg(callName(call), advice.reason));
    }
}

bool StepPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isAsked = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
    if (isAsked && watched == m_ui->newSocketButton)
        showReason(CallName::Socket);
    else if (isAsked)
        showReason(m_buttons.key(qobject_cast<QPushButton *>(watched), CallName::None));
    return QFrame::eventFilter(watched, event);
}

// ---- The calls ----

void StepPanel::openSocket()
{
    build();
    SocketConfig config;
    config.side = m_side;
    config.transport = m_fields->transport();
    config.isIpv6 = m_fields->isIpv6();
    m_ui->outcome->clear();
    const quint32 endpoint = m_session->openSocket(config);
    m_endpoints.insert(endpoint);
    emit opened(endpoint);
}

MessageFlags StepPanel::flags() const
{
    MessageFlags flags;
    if (!showsMore())
        return flags; // what cannot be seen does not count
    flags.setFlag(MessageFlag::Peek, m_ui->peekCheck->isChecked());
    flags.setFlag(MessageFlag::DontWait, m_ui->dontWaitCheck->isChecked());
    flags.setFlag(MessageFlag::WaitAll, m_ui->waitAllCheck->isChecked());
    return flags;
}

StepPanel::Place StepPanel::target() const
{
    if (m_side == Side::Client)
        return m_fields->address();
    const QString typed = m_ui->toCombo->currentText().trimmed();
    if (isLocal(m_transport) || isIcmp(m_transport))
        return EndpointFields::checkPlace(typed, m_transport);
    const AddressParse parsed = parseAddress(typed);
    if (!parsed.isValid() || parsed.address.isNull())
        return Error{ErrorCode::AddressInvalid, 0, typed, 0, {}};
    return parsed.address;
}

bool StepPanel::takeAddress(SocketCall &call)
{
    const Place place = call.call == CallName::Bind ? m_bindPlace() : target();
    if (const Error *error = std::get_if<Error>(&place)) {
        showFault(*error);
        return false;
    }
    call.address = std::get<Address>(place);
    return true;
}

bool StepPanel::takeBytes(SocketCall &call)
{
    const auto mode = MessageMode(m_ui->bytesModeCombo->currentData().toInt());
    const MessageResult result = messageToBytes(m_ui->bytesEdit->text(), mode, m_encoding);
    if (result.error) {
        const ErrorText text = messageErrorText(*result.error);
        m_ui->outcome->say(InlineMessage::Kind::Error, text.what, text.nextStep);
        m_ui->bytesEdit->setFocus();
        return false;
    }
    call.bytes = result.bytes;
    return true;
}

void StepPanel::make(CallName name)
{
    build();
    const SocketInfo *socket = current();
    if (!socket) {
        showFault({ErrorCode::BadDescriptor, 0, callName(name), 0, {}});
        return;
    }
    SocketCall call;
    call.call = name;
    call.socket = socket->number;
    call.backlog = m_ui->stepBacklogSpin->value();
    call.size = m_ui->sizeSpin->value();
    call.ancillarySize = m_ui->ancillarySpin->value();
    call.how = ShutdownHow(m_ui->howCombo->currentData().toInt());
    call.isAbortive = m_ui->abortiveCheck->isChecked() && m_transport == Transport::Tcp;
    call.option = SocketOption(m_ui->optionCombo->currentData().toInt());
    bool isNumber = false;
    call.value.number = m_ui->valueEdit->text().trimmed().toLongLong(&isNumber);
    if (!isNumber)
        call.value.text = m_ui->valueEdit->text().trimmed();
    call.file = m_ui->fileEdit->text();
    if (isReading(name))
        call.flags = flags();
    const bool hasAddress = name == CallName::Bind || name == CallName::Connect || name == CallName::ConnectEx
        || name == CallName::SendTo
        || (name == CallName::SendMsg && !isStream(m_transport) && !socket->isConnected);
    if ((hasAddress && !takeAddress(call)) || (isSending(name) && !takeBytes(call)))
        return;
    m_ui->outcome->clear();
    m_session->call(socket->endpoint, call);
}

void StepPanel::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("File to Send"));
    dialog->setObjectName(u"stepFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_ui->fileEdit, &QLineEdit::setText);
    dialog->open();
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
        m_outcome = event;
        showOutcome(event);
        return; // the newest one of a batch; each has its row
    }
}

void StepPanel::showOutcome(const Event &event)
{
    const bool isFailure = event.kind == EventKind::Error && event.error;
    if (!isFailure) {
        m_ui->outcome->say(InlineMessage::Kind::Note, outcomeTag(event));
        return;
    }
    const ErrorText text = errorText(*event.error);
    const bool isWaiting
        = event.error->code == ErrorCode::WouldBlock || event.error->code == ErrorCode::InProgress;
    QList<InlineMessage::Remedy> remedies;
    if (isAboutRawPrivilege(*event.error, event.transport))
        remedies << InlineMessage::Remedy{u"pingSocketButton"_s, tr("Use a ping socket instead"), [this] {
                                              m_fields->setTransport(Transport::PingIcmp);
                                              openSocket();
                                          }};
    if (event.error->code == ErrorCode::SocketFileStale && m_side == Side::Server)
        remedies << InlineMessage::Remedy{u"removeStaleButton"_s, tr("Remove the stale file"),
                                          [this, path = m_fields->path()] { removeStaleFile(path); }};
    m_ui->outcome->say(isWaiting ? InlineMessage::Kind::Note : InlineMessage::Kind::Error, outcomeTag(event),
                       text.nextStep.isEmpty() ? text.what : text.what + u' ' + text.nextStep, remedies);
}

void StepPanel::removeStaleFile(const QString &path)
{
    if (const std::optional<Error> error = Session::removeStaleSocketFile(path, m_transport))
        showFault(*error);
    else
        m_ui->outcome->say(InlineMessage::Kind::Note, tr("The stale file is removed."));
}

void StepPanel::showFault(const Error &error)
{
    m_outcome.reset();
    const ErrorText text = errorText(error);
    m_ui->outcome->say(InlineMessage::Kind::Error, text.what, text.nextStep);
}

void StepPanel::showPlaces()
{
    if (!m_ui)
        return;
    const auto text = [this](const Place &place) {
        const Address *address = std::get_if<Address>(&place);
        if (!address)
            return tr("no address");
        if (*address == Address())
            return tr("any");
        return isIcmp(m_transport) ? address->host : address->toString();
    };
    const auto show = [this](QLabel *label, const QString &place) {
        label->setToolTip(place);
        label->setText(fontMetrics().elidedText(place, Qt::ElideMiddle, qMax(60, label->width())));
    };
    show(m_ui->bindLabel, text(m_bindPlace()));
    show(m_ui->targetLabel, text(target()));
}

void StepPanel::rememberPeers(const QList<ConnectionStatus> &connections)
{
    for (const ConnectionStatus &status : connections) {
        if (status.side != m_side || !m_endpoints.contains(status.endpoint) || isStream(status.transport)
            || status.peer.isNull() || status.peer.kind == Address::Kind::Unnamed)
            continue;
        rememberText(m_ui->toCombo, status.peer.toString());
    }
}

void StepPanel::retranslate()
{
    m_ui->retranslateUi(this);
    const bool isServer = m_side == Side::Server;
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setAccessibleName(text);
        widget->setToolTip(text);
    };
    name(m_ui->socketCombo,
         isServer ? tr("Server socket that the calls are for") : tr("Client socket that the calls are for"));
    name(m_ui->stepBacklogSpin, tr("Backlog of listen()"));
    name(m_ui->bytesEdit,
         isServer ? tr("Bytes that the server’s call sends") : tr("Bytes that the client’s call sends"));
    name(m_ui->bytesModeCombo, tr("How the bytes are typed"));
    name(m_ui->toCombo, tr("Address that a datagram is sent to"));
    nameEdit(m_ui->toCombo);
    name(m_ui->fileEdit, tr("File that sendfile() sends, or whose descriptor sendmsg() passes"));
    name(m_ui->fileButton, tr("Choose the file"));
    m_ui->sizeSpin->setPrefix(tr("buffer "));
    m_ui->stepBacklogSpin->setPrefix(tr("backlog "));
    name(m_ui->sizeSpin, tr("Bytes that the buffer of a receiving call holds"));
    name(m_ui->ancillarySpin, tr("Bytes that the buffer for ancillary data holds"));
    name(m_ui->peekCheck, tr("MSG_PEEK: look at the bytes and leave them there"));
    name(m_ui->dontWaitCheck, tr("MSG_DONTWAIT: do not wait; here no call does"));
    name(m_ui->waitAllCheck, tr("MSG_WAITALL: return only when the buffer is full"));
    name(m_ui->howCombo, tr("Direction that shutdown() closes"));
    m_ui->abortiveCheck->setText(tr("with RST"));
    name(m_ui->abortiveCheck, tr("Close with SO_LINGER 0: the peer gets a reset instead of FIN"));
    name(m_ui->optionCombo, tr("Socket option"));
    name(m_ui->valueEdit, tr("Value of the option: a number, or the address of a group"));
    m_ui->moreButton->setText(showsMore() ? u"▾ "_s + tr("Fewer calls") : u"▸ "_s + tr("More calls"));
    const QStringList modes{tr("Text"), tr("Hex"), tr("Esc")};
    for (int i = 0; i < m_ui->bytesModeCombo->count(); ++i)
        m_ui->bytesModeCombo->setItemText(i, modes.at(i));
    for (int i = 0; i < m_ui->socketCombo->count(); ++i) {
        if (const SocketInfo *socket = m_sockets->find(m_ui->socketCombo->itemData(i).toUInt()))
            m_ui->socketCombo->setItemText(i, socketText(*socket));
    }
    m_ui->socketCombo->setPlaceholderText(tr("no socket yet"));
    advise();
    showPlaces();
    if (m_outcome && !m_ui->outcome->isEmpty())
        showOutcome(*m_outcome);
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
