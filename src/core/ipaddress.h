// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace bothends {

/// A literal IP address as it stands in packets: 4 or 16 bytes in network order. Empty for anything else.
/// inet_pton(3); any thread.
QByteArray ipAddressBytes(const QString &host);

/// The reverse: the canonical text (RFC 5952) of 4 or 16 bytes. Empty for anything else. inet_ntop(3); any
/// thread.
QString ipAddressText(const QByteArray &bytes);

} // namespace bothends
