// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace bothends {

/// One end of a socket: an IP address in its canonical text form (or, before it is looked up, a host
/// name) and a port. A value without thread or network; the only place that writes `[::1]:30000`.
struct Address
{
    QString host;
    quint16 port = 0;

    bool isNull() const { return host.isEmpty(); }
    /// `127.0.0.1:30000`, `[::1]:30000` (RFC 3986 §3.2.2 brackets); empty when null.
    QString toString() const;

    friend bool operator==(const Address &, const Address &) = default;
};

size_t qHash(const Address &address, size_t seed = 0);

/// What a user typed as `[ADDRESS:]PORT` or `HOST:PORT`, taken apart but not looked up.
struct AddressParse
{
    Address address; ///< host may be empty when none was typed
    QString fault; ///< the part that is wrong, as typed; empty = no fault

    bool isValid() const { return fault.isEmpty(); }
};

/// Accepts `30000`, `127.0.0.1:30000`, `name:30000`, `[::1]:30000`. A bare IPv6 address without
/// brackets is refused because its last group could be meant as a port.
AddressParse parseAddress(const QString &typed);

/// A port in decimal digits only, 0 to 65535; nothing is wrapped or trimmed silently.
std::optional<quint16> parsePort(const QString &typed);

} // namespace bothends

Q_DECLARE_METATYPE(bothends::Address)
