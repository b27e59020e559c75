// SPDX-License-Identifier: MIT
#pragma once

#include "core/textencoding.h"
#include "net/replayer.h"
#include "store/journalexport.h"

#include <QList>
#include <QStringList>

#include <variant>

namespace bothends {

/// How events are written to standard output.
enum class OutputFormat : quint8 { Text, Json, None };

struct ServeOptions
{
    ServerConfig config;
    TextEncoding encoding = TextEncoding::Utf8;
    OutputFormat format = OutputFormat::Text;
    bool asksKernel = false; ///< events of origin kernel as well
    QString sessionFile; ///< the session is written there as it happens; empty = not
    QString packetTarget; ///< packets for Wireshark as it happens: a path, or `-`; empty = none
};

struct ConnectOptions
{
    ClientConfig config;
    QList<QByteArray> messages; ///< sent first, in this order
    QString fileToSend; ///< after them; then the sending direction ends, and standard input is not read
    QString saveFile; ///< what arrives goes there instead of standard output
    TextEncoding encoding = TextEncoding::Utf8;
    OutputFormat format = OutputFormat::Text;
    bool asksKernel = false;
    QString sessionFile; ///< as of serve
    QString packetTarget; ///< as of serve
};

struct DemoOptions
{
    OutputFormat format = OutputFormat::Text;
    bool asksKernel = true;
};

/// A stored session, or a capture, in another form.
struct ExportOptions
{
    QString session; ///< absolute path
    ExportFormat format = ExportFormat::Text;
    QString output; ///< absolute path of a new file; empty = standard output
    quint32 connection = 0; ///< 0 = all
    TextEncoding encoding = TextEncoding::Utf8;
};

/// A capture as a session file.
struct ImportOptions
{
    QString capture; ///< absolute path
    QString session; ///< absolute path of a new file
};

/// One side of a stored connection once more.
struct ReplayOptions
{
    QString session; ///< absolute path
    ReplayConfig replay; ///< connection 0 = the only one there is
    OutputFormat format = OutputFormat::Text;
    bool asksKernel = false;
    QString sessionFile; ///< of the replay, as of serve
};

/// `--help` or `--version`: a text for standard output.
struct Information
{
    QString text;
};

/// What is wrong with the arguments, quoting the faulty part; for standard error.
struct UsageError
{
    QString text;
};

using CommandLine = std::variant<ServeOptions, ConnectOptions, DemoOptions, ExportOptions, ImportOptions,
                                 ReplayOptions, Information, UsageError>;

/// True if the arguments ask for a verb, for help or for the version; false if they are the window's.
/// The only arguments without a dash are verbs, so an unknown one counts as a verb too.
/// @param arguments with the program's name in front, as in the other functions here
bool wantsHeadless(const QStringList &arguments);

/// Everything that can be known to be wrong without the network is found here.
CommandLine parseCommandLine(const QStringList &arguments);

} // namespace bothends
