// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandline.h"
#include "core/target.h"
#include "core/textencoding.h"
#include "net/config.h"

#include <variant>

class QCommandLineParser;

namespace bothends {

// What stands behind the options and arguments, each as a value or as what is wrong with it. Everything that
// can be known to be wrong without the network is found here.

template <typename Value> using Read = std::variant<Value, UsageError>;

UsageError usageError(const Error &error);

Read<TextEncoding> readEncoding(const QCommandLineParser &parser);
Read<QByteArray> readText(TextEncoding encoding, const QString &text);
/// A number in plain digits, from `least` to a million. @param otherwise where the option is not given
Read<int> readNumber(const QCommandLineParser &parser, const QString &option, int least, int otherwise);
Read<AfterGreeting> readAfterGreeting(const QCommandLineParser &parser);
OutputFormat readFormat(const QCommandLineParser &parser);

/// Where to listen: an address of an interface, a free port being 0; or a local name.
Read<Target> readListenTarget(const QString &typed);
/// Where to connect: a host with a port; or a local name.
Read<Target> readServerTarget(const QString &typed);
/// What a client binds to before it connects: `[ADDRESS:]PORT`, or a local name.
Read<Address> readOwnAddress(const QString &typed, Transport transport);
/// `--engine`.
Read<EngineKind> readEngine(const QCommandLineParser &parser, bool isServer);
/// The absolute path of a file that must not be there yet; empty if the option is not given.
/// `--pcapng`: a new file, a pipe that is there, or `-`.
Read<QString> readPacketTarget(const QCommandLineParser &parser);
Read<QString> readNewFile(const QCommandLineParser &parser, const QString &option);
/// The absolute path of a file that can be read; empty if the option is not given.
Read<QString> readOldFile(const QCommandLineParser &parser, const QString &option);
/// `--fd`; -1 if it is not given.
Read<int> readDescriptor(const QCommandLineParser &parser);

} // namespace bothends
