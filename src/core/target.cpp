// SPDX-License-Identifier: MIT
#include "core/target.h"

using namespace Qt::StringLiterals;

namespace bothends {

namespace {

QString prefixOf(Transport transport)
{
    return transportName(transport) + (isLocal(transport) ? u":"_s : u"://"_s);
}

Address localAddress(const QString &name)
{
    return name.startsWith(u'@') ? Address::abstractName(name.mid(1)) : Address::path(name);
}

// A host alone; brackets around an IPv6 address are welcome, a port is not.
Target icmpTarget(Transport transport, const QString &typed)
{
    Target target{transport, {}, {}};
    const bool isBracketed = typed.startsWith(u'[') && typed.endsWith(u']');
    target.address.host = isBracketed ? typed.mid(1, typed.size() - 2) : typed;
    const bool hasPort = !isBracketed && typed.count(u':') == 1;
    if (target.address.host.isEmpty() || hasPort)
        target.fault = typed.isEmpty() ? u"\"\""_s : typed;
    return target;
}

} // namespace

Target parseTarget(const QString &typed)
{
    for (const Transport transport : allTransports()) {
        const QString prefix = prefixOf(transport);
        if (!typed.startsWith(prefix))
            continue;
        const QString rest = typed.mid(prefix.size());
        if (isIcmp(transport))
            return icmpTarget(transport, rest);
        if (isLocal(transport)) {
            const Address address = localAddress(rest);
            return {transport, address, address.isNull() ? typed : QString()};
        }
        const AddressParse parse = parseAddress(rest);
        return {transport, parse.address, parse.fault.isEmpty() || !rest.isEmpty() ? parse.fault : typed};
    }
    const AddressParse parse = parseAddress(typed);
    return {Transport::Tcp, parse.address, parse.fault};
}

QString targetText(Transport transport, const Address &address)
{
    if (transport == Transport::Tcp)
        return address.toString();
    if (isIcmp(transport))
        return prefixOf(transport) + (address.isIpv6() ? u"[%1]"_s.arg(address.host) : address.host);
    return prefixOf(transport) + address.toString();
}

} // namespace bothends
