// SPDX-License-Identifier: MIT
#pragma once

#include "net/connection.h"
#include "net/endpoint.h"

#include <QList>
#include <QTimer>

#include <optional>

namespace bothends {

/// One client connection, as far as it is the same for every engine: looks the name up, tries its addresses
/// in order, then is a Connection. Every attempt is a `socket` and a `connect` of its own in the journal.
/// Lives in the I/O thread.
class StreamClient : public Endpoint
{
    Q_OBJECT
public:
    void start() override;
    /// While connecting: cancels at once. Connected: disconnects in order.
    void stop() override;
    void abort() override;
    void send(quint32 connection, const QByteArray &bytes) override;
    void finishSending(quint32 connection) override;
    void disconnectPeer(quint32 connection) override;
    void abortPeer(quint32 connection) override;
    void sendFile(quint32 connection, const FileToSend &file) override;
    void cancelTransfer(quint32 connection) override;
    void saveReceived(quint32 connection, const QString &file) override;
    /// getsockopt, setsockopt and shutdown, also while connecting.
    void call(const SocketCall &call) override;

protected:
    /// @param origin of what the engine reports about connecting
    StreamClient(EngineContext &context, quint32 id, ClientConfig config, Origin origin, QObject *parent);
    ~StreamClient() override;

    // What an engine is made of.

    /// Connects to identity().peer; leads to onOpened() or onAttemptFailed().
    virtual void attempt() = 0;
    /// Lets go of the attempt's socket; also inside its signals.
    virtual void dropAttempt() = 0;
    virtual bool isAttempting() const = 0;
    /// Of the attempt; kNoDescriptor if it is not known.
    virtual Descriptor descriptor() const = 0;
    /// Takes over a connected descriptor, or says why not.
    virtual std::optional<Error> takeConnected(Descriptor descriptor) = 0;
    /// It is taken over, and in the journal; leads to onOpened() or fail().
    virtual void onTaken() = 0;

    const ClientConfig &config() const { return m_config; }
    const ConnectionStatus &identity() const { return m_status; }
    quint32 socketNumber() const { return m_socketNumber; }
    bool isConnecting() const { return m_connecting; }
    /// The events that follow are of a new socket; or, after forgetSocket(), of none.
    void beginSocket() { m_socketNumber = m_context.nextSocket(); }
    void forgetSocket() { m_socketNumber = 0; }
    /// The local address of the attempt is known: the connection's number may change with it.
    void setLocal(const Address &local);
    Event stepEvent(EventKind kind, Origin origin) const;
    Recorder &recorder() { return m_context.recorder; }

    /// The `connected` event is appended.
    void onOpened(Connection *connection);
    /// @param failed an Error event; its address is tried no more
    void onAttemptFailed(Event failed);
    void fail(Event failed);
    Event errorEvent(const Error &error) const;

private:
    void onLookedUp(const QList<Address> &addresses, const QString &failure);
    void adopt();
    void lookUp();
    void tryNextAddress();
    void cancel();
    void finish();
    void updateStatus(EndpointStatus::State state);

    ClientConfig m_config;
    ConnectionStatus m_status;
    Origin m_origin;
    QList<Address> m_addresses; // still to try
    Connection *m_connection = nullptr; // child
    QTimer m_timeout;
    quint32 m_socketNumber = 0;
    int m_lookup = -1;
    bool m_connecting = false;
    bool m_finishSendingWhenOpen = false;
    bool m_finished = false;
};

} // namespace bothends
