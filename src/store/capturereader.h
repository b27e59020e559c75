// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

class QIODevice;

namespace bothends {

/// One packet as it stands in a capture.
struct CapturedPacket
{
    quint64 frame = 0; ///< its number, from 1
    qint64 ns = 0; ///< since 1970-01-01 UTC; 0 = not told
    quint32 linkType = 0; ///< https://www.tcpdump.org/linktypes.html
    QByteArray bytes; ///< as many as were captured
    quint32 wireLength = 0; ///< as many as there were
    qint64 place = 0; ///< where they begin in the file
    QString comment; ///< bounded; several are joined
};

/// Reads the packets of a capture file, pcapng (draft-ietf-opsawg-pcapng-04) or pcap
/// (draft-ietf-opsawg-pcap-05), in both byte orders, one after the other. Nothing in the file is believed:
/// each length is checked against what it lies in, and one block at a time is in memory. Any thread.
class CaptureReader
{
public:
    static constexpr qint64 kMaxBlock = qint64(16) * 1024 * 1024; ///< as in Wireshark
    static constexpr quint32 kMaxPacket = 262144; ///< WTAP_MAX_PACKET_SIZE_STANDARD
    static constexpr qsizetype kMaxInterfaces = 4096; ///< of a section
    static constexpr qsizetype kMaxComment = 4096; ///< characters

    /// @param device open, sequential or not @param name what errors call it
    CaptureReader(QIODevice &device, QString name);

    /// The next one; nothing at the end and after a fault.
    std::optional<CapturedPacket> next();
    /// NotACapture, with what is wrong at which byte; FileUnreadable.
    const std::optional<Error> &fault() const { return m_fault; }
    /// Where in the file it is, in bytes.
    qint64 position() const { return m_position; }

private:
    enum class Format : quint8 { Unknown, Pcapng, Pcap };
    struct Interface
    {
        quint32 linkType = 0;
        quint32 snapLength = 0; ///< 0 = no limit
        quint8 resolution = 6; ///< if_tsresol: a power of ten, with the highest bit of two
        qint64 offset = 0; ///< if_tsoffset: seconds
    };

    bool readHead();
    bool readSection(QByteArray &body);
    std::optional<CapturedPacket> nextOfPcap();
    std::optional<CapturedPacket> nextOfPcapng();
    bool readBlock(quint32 &type, QByteArray &body);
    void takeInterface(const QByteArray &body);
    std::optional<CapturedPacket> takeEnhanced(const QByteArray &body, bool isObsolete);
    std::optional<CapturedPacket> takeSimple(const QByteArray &body);
    QString commentIn(const QByteArray &body, qsizetype at) const;
    bool read(QByteArray &bytes, qint64 count);
    std::nullopt_t fail(const QString &what);
    template <typename Number> Number numberAt(const QByteArray &bytes, qsizetype at) const;
    static qint64 nanoseconds(quint64 time, const Interface &interface);

    QIODevice &m_device;
    const QString m_name;
    Format m_format = Format::Unknown;
    bool m_isBigEndian = false;
    QList<Interface> m_interfaces; ///< of a pcap file, one
    quint64 m_frames = 0;
    qint64 m_position = 0;
    bool m_isAtEnd = false;
    std::optional<Error> m_fault;
};

} // namespace bothends
