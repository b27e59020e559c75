// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <optional>

namespace bothends {

/// One end of a socket: an IP address in its canonical text form (or, before it is looked up, a host
/// name) and a port, or the name of a local socket (unix(7)). A value without thread or network; the only
/// place that writes `[::1]:30000`.
struct Address
{
    enum class Kind : quint8 {
        Ip,
        Path, ///< host = path of the socket's file
        Abstract, ///< host = name without the leading NUL; bytes beyond ASCII and controls as `\\xNN`
        Unnamed, ///< host = number of its inode, by which both ends are recognised
    };

    QString host;
    quint16 port = 0;
    Kind kind = Kind::Ip;

    static Address path(const QString &path) { return {path, 0, Kind::Path}; }
    static Address abstractName(const QString &name) { return {name, 0, Kind::Abstract}; }
    static Address unnamed(quint64 inode) { return {QString::number(inode), 0, Kind::Unnamed}; }
    /// An abstract name as the system has it, without the leading NUL: any bytes (unix(7)).
    static Address abstractBytes(const QByteArray &name);
    QByteArray abstractBytes() const;

    bool isNull() const { return host.isEmpty(); }
    bool isLocal() const { return kind != Kind::Ip; }
    bool isIpv6() const { return kind == Kind::Ip && host.contains(QChar(u':')); }
    /// `127.0.0.1:30000`, `[::1]:30000` (RFC 3986 §3.2.2 brackets), `/tmp/x.sock`, `@name` (as ss(8) and
    /// socat(1) write it), `socket:[12345]` (as proc(5) writes it); empty when null.
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
