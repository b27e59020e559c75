// SPDX-License-Identifier: MIT
#pragma once

#include "core/connectionindex.h"
#include "core/journal.h"
#include "core/lifelines.h"
#include "core/textreading.h"

namespace bothends {

/// The journal and its readings, for whoever shows a row of it. References: it must not outlive them. In the
/// journal's thread.
struct Readings
{
    const Journal &journal;
    const ConnectionIndex &connections;
    const TextReading &texts;
    const LifeLines &lifeLines;
};

} // namespace bothends
