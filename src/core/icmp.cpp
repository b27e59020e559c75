// SPDX-License-Identifier: MIT
#include "core/icmp.h"

#include <QCoreApplication>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace bothends::icmp {

namespace {

struct PacketText
{
    Q_DECLARE_TR_FUNCTIONS(bothends::PacketText)
};

constexpr int kIpv4Header = 20; // without options
constexpr int kIcmpHeader = 8;
constexpr int kIcmpProtocol = 1;

quint8 byteAt(const QByteArray &bytes, int offset)
{
    return quint8(bytes.at(offset));
}

quint16 wordAt(const QByteArray &bytes, int offset)
{
    return qFromBigEndian<quint16>(bytes.constData() + offset);
}

QString hex(quint16 word)
{
    return u"0x%1"_s.arg(word, 4, 16, QLatin1Char('0'));
}

QString ipv4Text(const QByteArray &bytes, int offset)
{
    return u"%1.%2.%3.%4"_s.arg(byteAt(bytes, offset))
        .arg(byteAt(bytes, offset + 1))
        .arg(byteAt(bytes, offset + 2))
        .arg(byteAt(bytes, offset + 3));
}

struct TypeName
{
    quint8 type;
    const char *name;
};

// The names of the IANA registries "ICMP Type Numbers" and "ICMPv6 Type Numbers".
constexpr TypeName kTypes[] = {
    {0, "Echo Reply"},     {3, "Destination Unreachable"}, {5, "Redirect"},   {8, "Echo"},
    {11, "Time Exceeded"}, {12, "Parameter Problem"},      {13, "Timestamp"}, {14, "Timestamp Reply"},
};
constexpr TypeName kTypes6[] = {
    {1, "Destination Unreachable"},  {2, "Packet Too Big"},         {3, "Time Exceeded"},
    {4, "Parameter Problem"},        {128, "Echo Request"},         {129, "Echo Reply"},
    {133, "Router Solicitation"},    {134, "Router Advertisement"}, {135, "Neighbor Solicitation"},
    {136, "Neighbor Advertisement"},
};

template <size_t N> QString typeText(quint8 type, const TypeName (&names)[N])
{
    for (const TypeName &known : names) {
        if (known.type == type)
            return u"%1 %2"_s.arg(type).arg(QLatin1String(known.name));
    }
    return QString::number(type);
}

/// Reads from the front; what is left is always a whole number of bytes.
class Dissector
{
public:
    explicit Dissector(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    /// True if what follows, up to the end of the packet, is ICMP.
    bool ipv4Header();
    void icmp(bool isIpv6);
    void rest(FieldName name);
    QList<Field> fields() const { return m_fields; }

private:
    int left() const { return int(m_bytes.size()) - m_at; }
    void add(FieldName name, int offset, int length, const QString &value)
    {
        m_fields.append({name, offset, length, value, std::nullopt});
    }
    void addChecksum(FieldName name, int offset, std::optional<bool> isRight)
    {
        m_fields.append({name, offset, 2, hex(wordAt(m_bytes, offset)), isRight});
    }

    const QByteArray &m_bytes;
    QList<Field> m_fields;
    int m_at = 0;
};

void Dissector::rest(FieldName name)
{
    if (left() > 0)
        add(name, m_at, left(), {});
    m_at = int(m_bytes.size());
}

bool Dissector::ipv4Header()
{
    if (left() < kIpv4Header) {
        rest(FieldName::CutOff);
        return false;
    }
    const int version = byteAt(m_bytes, 0) >> 4;
    const int headerLength = (byteAt(m_bytes, 0) & 0xF) * 4;
    const quint16 fragment = wordAt(m_bytes, 6);
    const int fragmentOffset = (fragment & 0x1FFF) * 8;
    QString flags;
    if (fragment & 0x4000)
        flags += u"DF"_s;
    if (fragment & 0x2000)
        flags += flags.isEmpty() ? u"MF"_s : u" MF"_s;
    add(FieldName::Version, 0, 1, QString::number(version));
    add(FieldName::HeaderLength, 0, 1, QString::number(headerLength));
    add(FieldName::TypeOfService, 1, 1, u"0x%1"_s.arg(byteAt(m_bytes, 1), 2, 16, QLatin1Char('0')));
    add(FieldName::TotalLength, 2, 2, QString::number(wordAt(m_bytes, 2)));
    add(FieldName::Identification, 4, 2, hex(wordAt(m_bytes, 4)));
    add(FieldName::Flags, 6, 1, flags);
    add(FieldName::FragmentOffset, 6, 2, QString::number(fragmentOffset));
    add(FieldName::TimeToLive, 8, 1, QString::number(byteAt(m_bytes, 8)));
    const int protocol = byteAt(m_bytes, 9);
    add(FieldName::Protocol, 9, 1, protocol == kIcmpProtocol ? u"1 ICMP"_s : QString::number(protocol));
    const bool isHeaderWhole = headerLength >= kIpv4Header && headerLength <= m_bytes.size();
    addChecksum(FieldName::HeaderChecksum, 10,
                isHeaderWhole ? std::optional(checksum(m_bytes.left(headerLength)) == 0) : std::nullopt);
    add(FieldName::SourceAddress, 12, 4, ipv4Text(m_bytes, 12));
    add(FieldName::DestinationAddress, 16, 4, ipv4Text(m_bytes, 16));
    m_at = kIpv4Header;
    if (!isHeaderWhole || version != 4) {
        rest(FieldName::CutOff);
        return false;
    }
    if (headerLength > kIpv4Header)
        add(FieldName::Options, kIpv4Header, headerLength - kIpv4Header, {});
    m_at = headerLength;
    if (protocol == kIcmpProtocol && fragmentOffset == 0)
        return true;
    rest(FieldName::NotIcmp);
    return false;
}

void Dissector::icmp(bool isIpv6)
{
    if (left() < kIcmpHeader) {
        rest(FieldName::CutOff);
        return;
    }
    const quint8 type = byteAt(m_bytes, m_at);
    const bool isEcho = isIpv6 ? type == 128 || type == 129 : type == 0 || type == 8;
    const bool isError
        = isIpv6 ? type < 128 : type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
    add(FieldName::Type, m_at, 1, isIpv6 ? typeText(type, kTypes6) : typeText(type, kTypes));
    add(FieldName::Code, m_at + 1, 1, QString::number(byteAt(m_bytes, m_at + 1)));
    addChecksum(FieldName::Checksum, m_at + 2,
                isIpv6 ? std::nullopt : std::optional(checksum(m_bytes.mid(m_at)) == 0));
    if (isEcho) {
        add(FieldName::Identifier, m_at + 4, 2, QString::number(wordAt(m_bytes, m_at + 4)));
        add(FieldName::SequenceNumber, m_at + 6, 2, QString::number(wordAt(m_bytes, m_at + 6)));
    } else {
        add(FieldName::RestOfHeader, m_at + 4, 4, {});
    }
    m_at += kIcmpHeader;
    rest(isError ? FieldName::QuotedPacket : FieldName::Data);
}

} // namespace

quint16 checksum(const QByteArray &bytes)
{
    quint64 sum = 0;
    qsizetype i = 0;
    for (; i + 1 < bytes.size(); i += 2)
        sum += wordAt(bytes, int(i));
    if (i < bytes.size())
        sum += quint64(byteAt(bytes, int(i))) << 8;
    while (sum >> 16)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return quint16(~sum);
}

QByteArray echoRequest(bool isIpv6, quint16 identifier, quint16 sequence, const QByteArray &data)
{
    QByteArray packet(kIcmpHeader, '\0');
    packet[0] = char(isIpv6 ? 128 : 8);
    qToBigEndian(identifier, packet.data() + 4);
    qToBigEndian(sequence, packet.data() + 6);
    packet += data;
    if (!isIpv6)
        qToBigEndian(checksum(packet), packet.data() + 2);
    return packet;
}

QList<Field> dissect(const QByteArray &bytes, Transport transport, bool isIpv6)
{
    Dissector dissector(bytes);
    const bool hasIpHeader = transport == Transport::RawIcmp && !isIpv6;
    if (!hasIpHeader || dissector.ipv4Header())
        dissector.icmp(isIpv6);
    return dissector.fields();
}

QString fieldText(FieldName name)
{
    switch (name) {
    case FieldName::Version:
        return PacketText::tr("Version");
    case FieldName::HeaderLength:
        return PacketText::tr("Header length");
    case FieldName::TypeOfService:
        return PacketText::tr("Type of service");
    case FieldName::TotalLength:
        return PacketText::tr("Total length");
    case FieldName::Identification:
        return PacketText::tr("Identification");
    case FieldName::Flags:
        return PacketText::tr("Flags");
    case FieldName::FragmentOffset:
        return PacketText::tr("Fragment offset");
    case FieldName::TimeToLive:
        return PacketText::tr("Time to live");
    case FieldName::Protocol:
        return PacketText::tr("Protocol");
    case FieldName::HeaderChecksum:
        return PacketText::tr("Header checksum");
    case FieldName::SourceAddress:
        return PacketText::tr("Source address");
    case FieldName::DestinationAddress:
        return PacketText::tr("Destination address");
    case FieldName::Options:
        return PacketText::tr("Options");
    case FieldName::Type:
        return PacketText::tr("Type");
    case FieldName::Code:
        return PacketText::tr("Code");
    case FieldName::Checksum:
        return PacketText::tr("Checksum");
    case FieldName::Identifier:
        return PacketText::tr("Identifier");
    case FieldName::SequenceNumber:
        return PacketText::tr("Sequence number");
    case FieldName::RestOfHeader:
        return PacketText::tr("Rest of the header");
    case FieldName::Data:
        return PacketText::tr("Data");
    case FieldName::QuotedPacket:
        return PacketText::tr("Beginning of the packet it is about");
    case FieldName::CutOff:
        return PacketText::tr("Cut off: too few bytes");
    case FieldName::NotIcmp:
        return PacketText::tr("Not read: no ICMP, or a later fragment");
    }
    return {};
}

QList<FieldName> allFieldNames()
{
    QList<FieldName> names;
    for (int i = 0; i <= int(FieldName::NotIcmp); ++i)
        names << FieldName(i);
    return names;
}

} // namespace bothends::icmp
