// SPDX-License-Identifier: MIT
#include "net/epolldispatcher.h"

#include <QAbstractEventDispatcher>

namespace bothends {

std::unique_ptr<QAbstractEventDispatcher> makeEpollDispatcher()
{
    return nullptr;
}

} // namespace bothends
