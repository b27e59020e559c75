// SPDX-License-Identifier: MIT
#pragma once

#include "net/endpoint.h"

namespace bothends {

/// What a server can be told beyond what every endpoint can. Lives in the I/O thread.
class ServerEndpoint : public Endpoint
{
    Q_OBJECT
public:
    using Endpoint::Endpoint;

    /// To every client, in the order of their connection numbers.
    virtual void broadcast(const QByteArray &bytes) = 0;
    virtual void pauseAccepting() = 0;
    virtual void resumeAccepting() = 0;
    /// While paused: accepts the client that waits longest, if one does.
    virtual void acceptOne() = 0;
    /// For the clients that come from now on.
    virtual void setGreeting(const QByteArray &greeting, AfterGreeting afterGreeting) = 0;
};

} // namespace bothends
