// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace bothends {

/// A small file in the folder of sessions that tells where a session went on that left the folder: the path,
/// as the system spells it, and nothing else. What stands in it is not trusted. Any thread.

/// False if it could not be written; then what was there before still is.
bool writeSessionPointer(const QString &pointer, const QString &session);
/// The absolute path that it tells; empty if it is none of ours or names what cannot be a session's file.
QString readSessionPointer(const QString &pointer);

} // namespace bothends
