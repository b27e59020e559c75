// SPDX-License-Identifier: MIT
#pragma once

namespace bothends::bench {

void measureWindow();

} // namespace bothends::bench
