// SPDX-License-Identifier: MIT
#pragma once

#include "core/sessionscript.h"

namespace bothends {

// What Qt's classes make of calls that were made one by one. Internal to sessionscript.h.

/// The calls of a script that is in their order as the units and steps of one in which signals lead: what
/// each connection does stands together, and what Qt has no call for is a note. Of streams.
CodeScript withSignals(const CodeScript &script);

/// The option of QAbstractSocket; empty = it has none.
QString qtOption(SocketOption option);
/// Sets or reads an option with the system's call on `descriptor`, as lines of C++ without indentation.
QStringList nativeOption(const CodeStep &step, const QString &descriptor);
/// `// recv(): EAGAIN`: of a call that failed or that Qt does not have.
QString callNote(const CodeStep &step);
/// The payload of a step as an expression of type QByteArray, one line or more.
QStringList asByteArray(const CodeStep &step);

/// Datagram sockets: QUdpSocket, or the system's calls where Qt has no class.
CodeListing qtDatagramCode(const CodeScript &script);

} // namespace bothends
