// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace bothends {

// Both stay open beside the window, and end with it. In the GUI thread.

/// The keys of all actions that the window has enabled now.
void showShortcuts(QWidget *window);
void showAbout(QWidget *window);

} // namespace bothends
