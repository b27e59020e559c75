// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"
#include "store/capturereader.h"
#include "store/packetdissection.h"

#include <QHash>

#include <array>
#include <utility>
#include <vector>

namespace bothends {

/// Turns the packets of a capture into events of a journal: each TCP segment, UDP datagram and ICMP message
/// is a Segment of origin Wire at the end that sent it. What has no such packet is counted and left out. Any
/// thread.
///
/// Which end is the server: of TCP, whoever answers a SYN. Where no SYN was captured, and of UDP: whose port
/// is below 1024 if only one is; else of TCP the lower port, of UDP whoever did not send first. A SYN that
/// does not repeat the one that the connection began with begins another connection.
///
/// Of one direction, sequence numbers are followed beyond 2^32; 64 gaps are remembered at a time.
class CaptureImport
{
public:
    /// What was left out.
    struct LeftOut
    {
        qint64 fragments = 0; ///< of IP, but for each first one
        qint64 damaged = 0; ///< cut within a header, or lengths that cannot be
        qint64 other = 0; ///< other protocols and links

        qint64 all() const { return fragments + damaged + other; }
    };

    /// @param device as for CaptureReader
    CaptureImport(QIODevice &device, const QString &name)
        : m_reader(device, name)
    {
    }

    /// Of the next packets, at most so many events and about so many bytes of packets.
    QList<Event> read(int limit, qint64 bytes);
    /// Where in the file the payloads of the last read() begin, in its order.
    const QList<qint64> &places() const { return m_places; }
    bool isAtEnd() const { return m_isAtEnd; }
    const std::optional<Error> &fault() const { return m_reader.fault(); }
    const LeftOut &leftOut() const { return m_leftOut; }
    qint64 position() const { return m_reader.position(); }

private:
    /// What one end of a TCP connection has sent.
    struct Direction
    {
        bool isKnown = false; ///< `origin` is
        quint32 origin = 0; ///< sequence number of the first byte of the stream
        qint64 next = 0; ///< of the stream: behind all that has passed
        std::vector<std::pair<qint64, qint64>> gaps; ///< before `next`, rising
        bool hasSyn = false;
        bool hasFin = false;
        bool hasSent = false; ///< anything but a SYN
        int windowShift = -1; ///< that its SYN announced
        qint64 acknowledged = -1;
        quint16 window = 0;
    };
    struct Conversation
    {
        quint32 number = 0;
        bool isFirstServer = false; ///< the end that sorts first is the server
        bool isReset = false;
        std::array<Address, 2> addresses; ///< by the order of the key
        std::array<Direction, 2> directions;
    };

    Event eventOf(const CapturedPacket &captured, const DissectedPacket &packet);
    Conversation &conversationOf(const DissectedPacket &packet, bool isFromFirst, const QByteArray &key);
    static bool beginsAnew(const Conversation &known, const DissectedPacket &packet, size_t from);
    static bool isFirstServer(const DissectedPacket &packet, bool isFromFirst);
    static void follow(Conversation &conversation, size_t from, Event &event, SegmentReading &segment);
    static SegmentRole place(Direction &direction, qint64 begin, qint64 end);

    CaptureReader m_reader;
    LeftOut m_leftOut;
    QList<qint64> m_places;
    bool m_isAtEnd = false;
    QHash<QByteArray, Conversation> m_conversations; // by both ends, in one order
    quint32 m_lastNumber = 0;
    quint64 m_seq = 0;
    qint64 m_beginNs = -1;
    qint64 m_lastNs = 0;
};

} // namespace bothends
