// SPDX-License-Identifier: MIT
#pragma once

namespace bothends::bench {

/// Ten million events: memory, how fast they are appended, filtered, scrolled; a session of 1 GB is opened.
/// Not in the default set. Writes some gigabytes into the folder for temporary files, and removes them.
void measureJournal();

/// Not in the default set: what many short connections take.
void measureShort();

/// Not in the default set: 4 GiB from one peer into a window, everything kept on disk.
void measureLongFlood();

/// Not in the default set: a million messages from 64 clients into a window, which filters and finds
/// meanwhile.
void measureMessages();

} // namespace bothends::bench
