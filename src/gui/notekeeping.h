// SPDX-License-Identifier: MIT
#pragma once

namespace bothends {

class MainWindow;
class SessionWriter;

/// What the user notes beside rows of a live window goes into the session's file at once. GUI thread.
void keepNotes(MainWindow &window, SessionWriter &writer);
/// The file of a stored session is only read: notes made from now on are in the window until the session is
/// saved. The window says so with the first one, counts as modified, and asks before it loses them.
void watchUnsavedNotes(MainWindow &window);

} // namespace bothends
