// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/segmentreading.h"

#include <QByteArray>
#include <QList>

#include <array>

namespace bothends {

/// Which end of a connection sends a packet.
enum class Sender : quint8 { Client, Server };

/// IP packets of one TCP connection that would have carried what a program saw: handshake, segments, FIN,
/// RST, with right sequence numbers and checksums (RFC 9293, RFC 791, RFC 8200). They are made up from socket
/// calls; how the real ones were cut is not known. A value; any thread.
class TcpConversation
{
public:
    /// IP and TCP headers included, both below 65,535 in all.
    static constexpr qsizetype kMaxPayload = 65483;

    TcpConversation(const Address &client, const Address &server);

    bool hasBegun() const { return m_hasBegun; }
    bool isClosedBy(Sender sender) const { return m_hasFin[size_t(sender)] || m_isReset; }
    /// SYN, SYN-ACK, ACK.
    QList<QByteArray> handshake();
    /// SYN, and the RST that answers it.
    QList<QByteArray> refusal();
    /// The last segment of a write pushes.
    QList<QByteArray> data(Sender from, const QByteArray &bytes);
    /// Bytes that passed and are not known any more: the sequence numbers go on.
    void skip(Sender from, qint64 bytes) { m_next[size_t(from)] += quint32(bytes); }
    /// FIN, and the ACK that answers it.
    QList<QByteArray> end(Sender from);
    QByteArray reset(Sender from);

private:
    QByteArray segment(Sender from, TcpFlags flags, const QByteArray &payload = {},
                       const QByteArray &options = {}) const;

    Address m_client;
    Address m_server;
    std::array<quint32, 2> m_next{}; ///< sequence number that comes next, by Sender
    std::array<bool, 2> m_hasFin{};
    bool m_hasBegun = false;
    bool m_isReset = false;
};

/// A segment that was captured, with the numbers it had; of its options those that are known.
/// @param missing bytes at its end that the capture had cut off: the headers count them
QByteArray capturedSegment(const Address &from, const Address &to, const SegmentReading &segment,
                           const QByteArray &payload, qsizetype missing = 0);
/// One datagram in a UDP packet (RFC 768).
QByteArray udpPacket(const Address &from, const Address &to, const QByteArray &bytes, qsizetype missing = 0);
/// An ICMP or ICMPv6 message in an IP packet; its own checksum is left as it is.
QByteArray icmpPacket(const Address &from, const Address &to, const QByteArray &message);

} // namespace bothends
