// SPDX-License-Identifier: MIT
#include "net/qtdatagramsocket.h"

#include "net/qterrors.h"
#include "net/rawcalls.h"

#include <QNetworkDatagram>
#include <QNetworkProxy>
#include <QTimer>

#include <cerrno>

namespace bothends {

namespace {

constexpr int kRetryMs = 2;
constexpr qint64 kMaxDatagram = 65535; // the length field of IP has 16 bits

Address addressFrom(QHostAddress host, int port)
{
    if (!host.isLinkLocal())
        host.setScopeId({}); // Qt writes `::1%lo`
    return {withoutMapping(host).toString(), quint16(qMax(0, port))};
}

} // namespace

QtDatagramSocket::QtDatagramSocket(QObject *parent)
    : DatagramSocket(parent)
    , m_socket(this)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_socket, &QUdpSocket::readyRead, this, [this] {
        if (m_reading)
            emit readable();
    });
}

QtDatagramSocket::~QtDatagramSocket()
{
    m_socket.disconnect(this);
}

Error QtDatagramSocket::error(CallName call, const Address &about) const
{
    if (const ErrorCode code = errorCodeOf(m_socket.error()); code != ErrorCode::Unknown)
        return {code, 0, about.toString(), 0, {}};
    return {ErrorCode::Unknown, int(m_socket.error()), about.toString(), 0,
            callName(call) + QLatin1String(": ") + m_socket.errorString()};
}

std::optional<Error> QtDatagramSocket::open(bool isIpv6, bool isIpv6Only)
{
    m_isIpv6 = isIpv6;
    m_isIpv6Only = isIpv6Only;
    return std::nullopt;
}

std::optional<Error> QtDatagramSocket::adopt(Descriptor descriptor, const AdoptedSocket &socket)
{
    m_isIpv6 = socket.isIpv6;
    m_peer = socket.peer;
    const QHostAddress host(socket.local.host);
    if (host == QHostAddress(QHostAddress::AnyIPv6) || host == QHostAddress(QHostAddress::AnyIPv4))
        m_boundPort = socket.local.port;
    const auto state = socket.isConnected ? QAbstractSocket::ConnectedState : QAbstractSocket::BoundState;
    if (!m_socket.setSocketDescriptor(descriptor, state))
        return error(CallName::Socket, socket.local);
    return std::nullopt;
}

std::optional<Error> QtDatagramSocket::bind(const Address &local)
{
    QHostAddress host(local.host);
    if (host.isNull())
        return Error{ErrorCode::AddressInvalid, 0, local.host, 0, {}};
    const bool isAny
        = host == QHostAddress(QHostAddress::AnyIPv6) || host == QHostAddress(QHostAddress::AnyIPv4);
    if (host == QHostAddress(QHostAddress::AnyIPv6) && !m_isIpv6Only)
        host = QHostAddress(QHostAddress::Any); // dual-stack, as the kernel's own `::`; AnyIPv6 is IPv6 only
    if (!m_socket.bind(host, local.port, QUdpSocket::DontShareAddress))
        return error(CallName::Bind, local);
    if (isAny)
        m_boundPort = m_socket.localPort();
    return std::nullopt;
}

std::optional<Error> QtDatagramSocket::connectTo(const Address &peer)
{
    m_peer = peer;
    m_socket.connectToHost(QHostAddress(peer.host), peer.port);
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        return error(CallName::Connect, peer);
    return std::nullopt;
}

std::optional<Error> QtDatagramSocket::send(const QByteArray &bytes, const Address &to, const Address &from)
{
    // QNetworkDatagram::setSender() puts an IPv4 address where the kernel does not look for it.
    if (!from.isNull()) {
        const RawResult sent = rawSendFrom(descriptor(), bytes, systemAddressOf(to, m_isIpv6),
                                           systemAddressOf(from, m_isIpv6));
        if (sent.isOk())
            return std::nullopt;
        return errorOf(sent.error, CallName::SendTo, Transport::Udp, to.toString());
    }
    clearSystemError();
    const qint64 written = to.isNull() ? m_socket.write(bytes.constData(), bytes.size())
                                       : m_socket.writeDatagram(bytes, QHostAddress(to.host), to.port);
    const int systemCode = lastSystemError();
    const CallName call = to.isNull() ? CallName::Send : CallName::SendTo;
    const Address &about = to.isNull() ? m_peer : to;
    // A write that would block counts as one of 0 bytes, as that of an empty datagram does.
    if (written >= 0 && (written > 0 || systemCode != EAGAIN))
        return std::nullopt;
    // A second write to a closed port fails without errorOccurred(), and error() is of some earlier time.
    if (systemCode != 0)
        return errorOf(systemCode, call, Transport::Udp, about.toString());
    return error(call, about);
}

// readyRead() comes again only after a read, even one that finds nothing.
std::variant<Datagram, Error> QtDatagramSocket::receive()
{
    const bool isThere = wouldReturn(descriptor());
    clearSystemError();
    const QNetworkDatagram received = m_socket.receiveDatagram(kMaxDatagram);
    if (!received.isValid()) {
        if (!isThere || lastSystemError() == EAGAIN)
            return Error{ErrorCode::WouldBlock, 0, {}, 0, {}};
        return error(CallName::Recv, m_peer);
    }
    const QByteArray bytes = received.data();
    Datagram datagram;
    datagram.bytes = QByteArray(bytes.constData(), bytes.size()); // without the room for the longest
    datagram.sender = addressFrom(received.senderAddress(), received.senderPort());
    if (m_boundPort != 0 && !received.destinationAddress().isNull())
        datagram.receiver = addressFrom(received.destinationAddress(), m_boundPort);
    return datagram;
}

void QtDatagramSocket::setReading(bool reading)
{
    m_reading = reading;
}

void QtDatagramSocket::awaitWritable()
{
    if (std::exchange(m_isWaiting, true))
        return;
    QTimer::singleShot(kRetryMs, this, [this] { // Qt has no signal for it
        m_isWaiting = false;
        emit writable();
    });
}

void QtDatagramSocket::close()
{
    m_socket.close();
}

} // namespace bothends
