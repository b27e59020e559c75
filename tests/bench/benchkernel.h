// SPDX-License-Identifier: MIT
#pragma once

namespace bothends::bench {

void measureKernel();

} // namespace bothends::bench
