// SPDX-License-Identifier: MIT
#pragma once

namespace bothends {

/// Makes the application object, the session and the main window, and runs them. Call before any
/// QCoreApplication exists. Returns the exit code: 0, or 2 for arguments that are wrong.
int runWindow(int &argc, char **argv);

} // namespace bothends
