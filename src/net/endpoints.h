// SPDX-License-Identifier: MIT
#pragma once

#include "net/serverendpoint.h"

namespace bothends {

// Which class stands for which engine and transport: the only place that knows them all.

/// Never null: what no engine offers is an endpoint that says so and finishes.
Endpoint *makeServer(EngineContext &context, quint32 id, const ServerConfig &config, QObject *parent);
Endpoint *makeClient(EngineContext &context, quint32 id, const ClientConfig &config, QObject *parent);
Endpoint *makeSocket(EngineContext &context, quint32 id, const SocketConfig &config, QObject *parent);

} // namespace bothends
