// SPDX-License-Identifier: MIT
#include "net/ancillarydata.h"

#include "net/rawcalls.h"

#include <QStringList>

#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <ctime>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

/// The data of an item as a value of this type, zeros where it is shorter.
template <typename Value> Value valueOf(const QByteArray &data)
{
    Value value{};
    std::memcpy(&value, data.constData(), std::min(size_t(data.size()), sizeof value));
    return value;
}

QString hostText(int family, const void *address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(family, address, text.data(), socklen_t(text.size()));
    return QString::fromLatin1(text.data());
}

QString interfaceText(unsigned index)
{
    std::array<char, IF_NAMESIZE> name{};
    const bool hasName = ::if_indextoname(index, name.data()) != nullptr;
    return hasName ? u"%1 (%2)"_s.arg(index).arg(QString::fromLocal8Bit(name.data()))
                   : QString::number(index);
}

QString descriptorsText(const QByteArray &data)
{
    QStringList texts;
    for (qsizetype at = 0; at + qsizetype(sizeof(int)) <= data.size(); at += qsizetype(sizeof(int))) {
        const int fd = valueOf<int>(data.mid(at));
        texts << u"fd %1 %2"_s.arg(fd).arg(describeDescriptor(fd));
        ::close(fd);
    }
    return texts.join(u", "_s);
}

void describeSocketLevel(int type, AncillaryItem &item)
{
    item.level = u"SOL_SOCKET"_s;
    if (type == SCM_RIGHTS) {
        item.type = u"SCM_RIGHTS"_s;
        item.value = descriptorsText(item.data);
    } else if (type == SCM_CREDENTIALS) {
        const auto from = valueOf<ucred>(item.data);
        item.type = u"SCM_CREDENTIALS"_s;
        item.value = u"pid %1, uid %2, gid %3"_s.arg(from.pid).arg(from.uid).arg(from.gid);
    } else if (type == SCM_TIMESTAMPNS) {
        const auto at = valueOf<timespec>(item.data);
        item.type = u"SCM_TIMESTAMPNS"_s;
        item.value = u"%1.%2"_s.arg(qint64(at.tv_sec)).arg(qint64(at.tv_nsec), 9, 10, QLatin1Char('0'));
    } else if (type == SO_RXQ_OVFL) {
        item.type = u"SO_RXQ_OVFL"_s;
        item.value = QString::number(valueOf<quint32>(item.data));
    }
}

void describeIpv4Level(int type, AncillaryItem &item)
{
    item.level = u"IPPROTO_IP"_s;
    if (type == IP_PKTINFO) {
        const auto info = valueOf<in_pktinfo>(item.data);
        item.type = u"IP_PKTINFO"_s;
        item.value = u"ipi_addr %1, ipi_spec_dst %2, ipi_ifindex %3"_s.arg(
            hostText(AF_INET, &info.ipi_addr), hostText(AF_INET, &info.ipi_spec_dst),
            interfaceText(unsigned(info.ipi_ifindex)));
    } else if (type == IP_TTL) {
        item.type = u"IP_TTL"_s;
        item.value = QString::number(valueOf<int>(item.data));
    }
}

void describeIpv6Level(int type, AncillaryItem &item)
{
    item.level = u"IPPROTO_IPV6"_s;
    if (type == IPV6_PKTINFO) {
        const auto info = valueOf<in6_pktinfo>(item.data);
        item.type = u"IPV6_PKTINFO"_s;
        item.value = u"ipi6_addr %1, ipi6_ifindex %2"_s.arg(hostText(AF_INET6, &info.ipi6_addr),
                                                            interfaceText(info.ipi6_ifindex));
    } else if (type == IPV6_HOPLIMIT) {
        item.type = u"IPV6_HOPLIMIT"_s;
        item.value = QString::number(valueOf<int>(item.data));
    }
}

} // namespace

QList<AncillaryItem> takeAncillary(const msghdr &message)
{
    QList<AncillaryItem> items;
    auto &readable = const_cast<msghdr &>(message); // CMSG_NXTHDR wants it so, and changes nothing
    for (cmsghdr *header = CMSG_FIRSTHDR(&readable); header; header = CMSG_NXTHDR(&readable, header)) {
        if (header->cmsg_len < CMSG_LEN(0))
            break;
        AncillaryItem item;
        item.data = QByteArray(reinterpret_cast<const char *>(CMSG_DATA(header)),
                               qsizetype(header->cmsg_len - CMSG_LEN(0)));
        if (header->cmsg_level == SOL_SOCKET)
            describeSocketLevel(header->cmsg_type, item);
        else if (header->cmsg_level == IPPROTO_IP)
            describeIpv4Level(header->cmsg_type, item);
        else if (header->cmsg_level == IPPROTO_IPV6)
            describeIpv6Level(header->cmsg_type, item);
        else
            item.level = QString::number(header->cmsg_level);
        if (item.type.isEmpty())
            item.type = QString::number(header->cmsg_type);
        items << item;
    }
    return items;
}

qint64 dropsOf(const QList<AncillaryItem> &items)
{
    for (const AncillaryItem &item : items) {
        if (item.type == u"SO_RXQ_OVFL"_s)
            return valueOf<quint32>(item.data);
    }
    return -1;
}

Address receiverOf(const QList<AncillaryItem> &items)
{
    for (const AncillaryItem &item : items) {
        if (item.type == u"IP_PKTINFO"_s) {
            const auto info = valueOf<in_pktinfo>(item.data);
            return {hostText(AF_INET, &info.ipi_addr), 0};
        }
        if (item.type == u"IPV6_PKTINFO"_s) {
            const auto info = valueOf<in6_pktinfo>(item.data);
            sockaddr_in6 ipv6{};
            ipv6.sin6_family = AF_INET6;
            ipv6.sin6_addr = info.ipi6_addr;
            SystemAddress address;
            std::memcpy(address.bytes, &ipv6, sizeof ipv6);
            address.size = sizeof ipv6;
            return addressOf(address); // an IPv4-mapped address is shown as IPv4
        }
    }
    return {};
}

} // namespace bothends
