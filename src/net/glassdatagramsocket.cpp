// SPDX-License-Identifier: MIT
#include "net/glassdatagramsocket.h"

#include "net/ancillarydata.h"
#include "net/socketoptions.h"

#include <QHostAddress>
#include <QSocketNotifier>

namespace bothends {

namespace {

constexpr int kRetryMs = 2;
constexpr qint64 kMaxIpDatagram = 65535; // its length field has 16 bits (RFC 791 §3.1, RFC 8200 §3)
constexpr qint64 kAncillaryBytes = 256;
const OptionValue kOn{1, {}};

} // namespace

GlassDatagramSocket::GlassDatagramSocket(Transport transport, QObject *parent)
    : DatagramSocket(parent)
    , m_transport(transport)
    , m_retry(this)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetryMs);
    connect(&m_retry, &QTimer::timeout, this, &DatagramSocket::writable);
}

GlassDatagramSocket::~GlassDatagramSocket()
{
    close();
}

std::optional<Error> GlassDatagramSocket::errorOrNothing(int systemCode, CallName call,
                                                         const Address &about) const
{
    if (systemCode == 0)
        return std::nullopt;
    return errorOf(systemCode, call, m_transport, about.toString());
}

std::optional<Error> GlassDatagramSocket::open(bool isIpv6, bool isIpv6Only)
{
    m_isIpv6 = isIpv6;
    const RawResult made = rawSocket(m_transport, isIpv6);
    if (!made.isOk())
        return errorOf(made.error, CallName::Socket, m_transport, transportName(m_transport));
    take(made.value);
    if (isIpv6 && !isIcmp(m_transport))
        setOption(m_descriptor.get(), SocketOption::V6Only, {isIpv6Only ? 1 : 0, {}});
    return std::nullopt;
}

void GlassDatagramSocket::take(Descriptor descriptor)
{
    m_descriptor = DescriptorHandle(descriptor);
    setOption(m_descriptor.get(), SocketOption::ReceiveDrops, kOn);
    m_readNotifier = std::make_unique<QSocketNotifier>(m_descriptor.get(), QSocketNotifier::Read);
    m_readNotifier->setEnabled(false);
    connect(m_readNotifier.get(), &QSocketNotifier::activated, this, &DatagramSocket::readable);
    m_writeNotifier = std::make_unique<QSocketNotifier>(m_descriptor.get(), QSocketNotifier::Write);
    m_writeNotifier->setEnabled(false);
    connect(m_writeNotifier.get(), &QSocketNotifier::activated, this, [this] {
        m_writeNotifier->setEnabled(false);
        emit writable();
    });
}

std::optional<Error> GlassDatagramSocket::adopt(Descriptor descriptor, const AdoptedSocket &socket)
{
    m_isIpv6 = socket.isIpv6;
    m_peer = socket.peer;
    take(descriptor);
    requestReceiver(socket.local);
    return std::nullopt;
}

// Bound to every address: which one a datagram was sent to is told if it is asked for.
void GlassDatagramSocket::requestReceiver(const Address &local)
{
    const QHostAddress any(m_isIpv6 ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4);
    if (local.isLocal() || QHostAddress(local.host) != any)
        return;
    setOption(m_descriptor.get(), SocketOption::ReceivePacketInfo, kOn);
    m_boundPort = addressOf(nameOf(m_descriptor.get())).port;
}

std::optional<Error> GlassDatagramSocket::bind(const Address &local)
{
    const SystemAddress address = local.isNull() ? autobindAddress() : systemAddressOf(local, m_isIpv6);
    if (!address.isValid())
        return Error{
            local.isLocal() ? ErrorCode::PathTooLong : ErrorCode::AddressInvalid, 0, local.toString(), 0, {}};
    if (const RawResult bound = rawBind(m_descriptor.get(), address); !bound.isOk())
        return errorOrNothing(bound.error, CallName::Bind, local);
    if (local.kind == Address::Kind::Path) {
        m_path = local.host;
        m_file = socketFileAt(m_path);
    }
    requestReceiver(local);
    return std::nullopt;
}

std::optional<Error> GlassDatagramSocket::connectTo(const Address &peer)
{
    const SystemAddress address = systemAddressOf(peer, m_isIpv6);
    if (!address.isValid())
        return Error{
            peer.isLocal() ? ErrorCode::PathTooLong : ErrorCode::AddressInvalid, 0, peer.toString(), 0, {}};
    m_peer = peer;
    return errorOrNothing(rawConnect(m_descriptor.get(), address).error, CallName::Connect, peer);
}

std::optional<Error> GlassDatagramSocket::send(const QByteArray &bytes, const Address &to,
                                               const Address &from)
{
    const SystemAddress receiver = systemAddressOf(to, m_isIpv6);
    const SystemAddress sender = systemAddressOf(from, m_isIpv6);
    const RawResult sent = sender.isValid() ? rawSendFrom(m_descriptor.get(), bytes, receiver, sender)
                                            : rawSend(m_descriptor.get(), bytes, {}, receiver);
    return errorOrNothing(sent.error, to.isNull() ? CallName::Send : CallName::SendTo,
                          to.isNull() ? m_peer : to);
}

// A raw socket has no ports; what stands in their place is its protocol.
Address GlassDatagramSocket::withoutPort(Address address) const
{
    if (m_transport == Transport::RawIcmp)
        address.port = 0;
    return address;
}

std::variant<Datagram, Error> GlassDatagramSocket::receive()
{
    // A local datagram may be longer than any of IP; the kernel tells how long the next one is.
    const qint64 size
        = isLocal(m_transport) ? qMax<qint64>(nextDatagramSize(m_descriptor.get()), 1) : kMaxIpDatagram;
    RawMessage message = rawReceive(m_descriptor.get(), size, MessageFlag::Trunc, kAncillaryBytes);
    if (!message.result.isOk())
        return errorOf(message.result.error, CallName::RecvMsg, m_transport, m_peer.toString());
    auto detail = std::make_shared<CallDetail>();
    detail->call = CallName::RecvMsg;
    detail->asked = size;
    detail->result = message.result.value;
    detail->returnedFlags = message.flags;
    detail->ancillaryAsked = kAncillaryBytes;
    detail->ancillary = std::move(message.ancillary);
    if (message.result.value > message.bytes.size())
        detail->datagramSize = message.result.value;
    Datagram datagram{
        std::move(message.bytes), withoutPort(addressOf(message.from)), {}, dropsOf(detail->ancillary), {}};
    if (m_boundPort != 0)
        datagram.receiver = receiverOf(detail->ancillary);
    if (!datagram.receiver.isNull())
        datagram.receiver.port = m_boundPort;
    datagram.detail = std::move(detail);
    return datagram;
}

void GlassDatagramSocket::setReading(bool reading)
{
    if (m_readNotifier)
        m_readNotifier->setEnabled(reading);
}

// poll(2) says that a local socket without a peer can be written, whoever's queue is full: ask again later.
void GlassDatagramSocket::awaitWritable()
{
    if (isLocal(m_transport) && m_peer.isNull())
        m_retry.start();
    else if (m_writeNotifier)
        m_writeNotifier->setEnabled(true);
}

void GlassDatagramSocket::close()
{
    m_retry.stop();
    // We may be in a slot of theirs.
    if (m_readNotifier) {
        m_readNotifier->setEnabled(false);
        m_readNotifier.release()->deleteLater();
    }
    if (m_writeNotifier) {
        m_writeNotifier->setEnabled(false);
        m_writeNotifier.release()->deleteLater();
    }
    m_descriptor.close();
    removeSocketFile(m_path, std::exchange(m_file, {}));
}

} // namespace bothends
