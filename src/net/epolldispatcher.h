// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

class QAbstractEventDispatcher;

namespace bothends {

/// An event dispatcher for a thread with many sockets: a turn of its event loop costs time for the sockets
/// that are ready, not for all that are open, as with the poll(2) of Qt's own. For the rest it behaves as
/// Qt's: level-triggered notifiers, timers of every type, posted events. Null where there is no epoll(7), or
/// no descriptor left for it; then Qt's own does as well.
std::unique_ptr<QAbstractEventDispatcher> makeEpollDispatcher();

} // namespace bothends
