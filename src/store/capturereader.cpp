// SPDX-License-Identifier: MIT
#include "store/capturereader.h"

#include <QIODevice>
#include <QtEndian>

#include <limits>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

constexpr quint32 kSectionHeader = 0x0A0D0D0A;
constexpr quint32 kInterfaceDescription = 1;
constexpr quint32 kObsoletePacket = 2;
constexpr quint32 kSimplePacket = 3;
constexpr quint32 kEnhancedPacket = 6;
constexpr quint32 kByteOrder = 0x1A2B3C4D;
constexpr quint32 kMicroseconds = 0xA1B2C3D4; // of a pcap file
constexpr quint32 kNanoseconds = 0xA1B23C4D;
constexpr quint16 kComment = 1;
constexpr quint16 kResolution = 9;
constexpr quint16 kOffset = 14;
constexpr qint64 kLatestSecond
    = std::numeric_limits<qint64>::max() / 2 / 1'000'000'000 - 1; // in 2116: sums fit

qsizetype padded(qsizetype length)
{
    return (length + 3) / 4 * 4;
}

} // namespace

CaptureReader::CaptureReader(QIODevice &device, QString name)
    : m_device(device)
    , m_name(std::move(name))
{
}

template <typename Number> Number CaptureReader::numberAt(const QByteArray &bytes, qsizetype at) const
{
    Q_ASSERT(at + qsizetype(sizeof(Number)) <= bytes.size());
    return m_isBigEndian ? qFromBigEndian<Number>(bytes.constData() + at)
                         : qFromLittleEndian<Number>(bytes.constData() + at);
}

std::nullopt_t CaptureReader::fail(const QString &what)
{
    m_isAtEnd = true;
    m_fault = Error{ErrorCode::NotACapture, 0, m_name, 0, u"byte %1: %2"_s.arg(m_position).arg(what)};
    return std::nullopt;
}

// False where the file ends before.
bool CaptureReader::read(QByteArray &bytes, qint64 count)
{
    bytes = m_device.read(count);
    if (bytes.size() == count) {
        m_position += count;
        return true;
    }
    return false;
}

std::optional<CapturedPacket> CaptureReader::next()
{
    if (m_format == Format::Unknown && !m_isAtEnd && !readHead())
        return std::nullopt;
    if (m_isAtEnd)
        return std::nullopt;
    return m_format == Format::Pcap ? nextOfPcap() : nextOfPcapng();
}

bool CaptureReader::readHead()
{
    QByteArray magic;
    if (!read(magic, 4)) {
        fail(magic.isEmpty() ? u"empty"_s : u"too short"_s);
        return false;
    }
    if (numberAt<quint32>(magic, 0) == kSectionHeader) { // it reads the same in both byte orders
        m_format = Format::Pcapng;
        QByteArray body;
        return readSection(body);
    }
    for (const bool isBigEndian : {false, true}) {
        m_isBigEndian = isBigEndian;
        const auto number = numberAt<quint32>(magic, 0);
        if (number != kMicroseconds && number != kNanoseconds)
            continue;
        m_format = Format::Pcap;
        QByteArray rest;
        if (!read(rest, 20)) {
            fail(u"too short"_s);
            return false;
        }
        Interface only;
        only.linkType = numberAt<quint32>(rest, 16) & 0xFFFF; // above it, the length of a checksum
        only.resolution = number == kNanoseconds ? 9 : 6;
        m_interfaces = {only};
        return true;
    }
    fail(u"no capture"_s);
    return false;
}

// What follows the type of a section's header: it tells the byte order, also that of its own length.
bool CaptureReader::readSection(QByteArray &body)
{
    QByteArray head;
    if (!read(head, 8)) {
        fail(u"too short"_s);
        return false;
    }
    m_isBigEndian = false;
    if (numberAt<quint32>(head, 4) != kByteOrder) {
        m_isBigEndian = true;
        if (numberAt<quint32>(head, 4) != kByteOrder) {
            fail(u"byte order"_s);
            return false;
        }
    }
    const auto length = numberAt<quint32>(head, 0);
    if (length < 28 || length % 4 != 0 || length > kMaxBlock) {
        fail(u"block length %1"_s.arg(length));
        return false;
    }
    if (!read(body, qint64(length) - 12)) {
        fail(u"too short"_s);
        return false;
    }
    if (const auto major = numberAt<quint16>(body, 0); major != 1) {
        fail(u"version %1"_s.arg(major));
        return false;
    }
    m_interfaces.clear();
    return true;
}

bool CaptureReader::readBlock(quint32 &type, QByteArray &body)
{
    QByteArray head;
    if (!read(head, 4)) {
        m_isAtEnd = true;
        if (!head.isEmpty())
            fail(u"too short"_s);
        return false;
    }
    type = numberAt<quint32>(head, 0);
    if (type == kSectionHeader)
        return readSection(body);
    if (!read(head, 4)) {
        fail(u"too short"_s);
        return false;
    }
    const auto length = numberAt<quint32>(head, 0);
    if (length < 12 || length % 4 != 0 || length > kMaxBlock) {
        fail(u"block length %1"_s.arg(length));
        return false;
    }
    if (!read(body, qint64(length) - 8)) {
        fail(u"too short"_s);
        return false;
    }
    if (numberAt<quint32>(body, body.size() - 4) != length) {
        fail(u"block length"_s);
        return false;
    }
    body.chop(4);
    return true;
}

std::optional<CapturedPacket> CaptureReader::nextOfPcapng()
{
    for (;;) {
        quint32 type = 0;
        QByteArray body;
        if (!readBlock(type, body))
            return std::nullopt;
        std::optional<CapturedPacket> packet;
        if (type == kInterfaceDescription)
            takeInterface(body);
        else if (type == kEnhancedPacket || type == kObsoletePacket)
            packet = takeEnhanced(body, type == kObsoletePacket);
        else if (type == kSimplePacket)
            packet = takeSimple(body);
        if (packet || m_isAtEnd)
            return packet;
    }
}

void CaptureReader::takeInterface(const QByteArray &body)
{
    if (body.size() < 8 || m_interfaces.size() >= kMaxInterfaces) {
        fail(u"interface"_s);
        return;
    }
    Interface made;
    made.linkType = numberAt<quint16>(body, 0);
    made.snapLength = numberAt<quint32>(body, 4);
    for (qsizetype at = 8; at + 4 <= body.size();) {
        const auto code = numberAt<quint16>(body, at);
        const auto length = qsizetype(numberAt<quint16>(body, at + 2));
        at += 4;
        if (code == 0 || length > body.size() - at)
            break;
        if (code == kResolution && length >= 1)
            made.resolution = quint8(body.at(at));
        else if (code == kOffset && length >= 8)
            made.offset = numberAt<qint64>(body, at);
        at += padded(length);
    }
    m_interfaces << made;
}

std::optional<CapturedPacket> CaptureReader::takeEnhanced(const QByteArray &body, bool isObsolete)
{
    constexpr qsizetype kHeader = 20;
    if (body.size() < kHeader)
        return fail(u"packet"_s);
    const qsizetype number
        = isObsolete ? qsizetype(numberAt<quint16>(body, 0)) : qsizetype(numberAt<quint32>(body, 0));
    const auto captured = numberAt<quint32>(body, 12);
    if (number >= m_interfaces.size() || captured > kMaxPacket || qsizetype(captured) > body.size() - kHeader)
        return fail(u"packet"_s);
    const Interface &interface = m_interfaces.at(number);
    CapturedPacket packet;
    packet.frame = ++m_frames;
    packet.linkType = interface.linkType;
    packet.ns
        = nanoseconds(quint64(numberAt<quint32>(body, 4)) << 32 | numberAt<quint32>(body, 8), interface);
    packet.wireLength = qMax(captured, numberAt<quint32>(body, 16));
    packet.bytes = body.mid(kHeader, captured);
    packet.place = m_position - body.size() - 4 + kHeader;
    packet.comment = commentIn(body, kHeader + padded(captured));
    return packet;
}

std::optional<CapturedPacket> CaptureReader::takeSimple(const QByteArray &body)
{
    if (body.size() < 4 || m_interfaces.isEmpty())
        return fail(u"packet"_s);
    const Interface &interface = m_interfaces.constFirst();
    CapturedPacket packet;
    packet.frame = ++m_frames;
    packet.linkType = interface.linkType;
    packet.wireLength = numberAt<quint32>(body, 0);
    quint32 captured = qMin(packet.wireLength, quint32(body.size() - 4));
    if (interface.snapLength > 0)
        captured = qMin(captured, interface.snapLength);
    if (captured > kMaxPacket)
        return fail(u"packet"_s);
    packet.bytes = body.mid(4, captured);
    packet.place = m_position - body.size();
    return packet;
}

QString CaptureReader::commentIn(const QByteArray &body, qsizetype at) const
{
    QStringList comments;
    qsizetype room = kMaxComment;
    while (at + 4 <= body.size() && room > 0) {
        const auto code = numberAt<quint16>(body, at);
        const auto length = qsizetype(numberAt<quint16>(body, at + 2));
        at += 4;
        if (code == 0 || length > body.size() - at)
            break;
        if (code == kComment) {
            const QString text
                = QString::fromUtf8(body.mid(at, qMin(length, 4 * room))).left(room).simplified();
            room -= text.size() + 1;
            if (!text.isEmpty())
                comments << text;
        }
        at += padded(length);
    }
    return comments.join(u' ').left(kMaxComment);
}

std::optional<CapturedPacket> CaptureReader::nextOfPcap()
{
    QByteArray head;
    if (!read(head, 16)) {
        m_isAtEnd = true;
        return head.isEmpty() ? std::nullopt : fail(u"too short"_s);
    }
    const auto captured = numberAt<quint32>(head, 8);
    if (captured > kMaxPacket)
        return fail(u"packet length %1"_s.arg(captured));
    const Interface &only = m_interfaces.constFirst();
    CapturedPacket packet;
    if (!read(packet.bytes, captured))
        return fail(u"too short"_s);
    packet.frame = ++m_frames;
    packet.place = m_position - captured;
    packet.linkType = only.linkType;
    const quint64 unit = only.resolution == 9 ? 1 : 1000;
    packet.ns = qint64(numberAt<quint32>(head, 0)) * 1'000'000'000
        + qint64(qMin<quint64>(numberAt<quint32>(head, 4) * unit, 999'999'999));
    packet.wireLength = qMax(captured, numberAt<quint32>(head, 12));
    return packet;
}

// Never outside of what 64 bits of nanoseconds hold.
qint64 CaptureReader::nanoseconds(quint64 time, const Interface &interface)
{
    constexpr quint64 kSecond = 1'000'000'000;
    const int power = interface.resolution & 0x7F;
    quint64 seconds = 0;
    quint64 fraction = 0; // nanoseconds
    if (interface.resolution & 0x80) {
        seconds = power < 64 ? time >> power : 0;
        const quint64 rest = power < 64 ? time - (seconds << power) : time;
        constexpr int kBits = 30; // of a fraction: times 10^9, they fit
        if (power <= kBits)
            fraction = rest * kSecond >> power;
        else if (power - kBits < 64)
            fraction = (rest >> (power - kBits)) * kSecond >> kBits;
    } else if (power < 20) { // 10^19 fits
        quint64 unit = 1;
        for (int i = 0; i < power; ++i)
            unit *= 10;
        seconds = time / unit;
        fraction = power <= 9 ? time % unit * (kSecond / unit) : time % unit / (unit / kSecond);
    }
    const qint64 whole = qint64(qMin<quint64>(seconds, kLatestSecond));
    const qint64 offset = qBound(-kLatestSecond, interface.offset, kLatestSecond);
    return qBound<qint64>(0, whole + offset, kLatestSecond) * qint64(kSecond)
        + qint64(qMin(fraction, kSecond - 1));
}

} // namespace bothends
