// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"
#include "core/socketcall.h"

#include <QList>

struct msghdr;

namespace bothends {

/// The ancillary data of a message that recvmsg(2) filled, each item with what it says (cmsg(3), ip(7),
/// ipv6(7), unix(7), socket(7)). Descriptors that came along (SCM_RIGHTS) are described and closed again.
QList<AncillaryItem> takeAncillary(const msghdr &message);

/// What SO_RXQ_OVFL says: how many datagrams the kernel had dropped at the socket before this one. -1 =
/// nothing.
qint64 dropsOf(const QList<AncillaryItem> &items);
/// What IP_PKTINFO or IPV6_PKTINFO says: the address that the datagram was sent to, without a port; null =
/// nothing.
Address receiverOf(const QList<AncillaryItem> &items);

} // namespace bothends
