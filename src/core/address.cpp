// SPDX-License-Identifier: MIT
#include "core/address.h"

#include <QHashFunctions>

using namespace Qt::StringLiterals;

namespace bothends {

QString Address::toString() const
{
    if (isNull())
        return {};
    switch (kind) {
    case Kind::Path:
        return host;
    case Kind::Abstract:
        return u'@' + host;
    case Kind::Unnamed:
        return u"socket:[%1]"_s.arg(host);
    case Kind::Ip:
        break;
    }
    return isIpv6() ? u"[%1]:%2"_s.arg(host).arg(port) : u"%1:%2"_s.arg(host).arg(port);
}

// Abstract names may hold any byte, NUL included; in an Address those that are no printing ASCII are `\xNN`.
Address Address::abstractBytes(const QByteArray &name)
{
    QString text;
    for (const char byte : name) {
        const auto value = uchar(byte);
        if (value > 0x20 && value < 0x7f && byte != '\\')
            text += QLatin1Char(byte);
        else
            text += u"\\x%1"_s.arg(uint(value), 2, 16, QLatin1Char('0'));
    }
    return abstractName(text);
}

QByteArray Address::abstractBytes() const
{
    const QByteArray text = host.toUtf8();
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        bool isHex = false;
        const uint value = text.mid(i + 2, 2).toUInt(&isHex, 16);
        if (text.at(i) == '\\' && i + 3 < text.size() && text.at(i + 1) == 'x' && isHex) {
            bytes += char(value);
            i += 3;
        } else {
            bytes += text.at(i);
        }
    }
    return bytes;
}

size_t qHash(const Address &address, size_t seed)
{
    return qHashMulti(seed, address.host, address.port, int(address.kind));
}

std::optional<quint16> parsePort(const QString &typed)
{
    if (typed.isEmpty() || typed.size() > 5)
        return std::nullopt;
    uint value = 0;
    for (const QChar c : typed) {
        if (c < u'0' || c > u'9') // QChar::isDigit would also take full-width digits
            return std::nullopt;
        value = value * 10 + uint(c.unicode() - u'0');
    }
    if (value > 65535)
        return std::nullopt;
    return quint16(value);
}

AddressParse parseAddress(const QString &typed)
{
    AddressParse result;
    QString host;
    QString port = typed;
    if (typed.startsWith(u'[')) {
        const qsizetype end = typed.indexOf(u"]:"_s);
        if (end < 0) {
            result.fault = typed;
            return result;
        }
        host = typed.mid(1, end - 1);
        port = typed.mid(end + 2);
        if (host.isEmpty() || !host.contains(u':')) {
            result.fault = typed.left(end + 1);
            return result;
        }
    } else if (const qsizetype colon = typed.lastIndexOf(u':'); colon >= 0) {
        host = typed.left(colon);
        port = typed.mid(colon + 1);
        if (host.isEmpty() || host.contains(u':')) {
            result.fault = typed;
            return result;
        }
    }
    const std::optional<quint16> number = parsePort(port);
    if (!number) {
        result.fault = port.isEmpty() ? typed : port;
        if (result.fault.isEmpty())
            result.fault = u"\"\""_s;
        return result;
    }
    result.address = {host, *number};
    return result;
}

} // namespace bothends
