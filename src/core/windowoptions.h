// SPDX-License-Identifier: MIT
#pragma once

#include "core/address.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bothends {

/// What the arguments ask of the window.
struct WindowOptions
{
    std::optional<Address> listen; ///< start the server there
    std::optional<Address> connect; ///< connect the client there
    std::optional<QString> greeting;
    QStringList sessions; ///< stored sessions and captures to open instead
    QString language; ///< empty = as remembered
    QString theme; ///< `system`, `light`, `dark`; empty = as remembered
    bool asksKernel = true; ///< else as on a system whose kernel cannot be asked
    QString shotFile; ///< save a picture and exit
    QString fault; ///< what is wrong with the arguments, in words; empty = nothing
};

/// True for arguments that name stored sessions or captures to open: `open FILE …`, or `FILE.bothends …`,
/// `FILE.pcapng …`, `FILE.pcap …`.
bool opensSessions(const QString &firstArgument);

/// The options with their descriptions, for parsing and for `--help`.
QList<QCommandLineOption> windowCommandLine();

/// @param arguments with the program's name in front, without Qt's own (see QApplication::arguments())
WindowOptions parseWindowOptions(const QStringList &arguments);

} // namespace bothends
