// SPDX-License-Identifier: MIT
#pragma once

#include "net/config.h"
#include "net/connectionnumbers.h"
#include "net/recorder.h"

#include <QObject>

namespace bothends {

/// What all endpoints of an engine share: where events go and how things are numbered.
struct EngineContext
{
    Recorder &recorder;
    ConnectionNumbers &connections;
    quint32 nextSocket() { return ++lastSocket; }
    quint32 lastSocket = 0;
};

/// A server or a client of ours: what a panel controls. All of its doings are events in the recorder;
/// this interface only takes commands. Lives in the I/O thread.
class Endpoint : public QObject
{
    Q_OBJECT
public:
    Endpoint(EngineContext &context, quint32 id, Side side, Transport transport, QObject *parent)
        : QObject(parent)
        , m_context(context)
        , m_id(id)
        , m_side(side)
        , m_transport(transport)
    {
    }

    quint32 id() const { return m_id; }
    Side side() const { return m_side; }
    Transport transport() const { return m_transport; }
    /// Its events say from now on that each of its calls was asked for.
    void setStepwise() { m_isStepwise = true; }

    /// Listens or connects. Failures are `error` events and then finished().
    virtual void start() = 0;
    /// Ends in order: no new connections, every open one is disconnected in order. Harmless when repeated,
    /// and when called from a slot of a signal of this endpoint.
    virtual void stop() = 0;
    /// Ends now: connections are reset.
    virtual void abort() = 0;

    /// Commands for one connection; unknown numbers get an `error` event where something would be lost.
    virtual void send(quint32 connection, const QByteArray &bytes) = 0;
    virtual void finishSending(quint32 connection) = 0;
    virtual void disconnectPeer(quint32 connection) = 0;
    virtual void abortPeer(quint32 connection) = 0;

    /// One call on one socket of this endpoint. What an engine has no such call for is an `error` event with
    /// NotOffered: never silence.
    virtual void call(const SocketCall &call) { reportNotOffered(call); }
    /// Sends a file over a connection while everything else goes on: TransferBegin, Sent …, TransferEnd.
    virtual void sendFile(quint32 connection, const FileToSend &file);
    /// Stops sending a file: what the kernel has taken stays sent.
    virtual void cancelTransfer(quint32 connection);
    /// From now on what is received on the connection is appended to this file as well, which must not exist;
    /// empty = no longer. A file that can take no more pauses the reading: nothing is lost.
    virtual void saveReceived(quint32 connection, const QString &file);

    /// One that tells of this endpoint.
    Event newEvent(EventKind kind, Origin origin) const
    {
        Event event;
        event.endpoint = m_id;
        event.side = m_side;
        event.kind = kind;
        event.origin = origin;
        event.transport = m_transport;
        event.isStep = m_isStepwise;
        return event;
    }

signals:
    /// Nothing of this endpoint is left; it may be deleted later. Emitted once.
    void finished();

protected:
    /// For a send that has no connection any more.
    void reportNotConnected(quint32 connection)
    {
        Event refused = newEvent(EventKind::Error, Origin::Call);
        refused.connection = connection;
        refused.error = Error{ErrorCode::NotConnected, 0, {}, 0, {}};
        m_context.recorder.append(std::move(refused));
    }

    void reportNotOffered(const SocketCall &call);
    /// For a call on a socket that is closed, or not of this endpoint.
    void reportClosed(const SocketCall &call);

    EngineContext &m_context;

private:
    quint32 m_id;
    Side m_side;
    Transport m_transport;
    bool m_isStepwise = false;
};

} // namespace bothends
