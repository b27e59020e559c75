// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace bothends::test {

// What a window and an export do with a file that somebody else made. Whatever the bytes are, each returns.

/// A capture, and everything that reads its events.
void readCapture(const QByteArray &bytes);

/// A session file, and everything that reads its events. @param folder an empty one that exists, best in
/// memory
void readSession(const QByteArray &bytes, const QString &folder);

} // namespace bothends::test
