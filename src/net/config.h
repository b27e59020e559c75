// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"

#include <QByteArray>
#include <QMetaType>

#include <chrono>

namespace bothends {

/// What a server does when the greeting is sent.
enum class AfterGreeting : quint8 {
    KeepChatting,
    Close, ///< as the tutorial's server does
    Echo, ///< every byte received is sent back
};

/// The greeting of the tutorial that this program illustrates: 48 bytes in UTF-8.
inline QString tutorialGreeting()
{
    return QStringLiteral("您好，您收到了服务器的新年祝福！");
}

/// How a TcpServer listens and what it does with its clients. A value; crosses threads by copy.
struct ServerConfig
{
    static constexpr int kDefaultBacklog = 128;
    static constexpr int kDefaultConnectionLimit = 10000;

    Address address{QStringLiteral("127.0.0.1"), 0}; ///< an IP address; port 0 = any free one
    int backlog = kDefaultBacklog; ///< of listen(2); Linux admits backlog + 1 waiting connections
    int connectionLimit = kDefaultConnectionLimit; ///< also bounded by the descriptors there are
    QByteArray greeting{}; ///< empty = none
    AfterGreeting afterGreeting = AfterGreeting::KeepChatting;
};

/// Where a TcpClient connects.
struct ClientConfig
{
    Address server; ///< host name or IP address, and port
    std::chrono::milliseconds connectTimeout{15000}; ///< for each address that the name has
};

} // namespace bothends

Q_DECLARE_METATYPE(bothends::ServerConfig)
Q_DECLARE_METATYPE(bothends::ClientConfig)
