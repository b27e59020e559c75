// SPDX-License-Identifier: MIT
#include "gui/endpointfields.h"

#include "gui/widgets.h"
#include "ui_endpointfields.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// A combo shows the explanation of the chosen item as its own.
void nameItems(QComboBox *combo, const QStringList &texts, const QStringList &explanations)
{
    for (int i = 0; i < combo->count(); ++i) {
        combo->setItemText(i, texts.at(i));
        combo->setItemData(i, explanations.at(i), Qt::ToolTipRole);
    }
    combo->setToolTip(combo->currentData(Qt::ToolTipRole).toString());
}

} // namespace

EndpointFields::EndpointFields(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::EndpointFields>())
{
    m_ui->setupUi(this);
    m_ui->addressCombo->setCompleter(nullptr); // it would turn 127.0.0.1 into 127.0.0.10 while typing
    for (const Transport transport : {Transport::Tcp, Transport::Udp, Transport::LocalStream,
                                      Transport::LocalDatagram, Transport::RawIcmp})
        m_ui->typeCombo->addItem(QString(), QVariant::fromValue(transport));
    for (const Transport transport : {Transport::RawIcmp, Transport::PingIcmp})
        m_ui->rawCombo->addItem(QString(), QVariant::fromValue(transport));
    // The longest text of a combo must not decide how wide the panel is.
    for (QComboBox *combo : {m_ui->typeCombo, m_ui->rawCombo, m_ui->modeCombo}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(10);
    }
    connect(m_ui->typeCombo, &QComboBox::currentIndexChanged, this, &EndpointFields::showFieldsOfType);
    for (QComboBox *combo : {m_ui->rawCombo, m_ui->modeCombo}) {
        connect(combo, &QComboBox::currentIndexChanged, this, [this, combo] {
            combo->setToolTip(combo->currentData(Qt::ToolTipRole).toString());
            emit changed();
        });
    }
    connect(m_ui->addressCombo, &QComboBox::editTextChanged, this, &EndpointFields::changed);
    connect(m_ui->pathEdit, &QLineEdit::textChanged, this, &EndpointFields::changed);
    connect(m_ui->portSpin, &QSpinBox::valueChanged, this, &EndpointFields::changed);
    connect(m_ui->addressCombo->lineEdit(), &QLineEdit::returnPressed, this, &EndpointFields::submitted);
    connect(m_ui->pathEdit, &QLineEdit::returnPressed, this, &EndpointFields::submitted);
    connect(m_ui->browseButton, &QToolButton::clicked, this, &EndpointFields::browse);
    m_ui->pathEdit->setText(defaultPath());
}

EndpointFields::~EndpointFields() = default;

void EndpointFields::setSide(Side side)
{
    m_side = side;
    const bool isServer = side == Side::Server;
    m_ui->typeCombo->setObjectName(isServer ? u"serverTypeCombo"_s : u"clientTypeCombo"_s);
    m_ui->addressCombo->addItems(isServer ? Session::localAddresses()
                                          : QStringList{u"127.0.0.1"_s, u"localhost"_s, u"::1"_s});
    m_ui->portSpin->setMinimum(isServer ? 0 : 1);
    QList<EngineKind> modes{EngineKind::Qt, EngineKind::GlassBox};
    if (isServer)
        modes << EngineKind::BlockingLoop;
    for (const EngineKind mode : modes)
        m_ui->modeCombo->addItem(QString(), int(mode));
    showFieldsOfType();
}

QString EndpointFields::defaultPath()
{
    const QString own = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return QDir(own.isEmpty() ? QDir::tempPath() : own).filePath(u"bothends.sock"_s);
}

Transport EndpointFields::transport() const
{
    const auto type = m_ui->typeCombo->currentData().value<Transport>();
    return isIcmp(type) ? m_ui->rawCombo->currentData().value<Transport>() : type;
}

void EndpointFields::setTransport(Transport transport)
{
    if (isIcmp(transport))
        m_ui->rawCombo->setCurrentIndex(transport == Transport::RawIcmp ? 0 : 1);
    const Transport type = isIcmp(transport) ? Transport::RawIcmp : transport;
    m_ui->typeCombo->setCurrentIndex(m_ui->typeCombo->findData(QVariant::fromValue(type)));
}

EngineKind EndpointFields::mode() const
{
    return EngineKind(m_ui->modeCombo->currentData().toInt());
}

void EndpointFields::setMode(EngineKind mode)
{
    m_ui->modeCombo->setCurrentIndex(qMax(0, m_ui->modeCombo->findData(int(mode))));
}

std::variant<Address, Error> EndpointFields::checkPlace(const QString &typed, Transport transport)
{
    if (isLocal(transport))
        return Session::checkLocalName(typed.trimmed(), transport);
    const auto checked = Session::checkListenAddress(typed);
    if (const Error *error = std::get_if<Error>(&checked))
        return *error;
    return Address{std::get<QString>(checked), 0};
}

std::variant<Address, Error> EndpointFields::address() const
{
    const Transport type = transport();
    const quint16 chosenPort = isIcmp(type) ? 0 : quint16(port());
    if (isLocal(type) || m_side == Side::Server) {
        auto place
            = checkPlace(isLocal(type) ? m_ui->pathEdit->text() : m_ui->addressCombo->currentText(), type);
        if (Address *address = std::get_if<Address>(&place); address && !address->isLocal())
            address->port = chosenPort;
        return place;
    }
    const QString typed = host();
    if (typed.isEmpty() || typed.contains(u' '))
        return Error{ErrorCode::AddressInvalid, 0, typed, 0, {}};
    return Address{typed, chosenPort};
}

bool EndpointFields::isIpv6() const
{
    return !isLocal(transport()) && host().contains(u':');
}

QString EndpointFields::host() const
{
    return m_ui->addressCombo->currentText().trimmed();
}

int EndpointFields::port() const
{
    return m_ui->portSpin->value();
}

QString EndpointFields::path() const
{
    return m_ui->pathEdit->text();
}

void EndpointFields::setPort(int port)
{
    m_ui->portSpin->setValue(port);
}

void EndpointFields::follow(const Address &address)
{
    if (address.isLocal())
        m_ui->pathEdit->setText(address.toString());
    else if (address.port != 0)
        setPort(address.port);
}

EndpointFields::Values EndpointFields::values() const
{
    return {host(), port(), recentHosts(), path(), transport(), mode()};
}

void EndpointFields::setValues(const Values &values)
{
    for (qsizetype i = values.recentHosts.size() - 1; i >= 0; --i)
        remember(values.recentHosts.at(i));
    m_ui->addressCombo->setEditText(values.host);
    setPort(values.port);
    m_ui->pathEdit->setText(values.path);
    setTransport(values.transport);
    setMode(values.engine);
}

QStringList EndpointFields::recentHosts() const
{
    // This machine's addresses are offered anyway, and may be others tomorrow.
    const QStringList own = m_side == Side::Server ? Session::localAddresses() : QStringList();
    QStringList recent;
    for (int i = 0; i < m_ui->addressCombo->count(); ++i) {
        if (!own.contains(m_ui->addressCombo->itemText(i)))
            recent << m_ui->addressCombo->itemText(i);
    }
    return recent;
}

void EndpointFields::remember(const QString &host)
{
    rememberText(m_ui->addressCombo, host);
}

void EndpointFields::showFieldsOfType()
{
    const Transport type = transport();
    const auto show = [](bool visible, const QList<QWidget *> &widgets) {
        for (QWidget *widget : widgets)
            widget->setVisible(visible);
    };
    show(!isLocal(type), {m_ui->addressLabel, m_ui->addressCombo});
    show(!isLocal(type) && !isIcmp(type), {m_ui->portLabel, m_ui->portSpin});
    show(isLocal(type), {m_ui->pathLabel, m_ui->pathEdit, m_ui->browseButton});
    show(isIcmp(type), {m_ui->rawLabel, m_ui->rawCombo});
    retranslate(); // the first mode is called by the classes that this type has
    emit changed();
}

void EndpointFields::browse()
{
    const bool isServer = m_side == Side::Server;
    auto *dialog
        = new QFileDialog(this, isServer ? tr("Socket File to Listen On") : tr("Socket File to Connect To"));
    dialog->setObjectName(u"socketFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Nothing is written by the choice: the system's own calls say what they think of the file.
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(isServer ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setFilter(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot); // sockets are system files
    dialog->setDirectory(QFileInfo(path()).absolutePath());
    connect(dialog, &QFileDialog::fileSelected, m_ui->pathEdit, &QLineEdit::setText);
    dialog->open();
}

void EndpointFields::retranslate()
{
    m_ui->retranslateUi(this);
    nameFields();
    nameTypes();
    nameModes();
}

void EndpointFields::nameFields()
{
    const bool isServer = m_side == Side::Server;
    m_ui->typeLabel->setText(tr("Type"));
    m_ui->addressLabel->setText(isServer ? tr("&Address") : tr("A&ddress"));
    m_ui->portLabel->setText(isServer ? tr("&Port") : tr("Po&rt"));
    m_ui->modeLabel->setText(isServer ? tr("R&uns") : tr("Runs"));
    m_ui->addressCombo->setAccessibleName(isServer ? tr("Server address") : tr("Client address"));
    m_ui->addressCombo->setToolTip(isServer ? QString() : tr("A host name or an address of the server."));
    nameEdit(m_ui->addressCombo);
    m_ui->portSpin->setAccessibleName(isServer ? tr("Server port") : tr("Client port"));
    m_ui->portSpin->setToolTip(isServer ? tr("Port 0 takes any free port.") : QString());
    m_ui->pathEdit->setAccessibleName(isServer ? tr("Server path") : tr("Client path"));
    m_ui->pathEdit->setToolTip(
        tr("The path of the socket’s file, at most 107 bytes. With @ in front it is an abstract name, which "
           "has no file."));
    m_ui->browseButton->setAccessibleName(tr("Choose the socket’s file"));
    m_ui->browseButton->setToolTip(tr("Choose the socket’s file"));
}

void EndpointFields::nameTypes()
{
    const bool isServer = m_side == Side::Server;
    const QStringList types{tr("TCP"), tr("UDP"), tr("Local stream"), tr("Local datagram"), tr("Raw (ICMP)")};
    const QStringList explained{
        tr("AF_INET or AF_INET6, SOCK_STREAM: a stream of bytes between two ports"),
        tr("AF_INET or AF_INET6, SOCK_DGRAM: single datagrams between two ports"),
        tr("AF_UNIX, SOCK_STREAM: a stream of bytes within this machine"),
        tr("AF_UNIX, SOCK_DGRAM: single datagrams within this machine"),
        tr("ICMP echo, which has no ports: SOCK_RAW, or SOCK_DGRAM as a ping socket")};
    nameItems(m_ui->typeCombo, types, explained);
    m_ui->typeCombo->setAccessibleName(isServer ? tr("Server type") : tr("Client type"));
    nameItems(m_ui->rawCombo, {tr("Raw socket"), tr("Ping socket")},
              {tr("A raw socket needs a privilege and shows whole packets."),
               tr("A ping socket needs no privilege where the system permits it.")});
    m_ui->rawCombo->setAccessibleName(isServer ? tr("Server’s ICMP socket") : tr("Client’s ICMP socket"));
}

void EndpointFields::nameModes()
{
    const bool isServer = m_side == Side::Server;
    const QStringList modes{tr("Signals (%1)").arg(signallingClass()), tr("Step by step (glass box)"),
                            tr("Blocking loop (tutorial)")};
    const QStringList explained{
        tr("The event loop tells what happened, and the program answers. Nothing waits."),
        tr("Each call on the socket by itself, with its real result; or all of them as usual, on a raw "
           "descriptor."),
        tr("The tutorial’s loop in a thread of its own, which sleeps in accept() and recv(): one client at a "
           "time.")};
    nameItems(m_ui->modeCombo, modes, explained);
    m_ui->modeCombo->setAccessibleName(isServer ? tr("How the server runs") : tr("How the client runs"));
}

QString EndpointFields::signallingClass() const
{
    const bool isServer = m_side == Side::Server;
    switch (transport()) {
    case Transport::Tcp:
        return isServer ? u"QTcpServer"_s : u"QTcpSocket"_s;
    case Transport::LocalStream:
        return isServer ? u"QLocalServer"_s : u"QLocalSocket"_s;
    case Transport::Udp:
        return u"QUdpSocket"_s;
    default:
        return u"QSocketNotifier"_s; // Qt has no class for the others
    }
}

} // namespace bothends
