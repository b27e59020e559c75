// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

class QIODevice;

namespace bothends {

/// Writes a pcapng section (draft-ietf-opsawg-pcapng) with one interface of LINKTYPE_RAW (101: packets begin
/// with the IP header) and nanosecond time stamps. One write() for each whole block, no trailer: a file that
/// is cut anywhere shows every complete packet. Not thread-safe; any thread.
class PcapngWriter
{
public:
    /// A reader refuses larger packets (Wireshark's WTAP_MAX_PACKET_SIZE_STANDARD).
    static constexpr qsizetype kMaxPacket = 262144;

    explicit PcapngWriter(QIODevice &device)
        : m_device(device)
    {
    }

    /// The section's header and its interface. @param comment stands in both, UTF-8
    bool begin(const QString &application, const QString &comment);
    /// @param ns since 1970-01-01 UTC; is raised so that it is later than the packet before
    /// @param missing bytes at its end that a capture had cut off already
    bool packet(qint64 ns, const QByteArray &bytes, const QStringList &comments = {}, qint64 missing = 0);

    qint64 packetCount() const { return m_packets; }

private:
    bool writeBlock(quint32 type, const QByteArray &body);

    QIODevice &m_device;
    qint64 m_lastNs = 0;
    qint64 m_packets = 0;
};

} // namespace bothends
