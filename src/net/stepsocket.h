// SPDX-License-Identifier: MIT
#pragma once

#include "net/conversations.h"
#include "net/rawcalls.h"
#include "net/stepreader.h"
#include "net/stepwriter.h"

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace bothends {

/// One descriptor on which calls are made one at a time, because somebody asked for each of them: nothing is
/// read, accepted or closed by itself. Every call is one event with its detail; a failed one has the errno.
/// Never blocks: a connect() that is in progress, a sendall() and a MSG_WAITALL that wait go on when the
/// kernel says so. Lives in the I/O thread.
class StepSocket : public QObject
{
    Q_OBJECT
public:
    /// @param descriptor non-blocking; taken over
    StepSocket(EngineContext &context, const SocketIdentity &identity, Descriptor descriptor,
               QObject *parent);
    ~StepSocket() override;

    /// One of these comes first: it came from socket(2), was made by somebody else, or by accept(2).
    void begin(const Stamp &stamp);
    void beginAdopted(const AdoptedSocket &adopted);
    void beginAccepted(const Address &peer, const Stamp &stamp);

    /// The address is a literal one.
    void call(const SocketCall &call);
    void close(bool isAbortive);

    const SocketIdentity &identity() const { return m_identity; }
    const Address &local() const { return m_local; }
    /// Null if it is not a connection of this socket.
    const ConnectionStatus *connection(quint32 number) { return m_conversations.findNumber(number); }

    // What its two halves, the reader and the writer, need.

    Descriptor descriptor() const { return m_descriptor; }
    Transport transport() const { return m_identity.transport; }
    /// Who sent a local datagram that came without a sender; null = not one of ours.
    Address namelessSender(const QByteArray &bytes, qint64 size, bool isPeeked)
    {
        return m_context.connections.namelessSender(m_local, bytes, size, isPeeked);
    }
    void noteSent(const ConnectionStatus &conversation, const QByteArray &bytes);
    Stamp now() const { return m_context.recorder.now(); }
    bool isReadShut() const { return m_isReadShut; }
    void setEof() { m_hasEof = true; }
    /// The connection with a peer; null address = the one it is connected to.
    ConnectionStatus *conversation(const Address &peer);
    /// The same, and if there is none yet, a new one.
    ConnectionStatus *openConversation(const Address &peer);
    void publish(ConnectionStatus &status);
    Event newEvent(EventKind kind, const ConnectionStatus *conversation) const;
    void append(Event event, const CallDetail &detail, const Stamp &stamp);
    /// A call that failed: an Error, or the Reset of a connection.
    void fail(CallDetail detail, int error, const Stamp &stamp, const Address &about = {});
    void fail(CallDetail detail, const Error &error, const Stamp &stamp, const Address &about = {});
    /// What the calls take, or an error event and false. @param isOptional a null address stays invalid
    bool translate(const Address &address, bool isOptional, SystemAddress &system, const CallDetail &detail,
                   const Stamp &stamp);
    void watchReading(bool isWanted);
    void watchWriting(bool isWanted);

signals:
    void accepted(bothends::Descriptor descriptor, const bothends::Address &from,
                  const bothends::Stamp &stamp);
    void localChanged();
    /// The descriptor is closed, and its event appended. Emitted once; delete later.
    void closed();

private:
    void bind(const SocketCall &call);
    void listen(const SocketCall &call);
    void accept();
    void connectTo(const SocketCall &call);
    void onConnectReady();
    void control(const SocketCall &call);
    void refreshLocal();
    Address localTowards(const Address &peer) const;
    Address connectedPeer(const Address &asked) const;
    bool wouldReset(bool isAbortive) const;
    void onReadable();
    void onWritable();

    EngineContext &m_context;
    SocketIdentity m_identity;
    Descriptor m_descriptor;
    Conversations m_conversations;
    StepReader m_reader;
    StepWriter m_writer;
    std::unique_ptr<QSocketNotifier> m_readable; // only while something waits for it
    std::unique_ptr<QSocketNotifier> m_writable;
    Address m_local;
    Address m_peer; // it is connected to, or connecting
    SocketFile m_file; // that bind() made
    CallName m_connectCall = CallName::Connect; // that is in progress
    SystemAddress m_connectTarget;
    bool m_isConnecting = false;
    bool m_isOpen = false; // a stream with a peer
    bool m_isReset = false;
    bool m_hasEof = false;
    bool m_isReadShut = false;
    bool m_isWriteShut = false;
};

} // namespace bothends
