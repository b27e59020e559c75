// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

namespace bothends {

/// How a value of an option is given.
enum class OptionKind : quint8 {
    Switch, ///< off or on
    Number,
    Seconds,
    Milliseconds,
    Bytes,
    Linger, ///< seconds, or off
    Group, ///< address of a multicast group, which is joined or left
    Told, ///< only to be read: a number or words
};

/// What is known of an option before any socket is asked (socket(7), tcp(7), ip(7), ipv6(7), unix(7)).
struct OptionInfo
{
    SocketOption option = SocketOption::ReuseAddress;
    OptionKind kind = OptionKind::Switch;
    qint64 least = 0; ///< of what the kernel takes
    qint64 most = 1;
    bool isReadable = true; ///< a group to join can only be set
    bool isHarmlessToRead = true; ///< reading SO_ERROR clears it
    bool isReadOnly() const { return kind == OptionKind::Told; }
};

OptionInfo optionInfo(SocketOption option);

/// The options that mean something for a socket of this kind, in the order in which they are best read.
QList<SocketOption> optionsFor(Transport transport, bool isIpv6);

// Plain text in the language that is installed now.

/// One sentence: what it is for.
QString optionPurpose(SocketOption option);
/// `on`, `212,992 bytes`, `30 seconds`, `SOCK_STREAM`.
QString optionValueName(SocketOption option, const OptionValue &value);
/// One sentence: what the kernel made of what was asked; empty if it did as it was told.
QString optionOutcome(SocketOption option, const OptionValue &asked, const OptionValue &now);

} // namespace bothends
