// SPDX-License-Identifier: MIT
#pragma once

#include "core/readings.h"

class QWidget;

namespace bothends {

class InlineMessage;

/// Asks for a file and writes the timeline of a connection into it as PNG, SVG or PDF, by the ending of its
/// name. What became of it is said in `message`. Does not block: the dialog belongs to `parent`, and so do
/// the readings have to outlive it. @param connection 0 = all
void openExportDialog(const Readings &readings, quint32 connection, InlineMessage &message, QWidget *parent);

} // namespace bothends
