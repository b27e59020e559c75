// SPDX-License-Identifier: MIT
#include "core/ipaddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>

namespace bothends {

QByteArray ipAddressBytes(const QString &host)
{
    const QByteArray text = host.section(u'%', 0, 0).toLatin1(); // without the zone of a link-local address
    in_addr ipv4{};
    if (::inet_pton(AF_INET, text.constData(), &ipv4) == 1)
        return QByteArray(reinterpret_cast<const char *>(&ipv4), sizeof ipv4);
    in6_addr ipv6{};
    if (::inet_pton(AF_INET6, text.constData(), &ipv6) == 1)
        return QByteArray(reinterpret_cast<const char *>(&ipv6), sizeof ipv6);
    return {};
}

QString ipAddressText(const QByteArray &bytes)
{
    char text[INET6_ADDRSTRLEN] = {};
    const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
    if ((bytes.size() != 4 && bytes.size() != 16)
        || !::inet_ntop(family, bytes.constData(), text, sizeof text))
        return {};
    return QString::fromLatin1(text);
}

} // namespace bothends
