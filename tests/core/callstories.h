// SPDX-License-Identifier: MIT
#pragma once

#include "support/explanationstage.h"

#include <QList>

namespace bothends::test {

/// The stories of sockets of every type and of single calls, for tst_explanation.
QList<Story> callStories();

} // namespace bothends::test
