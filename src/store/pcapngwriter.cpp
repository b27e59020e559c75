// SPDX-License-Identifier: MIT
#include "store/pcapngwriter.h"

#include <QIODevice>
#include <QtEndian>

namespace bothends {

namespace {

constexpr quint32 kSectionHeader = 0x0A0D0D0A;
constexpr quint32 kInterfaceDescription = 1;
constexpr quint32 kEnhancedPacket = 6;
constexpr quint16 kLinkTypeRaw = 101;
constexpr qsizetype kMaxOption = 0xFFFF;

template <typename Number> void put(QByteArray &bytes, Number number)
{
    char little[sizeof number];
    qToLittleEndian(number, little);
    bytes.append(little, qsizetype(sizeof number));
}

void pad(QByteArray &bytes)
{
    bytes.append((4 - bytes.size() % 4) % 4, '\0');
}

void putOption(QByteArray &bytes, quint16 code, const QByteArray &value)
{
    const QByteArray cut = value.first(qMin(value.size(), kMaxOption));
    put(bytes, code);
    put(bytes, quint16(cut.size()));
    bytes += cut;
    pad(bytes);
}

void endOptions(QByteArray &bytes)
{
    put(bytes, quint32(0)); // opt_endofopt, length 0
}

} // namespace

bool PcapngWriter::writeBlock(quint32 type, const QByteArray &body)
{
    const auto length = quint32(body.size() + 12);
    QByteArray block;
    block.reserve(qsizetype(length));
    put(block, type);
    put(block, length);
    block += body;
    put(block, length);
    return m_device.write(block) == block.size();
}

bool PcapngWriter::begin(const QString &application, const QString &comment)
{
    enum : quint16 { Comment = 1, UserApplication = 4, InterfaceName = 2, Description = 3, Resolution = 9 };
    QByteArray section;
    put(section, quint32(0x1A2B3C4D)); // byte order
    put(section, quint16(1));
    put(section, quint16(0));
    put(section, qint64(-1)); // length not known
    putOption(section, Comment, comment.toUtf8());
    putOption(section, UserApplication, application.toUtf8());
    endOptions(section);

    QByteArray interface;
    put(interface, kLinkTypeRaw);
    put(interface, quint16(0));
    put(interface, quint32(0)); // no limit
    putOption(interface, InterfaceName, "bothends");
    putOption(interface, Description, comment.toUtf8());
    putOption(interface, Resolution, QByteArray(1, char(9))); // 10^-9 s
    endOptions(interface);
    return writeBlock(kSectionHeader, section) && writeBlock(kInterfaceDescription, interface);
}

bool PcapngWriter::packet(qint64 ns, const QByteArray &bytes, const QStringList &comments, qint64 missing)
{
    Q_ASSERT(bytes.size() <= kMaxPacket);
    enum : quint16 { Comment = 1 };
    m_lastNs = qMax(ns, m_lastNs + 1);
    QByteArray body;
    put(body, quint32(0)); // interface
    put(body, quint32(quint64(m_lastNs) >> 32));
    put(body, quint32(m_lastNs & 0xFFFFFFFF));
    put(body, quint32(bytes.size()));
    put(body, quint32(bytes.size() + missing));
    body += bytes;
    pad(body);
    for (const QString &comment : comments)
        putOption(body, Comment, comment.toUtf8());
    if (!comments.isEmpty())
        endOptions(body);
    ++m_packets;
    return writeBlock(kEnhancedPacket, body);
}

} // namespace bothends
