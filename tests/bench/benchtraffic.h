// SPDX-License-Identifier: MIT
#pragma once

namespace bothends::bench {

void measureTraffic();

} // namespace bothends::bench
