// SPDX-License-Identifier: MIT
#pragma once

#include "core/socketcall.h"

#include <QList>

struct msghdr;

namespace bothends {

/// The ancillary data of a message that recvmsg(2) filled, each item with what it says (cmsg(3), ip(7),
/// ipv6(7), unix(7), socket(7)). Descriptors that came along (SCM_RIGHTS) are described and closed again.
QList<AncillaryItem> takeAncillary(const msghdr &message);

} // namespace bothends
