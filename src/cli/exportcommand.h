// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandline.h"

namespace bothends {

class StandardOutput;

/// `bothends export`: writes a stored session or a capture in another form, to a new file or to standard
/// output. Returns when it is done.
ExitCode exportSession(const ExportOptions &options, StandardOutput &output);

/// `bothends import`: writes a capture into a new session file. Returns when it is done.
ExitCode importSession(const ImportOptions &options);

} // namespace bothends
