// SPDX-License-Identifier: MIT
#pragma once

#include "net/session.h"

#include <QObject>
#include <QTest>

namespace bothends::test {

/// A session with what tests ask of it: which events came, what a connection carried.
class SessionProbe : public QObject
{
public:
    SessionProbe()
        : session(std::chrono::milliseconds(0))
    {
        connect(&session, &Session::endpointChanged, this,
                [this](const EndpointStatus &status) { endpoints.insert(status.endpoint, status); });
        connect(&session, &Session::connectionsChanged, this, [this](const QList<ConnectionStatus> &changed) {
            for (const ConnectionStatus &status : changed)
                connections.insert({status.connection, status.side}, status);
        });
        connect(&session, &Session::stopped, this, [this] { isStopped = true; });
    }

    /// Rows of this kind, of a side and connection (0 = any).
    QList<qsizetype> rows(EventKind kind, Side side, quint32 connection = 0) const
    {
        QList<qsizetype> found;
        for (qsizetype row = 0; row < session.journal().size(); ++row) {
            const Event &event = session.journal().at(row);
            if (event.kind == kind && event.side == side
                && (connection == 0 || event.connection == connection))
                found << row;
        }
        return found;
    }
    qsizetype count(EventKind kind, Side side, quint32 connection = 0) const
    {
        return rows(kind, side, connection).size();
    }
    Event eventAt(qsizetype row) const { return session.journal().at(row); }
    /// Everything a side read of a connection, in order.
    QByteArray received(Side side, quint32 connection) const
    {
        QByteArray bytes;
        for (const qsizetype row : rows(EventKind::Received, side, connection))
            bytes += session.journal().payload(row);
        return bytes;
    }
    bool isRunning(quint32 endpoint) const
    {
        return endpoints.value(endpoint).state == EndpointStatus::State::Running;
    }
    bool hasStopped(quint32 endpoint) const
    {
        return endpoints.contains(endpoint)
            && endpoints.value(endpoint).state == EndpointStatus::State::Stopped;
    }
    Address addressOf(quint32 server) const { return endpoints.value(server).local; }
    /// The errors so far, oldest first.
    QList<Error> errors() const
    {
        QList<Error> found;
        for (qsizetype row = 0; row < session.journal().size(); ++row) {
            if (eventAt(row).error)
                found << *eventAt(row).error;
        }
        return found;
    }
    bool hasError(ErrorCode code) const
    {
        const QList<Error> all = errors();
        return std::any_of(all.begin(), all.end(), [code](const Error &error) { return error.code == code; });
    }

    Session session;
    QHash<quint32, EndpointStatus> endpoints;
    QMap<std::pair<quint32, Side>, ConnectionStatus> connections;
    bool isStopped = false;
};

/// Starts a server on a free port of `host` and waits until it listens. 0 on failure.
inline quint32 startServer(SessionProbe &probe, const ServerConfig &config = {})
{
    const quint32 server = probe.session.startServer(config);
    return QTest::qWaitFor([&] { return probe.isRunning(server); }, 20000) ? server : 0;
}

} // namespace bothends::test
