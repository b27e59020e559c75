// SPDX-License-Identifier: MIT
#pragma once

#include "net/datagramsocket.h"
#include "net/rawcalls.h"

#include <QTimer>

class QSocketNotifier;

namespace bothends {

/// A datagram socket on a raw descriptor: every family and type there is. Lives in the I/O thread.
class GlassDatagramSocket : public DatagramSocket
{
    Q_OBJECT
public:
    explicit GlassDatagramSocket(Transport transport, QObject *parent = nullptr);
    ~GlassDatagramSocket() override;

    std::optional<Error> open(bool isIpv6, bool isIpv6Only) override;
    std::optional<Error> adopt(Descriptor descriptor, const AdoptedSocket &socket) override;
    std::optional<Error> bind(const Address &local) override;
    std::optional<Error> connectTo(const Address &peer) override;
    std::optional<Error> send(const QByteArray &bytes, const Address &to, const Address &from) override;
    std::variant<Datagram, Error> receive() override;
    void setReading(bool reading) override;
    void awaitWritable() override;
    void close() override;
    Descriptor descriptor() const override { return m_descriptor.get(); }
    Origin readOrigin() const override { return Origin::Call; }

private:
    std::optional<Error> errorOrNothing(int systemCode, CallName call, const Address &about) const;
    void take(Descriptor descriptor);
    void requestReceiver(const Address &local);
    Address withoutPort(Address address) const;

    Transport m_transport;
    bool m_isIpv6 = false;
    DescriptorHandle m_descriptor;
    SocketFile m_file; // that bind() made
    QString m_path;
    std::unique_ptr<QSocketNotifier> m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier;
    QTimer m_retry;
    Address m_peer;
    quint16 m_boundPort = 0;
};

} // namespace bothends
