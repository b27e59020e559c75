// SPDX-License-Identifier: MIT
#include "core/transport.h"

using namespace Qt::StringLiterals;

namespace bothends {

QList<Transport> allTransports()
{
    return {Transport::Tcp,           Transport::Udp,     Transport::LocalStream,
            Transport::LocalDatagram, Transport::RawIcmp, Transport::PingIcmp};
}

QString transportName(Transport transport)
{
    switch (transport) {
    case Transport::Tcp:
        return u"tcp"_s;
    case Transport::Udp:
        return u"udp"_s;
    case Transport::LocalStream:
        return u"unix"_s;
    case Transport::LocalDatagram:
        return u"unix-dgram"_s;
    case Transport::RawIcmp:
        return u"icmp-raw"_s;
    case Transport::PingIcmp:
        return u"icmp"_s;
    }
    return {};
}

std::optional<Transport> transportFromName(const QString &name)
{
    for (const Transport transport : allTransports()) {
        if (transportName(transport) == name)
            return transport;
    }
    return std::nullopt;
}

} // namespace bothends
