// SPDX-License-Identifier: MIT
#pragma once

#include "core/event.h"

namespace bothends {

/// The socket call of an event as Python spells it, with its arguments: `recv(4096, MSG_PEEK)`,
/// `sendto(127.0.0.1:5000)`, `setsockopt(SO_RCVBUF, 4096)`. Without its result, not translated, safe to
/// paint. Empty if the event does not tell which call it was.
QString callText(const Event &event);

/// The same with what came of it: `recv(4096) → b''`, `connect_ex() → 115 EINPROGRESS`, `accept() → EINVAL`.
QString callResultText(const Event &event);

/// The value of an option as one would write it: `4096`, `off` of SO_LINGER, a group address, credentials.
QString optionValueText(SocketOption option, const OptionValue &value);

/// A name or an address as it may stand in a tag: on one line and safe to paint.
QString callArgument(const QString &text);

/// The name of a file without its folders, safe to paint.
QString fileNameText(const QString &path);

} // namespace bothends
