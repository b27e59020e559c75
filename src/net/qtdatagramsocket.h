// SPDX-License-Identifier: MIT
#pragma once

#include "net/datagramsocket.h"

#include <QUdpSocket>

namespace bothends {

/// UDP on QUdpSocket. What it keeps to itself is asked for beside it: the errno of a write, and whether a
/// read would find a datagram or an error (hasPendingDatagrams() swallows the error). Lives in the I/O
/// thread.
class QtDatagramSocket : public DatagramSocket
{
    Q_OBJECT
public:
    explicit QtDatagramSocket(QObject *parent = nullptr);
    ~QtDatagramSocket() override;

    std::optional<Error> open(bool isIpv6, bool isIpv6Only) override;
    std::optional<Error> adopt(Descriptor descriptor, const AdoptedSocket &socket) override;
    std::optional<Error> bind(const Address &local) override;
    std::optional<Error> connectTo(const Address &peer) override;
    std::optional<Error> send(const QByteArray &bytes, const Address &to, const Address &from) override;
    std::variant<Datagram, Error> receive() override;
    void setReading(bool reading) override;
    void awaitWritable() override;
    void close() override;
    Descriptor descriptor() const override { return m_socket.socketDescriptor(); }
    Origin readOrigin() const override { return Origin::Qt; }

private:
    Error error(CallName call, const Address &about) const;

    QUdpSocket m_socket;
    Address m_peer;
    quint16 m_boundPort = 0; ///< where it is bound to every address
    bool m_isIpv6 = false;
    bool m_isIpv6Only = false;
    bool m_reading = false;
    bool m_isWaiting = false; ///< for writable()
};

} // namespace bothends
