// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QAbstractSocket>

namespace bothends {

/// What Qt's socket classes tell of a failure, whose errno they keep to themselves. ErrorCode::Unknown for
/// what they do not tell apart.
ErrorCode errorCodeOf(QAbstractSocket::SocketError error);

} // namespace bothends
