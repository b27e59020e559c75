// SPDX-License-Identifier: MIT
#include "core/stepguide.h"

namespace bothends {

QList<CallAdvice> adviceFor(Side, Transport, const SocketInfo *)
{
    return {};
}

} // namespace bothends
