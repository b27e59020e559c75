// SPDX-License-Identifier: MIT
#include "gui/steparguments.h"

#include "core/messageformat.h"
#include "gui/endpointfields.h"
#include "gui/inlinemessage.h"
#include "gui/stepbuttons.h"
#include "gui/widgets.h"
#include "ui_steppanel.h"

#include <QFileDialog>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

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

} // namespace

StepArguments::StepArguments(Ui::StepPanel &ui, Side side, EndpointFields &fields,
                             std::function<Place()> bindPlace, QWidget &panel)
    : m_ui(ui)
    , m_side(side)
    , m_fields(fields)
    , m_bindPlace(std::move(bindPlace))
    , m_panel(panel)
{
    for (QLabel *label : {m_ui.bindLabel, m_ui.targetLabel}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_ui.toCombo->setCompleter(nullptr);
    QObject::connect(m_ui.fileButton, &QToolButton::clicked, &m_panel, [this] { chooseFile(); });
    fillChoices();
}

void StepArguments::setTransport(Transport transport)
{
    m_transport = transport;
    fillOptions();
    proposeBytes(m_proposal);
}

void StepArguments::fillChoices()
{
    for (const ShutdownHow how : {ShutdownHow::Write, ShutdownHow::Read, ShutdownHow::Both})
        m_ui.howCombo->addItem(shutdownHowName(how), int(how));
    for (const MessageMode mode : {MessageMode::Text, MessageMode::Hex, MessageMode::Escapes})
        m_ui.bytesModeCombo->addItem(QString(), int(mode));
}

void StepArguments::fillOptions()
{
    const int chosen = m_ui.optionCombo->currentData().toInt();
    const bool isIpv6 = m_fields.isIpv6();
    m_ui.optionCombo->clear();
    const QList<SocketOption> options = allSocketOptions();
    for (const SocketOption option : options) {
        if (suits(option, m_transport))
            m_ui.optionCombo->addItem(socketOptionName(option, isIpv6), int(option));
    }
    m_ui.optionCombo->setCurrentIndex(qMax(0, m_ui.optionCombo->findData(chosen)));
}

void StepArguments::proposeBytes(const QString &text)
{
    m_proposal = text;
    if (m_ui.bytesEdit->isModified())
        return;
    // An echo request with a right checksum (RFC 792): raw sockets send what they are given.
    const bool isEcho = isIcmp(m_transport);
    m_ui.bytesEdit->setText(isEcho ? u"08 00 f7 fd 00 01 00 01"_s : text.section(u'\n', 0, 0));
    m_ui.bytesEdit->setCursorPosition(0);
    m_ui.bytesModeCombo->setCurrentIndex(int(isEcho ? MessageMode::Hex : MessageMode::Text));
}

void StepArguments::rememberPeer(const Address &peer)
{
    rememberText(m_ui.toCombo, peer.toString());
}

std::variant<SocketCall, ErrorText> StepArguments::of(CallName name, const SocketInfo &socket) const
{
    SocketCall call;
    call.call = name;
    call.socket = socket.number;
    call.backlog = m_ui.stepBacklogSpin->value();
    call.size = m_ui.sizeSpin->value();
    call.ancillarySize = m_ui.ancillarySpin->value();
    call.how = ShutdownHow(m_ui.howCombo->currentData().toInt());
    call.isAbortive = m_ui.abortiveCheck->isChecked() && m_transport == Transport::Tcp;
    call.option = SocketOption(m_ui.optionCombo->currentData().toInt());
    bool isNumber = false;
    call.value.number = m_ui.valueEdit->text().trimmed().toLongLong(&isNumber);
    if (!isNumber)
        call.value.text = m_ui.valueEdit->text().trimmed();
    call.file = m_ui.fileEdit->text();
    if (isReading(name))
        call.flags = flags();
    const bool hasAddress = name == CallName::Bind || name == CallName::Connect || name == CallName::ConnectEx
        || name == CallName::SendTo
        || (name == CallName::SendMsg && !isStream(m_transport) && !socket.isConnected);
    if (hasAddress) {
        const Place place = name == CallName::Bind ? m_bindPlace() : target();
        if (const Error *error = std::get_if<Error>(&place))
            return errorText(*error);
        call.address = std::get<Address>(place);
    }
    if (isSending(name)) {
        const auto mode = MessageMode(m_ui.bytesModeCombo->currentData().toInt());
        const MessageResult result = messageToBytes(m_ui.bytesEdit->text(), mode, m_encoding);
        if (result.error) {
            m_ui.bytesEdit->setFocus();
            return messageErrorText(*result.error);
        }
        call.bytes = result.bytes;
    }
    return call;
}

MessageFlags StepArguments::flags() const
{
    MessageFlags flags;
    if (!m_showsMore)
        return flags;
    flags.setFlag(MessageFlag::Peek, m_ui.peekCheck->isChecked());
    flags.setFlag(MessageFlag::DontWait, m_ui.dontWaitCheck->isChecked());
    flags.setFlag(MessageFlag::WaitAll, m_ui.waitAllCheck->isChecked());
    return flags;
}

StepArguments::Place StepArguments::target() const
{
    if (m_side == Side::Client)
        return m_fields.address();
    const QString typed = m_ui.toCombo->currentText().trimmed();
    if (isLocal(m_transport) || isIcmp(m_transport))
        return EndpointFields::checkPlace(typed, m_transport);
    const AddressParse parsed = parseAddress(typed);
    if (!parsed.isValid() || parsed.address.isNull())
        return Error{ErrorCode::AddressInvalid, 0, typed, 0, {}};
    return parsed.address;
}

void StepArguments::chooseFile() const
{
    auto *dialog = new QFileDialog(&m_panel, tr("File to Send"));
    dialog->setObjectName(u"stepFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, m_ui.fileEdit, &QLineEdit::setText);
    dialog->open();
}

void StepArguments::showPlaces() const
{
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
        label->setText(m_panel.fontMetrics().elidedText(place, Qt::ElideMiddle, qMax(60, label->width())));
    };
    show(m_ui.bindLabel, text(m_bindPlace()));
    show(m_ui.targetLabel, text(target()));
}

void StepArguments::retranslate() const
{
    const bool isServer = m_side == Side::Server;
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setAccessibleName(text);
        widget->setToolTip(text);
    };
    name(m_ui.stepBacklogSpin, tr("Backlog of listen()"));
    name(m_ui.bytesEdit,
         isServer ? tr("Bytes that the server’s call sends") : tr("Bytes that the client’s call sends"));
    name(m_ui.bytesModeCombo, tr("How the bytes are typed"));
    name(m_ui.toCombo, tr("Address that a datagram is sent to"));
    nameEdit(m_ui.toCombo);
    name(m_ui.fileEdit, tr("File that sendfile() sends, or whose descriptor sendmsg() passes"));
    name(m_ui.fileButton, tr("Choose the file"));
    m_ui.sizeSpin->setPrefix(tr("buffer "));
    m_ui.stepBacklogSpin->setPrefix(tr("backlog "));
    name(m_ui.sizeSpin, tr("Bytes that the buffer of a receiving call holds"));
    name(m_ui.ancillarySpin, tr("Bytes that the buffer for ancillary data holds"));
    name(m_ui.peekCheck, tr("MSG_PEEK: look at the bytes and leave them there"));
    name(m_ui.dontWaitCheck, tr("MSG_DONTWAIT: do not wait; here no call does"));
    name(m_ui.waitAllCheck, tr("MSG_WAITALL: return only when the buffer is full"));
    name(m_ui.howCombo, tr("Direction that shutdown() closes"));
    m_ui.abortiveCheck->setText(tr("with RST"));
    name(m_ui.abortiveCheck, tr("Close with SO_LINGER 0: the peer gets a reset instead of FIN"));
    name(m_ui.optionCombo, tr("Socket option"));
    name(m_ui.valueEdit, tr("Value of the option: a number, or the address of a group"));
    const QStringList modes{tr("Text"), tr("Hex"), tr("Esc")};
    for (int i = 0; i < m_ui.bytesModeCombo->count(); ++i)
        m_ui.bytesModeCombo->setItemText(i, modes.at(i));
    showPlaces();
}

} // namespace bothends
