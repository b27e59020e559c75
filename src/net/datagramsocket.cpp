// SPDX-License-Identifier: MIT
#include "net/datagramsocket.h"

#include "net/glassdatagramsocket.h"
#include "net/qtdatagramsocket.h"

namespace bothends {

std::unique_ptr<DatagramSocket> makeDatagramSocket(EngineKind engine, Transport transport)
{
    if (engine == EngineKind::Qt && transport == Transport::Udp)
        return std::make_unique<QtDatagramSocket>();
    return std::make_unique<GlassDatagramSocket>(transport);
}

} // namespace bothends
