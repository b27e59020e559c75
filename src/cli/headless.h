// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace bothends {

/// True if the arguments ask for one of the verbs, for help or for the version, none of which needs a
/// window. @param arguments with the program's name in front
bool isHeadless(const QStringList &arguments);

/// Does what the arguments ask for and returns the exit code. Uses the QCoreApplication there is (with its
/// translators), or makes one for the time being. Session::prepareProcess() must have been called.
int runHeadless(int &argc, char **argv);

} // namespace bothends
